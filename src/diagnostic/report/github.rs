//! Findings as commands of a GitHub Actions workflow, which shows them beside the lines of a pull request.
//!
//! A command is one line, `::error file=…,line=…::message`. What would end it or part its properties is escaped as
//! GitHub's own toolkit does it, so that no name of a file and no text of an author can begin another command.

use super::places::Places;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// One line for each finding. `prefix` leads from the root of the repository to that of the workspace; it is empty or
/// ends in `/`.
#[must_use]
pub fn render(findings: &[&Diagnostic], sources: &Sources, prefix: &str) -> String {
    let mut places = Places::new(sources);
    let lines = findings
        .iter()
        .map(|finding| command(finding, &mut places, prefix));
    lines.collect()
}

fn command(finding: &Diagnostic, places: &mut Places<'_>, prefix: &str) -> String {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let properties = properties(finding, places, prefix);
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, value)| format!("{name}={}", property(value)))
        .collect();
    let properties = properties.join(",");
    format!(
        "::{name} {properties}::{}\n",
        data(&message(finding, places, prefix))
    )
}

/// Where it is, and the name of the rule.
fn properties(
    finding: &Diagnostic,
    places: &mut Places<'_>,
    prefix: &str,
) -> Vec<(&'static str, String)> {
    let mut properties = Vec::new();
    if let Some(label) = finding.labels.first() {
        properties.push(("file", format!("{prefix}{}", places.path(label.file))));
        if let Some((start, end)) = places.of(label) {
            let (start, end) = (start.position, end.position);
            // A label that ends with its line's break does not reach into the next line.
            let is_next = end.column == 1 && end.line > start.line;
            let end_line = end.line - usize::from(is_next);
            properties.push(("line", start.line.to_string()));
            properties.push(("endLine", end_line.to_string()));
            // GitHub refuses columns where several lines are meant.
            if end.line == start.line {
                properties.push(("col", start.column.to_string()));
                properties.push(("endColumn", end.column.to_string()));
            }
        }
    }
    properties.push(("title", finding.code.to_owned()));
    properties
}

/// Everything that is said; an annotation has one place, so the others are told.
fn message(finding: &Diagnostic, places: &mut Places<'_>, prefix: &str) -> String {
    let mut paragraphs = vec![finding.message.clone()];
    let others = finding.labels.iter().skip(1);
    for label in others.filter(|label| !label.message.is_empty()) {
        let line = places.of(label).map(|(start, _)| start.position.line);
        let line = line.map_or_else(String::new, |line| format!(":{line}"));
        let path = places.path(label.file);
        paragraphs.push(format!("{prefix}{path}{line}: {}", label.message));
    }
    paragraphs.extend(finding.notes.iter().cloned());
    paragraphs.extend(finding.help.iter().map(|help| format!("help: {help}")));
    paragraphs.join("\n\n")
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests;
