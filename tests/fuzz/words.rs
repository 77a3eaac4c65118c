//! Pages made of words of their own, so that a word which is lost on the way can be named.
//!
//! A list of numbers decides what stands where; each word is `w1x`, `w2x` …, which no markup holds.

use proptest::prelude::{Strategy, any};
use std::collections::{BTreeSet, VecDeque};
use waybook::document::front_matter::{Node, Value};
use waybook::document::markdown::{Block, Body, Fragment, Options};
use waybook::document::{self, Kind};
use waybook::source::{FileId, SitePath, SourceFile};

pub(crate) fn choices() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..120)
}

/// A page and the words it is made of.
pub(crate) struct Page {
    pub(crate) text: String,
    /// Words that a reader must see.
    shown: Vec<String>,
    /// Words in comments, which no reader may see.
    hidden: Vec<String>,
    /// What stands at the end of the page: notes and the targets of links.
    tail: String,
    choices: VecDeque<u8>,
}

impl Page {
    fn new(choices: &[u8]) -> Self {
        Self {
            text: String::new(),
            shown: Vec::new(),
            hidden: Vec::new(),
            tail: String::new(),
            choices: choices.iter().copied().collect(),
        }
    }

    /// The next number below `below`; 0 when they are used up, which is the simplest choice everywhere.
    fn choose(&mut self, below: u8) -> u8 {
        self.choices.pop_front().map_or(0, |number| number % below)
    }

    fn word(&mut self) -> String {
        let word = format!("w{}x", self.shown.len() + self.hidden.len());
        self.shown.push(word.clone());
        word
    }

    fn secret(&mut self) -> String {
        let word = format!("w{}x", self.shown.len() + self.hidden.len());
        self.hidden.push(word.clone());
        word
    }
}

/// A page of Markdown.
pub(crate) fn markdown(choices: &[u8]) -> Page {
    let mut page = Page::new(choices);
    while !page.choices.is_empty() {
        let block = block(&mut page, 0);
        page.text.push_str(&block);
        page.text.push('\n');
    }
    let tail = std::mem::take(&mut page.tail);
    page.text.push_str(&tail);
    page
}

/// A block of Markdown, ending in a line break.
fn block(page: &mut Page, depth: u8) -> String {
    let kinds = if depth < 3 { 17 } else { 6 };
    match page.choose(kinds) {
        0 => format!("{}\n", line(page, 2)),
        1 => format!("## {}\n", line(page, 1)),
        2 => {
            let id = page.shown.len();
            format!("### {} {{#id-{id}}}\n", line(page, 1))
        }
        3 => format!(
            "```{}\n{}\n\n{}\n```\n",
            ["", "yaml", "md", "no-such"][usize::from(page.choose(4))],
            page.word(),
            page.word()
        ),
        4 => format!("    {}\n", page.word()),
        5 => format!(
            "| {} | {} |\n|---|:-:|\n| {} | {} |\n",
            page.word(),
            line(page, 1),
            line(page, 1),
            page.word()
        ),
        6 => list(page, depth, "- "),
        7 => list(page, depth, "1. "),
        8 | 9 => tasks(page, depth),
        10 => quoted(&block(page, depth + 1)),
        11 => {
            let kind = ["NOTE", "TIP", "WARNING", "CAUTION", "note"][usize::from(page.choose(5))];
            format!("> [!{kind}]\n{}", quoted(&block(page, depth + 1)))
        }
        12 => format!(
            "> [!{}]\n> **Mistake: {}.** {}\n>\n> **Instead:** {}\n",
            ["CAUTION", "WARNING"][usize::from(page.choose(2))],
            line(page, 1),
            line(page, 1),
            line(page, 1)
        ),
        13 => format!(
            "> [!MISTAKE] {}\n> {}\n>\n> **Instead:** {}\n",
            line(page, 1),
            line(page, 1),
            line(page, 1)
        ),
        14 => format!(
            "> [!tip]- {}\n{}",
            line(page, 1),
            quoted(&block(page, depth + 1))
        ),
        15 => {
            let heading = [
                "Checklist",
                "Mistakes",
                "Instead",
                "Key takeaway",
                "What works",
            ][usize::from(page.choose(5))];
            format!("## {heading}\n\n{}", block(page, depth + 1))
        }
        _ => format!("<div>\n\n{}\n</div>\n", block(page, depth + 1)),
    }
}

fn list(page: &mut Page, depth: u8, marker: &str) -> String {
    let mut text = String::new();
    for _ in 0..=page.choose(3) {
        text.push_str(&format!("{marker}{}\n", line(page, 1)));
        text.push_str(&nested(page, depth, marker.len()));
    }
    text
}

