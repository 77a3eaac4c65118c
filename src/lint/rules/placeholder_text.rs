//! `placeholder-text`: text that was to be replaced and still stands there.
//!
//! Steps: a quick look for the marks in the whole text; only where there is one, Markdown is walked to tell prose from
//! code, and the front matter's values are looked at one by one.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::document::front_matter::{Node, Value};
use crate::lint::support::words::stands_alone;
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use std::sync::LazyLock;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "placeholder-text",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "Text that was to be replaced still stands there.",
        fixable: false,
        options: &[],
        page: include_str!("placeholder_text.md"),
    },
    check: Some(check),
};

/// Words that stand for text to come. Written as here, by themselves.
const WORDS: &[&str] = &[
    "TODO",
    "TBD",
    "FIXME",
    "XXX",
    "xxx",
    "Lorem ipsum",
    "lorem ipsum",
    "LOREM IPSUM",
    "待补充",
    "待填写",
    "此处填写",
];
/// What stands in square brackets for text to come, up to where its own words begin.
const BRACKETS: &[&str] = &[
    "[…",
    "[...",
    "[Write",
    "[write",
    "[Insert",
    "[insert",
    "[Your ",
    "[your ",
    "[Fill",
    "[fill",
    "[Describe",
    "[describe",
    "[Add ",
    "[填写",
    "[写",
    "[待",
];
/// A front matter value that is nothing else.
const EMPTY: &[&str] = &["…", "...", "?", "??", "???", "tbd", "todo", "-"];

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (_, document) in context.documents() {
        let mut places = in_facts(context, document);
        places.extend(in_prose(context, document));
        for span in places {
            let text = context.slice(document, span);
            out.push(
                RULE.finding(format!("`{text}` still waits for your text"))
                    .label(document.file, span, "still to be written")
                    .note("the site shows it to readers as it stands")
                    .help(help(text)),
            );
        }
    }
}

/// What to type: what the brackets ask for, where they ask for something.
fn help(text: &str) -> String {
    let asked = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let asked = asked.and_then(|text| text.split_once([':', '：']));
    match asked.map(|(_, wish)| wish.trim()) {
        Some(wish) if !wish.is_empty() => {
            format!("type in its place, without the brackets: {wish}")
        }
        _ => format!(
            "type your text in place of `{text}`; if there is nothing to say, delete the sentence or the line"
        ),
    }
}

/// Whether a value holds the place of one to come, so that this rule speaks of it and no other one need.
pub(crate) fn is_placeholder(value: &str) -> bool {
    EMPTY.contains(&value.trim()) || marks(value).next().is_some()
}

/// Where the front matter or a data file holds one.
fn in_facts(context: &Context<'_>, document: &Document) -> Vec<Span> {
    let mut places = Vec::new();
    let mut open: Vec<&Node> = vec![&document.front.root];
    while let Some(node) = open.pop() {
        match &node.value {
            Value::List(list) => open.extend(list),
            Value::Map(map) => {
                let own = |key: &str| !key.starts_with("x-");
                open.extend(map.iter().filter(|(k, _)| own(&k.value)).map(|(_, v)| v));
            }
            Value::Text(text) if EMPTY.contains(&text.trim()) => places.push(node.span),
            Value::Text(_) => {
                let written = context.slice(document, node.span);
                let start = node.span.start as usize;
                places.extend(marks(written).map(|m| Span::new(m.start, m.end).shifted(start)));
            }
            _ => {}
        }
    }
    places
}

/// Where the body holds one outside code.
fn in_prose(context: &Context<'_>, document: &Document) -> Vec<Span> {
    let start = document.front.body_start;
    let text = &context.sources.get(document.file).text;
    let Some(body) = text.get(start..).filter(|_| !document.kind.is_data()) else {
        return Vec::new();
    };
    if marks(body).next().is_none() {
        return Vec::new();
    }
    let mut places = Vec::new();
    for run in prose(body) {
        let offset = start + run.start;
        places.extend(marks(&body[run]).map(|m| Span::new(m.start, m.end).shifted(offset)));
    }
    places
}

/// The runs of text of a body, code and comments left out; neighbours are one run.
fn prose(body: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut in_code = false;
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => match runs.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => runs.push(range),
            },
            _ => {}
        }
    }
    runs
}

/// Finds where a mark may begin, in one pass over a text. The kind of match is the one that goes many bytes at a time.
static BEGINNINGS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostFirst);
    builder.build(WORDS.iter().chain(BRACKETS)).ok()
});

/// The marks in a text, in order.
fn marks(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut end = 0;
    let candidates = BEGINNINGS
        .iter()
        .flat_map(move |finder| finder.find_iter(text));
    candidates.filter_map(move |candidate| {
        let start = candidate.start();
        let mark = (start >= end).then(|| mark_at(text, start)).flatten()?;
        end = mark.end;
        Some(mark)
    })
}

fn mark_at(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = &text[start..];
    if rest.starts_with('[') {
        if !BRACKETS.iter().any(|mark| rest.starts_with(mark)) {
            return None;
        }
        // Only this line is looked at, and not far: a placeholder is a remark.
        let close = rest
            .char_indices()
            .take(200)
            .take_while(|(_, c)| *c != '\n')
            .find(|(_, c)| *c == ']')?
            .0;
        let is_link = rest[close + 1..].starts_with(['(', '[', ':']);
        return (!is_link).then_some(start..start + close + 1);
    }
    let lead = rest.as_bytes().first();
    let word = WORDS
        .iter()
        .find(|word| word.as_bytes().first() == lead && rest.starts_with(**word))?;
    let end = start + word.len();
    stands_alone(text, start, end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::{WORDS, marks, prose};

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = marks(text).map(|m| &text[m]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_are_found_where_they_stand_alone() {
        check("TODO: write, TBD.", &["TODO", "TBD"]);
        check("TODOs, xxxl, Fixme", &[]);
        check("Lorem ipsum dolor", &["Lorem ipsum"]);
        check("a [Write: the goal] b […] c", &["[Write: the goal]", "[…]"]);
        check("[Write to us](mailto:a@b.c) [x]", &[]);
        check("这里待补充。", &["待补充"]);
        check("[Write: never closed", &[]);
    }

    #[test]
    fn every_word_is_among_the_candidates() {
        for word in WORDS {
            assert_eq!(marks(&format!("种 {word}")).count(), 1, "{word}");
        }
    }

    #[test]
    fn code_and_comments_are_no_prose() {
        let body = "Say `TODO` here.\n\n```\nTODO\n```\n\n<!-- TODO -->\n\n- [ ] TODO item […]\n";
        let runs: Vec<_> = prose(body).into_iter().map(|r| body[r].trim()).collect();
        assert_eq!(runs, ["Say", "here.", "TODO item […]"]);
    }

    #[test]
    fn many_brackets_take_linear_time() {
        assert_eq!(marks(&"[Write ".repeat(200_000)).count(), 0);
    }
}
