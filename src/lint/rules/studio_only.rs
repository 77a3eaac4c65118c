//! `studio-only`: the product is shown as its maker sees it, and never in anybody's day.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::Pillar;
use crate::lint::support::content::{by_brand_alone, pointing_at};
use crate::lint::support::lexicon::Lexicon;
use crate::lint::support::listed;
use crate::lint::support::speech::affirmed;
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "studio-only",
        group: Group::Strategy,
        level: Severity::Info,
        summary: "Polished pictures by the brand show nobody's everyday use.",
        fixable: false,
        options: &[],
        page: include_str!("studio_only.md"),
    },
    check: Some(check),
};

/// Pictures of the product as its maker wants it seen.
static STUDIO: Lexicon = Lexicon::new(
    include_str!("../words/en/studio.txt"),
    include_str!("../words/zh/studio.txt"),
);

/// The product where people really use it.
static EVERYDAY: Lexicon = Lexicon::new(
    include_str!("../words/en/everyday.txt"),
    include_str!("../words/zh/everyday.txt"),
);

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let pillars = &context.playbook.pillars;
    let alone = |pillar: &Pillar| by_brand_alone(pillar) == Some(true);
    if !context.is_judged() || !pillars.iter().all(alone) {
        return;
    }
    let everyday = |pillar: &Pillar| context.words_of(pillar).any(|text| EVERYDAY.is_in(text));
    if pillars.iter().any(everyday) {
        return;
    }
    let studio = |pillar| {
        let mut words = context.words_of(pillar);
        let word = words.find_map(|text| affirmed(&STUDIO, text))?;
        Some((pillar, word))
    };
    let polished: Vec<(&Pillar, &str)> = pillars.iter().filter_map(studio).collect();
    // A word about the studio here and there does not make a playbook polished.
    if polished.len() * 2 > pillars.len() {
        out.push(finding(context, &polished));
    }
}

fn finding(context: &Context<'_>, polished: &[(&Pillar, &str)]) -> Diagnostic {
    let all = context.playbook.pillars.len();
    let mut words: Vec<&str> = Vec::new();
    for (_, word) in polished {
        if words.len() < 3 && !words.contains(word) {
            words.push(word);
        }
    }
    let words = listed(words);
    let mut finding = RULE.finding(match all {
        1 => format!("nobody is seen using the product: the brand makes the only pillar, and it shows {words}"),
        _ => format!(
            "nobody is seen using the product: the brand makes every pillar, and {} of {all} show {words}",
            polished.len(),
        ),
    });
    if let Some((file, span)) = context.head() {
        finding = finding.label(
            file,
            span,
            "this journey shows the product, and nobody with it",
        );
    }
    let places = polished.iter().map(|(pillar, _)| {
        let key = if pillar.formats.is_empty() {
            "title"
        } else {
            "formats"
        };
        context.pillar_place(pillar, key)
    });
    let path = &context.document(polished[0].0.document).path;
    pointing_at(finding, places, "only polished pictures")
        .note(
            "people look for somebody like themselves; a perfect picture tells them how it looks \
             under lamps, and not how it will look with them",
        )
        .help(format!(
            "let buyers or creators show one of them; in {} change this to:\n\
             formats: [phone photo at home]\ncreators: [ugc, koc]",
            path.as_str()
        ))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lint::support::trial::{PLAYBOOK, found};

    #[test]
    fn most_pillars_are_polished_and_none_is_of_everyday_life() {
        let check = |pillars: &[(&str, &str)], expected: bool| {
            let texts: Vec<(String, String)> = pillars
                .iter()
                .enumerate()
                .map(|(i, (creators, format))| {
                    let text = format!(
                        "---\ntitle: P\ncreators: [{creators}]\nformats: [\"{format}\"]\n---\n"
                    );
                    (format!("pillars/{i}.md"), text)
                })
                .collect();
            let mut files = vec![PLAYBOOK];
            files.extend(
                texts
                    .iter()
                    .map(|(path, text)| (path.as_str(), text.as_str())),
            );
            assert_eq!(!found(&RULE, &files).is_empty(), expected, "{pillars:?}");
        };
        let (studio, table) = (("brand", "studio photo"), ("brand", "price table"));
        check(&[], false);
        check(&[studio], true);
        check(&[studio, studio, table], true);
        check(&[studio, table], false);
        check(&[studio, studio, ("koc", "price table")], false);
        check(&[studio, studio, ("", "price table")], false);
        check(&[studio, studio, ("staff", "photo at home")], false);
        check(&[("brand", "no studio photo")], false);
        check(&[("brand", "棚拍大片"), ("brand", "白底图")], true);
        check(&[("brand", "棚拍大片"), ("brand", "手机随手拍")], false);
    }
}
