//! Design tokens → the generated style sheet `tokens.css`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The name of the generated asset.
pub(super) const STYLESHEET: &str = "tokens.css";

/// Names and values of tokens, without the leading `--`.
pub type Tokens = BTreeMap<String, String>;

/// The functions that a value may call: none of them fetches anything.
const FUNCTIONS: &[&str] = &[
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "hwb",
    "lab",
    "lch",
    "oklab",
    "oklch",
    "color",
    "color-mix",
    "light-dark",
    "calc",
    "min",
    "max",
    "clamp",
    "var",
    "cubic-bezier",
    "steps",
    "linear",
    "linear-gradient",
    "radial-gradient",
    "blur",
    "drop-shadow",
    "",
];

/// Writes a style sheet of tokens. The dark ones hold where the reader chose dark (`<html data-scheme="dark">`), and where
/// the system is dark and the reader did not choose light; paper is always light.
#[must_use]
pub fn stylesheet(light: &Tokens, dark: &Tokens) -> String {
    let mut css = String::new();
    block(&mut css, "", ":root", light);
    if !dark.is_empty() {
        css.push_str("@media screen and (prefers-color-scheme: dark) {\n");
        block(&mut css, "  ", ":root:not([data-scheme=light])", dark);
        css.push_str("}\n@media screen {\n");
        block(&mut css, "  ", ":root[data-scheme=dark]", dark);
        css.push_str("}\n");
    }
    css
}

fn block(css: &mut String, indent: &str, selector: &str, tokens: &Tokens) {
    let _ = writeln!(css, "{indent}{selector} {{");
    for (name, value) in tokens {
        let _ = writeln!(css, "{indent}  --{name}: {value};");
    }
    let _ = writeln!(css, "{indent}}}");
}

/// Whether a token may stand in the style sheet; if not, why.
pub(super) fn check(name: &str, value: &str) -> Result<(), String> {
    let named = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !named {
        return Err(format!(
            "the token `{name}` must be named with small letters, digits and `-`, without leading `--`"
        ));
    }
    if value.trim().is_empty() {
        return Err(format!("the token `{name}` has no value"));
    }
    let allowed = |c: char| c.is_alphanumeric() || " #.,%()-+*/'\"_!".contains(c);
    if let Some(c) = value.chars().find(|c| !allowed(*c)) {
        return Err(format!("the token `{name}` may not contain {c:?}"));
    }
    if value.contains("/*") || value.contains("*/") {
        return Err(format!("the token `{name}` may not contain a comment"));
    }
    balanced(value).map_err(|why| format!("the token `{name}` {why}"))
}

/// Quotes and parentheses are closed, and only functions that fetch nothing are called.
fn balanced(value: &str) -> Result<(), String> {
    let mut quote = None;
    let mut depth = 0_usize;
    let mut word = String::new();
    for c in value.chars() {
        match (quote, c) {
            (Some(open), _) => {
                if c == open {
                    quote = None;
                }
                continue;
            }
            (None, '\'' | '"') => quote = Some(c),
            (None, '(') => {
                let name = word.to_ascii_lowercase();
                if !FUNCTIONS.contains(&name.as_str()) {
                    return Err(format!("may not call `{word}()`"));
                }
                depth += 1;
            }
            (None, ')') if depth == 0 => return Err("closes a `)` that is not open".to_owned()),
            (None, ')') => depth -= 1,
            (None, _) => {}
        }
        if c.is_alphanumeric() || c == '-' || c == '_' {
            word.push(c);
        } else {
            word.clear();
        }
    }
    match (quote, depth) {
        (None, 0) => Ok(()),
        (Some(open), _) => Err(format!("opens a {open} and does not close it")),
        _ => Err("opens a `(` and does not close it".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Tokens, check, stylesheet};

    #[test]
    fn values_that_could_leave_their_place_are_refused() {
        for good in [
            "#b3261e",
            "Georgia, 'Times New Roman', serif",
            "calc(1rem + (2vw * 3))",
            "oklch(62% 0.17 25 / 50%)",
            "color-mix(in oklab, var(--ink) 8%, white)",
            "1.5",
            "\"PingFang SC\", 苹方, sans-serif",
        ] {
            assert_eq!(check("a", good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "red; x: y",
            "red}",
            "url(x.png)",
            "URL(\"x\")",
            "image-set('x' 1x)",
            "a /* b",
            "'open",
            "f(x)",
            "var(--a",
            "a)",
            "<b>",
            "a\\62",
            "a\nb",
            "@import",
            "a{b",
        ] {
            assert!(check("a", bad).is_err(), "{bad}");
        }
        for bad in ["", "--a", "A", "a b", "a_b", "1a", "ä"] {
            assert!(check(bad, "red").is_err(), "{bad}");
        }
    }

    #[test]
    fn the_reader_overrides_the_system() {
        let tokens = |value: &str| Tokens::from([("ink".to_owned(), value.to_owned())]);
        assert_eq!(
            stylesheet(&tokens("black"), &tokens("white")),
            ":root {\n  --ink: black;\n}\n\
             @media screen and (prefers-color-scheme: dark) {\n  :root:not([data-scheme=light]) {\n    --ink: white;\n  }\n}\n\
             @media screen {\n  :root[data-scheme=dark] {\n    --ink: white;\n  }\n}\n"
        );
        assert_eq!(
            stylesheet(&tokens("black"), &Tokens::new()),
            ":root {\n  --ink: black;\n}\n"
        );
    }
}
