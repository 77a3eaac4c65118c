//! Where a site goes: a folder on disk, a map in memory, or an archive.
//!
//! Enter at [`Sink`], which every kind of output is. Pages stream into it from several threads, in any
//! order, and what comes out depends on the pages alone: [`DirectoryOutput`] for `build`, [`MemorySink`]
//! for the preview and for tests, [`ArchiveSink`] for one file to hand on.
//!
//! Architecture invariant: a path reaches the disk only after [`path_problem`] found nothing wrong with it.

mod archive;
mod claims;
mod directory;
mod error;
mod memory;

pub use archive::ArchiveSink;
pub use claims::{MANIFEST_NAME, PathProblem, path_problem};
pub use directory::{DirectoryOutput, Protected, Staging};
pub use error::OutputError;
pub use memory::MemorySink;

/// Takes the files of one site, from several threads and in any order.
pub trait Sink: Sync {
    /// Puts one file. `path` is relative, with `/` between its parts; each path is put once.
    ///
    /// # Errors
    /// [`OutputError::BadPath`] or [`OutputError::Collision`] when the path cannot be used,
    /// [`OutputError::Io`] when the system refuses.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError>;
}

/// What a finished output amounts to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that are new or differ from those of the build before.
    pub written: usize,
    /// Files that are the same as in the build before.
    pub unchanged: usize,
    /// Files of the build before that the site no longer has.
    pub removed: usize,
    /// The size of the whole site in bytes, without the manifest.
    pub bytes: u64,
}
