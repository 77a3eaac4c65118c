//! What a site promises, told from its bytes: drafts and other clients stay away, script does not get in, the same input
//! gives the same output, and both built-in themes write every kind of page.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use waybook::build::{self, Options, Silent};
use waybook::diagnostic::Severity;
use waybook::output::MemorySink;
use waybook::site::PageKind;
use waybook::source::{Files, MemoryFiles, OsFiles};

type Output = BTreeMap<String, Vec<u8>>;

const OPTIONS: Options<'static> = Options {
    site: None,
    base_url: Some("https://example.com/docs/"),
    theme: None,
    drafts: false,
    today: jiff::civil::date(2026, 3, 1),
    baseline: build::UseBaseline::Heed,
    progress: &Silent,
};

/// Every file of the site, which has no finding at error level.
fn site(files: &dyn Files, options: &Options<'_>) -> Output {
    let checked = build::check(files, options).unwrap();
    let errors = checked
        .findings
        .iter()
        .filter(|f| f.severity == Severity::Error);
    let errors: Vec<&str> = errors.map(|f| f.message.as_str()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let sink = MemorySink::new();
    build::render_into(files, &checked, options, &sink).unwrap();
    sink.into_files()
}

/// The paths of the files in which a text stands, their own names included.
fn holding<'a>(output: &'a Output, text: &str) -> Vec<&'a str> {
    let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(text);
    let found = output
        .iter()
        .filter(|(path, bytes)| path.contains(text) || holds(bytes));
    found.map(|(path, _)| path.as_str()).collect()
}

/// The base workspace with a draft that is woven into it: with a picture, an item, an address it had before.
fn with_draft() -> MemoryFiles {
    let mut files = common::base();
    let draft = "---\ntitle: canary one\ndraft: true\nstages: [discovery]\nintent: inspire\nformats: [note]\n\
                 creators: [koc]\ncta: save\nqueries: [canary two]\ncadence: 1 note / week\nlocalized: by canary\n\
                 aliases: [canary-three]\n---\n\n![canary four](../assets/canary-five.svg)\n\n\
                 - [ ] Post the canary every Monday <!-- #canary-six -->\n";
    files.insert("content/demo/pillars/canary-zero.md", draft);
    files.insert(
        "content/demo/assets/canary-five.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    files
}

#[test]
fn a_draft_shows_up_nowhere() {
    let output = site(&with_draft(), &OPTIONS);
    assert_eq!(holding(&output, "canary"), [""; 0]);
}

#[test]
fn a_draft_that_is_asked_for_shows_up() {
    let output = site(
        &with_draft(),
        &Options {
            drafts: true,
            ..OPTIONS
        },
    );
    let found = holding(&output, "canary");
    for path in [
        "pillars/canary-zero.html",
        "matrix.html",
        "sitemap.xml",
        "playbook.json",
        "canary-three.html",
    ] {
        assert!(found.contains(&path), "{path} is not among {found:?}");
    }
}

#[test]
fn a_site_has_no_address_but_its_own() {
    let mut files = common::base();
    files.insert(
        "waybook.yaml",
        "base_url: https://agency.example/\nsites:\n  north: {playbooks: [demo]}\n  \
         south: {playbooks: [demo], base_url: https://south.example}\n",
    );
    for (site, given, expected) in [
        (None, None, Some("https://agency.example/")),
        (Some("north"), None, None),
        (Some("south"), None, Some("https://south.example/")),
        (
            Some("north"),
            Some("https://n.example/"),
            Some("https://n.example/"),
        ),
    ] {
        let options = Options {
            site,
            base_url: given,
            ..OPTIONS
        };
        let checked = build::check(&files, &options).unwrap();
        assert_eq!(checked.site.base_url.as_deref(), expected, "{site:?}");
    }
}

#[test]
fn one_client_does_not_show_up_with_another() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/agency");
    let files = OsFiles::new(root);
    let all = build::check(
        &files,
        &Options {
            base_url: None,
            ..OPTIONS
        },
    )
    .unwrap();
    let sites: Vec<_> = all
        .config()
        .sites
        .iter()
        .map(|s| s.name.value.clone())
        .collect();
    let clients: Vec<_> = all
        .site
        .workspace
        .playbooks
        .iter()
        .map(|p| {
            (
                p.root.file_name().to_owned(),
                p.facts.client.clone().unwrap().value,
            )
        })
        .collect();
    assert_eq!(sites.len(), 3);
    for name in &sites {
        let options = Options {
            site: Some(name),
            ..OPTIONS
        };
        let own = build::check(&files, &options).unwrap();
        let shown: Vec<_> = own.site.playbooks.iter().map(|p| p.index).collect();
        let output = site(&files, &options);
        for (index, (folder, client)) in clients.iter().enumerate() {
            for text in [folder, client] {
                let found = holding(&output, text);
                assert_eq!(
                    found.is_empty(),
                    !shown.contains(&index),
                    "{text} in {name}: {found:?}"
                );
            }
        }
    }
}

