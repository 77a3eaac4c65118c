//! Events to HTML: a loop with a stack of open elements, so that no nesting can exhaust the machine's own stack.

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::events::{Piece, Reader, find_end, trimmed};
use super::highlight::Highlighter;
use super::html::Output;
use super::outline::{level_number, plain_text};
use super::stack::{MAX_DEPTH, MAX_OUTER_DEPTH, Walk};
use super::{InsertKind, breaks, callout, checklist, clean, comment};
use crate::source::Span;

/// The interface text that names a heading's anchor.
const HEADING_ANCHOR: InsertKind = InsertKind::Text(6);

impl<'a> Reader<'a> {
    /// Writes a balanced run of events. Comments inside cover `scope`.
    pub(super) fn write(&mut self, pieces: &[Piece<'a>], scope: Span, out: &mut Output) {
        let mut walk = Walk::new(out, scope);
        let mut at = 0;
        while at < pieces.len() {
            at = self.step(pieces, at, &mut walk);
        }
        while walk.close_fold() {}
        clean::close_authors(&mut walk, 0);
        for (link, text) in walk.named {
            self.name_link(link, &text);
        }
    }

    /// Writes the event at `at`, with those after it that belong to it, and gives the index of the next.
    fn step(&mut self, pieces: &[Piece<'a>], at: usize, walk: &mut Walk<'_>) -> usize {
        match &pieces[at].event {
            Event::Start(tag) => return self.start(tag, pieces, at, walk),
            Event::End(_) => walk.end(),
            Event::Text(text) => walk.out.text(text),
            Event::Code(code) => {
                walk.out.raw("<code>");
                walk.out.text(code);
                walk.out.raw("</code>");
            }
            Event::InlineHtml(html) => self.inline_html(html, pieces[at].span, walk),
            Event::FootnoteReference(label) => self.footnote_reference(label, walk),
            Event::SoftBreak if breaks::vanishes(&walk.out.text, &pieces[at + 1..]) => {}
            Event::SoftBreak => {
                walk.out.raw("\n");
                walk.out.text.push(' ');
            }
            Event::HardBreak => {
                walk.out.raw("<br>\n");
                walk.out.text.push(' ');
            }
            Event::Rule => {
                walk.begin_block();
                walk.out.raw("<hr>\n");
            }
            Event::Html(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
        at + 1
    }

    fn start(
        &mut self,
        tag: &Tag<'a>,
        pieces: &[Piece<'a>],
        at: usize,
        walk: &mut Walk<'_>,
    ) -> usize {
        match tag {
            Tag::Paragraph => walk.paragraph(),
            Tag::Heading {
                level, id, classes, ..
            } => return self.heading(pieces, at, (*level, id.as_deref(), classes), walk),
            Tag::BlockQuote(_) => return self.quote(pieces, at, walk),
            Tag::CodeBlock(kind) => {
                return code_block(kind, pieces, at, &mut self.highlighter, walk);
            }
            Tag::HtmlBlock => return self.html_block(pieces, at, walk),
            Tag::List(first) => open_list(*first, pieces, at, walk),
            Tag::Item => return self.item(pieces, at, walk),
            Tag::Table(alignments) => open_table(alignments, pieces, at, walk),
            Tag::TableHead | Tag::TableRow | Tag::TableCell => {
                let next = pieces.get(at + 1).map(|piece| &piece.event);
                let empty = matches!(next, Some(Event::End(TagEnd::TableCell)));
                open_table_part(tag, empty, walk);
            }
            Tag::Emphasis => {
                walk.element("<em>", "</em>");
            }
            Tag::Strong => {
                walk.element("<strong>", "</strong>");
            }
            Tag::Strikethrough => {
                walk.element("<del>", "</del>");
            }
            Tag::Link { .. } => {
                let opened = walk.depth() < MAX_DEPTH && self.open_link(pieces, at, walk);
                walk.push(if opened { "</a>" } else { "" }).link = opened;
                walk.links += usize::from(opened);
            }
            Tag::Image { title, .. } => {
                let end = find_end(pieces, at);
                self.image(pieces, at, plain_text(&pieces[at + 1..end]), title, walk);
                return end + 1;
            }
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {
                walk.push("");
            }
        }
        at + 1
    }

    /// Writes a whole heading with its anchor.
    fn heading(
        &mut self,
        pieces: &[Piece<'a>],
        at: usize,
        (level, id, classes): (HeadingLevel, Option<&str>, &[CowStr<'a>]),
        walk: &mut Walk<'_>,
    ) -> usize {
        let end = find_end(pieces, at);
        let number = self.record_heading(pieces, at, level, id);
        let id = self.body.headings[number].id.clone();
        let name = level_number(level).to_string();
        walk.begin_block();
        walk.out.raw("<h");
        walk.out.raw(&name);
        walk.out.attribute_with("id", "", InsertKind::IdPrefix, &id);
        if !classes.is_empty() {
            walk.out.attribute("class", &classes.join(" "));
        }
        walk.out.raw(">");
        self.write(&pieces[at + 1..end], walk.scope, walk.out);
        walk.out.raw(" <a class=\"heading-anchor\"");
        walk.out
            .attribute_with("href", "#", InsertKind::IdPrefix, &id);
        walk.out
            .attribute_with("aria-label", "", HEADING_ANCHOR, "");
        walk.out.raw(">#</a></h");
        walk.out.raw(&name);
        walk.out.raw(">\n");
        walk.out.line();
        end + 1
    }

    /// Opens a quotation or an alert.
    fn quote(&mut self, pieces: &[Piece<'a>], at: usize, walk: &mut Walk<'_>) -> usize {
        let callout = callout::detect(self.source, pieces, at).filter(|_| walk.depth() < MAX_DEPTH);
        let Some(callout) = callout else {
            walk.block("<blockquote>\n", "</blockquote>\n");
            return at + 1;
        };
        walk.begin_block();
        let (name, close) = match callout.fold {
            Some(_) => ("details", "</details>\n"),
            None => ("aside", "</aside>\n"),
        };
        walk.out.raw("<");
        walk.out.raw(name);
        walk.out.raw(" class=\"callout callout-");
        walk.out.raw(callout.class());
        let (rest, end_title) = match callout.fold {
            Some(true) => (
                "\" open>\n<summary class=\"callout-title\">",
                "</summary>\n",
            ),
            Some(false) => ("\">\n<summary class=\"callout-title\">", "</summary>\n"),
            None => ("\" role=\"note\">\n<p class=\"callout-title\">", "</p>\n"),
        };
        walk.out.raw(rest);
        if callout.title.is_empty() {
            walk.out.insert(InsertKind::Text(callout.kind));
        } else {
            self.write(&callout.title, walk.scope, walk.out);
        }
        walk.out.raw(end_title);
        walk.out.line();
        walk.push(close).block = true;
        if callout.split {
            walk.paragraph();
        }
        callout.body
    }

    /// Opens a list item; a task's box and label are written whole.
    fn item(&mut self, pieces: &[Piece<'a>], at: usize, walk: &mut Walk<'_>) -> usize {
        let hidden = walk.in_hidden();
        let scope = walk.scope;
        walk.begin_block();
        walk.scope = trimmed(self.source, pieces[at].span);
        let next = if let Some(task) = checklist::task(pieces, at) {
            let number = self.read_item(pieces, at, &task, true);
            let item = &self.body.items[number];
            if hidden {
                walk.out.append(&item.html);
            } else {
                walk.out.raw("<li class=\"task\"><input type=\"checkbox\"");
                walk.out
                    .attribute_with("id", "", InsertKind::IdPrefix, &item.id);
                walk.out.attribute("data-item", &item.id);
                walk.out.raw("><label");
                walk.out
                    .attribute_with("for", "", InsertKind::IdPrefix, &item.id);
                walk.out.raw(">");
                walk.out.append(&item.html);
                walk.out.raw("</label>");
            }
            walk.out.text.push_str(&item.text);
            task.rest
        } else {
            if !hidden {
                walk.out.raw("<li>");
            }
            at + 1
        };
        let frame = walk.push(if hidden { "" } else { "</li>\n" });
        frame.block = true;
        frame.scope = Some(scope);
        next
    }

    /// Writes a block of the author's HTML; its comments are read first.
    fn html_block(&mut self, pieces: &[Piece<'a>], at: usize, walk: &mut Walk<'_>) -> usize {
        let end = find_end(pieces, at);
        for comment in comment::comments(self.source, pieces[at].span) {
            self.allow(comment, walk.scope);
        }
        let mut html = String::new();
        for piece in &pieces[at + 1..end] {
            if let Event::Html(line) | Event::Text(line) = &piece.event {
                html.push_str(line);
            }
        }
        walk.begin_block();
        self.raw_block(&html, pieces[at].span, walk);
        walk.out.line();
        end + 1
    }
}

fn open_list(first: Option<u64>, pieces: &[Piece<'_>], at: usize, walk: &mut Walk<'_>) {
    if walk.depth() >= MAX_OUTER_DEPTH {
        walk.begin_block();
        walk.push("").block = true;
        return;
    }
    let Some(first) = first else {
        let tasks = checklist::task(pieces, at + 1).is_some();
        let open = if tasks {
            "<ul class=\"tasks\">\n"
        } else {
            "<ul>\n"
        };
        walk.block(open, "</ul>\n");
        return;
    };
    walk.begin_block();
    walk.out.raw("<ol");
    if first != 1 {
        walk.out.attribute("start", &first.to_string());
    }
    walk.out.raw(">\n");
    walk.push("</ol>\n").block = true;
}

/// Opens a table in a frame that scrolls, which the head's cells name.
fn open_table(alignments: &[Alignment], pieces: &[Piece<'_>], at: usize, walk: &mut Walk<'_>) {
    walk.begin_block();
    if walk.depth() >= MAX_OUTER_DEPTH {
        walk.push("").block = true;
        return;
    }
    let mut name = String::new();
    let head = &pieces[at + 1..=find_end(pieces, at + 1)];
    for cell in head.split(|piece| matches!(piece.event, Event::Start(Tag::TableCell))) {
        let cell = plain_text(cell);
        if !name.is_empty() && !cell.is_empty() {
            name.push_str(", ");
        }
        name.push_str(&cell);
    }
    walk.out.raw("<div class=\"table-scroll\"");
    if !name.is_empty() {
        walk.out.attribute("role", "region");
        walk.out.attribute("aria-label", &name);
    }
    walk.out.raw(" tabindex=\"0\"><table>\n");
    walk.columns = (alignments.to_vec(), 0);
    walk.push("</tbody></table></div>\n").block = true;
}

/// A head's cell with nothing in it is a plain cell: it heads nothing.
fn open_table_part(tag: &Tag<'_>, empty: bool, walk: &mut Walk<'_>) {
    if walk.in_hidden() {
        walk.push("").block = true;
        return;
    }
    match tag {
        Tag::TableCell => {
            walk.out.line();
            let (name, close) = if walk.head && !empty {
                ("<th scope=\"col\"", "</th>")
            } else {
                ("<td", "</td>")
            };
            walk.out.raw(name);
            let (alignments, column) = &mut walk.columns;
            let class = match alignments.get(*column) {
                Some(Alignment::Left) => " class=\"align-left\"",
                Some(Alignment::Center) => " class=\"align-center\"",
                Some(Alignment::Right) => " class=\"align-right\"",
                Some(Alignment::None) | None => "",
            };
            *column += 1;
            walk.out.raw(class);
            walk.out.raw(">");
            walk.push(close).block = true;
        }
        Tag::TableHead => {
            walk.head = true;
            walk.columns.1 = 0;
            walk.out.raw("<thead><tr>");
            walk.push("</tr></thead>\n<tbody>\n");
        }
        _ => {
            walk.head = false;
            walk.columns.1 = 0;
            walk.out.raw("<tr>");
            walk.push("</tr>\n");
        }
    }
}

/// Writes a whole code block, highlighted when its language is known.
fn code_block(
    kind: &CodeBlockKind<'_>,
    pieces: &[Piece<'_>],
    at: usize,
    highlighter: &mut Highlighter,
    walk: &mut Walk<'_>,
) -> usize {
    let end = find_end(pieces, at);
    let mut code = String::new();
    for piece in &pieces[at + 1..end] {
        if let Event::Text(text) = &piece.event {
            code.push_str(text);
        }
    }
    let language = match kind {
        CodeBlockKind::Fenced(info) => info
            .split(|c: char| c.is_whitespace() || c == ',' || c == '{')
            .next()
            .unwrap_or(""),
        CodeBlockKind::Indented => "",
    };
    walk.begin_block();
    walk.out.raw("<pre tabindex=\"0\"><code");
    if !language.is_empty() {
        walk.out.attribute("class", &format!("language-{language}"));
    }
    walk.out.raw(">");
    if let Some(html) = highlighter.highlight(&code, language) {
        walk.out.raw(&html);
        walk.out.text.push_str(&code);
    } else {
        walk.out.text(&code);
    }
    walk.out.raw("</code></pre>\n");
    walk.out.line();
    end + 1
}
