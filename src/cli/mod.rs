//! The command line: arguments become plain data, data become calls.
//!
//! Enter at [`run`]. The way of a command: `args` reads the arguments, `workspace` finds the root, one file of
//! `commands` does the work with the steps of the library, `terminal` prints, `exit` says how it ended. What cannot be
//! done is a `Failure`: one sentence and what to do about it.
//!
//! Architecture invariant: with the output folder and `source/os.rs`, this is the only room that touches the system.

mod args;
mod commands;
mod exit;
mod failure;
mod findings;
mod fixes;
mod known;
mod pages;
mod progress;
mod report;
mod status;
mod terminal;
mod values;
mod words;
mod workspace;

use args::Arguments;
use clap::Parser;
use exit::Exit;
use std::ffi::OsString;
use terminal::Terminal;

/// Runs the command that the arguments ask for; the first one is the program's name. Gives the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let exit = if error.use_stderr() {
                Exit::Failed
            } else {
                Exit::Clean
            };
            // Whoever closed the pipe does not want to read it.
            let _ = error.print();
            return exit.code();
        }
    };
    let mut terminal = Terminal::new(arguments.global.color, arguments.global.quiet);
    let exit = commands::run(&arguments, &mut terminal).unwrap_or_else(|failure| {
        terminal.failure(&failure);
        Exit::Failed
    });
    terminal.close().unwrap_or(exit).code()
}
