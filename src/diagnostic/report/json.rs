//! Findings as one JSON object, for programs.
//!
//! Its keys always come in the same order and are never left out: where there is nothing to say stands `null` or an
//! empty list. README.md documents it. [`VERSION`] rises when a key is removed or changes its meaning; new keys may
//! come without.

use super::places::{Places, Point};
use super::statistics::{Counts, RuleCount};
use super::{TOOL, VERSION as TOOL_VERSION};
use crate::diagnostic::{Applicability, Diagnostic, Fix, Label};
use crate::source::Sources;
use serde::Serialize;

/// The version of the format.
pub const VERSION: u32 = 1;

/// Findings, each with its places; ends in a line break. `root` is the folder that paths count from, as the reader of
/// the report reaches it.
#[must_use]
pub fn render(findings: &[&Diagnostic], sources: &Sources, root: &str) -> String {
    let mut places = Places::new(sources);
    text(&Report {
        version: VERSION,
        tool: Tool::THIS,
        root,
        findings: findings
            .iter()
            .map(|finding| Finding::of(finding, &mut places))
            .collect(),
        counts: Counts::of(findings),
    })
}

/// How many findings of which rule there are, without the findings; ends in a line break.
#[must_use]
pub fn statistics(findings: &[&Diagnostic], root: &str) -> String {
    text(&Statistics {
        version: VERSION,
        tool: Tool::THIS,
        root,
        statistics: super::statistics::count(findings),
        counts: Counts::of(findings),
    })
}

fn text(data: &impl Serialize) -> String {
    // Strings and numbers below string keys are always JSON.
    let mut text = serde_json::to_string_pretty(data).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    tool: Tool,
    root: &'a str,
    findings: Vec<Finding<'a>>,
    counts: Counts,
}

#[derive(Serialize)]
struct Statistics<'a> {
    version: u32,
    tool: Tool,
    root: &'a str,
    statistics: Vec<RuleCount<'a>>,
    counts: Counts,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    const THIS: Self = Self {
        name: TOOL,
        version: TOOL_VERSION,
    };
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    path: Option<&'a str>,
    start: Option<Place>,
    end: Option<Place>,
    labels: Vec<Labelled<'a>>,
    notes: &'a [String],
    help: &'a [String],
    fix: Option<Change<'a>>,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    utf16_column: usize,
    offset: usize,
}

#[derive(Serialize)]
struct Labelled<'a> {
    path: &'a str,
    start: Option<Place>,
    end: Option<Place>,
    message: &'a str,
}

#[derive(Serialize)]
struct Change<'a> {
    title: &'a str,
    applicability: &'static str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    path: &'a str,
    start: Place,
    end: Place,
    replacement: &'a str,
}

impl<'a> Finding<'a> {
    fn of(finding: &'a Diagnostic, places: &mut Places<'a>) -> Self {
        let first = finding.labels.first();
        let (start, end) = first.map_or((None, None), |label| ends(label, places));
        Self {
            rule: finding.code,
            severity: finding.severity.as_str(),
            message: &finding.message,
            path: first.map(|label| places.path(label.file)),
            start,
            end,
            labels: finding
                .labels
                .iter()
                .map(|label| Labelled::of(label, places))
                .collect(),
            notes: &finding.notes,
            help: &finding.help,
            fix: finding.fix.as_ref().map(|fix| Change::of(fix, places)),
        }
    }
}

/// Both ends of a label, or neither where it is about a whole file.
fn ends(label: &Label, places: &mut Places<'_>) -> (Option<Place>, Option<Place>) {
    let (start, end) = places.of(label).unzip();
    (start.map(Place::of), end.map(Place::of))
}

impl Place {
    fn of(point: Point) -> Self {
        Self {
            line: point.position.line,
            column: point.position.column,
            utf16_column: point.position.column_utf16,
            offset: point.offset,
        }
    }
}

impl<'a> Labelled<'a> {
    fn of(label: &'a Label, places: &mut Places<'a>) -> Self {
        let (start, end) = ends(label, places);
        Self {
            path: places.path(label.file),
            start,
            end,
            message: &label.message,
        }
    }
}

impl<'a> Change<'a> {
    fn of(fix: &'a Fix, places: &mut Places<'a>) -> Self {
        let edits = fix.edits.iter().map(|edit| {
            let (start, end) = places.span(edit.file, edit.span);
            Edit {
                path: places.path(edit.file),
                start: Place::of(start),
                end: Place::of(end),
                replacement: &edit.replacement,
            }
        });
        Self {
            title: &fix.title,
            applicability: match fix.applicability {
                Applicability::Safe => "safe",
                Applicability::Unsafe => "unsafe",
            },
            edits: edits.collect(),
        }
    }
}

#[cfg(test)]
mod tests;
