//! What a build does to a folder, seen from outside.

mod builds;
mod killed;
mod model;
mod refusals;

use super::publish::Way;
use super::{DirectoryOutput, Protected};
use crate::output::{OutputError, Sink, Summary};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Every way one site takes the place of another.
const WAYS: [Way; 3] = [Way::Exchange, Way::Aside, Way::FileByFile];

/// A folder of its own for one test, below which the output lies.
struct Place {
    root: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self {
            root: tempfile::tempdir().unwrap(),
        }
    }

    fn target(&self) -> PathBuf {
        self.root.path().canonicalize().unwrap().join("site")
    }

    fn open(&self) -> Result<DirectoryOutput, OutputError> {
        DirectoryOutput::open(
            &self.target(),
            &Protected {
                root: self.root.path().join("workspace"),
                inputs: Vec::new(),
            },
        )
    }

    fn build_in(&self, way: Way, files: &[(&str, &str)]) -> Result<Summary, OutputError> {
        let mut staging = self.open()?.begin()?;
        staging.way = way;
        for (path, text) in files {
            staging.put(path, text.as_bytes())?;
        }
        staging.commit(Some("inputs"))
    }

    fn build(&self, files: &[(&str, &str)]) -> Summary {
        self.build_in(Way::Exchange, files).unwrap()
    }

    /// Adds what a user adds.
    fn write(&self, path: &str, text: &str) {
        let place = self.target().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    /// Everything in the output except the manifest.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = tree(&self.target());
        files.remove(crate::output::MANIFEST_NAME);
        files
    }

    /// Checks the output, and that nothing stays beside it.
    #[track_caller]
    fn check(&self, expected: &[(&str, &str)]) {
        let expected: BTreeMap<String, String> = expected
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        assert_eq!(self.files(), expected);
        self.check_beside();
    }

    #[track_caller]
    fn check_beside(&self) {
        let beside: Vec<_> = fs::read_dir(self.root.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .filter(|name| name.to_str().unwrap().contains("waybook"))
            .collect();
        assert!(beside.is_empty(), "{beside:?}");
    }
}

/// Every file, link and empty folder below a folder.
fn tree(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry
            .path()
            .strip_prefix(root)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let kind = entry.file_type();
        if kind.is_symlink() {
            let to = fs::read_link(entry.path()).unwrap();
            found.insert(path, format!("-> {}", to.display()));
        } else if kind.is_file() {
            let bytes = fs::read(entry.path()).unwrap();
            found.insert(path, String::from_utf8(bytes).unwrap());
        } else if fs::read_dir(entry.path()).unwrap().next().is_none() {
            found.insert(path, "(empty)".to_owned());
        }
    }
    found
}

/// Inode and time of change of everything below a folder, itself included.
fn stamps(root: &Path) -> Vec<(PathBuf, u64, i64, i64)> {
    walkdir::WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| {
            let entry = entry.unwrap();
            let found = fs::symlink_metadata(entry.path()).unwrap();
            (
                entry.into_path(),
                found.ino(),
                found.mtime(),
                found.mtime_nsec(),
            )
        })
        .collect()
}
