//! Tests of `lint.paths`.

use crate::config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::Settings;
use crate::source::{FileId, SitePath, SourceFile, Sources, Span};
use proptest::prelude::{Strategy, prop, proptest};

/// A workspace of a few files with this configuration.
fn sources(text: &str) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in [
        ("waybook.yaml", text),
        ("content/spring/playbook.md", ""),
        ("content/spring/pillars/café.md", ""),
        ("content/old/playbook.md", ""),
    ] {
        sources.add(SourceFile {
            path: SitePath::new(path),
            text: text.to_owned(),
        });
    }
    sources
}

fn read(sources: &Sources) -> (Settings, Vec<Diagnostic>) {
    let (config, _) = config::read(FileId(0), sources.get(FileId(0)));
    let files: Vec<FileId> = sources.iter().map(|(id, _)| id).collect();
    Settings::read(&config, sources, &files)
}

/// What becomes of a warning of `rule` in each file.
fn levels(text: &str, rule: &'static str) -> Vec<&'static str> {
    let sources = sources(text);
    let (settings, found) = read(&sources);
    assert!(found.is_empty(), "{found:#?}");
    let level = |file| {
        let finding = Diagnostic::new(rule, Severity::Warning, "");
        let finding = finding.label(FileId(file), Span::default(), "");
        let left = settings.apply(vec![finding], &sources);
        left.first().map_or("off", |f| f.severity.as_str())
    };
    (0..4).map(level).collect()
}

#[test]
fn patterns_win_over_the_plain_level_and_later_ones_over_earlier_ones() {
    let text = "lint:\n  loop-open: info\n  paths:\n    \"content/**\": {loop-open: error, heading-jump: off}\n    \
                \"content/*/playbook.md\": {loop-open: {level: warning}}\n    content/old/**: {loop-open: off}\n";
    assert_eq!(
        levels(text, "loop-open"),
        ["info", "warning", "error", "off"]
    );
    assert_eq!(
        levels(text, "heading-jump"),
        ["warning", "off", "off", "off"]
    );
    assert_eq!(levels(text, "key-unknown"), ["warning"; 4]);
}

#[test]
fn a_star_stays_in_its_folder_and_accents_have_one_spelling() {
    let off = |pattern: &str| {
        let text = format!("lint: {{paths: {{\"{pattern}\": {{loop-open: off}}}}}}\n");
        levels(&text, "loop-open")
    };
    assert_eq!(
        off("content/*/*.md"),
        ["warning", "off", "warning", "off"],
        "a star is no slash"
    );
    assert_eq!(
        off("**/cafe\u{301}.md"),
        ["warning", "warning", "off", "warning"]
    );
    assert_eq!(
        off("content/{old,new}/**"),
        ["warning", "warning", "warning", "off"]
    );
}

/// `text` gives one finding: its message, the text at its place, its help.
fn check(text: &str, severity: Severity, message: &str, at: &str, help: &str) {
    let sources = sources(text);
    let (_, found) = read(&sources);
    let [finding] = found.as_slice() else {
        panic!("{text}: {found:#?}");
    };
    let place = sources.get(FileId(0)).slice(finding.labels[0].span);
    assert_eq!(
        (
            finding.severity,
            finding.message.as_str(),
            place,
            finding.help.join(" ").as_str()
        ),
        (severity, message, at, help)
    );
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let wrong = |below: &str, message: &str, at: &str, help: &str| {
        let text = format!("lint:\n  paths:\n    {below}\n");
        check(&text, Severity::Error, message, at, help);
    };
    wrong(
        "content/**: {loop-opne: off}",
        "`lint.paths` sets a level for `loop-opne`, which is no rule",
        "loop-opne",
        "did you mean `loop-open`?",
    );
    wrong(
        "content/**: {loop-open: loud}",
        "`lint.paths.loop-open` cannot be `loud`",
        "loud",
        "write one of `off`, `info`, `warning`, `error`",
    );
    wrong(
        "content/**: off",
        "`lint.paths` names no rule for `content/**`",
        "content/**",
        "write rules and their levels, as in `\"content/launch/**\": {placeholder-text: off}`",
    );
    wrong(
        "\"content/[ab/*.md\": {loop-open: off}",
        "the pattern `content/[ab/*.md` opens `[` and never closes it",
        "[",
        "close it with `]`, or write `\\[` for the character itself",
    );
    wrong(
        "\"content/{a,{b}/*\": {loop-open: off}",
        "the pattern `content/{a,{b}/*` opens `{` and never closes it",
        "{",
        "close it with `}`, or write `\\{` for the character itself",
    );
    wrong(
        "content/a}/*: {loop-open: off}",
        "the pattern `content/a}/*` closes `}` and never opens it",
        "}",
        "open it with `{`, or write `\\}` for the character itself",
    );
    wrong(
        "\"content/[z-a]*\": {loop-open: off}",
        "the pattern `content/[z-a]*` has a range that runs backwards",
        "z-a",
        "write the smaller character first, as in `[a-z]`",
    );
    check(
        "lint:\n  paths: off\n",
        Severity::Error,
        "`lint.paths` must name files, and below them rules",
        "off",
        "write below `paths:` a line like `\"content/launch/**\": {placeholder-text: off}`",
    );
}

#[test]
fn options_are_the_same_for_all_files() {
    let mut rules = crate::lint::registry::RULES.iter();
    let Some(rule) = rules.find(|rule| !rule.info.options.is_empty()) else {
        return;
    };
    let (name, option) = (rule.info.name, rule.info.options[0].name);
    check(
        &format!("lint: {{paths: {{\"content/**\": {{{name}: {{level: off, {option}: 1}}}}}}}}\n"),
        Severity::Error,
        &format!(
            "`{option}` of `{name}` is the same for all files, so it cannot stand below a pattern"
        ),
        option,
        &format!("move it up: write `{option}` below `lint.{name}`, beside `paths`"),
    );
}

#[test]
fn a_pattern_that_matches_no_file_is_told_with_a_better_one() {
    for (pattern, better) in [
        ("content/old", "content/old/**"),
        ("content/old/", "content/old/**"),
        ("./content/old/*.md", "content/old/*.md"),
        ("/content/**", "content/**"),
        ("old/**", "**/old/**"),
        ("content/*", "content/**"),
        ("playbook.md", "**/playbook.md"),
    ] {
        check(
            &format!("lint: {{paths: {{\"{pattern}\": {{loop-open: off}}}}}}\n"),
            Severity::Warning,
            &format!("no file of the workspace matches `{pattern}`"),
            &format!("\"{pattern}\""),
            &format!("did you mean `{better}`?"),
        );
    }
}

#[test]
fn patterns_without_end_are_refused() {
    let braces = "{".repeat(400);
    for pattern in [
        braces.as_str(),
        &format!("{braces}{}", "}".repeat(90)),
        &"{a,b}".repeat(99),
        &"a".repeat(501),
    ] {
        let sources = sources(&format!("lint: {{paths: {{\"{pattern}\": {{}}}}}}\n"));
        assert_eq!(read(&sources).1.len(), 1, "{pattern}");
    }
    let many = (0..600).map(|i| format!("    \"**/{i}*\": {{}}\n"));
    let many: String = many.collect();
    let sources = sources(&format!("lint:\n  paths:\n{many}"));
    let (_, found) = read(&sources);
    let first = &found[0].message;
    assert!(first.contains("more than 500"), "{first}");
}

fn yaml() -> impl Strategy<Value = String> {
    let scraps = [
        "lint:",
        "paths:",
        "\n",
        "  ",
        "    ",
        "content/**: ",
        "\"[\"",
        "{",
        "}",
        "loop-open",
        ": ",
        "off",
        "level",
        "- ",
        ", ",
        "*",
        "x",
        "'\\'",
        "max",
        "checklist-size",
    ];
    let parts = prop::collection::vec(prop::sample::select(scraps.to_vec()), 0..30);
    parts.prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn no_configuration_is_too_strange(text in yaml()) {
        let sources = sources(&format!("lint:\n  {text}"));
        for finding in read(&sources).1 {
            let span = finding.labels[0].span;
            assert!(sources.get(FileId(0)).text.get(span.range()).is_some());
        }
    }

    #[test]
    fn no_pattern_is_too_strange(pattern in "[]a*?{},\\[!^\\\\/é-]{0,20}") {
        let _ = super::glob(&pattern);
        let _ = super::better(&pattern, &[&SitePath::new("a/é.md")]);
    }
}
