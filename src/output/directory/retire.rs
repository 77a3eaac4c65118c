//! Deleting what a manifest of ours lists, and nothing else.

use super::manifest::Manifest;
use super::places::Places;
use super::previous::RealFolders;
use crate::output::OutputError;
use crate::output::claims::{MANIFEST_NAME, STAGING_NAME, ancestors};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Clears up after a build that was killed. The lock must be held.
pub(super) fn recover(places: &Places) -> Result<(), OutputError> {
    let Places { target, aside, .. } = places;
    if exists(aside) && !exists(target) && exists(&aside.join(MANIFEST_NAME)) {
        // Killed between the two renames of a swap: the old site goes back.
        Manifest::read(aside)?;
        fs::rename(aside, target).map_err(OutputError::io("move back", aside))?;
    }
    let inside = target.join(STAGING_NAME);
    for left in [aside, &places.staging, &inside] {
        if exists(left) {
            clear(left, target)?;
        }
    }
    Ok(())
}

/// Clears a folder left by a killed build: a staging folder by its mark, an old site by its manifest.
fn clear(left: &Path, target: &Path) -> Result<(), OutputError> {
    let is_folder = fs::symlink_metadata(left).is_ok_and(|found| found.is_dir());
    let mark = fs::symlink_metadata(left.join(STAGING_NAME));
    if is_folder && mark.is_ok_and(|mark| mark.is_file()) {
        return remove_marked(left).map_err(OutputError::io("delete", left));
    }
    if is_folder && exists(&left.join(MANIFEST_NAME)) {
        return retire(left, &Manifest::read(left)?, target);
    }
    if is_folder && fs::remove_dir(left).is_ok() {
        return Ok(());
    }
    Err(taken(left))
}

/// Deletes a staging folder, its mark last: if this is killed, the rest is still known for what it is.
#[expect(
    clippy::disallowed_methods,
    reason = "a folder with the mark of a build in it is that build's own, all of it"
)]
pub(super) fn remove_marked(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else if entry.file_name() != STAGING_NAME {
            fs::remove_file(entry.path())?;
        }
    }
    fs::remove_file(folder.join(STAGING_NAME))?;
    fs::remove_dir(folder)
}

/// Deletes a site whose place the new one has taken. What others put into it moves to the new site.
pub(super) fn retire(site: &Path, manifest: &Manifest, target: &Path) -> Result<(), OutputError> {
    let files: Vec<&str> = manifest.files.keys().map(String::as_str).collect();
    remove_files(site, &files)?;
    let all_moved = rescue(site, target, true)?;
    if !all_moved {
        return Err(taken(site));
    }
    // The manifest goes last: a build that is killed before can be cleared up after.
    remove_file(&site.join(MANIFEST_NAME))?;
    fs::remove_dir(site).map_err(OutputError::io("delete", site))
}

/// Deletes files of a site and the folders that are empty then.
///
/// Nothing is deleted behind a symbolic link; a link in the place of a file is deleted itself.
pub(super) fn remove_files(site: &Path, files: &[&str]) -> Result<(), OutputError> {
    let real = RealFolders::below(site);
    files.par_iter().try_for_each(|file| {
        if real.holds(file) {
            remove_file(&site.join(file))
        } else {
            Ok(())
        }
    })?;
    let folders: BTreeSet<&str> = files.iter().flat_map(|file| ancestors(file)).collect();
    // Backwards, a folder comes after those inside it.
    for folder in folders.into_iter().rev() {
        if real.holds(folder) {
            // Fails where other files lie in it: then it stays.
            let _ = fs::remove_dir(site.join(folder));
        }
    }
    Ok(())
}

/// Deletes a file or link. A folder in its place is somebody's own, and stays.
fn remove_file(place: &Path) -> Result<(), OutputError> {
    match fs::remove_file(place) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(_) if place.is_dir() => Ok(()),
        Err(error) => Err(OutputError::io("delete", place)(error)),
    }
}

/// Moves whatever is left in `from` to the same place in `to`, unless something stands there. Whether all moved.
fn rescue(from: &Path, to: &Path, is_top: bool) -> Result<bool, OutputError> {
    let mut all_moved = true;
    let list = || fs::read_dir(from)?.collect::<io::Result<Vec<_>>>();
    for entry in list().map_err(OutputError::io("list", from))? {
        let name = entry.file_name();
        if is_top && name == MANIFEST_NAME {
            continue;
        }
        let (source, place) = (entry.path(), to.join(&name));
        match fs::symlink_metadata(&place) {
            Err(error) if error.kind() == ErrorKind::NotFound && exists(to) => {
                fs::rename(&source, &place).map_err(OutputError::io("move", &source))?;
            }
            Ok(found) if found.is_dir() && entry.file_type().is_ok_and(|kind| kind.is_dir()) => {
                let emptied = rescue(&source, &place, false)? && fs::remove_dir(&source).is_ok();
                all_moved &= emptied;
            }
            _ => all_moved = false,
        }
    }
    Ok(all_moved)
}

/// Whether anything stands at this place, a link to nothing included.
pub(super) fn exists(place: &Path) -> bool {
    fs::symlink_metadata(place).is_ok()
}

fn taken(path: &Path) -> OutputError {
    OutputError::StagingTaken {
        path: path.to_path_buf(),
    }
}
