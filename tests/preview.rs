//! A preview after any edits is what a build from nothing makes of the same files: the same pages byte for byte, the
//! same findings in the same order. And what it shows besides: pages as they were while their source is broken, and
//! the way to pages that were renamed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::edits::{Edit, Tree, edit};
use proptest::prelude::{ProptestConfig, any, proptest};
use proptest::test_runner::FileFailurePersistence;
use std::collections::{BTreeMap, BTreeSet};
use waybook::build::{self, Changes, Options, Silent};
use waybook::diagnostic::Diagnostic;
use waybook::lint;
use waybook::output::MemorySink;
use waybook::serve::{Preview, Served, Settings, Snapshot, Today};
use waybook::source::{Files, MAX_ASSET_BYTES, MemoryFiles, SitePath, Sources};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 3, 1);

/// Two playbooks, one with a draft and assets, a brand, and a theme with files of the workspace over it.
fn studio() -> MemoryFiles {
    let mut files = common::base();
    let base = common::base();
    for path in base.list(&SitePath::new("content/demo")).unwrap().files {
        let bytes = base.read(&path, MAX_ASSET_BYTES).unwrap();
        files.insert(&path.as_str().replacen("demo", "second", 1), bytes);
    }
    for (path, text) in [
        (
            "waybook.yaml",
            "title: Studio\nbrand: moon\nbase_url: https://example.com/\n",
        ),
        ("brands/moon/brand.yaml", "name: Moon\nlogo: logo.svg\n"),
        ("brands/moon/logo.svg", "<svg/>"),
        ("brands/sun/brand.yaml", "name: Sun\n"),
        ("themes/atlas/theme.yaml", "tokens:\n  accent: '#123456'\n"),
        ("themes/atlas/assets/own.css", "body{}"),
        ("themes/own/theme.yaml", "extends: ledger\ncontract: 1\n"),
        ("content/demo/assets/one.svg", "<svg/>"),
        (
            "content/demo/sheet.md",
            "---\ntitle: Sheet\n---\n\n![One](assets/one.svg)\n",
        ),
        (
            "content/second/later.md",
            "---\ntitle: Later\ndraft: true\n---\n\nNot yet.\n",
        ),
    ] {
        files.insert(path, text);
    }
    files
}

/// A preview beside the files it is of, and what is remembered of its findings.
struct Desk {
    tree: Tree,
    settings: Settings,
    preview: Preview<Tree>,
    memory: lint::Memory,
}

impl Desk {
    fn new(files: &MemoryFiles, site: Option<&str>, drafts: bool) -> Self {
        let tree = Tree::new(files.clone());
        let settings = Settings {
            site: site.map(str::to_owned),
            drafts,
            today: Today::Is(TODAY),
        };
        Self {
            preview: Preview::new(tree.clone(), settings.clone()),
            tree,
            settings,
            memory: lint::Memory::default(),
        }
    }

    /// Tells the preview of files that may have changed; whether it shows something new.
    fn update(&mut self, paths: &[&str]) -> bool {
        let paths = paths.iter().map(|path| SitePath::new(path)).collect();
        self.preview.update(&Changes::Paths(paths)).is_some()
    }

    fn edit(&mut self, path: &str, text: &str) -> bool {
        self.tree.put(path, text);
        self.update(&[path])
    }

    /// Replaces a part of a file.
    fn replace(&mut self, path: &str, from: &str, to: &str) -> bool {
        let text = self.tree.text(path);
        assert!(text.contains(from), "{path} does not hold {from}");
        self.edit(path, &text.replace(from, to))
    }

    fn rename(&mut self, from: &str, to: &str) -> bool {
        let text = self.tree.text(from);
        self.tree.remove(from);
        self.tree.put(to, text);
        self.update(&[from, to])
    }

    fn get(&self, path: &str) -> Option<Served> {
        self.preview.snapshot().get(path).unwrap()
    }

