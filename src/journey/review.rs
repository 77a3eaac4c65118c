//! Who answers for a page, on what evidence, and when it is looked at again.

use crate::source::{Span, Spanned};
use jiff::civil::Date;

/// The life cycle of a playbook or a page. Fields a page does not set are the playbook's.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// `owner`.
    pub owner: Option<String>,
    /// `status`.
    pub status: Option<Status>,
    /// `evidence`.
    pub evidence: Option<Evidence>,
    /// `last_reviewed`.
    pub last_reviewed: Option<Spanned<Date>>,
    /// `review_every`.
    pub review_every: Option<Spanned<Interval>>,
    /// `approved_by`.
    pub approved_by: Option<String>,
    /// `approved_on`.
    pub approved_on: Option<Date>,
    /// `approved_hash`: what was approved.
    pub approved_hash: Option<Spanned<String>>,
    /// Where the page itself sets any of these fields, for labels; `None` when all are inherited.
    pub own: Option<Span>,
}

/// How far a playbook is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Being written.
    Draft,
    /// Being read by others.
    Review,
    /// Agreed.
    Approved,
    /// No longer followed.
    Retired,
}

impl Status {
    /// The word as authors write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Review => "review",
            Status::Approved => "approved",
            Status::Retired => "retired",
        }
    }

    /// The status that a word names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Draft, Self::Review, Self::Approved, Self::Retired]
            .into_iter()
            .find(|s| s.as_str() == name)
    }
}

/// What a playbook rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Nobody has looked yet.
    Assumed,
    /// Some of it was observed.
    Partial,
    /// It was researched.
    Researched,
}

impl Evidence {
    /// The word as authors write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Evidence::Assumed => "assumed",
            Evidence::Partial => "partial",
            Evidence::Researched => "researched",
        }
    }

    /// The evidence that a word names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Assumed, Self::Partial, Self::Researched]
            .into_iter()
            .find(|s| s.as_str() == name)
    }
}

pub use crate::document::front_matter::schema::{Interval, IntervalUnit};

impl Review {
    /// The day by which it is to be looked at again.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        let last = self.last_reviewed.as_ref()?.value;
        let every = self.review_every.as_ref()?.value;
        every.after(last)
    }
}
