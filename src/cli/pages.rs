//! A page of Markdown on a terminal: headings at the margin, text below them set in and wrapped, code set in further.
//!
//! It reads what the pages of rules are made of: headings, paragraphs, lists, code, tables as they are typed.

use crate::diagnostic::report::human::Style;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// No line of prose is longer, however wide the terminal.
const MAX_WIDTH: usize = 100;
/// Nor is one broken where fewer columns than these are left.
const MIN_WIDTH: usize = 20;
/// The columns before text below a heading, before the name of the file that code stands in, and before code.
const TEXT: usize = 2;
const CAPTION: usize = 4;
const CODE: usize = 6;
const BOLD: &str = "\x1b[1m";
const CYAN: &str = "\x1b[36m";
const PLAIN: &str = "\x1b[0m";

/// The page as text, ending in a line break.
pub(super) fn render(markdown: &str, style: Style) -> String {
    let mut page = Page {
        style,
        text: String::new(),
        block: String::new(),
        lists: Vec::new(),
        after_item: false,
        captioned: false,
    };
    for event in Parser::new(markdown) {
        page.event(event);
    }
    page.text
}

/// A text whose first line begins at column `before` and whose other lines are indented as far; without a line break at
/// its end.
pub(super) fn hanging(text: &str, before: usize, width: usize) -> String {
    let indent = " ".repeat(before);
    let room = width.saturating_sub(before).max(MIN_WIDTH);
    wrapped(text, room).join(&format!("\n{indent}"))
}

/// The lines of a text of which none is wider than `width`, unless a single word is.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let own = visible(word);
        if length > 0 && length + 1 + own > width {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += own;
    }
    lines.push(line);
    lines
}

/// How many columns a word takes; Chinese characters take two.
fn visible(word: &str) -> usize {
    let bare = word.replace(BOLD, "").replace(CYAN, "").replace(PLAIN, "");
    bare.chars()
        .map(|c| match c {
            '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 2,
            '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' => 2,
            _ => 1,
        })
        .sum()
}

/// A page under way.
struct Page {
    style: Style,
    text: String,
    /// The text of the block at hand.
    block: String,
    /// The lists around it: the number of the next item, or nothing for bullets.
    lists: Vec<Option<u64>>,
    /// Whether the block before it was an item of a list.
    after_item: bool,
    /// Whether the line before it names the file it stands in.
    captioned: bool,
}

