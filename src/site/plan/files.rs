//! Files that are written or carried along.

use super::file_slug;
use super::pages::BranchPlanner;
use crate::site::{AssetPlan, FileKind, FilePlan, PICTURE};

impl BranchPlanner<'_> {
    /// The playbook as data, what scripts read, and its picture if the site's address is known.
    pub(super) fn files(&mut self, pictured: bool) {
        for (name, kind) in [
            ("playbook.json", FileKind::Json),
            ("journey.mmd", FileKind::Mermaid),
            ("checklist.csv", FileKind::Csv),
            ("playbook.js", FileKind::Script),
            ("search.js", FileKind::Search),
        ] {
            self.file(name, kind);
        }
        if !self.playbook.glossary.terms.is_empty() {
            self.file("terms.js", FileKind::Terms);
        }
        if pictured {
            self.file(PICTURE, FileKind::Picture);
        }
    }

    fn file(&mut self, name: &str, kind: FileKind) {
        let path = format!("{}{name}", self.prefix);
        let file = FilePlan { path, kind };
        self.branch.add_file(file, [self.beside]);
    }

    /// Only what a published document links to is carried along: a draft's pictures stay at home.
    pub(super) fn assets(&mut self, hashes: &[Option<String>]) {
        for (source, hash) in self.playbook.references.assets.iter().zip(hashes) {
            let below = source.below(&self.playbook.root);
            let below = below.unwrap_or(source.as_str());
            let asset = AssetPlan {
                path: format!("{}{}", self.prefix, hashed(below, hash.as_deref())),
                source: source.clone(),
            };
            let path = asset.path.clone();
            if self.branch.add_asset(asset, [self.beside]) {
                self.branch.carried.insert(source.clone(), path);
            }
        }
    }
}

/// The output path of a file that is carried along, with its content's hash in its name.
pub(super) fn hashed(below: &str, hash: Option<&str>) -> String {
    let (folders, name) = match below.rsplit_once('/') {
        Some((folders, name)) => (Some(folders), name),
        None => (None, below),
    };
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let folders = folders.into_iter().flat_map(|folders| folders.split('/'));
    let mut path: Vec<String> = folders.map(file_slug).collect();
    let mut file = file_slug(stem);
    for part in hash.into_iter().chain([extension]) {
        if !part.is_empty() {
            file.push('.');
            file.push_str(&part.to_lowercase());
        }
    }
    path.push(file);
    path.join("/")
}
