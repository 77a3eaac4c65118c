//! Every rule, in the order of the catalogue.

use super::Rule;

/// Every rule there is.
pub static RULES: &[Rule] = &[];

/// The rule with that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.info.name == name)
}
