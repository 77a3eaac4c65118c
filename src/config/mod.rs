//! `waybook.yaml` and `brand.yaml`: provisional types until the reading step lands.

use crate::diagnostic::Severity;
use crate::document::markdown::Options;
use crate::source::{FileId, SitePath, Span, Spanned};
use std::collections::BTreeMap;

/// The configuration of a workspace.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The text it was read from.
    pub file: Option<FileId>,
    /// `title`
    pub title: Option<Spanned<String>>,
    /// `base_url`
    pub base_url: Option<Spanned<String>>,
    /// `locale`
    pub locale: Spanned<String>,
    /// `theme`
    pub theme: Spanned<String>,
    /// `content`
    pub content: Spanned<SitePath>,
    /// `output`
    pub output: Spanned<String>,
    /// `brand`
    pub brand: Option<Spanned<String>>,
    /// `lint`
    pub lint: BTreeMap<String, LevelSetting>,
    /// `markdown`
    pub markdown: Options,
    /// `sites`
    pub sites: Vec<SiteConfig>,
}

/// The level of a rule.
#[derive(Clone, Debug)]
pub struct LevelSetting {
    /// `None` is `off`.
    pub level: Option<Severity>,
    /// Where it is written.
    pub span: Span,
}

/// One of several sites of a workspace.
#[derive(Clone, Debug, Default)]
pub struct SiteConfig {
    /// Its name.
    pub name: Spanned<String>,
    /// `title`
    pub title: Option<Spanned<String>>,
    /// `playbooks`
    pub playbooks: Vec<Spanned<String>>,
    /// `base_url`
    pub base_url: Option<Spanned<String>>,
    /// `brand`
    pub brand: Option<Spanned<String>>,
    /// `theme`
    pub theme: Option<Spanned<String>>,
    /// `locale`
    pub locale: Option<Spanned<String>>,
    /// `output`
    pub output: Option<Spanned<String>>,
}

/// A brand.
#[derive(Clone, Debug, Default)]
pub struct Brand {
    /// Folder name.
    pub slug: String,
    /// `name`
    pub name: String,
    /// `colors.accent`
    pub accent: Option<String>,
    /// `colors.accent_dark`
    pub accent_dark: Option<String>,
    /// `fonts.text`
    pub fonts_text: Option<String>,
    /// `fonts.ui`
    pub fonts_ui: Option<String>,
    /// `logo`
    pub logo: Option<SitePath>,
    /// `footer`
    pub footer: Option<String>,
    /// The text it was read from.
    pub file: FileId,
}
