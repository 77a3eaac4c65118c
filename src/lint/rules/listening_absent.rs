//! `listening-absent`: nobody is asked to read and answer what people write.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::markdown::TaskItem;
use crate::journey::{Stage, StageKey};
use crate::lint::support::lexicon::Lexicon;
use crate::lint::support::strategy::has_tag;
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "listening-absent",
        group: Group::Strategy,
        level: Severity::Error,
        summary: "No checklist item asks anybody to listen to what people write.",
        fixable: false,
        options: &[],
        page: include_str!("listening_absent.md"),
    },
    check: Some(check),
};

/// What people say. An item that names it together with [`HEARING`] listens without saying so in a tag.
static VOICES: Lexicon = Lexicon::new(
    include_str!("../words/en/voices.txt"),
    include_str!("../words/zh/voices.txt"),
);

/// What somebody does who listens.
static HEARING: Lexicon = Lexicon::new(
    include_str!("../words/en/hearing.txt"),
    include_str!("../words/zh/hearing.txt"),
);

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let stages = context.checked_stages(&StageKey::ALL);
    let research = stages.iter().find(|s| s.key == StageKey::Research).copied();
    let Some(nearest) = research.or(stages.first().copied()) else {
        return;
    };
    if !context.is_judged() || context.tasks_of(&[StageKey::Research]).any(listens) {
        return;
    }
    let somewhere = context.tasks().any(|(_, task)| listens(task));
    let finding = match (somewhere, research) {
        (true, Some(stage)) => absent_in_research(context, stage),
        (true, None) => return,
        (false, _) => absent(context),
    };
    out.push(
        finding
            .note(
                "people decide by what is written below a post; a brand that only posts misses \
                 their doubts, and leaves them unanswered for everybody who reads along",
            )
            .help(help(context, nearest)),
    );
}

/// Whether an item listens: by its tag first, else by its words.
fn listens(task: &TaskItem) -> bool {
    has_tag(task, &["listen"]) || (VOICES.is_in(&task.text) && HEARING.is_in(&task.text))
}

fn absent(context: &Context<'_>) -> Diagnostic {
    let finding = RULE.finding(format!(
        "nobody listens in `{}`: no checklist item is tagged `listen`, and none speaks of reading \
         or answering comments",
        context.name()
    ));
    match context.head() {
        Some((file, span)) => finding.label(file, span, "this journey only talks"),
        None => finding,
    }
}

fn absent_in_research(context: &Context<'_>, stage: &Stage) -> Diagnostic {
    let (file, span) = context.checklist_place(stage);
    let mut finding = RULE
        .finding(
            "nobody listens in `research`: no checklist item of this stage is tagged `listen`, \
             or speaks of reading or answering comments",
        )
        .label(file, span, "this is where people ask");
    finding.severity = Severity::Warning;
    finding
}

fn help(context: &Context<'_>, stage: &Stage) -> String {
    let texts = [
        "Every product question in the comments has an answer within one working day",
        "评论区的每个产品问题都在一个工作日内得到回复",
    ];
    context.item_to_add(stage, texts, "answers-1d", "listen")
}

#[cfg(test)]
mod tests {
    use super::{HEARING, RULE, VOICES};
    use crate::diagnostic::Severity;
    use crate::lint::support::trial::{PLAYBOOK, found};

    #[test]
    fn it_is_an_error_nowhere_and_a_warning_where_only_research_lacks_it() {
        let check = |head: (&str, &str), research: &str, advocacy: &str| {
            let page = |key: &str, item: &str| {
                format!("---\nstage: {key}\n---\n## Checklist\n\n- [ ] {item}\n")
            };
            let research = page("research", research);
            let advocacy = page("advocacy", advocacy);
            let files = [
                head,
                ("stages/2-research.md", research.as_str()),
                ("stages/5-advocacy.md", advocacy.as_str()),
            ];
            let found = found(&RULE, &files);
            found.first().map(|finding| finding.severity)
        };
        let tagged = "A card asks something <!-- tags=listen -->";
        assert_eq!(
            check(PLAYBOOK, "Ten notes", "Ten cards"),
            Some(Severity::Error)
        );
        assert_eq!(
            check(PLAYBOOK, "Ten notes", tagged),
            Some(Severity::Warning)
        );
        assert_eq!(check(PLAYBOOK, tagged, "Ten cards"), None);
        assert_eq!(
            check(PLAYBOOK, "Every comment has a reply", "Ten cards"),
            None
        );
        let retired = ("playbook.md", "---\nstatus: retired\n---\n");
        assert_eq!(check(retired, "Ten notes", "Ten cards"), None);
        assert_eq!(check(("note.md", "x"), "Ten notes", "Ten cards"), None);
    }

    #[test]
    fn reading_and_answering_people_is_listening() {
        let check = |text: &str, expected: bool| {
            assert_eq!(
                VOICES.is_in(text) && HEARING.is_in(text),
                expected,
                "{text}"
            );
        };
        check("Comments are read every Monday", true);
        check("Each review of the week has a reply", true);
        check("Ten buyers have published a review", false);
        check("Two notes answer a search", false);
        check("评论区的每条提问都有回复", true);
        check("每天看完并整理私信", true);
        check("三位博主已收到小样", false);
        check("发布两篇评论向笔记", false);
    }
}
