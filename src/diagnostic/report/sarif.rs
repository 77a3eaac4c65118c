//! Findings as SARIF 2.1.0 (Static Analysis Results Interchange Format, an OASIS standard), for code scanning and
//! viewers.
//!
//! Enter at [`render`]. One run: the rules that found something, then the results. Columns are Unicode code points, as
//! the run declares; addresses of files are relative to the root of the repository. What GitHub asks for beyond the
//! schema is kept too: every result has a place, and the text of its message says everything.

mod format;

use super::places::{Places, Point};
use super::{RuleEntry, TOOL, VERSION};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Label, Severity};
use crate::source::{FileId, Sources};
use format::{
    ArtifactChange, ArtifactLocation, Configuration, Content, Driver, Fingerprints, FixProperties,
    Location, Log, Message, MultiformatMessage, PhysicalLocation, Region, Replacement, Result,
    Rule, RuleProperties, Run, Tool, UriBases,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::{BTreeMap, BTreeSet};

/// Where the addresses in a report count from.
#[derive(Clone, Copy, Debug)]
pub struct Repository<'a> {
    /// Leads from the root of the repository to that of the workspace; empty, or ends in `/`.
    pub prefix: &'a str,
    /// The file of the workspace that stands for a finding without a place.
    pub placeless: &'a str,
}

/// One log with one run; ends in a line break. `rules` are all that may have found something, in the order they are
/// to be listed in.
#[must_use]
pub fn render(
    findings: &[&Diagnostic],
    sources: &Sources,
    rules: &[RuleEntry<'_>],
    repository: &Repository<'_>,
) -> String {
    let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.code).collect();
    let rules: Vec<&RuleEntry<'_>> = rules
        .iter()
        .filter(|rule| codes.contains(rule.name))
        .collect();
    let indices = rules.iter().enumerate().map(|(i, rule)| (rule.name, i));
    let mut writer = Writer {
        places: Places::new(sources),
        repository,
        rules: indices.collect(),
        seen: BTreeMap::new(),
    };
    let results = findings.iter().map(|finding| writer.result(finding));
    let results = results.collect();
    let log = Log {
        schema: format::SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: TOOL,
                    semantic_version: VERSION,
                    rules: rules.into_iter().map(describe).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            original_uri_base_ids: UriBases::default(),
            results,
        }],
    };
    // Strings and numbers below string keys are always JSON.
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn describe<'a>(rule: &RuleEntry<'a>) -> Rule<'a> {
    let description = ["What it does", "Why it is bad"].map(|title| section(rule.page, title));
    let remedy = section(rule.page, "How it is fixed");
    Rule {
        id: rule.name,
        short_description: Message::plain(rule.summary),
        full_description: Message::plain(&description.join(" ")),
        help: MultiformatMessage {
            text: remedy,
            markdown: rule.page,
        },
        default_configuration: Configuration {
            level: level(rule.level),
        },
        properties: RuleProperties { tags: [rule.group] },
    }
}

/// The text of a section of a page, on one line.
fn section(page: &str, title: &str) -> String {
    let lines = page.lines();
    let lines = lines.skip_while(|line| line.strip_prefix("## ") != Some(title));
    let lines = lines.skip(1).take_while(|line| !line.starts_with("## "));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    words.join(" ")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// Turns findings into results.
struct Writer<'a> {
    places: Places<'a>,
    repository: &'a Repository<'a>,
    /// Where a rule stands in the list of rules.
    rules: BTreeMap<&'a str, usize>,
    /// How many findings had the same fingerprint so far.
    seen: BTreeMap<String, usize>,
}

