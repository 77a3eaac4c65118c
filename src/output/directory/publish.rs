//! The staged site takes the place of the old one.

use super::manifest::{Entry, Manifest};
use super::places::Places;
use super::previous::Previous;
use super::retire::{exists, remove_files, retire};
use super::staging::StagingFolder;
use super::survey::{has_foreign, is_below_file};
use crate::output::OutputError;
use crate::output::claims::{Claims, JOURNAL_NAME, MANIFEST_NAME};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// How one site takes the place of another. Where one way is closed, the next is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The two folders change places in one step, which nobody can see the middle of.
    Exchange,
    /// The old folder is moved aside, then the new one in; a killed build is put right by the next.
    Aside,
    /// Each file replaces its forerunner: for an output that cannot be renamed, or that holds files of others.
    FileByFile,
}

/// Everything that is needed to replace one site by another.
#[derive(Debug)]
pub(super) struct Publication<'a> {
    /// The output and the places around it.
    pub(super) places: &'a Places,
    /// The old site.
    pub(super) previous: Option<&'a Previous>,
    /// The places the new site takes.
    pub(super) claims: &'a Claims,
    /// The new site.
    pub(super) manifest: &'a Manifest,
    /// Its files that lie in staging.
    pub(super) written: Vec<&'a str>,
    /// Its files that are the same in the old site.
    pub(super) kept: Vec<&'a str>,
    /// The files of the old site that it no longer has.
    pub(super) orphans: Vec<&'a str>,
}

