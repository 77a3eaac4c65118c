//! The reference in README.md, held to what it describes: the keys of front matter, of `waybook.yaml` and of
//! `brand.yaml`, the rules, and the JSON of `check`. `UPDATE_EXPECTED=1` in the environment writes it anew.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose files are not there has failed"
)]

mod common;

use std::fmt::Write as _;
use std::path::Path;
use waybook::config::{BRAND_KEYS, CONFIG_KEYS};
use waybook::diagnostic::Diagnostic;
use waybook::diagnostic::report::json;
use waybook::document::Kind;
use waybook::document::front_matter::schema::{Key, Need, Shape, schema};
use waybook::lint::registry::RULES;
use waybook::lint::{Group, Rule};
use waybook::scaffold::SchemaKind;

#[test]
fn the_reference_says_what_the_program_does() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let before = std::fs::read_to_string(&path).unwrap();
    let mut after = before.clone();
    for (name, text) in [
        ("reference", front_matter()),
        ("configuration", keys(CONFIG_KEYS)),
        ("brand", keys(BRAND_KEYS)),
        ("rules", rules()),
        ("options", options()),
        ("check-json", check_json()),
    ] {
        after = with_section(&after, name, &text);
    }
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, after).unwrap();
        return;
    }
    let differs = |(old, new): &(&str, &str)| old != new;
    let first = before.lines().zip(after.lines()).find(differs);
    assert!(
        before == after,
        "README.md is behind the program (UPDATE_EXPECTED=1 writes it). The first line that differs: {first:#?}"
    );
}

/// What `waybook check --format json` says of a workspace with one mistake.
fn check_json() -> String {
    let mut files = common::base();
    let path = "content/demo/pillars/empty-jars.md";
    let pillar = common::workspaces().join("base").join(path);
    let pillar = std::fs::read_to_string(pillar).unwrap();
    let pillar = pillar.replace("title: Empty jars", "title: 空瓶 🫙 Empty jars");
    files.insert(path, pillar.replace("[advocacy]", "[advocacy, awareness]"));
    let (sources, findings) = common::check(&files);
    let findings: Vec<&Diagnostic> = findings.iter().collect();
    let text = json::render(&findings, &sources, ".");
    format!("\n```json\n{text}```\n")
}

/// `readme` with the text between `<!-- name -->` and `<!-- /name -->` replaced.
fn with_section(readme: &str, name: &str, text: &str) -> String {
    let (opening, closing) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let (head, rest) = readme.split_once(&opening).unwrap();
    let (_, tail) = rest.split_once(&closing).unwrap();
    format!("{head}{opening}\n{text}\n{closing}{tail}")
}

/// One table for each kind of file, and one for the keys that they share.
fn front_matter() -> String {
    let mut text = String::new();
    let shared = schema(Kind::Page).common;
    for kind in Kind::ALL {
        let schema = schema(kind);
        assert!(schema.common.is_empty() || schema.common == shared);
        let _ = writeln!(text, "\n#### {}\n\n{}", place(kind), schema.doc);
        if !schema.keys.is_empty() {
            text.push_str(&keys(schema.keys));
        }
        if !schema.common.is_empty() {
            text.push_str("\nAlso: every key of [any Markdown file](#any-markdown-file).\n");
        }
    }
    let _ = write!(
        text,
        "\n#### Any Markdown file\n\nA key that the table of its kind names too is as that table says.\n{}",
        keys(shared)
    );
    text
}

/// Where files of a kind lie.
fn place(kind: Kind) -> String {
    let place = SchemaKind::Document(kind).place();
    match place.strip_prefix("any other ") {
        Some(extension) => format!("any other `{extension}`"),
        None => format!("`{place}`"),
    }
}

fn keys(keys: &[Key]) -> String {
    let mut text =
        String::from("\n| key | needed | value | meaning | example |\n|---|---|---|---|---|\n");
    rows(&mut text, "", keys);
    text
}

