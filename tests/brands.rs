//! What brands bring along: their files reach the sites of their own clients and no others, what is missing is told where
//! it is named, and the pictures for previews are drawn for sites with an address.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;
use waybook::build::{self, Checked, Options, Silent};
use waybook::output::MemorySink;
use waybook::source::MemoryFiles;

const FONT: &[u8] = include_bytes!("../src/render/share/fonts/Manrope-Medium.ttf");

const OPTIONS: Options<'static> = Options {
    site: None,
    base_url: None,
    theme: None,
    drafts: false,
    today: jiff::civil::date(2026, 3, 1),
    baseline: build::UseBaseline::Heed,
    progress: &Silent,
};

/// The playbook of the base workspace twice, each in a site of its own with a brand of its own. Their files have the same
/// names, and the same contents where that is to be expected.
fn two_clients() -> MemoryFiles {
    let mut files = common::base();
    let second = common::below(&common::workspaces().join("base/content/demo"));
    for path in second {
        let name = path
            .to_str()
            .unwrap()
            .split_once("content/demo/")
            .unwrap()
            .1
            .to_owned();
        files.insert(
            &format!("content/other/{name}"),
            std::fs::read(&path).unwrap(),
        );
    }
    files.insert(
        "waybook.yaml",
        "sites:\n  north: {playbooks: [demo], brand: lune, base_url: https://north.example/}\n  \
         south: {playbooks: [other], brand: soleil, base_url: https://south.example/docs/}\n",
    );
    for (slug, name, accent) in [
        ("lune", "Maison Lune", "#7a1fa2"),
        ("soleil", "Soleil", "#8a4b00"),
    ] {
        files.insert(
            &format!("brands/{slug}/brand.yaml"),
            format!(
                "name: {name}\ncolors: {{accent: \"{accent}\", accent_dark: \"#f0c9ff\"}}\nlogo: logo.svg\n\
                 fonts:\n  text: Own, serif\n  files: [{{file: own.ttf, family: Own}}]\n"
            ),
        );
        files.insert(&format!("brands/{slug}/own.ttf"), FONT);
        files.insert(
            &format!("brands/{slug}/logo.svg"),
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        );
    }
    files
}

fn check(files: &MemoryFiles, site: Option<&str>) -> Checked {
    build::check(files, &Options { site, ..OPTIONS }).unwrap()
}

fn built(files: &MemoryFiles, site: Option<&str>) -> BTreeMap<String, Vec<u8>> {
    let sink = MemorySink::new();
    build::render_into(
        files,
        &check(files, site),
        &Options { site, ..OPTIONS },
        &sink,
    )
    .unwrap();
    sink.into_files()
}

#[test]
fn the_files_of_two_brands_never_mix() {
    let files = two_clients();
    let (north, south) = (built(&files, Some("north")), built(&files, Some("south")));
    for (output, own, other, other_name) in [
        (&north, "lune", "soleil", "Soleil"),
        (&south, "soleil", "lune", "Maison Lune"),
    ] {
        let brand: Vec<&str> = output
            .keys()
            .map(String::as_str)
            .filter(|p| p.starts_with("_brand/"))
            .collect();
        assert_eq!(brand.len(), 4, "{brand:?}");
        assert!(
            brand.contains(&format!("_brand/{own}/icon.svg").as_str()),
            "{brand:?}"
        );
        for (path, bytes) in output {
            let text = String::from_utf8_lossy(bytes);
            assert!(
                !path.contains(other) && !text.contains(other) && !text.contains(other_name),
                "{path}"
            );
        }
        let sheet = String::from_utf8(output[&format!("_brand/{own}.css")].clone()).unwrap();
        let face = sheet
            .lines()
            .find(|line| line.starts_with("@font-face"))
            .unwrap();
        let (_, address) = face.split_once("url(\"").unwrap();
        let address = address.split('"').next().unwrap();
        assert_eq!(output[&format!("_brand/{address}")], FONT);
        assert!(
            face.contains("font-display:swap") && face.contains("format(\"truetype\")"),
            "{face}"
        );
    }
    assert_ne!(north["share.png"], south["share.png"]);
    assert_ne!(
        north["_brand/lune/icon.svg"],
        south["_brand/soleil/icon.svg"]
    );
}

#[test]
fn in_one_site_each_playbook_has_its_own_brand() {
    let mut files = two_clients();
    files.insert(
        "waybook.yaml",
        "title: Both\nbase_url: https://both.example/\n",
    );
    for (folder, brand) in [("demo", "lune"), ("other", "soleil")] {
        let path = common::workspaces().join("base/content/demo/playbook.md");
        let text = std::fs::read_to_string(path).unwrap();
        let text = text.replacen("---\n", &format!("---\nbrand: {brand}\n"), 1);
        files.insert(
            &format!("content/{folder}/playbook.md"),
            text.replace("slug: ", "x-slug: "),
        );
    }
    let output = built(&files, None);
    for (folder, own, other) in [("demo", "lune", "soleil"), ("other", "soleil", "lune")] {
        for (path, bytes) in output
            .iter()
            .filter(|(path, _)| path.starts_with(&format!("{folder}/")))
        {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains(&format!("_brand/{other}")), "{path}");
            if path.ends_with(".html") {
                assert!(text.contains(&format!("_brand/{own}/icon.svg")), "{path}");
            }
        }
    }
    let pictures = ["share.png", "demo/share.png", "other/share.png"].map(|path| &output[path]);
    assert!(pictures[0] != pictures[1] && pictures[1] != pictures[2]);
}

#[test]
fn without_an_address_there_is_no_picture() {
    let mut files = two_clients();
    files.insert("waybook.yaml", "brand: lune\n");
    let output = built(&files, None);
    assert!(!output.keys().any(|path| path.ends_with(".png")));
    let home = String::from_utf8(output["index.html"].clone()).unwrap();
    assert!(!home.contains("og:") && !home.contains("ld+json"));
}

#[test]
fn a_file_that_is_missing_is_told_where_it_is_named() {
    let mut files = two_clients();
    assert!(files.remove("brands/lune/own.ttf"));
    let checked = check(&files, None);
    let finding = checked
        .findings
        .iter()
        .find(|f| f.code == "file-unreadable")
        .unwrap();
    let label = &finding.labels[0];
    let source = checked.sources.get(label.file);
    assert_eq!(source.path.as_str(), "brands/lune/brand.yaml");
    assert_eq!(source.slice(label.span), "own.ttf");
}

#[test]
fn a_brand_that_changes_is_judged_again() {
    let mut files = two_clients();
    let found =
        |files: &MemoryFiles, session: &mut build::Session, memory: &mut waybook::lint::Memory| {
            session.read(files, &build::Changes::All, &Silent).unwrap();
            let planned = build::plan(session, &OPTIONS, None, None).unwrap();
            let findings = planned.findings(OPTIONS.today, memory);
            findings
                .iter()
                .filter(|f| f.code == "brand-contrast")
                .count()
        };
    let (mut session, mut memory) = (build::Session::default(), waybook::lint::Memory::default());
    assert_eq!(found(&files, &mut session, &mut memory), 0);
    files.insert(
        "brands/lune/brand.yaml",
        "name: Maison Lune\ncolors: {accent: \"#ffd000\"}\n",
    );
    assert_eq!(found(&files, &mut session, &mut memory), 1);
}
