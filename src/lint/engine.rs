//! Running the rules.

use super::{Context, Settings, registry, rules, suppress};
use crate::diagnostic::Diagnostic;
use crate::journey::{Playbook, Workspace};
use crate::source::{FileId, SitePath, Sources, Spanned};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Checks a whole workspace: `found` (what earlier steps said) and what the rules find, with suppressions and levels
/// applied, in the order of files and positions.
///
/// Suppression comes before levels: a comment that silences a finding is in use even where the rule is off. Nothing is
/// left out for brevity: that is for [`shorten`], once it is known which findings are new.
#[must_use]
pub fn check(
    workspace: &Workspace,
    sources: &Sources,
    today: jiff::civil::Date,
    found: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    check_again(&mut Memory::default(), workspace, sources, today, found)
}

/// What was found in each playbook when it was last checked.
#[derive(Default)]
pub struct Memory {
    /// What the findings depend on beside the playbook itself: the texts of the configuration and of the brands, what
    /// playbooks know of each other, and the day.
    around: Option<(String, Vec<Known>, jiff::civil::Date)>,
    /// By folder; a playbook that is still the same one is not checked again.
    playbooks: BTreeMap<SitePath, (Arc<Playbook>, Vec<Diagnostic>)>,
}

/// What a playbook may know of another: its folder, its language, its client, and what it is an edition of.
type Known = (SitePath, [Option<String>; 3]);

fn known(playbook: &Playbook) -> Known {
    let facts = &playbook.facts;
    let text = |value: &Option<Spanned<String>>| value.as_ref().map(|v| v.value.clone());
    let told = [
        facts.locale.clone(),
        text(&facts.client),
        text(&facts.translation_of),
    ];
    (playbook.root.clone(), told)
}

/// As [`check`], of a workspace that is checked again and again: only playbooks that are new are looked at.
#[must_use]
pub fn check_again(
    memory: &mut Memory,
    workspace: &Workspace,
    sources: &Sources,
    today: jiff::civil::Date,
    mut found: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let (settings, wrong) = Settings::read(&workspace.config, sources, &files(workspace));
    let brands = workspace.brands.iter().map(|brand| brand.file);
    let texts = workspace.config.file.into_iter().chain(brands);
    let texts: Vec<&str> = texts.map(|file| sources.get(file).text.as_str()).collect();
    let others = workspace.playbooks.iter().map(|p| known(p)).collect();
    let around = Some((texts.join("\0"), others, today));
    if memory.around != around {
        memory.playbooks.clear();
        memory.around = around;
    }
    let new: Vec<&Arc<Playbook>> = workspace
        .playbooks
        .iter()
        .filter(|playbook| {
            let known = memory.playbooks.get(&playbook.root);
            !known.is_some_and(|(known, _)| Arc::ptr_eq(known, playbook))
        })
        .collect();
    let checked: Vec<_> = new
        .into_par_iter()
        .map(|playbook| {
            let findings = run(workspace, playbook, sources, today, &settings);
            (playbook.root.clone(), (Arc::clone(playbook), findings))
        })
        .collect();
    memory.playbooks.extend(checked);
    let all = memory.playbooks.values().flat_map(|(_, findings)| findings);
    found.extend(all.cloned());
    found.extend(wrong);
    finish(workspace, sources, &settings, found)
}

/// Suppressions, levels, order.
fn finish(
    workspace: &Workspace,
    sources: &Sources,
    settings: &Settings,
    mut found: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    leave_unreadable(&mut found);
    let findings = suppress::apply(workspace, sources, found);
    let mut findings = settings.apply(findings, sources);
    sort(&mut findings, sources);
    findings
}

/// The files that a workspace is made of.
fn files(workspace: &Workspace) -> Vec<FileId> {
    let documents = workspace.playbooks.iter().flat_map(|p| &p.documents);
    let brands = workspace.brands.iter().map(|brand| brand.file);
    let files = workspace.config.file.into_iter().chain(brands);
    files.chain(documents.map(|d| d.file)).collect()
}

/// How many findings of one rule are kept for one file. A file with more is broken in one way many times over.
const MOST_PER_FILE: usize = 100;

/// Keeps the first findings of each rule in each file; the last one kept says how many more there are.
pub fn shorten(findings: &mut Vec<Diagnostic>) {
    let key = |finding: &Diagnostic| Some((finding.labels.first()?.file, finding.code));
    let mut counts: BTreeMap<(FileId, &str), usize> = BTreeMap::new();
    for place in findings.iter().filter_map(key) {
        *counts.entry(place).or_default() += 1;
    }
    counts.retain(|_, count| *count > MOST_PER_FILE);
    if counts.is_empty() {
        return;
    }
    let mut seen: BTreeMap<(FileId, &str), usize> = BTreeMap::new();
    findings.retain_mut(|finding| {
        let Some(place) = key(finding) else {
            return true;
        };
        let Some(count) = counts.get(&place) else {
            return true;
        };
        let seen = seen.entry(place).or_default();
        *seen += 1;
        if *seen == MOST_PER_FILE {
            let more = count - MOST_PER_FILE;
            finding.notes.push(format!(
                "this file has {more} more findings of this rule, which are not shown"
            ));
        }
        *seen <= MOST_PER_FILE
    });
}

