//! What can be found in a site, told from the scripts that say so: records of every kind with their places, in plain text,
//! of one playbook each; and terms marked in pages and nowhere else.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use serde_json::Value;
use std::collections::BTreeMap;
use waybook::build::{self, Options, Silent};
use waybook::output::MemorySink;
use waybook::source::MemoryFiles;

type Output = BTreeMap<String, String>;

fn site(files: &MemoryFiles, name: Option<&str>) -> Output {
    let options = Options {
        site: name,
        base_url: None,
        theme: None,
        drafts: false,
        today: jiff::civil::date(2026, 3, 1),
        baseline: build::UseBaseline::Heed,
        progress: &Silent,
    };
    let checked = build::check(files, &options).unwrap();
    let sink = MemorySink::new();
    build::render_into(files, &checked, &options, &sink).unwrap();
    let files = sink.into_files().into_iter();
    files
        .map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
        .collect()
}

/// The data of a `search.js`.
fn data(output: &Output, path: &str) -> Value {
    let script = output[path].trim_end();
    let json = script.strip_prefix("((window.waybook ??= {}).found ??= []).push(");
    serde_json::from_str(json.unwrap().strip_suffix(");").unwrap()).unwrap()
}

/// The records as `kind page#anchor | title | text | more`, where one of `texts` stands in them.
fn found(data: &Value, text: &str) -> Vec<String> {
    let kinds = [
        "page",
        "item",
        "mistake",
        "term",
        "touchpoint",
        "metric",
        "question",
    ];
    let records = data["records"].as_array().unwrap().iter();
    let lines = records.map(|record| {
        let kind = kinds[usize::try_from(record[0].as_u64().unwrap()).unwrap()];
        let page = &data["pages"][usize::try_from(record[1].as_u64().unwrap()).unwrap()];
        let part = |at: usize| record[at].as_str().unwrap();
        let (path, anchor) = (page[0].as_str().unwrap(), part(3));
        format!(
            "{kind} {path}#{anchor} | {} | {} | {}",
            part(4),
            part(5),
            part(6)
        )
    });
    lines.filter(|line| line.contains(text)).collect()
}

fn base() -> MemoryFiles {
    let mut files = common::base();
    files.insert(
        "content/demo/guide.md",
        "---\ntitle: A guide\ndescription: How it goes.\n---\n\nFirst *words* of zebras.\n\n## Where zebras **graze** {#graze}\n\n\
         Grass & `water`.\n\n### At night\n\nZebras sleep standing.\n\n## Nothing here\n",
    );
    files.insert(
        "content/demo/mistakes/stripes.md",
        "---\ntitle: Painting stripes\nseverity: minor\nstages: [research]\nsymptoms: [wet zebras]\nprevented_by: []\n---\n\n\
         Stripes on zebras.\n\n## Instead\n\nLet zebras be.\n",
    );
    files.insert(
        "content/demo/glossary.md",
        "---\ntitle: Glossary\n---\n\n### Zebra {#term-zebra}\n\nA striped animal.\n\n*Also:* zebras\n\n*Local:* 斑马 (bānmǎ)\n",
    );
    files
}

#[test]
fn records_lead_to_the_headings_they_stand_under() {
    let output = site(&base(), None);
    let data = data(&output, "search.js");
    assert_eq!(
        found(&data, "guide.html"),
        [
            "page guide.html# |  | How it goes.\nFirst words of zebras. | ",
            "page guide.html#graze | Where zebras graze | Grass & water. | ",
            "page guide.html#at-night | At night | Zebras sleep standing. | ",
        ]
    );
    assert_eq!(
        found(&data, "stripes"),
        [
            "mistake mistakes/stripes.html# | Painting stripes | Stripes on zebras.\nLet zebras be. | wet zebras"
        ]
    );
    assert_eq!(
        found(&data, "term-zebra"),
        ["term glossary.html#term-zebra | Zebra | A striped animal. | zebras\n斑马 (bānmǎ)"]
    );
    for kind in ["item ", "touchpoint ", "metric ", "question "] {
        assert!(!found(&data, kind).is_empty(), "{kind}");
    }
}

#[test]
fn terms_are_marked_in_pages_and_nowhere_else() {
    let mut files = base();
    let marked = |files: &MemoryFiles| -> Vec<String> {
        let output = site(files, None);
        let terms = output
            .iter()
            .map(|(path, text)| (path, text.matches("class=\"term\"").count()));
        terms
            .filter(|(_, count)| *count > 0)
            .map(|(path, count)| format!("{path} {count}"))
            .collect()
    };
    assert_eq!(
        marked(&files),
        ["guide.html 1", "mistakes.html 1", "mistakes/stripes.html 1"]
    );
    let output = site(&files, None);
    assert!(
        output["guide.html"]
            .contains("of <a class=\"term\" href=\"glossary.html#term-zebra\">zebras</a>.")
    );
    assert!(output["terms.js"].contains("\"term-zebra\":{\"also\":[\"zebras\"],\"lang\":\"zh\""));
    files.insert("waybook.yaml", "markdown: {terms: never}\n");
    assert_eq!(marked(&files), Vec::<String>::new());
}

#[test]
fn a_site_finds_what_is_its_own() {
    let mut files = base();
    for path in ["playbook.md", "stages/1-discovery.md"] {
        let text =
            std::fs::read(common::workspaces().join("base/content/demo").join(path)).unwrap();
        files.insert(&format!("content/other/{path}"), text);
    }
    let output = site(&files, None);
    assert!(output["search-index.js"].contains("[\"demo/search.js\",\"demo/index.html\","));
    assert!(output["search-index.js"].contains("[\"other/search.js\",\"other/index.html\","));
    assert!(!output["other/search.js"].contains("zebra"));
    files.insert(
        "waybook.yaml",
        "sites:\n  one: {playbooks: [other]}\n  two: {playbooks: [demo]}\n",
    );
    let output = site(&files, Some("one"));
    assert!(!output.contains_key("search-index.js"));
    assert!(output.values().all(|text| !text.contains("zebra")));
}
