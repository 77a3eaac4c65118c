//! The glossary: terms with their other names.

use super::DocumentId;
use crate::document::markdown::Fragment;
use crate::source::Span;
use std::collections::BTreeMap;

/// The terms of a playbook.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// Its document, when there is one.
    pub document: Option<DocumentId>,
    /// What stands before the first term.
    pub introduction: Vec<Fragment>,
    /// The terms, in written order.
    pub terms: Vec<Term>,
    /// Lower-case term, alias, local form or id → index in `terms`. The first to claim a name has it.
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

impl Glossary {
    /// The term that a name, an alias, a local form or an id means, whatever its case.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(&name.trim().to_lowercase()).copied()
    }
}
