//! `actor-multiple`: a journey that is to be made by several kinds of buyers at once.
//!
//! Two kinds are two names of people, in the plural, on both sides of a word such as "and". Everything less certain is
//! let pass: "buyers in Hangzhou and Shanghai" and "mother and student" are one buyer.

use super::placeholder_text;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::front_matter::quoted;
use crate::lint::support::lexicon::Lexicon;
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "actor-multiple",
        group: Group::Strategy,
        level: Severity::Warning,
        summary: "The actor is several kinds of buyers.",
        fixable: false,
        options: &[],
        page: include_str!("actor_multiple.md"),
    },
    check: Some(check),
};

/// Kinds of people who buy.
static BUYERS: Lexicon = Lexicon::new(
    include_str!("../words/en/buyers.txt"),
    include_str!("../words/zh/buyers.txt"),
);

/// What stands between two of them; of two that fit the longer one first.
const JOINTS: &[&str] = &[
    " as well as ",
    " and ",
    " or ",
    " plus ",
    "&",
    "/",
    "／",
    "以及",
    "和",
    "与",
    "及",
    "或",
    "、",
];
/// What ends a clause.
const ENDS: [char; 11] = [',', ';', ':', '(', ')', '，', '；', '：', '（', '）', '、'];
/// What may follow a kind of people and still leave the clause a name: where they are, and how old.
const PLACES: &[&str] = &[
    "in", "from", "at", "near", "aged", "over", "under", "between", "around",
];
/// What makes the words after it a part of somebody else.
const RELATIONS: &[&str] = &[
    "who", "whose", "that", "which", "with", "without", "of", "for", "to", "their", "her", "his",
    "its",
];
/// The same in Chinese, where such words stand before the people.
const OBJECTS: &[&str] = &["给", "为", "送", "替", "帮", "陪", "关注", "照顾"];

/// No actor is longer; a text that is describes something else.
const MOST_BYTES: usize = 300;
/// How many words may stand before a kind of people: "busy young urban professionals".
const MOST_WORDS: usize = 4;

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let facts = &context.playbook.facts;
    let (Some((file, _)), Some(actor)) = (context.head(), &facts.actor) else {
        return;
    };
    if !context.is_judged() || placeholder_text::is_placeholder(&actor.value) {
        return;
    }
    let Some((one, other)) = several(&actor.value) else {
        return;
    };
    let age = match one.contains(|c: char| c.is_ascii_digit()) {
        true => "",
        false => context.worded([", 24–32", "，24–32岁"]),
    };
    out.push(
        RULE.finding(format!(
            "`actor` names more than one kind of buyer: `{one}` and `{other}`"
        ))
        .label(file, actor.span, "whose journey is it?")
        .note(
            "two kinds of buyers ask different questions and stop at different places; a journey \
             for both is true of neither",
        )
        .help(format!(
            "keep the one who matters most here, with what tells this buyer apart: \
             `actor: \"{}{age}\"`",
            quoted(one)
        ))
        .help("and map the other one separately: `waybook add playbook second-buyer`"),
    );
}

/// The first two kinds of buyers that an actor names, when it names two.
fn several(actor: &str) -> Option<(&str, &str)> {
    if actor.len() > MOST_BYTES {
        return None;
    }
    let lower = actor.to_ascii_lowercase();
    let joints = lower.char_indices().filter_map(|(at, _)| {
        let joint = JOINTS
            .iter()
            .find(|joint| lower[at..].starts_with(**joint))?;
        Some((at, at + joint.len()))
    });
    joints
        .map(|(start, end)| (before(actor, start), after(actor, end)))
        .find(|(left, right)| are_two(left, right) || are_two_in_chinese(left, right))
}

/// The clause that ends at `end`.
fn before(text: &str, end: usize) -> &str {
    let text = text[..end].trim_end().trim_end_matches(ENDS);
    text.rsplit(ENDS).next().unwrap_or_default().trim()
}

/// The clause that begins at `start`.
fn after(text: &str, start: usize) -> &str {
    text[start..].split(ENDS).next().unwrap_or_default().trim()
}

fn are_two(left: &str, right: &str) -> bool {
    let (left, right) = (words(left), words(right));
    let Some(head) = head(&left) else {
        return false;
    };
    if self::head(&right).is_none() {
        return false;
    }
    match left.get(head + 1) {
        None => true,
        Some(next) if PLACES.contains(&next.as_str()) => {
            left.last().is_some_and(|last| !BUYERS.is(last))
        }
        Some(next) => next.starts_with(|c: char| c.is_ascii_digit()),
    }
}

fn words(clause: &str) -> Vec<String> {
    let words = clause.split_whitespace();
    words.map(str::to_ascii_lowercase).collect()
}

