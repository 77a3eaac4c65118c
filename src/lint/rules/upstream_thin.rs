//! `upstream-thin`: more is published for the purchase than for all that comes before it.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::{Pillar, StageKey};
use crate::lint::support::content::pointing_at;
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "upstream-thin",
        group: Group::Strategy,
        level: Severity::Warning,
        summary: "More pillars carry conversion than serve discovery and research together.",
        fixable: false,
        options: &[],
        page: include_str!("upstream_thin.md"),
    },
    check: Some(check),
};

/// The stages in which people meet a brand and learn to trust it.
const UPSTREAM: &[StageKey] = &[StageKey::Discovery, StageKey::Research];

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let has_upstream = UPSTREAM
        .iter()
        .any(|key| context.playbook.stage(*key).is_some());
    if !context.is_judged() || !has_upstream {
        return;
    }
    let conversion: Vec<&Pillar> = context.carrying(StageKey::Conversion).collect();
    let upstream = context.serving(UPSTREAM).count();
    if conversion.len() > upstream {
        out.push(finding(context, &conversion, upstream));
    }
}

fn finding(context: &Context<'_>, conversion: &[&Pillar], upstream: usize) -> Diagnostic {
    let carry = match conversion.len() {
        1 => "1 pillar is".to_owned(),
        n => format!("{n} pillars are"),
    };
    let serve = match upstream {
        0 => "none serves".to_owned(),
        1 => "only 1 serves".to_owned(),
        n => format!("only {n} serve"),
    };
    let mut finding = RULE.finding(format!(
        "{carry} made for `conversion`, but {serve} `discovery` or `research`"
    ));
    if let Some((file, span)) = context.head() {
        finding = finding.label(
            file,
            span,
            "this journey is wide at the till and narrow at the door",
        );
    }
    let places = conversion
        .iter()
        .map(|pillar| context.pillar_place(pillar, "stages"));
    let missing = conversion.len() - upstream;
    pointing_at(finding, places, "made for the sale")
        .note(
            "whoever is to buy must have met the brand and found it believable; more offers do \
             not help while few people get that far",
        )
        .help(format!(
            "plan {missing} more for people who are not buying yet: run `{}`, and write in the new file:\n\
             stages: [discovery, research]\nintent: inform\ncta: save",
            context.pillar_to_add("useful-tips")
        ))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lint::support::trial::{PLAYBOOK, found};

    #[test]
    fn conversion_must_outweigh_both_stages_before_it() {
        let check = |pillars: &[&str], expected: bool| {
            let texts: Vec<(String, String)> = pillars
                .iter()
                .enumerate()
                .map(|(i, stages)| {
                    let text = format!("---\ntitle: P\nstages: {stages}\n---\n");
                    (format!("pillars/{i}.md"), text)
                })
                .collect();
            let mut files = vec![
                PLAYBOOK,
                ("stages/2-research.md", "---\nstage: research\n---\n"),
            ];
            files.extend(
                texts
                    .iter()
                    .map(|(path, text)| (path.as_str(), text.as_str())),
            );
            assert_eq!(!found(&RULE, &files).is_empty(), expected, "{pillars:?}");
        };
        check(&[], false);
        check(&["[conversion]"], true);
        check(&["[conversion]", "[research]"], false);
        check(
            &["[conversion]", "[conversion]", "[discovery, research]"],
            true,
        );
        check(
            &["[conversion]", "[conversion]", "[discovery]", "[research]"],
            false,
        );
        check(&["[conversion, research]"], false);
        check(&["{key: conversion, role: supporting}"], false);
        check(&["[conversion, {key: discovery, role: supporting}]"], false);
    }
}
