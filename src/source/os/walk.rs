//! Listing a folder: links are followed as long as they stay inside.

use crate::source::{Listing, Refusal, SitePath, is_skipped};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// How many links to folders may be followed on the way to one file.
const MAX_LINKS: usize = 8;
/// How many entries may be listed by way of links: folders that link to each other can multiply without end.
const MAX_LINKED_ENTRIES: usize = 100_000;

/// Whether a link may lead to `target`: inside the root, and not into what listings leave out.
pub(super) fn may_be_linked(target: &Path, root: &Path) -> bool {
    let Ok(inside) = target.strip_prefix(root) else {
        return false;
    };
    inside
        .components()
        .all(|part| !is_skipped(&part.as_os_str().to_string_lossy()))
}

/// A listing under way.
pub(super) struct Walk {
    pub(super) listing: Listing,
    /// The folder that is listed, without links.
    pub(super) root: PathBuf,
    /// How many entries were reached by way of links.
    pub(super) linked: usize,
}

impl Walk {
    pub(super) fn refuse(&mut self, path: SitePath, why: Refusal) {
        self.listing.refused.push((path, why));
    }

    /// Lists `folder` (without links) under the name `path`. `chain` holds the folders that links led into.
    pub(super) fn folder(&mut self, folder: &Path, path: &SitePath, chain: &mut Vec<PathBuf>) {
        let entries = WalkDir::new(folder).min_depth(1).into_iter();
        let shown = entries.filter_entry(|entry| !is_skipped(&entry.file_name().to_string_lossy()));
        for entry in shown {
            match entry {
                Ok(entry) => self.entry(folder, &entry, path, chain),
                Err(error) => {
                    let place = error.path().unwrap_or(folder).strip_prefix(folder);
                    let place = place
                        .unwrap_or(Path::new(""))
                        .to_string_lossy()
                        .into_owned();
                    self.refuse(path.join(&place), Refusal::Unreadable);
                }
            }
        }
    }

    fn entry(
        &mut self,
        folder: &Path,
        entry: &DirEntry,
        path: &SitePath,
        chain: &mut Vec<PathBuf>,
    ) {
        let Ok(inside) = entry.path().strip_prefix(folder) else {
            return;
        };
        let name = inside.to_string_lossy();
        let path = path.join(&name);
        let kind = entry.file_type();
        if inside.to_str().is_none() {
            return self.refuse(path, Refusal::NameNotUtf8);
        }
        if cfg!(unix) && name.contains('\\') {
            return self.refuse(path, Refusal::NameNotPortable);
        }
        if chain.len() > 1 {
            self.linked += 1;
        }
        if kind.is_symlink() {
            self.link(entry.path(), path, chain);
        } else if kind.is_file() {
            self.listing.files.push(path);
        } else if !kind.is_dir() {
            self.refuse(path, Refusal::NotAFile);
        }
    }

    fn link(&mut self, link: &Path, path: SitePath, chain: &mut Vec<PathBuf>) {
        let target = match link.canonicalize() {
            Ok(target) => target,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return self.refuse(path, Refusal::LinkBroken);
            }
            // Links that lead to each other have no target either.
            Err(_) => return self.refuse(path, Refusal::LinkLoop),
        };
        if !may_be_linked(&target, &self.root) {
            return self.refuse(path, Refusal::LinkLeavesRoot);
        }
        if target.is_file() {
            return self.listing.files.push(path);
        }
        if !target.is_dir() {
            return self.refuse(path, Refusal::NotAFile);
        }
        let above = link
            .parent()
            .is_some_and(|parent| parent.starts_with(&target))
            || chain
                .iter()
                .skip(1)
                .any(|folder| folder.starts_with(&target));
        if above || chain.len() > MAX_LINKS || self.linked > MAX_LINKED_ENTRIES {
            return self.refuse(path, Refusal::LinkLoop);
        }
        chain.push(target.clone());
        self.folder(&target, &path, chain);
        chain.pop();
    }
}