/// Which word of a clause names a kind of people, when nothing before it makes them somebody else's.
fn head(words: &[String]) -> Option<usize> {
    let found = words
        .iter()
        .take(MOST_WORDS + 1)
        .enumerate()
        .find(|(i, word)| {
            let pair = i
                .checked_sub(1)
                .map(|before| format!("{} {word}", words[before]));
            BUYERS.is(word) || pair.is_some_and(|pair| BUYERS.is(&pair))
        });
    let (at, _) = found?;
    let relation =
        |word: &String| RELATIONS.contains(&word.as_str()) || PLACES.contains(&word.as_str());
    (!words[..at].iter().any(relation)).then_some(at)
}

/// Chinese has no plural and no spaces: both clauses end with a kind of people, and nothing is theirs or done for them.
fn are_two_in_chinese(left: &str, right: &str) -> bool {
    let own = |c: char| c.is_ascii_digit() || c.is_whitespace();
    let right = right.split(own).next().unwrap_or_default();
    let is_object = OBJECTS.iter().any(|word| left.contains(word));
    !is_object && !right.contains('的') && ends_with_buyers(left) && ends_with_buyers(right)
}

fn ends_with_buyers(clause: &str) -> bool {
    let mut ends = clause.char_indices().rev().take(6);
    ends.any(|(at, c)| !c.is_ascii() && BUYERS.is(&clause[at..]))
}

#[cfg(test)]
mod tests {
    use super::{RULE, several};
    use crate::lint::support::trial::found;

    #[test]
    fn two_kinds_of_people_are_two_actors() {
        for (actor, expected) in [
            ("mothers and teachers", ("mothers", "teachers")),
            ("Mothers & teachers, 24–32", ("Mothers", "teachers")),
            ("mothers/teachers", ("mothers", "teachers")),
            ("mothers, teachers and nurses", ("teachers", "nurses")),
            (
                "first-time buyers, and repeat buyers",
                ("first-time buyers", "repeat buyers"),
            ),
            (
                "women 24–32 and young men 30–40",
                ("women 24–32", "young men 30–40"),
            ),
            (
                "students in Hangzhou or office workers in Shanghai",
                ("students in Hangzhou", "office workers in Shanghai"),
            ),
            ("Gen Z and millennials", ("Gen Z", "millennials")),
            ("Z世代和宝妈", ("Z世代", "宝妈")),
            ("敏感肌宝妈和大学生，20–28岁", ("敏感肌宝妈", "大学生")),
            ("新锐白领、小镇青年", ("新锐白领", "小镇青年")),
            ("宝妈，和上班族", ("宝妈", "上班族")),
            (
                "爱美的学生及年轻白领 20–28岁",
                ("爱美的学生", "年轻白领 20–28岁"),
            ),
        ] {
            assert_eq!(several(actor), Some(expected), "{actor}");
        }
    }

    #[test]
    fn one_buyer_with_several_traits_is_one() {
        for actor in [
            "sensitive-skin buyer, 24–32",
            "buyers in Hangzhou and Shanghai",
            "urban millennial and Gen Z women",
            "working mother and student, 30–35",
            "first-time and repeat buyers",
            "buyers who follow mothers and teachers",
            "buyer of gifts for parents and teachers",
            "buyers from cities with students and tourists",
            "mothers and their children",
            "women aged 24 and over",
            "office worker who avoids caffeine, 23–32",
            "buyer who compares and asks friends",
            "user/buyer of the cream",
            "杭州和上海的上班族",
            "关注宝妈和学生的博主",
            "给妈妈和老师挑礼物的女生",
            "给妈妈和老师",
            "敏感肌和干皮女生，24–32岁",
            "和田玉收藏者",
            "",
        ] {
            assert_eq!(several(actor), None, "{actor}");
        }
        assert_eq!(several(&"mothers and ".repeat(100_000)), None);
    }

    #[test]
    fn the_actor_to_keep_has_an_age_once() {
        let check = |actor: &str, locale: &str, expected: &str| {
            let main = format!("---\ntitle: T\nlocale: {locale}\nactor: {actor}\n---\n");
            let found = found(&RULE, &[("playbook.md", main.as_str())]);
            assert!(found[0].help[0].ends_with(expected), "{:?}", found[0].help);
        };
        check("mothers and teachers", "en", "`actor: \"mothers, 24–32\"`");
        check(
            "women 24–32 and men 30–40",
            "en",
            "`actor: \"women 24–32\"`",
        );
        check("Z世代和宝妈", "zh-Hans", "`actor: \"Z世代，24–32岁\"`");
    }
}
