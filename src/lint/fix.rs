//! From findings with fixes to changed texts: texts in, texts out, nothing is read or written.
//!
//! Enter at [`select`] (which fixes fit together) and [`apply`] (what the texts are after them). Whether a fix does more
//! harm than good only another check can tell: the rounds of checking and fixing are the `build` room's.

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::source::{FileId, Sources, Span};
use std::borrow::Cow;
use std::collections::BTreeMap;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// The wanted fixes of findings that can be applied at once: none of their edits touches one of another fix.
///
/// Safe fixes come first, then the order of the findings: where two touch, the first one stays. The same findings give
/// the same selection. A fix that does not fit its text, or that changes nothing, is left out.
pub fn select<'a>(
    findings: &'a [Diagnostic],
    sources: &Sources,
    wanted: impl Fn(&Fix) -> bool,
) -> Vec<&'a Fix> {
    let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
    let mut fixes: Vec<&Fix> = fixes.filter(|fix| wanted(fix)).collect();
    fixes.sort_by_key(|fix| fix.applicability == Applicability::Unsafe);
    let mut taken = Taken::default();
    fixes.retain(|fix| fits(fix, sources) && taken.take(fix));
    fixes
}

/// Whether a fix can be applied to the texts, and would change them.
fn fits(fix: &Fix, sources: &Sources) -> bool {
    let written = |edit: &Edit| sources.get(edit.file).text.get(edit.span.range());
    fix.edits.iter().all(|edit| written(edit).is_some())
        && fix
            .edits
            .iter()
            .any(|edit| written(edit) != Some(edit.replacement.as_str()))
}

/// The places that fixes change: where each begins, and where it ends.
#[derive(Default)]
struct Taken(BTreeMap<(FileId, u32), u32>);

impl Taken {
    /// Takes the places of a fix, unless one of them is taken.
    fn take(&mut self, fix: &Fix) -> bool {
        for (number, edit) in fix.edits.iter().enumerate() {
            if self.touches(edit) {
                for edit in &fix.edits[..number] {
                    self.0.remove(&(edit.file, edit.span.start));
                }
                return false;
            }
            self.0.insert((edit.file, edit.span.start), edit.span.end);
        }
        true
    }

    /// Two edits that meet in one byte are not applied together: which one comes first would be a matter of luck.
    fn touches(&self, edit: &Edit) -> bool {
        let Span { start, end } = edit.span;
        let before = self.0.range((edit.file, 0)..=(edit.file, end)).next_back();
        before.is_some_and(|(_, taken_end)| *taken_end >= start)
    }
}

/// The texts that fixes change, as they are afterwards. The fixes come from [`select`].
///
/// Line breaks in what is inserted are those of the lines around it, a byte-order mark stays the first character, and
/// every byte outside of the edits stays as it is.
#[must_use]
pub fn apply(fixes: &[&Fix], sources: &Sources) -> BTreeMap<FileId, String> {
    let mut by_file: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    for edit in fixes.iter().flat_map(|fix| &fix.edits) {
        by_file.entry(edit.file).or_default().push(edit);
    }
    let texts = by_file.into_iter().map(|(file, mut edits)| {
        edits.sort_by_key(|edit| edit.span);
        (file, edited(&sources.get(file).text, &edits))
    });
    texts.collect()
}

/// A text with edits made, which are in order and do not overlap.
fn edited(text: &str, edits: &[&Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let head = if text.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK.len_utf8()
    } else {
        0
    };
    out.push_str(&text[..head]);
    let mut at = head;
    for edit in edits {
        let span = edit.span.range();
        let (start, end) = (span.start.max(at), span.end.max(at));
        out.push_str(text.get(at..start).unwrap_or(""));
        out.push_str(&with_line_breaks_of(text, end, &edit.replacement));
        at = end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

/// What is inserted at a byte of a text, with the line breaks that the text has there.
fn with_line_breaks_of<'a>(text: &str, at: usize, inserted: &'a str) -> Cow<'a, str> {
    if !inserted.contains('\n') {
        return Cow::Borrowed(inserted);
    }
    let next = text[at..].find('\n').map(|i| at + i);
    let near = next.or_else(|| text[..at].rfind('\n'));
    let is_crlf = near.is_some_and(|i| text[..i].ends_with('\r'));
    if is_crlf {
        Cow::Owned(inserted.replace("\r\n", "\n").replace('\n', "\r\n"))
    } else {
        Cow::Borrowed(inserted)
    }
}

