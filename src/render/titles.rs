//! What pages are called, what is on them, and the way to them.

use super::context as c;
use super::texts::Texts;
use super::view::View;
use crate::journey::{PageFacts, Playbook};
use crate::site::{PageKind, PagePlan, Site};
use crate::theme::Argument;

/// What a page says of itself, when it is written in a document of its own.
pub(crate) fn facts<'m>(plan: &PagePlan, model: &'m Playbook) -> Option<&'m PageFacts> {
    match plan.kind {
        PageKind::Home => Some(&model.facts.page),
        PageKind::Stage | PageKind::Card => model.stages.get(plan.subject).map(|s| &s.page),
        PageKind::Pillar => model.pillars.get(plan.subject).map(|p| &p.page),
        PageKind::Mistake => model.mistakes.get(plan.subject).map(|m| &m.page),
        PageKind::Page => model.pages.get(plan.subject).map(|p| &p.page),
        _ => None,
    }
}

/// The title of a page.
pub(crate) fn title(
    site: &Site,
    plan: &PagePlan,
    texts: &Texts,
    view: Option<&View<'_>>,
) -> String {
    let Some(view) = view else {
        return match plan.kind {
            PageKind::Index => site.title.clone(),
            _ => texts.get("page-404"),
        };
    };
    let model = view.model;
    let stage = || {
        model
            .stages
            .get(plan.subject)
            .map(|s| view.stage_title(s.key))
            .unwrap_or_default()
    };
    match plan.kind {
        PageKind::Home => model.facts.page.title.clone(),
        PageKind::Stage => stage(),
        PageKind::Card => texts.with("page-card", &[("stage", Argument::Text(&stage()))]),
        PageKind::Pillar | PageKind::Mistake | PageKind::Page => facts(plan, model)
            .map(|f| f.title.clone())
            .unwrap_or_default(),
        PageKind::Alias => {
            let target = plan.target.as_ref();
            let pages = &view.place.branch.pages;
            let page = target.and_then(|t| pages.iter().find(|p| &p.path == t));
            page.map(|p| title(site, p, texts, Some(view)))
                .unwrap_or_default()
        }
        kind => texts.get(&format!("nav-{}", kind.as_str())),
    }
}

/// The way from the site's home to a page.
pub(crate) fn breadcrumbs(
    site: &Site,
    plan: &PagePlan,
    texts: &Texts,
    view: Option<&View<'_>>,
) -> Vec<c::Link> {
    let mut links = Vec::new();
    if site.many() && plan.kind != PageKind::Index {
        links.push(c::Link {
            title: site.title.clone(),
            path: "index.html".to_owned(),
        });
    }
    let Some(view) = view.filter(|_| plan.kind != PageKind::Home) else {
        return links;
    };
    links.push(c::Link {
        title: view.model.facts.page.title.clone(),
        path: view.home(),
    });
    let parent = match plan.kind {
        PageKind::Pillar => Some(PageKind::Matrix),
        PageKind::Mistake => Some(PageKind::Mistakes),
        _ => None,
    };
    if let Some((kind, path)) = parent.and_then(|k| Some((k, view.place.branch.section(k)?))) {
        links.push(c::Link {
            title: texts.get(&format!("nav-{}", kind.as_str())),
            path: path.to_owned(),
        });
    }
    links
}

/// A section as an entry of "On this page".
pub(crate) fn entry(prose: &c::Prose) -> c::TocEntry {
    c::TocEntry {
        id: prose.id.clone(),
        title: prose.title.clone(),
        level: 2,
    }
}

/// Sections as entries of "On this page".
pub(crate) fn toc_of(sections: &[c::Prose]) -> Vec<c::TocEntry> {
    sections.iter().map(entry).collect()
}

/// A heading of the theme's own: the message `section-<id>`.
fn own(id: &str, there: bool) -> Option<c::TocEntry> {
    there.then(|| c::TocEntry {
        id: id.to_owned(),
        title: String::new(),
        level: 2,
    })
}

fn checklist(list: Option<&c::Checklist>) -> Option<c::TocEntry> {
    list.map(|l| c::TocEntry {
        id: l.id.clone(),
        title: l.title.clone(),
        level: 2,
    })
}

/// The headings of a stage page, in the order in which a stage is told.
pub(crate) fn stage_toc(stage: &c::Stage) -> Vec<c::TocEntry> {
    let mut toc = toc_of(&stage.sections);
    toc.extend(stage.what_works.as_ref().map(entry));
    toc.extend(checklist(stage.checklist.as_ref()));
    toc.extend(own(
        "mistakes",
        !stage.mistakes.is_empty() || !stage.mistakes_html.is_empty(),
    ));
    toc.extend(own("pillars", !stage.pillars.is_empty()));
    toc.extend(own("touchpoints", !stage.touchpoints.is_empty()));
    toc.extend(own("metrics", !stage.metrics.is_empty()));
    toc.extend(own("takeaway", stage.takeaway_html.is_some()));
    toc
}

/// The headings of a pillar page.
pub(crate) fn pillar_toc(pillar: &c::Pillar) -> Vec<c::TocEntry> {
    let mut toc = toc_of(&pillar.sections);
    toc.extend(checklist(pillar.checklist.as_ref()));
    toc.extend(own("mistakes", !pillar.mistakes.is_empty()));
    toc.extend(own("metrics", !pillar.metrics.is_empty()));
    toc.extend(own("takeaway", pillar.takeaway_html.is_some()));
    toc
}
