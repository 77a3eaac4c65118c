//! Filling in a [`Fragment`] for the page it lands on.

use crate::document::markdown::{Fragment, InsertKind};
use std::fmt::Write as _;
use std::ops::Range;

/// What a fragment asks for.
pub trait Fill {
    /// The address of link number `link`, or `None` when it leads nowhere.
    fn url(&self, link: u32) -> Option<String>;
    /// The address of term reference number `term`, or `None` when there is no such term.
    fn term_url(&self, term: u32) -> Option<String>;
    /// What stands before every id.
    fn id_prefix(&self) -> &str;
    /// An interface text.
    fn text(&self, index: u8) -> &str;
    /// The words of a fragment that become links of their own, in order. None overlaps another, a tag or an insert.
    fn marks(&self, _: &Fragment) -> Vec<Mark> {
        Vec::new()
    }
}

/// A run of text in a fragment that becomes a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its bytes in [`Fragment::html`].
    pub range: Range<usize>,
    /// What opens the link: a whole tag.
    pub open: String,
}

/// The fragment's HTML with everything filled in. A link that leads nowhere keeps its text and loses its address.
#[must_use]
pub fn fill(fragment: &Fragment, with: &impl Fill) -> String {
    let html = fragment.html.as_str();
    let mut out = String::with_capacity(html.len() + fragment.inserts.len() * 24);
    let mut marks = with.marks(fragment).into_iter().peekable();
    let mut done = 0;
    for insert in &fragment.inserts {
        let at = insert.at as usize;
        if at < done || !html.is_char_boundary(at) {
            continue;
        }
        while let Some(mark) = marks.next_if(|mark| mark.range.start < at) {
            push_marked(&mut out, html, &mut done, &mark);
        }
        out.push_str(html.get(done..at).unwrap_or(""));
        done = at;
        let url = match insert.what {
            InsertKind::Url(link) => with.url(link),
            InsertKind::TermUrl(term) => with.term_url(term),
            InsertKind::IdPrefix => {
                escape_into(&mut out, with.id_prefix());
                continue;
            }
            InsertKind::Text(index) => {
                escape_into(&mut out, with.text(index));
                continue;
            }
        };
        match url {
            Some(url) => escape_into(&mut out, &url),
            None => {
                for attribute in [" href=\"", " src=\""] {
                    if out.ends_with(attribute) && html[done..].starts_with('"') {
                        out.truncate(out.len() - attribute.len());
                        done += 1;
                        break;
                    }
                }
            }
        }
    }
    for mark in marks {
        push_marked(&mut out, html, &mut done, &mark);
    }
    out.push_str(html.get(done..).unwrap_or(""));
    out
}

/// Writes what stands before a mark, and the mark.
fn push_marked(out: &mut String, html: &str, done: &mut usize, mark: &Mark) {
    let Range { start, end } = mark.range;
    let (Some(before), Some(word)) = (html.get(*done..start), html.get(start..end)) else {
        return;
    };
    out.push_str(before);
    out.push_str(&mark.open);
    out.push_str(word);
    out.push_str("</a>");
    *done = end;
}

/// Text as it may stand in HTML, in an element or a double-quoted attribute.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}

fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Control characters are not allowed in HTML at all.
            c if c.is_control() && !matches!(c, '\n' | '\t' | '\r') => {
                let _ = write!(out, "\u{fffd}");
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown::Insert;

    struct Page;

    impl Fill for Page {
        fn url(&self, link: u32) -> Option<String> {
            (link == 0).then(|| "a.html?x=\"&y".to_owned())
        }
        fn term_url(&self, _: u32) -> Option<String> {
            None
        }
        fn id_prefix(&self) -> &str {
            "p-"
        }
        fn text(&self, _: u8) -> &str {
            "Note"
        }
    }

    fn fragment(text: &str) -> Fragment {
        // `@0` and `@1` are links, `@t` a term, `@p` a prefix, `@n` a text.
        let mut f = Fragment::default();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            if c != '@' {
                f.html.push(c);
                continue;
            }
            let what = match chars.next() {
                Some('0') => InsertKind::Url(0),
                Some('1') => InsertKind::Url(1),
                Some('t') => InsertKind::TermUrl(0),
                Some('p') => InsertKind::IdPrefix,
                _ => InsertKind::Text(0),
            };
            f.inserts.push(Insert {
                at: u32::try_from(f.html.len()).unwrap(),
                what,
            });
        }
        f
    }

    #[test]
    fn inserts_are_filled_in_and_escaped() {
        let f = fragment(r#"<a id="@px" href="@0">@n</a>"#);
        assert_eq!(
            fill(&f, &Page),
            r#"<a id="p-x" href="a.html?x=&quot;&amp;y">Note</a>"#
        );
    }

    #[test]
    fn a_link_that_leads_nowhere_keeps_its_text() {
        let f = fragment(r#"<a class="term" href="@t">x</a><a href="@1">y</a>"#);
        assert_eq!(fill(&f, &Page), r#"<a class="term">x</a><a>y</a>"#);
    }
}
