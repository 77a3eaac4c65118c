//! `sitemap.xml`, `feed.xml`, `robots.txt`, and the style sheets of brands.

use super::super::fragment::escape;
use super::super::texts::Texts;
use super::super::titles;
use super::super::view::{Landing, View};
use crate::config::Brand;
use crate::site::{PageKind, Site};
use crate::source::address_path;
use std::fmt::Write as _;

/// The full address of a path.
pub(crate) fn address(base: &str, path: &str) -> String {
    let path = path
        .strip_suffix("index.html")
        .filter(|p| p.is_empty() || p.ends_with('/'))
        .unwrap_or(path);
    format!("{base}{}", address_path(path))
}

/// `sitemap.xml`: every page that is worth finding, with the day it was last changed.
pub(crate) fn sitemap(site: &Site) -> String {
    let base = site.base_url.as_deref().unwrap_or_default();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let pages = site.branches().flat_map(|(playbook, branch)| {
        let pages = branch.pages.iter();
        pages.map(move |page| (playbook, page))
    });
    for (playbook, page) in pages {
        if matches!(
            page.kind,
            PageKind::NotFound | PageKind::Alias | PageKind::Print | PageKind::Card
        ) {
            continue;
        }
        let facts = playbook.and_then(|p| titles::facts(page, site.playbook(p)));
        let changed = facts.and_then(|f| f.updated.or(f.date));
        let _ = write!(
            out,
            "  <url><loc>{}</loc>",
            escape(&address(base, &page.path))
        );
        if let Some(day) = changed {
            let _ = write!(out, "<lastmod>{day}</lastmod>");
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// How many entries a feed has at most.
const FEED_ENTRIES: usize = 50;

/// `feed.xml`: an Atom feed (RFC 4287) of the pages that carry a date, the latest change first.
///
/// The feed's own time is its latest entry's, so that the same sources give the same bytes.
pub(crate) fn feed(site: &Site, texts: &Texts) -> String {
    let base = site.base_url.as_deref().unwrap_or_default();
    let mut entries = Vec::new();
    for (index, place) in site.playbooks.iter().enumerate() {
        let model = site.playbook(index);
        let view = View {
            site,
            place,
            model,
            texts,
            root: base,
            landing: Landing::Shared,
        };
        for page in place.branch.pages.iter().filter(|p| p.document.is_some()) {
            let Some(facts) = titles::facts(page, model) else {
                continue;
            };
            let reviewed = facts
                .review
                .last_reviewed
                .as_ref()
                .filter(|_| page.kind == PageKind::Home);
            let Some(day) = facts.updated.or(facts.date).or(reviewed.map(|d| d.value)) else {
                continue;
            };
            entries.push((
                day,
                page.path.as_str(),
                titles::title(site, page, texts, Some(&view)),
                facts.date,
                facts.description.clone(),
                model,
            ));
        }
    }
    entries.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    entries.truncate(FEED_ENTRIES);
    let latest = entries
        .first()
        .map_or_else(|| "1970-01-01".to_owned(), |e| e.0.to_string());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         \x20 <id>{base}</id>\n  <title>{}</title>\n  <updated>{latest}T00:00:00Z</updated>\n\
         \x20 <link rel=\"self\" href=\"{}\"/>\n  <link rel=\"alternate\" href=\"{base}\"/>\n\
         \x20 <generator version=\"{}\">Waybook</generator>\n",
        escape(&site.locale),
        escape(&site.title),
        escape(&address(base, "feed.xml")),
        env!("CARGO_PKG_VERSION"),
        base = escape(base),
    );
    for (day, path, title, published, summary, model) in entries {
        let url = escape(&address(base, path));
        let author = model
            .facts
            .page
            .review
            .owner
            .clone()
            .unwrap_or_else(|| model.facts.page.title.clone());
        let _ = write!(
            out,
            "  <entry>\n    <id>{url}</id>\n    <title>{}</title>\n    <updated>{day}T00:00:00Z</updated>\n\
             \x20   <link rel=\"alternate\" href=\"{url}\"/>\n    <author><name>{}</name></author>\n",
            escape(&title),
            escape(&author),
        );
        if let Some(published) = published {
            let _ = writeln!(out, "    <published>{published}T00:00:00Z</published>");
        }
        if let Some(summary) = summary {
            let _ = writeln!(out, "    <summary>{}</summary>", escape(&summary));
        }
        out.push_str("  </entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

/// `robots.txt`: everything may be read; where the sitemap is, when there is one.
pub(crate) fn robots(site: &Site) -> String {
    let mut out = String::from("User-agent: *\nAllow: /\n");
    if let Some(base) = &site.base_url {
        let _ = writeln!(out, "\nSitemap: {}", address(base, "sitemap.xml"));
    }
    out
}

/// The style sheet of a brand: its colours and fonts as the theme's tokens. Values were checked when the brand was read.
pub(crate) fn brand_style(brand: &Brand) -> String {
    let mut light = String::new();
    for (token, value) in [
        ("accent", &brand.accent),
        ("font-text", &brand.fonts_text),
        ("font-ui", &brand.fonts_ui),
    ] {
        if let Some(value) = value {
            let _ = write!(light, "--{token}:{value};");
        }
    }
    let mut out = format!("/* {} */\n:root{{{light}}}\n", brand.slug);
    if let Some(accent) = brand.accent_dark.as_ref().or(brand.accent.as_ref()) {
        let _ = writeln!(
            out,
            "@media (prefers-color-scheme:dark){{:root{{--accent:{accent}}}}}"
        );
    }
    out
}
