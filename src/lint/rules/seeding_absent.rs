//! `seeding-absent`: only the brand speaks where people look for somebody else's word.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::{Pillar, StageKey};
use crate::lint::support::content::{by_brand_alone, pointing_at};
use crate::lint::support::lexicon::Lexicon;
use crate::lint::support::speech::affirmed;
use crate::lint::support::strategy::has_tag;
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "seeding-absent",
        group: Group::Strategy,
        level: Severity::Warning,
        summary: "Only the brand speaks in discovery and research.",
        fixable: false,
        options: &[],
        page: include_str!("seeding_absent.md"),
    },
    check: Some(check),
};

/// The stages in which people look for somebody else's word.
const STAGES: &[StageKey] = &[StageKey::Discovery, StageKey::Research];

/// What an item is about that hands products to people who may write about them.
static SEEDING: Lexicon = Lexicon::new(
    include_str!("../words/en/seeding.txt"),
    include_str!("../words/zh/seeding.txt"),
);

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let pillars: Vec<&Pillar> = context.serving(STAGES).collect();
    // A pillar that does not say who makes it may well be made by others.
    let alone = |pillar: &&Pillar| by_brand_alone(pillar) == Some(true);
    if !context.is_judged() || pillars.is_empty() || !pillars.iter().all(alone) {
        return;
    }
    let seeds = context
        .tasks_of(STAGES)
        .any(|task| has_tag(task, &["seed"]) || affirmed(&SEEDING, &task.text).is_some());
    if !seeds {
        out.push(finding(context, &pillars));
    }
}

fn finding(context: &Context<'_>, pillars: &[&Pillar]) -> Diagnostic {
    let made = match pillars.len() {
        1 => "their only pillar is made".to_owned(),
        n => format!("all {n} pillars there are made"),
    };
    let mut finding = RULE.finding(format!(
        "only the brand speaks in `discovery` and `research`: {made} by `brand` or `staff`, and no \
         checklist item there is tagged `seed` or speaks of {}",
        SEEDING.examples(context.locale(), 3)
    ));
    if let Some((file, span)) = context.head() {
        finding = finding.label(
            file,
            span,
            "nobody else has a say in this journey's beginning",
        );
    }
    let places = pillars
        .iter()
        .map(|pillar| context.pillar_place(pillar, "creators"));
    finding = pointing_at(finding, places, "by the brand alone").note(
        "people believe others who are like them; what a brand says of itself they read as \
         advertising",
    );
    if let Some(stage) = context.checked_stages(STAGES).last() {
        let texts = [
            "Ten ordinary users have received the product this month, without a script",
            "本月已有十位素人收到产品，且没有文案要求",
        ];
        finding = finding.help(context.item_to_add(stage, texts, "seed-10", "seed"));
    }
    let path = &context.document(pillars[0].document).path;
    finding.help(format!(
        "or let others make one of the pillars; in {} change this to:\ncreators: [koc, ugc]",
        path.as_str()
    ))
}

#[cfg(test)]
mod tests {
    use super::{RULE, SEEDING};
    use crate::lint::support::speech::affirmed;
    use crate::lint::support::trial::{PLAYBOOK, found};

    #[test]
    fn somebody_else_or_an_item_that_seeds_is_enough() {
        let check = |creators: &str, second: &str, item: &str, expected: bool| {
            let pillar =
                |by: &str| format!("---\ntitle: P\nstages: [discovery, research]\n{by}\n---\n");
            let (first, second) = (pillar(creators), pillar(second));
            let stage = format!("---\nstage: research\n---\n\n## Checklist\n\n- [ ] {item}\n");
            let files = [
                PLAYBOOK,
                ("pillars/a.md", first.as_str()),
                ("pillars/b.md", second.as_str()),
                ("stages/2-research.md", stage.as_str()),
            ];
            let found = found(&RULE, &files);
            assert_eq!(!found.is_empty(), expected, "{creators} {second} {item}");
        };
        let (brand, staff) = ("creators: [brand]", "creators: [staff, brand]");
        check(brand, staff, "Two notes", true);
        check(brand, "creators: [brand, koc]", "Two notes", false);
        check(brand, "creators: []", "Two notes", false);
        check(brand, staff, "Two notes <!-- tags=seed -->", false);
        check(brand, staff, "Ten samples are on their way", false);
        check(brand, staff, "No samples are sent", true);
        check(
            brand,
            staff,
            "Ten samples are sent, without a script",
            false,
        );
        check(brand, staff, "十位素人已收到产品", false);
        check(brand, staff, "寄样给二十位素人，不要求好评", false);
        check(brand, staff, "邀请不同肤质的素人试用两周", false);
    }

    #[test]
    fn seeding_is_known_in_chinese() {
        for text in [
            "给二十位博主寄样",
            "邀请敏感肌用户试用两周",
            "本周收到三篇素人笔记",
        ] {
            assert!(affirmed(&SEEDING, text).is_some(), "{text}");
        }
        assert!(affirmed(&SEEDING, "每天回复评论区的提问").is_none());
    }
}
