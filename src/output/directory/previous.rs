//! The build before, and which of its files are still as it left them.

use super::manifest::{Entry, Manifest};
use crate::output::OutputError;
use crate::output::claims::{MANIFEST_NAME, parent};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// A site that an earlier build left.
#[derive(Debug)]
pub(super) struct Previous {
    /// What it wrote.
    pub(super) manifest: Manifest,
    /// When the manifest was written, which was after every file.
    stamp: SystemTime,
    folders: RealFolders,
}

impl Previous {
    /// Reads the manifest of a folder that has one.
    pub(super) fn read(folder: &Path) -> Result<Self, OutputError> {
        let path = folder.join(MANIFEST_NAME);
        let manifest = Manifest::read(folder)?;
        let stamp = fs::symlink_metadata(&path)
            .and_then(|found| found.modified())
            .map_err(OutputError::io("read", &path))?;
        Ok(Self {
            manifest,
            stamp,
            folders: RealFolders::below(folder),
        })
    }

    /// Whether every file is still as it was written.
    pub(super) fn holds_all(&self) -> bool {
        self.manifest
            .files
            .par_iter()
            .all(|(path, entry)| self.holds(path, entry))
    }

    /// Whether this file is still as it was written: an ordinary file, of the same size, not changed since.
    pub(super) fn holds(&self, path: &str, entry: &Entry) -> bool {
        let Some(hash) = entry.hash else {
            return false;
        };
        if !self.folders.holds(path) {
            return false;
        }
        let place = self.folders.root.join(path);
        let Ok(found) = fs::symlink_metadata(&place) else {
            return false;
        };
        if !found.is_file() || found.len() != entry.size {
            return false;
        }
        match found.modified().map(|changed| changed.cmp(&self.stamp)) {
            Ok(Ordering::Less) => true,
            // Within one tick of the clock the manifest cannot tell before from after.
            Ok(Ordering::Equal) => fs::read(&place).is_ok_and(|bytes| blake3::hash(&bytes) == hash),
            Ok(Ordering::Greater) | Err(_) => false,
        }
    }
}

/// Which folders below a root are folders, and not links to elsewhere. Every answer is kept.
#[derive(Debug)]
pub(super) struct RealFolders {
    root: PathBuf,
    known: Mutex<HashMap<String, bool>>,
}

impl RealFolders {
    /// The folders below `root`.
    pub(super) fn below(root: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
            known: Mutex::default(),
        }
    }

    /// Whether all the folders a file lies in are real, so that its path leads nowhere else.
    pub(super) fn holds(&self, file: &str) -> bool {
        parent(file).is_none_or(|folder| self.is_real(folder))
    }

    fn is_real(&self, folder: &str) -> bool {
        if let Some(&known) = self.lock().get(folder) {
            return known;
        }
        let real = self.holds(folder)
            && fs::symlink_metadata(self.root.join(folder)).is_ok_and(|found| found.is_dir());
        self.lock().insert(folder.to_owned(), real);
        real
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, bool>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
