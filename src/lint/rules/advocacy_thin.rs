//! `advocacy-thin`: nothing is planned for buyers after the purchase.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::{Pillar, Stage, StageKey};
use crate::lint::support::content::pointing_at;
use crate::lint::support::stage_span;
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "advocacy-thin",
        group: Group::Strategy,
        level: Severity::Error,
        summary: "No pillar carries advocacy, or no checklist item belongs to it.",
        fixable: false,
        options: &[],
        page: include_str!("advocacy_thin.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(stage) = context.playbook.stage(StageKey::Advocacy) else {
        return;
    };
    // Of a playbook without any pillar it is said stage by stage that none serves it.
    if !context.is_judged() || context.playbook.pillars.is_empty() {
        return;
    }
    let no_pillar = context.carrying(StageKey::Advocacy).next().is_none();
    let no_item = context.tasks_of(&[StageKey::Advocacy]).next().is_none();
    if no_pillar || no_item {
        out.push(finding(context, stage, no_pillar, no_item));
    }
}

fn finding(context: &Context<'_>, stage: &Stage, no_pillar: bool, no_item: bool) -> Diagnostic {
    let supporting: Vec<&Pillar> = context.serving(&[StageKey::Advocacy]).collect();
    let message = match (no_pillar, no_item) {
        (true, true) => {
            "nothing is planned for buyers after the purchase: no pillar is made for `advocacy`, and no checklist item belongs to it"
        }
        (true, false) if supporting.is_empty() => {
            "no pillar is made for `advocacy`: nothing is published for buyers after the purchase"
        }
        (true, false) => "no pillar is made for `advocacy`: those that name it only support it",
        _ => {
            "no checklist item belongs to `advocacy`: nobody looks after buyers after the purchase"
        }
    };
    let document = context.document(stage.document);
    let mut finding = RULE.finding(message).label(
        document.file,
        stage_span(document),
        "buyers are left alone here",
    );
    if no_pillar {
        let places = supporting
            .iter()
            .map(|pillar| context.pillar_place(pillar, "stages"));
        finding = pointing_at(finding, places, "only supports it");
    }
    finding = finding.note(
        "the notes of content buyers are what the next ones find and believe; without them \
         every buyer has to be won anew",
    );
    if no_pillar {
        finding = finding.help(format!(
            "run `{}`, and write in the new file:\n\
             stages: [advocacy]\nintent: re-engage\ncreators: [ugc]\ncta: none",
            context.pillar_to_add("buyers-at-home")
        ));
    }
    if no_item {
        let texts = [
            "Every note by a buyer has an answer by a person within two working days",
            "每条买家笔记都在两个工作日内得到真人回复",
        ];
        finding = finding.help(context.item_to_add(stage, texts, "buyer-notes-2d", "listen"));
    }
    finding
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lint::support::trial::{PLAYBOOK, found};

    #[test]
    fn a_pillar_and_an_item_are_needed() {
        let check = |stages: &str, body: &str, expected: Option<&str>| {
            let pillar = format!("---\ntitle: Jars\nstages: {stages}\n---\n");
            let stage = format!("---\nstage: advocacy\n---\n\n## Checklist\n\n{body}\n");
            let files = [
                PLAYBOOK,
                ("pillars/jars.md", pillar.as_str()),
                ("stages/5-advocacy.md", stage.as_str()),
            ];
            let found = found(&RULE, &files);
            let end = found.first().and_then(|f| f.message.rsplit(": ").next());
            assert_eq!(end, expected, "{stages} {body}");
        };
        let item = "- [ ] Ten buyers have an answer";
        check("[advocacy]", item, None);
        check("[research, advocacy]", item, None);
        check(
            "[research, {key: advocacy, role: supporting}]",
            item,
            Some("those that name it only support it"),
        );
        check(
            "[research]",
            item,
            Some("nothing is published for buyers after the purchase"),
        );
        check(
            "[advocacy]",
            "",
            Some("nobody looks after buyers after the purchase"),
        );
        check(
            "[research]",
            "",
            Some("no pillar is made for `advocacy`, and no checklist item belongs to it"),
        );
    }

    #[test]
    fn it_does_not_repeat_what_other_rules_say() {
        let stage = ("stages/5-advocacy.md", "---\nstage: advocacy\n---\n");
        let pillar = ("pillars/p.md", "---\ntitle: P\nstages: [research]\n---\n");
        let retired = ("playbook.md", "---\ntitle: Old\nstatus: retired\n---\n");
        assert_eq!(found(&RULE, &[PLAYBOOK, stage]), []);
        assert_eq!(found(&RULE, &[PLAYBOOK, pillar]), []);
        assert_eq!(found(&RULE, &[stage, pillar]), []);
        assert_eq!(found(&RULE, &[retired, stage, pillar]), []);
        assert_eq!(found(&RULE, &[PLAYBOOK, stage, pillar]).len(), 1);
    }
}
