//! `key-unknown`: a key that means nothing. Front matter is looked at while it is read; here are the comments behind
//! checklist items.

use crate::diagnostic::{Diagnostic, Severity, closest};
use crate::lint::support::{close_candidates, safe_edit};
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "key-unknown",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "A key is written that means nothing here.",
        fixable: true,
        options: &[],
        page: include_str!("key_unknown.md"),
    },
    check: Some(check),
};

/// The keys of an item's comment.
const KEYS: [&str; 4] = ["tags", "owner", "was", "score"];

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (_, document) in context.documents() {
        let words = document.body.items.iter().flat_map(|item| &item.unknown);
        for word in words {
            let (name, file) = (&word.value, document.file);
            let finding = RULE
                .finding(format!("`{name}` means nothing behind a checklist item"))
                .label(file, word.span, "not understood");
            out.push(match closest(name, close_candidates(name, KEYS)) {
                Some(meant) if meant != name => {
                    let title = format!("rename `{name}` to `{meant}`");
                    finding
                        .help(format!("did you mean `{meant}`?"))
                        .fix(safe_edit(title, file, word.span, meant))
                }
                _ => finding.help(
                    "an item takes an id, tags, an owner and a time: \
                     `<!-- #reply-1d tags=listen owner=community 5m -->`",
                ),
            });
        }
    }
}
