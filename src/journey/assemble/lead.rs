//! Taking a lead-in (`Look at:`, `**Fix:**`) off the head of a rendered paragraph.

use crate::document::markdown::{Fragment, Insert};
use crate::source::Span;

/// Inline elements that may be wrapped around a lead-in.
const WRAPPERS: [&str; 4] = ["strong", "em", "b", "i"];

/// The fragment without the lead-in and its colon; unchanged when its HTML begins otherwise.
///
/// An element that held the lead-in alone goes with it; one that goes on after the colon stays.
pub(super) fn without_lead(fragment: &Fragment, leads: &[&str]) -> Fragment {
    let Some((cut, kept)) = lead_in(&fragment.html, leads) else {
        return fragment.clone();
    };
    let moved_by = cut.range().len() - kept.len();
    let outside = |insert: &Insert| insert.at <= cut.start || insert.at >= cut.end;
    if !fragment.inserts.iter().all(outside) {
        return fragment.clone();
    }
    let mut html = fragment.html.clone();
    html.replace_range(cut.range(), &kept);
    let inserts = fragment
        .inserts
        .iter()
        .map(|insert| Insert {
            at: if insert.at <= cut.start {
                insert.at
            } else {
                insert.at - u32::try_from(moved_by).unwrap_or(insert.at)
            },
            ..*insert
        })
        .collect();
    Fragment { html, inserts }
}

/// The bytes from the start of the paragraph's content to the end of the lead-in and its white space, and the opening
/// tags among them that stay.
fn lead_in(html: &str, leads: &[&str]) -> Option<(Span, String)> {
    let start = content_start(html);
    let mut rest = &html[start..];
    let mut open: Vec<&str> = Vec::new();
    while let Some((name, after)) = opening_tag(rest) {
        open.push(name);
        rest = after;
    }
    rest = leads.iter().find_map(|lead| {
        let head = rest.get(..lead.len())?;
        head.eq_ignore_ascii_case(lead)
            .then_some(&rest[lead.len()..])
    })?;
    rest = closed(rest, &mut open).trim_start();
    rest = rest.strip_prefix([':', '：'])?;
    rest = closed(rest, &mut open).trim_start();
    let kept = open.iter().map(|name| format!("<{name}>")).collect();
    Some((Span::new(start, html.len() - rest.len()), kept))
}

/// Where the content of the outermost element begins.
fn content_start(html: &str) -> usize {
    let trimmed = html.trim_start();
    let indent = html.len() - trimmed.len();
    if trimmed.starts_with("<p>") || trimmed.starts_with("<p ") {
        trimmed.find('>').map_or(indent, |end| indent + end + 1)
    } else {
        indent
    }
}

/// The wrapper that opens here, and what follows its tag.
fn opening_tag(html: &str) -> Option<(&'static str, &str)> {
    let tag = html.strip_prefix('<')?;
    WRAPPERS.into_iter().find_map(|name| {
        let after = tag.strip_prefix(name)?.strip_prefix('>')?;
        Some((name, after))
    })
}

/// What follows the closing tags that stand here, innermost first.
fn closed<'a>(mut html: &'a str, open: &mut Vec<&str>) -> &'a str {
    while let Some(name) = open.last() {
        let after = html
            .trim_start()
            .strip_prefix("</")
            .and_then(|tag| tag.strip_prefix(name))
            .and_then(|tag| tag.strip_prefix('>'));
        let Some(after) = after else {
            break;
        };
        html = after;
        open.pop();
    }
    html
}

#[cfg(test)]
mod tests {
    use super::without_lead;
    use crate::document::markdown::{FIX_LEADS, Fragment, Insert, InsertKind};
    use proptest::prelude::{ProptestConfig, proptest};

    /// `|` in either text marks where a URL goes.
    fn fragment(marked: &str) -> Fragment {
        let mut html = String::new();
        let mut inserts = Vec::new();
        for (number, part) in marked.split('|').enumerate() {
            if number > 0 {
                inserts.push(Insert {
                    at: u32::try_from(html.len()).unwrap(),
                    what: InsertKind::Url(u32::try_from(number).unwrap()),
                });
            }
            html.push_str(part);
        }
        Fragment { html, inserts }
    }

    #[test]
    fn lead_ins_go_with_their_markup() {
        for (input, expected) in [
            (
                "<p>Fix: <a href=\"|\">one</a></p>\n",
                "<p><a href=\"|\">one</a></p>\n",
            ),
            (
                "<p><strong>Fix:</strong> <a href=\"|\">one</a> <a href=\"|\">two</a></p>",
                "<p><a href=\"|\">one</a> <a href=\"|\">two</a></p>",
            ),
            ("<p><strong>Fix</strong>: a &amp; b</p>", "<p>a &amp; b</p>"),
            (
                "<p><strong><em>fix :</em> all <img src=\"|\"></strong></p>",
                "<p><strong>all <img src=\"|\"></strong></p>",
            ),
            ("<p>改进：先回答</p>", "<p>先回答</p>"),
            ("<p>Fixed: no</p>", "<p>Fixed: no</p>"),
            (
                "<p><a href=\"|\">Fix: it</a></p>",
                "<p><a href=\"|\">Fix: it</a></p>",
            ),
            (
                "<p><strong>Fix|:</strong> x</p>",
                "<p><strong>Fix|:</strong> x</p>",
            ),
            ("<p>Fix:</p>", "<p></p>"),
        ] {
            assert_eq!(
                without_lead(&fragment(input), FIX_LEADS),
                fragment(expected),
                "{input}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]
        #[test]
        fn any_html_is_taken(html in "(<p>|<strong>|</strong>|<em>|</em>|Fix|[:： \n|]|a|改进){0,12}") {
            let before = fragment(&html);
            let after = without_lead(&before, FIX_LEADS);
            assert_eq!(before.inserts.len(), after.inserts.len());
            for insert in &after.inserts {
                assert!(after.html.is_char_boundary(insert.at as usize));
            }
        }
    }
}
