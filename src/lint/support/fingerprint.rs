//! The fingerprint of a text that was approved.
//!
//! It is the BLAKE3 hash of the files in the order of their paths, each as its path below the playbook's folder, a zero
//! byte, its text and a zero byte. Of the texts that is left out which may change without changing what they say: a
//! byte-order mark, carriage returns, and the lines of the keys in [`LEFT_OUT`].

use crate::document::Document;
use crate::document::front_matter::Fields;
use crate::lint::Context;

/// The keys of the front matter that tell of the approval itself or of a later look.
const LEFT_OUT: [&str; 4] = [
    "approved_by",
    "approved_on",
    "approved_hash",
    "last_reviewed",
];

/// How many digits are shown and have to be written at least. More are compared too.
const DIGITS: usize = 12;

/// A fingerprint, in hexadecimal digits.
pub(crate) struct Fingerprint(String);

impl Fingerprint {
    /// What is to be written.
    pub(crate) fn short(&self) -> &str {
        &self.0[..DIGITS]
    }

    /// Whether a written one is this.
    pub(crate) fn is(&self, written: &str) -> bool {
        written.len() >= DIGITS && self.0.starts_with(&written.to_ascii_lowercase())
    }
}

impl Context<'_> {
    /// The fingerprint of the whole playbook: every Markdown file and table that is no draft.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        let documents = self.documents().map(|(_, document)| document);
        self.fingerprint_of(documents.filter(|document| !is_draft(document)))
    }

    /// The fingerprint of some files of the playbook, which come in the order of their paths.
    pub(crate) fn fingerprint_of<'d>(
        &self,
        documents: impl Iterator<Item = &'d Document>,
    ) -> Fingerprint {
        let mut hasher = blake3::Hasher::new();
        for document in documents {
            let text = &self.sources.get(document.file).text;
            hasher.update(self.below(document).as_bytes());
            hasher.update(b"\0");
            for part in parts(document, text) {
                let part = part.trim_start_matches('\u{feff}');
                part.split('\r').for_each(|piece| {
                    hasher.update(piece.as_bytes());
                });
            }
            hasher.update(b"\0");
        }
        Fingerprint(hasher.finalize().to_hex().to_string())
    }
}

/// Whether a document is a draft, of which no approval speaks.
pub(crate) fn is_draft(document: &Document) -> bool {
    Fields::of(&document.front.root).boolean("draft") == Some(true)
}

/// A text without the lines that do not count.
fn parts<'t>(document: &Document, text: &'t str) -> Vec<&'t str> {
    let fields = Fields::of(&document.front.root);
    let mut parts = Vec::new();
    let mut rest = 0;
    for (key, node) in fields.iter() {
        if !LEFT_OUT.contains(&key.value.as_str()) {
            continue;
        }
        let (start, end) = (
            key.span.start as usize,
            node.span.end.max(key.span.end) as usize,
        );
        let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else {
            continue;
        };
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        // In `{…}` other keys share the line; then only the key and its value go.
        let cut = match before[line..].trim().is_empty() {
            true => (line, after.find('\n').map_or(text.len(), |at| end + at + 1)),
            false => (start, end),
        };
        parts.extend(text.get(rest..cut.0));
        rest = cut.1.max(rest);
    }
    parts.extend(text.get(rest..));
    parts
}

#[cfg(test)]
mod tests {
    use crate::journey::Workspace;
    use crate::journey::testing::read;
    use crate::lint::{Context, Settings};

    const STAGE: (&str, &str) = (
        "stages/1-discovery.md",
        "---\nstage: discovery\n---\n\nText.\n",
    );

    fn fingerprint(files: &[(&str, &str)]) -> String {
        let (sources, playbook, _) = read(files);
        let context = Context {
            workspace: &Workspace::default(),
            playbook: &playbook,
            sources: &sources,
            settings: &Settings::default(),
            today: jiff::civil::date(2026, 3, 1),
        };
        context.fingerprint().0
    }

    #[test]
    fn an_approval_does_not_change_what_it_approves() {
        let before = fingerprint(&[("playbook.md", "---\ntitle: A\n---\n\nBody.\n"), STAGE]);
        for same in [
            "---\napproved_hash: abc\ntitle: A\n---\n\nBody.\n",
            "---\ntitle: A\napproved_by: head # by mail\napproved_on: 2026-01-01\nlast_reviewed: 2026-02-01\n---\n\nBody.\n",
            "---\ntitle: A\napproved_by:\n  the head of brand\napproved_hash:\n---\n\nBody.\n",
            "\u{feff}---\r\ntitle: A\r\n---\r\n\r\nBody.\r\n",
        ] {
            assert_eq!(
                fingerprint(&[("playbook.md", same), STAGE]),
                before,
                "{same}"
            );
        }
        let draft = ("idea.md", "---\ntitle: Idea\ndraft: true\n---\n");
        let main = ("playbook.md", "---\ntitle: A\n---\n\nBody.\n");
        assert_eq!(fingerprint(&[draft, main, STAGE]), before);
        for other in [
            "---\ntitle: A\n---\n\nBody\n",
            "---\ntitle: B\n---\n\nBody.\n",
            "---\ntitle: A\nupdated: 2026-02-01\n---\n\nBody.\n",
            "---\ntitle: A\n---\n\nBody.\n\napproved_on: 2026-01-01\n",
        ] {
            assert_ne!(
                fingerprint(&[("playbook.md", other), STAGE]),
                before,
                "{other}"
            );
        }
        assert_ne!(
            fingerprint(&[main, ("stages/2-research.md", STAGE.1)]),
            before
        );
        assert_ne!(fingerprint(&[main]), before);
    }

    #[test]
    fn keys_that_share_a_line_stay() {
        let with = |hash: &str, title: &str| {
            let text =
                format!("---\n{{title: {title}, approved_hash: {hash}, status: approved}}\n---\n");
            fingerprint(&[("playbook.md", &text)])
        };
        assert_eq!(with("a", "One"), with("bcd", "One"));
        assert_ne!(with("a", "One"), with("a", "Two"));
    }

    #[test]
    fn the_first_twelve_digits_are_enough_and_fewer_are_not() {
        let now = super::Fingerprint("0123456789abcdef".to_owned());
        assert_eq!(now.short(), "0123456789ab");
        for (written, expected) in [
            ("0123456789ab", true),
            ("0123456789ABCDEF", true),
            ("0123456789a", false),
            ("0123456789ac", false),
            ("0123456789abcdef0", false),
            ("", false),
        ] {
            assert_eq!(now.is(written), expected, "{written}");
        }
    }
}
