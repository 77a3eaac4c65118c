//! Fixes, over every test workspace and every example on the rules' pages, as they are and with lines changed at random:
//! fixing ends, fixing twice is fixing once, nothing but the edits changes, and no finding comes up that was not there.
//!
//! `PROPTEST_CASES` sets how many workspaces are changed at random.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose files are not there has failed"
)]

mod common;

use common::pages;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof};
use proptest::sample::Index;
use proptest::test_runner::TestRunner;
use std::collections::{BTreeMap, BTreeSet};
use waybook::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use waybook::lint;
use waybook::lint::registry::RULES;
use waybook::source::{Files, MAX_TEXT_BYTES, MemoryFiles, SitePath, Sources};

/// How many workspaces are changed at random unless `PROPTEST_CASES` says otherwise.
const CASES: u32 = 150;

/// Every test workspace and every example, with its name.
fn workspaces() -> Vec<(String, MemoryFiles)> {
    let mut all = vec![("base".to_owned(), common::base())];
    for entry in std::fs::read_dir(common::workspaces()).unwrap() {
        let folder = entry.unwrap().path();
        let input = folder.join("input");
        if input.is_dir() {
            let mut files = common::base();
            common::lay_over(&mut files, &input);
            let name = folder.file_name().unwrap().to_str().unwrap();
            all.push((name.to_owned(), files));
        }
    }
    for rule in RULES {
        let name = format!("the example of {}", rule.info.name);
        all.push((name, pages::workspace(rule, "Example")));
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

#[test]
fn every_workspace_can_be_fixed() {
    for (name, files) in workspaces() {
        for guesses in [false, true] {
            assert_eq!(wrong(&files, guesses), None, "{name}");
        }
    }
}

#[test]
fn fixes_belong_to_the_rules_that_say_so_and_are_of_use() {
    let mut fixable = BTreeSet::new();
    for (name, files) in workspaces() {
        let (sources, before) = common::check(&files);
        fixable.extend(before.iter().filter(|f| f.fix.is_some()).map(|f| f.code));
        let (files, _) = common::fix(&files, true);
        let (_, after) = common::check(&files);
        let (before, after) = (
            counts(&sources, &before, true),
            counts(&sources, &after, true),
        );
        for (place, count) in before {
            let left = after.get(&place).copied().unwrap_or(0);
            assert!(left < count, "no fix of {place:?} is of use in {name}");
        }
    }
    let rules = RULES.iter().filter(|rule| rule.info.fixable);
    let said: BTreeSet<&str> = rules.map(|rule| rule.info.name).collect();
    assert_eq!(fixable, said);
}

#[test]
fn pages_say_how_their_rule_is_fixed() {
    for rule in RULES {
        let name = rule.info.name;
        let section = rule.info.page.split("## How it is fixed").nth(1).unwrap();
        let says = section.contains("`waybook check --fix");
        assert_eq!(says, rule.info.fixable, "the page of {name}");
    }
}

/// How many findings (with a fix, or all) there are by rule and file.
fn counts(
    sources: &Sources,
    findings: &[Diagnostic],
    with_fix: bool,
) -> BTreeMap<(&'static str, String), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings.iter().filter(|f| !with_fix || f.fix.is_some()) {
        let file = finding.labels.first();
        let file = file.map_or_else(String::new, |l| sources.get(l.file).path.to_string());
        *counts.entry((finding.code, file)).or_default() += 1;
    }
    counts
}

/// What is wrong with the way a workspace is fixed.
fn wrong(files: &MemoryFiles, guesses: bool) -> Option<String> {
    let (sources, before) = common::check(files);
    let chosen = lint::select(&before, &sources, |fix| {
        guesses || fix.applicability == Applicability::Safe
    });
    if let Some(path) = changed_outside(&sources, &chosen) {
        return Some(format!("more than the edits changes in {path}"));
    }
    let (fixed_files, fixed) = common::fix(files, guesses);
    let (_, again) = common::fix(&fixed_files, guesses);
    let (fixed_sources, after) = (&again.checked.sources, &again.checked.findings);
    let counts_before = counts(&sources, &before, false);
    for (place, count) in counts(fixed_sources, after, false) {
        if count > counts_before.get(&place).copied().unwrap_or(0) {
            let shown = common::human(fixed_sources, after);
            return Some(format!("{place:?} is new:\n{shown}"));
        }
    }
    if let Some(change) = again.changes.first() {
        return Some(format!(
            "fixed twice, {} differs:\n{}\n---\n{}",
            change.path, change.before, change.after
        ));
    }
    for change in fixed.changes {
        let (before, after) = (&change.before, &change.after);
        if before.starts_with('\u{feff}') != after.starts_with('\u{feff}') {
            return Some(format!("the byte-order mark of {} is lost", change.path));
        }
        let bare = |text: &str| text.matches('\n').count() - text.matches("\r\n").count();
        let is_crlf = before.contains("\r\n") && bare(before) == 0;
        if (is_crlf && bare(after) > 0) || (!before.contains('\r') && after.contains('\r')) {
            return Some(format!("the line breaks of {} are mixed", change.path));
        }
    }
    None
}

/// The first file in which fixes change more than their edits say.
fn changed_outside(sources: &Sources, fixes: &[&Fix]) -> Option<String> {
    let texts = lint::apply(fixes, sources);
    let mut changed = texts.iter().filter(|(file, after)| {
        let edits = fixes.iter().flat_map(|fix| &fix.edits);
        let edits = edits.filter(|edit| edit.file == **file).collect();
        !holds_edits_alone(&sources.get(**file).text, after, edits)
    });
    let (file, _) = changed.next()?;
    Some(sources.get(*file).path.to_string())
}

/// Whether a text is the one before with edits made, and nothing else.
fn holds_edits_alone(before: &str, after: &str, mut edits: Vec<&Edit>) -> bool {
    edits.sort_by_key(|edit| edit.span);
    let (mut at, mut rest) = (0, after);
    for edit in edits {
        let crlf = edit.replacement.replace('\n', "\r\n");
        // What stands before the edit, a byte-order mark that the edit begins with included.
        let mark = before[edit.span.range()].starts_with('\u{feff}');
        let start = edit.span.start as usize + if mark { 3 } else { 0 };
        let next = rest.strip_prefix(&before[at..start]).and_then(|rest| {
            rest.strip_prefix(&crlf)
                .or(rest.strip_prefix(&edit.replacement))
        });
        let Some(next) = next else { return false };
        (at, rest) = (edit.span.end as usize, next);
    }
    rest == &before[at..]
}

/// Something done to a line of a text.
#[derive(Clone, Debug)]
enum Slip {
    DeleteLine(Index),
    DuplicateLine(Index),
    SwapLines(Index, Index),
    /// Another letter in the first word of a line.
    ChangeLetter(Index, Index, char),
    /// One letter of a line left out.
    LeaveOutLetter(Index, Index),
    LineBreaks,
    ByteOrderMark,
}

fn slip() -> impl Strategy<Value = Slip> {
    let index = any::<Index>;
    prop_oneof![
        index().prop_map(Slip::DeleteLine),
        index().prop_map(Slip::DuplicateLine),
        (index(), index()).prop_map(|(a, b)| Slip::SwapLines(a, b)),
        (index(), index(), "[a-z#:>\\-\"\\[]").prop_map(|(line, letter, with)| {
            Slip::ChangeLetter(line, letter, with.chars().next().unwrap())
        }),
        (index(), index()).prop_map(|(line, letter)| Slip::LeaveOutLetter(line, letter)),
        Just(Slip::LineBreaks),
        Just(Slip::ByteOrderMark),
    ]
}

impl Slip {
    fn make(&self, text: &str) -> String {
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        if lines.is_empty() {
            return text.to_owned();
        }
        let count = lines.len();
        match self {
            Slip::DeleteLine(line) => drop(lines.remove(line.index(count))),
            Slip::DuplicateLine(line) => {
                let line = line.index(count);
                lines.insert(line, lines[line].clone());
            }
            Slip::SwapLines(a, b) => lines.swap(a.index(count), b.index(count)),
            Slip::ChangeLetter(line, letter, with) => {
                let line = &mut lines[line.index(count)];
                let word = line.find([':', ' ']).unwrap_or(line.len()).max(1);
                if let Some((at, old)) = line.char_indices().nth(letter.index(word)) {
                    line.replace_range(at..at + old.len_utf8(), &with.to_string());
                }
            }
            Slip::LeaveOutLetter(line, letter) => {
                let line = &mut lines[line.index(count)];
                let at = line.char_indices().nth(letter.index(line.len()));
                if let Some((at, _)) = at {
                    line.remove(at);
                }
            }
            Slip::LineBreaks => return text.replace("\r\n", "\n").replace('\n', "\r\n"),
            Slip::ByteOrderMark => {
                return format!("\u{feff}{}", text.trim_start_matches('\u{feff}'));
            }
        }
        lines.concat()
    }
}

/// The texts of a workspace, in path order.
fn texts(files: &MemoryFiles) -> Vec<SitePath> {
    let mut paths = files.list(&SitePath::default()).unwrap().files;
    paths.retain(|path| matches!(path.extension().as_deref(), Some("md" | "yaml")));
    paths
}

#[test]
fn workspaces_with_slips_can_be_fixed() {
    let workspaces = workspaces();
    let cases =
        std::env::var_os("PROPTEST_CASES").map_or(CASES, |_| ProptestConfig::default().cases);
    let mut runner = TestRunner::new(ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let slips = proptest::collection::vec((any::<Index>(), slip()), 1..6);
    let case = (any::<Index>(), slips, any::<bool>());
    let result = runner.run(&case, |(workspace, slips, guesses)| {
        let (name, files) = &workspaces[workspace.index(workspaces.len())];
        let mut files = files.clone();
        for (file, slip) in &slips {
            let paths = texts(&files);
            let path = &paths[file.index(paths.len())];
            let bytes = files.read(path, MAX_TEXT_BYTES).unwrap();
            if let Ok(text) = String::from_utf8(bytes) {
                files.insert(path.as_str(), slip.make(&text));
            }
        }
        assert_eq!(wrong(&files, guesses), None, "{name}");
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}
