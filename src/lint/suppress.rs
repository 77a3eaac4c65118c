//! Silencing findings: `<!-- lint-allow rule-name: reason -->`.
//!
//! An allow with a reason covers the findings of its rules whose primary label lies in its scope. One without a reason
//! silences nothing, and one that silenced nothing is a finding itself.

mod comment;
mod scopes;

use crate::diagnostic::Diagnostic;
use crate::document::Allow;
use crate::journey::Workspace;
use crate::source::{FileId, Sources, Spanned};
use comment::Comment;
use scopes::Scopes;
use std::collections::BTreeMap;

/// The rules that no comment silences: what is said of comments themselves, and what keeps a file, and so the comments
/// in it, from being read. Their pages say so.
pub const NEVER_SILENCED: &[&str] = &[
    "allow-unused",
    "allow-without-reason",
    "front-matter-syntax",
    "file-unreadable",
    "baseline-unreadable",
];

/// Removes what authors allowed and adds what is wrong with their allows.
pub(super) fn apply(
    workspace: &Workspace,
    sources: &Sources,
    findings: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let allows = allows(workspace);
    let names = names(&allows);
    let mut used = vec![false; names.len()];
    let index = index(&allows, &names);
    let mut left = findings;
    left.retain(|finding| {
        let label = finding.labels.first();
        let by = label.and_then(|l| index.get(&(l.file, finding.code))?.covering(l));
        if let Some(by) = by {
            used[by] = true;
        }
        by.is_none()
    });
    let mut unused = vec![Vec::new(); allows.len()];
    for (used, (number, name)) in used.into_iter().zip(&names) {
        if !used {
            unused[*number].push(*name);
        }
    }
    for ((file, allow), unused) in allows.into_iter().zip(unused) {
        let comment = Comment {
            file,
            allow,
            sources,
        };
        comment.complain(&unused, &mut left);
    }
    left
}

/// Every comment of a workspace that silences findings, and its file.
fn allows(workspace: &Workspace) -> Vec<(FileId, &Allow)> {
    let config = &workspace.config;
    let config = config.file.map(|file| (file, &config.allows));
    let brands = workspace.brands.iter().map(|b| (b.file, &b.allows));
    let documents = workspace.playbooks.iter().flat_map(|p| &p.documents);
    let documents = documents.map(|d| (d.file, &d.allows));
    let all = config.into_iter().chain(brands).chain(documents);
    all.flat_map(|(file, allows)| allows.iter().map(move |allow| (file, allow)))
        .collect()
}

/// Every rule that a comment with a reason names, with the comment's number.
fn names<'a>(allows: &[(FileId, &'a Allow)]) -> Vec<(usize, &'a Spanned<String>)> {
    let with_reason = |(_, (_, allow)): &(usize, &(FileId, &Allow))| !allow.reason.is_empty();
    let allows = allows.iter().enumerate().filter(with_reason);
    allows
        .flat_map(|(number, (_, allow))| allow.rules.iter().map(move |rule| (number, rule)))
        .collect()
}

/// What is silenced, by file and rule.
fn index<'a>(
    allows: &[(FileId, &'a Allow)],
    names: &[(usize, &'a Spanned<String>)],
) -> BTreeMap<(FileId, &'a str), Scopes> {
    let mut index: BTreeMap<(FileId, &str), Scopes> = BTreeMap::new();
    for (name, (number, rule)) in names.iter().enumerate() {
        let (file, allow) = allows[*number];
        if !NEVER_SILENCED.contains(&rule.value.as_str()) {
            let scopes = index.entry((file, rule.value.as_str())).or_default();
            scopes.add(allow.scope, name);
        }
    }
    for scopes in index.values_mut() {
        scopes.link();
    }
    index
}

#[cfg(test)]
mod tests {
    use super::apply;
    use crate::diagnostic::{Diagnostic, Severity};
    use crate::document::{Allow, Document, Kind, front_matter::FrontMatter, markdown::Body};
    use crate::journey::{Playbook, Workspace};
    use crate::source::{FileId, SitePath, SourceFile, Sources, Span, Spanned};
    use std::sync::Arc;

    fn allow(rule: &str, reason: &str, scope: std::ops::Range<usize>) -> Allow {
        Allow {
            rules: rule
                .split(',')
                .enumerate()
                .map(|(i, rule)| Spanned::new(rule.to_owned(), Span::new(i, i + 1)))
                .collect(),
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
        let mut sources = Sources::default();
        sources.add(SourceFile {
            path: SitePath::new("a.md"),
            text: "-".repeat(100),
        });
        let left = apply(
            &workspace,
            &sources,
            vec![finding(10), finding(20), finding(30)],
        );
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
            vec![allow("key-unknown", "", 0..99)],
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
    fn several_names_in_a_comment_are_looked_at_one_by_one() {
        check(
            vec![allow("key-missing,key-unknown", "agreed", 0..99)],
            &["allow-unused@0"],
        );
        check(
            vec![allow("key-unknown,key-missing,loop-open", "agreed", 0..99)],
            &["allow-unused@1"],
        );
        check(
            vec![allow("key-unknown,allow-unused,no-rule", "agreed", 0..99)],
            &["allow-unused@1", "allow-unused@2"],
        );
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
}