    /// The page at a path, and whether it is shown as it was.
    fn page(&self, path: &str) -> (String, bool) {
        match self.get(path) {
            Some(Served::Page { html, old, .. }) => (html, old),
            other => panic!("{path}: {other:?}"),
        }
    }

    /// Compares with a build from nothing; whether there were pages to compare.
    fn compare(&mut self) -> bool {
        let options = Options {
            site: self.settings.site.as_deref(),
            base_url: None,
            theme: None,
            drafts: self.settings.drafts,
            today: TODAY,
            baseline: build::UseBaseline::Heed,
            progress: &Silent,
        };
        let snapshot = self.preview.snapshot();
        let checked = match build::check(&self.tree, &options) {
            Ok(checked) => checked,
            Err(error) => {
                assert_eq!(snapshot.failure(), Some(error.to_string().as_str()));
                return false;
            }
        };
        let sink = MemorySink::new();
        let rendered = build::render_into(&self.tree, &checked, &options, &sink);
        if let Some(failure) = snapshot.failure() {
            let error = rendered.err().map(|error| error.to_string());
            assert_eq!(error.as_deref(), Some(failure));
            return false;
        }
        let site = snapshot.site().unwrap();
        let findings = site.planned().findings(TODAY, &mut self.memory);
        assert_eq!(
            said(site.sources(), &findings),
            said(&checked.sources, &checked.findings)
        );
        match rendered {
            Ok(()) => self.compare_pages(&snapshot, &sink.into_files()),
            // A template fails on some page, or two files want one path; nothing is published then.
            Err(_) => false,
        }
    }

    fn compare_pages(&self, snapshot: &Snapshot, expected: &BTreeMap<String, Vec<u8>>) -> bool {
        let addresses = snapshot.site().unwrap().addresses();
        let written: Vec<&str> = expected.keys().map(String::as_str).collect();
        assert_eq!(addresses, written);
        let mut compared = false;
        for (path, bytes) in expected {
            let served = snapshot.get(path).unwrap();
            let shown = match served.unwrap_or_else(|| panic!("{path} is not there")) {
                Served::Page { old: true, .. } => continue,
                Served::Page { html, .. } => html.into_bytes(),
                Served::File(bytes) => bytes,
                Served::Asset(source) => self.tree.read(&source, MAX_ASSET_BYTES).unwrap(),
                Served::Moved(to) => panic!("{path} moved to {to}"),
            };
            compared = true;
            if shown != *bytes {
                let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
                assert_eq!(text(&shown), text(bytes), "{path}");
            }
        }
        compared
    }
}

/// Findings without the numbers of files, which differ from one reading to the next.
fn said(sources: &Sources, findings: &[Diagnostic]) -> Vec<String> {
    let one = |finding: &Diagnostic| {
        let labels = finding.labels.iter().map(|label| {
            let path = &sources.get(label.file).path;
            format!("{path} {:?} {}", label.span, label.message)
        });
        let labels: Vec<String> = labels.collect();
        format!(
            "{} {:?} {} {labels:?} {:?} {:?}",
            finding.code, finding.severity, finding.message, finding.notes, finding.help
        )
    };
    findings.iter().map(one).collect()
}

/// How many sequences of edits are tried.
fn config() -> ProptestConfig {
    let cases = std::env::var_os("PROPTEST_CASES");
    let cases = cases.and_then(|cases| cases.to_str()?.parse().ok());
    ProptestConfig {
        cases: cases.unwrap_or(12),
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        max_shrink_iters: 400,
        ..ProptestConfig::default()
    }
}

/// Applies edits one by one, or several at a time, and compares after every step.
fn run(first: &MemoryFiles, site: Option<&str>, drafts: bool, steps: &[Vec<Edit>]) {
    let mut desk = Desk::new(first, site, drafts);
    desk.compare();
    for edits in steps {
        let before = desk.tree.all();
        let mut paths = Some(BTreeSet::new());
        for edit in edits {
            paths = match (paths, edit.apply(&desk.tree, first)) {
                (Some(mut paths), Some(more)) => {
                    paths.extend(more);
                    Some(paths)
                }
                _ => None,
            };
        }
        let changes = paths.map_or(Changes::All, Changes::Paths);
        let shown = desk.preview.update(&changes);
        if desk.tree.all() == before {
            assert!(shown.is_none(), "{edits:?} changed nothing");
        }
        desk.compare();
    }
}

