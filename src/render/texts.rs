//! The interface's words in one language, for what is not written by a template.

use crate::document::markdown::INTERFACE_TEXTS;
use crate::theme::{Argument, Messages};

/// Interface texts in one language.
#[derive(Clone, Debug)]
pub(crate) struct Texts<'a> {
    messages: &'a Messages,
    locale: String,
    fragments: Vec<String>,
}

impl<'a> Texts<'a> {
    /// The texts of a theme in a language; a language the theme does not speak falls back as [`Messages`] says.
    pub(crate) fn new(messages: &'a Messages, locale: &str) -> Self {
        let locale = locale.to_owned();
        let fragments = INTERFACE_TEXTS
            .iter()
            .map(|id| {
                messages
                    .text(&locale, id, &[])
                    .map_or_else(|| (*id).to_owned(), |t| t.into_owned())
            })
            .collect();
        Self {
            messages,
            locale,
            fragments,
        }
    }

    /// A text; its id when no language has it.
    pub(crate) fn get(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A text with values filled in.
    pub(crate) fn with(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.messages
            .text(&self.locale, id, arguments)
            .map_or_else(|| id.to_owned(), |t| t.into_owned())
    }

    /// Entry `index` of [`INTERFACE_TEXTS`].
    pub(crate) fn fragment(&self, index: u8) -> &str {
        self.fragments
            .get(usize::from(index))
            .map_or("", String::as_str)
    }
}
