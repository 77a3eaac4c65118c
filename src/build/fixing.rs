//! Rounds of checking and fixing, until nothing is left that a fix would mend.
//!
//! A round: the findings' fixes that fit together are applied to the texts in memory, and the workspace is checked as it
//! would be then. It is taken only if it is better: fewer findings in all, and of no rule more in any file. Otherwise the
//! fixes are divided (those in files with more findings from the others, then by halves) until those that do harm stand
//! alone, and these are left out.
//!
//! Architecture invariant: every round that is taken leaves fewer findings, and what a round does depends on the texts
//! alone. So fixing ends, never makes a finding that was not there, and fixing a second time changes nothing.

use super::{BuildError, Changes, Checked, Options, Progress, Session, Silent, plan};
use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::lint;
use crate::source::{Files, MemoryFiles, OverlayFiles, SitePath, Sources};
use crate::theme::{self, Theme};
use std::collections::{BTreeMap, BTreeSet};

/// How many checks a round may take: each fix that does harm costs a few.
const MOST_CHECKS: usize = 100;

/// Which fixes are wanted.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// Whether good guesses are applied too.
    pub guesses: bool,
    /// The files that may be changed.
    pub files: &'a dyn Fn(&SitePath) -> bool,
}

impl Wanted<'_> {
    fn takes(&self, fix: &Fix, sources: &Sources) -> bool {
        (self.guesses || fix.applicability == Applicability::Safe)
            && fix
                .edits
                .iter()
                .all(|edit| (self.files)(&sources.get(edit.file).path))
    }
}

/// A workspace after fixing. Nothing is written yet.
#[derive(Debug)]
pub struct Fixed {
    /// The workspace as it is with the changes; its findings are those that are left.
    pub checked: Checked,
    /// The files that differ, in path order.
    pub changes: Vec<Change>,
    /// How many findings are gone.
    pub gone: usize,
    /// How many fixes were wanted and left out, since they would bring up other findings.
    pub left_out: usize,
}

/// A file that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub path: SitePath,
    /// Its text as it was read.
    pub before: String,
    /// Its text with the fixes.
    pub after: String,
}

/// Checks a workspace and fixes what is wanted, in memory.
///
/// # Errors
/// As [`super::check`].
pub fn fix(
    files: &dyn Files,
    options: &Options<'_>,
    wanted: &Wanted<'_>,
) -> Result<Fixed, BuildError> {
    let mut trials = Trials::new(files, options);
    let mut checked = trials.check(&Changed::new(), options.progress)?;
    let before = checked.findings.len();
    let mut changed = Changed::new();
    while let Some(better) = round(&mut trials, &changed, &checked, wanted) {
        (changed, checked) = better;
    }
    let sources = &checked.sources;
    let left_out = lint::select(&checked.findings, sources, |fix| wanted.takes(fix, sources));
    let left_out = left_out.len();
    let gone = before - checked.findings.len();
    lint::shorten(&mut checked.findings);
    let changes = changed
        .into_iter()
        .map(|(path, (before, after))| Change {
            path,
            before,
            after,
        })
        .filter(|change| change.before != change.after);
    Ok(Fixed {
        changes: changes.collect(),
        checked,
        gone,
        left_out,
    })
}

/// Texts that were changed: as they were, and as they are.
type Changed = BTreeMap<SitePath, (String, String)>;

/// Applies what can be applied at once; `None` when nothing can.
fn round(
    trials: &mut Trials<'_>,
    changed: &Changed,
    checked: &Checked,
    wanted: &Wanted<'_>,
) -> Option<(Changed, Checked)> {
    let sources = &checked.sources;
    let fixes = lint::select(&checked.findings, sources, |fix| wanted.takes(fix, sources));
    let mut kept: Vec<&Fix> = Vec::new();
    let mut best: Option<(Changed, Checked)> = None;
    let mut groups = vec![fixes];
    for _ in 0..MOST_CHECKS {
        let Some(group) = groups.pop() else { break };
        if group.is_empty() {
            continue;
        }
        let tried = [kept.as_slice(), group.as_slice()].concat();
        let texts = with(changed, &tried, sources);
        let before = best.as_ref().map_or(checked, |(_, checked)| checked);
        // A configuration with which nothing can be read any more does harm like a new finding.
        let after = trials.check(&texts, &Silent).ok();
        let more = after
            .as_ref()
            .map_or_else(Vec::new, |after| more(before, after));
        match after {
            Some(after) if more.is_empty() && after.findings.len() < before.findings.len() => {
                kept = tried;
                best = Some((texts, after));
            }
            _ => {
                let (first, second) = divide(group, &more, sources);
                groups.extend([second, first]);
            }
        }
    }
    best
}

