//! Task items and their metadata.

/// The tags with a meaning to the rules.
pub const KNOWN_TAGS: [&str; 8] = [
    "listen",
    "seed",
    "localize",
    "price",
    "objection",
    "value",
    "search",
    "measure",
];

/// The id of an item that has none: the slug of its normalised text.
#[must_use]
pub fn derive_id(text: &str) -> String {
    super::slug(text)
}
