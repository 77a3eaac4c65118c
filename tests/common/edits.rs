//! Edits of a workspace, drawn at random: each changes files of a tree in memory and says which paths may have changed.

use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::strategy::Just;
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};
use waybook::source::{Files, Listing, MAX_ASSET_BYTES, MemoryFiles, SitePath, SourceError};

/// What stands in the path of a file that cannot be read without a panic.
pub(crate) const FAULT: &str = "unbearable";

/// Files in memory that change while a preview holds them.
#[derive(Clone, Default)]
pub(crate) struct Tree(Arc<RwLock<MemoryFiles>>);

impl Tree {
    /// A tree of its own with these files.
    pub(crate) fn new(files: MemoryFiles) -> Self {
        Self(Arc::new(RwLock::new(files)))
    }

    fn now(&self) -> std::sync::RwLockReadGuard<'_, MemoryFiles> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a file in its place.
    pub(crate) fn put(&self, path: &str, contents: impl Into<Vec<u8>>) {
        let mut files = self.0.write().unwrap_or_else(PoisonError::into_inner);
        files.insert(path, contents);
    }

    /// Takes a file away.
    pub(crate) fn remove(&self, path: &str) -> bool {
        let mut files = self.0.write().unwrap_or_else(PoisonError::into_inner);
        files.remove(path)
    }

    /// A file's text; empty when it is not there, or is no text.
    pub(crate) fn text(&self, path: &str) -> String {
        let bytes = self.now().read(&SitePath::new(path), MAX_ASSET_BYTES);
        String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
    }

    /// Every path below a folder.
    pub(crate) fn paths(&self, under: &str) -> Vec<String> {
        let listing = self.now().list(&SitePath::new(under)).unwrap();
        listing.files.iter().map(ToString::to_string).collect()
    }

    /// Every path and what lies there.
    pub(crate) fn all(&self) -> Vec<(String, Vec<u8>)> {
        let files = self.now();
        let read = |path: &String| files.read(&SitePath::new(path), MAX_ASSET_BYTES).unwrap();
        let paths = self.paths("");
        paths
            .into_iter()
            .map(|path| (path.clone(), read(&path)))
            .collect()
    }
}

impl Files for Tree {
    fn list(&self, under: &SitePath) -> Result<Listing, SourceError> {
        self.now().list(under)
    }

    fn folders(&self, under: &SitePath) -> Result<Vec<SitePath>, SourceError> {
        self.now().folders(under)
    }

    fn read(&self, path: &SitePath, limit: u64) -> Result<Vec<u8>, SourceError> {
        assert!(!path.as_str().contains(FAULT), "a fault for a test");
        self.now().read(path, limit)
    }

    fn exists(&self, path: &SitePath) -> bool {
        self.now().exists(path)
    }

    fn locate(&self, _: &SitePath) -> Option<std::path::PathBuf> {
        None
    }
}

/// One edit. Numbers choose: a file of those there are, a text of those that make sense.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// Adds a line to the body of a source.
    Body(u8, u8),
    /// Changes a source's title, as its front matter, navigation and every list of pages have it.
    Title(u8, u8),
    /// Adds a line to a source's front matter.
    Field(u8, u8),
    /// Breaks a source.
    Break(u8, u8),
    /// Puts a source back as it was in the beginning.
    Mend(u8),
    /// Adds a page, a pillar, a mistake, a stage that is there already.
    Add(u8, u8),
    /// Takes a source away.
    Delete(u8),
    /// Gives a source another name.
    Rename(u8, u8),
    /// Replaces a file of records.
    Records(u8, u8),
    /// Replaces `waybook.yaml`, or takes it away.
    Config(u8),
    /// Replaces a file of the workspace's themes, or takes it away.
    Theme(u8, u8),
    /// Replaces a brand, or takes it away.
    Brand(u8, u8),
    /// Replaces an asset, which may be linked or not.
    Asset(u8, u8),
    /// Moves a whole folder away, or back.
    Folder(u8),
    /// Says of a file that it may have changed. It has not.
    Touch(u8),
    /// Says of everything that it may have changed. It has not.
    TouchAll,
}

