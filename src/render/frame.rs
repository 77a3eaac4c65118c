//! What every page gets: the site and the page itself.

use super::context as c;
use super::texts::Texts;
use super::view::{Landing, View, brand, review};
use super::{emit, languages, linked, titles};
use crate::journey::PageFacts;
use crate::site::{At, Counterpart, FileKind, PageKind, Site};

/// The site as a whole.
pub(super) fn site_context(site: &Site, texts: &Texts) -> c::Site {
    let playbooks = (0..site.playbooks.len()).map(|index| {
        let place = &site.playbooks[index];
        let model = site.playbook(index);
        let view = View {
            site,
            place,
            index,
            model,
            texts,
            root: "",
            landing: Landing::Shared,
            terms: None,
        };
        c::PlaybookLink {
            title: model.facts.page.title.clone(),
            path: view.home(),
            description: model.facts.page.description.clone(),
            actor: model.facts.actor.as_ref().map(|a| a.value.clone()),
            client: model.facts.client.as_ref().map(|a| a.value.clone()),
            locale: place.locale.clone(),
            dir: languages::direction(&place.locale),
            counts: view.counts(),
        }
    });
    let file = |kind| site.file(kind, None).map(str::to_owned);
    c::Site {
        title: site.title.clone(),
        locale: site.locale.clone(),
        base_url: site.base_url.clone(),
        generator: concat!("Waybook ", env!("CARGO_PKG_VERSION")).to_owned(),
        many: site.many(),
        home: "index.html".to_owned(),
        playbooks: playbooks.collect(),
        feed: file(FileKind::Feed),
        search: file(FileKind::SearchIndex),
        brand: site.brand.and_then(|b| brand(site, b)),
    }
}

/// The page at hand.
pub(super) fn page_context(
    site: &Site,
    at: At,
    texts: &Texts,
    view: Option<&View<'_>>,
    toc: Vec<c::TocEntry>,
    playbook_review: Option<&c::Review>,
) -> c::Page {
    let pages = &site.branch(at.playbook).pages;
    let plan = &pages[at.number];
    let facts = view.and_then(|v| titles::facts(plan, v.model));
    let (previous, next) = crate::site::navigation::neighbours(pages, at.number);
    let link = |i: usize| c::Link {
        title: titles::title(site, &pages[i], texts, view),
        path: pages[i].path.clone(),
    };
    let document = plan.document.and_then(|d| Some(view?.document(d)));
    let date =
        |d: fn(&PageFacts) -> Option<jiff::civil::Date>| facts.and_then(d).map(|d| d.to_string());
    let title = titles::title(site, plan, texts, view);
    let mut page = c::Page {
        kind: plan.kind.as_str(),
        summary: linked::summary(plan, &title, texts, view),
        title,
        description: facts
            .and_then(|f| f.description.clone())
            .or_else(|| match plan.kind {
                PageKind::Home | PageKind::Print => {
                    view.and_then(|v| v.model.facts.page.description.clone())
                }
                _ => None,
            }),
        dir: languages::direction(view.map_or(&site.locale, |v| &v.place.locale)),
        path: plan.path.clone(),
        canonical: site
            .base_url
            .as_ref()
            .map(|base| emit::address(base, plan.target.as_ref().unwrap_or(&plan.path))),
        share: linked::share(site, plan, view),
        data: None,
        source: document.map(|d| d.path.to_string()),
        draft: facts.is_some_and(|f| f.draft),
        date: date(|f| f.date),
        updated: date(|f| f.updated),
        breadcrumbs: titles::breadcrumbs(site, plan, texts, view),
        toc,
        previous: previous.map(link),
        next: next.map(link),
        review: facts
            .map(|f| review(&f.review))
            .or_else(|| playbook_review.cloned()),
        editions: editions(site, at),
        extra: facts
            .map(|f| f.extra.iter().cloned().collect())
            .unwrap_or_default(),
    };
    page.data = linked::data(site, plan, &page, view);
    page
}

/// A page in every language of its playbook.
fn editions(site: &Site, at: At) -> Vec<c::Edition> {
    let counterparts = site.editions(at);
    let locale = |playbook: usize| site.playbooks[playbook].locale.as_str();
    let locales: Vec<&str> = counterparts.iter().map(|e| locale(e.playbook)).collect();
    let corresponding = counterparts.iter().filter(|e| e.page.is_some()).count();
    let base = site.base_url.as_deref().filter(|_| corresponding > 1);
    let edition = |e: &Counterpart| {
        let page = e.page.map(|page| site.page(page).path.as_str());
        let home = || format!("{}index.html", site.playbooks[e.playbook].prefix);
        let locale = locale(e.playbook);
        c::Edition {
            locale: locale.to_owned(),
            name: languages::name(locale, &locales),
            dir: languages::direction(locale),
            title: site.playbook(e.playbook).facts.page.title.clone(),
            path: page.map_or_else(home, str::to_owned),
            url: page.and_then(|page| Some(emit::address(base?, page))),
            current: at.playbook == Some(e.playbook),
            original: e.original,
        }
    };
    counterparts.iter().map(edition).collect()
}
