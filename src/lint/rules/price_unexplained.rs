//! `price-unexplained`: nothing before or at the sale says why the price is what it is.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::{Stage, StageKey};
use crate::lint::support::content::{is, prose};
use crate::lint::support::lexicon::Lexicon;
use crate::lint::support::strategy::{has_tag, speaks_of};
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "price-unexplained",
        group: Group::Strategy,
        level: Severity::Warning,
        summary: "Neither consideration nor conversion explains the price.",
        fixable: false,
        options: &[],
        page: include_str!("price_unexplained.md"),
    },
    check: Some(check),
};

/// What explains a price, or a difference between prices.
static PRICE: Lexicon = Lexicon::new(
    include_str!("../words/en/price.txt"),
    include_str!("../words/zh/price.txt"),
);

/// What something costs. A text that names it together with [`EXPLAINING`] explains a price.
static COST: Lexicon = Lexicon::new(
    include_str!("../words/en/prices.txt"),
    include_str!("../words/zh/prices.txt"),
);

/// Saying what a price is made of, or how it compares.
static EXPLAINING: Lexicon = Lexicon::new(
    include_str!("../words/en/explains.txt"),
    include_str!("../words/zh/explains.txt"),
);

/// The stages in which people weigh a price.
const STAGES: [StageKey; 2] = [StageKey::Consideration, StageKey::Conversion];

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if !context.is_judged() || !sells_goods(context) {
        return;
    }
    let stages = context.checked_stages(&STAGES);
    let Some(conversion) = stages.iter().find(|s| s.key == StageKey::Conversion) else {
        return;
    };
    if !is_explained(context) {
        out.push(finding(context, conversion));
    }
}

/// Whether buyers can find the same thing elsewhere at another price: a pillar leads to a shop, or there is a place where
/// they check prices. What is given, visited or agreed on has no such price.
fn sells_goods(context: &Context<'_>) -> bool {
    let playbook = context.playbook;
    playbook
        .pillars
        .iter()
        .any(|pillar| is(&pillar.cta, "shop"))
        || playbook
            .touchpoints
            .iter()
            .any(|place| is(&place.role, "price-check"))
}

/// Whether an item is tagged with the price or the value, or a page of these stages or of their pillars explains one.
fn is_explained(context: &Context<'_>) -> bool {
    let mut items = context.tasks_of(&STAGES);
    let stages = STAGES.iter().filter_map(|key| context.playbook.stage(*key));
    let mut stages = stages.map(|stage| context.document(stage.document));
    items.any(|task| has_tag(task, &["price", "value"]) || explains(&task.text))
        || stages.any(|page| speaks_of(page, &PRICE) || prose(page).any(|(text, _)| explains(text)))
        || context.serving(&STAGES).any(|pillar| {
            let page = context.document(pillar.document);
            PRICE.is_in(&pillar.page.title)
                || speaks_of(page, &PRICE)
                || context.words_of(pillar).any(explains)
        })
}

/// Whether a text says what a price is made of, or how it compares.
fn explains(text: &str) -> bool {
    COST.is_in(text) && EXPLAINING.is_in(text)
}

fn finding(context: &Context<'_>, stage: &Stage) -> Diagnostic {
    let (file, span) = context.checklist_place(stage);
    let texts = [
        "The shop page says what the price contains, and why it differs from the price elsewhere",
        "商品页写明价格包含什么，以及与其他渠道价格不同的原因",
    ];
    RULE.finding(
        "the price is never explained: no checklist item of `consideration` or `conversion` is \
         tagged `price` or `value`, and their pages say nothing of a price difference",
    )
    .label(file, span, "nothing here is about the price")
    .note(
        "buyers know what it costs elsewhere; a gap that the brand does not explain, by the \
         edition, the service or what is in the box, is explained in the comments by others",
    )
    .help(context.item_to_add(stage, texts, "price-explained", "price"))
}

#[cfg(test)]
mod tests {
    use super::{PRICE, RULE, explains};
    use crate::lint::support::trial::{PLAYBOOK, found};

    #[test]
    fn tags_pages_and_pillars_explain_a_price() {
        let check = |consideration: &str, conversion: &str, pillar: &str, expected: usize| {
            let stage = |key: &str, item: &str| {
                format!("---\nstage: {key}\n---\n## Checklist\n\n- [ ] {item}\n")
            };
            let (third, fourth) = (
                stage("consideration", consideration),
                stage("conversion", conversion),
            );
            let pillar = format!("---\ntitle: {pillar}\nstages: [consideration]\ncta: shop\n---\n");
            let files = [
                PLAYBOOK,
                ("pillars/a.md", pillar.as_str()),
                ("stages/3-consideration.md", third.as_str()),
                ("stages/4-conversion.md", fourth.as_str()),
            ];
            assert_eq!(found(&RULE, &files).len(), expected);
        };
        check("Two notes", "Two taps", "Reviews", 1);
        check("Two notes", "The price is right", "Reviews", 1);
        check("Two notes <!-- tags=value -->", "Two taps", "Reviews", 0);
        check("Two notes", "Two taps <!-- tags=price -->", "Reviews", 0);
        check("Two notes", "The price gap has a note", "Reviews", 0);
        check("Two notes", "Two taps", "What the price contains", 0);
    }

    #[test]
    fn where_nothing_is_sold_in_shops_no_price_is_asked_for() {
        let check = |cta: &str, role: &str, expected: usize| {
            let pillar = format!("---\ntitle: P\nstages: [conversion]\ncta: {cta}\n---\n");
            let places = format!("- {{id: a, name: Form, stages: [conversion], role: {role}}}\n");
            let files = [
                PLAYBOOK,
                ("pillars/a.md", pillar.as_str()),
                ("touchpoints.yaml", places.as_str()),
                (
                    "stages/4-conversion.md",
                    "---\nstage: conversion\n---\n## Checklist\n\n- [ ] The receipt arrives\n",
                ),
            ];
            assert_eq!(found(&RULE, &files).len(), expected, "{cta}, {role}");
        };
        check("ask", "pay", 0);
        check("none", "verify", 0);
        check("shop", "pay", 1);
        check("ask", "price-check", 1);
    }

    #[test]
    fn a_price_with_what_it_is_made_of_is_explained() {
        for text in [
            "The quote states the cost per vehicle",
            "The fee is shown per lesson and for the term",
            "报价单写明每台设备的费用",
            "套餐包含什么写在桌牌上",
        ] {
            assert!(explains(text), "{text}");
        }
        for text in ["The price is right", "Why it works", "价格标签清晰可见"] {
            assert!(!explains(text), "{text}");
        }
    }

    #[test]
    fn without_a_checklist_of_conversion_nothing_is_said() {
        let files = [
            PLAYBOOK,
            ("stages/4-conversion.md", "---\nstage: conversion\n---\n"),
        ];
        assert!(found(&RULE, &files).is_empty());
    }

    #[test]
    fn chinese_pages_explain_a_price() {
        assert!(PRICE.is_in("一篇笔记讲清国内外价格为什么不同"));
        assert!(PRICE.is_in("置顶说明价差来自包装和服务"));
        assert!(!PRICE.is_in("价格标签清晰可见"));
    }
}
