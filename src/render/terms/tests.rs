//! What is marked, what is not, and that marking changes nothing else.

use super::*;
use crate::document::Kind;
use crate::document::markdown::{Block, Options, read};
use crate::journey::testing::playbook;
use crate::render::fragment::{Fill, fill};
use crate::site::Branch;
use crate::source::{FileId, SitePath, SourceFile};
use proptest::prelude::*;
use std::sync::Arc;

const GLOSSARY: &str = "\
### Seeding

Putting a product into hands.

*Also:* planting grass
*Local:* 种草 (zhòngcǎo)

### KOC

A buyer who writes.

### Grass

What is planted.

### Save rate

Saves per view.

### R&D

Research.

### amp

A trap.
";

struct Page<'p> {
    terms: &'p PageTerms<'p>,
}

impl Fill for Page<'_> {
    fn url(&self, link: u32) -> Option<String> {
        Some(format!("l{link}.html"))
    }
    fn term_url(&self, _: u32) -> Option<String> {
        Some("glossary.html#seeding".to_owned())
    }
    fn id_prefix(&self) -> &str {
        "seeding-"
    }
    fn text(&self, _: u8) -> &str {
        "Seeding"
    }
    fn marks(&self, fragment: &Fragment) -> Vec<Mark> {
        self.terms.marks(fragment, |_| Some(0))
    }
}

fn finder() -> TermFinder {
    let model = playbook(&[("glossary.md", GLOSSARY)]);
    let mut branch = Branch::default();
    branch.documents = vec![Some("glossary.html".to_owned()); model.documents.len()];
    let place = SitePlaybook {
        index: 0,
        prefix: String::new(),
        locale: "en".to_owned(),
        brand: None,
        branch: Arc::new(branch),
    };
    TermFinder::new(&model, &place).unwrap()
}

fn fragments(markdown: &str) -> Vec<Fragment> {
    let source = SourceFile {
        path: SitePath::new("a.md"),
        text: markdown.to_owned(),
    };
    let (body, ..) = read(FileId(0), &source, 0, Kind::Page, &Options::default());
    let blocks = body.sections.into_iter().flat_map(|s| s.blocks);
    blocks
        .filter_map(|block| match block {
            Block::Prose(prose) => Some(prose.html),
            _ => None,
        })
        .collect()
}

/// The HTML with terms marked, and without.
fn both(markdown: &str) -> (String, String) {
    let finder = finder();
    let terms = finder.page("", "en");
    let none = PageTerms {
        finder: &finder,
        root: "",
        locale: "en",
        met: RefCell::new(vec![true; finder.terms.len()]),
    };
    let write = |terms: &PageTerms<'_>| -> String {
        let fragments = fragments(markdown);
        fragments.iter().map(|f| fill(f, &Page { terms })).collect()
    };
    (write(&terms), write(&none))
}

/// The marked words of a text.
fn marked(markdown: &str) -> Vec<String> {
    let html = both(markdown).0;
    let links = html.split("<a class=\"term\"").skip(1);
    links
        .filter_map(|link| Some(link.split_once('>')?.1.split_once("</a>")?.0.to_owned()))
        .collect()
}

