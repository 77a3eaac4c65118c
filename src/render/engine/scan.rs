//! The tags of a template, in the syntax that both engines share: enough to see what includes what, and where loops are.
//!
//! Enter at [`tags`]. This is no parser: a template that the engine itself would refuse gives tags all the same.

/// A `{{ … }}` or `{% … %}`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Whether it is a statement (`{% … %}`).
    pub(super) statement: bool,
    /// The byte it begins at.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
    /// Whether it takes away the white space before it (`{%-`).
    pub(super) trims_before: bool,
    /// Whether it takes away the white space after it (`-%}`).
    pub(super) trims_after: bool,
    /// What stands in it.
    pub(super) tokens: Vec<Token<'a>>,
}

impl Tag<'_> {
    /// The first word of a statement: `for`, `include`, ….
    pub(super) fn name(&self) -> Option<&str> {
        match self.tokens.first() {
            Some(token) if self.statement => token.word(),
            _ => None,
        }
    }
}

/// A word, a text or a sign in a tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// What it is.
    pub(super) kind: Kind<'a>,
    /// The byte it begins at.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
}

impl<'a> Token<'a> {
    /// The word, if it is one.
    pub(super) fn word(&self) -> Option<&'a str> {
        match self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Whether it is the sign `sign`.
    pub(super) fn is(&self, sign: u8) -> bool {
        self.kind == Kind::Sign(sign)
    }
}

/// What a token is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// A name or a keyword.
    Word(&'a str),
    /// What stands between quotes, escapes unresolved.
    Text(&'a str),
    /// Any other byte.
    Sign(u8),
}

/// Every tag, in order. Comments and raw blocks are passed over.
pub(super) fn tags(text: &str) -> Vec<Tag<'_>> {
    let bytes = text.as_bytes();
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        at += found;
        match bytes.get(at + 1) {
            Some(b'#') => at = text[at..].find("#}").map_or(text.len(), |i| at + i + 2),
            Some(b'{' | b'%') => {
                let tag = tag(text, at);
                at = tag.end;
                if tag.name() == Some("raw") {
                    at = after_raw(text, at);
                } else {
                    tags.push(tag);
                }
            }
            _ => at += 1,
        }
    }
    tags
}

fn after_raw(text: &str, mut at: usize) -> usize {
    while let Some(found) = text[at..].find("{%") {
        at += found + 2;
        let rest = text[at..].trim_start_matches(['-', '+']).trim_start();
        if rest.starts_with("endraw") {
            return text[at..].find("%}").map_or(text.len(), |i| at + i + 2);
        }
    }
    text.len()
}

fn tag(text: &str, start: usize) -> Tag<'_> {
    let bytes = text.as_bytes();
    let statement = bytes[start + 1] == b'%';
    let closing: &[u8] = if statement { b"%}" } else { b"}}" };
    let mut at = start + 2;
    let trims_before = bytes.get(at) == Some(&b'-');
    if trims_before || bytes.get(at) == Some(&b'+') {
        at += 1;
    }
    let mut tokens = Vec::new();
    let mut trims_after = false;
    while let Some(&byte) = bytes.get(at) {
        if bytes[at..].starts_with(closing) {
            at += 2;
            break;
        }
        if byte == b'-' && bytes[at + 1..].starts_with(closing) {
            trims_after = true;
            at += 3;
            break;
        }
        if byte.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let token = token(text, at);
        at = token.end;
        tokens.push(token);
    }
    Tag {
        statement,
        start,
        end: at,
        trims_before,
        trims_after,
        tokens,
    }
}

fn token(text: &str, start: usize) -> Token<'_> {
    let bytes = text.as_bytes();
    let byte = bytes[start];
    if matches!(byte, b'"' | b'\'' | b'`') {
        let inside = start + 1;
        let mut at = inside;
        while at < bytes.len() && bytes[at] != byte {
            at += if bytes[at] == b'\\' { 2 } else { 1 };
        }
        let close = at.min(bytes.len());
        return Token {
            kind: Kind::Text(text.get(inside..close).unwrap_or("")),
            start,
            end: ceil_boundary(text, close + 1),
        };
    }
    if byte.is_ascii_alphabetic() || byte == b'_' {
        let length = bytes[start..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || **b == b'_')
            .count();
        let end = start + length;
        return Token {
            kind: Kind::Word(&text[start..end]),
            start,
            end,
        };
    }
    Token {
        kind: Kind::Sign(byte),
        start,
        end: ceil_boundary(text, start + 1),
    }
}

/// The next offset at which a character begins.
fn ceil_boundary(text: &str, mut offset: usize) -> usize {
    while offset < text.len() && !text.is_char_boundary(offset) {
        offset += 1;
    }
    offset.min(text.len())
}

#[cfg(test)]
mod tests {
    use super::{Kind, tags};

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = tags(text)
            .iter()
            .map(|tag| {
                tag.tokens
                    .iter()
                    .map(|t| match t.kind {
                        Kind::Word(w) => w.to_owned(),
                        Kind::Text(t) => format!("<{t}>"),
                        Kind::Sign(s) => char::from(s).to_string(),
                    })
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn tags_are_found_and_texts_in_them_are_no_tags() {
        check("a {{ x.y }} b", &["x . y"]);
        check("{%- include \"a %} b\" -%}", &["include <a %} b>"]);
        check("{# {% for x in y %} #}{{ z }}", &["z"]);
        check("{% raw %}{{ x }}{% endraw %}{{ y }}", &["y"]);
        check("{{ \"\\\"}}\" }}{{ y }}", &["<\\\"}}>", "y"]);
        check("{ {{ \"种草\" ~ é }} }", &["<种草> ~ Ã"]);
    }

    #[test]
    fn broken_templates_end() {
        for text in [
            "{",
            "{{",
            "{%",
            "{#",
            "{% raw %}",
            "{{ \"",
            "{{ 'a\\",
            "{{ '\\种",
            "{% -",
        ] {
            let _ = tags(text);
        }
        assert_eq!(tags(&"{{ ".repeat(100_000)).len(), 1);
    }
}
