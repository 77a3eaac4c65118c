//! Why a build cannot go on.

use crate::output::OutputError;
use crate::render::RenderError;
use crate::source::SourceError;
use crate::theme::ThemeError;

/// A build cannot go on: the environment's fault, or the command line's.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// Files could not be listed.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The workspace holds no playbook.
    #[error(
        "there is no playbook in `{content}/`: a playbook is a folder with a `playbook.md`, such as `{content}/launch/playbook.md`. `waybook new DIR` makes a workspace with one"
    )]
    NoPlaybook {
        /// The content folder.
        content: String,
    },
    /// No site has that name.
    #[error("`waybook.yaml` has no site `{name}`; {known}")]
    NoSite {
        /// The name asked for.
        name: String,
        /// What would be right.
        known: String,
    },
    /// The theme cannot be used.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// A page could not be rendered.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The output folder cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
}
