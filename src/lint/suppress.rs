//! Silencing findings: `<!-- lint-allow rule-name: reason -->`.
//!
//! An allow with a reason covers the findings of its rule whose primary label lies in its scope. One without a reason
//! silences nothing, and one that silenced nothing is a finding itself. Those two findings cannot be silenced.

use super::settings::rule_help;
use super::{registry, rules};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Label};
use crate::document::Allow;
use crate::journey::Workspace;
use crate::source::FileId;
use std::collections::BTreeMap;

/// Removes what authors allowed and adds what is wrong with their allows.
pub(super) fn apply(workspace: &Workspace, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let documents = workspace.playbooks.iter().flat_map(|p| &p.documents);
    let allows: Vec<(FileId, &Allow)> = documents
        .flat_map(|d| d.allows.iter().map(|allow| (d.file, allow)))
        .collect();
    let mut used = vec![false; allows.len()];
    let index = index(&allows);
    let mut left: Vec<Diagnostic> = findings
        .into_iter()
        .filter(|finding| {
            let by = finding
                .labels
                .first()
                .and_then(|label| index.get(&(label.file, finding.code))?.covering(label));
            if let Some(by) = by {
                used[by] = true;
            }
            by.is_none()
        })
        .collect();
    for (used, (file, allow)) in used.into_iter().zip(allows) {
        if allow.reason.trim().is_empty() {
            left.push(without_reason(file, allow));
        } else if !used {
            left.push(unused(file, allow));
        }
    }
    left
}

/// The allows that silence something, by file and rule.
fn index<'a>(allows: &[(FileId, &'a Allow)]) -> BTreeMap<(FileId, &'a str), Scopes> {
    let mut index: BTreeMap<(FileId, &str), Scopes> = BTreeMap::new();
    for (number, (file, allow)) in allows.iter().enumerate() {
        if !allow.reason.trim().is_empty() {
            let scopes = index.entry((*file, allow.rule.value.as_str())).or_default();
            scopes.0.push(Scope {
                start: allow.scope.start,
                end: allow.scope.end,
                allow: number,
                around: None,
            });
        }
    }
    for scopes in index.values_mut() {
        scopes.link();
    }
    index
}

/// The scopes of one file's allows of one rule, ordered by where they begin.
#[derive(Default)]
struct Scopes(Vec<Scope>);

/// What one allow covers.
struct Scope {
    start: u32,
    end: u32,
    /// The number of the allow.
    allow: usize,
    /// The last scope before this one that ends later.
    around: Option<usize>,
}

impl Scopes {
    /// Orders the scopes and tells each which one stands around it, so that a look-up need not visit all.
    fn link(&mut self) {
        self.0
            .sort_by_key(|s| (s.start, std::cmp::Reverse(s.end), s.allow));
        let mut open: Vec<usize> = Vec::new();
        for i in 0..self.0.len() {
            while open.last().is_some_and(|&o| self.0[o].end <= self.0[i].end) {
                open.pop();
            }
            self.0[i].around = open.last().copied();
            open.push(i);
        }
    }

    /// The allow with the smallest scope around a label.
    fn covering(&self, label: &Label) -> Option<usize> {
        let begun = self.0.partition_point(|s| s.start <= label.span.start);
        let mut at = begun.checked_sub(1);
        while let Some(scope) = at.map(|i| &self.0[i]) {
            if scope.end >= label.span.end {
                return Some(scope.allow);
            }
            at = scope.around;
        }
        None
    }
}

fn without_reason(file: FileId, allow: &Allow) -> Diagnostic {
    let name = &allow.rule.value;
    rules::allow_without_reason::RULE
        .finding(format!(
            "this comment silences `{name}` without giving a reason"
        ))
        .label(file, allow.span, "so it silences nothing")
        .note("whoever reads the file next has to know why the rule does not hold here")
        .help(format!(
            "write the reason after a colon: `<!-- lint-allow {name}: why it is right here -->`"
        ))
}

fn unused(file: FileId, allow: &Allow) -> Diagnostic {
    let name = &allow.rule.value;
    let rule = &rules::allow_unused::RULE;
    if registry::find(name).is_none() {
        return rule
            .finding(format!("`{name}` is no rule, so there is nothing to allow"))
            .label(file, allow.rule.span, "no rule has this name")
            .help(rule_help(name));
    }
    rule.finding(format!(
        "nothing here breaks `{name}`, so the comment that allows it has no use"
    ))
    .label(file, allow.span, "this silences nothing")
    .note("a comment left behind would silence the next finding, which nobody has looked at yet")
    .help("remove the comment")
    .fix(Fix {
        title: "remove the comment".to_owned(),
        edits: vec![Edit {
            file,
            span: allow.span,
            replacement: String::new(),
        }],
        applicability: Applicability::Safe,
    })
}

