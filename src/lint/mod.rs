//! The rules of the journey: what is checked, one file and one page a rule.
//!
//! Enter at [`check`]: every rule of the [`registry`] looks at each playbook; what earlier steps found joins in; then
//! `suppress` silences what authors allowed and `settings` applies the configuration. Findings come out in the order of
//! files and positions, the same on every run.

mod engine;
mod manual;
pub mod registry;
mod rule;
mod rules;
mod settings;
mod support;
mod suppress;

pub use engine::check;
pub use manual::manual;
pub use rule::{Context, Group, Rule, RuleInfo};
pub use settings::{LEVEL, Settings};
