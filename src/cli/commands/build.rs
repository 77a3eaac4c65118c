//! `waybook build`: checks a workspace and writes its site.

use crate::build::{self, Checked, Options};
use crate::cli::args::Build;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::findings::{self, Tally};
use crate::cli::known;
use crate::cli::progress::Bar;
use crate::cli::terminal::Terminal;
use crate::cli::words::{count, file_address, shell_word, shown};
use crate::cli::workspace;
use crate::config::SiteConfig;
use crate::output::{DirectoryOutput, Protected, Summary};
use crate::source::{OsFiles, Sources};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Builds the site.
pub(super) fn run(
    arguments: &Build,
    given: Option<&Path>,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let start = Instant::now();
    let root = workspace::find(given)?;
    let files = OsFiles::new(&root);
    if arguments.site.is_none() {
        one_site(&workspace::configuration(&files)?.sites, given)?;
    }
    let bar = Bar::new(terminal);
    let options = Options {
        site: arguments.site.as_deref(),
        base_url: arguments.base_url.as_deref(),
        theme: arguments.theme.as_deref(),
        drafts: arguments.judging.drafts,
        today: arguments.judging.today.unwrap_or_else(super::day),
        baseline: known::wanted(&arguments.judging, false),
        progress: &bar,
    };
    let mut checked = build::check(&files, &options)?;
    bar.clear();
    checked.require_buildable();
    show(&checked, arguments.judging.strict, terminal);
    let tally = Tally::of(&checked.findings);
    if tally.exit(arguments.judging.strict) == Exit::Findings {
        refuse(tally, &root, terminal);
        return Ok(Exit::Findings);
    }

    // Every finding has been shown: the texts make room for the pages.
    checked.sources = Sources::default();
    let protected = Protected {
        inputs: workspace::inputs(&root, checked.config()),
        root: root.clone(),
    };
    let output = DirectoryOutput::open(&target(arguments, &root, &checked), &protected)?;
    let summary = build::publish(&files, &checked, &options, &output)?;
    drop(bar);
    report(&checked, summary, tally, start.elapsed(), terminal);
    known::count_known(&checked, terminal);
    let index = output.target().join("index.html");
    terminal.say(&format!("Written to {}", shown(output.target())));
    terminal.say(&format!("Open {}", file_address(&index)));
    // The process ends here and the system takes its memory back at once; to free it piece by piece is for nothing.
    std::mem::forget(checked);
    Ok(Exit::Clean)
}

/// A workspace that names its sites is never built as a whole: what one client sees is not for the others.
fn one_site(sites: &[SiteConfig], root: Option<&Path>) -> Result<(), Failure> {
    let message = match sites {
        [] => return Ok(()),
        [_] => {
            "`waybook.yaml` names a site; build it by its name, so that nothing else shows up in it"
        }
        _ => {
            "`waybook.yaml` names several sites; build one at a time, so that nothing of one shows up in another"
        }
    };
    let root = root.map_or_else(String::new, |root| format!(" --root {}", shell_word(root)));
    let commands = sites
        .iter()
        .map(|site| format!("`waybook build{root} --site {}`", site.name.value));
    Err(commands.fold(Failure::new(message), Failure::help))
}

/// Prints the findings: all that keep the site from being written, and an excerpt of the others.
fn show(checked: &Checked, strict: bool, terminal: &mut Terminal) {
    let (shown, note) = if strict {
        (checked.findings.iter().collect(), None)
    } else {
        findings::excerpt(&checked.findings)
    };
    findings::print(shown, &checked.sources, &mut terminal.err);
    if let Some(note) = note {
        terminal.err.line(&format!("{note}\n"));
    }
}

/// Where the site goes: as asked for, as its own configuration says, else to the workspace's output folder; there one
/// of several sites has a folder of its name.
fn target(arguments: &Build, root: &Path, checked: &Checked) -> PathBuf {
    if let Some(output) = &arguments.output {
        return output.clone();
    }
    let shared = root.join(&checked.config().output.value);
    match &checked.chosen {
        None => shared,
        Some(site) => match &site.output {
            Some(own) => root.join(&own.value),
            None => shared.join(&site.name.value),
        },
    }
}

/// Says that nothing is written, and why.
fn refuse(tally: Tally, root: &Path, terminal: &mut Terminal) {
    let why = match tally.exit(false) {
        Exit::Clean => ", and `--strict` allows none",
        _ => "",
    };
    let mut failure = Failure::new(format!("nothing was written: found {tally}{why}"));
    if let Some(root) = workspace::elsewhere(root) {
        failure = failure.help(format!("the files are named from `{root}`"));
    }
    terminal.failure(&failure);
}

fn report(
    checked: &Checked,
    summary: Summary,
    tally: Tally,
    time: Duration,
    terminal: &mut Terminal,
) {
    let pages = count(checked.site.pages().count(), "page");
    let seconds = time.as_secs_f64();
    let Summary {
        written,
        unchanged,
        removed,
        ..
    } = summary;
    let files = if written + removed == 0 {
        format!("nothing has changed in {}", count(unchanged, "file"))
    } else {
        let written = count(written, "file");
        format!("{written} written, {unchanged} unchanged, {removed} removed")
    };
    terminal.say(&format!(
        "Built {pages} in {seconds:.2} s: {files}; {tally}"
    ));
}
