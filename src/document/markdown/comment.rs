//! HTML comments that mean something: `<!-- lint-allow … -->` and the metadata of items and mistakes.

use super::events::Reader;
use crate::document::{Allow, allow};
use crate::source::{Span, Spanned};

/// What `<!-- #id key=value 5m -->` or `{#id .tag key=value}` says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    /// `#id`; the span leaves the sign out.
    pub(super) id: Option<Spanned<String>>,
    /// `key=value` in order; `.tag` counts as `tags=tag`. The span of a value leaves quotation marks out.
    pub(super) values: Vec<(Spanned<String>, Spanned<String>)>,
    /// The durations, summed, in minutes.
    pub(super) minutes: Option<u32>,
    /// Words that are none of these.
    pub(super) words: Vec<Spanned<String>>,
}

/// The comments in `range` of `source`, markers included. One that is not closed reaches to the end.
pub(super) fn comments(source: &str, range: Span) -> impl Iterator<Item = Span> + '_ {
    let (mut at, end) = (range.start as usize, range.end as usize);
    std::iter::from_fn(move || {
        let start = at + source.get(at..end)?.find("<!--")?;
        let inner = start + 4;
        at = source[inner..end]
            .find("-->")
            .map_or(end, |i| inner + i + 3);
        Some(Span::new(start, at))
    })
}

/// Whether `range` of `source` holds comments and white space alone.
pub(super) fn only_comments(source: &str, range: Span) -> bool {
    let mut at = range.start as usize;
    for comment in comments(source, range) {
        if !source[at..comment.start as usize].trim().is_empty() {
            return false;
        }
        at = comment.end as usize;
    }
    at > range.start as usize && source[at..range.end as usize].trim().is_empty()
}

/// The bytes between a comment's markers.
fn inside(source: &str, comment: Span) -> Span {
    let start = comment.start as usize + 4;
    let end = comment.end as usize;
    let end = if source[..end].ends_with("-->") && end >= start + 3 {
        end - 3
    } else {
        end
    };
    Span::new(start.min(end), end)
}

/// The metadata in a comment; `None` for a comment of another kind. What tells them apart is the first word: an
/// `#id`, a `key=value` or a duration.
pub(super) fn comment_metadata(source: &str, comment: Span) -> Option<Metadata> {
    let inner = inside(source, comment);
    let first = source[inner.range()].split_whitespace().next()?;
    let is_metadata = is_id(first) || is_pair(first) || minutes(first).is_some();
    is_metadata.then(|| tokens(source, inner))
}

/// The metadata in `{…}` at the end of `text`, which stands at `start` in the file, and what comes before it.
pub(super) fn brace_metadata(text: &str, start: usize) -> Option<(&str, Metadata)> {
    let body = text.trim_end().strip_suffix('}')?;
    let open = body.rfind('{')?;
    let inner = &body[open + 1..];
    let fits =
        |word: &str| is_id(word) || is_pair(word) || (word.len() > 1 && word.starts_with('.'));
    if inner.trim().is_empty() || !inner.split_whitespace().all(fits) {
        return None;
    }
    let mut metadata = tokens(text, Span::new(open + 1, body.len()));
    metadata.shift(start);
    Some((text[..open].trim_end(), metadata))
}

fn is_id(word: &str) -> bool {
    word.len() > 1 && word.starts_with('#')
}

fn is_pair(word: &str) -> bool {
    word.split_once('=').is_some_and(|(key, _)| {
        !key.is_empty()
            && key
                .chars()
                .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
    })
}

/// `5m`, `2h`, `1d` in minutes; a day is 8 hours.
fn minutes(word: &str) -> Option<u32> {
    let unit = match word.as_bytes().last()? {
        b'm' => 1,
        b'h' => 60,
        b'd' => 480,
        _ => return None,
    };
    let digits = &word[..word.len() - 1];
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse::<u32>().ok()?.checked_mul(unit)
}

/// Reads the words of `inner`.
fn tokens(source: &str, inner: Span) -> Metadata {
    let mut out = Metadata::default();
    for span in words(source, inner) {
        let word = &source[span.range()];
        let start = span.start as usize;
        if is_id(word) && out.id.is_none() {
            out.id = Some(slice(source, start + 1, span.end as usize));
        } else if let Some(more) = minutes(word) {
            out.minutes = Some(out.minutes.unwrap_or(0).saturating_add(more));
        } else if let Some(tag) = word.strip_prefix('.').filter(|tag| !tag.is_empty()) {
            let at = span.end as usize - tag.len();
            let key = Spanned::new("tags".to_owned(), span);
            out.values.push((key, slice(source, at, span.end as usize)));
        } else if let Some((key, value)) = word.split_once('=').filter(|(key, _)| !key.is_empty()) {
            let bare = value
                .strip_prefix('"')
                .map_or(value, |v| v.strip_suffix('"').unwrap_or(v));
            let at = start + key.len() + 1 + usize::from(bare.len() < value.len());
            out.values.push((
                slice(source, start, start + key.len()),
                slice(source, at, at + bare.len()),
            ));
        } else {
            out.words.push(slice(source, start, span.end as usize));
        }
    }
    out
}

