//! Pillars, touchpoints and metrics.

use super::{DocumentId, PageFacts, StageKey};
use crate::source::{Span, Spanned};

/// What a pillar is to a stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// It carries the stage. The default.
    #[default]
    Primary,
    /// It helps.
    Supporting,
}

impl Role {
    /// The word as authors write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Primary => "primary",
            Role::Supporting => "supporting",
        }
    }

    /// The role that a word names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Primary, Self::Supporting]
            .into_iter()
            .find(|r| r.as_str() == name)
    }
}

/// A content pillar.
#[derive(Clone, Debug)]
pub struct Pillar {
    /// Its id: the file's stem.
    pub id: String,
    /// Its document.
    pub document: DocumentId,
    /// What any page may say of itself.
    pub page: PageFacts,
    /// The stages it serves.
    pub stages: Vec<(Spanned<StageKey>, Role)>,
    /// `intent`: inspire, inform, reassure, convert or re-engage.
    pub intent: Option<Spanned<String>>,
    /// `formats`.
    pub formats: Vec<Spanned<String>>,
    /// `creators`: brand, kol, koc, ugc, staff.
    pub creators: Vec<Spanned<String>>,
    /// `cta`: none, save, follow, ask or shop.
    pub cta: Option<Spanned<String>>,
    /// `queries`: what people search for.
    pub queries: Vec<Spanned<String>>,
    /// `cadence`.
    pub cadence: Option<Spanned<String>>,
    /// `localized`.
    pub localized: Option<Spanned<String>>,
    /// `metrics`: ids, as written.
    pub metrics: Vec<Spanned<String>>,
    /// `tags`.
    pub tags: Vec<Spanned<String>>,
}

/// A contact between buyer and brand.
#[derive(Clone, Debug)]
pub struct Touchpoint {
    /// Its id.
    pub id: String,
    /// The document it is written in.
    pub document: DocumentId,
    /// The record's bytes.
    pub span: Span,
    /// Where the id is written.
    pub id_span: Span,
    /// `name`.
    pub name: String,
    /// `channel`.
    pub channel: Option<Spanned<String>>,
    /// `platform`.
    pub platform: Option<Spanned<String>>,
    /// `stages`.
    pub stages: Vec<Spanned<StageKey>>,
    /// `type`: owned, paid or earned.
    pub ownership: Option<Spanned<String>>,
    /// `owner`, else the playbook's.
    pub owner: Option<String>,
    /// `role`: discover, verify, price-check, pay or share.
    pub role: Option<Spanned<String>>,
    /// `initiator`: customer, brand or peer.
    pub initiator: Option<Spanned<String>>,
    /// `next`: ids, as written.
    pub next: Vec<Spanned<String>>,
    /// `url`.
    pub url: Option<String>,
}

/// A number that is watched.
#[derive(Clone, Debug)]
pub struct Metric {
    /// Its id.
    pub id: String,
    /// The document it is written in.
    pub document: DocumentId,
    /// The record's bytes.
    pub span: Span,
    /// Where the id is written.
    pub id_span: Span,
    /// `name`.
    pub name: String,
    /// `stages`.
    pub stages: Vec<Spanned<StageKey>>,
    /// `kind`: leading or lagging.
    pub kind: Option<Spanned<String>>,
    /// `source`.
    pub source: Option<Spanned<String>>,
    /// `baseline`.
    pub baseline: Option<Spanned<String>>,
    /// `unit`.
    pub unit: Option<String>,
    /// `target`.
    pub target: Option<Spanned<String>>,
    /// `cadence`.
    pub cadence: Option<String>,
    /// `owner`, else the playbook's.
    pub owner: Option<String>,
}
