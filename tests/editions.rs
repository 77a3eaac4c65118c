//! Editions of one playbook: where they lie in a site, how their pages lead to each other, and what search engines are
//! told of them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;
use waybook::build::{self, Options, Silent};
use waybook::output::MemorySink;
use waybook::source::{Files, MAX_TEXT_BYTES, MemoryFiles, SitePath};

const OPTIONS: Options<'static> = Options {
    site: None,
    base_url: Some("https://example.com/docs/"),
    theme: None,
    drafts: false,
    today: jiff::civil::date(2026, 3, 1),
    baseline: build::UseBaseline::Heed,
    progress: &Silent,
};

/// The base playbook again below `content/<folder>`, with these lines in its front matter.
fn copy(files: &mut MemoryFiles, folder: &str, lines: &str) {
    let base = common::base();
    for path in base.list(&SitePath::new("content/demo")).unwrap().files {
        let text = base.read(&path, MAX_TEXT_BYTES).unwrap();
        let mut text = String::from_utf8(text).unwrap();
        if path.file_name() == "playbook.md" {
            text = text.replace("locale: en\n", lines);
        }
        let below = path.below(&SitePath::new("content/demo")).unwrap();
        files.insert(&format!("content/{folder}/{below}"), text);
    }
}

/// A playbook in English and its edition in Chinese, which comes first in the order of folders and lacks one pillar.
fn two_editions() -> MemoryFiles {
    let mut files = common::base();
    copy(
        &mut files,
        "a-demo",
        "locale: zh-Hans\ntranslation_of: demo\n",
    );
    assert!(files.remove("content/a-demo/pillars/empty-jars.md"));
    files
}

/// The texts of a site, by path.
fn site(files: &MemoryFiles, options: &Options<'_>) -> BTreeMap<String, String> {
    let checked = build::check(files, options).unwrap();
    let sink = MemorySink::new();
    build::render_into(files, &checked, options, &sink).unwrap();
    let texts = sink.into_files().into_iter();
    let texts = texts.map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()));
    texts.collect()
}

#[test]
fn the_first_edition_keeps_the_root_and_the_others_lie_below_their_languages() {
    let site = site(&two_editions(), &OPTIONS);
    for path in [
        "index.html",
        "stages/discovery.html",
        "playbook.json",
        "zh-hans/index.html",
        "zh-hans/stages/discovery.html",
        "zh-hans/playbook.json",
    ] {
        assert!(site.contains_key(path), "{path}");
    }
    assert!(site["index.html"].contains("<html lang=\"en\""));
    assert!(site["index.html"].contains("data-page=\"home\""));
    assert!(site["zh-hans/index.html"].contains("<html lang=\"zh-Hans\""));
}

#[test]
fn a_slug_that_is_written_names_the_folder_of_an_edition() {
    let mut files = common::base();
    copy(
        &mut files,
        "demo-zh",
        "locale: zh-Hans\ntranslation_of: demo\nslug: cn\n",
    );
    assert!(site(&files, &OPTIONS).contains_key("cn/stages/discovery.html"));
}

#[test]
fn beside_other_playbooks_editions_have_folders_like_them() {
    let mut files = two_editions();
    copy(&mut files, "other", "locale: en\n");
    let site = site(&files, &OPTIONS);
    assert!(site["index.html"].contains("data-page=\"index\""));
    let page = &site["a-demo/stages/discovery.html"];
    assert!(page.contains("href=\"../../demo/stages/discovery.html\" lang=\"en\""));
    assert!(!site["other/index.html"].contains("hreflang"));
}

#[test]
fn a_page_leads_to_the_same_page_in_the_other_language_or_to_its_home() {
    for theme in ["atlas", "ledger"] {
        let site = site(
            &two_editions(),
            &Options {
                theme: Some(theme),
                ..OPTIONS
            },
        );
        let leads = |from: &str, to: &str, language: &str| {
            let link =
                format!("href=\"{to}\" lang=\"{language}\" dir=\"ltr\" hreflang=\"{language}\"");
            assert!(site[from].contains(&link), "{theme}: {from} → {to}");
        };
        leads("index.html", "zh-hans/index.html", "zh-Hans");
        leads("zh-hans/index.html", "../index.html", "en");
        leads("checklist.html", "zh-hans/checklist.html", "zh-Hans");
        leads(
            "zh-hans/stages/research.html",
            "../../stages/research.html",
            "en",
        );
        leads(
            "pillars/first-order.html",
            "../zh-hans/pillars/first-order.html",
            "zh-Hans",
        );
        leads(
            "pillars/empty-jars.html",
            "../zh-hans/index.html",
            "zh-Hans",
        );
    }
}

