//! `audit-uncovered`: a stage about which the audit asks nothing, or no audit at all.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::journey::{Stage, StageKey};
use crate::lint::support::relative;
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::{SitePath, Span};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "audit-uncovered",
        group: Group::Strategy,
        level: Severity::Warning,
        summary: "The audit asks nothing about a stage, or there is no audit.",
        fixable: false,
        options: &[],
        page: include_str!("audit_uncovered.md"),
    },
    check: Some(check),
};

const REASON: &str =
    "a stage that nobody asks about is taken for healthy, and its weakness shows two stages later";

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let (playbook, audit) = (context.playbook, &context.playbook.audit);
    // A heading that is no stage has a finding of its own, which may be the cause.
    if !context.is_judged() || playbook.stages.is_empty() || !audit.unknown_stages.is_empty() {
        return;
    }
    let document = audit.document.map(|id| context.document(id));
    let Some(document) = document.filter(|_| !audit.questions.is_empty()) else {
        // A playbook that is not whole yet has other things to add first.
        if document.is_some() || playbook.stages.len() == StageKey::ALL.len() {
            out.push(nothing_asked(context, document));
        }
        return;
    };
    for stage in &playbook.stages {
        let asked = audit.questions.iter().any(|q| q.stage == stage.key);
        if !asked {
            out.push(uncovered(context, document, stage));
        }
    }
}

fn nothing_asked(context: &Context<'_>, document: Option<&Document>) -> Diagnostic {
    let (name, first) = (context.name(), &context.playbook.stages[0]);
    let (finding, help) = match document {
        Some(document) => (
            RULE.finding(format!("the audit of `{name}` asks no question"))
                .label(document.file, Span::default(), "nothing to answer here"),
            "write at least one question for each stage:",
        ),
        None => {
            let finding = RULE.finding(format!("the playbook `{name}` has no audit"));
            let finding = match context.head() {
                Some((file, span)) => finding.label(file, span, "no audit.md beside this file"),
                None => finding,
            };
            (
                finding,
                "create audit.md beside playbook.md, with at least one question for each stage:",
            )
        }
    };
    let path = context.playbook.root.join("audit.md");
    let from = document.map_or(&path, |document| &document.path);
    finding
        .note(
            "the audit is how a team learns which stage is weak before it decides what to publish",
        )
        .help(format!(
            "{help}\n{}\n\n{}",
            title(first),
            question(context, from, first)
        ))
}

fn uncovered(context: &Context<'_>, document: &Document, stage: &Stage) -> Diagnostic {
    let key = stage.key.as_str();
    let mut headings = context.playbook.audit.headings.iter();
    let own = headings.find(|(named, _)| *named == stage.key);
    let own = own.map(|(_, span)| *span);
    let message = match own {
        Some(_) => "no `### question` follows",
        None => "no heading here names this stage",
    };
    let question = question(context, &document.path, stage);
    let help = match own {
        Some(_) => format!("add below this heading:\n{question}"),
        None => {
            let name = context.below(document);
            format!("add to {name}:\n{}\n\n{question}", title(stage))
        }
    };
    RULE.finding(format!("the audit asks nothing about the stage `{key}`"))
        .label(document.file, own.unwrap_or_default(), message)
        .note(REASON)
        .help(help)
}

/// The heading of a stage's questions.
fn title(stage: &Stage) -> String {
    format!("## {}", stage.key.as_str())
}

/// A question to begin with, ready to paste. It leads to the stage's own page.
fn question(context: &Context<'_>, from: &SitePath, stage: &Stage) -> String {
    let (asks, look_at) = context.worded(asked(stage.key));
    let to = relative(from, &context.document(stage.document).path);
    context.worded([
        format!(
            "### {asks}\n\nLook at: {look_at}.\n\n- [ ] No\n- [ ] Sometimes\n- [ ] Yes\n\n\
             Fix: [the checklist of this stage]({to})"
        ),
        format!(
            "### {asks}\n\n依据：{look_at}。\n\n- [ ] 否\n- [ ] 有时\n- [ ] 是\n\n\
             改进：[本阶段的清单]({to})"
        ),
    ])
}

