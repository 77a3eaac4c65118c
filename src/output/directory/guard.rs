//! Which folders are never written to.

use super::previous::Previous;
use crate::output::OutputError;
use crate::output::claims::{MANIFEST_NAME, RESERVED};
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// What an output must keep away from.
#[derive(Clone, Debug, Default)]
pub struct Protected {
    /// The workspace: the output may lie inside it, but not be it or hold it.
    pub root: PathBuf,
    /// Folders and files the site is made from: the output may not lie in, be or hold one.
    pub inputs: Vec<PathBuf>,
}

/// The absolute path without symbolic links, of which the last parts need not exist.
pub(super) fn resolve(path: &Path) -> Result<PathBuf, OutputError> {
    let absolute = std::path::absolute(path).map_err(OutputError::io("find", path))?;
    let mut existing = absolute.as_path();
    let mut missing = Vec::new();
    let mut real = loop {
        match fs::canonicalize(existing) {
            Ok(real) => break real,
            Err(error) if error.kind() == ErrorKind::NotADirectory => {
                return Err(not_a_directory(existing));
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                if fs::symlink_metadata(existing).is_ok() {
                    return Err(not_a_directory(existing));
                }
            }
            Err(error) => return Err(OutputError::io("find", existing)(error)),
        }
        let mut parts = existing.components();
        let Some(last) = parts.next_back() else {
            return Err(not_a_directory(&absolute));
        };
        missing.push(last);
        existing = parts.as_path();
    };
    for part in missing.into_iter().rev() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            part => real.push(part),
        }
    }
    Ok(real)
}

/// Refuses the root, the home directory, the workspace, what the site is made from, and the folders above them.
pub(super) fn check(
    target: &Path,
    protected: &Protected,
    home: Option<&Path>,
) -> Result<(), OutputError> {
    let path = target.to_path_buf();
    if target.parent().is_none() {
        return Err(OutputError::FileSystemRoot { path });
    }
    let real = |path: &Path| resolve(path).unwrap_or_else(|_| path.to_path_buf());
    let root = real(&protected.root);
    if root.starts_with(target) {
        return Err(OutputError::Workspace { path, root });
    }
    if home.is_some_and(|home| real(home).starts_with(target)) {
        return Err(OutputError::Home { path });
    }
    for input in &protected.inputs {
        let input = real(input);
        if input.starts_with(target) || target.starts_with(&input) {
            return Err(OutputError::Input { path, input, root });
        }
    }
    Ok(())
}

/// The build before, if the folder holds one; `None` if it is empty or does not exist.
pub(super) fn inspect(target: &Path) -> Result<Option<Previous>, OutputError> {
    match fs::symlink_metadata(target) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(not_a_directory(target)),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(OutputError::io("read", target)(error)),
    }
    if fs::symlink_metadata(target.join(MANIFEST_NAME)).is_ok() {
        return Previous::read(target).map(Some);
    }
    for entry in fs::read_dir(target).map_err(OutputError::io("list", target))? {
        let name = entry.map_err(OutputError::io("list", target))?.file_name();
        if !RESERVED.iter().any(|own| name == *own) {
            return Err(OutputError::NotOurs {
                path: target.to_path_buf(),
            });
        }
    }
    Ok(None)
}

fn not_a_directory(path: &Path) -> OutputError {
    OutputError::NotADirectory {
        path: path.to_path_buf(),
    }
}
