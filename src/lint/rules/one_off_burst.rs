//! `one-off-burst`: content that appears once, or without any rhythm.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::Pillar;
use crate::lint::support::content::pointing_at;
use crate::lint::support::lexicon::Lexicon;
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Spanned;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "one-off-burst",
        group: Group::Strategy,
        level: Severity::Info,
        summary: "A pillar appears once, or none has a rhythm.",
        fixable: false,
        options: &[],
        page: include_str!("one_off_burst.md"),
    },
    check: Some(check),
};

/// What happens once and is over.
static BURSTS: Lexicon = Lexicon::new(
    include_str!("../words/en/bursts.txt"),
    include_str!("../words/zh/bursts.txt"),
);

/// What comes back.
static RHYTHMS: Lexicon = Lexicon::new(
    include_str!("../words/en/rhythms.txt"),
    include_str!("../words/zh/rhythms.txt"),
);

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let pillars = &context.playbook.pillars;
    if !context.is_judged() || pillars.is_empty() {
        return;
    }
    let bursts: Vec<(&Pillar, &Spanned<String>)> = pillars
        .iter()
        .filter_map(|pillar| Some((pillar, pillar.cadence.as_ref()?)))
        .filter(|(_, cadence)| is_burst(&cadence.value))
        .collect();
    let written = pillars.iter().filter(|pillar| pillar.cadence.is_some());
    if written.count() == bursts.len() {
        out.push(no_rhythm(context, &bursts));
    } else {
        let each = bursts
            .iter()
            .map(|(pillar, cadence)| burst(context, pillar, cadence));
        out.extend(each);
    }
}

/// Whether a cadence names something that happens once, and nothing that comes back: "once", but not "once a week".
fn is_burst(cadence: &str) -> bool {
    BURSTS.is_in(cadence) && !RHYTHMS.is_in(cadence)
}

/// What is said of a playbook in which no pillar goes on.
fn no_rhythm(context: &Context<'_>, bursts: &[(&Pillar, &Spanned<String>)]) -> Diagnostic {
    let why = match bursts.len() {
        0 => "no pillar says in `cadence` how often it does",
        _ => "every `cadence` that is written happens once",
    };
    let mut finding = RULE.finding(format!("nothing keeps appearing: {why}"));
    if let Some((file, span)) = context.head() {
        finding = finding.label(file, span, "this journey is a burst, not a presence");
    }
    let places = bursts
        .iter()
        .map(|(pillar, cadence)| (context.document(pillar.document).file, cadence.span));
    explained(
        context,
        pointing_at(finding, places, "happens once"),
        &context.playbook.pillars[0],
    )
}

/// What is said of one pillar among others that go on.
fn burst(context: &Context<'_>, pillar: &Pillar, cadence: &Spanned<String>) -> Diagnostic {
    let (id, file) = (&pillar.id, context.document(pillar.document).file);
    let finding = RULE
        .finding(format!(
            "the pillar `{id}` happens once: its `cadence` is `{}`",
            cadence.value
        ))
        .label(file, cadence.span, "when does it appear again?");
    explained(context, finding, pillar)
}

fn explained(context: &Context<'_>, finding: Diagnostic, pillar: &Pillar) -> Diagnostic {
    let path = &context.document(pillar.document).path;
    finding
        .note(
            "people find notes weeks after they were published, and trust who is still there; \
             what a burst brings is gone before most of them look",
        )
        .help(format!(
            "say how many pieces appear in which time; in {} write, for instance:\n\
             cadence: 1 note / week",
            path.as_str()
        ))
}

#[cfg(test)]
mod tests {
    use super::{RULE, is_burst};
    use crate::lint::support::trial::{PLAYBOOK, found};

    #[test]
    fn a_burst_names_something_that_does_not_come_back() {
        for text in [
            "once",
            "One-off",
            "10 notes in launch week",
            "launch campaign",
            "首发周集中发布 20 篇",
            "新品上新期间一周内集中发布 20 篇",
            "活动期间一个月发 30 篇",
            "一次性投放",
        ] {
            assert!(is_burst(text), "{text}");
        }
        for text in [
            "2 notes / week",
            "once a month",
            "once per quarter",
            "1 campaign / quarter",
            "5 notes in launch week, then 1 / week",
            "every launch week",
            "when the season turns",
            "每周 2 篇",
            "首发周 10 篇，之后每周 1 篇",
            "2 篇 / 周",
        ] {
            assert!(!is_burst(text), "{text}");
        }
    }

    /// The messages for pillars with these cadences; an empty one is left out.
    fn messages(cadences: &[&str]) -> Vec<String> {
        let texts: Vec<(String, String)> = cadences
            .iter()
            .enumerate()
            .map(|(i, cadence)| {
                (
                    format!("pillars/{i}.md"),
                    format!("---\ncadence: {cadence}\n---\n"),
                )
            })
            .collect();
        let mut files = vec![PLAYBOOK];
        files.extend(
            texts
                .iter()
                .map(|(path, text)| (path.as_str(), text.as_str())),
        );
        let found = found(&RULE, &files).into_iter();
        found.map(|finding| finding.message).collect()
    }

    #[test]
    fn single_bursts_are_named_and_a_playbook_without_rhythm_once() {
        let check = |cadences: &[&str], expected: &[&str]| {
            assert_eq!(messages(cadences), expected, "{cadences:?}");
        };
        check(&[], &[]);
        check(&["2 notes / week", ""], &[]);
        check(
            &["2 notes / week", "once", "launch week"],
            &[
                "the pillar `1` happens once: its `cadence` is `once`",
                "the pillar `2` happens once: its `cadence` is `launch week`",
            ],
        );
        check(
            &["once", "launch week"],
            &["nothing keeps appearing: every `cadence` that is written happens once"],
        );
        check(
            &["", ""],
            &["nothing keeps appearing: no pillar says in `cadence` how often it does"],
        );
        check(
            &["once"],
            &["nothing keeps appearing: every `cadence` that is written happens once"],
        );
    }
}
