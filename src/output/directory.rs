//! A site in a folder on disk: the only part of this room that touches the system.
//!
//! The way of a build:
//!
//! 1. [`DirectoryOutput::open`] resolves the folder and refuses those that are not ours (`guard`), then reads
//!    the manifest of the build before (`manifest`, `previous`);
//! 2. [`DirectoryOutput::is_current`] tells whether there is anything to do;
//! 3. [`DirectoryOutput::begin`] takes the lock (`lock`), clears up after a killed build (`retire`) and makes
//!    the [`Staging`] folder beside the output (`places`);
//! 4. [`Sink::put`](super::Sink::put) writes what is new or differs into the staging folder (`staging`);
//! 5. [`Staging::commit`] looks for files that are not ours (`survey`) and puts the staged site in the place
//!    of the old one (`publish`).
//!
//! Architecture invariants: until step 5 the output is only read. A file is deleted only if a manifest of ours
//! lists it. No symbolic link below the output is ever followed, neither to write nor to delete.

mod guard;
mod lock;
mod manifest;
mod places;
mod previous;
mod publish;
mod retire;
mod staging;
mod survey;
#[cfg(test)]
#[cfg(unix)]
#[expect(
    clippy::disallowed_methods,
    reason = "tests clear what they wrote, and tell a child of theirs what to build"
)]
mod tests;

pub use guard::Protected;
pub use staging::Staging;

use super::OutputError;
use lock::BuildLock;
use places::{CreatedFolders, Places};
use previous::Previous;
use staging::StagingFolder;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a build waits for another one before it says so.
const LOCK_WAIT: Duration = Duration::from_secs(5);

/// A folder that may hold a site: it is empty, new, or carries our manifest.
#[derive(Debug)]
pub struct DirectoryOutput {
    target: PathBuf,
    previous: Option<Previous>,
}

impl DirectoryOutput {
    /// Decides whether a site may be written into `target`. Nothing is created or changed.
    ///
    /// A symbolic link is resolved, and the folder it leads to decided upon.
    ///
    /// # Errors
    /// One of the refusals of [`OutputError`], or [`OutputError::Io`].
    pub fn open(target: &Path, protected: &Protected) -> Result<Self, OutputError> {
        let target = guard::resolve(target)?;
        guard::check(&target, protected, std::env::home_dir().as_deref())?;
        let previous = guard::inspect(&target)?;
        Ok(Self { target, previous })
    }

    /// The folder itself, absolute and without symbolic links.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Whether the build before had the same inputs and every file it wrote is still there, unedited.
    ///
    /// `inputs` is what the build before gave to [`Staging::commit`]. Files are judged by kind, size and
    /// time of change; those as young as the manifest itself are read.
    #[must_use]
    pub fn is_current(&self, inputs: &str) -> bool {
        self.previous.as_ref().is_some_and(|previous| {
            previous.manifest.inputs.as_deref() == Some(inputs) && previous.holds_all()
        })
    }

    /// Starts a build: no other can write to the folder until the [`Staging`] is committed or dropped.
    ///
    /// # Errors
    /// [`OutputError::Busy`] when another build holds the folder for several seconds,
    /// [`OutputError::StagingTaken`] when the place beside it is not free, a refusal if the folder has changed
    /// since it was opened, or [`OutputError::Io`].
    pub fn begin(&self) -> Result<Staging, OutputError> {
        self.begin_within(LOCK_WAIT)
    }

    fn begin_within(&self, wait: Duration) -> Result<Staging, OutputError> {
        let parents = CreatedFolders::above(&self.target)?;
        let (places, lock) = self.take_lock(wait)?;
        retire::recover(&places)?;
        let previous = guard::inspect(&self.target)?;
        let folder = StagingFolder::create(&places.staging)?;
        Ok(Staging::new(places, previous, folder, lock, parents))
    }

    /// The staging folder and the lock lie beside the output, or inside where that cannot be.
    fn take_lock(&self, wait: Duration) -> Result<(Places, BuildLock), OutputError> {
        if !places::is_mount_root(&self.target) {
            let places = Places::beside(&self.target);
            match BuildLock::take(&places.lock, &self.target, wait) {
                Err(OutputError::Io { source, .. })
                    if self.target.is_dir() && cannot_lie_beside(source.kind()) => {}
                taken => return Ok((places, taken?)),
            }
        }
        let places = Places::inside(&self.target);
        let lock = BuildLock::take(&places.lock, &self.target, wait)?;
        Ok((places, lock))
    }
}

/// Whether a folder beside the output is out of the question, though one inside may do.
fn cannot_lie_beside(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem | ErrorKind::InvalidFilename
    )
}
