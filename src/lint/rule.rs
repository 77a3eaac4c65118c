//! What a rule is.

use super::Settings;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::front_matter::schema::Key;
use crate::journey::{Playbook, Workspace};
use crate::source::Sources;

/// What is known of a rule without running it.
#[derive(Clone, Copy, Debug)]
pub struct RuleInfo {
    /// Its name: the problem, in kebab case, so that "allow X" reads well.
    pub name: &'static str,
    /// Where it is listed.
    pub group: Group,
    /// The level it has unless the configuration says otherwise.
    pub level: Severity,
    /// One sentence: what it finds.
    pub summary: &'static str,
    /// Whether it comes with a fix.
    pub fixable: bool,
    /// What can be set for it below `lint:` beside its level. The example of each is its default, as YAML.
    pub options: &'static [Key],
    /// Its page, Markdown.
    pub page: &'static str,
}

/// The groups of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The shape of a playbook and its files.
    Structure,
    /// Whether the journey can work.
    Strategy,
    /// Who answers for it, and since when.
    LifeCycle,
}

impl Group {
    /// Its heading in lists of rules.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Structure => "Structure: the shape of a playbook and its files",
            Self::Strategy => "Strategy: whether the journey can work",
            Self::LifeCycle => "Life cycle: who answers for it, and since when",
        }
    }
}

/// A rule: its page and, unless an earlier step finds the problem while reading, its check.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Name, level, page.
    pub info: RuleInfo,
    /// Looks at one playbook. `None` when reading itself reports the problem under this name.
    pub check: Option<fn(&Context<'_>, &mut Vec<Diagnostic>)>,
}

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Everything.
    pub workspace: &'a Workspace,
    /// The playbook at hand.
    pub playbook: &'a Playbook,
    /// The texts.
    pub sources: &'a Sources,
    /// The levels and options of rules.
    pub settings: &'a Settings,
    /// The day of the build.
    pub today: jiff::civil::Date,
}
