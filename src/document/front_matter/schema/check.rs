//! The keys of a map against their declaration: which are unknown, which are missing.

use super::value::Values;
use super::{Key, Need, Shape};
use crate::diagnostic::{Applicability, Candidates, Diagnostic, Edit, Fix, Severity, candidates};
use crate::document::front_matter::{Fields, Node, Value};
use crate::source::{FileId, SourceFile, Span, Spanned};
use std::collections::HashSet;

/// After so many findings in one file the rest is left unsaid.
pub(super) const MAX_FINDINGS: usize = 500;

/// Everything that is wrong with the keys and values of a map.
///
/// `place` is where a missing key is reported; `prefix` begins every message (`touchpoint 3: `) and may be empty.
#[must_use]
pub fn check_keys(
    file: FileId,
    source: &SourceFile,
    keys: &[&Key],
    map: &Node,
    place: Span,
    prefix: &str,
) -> Vec<Diagnostic> {
    let mut checker = Checker {
        prefix,
        ..Checker::new(file, source, "")
    };
    checker.map(keys, map, place);
    checker.findings
}

/// Everything that is wrong with a map that stands below other keys: `path` is the way down to it, each key with a dot
/// after it (`lint.conversion-only.`).
#[must_use]
pub fn check_keys_below(
    file: FileId,
    source: &SourceFile,
    path: &str,
    keys: &[&Key],
    map: &Node,
) -> Vec<Diagnostic> {
    let mut checker = Checker::new(file, source, path);
    let place = Span {
        start: map.span.start,
        end: map.span.start,
    };
    checker.map(keys, map, place);
    checker.findings
}

/// Everything that is wrong with the value of one key; `path` as in [`check_keys_below`].
#[must_use]
pub fn check_value(
    file: FileId,
    source: &SourceFile,
    path: &str,
    key: &str,
    shape: &Shape,
    node: &Node,
) -> Vec<Diagnostic> {
    let mut checker = Checker::new(file, source, path);
    Values::of(&mut checker, key).check(shape, node);
    checker.findings
}

/// Gathers findings about the values of one file or record.
pub(super) struct Checker<'a> {
    pub(super) file: FileId,
    source: &'a SourceFile,
    prefix: &'a str,
    /// The keys on the way down to a nested map, each with a dot after it.
    pub(super) path: String,
    findings: Vec<Diagnostic>,
}

impl<'a> Checker<'a> {
    fn new(file: FileId, source: &'a SourceFile, path: &str) -> Self {
        Self {
            file,
            source,
            prefix: "",
            path: path.to_owned(),
            findings: Vec::new(),
        }
    }

    pub(super) fn map(&mut self, keys: &[&Key], map: &Node, place: Span) {
        let fields = Fields::of(map);
        let names: HashSet<&str> = fields.iter().map(|(key, _)| key.value.as_str()).collect();
        let mut seen = HashSet::new();
        let mut misspelt = HashSet::new();
        for (written, node) in fields.iter() {
            // The second of two has its finding already, and is not looked at.
            if !seen.insert(written.value.as_str()) {
                continue;
            }
            if self.is_full() {
                return;
            }
            match keys.iter().find(|key| key.name == written.value) {
                Some(key) => self.entry(key, written, node),
                None if written.value.starts_with("x-") || written.value.is_empty() => {}
                None => {
                    let unused = keys.iter().filter(|key| !names.contains(key.name));
                    let unused: Vec<&Key> = unused.copied().collect();
                    misspelt.extend(self.unknown(written, &unused, fields));
                }
            }
        }
        let said = |key: &Key| names.contains(key.name) || misspelt.contains(key.name);
        for key in keys.iter().filter(|key| !said(key)) {
            self.missing(key, fields, place);
        }
    }

    /// Whether enough has been said of this file.
    pub(super) fn is_full(&self) -> bool {
        self.findings.len() >= MAX_FINDINGS
    }

    /// Whether what is checked is a record of a list, so that no prose can follow it.
    pub(super) fn is_record(&self) -> bool {
        !self.prefix.is_empty()
    }

    /// Adds a finding, with the record it is about.
    pub(super) fn push(&mut self, mut finding: Diagnostic) {
        finding.message.insert_str(0, self.prefix);
        self.findings.push(finding);
    }

    /// The fix that writes another word where `span` is, between the quotation marks that are there.
    pub(super) fn rewrite(
        &self,
        span: Span,
        word: &str,
        title: String,
        applicability: Applicability,
    ) -> Fix {
        let written = self.source.slice(span);
        let is_quoted = written.len() > 1
            && ['"', '\'']
                .iter()
                .any(|&mark| written.starts_with(mark) && written.ends_with(mark));
        let span = if is_quoted {
            Span::new(span.start as usize + 1, span.end as usize - 1)
        } else {
            span
        };
        self.replace(span, word, title, applicability)
    }

    /// The fix that puts `replacement` where `span` is.
    pub(super) fn replace(
        &self,
        span: Span,
        replacement: &str,
        title: String,
        applicability: Applicability,
    ) -> Fix {
        Fix {
            title,
            edits: vec![Edit {
                file: self.file,
                span,
                replacement: replacement.to_owned(),
            }],
            applicability,
        }
    }

