//! The `waybook` command: hands its arguments to [`waybook::cli::run`] and exits with the code that comes back.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Pages are made of many small texts: the system's allocator takes a sixth of a build, this one half as much.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    waybook::cli::run(std::env::args_os()).into()
}