#[test]
fn the_first_use_of_each_term_is_marked() {
    for (text, expected) in [
        ("Seeding, then seeding and KOC.", &["Seeding", "KOC"][..]),
        // Another name of a term that was met is the same term.
        ("seeding or planting grass", &["seeding"]),
        // The longest name wins.
        ("planting grass", &["planting grass"]),
        ("grass and planting grass", &["grass", "planting grass"]),
        ("planting\ngrass", &["planting\ngrass"]),
        // A whole word; of an abbreviation the spelling counts.
        ("reseeding seedings re-seeding seeding-first", &[]),
        ("koc KOCs KOC", &["KOC"]),
        ("(seeding)", &["seeding"]),
        ("Seeding.", &["Seeding"]),
        (
            "www.seeding.com seeding.com /seeding #seeding @seeding",
            &[],
        ),
        // Chinese needs no spaces.
        ("先种草再说", &["种草"]),
        ("做seeding的人", &["seeding"]),
        ("zhòngcǎo", &["zhòngcǎo"]),
        // Entities are neither names nor their edges.
        ("R&D & more", &["R&amp;D"]),
        ("a & b", &[]),
        ("amp", &["amp"]),
    ] {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn links_headings_and_code_are_left_alone() {
    for text in [
        "[seeding](a.md)",
        "### seeding",
        "`seeding`",
        "```\nseeding\n```",
        "<kbd>seeding</kbd>",
        "> [!NOTE] seeding\n> x",
        "> [!NOTE]-\n> x",
        "<details><summary>seeding</summary>x</details>",
        "![seeding](a.png \"seeding\")",
        "| seeding |\n| --- |\n| x |",
        "- [ ] seeding",
    ] {
        assert_eq!(marked(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(marked("> [!NOTE] x\n> seeding"), ["seeding"]);
    assert_eq!(marked("[seeding](a.md) seeding"), ["seeding"]);
    assert_eq!(marked("| x |\n| --- |\n| seeding |"), ["seeding"]);
}

#[test]
fn an_authors_own_link_is_the_first_use() {
    let html = both("[[Seeding|it]] and seeding").0;
    assert_eq!(html.matches("class=\"term\"").count(), 1, "{html}");
    assert!(html.ends_with("and seeding</p>"), "{html}");
}

#[test]
fn a_foreign_word_says_its_language() {
    let html = both("先种草再说").0;
    assert!(
        html.contains("<a class=\"term\" href=\"glossary.html#seeding\" lang=\"zh\">种草</a>"),
        "{html}"
    );
}

/// The text that a browser would show, by a reader of HTML that is not ours.
fn visible(html: &str) -> String {
    let none = std::collections::HashSet::new();
    let mut cleaner = ammonia::Builder::new();
    cleaner.tags(none.clone()).clean_content_tags(none);
    cleaner.clean(html).to_string()
}

/// The HTML as such a reader writes it again, links to terms left out.
fn parsed(html: &str) -> String {
    let mut without = String::new();
    let mut rest = html;
    while let Some(at) = rest.find("<a class=\"term\" href=\"glossary.html#") {
        without.push_str(&rest[..at]);
        let link = &rest[at..];
        let (word, after) = link.split_once("</a>").unwrap();
        without.push_str(word.split_once('>').unwrap().1);
        rest = after;
    }
    without.push_str(rest);
    let mut cleaner = ammonia::Builder::new();
    cleaner.add_tags(["input", "label", "aside", "section"]);
    cleaner.add_generic_attributes(["class", "id", "role"]);
    cleaner.clean(&without).to_string()
}

proptest! {
    #[test]
    fn marking_changes_no_text_and_breaks_no_html(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "seeding", "Seeding", "种草", "KOC", "koc", "planting grass", "grass", "R&D", "amp", "&amp;", "&", "#",
                " ", " ", "\n", "\n\n", "*", "**", "_", "`", "[", "](a.md)", "[[", "]]", "|", "<", ">", "<b>", "</b>",
                "<a href=\"seeding\">", "</a>", "<!-- seeding -->", "\"", "'", "- ", "1. ", "- [ ] ", "> ", "> [!NOTE] ",
                "### ", "~~~\n", "<details>", "<summary>", "</summary>", "</details>", "![", "e\u{301}", "-", ".", "x",
                "[^1]", "[^1]: seeding", "<pre>", "</pre>", "<h4>", "<span title=\"a > seeding\">", "</span>",
            ]),
            0..40,
        )
    ) {
        let (with, without) = both(&pieces.concat());
        prop_assert_eq!(visible(&with), visible(&without));
        if !pieces.concat().contains("[[") {
            prop_assert_eq!(parsed(&with), parsed(&without));
        }
    }
}
