//! The page at hand.

use super::Link;
use serde::Serialize;

/// The page at hand.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// The name of its template without `.html`; also goes into `<body data-page>`.
    pub kind: &'static str,
    /// Its title (for `home` the playbook's, for `index` the site's).
    pub title: String,
    /// Its description.
    pub description: Option<String>,
    /// Its own path.
    pub path: String,
    /// Its full address, when the site's is known.
    pub canonical: Option<String>,
    /// The source file in the workspace, when it has one of its own.
    pub source: Option<String>,
    /// Whether it is a draft (shown with `--drafts` only).
    pub draft: bool,
    /// First published.
    pub date: Option<String>,
    /// Last changed in substance.
    pub updated: Option<String>,
    /// The way from the site's home to this page, this page left out.
    pub breadcrumbs: Vec<Link>,
    /// The headings of level 2 and 3 on the page, for "On this page".
    pub toc: Vec<TocEntry>,
    /// The page before it, around the loop for a stage.
    pub previous: Option<Link>,
    /// The page after it.
    pub next: Option<Link>,
    /// Its life cycle, inherited where it sets none.
    pub review: Option<Review>,
    /// Front matter keys that begin with `x-`.
    pub extra: std::collections::BTreeMap<String, serde_json::Value>,
}

/// A heading on the page.
#[derive(Clone, Debug, Serialize)]
pub struct TocEntry {
    /// Its id.
    pub id: String,
    /// Its text. When empty, the theme's own heading with the message `section-<id>`.
    pub title: String,
    /// 2 or 3.
    pub level: u8,
}

/// Who answers for it, and since when.
#[derive(Clone, Debug, Serialize)]
pub struct Review {
    /// Who answers for it.
    pub owner: Option<String>,
    /// `draft`, `review`, `approved` or `retired`; message `status-<status>`.
    pub status: Option<&'static str>,
    /// `assumed`, `partial` or `researched`; message `evidence-<evidence>`.
    pub evidence: Option<&'static str>,
    /// Last reviewed.
    pub last_reviewed: Option<String>,
    /// To be reviewed by. Whether that day has passed is judged in the browser.
    pub due: Option<String>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When it was approved.
    pub approved_on: Option<String>,
}

/// A part of prose with its own heading.
#[derive(Clone, Debug, Serialize)]
pub struct Prose {
    /// The heading's id.
    pub id: String,
    /// The heading's text.
    pub title: String,
    /// What stands under it.
    pub html: String,
}
