//! Writing a text into YAML.

/// A text as it stands between double quotes in YAML, on one line.
pub(crate) fn quoted(text: &str) -> String {
    let words: Vec<&str> = text.split(char::is_whitespace).collect();
    let mut quoted = String::with_capacity(text.len());
    for c in words.join(" ").trim().chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if c.is_control() || c == '\u{feff}' => {}
            c => quoted.push(c),
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn marks_are_escaped_and_everything_stands_on_one_line() {
        for (text, expected) in [
            ("plain: text", "plain: text"),
            ("say \"yes\" \\ no", r#"say \"yes\" \\ no"#),
            (" two\nlines\u{7} ", "two lines"),
            ("第一次收藏", "第一次收藏"),
        ] {
            assert_eq!(quoted(text), expected, "{text}");
        }
    }
}
