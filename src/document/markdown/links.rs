//! Links, images, terms, and which URL schemes are let through.

use std::borrow::Cow;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::events::{Piece, Reader, find_end};
use super::outline::plain_text;
use super::stack::Walk;
use super::{InsertKind, Link, TermReference};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// The schemes a page may link to.
pub(super) const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];
/// How often a URL is decoded at most; one that is still encoded after that is refused.
const MAX_DECODINGS: usize = 4;

/// Whether a URL may stand in a page: relative, or one of the schemes on the list, told after entities and
/// percent signs are decoded and control characters removed.
#[must_use]
pub fn safe_scheme(url: &str) -> bool {
    let mut url = Cow::Borrowed(url);
    for _ in 0..MAX_DECODINGS {
        if !allowed(&url) {
            return false;
        }
        match decode(&url) {
            Some(decoded) => url = Cow::Owned(decoded),
            None => return true,
        }
    }
    false
}

/// Whether a URL may stand in a page as it is, apart from characters that browsers skip.
fn allowed(url: &str) -> bool {
    let mut seen = url.chars().filter(|&c| !skipped(c));
    let mut scheme = String::new();
    loop {
        match seen.next() {
            Some(':') => break,
            Some('/' | '\\') if scheme.is_empty() => {
                return !matches!(seen.next(), Some('/' | '\\'));
            }
            None | Some('/' | '\\' | '?' | '#') => return true,
            Some(c) => scheme.extend(c.to_lowercase()),
        }
    }
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    !is_scheme && !scheme.is_empty() || SCHEMES.contains(&scheme.as_str())
}

/// White space, control characters, and characters without a shape.
fn skipped(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// `url` with one layer of entities and percent signs taken off; `None` when it has none.
fn decode(url: &str) -> Option<String> {
    if !url.contains(['&', '%']) {
        return None;
    }
    let mut bytes = Vec::with_capacity(url.len());
    let mut rest = url;
    while let Some(at) = rest.find(['&', '%']) {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at..];
        let (decoded, length) = if rest.starts_with('&') {
            entity(rest)
        } else {
            percent(rest)
        }
        .unwrap_or((rest.chars().next().unwrap_or('&'), 1));
        if decoded.is_ascii() || length > 3 {
            bytes.extend_from_slice(decoded.encode_utf8(&mut [0; 4]).as_bytes());
        } else {
            bytes.push(u8::try_from(u32::from(decoded)).unwrap_or(b'?'));
        }
        rest = &rest[length..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    let decoded = String::from_utf8_lossy(&bytes).into_owned();
    (decoded != url).then_some(decoded)
}

/// The character of `%3A` at the start of `text` and the length of its code.
fn percent(text: &str) -> Option<(char, usize)> {
    let code = u8::from_str_radix(text.get(1..3)?, 16).ok()?;
    Some((char::from(code), 3))
}

/// The character of `&#x3a;`, `&#58` or `&colon;` at the start of `text` and the length of its code.
fn entity(text: &str) -> Option<(char, usize)> {
    let Some(number) = text.strip_prefix("&#") else {
        let names = [
            ("&amp;", '&'),
            ("&colon;", ':'),
            ("&Tab;", '\t'),
            ("&NewLine;", '\n'),
            ("&sol;", '/'),
            ("&bsol;", '\\'),
            ("&percnt;", '%'),
            ("&num;", '#'),
            ("&nbsp;", '\u{a0}'),
            ("&shy;", '\u{ad}'),
            ("&ZeroWidthSpace;", '\u{200b}'),
        ];
        return names
            .iter()
            .find(|(name, _)| text.starts_with(name))
            .map(|&(name, c)| (c, name.len()));
    };
    let (digits, radix, prefix) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 3),
        None => (number, 10, 2),
    };
    let length = digits
        .find(|c: char| !c.is_digit(radix))
        .unwrap_or(digits.len());
    let significant = digits[..length].trim_start_matches('0');
    let code = u32::from_str_radix(significant, radix).ok()?;
    let end = usize::from(digits[length..].starts_with(';'));
    Some((char::from_u32(code)?, prefix + length + end))
}

