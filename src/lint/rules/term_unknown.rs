//! `term-unknown`: a `[[term]]` that the glossary does not hold.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::Glossary;
use crate::lint::support::{clearly_meant, did_you_mean, guess};
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "term-unknown",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "A `[[term]]` is not in the glossary.",
        fixable: true,
        options: &[],
        page: include_str!("term_unknown.md"),
    },
    check: Some(check),
};

/// For how many findings of a playbook a suggestion is looked for: each costs a look at every term.
const SUGGESTIONS: usize = 200;

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let glossary = &context.playbook.glossary;
    let mut suggestions = SUGGESTIONS;
    for (id, document) in context.documents() {
        for (index, reference) in document.body.terms.iter().enumerate() {
            if context.playbook.references.term(id, index).is_some() {
                continue;
            }
            let term = &reference.term;
            let meant = (suggestions > 0)
                .then(|| did_you_mean(term, names(glossary)))
                .flatten();
            let clear = (suggestions > 0)
                .then(|| clearly_meant(term, names(glossary)))
                .flatten();
            suggestions = suggestions.saturating_sub(1);
            let help = meant.unwrap_or_else(|| {
                format!(
                    "add it to `{}`:\n### {term}\n\nWhat it means, in one or two sentences.",
                    context.playbook.root.join("glossary.md")
                )
            });
            let mut finding = RULE
                .finding(format!("`{term}` is not in the glossary"))
                .label(document.file, reference.span, "no term has this name")
                .note("the text is shown, but it links nowhere")
                .help(help);
            let at = context.slice(document, reference.span).find(term.as_str());
            if let (Some(meant), Some(at)) = (clear, at) {
                let written = Span::new(at, at + term.len()).shifted(reference.span.start as usize);
                let title = format!("write `{meant}`");
                finding = finding.fix(guess(title, document.file, written, meant));
            }
            out.push(finding);
        }
    }
}

/// Everything a term may be called.
fn names(glossary: &Glossary) -> impl Iterator<Item = &str> {
    glossary.terms.iter().flat_map(|term| {
        std::iter::once(&term.name)
            .chain(&term.also)
            .chain(&term.local)
            .map(String::as_str)
    })
}
