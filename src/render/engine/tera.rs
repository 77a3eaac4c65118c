//! Tera 2.
//!
//! What a template's author must know:
//! - A name that stands for nothing is an error where it is written, looped over, or asked for a field; tested by `if`,
//!   it is false (Tera has no stricter way).
//! - An absent value of the contract is `none`: `{% if page.description %}` is false, and writing it writes nothing.
//! - `x is defined` and `x | default(value="…")` take `none` for absent.
//! - `range` gives 10,000 numbers at most.

use super::functions::{Arguments, Function, Input, Scalar};
use super::meter::{CHARGE, COST, Metered, STEP};
use super::page::{MAX_PAGE_BYTES, Pages, Sheet};
use super::{
    Engine, FILTERS, FUEL, FUNCTIONS, Filter, FunctionContext, TOO_MUCH_WORK, TemplateError,
    VARIABLES, escape, graph,
};
use crate::theme::{Theme, line_and_column};
use ::tera::{
    Context, Error, ErrorKind, Kwargs, ReportError, State, Tera, TeraResult, Value,
    value::ValueKind,
};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The engine of themes that say `engine: tera`.
pub struct Tera2 {
    tera: Tera,
    metered: BTreeMap<String, Metered>,
    theme: Arc<Theme>,
    pages: Arc<Pages>,
}

/// The most numbers that `range` gives.
const MAX_RANGE: i128 = 10_000;

impl Engine for Tera2 {
    type Value = Value;

    fn compile(theme: Arc<Theme>) -> Result<Self, Vec<TemplateError>> {
        Self::with_fuel(theme, FUEL)
    }

    fn share<T: Serialize>(&self, value: &T) -> Result<Value, TemplateError> {
        Value::try_from_serializable(value).map_err(|error| {
            let message = format!("a value cannot be handed to the templates: {error}");
            TemplateError::without_place(&self.theme.name, message)
        })
    }

    fn render(
        &self,
        template: &str,
        variables: &[(&'static str, Value)],
        locale: &str,
        root: &str,
    ) -> Result<String, TemplateError> {
        let mut context = Context::new();
        for name in VARIABLES {
            context.insert_value(*name, Value::none());
        }
        context.insert_value("locale", Value::from(locale));
        context.insert_value("root", Value::from(root));
        for (name, value) in variables {
            context.insert_value(*name, value.clone());
        }
        let size = self
            .theme
            .templates
            .get(template)
            .map_or(0, |t| t.text.len());
        let mut sheet = Sheet::with_capacity(size * 2);
        let _writing = self.pages.begin(locale, root);
        match self.tera.render_to(template, &context, &mut sheet) {
            Ok(()) => Ok(sheet.into_text()),
            Err(error) => {
                let mut error = self.explain(template, &error);
                if sheet.is_full() {
                    error.message = format!("the page grows past {MAX_PAGE_BYTES} bytes");
                }
                Err(error)
            }
        }
    }
}

impl Tera2 {
    /// As [`Engine::compile`], with another limit for a page's work.
    pub(super) fn with_fuel(theme: Arc<Theme>, fuel: u64) -> Result<Self, Vec<TemplateError>> {
        let errors = graph::check(&theme);
        if !errors.is_empty() {
            return Err(errors);
        }
        let pages = Arc::new(Pages::default());
        let mut tera = Tera::default();
        tera.autoescape_on([""]);
        tera.set_escape_fn(|text, out| escape::escape(text, |part| out.write_all(part.as_bytes())));
        add_builtins(&mut tera, &pages, fuel);
        for function in FUNCTIONS {
            add_function(&mut tera, function, &theme, &pages);
        }
        for filter in FILTERS {
            add_filter(&mut tera, filter, &theme, &pages);
        }
        // The templates as they are written come first: what is wrong with them is told in their own words.
        let written = theme.templates.iter().map(|(name, t)| (name, &t.text));
        if let Err(error) = tera.add_raw_templates(written) {
            return Err(refused_templates(&theme, &tera, &error));
        }
        let metered: BTreeMap<String, Metered> = theme
            .templates
            .iter()
            .map(|(name, template)| (name.clone(), Metered::new(&template.text)))
            .collect();
        tera.add_raw_templates(metered.iter().map(|(name, m)| (name, &m.text)))
            .map_err(|error| refused_templates(&theme, &tera, &error))?;
        Ok(Self {
            tera,
            metered,
            theme,
            pages,
        })
    }

    /// Tera gives the innermost place and, as text, the places it was called from.
    fn explain(&self, asked: &str, error: &Error) -> TemplateError {
        let (ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report)) = error.kind()
        else {
            let origin = self.theme.templates.get(asked).map(|t| t.origin.as_str());
            return TemplateError::without_place(origin.unwrap_or(asked), error.to_string());
        };
        let offset = self
            .metered
            .get(report.filename())
            .map_or(0, |m| m.original(report.span().range.start));
        let mut error = located(&self.theme, report, offset);
        for caller in callers(&report_text(report)) {
            error.message.push_str(&caller);
        }
        error
    }
}

/// The report as Tera shows it: the notes about the callers can be had no other way.
fn report_text(report: &ReportError) -> String {
    Error::new(ErrorKind::RenderingError(Box::new(report.clone()))).to_string()
}

/// `note: called from a.html:3:5` → ` (included by `a.html`, line 3)`.
fn callers(report: &str) -> impl Iterator<Item = String> + '_ {
    report.lines().filter_map(|line| {
        let place = line.strip_prefix("note: called from ")?;
        let mut parts = place.rsplitn(3, ':');
        let (_, line, name) = (parts.next()?, parts.next()?, parts.next()?);
        Some(format!(" (included by `{name}`, line {line})"))
    })
}

