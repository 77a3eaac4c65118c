//! [`Output`]: a fragment while it is written, with its plain text beside it.

use super::{Fragment, Insert, InsertKind};

/// A fragment that grows, with the text a reader would see.
#[derive(Debug, Default)]
pub(super) struct Output {
    /// The HTML so far.
    pub(super) html: String,
    /// The places to fill in so far.
    pub(super) inserts: Vec<Insert>,
    /// The text without markup, a line for each block.
    pub(super) text: String,
}

impl Output {
    /// An empty fragment with room for what `length` bytes of Markdown come to.
    pub(super) fn with_room(length: usize) -> Self {
        Self {
            html: String::with_capacity(length + length / 4 + 32),
            inserts: Vec::new(),
            text: String::with_capacity(length),
        }
    }

    /// Markup as it is.
    pub(super) fn raw(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        escape(&mut self.html, text);
        self.text.push_str(text);
    }

    /// The value of an attribute, escaped; the quotation marks are the caller's.
    pub(super) fn value(&mut self, value: &str) {
        escape(&mut self.html, value);
    }

    /// ` name="value"`.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.value(value);
        self.raw("\"");
    }

    /// ` name="…"`, with `what` between `before` and `after` in the value.
    pub(super) fn attribute_with(
        &mut self,
        name: &str,
        before: &str,
        what: InsertKind,
        after: &str,
    ) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.value(before);
        self.insert(what);
        self.value(after);
        self.raw("\"");
    }

    /// A place to fill in.
    pub(super) fn insert(&mut self, what: InsertKind) {
        let at = u32::try_from(self.html.len()).unwrap_or(u32::MAX);
        self.inserts.push(Insert { at, what });
    }

    /// Ends a line of the plain text, as a block's edge does.
    pub(super) fn line(&mut self) {
        let kept = self.text.trim_end().len();
        self.text.truncate(kept);
        if kept > 0 {
            self.text.push('\n');
        }
    }

    /// A finished fragment, without its text.
    pub(super) fn append(&mut self, fragment: &Fragment) {
        let shift = u32::try_from(self.html.len()).unwrap_or(u32::MAX);
        self.html.push_str(&fragment.html);
        self.inserts.extend(fragment.inserts.iter().map(|i| Insert {
            at: i.at.saturating_add(shift),
            what: i.what,
        }));
    }

    /// The fragment and its plain text.
    pub(super) fn finish(mut self) -> (Fragment, String) {
        self.html.truncate(self.html.trim_end().len());
        // Fragments are kept for as long as the build lasts; the room they were given was a guess.
        self.html.shrink_to_fit();
        self.inserts.shrink_to_fit();
        let text = self.text.trim().to_owned();
        let fragment = Fragment {
            html: self.html,
            inserts: self.inserts,
        };
        (fragment, text)
    }
}

/// Appends `text` with the characters replaced that mean something in HTML, in text as in quoted attributes.
pub(super) fn escape(into: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let name = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        into.push_str(&text[from..at]);
        into.push_str(name);
        from = at + 1;
    }
    into.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_html_reads() {
        let mut out = String::new();
        escape(&mut out, "a<b> & \"c\" 小");
        assert_eq!(out, "a&lt;b&gt; &amp; &quot;c&quot; 小");
    }

    #[test]
    fn lines_of_text_are_single() {
        let mut out = Output::default();
        out.line();
        out.text("a ");
        out.line();
        out.line();
        out.text("b");
        assert_eq!(out.finish().1, "a\nb");
    }
}
