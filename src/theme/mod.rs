//! Themes: what they consist of and which file of which layer wins.
//!
//! Enter at [`load()`]. A theme is `theme.yaml`, `templates/`, `assets/` and `i18n/<locale>.ftl`. Three layers are laid over
//! one another, file by file: the workspace's `themes/<name>/`, the theme it extends, the built-in one. Tokens and
//! messages are laid over one another entry by entry. Scripts in a folder `<name>.js` are sent as one; assets get their
//! content's hash into their name.

mod assets;
mod embedded;
mod lean;
mod load;
mod manifest;
mod messages;
mod tokens;

pub use assets::{Asset, hashed_name};
pub use load::load;
pub use manifest::{EngineKind, Manifest};
pub use messages::{Argument, MessageError, Messages};
pub use tokens::{Tokens, stylesheet};

use std::collections::BTreeMap;

/// The version of the template contract ([`crate::render::context`]); a theme names the one it was written for.
pub const CONTRACT: u32 = 1;

/// The folder of the output in which a theme's assets lie.
pub const ASSET_FOLDER: &str = "_theme";

/// A theme, ready for an engine.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// The template language.
    pub engine: EngineKind,
    /// Templates by name (`stage.html`, `parts/card.html`).
    pub templates: BTreeMap<String, Template>,
    /// Assets by name (`atlas.css`, `fonts/x.woff2`).
    pub assets: BTreeMap<String, Asset>,
    /// Interface texts in every language the theme speaks.
    pub messages: Messages,
}

impl Theme {
    /// What all of it hashes to: two themes of the same digest make the same pages.
    #[must_use]
    pub fn digest(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        let mut add = |bytes: &[u8]| {
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        };
        for (name, template) in &self.templates {
            add(name.as_bytes());
            add(template.text.as_bytes());
        }
        for asset in self.assets.values() {
            add(asset.path.as_bytes());
            add(&asset.bytes);
        }
        add(self.messages.digest().as_bytes());
        hasher.finalize()
    }
}

/// One template and where it comes from.
#[derive(Clone, Debug)]
pub struct Template {
    /// Its text.
    pub text: String,
    /// Where it lies: a path in the workspace, or `built-in themes/atlas/templates/stage.html`.
    pub origin: String,
}

/// A theme cannot be used. The environment's fault, not an author's: the build stops.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// No theme has that name.
    #[error(
        "there is no theme `{name}`; there are {known}. A workspace's own theme lies in `themes/{name}/theme.yaml`"
    )]
    Unknown {
        /// The name.
        name: String,
        /// The names that would be right.
        known: String,
    },
    /// One of its files is wrong.
    #[error("{origin}{place}: {message}")]
    File {
        /// The file.
        origin: String,
        /// `:line:column`, or nothing.
        place: String,
        /// What is wrong and what to write instead.
        message: String,
    },
    /// A file could not be read.
    #[error(transparent)]
    Source(#[from] crate::source::SourceError),
}

/// The line and the column in characters, both from 1, of a byte of a text. A byte-order mark counts for nothing.
pub(crate) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before[line_start..]
        .trim_start_matches('\u{feff}')
        .chars()
        .count()
        + 1;
    (line, column)
}