#[cfg(test)]
mod tests {
    use super::{apply, select};
    use crate::diagnostic::Applicability::{Safe, Unsafe};
    use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity};
    use crate::source::{FileId, SitePath, SourceFile, Sources, Span};

    type Edits<'a> = &'a [(std::ops::Range<usize>, &'a str)];

    fn finding(edits: Edits<'_>, applicability: Applicability) -> Diagnostic {
        let edits = edits.iter().map(|(range, replacement)| Edit {
            file: FileId(0),
            span: Span::new(range.start, range.end),
            replacement: (*replacement).to_owned(),
        });
        Diagnostic::new("x", Severity::Info, "").fix(Fix {
            title: String::new(),
            edits: edits.collect(),
            applicability,
        })
    }

    /// What becomes of a text by the safe fixes, and by all of them.
    fn check(text: &str, fixes: &[(Edits<'_>, Applicability)], safe: &str, all: &str) {
        let mut sources = Sources::default();
        sources.add(SourceFile {
            path: SitePath::new("a.md"),
            text: text.to_owned(),
        });
        let findings = fixes.iter().map(|(edits, how)| finding(edits, *how));
        let findings: Vec<Diagnostic> = findings.collect();
        for (unsafe_too, expected) in [(false, safe), (true, all)] {
            let chosen = select(&findings, &sources, |fix| {
                unsafe_too || fix.applicability == Safe
            });
            let texts = apply(&chosen, &sources);
            let got = texts.get(&FileId(0)).map_or(text, String::as_str);
            assert_eq!(got, expected, "{text}");
        }
    }

    #[test]
    fn fixes_are_whole_and_touch_no_other() {
        check(
            "one two three",
            &[
                (&[(0..3, "1"), (8..13, "3")], Safe),
                (&[(4..7, "2"), (7..7, "!")], Safe),
                (&[(8..8, "x")], Safe),
                (&[(4..7, "zwei")], Safe),
            ],
            "1 zwei 3",
            "1 zwei 3",
        );
        check(
            "one two",
            &[
                (&[(0..7, "all")], Unsafe),
                (&[(0..3, "1")], Safe),
                (&[(4..7, "2")], Unsafe),
            ],
            "1 two",
            "1 2",
        );
    }

    #[test]
    fn what_does_not_fit_or_changes_nothing_is_left_out() {
        check(
            "é",
            &[
                (&[(0..1, "e")], Safe),
                (&[(0..9, "e")], Safe),
                (&[(0..2, "é")], Safe),
                (&[], Safe),
            ],
            "é",
            "é",
        );
    }

    #[test]
    fn line_breaks_are_those_of_the_lines_around_and_a_byte_order_mark_stays_first() {
        check(
            "a\r\nb\n",
            &[(&[(1..1, "\nx")], Safe)],
            "a\r\nx\r\nb\n",
            "a\r\nx\r\nb\n",
        );
        check(
            "a\r\nb\n",
            &[(&[(4..4, "\nx")], Safe)],
            "a\r\nb\nx\n",
            "a\r\nb\nx\n",
        );
        check(
            "a\r\nb",
            &[(&[(4..4, "\nx")], Safe)],
            "a\r\nb\r\nx",
            "a\r\nb\r\nx",
        );
        check("ab", &[(&[(1..1, "\n")], Safe)], "a\nb", "a\nb");
        check(
            "\u{feff}a",
            &[(&[(0..0, "x")], Safe)],
            "\u{feff}xa",
            "\u{feff}xa",
        );
        check(
            "\u{feff}a",
            &[(&[(0..4, "x")], Safe)],
            "\u{feff}x",
            "\u{feff}x",
        );
    }
}