/// A row for each key, and below it those of the maps in it.
fn rows(text: &mut String, prefix: &str, keys: &[Key]) {
    for key in keys {
        let name = format!("{prefix}{}", key.name);
        let cells = [
            format!("`{name}`"),
            need(key.need),
            shape(&key.shape),
            key.doc.to_owned(),
            format!("`{}`", key.example),
        ];
        let cells = cells.map(|cell| cell.replace('|', "\\|"));
        let _ = writeln!(text, "| {} |", cells.join(" | "));
        match key.shape {
            Shape::Group(keys) => rows(text, &format!("{name}."), keys),
            Shape::Records(keys) => rows(text, &format!("{name}[]."), keys),
            Shape::Named(Shape::Group(keys)) => rows(text, &format!("{name}.<name>."), keys),
            _ => {}
        }
    }
}

fn need(need: Need) -> String {
    match need {
        Need::Required => "**yes**".to_owned(),
        Need::RequiredWhere(key, value) => format!("**yes** where `{key}` is `{value}`"),
        Need::Wanted => "wanted".to_owned(),
        Need::Optional => "no".to_owned(),
    }
}

fn shape(shape: &Shape) -> String {
    let words = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        words.join(", ")
    };
    let plain = match shape {
        Shape::Text => "text",
        Shape::Line => "one line of text",
        Shape::Date => "`YYYY-MM-DD`",
        Shape::Interval => "a number of days, weeks, months or years",
        Shape::Integer { min, max } => return format!("whole number from {min} to {max}"),
        Shape::Share => "part of the whole, from 0 to 1",
        Shape::Rules => "map of [rules](#rules)",
        Shape::Boolean => "`true` or `false`",
        Shape::Choice(choices) => return format!("one of {}", words(choices)),
        Shape::Choices(choices) => return format!("list of {}", words(choices)),
        Shape::Stage => "stage",
        Shape::Stages => "list of stages",
        Shape::StagesOrAll => "list of stages, or `all`",
        Shape::PillarStages => {
            "list of stages, each a key or `{key: …, role: …}` with the role `primary` or `supporting`"
        }
        Shape::Id => "id",
        Shape::Ids => "list of ids",
        Shape::Texts => "list of texts",
        Shape::TextOrTexts => "text, or a list of them",
        Shape::Locale => "language tag",
        Shape::Country => "country code of two letters",
        Shape::Slug => "small letters, digits, hyphens",
        Shape::Url => "web address",
        Shape::Path => "relative path that does not lead upwards",
        Shape::Folder => "folder, relative or absolute",
        Shape::StageLabels => "map from stages to texts",
        Shape::Colour => "`\"#rgb\"` or `\"#rrggbb\"`",
        Shape::File(endings) => {
            let endings: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
            let endings: Vec<&str> = endings.iter().map(String::as_str).collect();
            return format!("relative path of a file: {}", words(&endings));
        }
        Shape::FontName => "name of a font",
        Shape::FontWeight => "number from 1 to 1000, or two of them",
        Shape::Records(_) => "list of maps",
        Shape::Fonts => "font names with commas between them",
        Shape::Group(_) => "map",
        Shape::Named(Shape::Group(_)) => "map from names to maps",
        Shape::Named(each) => return format!("map from names, each to {}", self::shape(each)),
        Shape::Any => "anything",
    };
    plain.to_owned()
}

/// One table for each group of rules.
fn rules() -> String {
    let mut text = String::new();
    for group in [Group::Structure, Group::Strategy, Group::LifeCycle] {
        let rules: Vec<&Rule> = RULES.iter().filter(|r| r.info.group == group).collect();
        if rules.is_empty() {
            continue;
        }
        let title = group.title();
        let _ = writeln!(
            text,
            "\n#### {title}\n\n| rule | level | has a fix | finds |\n|---|---|---|---|"
        );
        for rule in rules {
            let info = rule.info;
            let fix = if info.fixable { "yes" } else { "" };
            let level = info.level.as_str();
            let _ = writeln!(
                text,
                "| `{}` | {level} | {fix} | {} |",
                info.name, info.summary
            );
        }
    }
    text.trim_end().to_owned() + "\n"
}

/// A row for each option of a rule. Its example is its default.
fn options() -> String {
    let mut text =
        String::from("\n| rule | option | value | default | meaning |\n|---|---|---|---|---|\n");
    for rule in RULES {
        for key in rule.info.options {
            let _ = writeln!(
                text,
                "| `{}` | `{}` | {} | `{}` | {} |",
                rule.info.name,
                key.name,
                shape(&key.shape),
                key.example,
                key.doc
            );
        }
    }
    text
}
