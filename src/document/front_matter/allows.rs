//! The `# lint-allow rule: reason` comments of YAML, and what each of them covers.
//!
//! On a line of its own a comment covers the key or list item after it. Before the first one it covers everything: in
//! front matter always; in a YAML file when an empty line stands between. Behind a value it covers its line.

use super::{FrontMatter, Node, Value};
use crate::document::{Allow, allow};
use crate::source::{SourceFile, Span};

/// The comments in the front matter of a Markdown file, or in a data file.
#[must_use]
pub fn allows(source: &SourceFile, front: &FrontMatter, is_data: bool) -> Vec<Allow> {
    if !front.parsed {
        return Vec::new();
    }
    let top = if is_data { Top::Apart } else { Top::Always };
    find(source, front.span, &front.root, top)
}

/// The comments of a whole YAML file; none when it has no keys.
#[must_use]
pub fn file_allows(source: &SourceFile, root: &Node) -> Vec<Allow> {
    let whole = Span::new(0, source.text.len());
    find(source, whole, root, Top::Apart)
}

/// When a comment before everything else covers all of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Top {
    Always,
    /// When an empty line sets it apart from what follows.
    Apart,
}

fn find(source: &SourceFile, span: Span, root: &Node, top: Top) -> Vec<Allow> {
    let text = source.slice(span);
    if !text.contains("lint-allow") {
        return Vec::new();
    }
    let places = Places::of(root);
    let Some(first) = places.blocks.first() else {
        return Vec::new();
    };
    let everything = Span::new(0, span.end as usize);
    let apart = match top {
        Top::Always => first.start,
        Top::Apart => last_gap(&source.text, span.start as usize, first.start as usize),
    };
    let mut allows = Vec::new();
    let mut last = (usize::MAX, Span::default());
    for line in lines(text) {
        let line = line.shifted(span.start as usize);
        let Some(comment) = comment(source, line, &places) else {
            continue;
        };
        let start = comment.start as usize + 1;
        let Some((rules, reason)) = allow::read(&source.text[start..comment.end as usize], start)
        else {
            continue;
        };
        let next = places.blocks.partition_point(|b| b.start < comment.end);
        let scope = if !stands_alone(source, line, comment) {
            line
        } else if comment.start < apart {
            everything
        } else {
            if last.0 != next {
                let block = places.blocks.get(next);
                let scope = block.map_or(comment, |block| whole_lines(&source.text, *block));
                last = (next, scope);
            }
            last.1
        };
        allows.push(Allow {
            rules,
            reason,
            span: comment,
            scope,
        });
    }
    allows
}

/// What a tree holds, by place.
struct Places {
    /// Every key with its value and every list item, the outer before the inner.
    blocks: Vec<Span>,
    /// Every text: a `#` in it means nothing.
    texts: Vec<Span>,
}

impl Places {
    fn of(root: &Node) -> Self {
        let mut places = Self {
            blocks: Vec::new(),
            texts: Vec::new(),
        };
        places.gather(root);
        places
            .blocks
            .sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        places.texts.sort();
        places
    }

    fn gather(&mut self, node: &Node) {
        match &node.value {
            Value::Text(_) => self.texts.push(node.span),
            Value::List(list) => {
                for item in list {
                    self.blocks.push(item.span);
                    self.gather(item);
                }
            }
            Value::Map(map) => {
                for (key, value) in map {
                    let end = value.span.end.max(key.span.end) as usize;
                    self.blocks.push(Span::new(key.span.start as usize, end));
                    self.gather(value);
                }
            }
            _ => {}
        }
    }

    fn in_text(&self, at: u32) -> bool {
        let before = self.texts.partition_point(|text| text.start <= at);
        before > 0 && self.texts[before - 1].end > at
    }
}

/// The bytes of the comment for us on a line, from its `#` to its last letter.
fn comment(source: &SourceFile, line: Span, places: &Places) -> Option<Span> {
    let written = source.slice(line);
    let end = line.start as usize + written.trim_end().len();
    written.match_indices('#').find_map(|(at, _)| {
        let begins = at == 0 || written[..at].ends_with([' ', '\t', '\u{feff}']);
        let is_ours = begins && written[at + 1..].trim_start().starts_with("lint-allow");
        let span = Span::new(line.start as usize + at, end);
        (is_ours && !places.in_text(span.start)).then_some(span)
    })
}

/// Whether nothing stands before a comment on its line.
fn stands_alone(source: &SourceFile, line: Span, comment: Span) -> bool {
    let before = &source.text[line.start as usize..comment.start as usize];
    before.trim_start_matches('\u{feff}').trim().is_empty()
}

/// The lines of a text, without their breaks.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        Span::new(start, start + line.trim_end_matches(['\n', '\r']).len())
    })
}

