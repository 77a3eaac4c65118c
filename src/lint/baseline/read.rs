//! Reading the text of a baseline.

use super::{BASELINE_FILE, Baseline, Entry, FINGERPRINT, HEADER, MOST_EQUAL, VERSION};
use crate::diagnostic::Diagnostic;
use crate::lint::rules::baseline_unreadable::RULE;
use crate::source::{FileId, SourceFile, Span};

/// After so many lines that cannot be read the rest is left unsaid.
const MOST_FINDINGS: usize = 20;

impl Baseline {
    /// Reads the text of a baseline. Lines that cannot be read are findings and hold nothing; a text of another version
    /// holds nothing at all. Of two lines for one finding the one with the larger number counts, as a merge may leave
    /// both.
    #[must_use]
    pub fn parse(file: FileId, source: &SourceFile) -> (Self, Vec<Diagnostic>) {
        let (mut baseline, mut found) = (Self::default(), Vec::new());
        let mut headed = false;
        for (at, line) in lines(&source.text) {
            if let Some(version) = line.strip_prefix(HEADER).filter(|_| !headed) {
                headed = true;
                if version.trim() != VERSION {
                    found.push(other_version(file, at, line, version.trim()));
                    return (Self::default(), found);
                }
            } else if line.trim().is_empty() || (line.starts_with('#') && !line.contains('\t')) {
                continue;
            } else {
                match entry(line) {
                    Ok(entry) => baseline.add(entry),
                    Err(problem) if found.len() < MOST_FINDINGS => {
                        found.push(unreadable(file, at, line, &problem));
                    }
                    Err(_) => {}
                }
            }
        }
        if !headed && found.len() < MOST_FINDINGS {
            found.insert(0, without_header(file));
        }
        (baseline, found)
    }

    fn add(&mut self, entry: Entry) {
        let key = (entry.rule.clone(), entry.fingerprint.clone());
        let known = self.entries.entry(key).or_insert_with(|| entry.clone());
        known.count = known.count.max(entry.count);
    }
}

/// Each line without its end, and where it begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        match line.strip_prefix('\u{feff}').filter(|_| start == 0) {
            Some(rest) => (line.len() - rest.len(), rest),
            None => (start, line),
        }
    })
}

/// Why a line cannot be read, and the part of it that is to blame.
enum Problem<'a> {
    Merge,
    Columns,
    Rule(&'a str),
    Fingerprint(&'a str),
}

fn entry(line: &str) -> Result<Entry, Problem<'_>> {
    let mut columns = line.splitn(4, '\t');
    let (Some(path), Some(rule), Some(fingerprint)) =
        (columns.next(), columns.next(), columns.next())
    else {
        let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
        return Err(match marks.iter().any(|mark| line.starts_with(mark)) {
            true => Problem::Merge,
            false => Problem::Columns,
        });
    };
    if rule.is_empty() || rule.contains(char::is_whitespace) {
        return Err(Problem::Rule(rule));
    }
    let (digits, count) = fingerprint.split_once('*').unwrap_or((fingerprint, "1"));
    let is_hexadecimal = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    let count = count.parse().ok().filter(|n| (1..=MOST_EQUAL).contains(n));
    match count {
        Some(count) if digits.len() == FINGERPRINT && digits.chars().all(is_hexadecimal) => {
            Ok(Entry {
                path: path.to_owned(),
                rule: rule.to_owned(),
                fingerprint: digits.to_owned(),
                count,
                message: columns.next().unwrap_or("").to_owned(),
            })
        }
        _ => Err(Problem::Fingerprint(fingerprint)),
    }
}

/// What to do with a file that cannot be read as a whole.
fn anew(finding: Diagnostic) -> Diagnostic {
    finding
        .help("`waybook check --write-baseline` writes the file anew, with every finding of today")
}

fn without_header(file: FileId) -> Diagnostic {
    let finding = RULE
        .finding(format!("`{BASELINE_FILE}` does not begin with its version"))
        .label(file, Span::default(), "")
        .help(format!("write `{HEADER}{VERSION}` in its first line"));
    anew(finding)
}

fn other_version(file: FileId, at: usize, line: &str, version: &str) -> Diagnostic {
    let finding = RULE
        .finding(format!(
            "`{BASELINE_FILE}` is of version `{version}`, and this Waybook reads version `{VERSION}`"
        ))
        .label(file, Span::new(at + HEADER.len(), at + line.len()), "")
        .note("none of its findings counts as known");
    anew(finding)
}

fn unreadable(file: FileId, at: usize, line: &str, problem: &Problem<'_>) -> Diagnostic {
    // The parts are slices of the line, whose places are told by where they lie in it.
    let place = |part: &str| {
        let start = at + (part.as_ptr() as usize - line.as_ptr() as usize);
        Span::new(start, start + part.len())
    };
    let (what, place, label, help) = match problem {
        Problem::Merge => (
            "has a conflict that a merge left behind",
            place(line),
            "a mark of the conflict",
            "keep the lines of both sides, and remove the marks",
        ),
        Problem::Columns => (
            "has a line that names no finding",
            place(line),
            "a path, a rule and a fingerprint with tabs between them belong here",
            "remove the line, or bring it back as it was",
        ),
        Problem::Rule(rule) => (
            "has a line without the name of a rule",
            place(rule),
            "a rule's name belongs here",
            "remove the line, or bring it back as it was",
        ),
        Problem::Fingerprint(fingerprint) => (
            "has a line whose fingerprint cannot be read",
            place(fingerprint),
            "twelve of the characters 0–9 and a–f belong here",
            "remove the line, or bring it back as it was",
        ),
    };
    let finding = RULE
        .finding(format!("`{BASELINE_FILE}` {what}"))
        .label(file, place, label)
        .help(help);
    anew(finding)
}
