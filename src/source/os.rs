//! Files on disk: the only file of this room that touches the system.

mod replace;
mod walk;

pub use replace::Replacement;

use super::{Files, Listing, Refusal, SitePath, SourceError, is_skipped};
#[cfg(unix)]
use rustix::fs::OFlags;
use std::fs::{File, Metadata};
use std::io::{Error, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use walk::{Walk, may_be_linked};

/// The files below a folder on disk.
///
/// Links are followed as long as they stay inside the folder and out of hidden places; pipes, sockets and devices
/// are never opened.
#[derive(Clone, Debug)]
pub struct OsFiles {
    root: PathBuf,
    /// The root without links, once it has been asked for.
    real_root: OnceLock<PathBuf>,
}

impl OsFiles {
    /// The files below `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            real_root: OnceLock::new(),
        }
    }

    fn real_root(&self) -> std::io::Result<&Path> {
        if let Some(root) = self.real_root.get() {
            return Ok(root);
        }
        let root = self.root.canonicalize()?;
        Ok(self.real_root.get_or_init(|| root))
    }

    /// Where a path leads when every link is followed, if that is an ordinary file inside the root.
    fn resolve(&self, path: &SitePath) -> std::io::Result<(PathBuf, Metadata)> {
        let real = self.root.join(path.as_str()).canonicalize()?;
        let root = self.real_root()?;
        // A path that is asked for by its own name may be hidden; one that a link leads to may not.
        if real != root.join(path.as_str()) && !may_be_linked(&real, root) {
            let message = "it is a link that leads out of the workspace";
            return Err(Error::new(ErrorKind::PermissionDenied, message));
        }
        let metadata = real.metadata()?;
        if !metadata.is_file() {
            return Err(Error::new(
                ErrorKind::InvalidInput,
                "it is no ordinary file",
            ));
        }
        Ok((real, metadata))
    }

    /// Opens an ordinary file to which no link leads: most are such, and to look for links at each folder on the way
    /// takes longer than to read. `None` where that cannot be told at once.
    #[cfg(target_os = "linux")]
    fn open_directly(&self, path: &SitePath) -> Option<File> {
        use rustix::fs::{CWD, Mode, ResolveFlags, openat2};
        let path = self.real_root().ok()?.join(path.as_str());
        // Opening is not harmless with everything that is no file.
        path.symlink_metadata().ok().filter(Metadata::is_file)?;
        let file = openat2(CWD, path, FLAGS, Mode::empty(), ResolveFlags::NO_SYMLINKS);
        Some(file.ok()?.into())
    }

    #[cfg(not(target_os = "linux"))]
    fn open_directly(&self, _: &SitePath) -> Option<File> {
        None
    }
}

