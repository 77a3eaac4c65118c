//! Splitting the block off the head of a file, by hand: only the first line can open it.

use super::schema::{self, Need};
use super::yaml::RULE;
use super::{Fields, FrontMatter, Node, Value, parse};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity};
use crate::document::Kind;
use crate::source::{FileId, SourceFile, Span};

/// Splits and parses the front matter of a file (for a data file: the whole file).
#[must_use]
pub fn read(file: FileId, source: &SourceFile, kind: Kind) -> (FrontMatter, Vec<Diagnostic>) {
    if kind.is_data() {
        return read_data(file, source);
    }
    match find_block(&source.text) {
        Block::Closed { keys, whole, body } => {
            let (root, mut findings) = parse(file, source, keys);
            let front = front_matter(file, root, whole, body, &mut findings);
            (front, findings)
        }
        Block::Unclosed { keys, opening } => {
            let end = Span::new(keys.end as usize, keys.end as usize);
            let is_line = keys.end == keys.start || source.slice(keys).ends_with('\n');
            let fence = if is_line { "---\n" } else { "\n---\n" };
            let mut finding =
                Diagnostic::new(RULE, Severity::Error, "the front matter is not closed")
                    .label(file, opening, "opened here")
                    .help("add a line `---` after the last key")
                    .fix(one_edit(
                        "close the front matter",
                        Applicability::Unsafe,
                        file,
                        end,
                        fence,
                    ));
            if keys.end > keys.start {
                finding = finding.label(file, end, "the keys seem to end here");
            }
            // What looks like keys is read all the same, so that other findings do not wait for this one.
            let (root, more) = parse(file, source, keys);
            let whole = Span::new(opening.start as usize, keys.end as usize);
            let mut findings = vec![finding];
            let front = if more.is_empty() {
                front_matter(file, root, whole, keys.end as usize, &mut findings)
            } else {
                without(keys.end as usize)
            };
            (front, findings)
        }
        Block::None { body } => {
            let findings = missing(file, source, kind).into_iter().collect();
            (without(body), findings)
        }
    }
}

/// A data file is one YAML list of maps from its first byte to its last.
fn read_data(file: FileId, source: &SourceFile) -> (FrontMatter, Vec<Diagnostic>) {
    let whole = Span::new(0, source.text.len());
    let (mut root, mut findings) = parse(file, source, whole);
    let parsed = !(findings.is_empty() && matches!(root.value, Value::Null));
    match &mut root.value {
        Value::List(list) => list.retain(|record| {
            let is_map = matches!(record.value, Value::Map(_));
            if !is_map && findings.len() < 100 {
                findings.push(
                    error("a record must be a map of keys")
                        .label(file, record.span, "this is none")
                        .help("write `- id: …` and the other keys below it, in the column of `id`"),
                );
            }
            is_map
        }),
        Value::Null => {}
        _ => {
            let first = Span::new(root.span.start as usize, root.span.start as usize);
            findings.push(
                error("this file must hold a list of records")
                    .label(file, first, "no list begins here")
                    .help("begin each record with `- id: …`"),
            );
            root = Node::default();
        }
    }
    let front = FrontMatter {
        span: whole,
        parsed: parsed && !matches!(root.value, Value::Null),
        root,
        body_start: source.text.len(),
        kind: None,
    };
    (front, findings)
}

fn one_edit(
    title: &str,
    applicability: Applicability,
    file: FileId,
    span: Span,
    replacement: &str,
) -> Fix {
    Fix {
        title: title.to_owned(),
        edits: vec![Edit {
            file,
            span,
            replacement: replacement.to_owned(),
        }],
        applicability,
    }
}

fn error(message: &str) -> Diagnostic {
    Diagnostic::new(RULE, Severity::Error, message)
}

fn without(body_start: usize) -> FrontMatter {
    FrontMatter {
        body_start,
        ..FrontMatter::default()
    }
}

