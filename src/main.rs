//! The `waybook` command: hands its arguments to [`waybook::cli::run`] and exits with the code that comes back.

use std::process::ExitCode;

fn main() -> ExitCode {
    waybook::cli::run(std::env::args_os()).into()
}
