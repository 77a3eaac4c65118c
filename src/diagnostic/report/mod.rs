//! Findings as text: for a person ([`human`]), for programs ([`json`], [`sarif`]), for a pull request ([`github`]), and
//! in numbers ([`statistics`]).
//!
//! Each is a function from findings and the texts they are about. What a report says of a rule it is told, as
//! [`RuleEntry`]: the rules themselves come later in the way of the data.

pub mod github;
pub mod human;
pub mod json;
mod places;
pub mod sarif;
pub mod statistics;

use super::Severity;

/// What a report may say of a rule.
#[derive(Clone, Copy, Debug)]
pub struct RuleEntry<'a> {
    /// Its name, the code of its findings.
    pub name: &'a str,
    /// The name of the group it is listed in, such as `structure`.
    pub group: &'a str,
    /// The level it has unless the configuration says otherwise.
    pub level: Severity,
    /// One sentence: what it finds.
    pub summary: &'a str,
    /// Its page, Markdown.
    pub page: &'a str,
}

/// The name of the program in reports.
const TOOL: &str = env!("CARGO_PKG_NAME");
/// The version of the program.
const VERSION: &str = env!("CARGO_PKG_VERSION");