/// Edits, those of texts more often than others.
pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    let two = || (any::<u8>(), any::<u8>());
    prop_oneof![
        3 => two().prop_map(|(a, b)| Edit::Body(a, b)),
        2 => two().prop_map(|(a, b)| Edit::Title(a, b)),
        3 => two().prop_map(|(a, b)| Edit::Field(a, b)),
        1 => two().prop_map(|(a, b)| Edit::Break(a, b)),
        4 => any::<u8>().prop_map(Edit::Mend),
        2 => two().prop_map(|(a, b)| Edit::Add(a, b)),
        1 => any::<u8>().prop_map(Edit::Delete),
        2 => two().prop_map(|(a, b)| Edit::Rename(a, b)),
        2 => two().prop_map(|(a, b)| Edit::Records(a, b)),
        2 => any::<u8>().prop_map(Edit::Config),
        2 => two().prop_map(|(a, b)| Edit::Theme(a, b)),
        1 => two().prop_map(|(a, b)| Edit::Brand(a, b)),
        2 => two().prop_map(|(a, b)| Edit::Asset(a, b)),
        1 => any::<u8>().prop_map(Edit::Folder),
        1 => any::<u8>().prop_map(Edit::Touch),
        1 => Just(Edit::TouchAll),
    ]
}

fn choose<T>(from: &[T], number: u8) -> Option<&T> {
    from.get(usize::from(number) % from.len().max(1))
}

const TITLES: [&str; 6] = [
    "Being found",
    "\"Preise & <b>Rabatte</b>\"",
    "冬天的面霜",
    "draft: true\ntitle: Hidden for now",
    "A title that says `code`",
    "''",
];

const BODIES: [&str; 8] = [
    "\nSeeding comes up here, and 种草 too.\n",
    "\n## Another heading\n\n- [ ] A new item <!-- #new-item -->\n",
    "\n![A picture](../assets/one.svg) and [a sheet](../assets/two.pdf)\n",
    "\n![A picture](assets/one.svg)\n",
    "\n<script>alert(1)</script> <b>bold</b>\n",
    "\n```rust\nfn main() {}\n```\n",
    "\n[Nowhere](pillars/nowhere.md) and lorem ipsum\n",
    "\n<!-- lint-allow placeholder-text -->\n\nTBD\n",
];

const FIELDS: [&str; 8] = [
    "draft: true",
    "aliases: [an-old-place]",
    "order: 1",
    "stages: [research]",
    "description: Another description.",
    "weight: heavy",
    "extends: second",
    "locale: zh-Hans",
];

const CONFIGS: [&str; 10] = [
    "title: One\n",
    "title: Two\nbase_url: https://example.com/two/\n",
    "theme: ledger\n",
    "theme: own\n",
    "theme: missing\n",
    "content: elsewhere\n",
    "lint:\n  placeholder-text: error\n  reference-broken: warn\n",
    "markdown: {raw_html: escape}\nbrand: moon\n",
    "title: Sites\nbrand: moon\nsites:\n  north: {playbooks: [demo], title: The north}\n  \
     south: {playbooks: [demo, second], theme: ledger, brand: sun}\n",
    "titel: [\n",
];

const THEME_FILES: [(&str, [&str; 3]); 7] = [
    (
        "themes/atlas/theme.yaml",
        [
            "tokens:\n  accent: '#123456'\n",
            "tokens:\n  accent: '#654321'\n",
            "tokens: [",
        ],
    ),
    (
        "themes/atlas/assets/own.css",
        ["body{color:red}", "body{background:url(own.svg)}", ""],
    ),
    (
        "themes/atlas/templates/page.html",
        [
            "<p>{{ page.title }}</p>",
            "{% if %}",
            "<body>{{ page.title }}</body>",
        ],
    ),
    (
        "themes/atlas/i18n/en.ftl",
        [
            "nav-home = Start\n",
            "nav-home = Home again\n",
            "nav-home\n",
        ],
    ),
    (
        "themes/own/theme.yaml",
        [
            "extends: atlas\ncontract: 1\n",
            "extends: ledger\n",
            "extends: own\n",
        ],
    ),
    ("themes/own/assets/tokens.css", ["x", "y", "z"]),
    (
        "themes/ledger/templates/page.html",
        [
            "<i>{{ page.title }}</i>",
            "{{ page.nothing.at.all }}",
            "{% for %}",
        ],
    ),
];