impl Files for OsFiles {
    fn list(&self, under: &SitePath) -> Result<Listing, SourceError> {
        let failed = |source| SourceError::List {
            path: under.to_string(),
            source,
        };
        let folder = self.root.join(under.as_str());
        let real = match folder.canonicalize() {
            Ok(real) => real,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Listing::default()),
            Err(error) => return Err(failed(error)),
        };
        let mut walk = Walk {
            listing: Listing::default(),
            root: real.clone(),
            linked: 0,
        };
        if !real.starts_with(self.real_root().map_err(failed)?) {
            walk.refuse(under.clone(), Refusal::LinkLeavesRoot);
            return Ok(walk.listing);
        }
        if real.is_dir() {
            std::fs::read_dir(&real).map_err(failed)?;
            walk.folder(&real, under, &mut vec![real.clone()]);
        }
        walk.listing.files.sort();
        walk.listing.refused.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(walk.listing)
    }

    fn folders(&self, under: &SitePath) -> Result<Vec<SitePath>, SourceError> {
        let failed = |source| SourceError::List {
            path: under.to_string(),
            source,
        };
        let entries = match std::fs::read_dir(self.root.join(under.as_str())) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(error)),
        };
        let mut folders = Vec::new();
        for entry in entries {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_folder = match entry.file_type() {
                Ok(kind) if !kind.is_symlink() => kind.is_dir(),
                // Where it leads is what counts.
                _ => entry.path().is_dir(),
            };
            if !is_skipped(&name) && is_folder {
                folders.push(under.join(&name));
            }
        }
        folders.sort();
        Ok(folders)
    }

    fn read(&self, path: &SitePath, limit: u64) -> Result<Vec<u8>, SourceError> {
        let mut too_large = None;
        let mut read = || {
            let mut file = match self.open_directly(path) {
                Some(file) => file,
                None => open(&self.resolve(path)?.0)?,
            };
            // What was an ordinary file a moment ago may have been replaced since.
            let metadata = file.metadata()?;
            if !metadata.is_file() {
                return Err(Error::new(
                    ErrorKind::InvalidInput,
                    "it is no ordinary file",
                ));
            }
            if metadata.len() > limit {
                too_large = Some(metadata.len());
                return Err(ErrorKind::FileTooLarge.into());
            }
            let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
            file.read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let result = read();
        let path = path.to_string();
        result.map_err(|source| match too_large {
            Some(size) => SourceError::TooLarge { path, size, limit },
            None => SourceError::Read { path, source },
        })
    }

    fn exists(&self, path: &SitePath) -> bool {
        self.resolve(path).is_ok()
    }

    fn locate(&self, path: &SitePath) -> Option<PathBuf> {
        Some(self.root.join(path.as_str()))
    }
}

/// How files are opened: neither waiting for a pipe's other end nor following a link that was put in a file's place.
#[cfg(unix)]
const FLAGS: OFlags = OFlags::RDONLY
    .union(OFlags::CLOEXEC)
    .union(OFlags::NONBLOCK)
    .union(OFlags::NOFOLLOW);

/// Opens a file for reading.
#[cfg(unix)]
fn open(path: &Path) -> std::io::Result<File> {
    Ok(rustix::fs::open(path, FLAGS, rustix::fs::Mode::empty())?.into())
}

