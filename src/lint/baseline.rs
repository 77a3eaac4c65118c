//! `lint.baseline`: the findings that were known when a team adopted the checker. New ones count, known ones do not.
//!
//! One line a finding, in the order of files: path, rule, fingerprint, message, with tabs between them. The message is
//! for people alone. The fingerprint holds on to the rule, the file and the text that is pointed at, not to the line, so
//! that a finding stays known while the file is edited elsewhere.

mod read;

use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use std::collections::BTreeMap;
use std::fmt;

/// The name of the file at the workspace's root.
pub const BASELINE_FILE: &str = "lint.baseline";

/// The rule of what is wrong with the file itself, which no baseline takes in.
const RULE: &str = "baseline-unreadable";

/// What the first line begins with; the version stands behind it.
const HEADER: &str = "# waybook baseline ";
/// The version that is written and read.
const VERSION: &str = "1";
/// What the other lines of the head say.
const EXPLANATION: &str = "\
# Findings that were known when this was written: `waybook check` reports only others.
# `waybook check --write-baseline` writes the file anew. Columns: path, rule, fingerprint (*number of equal ones), message.
";

/// How many characters of a hash a fingerprint has.
const FINGERPRINT: usize = 12;
/// How many characters of the text that is pointed at go into it.
const LABELLED: usize = 300;
/// Equal findings beyond this number are not believed.
const MOST_EQUAL: usize = 1_000_000;

/// Known findings, by what they are told apart by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<Key, Entry>,
}

/// What a finding is known by: its rule's name and its fingerprint.
type Key = (String, String);

/// Findings that are equal as far as a baseline can tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The file, from the workspace's root; `.` for a finding without a file.
    pub path: String,
    /// The rule's name.
    pub rule: String,
    /// Twelve hexadecimal digits.
    pub fingerprint: String,
    /// How many there are, at least one.
    pub count: usize,
    /// What was said of the first.
    pub message: String,
}

/// Findings, told apart by what was known.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// Those the baseline does not hold.
    pub new: Vec<Diagnostic>,
    /// Those it holds.
    pub known: Vec<Diagnostic>,
    /// What it holds and nobody finds any more, by path; each with the number that is gone.
    pub gone: Vec<Entry>,
}

impl Baseline {
    /// A baseline of these findings.
    #[must_use]
    pub fn of(findings: &[Diagnostic], sources: &Sources) -> Self {
        let mut entries: BTreeMap<Key, Entry> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.code != RULE) {
            let (rule, fingerprint) = key(finding, sources);
            let entry =
                entries
                    .entry((rule, fingerprint))
                    .or_insert_with_key(|(rule, fingerprint)| Entry {
                        path: one_line(path(finding, sources)),
                        rule: rule.clone(),
                        fingerprint: fingerprint.clone(),
                        count: 0,
                        message: one_line(&finding.message),
                    });
            entry.count = (entry.count + 1).min(MOST_EQUAL);
        }
        Self { entries }
    }

    /// How many findings it holds.
    #[must_use]
    pub fn count(&self) -> usize {
        self.entries.values().map(|entry| entry.count).sum()
    }

    /// Tells known findings from new ones. Of more equal ones than are known the last count as new.
    #[must_use]
    pub fn compare(&self, findings: Vec<Diagnostic>, sources: &Sources) -> Compared {
        let mut compared = Compared::default();
        let mut found: BTreeMap<Key, usize> = BTreeMap::new();
        for finding in findings {
            let key = key(&finding, sources);
            let count = self.entries.get(&key).map_or(0, |entry| entry.count);
            let number = found.entry(key).or_default();
            *number += 1;
            match finding.code != RULE && *number <= count {
                true => compared.known.push(finding),
                false => compared.new.push(finding),
            }
        }
        compared.gone = self
            .entries
            .iter()
            .filter_map(|(key, entry)| {
                let found = found.get(key).copied().unwrap_or(0);
                let count = entry.count.checked_sub(found).filter(|count| *count > 0)?;
                Some(Entry {
                    count,
                    ..entry.clone()
                })
            })
            .collect();
        compared.gone.sort();
        compared
    }
}

/// The text of the file.
impl fmt::Display for Baseline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{HEADER}{VERSION}\n{EXPLANATION}")?;
        let mut entries: Vec<&Entry> = self.entries.values().collect();
        entries.sort();
        for entry in entries {
            write!(f, "{}\t{}\t{}", entry.path, entry.rule, entry.fingerprint)?;
            if entry.count > 1 {
                write!(f, "*{}", entry.count)?;
            }
            writeln!(f, "\t{}", entry.message)?;
        }
        Ok(())
    }
}

fn path<'a>(finding: &Diagnostic, sources: &'a Sources) -> &'a str {
    let label = finding.labels.first();
    label.map_or(".", |label| sources.get(label.file).path.as_str())
}

fn key(finding: &Diagnostic, sources: &Sources) -> Key {
    let labelled = finding
        .labels
        .first()
        .map_or("", |label| sources.get(label.file).slice(label.span));
    let mut hasher = blake3::Hasher::new();
    let mut add = |text: &str| {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    add(finding.code);
    add(path(finding, sources));
    add(&normal(labelled));
    for literal in literals(&finding.message) {
        add(&literal);
    }
    let mut fingerprint = hasher.finalize().to_hex().to_string();
    fingerprint.truncate(FINGERPRINT);
    (finding.code.to_owned(), fingerprint)
}

/// A text without what an editor may change in it: line ends and indentation.
fn normal(text: &str) -> String {
    let mut characters = 0;
    let mut out = String::new();
    for word in text.split_whitespace() {
        if characters >= LABELLED {
            break;
        }
        out.extend(word.chars().take(LABELLED));
        out.push(' ');
        characters += word.len() + 1;
    }
    out
}

/// What a message names in backticks: it tells two findings apart that point at the same place, such as two missing
/// keys. Digits are left out, since a number of days or items may change by itself.
fn literals(message: &str) -> impl Iterator<Item = String> + '_ {
    let quoted = message.split('`').skip(1).step_by(2);
    quoted.map(|literal| literal.replace(|c: char| c.is_ascii_digit(), ""))
}

/// A text that is one column of a line.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests;
