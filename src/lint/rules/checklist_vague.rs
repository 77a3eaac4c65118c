//! `checklist-vague`: an item with words that nobody can verify.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::document::markdown::TaskItem;
use crate::lint::support::words::find_word;
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "checklist-vague",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "A checklist item cannot be answered with yes or no.",
        fixable: false,
        page: include_str!("checklist_vague.md"),
    },
    check: Some(check),
};

/// One phrase a line: `phrase | what to write instead`. `~` before it: vague unless the item holds a number.
const WORDS: &str = include_str!("checklist_vague.words");

/// A phrase that cannot be verified.
struct Phrase {
    text: &'static str,
    advice: &'static str,
    /// Whether a number in the item makes it clear.
    number_helps: bool,
}

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let phrases: Vec<Phrase> = phrases().collect();
    for item in &context.playbook.items {
        let document = context.document(item.document);
        let Some(task) = document.body.items.get(item.index) else {
            continue;
        };
        let text = task.text.to_lowercase();
        let measured = text.chars().any(char::is_numeric);
        let vague = phrases
            .iter()
            .filter(|phrase| !(phrase.number_helps && measured))
            .find(|phrase| find_word(&text, phrase.text).is_some());
        if let Some(phrase) = vague {
            out.push(finding(context, document, task, phrase));
        }
    }
}

fn finding(
    context: &Context<'_>,
    document: &Document,
    task: &TaskItem,
    phrase: &Phrase,
) -> Diagnostic {
    RULE.finding(format!(
        "\"{}\" cannot be ticked: nobody can verify `{}`",
        task.text, phrase.text
    ))
    .label(
        document.file,
        place(context, document, task, phrase),
        "how would a person tell?",
    )
    .note("an item is a question with the answer yes or no; two people must give the same one")
    .help(phrase.advice)
}

/// Where the phrase stands in the item, as far as it can be told; else the item.
fn place(context: &Context<'_>, document: &Document, task: &TaskItem, phrase: &Phrase) -> Span {
    let written = context.slice(document, task.span);
    let lower = written.to_lowercase();
    // Lower case may take another number of bytes than the text itself; then the places do not agree.
    let found = (lower.len() == written.len())
        .then(|| find_word(&lower, phrase.text))
        .flatten();
    found.map_or(task.span, |range| {
        Span::new(range.start, range.end).shifted(task.span.start as usize)
    })
}

fn phrases() -> impl Iterator<Item = Phrase> {
    WORDS.lines().filter_map(|line| {
        let (text, advice) = line.split_once(" | ")?;
        let bare = text.strip_prefix('~');
        Some(Phrase {
            text: bare.unwrap_or(text),
            advice,
            number_helps: bare.is_some(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::phrases;

    #[test]
    fn the_list_is_lower_case_without_repetition_and_every_phrase_has_advice() {
        let mut seen = std::collections::HashSet::new();
        for phrase in phrases() {
            assert_eq!(phrase.text, phrase.text.trim().to_lowercase());
            assert!(!phrase.advice.trim().is_empty(), "{}", phrase.text);
            assert!(seen.insert(phrase.text), "{} stands twice", phrase.text);
        }
        assert!(seen.len() > 20);
    }
}