/// The words of `inner`: white space separates them, except between quotation marks.
fn words(source: &str, inner: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let (mut begin, mut quoted) = (None, false);
    let base = inner.start as usize;
    for (at, c) in source[inner.range()].char_indices() {
        if c == '"' {
            quoted = !quoted;
        }
        if c.is_whitespace() && !quoted {
            if let Some(begin) = begin.take() {
                out.push(Span::new(begin, base + at));
            }
        } else if begin.is_none() {
            begin = Some(base + at);
        }
    }
    if let Some(begin) = begin {
        out.push(Span::new(begin, inner.end as usize));
    }
    out
}

fn slice(source: &str, start: usize, end: usize) -> Spanned<String> {
    Spanned::new(source[start..end].to_owned(), Span::new(start, end))
}

/// The parts of `a,b`, each with its place; empty ones are left out.
pub(super) fn list(value: &Spanned<String>) -> impl Iterator<Item = Spanned<String>> + '_ {
    let mut at = value.span.start as usize;
    value.value.split(',').filter_map(move |part| {
        let start = at + (part.len() - part.trim_start().len());
        at += part.len() + 1;
        let part = part.trim();
        (!part.is_empty())
            .then(|| Spanned::new(part.to_owned(), Span::new(start, start + part.len())))
    })
}

impl Metadata {
    /// Takes over what `other` says and this does not.
    pub(super) fn merge(&mut self, other: Metadata) {
        match (&self.id, other.id) {
            (None, id) => self.id = id,
            (Some(_), Some(second)) => self.words.push(second),
            (Some(_), None) => {}
        }
        self.values.extend(other.values);
        self.words.extend(other.words);
        self.minutes = match (self.minutes, other.minutes) {
            (Some(a), Some(b)) => Some(a.saturating_add(b)),
            (a, b) => a.or(b),
        };
    }

    /// Moves every place `by` bytes further on.
    fn shift(&mut self, by: usize) {
        let pairs = self.values.iter_mut().flat_map(|(key, value)| [key, value]);
        for part in self.id.iter_mut().chain(pairs).chain(&mut self.words) {
            part.span = part.span.shifted(by);
        }
    }
}

impl Reader<'_> {
    /// Records `comment` when it is a `lint-allow`, covering `scope`.
    pub(super) fn allow(&mut self, comment: Span, scope: Span) {
        let inner = inside(self.source, comment);
        let text = &self.source[inner.range()];
        if let Some((rules, reason)) = allow::read(text, inner.start as usize) {
            self.allows.push(Allow {
                rules,
                reason,
                span: comment,
                scope,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Metadata> {
        comment_metadata(text, Span::new(0, text.len()))
    }

    #[test]
    fn metadata_has_ids_pairs_and_times() {
        let text = "<!-- #reply-1d tags=listen,price owner=\"community lead\" 2h 30m odd -->";
        let got = read(text).unwrap();
        let id = got.id.unwrap();
        assert_eq!(
            (id.value.as_str(), &text[id.span.range()]),
            ("reply-1d", "reply-1d")
        );
        assert_eq!(got.minutes, Some(150));
        assert_eq!(got.words[0].value, "odd");
        let owner = &got.values[1];
        assert_eq!(
            (owner.0.value.as_str(), owner.1.value.as_str()),
            ("owner", "community lead")
        );
        assert_eq!(&text[owner.1.span.range()], "community lead");
        let tags: Vec<_> = list(&got.values[0].1).collect();
        assert_eq!(
            tags.iter()
                .map(|t| &text[t.span.range()])
                .collect::<Vec<_>>(),
            ["listen", "price"]
        );
    }

    #[test]
    fn other_comments_are_no_metadata() {
        for text in [
            "<!-- note: x=y -->",
            "<!-- -->",
            "<!---->",
            "<!-->",
            "<!--",
            "<!-- 5x -->",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn braces_hold_metadata() {
        let (before, got) = brace_metadata("Answer {#a .price}", 10).unwrap();
        assert_eq!(before, "Answer");
        assert_eq!(got.id.unwrap().span, Span::new(19, 20));
        assert_eq!(got.values[0].1.value, "price");
        assert!(brace_metadata("Use {curly} braces {}", 0).is_none());
        assert!(brace_metadata("Use {curly}", 0).is_none());
    }

    #[test]
    fn comments_are_found() {
        let text = "<!-- a --> <!-- b -->\n";
        assert!(only_comments(text, Span::new(0, text.len())));
        assert!(!only_comments("<!-- a --> x", Span::new(0, 12)));
        assert!(!only_comments("  ", Span::new(0, 2)));
        assert!(only_comments("<!-- open", Span::new(0, 9)));
    }
}
