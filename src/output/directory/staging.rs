//! The folder in which a site is prepared.

use super::lock::BuildLock;
use super::manifest::{Entry, Manifest};
use super::places::{CreatedFolders, Places};
use super::previous::Previous;
use super::publish::{Publication, Way};
use super::retire::remove_marked;
use crate::output::claims::{Claims, STAGING_NAME, parent};
use crate::output::{OutputError, Sink, Summary};
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// A site that is being written. The output is as it was until [`Staging::commit`]; dropped without it,
/// nothing is left behind.
#[derive(Debug)]
pub struct Staging {
    pub(super) places: Places,
    previous: Option<Previous>,
    claims: Claims,
    files: Mutex<BTreeMap<String, Placed>>,
    /// How the staged site is to take the place of the old one, where nothing stands against it.
    pub(super) way: Way,
    // Dropped in this order: the folder while the lock is held, then the lock file beside it.
    pub(super) folder: StagingFolder,
    _lock: BuildLock,
    _parents: CreatedFolders,
}

/// A file of the new site.
#[derive(Clone, Copy, Debug)]
struct Placed {
    entry: Entry,
    /// Whether it is the same as in the build before, and therefore not written.
    kept: bool,
}

impl Staging {
    pub(super) fn new(
        places: Places,
        previous: Option<Previous>,
        folder: StagingFolder,
        lock: BuildLock,
        parents: CreatedFolders,
    ) -> Self {
        let way = if places.inside {
            Way::FileByFile
        } else {
            Way::Exchange
        };
        Self {
            places,
            previous,
            claims: Claims::default(),
            files: Mutex::default(),
            way,
            folder,
            _lock: lock,
            _parents: parents,
        }
    }

    /// Puts the new site in the place of the old one. Where both are the same, nothing is touched.
    ///
    /// `inputs` stands for everything the site was made from; [`is_current`] compares it.
    ///
    /// # Errors
    /// [`OutputError::Occupied`] when a file that is not ours is in the way,
    /// [`OutputError::ChangedMeanwhile`] when the old site was edited during the build, or
    /// [`OutputError::Io`].
    ///
    /// [`is_current`]: super::DirectoryOutput::is_current
    pub fn commit(mut self, inputs: Option<&str>) -> Result<Summary, OutputError> {
        let files = std::mem::take(&mut self.files)
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let paths = |kept: bool| {
            let of_kind = files.iter().filter(move |(_, placed)| placed.kept == kept);
            of_kind.map(|(path, _)| path.as_str()).collect::<Vec<_>>()
        };
        let (written, kept) = (paths(false), paths(true));
        let manifest = Manifest {
            inputs: inputs.map(str::to_owned),
            files: files
                .iter()
                .map(|(path, placed)| (path.clone(), placed.entry))
                .collect(),
        };
        let orphans: Vec<&str> = self
            .previous
            .iter()
            .flat_map(|previous| previous.manifest.files.keys())
            .filter(|path| !files.contains_key(*path))
            .map(String::as_str)
            .collect();
        let summary = Summary {
            written: written.len(),
            unchanged: kept.len(),
            removed: orphans.len(),
            bytes: files.values().map(|placed| placed.entry.size).sum(),
        };
        let publication = Publication {
            places: &self.places,
            previous: self.previous.as_ref(),
            claims: &self.claims,
            manifest: &manifest,
            written,
            kept,
            orphans,
        };
        publication.run(self.way, &mut self.folder)?;
        Ok(summary)
    }

    /// Whether the build before left this very file, and nobody has touched it.
    fn can_keep(&self, path: &str, entry: &Entry) -> bool {
        self.previous.as_ref().is_some_and(|previous| {
            previous.manifest.files.get(path) == Some(entry) && previous.holds(path, entry)
        })
    }
}

impl Sink for Staging {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.claims.claim(path)?;
        let entry = Entry {
            hash: Some(blake3::hash(bytes)),
            size: bytes.len() as u64,
        };
        let kept = self.can_keep(path, &entry);
        if !kept {
            self.folder.write(path, bytes)?;
        }
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned(), Placed { entry, kept });
        Ok(())
    }
}

/// The folder itself, which carries a mark so that it is known for what it is if the build is killed.
#[derive(Debug)]
pub(super) struct StagingFolder {
    path: PathBuf,
    /// The folders made in it so far.
    made: Mutex<HashSet<String>>,
    /// Whether it has taken the place of the output, so that what stands at the path now is not ours to clear.
    given_up: bool,
}

impl StagingFolder {
    /// Makes the folder, where nothing may stand.
    pub(super) fn create(path: &Path) -> Result<Self, OutputError> {
        fs::create_dir(path).map_err(OutputError::io("create", path))?;
        let folder = Self {
            path: path.to_path_buf(),
            made: Mutex::default(),
            given_up: false,
        };
        folder.mark()?;
        Ok(folder)
    }

    /// Marks the folder as one that may be cleared, unless it is marked already.
    pub(super) fn mark(&self) -> Result<(), OutputError> {
        let mark = self.path.join(STAGING_NAME);
        fs::write(&mark, "").map_err(OutputError::io("create", &mark))
    }

    /// Where the folder is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a new file.
    pub(super) fn write(&self, file: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.make_folder_of(file)?;
        let place = self.path.join(file);
        fs::File::create_new(&place)
            .and_then(|mut file| file.write_all(bytes))
            .map_err(OutputError::io("write", &place))
    }

    /// Makes the folder a file lies in, once.
    pub(super) fn make_folder_of(&self, file: &str) -> Result<(), OutputError> {
        let Some(folder) = parent(file) else {
            return Ok(());
        };
        if self.made().contains(folder) {
            return Ok(());
        }
        let place = self.path.join(folder);
        fs::create_dir_all(&place).map_err(OutputError::io("create", &place))?;
        self.made().insert(folder.to_owned());
        Ok(())
    }

    /// Takes the mark away, since the folder is about to become the site.
    pub(super) fn remove_mark(&self) -> Result<(), OutputError> {
        let mark = self.path.join(STAGING_NAME);
        fs::remove_file(&mark).map_err(OutputError::io("delete", &mark))
    }

    /// Says that the folder has been moved into the place of the output.
    pub(super) fn give_up(&mut self) {
        self.given_up = true;
    }

    fn made(&self) -> std::sync::MutexGuard<'_, HashSet<String>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for StagingFolder {
    fn drop(&mut self) {
        if !self.given_up {
            // What cannot be cleared now, the next build clears: it knows the folder by its mark.
            if self.mark().is_ok() {
                let _ = remove_marked(&self.path);
            }
        }
    }
}
