//! Files on disk: the only file of this room that touches the system.

use super::{Files, Listing, SitePath, SourceError};
use std::path::PathBuf;

/// The files below a folder on disk.
#[derive(Clone, Debug)]
pub struct OsFiles {
    root: PathBuf,
}

impl OsFiles {
    /// The files below `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }
}

impl Files for OsFiles {
    fn list(&self, _under: &SitePath) -> Result<Listing, SourceError> {
        Ok(Listing::default())
    }

    fn read(&self, path: &SitePath) -> Result<Vec<u8>, SourceError> {
        std::fs::read(self.root.join(path.as_str())).map_err(|source| SourceError::Read {
            path: path.to_string(),
            source,
        })
    }

    fn exists(&self, path: &SitePath) -> bool {
        self.root.join(path.as_str()).is_file()
    }

    fn size(&self, path: &SitePath) -> Option<u64> {
        std::fs::metadata(self.root.join(path.as_str()))
            .ok()
            .map(|m| m.len())
    }

    fn locate(&self, path: &SitePath) -> Option<PathBuf> {
        Some(self.root.join(path.as_str()))
    }
}
