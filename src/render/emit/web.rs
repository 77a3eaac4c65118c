//! `sitemap.xml`, `feed.xml`, `robots.txt`, and the style sheets of brands.

use super::super::fragment::escape;
use super::super::texts::Texts;
use super::super::titles;
use super::super::view::{Landing, View};
use crate::config::{Brand, Colour};
use crate::site::{PageKind, PagePlan, Site};
use crate::source::address_path;
use crate::theme::{Tokens, stylesheet};
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
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"",
    );
    if !site.editions.is_empty() {
        out.push_str(" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"");
    }
    out.push_str(">\n");
    for page in &site.pages {
        if matches!(
            page.kind,
            PageKind::NotFound | PageKind::Alias | PageKind::Print | PageKind::Card
        ) {
            continue;
        }
        let facts = page
            .playbook
            .and_then(|p| titles::facts(page, site.playbook(p)));
        let changed = facts.and_then(|f| f.updated.or(f.date));
        let _ = write!(
            out,
            "  <url><loc>{}</loc>",
            escape(&address(base, &page.path))
        );
        if let Some(day) = changed {
            let _ = write!(out, "<lastmod>{day}</lastmod>");
        }
        alternates(&mut out, site, page, base);
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// The addresses of a page in every language, itself included, as search engines ask for them.
fn alternates(out: &mut String, site: &Site, page: &PagePlan, base: &str) {
    let editions = site.editions(page);
    let pages = editions.iter().filter_map(|e| Some((e, e.page?)));
    if pages.clone().count() < 2 {
        return;
    }
    for (edition, number) in pages {
        let locale = site.playbooks[edition.playbook].locale.as_str();
        let url = escape(&address(base, &site.pages[number].path));
        let original = edition.original.then_some("x-default");
        for language in std::iter::once(locale).chain(original) {
            let _ = write!(
                out,
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{url}\"/>",
                escape(language)
            );
        }
    }
}

/// How many entries a feed has at most.
const FEED_ENTRIES: usize = 50;

/// `feed.xml`: an Atom feed (RFC 4287) of the pages that carry a date, the latest change first.
///
/// The feed's own time is its latest entry's, so that the same sources give the same bytes.
pub(crate) fn feed(site: &Site, texts: &Texts) -> String {
    let base = site.base_url.as_deref().unwrap_or_default();
    let languages = site.playbooks.iter();
    let languages: Vec<_> = languages
        .map(|place| texts.in_language(&place.locale))
        .collect();
    let mut entries = Vec::new();
    for page in site.pages.iter().filter(|p| p.document.is_some()) {
        let Some(playbook) = page.playbook else {
            continue;
        };
        let model = site.playbook(playbook);
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
        let place = &site.playbooks[playbook];
        let view = View {
            site,
            place,
            index: playbook,
            model,
            texts: languages[playbook].as_ref().unwrap_or(texts),
            root: base,
            landing: Landing::Shared,
            terms: None,
        };
        let title = titles::title(site, page, texts, Some(&view));
        entries.push((
            day,
            page.path.as_str(),
            title,
            facts.date,
            facts.description.clone(),
            playbook,
        ));
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
    for (day, path, title, published, summary, playbook) in entries {
        let url = escape(&address(base, path));
        let model = site.playbook(playbook);
        let language = match &site.playbooks[playbook].locale {
            locale if *locale == site.locale => String::new(),
            locale => format!(" xml:lang=\"{}\"", escape(locale)),
        };
        let author = model
            .facts
            .page
            .review
            .owner
            .clone()
            .unwrap_or_else(|| model.facts.page.title.clone());
        let _ = write!(
            out,
            "  <entry{language}>\n    <id>{url}</id>\n    <title>{}</title>\n    <updated>{day}T00:00:00Z</updated>\n\
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
///
/// An accent without a dark one serves both: the theme's own dark accent would be another brand's. Text on the accent is
/// white or black, whichever can be read better.
pub(crate) fn brand_style(site: &Site, brand: &Brand) -> String {
    let tokens = |values: &[(&str, Option<&String>)]| -> Tokens {
        values
            .iter()
            .filter_map(|(token, value)| Some(((*token).to_owned(), (*value)?.clone())))
            .collect()
    };
    let on = |accent: Option<&String>| Some(Colour::parse(accent?)?.text_on().to_string());
    let light = tokens(&[
        ("accent", brand.accent.as_ref()),
        ("on-accent", on(brand.accent.as_ref()).as_ref()),
        ("font-text", brand.fonts_text.as_ref()),
        ("font-ui", brand.fonts_ui.as_ref()),
    ]);
    let accent_dark = brand.accent_dark.as_ref().or(brand.accent.as_ref());
    let dark = tokens(&[
        ("accent", accent_dark),
        ("on-accent", on(accent_dark).as_ref()),
    ]);
    let (faces, logos) = (faces(site, brand), logos(brand));
    format!(
        "/* {} */\n{faces}{}{logos}",
        brand.slug,
        stylesheet(&light, &dark)
    )
}

/// The rules that show one of two logos: the one of the scheme that the reader chose, else of the system's, and on paper
/// the one for a light page.
fn logos(brand: &Brand) -> &'static str {
    if brand.logo.is_none() || brand.logo_dark.is_none() {
        return "";
    }
    "@media (prefers-color-scheme: dark) {\n  :root:not([data-scheme=light]) .logo-light { display: none; }\n}\n\
     @media not (prefers-color-scheme: dark) {\n  :root:not([data-scheme=dark]) .logo-dark { display: none; }\n}\n\
     :root[data-scheme=dark] .logo-light, :root[data-scheme=light] .logo-dark { display: none; }\n\
     @media print {\n  :root:root:root .logo-light { display: revert-layer; }\n  :root:root:root .logo-dark { display: none; }\n}\n"
}

/// The rules that load a brand's own font files, which lie in a folder beside its style sheet.
fn faces(site: &Site, brand: &Brand) -> String {
    let mut out = String::new();
    for font in &brand.fonts {
        let Some(path) = site.asset(&font.file) else {
            continue;
        };
        let address = address_path(path.trim_start_matches("_brand/"));
        let format = match path.rsplit_once('.') {
            Some((_, "ttf")) => "truetype",
            Some((_, "otf")) => "opentype",
            Some((_, "woff")) => "woff",
            _ => "woff2",
        };
        let style = if font.italic { "italic" } else { "normal" };
        let _ = writeln!(
            out,
            "@font-face{{font-family:\"{}\";font-weight:{};font-style:{style};font-display:swap;\
             src:url(\"{address}\") format(\"{format}\")}}",
            font.family, font.weight,
        );
    }
    out
}
