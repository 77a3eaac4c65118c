//! Silencing findings: `<!-- lint-allow rule-name: reason -->`.
//!
//! An allow with a reason covers the findings of its rules whose primary label lies in its scope. One without a reason
//! silences nothing, and one that silenced nothing is a finding itself.

use super::settings::{rule_help, rule_meant};
use super::support::{listed, safe_edit};
use super::{registry, rules};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Label};
use crate::document::Allow;
use crate::journey::Workspace;
use crate::source::{FileId, Sources, Span, Spanned};
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
            scopes.0.push(Scope {
                start: allow.scope.start,
                end: allow.scope.end,
                name,
                around: None,
            });
        }
    }
    for scopes in index.values_mut() {
        scopes.link();
    }
    index
}

/// The scopes of one rule's allows in one file, ordered by where they begin.
#[derive(Default)]
struct Scopes(Vec<Scope>);

/// What one name in a comment covers.
struct Scope {
    start: u32,
    end: u32,
    /// The number of the name.
    name: usize,
    /// The last scope before this one that ends later.
    around: Option<usize>,
}

impl Scopes {
    /// Orders the scopes and tells each which one stands around it, so that a look-up need not visit all.
    fn link(&mut self) {
        self.0
            .sort_by_key(|s| (s.start, std::cmp::Reverse(s.end), s.name));
        let mut open: Vec<usize> = Vec::new();
        for i in 0..self.0.len() {
            while open.last().is_some_and(|&o| self.0[o].end <= self.0[i].end) {
                open.pop();
            }
            self.0[i].around = open.last().copied();
            open.push(i);
        }
    }

    /// The name with the smallest scope around a label.
    fn covering(&self, label: &Label) -> Option<usize> {
        let begun = self.0.partition_point(|s| s.start <= label.span.start);
        let mut at = begun.checked_sub(1);
        while let Some(scope) = at.map(|i| &self.0[i]) {
            if scope.end >= label.span.end {
                return Some(scope.name);
            }
            at = scope.around;
        }
        None
    }
}

/// A comment that silences findings, or was meant to.
struct Comment<'a> {
    file: FileId,
    allow: &'a Allow,
    sources: &'a Sources,
}

impl Comment<'_> {
    /// Adds what is wrong with the comment, of whose names these silenced nothing.
    fn complain(&self, unused: &[&Spanned<String>], findings: &mut Vec<Diagnostic>) {
        if self.allow.rules.is_empty() {
            return findings.push(self.without_rule());
        }
        if self.allow.reason.is_empty() {
            return findings.push(self.without_reason());
        }
        let mut idle = Vec::new();
        for name in unused {
            if registry::find(&name.value).is_none() {
                findings.push(self.unknown(name));
            } else if NEVER_SILENCED.contains(&name.value.as_str()) {
                findings.push(self.never(name));
            } else {
                idle.push(*name);
            }
        }
        if !idle.is_empty() {
            findings.push(self.unused(&idle));
        }
    }

    /// The comment as it should be, in the marks of the language it is written in.
    fn written(&self, rules: &str) -> String {
        let text = self.sources.get(self.file).slice(self.allow.span);
        let comment = format!("lint-allow {rules}: why it is right here");
        match text.starts_with('#') {
            true => format!("# {comment}"),
            false => format!("<!-- {comment} -->"),
        }
    }

    fn names(&self) -> String {
        let names = self.allow.rules.iter().map(|rule| rule.value.as_str());
        names.collect::<Vec<_>>().join(", ")
    }

    fn without_rule(&self) -> Diagnostic {
        rules::allow_unused::RULE
            .finding("this comment names no rule, so it silences nothing")
            .label(
                self.file,
                self.allow.span,
                "nobody can tell what is meant by it",
            )
            .help(format!(
                "write the rule's name, as a finding shows it in brackets: `{}`",
                self.written("heading-jump")
            ))
    }

    fn without_reason(&self) -> Diagnostic {
        let names = listed(self.allow.rules.iter().map(|rule| rule.value.as_str()));
        rules::allow_without_reason::RULE
            .finding(format!(
                "this comment silences {names} without giving a reason"
            ))
            .label(self.file, self.allow.span, "so it silences nothing")
            .note("whoever reads the file next has to know why the rule does not hold here")
            .help(format!(
                "write the reason after a colon: `{}`",
                self.written(&self.names())
            ))
    }

    fn unknown(&self, name: &Spanned<String>) -> Diagnostic {
        let finding = rules::allow_unused::RULE
            .finding(format!(
                "`{}` is no rule, so there is nothing to allow",
                name.value
            ))
            .label(self.file, name.span, "no rule has this name")
            .help(rule_help(&name.value));
        match rule_meant(&name.value) {
            Some(meant) => finding.fix(safe_edit(
                format!("write `{meant}`"),
                self.file,
                name.span,
                meant,
            )),
            None => finding,
        }
    }

    fn never(&self, name: &Spanned<String>) -> Diagnostic {
        rules::allow_unused::RULE
            .finding(format!("`{}` cannot be silenced by a comment", name.value))
            .label(self.file, name.span, "this silences nothing")
            .help(format!(
                "mend what it finds; `waybook explain {}` says how",
                name.value
            ))
    }

    /// The finding about rules of the comment that nothing breaks: the comment goes, or their names in it.
    fn unused(&self, idle: &[&Spanned<String>]) -> Diagnostic {
        let names = listed(idle.iter().map(|name| name.value.as_str()));
        let kept: Vec<&str> = self
            .allow
            .rules
            .iter()
            .filter(|rule| !idle.iter().any(|name| name.span == rule.span))
            .map(|rule| rule.value.as_str())
            .collect();
        let (message, title, edit) = match (kept.as_slice(), self.allow.rules.as_slice()) {
            ([_, ..], [first, .., last]) => (
                format!("nothing here breaks {names}, which this comment allows beside others"),
                format!("remove {names} from the comment"),
                Edit {
                    file: self.file,
                    span: Span {
                        start: first.span.start,
                        end: last.span.end,
                    },
                    replacement: kept.join(", "),
                },
            ),
            _ => (
                format!("nothing here breaks {names}, so the comment that allows it has no use"),
                "remove the comment".to_owned(),
                Edit {
                    file: self.file,
                    span: removed(&self.sources.get(self.file).text, self.allow.span),
                    replacement: String::new(),
                },
            ),
        };
        let place = if kept.is_empty() {
            self.allow.span
        } else {
            idle[0].span
        };
        rules::allow_unused::RULE
            .finding(message)
            .label(self.file, place, "this silences nothing")
            .note("a comment left behind would silence the next finding, which nobody has looked at yet")
            .help(title.clone())
            .fix(Fix {
                title,
                edits: vec![edit],
                applicability: Applicability::Safe,
            })
    }
}

