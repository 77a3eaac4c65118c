//! Code coloured by CSS classes, so that one HTML serves light and dark.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// The grammars that come with syntect: constant data, unpacked when the first code block needs them.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);
/// The classes are `hl-` with a part of the scope's name.
const CLASSES: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };
/// Code longer than this many bytes is shown plainly: matching a grammar is slow.
const MAX_CODE: usize = 64 * 1024;
/// So is code with a line longer than this many bytes.
const MAX_LINE: usize = 2048;

/// The HTML of `code` with highlighting; `None` when the language is unknown or the code too long.
pub(super) fn highlight(code: &str, language: &str) -> Option<String> {
    if language.is_empty() || language.len() > 40 || code.len() > MAX_CODE {
        return None;
    }
    if code.lines().any(|line| line.len() > MAX_LINE) {
        return None;
    }
    let grammar = GRAMMARS.find_syntax_by_token(language)?;
    if grammar.name == "Plain Text" {
        return None;
    }
    let mut generator = ClassedHTMLGenerator::new_with_class_style(grammar, &GRAMMARS, CLASSES);
    for line in LinesWithEndings::from(code) {
        generator
            .parse_html_for_line_which_includes_newline(line)
            .ok()?;
    }
    Some(generator.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

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
