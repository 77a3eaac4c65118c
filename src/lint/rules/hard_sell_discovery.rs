//! `hard-sell-discovery`: people who only look around are asked to buy.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::document::markdown::{Block, Role, Section, Shape};
use crate::journey::{Pillar, StageKey};
use crate::lint::support::content::{pointing_at, sells_by};
use crate::lint::support::lexicon::Lexicon;
use crate::lint::support::speech::{affirmed, speaks_against};
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "hard-sell-discovery",
        group: Group::Strategy,
        level: Severity::Warning,
        summary: "People who only look around are asked to buy.",
        fixable: false,
        options: &[],
        page: include_str!("hard_sell_discovery.md"),
    },
    check: Some(check),
};

/// What is said to people who are to buy at once.
static HARD_SELL: Lexicon = Lexicon::new(
    include_str!("../words/en/hard_sell.txt"),
    include_str!("../words/zh/hard_sell.txt"),
);

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if !context.is_judged() {
        return;
    }
    let pillars = context.carrying(StageKey::Discovery);
    out.extend(pillars.filter_map(|pillar| selling(context, pillar)));
    if let Some(stage) = context.playbook.stage(StageKey::Discovery) {
        out.extend(loud(context, context.document(stage.document)));
    }
}

/// What is said of a pillar of discovery that sells.
fn selling(context: &Context<'_>, pillar: &Pillar) -> Option<Diagnostic> {
    let key = sells_by(pillar)?;
    let (id, path) = (&pillar.id, &context.document(pillar.document).path);
    let (fact, instead) = match key {
        "intent" => ("`intent` is `convert`", "intent: inspire\ncta: save"),
        _ => ("`cta` is `shop`", "cta: save"),
    };
    let (file, span) = context.pillar_place(pillar, key);
    let finding = RULE
        .finding(format!(
            "the pillar `{id}` is made for `discovery`, but it sells: its {fact}"
        ))
        .label(file, span, "too early for those who only look around")
        .note(
            "people who browse have no wish yet that an offer could meet; they scroll past what \
             looks like an advertisement, and keep what is useful without the product",
        )
        .help(format!("in {path} change this to:\n{instead}"));
    let is_conversion = |stage: &StageKey| *stage == StageKey::Conversion;
    Some(
        match pillar.stages.iter().any(|(s, _)| is_conversion(&s.value)) {
            true => finding.help("or keep it for people who have decided, and change this instead:\nstages: [conversion]"),
            false => finding,
        },
    )
}

/// What is said of a discovery stage whose own text urges people to buy.
fn loud(context: &Context<'_>, document: &Document) -> Option<Diagnostic> {
    let places = urges(context, document);
    let (first, _) = places.first()?;
    let finding = RULE.finding(format!(
        "the page of `discovery` urges people to buy: it says `{first}`"
    ));
    let places = places.iter().map(|(_, span)| (document.file, *span));
    let example = context.worded(["Save this for the first cold week", "先收藏，换季时用得上"]);
    Some(
        pointing_at(finding, places, "said to people who only look around")
            .note(
                "what a stage's page says is what gets published; who is urged before wishing for \
                 anything scrolls on",
            )
            .help(format!(
                "write something smaller instead, such as: {example}"
            )),
    )
}

/// The phrases that urge people to buy, with their places.
fn urges<'a>(context: &Context<'a>, document: &'a Document) -> Vec<(&'a str, Span)> {
    let sections = document.body.sections.iter();
    let texts = sections.flat_map(|section| spoken(document, section));
    let found = texts.filter_map(|(text, span)| Some((affirmed(&HARD_SELL, text)?, span)));
    found
        .map(|(phrase, span)| {
            let at = context.slice(document, span).find(phrase);
            let narrow = at.map(|at| Span::new(at, at + phrase.len()).shifted(span.start as usize));
            (phrase, narrow.unwrap_or(span))
        })
        .collect()
}

