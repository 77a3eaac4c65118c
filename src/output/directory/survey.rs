//! A look at the output for files that are not ours.

use super::manifest::Manifest;
use crate::output::OutputError;
use crate::output::claims::{Claim, Claims, RESERVED, ancestors};
use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Whether anything in the output was not written by us.
///
/// A folder counts as ours if a file of ours lies in it. Folders that are not are not looked into, unless the
/// new site has files there.
///
/// # Errors
/// [`OutputError::Occupied`] when the new site has a file where such an entry stands, or a folder where it is no
/// folder.
pub(super) fn has_foreign(
    target: &Path,
    old: Option<&Manifest>,
    claims: &Claims,
) -> Result<bool, OutputError> {
    let sites = Sites::new(old, claims);
    let mut has_foreign = false;
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let place = target.join(&folder);
        let entries = match fs::read_dir(&place) {
            Err(error) if folder.is_empty() && error.kind() == ErrorKind::NotFound => break,
            entries => entries.map_err(OutputError::io("list", &place))?,
        };
        for entry in entries {
            let entry = entry.map_err(OutputError::io("list", &place))?;
            let kind = entry.file_type().map_err(OutputError::io("read", &place))?;
            // No page has a name that is not Unicode; how it is read does not matter.
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = match folder.as_str() {
                "" if RESERVED.contains(&name.as_str()) => continue,
                "" => name,
                folder => format!("{folder}/{name}"),
            };
            match sites.judge(&path, kind.is_dir()) {
                Found::OurFile => {}
                Found::OurFolder => folders.push(path),
                Found::SharedFolder => {
                    has_foreign = true;
                    folders.push(path);
                }
                Found::Foreign => has_foreign = true,
                Found::InTheWay => return Err(OutputError::Occupied { path: entry.path() }),
            }
        }
    }
    Ok(has_foreign)
}

/// What an entry of the output is.
enum Found {
    /// A file that the old site lists, or what has taken its place.
    OurFile,
    /// A folder with files of the old site.
    OurFolder,
    /// Somebody else's folder, in which the new site has files.
    SharedFolder,
    /// Somebody else's, and not in the way.
    Foreign,
    /// Somebody else's, where the new site has a file.
    InTheWay,
}

/// The old site and the new one.
struct Sites<'a> {
    old: Option<&'a Manifest>,
    old_folders: HashSet<&'a str>,
    new: &'a Claims,
}

impl<'a> Sites<'a> {
    fn new(old: Option<&'a Manifest>, new: &'a Claims) -> Self {
        let files = old.into_iter().flat_map(|manifest| manifest.files.keys());
        Self {
            old,
            old_folders: files.flat_map(|file| ancestors(file)).collect(),
            new,
        }
    }

    fn judge(&self, path: &str, is_folder: bool) -> Found {
        if is_folder && self.old_folders.contains(path) {
            return Found::OurFolder;
        }
        if !is_folder && self.old.is_some_and(|old| old.files.contains_key(path)) {
            return Found::OurFile;
        }
        match self.new.get(path) {
            Some(Claim::Folder(_)) if is_folder => Found::SharedFolder,
            Some(_) => Found::InTheWay,
            None if is_below_file(self.new, path) => Found::InTheWay,
            None => Found::Foreign,
        }
    }
}

/// Whether the new site has a file in the place of a folder that `path` is or lies in.
pub(super) fn is_below_file(claims: &Claims, path: &str) -> bool {
    std::iter::once(path)
        .chain(ancestors(path))
        .any(|folder| matches!(claims.get(folder), Some(Claim::File(_))))
}
