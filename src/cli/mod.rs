//! The command line: arguments become plain data, data become calls.

use crate::build::{self, Options, Silent};
use crate::diagnostic::Severity;
use crate::diagnostic::report::human::{self, Style};
use crate::output::{DirectoryOutput, Protected};
use crate::source::OsFiles;
use std::ffi::OsString;
use std::path::PathBuf;

/// Runs the command that the arguments ask for; gives the exit code.
#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the command line speaks to a person"
)]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<String> = arguments
        .into_iter()
        .filter_map(|a| a.into_string().ok())
        .collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|a| a == name)?;
        arguments.get(at + 1).cloned()
    };
    let root = PathBuf::from(value("--root").unwrap_or_else(|| ".".into()));
    let files = OsFiles::new(&root);
    let theme = value("--theme");
    let base = value("--base-url");
    let options = Options {
        site: None,
        base_url: base.as_deref(),
        theme: theme.as_deref(),
        drafts: false,
        today: jiff::civil::date(2026, 11, 22),
        progress: &Silent,
    };
    let checked = match build::check(&files, &options) {
        Ok(checked) => checked,
        Err(error) => {
            eprintln!("error: {error}");
            return 2;
        }
    };
    for finding in &checked.findings {
        eprint!(
            "{}",
            human::render(
                finding,
                &checked.sources,
                Style {
                    color: false,
                    width: 100
                }
            )
        );
    }
    if checked.count(Severity::Error) > 0 {
        return 1;
    }
    if arguments.get(1).is_some_and(|a| a == "check") {
        return 0;
    }
    let target =
        value("--output").map_or_else(|| root.join(&checked.config().output.value), PathBuf::from);
    let protected = Protected {
        root: root.clone(),
        inputs: vec![root.join("content")],
    };
    let result = DirectoryOutput::open(&target, &protected)
        .map_err(Into::into)
        .and_then(|output| build::publish(&files, &checked, &options, &output));
    match result {
        Ok(summary) => {
            println!("{summary:?}");
            0
        }
        Err(error) => {
            eprintln!("error: {error}");
            2
        }
    }
}
