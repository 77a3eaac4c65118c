//! Headings, their ids, and sections.

/// GitHub's slug of a heading: lower case, spaces to hyphens, punctuation dropped, letters of every script kept.
#[must_use]
pub fn slug(text: &str) -> String {
    text.to_lowercase()
}
