//! What a value looks like, as JSON Schema: for each [`Shape`] what `value` (the checks) accepts.

use super::{json_object, with};
use crate::document::front_matter::schema::codes::countries;
use crate::document::front_matter::schema::value::{MAX_NAME, PILLAR_STAGE};
use crate::document::front_matter::schema::{STAGES, Shape};
use serde_json::{Map, Value, json};

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

const FONT_NAME: &str = r"[\p{Alphabetic}\p{N} \-]+";
/// A number from 1 to 1000, or two.
const FONT_WEIGHT: &str = r"(?:[1-9]\d{0,2}|1000)(?: (?:[1-9]\d{0,2}|1000))?";

/// What a value of a shape looks like.
#[must_use]
pub fn json_value(shape: &Shape) -> Value {
    match shape {
        Shape::Any => json!({}),
        Shape::Rules => json!({"$ref": "#/$defs/rules"}),
        Shape::Text | Shape::Line => text(),
        Shape::Date => with(
            formatted(
                &["string"],
                DATE,
                "Write year, month and day, as in 2026-05-04.",
            ),
            json!({"format": "date"}),
        ),
        Shape::Interval => formatted(
            &["string"],
            INTERVAL,
            "Write a number and a unit, as in 3 months.",
        ),
        Shape::Integer { min, max } => json!({"type": "integer", "minimum": min, "maximum": max}),
        Shape::Share => json!({"type": "number", "minimum": 0, "maximum": 1}),
        Shape::Boolean => json!({"type": "boolean"}),
        Shape::Choice(words) => choice(words),
        Shape::Choices(words) => one_or_more(choice(words), 0),
        Shape::Stage => choice(&STAGES),
        Shape::Stages => one_or_more(choice(&STAGES), 1),
        Shape::StagesOrAll => {
            let mut stages = one_or_more(choice(&STAGES), 1);
            stages["anyOf"][1] = choice(&[&STAGES[..], &["all"]].concat());
            stages
        }
        Shape::PillarStages => pillar_stages(),
        Shape::Id | Shape::Slug => name(),
        Shape::Ids => one_or_more(name(), 0),
        Shape::Texts => texts(),
        Shape::TextOrTexts => one_or_more(text(), 0),
        Shape::Locale => with(
            formatted(
                &["string"],
                LOCALE,
                "Write a language tag such as en, en-GB or zh-Hans.",
            ),
            json!({"maxLength": MAX_NAME}),
        ),
        Shape::Country => choice(&countries().collect::<Vec<_>>()),
        Shape::Url => formatted(
            &["string"],
            URL,
            "Write the whole address, as in https://example.com/.",
        ),
        Shape::Path => formatted(
            &["string", "number"],
            PATH,
            "Write a relative path without `..`.",
        ),
        Shape::Folder => formatted(&["string", "number"], FOLDER, "Write the path of a folder."),
        Shape::StageLabels => stage_labels(),
        Shape::Colour => formatted(
            &["string"],
            COLOUR,
            "Write \"#rgb\" or \"#rrggbb\", with quotes.",
        ),
        Shape::Fonts => formatted(
            &["string"],
            FONTS,
            "Write font names with commas between them.",
        ),
        Shape::File(endings) => file(endings),
        Shape::FontName => with(
            formatted(&["string"], FONT_NAME, "Write the name of one font."),
            json!({"maxLength": MAX_NAME}),
        ),
        Shape::FontWeight => formatted(
            &["string", "integer"],
            FONT_WEIGHT,
            "Write a number from 1 to 1000, or two of them.",
        ),
        Shape::Records(keys) => {
            json!({"type": "array", "items": json_object(&keys.iter().collect::<Vec<_>>())})
        }
        Shape::Group(keys) => json_object(&keys.iter().collect::<Vec<_>>()),
        Shape::Named(each) => json!({
            "type": "object",
            "propertyNames": {"pattern": anchored(NAME), "maxLength": MAX_NAME},
            "additionalProperties": json_value(each),
        }),
    }
}

/// A pattern for the whole value, around which white space may stand.
fn anchored(pattern: &str) -> String {
    format!(r"^\s*(?:{pattern})\s*$")
}

/// A value that keeps a pattern when it is a text.
fn formatted(types: &[&str], pattern: &str, message: &str) -> Value {
    let types = match types {
        [one] => json!(one),
        _ => json!(types),
    };
    json!({"type": types, "pattern": anchored(pattern), "patternErrorMessage": message})
}

/// One single value; a number is a text here.
fn text() -> Value {
    json!({
        "type": ["string", "number"],
        "pattern": r"\S",
        "patternErrorMessage": "Nothing is written here.",
    })
}

/// A path that ends in one of some endings, in small letters or capitals.
fn file(endings: &[&str]) -> Value {
    let any_case = |c: char| format!("[{c}{}]", c.to_ascii_uppercase());
    let endings: Vec<String> = endings
        .iter()
        .map(|ending| ending.chars().map(any_case).collect())
        .collect();
    let pattern = format!(
        r"(?![\s\S]*://)(?=[\s\S]*\.(?:{})\s*$){PATH}",
        endings.join("|")
    );
    formatted(&["string"], &pattern, "Name a file of the right kind.")
}

fn choice(words: &[&str]) -> Value {
    json!({"enum": words})
}

fn name() -> Value {
    with(
        formatted(
            &["string", "integer"],
            NAME,
            "Write lower-case letters and digits with hyphens between them.",
        ),
        json!({"maxLength": MAX_NAME, "minimum": 0}),
    )
}

/// A list of at least so many values, or a single one.
fn one_or_more(single: Value, least: usize) -> Value {
    let mut list = json!({"type": "array", "items": single});
    if least > 0 {
        list["minItems"] = json!(least);
    }
    json!({"anyOf": [list, single]})
}

/// A list of texts, or a single text that is not several with commas between them.
fn texts() -> Value {
    let mut texts = one_or_more(text(), 0);
    texts["anyOf"][1] = json!({
        "type": ["string", "number"],
        "pattern": r"^(?=[\s\S]*\S)[^,，]*$",
        "patternErrorMessage": "Write a list: [one, two].",
    });
    texts
}

fn pillar_stages() -> Value {
    let mut map = json_object(&PILLAR_STAGE.iter().collect::<Vec<_>>());
    map["properties"]["key"]["enum"] = json!(STAGES);
    let list = json!({
        "type": "array",
        "items": {"anyOf": [choice(&STAGES), map]},
        "minItems": 1,
    });
    json!({"anyOf": [list, choice(&STAGES), map]})
}

fn stage_labels() -> Value {
    let labels: Map<String, Value> = STAGES
        .iter()
        .map(|stage| ((*stage).to_owned(), text()))
        .collect();
    json!({"type": "object", "properties": labels, "additionalProperties": false})
}
