//! The interface's words in one language, for what is not written by a template.

use crate::document::markdown::INTERFACE_TEXTS;
use crate::theme::{Argument, Theme};
use std::sync::Arc;

/// Interface texts in one language.
#[derive(Clone, Debug)]
pub(crate) struct Texts {
    theme: Arc<Theme>,
    locale: String,
    fragments: Vec<String>,
}

impl Texts {
    /// The texts of a theme in a language; a language the theme does not speak falls back as its messages say.
    pub(crate) fn new(theme: &Arc<Theme>, locale: &str) -> Self {
        let locale = locale.to_owned();
        let fragments = INTERFACE_TEXTS
            .iter()
            .map(|id| {
                theme
                    .messages
                    .text(&locale, id, &[])
                    .map_or_else(|| (*id).to_owned(), |t| t.into_owned())
            })
            .collect();
        Self {
            theme: Arc::clone(theme),
            locale,
            fragments,
        }
    }

    /// The same texts in another language; `None` when they are in it.
    pub(crate) fn in_language(&self, locale: &str) -> Option<Self> {
        (self.locale != locale).then(|| Self::new(&self.theme, locale))
    }

    /// A text; its id when no language has it.
    pub(crate) fn get(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A text with values filled in.
    pub(crate) fn with(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.theme
            .messages
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
