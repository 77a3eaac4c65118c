//! What a value looks like, as JSON Schema: for each [`Shape`] what `value` (the checks) accepts.

use super::{json_object, with};
use crate::document::front_matter::schema::codes::countries;
use crate::document::front_matter::schema::value::{MAX_NAME, PILLAR_STAGE};
use crate::document::front_matter::schema::{Key, STAGES, Shape};
use serde_json::{Map, Value, json};

/// Whether a key may stand without a value, as if it had been left out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Empty {
    Accepted,
    Refused,
}

/// Letters and digits of any script with single hyphens between them, no capitals.
const NAME: &str =
    r"(?:(?!\p{CWL})[\p{Alphabetic}\p{N}])+(?:-(?:(?!\p{CWL})[\p{Alphabetic}\p{N}])+)*";
/// The days of the calendar, from 0000-01-01 to 9999-12-31.
const DATE: &str = r"\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29";
/// A number from 1 to 65,535 and a unit.
const INTERVAL: &str = r"0*(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5]) \s*(?:day|week|month|year)s?";
/// Language, script, region, variants.
const LOCALE: &str = r"(?:[A-Za-z]{2,3}|[A-Za-z]{5,8})(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-[0-9A-Za-z]{4,8})*";
const URL: &str = r#"[Hh][Tt][Tt][Pp][Ss]?://(?![/?#:])[^\s\p{Cc}<>"\\]+"#;
const PATH: &str = r"(?![/\\~])(?![\x00-\x7F]:)(?!(?:[\s\S]*[/\\])?\.\.(?:[/\\]|$))\P{Cc}+";
const FOLDER: &str = r"\P{Cc}+";
const COLOUR: &str = r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})";
const FONTS: &str =
    r#"(?=[^"]*(?:"[^"]*"[^"]*)*$)(?=[^']*(?:'[^']*'[^']*)*$)[\p{Alphabetic}\p{N} ,\-"']+"#;

/// What a value of a shape looks like, which is there.
#[must_use]
pub fn json_value(shape: &Shape) -> Value {
    value(shape, Empty::Refused)
}

/// What the value of a key looks like.
pub(super) fn value(shape: &Shape, empty: Empty) -> Value {
    let pattern = |pattern, message| formatted(&["string"], pattern, message, empty);
    match shape {
        Shape::Any => json!({}),
        Shape::Rules => json!({"$ref": "#/$defs/rules"}),
        Shape::Text | Shape::Line => text(empty),
        Shape::Date => with(
            pattern(DATE, "Write year, month and day, as in 2026-05-04."),
            json!({"format": "date"}),
        ),
        Shape::Interval => pattern(INTERVAL, "Write a number and a unit, as in 3 months."),
        Shape::Integer { min, max } => {
            json!({"type": types(&["integer"], empty), "minimum": min, "maximum": max})
        }
        Shape::Share => json!({"type": types(&["number"], empty), "minimum": 0, "maximum": 1}),
        Shape::Boolean => json!({"type": types(&["boolean"], empty)}),
        Shape::Choice(words) => choice(words, empty),
        Shape::Choices(words) => one_or_more(|empty| choice(words, empty), empty),
        Shape::Stage => choice(&STAGES, empty),
        Shape::Stages => one_or_more_stages(choice(&STAGES, empty)),
        Shape::StagesOrAll => {
            let mut words = STAGES.to_vec();
            words.push("all");
            one_or_more_stages(choice(&words, empty))
        }
        Shape::PillarStages => pillar_stages(),
        Shape::Id | Shape::Slug => name(empty),
        Shape::Ids => one_or_more(name, empty),
        Shape::Texts => texts(empty),
        Shape::TextOrTexts => one_or_more(text, empty),
        Shape::Locale => with(
            pattern(LOCALE, "Write a language tag such as en, en-GB or zh-Hans."),
            json!({"maxLength": MAX_NAME}),
        ),
        Shape::Country => choice(&countries().collect::<Vec<_>>(), empty),
        Shape::Url => pattern(URL, "Write the whole address, as in https://example.com/."),
        Shape::Path => {
            let message = "Write a relative path without `..`.";
            formatted(&["string", "number"], PATH, message, empty)
        }
        Shape::Folder => {
            let message = "Write the path of a folder.";
            formatted(&["string", "number"], FOLDER, message, empty)
        }
        Shape::StageLabels => stage_labels(empty),
        Shape::Colour => pattern(COLOUR, "Write \"#rgb\" or \"#rrggbb\", with quotes."),
        Shape::Fonts => pattern(FONTS, "Write font names with commas between them."),
        Shape::Group(keys) => group(keys, empty),
        Shape::Named(shape) => {
            let values = value(shape, Empty::Refused);
            json!({
                "type": types(&["object"], empty),
                "propertyNames": {"pattern": anchored(NAME, Empty::Refused), "maxLength": MAX_NAME},
                "additionalProperties": values,
            })
        }
    }
}