impl Publication<'_> {
    /// Replaces the old site, in the given way or one of those after it.
    pub(super) fn run(&self, way: Way, staging: &mut StagingFolder) -> Result<(), OutputError> {
        if let Some(previous) = self.previous
            && self.written.is_empty()
            && self.orphans.is_empty()
        {
            if previous.manifest.inputs == self.manifest.inputs {
                return Ok(());
            }
            return self.replace_manifest(self.manifest, MANIFEST_NAME, staging);
        }
        let old = self.previous.map(|previous| &previous.manifest);
        let mut way = way;
        if has_foreign(&self.places.target, old, self.claims)? {
            way = Way::FileByFile;
        }
        if way != Way::FileByFile {
            self.complete(staging)?;
        }
        loop {
            way = match way {
                Way::Exchange if !exists(&self.places.target) => Way::Aside,
                Way::Exchange if self.exchange(staging)? => return Ok(()),
                Way::Exchange => Way::Aside,
                Way::Aside if self.swap_aside(staging)? => return Ok(()),
                Way::Aside => Way::FileByFile,
                Way::FileByFile => return self.file_by_file(staging),
            }
        }
    }

    /// Makes a whole site of the staging folder: what is kept is linked, so that it costs no space or writing.
    fn complete(&self, staging: &StagingFolder) -> Result<(), OutputError> {
        for file in &self.kept {
            staging.make_folder_of(file)?;
        }
        if let Some(previous) = self.previous {
            self.kept
                .par_iter()
                .try_for_each(|file| self.keep(file, previous, staging))?;
        }
        self.manifest.write(&staging.path().join(MANIFEST_NAME))?;
        staging.remove_mark()?;
        if let Ok(found) = fs::metadata(&self.places.target) {
            // Whoever may read or write the old folder may do so with the new one.
            let copied = fs::set_permissions(staging.path(), found.permissions());
            copied.map_err(OutputError::io("set the permissions of", staging.path()))?;
        }
        Ok(())
    }

    /// Links one file of the old site into staging, or copies it where the file system has no more links.
    fn keep(
        &self,
        file: &str,
        previous: &Previous,
        staging: &StagingFolder,
    ) -> Result<(), OutputError> {
        let (old, new) = (self.places.target.join(file), staging.path().join(file));
        let Some(entry) = self.manifest.files.get(file) else {
            return Ok(());
        };
        if !previous.holds(file, entry) {
            return Err(OutputError::ChangedMeanwhile { path: old });
        }
        if fs::hard_link(&old, &new).is_ok() {
            return Ok(());
        }
        let bytes = fs::read(&old).map_err(OutputError::io("read", &old))?;
        if entry.hash != Some(blake3::hash(&bytes)) {
            return Err(OutputError::ChangedMeanwhile { path: old });
        }
        fs::File::create_new(&new)
            .and_then(|mut file| file.write_all(&bytes))
            .map_err(OutputError::io("write", &new))
    }

    /// Swaps the two folders and deletes the old one; `false` if this system or place cannot.
    fn exchange(&self, staging: &mut StagingFolder) -> Result<bool, OutputError> {
        match rename_exchange(staging.path(), &self.places.target) {
            Ok(()) => {}
            Err(error) if is_closed_way(&error) => return Ok(false),
            Err(error) => return Err(OutputError::io("replace", &self.places.target)(error)),
        }
        staging.give_up();
        self.retire_old(staging.path())?;
        Ok(true)
    }

    /// Moves the old folder aside and the new one in; `false` if the old one cannot be moved.
    fn swap_aside(&self, staging: &mut StagingFolder) -> Result<bool, OutputError> {
        let Places { target, aside, .. } = self.places;
        match fs::rename(target, aside) {
            Ok(()) => {}
            // There is no old site.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) if is_closed_way(&error) => return Ok(false),
            Err(error) => return Err(OutputError::io("move", target)(error)),
        }
        if let Err(error) = fs::rename(staging.path(), target) {
            if exists(aside) {
                fs::rename(aside, target).map_err(OutputError::io("move back", aside))?;
            }
            return Err(OutputError::io("replace", target)(error));
        }
        staging.give_up();
        if exists(aside) {
            self.retire_old(aside)?;
        }
        Ok(true)
    }

    fn retire_old(&self, old: &Path) -> Result<(), OutputError> {
        match self.previous {
            Some(previous) => retire(old, &previous.manifest, &self.places.target),
            None => retire(old, &Manifest::default(), &self.places.target),
        }
    }

    /// Replaces the files one by one, under a manifest that lists those of both sites until all is done.
    fn file_by_file(&self, staging: &StagingFolder) -> Result<(), OutputError> {
        let target = &self.places.target;
        staging.mark()?;
        fs::create_dir_all(target).map_err(OutputError::io("create", target))?;
        // Both are written before anything is replaced: a full disk leaves the old site as it was.
        let last = staging.path().join(MANIFEST_NAME);
        if !exists(&last) {
            self.manifest.write(&last)?;
        }
        self.replace_manifest(&self.journal(), JOURNAL_NAME, staging)?;

        let (in_the_way, others): (Vec<&str>, Vec<&str>) = self
            .orphans
            .iter()
            .partition(|file| self.claims.get(file).is_some() || is_below_file(self.claims, file));
        remove_files(target, &in_the_way)?;
        for file in &self.written {
            self.move_in(file, staging)?;
        }
        remove_files(target, &others)?;
        let manifest = target.join(MANIFEST_NAME);
        fs::rename(&last, &manifest).map_err(OutputError::io("write", &manifest))
    }

    /// Moves one file from staging to its place.
    fn move_in(&self, file: &str, staging: &StagingFolder) -> Result<(), OutputError> {
        let (new, place) = (staging.path().join(file), self.places.target.join(file));
        let moved = match fs::rename(&new, &place) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                // The first file of a new folder.
                if let Some(folder) = place.parent() {
                    fs::create_dir_all(folder).map_err(OutputError::io("create", folder))?;
                }
                fs::rename(&new, &place)
            }
            moved => moved,
        };
        moved.map_err(OutputError::io("replace", &place))
    }

    /// The manifest that holds while files are replaced: it lists all of both sites as ours, and trusts none of
    /// those that differ, so that after a killed build the next one writes and deletes the right files.
    fn journal(&self) -> Manifest {
        let mut files = self.manifest.files.clone();
        let uncertain = Entry {
            hash: None,
            size: 0,
        };
        for file in self.written.iter().chain(&self.orphans) {
            files.insert((*file).to_owned(), uncertain);
        }
        Manifest {
            inputs: None,
            files,
        }
    }

    /// Writes a manifest in staging under `name`, then moves it over the one of the output.
    fn replace_manifest(
        &self,
        manifest: &Manifest,
        name: &str,
        staging: &StagingFolder,
    ) -> Result<(), OutputError> {
        let (new, place) = (
            staging.path().join(name),
            self.places.target.join(MANIFEST_NAME),
        );
        manifest.write(&new)?;
        fs::rename(&new, &place).map_err(OutputError::io("write", &place))
    }
}

/// Swaps two folders in one step.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn rename_exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Swaps two folders in one step.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn rename_exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Whether the system says that folders cannot be renamed like this here: it knows no exchange, something is
/// mounted there or layered over another file system, or the folder above belongs to somebody else.
fn is_closed_way(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Unsupported
            | ErrorKind::InvalidInput
            | ErrorKind::CrossesDevices
            | ErrorKind::ResourceBusy
            | ErrorKind::PermissionDenied
    )
}
