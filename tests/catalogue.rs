//! The catalogue in `examples/rules`: a page for each rule, made of what the registry holds. `UPDATE_EXPECTED=1` in the
//! environment writes the pages anew; a page that belongs to no rule fails.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose files are not there has failed"
)]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use waybook::diagnostic::Severity;
use waybook::lint::registry::RULES;
use waybook::lint::{Group, RuleInfo, manual};
use waybook::source::MemoryFiles;

/// The playbook that the pages belong to.
fn playbook() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/rules/content/checker")
}

#[test]
fn every_rule_has_its_page_in_the_catalogue_and_the_catalogue_no_finding() {
    let folder = playbook();
    let mut pages: BTreeMap<PathBuf, String> = RULES
        .iter()
        .map(|rule| (folder.join(path(&rule.info)), page(&rule.info)))
        .collect();
    pages.insert(folder.join("catalogue.md"), overview());
    let wrong: Vec<String> = pages
        .iter()
        .filter_map(|(path, text)| common::compare(path, text))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    for path in common::below(&folder.join("mistakes")) {
        assert!(pages.contains_key(&path), "{} is left over", path.display());
    }
    let mut files = MemoryFiles::new();
    common::lay_over(&mut files, &folder.join("../.."));
    let (sources, findings) = common::check_on(&files, jiff::civil::date(2026, 11, 24));
    assert!(
        findings.is_empty(),
        "{}",
        common::human(&sources, &findings)
    );
}

/// Where the page of a rule lies in the playbook.
fn path(rule: &RuleInfo) -> String {
    format!("mistakes/{}/{}.md", folder(rule.group), rule.name)
}

fn folder(group: Group) -> &'static str {
    match group {
        Group::Structure => "structure",
        Group::Strategy => "strategy",
        Group::LifeCycle => "life-cycle",
    }
}

/// A rule as a mistake.
fn page(rule: &RuleInfo) -> String {
    let severity = match rule.level {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Info => "minor",
    };
    let entry = manual(rule);
    let mut sections = sections(&entry);
    let does = sections.remove("What it does").unwrap();
    let fixed = sections.remove("How it is fixed").unwrap();
    let mut text = format!(
        "---\ntitle: {}\ndescription: {}\nseverity: {severity}\nstages: [{}]\nsymptoms: [{}]\nprevented_by: [{}]\n---\n\n{does}\n\n\
         ## Instead\n\n{fixed}\n",
        rule.name,
        quoted(&kind(rule)),
        stage(rule),
        quoted(&rule.summary.replace('`', "")),
        guards(rule),
    );
    for heading in [
        "Why it is bad",
        "Example",
        "Use instead",
        "How it is set",
        "How it is silenced",
    ] {
        let _ = write!(text, "\n## {heading}\n\n{}\n", captioned(sections[heading]));
    }
    text
}

/// Its group, level and fix in a line.
fn kind(rule: &RuleInfo) -> String {
    let (group, _) = rule.group.title().split_once(':').unwrap();
    let fix = if rule.fixable {
        "mended by waybook check --fix"
    } else {
        "mended by hand"
    };
    format!("{group}, {}, {fix}", rule.level.as_str())
}

/// A text as YAML writes it, for any text.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// The stage of taking up the checker at which a writer first deals with findings of a rule; `playbook.md` of the
/// example gives the reasons.
fn stage(rule: &RuleInfo) -> &'static str {
    let about_comments = rule.name.starts_with("allow-");
    match (rule.group, rule.level) {
        (_, Severity::Info) => "advocacy",
        _ if about_comments => "consideration",
        (Group::Structure, Severity::Error) => "discovery",
        (Group::Structure, _) => "research",
        (Group::Strategy, _) => "consideration",
        (Group::LifeCycle, _) => "conversion",
    }
}

/// The items of the example's checklists that keep findings of a rule away.
fn guards(rule: &RuleInfo) -> &'static str {
    match stage(rule) {
        "discovery" => "errors-named, strict-clean",
        "research" => "three-pages, strict-clean",
        "consideration" => "waiting-owned, reason-accepted",
        "conversion" => "reviews-dated, strict-clean",
        _ => "complaints-answered",
    }
}

/// What stands under each heading of level 2.
fn sections(page: &str) -> BTreeMap<&str, &str> {
    let mut sections = BTreeMap::new();
    let mut fenced = false;
    let mut open: Option<(&str, usize)> = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.starts_with("```") {
            fenced = !fenced;
        }
        if let Some(heading) = line.strip_prefix("## ").filter(|_| !fenced)
            && let Some((heading, from)) = open.replace((heading.trim(), at))
        {
            sections.insert(heading, page[from..start].trim());
        }
    }
    if let Some((heading, from)) = open {
        sections.insert(heading, page[from..].trim());
    }
    sections
}

/// The text with the name of the file above each block of code: `md file=launch.md` says nothing to a reader.
fn captioned(text: &str) -> String {
    let mut out = Vec::new();
    for line in text.lines() {
        let fence = line.len() - line.trim_start_matches('`').len();
        let (marks, info) = line.split_at(fence);
        match info.split_once(' ').filter(|_| fence >= 3) {
            Some((language, place)) => {
                let (does, path) = place.split_once('=').unwrap();
                out.push(match does {
                    "delete" => format!("Without the file `{path}`:\n"),
                    _ => format!("In `{path}`:\n"),
                });
                out.push(format!("{marks}{language}"));
            }
            None => out.push(line.to_owned()),
        }
    }
    // The block of a file that is not there is empty.
    out.join("\n").replace(":\n\n```text\n```", ".")
}

/// The rules by group, on one page.
fn overview() -> String {
    let mut text = String::from(
        "---\ntitle: Every rule\ndescription: The rules by group, with their level and what they find\n---\n\n\
         An error keeps the site from being written. A rule with a fix makes the change itself where it is clear, on \
         `waybook check --fix`.\n\n`waybook explain` prints this list, and the page of a rule, in a terminal.\n",
    );
    for rules in RULES.chunk_by(|a, b| a.info.group == b.info.group) {
        let title = rules[0].info.group.title();
        // The columns' heads name a table to those who hear it, so no two tables have the same.
        let (group, _) = title.split_once(':').unwrap();
        let _ = write!(
            text,
            "\n## {title}\n\n| {group} | level | fix | finds |\n|---|---|---|---|\n"
        );
        for rule in rules.iter().map(|rule| &rule.info) {
            let (name, level) = (rule.name, rule.level.as_str());
            let fix = if rule.fixable { "yes" } else { "" };
            let path = path(rule);
            let summary = rule.summary;
            let _ = writeln!(text, "| [{name}]({path}) | {level} | {fix} | {summary} |");
        }
    }
    text
}
