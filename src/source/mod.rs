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
pub use os::{OsFiles, Replacement};
pub use path::{SitePath, address_path};
pub use text::{FileId, Position, SourceFile, Sources, Span, Spanned};

use std::path::PathBuf;

/// The largest text file that is read, in bytes. A larger one is a finding, not a reason to run out of memory.
pub const MAX_TEXT_BYTES: u64 = 4 * 1024 * 1024;

/// The largest image or download that is carried along, in bytes.
pub const MAX_ASSET_BYTES: u64 = 512 * 1024 * 1024;

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

    /// The folders directly below `under`, in path order, hidden ones left out; none when it does not exist.
    ///
    /// # Errors
    /// [`SourceError::List`] when the folder itself cannot be read.
    fn folders(&self, under: &SitePath) -> Result<Vec<SitePath>, SourceError>;

    /// The bytes of one file.
    ///
    /// # Errors
    /// [`SourceError::Read`] when it is missing or cannot be read; [`SourceError::TooLarge`], without reading it, when
    /// it has more than `limit` bytes.
    fn read(&self, path: &SitePath, limit: u64) -> Result<Vec<u8>, SourceError>;

    /// Whether `path` is a file that [`Files::read`] would give.
    fn exists(&self, path: &SitePath) -> bool;

    /// Where the file lies on the machine, for messages and editors; `None` for files in memory.
    fn locate(&self, path: &SitePath) -> Option<PathBuf>;
}

/// Whether an entry of that name is left out of listings.
#[must_use]
pub fn is_skipped(name: &str) -> bool {
    name.starts_with('.') || name == "node_modules"
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
    /// A file has more bytes than are read.
    #[error("`{path}` has {size} bytes; no more than {limit} are read")]
    TooLarge {
        /// The file, as it was asked for.
        path: String,
        /// Its size in bytes.
        size: u64,
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// A file holds something else than what was read.
    #[error("`{path}` was changed by somebody else in the meantime, and is left as it is")]
    Changed {
        /// The file, as it was asked for.
        path: String,
    },
    /// A file could not be written.
    #[error("cannot write `{path}`: {source}")]
    Write {
        /// The file, as it was asked for.
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
