//! Playbooks for tests, read from texts as a build reads them.

use super::{Playbook, assemble};
use crate::config::Config;
use crate::document::{self, Kind};
use crate::source::{SitePath, SourceFile, Sources};

/// The folder that [`playbook`] puts its files into.
pub(crate) const ROOT: &str = "content/demo";

/// The playbook of these files (paths below its folder); what is wrong with their syntax is left aside.
pub(crate) fn playbook(files: &[(&str, &str)]) -> Playbook {
    let root = SitePath::new(ROOT);
    let config = Config::default();
    let mut sources = Sources::default();
    let mut documents = Vec::new();
    let mut assets = Vec::new();
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
        let (document, _) = document::read(file, sources.get(file), kind, &config.markdown);
        documents.push(document);
    }
    assemble(&config, &sources, root, documents, assets).0
}
