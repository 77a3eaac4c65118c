//! What is wrong with the comments that silence findings: no rule, no reason, a rule there is not, nothing to silence.

use super::NEVER_SILENCED;
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::document::Allow;
use crate::lint::settings::{rule_help, rule_meant};
use crate::lint::support::{listed, safe_edit};
use crate::lint::{registry, rules};
use crate::source::{FileId, Sources, Span, Spanned};

/// A comment that silences findings, or was meant to.
pub(super) struct Comment<'a> {
    pub(super) file: FileId,
    pub(super) allow: &'a Allow,
    pub(super) sources: &'a Sources,
}

impl Comment<'_> {
    /// Adds what is wrong with the comment, of whose names these silenced nothing.
    pub(super) fn complain(&self, unused: &[&Spanned<String>], findings: &mut Vec<Diagnostic>) {
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
    use super::removed;
    use crate::source::Span;

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
}
