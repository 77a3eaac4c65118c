//! Template engines behind one trait: MiniJinja and Tera 2, with the same functions and filters from one table.
//!
//! Architecture invariant: nothing outside this folder names an engine's crate. Page data cross the border as
//! `Serialize` values; data shared by many pages cross it once, by [`Engine::share`].

mod escape;
mod functions;
mod graph;
mod meter;
mod minijinja;
mod page;
mod scan;
mod tera;
#[cfg(test)]
mod tests;

pub use self::minijinja::MiniJinja;
pub use self::tera::Tera2;
pub use functions::{
    Arguments, FILTERS, FUNCTIONS, Filter, Function, FunctionContext, Input, Scalar,
};

use crate::theme::Theme;
use serde::Serialize;
use std::sync::Arc;

/// How much work one page may be, in an engine's own units. Past it the page fails.
///
/// MiniJinja counts a unit for every instruction and for every 64 bytes that it writes or joins. Tera counts 25 for every
/// element that is looped over, for every include, block and component.
pub const FUEL: u64 = 25_000_000;

/// The variables of the contract ([`crate::render::context`]). On a page that lacks one it is `none`, so that
/// `{% if playbook %}` may be asked everywhere; any other name that a page lacks is an error.
pub const VARIABLES: &[&str] = &[
    "site",
    "playbook",
    "page",
    "root",
    "locale",
    "stage",
    "pillar",
    "mistake",
    "home",
    "matrix",
    "mistakes",
    "checklist",
    "audit",
    "touchpoints",
    "metrics",
    "takeaways",
    "glossary",
    "print",
    "review",
    "content",
    "target",
    "shared",
];

/// A template language.
///
/// An engine is built once per theme and used from many threads.
pub trait Engine: Send + Sync + Sized {
    /// A value in the engine's own form, cheap to clone.
    type Value: Clone + Send + Sync;

    /// Compiles every template of a theme.
    ///
    /// # Errors
    /// Every template that does not parse, with its line and column.
    fn compile(theme: Arc<Theme>) -> Result<Self, Vec<TemplateError>>;

    /// Converts a value, once, for use on many pages.
    ///
    /// # Errors
    /// When the value cannot be converted (a map with keys that are no text).
    fn share<T: Serialize>(&self, value: &T) -> Result<Self::Value, TemplateError>;

    /// Renders a template with its variables. `locale` and `root` are for the functions.
    ///
    /// # Errors
    /// The template, line and column at which it failed, and why. An include cycle, a loop without end and a
    /// template without end are errors too.
    fn render(
        &self,
        template: &str,
        variables: &[(&'static str, Self::Value)],
        locale: &str,
        root: &str,
    ) -> Result<String, TemplateError>;
}

/// A template failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// Where the template lies.
    pub origin: String,
    /// From 1; `None` when the engine does not say.
    pub line: Option<usize>,
    /// In characters, from 1; `None` when the engine does not say.
    pub column: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl TemplateError {
    fn without_place(origin: &str, message: String) -> Self {
        Self {
            origin: origin.to_owned(),
            line: None,
            column: None,
            message,
        }
    }
}

const TOO_MUCH_WORK: &str = "the page takes too many steps to write; does a loop not end?";

impl std::fmt::Display for TemplateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.origin)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for TemplateError {}
