//! Texts off the disk and into documents and playbooks, many at a time.

use super::{BuildError, CONFIG_FILE, Progress, Step};
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{self, Document, Kind};
use crate::journey::{Playbook, assemble};
use crate::source::{
    DecodeProblem, FileId, Files, MAX_TEXT_BYTES, Refusal, SitePath, SourceError, SourceFile,
    Sources, Span, decode,
};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Texts, and what was wrong while they were read.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) sources: Sources,
    pub(super) found: Vec<Diagnostic>,
    hashes: Vec<(SitePath, blake3::Hash)>,
}

/// A text that was read beside others.
struct Read {
    source: SourceFile,
    hash: blake3::Hash,
    document: Document,
    found: Vec<Diagnostic>,
}

impl Reading {
    /// A small text, read at once; `None` when it is not there.
    fn text(&mut self, files: &dyn Files, path: &SitePath) -> Option<FileId> {
        if !files.exists(path) {
            return None;
        }
        let id = FileId(u32::try_from(self.sources.iter().count()).unwrap_or(u32::MAX));
        let (source, hash, found) = read_text(files, path.clone(), id);
        self.hashes.push((path.clone(), hash));
        let unreadable = found.is_some();
        self.found.extend(found);
        let id = self.sources.add(source);
        (!unreadable).then_some(id)
    }

    pub(super) fn config(&mut self, files: &dyn Files) -> Result<Config, BuildError> {
        let Some(file) = self.text(files, &SitePath::new(CONFIG_FILE)) else {
            return Ok(Config::default());
        };
        let (config, found) = config::read(file, self.sources.get(file));
        self.found.extend(found);
        Ok(config)
    }

    pub(super) fn brands(&mut self, files: &dyn Files) -> Result<Vec<config::Brand>, BuildError> {
        let mut brands = Vec::new();
        for folder in files.folders(&SitePath::new("brands"))? {
            let Some(file) = self.text(files, &folder.join("brand.yaml")) else {
                continue;
            };
            let (brand, found) = config::read_brand(file, self.sources.get(file));
            self.found.extend(found);
            brands.push(brand);
        }
        Ok(brands)
    }

    pub(super) fn playbooks(
        &mut self,
        files: &dyn Files,
        config: &Config,
        progress: &(dyn Progress + Sync),
    ) -> Result<Vec<Playbook>, BuildError> {
        let content = &config.content.value;
        let roots = files.folders(content)?;
        let listings: Vec<_> = roots.par_iter().map(|root| files.list(root)).collect();
        let mut plans = Vec::new();
        let mut wanted = Vec::new();
        for (root, listing) in roots.into_iter().zip(listings) {
            let listing = listing?;
            let mut assets = Vec::new();
            let first = wanted.len();
            for path in listing.files {
                match path.below(&root).and_then(Kind::of) {
                    Some(kind) => wanted.push((path, kind)),
                    None => assets.push(path),
                }
            }
            self.refused(listing.refused);
            if first < wanted.len() {
                plans.push((root, wanted.len() - first, assets));
            }
        }
        if plans.is_empty() {
            return Err(BuildError::NoPlaybook {
                content: content.to_string(),
            });
        }
        progress.begin(Step::Reading, wanted.len());
        let base = self.sources.iter().count();
        let read: Vec<Read> = wanted
            .into_par_iter()
            .enumerate()
            .map(|(i, (path, kind))| {
                let id = FileId(u32::try_from(base + i).unwrap_or(u32::MAX));
                let read = read_document(files, path, kind, id, config);
                progress.advance();
                read
            })
            .collect();
        let mut documents = Vec::with_capacity(read.len());
        for read in read {
            self.hashes.push((read.source.path.clone(), read.hash));
            self.sources.add(read.source);
            self.found.extend(read.found);
            documents.push(read.document);
        }
        let mut documents = documents.into_iter();
        let parts: Vec<_> = plans
            .into_iter()
            .map(|(root, count, assets)| {
                (
                    root,
                    documents.by_ref().take(count).collect::<Vec<_>>(),
                    assets,
                )
            })
            .collect();
        Ok(parts
            .into_par_iter()
            .map(|(root, documents, assets)| assemble(root, documents, assets))
            .collect())
    }