fn front_matter(
    file: FileId,
    mut root: Node,
    whole: Span,
    body_start: usize,
    findings: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let mut parsed = true;
    match &root.value {
        Value::Map(_) => {}
        // An empty block is a block without keys; an unreadable one has its finding already.
        Value::Null if findings.is_empty() => {
            root = Node {
                span: whole,
                value: Value::Map(Vec::new()),
                written: None,
            };
        }
        Value::Null => parsed = false,
        _ => {
            findings.push(
                error("the front matter must be a list of keys with their values")
                    .label(file, root.span, "this is no `key: value`")
                    .help("write one `key: value` on each line, with a space after the colon"),
            );
            root = Node::default();
            parsed = false;
        }
    }
    let kind = Fields::of(&root)
        .text("kind")
        .and_then(|name| Kind::from_name(&name.value))
        .filter(|kind| !kind.is_data());
    FrontMatter {
        span: whole,
        root,
        body_start,
        kind,
        parsed,
    }
}

/// The block at the head of a text.
enum Block {
    None {
        body: usize,
    },
    Closed {
        keys: Span,
        whole: Span,
        body: usize,
    },
    Unclosed {
        keys: Span,
        opening: Span,
    },
}

fn find_block(text: &str) -> Block {
    let head = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mut lines = Lines { text, at: head };
    let first = lines.next();
    let Some((opening, keys)) = first.filter(|(line, _)| text[line.clone()].trim_end() == "---")
    else {
        return Block::None { body: head };
    };
    let mut guess = None;
    for (line, next) in lines {
        let written = &text[line.clone()];
        if matches!(written.trim_end(), "---" | "...") {
            return Block::Closed {
                keys: Span::new(keys, line.start),
                whole: Span::new(head, line.end),
                body: next,
            };
        }
        if guess.is_none() && !belongs_to_keys(written) {
            guess = Some(line.start);
        }
    }
    Block::Unclosed {
        keys: Span::new(keys, guess.unwrap_or(text.len())),
        opening: Span::new(head, opening.end),
    }
}

/// Whether a line looks as if it stood in front matter: a key, a list item, something indented, a comment for us.
fn belongs_to_keys(line: &str) -> bool {
    if line.starts_with([' ', '\t']) {
        return !line.trim().is_empty();
    }
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let key = line.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty()
            && key.chars().all(word)
            && (value.trim().is_empty() || value.starts_with(' '))
    });
    key || line.starts_with("- ") || line.starts_with("# lint-allow")
}

/// The lines of a text: the range of each without its line break, and where the next begins.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = (std::ops::Range<usize>, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').unwrap_or(rest.len());
        let line = self.at..self.at + rest[..length].trim_end_matches('\r').len();
        self.at = (self.at + length + 1).min(self.text.len());
        Some((line, self.at))
    }
}

