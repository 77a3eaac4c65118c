//! Writing new files, never over old ones but for those that are Waybook's own.

use crate::cli::failure::Failure;
use crate::cli::words::shown;
use crate::scaffold::NewFile;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// How many names of a folder that is not empty are listed.
const LISTED: usize = 5;

/// Refuses a folder that holds anything, or is none.
pub(super) fn must_be_free(folder: &Path) -> Result<(), Failure> {
    let name = shown(folder);
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Err(Failure::new(format!(
                "`{name}` is there already, and no folder"
            )));
        }
        Err(error) => return Err(Failure::io("look into", folder)(error)),
    };
    let names = entries
        .filter_map(Result::ok)
        .map(|entry| entry.file_name());
    let names = names.map(|name| format!("`{}`", name.to_string_lossy()));
    let mut names: Vec<String> = names.collect();
    if names.is_empty() {
        return Ok(());
    }
    names.sort();
    let more = names.len().saturating_sub(LISTED);
    names.truncate(LISTED);
    let names = names.join(", ");
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    Err(Failure::new(format!(
        "`{name}` is not empty: it holds {names}{more}"
    )))
}

/// Writes a file that is not there yet, with the folders above it; gives its path.
pub(super) fn create(root: &Path, file: &NewFile) -> Result<PathBuf, Failure> {
    let path = root.join(file.path.as_str());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(Failure::io("make the folder", folder))?;
    }
    let new = OpenOptions::new().write(true).create_new(true).open(&path);
    let written = new.and_then(|mut new| new.write_all(file.text.as_bytes()));
    match written {
        Ok(()) => Ok(path),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(taken(&path)),
        Err(error) => Err(Failure::io("write", &path)(error)),
    }
}

/// Writes a file of Waybook's own, over an older one if there is one, with the folders above it.
pub(super) fn replace(root: &Path, file: &NewFile) -> Result<(), Failure> {
    let path = root.join(file.path.as_str());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(Failure::io("make the folder", folder))?;
    }
    std::fs::write(&path, &file.text).map_err(Failure::io("write", &path))
}

/// Writes behind the end of a file, which is made if it is not there.
pub(super) fn append(path: &Path, text: &str) -> Result<(), Failure> {
    let end = OpenOptions::new().append(true).create(true).open(path);
    let written = end.and_then(|mut end| end.write_all(text.as_bytes()));
    written.map_err(Failure::io("write", path))
}

fn taken(path: &Path) -> Failure {
    Failure::new(format!(
        "`{}` is there already, and is left as it is",
        shown(path)
    ))
    .help("choose another name, or edit that file")
}
