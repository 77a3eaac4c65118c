//! Findings in the form that was asked for: for a person on standard error, for a program alone on standard output.

use super::args::{Form, Format};
use super::failure::Failure;
use super::findings::{self, Tally};
use super::terminal::Terminal;
use super::words::{count, here, shown};
use super::workspace;
use crate::build::CONFIG_FILE;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::report::{RuleEntry, github, json, sarif, statistics};
use crate::lint::{Group, registry};
use crate::source::Sources;
use std::path::{Path, PathBuf};

/// What a check has to say.
pub(super) struct Report<'a> {
    /// The workspace.
    pub(super) root: &'a Path,
    /// What was found.
    pub(super) findings: &'a [&'a Diagnostic],
    /// The texts it was found in.
    pub(super) sources: &'a Sources,
    /// How many texts were looked at.
    pub(super) texts: usize,
}

/// Whether findings can be given in that form.
///
/// # Errors
/// When a format has no place for numbers.
pub(super) fn possible(form: &Form) -> Result<(), Failure> {
    match form.format {
        Format::Sarif | Format::Github if form.statistics => Err(Failure::new(
            "`--statistics` gives numbers, and this format has no place for them",
        )
        .help("leave out `--format`, or write `--format json`")),
        _ => Ok(()),
    }
}

/// Prints what was found, and the summary where a person will see it.
pub(super) fn show(report: &Report<'_>, form: &Form, terminal: &mut Terminal) {
    let summary = report.summary();
    if let Some(text) = report.for_program(form) {
        terminal.out.write(&text);
        if !terminal.quiet {
            terminal.err.line(&summary);
        }
        return;
    }
    if form.statistics {
        terminal.out.write(&statistics::human(report.findings));
        terminal.say(&summary);
        return;
    }
    let findings = report.findings.iter().copied();
    findings::print(findings, report.sources, &mut terminal.err);
    terminal.say(&summary);
    for line in findings::by_rule(report.findings) {
        terminal.say(&line);
    }
}

impl Report<'_> {
    fn summary(&self) -> String {
        let tally = Tally::of(self.findings.iter().copied());
        let place = workspace::elsewhere(self.root);
        let place = place.map_or_else(String::new, |root| format!(" in {root}"));
        format!("Checked {}{place}: {tally}", count(self.texts, "file"))
    }

    /// The whole of standard output, where it is for a program.
    fn for_program(&self, form: &Form) -> Option<String> {
        let (findings, sources) = (self.findings, self.sources);
        match form.format {
            Format::Human => None,
            Format::Json if form.statistics => Some(json::statistics(findings, &shown(self.root))),
            Format::Json => Some(json::render(findings, sources, &shown(self.root))),
            Format::Sarif => {
                let repository = sarif::Repository {
                    prefix: &prefix(self.root),
                    placeless: CONFIG_FILE,
                };
                Some(sarif::render(findings, sources, &rules(), &repository))
            }
            Format::Github => Some(github::render(findings, sources, &prefix(self.root))),
        }
    }
}

fn rules() -> Vec<RuleEntry<'static>> {
    let rules = registry::RULES.iter().map(|rule| &rule.info);
    let entry = |rule: &'static crate::lint::RuleInfo| RuleEntry {
        name: rule.name,
        group: match rule.group {
            Group::Structure => "structure",
            Group::Strategy => "strategy",
            Group::LifeCycle => "life-cycle",
        },
        level: rule.level,
        summary: rule.summary,
        page: rule.page,
    };
    rules.map(entry).collect()
}

/// The way from the root of the repository to the workspace, empty or ending in `/`. The repository is what GitHub
/// Actions says it is, else the current folder; a workspace that lies in neither stands for itself.
fn prefix(root: &Path) -> String {
    let given = std::env::var_os("GITHUB_WORKSPACE").filter(|folder| !folder.is_empty());
    let repositories = given.map(PathBuf::from).into_iter().chain(here().ok());
    let root = root.canonicalize().ok();
    let below = |repository: PathBuf| {
        let repository = repository.canonicalize().ok()?;
        let below = root.as_ref()?.strip_prefix(repository).ok()?;
        let parts = below.components().map(|part| {
            let part = part.as_os_str().to_string_lossy();
            format!("{part}/")
        });
        Some(parts.collect())
    };
    repositories.into_iter().find_map(below).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::rules;

    /// GitHub takes no longer descriptions.
    #[test]
    fn descriptions_of_rules_are_short() {
        for rule in rules() {
            let head = rule.page.split("## Example").next().unwrap();
            assert!(head.len() <= 1024, "{}", rule.name);
        }
    }
}
