//! `checklist-vague`: an item with words that nobody can verify.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::document::front_matter::schema::Shape;
use crate::document::markdown::TaskItem;
use crate::lint::support::option;
use crate::lint::support::words::{find_word, stands_alone};
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Span;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::sync::LazyLock;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "checklist-vague",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "A checklist item cannot be answered with yes or no.",
        fixable: false,
        options: &[option(
            "except",
            Shape::Texts,
            "Phrases that the team has agreed on, and that are not reported.",
            "[]",
        )],
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
    let except = context.texts(&RULE, "except");
    for (item, task) in context.tasks() {
        let vague = vague(&without(task.text.to_lowercase(), &except));
        if let Some(phrase) = vague {
            let document = context.document(item.document);
            out.push(finding(context, document, task, phrase, &except));
        }
    }
}

/// All phrases, and what finds them in one pass: constant data, made ready when the first item is looked at.
static PHRASES: LazyLock<(Vec<Phrase>, Option<AhoCorasick>)> = LazyLock::new(|| {
    let phrases: Vec<Phrase> = phrases().collect();
    // A table of every step would take longer to make than the items of a playbook to search.
    let search = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(phrases.iter().map(|phrase| phrase.text))
        .ok();
    (phrases, search)
});

/// A text in lower case with blanks where the phrases stand that are agreed on. No byte moves.
fn without(text: String, except: &[String]) -> String {
    let phrases = except.iter().map(|phrase| phrase.trim());
    let phrases = phrases.filter(|phrase| !phrase.is_empty());
    phrases.fold(text, |text, phrase| {
        text.replace(phrase, &" ".repeat(phrase.len()))
    })
}

/// The phrase that makes an item vague, the one that stands first in the list. `text` is in lower case.
fn vague(text: &str) -> Option<&'static Phrase> {
    let (phrases, search) = &*PHRASES;
    let found = search.as_ref()?.find_overlapping_iter(text);
    let found = found.filter(|found| stands_alone(text, found.start(), found.end()));
    let mut measured = None;
    let mut measured = || *measured.get_or_insert_with(|| text.chars().any(char::is_numeric));
    let mut candidates: Vec<usize> = found.map(|found| found.pattern().as_usize()).collect();
    candidates.sort_unstable();
    let mut candidates = candidates.into_iter().filter_map(|at| phrases.get(at));
    candidates.find(|phrase| !(phrase.number_helps && measured()))
}

fn finding(
    context: &Context<'_>,
    document: &Document,
    task: &TaskItem,
    phrase: &Phrase,
    except: &[String],
) -> Diagnostic {
    RULE.finding(format!(
        "\"{}\" cannot be ticked: nobody can verify `{}`",
        task.text, phrase.text
    ))
    .label(
        document.file,
        place(context, document, task, phrase, except),
        "how would a person tell?",
    )
    .note("an item is a question with the answer yes or no; two people must give the same one")
    .help(phrase.advice)
}

/// Where the phrase stands in the item, as far as it can be told; else the item.
fn place(
    context: &Context<'_>,
    document: &Document,
    task: &TaskItem,
    phrase: &Phrase,
    except: &[String],
) -> Span {
    let written = context.slice(document, task.span);
    let lower = without(written.to_lowercase(), except);
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
    use super::{RULE, phrases, vague, without};
    use crate::lint::support::trial::{PLAYBOOK, found_with};
    use crate::lint::support::words::find_word;

    #[test]
    fn the_first_phrase_of_the_list_counts() {
        let texts = phrases().flat_map(|p| {
            [
                p.text.to_owned(),
                format!("x{}", p.text),
                format!("{} 3 regularly {0}", p.text),
                format!("定期{}s", p.text),
            ]
        });
        for text in texts {
            let measured = text.chars().any(char::is_numeric);
            let expected = phrases()
                .filter(|p| !(p.number_helps && measured))
                .find(|p| find_word(&text, p.text).is_some());
            assert_eq!(
                vague(&text).map(|p| p.text),
                expected.map(|p| p.text),
                "{text}"
            );
        }
    }

    #[test]
    fn phrases_that_are_agreed_on_are_left_out() {
        let check = |text: &str, except: &[&str], expected: Option<&str>| {
            let except: Vec<String> = except.iter().map(|phrase| (*phrase).to_owned()).collect();
            let text = without(text.to_owned(), &except);
            assert_eq!(vague(&text).map(|p| p.text), expected, "{text}");
        };
        check("photos are high quality", &[], Some("high quality"));
        check("photos are high quality", &["high quality"], None);
        check(
            "photos are high quality",
            &["high quality photos"],
            Some("high quality"),
        );
        check(
            "be authentic, publish regularly",
            &["be authentic"],
            Some("regularly"),
        );
        check(
            "the consider phase is named, consider more",
            &["consider phase"],
            Some("consider"),
        );
        check("the consider phase is named", &["consider phase"], None);
        check("笔记真实感强", &["真实感"], None);
        check("be authentic", &["", " "], Some("be authentic"));
    }

    #[test]
    fn the_option_is_read_from_the_configuration() {
        let stage = "---\nstage: research\n---\n## Checklist\n\n- [ ] Photos are High Quality\n";
        let found = |config: &str| {
            let files = [PLAYBOOK, ("stages/2-research.md", stage)];
            found_with(&RULE, config, &files).len()
        };
        assert_eq!(found(""), 1);
        assert_eq!(
            found("lint:\n  checklist-vague: {except: [high Quality]}\n"),
            0
        );
        assert_eq!(found("lint:\n  checklist-vague: {except: [on-brand]}\n"), 1);
    }

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
