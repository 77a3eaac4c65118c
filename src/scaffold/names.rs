//! Slugs and titles.

/// Whether a name is lower-case letters and digits with single hyphens between them, so that it is the same in a file
/// name, an id and an address.
#[must_use]
pub fn is_kebab_case(name: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    name.split('-').all(part)
}

/// The name in kebab-case, if it has a letter or digit that can stand in it.
#[must_use]
pub fn kebab_case(name: &str) -> Option<String> {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    (!words.is_empty()).then(|| words.join("-"))
}

/// The title that a folder's or file's name suggests: `my-demo` gives `My demo`. Empty for a name without any letter.
#[must_use]
pub fn title_from(name: &str) -> String {
    let apart = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '-' | '_' | '.');
    let words: Vec<&str> = name.split(apart).filter(|word| !word.is_empty()).collect();
    let words = words.join(" ");
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_kebab_case, kebab_case, title_from};

    #[test]
    fn names() {
        for (name, is_kebab, kebab, title) in [
            ("my-demo", true, Some("my-demo"), "My demo"),
            ("q3", true, Some("q3"), "Q3"),
            ("My_Demo v2", false, Some("my-demo-v2"), "My Demo v2"),
            ("../x", false, Some("x"), "/x"),
            ("a--b", false, Some("a-b"), "A b"),
            ("-a", false, Some("a"), "A"),
            ("éclair", false, Some("clair"), "Éclair"),
            ("种草", false, None, "种草"),
            ("", false, None, ""),
            ("..", false, None, ""),
        ] {
            assert_eq!(is_kebab_case(name), is_kebab, "{name}");
            assert_eq!(kebab_case(name).as_deref(), kebab, "{name}");
            assert_eq!(title_from(name), title, "{name}");
        }
    }
}
