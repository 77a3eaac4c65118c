//! `theme.yaml`.

use super::tokens::{self, Tokens};
use super::{CONTRACT, ThemeError};
use serde::Deserialize;

/// The template language of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EngineKind {
    /// MiniJinja.
    Minijinja,
    /// Tera 2.
    Tera,
}

/// What a `theme.yaml` says. A workspace that changes a built-in theme says as little as it likes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The theme's name: that of its folder.
    pub name: Option<String>,
    /// The template language; else that of the theme it extends.
    pub engine: Option<EngineKind>,
    /// The version of the template contract it was written for.
    pub contract: Option<u32>,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// The theme that gives what this one lacks.
    pub extends: Option<String>,
    /// Custom properties of the style sheet, without the leading `--`.
    #[serde(default)]
    pub tokens: Tokens,
    /// Those that are different on a dark screen.
    #[serde(default)]
    pub tokens_dark: Tokens,
}

impl Manifest {
    /// Reads the manifest of the theme `name`.
    pub(super) fn read(name: &str, origin: &str, text: &str) -> Result<Self, ThemeError> {
        let refuse = |place: String, message: String| ThemeError::File {
            origin: origin.to_owned(),
            place,
            message,
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        let manifest: Self = serde_saphyr::from_str(text).map_err(|error| {
            let place = error
                .location()
                .map(|l| format!(":{}:{}", l.line(), l.column()))
                .unwrap_or_default();
            let message = error.without_snippet().to_string();
            // The place stands before the message already.
            let message = message.split(" at line ").next().unwrap_or(&message);
            refuse(place, message.to_owned())
        })?;
        let at_key = |key: &str| place_of(text, key);
        if let Some(other) = manifest.name.as_deref().filter(|n| *n != name) {
            let message =
                format!("`name` is `{other}`, and the folder is `{name}`; write `name: {name}`");
            return Err(refuse(at_key("name"), message));
        }
        if let Some(version) = manifest.contract.filter(|c| *c != CONTRACT) {
            let message = format!(
                "the theme was written for version {version} of the template contract; \
                 this Waybook speaks version {CONTRACT}"
            );
            return Err(refuse(at_key("contract"), message));
        }
        for (key, value) in manifest.tokens.iter().chain(&manifest.tokens_dark) {
            tokens::check(key, value).map_err(|message| refuse(at_key(key), message))?;
        }
        Ok(manifest)
    }
}

/// The line of a key, as good as it can be told from the text: `:line:column`, or nothing.
fn place_of(text: &str, key: &str) -> String {
    for (number, line) in text.lines().enumerate() {
        let content = line.trim_start();
        let bare = content.trim_start_matches(['"', '\'']);
        if bare.strip_prefix(key).is_some_and(|rest| {
            rest.trim_start_matches(['"', '\''])
                .trim_start()
                .starts_with(':')
        }) {
            return format!(":{}:{}", number + 1, line.len() - content.len() + 1);
        }
    }
    String::new()
}
