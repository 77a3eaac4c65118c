//! `reference-broken`: a link, an anchor, an image or an id that leads nowhere.
//!
//! Links are looked at first, then the ids in front matter and records, then names of folders.

mod ids;
mod links;
mod playbooks;

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "reference-broken",
        group: Group::Structure,
        level: Severity::Error,
        summary: "A link, an image or an id leads nowhere.",
        fixable: true,
        options: &[],
        page: include_str!("reference_broken.md"),
    },
    check: Some(check),
};

/// For how many findings of a playbook a suggestion is looked for: each costs a look at every candidate.
const SUGGESTIONS: usize = 200;

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    links::check(context, out);
    ids::check(context, out);
}