/// What to ask about a stage, and where the answer is, in English and in Chinese.
fn asked(stage: StageKey) -> [(&'static str, &'static str); 2] {
    match stage {
        StageKey::Discovery => [
            (
                "Do people who have never heard of us save our notes?",
                "saves per view of the last ten notes",
            ),
            (
                "没听说过我们的人，会收藏我们的笔记吗？",
                "最近十篇笔记的收藏与浏览之比",
            ),
        ],
        StageKey::Research => [
            (
                "Does everybody who asks get an answer from a person?",
                "the comments of the last four weeks",
            ),
            ("每个提问的人，都得到真人的回答吗？", "最近四周的评论"),
        ],
        StageKey::Consideration => [
            (
                "Is every frequent doubt answered in a note of its own?",
                "the five questions that come most often",
            ),
            (
                "每个常见的顾虑，都有一篇笔记专门回答吗？",
                "出现最多的五个问题",
            ),
        ],
        StageKey::Conversion => [
            (
                "Can a buyer pay within two taps, and is the price explained?",
                "the way from a note to the shop, on a phone",
            ),
            (
                "点两下就能付款，价格也讲清楚了吗？",
                "在手机上从笔记走到店铺的路径",
            ),
        ],
        StageKey::Advocacy => [
            (
                "Do buyers write about the product without being paid for it?",
                "notes by buyers of the last four weeks",
            ),
            ("没有报酬，买家也会写这款产品吗？", "最近四周买家发布的笔记"),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::journey::testing::playbook;
    use crate::lint::support::trial::{PLAYBOOK, found};

    #[test]
    fn a_heading_without_a_question_is_known_by_every_name_of_its_stage() {
        let check = |audit: &str, marked: &str, help: &str| {
            let stage = |key: &str| format!("---\nstage: {key}\n---\n");
            let (first, second) = (stage("discovery"), stage("research"));
            let audit = format!("{audit}\n\n## Research\n\n### Is anybody answered?\n");
            let files = [
                ("audit.md", audit.as_str()),
                PLAYBOOK,
                ("stages/1-discovery.md", first.as_str()),
                ("stages/2-research.md", second.as_str()),
            ];
            let found = found(&RULE, &files);
            let [finding] = found.as_slice() else {
                panic!("{audit}: {found:?}");
            };
            assert_eq!(&audit[finding.labels[0].span.range()], marked);
            assert!(finding.help[0].starts_with(help), "{:?}", finding.help);
        };
        let below = "add below this heading:\n### ";
        check("## 发现", "## 发现", below);
        check(
            "## Discovery and inspiration",
            "## Discovery and inspiration",
            below,
        );
        check("", "", "add to audit.md:\n## discovery\n\n### ");
    }

    #[test]
    fn the_question_to_paste_is_read_as_one_in_both_languages() {
        let check = |locale: &str, text: &str, fix: &str| {
            let main = format!("---\ntitle: T\nlocale: {locale}\n---\n");
            let stage = ("stages/2-research.md", "---\nstage: research\n---\n");
            let empty = ("audit.md", "");
            let found = found(&RULE, &[empty, ("playbook.md", &main), stage]);
            let help = &found[0].help[0];
            let (_, pasted) = help.split_once('\n').unwrap();
            let audit = playbook(&[("audit.md", pasted), ("playbook.md", &main), stage]).audit;
            let [question] = audit.questions.as_slice() else {
                panic!("one question in {pasted}");
            };
            assert_eq!(question.text, text);
            assert!(question.look_at.is_some() && question.choices.len() == 3);
            assert!(question.fix.as_ref().unwrap().html.contains(fix));
        };
        check(
            "en",
            "Does everybody who asks get an answer from a person?",
            "the checklist of this stage",
        );
        check(
            "zh-Hans",
            "每个提问的人，都得到真人的回答吗？",
            "本阶段的清单",
        );
    }
}
