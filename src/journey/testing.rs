//! Playbooks for tests, read from texts as a build reads them.

use super::{Playbook, assemble};
use crate::diagnostic::Diagnostic;
use crate::document::{self, Kind};
use crate::source::{SitePath, SourceFile, Sources};
use std::sync::Arc;

/// The playbook of these files (paths below its folder); what is wrong with their syntax is left aside.
pub(crate) fn playbook(files: &[(&str, &str)]) -> Playbook {
    read(files).1
}

/// The texts of these files, the playbook they make below `content/demo`, and what is wrong with them.
pub(crate) fn read(files: &[(&str, &str)]) -> (Sources, Playbook, Vec<Diagnostic>) {
    let root = SitePath::new("content/demo");
    let options = document::markdown::Options::default();
    let mut sources = Sources::default();
    let mut documents = Vec::new();
    let mut assets = Vec::new();
    let mut found = Vec::new();
    for (below, text) in files {
        let path = root.join(below);
        let Some(kind) = Kind::of(below) else {
            assets.push(path);
            continue;
        };
        let file = sources.add(SourceFile {
            path,
            text: (*text).to_owned(),
        });
        let (document, more) = document::read(file, sources.get(file), kind, &options);
        documents.push(Arc::new(document));
        found.extend(more);
    }
    (sources, assemble(root, documents, assets), found)
}