fn steps() -> impl proptest::strategy::Strategy<Value = Vec<Vec<Edit>>> {
    use proptest::collection::vec;
    use proptest::prelude::Strategy;
    let one = edit().prop_map(|edit| vec![edit]);
    let step = proptest::prop_oneof![4 => one, 1 => vec(edit(), 2..5)];
    vec(step, 1..10)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn after_any_edits_of_one_playbook_the_preview_is_what_a_build_makes(steps in steps()) {
        run(&common::base(), None, false, &steps);
    }

    #[test]
    fn after_any_edits_of_a_studio_the_preview_is_what_a_build_makes(
        drafts in any::<bool>(),
        steps in steps(),
    ) {
        run(&studio(), None, drafts, &steps);
    }

    #[test]
    fn after_any_edits_of_one_site_of_several_the_preview_is_what_a_build_makes(steps in steps()) {
        let mut files = studio();
        let sites = "brand: moon\nsites:\n  north: {playbooks: [demo], title: The north}\n  \
                     south: {playbooks: [demo, second], theme: ledger, brand: sun}\n";
        files.insert("waybook.yaml", sites);
        run(&files, Some("south"), false, &steps);
    }
}

#[test]
fn the_first_workspaces_are_whole() {
    for files in [common::base(), studio()] {
        assert!(Desk::new(&files, None, false).compare());
        assert!(Desk::new(&files, None, true).compare());
    }
}

const PILLAR: &str = "content/demo/pillars/winter-scenes.md";

#[test]
fn a_page_whose_source_is_broken_is_shown_as_it_was() {
    let mut desk = Desk::new(&common::base(), None, false);
    let (good, old) = desk.page("pillars/winter-scenes.html");
    assert!(!old);
    assert!(desk.replace(PILLAR, "title: Winter scenes", "title: ["));
    assert_eq!(
        desk.page("pillars/winter-scenes.html"),
        (good.clone(), true)
    );
    // The matrix lists the pillar, the glossary does not depend on it but is its playbook's too.
    assert!(desk.page("matrix.html").1);
    // A page that is whole shows what is new, however broken others are.
    assert!(desk.replace(
        "content/demo/stages/2-research.md",
        "Let others say it.",
        "Let them say it."
    ));
    let (research, old) = desk.page("stages/research.html");
    assert!(research.contains("Let them say it.") && !old);
    assert_eq!(desk.page("pillars/winter-scenes.html"), (good, true));
    assert!(desk.replace(PILLAR, "title: [", "title: Winter evenings"));
    let (mended, old) = desk.page("pillars/winter-scenes.html");
    assert!(mended.contains("Winter evenings") && !old);
    assert!(!desk.page("matrix.html").1);
}

#[test]
fn a_workspace_that_is_broken_from_the_start_is_shown_as_well_as_it_can_be() {
    let mut files = common::base();
    files.insert(PILLAR, "---\ntitle: [\n---\n\nText.\n");
    let mut desk = Desk::new(&files, None, false);
    assert!(!desk.page("index.html").1);
    assert!(!desk.page("matrix.html").1);
    desk.compare();
    assert!(desk.edit(PILLAR, "---\ntitle: Winter\n---\n\nText.\n"));
    desk.compare();
}

#[test]
fn a_page_that_went_while_another_is_broken_is_gone() {
    let mut desk = Desk::new(&common::base(), None, false);
    desk.replace(PILLAR, "title: Winter scenes", "title: [");
    desk.tree.remove("content/demo/pillars/empty-jars.md");
    assert!(desk.update(&["content/demo/pillars/empty-jars.md"]));
    assert_eq!(desk.get("pillars/empty-jars.html"), None);
}

