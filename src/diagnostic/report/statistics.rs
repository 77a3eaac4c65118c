//! How many findings there are: of each rule, and of each severity.

use crate::diagnostic::{Diagnostic, Severity};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Those that keep the site from being written.
    pub error: usize,
    /// Those that a reader will notice.
    pub warning: usize,
    /// Those worth knowing.
    pub info: usize,
}

impl Counts {
    /// Counts findings.
    #[must_use]
    pub fn of(findings: &[&Diagnostic]) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => counts.error += 1,
                Severity::Warning => counts.warning += 1,
                Severity::Info => counts.info += 1,
            }
        }
        counts
    }
}

/// How often a rule found something at one severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RuleCount<'a> {
    /// The rule's name.
    pub rule: &'a str,
    /// How much these findings weigh; a rule whose findings weigh differently is counted for each.
    pub severity: &'static str,
    /// How many there are.
    pub count: usize,
    /// How many of them come with a fix.
    pub fixable: usize,
}

/// How often each rule found something, the most frequent first, then by name; of one rule errors come first.
#[must_use]
pub fn count<'a>(findings: &[&'a Diagnostic]) -> Vec<RuleCount<'a>> {
    let mut rules: BTreeMap<(&str, Reverse<Severity>), (usize, usize)> = BTreeMap::new();
    for finding in findings {
        let place = (finding.code, Reverse(finding.severity));
        let (count, fixable) = rules.entry(place).or_default();
        *count += 1;
        *fixable += usize::from(finding.fix.is_some());
    }
    let rules = rules.into_iter();
    let mut rules: Vec<RuleCount<'_>> = rules
        .map(|((rule, severity), (count, fixable))| RuleCount {
            rule,
            severity: severity.0.as_str(),
            count,
            fixable,
        })
        .collect();
    rules.sort_by_key(|rule| Reverse(rule.count));
    rules
}

/// A line for each rule: how often, how much it weighs, its name, and how many of its findings come with a fix.
#[must_use]
pub fn human(findings: &[&Diagnostic]) -> String {
    let rules = count(findings);
    let most = rules.first().map_or(0, |rule| rule.count.to_string().len());
    let longest = rules.iter().map(|rule| rule.rule.len()).max().unwrap_or(0);
    let line = |rule: &RuleCount<'_>| {
        let fixable = match rule.fixable {
            0 => String::new(),
            all if all == rule.count => "  with a fix".to_owned(),
            some => format!("  {some} with a fix"),
        };
        let name = format!("{:longest$}{fixable}", rule.rule);
        let name = name.trim_end();
        format!("{:most$}  {:7}  {name}\n", rule.count, rule.severity)
    };
    rules.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{count, human};
    use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};

    #[test]
    fn the_most_frequent_rule_comes_first() {
        let of = |code, severity, number| vec![Diagnostic::new(code, severity, ""); number];
        let mut all = [
            of("key-missing", Severity::Warning, 2),
            of("key-missing", Severity::Error, 2),
            of("id-missing", Severity::Info, 2),
            of("checklist-vague", Severity::Warning, 11),
        ]
        .concat();
        let fix = Fix {
            title: "add the id".to_owned(),
            edits: Vec::new(),
            applicability: Applicability::Safe,
        };
        for i in [4, 5, 6] {
            all[i].fix = Some(fix.clone());
        }
        let all: Vec<&Diagnostic> = all.iter().collect();
        let expected = "
11  warning  checklist-vague  1 with a fix
 2  info     id-missing       with a fix
 2  error    key-missing
 2  warning  key-missing
";
        assert_eq!(human(&all), expected.trim_start_matches('\n'));
        assert_eq!(count(&all)[0].fixable, 1);
        assert_eq!(human(&[]), "");
    }
}
