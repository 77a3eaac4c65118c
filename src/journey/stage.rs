//! The five stages, and the checklist of one.

use super::{DocumentId, PageFacts};
use crate::source::{Span, Spanned};

/// The key of a stage. The order is the order of the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StageKey {
    /// Discovery and inspiration.
    Discovery,
    /// Research and trust.
    Research,
    /// Consideration and comparison.
    Consideration,
    /// Purchase intent and conversion.
    Conversion,
    /// After the purchase: advocacy.
    Advocacy,
}

impl StageKey {
    /// The five, in the order of the loop.
    pub const ALL: [StageKey; 5] = [
        StageKey::Discovery,
        StageKey::Research,
        StageKey::Consideration,
        StageKey::Conversion,
        StageKey::Advocacy,
    ];

    /// The key as authors write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            StageKey::Discovery => "discovery",
            StageKey::Research => "research",
            StageKey::Consideration => "consideration",
            StageKey::Conversion => "conversion",
            StageKey::Advocacy => "advocacy",
        }
    }

    /// The stage that a key names, exactly.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == name)
    }

    /// Its place in the loop, 1 to 5.
    #[must_use]
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// The stage after it, around the loop.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[self.number() % 5]
    }

    /// The stage before it, around the loop.
    #[must_use]
    pub fn previous(self) -> Self {
        Self::ALL[(self as usize + 4) % 5]
    }
}

/// A stage of a playbook.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Which of the five.
    pub key: StageKey,
    /// Where `stage:` is written.
    pub key_span: Span,
    /// Its document.
    pub document: DocumentId,
    /// What any page may say of itself. The title is `title` (or a level-1 heading), else the playbook's label, else
    /// empty: the theme then uses the interface's word.
    pub page: PageFacts,
    /// `order`.
    pub order: Option<Spanned<i64>>,
    /// `customer_goal`.
    pub customer_goal: Option<Spanned<String>>,
    /// `brand_goal`.
    pub brand_goal: Option<Spanned<String>>,
    /// `exit_signal`: what shows that the buyer moves on.
    pub exit_signal: Option<Spanned<String>>,
    /// `doing`: what the customer does.
    pub doing: Vec<Spanned<String>>,
    /// `thinking`.
    pub thinking: Vec<Spanned<String>>,
    /// `feeling`.
    pub feeling: Vec<Spanned<String>>,
    /// `emotion`: 1 (low) to 5 (high).
    pub emotion: Option<u8>,
    /// `touchpoints`: ids, as written.
    pub touchpoints: Vec<Spanned<String>>,
    /// `metrics`: ids, as written.
    pub metrics: Vec<Spanned<String>>,
    /// `localized`: how it was adapted.
    pub localized: Option<Spanned<String>>,
    /// The stages it feeds, as written; elsewhere than on advocacy the next one by default.
    pub feeds: Vec<Spanned<StageKey>>,
    /// Whether `feeds` was written.
    pub feeds_written: bool,
    /// The checklist; `None` when there is neither a section nor an item.
    pub checklist: Option<Checklist>,
    /// The indices of its mistakes in [`super::Playbook::mistakes`] (written here or naming this stage).
    pub mistakes: Vec<usize>,
}

/// The checklist of a stage.
#[derive(Clone, Debug, Default)]
pub struct Checklist {
    /// `checklist.mode`.
    pub mode: Option<ChecklistMode>,
    /// `checklist.when`: the pause.
    pub when: Option<String>,
    /// `checklist.caller`: who calls it.
    pub caller: Option<String>,
    /// Its pause points, in order.
    pub pause_points: Vec<PausePoint>,
}

/// How a checklist is worked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChecklistMode {
    /// Do the work from memory, then confirm each item.
    DoConfirm,
    /// Read an item, do it, tick it.
    ReadDo,
}

impl ChecklistMode {
    /// The word as authors write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ChecklistMode::DoConfirm => "do-confirm",
            ChecklistMode::ReadDo => "read-do",
        }
    }

    /// The mode that a word names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::DoConfirm, Self::ReadDo]
            .into_iter()
            .find(|m| m.as_str() == name)
    }
}

/// A point at which work stops and a list is read.
#[derive(Clone, Debug, Default)]
pub struct PausePoint {
    /// The index of its heading in the document, when it has one of its own.
    pub heading: Option<usize>,
    /// The indices of its items in the document.
    pub items: Vec<usize>,
    /// Where it stands.
    pub span: Span,
}