#[test]
fn renamed_pages_lead_on() {
    let mut desk = Desk::new(&common::base(), None, false);
    let moved = |desk: &Desk, from: &str, to: &str| {
        assert_eq!(desk.get(from), Some(Served::Moved(to.to_owned())));
    };
    desk.rename(PILLAR, "content/demo/pillars/snow.md");
    moved(&desk, "pillars/winter-scenes.html", "pillars/snow.html");
    desk.rename(
        "content/demo/pillars/snow.md",
        "content/demo/pillars/ice.md",
    );
    moved(&desk, "pillars/winter-scenes.html", "pillars/ice.html");
    moved(&desk, "pillars/snow.html", "pillars/ice.html");
    // Renamed and changed at once: it is the only pillar that went, and the only one that came.
    let text = desk.tree.text("content/demo/pillars/ice.md");
    desk.tree.remove("content/demo/pillars/ice.md");
    desk.tree
        .put("content/demo/pillars/frost.md", text + "\nMore.\n");
    desk.update(&["content/demo/pillars"]);
    moved(&desk, "pillars/ice.html", "pillars/frost.html");
    // Back to where it began.
    desk.rename("content/demo/pillars/frost.md", PILLAR);
    assert!(!desk.page("pillars/winter-scenes.html").1);
    moved(&desk, "pillars/frost.html", "pillars/winter-scenes.html");
}

#[test]
fn pages_that_change_places_do_not_lead_to_each_other() {
    let mut desk = Desk::new(&common::base(), None, false);
    let (one, two) = (
        "content/demo/stages/1-discovery.md",
        "content/demo/stages/2-research.md",
    );
    let (discovery, research) = (desk.tree.text(one), desk.tree.text(two));
    desk.tree.put(
        one,
        discovery.replace("stage: discovery", "stage: research"),
    );
    desk.tree
        .put(two, research.replace("stage: research", "stage: discovery"));
    assert!(desk.update(&[one, two]));
    assert!(
        desk.page("stages/discovery.html")
            .0
            .contains("Being trusted")
    );
    assert!(desk.page("stages/research.html").0.contains("Being found"));
}

#[test]
fn pages_of_a_renamed_folder_lead_to_their_namesakes() {
    let mut files = studio();
    let text = "---\ntitle: Same\n---\n\nThe same words.\n";
    for name in ["a", "b"] {
        files.insert(&format!("content/second/{name}.md"), text);
    }
    let mut desk = Desk::new(&files, None, false);
    for path in desk.tree.paths("content/second") {
        let text = desk.tree.text(&path);
        desk.tree.remove(&path);
        desk.tree.put(&path.replace("second", "third"), text);
    }
    assert!(desk.update(&["content/second", "content/third"]));
    for name in ["a", "b", "pillars/first-order", "index"] {
        let (from, to) = (format!("second/{name}.html"), format!("third/{name}.html"));
        assert_eq!(desk.get(&from), Some(Served::Moved(to)));
    }
}

/// Compares with a build from nothing, and looks for one finding of two that want one address; for none without words.
fn collide(desk: &mut Desk, expected: &[&str]) {
    desk.compare();
    let snapshot = desk.preview.snapshot();
    let found = snapshot.site().unwrap().planned().found().to_vec();
    let found: Vec<Diagnostic> = found
        .into_iter()
        .filter(|finding| finding.code == "route-collision")
        .collect();
    assert_eq!(found.len(), usize::from(!expected.is_empty()), "{found:?}");
    for words in expected {
        assert!(found[0].message.contains(words), "{}", found[0].message);
    }
}

