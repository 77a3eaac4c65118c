//! MiniJinja.
//!
//! What a template's author must know:
//! - A name that stands for nothing is an error wherever it is used: written, compared, looped over, tested by `if`.
//! - An absent value of the contract is `none`: `{% if page.description %}` is false, and writing it writes nothing.
//! - `x is defined` and `x | default("…")` take `none` for absent.

mod page;

use super::functions::{Input, Scalar};
use super::page::{MAX_PAGE_BYTES, Sheet};
use super::{
    Engine, FILTERS, FUEL, Filter, FunctionContext, TOO_MUCH_WORK, TemplateError, escape, graph,
};
use crate::theme::{Theme, line_and_column};
use ::minijinja::value::{Serde, ValueKind};
use ::minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value,
};
use page::{Page, Variables};
use serde::Serialize;
use std::borrow::Cow;
use std::sync::Arc;

/// The engine of themes that say `engine: minijinja`.
pub struct MiniJinja {
    environment: Environment<'static>,
    theme: Arc<Theme>,
}

impl MiniJinja {
    /// As [`Engine::compile`], with another limit for a page's work.
    pub(super) fn with_fuel(theme: Arc<Theme>, fuel: u64) -> Result<Self, Vec<TemplateError>> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_formatter(write_value);
        environment.set_fuel(Some(fuel));
        environment.set_debug(true);
        add_builtins(&mut environment);
        for filter in FILTERS {
            add_filter(&mut environment, filter);
        }
        let mut errors = Vec::new();
        for (name, template) in &theme.templates {
            let added = environment.add_template_owned(name.clone(), template.text.clone());
            if let Err(error) = added {
                errors.push(explain(&theme, name, &error));
            }
        }
        if errors.is_empty() {
            errors = graph::check(&theme);
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Self { environment, theme })
    }
}

impl Engine for MiniJinja {
    type Value = Value;

    fn compile(theme: Arc<Theme>) -> Result<Self, Vec<TemplateError>> {
        Self::with_fuel(theme, FUEL)
    }
    fn share<T: Serialize>(&self, value: &T) -> Result<Value, TemplateError> {
        let value = Value::from(Serde(value));
        if value.kind() == ValueKind::Invalid {
            let message = format!("a value cannot be handed to the templates: {value}");
            return Err(TemplateError::without_place(&self.theme.name, message));
        }
        Ok(value)
    }

