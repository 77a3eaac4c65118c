//! Code coloured by CSS classes, so that one HTML serves light and dark.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// The grammars that come with syntect: constant data, unpacked when the first code block needs them.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);
/// The classes are `hl-` with a part of the scope's name.
const CLASSES: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };
/// How many bytes of code are coloured in one document. What comes after them is shown plainly: there is code for which
/// matching a grammar takes a second for every ten kilobytes.
const MAX_CODE: usize = 32 * 1024;
/// A block with a line longer than this many bytes is shown plainly too.
const MAX_LINE: usize = 2048;

/// Colours the code of one document.
#[derive(Debug, Default)]
pub(super) struct Highlighter {
    /// The bytes of code that it has been given.
    bytes: usize,
}

impl Highlighter {
    /// The HTML of `code` with highlighting; `None` when the language is unknown or the code too long.
    pub(super) fn highlight(&mut self, code: &str, language: &str) -> Option<String> {
        if language.is_empty() || language.len() > 40 {
            return None;
        }
        if self.bytes + code.len() > MAX_CODE || code.lines().any(|line| line.len() > MAX_LINE) {
            return None;
        }
        let grammar = GRAMMARS.find_syntax_by_token(language)?;
        if grammar.name == "Plain Text" {
            return None;
        }
        self.bytes += code.len();
        let mut generator = ClassedHTMLGenerator::new_with_class_style(grammar, &GRAMMARS, CLASSES);
        for line in LinesWithEndings::from(code) {
            generator
                .parse_html_for_line_which_includes_newline(line)
                .ok()?;
        }
        Some(generator.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn highlight(code: &str, language: &str) -> Option<String> {
        Highlighter::default().highlight(code, language)
    }

    #[test]
    fn a_document_has_so_much_code_coloured() {
        let mut highlighter = Highlighter::default();
        let code = "a: b\n".repeat(MAX_CODE / 10);
        assert!(highlighter.highlight(&code, "yaml").is_some());
        assert!(highlighter.highlight(&code, "yaml").is_some());
        assert_eq!(highlighter.highlight(&code, "yaml"), None);
    }

    #[test]
    fn known_languages_have_classes() {
        let html = highlight("{\"a\": \"<b>\"}\n", "json").unwrap();
        assert!(html.contains("class=\"hl-"), "{html}");
        assert!(
            html.contains("&lt;b&gt;") && !html.contains("<b>"),
            "{html}"
        );
    }

    #[test]
    fn unknown_or_long_code_is_left_plain() {
        assert_eq!(highlight("a", "no-such-language"), None);
        assert_eq!(highlight("a", "txt"), None);
        assert_eq!(highlight(&"a".repeat(3000), "json"), None);
    }
}