#[test]
fn playbooks_that_want_addresses_of_the_site_itself_are_told_so() {
    let mut files = studio();
    for (path, text) in [
        (
            "own.md",
            "---\ntitle: Own\n---\n\n![Logo](moon/logo.svg) [Style](own.css)\n",
        ),
        ("moon/logo.svg", "<svg/>"),
        ("own.css", "body{}"),
    ] {
        files.insert(&format!("content/second/{path}"), text);
    }
    let mut desk = Desk::new(&files, None, false);
    let main = "content/second/playbook.md";
    collide(&mut desk, &[]);
    desk.replace(main, "title:", "slug: _brand\ntitle:");
    collide(
        &mut desk,
        &["`content/second/moon/logo.svg`", "`brands/moon/logo.svg`"],
    );
    // What changes is the name of one of them.
    desk.edit("brands/moon/logo.svg", "<svg></svg>");
    collide(&mut desk, &[]);
    desk.edit("content/second/moon/logo.svg", "<svg></svg>");
    collide(
        &mut desk,
        &["`content/second/moon/logo.svg`", "`brands/moon/logo.svg`"],
    );
    desk.edit("content/second/moon/logo.svg", "<svg/>");
    collide(&mut desk, &[]);
    desk.replace(main, "slug: _brand", "slug: _Theme");
    collide(&mut desk, &[]);
    desk.replace(main, "slug: _Theme", "slug: _theme");
    collide(
        &mut desk,
        &["a file of the theme", "`content/second/own.css`"],
    );
    desk.edit("themes/atlas/assets/own.css", "body{color:red}");
    collide(&mut desk, &[]);
    desk.replace(main, "slug: _theme", "slug: demo");
    collide(
        &mut desk,
        &["`content/demo` and `content/second` both want"],
    );
    // Alone it has the site's addresses before its own.
    for path in desk.tree.paths("content/demo") {
        desk.tree.remove(&path);
    }
    desk.tree
        .put("content/second/404.md", "---\ntitle: Lost\n---\n");
    desk.update(&["content/demo", "content/second/404.md"]);
    collide(
        &mut desk,
        &["`content/second/404.md`", "the page for missing pages"],
    );
    desk.tree.remove("content/second/404.md");
    desk.update(&["content/second/404.md"]);
    collide(&mut desk, &[]);
}

#[test]
fn the_first_edition_keeps_what_it_has_in_the_folder_of_another_one() {
    let mut files = common::base();
    let base = common::base();
    for path in base.list(&SitePath::new("content/demo")).unwrap().files {
        let bytes = base.read(&path, MAX_ASSET_BYTES).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let locale = "locale: zh-Hans\ntranslation_of: demo\n";
        let text = text.replace("locale: en\n", locale);
        files.insert(&path.as_str().replacen("demo", "chinese", 1), text);
    }
    files.insert("waybook.yaml", "base_url: https://example.com/\n");
    let mut desk = Desk::new(&files, None, false);
    collide(&mut desk, &[]);
    let (home, _) = desk.page("zh-hans/index.html");
    let story = "---\ntitle: Story\n---\n\n";
    desk.edit("content/demo/zh-hans/story.md", &format!("{story}First.\n"));
    collide(&mut desk, &[]);
    assert!(desk.page("zh-hans/story.html").0.contains("First."));
    let both = [
        "`zh-hans/story.html`",
        "`content/demo/zh-hans/story.md`",
        "`content/chinese/story.md`",
    ];
    desk.edit("content/chinese/story.md", &format!("{story}Second.\n"));
    collide(&mut desk, &both);
    assert!(desk.page("zh-hans/story.html").0.contains("First."));
    // The finding points at the title, wherever it moves.
    let longer = "---\ndescription: Of the first one\ntitle: Story\n---\n\nThird.\n";
    desk.edit("content/demo/zh-hans/story.md", longer);
    collide(&mut desk, &both);
    assert!(desk.page("zh-hans/story.html").0.contains("Third."));
    desk.tree.remove("content/demo/zh-hans/story.md");
    desk.update(&["content/demo/zh-hans/story.md"]);
    collide(&mut desk, &[]);
    assert!(desk.page("zh-hans/story.html").0.contains("Second."));
    // An alias of the first one takes the home of the other.
    let main = "content/demo/playbook.md";
    desk.replace(main, "title:", "aliases: [zh-hans/index]\ntitle:");
    let words = ["the alias `zh-hans/index`", "`content/chinese/playbook.md`"];
    collide(&mut desk, &words);
    assert_ne!(desk.page("zh-hans/index.html").0, home);
    desk.replace("content/chinese/playbook.md", "zh-Hans", "zh-TW");
    collide(&mut desk, &[]);
    assert!(desk.get("zh-tw/share.png").is_some());
    assert!(desk.get("zh-hans/share.png").is_none());
    desk.edit("waybook.yaml", "title: Without an address\n");
    collide(&mut desk, &[]);
    assert!(desk.get("zh-tw/share.png").is_none());
    for path in desk.tree.paths("content/demo") {
        desk.tree.remove(&path);
    }
    desk.update(&["content/demo"]);
    collide(&mut desk, &[]);
    assert_eq!(
        desk.get("zh-tw/index.html"),
        Some(Served::Moved("index.html".into()))
    );
}