/// The paragraphs, lists and items of a section, without those whose heading or first line says that they show what
/// not to do.
fn spoken<'a>(document: &'a Document, section: &'a Section) -> Vec<(&'a str, Span)> {
    let heading = |index: usize| document.body.headings.get(index).map(|h| h.text.as_str());
    let warns = |index: Option<usize>| index.and_then(heading).is_some_and(speaks_against);
    if matches!(section.role, Role::Mistakes | Role::Instead) || warns(section.heading) {
        return Vec::new();
    }
    let mut texts = Vec::new();
    let (mut below_warning, mut after_warning) = (false, false);
    for block in &section.blocks {
        let introduced = std::mem::take(&mut after_warning);
        match block {
            Block::Prose(prose) if prose.shape == Shape::Heading => {
                below_warning = speaks_against(&prose.text);
            }
            Block::Prose(prose) if prose.shape != Shape::Other => {
                after_warning = prose.text.ends_with([':', '：']) && speaks_against(&prose.text);
                if !below_warning && !introduced {
                    texts.push((prose.text.as_str(), prose.span));
                }
            }
            Block::Tasks { heading, items, .. } if !warns(*heading) => {
                let items = document.body.items.get(items.clone()).unwrap_or_default();
                texts.extend(items.iter().map(|task| (task.text.as_str(), task.span)));
            }
            Block::Prose(_) | Block::Tasks { .. } | Block::Mistake(_) => {}
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lint::support::trial::{PLAYBOOK, found};

    #[test]
    fn pillars_that_carry_discovery_must_not_sell() {
        let check = |facts: &str, expected: usize| {
            let pillar = format!("---\ntitle: P\n{facts}\n---\n");
            let files = [PLAYBOOK, ("pillars/p.md", pillar.as_str())];
            assert_eq!(found(&RULE, &files).len(), expected, "{facts}");
        };
        check("stages: [discovery]\nintent: convert\ncta: shop", 1);
        check(
            "stages: [discovery, conversion]\nintent: inspire\ncta: shop",
            1,
        );
        check("stages: [discovery]\nintent: inspire\ncta: save", 0);
        check("stages: [discovery]", 0);
        check("stages: [conversion]\nintent: convert\ncta: shop", 0);
        check(
            "stages: [conversion, {key: discovery, role: supporting}]\ncta: shop",
            0,
        );
    }

    /// The bytes that the first finding in a discovery stage with that body points at.
    fn marked(body: &str) -> Option<String> {
        let stage = format!("---\nstage: discovery\n---\n\n{body}\n");
        let found = found(&RULE, &[PLAYBOOK, ("stages/1-discovery.md", &stage)]);
        let label = found.first()?.labels.first()?.clone();
        Some(stage[label.span.range()].to_owned())
    }

    #[test]
    fn hard_words_count_unless_the_text_warns_of_them() {
        let check = |body: &str, expected: Option<&str>| {
            assert_eq!(marked(body).as_deref(), expected, "{body}");
        };
        check("Scenes of the evening.", None);
        check("Show a scene, then: Buy now!", Some("Buy now"));
        check(
            "## What works\n\n- **Flash sale** stickers",
            Some("Flash sale"),
        );
        check(
            "## Checklist\n\n- [ ] Each note ends with \"order now\"",
            Some("order now"),
        );
        check("## Checklist\n\n- [ ] No note says \"order now\"", None);
        check("## Checklist\n\n### Never\n\n- [ ] order now", None);
        check("## What to avoid\n\n- order now", None);
        check("## Words\n\n### Not here\n\n- order now", None);
        check(
            "These have no place here:\n\n- order now\n\nElsewhere: last chance.",
            Some("last chance"),
        );
        check(
            "> [!CAUTION]\n> **Mistake: haste.** Buy now!\n>\n> **Instead:** wait.",
            None,
        );
        check("| do | avoid |\n|---|---|\n| save | buy now |", None);
    }

    #[test]
    fn hard_words_are_known_in_chinese() {
        assert_eq!(marked("笔记结尾写：手慢无！").as_deref(), Some("手慢无"));
        assert_eq!(
            marked("## 清单\n\n- [ ] 每篇写明限时优惠").as_deref(),
            Some("限时优惠")
        );
        assert_eq!(
            marked("## 不同肤质的场景\n\n- 结尾写：立即购买").as_deref(),
            Some("立即购买")
        );
        assert_eq!(marked("正文不写“立即购买”。"), None);
        assert_eq!(marked("先让人收藏，再谈别的。"), None);
    }
}
