//! `waybook completions`: the completion script of a shell.

use crate::cli::args::{Arguments, Completions};
use crate::cli::exit::Exit;
use crate::cli::terminal::Terminal;
use clap::CommandFactory;

/// Prints the script.
pub(super) fn run(arguments: &Completions, terminal: &mut Terminal) -> Exit {
    let mut script = Vec::new();
    let mut command = Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "waybook", &mut script);
    terminal.out.write(&String::from_utf8_lossy(&script));
    Exit::Clean
}
