//! Putting a new text in the place of one that was read, whole or not at all.

use super::OsFiles;
use crate::source::{SitePath, SourceError};
use std::io::{Error, ErrorKind, Write};
use std::path::{Path, PathBuf};
use tempfile::TempPath;

/// A new text that lies beside the file it is to replace. Dropped without [`Replacement::commit`], it is removed.
#[derive(Debug)]
pub struct Replacement {
    path: SitePath,
    /// The file itself, behind every link.
    real: PathBuf,
    /// What the file must still hold.
    before: Vec<u8>,
    written: TempPath,
}

impl OsFiles {
    /// Writes `after` into a hidden file beside `path`, with the same permissions and safe on the disk; the file itself
    /// is not touched yet. A link is followed to the file it leads to, as far as that lies inside the root.
    ///
    /// # Errors
    /// [`SourceError::Changed`] when the file does not hold `before`; [`SourceError::Write`] when it may not be written
    /// or the system refuses.
    pub fn prepare(
        &self,
        path: &SitePath,
        before: &[u8],
        after: &[u8],
    ) -> Result<Replacement, SourceError> {
        let failed = |source| SourceError::Write {
            path: path.to_string(),
            source,
        };
        let (real, metadata) = self.resolve(path).map_err(failed)?;
        if metadata.permissions().readonly() {
            let error = Error::new(ErrorKind::PermissionDenied, "it may only be read");
            return Err(failed(error));
        }
        unchanged(&real, path, before)?;
        let write = || {
            let folder = real.parent().ok_or(ErrorKind::NotFound)?;
            let mut file = tempfile::Builder::new()
                .prefix(".waybook-")
                .tempfile_in(folder)?;
            file.write_all(after)?;
            file.as_file().set_permissions(metadata.permissions())?;
            file.as_file().sync_all()?;
            Ok(file.into_temp_path())
        };
        Ok(Replacement {
            path: path.clone(),
            written: write().map_err(failed)?,
            before: before.to_vec(),
            real,
        })
    }
}

impl Replacement {
    /// Puts the new text in its place in one step.
    ///
    /// # Errors
    /// [`SourceError::Changed`] when the file holds something else by now, which stays; [`SourceError::Write`] when the
    /// system refuses.
    pub fn commit(self) -> Result<(), SourceError> {
        unchanged(&self.real, &self.path, &self.before)?;
        let path = self.path.to_string();
        self.written
            .persist(&self.real)
            .map_err(|error| SourceError::Write {
                path,
                source: error.error,
            })?;
        // The new name is there already; whether the disk knows it after a power cut is all this can still change.
        #[cfg(unix)]
        if let Some(Ok(folder)) = self.real.parent().map(std::fs::File::open) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

/// Refuses a file that holds something else than what was read.
fn unchanged(real: &Path, path: &SitePath, before: &[u8]) -> Result<(), SourceError> {
    match std::fs::read(real) {
        Ok(bytes) if bytes == before => Ok(()),
        Ok(_) => Err(SourceError::Changed {
            path: path.to_string(),
        }),
        Err(source) => Err(SourceError::Write {
            path: path.to_string(),
            source,
        }),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::fs::{Permissions, create_dir, read_dir, read_to_string, set_permissions, write};
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn tree() -> (tempfile::TempDir, OsFiles) {
        let keep = tempfile::tempdir().unwrap();
        create_dir(keep.path().join("root")).unwrap();
        write(keep.path().join("root/a.md"), "old").unwrap();
        write(keep.path().join("out.md"), "old").unwrap();
        let files = OsFiles::new(keep.path().join("root"));
        (keep, files)
    }

    /// What lies in the root besides `a.md`.
    fn others(keep: &tempfile::TempDir) -> usize {
        read_dir(keep.path().join("root")).unwrap().count() - 1
    }

    fn prepare(files: &OsFiles, path: &str) -> Result<Replacement, SourceError> {
        files.prepare(&SitePath::new(path), b"old", b"new")
    }

    #[test]
    fn a_file_is_replaced_and_keeps_its_permissions() {
        let (keep, files) = tree();
        let path = keep.path().join("root/a.md");
        set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        let replacement = prepare(&files, "a.md").unwrap();
        assert_eq!(read_to_string(&path).unwrap(), "old");
        replacement.commit().unwrap();
        assert_eq!(read_to_string(&path).unwrap(), "new");
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(others(&keep), 0);
    }

    #[test]
    fn what_is_not_committed_leaves_nothing_behind() {
        let (keep, files) = tree();
        drop(prepare(&files, "a.md").unwrap());
        assert_eq!(others(&keep), 0);
        assert_eq!(
            read_to_string(keep.path().join("root/a.md")).unwrap(),
            "old"
        );
    }

    #[test]
    fn what_somebody_else_wrote_stays() {
        let (keep, files) = tree();
        let path = keep.path().join("root/a.md");
        let replacement = prepare(&files, "a.md").unwrap();
        write(&path, "theirs").unwrap();
        assert!(matches!(
            replacement.commit(),
            Err(SourceError::Changed { .. })
        ));
        assert!(matches!(
            prepare(&files, "a.md"),
            Err(SourceError::Changed { .. })
        ));
        assert_eq!(read_to_string(&path).unwrap(), "theirs");
        assert_eq!(others(&keep), 0);
    }

    #[test]
    fn a_file_that_may_only_be_read_stays() {
        let (keep, files) = tree();
        let path = keep.path().join("root/a.md");
        set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
        assert!(matches!(
            prepare(&files, "a.md"),
            Err(SourceError::Write { .. })
        ));
    }

    #[test]
    fn links_are_written_through_inside_the_root_only() {
        let (keep, files) = tree();
        let root = keep.path().join("root");
        symlink("a.md", root.join("in.md")).unwrap();
        symlink("../out.md", root.join("out.md")).unwrap();
        prepare(&files, "in.md").unwrap().commit().unwrap();
        assert!(root.join("in.md").is_symlink());
        assert_eq!(read_to_string(root.join("a.md")).unwrap(), "new");
        assert!(prepare(&files, "out.md").is_err());
        assert_eq!(read_to_string(keep.path().join("out.md")).unwrap(), "old");
    }
}