fn tasks(page: &mut Page, depth: u8) -> String {
    let mut text = String::new();
    for number in 0..=page.choose(3) {
        let ticked = ["[ ]", "[x]"][usize::from(page.choose(2))];
        let level = ["", "**Must:** ", "**Could:** "][usize::from(page.choose(3))];
        let id = page.shown.len();
        let more = match page.choose(5) {
            0 => String::new(),
            1 => format!(
                " <!-- #item-{id}-{number} tags=value owner={} 5m -->",
                page.secret()
            ),
            2 => format!(" {{#item-{id}-{number} .seed}}"),
            3 => format!(" <!-- lint-allow id-missing: {} -->", page.secret()),
            _ => format!(" <!-- {} -->", page.secret()),
        };
        text.push_str(&format!("- {ticked} {level}{}{more}\n", line(page, 1)));
        text.push_str(&nested(page, depth, 2));
    }
    text
}

/// What stands below an item, if anything.
fn nested(page: &mut Page, depth: u8, indent: usize) -> String {
    if page.choose(3) != 2 {
        return String::new();
    }
    let block = block(page, depth + 1);
    let indented = block.lines().map(|line| match line {
        "" => "\n".to_owned(),
        _ => format!("{}{line}\n", " ".repeat(indent)),
    });
    format!("\n{}\n", indented.collect::<String>())
}

fn quoted(block: &str) -> String {
    block.lines().map(|line| format!("> {line}\n")).collect()
}

/// A line of text, of as many pieces and perhaps some more.
fn line(page: &mut Page, pieces: u8) -> String {
    let number = pieces + page.choose(3);
    let pieces: Vec<String> = (0..number).map(|_| piece(page)).collect();
    pieces.join(" ")
}

fn piece(page: &mut Page) -> String {
    match page.choose(18) {
        0..=4 => page.word(),
        5 => format!("*{}*", page.word()),
        6 => format!("**{}** {}", page.word(), page.word()),
        7 => format!("`{}`", page.word()),
        8 => format!("~~{}~~", page.word()),
        9 => format!("[{}](other.md#{})", page.word(), page.hidden.len()),
        10 => format!("![{}](picture.png)", page.word()),
        11 => format!("[[{}]]", page.word()),
        12 => format!("<kbd>{}</kbd>", page.word()),
        13 => format!("&amp; \\* {} < >", page.word()),
        14 => format!("{} <!-- {} -->", page.word(), page.secret()),
        15 => {
            let number = page.shown.len();
            let note = page.word();
            page.tail.push_str(&format!("\n[^{number}]: {note}\n"));
            format!("{}[^{number}]", page.word())
        }
        16 => {
            let number = page.shown.len();
            page.tail.push_str(&format!("\n[r{number}]: other.md\n"));
            format!("[{}][r{number}]", page.word())
        }
        _ => format!("{{{}}} 种草{}é", page.word(), page.word()),
    }
}

/// Fails unless each word stands in the HTML of the body, and none of the hidden ones in what a reader sees.
pub(crate) fn all_shown(page: &Page) {
    for kind in [
        Kind::Page,
        Kind::Stage,
        Kind::Mistake,
        Kind::Glossary,
        Kind::Audit,
    ] {
        let source = SourceFile {
            path: SitePath::new("content/demo/page.md"),
            text: page.text.clone(),
        };
        let (document, _) = document::read(FileId(0), &source, kind, &Options::default());
        crate::sound::document(&document, &source.text);
        let html = html_of(&document.body);
        let words = words_of(&html);
        let lost: Vec<&String> = page
            .shown
            .iter()
            .filter(|w| !words.contains(w.as_str()))
            .collect();
        assert!(
            lost.is_empty(),
            "{kind:?} loses {lost:?} of\n{}\n---\n{html}",
            page.text
        );
        let seen: Vec<&String> = page
            .hidden
            .iter()
            .filter(|w| words.contains(w.as_str()))
            .collect();
        assert!(
            seen.is_empty(),
            "{kind:?} shows {seen:?} of\n{}\n---\n{html}",
            page.text
        );
    }
}

/// Everything of a body that can be shown.
fn html_of(body: &Body) -> String {
    let mut html = String::new();
    let mut add = |fragment: &Fragment| {
        html.push_str(&fragment.html);
        html.push('\n');
    };
    for section in &body.sections {
        for block in &section.blocks {
            match block {
                Block::Prose(prose) => add(&prose.html),
                Block::Tasks { items, .. } => {
                    for item in &body.items[items.clone()] {
                        add(&item.html);
                        item.detail.iter().for_each(&mut add);
                    }
                }
                Block::Mistake(index) => {
                    let mistake = &body.mistakes[*index];
                    add(&mistake.html);
                    mistake.instead.iter().for_each(&mut add);
                }
            }
        }
    }
    // Headings of sections and of lists, and titles of mistakes, are written by whoever shows them.
    for text in body.headings.iter().map(|heading| &heading.text) {
        html.push_str(&format!(" {text} "));
    }
    for text in body.mistakes.iter().map(|mistake| &mistake.title) {
        html.push_str(&format!(" {text} "));
    }
    for text in body.title.iter().map(|title| &title.value) {
        html.push_str(&format!(" {text} "));
    }
    html
}

