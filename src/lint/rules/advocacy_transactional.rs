//! `advocacy-transactional`: after the purchase there are rewards and nothing else.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::markdown::TaskItem;
use crate::journey::{Pillar, Stage, StageKey};
use crate::lint::support::content::{by_brand_alone, pointing_at};
use crate::lint::support::lexicon::Lexicon;
use crate::lint::support::speech::affirmed;
use crate::lint::support::strategy::{has_tag, speaks_of};
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::{FileId, Span};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "advocacy-transactional",
        group: Group::Strategy,
        level: Severity::Warning,
        summary: "After the purchase there are rewards and nothing else.",
        fixable: false,
        options: &[],
        page: include_str!("advocacy_transactional.md"),
    },
    check: Some(check),
};

/// What buyers get in exchange.
static REWARDS: Lexicon = Lexicon::new(
    include_str!("../words/en/rewards.txt"),
    include_str!("../words/zh/rewards.txt"),
);

/// What is done for buyers for its own sake.
static CARE: Lexicon = Lexicon::new(
    include_str!("../words/en/aftercare.txt"),
    include_str!("../words/zh/aftercare.txt"),
);

/// What an item or a pillar does for buyers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Reward,
    Care,
    /// Neither can be told.
    Other,
}

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(stage) = context.playbook.stage(StageKey::Advocacy) else {
        return;
    };
    if !context.is_judged() || speaks_of(context.document(stage.document), &CARE) {
        return;
    }
    let deeds = deeds(context);
    let count = |wanted: Deed| deeds.iter().filter(|(deed, _)| *deed == wanted).count();
    let rewards = count(Deed::Reward);
    if rewards > count(Deed::Other) && count(Deed::Care) == 0 {
        out.push(finding(context, stage, &deeds, rewards));
    }
}

/// What is done for buyers and where it is written: items first, then the pillars that carry the stage.
fn deeds(context: &Context<'_>) -> Vec<(Deed, (FileId, Span))> {
    let items = context.tasks().filter(|(item, task)| {
        // To count what happened is done for nobody but the brand.
        item.stages.contains(&StageKey::Advocacy) && !has_tag(task, &["measure"])
    });
    let items = items.map(|(item, task)| {
        let file = context.document(item.document).file;
        (deed_of_item(task), (file, task.span))
    });
    let pillars = context.carrying(StageKey::Advocacy);
    let pillars = pillars.map(|pillar| {
        let deed = deed_of_pillar(context, pillar);
        (deed, context.pillar_place(pillar, "title"))
    });
    items.chain(pillars).collect()
}

fn deed_of_item(task: &TaskItem) -> Deed {
    if has_tag(task, &["listen"]) || CARE.is_in(&task.text) {
        Deed::Care
    } else if affirmed(&REWARDS, &task.text).is_some() {
        Deed::Reward
    } else {
        Deed::Other
    }
}

fn deed_of_pillar(context: &Context<'_>, pillar: &Pillar) -> Deed {
    let mut words = context.words_of(pillar);
    if context.words_of(pillar).any(|text| CARE.is_in(text)) {
        Deed::Care
    } else if words.any(|text| affirmed(&REWARDS, text).is_some()) {
        Deed::Reward
    } else if by_brand_alone(pillar) == Some(false) {
        // What buyers and creators show for no reward, they show because they like to.
        Deed::Care
    } else {
        Deed::Other
    }
}

fn finding(
    context: &Context<'_>,
    stage: &Stage,
    deeds: &[(Deed, (FileId, Span))],
    rewards: usize,
) -> Diagnostic {
    let locale = context.locale();
    let (file, span) = context.checklist_place(stage);
    let finding = RULE
        .finding(format!(
            "the stage `advocacy` only pays: {} of rewards, and none of thanks, help or meeting",
            match deeds.len() {
                1 => "its only item or pillar speaks".to_owned(),
                all if all == rewards => format!("all {all} of its items and pillars speak"),
                all => format!("{rewards} of its {all} items and pillars speak"),
            }
        ))
        .label(file, span, "nothing here is done for its own sake");
    let rewarding = deeds.iter().filter(|(deed, _)| *deed == Deed::Reward);
    let places = rewarding.map(|(_, place)| *place);
    let texts = [
        "Each buyer's parcel holds a card with a tutorial and a way to ask a person",
        "每个包裹都附使用教程卡，并写明可以向谁提问",
    ];
    pointing_at(finding, places, "a reward")
        .note(
            "praise that was paid for persuades nobody, and it ends with the payment; people \
             recommend what helped them and who was kind to them",
        )
        .note(format!(
            "looked for rewards such as {}, and for care such as {} or an item tagged `listen`",
            REWARDS.examples(locale, 4),
            CARE.examples(locale, 4)
        ))
        .help(context.item_to_add(stage, texts, "help-card", "value"))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lint::support::trial::{PLAYBOOK, found};

    /// Whether the rule finds something in an advocacy stage with these items and prose, and a pillar with that text.
    fn is_found(items: &[&str], prose: &str, pillar: &str) -> bool {
        let items: Vec<String> = items.iter().map(|item| format!("- [ ] {item}")).collect();
        let stage = format!(
            "---\nstage: advocacy\n---\n\n{prose}\n\n## Checklist\n\n{}\n",
            items.join("\n")
        );
        let pillar = format!("---\ntitle: After\nstages: [advocacy]\n{pillar}\n");
        let files = [
            PLAYBOOK,
            ("pillars/after.md", pillar.as_str()),
            ("stages/5-advocacy.md", stage.as_str()),
        ];
        !found(&RULE, &files).is_empty()
    }

    #[test]
    fn rewards_alone_are_found() {
        let club = "creators: [brand]\n---\nPoints for every note.";
        let coupon = "Every parcel holds a coupon";
        let points = "Points are credited within a day";
        let counted = "Notes by buyers are counted <!-- tags=measure -->";
        assert!(is_found(&[coupon, points, counted], "", club));
        assert!(is_found(&[coupon, points, "The link works"], "", club));
        assert!(!is_found(&[counted, "The link works"], "", "---"));
        assert!(!is_found(
            &[coupon, "The link works", "It opens"],
            "",
            "---"
        ));
    }

    #[test]
    fn one_thing_done_for_its_own_sake_clears_it() {
        let club = "creators: [brand]\n---\nPoints for every note.";
        let coupon = "Every parcel holds a coupon";
        let thanks = "Five buyers have been thanked by name";
        assert!(!is_found(&[coupon, thanks], "", club));
        let listening = "Notes are read <!-- tags=listen -->";
        assert!(!is_found(&[coupon, listening], "", club));
        assert!(!is_found(
            &[coupon],
            "A tutorial comes on the third day.",
            club
        ));
        assert!(!is_found(
            &[coupon],
            "",
            "creators: [ugc]\n---\nEmpty jars."
        ));
        assert!(!is_found(&["No parcel holds a coupon"], "", "---"));
    }

    #[test]
    fn rewards_and_care_are_known_in_chinese() {
        let club = "creators: [brand]\n---\n晒单返现，评论送积分。";
        assert!(is_found(
            &["每个包裹附一张优惠券", "好评返现当天到账"],
            "",
            club
        ));
        assert!(!is_found(
            &["每个包裹附一张优惠券", "第三天回访并附使用教程"],
            "",
            club
        ));
        assert!(!is_found(&["私信里不发优惠券"], "", "---"));
    }
}
