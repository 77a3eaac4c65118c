//! What a command could not do.

use crate::build::BuildError;
use crate::output::OutputError;
use crate::source::SourceError;
use std::path::Path;

/// Why a command could not do its work.
#[derive(Debug)]
pub(super) struct Failure {
    /// What is wrong, in one sentence.
    pub(super) message: String,
    /// What to do about it; empty where the message says so.
    pub(super) help: Vec<String>,
}

impl Failure {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: Vec::new(),
        }
    }

    /// Adds what to do.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// For `map_err`: the system refused to do `action` to `path`.
    pub(super) fn io(action: &str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let what = format!("cannot {action} `{}`", path.display());
        move |error| Self::new(format!("{what}: {error}"))
    }
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Self {
        Self::new(error.to_string())
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        Self::new(error.to_string())
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        Self::new(error.to_string())
    }
}
