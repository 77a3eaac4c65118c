//! The author's raw HTML: cleaned by ammonia, kept, or shown as text.
//!
//! Only what the author wrote as HTML comes here, never what this room writes itself. A block is cleaned by itself,
//! so it comes out balanced; inline tags come one by one, so the ones that are open are remembered and closed where
//! the Markdown element around them ends.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;

use pulldown_cmark::{Event, Tag};

use super::events::{Piece, Reader};
use super::html::Output;
use super::links::{SCHEMES, safe_scheme};
use super::stack::Walk;
use super::{InsertKind, Link, RawHtml};
use crate::source::Span;

/// What the author's elements and attributes are held against: constant data, made when it is first needed.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::default();
    cleaner
        .link_rel(None)
        .url_schemes(HashSet::from(SCHEMES))
        .rm_tags(["area", "map"])
        .add_generic_attributes(["class"])
        .add_tag_attributes("details", ["open"])
        .attribute_filter(|_, name, value| match name {
            "href" | "src" => safe_scheme(value).then_some(Cow::Borrowed(value)),
            "cite" => None,
            _ => Some(Cow::Borrowed(value)),
        });
    cleaner
});

/// Elements that may stand inside a line of text. The last three have no end.
const INLINE: [&str; 32] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
    "u", "var", "br", "img", "wbr",
];
/// The elements among them that have no end.
const VOID: [&str; 3] = ["br", "img", "wbr"];
/// Elements of any kind that have no end.
const NEVER_OPEN: [&str; 6] = ["br", "col", "hr", "img", "input", "wbr"];
/// A block of HTML with more elements open at once, or more that cross, is shown as text.
const MAX_NESTED: usize = 500;
/// How many inline elements of the author's are open at once; more are left out.
const MAX_OPEN: usize = 32;
/// A block of HTML longer than this many bytes is shown as text: balancing hostile tags takes time.
const MAX_BLOCK: usize = 64 * 1024;

/// An inline element of the author's that is open.
#[derive(Debug)]
pub(super) struct Author {
    name: &'static str,
    /// How many Markdown elements were open around it.
    depth: usize,
    /// The link it is, and the length of the plain text before it.
    link: Option<(u32, usize)>,
}

impl Author {
    /// Whether it is a link.
    pub(super) fn is_link(&self) -> bool {
        self.name == "a"
    }
}

/// Closes the author's elements that were opened with `depth` or more Markdown elements around them.
pub(super) fn close_authors(walk: &mut Walk<'_>, depth: usize) {
    while walk
        .author
        .last()
        .is_some_and(|author| author.depth >= depth)
    {
        close_last(walk);
    }
}

fn close_last(walk: &mut Walk<'_>) {
    let Some(author) = walk.author.pop() else {
        return;
    };
    walk.out.raw("</");
    walk.out.raw(author.name);
    walk.out.raw(">");
    if let Some((link, mark)) = author.link {
        let text = walk.out.text.get(mark..).unwrap_or("").trim().to_owned();
        walk.named.push((link, text));
    }
}

