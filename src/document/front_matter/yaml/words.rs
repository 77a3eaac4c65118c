//! Texts for messages.

/// The bracket that closes another.
pub(super) fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

/// A text for a message: its first 80 characters.
pub(super) fn shorten(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= 80 {
        return text.to_owned();
    }
    text.chars().take(79).chain(['…']).collect()
}

/// A text between quotes, as YAML takes it.
pub(super) fn quote(text: &str) -> String {
    let bare = ['"', '\'']
        .into_iter()
        .find_map(|q| text.strip_prefix(q)?.strip_suffix(q))
        .unwrap_or(text);
    if bare.contains(['"', '\\']) {
        format!("'{}'", bare.replace('\'', "''"))
    } else {
        format!("\"{bare}\"")
    }
}
