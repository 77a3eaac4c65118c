//! Changed playbooks in their thousands: whatever stands in the files, reading, checking and rendering end without a
//! panic, every place that is named lies in its file, every finding can be shown, and no word is lost.
//!
//! `PROPTEST_CASES=100000 cargo test --test fuzz` looks longer.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose files are not there has failed"
)]

#[path = "../common/mod.rs"]
mod common;
mod mutate;
mod sound;
mod watch;
mod words;

use mutate::{Change, SCRAPS, changed, changes};
use proptest::prelude::{ProptestConfig, any, proptest};
use std::sync::{Arc, LazyLock};
use watch::watched;
use waybook::build;
use waybook::diagnostic::Diagnostic;
use waybook::document::markdown::Options;
use waybook::document::{self, Document, Kind};
use waybook::journey::{Workspace, assemble};
use waybook::lint;
use waybook::output::MemorySink;
use waybook::source::{FileId, SitePath, SourceFile, Sources};

/// How often a property is tried: so often, or as `PROPTEST_CASES` says.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES");
    ProptestConfig {
        cases: asked
            .and_then(|n| n.to_str()?.parse().ok())
            .unwrap_or(usual),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// The configuration beside the playbook.
const CONFIG: &str = "\
title: Fuzz
theme: atlas
lint:
  heading-jump: off
  checklist-size: {level: info, least: 2, most: 12}
markdown: {raw_html: clean}
sites:
  one: {playbooks: [demo], output: out/one}
";

/// What is changed: the base workspace, and one file of each kind that it lacks.
static FILES: LazyLock<Vec<SourceFile>> = LazyLock::new(|| {
    let root = common::workspaces().join("base");
    let file = |path: &str, text: String| SourceFile {
        path: SitePath::new(path),
        text,
    };
    let mut files: Vec<SourceFile> = common::below(&root)
        .iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap();
            file(name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    for (name, text) in [
        (
            "content/demo/mistakes/loud.md",
            "---\ntitle: A loud start\nseverity: minor\nstages: all\nsymptoms: [silence]\n\
             prevented_by: [winter-2]\n---\n\nTwenty notes on one day.\n\n## Instead\n\nTwo a week.\n",
        ),
        (
            "content/demo/launch.md",
            "---\ntitle: Launch\n# lint-allow key-unknown: a trial\nfoo: 1\n---\n\n\
             <!-- lint-allow placeholder-text: Friday -->\nOn TBD, see [[seeding]].[^1]\n\n[^1]: A note.\n\n\
             > [!CAUTION]\n> **Mistake: haste.** <!-- #haste severity=minor prevented_by=print -->\n>\n\
             > **Instead:** [print](#print).\n\n- [x] **Must:** Print <!-- #print tags=value owner=us 5m -->\n\n  Twice.\n\n\
             | a | b |\n|---|---|\n| [c](stages/2-research.md#checklist) | `d` |\n",
        ),
        ("waybook.yaml", CONFIG),
    ] {
        files.push(file(name, text.to_owned()));
    }
    files
});

/// The documents of [`FILES`], as far as they are such.
static DOCUMENTS: LazyLock<Vec<Option<Read>>> = LazyLock::new(|| {
    let read = |(number, source)| read(FileId(number), source);
    (0..).zip(FILES.iter()).map(read).collect()
});

type Read = (Arc<Document>, Vec<Diagnostic>);

fn read(id: FileId, source: &SourceFile) -> Option<Read> {
    let below = source.path.below(&SitePath::new("content/demo"))?;
    let (document, found) = document::read(id, source, Kind::of(below)?, &Options::default());
    sound::document(&document, &source.text);
    Some((Arc::new(document), found))
}

/// Reads and checks the files with one of them changed, as a build does.
fn check(number: usize, text: &str) -> (Sources, Vec<Diagnostic>) {
    let (mut sources, mut documents, mut found) = (Sources::default(), Vec::new(), Vec::new());
    let mut workspace = Workspace::default();
    for (at, file) in FILES.iter().enumerate() {
        let mut source = file.clone();
        if at == number {
            text.clone_into(&mut source.text);
        }
        let id = sources.add(source);
        let read = if at == number {
            read(id, sources.get(id))
        } else {
            DOCUMENTS[at].clone()
        };
        if let Some((document, more)) = read {
            documents.push(document);
            found.extend(more);
        } else {
            let (config, more) = waybook::config::read(id, sources.get(id));
            workspace.config = config;
            found.extend(more);
        }
    }
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    let playbook = assemble(SitePath::new("content/demo"), documents, Vec::new());
    workspace.playbooks.push(Arc::new(playbook));
    let today = jiff::civil::date(2026, 3, 1);
    let findings = lint::check(&workspace, &sources, today, found);
    sound::findings(&sources, &findings);
    assert_eq!(sources.get(FileId(number.try_into().unwrap())).text, text);
    (sources, findings)
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn changed_files_are_read_and_checked(number in any::<usize>(), changes in changes()) {
        let number = number % FILES.len();
        let text = changed(&FILES[number].text, &changes);
        watched(&text, || check(number, &text));
    }

    #[test]
    fn no_word_of_markdown_is_lost(choices in words::choices()) {
        let page = words::markdown(&choices);
        watched(&page.text, || words::all_shown(&page));
    }

    #[test]
    fn no_word_of_front_matter_is_lost(choices in words::choices()) {
        let page = words::yaml(&choices);
        watched(&page.text, || words::all_kept(&page));
    }
}

proptest! {
    #![proptest_config(cases(40))]

    /// Two changed files of the example that has everything, as bytes, rendered to the end where that is possible.
    #[test]
    fn changed_workspaces_are_built(
        first in (any::<usize>(), changes()),
        second in (any::<usize>(), changes()),
        bytes in proptest::collection::vec((any::<u16>(), any::<u8>()), 0..2),
    ) {
        let said = format!("{first:?} {second:?} {bytes:?}");
        watched(&said, || built(&[first, second], &bytes));
    }
}

fn built(changes: &[(usize, Vec<Change>)], bytes: &[(u16, u8)]) {
    let mut files = common::base();
    let mut kept = Vec::new();
    for (number, changes) in changes {
        let source = &FILES[number % FILES.len()];
        let mut text = changed(&source.text, changes).into_bytes();
        for (at, byte) in bytes {
            let at = text.len() * usize::from(*at) / 65536;
            text.insert(at, *byte);
        }
        files.insert(source.path.as_str(), text.clone());
        kept.retain(|(path, _): &(SitePath, _)| *path != source.path);
        kept.push((source.path.clone(), text));
    }
    let options = build::Options {
        site: None,
        base_url: None,
        theme: None,
        drafts: true,
        today: jiff::civil::date(2026, 3, 1),
        baseline: build::UseBaseline::Heed,
        progress: &build::Silent,
    };
    // A changed `content:` may leave nothing to build.
    let Ok(checked) = build::check(&files, &options) else {
        return;
    };
    sound::findings(&checked.sources, &checked.findings);
    let again = build::check(&files, &options).unwrap();
    assert_eq!(checked.findings, again.findings);
    for (path, bytes) in kept {
        let source = checked.sources.iter().find(|(_, s)| s.path == path);
        let (Some((_, source)), Ok(text)) = (source, String::from_utf8(bytes)) else {
            continue;
        };
        assert!(source.text == text || text.contains('\0'), "{path}");
    }
    let output = MemorySink::new();
    // A theme that is not there is the environment's error; rendering then ends in words.
    let _ = build::render_into(&files, &checked, &options, &output);
}

/// Each piece alone, many times over.
#[test]
fn repeated_pieces_end() {
    for scrap in SCRAPS {
        let text = scrap.repeat(1500 / scrap.len());
        for path in ["stages/1.md", "touchpoints.yaml"] {
            let source = SourceFile {
                path: SitePath::new(&format!("content/demo/{path}")),
                text: format!("---\n{text}\n---\n{text}"),
            };
            watched(scrap, || read(FileId(0), &source));
        }
    }
}