#[test]
fn script_does_not_get_in() {
    let attack = "<script>alert(1)</script>";
    let mut files = common::base();
    let quoted = "\"<script>alert(1)</script> \\\"><img src=x onerror=alert(1)>\"";
    files.insert(
        "content/demo/attack.md",
        format!(
            "---\ntitle: {quoted}\ndescription: {quoted}\nx-data: {quoted}\n---\n\n{attack}\n\n\
             <b onclick=alert(1)>c</b> <a href=\"javascript:alert(1)\">b</a>\n\n## H {attack}\n\n\
             - [ ] Do {attack} <!-- #do-it owner=\"<script>alert(1)</script>\" -->\n"
        ),
    );
    for theme in ["atlas", "ledger"] {
        let output = site(
            &files,
            &Options {
                theme: Some(theme),
                ..OPTIONS
            },
        );
        let pages = output
            .iter()
            .filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml"));
        for (path, bytes) in pages {
            let text = String::from_utf8(bytes.clone()).unwrap();
            for bad in [
                "onclick=",
                "<script>alert",
                "<img src=x onerror",
                "<img src=\"x\" onerror",
                "href=\"javascript:",
            ] {
                assert!(!text.contains(bad), "{theme}: {bad} in {path}");
            }
        }
        assert!(output.contains_key("attack.html"));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for theme in ["atlas", "ledger"] {
        let options = Options {
            theme: Some(theme),
            ..OPTIONS
        };
        assert_eq!(
            site(&common::base(), &options),
            site(&common::base(), &options)
        );
    }
}

#[test]
fn both_themes_write_every_kind_of_page() {
    let mut files = common::base();
    for (folder, title) in [("demo", "Demo"), ("second", "Second")] {
        let text = format!("---\ntitle: {title} notes\naliases: [old-notes]\n---\n\nSome words.\n");
        files.insert(&format!("content/{folder}/notes.md"), text);
    }
    let loud = "---\ntitle: Too loud\nseverity: minor\nstages: all\nsymptoms: [noise]\nprevented_by: []\n---\n\n\
                Nobody listens.\n\n## Instead\n\nSay less.\n";
    files.insert("content/demo/mistakes/loud.md", loud);
    let base = common::workspaces().join("base/content/demo");
    for path in common::below(&base) {
        let name = path
            .strip_prefix(&base)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        files.insert(
            &format!("content/second/{name}"),
            std::fs::read(&path).unwrap(),
        );
    }
    for theme in ["atlas", "ledger"] {
        let options = Options {
            theme: Some(theme),
            ..OPTIONS
        };
        let checked = build::check(&files, &options).unwrap();
        for kind in PageKind::ALL {
            assert!(
                checked.site.pages().any(|p| p.kind == kind),
                "no {kind:?} in the test's workspace"
            );
        }
        let output = site(&files, &options);
        for page in checked.site.pages() {
            let html = String::from_utf8(output[&page.path].clone()).unwrap();
            let marked = format!("data-page=\"{}\"", page.kind.as_str());
            assert!(
                page.kind == PageKind::Alias || html.contains(&marked),
                "{theme}: {}",
                page.path
            );
        }
    }
}