    /// Entries of the tree that are no files of it.
    fn refused(&mut self, refused: Vec<(SitePath, Refusal)>) {
        for (path, refusal) in refused {
            let (what, help) = match refusal {
                Refusal::LinkLeavesRoot => (
                    "is a link that leads out of its playbook's folder",
                    "copy what it points to into the playbook's folder",
                ),
                Refusal::LinkLoop => (
                    "is a link that leads back to a folder above it",
                    "remove the link",
                ),
                Refusal::LinkBroken => (
                    "is a link to something that does not exist",
                    "remove the link or mend it",
                ),
                Refusal::NotAFile => (
                    "is a pipe, a socket or a device",
                    "move it out of the content folder",
                ),
                Refusal::NameNotUtf8 => (
                    "has a name that is not UTF-8",
                    "rename it with letters that are",
                ),
                Refusal::NameNotPortable => (
                    "has a backslash in its name, which other systems take for a separator",
                    "rename it",
                ),
                Refusal::Unreadable => (
                    "cannot be read",
                    "give yourself the right to read it, or move it away",
                ),
            };
            let file = self.sources.add(SourceFile {
                path: path.clone(),
                text: String::new(),
            });
            self.found.push(
                Diagnostic::new(
                    "file-unreadable",
                    Severity::Error,
                    format!("`{path}` {what}"),
                )
                .label(file, Span::default(), "")
                .help(help),
            );
        }
    }

    /// What everything that was read hashes to, in the order it was read.
    pub(super) fn digest(&self, assets: &BTreeMap<SitePath, String>) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        for (path, hash) in &self.hashes {
            hasher.update(path.as_str().as_bytes());
            hasher.update(hash.as_bytes());
        }
        for (path, hash) in assets {
            hasher.update(path.as_str().as_bytes());
            hasher.update(hash.as_bytes());
        }
        hasher.finalize()
    }
}

/// Reads a text; one that cannot be read is empty and comes with the finding that says why.
fn read_text(
    files: &dyn Files,
    path: SitePath,
    id: FileId,
) -> (SourceFile, blake3::Hash, Option<Diagnostic>) {
    let finding = |message: String| Diagnostic::new("file-unreadable", Severity::Error, message);
    let bytes = match files.read(&path, MAX_TEXT_BYTES) {
        Ok(bytes) => bytes,
        Err(error) => {
            let help = match error {
                SourceError::TooLarge { .. } => {
                    "split the file: a page of a playbook has some hundred words"
                }
                _ => "give yourself the right to read it, or move it out of the content folder",
            };
            let found = finding(error.to_string())
                .label(id, Span::default(), "")
                .help(help);
            return (
                SourceFile {
                    path,
                    text: String::new(),
                },
                blake3::hash(b""),
                Some(found),
            );
        }
    };
    let hash = blake3::hash(&bytes);
    let decoded = decode(bytes);
    let found = decoded.problem.map(|(problem, at)| {
        let (what, help) = match problem {
            DecodeProblem::NotUtf8 => ("bytes that are not UTF-8", "save the file as UTF-8"),
            DecodeProblem::Utf16 => ("UTF-16 text", "save the file as UTF-8"),
            DecodeProblem::Nul => (
                "a NUL byte, which no text has",
                "remove it, or move the file to `assets/`",
            ),
        };
        // Where the bytes were no text, the text holds a character that stands for them.
        let shown = decoded.text[at..].chars().next().map_or(0, char::len_utf8);
        finding(format!("`{path}` holds {what}"))
            .label(id, Span::new(at, at + shown), "the first one is here")
            .help(help)
    });
    (
        SourceFile {
            path,
            text: decoded.text,
        },
        hash,
        found,
    )
}

fn read_document(
    files: &dyn Files,
    path: SitePath,
    kind: Kind,
    id: FileId,
    config: &Config,
) -> Read {
    let (source, hash, unreadable) = read_text(files, path, id);
    let (document, found) = document::read(id, &source, kind, &config.markdown);
    // Of a file that is no text only that is said: everything else would be a guess at garbage.
    let found = unreadable.map_or(found, |one| vec![one]);
    Read {
        source,
        hash,
        document,
        found,
    }
}
