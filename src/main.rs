//! The `waybook` command.

fn main() {}
