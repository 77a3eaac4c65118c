//! What is said of fixes: which there are, what they did, and what they would change.

use super::failure::Failure;
use super::terminal::Stream;
use super::words::{count, printable};
use crate::build::{Change, Fixed};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::source::OsFiles;
use similar::{ChangeTag, TextDiff};

/// How many findings come with a fix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fixable {
    safe: usize,
    guesses: usize,
}

impl Fixable {
    /// Counts the findings that come with a fix.
    pub(super) fn of<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut fixable = Self::default();
        for fix in findings.into_iter().filter_map(|f| f.fix.as_ref()) {
            match fix.applicability {
                Applicability::Safe => fixable.safe += 1,
                Applicability::Unsafe => fixable.guesses += 1,
            }
        }
        fixable
    }

    /// How they are fixed, for the summary of a check; `None` when none can be.
    pub(super) fn advice(self) -> Option<String> {
        match (self.safe, self.guesses) {
            (0, 0) => None,
            (0, guesses) => Some(format!(
                "{guesses} can be fixed with `waybook check --fix --unsafe`"
            )),
            (safe, 0) => Some(format!("{safe} can be fixed with `waybook check --fix`")),
            (safe, guesses) => Some(format!(
                "{safe} can be fixed with `waybook check --fix`, {guesses} more with `--unsafe`"
            )),
        }
    }
}

/// What fixing did (or, with `would`, what it would do), and what is left to be fixed.
pub(super) fn summary(fixed: &Fixed, would: bool, left: Fixable, guesses: bool) -> String {
    let findings = count(fixed.gone, "finding");
    let files = count(fixed.changes.len(), "file");
    let mut text = match (fixed.changes.is_empty(), would) {
        (true, true) => "Would fix nothing".to_owned(),
        (true, false) => "Fixed nothing".to_owned(),
        (false, true) => format!("Would fix {findings} in {files}"),
        (false, false) => format!("Fixed {findings} in {files}"),
    };
    if !guesses && left.guesses > 0 {
        let more = if fixed.changes.is_empty() {
            ""
        } else {
            " more"
        };
        text.push_str(&format!(
            "; {}{more} can be fixed with `--unsafe`",
            left.guesses
        ));
    }
    if fixed.left_out > 0 {
        let fixes = match fixed.left_out {
            1 => "1 fix was left out: it".to_owned(),
            number => format!("{number} fixes were left out: they"),
        };
        text.push_str(&format!("; {fixes} would bring up other findings"));
    }
    text
}

/// Writes changed texts. Everything is on the disk before the first file is replaced; then each is replaced in one step.
/// Gives what went wrong with single files.
///
/// # Errors
/// When a text cannot be written at all; nothing is changed then.
pub(super) fn write(files: &OsFiles, changes: &[Change]) -> Result<Vec<Failure>, Failure> {
    let prepared = changes.iter().map(|change| {
        let (before, after) = (change.before.as_bytes(), change.after.as_bytes());
        files.prepare(&change.path, before, after)
    });
    let prepared = prepared.collect::<Result<Vec<_>, _>>().map_err(|error| {
        Failure::from(error).help("no file was changed; mend this and run the command again")
    })?;
    let results = prepared.into_iter().map(|replacement| replacement.commit());
    let failures = results.filter_map(Result::err).map(|error| {
        Failure::from(error).help("the other files are fixed; run the command again for this one")
    });
    Ok(failures.collect())
}

/// Prints the changes as a unified diff, which `git apply` and `patch -p1` take. On a terminal, characters that steer it
/// are replaced.
pub(super) fn print(changes: &[Change], stream: &mut Stream) {
    for change in changes {
        let diff = TextDiff::from_lines(&change.before, &change.after);
        let path = printable(change.path.as_str());
        let title = format!("--- a/{path}\n+++ b/{path}");
        let title = stream.colored(&title, "1");
        stream.line(&title);
        for hunk in diff.unified_diff().iter_hunks() {
            let header = stream.colored(&hunk.header().to_string(), "36");
            stream.line(&header);
            for line in hunk.iter_changes() {
                let (sign, rendition) = match line.tag() {
                    ChangeTag::Delete => ("-", Some("31")),
                    ChangeTag::Insert => ("+", Some("32")),
                    ChangeTag::Equal => (" ", None),
                };
                let text = line.value();
                let text = text.strip_suffix('\n').unwrap_or(text);
                let text = if stream.is_terminal {
                    format!(
                        "{sign}{}",
                        printable(&text.trim_end_matches('\r').replace('\t', "    "))
                    )
                } else {
                    format!("{sign}{text}")
                };
                let text = rendition.map_or(text.clone(), |how| stream.colored(&text, how));
                stream.line(&text);
                if line.missing_newline() {
                    stream.line("\\ No newline at end of file");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Fixable;

    #[test]
    fn advice_names_the_options_that_help() {
        let advice = |safe, guesses| Fixable { safe, guesses }.advice();
        assert_eq!(advice(0, 0), None);
        for (safe, guesses, expected) in [
            (2, 0, "2 can be fixed with `waybook check --fix`"),
            (0, 1, "1 can be fixed with `waybook check --fix --unsafe`"),
            (
                2,
                1,
                "2 can be fixed with `waybook check --fix`, 1 more with `--unsafe`",
            ),
        ] {
            assert_eq!(advice(safe, guesses).as_deref(), Some(expected));
        }
    }
}
