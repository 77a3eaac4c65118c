//! `objections-unanswered`: nothing in research and consideration meets the doubts of buyers.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::{Pillar, Stage, StageKey};
use crate::lint::support::content::is;
use crate::lint::support::lexicon::Lexicon;
use crate::lint::support::strategy::{has_tag, speaks_of};
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "objections-unanswered",
        group: Group::Strategy,
        level: Severity::Warning,
        summary: "Neither research nor consideration answers the doubts of buyers.",
        fixable: false,
        options: &[],
        page: include_str!("objections_unanswered.md"),
    },
    check: Some(check),
};

/// Doubts, and the answers to them.
static DOUBTS: Lexicon = Lexicon::new(
    include_str!("../words/en/objections.txt"),
    include_str!("../words/zh/objections.txt"),
);

/// The stages in which people look for reasons not to buy.
const STAGES: [StageKey; 2] = [StageKey::Research, StageKey::Consideration];

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if !context.is_judged() || are_answered(context) {
        return;
    }
    // The later one: that is where a doubt decides.
    if let Some(stage) = context.checked_stages(&STAGES).last() {
        out.push(finding(context, stage));
    }
}

/// Whether an item is tagged so, a pillar is there to reassure, or a page or an item of these stages speaks of doubts.
fn are_answered(context: &Context<'_>) -> bool {
    let mut items = context.tasks_of(&STAGES);
    let reassures = |pillar: &Pillar| is(&pillar.intent, "reassure");
    let stages = STAGES.iter().filter_map(|key| context.playbook.stage(*key));
    let mut stages = stages.map(|stage| context.document(stage.document));
    items.any(|task| has_tag(task, &["objection"]))
        || context.serving(&STAGES).any(reassures)
        || stages.any(|page| speaks_of(page, &DOUBTS))
}

fn finding(context: &Context<'_>, stage: &Stage) -> Diagnostic {
    let (file, span) = context.checklist_place(stage);
    let texts = [
        "Each of the five most frequent doubts has a note that answers it",
        "最常见的五个顾虑各有一篇笔记回答",
    ];
    RULE.finding(
        "the doubts of buyers are left unanswered: in `research` and `consideration` no checklist \
         item is tagged `objection`, no pillar has `intent: reassure`, and no page speaks of doubts",
    )
    .label(file, span, "nothing here answers a doubt")
    .note(
        "who looks a product up looks for reasons not to buy it; a doubt without an answer from \
         the brand or its buyers ends the journey, and nobody hears of it",
    )
    .help(context.item_to_add(stage, texts, "doubts-answered", "objection"))
}

#[cfg(test)]
mod tests {
    use super::{DOUBTS, RULE};
    use crate::lint::support::trial::{PLAYBOOK, found};

    #[test]
    fn tags_pillars_and_pages_answer_doubts() {
        let check = |item: &str, intent: &str, expected: usize| {
            let stage = format!("---\nstage: research\n---\n## Checklist\n\n- [ ] {item}\n");
            let pillar = format!("---\ntitle: A\nstages: [consideration]\nintent: {intent}\n---\n");
            let files = [
                PLAYBOOK,
                ("pillars/a.md", pillar.as_str()),
                ("stages/2-research.md", stage.as_str()),
            ];
            assert_eq!(found(&RULE, &files).len(), expected, "{item}, {intent}");
        };
        check("Ten reviews", "inform", 1);
        check("Ten reviews", "reassure", 0);
        check("Ten reviews <!-- tags=seed,objection -->", "inform", 0);
        check("Every worry has a note", "inform", 0);
    }

    #[test]
    fn a_journey_without_these_stages_is_left_alone() {
        assert!(found(&RULE, &[PLAYBOOK]).is_empty());
    }

    #[test]
    fn chinese_pages_name_doubts() {
        assert!(DOUBTS.is_in("一篇避雷笔记写明哪些人不适合"));
        assert!(DOUBTS.is_in("回答换季会不会过敏的顾虑"));
        assert!(!DOUBTS.is_in("十位用户发布了测评"));
    }
}