impl Page {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.block.push_str(&text),
            Event::Code(code) => {
                self.mark(CYAN);
                self.block.push_str(&format!("`{code}`"));
                self.mark(PLAIN);
            }
            Event::SoftBreak | Event::HardBreak => self.block.push(' '),
            Event::Html(html) | Event::InlineHtml(html) => self.block.push_str(&html),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.paragraph();
                self.lists.push(*first);
            }
            Tag::Strong => self.mark(BOLD),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => self.place(info),
            _ => {}
        }
    }

    /// Names the file that a block of code stands in (`md file=launch.md`), or without which the example is
    /// (`text delete=launch.md`).
    fn place(&mut self, info: &str) {
        let words = || info.split_whitespace();
        if let Some(file) = words().find_map(|word| word.strip_prefix("file=")) {
            self.gap();
            let caption = self.colored(file, CYAN);
            self.text.push_str(&format!("{:CAPTION$}{caption}:\n", ""));
            self.captioned = true;
        } else if let Some(file) = words().find_map(|word| word.strip_prefix("delete=")) {
            self.block = format!(
                "Without the file {}.",
                self.colored(&format!("`{file}`"), CYAN)
            );
            self.paragraph();
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.heading(),
            TagEnd::Paragraph => self.paragraph(),
            TagEnd::Item => {
                self.paragraph();
                if let Some(Some(number)) = self.lists.last_mut() {
                    *number += 1;
                }
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::CodeBlock => self.code(),
            TagEnd::Strong => self.mark(PLAIN),
            TagEnd::HtmlBlock => self.paragraph(),
            _ => {}
        }
    }

    fn mark(&mut self, rendition: &str) {
        if self.style.color {
            self.block.push_str(rendition);
        }
    }

    fn colored(&self, text: &str, rendition: &str) -> String {
        if self.style.color {
            format!("{rendition}{text}{PLAIN}")
        } else {
            text.to_owned()
        }
    }

    /// An empty line before every block but the first, the items of a list, and code below the name of its file.
    fn gap(&mut self) {
        let is_item = !self.lists.is_empty();
        let belongs = (is_item && self.after_item) || self.captioned;
        if !self.text.is_empty() && !belongs {
            self.text.push('\n');
        }
        self.after_item = is_item;
        self.captioned = false;
    }

    fn heading(&mut self) {
        self.gap();
        let heading = std::mem::take(&mut self.block);
        let heading = self.colored(&heading, BOLD);
        self.text.push_str(&format!("{heading}\n"));
        self.captioned = false;
    }

    fn paragraph(&mut self) {
        let block = std::mem::take(&mut self.block);
        if block.trim().is_empty() {
            return;
        }
        let indent = " ".repeat(TEXT * self.lists.len().max(1));
        let marker = match self.lists.last() {
            None => indent,
            Some(None) => format!("{indent}- "),
            Some(Some(number)) => format!("{indent}{number}. "),
        };
        self.gap();
        let width = self.style.width.min(MAX_WIDTH);
        let lines = hanging(&block, marker.chars().count(), width);
        self.text.push_str(&format!("{marker}{lines}\n"));
    }

    fn code(&mut self) {
        let code = std::mem::take(&mut self.block);
        if !code.trim().is_empty() {
            self.gap();
        }
        for line in code.trim_end().lines() {
            let line = format!("{:CODE$}{line}", "");
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Style, hanging, render};

    #[test]
    fn a_page() {
        let page = "# loop-open\n\n## What it does\n\nLooks for a **last stage** that leads\nnowhere, see `feeds`.\n\n\
                    - one item that is long enough to be wrapped\n- two\n\nAfter.\n\n```md\na: 1\n\n- [ ] b\n```\n";
        let plain = "\
loop-open

What it does

  Looks for a last stage that leads
  nowhere, see `feeds`.

  - one item that is long enough to
    be wrapped
  - two

  After.

      a: 1

      - [ ] b
";
        let style = |color| Style { color, width: 36 };
        assert_eq!(render(page, style(false)), plain);
        let colored = render(page, style(true));
        assert!(colored.starts_with("\x1b[1mloop-open\x1b[0m\n"));
        assert!(colored.contains("\x1b[36m`feeds`\x1b[0m"));
        let bare = ["\x1b[1m", "\x1b[36m", "\x1b[0m"]
            .iter()
            .fold(colored, |text, rendition| text.replace(rendition, ""));
        assert_eq!(bare, plain);
    }

    #[test]
    fn code_says_which_file_it_stands_in() {
        let style = Style {
            color: false,
            width: 60,
        };
        for (page, expected) in [
            (
                "```md file=stages/2-research.md\na: 1\n```\n",
                "    stages/2-research.md:\n      a: 1\n",
            ),
            (
                "Text.\n\n```text delete=playbook.md\n```\n\nMore.\n",
                "  Text.\n\n  Without the file `playbook.md`.\n\n  More.\n",
            ),
            ("```md\na: 1\n```\n", "      a: 1\n"),
        ] {
            assert_eq!(render(page, style), expected);
        }
    }

    #[test]
    fn text_hangs_behind_its_column() {
        assert_eq!(
            hanging("aaaa bbbb cccc dddd eeee", 2, 22),
            "aaaa bbbb cccc dddd\n  eeee"
        );
        assert_eq!(
            hanging("种草种草种草 种草种草", 0, 20),
            "种草种草种草\n种草种草"
        );
        assert_eq!(hanging("", 2, 0), "");
    }
}
