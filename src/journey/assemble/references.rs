//! What every link and every term of a playbook leads to.

use crate::document::markdown::Link;
use crate::document::{Document, Kind};
use crate::journey::{Broken, DocumentId, Playbook, Target};
use crate::source::SitePath;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
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

/// Every file that some link leads to and that is no document, in path order.
pub(super) fn assets(links: &[Vec<Target>]) -> Vec<SitePath> {
    let assets = links.iter().flatten().filter_map(|target| match target {
        Target::Asset(path) => Some(path),
        _ => None,
    });
    let assets: BTreeSet<&SitePath> = assets.collect();
    assets.into_iter().cloned().collect()
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
        if has_scheme(destination) {
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
        if path.starts_with(['/', '\\']) {
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

/// Whether it begins with a URL scheme.
fn has_scheme(destination: &str) -> bool {
    destination.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
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

#[cfg(test)]
mod tests {
    use super::has_scheme;
    use crate::journey::testing::playbook;
    use crate::journey::{Broken, DocumentId, Playbook, Target};
    use std::fmt::Write as _;

    /// Where every link of the first document by path leads, one a line.
    fn leads(playbook: &Playbook) -> Vec<String> {
        let path = |id: DocumentId| playbook.document(id).path.below(&playbook.root).unwrap();
        playbook.references.links[0]
            .iter()
            .map(|target| match target {
                Target::External(url) => format!("external {url}"),
                Target::Document { document, anchor } => match anchor {
                    Some(anchor) => format!("{}#{anchor}", path(*document)),
                    None => path(*document).to_owned(),
                },
                Target::Asset(asset) => {
                    format!("asset {}", asset.below(&playbook.root).unwrap())
                }
                Target::Broken(Broken::NoFile(Some(path))) => format!("no file {path}"),
                Target::Broken(Broken::NoFile(None)) => "no file".to_owned(),
                Target::Broken(Broken::NoAnchor { document, anchor }) => {
                    format!("no {anchor} in {}", path(*document))
                }
                Target::Broken(Broken::Outside) => "outside".to_owned(),
            })
            .collect()
    }

    #[test]
    fn links_lead_somewhere_or_say_why_not() {
        let cases = [
            (
                "https://example.org/a#b",
                "external https://example.org/a#b",
            ),
            ("mailto:a@example.org", "external mailto:a@example.org"),
            ("#own-part", "a/start.md#own-part"),
            ("#tick", "a/start.md#tick"),
            ("?plain=1#own-part", "a/start.md#own-part"),
            ("#Own-Part", "no Own-Part in a/start.md"),
            ("../pillars/one.md", "pillars/one.md"),
            ("../pillars/one.md?plain=1#why", "pillars/one.md#why"),
            ("../pillars/one.md#nope", "no nope in pillars/one.md"),
            ("../pillars/", "no file content/demo/pillars"),
            (
                "../pillars/one.html",
                "no file content/demo/pillars/one.html",
            ),
            ("../Pillars/one.md", "no file content/demo/Pillars/one.md"),
            ("../pillars/%E7%A7%8D%E8%8D%89.md", "pillars/种草.md"),
            ("../pillars/caf%C3%A9.md", "pillars/cafe\u{301}.md"),
            ("../touchpoints.yaml#feed", "touchpoints.yaml#feed"),
            ("../metrics.yaml#saves", "metrics.yaml#saves"),
            ("../mistakes/loud.md#loud", "mistakes/loud.md#loud"),
            ("../assets/a%20b.png", "asset assets/a b.png"),
            ("../assets/a.csv#row", "asset assets/a.csv"),
            ("../../demo/pillars/one.md", "pillars/one.md"),
            ("../../other/playbook.md", "outside"),
            ("../../../../x.md", "outside"),
            ("%2e%2e/%2e%2e/other/x.md", "outside"),
            ("/pillars/one.md", "outside"),
            ("..", "no file content/demo"),
        ];
        let mut text = String::from("---\ntitle: Start\n---\n");
        for (destination, _) in cases {
            writeln!(text, "\n[x](<{destination}>)").unwrap();
        }
        text.push_str("\n[x]()\n\n## Own part\n\n- [ ] Tick <!-- #tick -->\n");
        let playbook = playbook(&[
            ("a/start.md", &text),
            ("pillars/one.md", "## Why\n"),
            ("pillars/种草.md", ""),
            ("pillars/cafe\u{301}.md", ""),
            ("touchpoints.yaml", "- {id: feed, name: Feed}\n"),
            ("metrics.yaml", "- {id: saves, name: Saves}\n"),
            ("mistakes/loud.md", "Too loud.\n"),
            ("assets/a b.png", ""),
            ("assets/a.csv", ""),
        ]);
        let expected: Vec<_> = cases.iter().map(|(_, e)| *e).chain(["no file"]).collect();
        assert_eq!(leads(&playbook), expected);
    }

    #[test]
    fn schemes_are_told_from_paths() {
        for (text, scheme) in [
            ("https://x", true),
            ("javascript:x", true),
            ("x.md", false),
            ("a/b:c", false),
            (":x", false),
            ("注:x", false),
        ] {
            assert_eq!(has_scheme(text), scheme, "{text}");
        }
    }

    #[test]
    fn many_links_to_many_files_take_no_long_time() {
        let names: Vec<String> = (0..2000).map(|i| format!("notes/{i}.md")).collect();
        let mut text = String::new();
        for i in 0..20_000 {
            writeln!(text, "[x](notes/{}.md#part) [[word {i}]]\n", i % 2500).unwrap();
        }
        let mut files: Vec<(&str, &str)> =
            names.iter().map(|n| (n.as_str(), "## Part\n")).collect();
        files.push(("a.md", &text));
        let playbook = playbook(&files);
        let targets = &playbook.references.links[0];
        let broken = targets.iter().filter(|t| matches!(t, Target::Broken(_)));
        assert_eq!((targets.len(), broken.count()), (20_000, 4_000));
    }
}
