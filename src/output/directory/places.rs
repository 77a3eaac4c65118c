//! Where a build keeps what is not yet, or no longer, the site.

use crate::output::OutputError;
use crate::output::claims::{LOCK_NAME, STAGING_NAME};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// The output and the places around it.
#[derive(Debug)]
pub(super) struct Places {
    /// The output itself.
    pub(super) target: PathBuf,
    /// Where the new site is prepared.
    pub(super) staging: PathBuf,
    /// Where the old site goes while the new one is moved in; never used where staging lies inside.
    pub(super) aside: PathBuf,
    /// The lock file.
    pub(super) lock: PathBuf,
    /// Whether staging lies inside the output, which then cannot be swapped as a whole.
    pub(super) inside: bool,
}

impl Places {
    /// Hidden siblings of the output: on the same file system, so that a rename does.
    pub(super) fn beside(target: &Path) -> Self {
        let sibling = |what: &str| {
            let mut name = OsString::from(".");
            name.push(target.file_name().unwrap_or_default());
            name.push(".waybook-");
            name.push(what);
            target.with_file_name(name)
        };
        Self {
            target: target.to_path_buf(),
            staging: sibling("staging"),
            aside: sibling("old"),
            lock: sibling("lock"),
            inside: false,
        }
    }

    /// Places inside the output, for a mount point or a folder whose parent cannot be written to.
    pub(super) fn inside(target: &Path) -> Self {
        Self {
            staging: target.join(STAGING_NAME),
            lock: target.join(LOCK_NAME),
            inside: true,
            ..Self::beside(target)
        }
    }
}

/// Whether something is mounted at this very folder, so that it cannot be renamed.
pub(super) fn is_mount_root(path: &Path) -> bool {
    mount_attribute(path).unwrap_or_else(|| is_other_device(path))
}

/// What the system says, if it does; a folder mounted from the same device is known only in this way.
#[cfg(target_os = "linux")]
fn mount_attribute(path: &Path) -> Option<bool> {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let found = statx(CWD, path, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty()).ok()?;
    let root = StatxAttributes::MOUNT_ROOT;
    let is_known = found.stx_attributes_mask.contains(root);
    is_known.then(|| found.stx_attributes.contains(root))
}

#[cfg(not(target_os = "linux"))]
fn mount_attribute(_path: &Path) -> Option<bool> {
    None
}

/// Whether the folder lies on another device than the one above it.
#[cfg(unix)]
fn is_other_device(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::symlink_metadata(path).map(|found| found.dev()).ok();
    let parent = path.parent().and_then(device);
    device(path).is_some_and(|own| parent.is_some_and(|parent| own != parent))
}

#[cfg(not(unix))]
fn is_other_device(_path: &Path) -> bool {
    false
}

/// Folders that were made for this build; those still empty at its end are taken away.
#[derive(Debug)]
pub(super) struct CreatedFolders(Vec<PathBuf>);

impl CreatedFolders {
    /// Makes the folders above `target`.
    pub(super) fn above(target: &Path) -> Result<Self, OutputError> {
        let mut missing: Vec<PathBuf> = target
            .ancestors()
            .skip(1)
            .take_while(|folder| !folder.exists())
            .map(Path::to_path_buf)
            .collect();
        missing.reverse();
        let created = Self(missing);
        if let Some(parent) = created.0.last() {
            fs::create_dir_all(parent).map_err(OutputError::io("create", parent))?;
        }
        Ok(created)
    }
}

impl Drop for CreatedFolders {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // Fails where the site, or anything else, lies in it by now: then it stays.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}
