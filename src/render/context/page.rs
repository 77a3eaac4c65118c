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
    /// What it is about in a sentence, for search engines and previews: its description, else one that is made for it.
    pub summary: Option<String>,
    /// The direction of its text: `ltr` or `rtl`.
    pub dir: &'static str,
    /// Its own path.
    pub path: String,
    /// Its full address, when the site's is known.
    pub canonical: Option<String>,
    /// What a preview shows where somebody shares it, when the site's address is known.
    pub share: Option<Share>,
    /// Facts for search engines: write them with the filter `json` into `<script type="application/ld+json">`.
    pub data: Option<serde_json::Value>,
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
    /// The same page in every language its playbook is written in, this page included; empty when there is one only.
    pub editions: Vec<Edition>,
    /// Front matter keys that begin with `x-`.
    pub extra: std::collections::BTreeMap<String, serde_json::Value>,
}

/// What a preview of a page shows beside its title and its summary ([Open Graph](https://ogp.me/)).
#[derive(Clone, Debug, Serialize)]
pub struct Share {
    /// What the page belongs to: the playbook's title, else the site's.
    pub site: String,
    /// `website` for first pages, `article` for all others.
    pub kind: &'static str,
    /// The language with its region, as `en_GB`; none when no region is known.
    pub locale: Option<String>,
    /// The picture.
    pub picture: Option<Picture>,
}

/// A picture made for previews.
#[derive(Clone, Debug, Serialize)]
pub struct Picture {
    /// Its full address.
    pub url: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What it says.
    pub alt: String,
}

/// A page in one of the languages of its playbook.
#[derive(Clone, Debug, Serialize)]
pub struct Edition {
    /// The language, BCP 47: for `lang` and `hreflang`.
    pub locale: String,
    /// The language's own name for itself: `English`, `中文`.
    pub name: String,
    /// The direction of that language: `ltr` or `rtl`.
    pub dir: &'static str,
    /// The title of that edition.
    pub title: String,
    /// The corresponding page, or the edition's home when it has none.
    pub path: String,
    /// The full address of the corresponding page, for `<link rel="alternate">`; none when the edition has no such page or
    /// the site's address is not known.
    pub url: Option<String>,
    /// Whether it is the page at hand.
    pub current: bool,
    /// Whether it is the edition that the others follow (`x-default`).
    pub original: bool,
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
