//! `key-unknown`: a key that means nothing. Front matter is looked at while it is read; here are the comments behind
//! checklist items.

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::support::{clearly_meant, safe_edit};
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
            // A word without a value is no key, however it is spelt.
            let text = &context.sources.get(file).text;
            let has_value = text.as_bytes().get(word.span.end as usize) == Some(&b'=');
            let meant = clearly_meant(name, KEYS).filter(|meant| has_value && meant != name);
            out.push(match meant {
                Some(meant) => {
                    let title = format!("rename `{name}` to `{meant}`");
                    finding
                        .help(format!("did you mean `{meant}`?"))
                        .fix(safe_edit(title, file, word.span, meant))
                }
                None => finding.help(
                    "an item takes an id, tags, an owner and a time: \
                     `<!-- #reply-1d tags=listen owner=community 5m -->`",
                ),
            });
        }
    }
}