impl<'a> Reader<'a> {
    /// Opens the link at `pieces[at]`. `false` when its text stands alone: inside a link, or because the address is
    /// refused.
    pub(super) fn open_link(
        &mut self,
        pieces: &[Piece<'a>],
        at: usize,
        walk: &mut Walk<'_>,
    ) -> bool {
        let Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            ..
        }) = &pieces[at].event
        else {
            return false;
        };
        if walk.in_link() {
            return false;
        }
        let span = pieces[at].span;
        if let LinkType::WikiLink { .. } = link_type {
            return self.open_term(dest_url, span, walk);
        }
        let destination = match link_type {
            LinkType::Email => format!("mailto:{dest_url}"),
            _ => dest_url.to_string(),
        };
        let destination_span = self.destination_span(pieces, at, *link_type, dest_url);
        if !safe_scheme(&destination) {
            self.refuse(&destination, destination_span);
            return false;
        }
        let text = plain_text(&pieces[at + 1..find_end(pieces, at)]);
        let number = self.record_link(Link {
            destination,
            text,
            image: false,
            span,
            destination_span,
        });
        walk.out.raw("<a");
        walk.out
            .attribute_with("href", "", InsertKind::Url(number), "");
        if !title.is_empty() {
            walk.out.attribute("title", title);
        }
        walk.out.raw(">");
        true
    }

    fn open_term(&mut self, term: &str, span: Span, walk: &mut Walk<'_>) -> bool {
        // In a table the bar before the shown text is written `\|`.
        let term = term.trim_end_matches('\\').trim();
        if term.is_empty() {
            return false;
        }
        let number = u32::try_from(self.body.terms.len()).unwrap_or(u32::MAX);
        self.body.terms.push(TermReference {
            term: term.to_owned(),
            span,
        });
        walk.out.raw("<a class=\"term\"");
        walk.out
            .attribute_with("href", "", InsertKind::TermUrl(number), "");
        walk.out.raw(">");
        true
    }

    /// Writes the image at `pieces[at]`; its alternative text alone when the address is refused.
    pub(super) fn image(
        &mut self,
        pieces: &[Piece<'a>],
        at: usize,
        alt: String,
        title: &str,
        walk: &mut Walk<'_>,
    ) {
        let Event::Start(Tag::Image {
            link_type,
            dest_url,
            ..
        }) = &pieces[at].event
        else {
            return;
        };
        let destination_span = self.destination_span(pieces, at, *link_type, dest_url);
        if !safe_scheme(dest_url) {
            self.refuse(dest_url, destination_span);
            walk.out.text(&alt);
            return;
        }
        walk.out.text.push_str(&alt);
        let number = self.record_link(Link {
            destination: dest_url.to_string(),
            text: alt.clone(),
            image: true,
            span: pieces[at].span,
            destination_span,
        });
        let out = &mut *walk.out;
        out.raw("<img");
        out.attribute_with("src", "", InsertKind::Url(number), "");
        out.attribute("alt", &alt);
        if !title.is_empty() {
            out.attribute("title", title);
        }
        out.raw(" loading=\"lazy\" decoding=\"async\">");
    }

    /// Adds a link and gives its number.
    pub(super) fn record_link(&mut self, link: Link) -> u32 {
        self.body.links.push(link);
        u32::try_from(self.body.links.len() - 1).unwrap_or(u32::MAX)
    }

    /// Says that an address is refused.
    pub(super) fn refuse(&mut self, destination: &str, span: Span) {
        let shown: String = destination
            .chars()
            .filter(|c| !c.is_control())
            .take(80)
            .collect();
        let finding = Diagnostic::new(
            "value-invalid",
            Severity::Error,
            format!("`{shown}` is no address a page may link to"),
        );
        self.diagnostics.push(
            finding
                .label(self.file, span, "the link is left out")
                .note("an address of another kind can run a script or lead somewhere unseen")
                .help(
                    "write a relative path, or an address that begins with `https://`, \
                     `http://`, `mailto:` or `tel:`",
                ),
        );
    }

    /// Where the destination of the link or image at `pieces[at]` is written.
    fn destination_span(
        &self,
        pieces: &[Piece<'a>],
        at: usize,
        link: LinkType,
        destination: &CowStr<'a>,
    ) -> Span {
        let whole = pieces[at].span;
        let found = match link {
            LinkType::Inline => {
                let last = pieces[at + 1..find_end(pieces, at)].last();
                let from = last.map_or(whole.start + 1, |piece| piece.span.end);
                self.written(from, whole.end, "](", destination)
            }
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => self
                .definitions
                .binary_search_by_key(&whole.start, |(start, _)| *start)
                .ok()
                .map(|i| self.definitions[i].1)
                .and_then(|span| self.written(span.start, span.end, "]:", destination)),
            LinkType::Autolink | LinkType::Email => {
                Some(Span::new(whole.start as usize + 1, whole.end as usize - 1))
            }
            LinkType::ReferenceUnknown
            | LinkType::CollapsedUnknown
            | LinkType::ShortcutUnknown
            | LinkType::WikiLink { .. } => None,
        };
        found.unwrap_or(whole)
    }

    /// The bytes of `destination` behind the first `mark` in `from..end`, when they can be told.
    fn written(&self, from: u32, end: u32, mark: &str, destination: &str) -> Option<Span> {
        let text = self.source.get(from as usize..end as usize)?;
        let behind = text.find(mark)? + mark.len();
        let text = &text[behind..];
        let skip = text.len() - text.trim_start().len();
        let text = &text[skip..];
        let start = from as usize + behind + skip;
        let (start, written) = match text.strip_prefix('<') {
            Some(pointed) => (start + 1, &pointed[..pointed.find('>')?]),
            None => (start, &text[..plain_length(text)]),
        };
        let same = written == destination || written.contains(['\\', '&']);
        same.then(|| Span::new(start, start + written.len()))
    }
}

/// The length of a destination without angle brackets: up to white space or the bracket that closes the link.
fn plain_length(text: &str) -> usize {
    let (mut open, mut escaped) = (0usize, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => open += 1,
            ')' if open == 0 => return at,
            ')' => open -= 1,
            c if c.is_whitespace() => return at,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_and_known_schemes_are_safe() {
        for url in [
            "",
            "#top",
            "../a.md#b",
            "a/b:c.md",
            "?q=a:b",
            "/a",
            "HTTPS://example.org",
            "http://a/?u=javascript%3Ax",
            "mailto:a@b",
            "tel:+1",
            "图/一.md",
            "注:一.md",
            "100%",
            "a%20b.md",
            "a&b.md",
        ] {
            assert!(safe_scheme(url), "{url}");
        }
    }

    #[test]
    fn every_disguise_of_another_scheme_is_refused() {
        for url in [
            "javascript:alert(1)",
            "jAvA\nscript:alert(1)",
            "java\tscript:x",
            " \u{1}javascript:x",
            "java&#x73;cript:x",
            "java&#0000115cript:x",
            "javascript&colon;x",
            "java&Tab;script:x",
            "java&NewLine;script:x",
            "javascript%3Ax",
            "java%0ascript:x",
            "javascript%253Ax",
            "&amp;#106;avascript:x",
            "java\u{200b}script:x",
            "vbscript:x",
            "data:text/html,x",
            "data:image/svg+xml,x",
            "file:///etc/passwd",
            "//evil.example",
            "\\\\evil.example",
            "/\\evil.example",
            "%2F%2Fevil.example",
            "/\t/evil.example",
            "C:\\a",
            ":x",
        ] {
            assert!(!safe_scheme(url), "{url}");
        }
    }

    #[test]
    fn long_addresses_take_no_time() {
        for unit in ["&", "%", "&#", "&#0", "%25", "a:", "&amp;"] {
            let _ = safe_scheme(&unit.repeat(200_000));
        }
    }
}