/// The words in a text.
fn words_of(text: &str) -> BTreeSet<&str> {
    let mut words = BTreeSet::new();
    for (at, _) in text.match_indices('w') {
        let digits = text[at + 1..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let end = at + 1 + digits;
        if digits > 0 && text[end..].starts_with('x') {
            words.insert(&text[at..=end]);
        }
    }
    words
}

/// A page of front matter.
pub(crate) fn yaml(choices: &[u8]) -> Page {
    let mut page = Page::new(choices);
    page.text.push_str("---\n");
    while !page.choices.is_empty() {
        let entry = entry(&mut page, 0);
        page.text.push_str(&entry);
    }
    page.text.push_str("---\n");
    page
}

/// A key with its value, or a comment.
fn entry(page: &mut Page, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    if page.choose(8) == 7 {
        return format!("{indent}# {}\n", page.secret());
    }
    let key = match page.choose(3) {
        0 => page.word(),
        1 => format!("\"{}\"", page.word()),
        _ => format!("x-{}", page.word()),
    };
    let kinds = if depth < 3 { 9 } else { 6 };
    let value = match page.choose(kinds) {
        0 => format!(" {}\n", page.word()),
        1 => format!(" '{} '' {}'\n", page.word(), page.word()),
        2 => format!(
            " \"{} \\\" \\u4f60 {}\" # {}\n",
            page.word(),
            page.word(),
            page.secret()
        ),
        3 => format!(" [{}, {{{}: {}}}]\n", page.word(), page.word(), page.word()),
        4 => format!(
            " {} {}\n{indent}  {}\n",
            page.word(),
            page.word(),
            page.word()
        ),
        5 => format!(" {}: 种草\n", page.word()).replace(": ", ":"),
        6 => format!(
            " |\n{indent}  {}\n\n{indent}  # {}\n",
            page.word(),
            page.word()
        ),
        7 => {
            let mut list = String::from("\n");
            for _ in 0..=page.choose(3) {
                list.push_str(&format!("{indent}- {}\n", page.word()));
            }
            list
        }
        _ => {
            let mut map = format!("\n{indent}  {}: {}\n", page.word(), page.word());
            for _ in 0..page.choose(3) {
                map.push_str(&entry(page, depth + 1));
            }
            map
        }
    };
    format!("{indent}{key}:{value}")
}

/// Fails unless each word stands in the tree, and each value where it says.
pub(crate) fn all_kept(page: &Page) {
    let data: String = page
        .text
        .lines()
        .filter(|line| *line != "---")
        .map(|line| format!("  {line}\n"))
        .collect();
    let data = format!("- id: first\n{data}");
    for (kind, text) in [
        (Kind::Page, &page.text),
        (Kind::Playbook, &page.text),
        (Kind::Touchpoints, &data),
    ] {
        let source = SourceFile {
            path: SitePath::new("content/demo/page.md"),
            text: text.clone(),
        };
        let (document, findings) = document::read(FileId(0), &source, kind, &Options::default());
        crate::sound::document(&document, text);
        let mut words = BTreeSet::new();
        gather(&document.front.root, text, &mut words);
        let lost: Vec<&String> = page
            .shown
            .iter()
            .filter(|w| !words.contains(w.as_str()))
            .collect();
        assert!(
            lost.is_empty(),
            "{kind:?} loses {lost:?} of\n{text}\n{findings:#?}"
        );
        assert!(
            page.hidden.iter().all(|w| !words.contains(w.as_str())),
            "{text}"
        );
    }
}

/// Adds the words of a tree; each stands in the bytes of its value.
fn gather<'a>(node: &'a Node, source: &str, words: &mut BTreeSet<&'a str>) {
    match &node.value {
        Value::Text(text) => {
            let written = &source[node.span.range()];
            for word in words_of(text) {
                assert!(written.contains(word), "{word} is not in {written:?}");
                words.insert(word);
            }
        }
        Value::List(list) => list.iter().for_each(|node| gather(node, source, words)),
        Value::Map(map) => {
            for (key, value) in map {
                words.extend(words_of(&key.value));
                gather(value, source, words);
            }
        }
        _ => {}
    }
}
