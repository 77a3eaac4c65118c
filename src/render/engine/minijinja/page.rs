//! What a page brings along: its variables, and the functions, which know the page that they are called on.
//!
//! A page's functions are values beside its variables, not the environment's: so a call needs no look-up of the page,
//! and nothing is shared between threads. Macros, blocks and included templates all see them.

use super::super::functions::{Arguments, Function, Input, Scalar};
use super::super::{FUNCTIONS, FunctionContext, VARIABLES};
use super::refused;
use crate::theme::Theme;
use ::minijinja::value::{Enumerator, Kwargs, Object};
use ::minijinja::{Error, ErrorKind, State, Value};
use std::borrow::Cow;
use std::sync::Arc;

/// The name of the variable that holds the page itself. No template can write it, nor hide it behind its own.
const PAGE: &str = " page";

/// A page that is being written.
#[derive(Debug)]
pub(super) struct Page {
    locale: String,
    root: String,
    theme: Arc<Theme>,
}

impl Page {
    /// What functions and filters may know of it.
    pub(super) fn context(&self) -> FunctionContext<'_> {
        FunctionContext {
            locale: &self.locale,
            root: &self.root,
            theme: &self.theme,
        }
    }

    /// Does something with the page that is being written.
    pub(super) fn of<T>(
        state: &State<'_, '_>,
        run: impl FnOnce(FunctionContext<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let value = state.lookup(PAGE);
        let page = value.as_ref().and_then(|v| v.downcast_object_ref::<Self>());
        let missing = || Error::new(ErrorKind::InvalidOperation, "no page is being written");
        run(page.ok_or_else(missing)?.context())
    }
}

impl Object for Page {}

/// The variables of a page, in the order of [`VARIABLES`], then its functions, in the order of [`FUNCTIONS`].
#[derive(Debug)]
pub(super) struct Variables {
    values: Vec<Value>,
    functions: Vec<Value>,
    page: Value,
}

impl Variables {
    /// Those that a page is rendered with.
    pub(super) fn new(
        theme: &Arc<Theme>,
        variables: &[(&'static str, Value)],
        locale: &str,
        root: &str,
    ) -> Self {
        let page = Arc::new(Page {
            locale: locale.to_owned(),
            root: root.to_owned(),
            theme: Arc::clone(theme),
        });
        let value = |name: &&str| match *name {
            "locale" => Value::from(locale),
            "root" => Value::from(root),
            name => {
                let given = variables.iter().rev().find(|(given, _)| *given == name);
                given.map_or_else(|| Value::from(()), |(_, value)| value.clone())
            }
        };
        let function = |function| {
            Value::from_object(PageFunction {
                function,
                page: Arc::clone(&page),
            })
        };
        Self {
            values: VARIABLES.iter().map(value).collect(),
            functions: FUNCTIONS.iter().map(function).collect(),
            page: Value::from_dyn_object(Arc::clone(&page)),
        }
    }
}

impl Object for Variables {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        if let Some(at) = FUNCTIONS.iter().position(|f| f.name == key) {
            return self.functions.get(at).cloned();
        }
        if let Some(at) = VARIABLES.iter().position(|name| *name == key) {
            return self.values.get(at).cloned();
        }
        (key == PAGE).then(|| self.page.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(VARIABLES)
    }
}

/// A function, called on a page.
#[derive(Debug)]
struct PageFunction {
    function: &'static Function,
    page: Arc<Page>,
}

impl PageFunction {
    fn run(&self, arguments: &Arguments<'_>) -> Result<Value, Error> {
        let text = (self.function.call)(self.page.context(), arguments).map_err(refused)?;
        Ok(Value::from(text.as_ref()))
    }
}

impl Object for PageFunction {
    fn call(self: &Arc<Self>, _: &mut State<'_, '_>, given: &[Value]) -> Result<Value, Error> {
        let (given, named) = match given.split_last() {
            Some((last, before)) if last.is_kwargs() => (before, Some(last)),
            _ => (given, None),
        };
        let first = match given {
            [] => None,
            [first] => Some((Cow::Borrowed(self.function.positional), first.scalar())),
            _ => return Err(Error::from(ErrorKind::TooManyArguments)),
        };
        let Some(named) = named else {
            return self.run(first.as_slice());
        };
        let named = Kwargs::try_from(named.clone())?;
        let mut arguments: Vec<(Cow<'_, str>, Scalar<'_>)> = Vec::with_capacity(4);
        arguments.extend(first);
        for name in named.args() {
            let value: &Value = named.peek(name)?;
            arguments.push((Cow::Borrowed(name), value.scalar()));
        }
        self.run(&arguments)
    }
}