impl Reader<'_> {
    /// Writes an inline tag of the author's. A comment is never shown.
    pub(super) fn inline_html(&mut self, html: &str, span: Span, walk: &mut Walk<'_>) {
        if html.starts_with("<!--") {
            self.allow(span, walk.scope);
            return;
        }
        match self.options.raw_html {
            RawHtml::Allow => walk.out.raw(html),
            RawHtml::Escape => walk.out.text(html),
            RawHtml::Clean => self.inline_tag(html, span, walk),
        }
    }

    fn inline_tag(&mut self, html: &str, span: Span, walk: &mut Walk<'_>) {
        let closes = html.starts_with("</");
        let name: String = html
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let Some(name) = INLINE.into_iter().find(|known| *known == name) else {
            return;
        };
        let depth = walk.depth();
        if closes {
            let open = walk
                .author
                .iter()
                .rposition(|author| author.name == name && author.depth == depth);
            if let Some(open) = open {
                while walk.author.len() > open {
                    close_last(walk);
                }
            }
            return;
        }
        let void = VOID.contains(&name);
        if walk.author.len() >= MAX_OPEN || (name == "a" && walk.in_link()) {
            return;
        }
        let Some(tag) = clean_tag(html, name) else {
            return;
        };
        let link = self.place_urls(&tag, span, walk.out);
        if !void {
            let mark = walk.out.text.len();
            walk.author.push(Author {
                name,
                depth,
                link: link.map(|link| (link, mark)),
            });
        }
    }

    /// Writes a block of the author's HTML. Its comments are never shown, except where HTML is trusted and they
    /// stand among other things.
    pub(super) fn raw_block(&mut self, html: &str, span: Span, walk: &mut Walk<'_>) {
        let bare = without_comments(html);
        let bare = bare.trim();
        if bare.is_empty() {
            return;
        }
        match self.options.raw_html {
            RawHtml::Allow => walk.out.raw(html),
            RawHtml::Clean if html.len() <= MAX_BLOCK && !nests_too_deep(html) => {
                self.clean_block(bare, span, walk);
            }
            RawHtml::Clean | RawHtml::Escape => {
                walk.out.raw("<p>");
                walk.out.text(bare);
                walk.out.raw("</p>\n");
            }
        }
    }

    /// Writes a clean block. A `<details>` that it leaves open holds the Markdown that follows, as on GitHub.
    fn clean_block(&mut self, html: &str, span: Span, walk: &mut Walk<'_>) {
        let mut html = html;
        while let Some(rest) = after_fold_end(html) {
            walk.close_fold();
            html = rest.trim_start();
        }
        let clean = CLEANER.clean(html).to_string();
        // Half of a paragraph around Markdown (`<p align="center">`) is nothing by itself.
        if clean.trim().is_empty() || is_empty_paragraph(&clean) {
            return;
        }
        let open = open_folds(html, 0) > 0;
        match clean.strip_suffix("</details>").filter(|_| open) {
            Some(head) => {
                self.place_urls(head, span, walk.out);
                if !walk.open_fold() {
                    walk.out.raw("</details>");
                }
            }
            None => {
                self.place_urls(&clean, span, walk.out);
            }
        }
        walk.out.raw("\n");
    }

    /// Writes cleaned HTML, with inserts for the addresses in it, and gives the last link that was not closed.
    fn place_urls(&mut self, html: &str, span: Span, out: &mut Output) -> Option<u32> {
        let mut open = None;
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            push_text(&rest[..at], out);
            let tag = &rest[at..];
            let tag = &tag[..tag.find('>').map_or(tag.len(), |end| end + 1)];
            rest = &rest[at + tag.len()..];
            if tag.starts_with("</a>") {
                if let Some((link, mark)) = open.take() {
                    self.name_link(link, out.text.get(mark..).unwrap_or("").trim());
                }
                out.raw(tag);
            } else if let Some(link) = self.place_tag(tag, span, out) {
                open = Some((link, out.text.len()));
            }
        }
        push_text(rest, out);
        open.map(|(link, _)| link)
    }

    /// Writes one clean tag. A link's number is given.
    fn place_tag(&mut self, tag: &str, span: Span, out: &mut Output) -> Option<u32> {
        let (key, image) = if tag.starts_with("<a ") {
            ("href", false)
        } else if tag.starts_with("<img ") {
            ("src", true)
        } else {
            out.raw(tag);
            return None;
        };
        let Some((from, to)) = value_of(tag, key) else {
            out.raw(tag);
            return None;
        };
        let destination = unescape(&tag[from..to]);
        let alt = value_of(tag, "alt").filter(|_| image);
        let text = alt.map_or(String::new(), |(from, to)| unescape(&tag[from..to]));
        let number = self.record_link(Link {
            destination_span: find_within(self.source, span, &destination),
            destination,
            text,
            image,
            span,
        });
        out.raw(&tag[..from]);
        out.insert(InsertKind::Url(number));
        out.raw(&tag[to..]);
        (!image).then_some(number)
    }

    /// Gives a link its text once it is known.
    pub(super) fn name_link(&mut self, link: u32, text: &str) {
        if let Some(link) = self.body.links.get_mut(link as usize) {
            text.clone_into(&mut link.text);
        }
    }
}

