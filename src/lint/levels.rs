//! The levels of the rules, as `lint:` in waybook.yaml sets them.

use super::registry;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity, closest};

/// Gives every finding the level the configuration asks for, and drops those of rules that are off.
pub(super) fn apply(config: &Config, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.retain_mut(|finding| match config.lint.get(finding.code) {
        None => true,
        Some(setting) => {
            if let Some(level) = setting.level {
                finding.severity = level;
            }
            setting.level.is_some()
        }
    });
    findings
}

/// Names below `lint:` that are no rule.
pub(super) fn unknown_rules(config: &Config) -> Vec<Diagnostic> {
    let Some(file) = config.file else {
        return Vec::new();
    };
    config
        .lint
        .iter()
        .filter(|(name, _)| registry::find(name).is_none())
        .map(|(name, setting)| {
            let message = format!("`lint` sets a level for `{name}`, which is no rule");
            Diagnostic::new("value-invalid", Severity::Error, message)
                .label(file, setting.span, "no rule has this name")
                .help(rule_help(name))
        })
        .collect()
}

/// What to type instead of a rule's name that does not exist.
pub(super) fn rule_help(name: &str) -> String {
    match closest(name, registry::RULES.iter().map(|rule| rule.info.name)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`waybook explain` lists every rule".to_owned(),
    }
}