/// Checks a workspace with some texts in the place of those of its files, again and again. What is the same as in the
/// trial before is not read anew.
struct Trials<'a> {
    files: &'a dyn Files,
    options: &'a Options<'a>,
    session: Session,
    memory: lint::Memory,
    /// The files that differed in the last trial.
    differed: BTreeSet<SitePath>,
    /// The theme by its name, where it can be loaded.
    theme: Option<(String, Option<Theme>)>,
}

impl<'a> Trials<'a> {
    fn new(files: &'a dyn Files, options: &'a Options<'a>) -> Self {
        Self {
            files,
            options,
            session: Session::default(),
            memory: lint::Memory::default(),
            differed: BTreeSet::new(),
            theme: None,
        }
    }

    fn check(
        &mut self,
        texts: &Changed,
        progress: &(dyn Progress + Sync),
    ) -> Result<Checked, BuildError> {
        let mut above = MemoryFiles::new();
        for (path, (_, after)) in texts {
            above.insert(path.as_str(), after.as_str());
        }
        let files = OverlayFiles {
            above,
            below: self.files,
        };
        let differ: BTreeSet<SitePath> = texts.keys().cloned().collect();
        let before = std::mem::replace(&mut self.differed, differ);
        let changes = Changes::Paths(self.differed.union(&before).cloned().collect());
        self.session.read(&files, &changes, progress)?;
        let name = self.session.theme(self.options)?;
        let known = self.theme.take().filter(|(known, _)| *known == name);
        let (_, theme) = self.theme.insert(known.unwrap_or_else(|| {
            let theme = theme::load(&files, &name).ok();
            (name, theme)
        }));
        let planned = plan(&self.session, self.options, theme.as_ref(), None)?;
        let digest = self.session.digest();
        Ok(planned.check_all(self.options.today, &mut self.memory, digest))
    }
}

/// The changed texts with fixes applied to them.
fn with(changed: &Changed, fixes: &[&Fix], sources: &Sources) -> Changed {
    let mut changed = changed.clone();
    for (file, after) in lint::apply(fixes, sources) {
        let source = sources.get(file);
        let entry = changed.entry(source.path.clone());
        let (_, text) = entry.or_insert_with(|| (source.text.clone(), String::new()));
        *text = after;
    }
    changed
}

/// The files that have more findings of some rule than they had.
fn more(before: &Checked, after: &Checked) -> Vec<String> {
    let mut counts = counts(after);
    for (place, count) in self::counts(before) {
        if let Some(now) = counts.get_mut(&place) {
            *now = now.saturating_sub(count);
        }
    }
    let more = counts.into_iter().filter(|(_, count)| *count > 0);
    more.map(|((file, _), _)| file).collect()
}

/// How many findings there are, by file and rule.
fn counts(checked: &Checked) -> BTreeMap<(String, &'static str), usize> {
    let mut counts = BTreeMap::new();
    let file = |finding: &Diagnostic| {
        let label = finding.labels.first();
        label.map_or_else(String::new, |label| {
            checked.sources.get(label.file).path.to_string()
        })
    };
    for finding in &checked.findings {
        *counts.entry((file(finding), finding.code)).or_default() += 1;
    }
    counts
}

/// Two smaller groups: the fixes outside of the files that got worse and those in them, else two halves. A single fix
/// gives two empty ones.
fn divide<'a>(
    group: Vec<&'a Fix>,
    worse: &[String],
    sources: &Sources,
) -> (Vec<&'a Fix>, Vec<&'a Fix>) {
    if group.len() < 2 {
        return (Vec::new(), Vec::new());
    }
    let is_worse = |fix: &&Fix| {
        let mut paths = fix.edits.iter().map(|edit| &sources.get(edit.file).path);
        paths.any(|path| worse.iter().any(|worse| worse == path.as_str()))
    };
    let (inside, outside): (Vec<_>, Vec<_>) = group.into_iter().partition(is_worse);
    match (inside.is_empty(), outside.is_empty()) {
        (false, false) => (outside, inside),
        (true, _) => halves(outside),
        (_, true) => halves(inside),
    }
}

fn halves<T>(mut group: Vec<T>) -> (Vec<T>, Vec<T>) {
    let second = group.split_off(group.len() / 2);
    (group, second)
}