#[test]
fn search_engines_are_told_of_pages_that_correspond_and_of_no_others() {
    let site = site(&two_editions(), &OPTIONS);
    let base = "https://example.com/docs/";
    let alternate = |language: &str, path: &str| {
        format!("<link rel=\"alternate\" hreflang=\"{language}\" href=\"{base}{path}\">")
    };
    for page in ["stages/research.html", "zh-hans/stages/research.html"] {
        for (language, path) in [
            ("en", "stages/research.html"),
            ("x-default", "stages/research.html"),
            ("zh-Hans", "zh-hans/stages/research.html"),
        ] {
            assert!(
                site[page].contains(&alternate(language, path)),
                "{page}: {language}"
            );
        }
    }
    assert!(!site["pillars/empty-jars.html"].contains("<link rel=\"alternate\" hreflang"));
    let sitemap = &site["sitemap.xml"];
    assert!(sitemap.contains("xmlns:xhtml=\"http://www.w3.org/1999/xhtml\""));
    let entry = |path: &str| {
        let start = sitemap.find(&format!("<loc>{base}{path}</loc>")).unwrap();
        sitemap[start..].split("</url>").next().unwrap().to_owned()
    };
    let stage = entry("zh-hans/stages/research.html");
    assert_eq!(
        stage.matches("<xhtml:link rel=\"alternate\"").count(),
        3,
        "{stage}"
    );
    assert!(!entry("pillars/empty-jars.html").contains("xhtml"));
}

#[test]
fn an_address_that_is_not_known_is_not_made_up() {
    let options = Options {
        base_url: None,
        ..OPTIONS
    };
    let site = site(&two_editions(), &options);
    assert!(!site["index.html"].contains("<link rel=\"alternate\" hreflang"));
    assert!(site["index.html"].contains("href=\"zh-hans/index.html\" lang=\"zh-Hans\""));
}

#[test]
fn a_site_of_one_edition_says_nothing_of_the_other() {
    let mut files = two_editions();
    files.insert(
        "waybook.yaml",
        "sites:\n  english: {playbooks: [demo]}\n  chinese: {playbooks: [a-demo]}\n",
    );
    for (name, other) in [("english", "zh-Hans"), ("chinese", "hreflang=\"en\"")] {
        let options = Options {
            site: Some(name),
            ..OPTIONS
        };
        let site = site(&files, &options);
        assert!(site.contains_key("stages/discovery.html"), "{name}");
        let telling: Vec<&String> = site
            .iter()
            .filter(|(_, t)| t.contains(other))
            .map(|(p, _)| p)
            .collect();
        let pages: Vec<_> = telling.iter().filter(|p| p.ends_with(".html")).collect();
        assert!(pages.is_empty(), "{name}: {pages:?}");
    }
}

#[test]
fn what_is_wrong_with_an_edition_is_said() {
    let check = |others: &[(&str, &str)], expected: &[&str]| {
        let mut files = common::base();
        for (folder, lines) in others {
            copy(&mut files, folder, lines);
        }
        let (_, findings) = common::check(&files);
        let found: Vec<&str> = findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(found, expected, "{others:?}");
    };
    check(&[("zh", "locale: zh-Hans\ntranslation_of: demo\n")], &[]);
    check(
        &[("zh", "locale: zh-Hans\ntranslation_of: dmeo\n")],
        &["`translation_of` names `dmeo`, but there is no other playbook of this name"],
    );
    check(
        &[("zh", "locale: zh-Hans\ntranslation_of: zh\n")],
        &["`translation_of` names `zh`, but there is no other playbook of this name"],
    );
    check(
        &[("en-too", "locale: en\ntranslation_of: demo\n")],
        &[
            "`translation_of` names `demo`, whose edition in this language is `content/demo` already",
        ],
    );
    check(
        &[
            ("ar", "locale: ar\ntranslation_of: zh\n"),
            ("zh", "locale: zh-Hans\ntranslation_of: demo\n"),
        ],
        &["`translation_of` names `zh`, which is itself an edition of `demo`"],
    );
    check(
        &[(
            "zh",
            "locale: zh-Hans\nclient: Somebody\ntranslation_of: demo\n",
        )],
        &["`translation_of` names `demo`, which is written for another client"],
    );
}

#[test]
fn a_name_that_is_nearly_right_is_mended() {
    let mut files = common::base();
    copy(&mut files, "zh", "locale: zh-Hans\ntranslation_of: dem\n");
    let (files, _) = common::fix(&files, false);
    let text = files
        .read(&SitePath::new("content/zh/playbook.md"), MAX_TEXT_BYTES)
        .unwrap();
    let text = String::from_utf8(text).unwrap();
    assert!(text.contains("translation_of: demo\n"), "{text}");
}

#[test]
fn ticks_are_kept_in_one_place_for_all_languages() {
    let site = site(&two_editions(), &OPTIONS);
    let scripts = site.iter().filter(|(path, _)| {
        path.rsplit('/').next().unwrap().starts_with("playbook.") && path.ends_with(".js")
    });
    let slugs: Vec<bool> = scripts
        .map(|(_, text)| text.contains("\"slug\":\"demo\""))
        .collect();
    assert_eq!(slugs, [true, true]);
}
