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
    let own_folders: HashSet<&str> = old
        .into_iter()
        .flat_map(|manifest| manifest.files.keys())
        .flat_map(|file| ancestors(file))
        .collect();
    let mut foreign = false;
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let place = target.join(&folder);
        let entries = match fs::read_dir(&place) {
            Ok(entries) => entries,
            Err(error) if folder.is_empty() && error.kind() == ErrorKind::NotFound => {
                return Ok(false);
            }
            Err(error) => return Err(OutputError::io("list", &place)(error)),
        };
        for entry in entries {
            let entry = entry.map_err(OutputError::io("list", &place))?;
            let kind = entry.file_type().map_err(OutputError::io("read", &place))?;
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                // No page has such a name, so it can only be in the way of a file in place of its folder.
                foreign = true;
                refuse_if(is_below_file(claims, &folder), &entry.path())?;
                continue;
            };
            let path = if folder.is_empty() {
                if RESERVED.contains(&name) {
                    continue;
                }
                name.to_owned()
            } else {
                format!("{folder}/{name}")
            };
            if kind.is_dir() && own_folders.contains(path.as_str()) {
                folders.push(path);
                continue;
            }
            if !kind.is_dir() && old.is_some_and(|manifest| manifest.files.contains_key(&path)) {
                continue;
            }
            foreign = true;
            let claim = claims.get(&path);
            if kind.is_dir() && matches!(claim, Some(Claim::Folder(_))) {
                folders.push(path);
                continue;
            }
            let in_the_way = claim.is_some() || is_below_file(claims, &path);
            refuse_if(in_the_way, &entry.path())?;
        }
    }
    Ok(foreign)
}

/// Whether the new site has a file in the place of a folder that `path` is or lies in.
pub(super) fn is_below_file(claims: &Claims, path: &str) -> bool {
    std::iter::once(path)
        .chain(ancestors(path))
        .any(|folder| matches!(claims.get(folder), Some(Claim::File(_))))
}

fn refuse_if(in_the_way: bool, place: &Path) -> Result<(), OutputError> {
    if in_the_way {
        return Err(OutputError::Occupied {
            path: place.to_path_buf(),
        });
    }
    Ok(())
}