/// The start tag `html` as ammonia lets it pass.
fn clean_tag(html: &str, name: &str) -> Option<String> {
    let plain = html.len() == name.len() + 2 && html.ends_with('>');
    if plain && name != "img" {
        return Some(format!("<{name}>"));
    }
    let clean = CLEANER.clean(html).to_string();
    let tag = &clean[..clean.find('>')? + 1];
    let behind = tag.strip_prefix('<')?.strip_prefix(name)?;
    behind.starts_with([' ', '>']).then(|| tag.to_owned())
}

/// Where the value of an attribute stands in a tag as ammonia writes it: ` name="value"`, quotation marks and angle
/// brackets escaped.
fn value_of(tag: &str, name: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    loop {
        let open = at + tag[at..].find("=\"")?;
        let start = open + 2;
        let end = start + tag[start..].find('"')?;
        if tag[at..open].trim_start().rsplit(' ').next() == Some(name) {
            return Some((start, end));
        }
        at = end + 1;
    }
}

/// Where `destination` stands in `span`; the whole of it when it is written in another way.
fn find_within(source: &str, span: Span, destination: &str) -> Span {
    let found = source[span.range()]
        .find(destination)
        .filter(|_| !destination.is_empty());
    found.map_or(span, |at| {
        let start = span.start as usize + at;
        Span::new(start, start + destination.len())
    })
}

/// Writes clean text, and the same without entities into the plain text.
fn push_text(clean: &str, out: &mut Output) {
    out.raw(clean);
    out.text.push_str(&unescape(clean));
}

/// Text without the entities that ammonia writes.
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

/// Whether clean HTML is one paragraph without content.
fn is_empty_paragraph(clean: &str) -> bool {
    let inner = clean
        .strip_prefix("<p")
        .and_then(|rest| rest.split_once('>'));
    inner.is_some_and(|(_, rest)| rest.trim() == "</p>")
}

/// What follows `</details>` at the start of `html`.
fn after_fold_end(html: &str) -> Option<&str> {
    let end = "</details>";
    let head = html.get(..end.len())?;
    head.eq_ignore_ascii_case(end).then(|| &html[end.len()..])
}

/// How many `<details>` are open after the top-level block that begins with `first`, when `open` were before.
pub(super) fn folds_open(source: &str, first: &Piece<'_>, open: usize) -> usize {
    match first.event {
        Event::Start(Tag::HtmlBlock) => open_folds(&source[first.span.range()], open),
        _ => open,
    }
}

/// The same for some HTML.
fn open_folds(html: &str, mut open: usize) -> usize {
    for (at, _) in html.match_indices('<') {
        let word = html[at + 1..].trim_start_matches('/');
        let word = word.as_bytes().get(..7).unwrap_or_default();
        if word.eq_ignore_ascii_case(b"details") {
            open = if html[at + 1..].starts_with('/') {
                open.saturating_sub(1)
            } else {
                open + 1
            };
        }
    }
    open
}

/// Whether elements lie so deep in each other, or cross so often, that balancing them would take long.
fn nests_too_deep(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut crossed = 0;
    for (at, _) in html.match_indices('<') {
        let tag = &html[at + 1..];
        let (closes, tag) = tag
            .strip_prefix('/')
            .map_or((false, tag), |tag| (true, tag));
        let length = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = &tag[..length];
        if closes {
            let recent = open.len().saturating_sub(16);
            let found = open[recent..]
                .iter()
                .rposition(|open| open.eq_ignore_ascii_case(name));
            if let Some(found) = found {
                crossed += usize::from(recent + found + 1 < open.len());
                open.truncate(recent + found);
            }
        } else if !name.is_empty() && !NEVER_OPEN.contains(&name.to_ascii_lowercase().as_str()) {
            open.push(name);
        }
        if open.len() > MAX_NESTED || crossed > MAX_NESTED {
            return true;
        }
    }
    false
}

/// HTML without its comments.
fn without_comments(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}
