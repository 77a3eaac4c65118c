//! What the names of files that are carried along get from their contents.

use crate::config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::{Playbook, Target};
use crate::source::{Files, MAX_ASSET_BYTES, SitePath};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How many characters of a content hash go into a file's name.
const HASH_LENGTH: usize = 8;

/// The content hash of every file that is carried along, as it goes into its name.
pub(super) fn hash_assets(
    files: &dyn Files,
    playbooks: &[Playbook],
    brands: &[config::Brand],
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<SitePath, String> {
    let linked = playbooks
        .iter()
        .flat_map(|p| p.references.links.iter().flatten());
    let mut paths: BTreeSet<&SitePath> = linked
        .filter_map(|t| {
            if let Target::Asset(path) = t {
                Some(path)
            } else {
                None
            }
        })
        .collect();
    paths.extend(brands.iter().filter_map(|b| b.logo.as_ref()));
    let paths: Vec<&SitePath> = paths.into_iter().collect();
    let hashes: Vec<_> = paths
        .par_iter()
        .map(|path| {
            files
                .read(path, MAX_ASSET_BYTES)
                .map(|bytes| blake3::hash(&bytes))
        })
        .collect();
    let mut known = BTreeMap::new();
    for (path, hash) in paths.into_iter().zip(hashes) {
        match hash {
            Ok(hash) => {
                let mut hex = hash.to_hex().to_string();
                hex.truncate(HASH_LENGTH);
                known.insert(path.clone(), hex);
            }
            Err(error) => {
                found.push(Diagnostic::new(
                    "file-unreadable",
                    Severity::Error,
                    error.to_string(),
                ));
            }
        }
    }
    known
}