impl<'a> Writer<'a> {
    fn result(&mut self, finding: &'a Diagnostic) -> Result<'a> {
        let (location, related) = match finding.labels.split_first() {
            Some((first, others)) => (self.location(first, None), others),
            None => (self.placeless(), &[][..]),
        };
        let related = related.iter().enumerate();
        let related = related.map(|(i, label)| self.location(label, Some(i + 1)));
        let related = related.collect();
        Result {
            rule_id: finding.code,
            rule_index: self.rules.get(finding.code).copied(),
            level: level(finding.severity),
            message: Message::plain(&message(finding)),
            related_locations: related,
            locations: [location],
            partial_fingerprints: Fingerprints {
                finding: self.fingerprint(finding),
            },
            fixes: finding.fix.iter().map(|fix| self.fix(fix)).collect(),
        }
    }

    /// A label, with a number where others may refer to it.
    fn location(&mut self, label: &Label, id: Option<usize>) -> Location {
        Location {
            id,
            physical_location: PhysicalLocation {
                artifact_location: self.artifact(label.file),
                region: self.places.of(label).map(region),
            },
            message: (!label.message.is_empty()).then(|| Message::plain(&label.message)),
        }
    }

    /// GitHub refuses a whole log where one result has no place.
    fn placeless(&self) -> Location {
        Location {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: self.address(self.repository.placeless),
                region: None,
            },
            message: None,
        }
    }

    fn artifact(&self, file: FileId) -> ArtifactLocation {
        self.address(self.places.path(file))
    }

    fn address(&self, path: &str) -> ArtifactLocation {
        let path = format!("{}{path}", self.repository.prefix);
        ArtifactLocation {
            uri: utf8_percent_encode(&path, ADDRESS).to_string(),
            uri_base_id: UriBases::ROOT,
        }
    }

    /// What a finding is known by when the file around it has changed: rule, file and message, and for those that
    /// have all of them in common their number.
    fn fingerprint(&mut self, finding: &Diagnostic) -> String {
        let mut hasher = blake3::Hasher::new();
        let path = finding.labels.first();
        let path = path.map_or("", |label| self.places.path(label.file));
        for part in [finding.code, path, &finding.message] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let hash = hasher.finalize().to_hex();
        let hash = &hash[..32];
        let number = self.seen.entry(hash.to_owned()).or_default();
        *number += 1;
        format!("{hash}:{number}")
    }

    fn fix(&mut self, fix: &'a Fix) -> format::Fix<'a> {
        let mut files: BTreeMap<FileId, Vec<&'a Edit>> = BTreeMap::new();
        for edit in &fix.edits {
            files.entry(edit.file).or_default().push(edit);
        }
        let changes = files.into_iter().map(|(file, edits)| ArtifactChange {
            artifact_location: self.artifact(file),
            replacements: edits
                .into_iter()
                .map(|edit| self.replacement(edit))
                .collect(),
        });
        format::Fix {
            artifact_changes: changes.collect(),
            description: Message::plain(&fix.title),
            properties: FixProperties {
                applicability: match fix.applicability {
                    Applicability::Safe => "safe",
                    Applicability::Unsafe => "unsafe",
                },
            },
        }
    }

    fn replacement(&mut self, edit: &'a Edit) -> Replacement<'a> {
        Replacement {
            deleted_region: region(self.places.span(edit.file, edit.span)),
            inserted_content: Content {
                text: &edit.replacement,
            },
        }
    }
}

fn region((start, end): (Point, Point)) -> Region {
    Region {
        start_line: start.position.line,
        start_column: start.position.column,
        end_line: end.position.line,
        end_column: end.position.column,
    }
}

/// Everything that is said: GitHub shows the text of a message and nothing beside it.
fn message(finding: &Diagnostic) -> String {
    let mut paragraphs = vec![finding.message.clone()];
    paragraphs.extend(finding.notes.iter().cloned());
    paragraphs.extend(finding.help.iter().map(|help| format!("help: {help}")));
    paragraphs.join("\n\n")
}

/// What stands in a relative address as it is: RFC 3986's unreserved characters, and `/`. A colon in the first part
/// would make it a scheme.
const ADDRESS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

#[cfg(test)]
mod tests;