fn located(theme: &Theme, report: &ReportError, offset: usize) -> TemplateError {
    let message = first_small(report.message());
    let Some(template) = theme.templates.get(report.filename()) else {
        return TemplateError::without_place(report.filename(), message);
    };
    let (line, column) = line_and_column(&template.text, offset);
    TemplateError {
        origin: template.origin.clone(),
        line: Some(line),
        column: Some(column),
        message,
    }
}

/// Tera begins its messages with a capital; here they stand after a colon.
fn first_small(message: &str) -> String {
    let mut chars = message.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Tera stops at the first template that does not parse; each is tried alone to find them all. What is wrong between
/// templates comes as one text with a report per finding.
fn refused_templates(theme: &Theme, tera: &Tera, error: &Error) -> Vec<TemplateError> {
    let mut errors = Vec::new();
    if let ErrorKind::SyntaxError(_) = error.kind() {
        for (name, template) in &theme.templates {
            let alone = tera.clone().add_raw_template(name, &template.text);
            if let Err(error) = alone
                && let ErrorKind::SyntaxError(report) = error.kind()
            {
                errors.push(located(theme, report, report.span().range.start));
            }
        }
        return errors;
    }
    let text = error.to_string();
    let mut message = None;
    for line in text.lines() {
        if let Some(what) = line.strip_prefix("error: ") {
            message = Some(first_small(what));
        } else if let Some(place) = line.trim_start().strip_prefix("--> ")
            && let Some(message) = message.take()
        {
            errors.push(placed(theme, place, message));
        }
    }
    if errors.is_empty() {
        errors.push(TemplateError::without_place(
            &theme.name,
            first_small(&text),
        ));
    }
    errors
}

/// `name:line:column` → an error there.
fn placed(theme: &Theme, place: &str, message: String) -> TemplateError {
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next().and_then(|c| c.parse().ok());
    let line = parts.next().and_then(|l| l.parse().ok());
    let name = parts.next().unwrap_or(place);
    let origin = theme.templates.get(name).map(|t| t.origin.as_str());
    TemplateError {
        origin: origin.unwrap_or(name).to_owned(),
        line,
        column,
        message,
    }
}

/// The meters, `range`, and tests and filters that take `none` for absent, as the contract does.
fn add_builtins(tera: &mut Tera, pages: &Arc<Pages>, fuel: u64) {
    let charge = move |pages: &Pages, work: u64| match pages.current() {
        Some(page) if page.charge(work, fuel) => Ok(()),
        Some(_) => Err(Error::message(TOO_MUCH_WORK)),
        None => Err(no_page()),
    };
    let of_loops = Arc::clone(pages);
    tera.register_filter(CHARGE, move |value: &Value, _: Kwargs, _: &State<'_>| {
        if value.is_undefined() {
            return Err(Error::message("what is looped over is not defined"));
        }
        let elements = value.len().unwrap_or(0) as u64;
        charge(&of_loops, elements.saturating_add(1).saturating_mul(COST))?;
        Ok(if value.is_none() {
            Value::from(Vec::<Value>::new())
        } else {
            value.clone()
        })
    });
    let of_steps = Arc::clone(pages);
    tera.register_function(STEP, move |_: Kwargs, _: &State<'_>| {
        charge(&of_steps, COST)?;
        TeraResult::Ok(Value::safe_string(""))
    });
    tera.register_function("range", range);
    let absent = |value: &Value| value.is_undefined() || value.is_none();
    tera.register_test("defined", move |value: &Value, _: Kwargs, _: &State<'_>| {
        !absent(value)
    });
    tera.register_test(
        "undefined",
        move |value: &Value, _: Kwargs, _: &State<'_>| absent(value),
    );
    tera.register_filter(
        "default",
        move |value: &Value, given: Kwargs, _: &State<'_>| {
            let lax = given.get::<bool>("boolean")?.unwrap_or(false);
            let other = given.must_get::<Value>("value")?;
            let instead = absent(value) || (lax && !value.is_truthy());
            TeraResult::Ok(if instead { other } else { value.clone() })
        },
    );
}

