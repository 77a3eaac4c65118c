//! `localization-absent`: a stage in which nothing was adapted to the market.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::{Pillar, Stage, StageKey};
use crate::lint::support::lexicon::Lexicon;
use crate::lint::support::no_value::says_nothing;
use crate::lint::support::strategy::{has_tag, speaks_of};
use crate::lint::support::{stage_span, value_span};
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Spanned;
use std::slice::from_ref;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "localization-absent",
        group: Group::Strategy,
        level: Severity::Warning,
        summary: "Nothing in a stage is adapted to the market.",
        fixable: false,
        options: &[],
        page: include_str!("localization_absent.md"),
    },
    check: Some(check),
};

/// What a page speaks of that was adapted.
static ADAPTED: Lexicon = Lexicon::new(
    include_str!("../words/en/localization.txt"),
    include_str!("../words/zh/localization.txt"),
);

/// What is written after `localized` where nothing was adapted.
static UNADAPTED: Lexicon = Lexicon::new(
    include_str!("../words/en/unadapted.txt"),
    include_str!("../words/zh/unadapted.txt"),
);

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if !context.is_judged() {
        return;
    }
    for stage in context.checked_stages(&StageKey::ALL) {
        let pillars: Vec<&Pillar> = context.serving(from_ref(&stage.key)).collect();
        // That the key and the pillars are missing has been said; where it counts most, it is said again.
        let is_bare = pillars.is_empty() && stage.localized.is_none();
        let said = is_bare && stage.key != StageKey::Consideration;
        if !said && !is_localized(context, stage, &pillars) {
            out.push(finding(context, stage));
        }
    }
}

/// Whether anything of the stage is adapted: the stage, one of its pillars, one of its items, or what its page says.
fn is_localized(context: &Context<'_>, stage: &Stage, pillars: &[&Pillar]) -> bool {
    let document = context.document(stage.document);
    let key = [stage.key];
    let mut tasks = context.tasks_of(&key);
    // What cannot be read may say it.
    !document.front.parsed
        || says_something(stage.localized.as_ref())
        || pillars
            .iter()
            .any(|pillar| says_something(pillar.localized.as_ref()))
        || tasks.any(|task| has_tag(task, &["localize"]))
        || speaks_of(document, &ADAPTED)
}

/// Whether `localized` names something that was adapted.
fn says_something(localized: Option<&Spanned<String>>) -> bool {
    let end = |c: char| c.is_whitespace() || matches!(c, '.' | '。');
    let is_unadapted = |text: &str| UNADAPTED.is(text.trim_matches(end));
    localized.is_some_and(|text| !says_nothing(&text.value) && !is_unadapted(&text.value))
}

fn finding(context: &Context<'_>, stage: &Stage) -> Diagnostic {
    let key = stage.key.as_str();
    let document = context.document(stage.document);
    let mut finding = RULE
        .finding(format!(
            "nothing in `{key}` is adapted to the market: neither it nor its pillars \
             say so in `localized`, and no checklist item is tagged `localize`"
        ))
        .label(
            document.file,
            value_span(document, "localized").unwrap_or_else(|| stage_span(document)),
            "the same here as everywhere",
        );
    let reason = if stage.key == StageKey::Consideration {
        finding.severity = Severity::Error;
        "here adaptation counts most: people choose what answers their own skin, climate, habits \
         and taste, and general content loses the comparison"
    } else {
        "people trust what speaks of their own climate, habits and words; content made for \
         everywhere reads like an advertisement"
    };
    let text = context.worded(example(stage.key));
    finding.note(reason).help(format!(
        "write what was adapted between the two lines `---` of {}, for example:\nlocalized: \"{text}\"",
        document.path
    ))
}

/// What may be adapted in a stage, in English and in Chinese.
fn example(stage: StageKey) -> [&'static str; 2] {
    match stage {
        StageKey::Discovery => [
            "Scenes from heated flats in northern winters, posted in the weeks they are heated",
            "北方暖气房里的真实场景，按各地供暖时间发布",
        ],
        StageKey::Research => [
            "Reviewers with the skin types and the hard water of the region",
            "测评者的肤质和水质与当地用户一致",
        ],
        StageKey::Consideration => [
            "Compared with the products that local shops sell, in the sizes people buy here",
            "与当地门店在售的同类产品对比，采用本地常买的规格",
        ],
        StageKey::Conversion => [
            "The means of payment, the delivery and the returns that people expect here",
            "按当地习惯提供支付、配送和退换方式",
        ],
        StageKey::Advocacy => [
            "Thanks on the local holidays, in the tone of the group they are written in",
            "在本地节日致谢，用社群里的说话方式",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::{ADAPTED, RULE};
    use crate::diagnostic::Severity;
    use crate::lint::support::trial::{PLAYBOOK, found};

    /// The severity for a stage with this key, these keys and this body.
    fn check(key: &str, more: &str, body: &str, pillar: &str) -> Option<Severity> {
        let stage =
            format!("---\nstage: {key}\n{more}\n---\n{body}\n## Checklist\n\n- [ ] Ten notes\n");
        let files = [
            PLAYBOOK,
            ("pillars/scenes.md", pillar),
            ("stages/stage.md", stage.as_str()),
        ];
        found(&RULE, &files).first().map(|finding| finding.severity)
    }

    #[test]
    fn a_stage_is_localized_by_itself_its_pillars_its_items_or_its_words() {
        let none = "---\nstages: [discovery]\n---\n";
        let pillar =
            "---\nstages: [{key: discovery, role: supporting}]\nlocalized: In flats\n---\n";
        let check = |more: &str, body: &str, pillar: &str| check("discovery", more, body, pillar);
        assert_eq!(check("", "", none), Some(Severity::Warning));
        for nothing in [
            "''",
            "–",
            "None.",
            "No",
            "Same as global.",
            "无",
            "不适用",
            "同全球",
        ] {
            let more = format!("localized: {nothing}");
            assert_eq!(check(&more, "", none), Some(Severity::Warning));
        }
        assert_eq!(check("localized: In flats", "", none), None);
        let film = "localized: global film, local voices";
        assert_eq!(check(film, "", none), None);
        assert_eq!(check("", "", pillar), None);
        assert_eq!(
            check("", "- [ ] Flats <!-- tags=localize -->\n", none),
            None
        );
        assert_eq!(check("", "Notes are written in dialect.\n", none), None);
    }

    #[test]
    fn it_is_an_error_on_consideration() {
        let pillar = "---\nstages: [discovery]\nlocalized: In flats\n---\n";
        assert_eq!(
            check("consideration", "", "", pillar),
            Some(Severity::Error)
        );
    }

    #[test]
    fn chinese_pages_say_what_they_adapted() {
        assert!(ADAPTED.is_in("测评兼顾国人肤质和北方暖气房"));
        assert!(!ADAPTED.is_in("把英文文案翻译成中文"));
    }
}
