//! `conversion-only`: most of what is published sells.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::front_matter::schema::Shape;
use crate::journey::{Pillar, StageKey};
use crate::lint::support::content::{pointing_at, sells_by};
use crate::lint::support::option;
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "conversion-only",
        group: Group::Strategy,
        level: Severity::Error,
        summary: "Most pillars push the sale.",
        fixable: false,
        options: &[option(
            "share",
            Shape::Share,
            "The part of the pillars that may convert or lead to the shop.",
            "0.6",
        )],
        page: include_str!("conversion_only.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if !context.is_judged() {
        return;
    }
    let pillars = &context.playbook.pillars;
    let selling: Vec<(&Pillar, &str)> = pillars
        .iter()
        .filter_map(|pillar| Some((pillar, sells_by(pillar)?)))
        .collect();
    let allowed = allowed(context.share(&RULE, "share"), pillars.len());
    if selling.len() > allowed {
        out.push(finding(context, &selling, allowed));
    }
}

/// How many of `all` pillars may sell.
fn allowed(share: f64, all: usize) -> usize {
    // A share such as 0.29 of 100 comes out a hair below 29.
    (share * all as f64 + 1e-9).floor() as usize
}

fn finding(context: &Context<'_>, selling: &[(&Pillar, &str)], allowed: usize) -> Diagnostic {
    let (all, sell) = (context.playbook.pillars.len(), selling.len());
    let pillars = match all {
        1 => "the only pillar pushes".to_owned(),
        _ if all == sell => format!("all {all} pillars push"),
        _ => format!("{sell} of {all} pillars push"),
    };
    let mut finding = RULE.finding(format!(
        "{pillars} the sale, by `intent: convert` or `cta: shop`"
    ));
    if let Some((file, span)) = context.head() {
        finding = finding.label(file, span, format!("at most {allowed} of {all} may"));
    }
    let places = selling
        .iter()
        .map(|(pillar, key)| context.pillar_place(pillar, key));
    let finding = pointing_at(finding, places, "this sells").note(
        "people buy from a brand that they have met and checked before; where everything sells, \
         nobody gets that far",
    );
    let finding = match selling
        .iter()
        .find_map(|(pillar, _)| Some((*pillar, gentler(pillar)?)))
    {
        None => finding,
        Some((pillar, facts)) => finding.help(format!(
            "{}; in {} change this to:\n{facts}",
            match sell - allowed {
                1 => "let 1 of them help people who are not buying yet".to_owned(),
                more => format!(
                    "let {more} of them help people who are not buying yet, beginning with this one"
                ),
            },
            context.document(pillar.document).path,
        )),
    };
    finding.help(
        format!("or run `{}`, and write in the new file:\nstages: [discovery, research]\nintent: inform\ncta: save", context.pillar_to_add("useful-tips")),
    )
}

/// What a pillar would ask for if it did the work of its first stage before or after the purchase.
fn gentler(pillar: &Pillar) -> Option<&'static str> {
    pillar
        .stages
        .iter()
        .find_map(|(stage, _)| match stage.value {
            StageKey::Discovery => Some("intent: inspire\ncta: save"),
            StageKey::Research => Some("intent: inform\ncta: follow"),
            StageKey::Consideration => Some("intent: reassure\ncta: ask"),
            StageKey::Conversion => None,
            StageKey::Advocacy => Some("intent: re-engage\ncta: none"),
        })
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn exactly_the_share_may_sell() {
        for (share, all, expected) in [
            (0.6, 5, 3),
            (0.6, 10, 6),
            (0.6, 4, 2),
            (0.6, 1, 0),
            (0.6, 0, 0),
            (0.29, 100, 29),
            (0.0, 7, 0),
            (1.0, 7, 7),
        ] {
            assert_eq!(allowed(share, all), expected, "{share} of {all}");
        }
    }
}