    /// The bytes of an entry of a list with its comma or its dash, so that the list is whole without them; `None` where
    /// something else stands between the entry and its neighbour.
    pub(super) fn with_separator(&self, list: &[Node], index: usize) -> Option<Span> {
        let between = |start: u32, end: u32| (start <= end).then_some(Span { start, end });
        let entry = list.get(index)?.span;
        let (gap, whole) = match index.checked_sub(1) {
            Some(before) => {
                let before = list.get(before)?.span;
                (
                    between(before.end, entry.start)?,
                    between(before.end, entry.end)?,
                )
            }
            None => {
                let next = list.get(1)?.span;
                (
                    between(entry.end, next.start)?,
                    between(entry.start, next.start)?,
                )
            }
        };
        let separator = self.source.slice(gap).trim();
        matches!(separator, "," | "-").then_some(whole)
    }

    fn entry(&mut self, key: &Key, written: &Spanned<String>, node: &Node) {
        let empty = match &node.value {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        };
        if !empty || key.shape == Shape::PillarStages {
            let before = self.findings.len();
            Values::of(self, key.name).check(&key.shape, node);
            return self.show_example(key, before);
        }
        let severity = match key.need {
            Need::Required | Need::RequiredWhere(..) => Severity::Error,
            Need::Wanted => Severity::Warning,
            Need::Optional => return,
        };
        let finding = Diagnostic::new(
            "key-missing",
            severity,
            format!("`{}{}` has no value", self.path, key.name),
        )
        .label(self.file, written.span, "nothing is written after it")
        .help(format!(
            "write `{}: {}`{}",
            key.name,
            key.example,
            own_words(key)
        ));
        self.push(finding);
    }

    fn missing(&mut self, key: &Key, fields: Fields<'_>, place: Span) {
        let Some(severity) = weight(key, fields) else {
            return;
        };
        let finding = Diagnostic::new(
            "key-missing",
            severity,
            format!("`{}{}` is missing: {}", self.path, key.name, meaning(key)),
        )
        .label(self.file, place, "")
        .help(self.addition(key));
        self.push(finding);
    }

    /// Shows how a key is written, in its findings that say no more than what is wrong.
    fn show_example(&mut self, key: &Key, before: usize) {
        let added = self.findings.iter_mut().skip(before);
        for finding in added.filter(|finding| finding.help.is_empty()) {
            let line = format!("write it like this: `{}: {}`", key.name, key.example);
            finding.help.push(line);
        }
    }

    /// What to type for a key that is missing.
    fn addition(&self, key: &Key) -> String {
        let (name, example) = (key.name, key.example);
        match self.prefix.is_empty() && self.path.is_empty() {
            true => format!("add the line `{name}: {example}`{}", own_words(key)),
            false => format!("add `{name}: {example}` to it{}", own_words(key)),
        }
    }

    /// Adds the finding about a key that is not declared. Gives the key that is clearly meant by it: that one is not
    /// reported as missing too, so the finding weighs as much as its absence.
    fn unknown(
        &mut self,
        written: &Spanned<String>,
        unused: &[&Key],
        fields: Fields<'_>,
    ) -> Option<&'static str> {
        let name = &written.value;
        let names: Vec<&'static str> = unused.iter().map(|key| key.name).collect();
        let mut meant = None;
        let mut finding = Diagnostic::new(
            "key-unknown",
            Severity::Warning,
            format!("`{}{name}` is no key here", self.path),
        )
        .label(self.file, written.span, "unknown key");
        match candidates(name, &names) {
            Candidates::One(candidate) => {
                meant = unused.iter().find(|key| key.name == candidate);
                let absence = meant.and_then(|key| weight(key, fields));
                finding.severity = absence.map_or(finding.severity, |s| s.max(finding.severity));
                finding = finding
                    .help(format!("did you mean `{candidate}`?"))
                    .fix(self.rewrite(
                        written.span,
                        candidate,
                        format!("rename `{name}` to `{candidate}`"),
                        Applicability::Safe,
                    ));
            }
            Candidates::Several(a, b) => {
                finding = finding.help(format!("did you mean `{a}` or `{b}`?"));
            }
            Candidates::None if names.is_empty() => finding = finding.help("delete it"),
            Candidates::None => {
                finding = finding
                    .help(format!(
                        "the other keys that can stand here: {}",
                        list(&names)
                    ))
                    .help("keys of your own begin with `x-`");
            }
        }
        self.push(finding);
        meant.map(|key| key.name)
    }
}

/// The request for words of one's own, where the example is a text.
fn own_words(key: &Key) -> &'static str {
    match key.example.starts_with('"') {
        true => ", in your own words",
        false => "",
    }
}

/// What a key is for, to go on a sentence.
fn meaning(key: &Key) -> String {
    let doc = key.doc.strip_suffix('.').unwrap_or(key.doc);
    let mut chars = doc.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// How much it weighs that a key is missing; `None` where it may be.
fn weight(key: &Key, fields: Fields<'_>) -> Option<Severity> {
    match key.need {
        Need::Required => Some(Severity::Error),
        Need::Wanted => Some(Severity::Warning),
        Need::RequiredWhere(other, value) => {
            let is_where = fields.text(other).is_some_and(|text| text.value == value);
            is_where.then_some(Severity::Error)
        }
        Need::Optional => None,
    }
}

/// Words in backticks with commas between them.
pub(super) fn list(words: &[&str]) -> String {
    let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}
