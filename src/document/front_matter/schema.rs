//! One declaration of the front matter of every kind: it drives validation, did-you-mean, the reference and JSON Schema.
//!
//! Enter at [`schema`] (which keys a kind knows), [`validate`] (everything that is wrong with a file's facts) and
//! [`json_schema`] (the same for editors). The tables are in `kinds`, the checks in `check` (keys) and `value` (values),
//! dates and intervals in `time`, the stages and their other names in `stages`, JSON Schema in `json`.

mod check;
mod codes;
mod json;
mod kinds;
mod stages;
mod time;
mod value;

pub use check::{check_keys, check_keys_below, check_value};
pub use json::{json_document, json_example, json_object, json_schema, json_value};
pub use kinds::schema;
pub use stages::{STAGES, stage_suggestion};
pub use time::{Interval, IntervalUnit, date, interval};

use super::{FrontMatter, Value};
use crate::diagnostic::Diagnostic;
use crate::document::Kind;
use crate::source::{FileId, SourceFile, Span};

/// The keys of one kind of file.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// The kind.
    pub kind: Kind,
    /// What such a file is, in one sentence.
    pub doc: &'static str,
    /// Its own keys, in the order of the reference.
    pub keys: &'static [Key],
    /// Keys that other kinds know as well; one of the same name in `keys` takes precedence.
    pub common: &'static [Key],
}

impl Schema {
    /// Every key that may be written, each name once.
    pub fn all(&self) -> impl Iterator<Item = &'static Key> + use<> {
        let (own, common) = (self.keys, self.common);
        let shadowed = move |key: &&Key| own.iter().all(|k| k.name != key.name);
        own.iter().chain(common.iter().filter(shadowed))
    }
}

/// One key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Whether it may be left out.
    pub need: Need,
    /// What its value looks like.
    pub shape: Shape,
    /// What it says, in one sentence.
    pub doc: &'static str,
    /// A value as it would be typed, on one line of YAML.
    pub example: &'static str,
}

/// Whether a key may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Without it there is an error.
    Required,
    /// Required where another key has a certain value (`feeds` where `stage` is `advocacy`), else optional.
    RequiredWhere(&'static str, &'static str),
    /// Without it there is a warning.
    Wanted,
    /// It may be left out.
    Optional,
}

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A short text.
    Text,
    /// A short text without line breaks.
    Line,
    /// `YYYY-MM-DD`.
    Date,
    /// `3 months`: see [`interval`].
    Interval,
    /// A whole number.
    Integer {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// A part of a whole, from 0 to 1.
    Share,
    /// `true` or `false`.
    Boolean,
    /// One of some words.
    Choice(&'static [&'static str]),
    /// A list of some words.
    Choices(&'static [&'static str]),
    /// One of the [`STAGES`].
    Stage,
    /// A list of stages.
    Stages,
    /// A list of stages, or the word `all`.
    StagesOrAll,
    /// A list of stages, each a key or a map `{key: …, role: primary}` (or `supporting`).
    PillarStages,
    /// An id in kebab-case.
    Id,
    /// A list of ids.
    Ids,
    /// A list of short texts.
    Texts,
    /// One short text or a list of them.
    TextOrTexts,
    /// A language tag (BCP 47).
    Locale,
    /// A country code of two letters (ISO 3166-1).
    Country,
    /// One part of a path or URL: letters and digits with hyphens between them.
    Slug,
    /// An absolute `http` or `https` URL.
    Url,
    /// A relative path that does not lead upwards.
    Path,
    /// A folder, relative or absolute.
    Folder,
    /// A map from stages to texts.
    StageLabels,
    /// A colour as `#rgb` or `#rrggbb`.
    Colour,
    /// A relative path that does not lead upwards, to a file of one of these kinds (endings in small letters).
    File(&'static [&'static str]),
    /// A list of font names as CSS takes it.
    Fonts,
    /// The name of one font.
    FontName,
    /// A font's weight from 1 to 1000, or the two ends of a variable font's: `200 900`.
    FontWeight,
    /// A list of maps with keys of their own.
    Records(&'static [Key]),
    /// A map with keys of its own.
    Group(&'static [Key]),
    /// A map from names the author chooses to values of one shape.
    Named(&'static Shape),
    /// A map from rules to their levels and options, which the rules themselves declare.
    Rules,
    /// Anything.
    Any,
}

/// Everything that is wrong with the facts of a file, in one run.
///
/// A file whose block is missing or could not be parsed has had its finding and gives none here.
#[must_use]
pub fn validate(
    file: FileId,
    source: &SourceFile,
    kind: Kind,
    front: &FrontMatter,
) -> Vec<Diagnostic> {
    if !front.parsed {
        return Vec::new();
    }
    let schema = schema(kind);
    let keys: Vec<&Key> = schema.all().collect();
    let Value::List(records) = &front.root.value else {
        let opening = first_line(source, front.span);
        return check_keys(file, source, &keys, &front.root, opening, "");
    };
    let name = if kind == Kind::Touchpoints {
        "touchpoint"
    } else {
        "metric"
    };
    let mut findings = Vec::new();
    for (i, record) in records.iter().enumerate() {
        let place = first_line(source, record.span);
        let prefix = match super::Fields::of(record).text("id") {
            Some(id) => format!("{name} `{}`: ", value::shorten(&id.value)),
            None => format!("{name} {}: ", i + 1),
        };
        findings.extend(check_keys(file, source, &keys, record, place, &prefix));
        if findings.len() > check::MAX_FINDINGS {
            break;
        }
    }
    findings
}

/// The part of a span that lies on its first line.
fn first_line(source: &SourceFile, span: Span) -> Span {
    let line = source.slice(span).lines().next().unwrap_or("").trim_end();
    Span::new(span.start as usize, span.start as usize + line.len())
}

#[cfg(test)]
mod tests;
