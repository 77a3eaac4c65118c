//! Files in memory, and files laid over others.

use super::{Files, Listing, SitePath, SourceError, is_skipped};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A tree of files in memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles {
    files: BTreeMap<SitePath, Vec<u8>>,
}

impl MemoryFiles {
    /// An empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file in its place, over one that is there already.
    pub fn insert(&mut self, path: &str, contents: impl Into<Vec<u8>>) {
        self.files.insert(SitePath::new(path), contents.into());
    }

    /// Takes a file away; whether it was there.
    pub fn remove(&mut self, path: &str) -> bool {
        self.files.remove(&SitePath::new(path)).is_some()
    }
}

impl Files for MemoryFiles {
    fn list(&self, under: &SitePath) -> Result<Listing, SourceError> {
        let files = self
            .files
            .keys()
            .filter(|path| {
                path.below(under)
                    .is_some_and(|below| !below.split('/').any(is_skipped))
            })
            .cloned()
            .collect();
        Ok(Listing {
            files,
            refused: Vec::new(),
        })
    }

    fn folders(&self, under: &SitePath) -> Result<Vec<SitePath>, SourceError> {
        let below = self.files.keys().filter_map(|p| p.below(under));
        let mut folders: Vec<SitePath> = below
            .filter_map(|p| Some(under.join(p.split_once('/')?.0)))
            .collect();
        folders.sort();
        folders.dedup();
        Ok(folders)
    }

    fn read(&self, path: &SitePath, limit: u64) -> Result<Vec<u8>, SourceError> {
        let bytes = self.files.get(path).ok_or_else(|| SourceError::Read {
            path: path.to_string(),
            source: std::io::ErrorKind::NotFound.into(),
        })?;
        let size = bytes.len() as u64;
        if size > limit {
            return Err(SourceError::TooLarge {
                path: path.to_string(),
                size,
                limit,
            });
        }
        Ok(bytes.clone())
    }

    fn exists(&self, path: &SitePath) -> bool {
        self.files.contains_key(path)
    }

    fn locate(&self, _path: &SitePath) -> Option<PathBuf> {
        None
    }
}

/// Files in memory laid over another tree: an editor's unsaved text over what is on disk.
pub struct OverlayFiles<'a, F: Files + ?Sized> {
    /// What lies above.
    pub above: MemoryFiles,
    /// What lies below.
    pub below: &'a F,
}

impl<F: Files + ?Sized> Files for OverlayFiles<'_, F> {
    fn list(&self, under: &SitePath) -> Result<Listing, SourceError> {
        let mut listing = self.below.list(under)?;
        listing.files.extend(self.above.list(under)?.files);
        listing.files.sort();
        listing.files.dedup();
        Ok(listing)
    }

    fn folders(&self, under: &SitePath) -> Result<Vec<SitePath>, SourceError> {
        let mut folders = self.below.folders(under)?;
        folders.extend(self.above.folders(under)?);
        folders.sort();
        folders.dedup();
        Ok(folders)
    }

    fn read(&self, path: &SitePath, limit: u64) -> Result<Vec<u8>, SourceError> {
        if self.above.exists(path) {
            self.above.read(path, limit)
        } else {
            self.below.read(path, limit)
        }
    }

    fn exists(&self, path: &SitePath) -> bool {
        self.above.exists(path) || self.below.exists(path)
    }

    fn locate(&self, path: &SitePath) -> Option<PathBuf> {
        self.below.locate(path)
    }
}

#[cfg(test)]
mod tests {
    use super::{Files, MemoryFiles, OverlayFiles, SitePath};

    #[test]
    fn what_lies_above_hides_what_lies_below() {
        let mut below = MemoryFiles::new();
        below.insert("content/a.md", "old");
        below.insert("content/.git/b.md", "hidden");
        below.insert("brands/c.yaml", "other");
        let mut above = MemoryFiles::new();
        above.insert("content/a.md", "new");
        above.insert("content/d.md", "unsaved");
        let files = OverlayFiles {
            above,
            below: &below,
        };
        let listing = files.list(&SitePath::new("content")).unwrap();
        let listed: Vec<_> = listing.files.iter().map(SitePath::as_str).collect();
        assert_eq!(listed, ["content/a.md", "content/d.md"]);
        assert_eq!(
            files.read(&SitePath::new("content/a.md"), 9).unwrap(),
            b"new"
        );
        assert!(files.read(&SitePath::new("content/e.md"), 9).is_err());
    }
}