#[test]
fn a_playbook_makes_room_for_another_and_takes_it_back() {
    let mut desk = Desk::new(&common::base(), None, false);
    let (alone, _) = desk.page("pillars/winter-scenes.html");
    desk.edit("content/alpha/playbook.md", "---\ntitle: Alpha\n---\n");
    assert!(desk.compare());
    assert_eq!(
        desk.get("pillars/winter-scenes.html"),
        Some(Served::Moved("demo/pillars/winter-scenes.html".to_owned()))
    );
    desk.tree.remove("content/alpha/playbook.md");
    desk.update(&["content/alpha"]);
    assert!(desk.compare());
    assert_eq!(desk.page("pillars/winter-scenes.html").0, alone);
}

#[test]
fn what_cannot_be_made_leaves_what_was_there() {
    let mut desk = Desk::new(&studio(), None, false);
    let (home, _) = desk.page("index.html");
    for (path, text, reason) in [
        (
            "waybook.yaml",
            "theme: missing\n",
            "there is no theme `missing`",
        ),
        ("themes/atlas/templates/page.html", "{% if %}", "page.html"),
        ("themes/atlas/theme.yaml", "tokens: [", "theme.yaml"),
    ] {
        let before = desk.tree.text(path);
        assert!(desk.edit(path, text));
        let failure = desk.preview.snapshot().failure().unwrap().to_owned();
        assert!(failure.contains(reason), "{failure}");
        assert_eq!(desk.page("index.html").0, home);
        assert!(!desk.update(&[path]), "the same failure is no news");
        if before.is_empty() {
            desk.tree.remove(path);
            assert!(desk.update(&[path]));
        } else {
            assert!(desk.edit(path, &before));
        }
        assert_eq!(desk.preview.snapshot().failure(), None);
        assert!(desk.compare());
    }
}

#[test]
fn a_fault_is_survived() {
    let mut desk = Desk::new(&studio(), None, false);
    let path = format!("content/demo/{}.md", common::edits::FAULT);
    for _ in 0..2 {
        let (home, _) = desk.page("index.html");
        assert!(desk.edit(&path, "text"));
        assert!(desk.preview.snapshot().failure().unwrap().contains("fault"));
        assert_eq!(desk.page("index.html").0, home);
        assert!(!desk.update(&[PILLAR]), "the same failure is no news");
        desk.tree.remove(&path);
        assert!(desk.replace("waybook.yaml", "title: Studio", "title: Studios"));
        assert_eq!(desk.preview.snapshot().failure(), None);
        assert!(desk.compare());
    }
}

#[test]
fn there_is_a_preview_of_nothing_at_all() {
    let mut desk = Desk::new(&MemoryFiles::new(), None, false);
    assert!(desk.preview.snapshot().failure().is_some());
    assert_eq!(desk.get("index.html"), None);
    for (path, bytes) in Tree::new(common::base()).all() {
        desk.tree.put(&path, bytes);
    }
    assert!(desk.update(&["content"]));
    assert!(desk.compare());
}
