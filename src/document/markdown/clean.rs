//! The author's raw HTML: cleaned by ammonia, kept, or shown as text.
//!
//! Only what the author wrote as HTML comes here, never what this room writes itself. A block is cleaned by itself,
//! so it comes out balanced; inline tags come one by one, so the ones that are open are remembered and closed where
//! the Markdown element around them ends.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;

use super::events::Reader;
use super::html::Output;
use super::links::{SCHEMES, safe_scheme};
use super::write::Walk;
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
    pub(super) fn raw_block(&mut self, html: &str, span: Span, out: &mut Output) {
        let bare = without_comments(html);
        if bare.trim().is_empty() {
            return;
        }
        match self.options.raw_html {
            RawHtml::Allow => out.raw(html),
            RawHtml::Clean if html.len() <= MAX_BLOCK => {
                let clean = CLEANER.clean(html).to_string();
                self.place_urls(&clean, span, out);
            }
            RawHtml::Clean | RawHtml::Escape => {
                out.raw("<p>");
                out.text(bare.trim());
                out.raw("</p>\n");
            }
        }
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
