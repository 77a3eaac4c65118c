//! `point-of-sale-absent`: no touchpoint of conversion is a place where people can pay.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::{Stage, StageKey, Touchpoint};
use crate::lint::support::content::is;
use crate::lint::support::lexicon::Lexicon;
use crate::lint::support::{stage_span, value_span};
use crate::lint::{Context, Group, Rule, RuleInfo};
use std::collections::HashSet;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "point-of-sale-absent",
        group: Group::Strategy,
        level: Severity::Error,
        summary: "Conversion has no touchpoint where people can pay.",
        fixable: false,
        options: &[],
        page: include_str!("point_of_sale_absent.md"),
    },
    check: Some(check),
};

/// Places where people pay, as channels and names say it.
static SHOPS: Lexicon = Lexicon::new(
    include_str!("../words/en/shops.txt"),
    include_str!("../words/zh/shops.txt"),
);

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let touchpoints = &context.playbook.touchpoints;
    // Without a list of touchpoints the question has not been asked yet; the stage's `touchpoints` is missing then, or
    // leads nowhere, and that is said.
    if !context.is_judged() || touchpoints.is_empty() {
        return;
    }
    let Some(stage) = context.playbook.stage(StageKey::Conversion) else {
        return;
    };
    let named: HashSet<&str> = stage
        .touchpoints
        .iter()
        .map(|id| id.value.as_str())
        .collect();
    let is_here = |touchpoint: &&Touchpoint| {
        let stages = &touchpoint.stages;
        named.contains(touchpoint.id.as_str()) || stages.iter().any(|s| s.value == stage.key)
    };
    let here: Vec<&Touchpoint> = touchpoints.iter().filter(is_here).collect();
    if !here.iter().any(|touchpoint| takes_money(touchpoint)) {
        out.push(finding(context, stage, here.first().copied()));
    }
}

/// Whether people can pay there: by its role first, else by the words of its channel and its name.
fn takes_money(touchpoint: &Touchpoint) -> bool {
    let channel = touchpoint
        .channel
        .as_ref()
        .map(|channel| channel.value.as_str());
    pays(touchpoint)
        || SHOPS.is_in(&touchpoint.name)
        || channel.is_some_and(|channel| SHOPS.is_in(channel))
}

fn pays(touchpoint: &Touchpoint) -> bool {
    is(&touchpoint.role, "pay")
}

/// `nearest` is a touchpoint of the stage, if it has any.
fn finding(context: &Context<'_>, stage: &Stage, nearest: Option<&Touchpoint>) -> Diagnostic {
    let document = context.document(stage.document);
    let span = value_span(document, "touchpoints").unwrap_or_else(|| stage_span(document));
    let finding = RULE
        .finding(
            "`conversion` has no place where people can pay: none of its touchpoints is a shop or has `role: pay`",
        )
        .label(document.file, span, "a buyer who has decided stands here")
        .note(
            "whoever has decided wants one trusted, local place to pay, on the phone; without it \
             the decision is lost, or made at a reseller's",
        );
    if let Some(shop) = context.playbook.touchpoints.iter().find(|t| pays(t)) {
        let file = context.document(shop.document).file;
        return finding
            .label(
                file,
                shop.id_span,
                "one can pay here, but `conversion` does not have it",
            )
            .help(format!(
                "if it is the place for this journey too, write in the record `{}` in touchpoints.yaml: `stages: [{}]`",
                shop.id,
                with_conversion(shop)
            ));
    }
    let add = "add the place where people can pay at the end of touchpoints.yaml";
    let (finding, add) = match nearest {
        Some(nearest) => {
            let role = format!(
                "if people can pay at `{0}`, write `role: pay` in its record in touchpoints.yaml",
                nearest.id
            );
            (finding.help(role), format!("if not, {add}"))
        }
        None => (finding, add.to_owned()),
    };
    finding
        .help(format!("{add}:\n{}", record(context)))
        .help("if nobody pays in this journey, write in waybook.yaml:\nlint:\n  point-of-sale-absent: off")
}

