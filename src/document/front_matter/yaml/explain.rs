//! What a YAML error means to a person who writes `key: value` lines, and what to type instead. What has to do with
//! quotes is in `quotes`.

mod quotes;

use super::MAX_DEPTH;
use super::said::Said;
use super::words::{closing, shorten};
use crate::diagnostic::Diagnostic;
use crate::source::FileId;
use serde_saphyr::granit_parser::{ErrorKind, ScanError};
use std::ops::Range;

/// The finding for an error of the parser in `text`, which begins at byte `offset` of the file.
pub(super) fn error(file: FileId, text: &str, offset: usize, error: &ScanError) -> Diagnostic {
    let mut at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let scene = Scene { text, at };
    let said = scene
        .tab(error.kind())
        .unwrap_or_else(|| scene.explain(error.kind()));
    said.finding(file, offset)
}

/// A text and the byte at which the parser gave up.
struct Scene<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scene<'a> {
    fn explain(&self, kind: &ErrorKind) -> Said {
        match kind {
            ErrorKind::MappingValueNotAllowed => self.unexpected_colon(),
            ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
                self.missing_space(self.at).unwrap_or_else(|| self.no_pair(self.at))
            }
            ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
                self.unclosed_quote()
            }
            ErrorKind::InvalidTrailingSingleQuotedScalar
            | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
                match self.quote_left_open() {
                    Some(open) => Scene { at: open, ..*self }.unclosed_quote(),
                    None => self.quote_value("text stands after the closing quote", "after the quote"),
                }
            }
            ErrorKind::UnknownQuotedScalarEscape
            | ErrorKind::InvalidQuotedScalarHexEscape
            | ErrorKind::InvalidUnicodeEscape => Said::new(
                "a `\\` in this text begins an escape that does not exist",
                self.here(),
                "in the text that begins here",
            )
            .help("write `\\\\` for a backslash, or use single quotes, in which it has no meaning"),
            ErrorKind::InvalidColonPlacement
            | ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofImplicitFlowMapping
            | ErrorKind::InvalidFlowScalarIndent => self.open_bracket(),
            ErrorKind::MisplacedFlowCollectionEnd => self.quote_value(
                "a bracket is closed that was never opened",
                "no bracket is open here",
            ),
            ErrorKind::MismatchedFlowCollectionEnd { open, close } => Said::new(
                format!("the bracket `{open}` is closed by `{close}`"),
                self.here(),
                "opened here",
            )
            .help(format!("close it with `{}`", closing(*open))),
            ErrorKind::ExpectedBlockMappingKey => self.no_key(),
            ErrorKind::ExpectedBlockSequenceEntry => Said::new(
                "a key stands where a list item belongs",
                self.rest_of_line(),
                "the list above is not finished",
            )
            .help("begin the line with `- `, or write it in the column of the key that holds the list"),
            ErrorKind::ExpectedDocumentStart => Said::new(
                "this line belongs to nothing that stands above it",
                self.rest_of_line(),
                "",
            )
            .help("begin every key in the same column, the first of the line"),
            ErrorKind::BlockSequenceEntryNotAllowed => {
                let range = self.rest_of_line();
                Said::new("a list cannot begin beside its key", range, "")
                    .help("write each item on a line of its own below the key, or `[one, two]`")
            }
            ErrorKind::UnexpectedCharacter { character } if character.is_control() => Said::new(
                format!("the character U+{:04X} cannot stand in YAML", u32::from(*character)),
                self.here(),
                "here",
            )
            .help("remove the character"),
            ErrorKind::BomInsideDocument => Said::new(
                "a byte-order mark stands in the middle of the text",
                self.here(),
                "an invisible character",
            )
            .help("remove the character"),
            ErrorKind::DirectiveDisallowed => {
                Said::new("a line that begins with `%` has no use here", self.rest_of_line(), "")
                    .help("remove the line")
            }
            ErrorKind::RecursionLimitExceeded => Said::new(
                format!("lists and maps stand more than {MAX_DEPTH} deep in each other"),
                self.here(),
                "too deep",
            )
            .help("delete the brackets that have nothing in them"),
            _ => self.special_start(),
        }
    }

    /// Tabs give errors of many kinds; what they share is a tab in the indentation at or after the place.
    fn tab(&self, kind: &ErrorKind) -> Option<Said> {
        let about_tabs = matches!(
            kind,
            ErrorKind::TabNotAllowed
                | ErrorKind::TabInBlockIndentation
                | ErrorKind::TabInIndentation
                | ErrorKind::TabInPlainScalar
                | ErrorKind::TabAtBlockScalarStart
        );
        let here = self.line(self.at);
        let next = self.line(here.end + 1);
        let indentation = [here.clone(), next]
            .into_iter()
            .take(if about_tabs { 2 } else { 1 })
            .find_map(|line| {
                let white =
                    self.text[line.clone()].len() - self.text[line.clone()].trim_start().len();
                let indent = &self.text[line.start..line.start + white];
                indent.find('\t').map(|i| line.start + i)
            });
        let (tab, message) = match indentation {
            Some(tab) => (tab, "a tab; YAML indents with spaces"),
            None if about_tabs => {
                let tab = self.text[self.at..].find('\t')? + self.at;
                (tab, "a tab where YAML takes spaces only")
            }
            None => return None,
        };
        let run = self.text[tab..].bytes().take_while(|&b| b == b'\t').count();
        Some(
            Said::new(
                message,
                tab..tab + run,
                if run == 1 { "the tab" } else { "tabs" },
            )
            .help("replace the tab by two spaces")
            .edit(tab..tab + run, "  ".repeat(run)),
        )
    }

    fn unexpected_colon(&self) -> Said {
        let value = self.value();
        if !value.is_empty() && self.at >= value.start {
            let mut said = self.quote_value("a colon inside an unquoted value", "");
            said.range = value;
            return said;
        }
        let line = self.line(self.at);
        let above = self.line_above(line.start);
        if let Some(said) = self.missing_space(above.start) {
            return said;
        }
        let indent = |r: &Range<usize>| {
            let line = &self.text[r.clone()];
            line.len() - line.trim_start().len()
        };
        if indent(&line) > indent(&above) {
            let start = line.start + indent(&line);
            return Said::new(
                "this line is indented deeper than the key above it, which has a value already",
                start..line.end.max(start),
                "",
            )
            .help("begin it in the same column as the key above");
        }
        self.no_pair(above.start)
    }

    /// `title:x` in the line of byte `at`.
    fn missing_space(&self, at: usize) -> Option<Said> {
        let line = self.line(at);
        let written = self.text[line.clone()].trim();
        let (key, value) = written.split_once(':')?;
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        if key.is_empty() || !key.chars().all(word) || value.is_empty() || value.starts_with(' ') {
            return None;
        }
        let colon = line.start + self.text[line].find(':')?;
        Some(
            Said::new(
                "a space is missing after the colon",
                colon..colon + 1,
                "after this colon",
            )
            .help(format!("write `{key}: {}`", shorten(value)))
            .edit(colon + 1..colon + 1, " "),
        )
    }

    fn no_pair(&self, at: usize) -> Said {
        let range = self.trimmed(self.line(at));
        Said::new("this line is no `key: value`", range, "")
            .help("write a key, a colon and a space before it, or indent it if it belongs to the line above")
    }

    fn open_bracket(&self) -> Said {
        let Some(open) = self.unmatched_bracket() else {
            return self.special_start();
        };
        let bracket = self.text[open..].chars().next().unwrap_or('[');
        let mut said = Said::new(
            format!("the bracket `{bracket}` is not closed"),
            open..open + 1,
            "opened here",
        )
        .help(format!(
            "add `{}` after the last value in it",
            closing(bracket)
        ));
        if self.at > open && self.at < self.text.len() {
            said.second = Some((self.here(), "not closed before this"));
        }
        said
    }

    /// The last opening bracket before the place that is not closed before it.
    fn unmatched_bracket(&self) -> Option<usize> {
        let end = if self.text[self.at..].starts_with(['[', '{']) {
            self.at + 1
        } else {
            self.at
        };
        let mut closed = 0usize;
        self.text.as_bytes()[..end]
            .iter()
            .enumerate()
            .rev()
            .find_map(|(i, byte)| {
                match byte {
                    b']' | b'}' => closed += 1,
                    b'[' | b'{' if closed == 0 => return Some(i),
                    b'[' | b'{' => closed -= 1,
                    _ => {}
                }
                None
            })
    }

    fn no_key(&self) -> Said {
        let line = self.trimmed(self.line(self.at));
        let value = self.value();
        if !value.is_empty() && self.at > value.start {
            return self.quote_value(
                "text stands after the end of the value",
                "not part of the value",
            );
        }
        if self.text[line.clone()].starts_with('-') {
            return Said::new("a list item stands where a key belongs", line, "")
                .help("write the key of the list on the line above, without a value of its own");
        }
        Said::new("this line is indented unlike the keys around it", line, "")
            .help("begin it in the same column as they do")
    }

    /// A value that begins with a character that means something to YAML.
    fn special_start(&self) -> Said {
        let value = self.value();
        match self.text[self.at..].chars().next() {
            Some(c) if self.at == value.start && c.is_ascii_punctuation() => {
                let message = format!("a value that begins with `{c}` needs quotes");
                let mut said = self.quote_value(&message, "");
                said.range = value;
                said
            }
            _ => self.quote_value(
                "this is not YAML that can be read",
                "the reading stops here",
            ),
        }
    }

    /// The bytes of the line's value: what follows the first colon and space.
    fn value(&self) -> Range<usize> {
        let line = self.line(self.at);
        let written = &self.text[line.clone()];
        let start = written.find(": ").map_or(written.len(), |i| i + 2);
        self.trimmed(line.start + start..line.end)
    }

    /// The character at the place.
    fn here(&self) -> Range<usize> {
        let next = self.text[self.at..].chars().next();
        self.at
            ..self.at
                + next
                    .filter(|c| !matches!(c, '\n' | '\r'))
                    .map_or(0, char::len_utf8)
    }

    fn rest_of_line(&self) -> Range<usize> {
        let line = self.line(self.at);
        self.trimmed(self.at..line.end.max(self.at))
    }

    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let written = &self.text[range.clone()];
        let start = range.start + written.len() - written.trim_start().len();
        start..start + written.trim().len()
    }

    /// The line of a byte, without its line break.
    fn line(&self, at: usize) -> Range<usize> {
        let at = at.min(self.text.len());
        let start = self.text[..at].rfind('\n').map_or(0, |i| i + 1);
        let end = self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |i| at + i);
        start..end
    }

    /// The line above the one that begins at `start`, blank lines left out.
    fn line_above(&self, start: usize) -> Range<usize> {
        self.line(self.text[..start].trim_end().len())
    }
}