    fn render(
        &self,
        template: &str,
        variables: &[(&'static str, Value)],
        locale: &str,
        root: &str,
    ) -> Result<String, TemplateError> {
        let fail = |error: &Error| explain(&self.theme, template, error);
        let compiled = self
            .environment
            .get_template(template)
            .map_err(|e| fail(&e))?;
        let page = Variables::new(&self.theme, variables, locale, root);
        let mut sheet = Sheet::with_capacity(compiled.source().len() * 2);
        match compiled.render_captured_to(Value::from_object(page), &mut sheet) {
            Ok(_) => Ok(sheet.into_text()),
            Err(error) => {
                let mut error = fail(&error);
                if sheet.is_full() {
                    error.message = format!("the page grows past {MAX_PAGE_BYTES} bytes");
                }
                Err(error)
            }
        }
    }
}

/// Tests and filters that take `none` for absent, as the contract does.
fn add_builtins(environment: &mut Environment<'static>) {
    let absent = |value: &Value| value.is_undefined() || value.is_none();
    environment.add_test("defined", move |value: &Value| !absent(value));
    environment.add_test("undefined", move |value: &Value| absent(value));
    let default = move |value: &Value, other: Option<Value>, lax: Option<bool>| {
        if absent(value) || (lax == Some(true) && !value.is_true()) {
            other.unwrap_or_else(|| Value::from(""))
        } else {
            value.clone()
        }
    };
    environment.add_filter("default", default);
    environment.add_filter("d", default);
}

fn add_filter(environment: &mut Environment<'static>, filter: &'static Filter) {
    let apply = move |state: &State<'_, '_>, value: &Value| -> Result<Value, Error> {
        let call = |context: FunctionContext<'_>| (filter.call)(context, value).map_err(refused);
        let text = Page::of(state, call)?;
        Ok(if filter.safe {
            Value::from_safe_string(text)
        } else {
            Value::from(text)
        })
    };
    environment.add_filter(filter.name, apply);
}

fn refused(message: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}

impl Input for Value {
    fn scalar(&self) -> Scalar<'_> {
        match self.kind() {
            ValueKind::Undefined => Scalar::Undefined,
            ValueKind::None => Scalar::None,
            ValueKind::Bool => Scalar::Bool(self.is_true()),
            ValueKind::Number if self.is_integer() => {
                self.as_i64().map_or(Scalar::Other, Scalar::Integer)
            }
            ValueKind::Number => f64::try_from(self.clone()).map_or(Scalar::Other, Scalar::Float),
            ValueKind::String => self
                .as_str()
                .map_or(Scalar::Other, |text| Scalar::Text(Cow::Borrowed(text))),
            _ => Scalar::Other,
        }
    }

    fn json(&self) -> Result<serde_json::Value, String> {
        serde_json::to_value(self).map_err(|e| e.to_string())
    }
}

/// Writes a value as the contract says: nothing for an absent one, escaped unless it is safe.
fn write_value(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if let Some(text) = value.as_str() {
        if value.is_safe() {
            out.write_str(text)?;
        } else {
            escape::escape(text, |part| out.write_str(part))?;
        }
        return Ok(());
    }
    match value.kind() {
        ValueKind::None => {}
        ValueKind::Bool => out.write_str(if value.is_true() { "true" } else { "false" })?,
        ValueKind::Number => write!(out, "{value}")?,
        _ => escape::escape(&value.to_string(), |part| out.write_str(part))?,
    }
    Ok(())
}

/// What MiniJinja says when includes or calls are nested too deep.
const TOO_DEEP: &str = "recursion limit exceeded";

/// How many of the templates that led to a failure are named.
const MAX_CALLERS: usize = 4;

/// The innermost frame says where, the outer ones say how it came to that.
fn explain(theme: &Theme, asked: &str, error: &Error) -> TemplateError {
    let mut frames = vec![error];
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        frames.extend(inner.downcast_ref::<Error>());
        source = inner.source();
    }
    let deepest = frames.iter().rposition(|f| f.name().is_some()).unwrap_or(0);
    let frame = frames[deepest];
    let name = frame.name().unwrap_or(asked);
    let template = theme.templates.get(name);
    let place = template
        .zip(frame.range())
        .map(|(template, range)| line_and_column(&template.text, range.start));
    let callers: Vec<(&str, usize)> = frames[..deepest]
        .iter()
        .filter_map(|outer| outer.name().zip(outer.line()))
        .collect();
    let message = match callers.iter().rposition(|(caller, _)| *caller == name) {
        Some(again) if frame.detail() == Some(TOO_DEEP) => {
            let circle: String = callers[again..]
                .iter()
                .map(|(caller, _)| format!("`{caller}` includes "))
                .collect();
            format!("{circle}`{name}`: a circle without end")
        }
        _ => callers
            .iter()
            .rev()
            .take(MAX_CALLERS)
            .fold(sentence(frame), |message, (caller, line)| {
                format!("{message} (included by `{caller}`, line {line})")
            }),
    };
    TemplateError {
        origin: template.map_or_else(|| name.to_owned(), |t| t.origin.clone()),
        line: place.map(|p| p.0).or(frame.line()),
        column: place.map(|p| p.1),
        message,
    }
}

fn sentence(error: &Error) -> String {
    match (error.kind(), error.detail()) {
        (ErrorKind::OutOfFuel, _) => TOO_MUCH_WORK.to_owned(),
        (_, Some(TOO_DEEP)) => {
            "macros or templates are nested too deep; does one call itself?".to_owned()
        }
        (
            ErrorKind::InvalidOperation
            | ErrorKind::SyntaxError
            | ErrorKind::TemplateNotFound
            | ErrorKind::UndefinedError
            | ErrorKind::UnknownFilter
            | ErrorKind::UnknownFunction
            | ErrorKind::UnknownMethod
            | ErrorKind::UnknownTest,
            Some(detail),
        ) => detail.to_owned(),
        (kind, Some(detail)) => format!("{kind}: {detail}"),
        (kind, None) => kind.to_string(),
    }
}
