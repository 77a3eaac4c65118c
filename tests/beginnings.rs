//! Where authors begin: what `new` and `add` write is clean once its prompts are filled in, and the examples are clean
//! as they are.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use waybook::build::{self, Checked, Options, Silent};
use waybook::diagnostic::report::human::{self, Style};
use waybook::document::front_matter::schema::STAGES;
use waybook::output::MemorySink;
use waybook::scaffold::{self, NewFile, PageKind, RecordKind, Template};
use waybook::source::{Files, MemoryFiles, OsFiles, SitePath};

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 22)
}

/// What an author might write in the place of a prompt.
fn written(prompt: &str) -> String {
    let text = match prompt {
        "one kind of customer with an age range such as 25–34" => "weekend hiker, 25–34",
        "a whole phrase that people type into the search box" => {
            "hiking boots for wide feet in rain"
        }
        "a format, such as photo note" => "photo note",
        "how many pieces in which time, such as 2 notes / week" => "2 notes / week",
        "today's figure with its date" => "12 % on 1 March",
        "how is it adapted to the market?" => "Scenes from the local hills in the first cold week",
        "how was this stage adapted to the market?" => "Sizes, huts and weather of the local hills",
        "the kind of contact, such as search or shop" => "shop",
        "the role that looks after it" | "the role that reads the list out" => "community lead",
        "the role that keeps this playbook current" | "the role that reads it out" => "editor",
        "something a second person can answer with yes or no" => {
            "Every question of the week has an answer signed by a person"
        }
        "what does the customer do?" => "Compares two pairs in the shop",
        other => {
            let counted = other
                .replace("how many", "five")
                .replace("how often", "monthly");
            return format!("Agreed in March, {}", counted.trim_end_matches(['?', '.']));
        }
    };
    text.to_owned()
}

fn filled(text: &str) -> String {
    const MARK: &str = "[Write: ";
    let mut parts = text.split(MARK);
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (prompt, rest) = part.split_once(']').unwrap();
        out.push_str(&written(prompt));
        out.push_str(rest);
    }
    out
}

fn put(files: &mut MemoryFiles, new: Vec<NewFile>) {
    for file in new {
        files.insert(file.path.as_str(), filled(&file.text));
    }
}

fn checked(files: &dyn Files, site: Option<&str>) -> Checked {
    let options = Options {
        site,
        base_url: None,
        theme: None,
        drafts: true,
        today: today(),
        baseline: build::UseBaseline::Heed,
        progress: &Silent,
    };
    let checked = build::check(files, &options).unwrap();
    let sink = MemorySink::new();
    build::render_into(files, &checked, &options, &sink).unwrap();
    checked
}

fn assert_clean(name: &str, checked: &Checked) {
    let style = Style {
        color: false,
        width: 100,
    };
    let shown = checked.findings.iter();
    let shown: String = shown
        .map(|finding| human::render(finding, &checked.sources, style))
        .collect();
    assert!(shown.is_empty(), "{name} has findings:\n{shown}");
}

#[test]
fn a_template_whose_prompts_are_filled_in_is_clean() {
    for template in Template::ALL {
        let mut files = MemoryFiles::new();
        put(
            &mut files,
            scaffold::workspace(template, "Boots: \"the\" book", today()),
        );
        assert_clean(template.as_str(), &checked(&files, None));
    }
}

#[test]
fn the_written_template_has_no_prompt() {
    let files = scaffold::workspace(Template::Xiaohongshu, "Tea", today());
    assert!(files.iter().all(|file| !file.text.contains("[Write:")));
}

#[test]
fn a_playbook_made_of_added_stages_is_clean_but_for_its_lists() {
    let mut files = MemoryFiles::new();
    put(
        &mut files,
        scaffold::workspace(Template::Blank, "Boots", today()),
    );
    let folder = SitePath::new("content/playbook");
    let spring = SitePath::new("content/spring");
    put(&mut files, scaffold::playbook(&spring, "Spring", today()));
    put(
        &mut files,
        vec![
            scaffold::page(PageKind::Pillar, &folder, "first-week", "First week"),
            scaffold::page(PageKind::Page, &folder, "launch", "Launch"),
        ],
    );
    for (kind, id) in [
        (RecordKind::Touchpoint, "stand"),
        (RecordKind::Metric, "returns"),
    ] {
        let path = folder.join(kind.file_name());
        let table = String::from_utf8(files.read(&path, 1 << 20).unwrap()).unwrap();
        let added = scaffold::record(kind, &table, id, "A title").unwrap();
        files.insert(path.as_str(), filled(&format!("{table}{added}")));
    }
    assert_clean("added to blank", &checked(&files, None));

    // Stages and mistakes begin without ids of touchpoints, metrics and items, and nothing in them is about the price
    // yet: that alone is left to say of them.
    let mistake = scaffold::page(PageKind::Mistake, &folder, "haste", "Haste");
    put(&mut files, vec![mistake]);
    for (i, key) in STAGES.iter().enumerate() {
        files.remove(&format!("content/playbook/stages/{}-{key}.md", i + 1));
        let stage = scaffold::page(PageKind::Stage, &folder, key, &scaffold::title_from(key));
        put(&mut files, vec![stage]);
    }
    let checked = checked(&files, None);
    let mut codes: Vec<&str> = checked.findings.iter().map(|f| f.code).collect();
    codes.dedup();
    for code in codes {
        assert!(
            [
                "mistake-unguarded",
                "reference-broken",
                "metric-missing",
                "price-unexplained"
            ]
            .contains(&code),
            "{code}"
        );
    }
}

#[test]
fn the_examples_are_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut examples: Vec<_> = std::fs::read_dir(root.join("examples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    examples.sort();
    assert!(examples.len() > 2);
    // The flagship playbook lies at the repository's own root.
    examples.push(root.to_path_buf());
    for example in examples {
        let name = example.display().to_string();
        let files = OsFiles::new(&example);
        let whole = checked(&files, None);
        assert_clean(&name, &whole);
        for site in &whole.config().sites {
            let site = site.name.value.as_str();
            assert_clean(
                &format!("{name}, site {site}"),
                &checked(&files, Some(site)),
            );
        }
    }
}