/// What goes with a comment: its line when it stands alone, and the empty line below when there is one above too;
/// else the spaces before it.
fn removed(text: &str, comment: Span) -> Span {
    let whole = comment.range();
    let (Some(before), Some(after)) = (text.get(..whole.start), text.get(whole.end..)) else {
        return comment;
    };
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    let line_end = after.find('\n').map_or(after.len(), |i| i + 1);
    let lead = before[line_start..].trim_start_matches('\u{feff}');
    if !after[..line_end].trim().is_empty() {
        return comment;
    }
    if !lead.trim().is_empty() {
        let kept = before.trim_end_matches([' ', '\t']).len();
        return Span::new(kept, whole.end);
    }
    let start = whole.start - lead.len();
    let end = whole.end + line_end;
    let next = &text[end..];
    let next_end = next.find('\n').map_or(0, |i| i + 1);
    let above = text[..start].trim_end_matches(['\n', '\r']).len() + 1;
    let is_blank_above = start == 0 || text[above.min(start)..start].contains('\n');
    let is_blank_below = next_end > 0 && next[..next_end].trim().is_empty();
    let more = if is_blank_above && is_blank_below {
        next_end
    } else {
        0
    };
    Span::new(start, end + more)
}

#[cfg(test)]
mod tests {
    use super::{Scope, Scopes, apply, removed};
    use crate::diagnostic::{Diagnostic, Label, Severity};
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
    fn a_comment_goes_with_its_line() {
        for (text, expected) in [
            ("a\n\n<!-- x -->\n\nb\n", "a\n\nb\n"),
            ("a\r\n\r\n<!-- x -->\r\n\r\nb\r\n", "a\r\n\r\nb\r\n"),
            ("<!-- x -->\n\nb\n", "b\n"),
            ("\u{feff}<!-- x -->\nb\n", "\u{feff}b\n"),
            ("a\n<!-- x -->\nb\n", "a\nb\n"),
            ("a\n\n  <!-- x -->\nb\n", "a\n\nb\n"),
            ("a <!-- x -->\nb\n", "a\nb\n"),
            ("a <!-- x --> c\n", "a  c\n"),
            ("> <!-- x -->\n> b\n", ">\n> b\n"),
            ("a\n\n<!-- x -->", "a\n\n"),
        ] {
            let start = text.find("<!--").unwrap();
            let mut changed = text.to_owned();
            let span = removed(text, Span::new(start, start + "<!-- x -->".len()));
            changed.replace_range(span.range(), "");
            assert_eq!(changed, expected, "{text:?}");
        }
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

    #[test]
    fn many_scopes_are_looked_up_quickly() {
        let scope = |start, end, name| Scope {
            start,
            end,
            name,
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