#[cfg(test)]
mod tests {
    use super::{Scope, Scopes, apply};
    use crate::diagnostic::{Diagnostic, Label, Severity};
    use crate::document::{Allow, Document, Kind, front_matter::FrontMatter, markdown::Body};
    use crate::journey::{Playbook, Workspace};
    use crate::source::{FileId, SitePath, Span, Spanned};
    use std::sync::Arc;

    fn allow(rule: &str, reason: &str, scope: std::ops::Range<usize>) -> Allow {
        Allow {
            rule: Spanned::new(rule.to_owned(), Span::new(0, 1)),
            reason: reason.to_owned(),
            span: Span::new(0, 1),
            scope: Span::new(scope.start, scope.end),
        }
    }

    fn finding(at: usize) -> Diagnostic {
        Diagnostic::new("key-unknown", Severity::Warning, "").label(
            FileId(0),
            Span::new(at, at + 2),
            "",
        )
    }

    /// Runs suppression over findings of `key-unknown` at 10, 20 and 30.
    fn check(allows: Vec<Allow>, expected: &[&str]) {
        let document = Document {
            file: FileId(0),
            path: SitePath::new("a.md"),
            kind: Kind::Page,
            front: FrontMatter::default(),
            body: Body::default(),
            allows,
        };
        let workspace = Workspace {
            playbooks: vec![Arc::new(Playbook {
                documents: vec![Arc::new(document)],
                ..Playbook::default()
            })],
            ..Workspace::default()
        };
        let left = apply(&workspace, vec![finding(10), finding(20), finding(30)]);
        let codes: Vec<_> = left
            .iter()
            .map(|d| format!("{}@{}", d.code, d.labels[0].span.start))
            .collect();
        assert_eq!(codes, expected);
    }

    #[test]
    fn an_allow_covers_what_lies_in_its_scope() {
        check(
            vec![allow("key-unknown", "agreed", 5..22)],
            &["key-unknown@30"],
        );
        check(
            vec![allow("key-unknown", "agreed", 5..21)],
            &["key-unknown@20", "key-unknown@30"],
        );
        check(vec![allow("key-unknown", "agreed", 0..99)], &[]);
    }

    #[test]
    fn without_a_reason_nothing_is_silenced() {
        check(
            vec![allow("key-unknown", " ", 0..99)],
            &[
                "key-unknown@10",
                "key-unknown@20",
                "key-unknown@30",
                "allow-without-reason@0",
            ],
        );
    }

    #[test]
    fn an_allow_that_silences_nothing_is_a_finding() {
        let all = ["key-unknown@10", "key-unknown@20", "key-unknown@30"];
        let expected: Vec<&str> = all.into_iter().chain(["allow-unused@0"]).collect();
        check(vec![allow("key-missing", "agreed", 0..99)], &expected);
        check(vec![allow("key-unknwon", "agreed", 0..99)], &expected);
    }

    #[test]
    fn of_two_scopes_the_inner_one_is_used() {
        check(
            vec![
                allow("key-unknown", "whole file", 0..99),
                allow("key-unknown", "block", 8..13),
            ],
            &[],
        );
        check(
            vec![
                allow("key-unknown", "whole file", 0..99),
                allow("key-unknown", "block", 13..15),
            ],
            &["allow-unused@0"],
        );
    }

    #[test]
    fn many_scopes_are_looked_up_quickly() {
        let scope = |start, end, allow| Scope {
            start,
            end,
            allow,
            around: None,
        };
        let blocks = (0..200_000).map(|i| scope(i * 10 + 1, i * 10 + 5, i as usize + 1));
        let mut scopes = Scopes(
            std::iter::once(scope(0, u32::MAX, 0))
                .chain(blocks)
                .collect(),
        );
        scopes.link();
        for i in 0..200_000_u32 {
            let label = Label {
                file: FileId(0),
                span: Span {
                    start: i * 10 + 6,
                    end: i * 10 + 7,
                },
                message: String::new(),
            };
            assert_eq!(scopes.covering(&label), Some(0));
        }
    }
}
