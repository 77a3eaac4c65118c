//! `inside-out`: what the customer does, told as what the brand does.

use super::placeholder_text;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::support::lexicon::Lexicon;
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Span;
use std::ops::Range;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "inside-out",
        group: Group::Strategy,
        level: Severity::Info,
        summary: "A stage tells what the brand does where it should tell what the customer does.",
        fixable: false,
        options: &[],
        page: include_str!("inside_out.md"),
    },
    check: Some(check),
};

/// What a brand calls itself.
static OURSELVES: Lexicon = Lexicon::new(
    include_str!("../words/en/ourselves.txt"),
    include_str!("../words/zh/ourselves.txt"),
);

/// What belongs to a brand and is looked at by customers: "the brand name", 品牌号.
const THINGS: &[&str] = &[
    "name",
    "page",
    "account",
    "shop",
    "store",
    "website",
    "名",
    "词",
    "号",
    "页",
    "店",
    "笔记",
    "官",
    "旗舰",
    "直播间",
    "专柜",
    "小程序",
    "话题",
    "评论区",
];
/// What joins a thing to the brand.
const OWNS: [&str; 3] = ["'s", "’s", "的"];

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if !context.is_judged() {
        return;
    }
    for stage in &context.playbook.stages {
        let document = context.document(stage.document);
        for doing in &stage.doing {
            if placeholder_text::is_placeholder(&doing.value) || begins(&doing.value).is_none() {
                continue;
            }
            let written = context.slice(document, doing.span);
            let span = begins(written).map_or(doing.span, |range| {
                Span::new(range.start, range.end).shifted(doing.span.start as usize)
            });
            let word = context.slice(document, span);
            out.push(
                RULE.finding(format!(
                    "`doing` of the stage `{}` begins with `{word}`: it tells what the brand does",
                    stage.key.as_str()
                ))
                .label(document.file, span, "this is not the customer")
                .note(
                    "a journey seen from the office lists campaigns; what buyers do meanwhile is \
                     what they decide by",
                )
                .help(help(context)),
            );
        }
    }
}

fn help(context: &Context<'_>) -> String {
    let example = context.worded([
        "Scrolls on the way home and saves two notes that look like her own shelf",
        "下班路上刷首页，收藏两篇和自己肤质一样的笔记",
    ]);
    format!(
        "say what the customer does, and move the brand's work to the checklist: \
         `doing: \"{example}\"`"
    )
}

/// Where a text names the brand, when it begins with that.
fn begins(text: &str) -> Option<Range<usize>> {
    let start = text.len()
        - text
            .trim_start_matches(['"', '\'', '“', '「', ' ', '-'])
            .len();
    let found = OURSELVES.find(&text[start..])?;
    let word = text[start..][..found.end].to_ascii_lowercase();
    let rest = &text[start..][found.end..];
    let owned = OWNS.iter().find_map(|owns| rest.strip_prefix(owns));
    let rest = owned.unwrap_or(rest).trim_start();
    let is_thing = word.ends_with("brand") || word.ends_with("品牌");
    let is_thing = is_thing && THINGS.iter().any(|thing| rest.starts_with(thing));
    (found.start == 0 && !is_thing).then_some(start..start + found.end)
}

#[cfg(test)]
mod tests {
    use super::begins;

    #[test]
    fn the_brand_is_told_from_the_customer() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(begins(text).map(|range| &text[range]), expected, "{text}");
        };
        check("We post three times a day", Some("We"));
        check("\"Our team seeds samples\"", Some("Our"));
        check("The brand publishes a film", Some("The brand"));
        check("我们每天发三篇笔记", Some("我们"));
        check("品牌方投放信息流", Some("品牌方"));
        check("品牌邀请达人", Some("品牌"));
        check("The brand name comes up in a chat", None);
        check("The brand's page is the third she opens", None);
        check("The brand’s website loads slowly on the bus", None);
        check("The brand's team seeds samples", Some("The brand"));
        check("品牌词加肤质一起搜", None);
        check("品牌旗舰店里看价格", None);
        check("品牌官网查成分", None);
        check("品牌直播间蹲优惠", None);
        check("品牌小程序下单", None);
        check("品牌的评论区翻到底", None);
        check("品牌的团队发笔记", Some("品牌"));
        check("Weighs two creams", None);
        check("Ours is the third she opens", None);
        check("She looks whether we answer", None);
        check("她看我们的评论区", None);
        check("", None);
    }
}