/// Tera's own `range`, with a lower limit.
fn range(given: Kwargs, _: &State<'_>) -> TeraResult<Vec<i128>> {
    let start = given.get::<i64>("start")?.map_or(0, i128::from);
    let end = given.must_get::<i64>("end").map(i128::from)?;
    let step = given.get::<i64>("step_by")?.map_or(1, i128::from);
    let length = match step {
        0 => return Err(Error::message("`range` was called with a `step_by` of 0")),
        1.. => (end - start + step - 1) / step,
        _ => (start - end - step - 1) / -step,
    };
    if length > MAX_RANGE {
        return Err(Error::message(format!(
            "`range` would give {length} numbers; it gives {MAX_RANGE} at most"
        )));
    }
    Ok((0..length).map(|i| start + i * step).collect())
}

fn add_function(
    tera: &mut Tera,
    function: &'static Function,
    theme: &Arc<Theme>,
    pages: &Arc<Pages>,
) {
    let (theme, pages) = (Arc::clone(theme), Arc::clone(pages));
    tera.register_function(function.name, move |given: Kwargs, _: &State<'_>| {
        let page = pages.current().ok_or_else(no_page)?;
        let context = FunctionContext {
            locale: &page.locale,
            root: &page.root,
            theme: &theme,
        };
        let mut arguments = Vec::new();
        for (name, value) in given.iter() {
            arguments.push((Cow::Borrowed(name.as_str().unwrap_or("")), value.scalar()));
        }
        let arguments: &Arguments<'_> = &arguments;
        let text = (function.call)(context, arguments).map_err(Error::message)?;
        TeraResult::Ok(Value::normal_string(&text))
    });
}

fn add_filter(tera: &mut Tera, filter: &'static Filter, theme: &Arc<Theme>, pages: &Arc<Pages>) {
    let (theme, pages) = (Arc::clone(theme), Arc::clone(pages));
    tera.register_filter(
        filter.name,
        move |value: &Value, _: Kwargs, _: &State<'_>| {
            let page = pages.current().ok_or_else(no_page)?;
            let context = FunctionContext {
                locale: &page.locale,
                root: &page.root,
                theme: &theme,
            };
            let text = (filter.call)(context, value).map_err(Error::message)?;
            TeraResult::Ok(if filter.safe {
                Value::safe_string(&text)
            } else {
                Value::from(text)
            })
        },
    );
}

fn no_page() -> Error {
    Error::message("no page is being written")
}

impl Input for Value {
    fn scalar(&self) -> Scalar<'_> {
        match self.kind() {
            ValueKind::Undefined => Scalar::Undefined,
            ValueKind::None => Scalar::None,
            ValueKind::Bool => Scalar::Bool(self.is_truthy()),
            ValueKind::U64 | ValueKind::I64 | ValueKind::U128 | ValueKind::I128 => {
                self.as_i64().map_or(Scalar::Other, Scalar::Integer)
            }
            ValueKind::F64 => self.as_f64().map_or(Scalar::Other, Scalar::Float),
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
