//! The functions and filters of templates: one table, which both engines take theirs from.

use crate::render::languages;
use crate::theme::{Argument, MessageError, Messages, Theme};
use jiff::civil::Date;
use std::borrow::Cow;

/// What a function or filter may know of the page it is called on.
#[derive(Clone, Copy, Debug)]
pub struct FunctionContext<'a> {
    /// The page's language, BCP 47.
    pub locale: &'a str,
    /// What to put before a path to get a relative address.
    pub root: &'a str,
    /// The theme.
    pub theme: &'a Theme,
}

/// A value as it comes out of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar<'a> {
    /// Text.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// `true` or `false`.
    Bool(bool),
    /// Absent: `none`.
    None,
    /// No value at all: a name that stands for nothing, most often a slip of the pen.
    Undefined,
    /// A list or a map.
    Other,
}

/// What a filter is applied to.
pub trait Input {
    /// The value, if it is a single one.
    fn scalar(&self) -> Scalar<'_>;

    /// The value as JSON, whatever it is.
    ///
    /// # Errors
    /// When it has no form in JSON.
    fn json(&self) -> Result<serde_json::Value, String>;
}

/// Named values that a function is called with.
pub type Arguments<'a> = [(Cow<'a, str>, Scalar<'a>)];

/// A function of templates.
#[derive(Debug)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// What it gives, for the documentation.
    pub doc: &'static str,
    /// The name of the argument that may stand first without a name, where the language allows that.
    pub positional: &'static str,
    /// Calls it. What comes back is plain text; an error is a sentence for the theme's author.
    pub call: for<'a> fn(FunctionContext<'a>, &Arguments<'_>) -> Result<Cow<'a, str>, String>,
}

/// A filter of templates.
#[derive(Debug)]
pub struct Filter {
    /// Its name.
    pub name: &'static str,
    /// What it gives, for the documentation.
    pub doc: &'static str,
    /// Whether what comes back is safe in HTML as it is.
    pub safe: bool,
    /// Applies it. An error is a sentence for the theme's author.
    pub call: fn(FunctionContext<'_>, &dyn Input) -> Result<String, String>,
}

/// Every function.
pub const FUNCTIONS: &[Function] = &[
    Function {
        name: "t",
        doc: "`t(id=\"nav-home\")`: the message of that id in the page's language; further arguments go into the message",
        positional: "id",
        call: message,
    },
    Function {
        name: "asset",
        doc: "`asset(name=\"atlas.css\")`: the relative address of a file of the theme's `assets/`",
        positional: "name",
        call: asset,
    },
    Function {
        name: "texts",
        doc: "`texts()`: the relative address of the script that holds the interface texts of the page's language",
        positional: "",
        call: texts,
    },
];

/// Every filter.
pub const FILTERS: &[Filter] = &[
    Filter {
        name: "date",
        doc: "`{{ page.updated | date }}`: an ISO date the way the page's language writes it; nothing for an absent one",
        safe: false,
        call: date,
    },
    Filter {
        name: "duration",
        doc: "`{{ item.minutes | duration }}`: minutes as days of 8 hours, hours and minutes; nothing for an absent value",
        safe: false,
        call: duration,
    },
    Filter {
        name: "lang",
        doc: "`<li{{ query | lang }}>`: the attribute `lang` when the text is in the script of another language than the page's",
        safe: true,
        call: lang,
    },
    Filter {
        name: "json",
        doc: "`{{ value | json }}`: any value as JSON that may stand in a `<script type=\"application/json\">`",
        safe: true,
        call: json,
    },
];

/// The minutes of a working day; `1d` in a checklist means as many.
const DAY: i64 = 8 * 60;

fn message<'a>(
    context: FunctionContext<'a>,
    arguments: &Arguments<'_>,
) -> Result<Cow<'a, str>, String> {
    let id = text_argument("t", "id", arguments)?;
    let mut given = Vec::new();
    for (name, value) in arguments.iter().filter(|(name, _)| name != "id") {
        let value = match value {
            Scalar::Text(text) => Argument::Text(text),
            #[expect(
                clippy::cast_precision_loss,
                reason = "a count past 2^53 is not exact, and not a count"
            )]
            Scalar::Integer(number) => Argument::Number(*number as f64),
            Scalar::Float(number) => Argument::Number(*number),
            Scalar::None => Argument::Text(""),
            Scalar::Bool(true) => Argument::Text("true"),
            Scalar::Bool(false) => Argument::Text("false"),
            Scalar::Undefined => return Err(undefined("t", name)),
            Scalar::Other => {
                return Err(format!(
                    "`t` takes text and numbers; `{name}` is a list or a map"
                ));
            }
        };
        given.push((name.as_ref(), value));
    }
    let messages = &context.theme.messages;
    messages
        .format(context.locale, id, &given)
        .map_err(|error| match error {
            MessageError::Unknown => format!("no message has the id `{id}`"),
            MessageError::Incomplete(why) => format!("the message `{id}` cannot be written: {why}"),
        })
}