/// The finding for a file that has no block though its kind needs one, with the smallest block to type.
fn missing(file: FileId, source: &SourceFile, kind: Kind) -> Option<Diagnostic> {
    let required = schema::schema(kind)
        .keys
        .iter()
        .filter(|key| key.need == Need::Required);
    let lines: Vec<_> = required
        .map(|key| format!("{}: {}", key.name, key.example))
        .collect();
    if lines.is_empty() {
        return None;
    }
    let late = Lines {
        text: &source.text,
        at: 0,
    }
    .find(|(line, _)| !source.text[line.clone()].trim().is_empty())
    .filter(|(line, _)| {
        source.text[line.clone()]
            .trim_start_matches('\u{feff}')
            .trim()
            == "---"
    });
    Some(match late {
        Some((line, _)) => error("the front matter does not begin on the first line of the file")
            .label(
                file,
                Span::new(line.start, line.end),
                "only the first line of the file can open it",
            )
            .help("delete everything above this line, blank lines too")
            .fix(one_edit(
                "remove the empty lines before the front matter",
                Applicability::Safe,
                file,
                Span::new(0, line.start),
                "",
            )),
        None => error(&format!(
            "this {} has no front matter, the facts at the top of its file",
            kind.as_str()
        ))
        .label(file, Span::new(0, 0), "")
        .help(format!(
            "begin the file with these lines, in your own words:\n---\n{}\n---",
            lines.join("\n")
        )),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SitePath;
    use proptest::prelude::proptest;

    fn source(text: &str) -> SourceFile {
        SourceFile {
            path: SitePath::new("a.md"),
            text: text.to_owned(),
        }
    }

    fn read_as(text: &str, kind: Kind) -> (FrontMatter, Vec<String>) {
        let (front, found) = read(FileId(0), &source(text), kind);
        let found = found
            .into_iter()
            .map(|f| format!("{} | {}", f.message, f.help.join(" ")))
            .collect();
        (front, found)
    }

    #[test]
    fn the_first_line_opens_and_a_line_of_three_closes() {
        for (text, body) in [
            ("---\ntitle: a\n---\nbody", "body"),
            ("\u{feff}--- \r\ntitle: a\r\n---\t\r\nbody", "body"),
            ("---\ntitle: a\n...\nbody", "body"),
            ("---\ntitle: a\n---", ""),
            ("---\n---\nbody\n---\n", "body\n---\n"),
        ] {
            let (front, found) = read_as(text, Kind::Glossary);
            assert_eq!(found, [""; 0], "{text}");
            assert!(front.parsed, "{text}");
            assert_eq!(&text[front.body_start..], body);
        }
        for text in [
            "\n---\ntitle: a\n---\n",
            "---- \na: b\n---\n",
            "text\n---\na: b\n---\n",
            "",
        ] {
            let (front, found) = read_as(text, Kind::Glossary);
            assert_eq!(
                (front.parsed, front.body_start, found.len()),
                (false, 0, 0),
                "{text}"
            );
        }
        assert_eq!(read_as("\u{feff}text", Kind::Glossary).0.body_start, 3);
    }

    #[test]
    fn slips_at_the_head_say_what_to_type() {
        for (text, kind, expected) in [
            (
                "---\ntitle: a\n\n## Text\n",
                Kind::Page,
                "the front matter is not closed | add a line `---` after the last key",
            ),
            (
                "## Text\n",
                Kind::Page,
                "this page has no front matter, the facts at the top of its file | begin the file with these lines, in your own words:\n---\ntitle: \"How we work\"\n---",
            ),
            (
                "\n---\ntitle: a\n---\n",
                Kind::Page,
                "the front matter does not begin on the first line of the file | delete everything above this line, blank lines too",
            ),
            (
                "---\ntitle\n---\n",
                Kind::Page,
                "the front matter must be a list of keys with their values | write one `key: value` on each line, with a space after the colon",
            ),
            (
                "id: a\n",
                Kind::Metrics,
                "this file must hold a list of records | begin each record with `- id: …`",
            ),
            (
                "- id: a\n- b\n",
                Kind::Metrics,
                "a record must be a map of keys | write `- id: …` and the other keys below it, in the column of `id`",
            ),
        ] {
            assert_eq!(read_as(text, kind).1, [expected], "{text}");
        }
    }

    #[test]
    fn an_unclosed_block_is_read_as_far_as_it_goes() {
        let text = "---\ntitle: a\ntags:\n  - b\n# Text\n\nmore: text\n";
        let (front, _) = read_as(text, Kind::Page);
        assert!(front.parsed);
        assert!(text[front.body_start..].starts_with("# Text"));
    }

    #[test]
    fn kinds_can_be_named() {
        assert_eq!(
            read_as("---\nkind: audit\n---\n", Kind::Page).0.kind,
            Some(Kind::Audit)
        );
        assert_eq!(
            read_as("---\nkind: metrics\n---\n", Kind::Page).0.kind,
            None
        );
    }

    proptest! {
        #[test]
        fn no_head_is_too_strange(text in "(\u{feff})?(---)?[ \r\n:a#-]{0,30}(\n---\n)?\\PC{0,10}") {
            let file = source(&text);
            for kind in Kind::ALL {
                let (front, _) = read(FileId(0), &file, kind);
                assert!(text.is_char_boundary(front.body_start));
            }
        }
    }
}
