//! The glossary: terms with their other names.

use super::DocumentId;
use crate::document::markdown::Fragment;
use crate::source::Span;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// The terms of a playbook.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// Its document, when there is one.
    pub document: Option<DocumentId>,
    /// What stands under no term: before the first one, and below a group's heading.
    pub introduction: Vec<Fragment>,
    /// The terms, in written order.
    pub terms: Vec<Term>,
    /// Term, alias, local form or id, in NFC and lower case → index in `terms`. The first to claim a name has it.
    pub by_name: BTreeMap<String, usize>,
}

/// A term.
#[derive(Clone, Debug, Default)]
pub struct Term {
    /// Its id.
    pub id: String,
    /// The term.
    pub name: String,
    /// The level-2 heading it stands under, when there is one.
    pub group: Option<String>,
    /// `*Also:*`
    pub also: Vec<String>,
    /// `*Local:*`
    pub local: Option<String>,
    /// The definition's blocks.
    pub definition: Vec<Fragment>,
    /// The definition without markup.
    pub text: String,
    /// Its heading's bytes.
    pub span: Span,
}

impl Term {
    /// All that it is called in a text: of `种草 (zhòngcǎo)` the whole, the word and its reading.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let also = self.also.iter().map(String::as_str);
        let local = self.local.iter().flat_map(|local| {
            let (word, reading) = local.split_once(['(', '（']).unwrap_or((local, ""));
            let reading = reading.trim_end().trim_end_matches([')', '）']);
            [local.as_str(), word, reading]
        });
        [self.name.as_str()]
            .into_iter()
            .chain(also)
            .chain(local)
            .map(str::trim)
            .filter(|name| !name.is_empty())
    }
}

impl Glossary {
    /// The term that a name, an alias, a local form or an id means, whatever its case.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(&fold(name)).copied()
    }
}

/// What the spellings of one name have in common: NFC, lower case, single spaces.
pub(super) fn fold(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let lower = words.join(" ").to_lowercase();
    if lower.is_ascii() {
        lower
    } else {
        lower.nfc().collect()
    }
}
