//! The commands, one file each.

mod add;
mod build;
mod check;
mod completions;
mod explain;
mod new;
mod schema;
mod serve;
mod write;

use super::args::{Arguments, Command};
use super::exit::Exit;
use super::failure::Failure;
use super::terminal::Terminal;
use jiff::civil::Date;

/// Runs the command that was asked for.
///
/// # Errors
/// When it cannot do its work.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let root = arguments.global.root.as_deref();
    let unplaced = |command: &str| match root {
        None => Ok(()),
        Some(_) => Err(
            Failure::new(format!("`waybook {command}` has no workspace to look at"))
                .help("leave out `--root`"),
        ),
    };
    match &arguments.command {
        Command::Build(arguments) => build::run(arguments, root, terminal),
        Command::Serve(arguments) => serve::run(arguments, root, terminal),
        Command::Check(arguments) => check::run(arguments, root, terminal),
        Command::Add(arguments) => add::run(arguments, root, terminal),
        Command::New(arguments) => {
            unplaced("new")?;
            new::run(arguments, terminal)
        }
        Command::Explain(arguments) => {
            unplaced("explain")?;
            explain::run(arguments, terminal)
        }
        Command::Schema(arguments) => {
            if !arguments.write {
                unplaced("schema")?;
            }
            schema::run(arguments, root, terminal)
        }
        Command::Completions(arguments) => {
            unplaced("completions")?;
            Ok(completions::run(arguments, terminal))
        }
    }
}

/// The day on the system's clock.
fn day() -> Date {
    jiff::Zoned::now().date()
}
