//! Printing and counting findings.

use super::exit::Exit;
use super::terminal::Stream;
use super::words::count;
use crate::diagnostic::report::{human, statistics};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;
use std::collections::BTreeMap;

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    errors: usize,
    warnings: usize,
    infos: usize,
}

impl Tally {
    /// Counts findings.
    pub(super) fn of<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut tally = Self::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Info => tally.infos += 1,
            }
        }
        tally
    }

    /// Whether a command with these findings fails.
    pub(super) fn exit(self, strict: bool) -> Exit {
        if self.errors > 0 || (strict && self != Self::default()) {
            Exit::Findings
        } else {
            Exit::Clean
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let counts = [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.infos, "info"),
        ];
        let counts = counts.into_iter().filter(|(number, _)| *number > 0);
        let counts: Vec<String> = counts.map(|(number, noun)| count(number, noun)).collect();
        match counts.is_empty() {
            true => f.write_str("no findings"),
            false => f.write_str(&counts.join(", ")),
        }
    }
}

/// Prints findings, an empty line behind each.
pub(super) fn print<'a>(
    findings: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &Sources,
    stream: &mut Stream,
) {
    for finding in findings {
        stream.line(&human::render(finding, sources, stream.style));
    }
}

/// No overview is needed of this many findings.
const FEW: usize = 20;

/// The findings in numbers, a line for each rule; none where there are only a few.
pub(super) fn by_rule(findings: &[&Diagnostic]) -> Vec<String> {
    if findings.len() <= FEW {
        return Vec::new();
    }
    let numbers = statistics::human(findings);
    numbers.lines().map(|line| format!("  {line}")).collect()
}

/// How many findings of one rule an [`excerpt`] has.
const EXCERPT: usize = 3;

/// The findings a build shows, and what to say of the others: every error, and of each rule's other findings the first
/// few. A playbook that has just been begun has hundreds of places left to fill in.
pub(super) fn excerpt(findings: &[Diagnostic]) -> (Vec<&Diagnostic>, Option<String>) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for finding in findings {
        let number = seen.entry(finding.code).or_default();
        *number += 1;
        if *number <= EXCERPT || finding.severity == Severity::Error {
            shown.push(finding);
        }
    }
    let more = findings.len() - shown.len();
    let note = (more > 0).then(|| {
        let findings = count(more, "more finding");
        format!("{findings} of the same rules: `waybook check` shows them")
    });
    (shown, note)
}

#[cfg(test)]
mod tests {
    use super::{Exit, Tally, by_rule, excerpt};
    use crate::diagnostic::{Diagnostic, Severity};

    #[test]
    fn counts_decide_how_a_command_ends() {
        use Severity::{Error, Info, Warning};
        for (severities, text, plain, strict) in [
            (&[][..], "no findings", Exit::Clean, Exit::Clean),
            (&[Info], "1 info", Exit::Clean, Exit::Findings),
            (
                &[Warning, Info, Warning],
                "2 warnings, 1 info",
                Exit::Clean,
                Exit::Findings,
            ),
            (
                &[Error, Info],
                "1 error, 1 info",
                Exit::Findings,
                Exit::Findings,
            ),
        ] {
            let findings: Vec<_> = severities
                .iter()
                .map(|s| Diagnostic::new("x", *s, "y"))
                .collect();
            let tally = Tally::of(&findings);
            assert_eq!(tally.to_string(), text);
            assert_eq!(tally.exit(false), plain);
            assert_eq!(tally.exit(true), strict);
        }
    }

    #[test]
    fn many_findings_are_counted_by_rule() {
        let findings = |code, number| vec![Diagnostic::new(code, Severity::Info, ""); number];
        let all = [findings("c", 2), findings("b", 17), findings("a", 2)].concat();
        let all: Vec<&Diagnostic> = all.iter().collect();
        assert_eq!(
            by_rule(&all),
            ["  17  info     b", "   2  info     a", "   2  info     c"]
        );
        assert_eq!(by_rule(&all[..20]), [""; 0]);
    }

    #[test]
    fn an_excerpt_has_every_error_and_a_few_of_the_rest() {
        let findings = |code, severity, number| vec![Diagnostic::new(code, severity, ""); number];
        let all = [
            findings("a", Severity::Error, 5),
            findings("b", Severity::Warning, 9),
            findings("c", Severity::Info, 2),
        ]
        .concat();
        let (shown, note) = excerpt(&all);
        assert_eq!(shown.len(), 5 + 3 + 2);
        let note = note.unwrap();
        assert!(note.starts_with("6 more findings"), "{note}");
        assert_eq!(excerpt(&all[..5]).1, None);
    }
}
