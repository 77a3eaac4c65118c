//! One build at a time.

use crate::output::OutputError;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long to sleep between two attempts.
const PAUSE: Duration = Duration::from_millis(25);

/// A lock file that this process holds; the system lets go of it however the process ends.
#[derive(Debug)]
pub(super) struct BuildLock {
    path: PathBuf,
    // Held, never read: closing it gives the lock back.
    _file: File,
}

impl BuildLock {
    /// Waits for the lock, at most as long as `wait`.
    pub(super) fn take(path: &Path, target: &Path, wait: Duration) -> Result<Self, OutputError> {
        let deadline = Instant::now() + wait;
        loop {
            let file = OpenOptions::new()
                .create(true)
                .truncate(false)
                .write(true)
                .open(path)
                .map_err(OutputError::io("create", path))?;
            match file.try_lock() {
                Ok(()) if is_at(&file, path) => return Ok(Self::new(path, file)),
                // Some network file systems have no locks; a build there is as safe as it can be.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
                    return Ok(Self::new(path, file));
                }
                Err(TryLockError::Error(error)) => {
                    return Err(OutputError::io("lock", path)(error));
                }
                Ok(()) | Err(TryLockError::WouldBlock) if Instant::now() >= deadline => {
                    return Err(OutputError::Busy {
                        path: target.to_path_buf(),
                    });
                }
                // The build before took its lock file away while we waited for it.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            }
        }
    }

    fn new(path: &Path, file: File) -> Self {
        Self {
            path: path.to_path_buf(),
            _file: file,
        }
    }
}

impl Drop for BuildLock {
    fn drop(&mut self) {
        // Only where `is_at` can tell a new lock file from ours is it safe to take the file away.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether the path still leads to this open file.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(held), Ok(found)) => (held.dev(), held.ino()) == (found.dev(), found.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}
