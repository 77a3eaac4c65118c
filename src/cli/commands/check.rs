//! `waybook check`: says what is wrong with a workspace, and fixes what is clear.

use crate::build::{self, Checked, Fixed, Options, Wanted};
use crate::cli::args::{Check, Format};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::findings::Tally;
use crate::cli::fixes::{self, Fixable};
use crate::cli::known;
use crate::cli::progress::Bar;
use crate::cli::report::{self, Report};
use crate::cli::terminal::Terminal;
use crate::cli::workspace;
use crate::diagnostic::Diagnostic;
use crate::source::{OsFiles, SitePath};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Checks the workspace.
pub(super) fn run(
    arguments: &Check,
    root: Option<&Path>,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    report::possible(&arguments.form)?;
    let root = workspace::find(root)?;
    let scope = Scope::of(&arguments.paths, &root)?;
    let bar = Bar::new(terminal);
    let options = Options {
        site: None,
        base_url: None,
        theme: None,
        drafts: arguments.judging.drafts,
        today: arguments.judging.today.unwrap_or_else(super::day),
        baseline: known::wanted(&arguments.judging, arguments.write_baseline),
        progress: &bar,
    };
    let files = OsFiles::new(&root);
    if arguments.fix || arguments.diff {
        let wanted = Wanted {
            guesses: arguments.guesses,
            files: &|path| scope.holds(path),
        };
        let fixed = build::fix(&files, &options, &wanted)?;
        drop(bar);
        return match arguments.diff {
            true => Ok(preview(arguments, &scope, &fixed, terminal)),
            false => fix(arguments, &scope, &root, &files, &fixed, terminal),
        };
    }
    let checked = build::check(&files, &options)?;
    drop(bar);
    if let Some(baseline) = &checked.known.recorded {
        return known::write(baseline, &root, terminal);
    }
    let (exit, fixable) = show(arguments, &scope, &root, &checked, terminal);
    if let Some(advice) = fixable.advice().filter(|_| is_read(arguments)) {
        terminal.say(&advice);
    }
    Ok(exit)
}

/// Whether the findings are for a person, not for a program.
fn is_read(arguments: &Check) -> bool {
    arguments.form.format == Format::Human
}

/// Writes what was fixed, and shows what is left.
fn fix(
    arguments: &Check,
    scope: &Scope,
    root: &Path,
    files: &OsFiles,
    fixed: &Fixed,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let failures = fixes::write(files, &fixed.changes)?;
    let (exit, left) = show(arguments, scope, root, &fixed.checked, terminal);
    if failures.is_empty() {
        let summary = fixes::summary(fixed, false, left, arguments.guesses);
        match is_read(arguments) {
            true => terminal.say(&summary),
            false if terminal.quiet => {}
            false => terminal.err.line(&summary),
        }
        return Ok(exit);
    }
    for failure in &failures {
        terminal.failure(failure);
    }
    Ok(Exit::Failed)
}

/// Prints what fixing would change. The summary goes beside it, so that the output is a patch and nothing else.
fn preview(arguments: &Check, scope: &Scope, fixed: &Fixed, terminal: &mut Terminal) -> Exit {
    fixes::print(&fixed.changes, &mut terminal.out);
    if !terminal.quiet {
        let left = Fixable::of(scope.findings(&fixed.checked));
        let summary = fixes::summary(fixed, true, left, arguments.guesses);
        terminal.err.line(&summary);
    }
    match fixed.changes.is_empty() {
        true => Exit::Clean,
        false => Exit::Findings,
    }
}

/// Shows the findings in scope and counts them.
fn show(
    arguments: &Check,
    scope: &Scope,
    root: &Path,
    checked: &Checked,
    terminal: &mut Terminal,
) -> (Exit, Fixable) {
    let shown: Vec<&Diagnostic> = scope.findings(checked).collect();
    let texts = checked.sources.iter();
    let report = Report {
        root,
        findings: &shown,
        sources: &checked.sources,
        texts: texts.filter(|(_, text)| scope.holds(&text.path)).count(),
    };
    report::show(&report, &arguments.form, terminal);
    known::report(checked, &arguments.form, |path| scope.holds(path), terminal);
    let tally = Tally::of(shown.iter().copied());
    (tally.exit(arguments.judging.strict), Fixable::of(shown))
}

fn not_found(path: &Path, error: std::io::Error) -> Failure {
    if error.kind() != ErrorKind::NotFound {
        return Failure::io("open", path)(error);
    }
    Failure::new(format!("there is no file or folder `{}`", path.display())).help(
        "give files or folders as they are reached from here; without any, `waybook check` looks at the whole workspace",
    )
}

/// The files that findings are shown of.
struct Scope(Option<Vec<SitePath>>);

impl Scope {
    /// Resolves the paths that were typed; without any, everything is in scope.
    fn of(paths: &[PathBuf], root: &Path) -> Result<Self, Failure> {
        if paths.is_empty() {
            return Ok(Self(None));
        }
        let root = root.canonicalize().map_err(Failure::io("open", root))?;
        let below = |path: &PathBuf| {
            let real = path
                .canonicalize()
                .map_err(|error| not_found(path, error))?;
            match real.strip_prefix(&root).map(Path::to_str) {
                Ok(Some(below)) => Ok(SitePath::new(below)),
                _ => Err(Failure::new(format!(
                    "`{}` does not lie in the workspace `{}`",
                    path.display(),
                    root.display()
                ))
                .help("give files or folders of one workspace, or name another with `--root DIR`")),
            }
        };
        let paths: Result<_, Failure> = paths.iter().map(below).collect();
        paths.map(|paths| Self(Some(paths)))
    }

    fn holds(&self, path: &SitePath) -> bool {
        self.0.as_ref().is_none_or(|scope| {
            scope
                .iter()
                .any(|place| path == place || path.below(place).is_some())
        })
    }

    fn findings<'a>(&'a self, checked: &'a Checked) -> impl Iterator<Item = &'a Diagnostic> {
        let findings = checked.findings.iter();
        findings.filter(|finding| self.holds_finding(finding, checked))
    }

    fn holds_finding(&self, finding: &Diagnostic, checked: &Checked) -> bool {
        match finding.labels.first() {
            Some(label) => self.holds(&checked.sources.get(label.file).path),
            None => self.0.is_none(),
        }
    }
}
