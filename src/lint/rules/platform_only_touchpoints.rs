//! `platform-only-touchpoints`: every touchpoint is on one platform, as if buyers never left it.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::front_matter::schema::Shape;
use crate::journey::Touchpoint;
use crate::lint::support::content::pointing_at;
use crate::lint::support::lexicon::Lexicon;
use crate::lint::support::option;
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::{FileId, Span, Spanned};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "platform-only-touchpoints",
        group: Group::Strategy,
        level: Severity::Warning,
        summary: "All touchpoints are on one platform.",
        fixable: false,
        options: &[option(
            "least",
            Shape::Integer { min: 2, max: 99 },
            "The number of touchpoints from which on it is looked at.",
            "3",
        )],
        page: include_str!("platform_only_touchpoints.md"),
    },
    check: Some(check),
};

/// Places where people are in person: no platform that they could leave.
static PLACES: Lexicon = Lexicon::new(
    include_str!("../words/en/places.txt"),
    include_str!("../words/zh/places.txt"),
);

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let touchpoints = &context.playbook.touchpoints;
    if !context.is_judged() || touchpoints.len() < context.count(&RULE, "least") {
        return;
    }
    if let Some(platform) = only_platform(touchpoints) {
        out.push(finding(context, touchpoints, platform));
    }
}

/// The platform that all touchpoints are on. `None` too where one of them names none or a list of them, and where it is
/// a place rather than a platform.
fn only_platform(touchpoints: &[Touchpoint]) -> Option<&str> {
    let name = |touchpoint: &Touchpoint| Some(key(touchpoint.platform.as_ref()?));
    let (first, rest) = touchpoints.split_first()?;
    let only = name(first)?;
    let same = rest.iter().all(|other| name(other).as_ref() == Some(&only));
    first
        .platform
        .as_ref()
        .filter(|platform| same && !PLACES.is_in(&platform.value))
        .map(|p| p.value.trim())
}

/// What two spellings of a platform have in common.
fn key(platform: &Spanned<String>) -> String {
    platform.value.trim().to_lowercase()
}

fn finding(context: &Context<'_>, touchpoints: &[Touchpoint], platform: &str) -> Diagnostic {
    let finding = RULE.finding(format!(
        "all {} touchpoints are on `{platform}`, as if buyers never left it",
        touchpoints.len()
    ));
    let places = touchpoints.iter().filter_map(|touchpoint| {
        let platform = touchpoint.platform.as_ref()?;
        Some((context.document(touchpoint.document).file, platform.span))
    });
    let places: Vec<(FileId, Span)> = places.collect();
    pointing_at(finding, places, "the same platform")
        .note(
            "people leave to compare prices, to ask a friend, to see it in a shop, and come back; \
             where they go and nobody waits for them, another brand does",
        )
        .help(format!(
            "ask buyers where else they looked, and add each place to the list, for example:\n{}",
            record(context, platform)
        ))
}

/// A touchpoint to propose.
struct Proposal {
    id: &'static str,
    /// In English and in Chinese, as is the platform.
    names: [&'static str; 2],
    channel: &'static str,
    platforms: [&'static str; 2],
    role: &'static str,
}

/// What is proposed in China, the better one first.
const IN_CHINA: [Proposal; 2] = [
    Proposal {
        id: "tmall-price",
        names: ["Price check on Tmall", "天猫比价"],
        channel: "marketplace",
        platforms: ["Tmall", "天猫"],
        role: "price-check",
    },
    Proposal {
        id: "note-search",
        names: ["Search for notes", "搜索笔记"],
        channel: "search",
        platforms: ["Xiaohongshu", "小红书"],
        role: "verify",
    },
];

/// What is proposed elsewhere.
const ELSEWHERE: [Proposal; 2] = [
    Proposal {
        id: "web-search",
        names: ["Search on the web", "网页搜索"],
        channel: "search",
        platforms: ["Google", "谷歌"],
        role: "verify",
    },
    Proposal {
        id: "friends-chat",
        names: ["Question to friends", "问朋友"],
        channel: "chat",
        platforms: ["WhatsApp", "微信"],
        role: "verify",
    },
];

/// A touchpoint on another platform than the one that is there, as a record to paste.
fn record(context: &Context<'_>, platform: &str) -> String {
    let [first, second] = match context.playbook.facts.market.as_deref() {
        Some("CN") => &IN_CHINA,
        _ => &ELSEWHERE,
    };
    let there = platform.to_lowercase();
    let mut names = first.platforms.iter();
    let proposal = match names.any(|name| there.contains(&name.to_lowercase())) {
        true => second,
        false => first,
    };
    let (name, other) = (
        context.worded(proposal.names),
        context.worded(proposal.platforms),
    );
    let (channel, role) = (proposal.channel, proposal.role);
    let facts = format!(
        "name: {name}, channel: {channel}, platform: {other}, stages: [research, consideration], \
         type: earned, role: {role}"
    );
    context.touchpoint_to_add(proposal.id, &facts)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lint::support::trial::{PLAYBOOK, found};

    #[test]
    fn three_touchpoints_on_one_platform_are_too_few_places() {
        let check = |platforms: &[&str], expected: usize| {
            let records = platforms.iter().enumerate();
            let records =
                records.map(|(n, p)| format!("- {{id: t-{n}, name: T{n}, platform: {p}}}\n"));
            let text: String = records.collect();
            let files = [PLAYBOOK, ("touchpoints.yaml", text.as_str())];
            assert_eq!(found(&RULE, &files).len(), expected, "{platforms:?}");
        };
        check(&[], 0);
        check(&["小红书", "小红书"], 0);
        check(&["小红书", "小红书", "小红书"], 1);
        check(&["Tmall", "tmall", "\" TMALL\""], 1);
        check(&["Tmall", "Tmall", "JD"], 0);
        check(&["our farm", "our farm", "our farm"], 0);
        check(&["线下门店", "线下门店", "线下门店"], 0);
        check(&["Tmall", "Tmall", "[Tmall, JD]"], 0);
        check(&["Tmall", "Tmall", "~"], 0);
    }

    #[test]
    fn another_platform_than_the_one_that_is_there_is_proposed() {
        let check = |facts: &str, platform: &str, expected: &str| {
            let main = format!("---\ntitle: T\n{facts}\n---\n");
            let record = |n: usize| format!("- {{id: t-{n}, name: T{n}, platform: {platform}}}\n");
            let records: String = (0..3).map(record).collect();
            let files = [
                ("playbook.md", main.as_str()),
                ("touchpoints.yaml", records.as_str()),
            ];
            let help = &found(&RULE, &files)[0].help[0];
            assert!(help.contains(expected), "{platform}: {help}");
        };
        check("market: CN", "Xiaohongshu", "platform: Tmall");
        check("market: CN", "tmall", "platform: Xiaohongshu");
        check("market: CN", "天猫", "platform: Xiaohongshu");
        check("market: CN\nlocale: zh-Hans", "小红书", "name: 天猫比价");
        check("market: CN\nlocale: zh-Hans", "天猫", "platform: 小红书");
        check("market: DE", "google", "platform: WhatsApp");
        check("market: DE", "Instagram", "platform: Google");
    }
}
