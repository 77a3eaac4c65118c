//! Fuel for Tera, which has none: every template is compiled with meters built into it.
//!
//! - What a loop or a list comprehension runs over goes through the filter [`CHARGE`], which counts its elements:
//!   `{% for x in y %}` becomes `{% for x in (y)|__charge %}`.
//! - Every include, block and component begins with a call of the function [`STEP`], so that parts that include parts
//!   twice, twice over, end too.
//!
//! Everything between two meters is straight-line code, bounded by the template's size. Nothing is added outside tags'
//! own lines, and [`Metered::original`] leads a position back to the text as it was written.

use super::scan::{Tag, Token, tags};

/// The filter that counts what is looped over.
pub(super) const CHARGE: &str = "__charge";

/// The function that counts a step.
pub(super) const STEP: &str = "__step";

/// What an element of a loop or a step costs, in units of [`super::FUEL`].
pub(super) const COST: u64 = 25;

/// A template with meters.
#[derive(Clone, Debug, Default)]
pub(super) struct Metered {
    /// The text to compile.
    pub(super) text: String,
    added: Vec<Added>,
}

/// A piece that was put in.
#[derive(Clone, Debug, Default)]
struct Added {
    /// Where, in the text as it was written.
    at: usize,
    /// What.
    piece: String,
    /// What a failure in it is about, in the text as it was written.
    about: usize,
}

impl Metered {
    /// Builds meters into a template.
    pub(super) fn new(text: &str) -> Self {
        let mut added = Vec::new();
        for tag in tags(text) {
            match tag.name() {
                Some("include") => added.push(step(tag.start, tag.trims_before)),
                Some("block" | "component") => added.push(step(tag.end, tag.trims_after)),
                _ => loops(&tag, &mut added),
            }
        }
        added.sort_by_key(|added| added.at);
        let mut metered = String::new();
        let mut from = 0;
        for Added { at, piece, .. } in &added {
            metered.push_str(&text[from..*at]);
            metered.push_str(piece);
            from = *at;
        }
        metered.push_str(&text[from..]);
        Self {
            text: metered,
            added,
        }
    }

    /// The byte of the text as it was written that stands at `offset` of the text with meters.
    pub(super) fn original(&self, offset: usize) -> usize {
        let mut before = 0;
        for added in &self.added {
            let start = added.at + before;
            if offset < start {
                break;
            }
            if offset < start + added.piece.len() {
                return added.about;
            }
            before += added.piece.len();
        }
        offset - before
    }
}

fn step(at: usize, trims: bool) -> Added {
    let dash = if trims { "-" } else { "" };
    Added {
        at,
        piece: format!("{{{{{dash} {STEP}() {dash}}}}}"),
        about: at,
    }
}

/// A bracket that is open, or the tag itself.
#[derive(Default)]
struct Frame {
    /// Whether it is `[`, in which a comprehension may stand.
    list: bool,
    /// Whether a loop's head was seen, and its `in` comes next.
    awaits_in: bool,
    /// Where what is looped over begins, until it is closed.
    open: Option<usize>,
}

/// Puts what is looped over into `(…)|__charge`. One pass, with a stack of open brackets.
fn loops(tag: &Tag<'_>, added: &mut Vec<Added>) {
    let mut frames = vec![Frame::default()];
    for (i, token) in tag.tokens.iter().enumerate() {
        let attribute = i > 0 && tag.tokens[i - 1].is(b'.');
        let statement = i == 0 && tag.name() == Some("for");
        let Some(frame) = frames.last_mut() else {
            return;
        };
        if token.is(b'[') || token.is(b'(') || token.is(b'{') {
            let list = token.is(b'[');
            frames.push(Frame {
                list,
                ..Frame::default()
            });
        } else if token.is(b']') || token.is(b')') || token.is(b'}') {
            close(frame, token.start, added);
            if frames.len() > 1 {
                frames.pop();
            }
        } else if token.word() == Some("for") && !attribute {
            frame.awaits_in = (statement || frame.list) && is_head(&tag.tokens[i + 1..]);
        } else if token.word() == Some("in") && frame.awaits_in {
            frame.awaits_in = false;
            let about = tag.tokens.get(i + 1).map_or(token.end, |next| next.start);
            frame.open = Some(about);
            added.push(Added {
                at: token.end,
                piece: "(".to_owned(),
                about,
            });
        } else if token.word() == Some("if") && !attribute && frame.list {
            close(frame, token.start, added);
        }
    }
    // Only a `for` statement is open to its tag's end; in an expression a bracket is missing, which Tera will say.
    if let (Some(frame), Some(last)) = (frames.first_mut(), tag.tokens.last()) {
        close(frame, last.end, added);
    }
}

fn close(frame: &mut Frame, at: usize, added: &mut Vec<Added>) {
    if let Some(about) = frame.open.take() {
        added.push(Added {
            at,
            piece: format!(")|{CHARGE} "),
            about,
        });
    }
}

/// Whether `x in` or `key, x in` comes next.
fn is_head(tokens: &[Token<'_>]) -> bool {
    let word = |i: usize| tokens.get(i).and_then(Token::word);
    let one = word(0).is_some() && word(1) == Some("in");
    let two = word(0).is_some()
        && tokens.get(1).is_some_and(|t| t.is(b','))
        && word(2).is_some()
        && word(3) == Some("in");
    one || two
}

#[cfg(test)]
mod tests {
    use super::Metered;

    fn check(text: &str, expected: &str) {
        let metered = Metered::new(text);
        assert_eq!(metered.text, expected);
        let mut added = metered.added.iter().map(|a| a.piece.len()).sum::<usize>();
        for (offset, byte) in metered.text.bytes().enumerate() {
            let original = metered.original(offset);
            assert!(original <= text.len());
            if text.as_bytes().get(original) != Some(&byte) {
                assert!(added > 0, "{text}: {offset}");
                added -= 1;
            }
        }
        assert_eq!(metered.original(metered.text.len()), text.len());
    }

    #[test]
    fn loops_and_parts_get_meters() {
        check(
            "{% for x in y %}{% endfor %}",
            "{% for x in( y)|__charge  %}{% endfor %}",
        );
        check(
            "{%- for k, v in m.in if a else b -%}",
            "{%- for k, v in( m.in if a else b)|__charge  -%}",
        );
        check(
            "{{ [x.for for x in f(a=[1]) if x in y] }}",
            "{{ [x.for for x in( f(a=[1]) )|__charge if x in y] }}",
        );
        check(
            "{{ [[a for a in b] for b in c] }}",
            "{{ [[a for a in( b)|__charge ] for b in( c)|__charge ] }}",
        );
        check(
            "a {%- include \"b\" %}",
            "a {{- __step() -}}{%- include \"b\" %}",
        );
        check(
            "{% block a -%} x {% endblock %}",
            "{% block a -%}{{- __step() -}} x {% endblock %}",
        );
    }

    #[test]
    fn other_words_stay() {
        for text in [
            "{{ x in y }}",
            "{{ t(id=\"for x in y\") }}",
            "{% raw %}{% for x in y %}{% endraw %}",
        ] {
            check(text, text);
        }
    }
}