#[cfg(not(unix))]
fn open(path: &Path) -> std::io::Result<File> {
    File::open(path)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::source::MAX_TEXT_BYTES;
    use std::fs::{create_dir_all, write};
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    /// A folder `root` beside a secret, with some files.
    fn tree() -> (tempfile::TempDir, OsFiles) {
        let temporary = tempfile::tempdir().unwrap();
        let root = temporary.path().join("root");
        for file in [
            "a.md",
            "b/c.md",
            "b/Ä.md",
            ".hidden/x.md",
            ".env",
            "node_modules/y.md",
        ] {
            let path = root.join(file);
            create_dir_all(path.parent().unwrap()).unwrap();
            write(path, file).unwrap();
        }
        write(temporary.path().join("secret"), "secret").unwrap();
        let files = OsFiles::new(root);
        (temporary, files)
    }

    fn refused(files: &OsFiles) -> Vec<(String, Refusal)> {
        let refused = files.list(&SitePath::default()).unwrap().refused;
        refused
            .into_iter()
            .map(|(path, why)| (path.to_string(), why))
            .collect()
    }

    fn listed(files: &OsFiles, under: &str) -> Vec<String> {
        let listing = files.list(&SitePath::new(under)).unwrap();
        listing.files.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn files_are_listed_in_order_and_hidden_ones_left_out() {
        let (_keep, files) = tree();
        assert_eq!(listed(&files, ""), ["a.md", "b/c.md", "b/Ä.md"]);
        assert_eq!(listed(&files, "b"), ["b/c.md", "b/Ä.md"]);
        assert_eq!(listed(&files, "missing"), [""; 0]);
        assert_eq!(listed(&files, "a.md"), [""; 0]);
        assert_eq!(
            files
                .read(&SitePath::new("b/c.md"), MAX_TEXT_BYTES)
                .unwrap(),
            b"b/c.md"
        );
        assert!(matches!(
            files.read(&SitePath::new("a.md"), 3),
            Err(SourceError::TooLarge {
                size: 4,
                limit: 3,
                ..
            })
        ));
        assert_eq!(
            files.folders(&SitePath::new("")).unwrap(),
            [SitePath::new("b")]
        );
        assert!(files.exists(&SitePath::new(".env")));
        assert!(!files.exists(&SitePath::new("b")));
    }

    #[test]
    fn links_are_followed_inside_the_root_only() {
        let (keep, files) = tree();
        let root = keep.path().join("root");
        for (name, target) in [
            ("good.md", "a.md"),
            ("folder", "b"),
            ("out.md", "../secret"),
            ("out", ".."),
            ("env.md", ".env"),
            ("git", ".hidden"),
            ("broken.md", "nothing"),
            ("self.md", "self.md"),
            ("b/up", ".."),
            ("b/here", "."),
        ] {
            symlink(target, root.join(name)).unwrap();
        }
        assert_eq!(
            listed(&files, ""),
            [
                "a.md",
                "b/c.md",
                "b/Ä.md",
                "folder/c.md",
                "folder/Ä.md",
                "good.md"
            ]
        );
        let expected = [
            ("b/here", Refusal::LinkLoop),
            ("b/up", Refusal::LinkLoop),
            ("broken.md", Refusal::LinkBroken),
            ("env.md", Refusal::LinkLeavesRoot),
            ("folder/here", Refusal::LinkLoop),
            ("folder/up", Refusal::LinkLoop),
            ("git", Refusal::LinkLeavesRoot),
            ("out", Refusal::LinkLeavesRoot),
            ("out.md", Refusal::LinkLeavesRoot),
            ("self.md", Refusal::LinkLoop),
        ];
        assert_eq!(
            refused(&files),
            expected.map(|(path, why)| (path.to_owned(), why))
        );
        for path in [
            "out.md",
            "out/secret",
            "env.md",
            "git/x.md",
            "broken.md",
            "self.md",
        ] {
            assert!(
                files.read(&SitePath::new(path), MAX_TEXT_BYTES).is_err(),
                "{path}"
            );
            assert!(!files.exists(&SitePath::new(path)), "{path}");
        }
        assert_eq!(
            files
                .read(&SitePath::new("folder/c.md"), MAX_TEXT_BYTES)
                .unwrap(),
            b"b/c.md"
        );
    }

    #[test]
    fn folders_that_link_to_each_other_do_not_multiply_for_ever() {
        let (keep, files) = tree();
        let root = keep.path().join("root");
        for i in 0..12 {
            create_dir_all(root.join(format!("d{i}"))).unwrap();
            for link in ["x", "y", "z"] {
                symlink(
                    format!("../d{}", (i + 1) % 12),
                    root.join(format!("d{i}/{link}")),
                )
                .unwrap();
            }
        }
        assert!(!refused(&files).is_empty());
    }

    #[test]
    fn pipes_are_never_opened() {
        let (keep, files) = tree();
        let pipe = keep.path().join("root/pipe.md");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &pipe,
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
            0,
        )
        .unwrap();
        symlink("pipe.md", keep.path().join("root/link.md")).unwrap();
        let expected = [
            ("link.md", Refusal::NotAFile),
            ("pipe.md", Refusal::NotAFile),
        ];
        assert_eq!(
            refused(&files),
            expected.map(|(path, why)| (path.to_owned(), why))
        );
        assert!(
            files
                .read(&SitePath::new("pipe.md"), MAX_TEXT_BYTES)
                .is_err()
        );
        assert!(open(&pipe).unwrap().metadata().is_ok());
    }

    #[test]
    fn names_that_cannot_be_told_are_refused() {
        let (keep, files) = tree();
        let root = keep.path().join("root");
        write(root.join(std::ffi::OsStr::from_bytes(b"n\xff.md")), "").unwrap();
        write(root.join("back\\slash.md"), "").unwrap();
        let expected = [
            ("back/slash.md", Refusal::NameNotPortable),
            ("n\u{fffd}.md", Refusal::NameNotUtf8),
        ];
        assert_eq!(
            refused(&files),
            expected.map(|(path, why)| (path.to_owned(), why))
        );
    }
}