/// Where the last empty line between `from` and `to` begins; `from` when there is none.
fn last_gap(text: &str, from: usize, to: usize) -> u32 {
    let head = &text[from..to];
    let whole = &head[..head.rfind('\n').map_or(0, |i| i + 1)];
    let gaps = lines(whole).filter(|line| whole[line.range()].trim().is_empty());
    let last = gaps.last().map_or(0, |line| line.start);
    Span::new(from, from).start + last
}

/// A span widened to the lines it stands on.
fn whole_lines(text: &str, span: Span) -> Span {
    let start = text[..span.start as usize].rfind('\n').map_or(0, |i| i + 1);
    let end = span.end as usize;
    Span::new(
        start,
        text[end..].find('\n').map_or(text.len(), |i| end + i),
    )
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::document::Kind;
    use crate::source::{FileId, SitePath};
    use proptest::prelude::proptest;

    fn source(text: &str) -> SourceFile {
        SourceFile {
            path: SitePath::new("a.md"),
            text: text.to_owned(),
        }
    }

    /// The rules, the reason and the scope of each comment.
    fn check(text: &str, kind: Kind, expected: &[(&str, &str, &str)]) {
        let file = source(text);
        let (front, _) = read(FileId(0), &file, kind);
        let found = allows(&file, &front, kind.is_data());
        let found: Vec<_> = found
            .iter()
            .map(|a| {
                let rules = a.rules.iter().map(|rule| file.slice(rule.span));
                (
                    rules.collect::<Vec<_>>().join("+"),
                    a.reason.as_str(),
                    file.slice(a.scope),
                )
            })
            .collect();
        let found: Vec<_> = found.iter().map(|(a, b, c)| (a.as_str(), *b, *c)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn in_front_matter_comments_cover_the_next_key_or_the_block() {
        let block = "---\n# lint-allow one: all of it\ntitle: |\n  # lint-allow no: text\n# lint-allow two, 2: a b\n\
                     stages:\n  - a\n  # lint-allow three\n  - b\n# lint-allow-not: x\n---";
        check(
            &format!("{block}\nbody\n"),
            Kind::Page,
            &[
                ("one", "all of it", block),
                (
                    "two+2",
                    "a b",
                    "stages:\n  - a\n  # lint-allow three\n  - b",
                ),
                ("three", "", "  - b"),
            ],
        );
    }

    #[test]
    fn in_a_data_file_an_empty_line_sets_the_head_apart() {
        let text = "# lint-allow one: file\n# about\n\n# lint-allow two: record\n- id: a\n  name: A\n\
                    # lint-allow three: b\n\n- id: b\n  # lint-allow four: key\n  name: B # lint-allow five: line\n\
                    # lint-allow six: nothing\n";
        check(
            text,
            Kind::Metrics,
            &[
                ("one", "file", text),
                ("two", "record", "- id: a\n  name: A"),
                (
                    "three",
                    "b",
                    "- id: b\n  # lint-allow four: key\n  name: B # lint-allow five: line",
                ),
                ("four", "key", "  name: B # lint-allow five: line"),
                ("five", "line", "  name: B # lint-allow five: line"),
                ("six", "nothing", "# lint-allow six: nothing"),
            ],
        );
        check(
            "\u{feff}# lint-allow a: b\r\n- id: a\r\n",
            Kind::Metrics,
            &[("a", "b", "- id: a\r")],
        );
    }

    #[test]
    fn what_only_looks_like_a_comment_is_none() {
        for text in [
            "- {id: a, name: \"b # lint-allow c: d\"}\n",
            "- id: a\n  name: b#lint-allow c\n",
            "- id: a\n  name: >\n    x\n    # lint-allow c: d\n",
            "# lint-allow a: a file without records\n",
            "# lint-allow a: a file that is none\n- [\n",
        ] {
            check(text, Kind::Metrics, &[]);
        }
    }

    #[test]
    fn many_comments_before_one_long_line_are_read_quickly() {
        let text = format!(
            "a: 1\n{}b: \"{}\"\n",
            "# lint-allow x: y\n".repeat(60_000),
            "z".repeat(2_000_000)
        );
        let file = source(&text);
        let (root, _) = super::super::parse(FileId(0), &file, Span::new(0, text.len()));
        assert_eq!(file_allows(&file, &root).len(), 60_000);
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "(\u{feff})?((---)?[ \r\n:a#-]{0,6}(# lint-allow [a, :]{0,5}\r?\n)?){0,6}\\PC{0,10}") {
            let file = source(&text);
            for kind in Kind::ALL {
                let (front, _) = read(FileId(0), &file, kind);
                for allow in allows(&file, &front, kind.is_data()) {
                    assert!(text.get(allow.span.range()).is_some_and(|t| t.starts_with('#')));
                    assert!(text.get(allow.scope.range()).is_some());
                }
            }
            let (root, _) = super::super::parse(FileId(0), &file, Span::new(0, text.len()));
            let _ = file_allows(&file, &root);
        }
    }
}
