//! How a command ends.

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// It did its work, and nothing is wrong.
    Clean,
    /// It did its work, and found errors; with `--strict` anything at all.
    Findings,
    /// It could not do its work.
    Failed,
}

impl Exit {
    /// The exit code of the process.
    pub(super) fn code(self) -> u8 {
        match self {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
        }
    }
}
