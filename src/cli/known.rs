//! What the commands say of `lint.baseline`, and how it is written.

use super::args::{Form, Format, Judging};
use super::exit::Exit;
use super::failure::Failure;
use super::terminal::Terminal;
use super::words::{count, printable};
use crate::build::{Checked, UseBaseline};
use crate::lint::{BASELINE_FILE, Baseline, Entry};
use crate::source::SitePath;
use std::path::Path;

/// How many findings that are gone are listed.
const LISTED: usize = 20;

/// What is to be done with the baseline.
pub(super) fn wanted(judging: &Judging, write: bool) -> UseBaseline {
    match (write, judging.no_baseline) {
        (true, _) => UseBaseline::Record,
        (false, true) => UseBaseline::Ignore,
        (false, false) => UseBaseline::Heed,
    }
}

/// Says how many findings of the files in `scope` are known, and which known ones are gone; where standard output is
/// for a program, on standard error.
pub(super) fn report(
    checked: &Checked,
    form: &Form,
    scope: impl Fn(&SitePath) -> bool,
    terminal: &mut Terminal,
) {
    let mut say = |line: &str| match form.format {
        Format::Human => terminal.say(line),
        _ if terminal.quiet => {}
        _ => terminal.err.line(line),
    };
    let root = SitePath::default();
    let known = checked.known.findings.iter().filter(|finding| {
        let label = finding.labels.first();
        scope(label.map_or(&root, |label| &checked.sources.get(label.file).path))
    });
    known_line(known.count()).iter().for_each(|line| say(line));
    let gone = checked.known.gone.iter();
    let gone: Vec<&Entry> = gone
        .filter(|entry| scope(&SitePath::new(&entry.path)))
        .collect();
    let number: usize = gone.iter().map(|entry| entry.count).sum();
    if number == 0 {
        return;
    }
    let verb = if number == 1 { "is" } else { "are" };
    let findings = count(number, "finding");
    say(&format!(
        "{findings} of {BASELINE_FILE} {verb} gone; `waybook check --write-baseline` drops what is gone from the file:"
    ));
    for entry in gone.iter().take(LISTED) {
        say(&printable(&line(entry)));
    }
    if let Some(more) = gone.len().checked_sub(LISTED).filter(|more| *more > 0) {
        say(&format!("  and {more} more"));
    }
}

/// One finding that is gone, or several equal ones.
fn line(entry: &Entry) -> String {
    let number = match entry.count {
        1 => String::new(),
        number => format!(" ({number} times)"),
    };
    format!(
        "  {}: {}: {}{number}",
        entry.path, entry.rule, entry.message
    )
}

/// Says how many findings are known, if any are.
pub(super) fn count_known(checked: &Checked, terminal: &mut Terminal) {
    if let Some(line) = known_line(checked.known.findings.len()) {
        terminal.say(&line);
    }
}

fn known_line(number: usize) -> Option<String> {
    let verb = if number == 1 { "is" } else { "are" };
    let findings = count(number, "known finding");
    (number > 0).then(|| format!("{findings} {verb} in {BASELINE_FILE}"))
}

/// Writes the baseline. Without findings there is nothing to know, and a file that is there is emptied.
pub(super) fn write(
    baseline: &Baseline,
    root: &Path,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let path = root.join(BASELINE_FILE);
    let number = baseline.count();
    if number == 0 && !path.exists() {
        terminal.say("There are no findings, so there is nothing to record");
        return Ok(Exit::Clean);
    }
    std::fs::write(&path, baseline.to_string()).map_err(Failure::io("write", &path))?;
    terminal.say(&match number {
        0 => format!("There are no findings: {BASELINE_FILE} is empty now, and can be deleted"),
        _ => format!(
            "Recorded {} in {BASELINE_FILE}: from now on `waybook check` reports only new ones",
            count(number, "finding")
        ),
    });
    Ok(Exit::Clean)
}
