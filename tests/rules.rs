//! The examples on the rules' pages: laid over the base workspace, the first gives findings of its rule alone, and
//! "Use instead" gives none. What the first one prints is kept in `tests/workspaces/rules`.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose files are not there has failed"
)]

mod common;

use common::pages::{PLAYBOOK, workspace};
use std::collections::BTreeSet;
use waybook::diagnostic::Diagnostic;
use waybook::lint::registry::RULES;
use waybook::source::{Files, MAX_TEXT_BYTES, MemoryFiles, SitePath};

#[test]
fn the_base_workspace_has_no_finding() {
    let (sources, findings) = common::check(&common::base());
    assert!(
        findings.is_empty(),
        "{}",
        common::human(&sources, &findings)
    );
}

#[test]
fn examples_give_their_finding_and_the_better_way_gives_none() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let name = rule.info.name;
        let (sources, findings) = common::check(&workspace(rule, "Example"));
        let shown = common::human(&sources, &findings);
        if findings.is_empty() || findings.iter().any(|f| f.code != name) {
            wrong.push(format!("the example of {name} gives:\n{shown}"));
        } else {
            let path = common::workspaces().join(format!("rules/{name}.txt"));
            wrong.extend(common::compare(&path, &shown));
        }
        let (sources, findings) = common::check(&workspace(rule, "Use instead"));
        if !findings.is_empty() {
            let shown = common::human(&sources, &findings);
            wrong.push(format!("\"Use instead\" of {name} gives:\n{shown}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn fixes_of_the_examples_leave_nothing_behind() {
    let mut wrong = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.info.fixable) {
        let files = workspace(rule, "Example");
        let (_, findings) = common::check(&files);
        if findings.iter().any(|finding| finding.fix.is_none()) {
            continue;
        }
        let (_, fixed) = common::fix(&files, true);
        let left = &fixed.checked.findings;
        if !left.is_empty() {
            let shown = common::human(&fixed.checked.sources, left);
            wrong.push(format!("after the fix of {}:\n{shown}", rule.info.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn findings_come_out_in_the_same_order_every_time() {
    let mut files = MemoryFiles::new();
    for rule in RULES {
        let example = workspace(rule, "Example");
        for path in example.list(&SitePath::new(PLAYBOOK)).unwrap().files {
            let below = path.below(&SitePath::new(PLAYBOOK)).unwrap();
            let bytes = example.read(&path, MAX_TEXT_BYTES).unwrap();
            files.insert(&format!("content/{}/{below}", rule.info.name), bytes);
        }
    }
    let (sources, expected) = common::check(&files);
    assert!(expected.len() > RULES.len());
    let place = |finding: &Diagnostic| {
        let label = finding.labels.first()?;
        Some((sources.get(label.file).path.clone(), label.span.start))
    };
    assert!(expected.iter().map(place).is_sorted());
    for threads in [1, 2, 3, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let pool = pool.build().unwrap();
        let (again, findings) = pool.install(|| common::check(&files));
        assert_eq!(findings, expected, "with {threads} threads");
        assert!(again.iter().eq(sources.iter()));
    }
}

#[test]
fn every_expected_output_belongs_to_a_rule() {
    let names: BTreeSet<_> = RULES.iter().map(|rule| rule.info.name).collect();
    for path in common::below(&common::workspaces().join("rules")) {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        assert!(names.contains(stem), "{} is left over", path.display());
    }
}