fn asset<'a>(
    context: FunctionContext<'a>,
    arguments: &Arguments<'_>,
) -> Result<Cow<'a, str>, String> {
    let name = text_argument("asset", "name", arguments)?;
    if let Some((other, _)) = arguments.iter().find(|(other, _)| other != "name") {
        return Err(format!("`asset` takes `name` alone; `{other}` is unknown"));
    }
    let assets = &context.theme.assets;
    if let Some(asset) = assets.get(name) {
        return Ok(Cow::Owned(format!("{}{}", context.root, asset.path)));
    }
    let meant = crate::diagnostic::closest(name, assets.keys().map(String::as_str))
        .map(|meant| format!(" Did you mean `{meant}`?"))
        .unwrap_or_default();
    Err(format!("the theme has no asset `{name}`.{meant}"))
}

fn texts<'a>(
    context: FunctionContext<'a>,
    arguments: &Arguments<'_>,
) -> Result<Cow<'a, str>, String> {
    if let Some((name, _)) = arguments.first() {
        return Err(format!("`texts` takes nothing; `{name}` is unknown"));
    }
    let locale = context.theme.messages.closest(context.locale);
    let name = Messages::script_name(locale);
    asset(context, &[("name".into(), Scalar::Text(name.into()))])
}

fn text_argument<'s>(
    function: &str,
    name: &str,
    arguments: &'s Arguments<'_>,
) -> Result<&'s str, String> {
    match arguments.iter().find(|(n, _)| n == name).map(|(_, v)| v) {
        Some(Scalar::Text(text)) => Ok(text),
        Some(Scalar::Undefined) => Err(undefined(function, name)),
        Some(_) => Err(format!("`{name}` of `{function}` must be text")),
        None => Err(format!(
            "`{function}` needs `{name}`: write `{function}({name}=\"…\")`"
        )),
    }
}

fn undefined(function: &str, name: &str) -> String {
    format!("what is given to `{function}` as `{name}` is not defined")
}

fn date(context: FunctionContext<'_>, input: &dyn Input) -> Result<String, String> {
    let text = match input.scalar() {
        Scalar::Text(text) => text,
        Scalar::None => return Ok(String::new()),
        Scalar::Undefined => return Err("what is given to `date` is not defined".to_owned()),
        _ => return Err("`date` takes a date as text: `2026-11-12`".to_owned()),
    };
    let Ok(day) = text.parse::<Date>() else {
        return Err(format!(
            "`{text}` is no date; a date is written `2026-11-12`"
        ));
    };
    let month = message_of(context, &format!("month-{}", day.month()), &[])?;
    let (year, number, day) = (
        day.year().to_string(),
        day.month().to_string(),
        day.day().to_string(),
    );
    let arguments = [
        ("year", Argument::Text(&year)),
        ("month", Argument::Text(&month)),
        ("month-number", Argument::Text(&number)),
        ("day", Argument::Text(&day)),
    ];
    message_of(context, "date-long", &arguments)
}

fn duration(context: FunctionContext<'_>, input: &dyn Input) -> Result<String, String> {
    let minutes = match input.scalar() {
        Scalar::Integer(minutes) if minutes >= 0 => minutes,
        Scalar::None => return Ok(String::new()),
        Scalar::Undefined => return Err("what is given to `duration` is not defined".to_owned()),
        _ => return Err("`duration` takes a whole number of minutes".to_owned()),
    };
    let parts = [
        ("duration-days", minutes / DAY),
        ("duration-hours", minutes % DAY / 60),
        ("duration-minutes", minutes % 60),
    ];
    let mut texts = Vec::new();
    for (id, count) in parts {
        if count > 0 || (minutes == 0 && id == "duration-minutes") {
            #[expect(clippy::cast_precision_loss, reason = "a checklist's minutes are few")]
            let count = Argument::Number(count as f64);
            texts.push(message_of(context, id, &[("count", count)])?);
        }
    }
    Ok(texts.join(" "))
}

fn message_of(
    context: FunctionContext<'_>,
    id: &str,
    arguments: &[(&str, Argument<'_>)],
) -> Result<String, String> {
    let messages = &context.theme.messages;
    messages
        .format(context.locale, id, arguments)
        .map(Cow::into_owned)
        .map_err(|error| match error {
            MessageError::Unknown => format!("the theme lacks the message `{id}`"),
            MessageError::Incomplete(why) => format!("the message `{id}` cannot be written: {why}"),
        })
}

fn lang(context: FunctionContext<'_>, input: &dyn Input) -> Result<String, String> {
    match input.scalar() {
        Scalar::Text(text) => Ok(languages::foreign(&text, context.locale)
            .map(|language| format!(" lang=\"{language}\""))
            .unwrap_or_default()),
        Scalar::None => Ok(String::new()),
        Scalar::Undefined => Err("what is given to `lang` is not defined".to_owned()),
        _ => Err("`lang` takes text".to_owned()),
    }
}

/// Every character that could end a script or begin a comment in it is written as `\u….`, which JSON reads the same.
fn json(_: FunctionContext<'_>, input: &dyn Input) -> Result<String, String> {
    if input.scalar() == Scalar::Undefined {
        return Err("what is given to `json` is not defined".to_owned());
    }
    let mut value = input.json()?;
    value.sort_all_objects();
    let text = value.to_string();
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            _ => safe.push(c),
        }
    }
    Ok(safe)
}
