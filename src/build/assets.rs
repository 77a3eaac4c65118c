//! What the names of files that are carried along get from their contents.

use super::{Changes, Session};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Files, MAX_ASSET_BYTES, SitePath, SourceError};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How many characters of a content hash go into a file's name.
const HASH_LENGTH: usize = 8;

impl Session {
    /// Hashes every file that is carried along, if it may have changed; whether anything did.
    pub(super) fn read_assets(&mut self, files: &dyn Files, changes: &Changes) -> bool {
        let playbooks = self.folders.values().map(|folder| &folder.complete);
        let linked = playbooks.flat_map(|playbook| &playbook.references.assets);
        let brands = self.brands.values().map(|kept| &kept.value);
        let logos = brands.filter_map(|brand| brand.logo.as_ref());
        let paths: BTreeSet<&SitePath> = linked.chain(logos).collect();
        let paths: Vec<&SitePath> = paths.into_iter().collect();
        let hashes: Vec<_> = paths
            .par_iter()
            .map(|path| match self.asset_hashes.get(*path) {
                Some(hash) if !changes.touch(path) => Ok(hash.clone()),
                _ => hash(files, path),
            })
            .collect();
        let (mut known, mut found) = (BTreeMap::new(), Vec::new());
        for (path, hash) in paths.into_iter().zip(hashes) {
            match hash {
                Ok(hash) => {
                    known.insert(path.clone(), hash);
                }
                Err(error) => found.push(Diagnostic::new(
                    "file-unreadable",
                    Severity::Error,
                    error.to_string(),
                )),
            }
        }
        let changed = (&known, &found) != (&self.asset_hashes, &self.assets_found);
        (self.asset_hashes, self.assets_found) = (known, found);
        changed
    }
}

fn hash(files: &dyn Files, path: &SitePath) -> Result<String, SourceError> {
    let bytes = files.read(path, MAX_ASSET_BYTES)?;
    let mut hex = blake3::hash(&bytes).to_hex().to_string();
    hex.truncate(HASH_LENGTH);
    Ok(hex)
}
