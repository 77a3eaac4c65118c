//! `lint.baseline` over whole workspaces: what is recorded is known, what is new counts, what is mended is told.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose files are not there has failed"
)]

mod common;

use common::pages::workspace;
use waybook::build::{self, Changes, Checked, Options, Session, Silent, UseBaseline};
use waybook::lint::BASELINE_FILE;
use waybook::lint::registry::{RULES, find};
use waybook::source::{MemoryFiles, SitePath};

fn options(baseline: UseBaseline) -> Options<'static> {
    Options {
        site: None,
        base_url: None,
        theme: None,
        drafts: false,
        today: jiff::civil::date(2026, 3, 1),
        baseline,
        progress: &Silent,
    }
}

fn check(files: &MemoryFiles, baseline: UseBaseline) -> Checked {
    build::check(files, &options(baseline)).unwrap()
}

/// Records what is wrong with the files; gives the number of findings.
fn record(files: &mut MemoryFiles) -> usize {
    let recorded = check(files, UseBaseline::Record).known.recorded.unwrap();
    files.insert(BASELINE_FILE, recorded.to_string());
    recorded.count()
}

/// The base workspace with a page of this text.
fn page(text: &str) -> MemoryFiles {
    let mut files = common::base();
    write(&mut files, text);
    files
}

fn write(files: &mut MemoryFiles, text: &str) {
    let text = format!("---\ntitle: Launch\n---\n\n{text}\n");
    files.insert("content/demo/launch.md", text);
}

fn codes(checked: &Checked) -> Vec<&'static str> {
    checked.findings.iter().map(|f| f.code).collect()
}

#[test]
fn what_any_rule_finds_can_be_recorded() {
    for rule in RULES {
        let name = rule.info.name;
        if name == "baseline-unreadable" {
            continue;
        }
        let mut files = workspace(rule, "Example");
        let number = record(&mut files);
        assert!(number > 0, "{name}");
        let checked = check(&files, UseBaseline::Heed);
        assert_eq!(codes(&checked), [""; 0], "{name}");
        assert_eq!(checked.known.findings.len(), number, "{name}");
        assert!(checked.known.gone.is_empty(), "{name}");
        let checked = check(&files, UseBaseline::Ignore);
        assert_eq!(checked.findings.len(), number, "{name}");
        let again = check(&files, UseBaseline::Record).known.recorded.unwrap();
        assert_eq!(again.count(), number, "{name}");
    }
}

#[test]
fn new_findings_count_and_mended_ones_are_told() {
    let mut files = page("It weighs TBD.\n\n#### Too deep");
    assert_eq!(record(&mut files), 2);
    write(
        &mut files,
        "Something else.\n\nIt weighs TBD.\n\n[[nobody]]",
    );
    let checked = check(&files, UseBaseline::Heed);
    assert_eq!(codes(&checked), ["term-unknown"]);
    assert_eq!(checked.known.findings[0].code, "placeholder-text");
    let gone = &checked.known.gone;
    assert_eq!(gone.len(), 1);
    assert_eq!(
        (gone[0].path.as_str(), gone[0].rule.as_str()),
        ("content/demo/launch.md", "heading-jump")
    );
}

#[test]
fn findings_that_are_not_shown_for_their_number_are_known_all_the_same() {
    let mut files = page(&"TBD\n\n".repeat(150));
    assert_eq!(check(&files, UseBaseline::Ignore).findings.len(), 100);
    assert_eq!(record(&mut files), 150);
    assert_eq!(codes(&check(&files, UseBaseline::Heed)), [""; 0]);
    write(&mut files, &"TBD\n\n".repeat(152));
    assert_eq!(check(&files, UseBaseline::Heed).findings.len(), 2);
}

#[test]
fn of_a_rule_that_is_no_more_the_findings_are_gone() {
    let mut files = common::base();
    files.insert(
        BASELINE_FILE,
        "# waybook baseline 1\ncontent/demo/a.md\tfunnel-thinking\t0123456789ab\tit is a funnel\n",
    );
    let checked = check(&files, UseBaseline::Heed);
    assert_eq!(codes(&checked), [""; 0]);
    assert_eq!(checked.known.gone[0].rule, "funnel-thinking");
}

#[test]
fn what_is_silenced_or_off_is_not_recorded() {
    let mut files =
        page("Text.\n\n<!-- lint-allow placeholder-text: to come -->\nTBD\n\n#### Too deep");
    files.insert("waybook.yaml", "lint: {heading-jump: off}\n");
    assert_eq!(record(&mut files), 0);
}

#[test]
fn some_known_errors_keep_a_site_from_being_built() {
    let builds = |mut files: MemoryFiles| {
        record(&mut files);
        let mut checked = check(&files, UseBaseline::Heed);
        assert_eq!(codes(&checked), [""; 0]);
        checked.require_buildable();
        checked.findings.is_empty()
    };
    for (rule, expected) in [
        ("route-collision", false),
        ("front-matter-syntax", false),
        ("file-unreadable", false),
        ("playbook-missing", false),
        ("reference-broken", true),
        ("stage-missing", true),
        ("key-missing", true),
        ("loop-open", true),
    ] {
        let files = workspace(find(rule).unwrap(), "Example");
        assert_eq!(builds(files), expected, "{rule}");
    }
    let mut files = common::base();
    files.insert("waybook.yaml", "locale: no language\n");
    assert!(!builds(files), "defaults stand in for the configuration");
    let mut files = common::base();
    files.insert(
        "content/demo/launch.md",
        "---\ntitle: Launch\ndraft: perhaps\n---\n",
    );
    assert!(!builds(files), "a draft would be published");
}

#[test]
fn the_record_is_the_same_for_the_same_files() {
    let files = page("TBD\n\n[[nobody]]\n\n#### Too deep");
    let text = || {
        check(&files, UseBaseline::Record)
            .known
            .recorded
            .unwrap()
            .to_string()
    };
    assert_eq!(text(), text());
    let mut with = files.clone();
    with.insert(BASELINE_FILE, "no baseline at all\n");
    let recorded = check(&with, UseBaseline::Record).known.recorded.unwrap();
    assert_eq!(recorded.to_string(), text());
}

#[test]
fn who_reads_again_sees_a_baseline_that_has_changed() {
    let mut files = page("TBD");
    let mut session = Session::default();
    let mut read = |files: &MemoryFiles| {
        let changes = Changes::Paths([SitePath::new(BASELINE_FILE)].into());
        let changed = session.read(files, &changes, &Silent).unwrap();
        let planned = build::plan(&session, &options(UseBaseline::Heed), None, None).unwrap();
        let checked = planned.check(jiff::civil::date(2026, 3, 1), session.digest());
        (changed, codes(&checked).join(" "))
    };
    let wrong = "placeholder-text".to_owned();
    assert_eq!(read(&files), (true, wrong.clone()));
    record(&mut files);
    assert_eq!(read(&files), (true, String::new()));
    assert_eq!(read(&files), (false, String::new()));
    files.insert(BASELINE_FILE, "no baseline\n");
    assert_eq!(
        read(&files).1,
        format!("{wrong} baseline-unreadable baseline-unreadable")
    );
    files.remove(BASELINE_FILE);
    assert_eq!(read(&files), (true, wrong));
}
