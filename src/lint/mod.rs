//! The rules of the journey: what is checked, one file and one page a rule.
//!
//! Enter at [`check`]: every rule of the [`registry`] looks at each playbook; what earlier steps found joins in; then
//! `suppress` silences what authors allowed and `settings` applies the configuration. Findings come out in the order of
//! files and positions, the same on every run. A [`Baseline`] tells the new ones among them from those that were known.
//! [`select`] and [`apply`] turn the fixes of findings into changed texts.

mod baseline;
mod engine;
mod fix;
mod json;
mod manual;
pub mod registry;
mod rule;
mod rules;
mod settings;
mod support;
mod suppress;

pub use baseline::{BASELINE_FILE, Baseline, Compared, Entry};
pub use engine::{Memory, check, check_again, shorten, sort};
pub use fix::{apply, select};
pub use json::json_definitions;
pub use manual::manual;
pub use rule::{Context, Group, Rule, RuleInfo};
pub use settings::{LEVEL, PATHS, Settings};
pub use suppress::NEVER_SILENCED;