/// What every rule finds in one playbook, in the order of the catalogue.
fn run(
    workspace: &Workspace,
    playbook: &Playbook,
    sources: &Sources,
    today: jiff::civil::Date,
    settings: &Settings,
) -> Vec<Diagnostic> {
    let context = Context {
        workspace,
        playbook,
        sources,
        today,
        settings,
    };
    let mut findings = Vec::new();
    for check in registry::RULES.iter().filter_map(|rule| rule.check) {
        check(&context, &mut findings);
    }
    findings
}

/// Of a file that is no text only that is said: everything else would be a guess at its garbage.
fn leave_unreadable(findings: &mut Vec<Diagnostic>) {
    let place = |finding: &Diagnostic| finding.labels.first().map(|label| label.file);
    let code = rules::file_unreadable::RULE.info.name;
    let unreadable: BTreeSet<FileId> = findings
        .iter()
        .filter(|finding| finding.code == code)
        .filter_map(place)
        .collect();
    findings.retain(|finding| {
        finding.code == code || place(finding).is_none_or(|file| !unreadable.contains(&file))
    });
}

/// Orders findings by file, position, rule and message; one said twice is said once. Findings without a place come
/// first.
pub fn sort(findings: &mut Vec<Diagnostic>, sources: &Sources) {
    findings.sort_by(|a, b| key(a, sources).cmp(&key(b, sources)));
    findings.dedup();
}

/// What a finding is ordered by.
fn key<'a>(finding: &'a Diagnostic, sources: &'a Sources) -> (&'a str, u32, &'a str, &'a str) {
    let (path, start) = finding.labels.first().map_or(("", 0), |label| {
        (sources.get(label.file).path.as_str(), label.span.start)
    });
    (path, start, finding.code, &finding.message)
}

#[cfg(test)]
mod tests {
    use super::{check, shorten};
    use crate::config;
    use crate::diagnostic::{Diagnostic, Severity};
    use crate::journey::Workspace;
    use crate::source::{FileId, SitePath, SourceFile, Sources, Span};

    fn today() -> jiff::civil::Date {
        jiff::civil::date(2026, 3, 1)
    }

    /// Two files, and a finding of `code` at `at` of the file.
    fn sources() -> Sources {
        let mut sources = Sources::default();
        for path in ["b.md", "a.md"] {
            sources.add(SourceFile {
                path: SitePath::new(path),
                text: "0123456789".to_owned(),
            });
        }
        sources
    }

    fn finding(code: &'static str, file: u32, at: usize) -> Diagnostic {
        Diagnostic::new(code, Severity::Error, "it is wrong").label(
            FileId(file),
            Span::new(at, at + 1),
            "",
        )
    }

    #[test]
    fn a_file_with_very_many_findings_of_a_rule_shows_the_first() {
        let mut found: Vec<Diagnostic> = (0..150).map(|at| finding("key-unknown", 0, at)).collect();
        found.push(finding("key-missing", 0, 3));
        found.push(finding("key-unknown", 1, 3));
        let mut result = check(&Workspace::default(), &sources(), today(), found);
        assert_eq!(result.len(), 152);
        shorten(&mut result);
        assert_eq!(result.len(), 102);
        let note = "this file has 50 more findings of this rule, which are not shown";
        assert_eq!(result.iter().filter(|d| d.notes == [note]).count(), 1);
    }

    #[test]
    fn findings_come_in_the_order_of_paths_positions_and_rules_and_once() {
        let found = vec![
            finding("key-unknown", 0, 1),
            finding("value-invalid", 1, 5),
            finding("key-unknown", 1, 5),
            finding("key-missing", 1, 2),
            finding("key-missing", 1, 2),
        ];
        let result = check(&Workspace::default(), &sources(), today(), found);
        let order: Vec<_> = result
            .iter()
            .map(|d| (d.code, d.labels[0].file.0, d.labels[0].span.start))
            .collect();
        assert_eq!(
            order,
            [
                ("key-missing", 1, 2),
                ("key-unknown", 1, 5),
                ("value-invalid", 1, 5),
                ("key-unknown", 0, 1)
            ]
        );
    }

    #[test]
    fn of_a_file_that_is_no_text_only_that_is_said() {
        let found = vec![
            finding("key-missing", 0, 1),
            finding("key-missing", 1, 1),
            finding("file-unreadable", 1, 3),
        ];
        let result = check(&Workspace::default(), &sources(), today(), found);
        let codes: Vec<_> = result.iter().map(|d| d.code).collect();
        assert_eq!(codes, ["file-unreadable", "key-missing"]);
    }

    #[test]
    fn levels_of_the_configuration_replace_the_defaults_and_off_removes() {
        let mut sources = Sources::default();
        let file = sources.add(SourceFile {
            path: SitePath::new("waybook.yaml"),
            text: "lint: {key-unknown: off, key-missing: info, stage-mising: info}".to_owned(),
        });
        let (config, _) = config::read(file, sources.get(file));
        let workspace = Workspace {
            config,
            ..Workspace::default()
        };
        let found = vec![finding("key-unknown", 0, 0), finding("key-missing", 0, 0)];
        let result = check(&workspace, &sources, today(), found);
        assert_eq!(result.len(), 2, "{result:#?}");
        assert_eq!(
            (result[0].code, result[0].severity),
            ("key-missing", Severity::Info)
        );
        assert_eq!(result[1].code, "value-invalid");
        assert!(result[1].help[0].contains("`stage-missing`"), "{result:#?}");
    }
}