const BRANDS: [(&str, [&str; 3]); 3] = [
    (
        "brands/moon/brand.yaml",
        [
            "name: Moon\nlogo: logo.svg\n",
            "name: Full moon\ncolors: {accent: '#202060'}\n",
            "nam: [",
        ],
    ),
    (
        "brands/sun/brand.yaml",
        [
            "name: Sun\n",
            "name: Sunset\n",
            "name: Sun\nlogo: missing.svg\n",
        ],
    ),
    (
        "brands/moon/logo.svg",
        ["<svg/>", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", ""],
    ),
];

const ASSETS: [&str; 5] = [
    "content/demo/assets/one.svg",
    "content/demo/assets/two.pdf",
    "content/demo/assets/unlinked.png",
    "content/second/assets/one.svg",
    "content/stray.txt",
];

const FOLDERS: [(&str, &str); 6] = [
    ("content/second", "away/second"),
    ("content/demo", "elsewhere/demo"),
    ("content/demo/pillars", "away/pillars"),
    ("content/demo/stages", "content/second/stages"),
    ("themes", "away/themes"),
    ("content", "elsewhere"),
];

impl Edit {
    /// Changes the files, of which `first` were there in the beginning; the paths that may have changed, or `None` for
    /// anything.
    pub(crate) fn apply(&self, tree: &Tree, first: &MemoryFiles) -> Option<BTreeSet<SitePath>> {
        let texts = || -> Vec<String> {
            let paths = tree.paths("content");
            paths.into_iter().filter(|p| p.ends_with(".md")).collect()
        };
        let source = |number: u8| {
            choose(&texts(), number)
                .cloned()
                .unwrap_or("content/new/a.md".into())
        };
        let mut changed = Vec::new();
        let mut put = |path: &str, text: &[u8]| {
            tree.put(path, text);
            changed.push(path.to_owned());
        };
        match self {
            Self::Body(file, what) => {
                let path = source(*file);
                put(
                    &path,
                    (tree.text(&path) + choose(&BODIES, *what).unwrap()).as_bytes(),
                );
            }
            Self::Title(file, what) => {
                let path = source(*file);
                let title = format!("title: {}", choose(&TITLES, *what).unwrap());
                let text = tree.text(&path);
                let line = text
                    .lines()
                    .find(|line| line.starts_with("title:"))
                    .unwrap_or("title:");
                put(&path, text.replacen(line, &title, 1).as_bytes());
            }
            Self::Field(file, what) => {
                let path = source(*file);
                let field = format!("---\n{}\n", choose(&FIELDS, *what).unwrap());
                put(
                    &path,
                    tree.text(&path).replacen("---\n", &field, 1).as_bytes(),
                );
            }
            Self::Break(file, how) => {
                let path = source(*file);
                let text = tree.text(&path);
                match how % 4 {
                    0 => put(
                        &path,
                        text.replacen("---\n", "---\nbroken: [\n", 1).as_bytes(),
                    ),
                    1 => put(
                        &path,
                        text.replacen("---\n", "---\n\ttitle: x\n", 1).as_bytes(),
                    ),
                    2 => put(&path, b"---\ntitle: \xff\n---\n"),
                    _ => put(&path, b""),
                }
            }
            Self::Mend(file) => {
                let paths = first.list(&SitePath::default()).unwrap().files;
                let path = choose(&paths, *file).unwrap();
                put(path.as_str(), &first.read(path, MAX_ASSET_BYTES).unwrap());
            }
            Self::Add(kind, number) => {
                let (playbook, number) = (["demo", "second"][usize::from(number % 2)], number % 4);
                let page = format!("---\ntitle: New {number}\n---\n\nNew.\n");
                let pillar = first.read(
                    &SitePath::new("content/demo/pillars/winter-scenes.md"),
                    MAX_ASSET_BYTES,
                );
                let stage = first.read(
                    &SitePath::new("content/demo/stages/2-research.md"),
                    MAX_ASSET_BYTES,
                );
                match kind % 4 {
                    0 => put(
                        &format!("content/{playbook}/new-{number}.md"),
                        page.as_bytes(),
                    ),
                    1 => put(
                        &format!("content/{playbook}/pillars/new-{number}.md"),
                        &pillar.unwrap(),
                    ),
                    2 => put(
                        &format!("content/{playbook}/mistakes/new-{number}.md"),
                        page.as_bytes(),
                    ),
                    _ => put(
                        &format!("content/{playbook}/stages/new-{number}.md"),
                        &stage.unwrap(),
                    ),
                }
            }
            Self::Delete(file) => {
                let path = source(*file);
                tree.remove(&path);
                changed.push(path);
            }
            Self::Rename(file, name) => {
                let path = source(*file);
                let (folder, old) = path.rsplit_once('/').unwrap();
                let names = [
                    "renamed.md",
                    "Ümlaut.md",
                    "winter-scenes.md",
                    "playbook.md",
                    "glossary.md",
                    "a-b.md",
                ];
                let new = format!("{folder}/{}", choose(&names, *name).unwrap());
                if old != new {
                    let text = tree.text(&path);
                    tree.remove(&path);
                    changed.push(path.clone());
                    tree.put(&new, text);
                    changed.push(new);
                }
            }
            Self::Records(file, what) => {
                let playbook = ["demo", "second"][usize::from(file % 2)];
                let name = ["touchpoints.yaml", "metrics.yaml"][usize::from(file / 2 % 2)];
                let path = format!("content/{playbook}/{name}");
                let text = first.read(
                    &SitePath::new(&format!("content/demo/{name}")),
                    MAX_ASSET_BYTES,
                );
                let text = String::from_utf8(text.unwrap()).unwrap();
                match what % 5 {
                    0 => put(&path, text.as_bytes()),
                    1 => put(&path, text.replace("name: ", "name: New ").as_bytes()),
                    2 => put(
                        &path,
                        text.lines()
                            .skip(1)
                            .collect::<Vec<_>>()
                            .join("\n")
                            .as_bytes(),
                    ),
                    3 => put(&path, b"- {id: ["),
                    _ => {
                        tree.remove(&path);
                        changed.push(path);
                    }
                }
            }
            Self::Config(what) => match choose(&CONFIGS, what % 12) {
                Some(text) if what % 12 < 10 => put("waybook.yaml", text.as_bytes()),
                _ => {
                    tree.remove("waybook.yaml");
                    changed.push("waybook.yaml".to_owned());
                }
            },
            Self::Theme(file, what) | Self::Brand(file, what) => {
                let list = if matches!(self, Self::Theme(..)) {
                    &THEME_FILES[..]
                } else {
                    &BRANDS[..]
                };
                let (path, texts) = choose(list, *file).unwrap();
                match texts.get(usize::from(what % 5)) {
                    Some(text) => put(path, text.as_bytes()),
                    None => {
                        tree.remove(path);
                        changed.push((*path).to_owned());
                    }
                }
            }
            Self::Asset(file, what) => {
                let path = choose(&ASSETS, *file).unwrap();
                if what % 4 == 0 {
                    tree.remove(path);
                    changed.push((*path).to_owned());
                } else {
                    put(path, format!("asset {}", what % 4).as_bytes());
                }
            }
            Self::Folder(which) => {
                let (from, to) = choose(&FOLDERS, *which).unwrap();
                let (from, to) = if tree.paths(from).is_empty() {
                    (to, from)
                } else {
                    (from, to)
                };
                for path in tree.paths(from) {
                    let bytes = tree.read(&SitePath::new(&path), MAX_ASSET_BYTES).unwrap();
                    tree.remove(&path);
                    tree.put(&path.replacen(from, to, 1), bytes);
                }
                changed.extend([(*from).to_owned(), (*to).to_owned()]);
            }
            Self::Touch(file) => {
                let paths = tree.paths("");
                changed.extend(choose(&paths, *file).cloned());
            }
            Self::TouchAll => return None,
        }
        Some(changed.iter().map(|path| SitePath::new(path)).collect())
    }
}
