//! Text with positions: where every later step gets its files from, and what a position in them is.
//!
//! Enter at [`Files`] (what a workspace is made of), then [`Sources`] (every text read so far), then
//! [`Span`] and [`SourceFile::position`] (where in a text something stands).

mod decode;
mod memory;
mod os;
mod path;
mod text;

pub use decode::{DecodeProblem, Decoded, decode};
pub use memory::{MemoryFiles, OverlayFiles};
pub use os::OsFiles;
pub use path::SitePath;
pub use text::{FileId, Position, SourceFile, Sources, Span, Spanned};

use std::path::PathBuf;

/// The largest text file that is read, in bytes. A larger one is a finding, not a reason to run out of memory.
pub const MAX_TEXT_BYTES: u64 = 16 * 1024 * 1024;

/// A tree of files that can be listed and read: a folder on disk, a map in memory, or one laid over the other.
///
/// Architecture invariant: no step below `cli` and `serve` reads a file except through this trait.
pub trait Files: Sync {
    /// Every file below `under` in path order, with what could not be followed or listed.
    ///
    /// A folder that does not exist is an empty listing. Hidden entries (names that begin with `.`) and
    /// `node_modules` are left out.
    ///
    /// # Errors
    /// [`SourceError::List`] when the folder itself cannot be read.
    fn list(&self, under: &SitePath) -> Result<Listing, SourceError>;

    /// The bytes of one file.
    ///
    /// # Errors
    /// [`SourceError::Read`] when it is missing or cannot be read.
    fn read(&self, path: &SitePath) -> Result<Vec<u8>, SourceError>;

    /// Whether `path` is a file that [`Files::read`] would give.
    fn exists(&self, path: &SitePath) -> bool;

    /// The size of a file in bytes, where it can be told without reading it.
    fn size(&self, path: &SitePath) -> Option<u64>;

    /// Where the file lies on the machine, for messages and editors; `None` for files in memory.
    fn locate(&self, path: &SitePath) -> Option<PathBuf>;
}

/// What [`Files::list`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Every ordinary file, in path order.
    pub files: Vec<SitePath>,
    /// Every entry that is no ordinary file of this tree, and why.
    pub refused: Vec<(SitePath, Refusal)>,
}

/// Why an entry of the tree is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A symbolic link that leads out of the root it lies in.
    LinkLeavesRoot,
    /// A symbolic link that leads back to a folder above it.
    LinkLoop,
    /// A symbolic link whose target does not exist.
    LinkBroken,
    /// A pipe, socket or device.
    NotAFile,
    /// A name that is not UTF-8.
    NameNotUtf8,
    /// A name with a backslash, which other systems take for a separator.
    NameNotPortable,
    /// The system refuses to let it be read.
    Unreadable,
}

/// The environment failed while files were listed or read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// A folder could not be listed.
    #[error("cannot list `{path}`: {source}")]
    List {
        /// The folder, as it was asked for.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file could not be read.
    #[error("cannot read `{path}`: {source}")]
    Read {
        /// The file, as it was asked for.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
}