/// The stages of a touchpoint, and conversion.
fn with_conversion(touchpoint: &Touchpoint) -> String {
    let mut stages: Vec<StageKey> = touchpoint.stages.iter().map(|stage| stage.value).collect();
    stages.push(StageKey::Conversion);
    stages.sort_unstable();
    stages.dedup();
    let names: Vec<&str> = stages.into_iter().map(StageKey::as_str).collect();
    names.join(", ")
}

/// A place to pay, as a record to paste.
fn record(context: &Context<'_>) -> String {
    let (id, names, platforms) = match context.playbook.facts.market.as_deref() {
        Some("CN") => (
            "flagship-store",
            ["Flagship store", "官方旗舰店"],
            ["Tmall", "天猫"],
        ),
        _ => (
            "own-shop",
            ["Own shop", "自营商城"],
            ["own site", "品牌官网"],
        ),
    };
    let (name, platform) = (context.worded(names), context.worded(platforms));
    let facts = format!(
        "name: {name}, channel: shop, platform: {platform}, stages: [conversion], type: owned, \
         role: pay"
    );
    context.touchpoint_to_add(id, &facts)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lint::support::trial::{PLAYBOOK, found};

    /// What is said of a conversion stage that names the touchpoint `own`, beside these touchpoints.
    fn check(records: &str) -> Option<String> {
        let stage = "---\nstage: conversion\ntouchpoints: [own]\n---\n";
        let files = [
            PLAYBOOK,
            ("stages/4-conversion.md", stage),
            ("touchpoints.yaml", records),
        ];
        let found = found(&RULE, &files);
        found
            .first()
            .and_then(|finding| finding.help.first().cloned())
    }

    #[test]
    fn a_place_to_pay_has_the_role_or_is_a_shop() {
        for open in [
            "- {id: a, name: Link, stages: [conversion], role: pay}",
            "- {id: own, name: Link, stages: [research], role: pay}",
            "- {id: a, name: Link, channel: shop, stages: [conversion]}",
            "- {id: a, name: 天猫旗舰店, stages: [conversion], role: verify}",
            "- {id: a, name: Donation form, stages: [conversion]}",
            "- {id: a, name: Ticket desk, stages: [conversion]}",
            "- {id: a, name: 签合同, stages: [conversion]}",
            "",
        ] {
            assert_eq!(check(open), None, "{open}");
        }
    }

    #[test]
    fn what_is_at_hand_is_proposed_first() {
        let help = |records: &str| check(records).unwrap();
        let elsewhere = "- {id: a, name: Till, stages: [research], role: pay}";
        assert_eq!(
            help(elsewhere),
            "if it is the place for this journey too, write in the record `a` in touchpoints.yaml: \
             `stages: [research, conversion]`"
        );
        let candidate = "- {id: a, name: Workshop, stages: [conversion]}";
        assert_eq!(
            help(candidate),
            "if people can pay at `a`, write `role: pay` in its record in touchpoints.yaml"
        );
        let none = "- {id: a, name: Feed, stages: [discovery], role: discover}";
        assert!(help(none).contains("id: flagship-store"));
    }

    #[test]
    fn a_chinese_playbook_gets_a_chinese_record() {
        let files = [
            (
                "playbook.md",
                "---\ntitle: 面霜\nlocale: zh-Hans\nmarket: CN\n---\n",
            ),
            ("stages/4-conversion.md", "---\nstage: conversion\n---\n"),
            (
                "touchpoints.yaml",
                "- {id: a, name: 推荐流, stages: [discovery], role: discover}",
            ),
        ];
        let help = found(&RULE, &files)[0].help.concat();
        assert!(
            help.contains("name: 官方旗舰店, channel: shop, platform: 天猫"),
            "{help}"
        );
        assert!(help.contains("owner: 店铺负责人"), "{help}");
    }
}
