//! What the names of files that are carried along get from their contents.

use super::{Changes, Session};
use crate::config::Brand;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, Files, MAX_ASSET_BYTES, SitePath, SourceError, Span};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many characters of a content hash go into a file's name.
const HASH_LENGTH: usize = 8;

impl Session {
    /// Hashes every file that is carried along, if it may have changed; whether anything did.
    pub(super) fn read_assets(&mut self, files: &dyn Files, changes: &Changes) -> bool {
        let playbooks = self.folders.values().map(|folder| &folder.complete);
        let linked = playbooks.flat_map(|playbook| &playbook.references.assets);
        let brands: Vec<&Brand> = self.brands.values().map(|kept| &kept.value).collect();
        let of_brands = brands.iter();
        let named: BTreeMap<&SitePath, (FileId, Span)> = of_brands
            .flat_map(|brand| brand.files().map(|(path, span)| (path, (brand.file, span))))
            .collect();
        let paths: BTreeSet<&SitePath> = linked.chain(named.keys().copied()).collect();
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
                Err(error) => {
                    let finding =
                        Diagnostic::new("file-unreadable", Severity::Error, error.to_string());
                    found.push(match named.get(path) {
                        Some((file, span)) => {
                            finding.label(*file, *span, "the brand names it here")
                        }
                        None => finding,
                    });
                }
            }
        }
        self.fonts = drawable_fonts(files, &brands, changes, &mut self.fonts);
        let changed = (&known, &found) != (&self.asset_hashes, &self.assets_found);
        (self.asset_hashes, self.assets_found) = (known, found);
        changed
    }
}

/// The font files of brands that pictures can be drawn with: what browsers alone can read is left out, and so is what
/// cannot be read, which has had its finding. Files that did not change are taken from `before`.
fn drawable_fonts(
    files: &dyn Files,
    brands: &[&Brand],
    changes: &Changes,
    before: &mut BTreeMap<SitePath, Arc<[u8]>>,
) -> BTreeMap<SitePath, Arc<[u8]>> {
    let fonts = brands.iter().flat_map(|brand| &brand.fonts);
    let paths = fonts.map(|font| &font.file).filter(|path| {
        let name = path.file_name().to_ascii_lowercase();
        name.ends_with(".ttf") || name.ends_with(".otf")
    });
    let read = |path: &SitePath| {
        let known = before.remove(path).filter(|_| !changes.touch(path));
        let bytes = known.or_else(|| Some(files.read(path, MAX_ASSET_BYTES).ok()?.into()))?;
        Some((path.clone(), bytes))
    };
    paths.filter_map(read).collect()
}

fn hash(files: &dyn Files, path: &SitePath) -> Result<String, SourceError> {
    let bytes = files.read(path, MAX_ASSET_BYTES)?;
    let mut hex = blake3::hash(&bytes).to_hex().to_string();
    hex.truncate(HASH_LENGTH);
    Ok(hex)
}
