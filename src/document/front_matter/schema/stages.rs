//! The five stages, and what other models call them.

use crate::diagnostic::closest;

/// The keys of the five stages, in order.
pub const STAGES: [&str; 5] = [
    "discovery",
    "research",
    "consideration",
    "conversion",
    "advocacy",
];

/// What other models call a stage: funnel words, the platforms' own words, Chinese words.
const OTHER_NAMES: [&[&str]; 5] = [
    &[
        "aware",
        "awareness",
        "discover",
        "attention",
        "attract",
        "exposure",
        "impression",
        "reach",
        "inspiration",
        "seeding",
        "tofu",
        "see",
        "发现",
        "认知",
        "种草",
        "曝光",
        "吸引",
        "触达",
    ],
    &[
        "interest",
        "interested",
        "search",
        "searching",
        "explore",
        "exploration",
        "learn",
        "learning",
        "information",
        "study",
        "think",
        "研究",
        "搜索",
        "兴趣",
        "了解",
        "搜寻",
        "调研",
    ],
    &[
        "consider",
        "evaluation",
        "evaluate",
        "comparison",
        "compare",
        "comparing",
        "desire",
        "intent",
        "preference",
        "trust",
        "mofu",
        "ask",
        "考虑",
        "比较",
        "对比",
        "深度种草",
        "评估",
        "决策",
    ],
    &[
        "purchase",
        "purchasing",
        "buy",
        "buying",
        "checkout",
        "order",
        "action",
        "act",
        "convert",
        "acquisition",
        "sale",
        "decision",
        "do",
        "bofu",
        "购买",
        "下单",
        "转化",
        "成交",
        "行动",
    ],
    &[
        "advocate",
        "share",
        "sharing",
        "loyalty",
        "loyal",
        "retention",
        "retain",
        "post-purchase",
        "postpurchase",
        "referral",
        "refer",
        "recommend",
        "recommendation",
        "repurchase",
        "care",
        "delight",
        "分享",
        "推荐",
        "忠诚",
        "复购",
        "口碑",
        "拥护",
    ],
];

/// The stage that a word most likely means: a stage in other letters, a name from another model, a slip of the pen.
#[must_use]
pub fn stage_suggestion(word: &str) -> Option<&'static str> {
    let word = word.trim().to_lowercase();
    let word =
        word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | ' '));
    if word.is_empty() {
        return None;
    }
    let stage_of = |name: &str| {
        let named = OTHER_NAMES
            .iter()
            .zip(STAGES)
            .find(|(names, _)| names.contains(&name));
        named.map(|(_, stage)| stage)
    };
    let long = |name: &&str| name.chars().count() >= 6;
    stage_of(word)
        .or_else(|| closest(word, STAGES))
        .or_else(|| {
            stage_of(closest(
                word,
                OTHER_NAMES.concat().into_iter().filter(long),
            )?)
        })
}

#[cfg(test)]
mod tests {
    use super::{OTHER_NAMES, STAGES, stage_suggestion};

    #[test]
    fn words_of_other_models_have_a_stage() {
        for (word, stage) in [
            ("Awareness", Some("discovery")),
            ("interest", Some("research")),
            ("evaluation", Some("consideration")),
            ("buying", Some("conversion")),
            ("checkout", Some("conversion")),
            ("retention", Some("advocacy")),
            ("种草", Some("discovery")),
            ("reserch", Some("research")),
            ("1-Discovery", Some("discovery")),
            ("interst", Some("research")),
            ("banana", None),
            ("", None),
        ] {
            assert_eq!(stage_suggestion(word), stage, "{word}");
        }
    }

    #[test]
    fn no_name_stands_for_two_stages() {
        let mut names: Vec<_> = OTHER_NAMES.concat();
        names.extend(STAGES);
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