/// The types that a value may have.
fn types(types: &[&str], empty: Empty) -> Value {
    let mut types = types.to_vec();
    if empty == Empty::Accepted {
        types.push("null");
    }
    match types[..] {
        [one] => json!(one),
        _ => json!(types),
    }
}

/// A pattern for the whole value, around which white space may stand.
fn anchored(pattern: &str, empty: Empty) -> String {
    let optional = if empty == Empty::Accepted { "?" } else { "" };
    format!(r"^\s*(?:{pattern}){optional}\s*$")
}

fn formatted(names: &[&str], pattern: &str, message: &str, empty: Empty) -> Value {
    json!({
        "type": types(names, empty),
        "pattern": anchored(pattern, empty),
        "patternErrorMessage": message,
    })
}

/// One single value: a number is a text here, and so are `true` and `false`.
fn text(empty: Empty) -> Value {
    let mut text = json!({"type": types(&["string", "number", "boolean"], empty)});
    if empty == Empty::Refused {
        text["pattern"] = json!(r"\S");
        text["patternErrorMessage"] = json!("Nothing is written here.");
    }
    text
}

fn choice(words: &[&str], empty: Empty) -> Value {
    let mut words: Vec<Value> = words.iter().map(|word| json!(word)).collect();
    if empty == Empty::Accepted {
        words.push(Value::Null);
    }
    json!({"enum": words})
}

fn name(empty: Empty) -> Value {
    let message = "Write lower-case letters and digits with hyphens between them.";
    with(
        formatted(&["string", "integer"], NAME, message, empty),
        json!({"maxLength": MAX_NAME, "minimum": 0}),
    )
}

/// A list of values, or a single one.
fn one_or_more(single: impl Fn(Empty) -> Value, empty: Empty) -> Value {
    let list = json!({"type": "array", "items": single(Empty::Refused)});
    json!({"anyOf": [list, single(empty)]})
}

/// A list of stages, at least one, or a single one; `single` may know more words than a list takes.
fn one_or_more_stages(single: Value) -> Value {
    let list = json!({"type": "array", "items": choice(&STAGES, Empty::Refused), "minItems": 1});
    json!({"anyOf": [list, single]})
}

/// A list of texts, or a single text that is not several with commas between them.
fn texts(empty: Empty) -> Value {
    let single = with(
        text(Empty::Accepted),
        json!({
            "type": types(&["string", "number", "boolean"], empty),
            "pattern": if empty == Empty::Accepted { "^[^,，]*$" } else { r"^(?=[\s\S]*\S)[^,，]*$" },
            "patternErrorMessage": "Write a list: [one, two].",
        }),
    );
    json!({"anyOf": [{"type": "array", "items": text(Empty::Refused)}, single]})
}

/// No stage at all is a finding of its own, and no error.
fn pillar_stages() -> Value {
    let keys: Vec<&Key> = PILLAR_STAGE.iter().collect();
    let stage = choice(&STAGES, Empty::Refused);
    let mut map = json_object(&keys);
    map["properties"]["key"]["enum"] = json!(STAGES);
    let list = json!({"type": ["array", "null"], "items": {"anyOf": [stage, map]}});
    json!({"anyOf": [list, stage, map]})
}

fn stage_labels(empty: Empty) -> Value {
    let labels: Map<String, Value> = STAGES
        .iter()
        .map(|stage| ((*stage).to_owned(), text(Empty::Refused)))
        .collect();
    json!({"type": types(&["object"], empty), "properties": labels, "additionalProperties": false})
}

fn group(keys: &[Key], empty: Empty) -> Value {
    let keys: Vec<&Key> = keys.iter().collect();
    with(
        json_object(&keys),
        json!({"type": types(&["object"], empty)}),
    )
}
