//! What every link and every term of a playbook leads to.

use crate::document::markdown::Link;
use crate::document::{Document, Kind};
use crate::journey::{Broken, DocumentId, Playbook, Target};
use crate::source::SitePath;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::collections::HashMap;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Per document, per link: where it leads.
pub(super) fn links(playbook: &Playbook) -> Vec<Vec<Target>> {
    let index = Index::of(playbook);
    playbook
        .documents()
        .map(|(id, document)| {
            let resolve = |link: &Link| index.resolve(id, document, &link.destination);
            document.body.links.iter().map(resolve).collect()
        })
        .collect()
}

/// Per document, per `[[term]]`: which term is meant.
pub(super) fn terms(playbook: &Playbook) -> Vec<Vec<Option<usize>>> {
    playbook
        .documents
        .iter()
        .map(|document| {
            let terms = document.body.terms.iter();
            terms
                .map(|term| playbook.glossary.find(&term.term))
                .collect()
        })
        .collect()
}

/// A file of the playbook.
#[derive(Clone, Copy)]
enum Place<'a> {
    Document(DocumentId),
    Asset(&'a SitePath),
}

/// Files by path and anchors by document, each by its NFC spelling to its own.
struct Index<'a> {
    root: &'a SitePath,
    files: HashMap<Cow<'a, str>, Place<'a>>,
    anchors: Vec<HashMap<Cow<'a, str>, &'a str>>,
}

impl<'a> Index<'a> {
    fn of(playbook: &'a Playbook) -> Self {
        let documents = playbook
            .documents()
            .map(|(id, document)| (&document.path, Place::Document(id)));
        let assets = playbook
            .assets
            .iter()
            .map(|path| (path, Place::Asset(path)));
        let places: Vec<_> = documents.chain(assets).collect();
        // The exact spelling of one file goes before the equivalent spelling of another.
        let mut files: HashMap<_, _> = places
            .iter()
            .map(|(path, place)| (Cow::Borrowed(path.as_str()), *place))
            .collect();
        for (path, place) in places {
            if let Cow::Owned(spelling) = nfc(path.as_str()) {
                files.entry(Cow::Owned(spelling)).or_insert(place);
            }
        }
        Self {
            root: &playbook.root,
            files,
            anchors: anchors(playbook),
        }
    }

    fn resolve(&self, from: DocumentId, document: &Document, destination: &str) -> Target {
        let destination = destination.trim();
        if has_scheme(destination) || destination.starts_with("//") {
            return Target::External(destination.to_owned());
        }
        if destination.is_empty() {
            return Target::Broken(Broken::NoFile(None));
        }
        let (path, anchor) = match destination.split_once('#') {
            Some((path, anchor)) => (path, decoded(anchor)),
            None => (destination, Cow::Borrowed("")),
        };
        let path = decoded(path.split_once('?').map_or(path, |(path, _)| path));
        if path.is_empty() {
            return self.anchored(from, &anchor);
        }
        match self.file(document, &path) {
            Ok(Place::Document(id)) => self.anchored(id, &anchor),
            Ok(Place::Asset(asset)) => Target::Asset(asset.clone()),
            Err(broken) => Target::Broken(broken),
        }
    }

    fn file(&self, from: &Document, path: &str) -> Result<Place<'a>, Broken> {
        if path.starts_with(['/', '\\']) || is_drive(path) {
            return Err(Broken::Outside);
        }
        let path = from.path.sibling(path).ok_or(Broken::Outside)?;
        let found = self
            .files
            .get(path.as_str())
            .or_else(|| self.files.get(nfc(path.as_str()).as_ref()));
        match found {
            Some(place) => Ok(*place),
            None if path == *self.root || path.below(self.root).is_some() => {
                Err(Broken::NoFile(Some(path)))
            }
            None => Err(Broken::Outside),
        }
    }

    fn anchored(&self, document: DocumentId, anchor: &str) -> Target {
        if anchor.is_empty() {
            return Target::Document {
                document,
                anchor: None,
            };
        }
        match self.anchors[document.0 as usize].get(nfc(anchor).as_ref()) {
            Some(id) => Target::Document {
                document,
                anchor: Some((*id).to_owned()),
            },
            None => Target::Broken(Broken::NoAnchor {
                document,
                anchor: anchor.to_owned(),
            }),
        }
    }
}

/// Per document every id in it: of headings (terms and questions are some), items, mistakes and records.
fn anchors(playbook: &Playbook) -> Vec<HashMap<Cow<'_, str>, &str>> {
    let mut anchors: Vec<HashMap<Cow<'_, str>, &str>> = playbook
        .documents
        .iter()
        .map(|document| {
            let headings = document.body.headings.iter().map(|h| h.id.as_str());
            let items = document.body.items.iter().map(|item| item.id.as_str());
            let mistakes = document.body.mistakes.iter().map(|m| m.id.as_str());
            let own = (document.kind == Kind::Mistake).then(|| document.path.stem());
            headings
                .chain(items)
                .chain(mistakes)
                .chain(own)
                .map(|id| (nfc(id), id))
                .collect()
        })
        .collect();
    let touchpoints = playbook
        .touchpoints
        .iter()
        .map(|t| (t.document, t.id.as_str()));
    let metrics = playbook.metrics.iter().map(|m| (m.document, m.id.as_str()));
    for (document, id) in touchpoints.chain(metrics) {
        anchors[document.0 as usize].insert(nfc(id), id);
    }
    anchors
}

/// Whether it begins with a URL scheme. One letter is none: it is the name of a drive.
fn has_scheme(destination: &str) -> bool {
    destination.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

fn is_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

fn decoded(part: &str) -> Cow<'_, str> {
    percent_decode_str(part).decode_utf8_lossy()
}

/// The NFC spelling; borrowed when it is the text itself.
fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}
