//! `translation-only`: `localized` that speaks of translating and of nothing else.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::DocumentId;
use crate::lint::support::lexicon::Lexicon;
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Spanned;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "translation-only",
        group: Group::Strategy,
        level: Severity::Warning,
        summary: "What was adapted to the market is the language alone.",
        fixable: false,
        options: &[],
        page: include_str!("translation_only.md"),
    },
    check: Some(check),
};

/// Translating, in all its names.
static TRANSLATING: Lexicon = Lexicon::new(
    include_str!("../words/en/translation.txt"),
    include_str!("../words/zh/translation.txt"),
);

/// The words around it that do not say that anything else was changed.
static FRAME: Lexicon = Lexicon::new(
    include_str!("../words/en/translation_frame.txt"),
    include_str!("../words/zh/translation_frame.txt"),
);

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if !context.is_judged() {
        return;
    }
    let playbook = context.playbook;
    let stages = playbook.stages.iter();
    let stages = stages.map(|stage| {
        (
            "stage",
            stage.key.as_str(),
            stage.document,
            &stage.localized,
        )
    });
    let pillars = playbook.pillars.iter();
    let pillars = pillars.map(|p| ("pillar", p.id.as_str(), p.document, &p.localized));
    for (what, name, document, localized) in stages.chain(pillars) {
        let localized = localized.as_ref();
        if let Some(text) = localized.filter(|text| is_translation(&text.value)) {
            out.push(finding(
                context,
                &format!("{what} `{name}`"),
                document,
                text,
            ));
        }
    }
}

/// Whether a text names translating, and nothing is left of it without such words and what stands around them.
fn is_translation(text: &str) -> bool {
    TRANSLATING.is_in(text)
        && !FRAME
            .without(&TRANSLATING.without(text))
            .contains(char::is_alphanumeric)
}

fn finding(
    context: &Context<'_>,
    place: &str,
    document: DocumentId,
    text: &Spanned<String>,
) -> Diagnostic {
    let examples = match context.is_chinese() {
        true => "localized: \"在北方暖气房里测评，说明硬水怎么影响使用，用本地用户自己的说法\"",
        false => {
            "localized: \"Tried in heated northern flats, compared with what local shops sell, in \
             the words local buyers use\""
        }
    };
    RULE.finding(format!(
        "`localized` of the {place} speaks of translating alone"
    ))
    .label(
        context.document(document).file,
        text.span,
        "only the language was changed",
    )
    .note(
        "words are the smallest part of it: skin, climate, habits, taste, looks and worries \
         differ, and translated global content answers somebody else's",
    )
    .help(format!(
        "say what else was changed for this market, and change it if nothing was, for example:\n\
         {examples}"
    ))
}

#[cfg(test)]
mod tests {
    use super::is_translation;

    #[test]
    fn only_a_text_of_nothing_but_translating_counts() {
        let check =
            |text: &str, expected: bool| assert_eq!(is_translation(text), expected, "{text}");
        check("Translated into Chinese", true);
        check(
            "All captions and subtitles are translated by a native speaker.",
            true,
        );
        check("Chinese subtitles", true);
        check("Captions by buyers, in their own dialect", false);
        check("Translated, and shot again in northern flats", false);
        check("Written in Chinese", false);
        check("[Write: how is it adapted to the market?]", false);
        check("", false);
    }

    #[test]
    fn chinese_texts_are_told_apart_the_same_way() {
        let check =
            |text: &str, expected: bool| assert_eq!(is_translation(text), expected, "{text}");
        check("品牌文案全部翻译成简体中文", true);
        check("所有视频均已添加中文字幕。", true);
        check("翻译之外，按北方暖气房重新拍摄", false);
        check("由当地博主重写，不是翻译", false);
    }
}
