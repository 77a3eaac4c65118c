//! Documents → playbooks.

use super::Playbook;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::source::{SitePath, Sources};

/// Makes one playbook of the documents below its folder.
///
/// `assets` are the other files of the folder. Findings are those that only show here: none of them hides a document.
#[must_use]
pub fn assemble(
    _config: &Config,
    _sources: &Sources,
    root: SitePath,
    documents: Vec<Document>,
    assets: Vec<SitePath>,
) -> (Playbook, Vec<Diagnostic>) {
    (
        Playbook {
            root,
            documents,
            assets,
            ..Playbook::default()
        },
        Vec::new(),
    )
}
