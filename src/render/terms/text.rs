//! Where text stands in a fragment's HTML, and where a word begins and ends in it.

use std::ops::Range;

/// Elements whose text is no place for a link.
const CLOSED: [&str; 27] = [
    "a", "audio", "button", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "iframe", "kbd",
    "label", "math", "option", "pre", "samp", "script", "select", "style", "summary", "svg",
    "textarea", "th", "title", "video",
];

/// What a paragraph is called that heads an alert.
const TITLE: &str = "class=\"callout-title\"";

/// Walks through HTML and tells text from what is none.
pub(super) struct Scan<'h> {
    html: &'h str,
    /// How far it was read.
    at: usize,
    /// The element that takes no links, and how many of its name are open.
    closed: Option<(&'h str, usize)>,
}

impl<'h> Scan<'h> {
    pub(super) fn new(html: &'h str) -> Self {
        Self {
            html,
            at: 0,
            closed: None,
        }
    }

    /// Whether the byte at `place` stands in text that takes links. Places must come in order.
    pub(super) fn is_text(&mut self, place: usize) -> bool {
        while self.at <= place {
            let rest = &self.html[self.at..];
            let Some(start) = rest.find('<').map(|start| self.at + start) else {
                break;
            };
            if start > place {
                break;
            }
            let end = tag_end(self.html, start);
            if end > place {
                return false;
            }
            self.tag(&self.html[start..end]);
            self.at = end;
        }
        self.closed.is_none()
    }

    fn tag(&mut self, tag: &'h str) {
        let inside = tag.trim_start_matches('<');
        let closes = inside.starts_with('/');
        let inside = inside.trim_start_matches('/');
        let name_end = inside
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(inside.len());
        let name = &inside[..name_end];
        match &mut self.closed {
            Some((open, depth)) if open.eq_ignore_ascii_case(name) => {
                *depth = if closes { *depth - 1 } else { *depth + 1 };
                if *depth == 0 {
                    self.closed = None;
                }
            }
            Some(_) => {}
            None => {
                let closed = CLOSED.iter().any(|c| c.eq_ignore_ascii_case(name));
                if !closes && (closed || tag.contains(TITLE)) {
                    self.closed = Some((name, 1));
                }
            }
        }
    }
}

/// Where the tag or comment that begins at `start` ends.
fn tag_end(html: &str, start: usize) -> usize {
    let rest = &html[start..];
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(html.len(), |end| start + end + 3);
    }
    let mut quote = None;
    for (at, c) in rest.bytes().enumerate() {
        match (quote, c) {
            (None, b'>') => return start + at + 1,
            (None, b'"' | b'\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// Whether a run of text is not a part of a longer word, an address or an entity.
pub(super) fn is_whole(html: &str, range: &Range<usize>) -> bool {
    let (before, word, after) = (
        &html[..range.start],
        &html[range.clone()],
        &html[range.end..],
    );
    let mut back = before.chars().rev();
    let previous = back.next();
    if previous == Some('&') || previous == Some('#') && back.next() == Some('&') {
        return false;
    }
    let begins = word.chars().next().is_some_and(is_spaced);
    let ends = word.chars().next_back().is_some_and(is_spaced);
    let joined = |c: char| is_spaced(c) || matches!(c, '-' | '_' | '\u{301}');
    let in_address = |c: char| matches!(c, '/' | '.' | '@' | '#' | '\\');
    let mut ahead = after.chars();
    let next = ahead.next();
    // `end.` is the end of a sentence, `end.com` an address.
    let address_goes_on = next.is_some_and(in_address) && ahead.next().is_some_and(is_spaced);
    let joined_before = begins && previous.is_some_and(|c| joined(c) || in_address(c));
    let joined_after = ends && (next.is_some_and(joined) || address_goes_on);
    !joined_before && !joined_after
}

/// Whether a character belongs to a script that puts spaces between words.
fn is_spaced(c: char) -> bool {
    let unspaced = matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    c.is_alphanumeric() && !unspaced
}
