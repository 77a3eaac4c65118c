//! The five mistakes that brands make most often, all of them in one playbook that is well formed otherwise
//! (`tests/workspaces/all-the-mistakes`): each has to be named, with its place and a way out.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose files are not there has failed"
)]

mod common;

use waybook::diagnostic::Diagnostic;
use waybook::source::Sources;

/// A mistake, and the rules that name what it consists of.
const MISTAKES: &[(&str, &[&str])] = &[
    (
        "broadcasting: nobody listens, nobody but the brand speaks",
        &["listening-absent", "seeding-absent"],
    ),
    (
        "conversion is pushed while discovery and research are empty",
        &["conversion-only", "upstream-thin", "hard-sell-discovery"],
    ),
    (
        "advocacy is neglected",
        &["advocacy-thin", "advocacy-transactional"],
    ),
    (
        "localization is taken for translation",
        &["translation-only", "localization-absent"],
    ),
    ("a burst in the place of presence", &["one-off-burst"]),
];

/// The folder of the playbook that makes them.
const PLAYBOOK: &str = "content/veyra/";

#[test]
fn every_mistake_of_the_field_is_named() {
    let (sources, findings) = checked();
    let mut wrong = Vec::new();
    for (mistake, rules) in MISTAKES {
        let mut named = findings.iter().filter(|f| rules.contains(&f.code));
        if !named.any(|finding| is_helpful(finding, &sources)) {
            wrong.push(format!("none of {rules:?} names this mistake: {mistake}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a finding leads to a line of the playbook and says why it matters and what to write.
fn is_helpful(finding: &Diagnostic, sources: &Sources) -> bool {
    let place = finding.labels.first().is_some_and(|label| {
        let source = sources.get(label.file);
        source.path.as_str().starts_with(PLAYBOOK) && !source.slice(label.span).is_empty()
    });
    place && !finding.notes.is_empty() && !finding.help.is_empty()
}

#[test]
fn nothing_else_is_wrong_with_the_playbook() {
    let (sources, findings) = checked();
    let structure = |finding: &&Diagnostic| {
        let rule = waybook::lint::registry::find(finding.code).unwrap();
        rule.info.group == waybook::lint::Group::Structure
    };
    let wrong: Vec<Diagnostic> = findings.iter().filter(structure).cloned().collect();
    assert!(wrong.is_empty(), "{}", common::human(&sources, &wrong));
}

fn checked() -> (Sources, Vec<Diagnostic>) {
    let mut files = common::base();
    let input = common::workspaces().join("all-the-mistakes/input");
    common::lay_over(&mut files, &input);
    common::check(&files)
}
