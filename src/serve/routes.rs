//! Which address shows what, and where pages went when their addresses changed.

use super::snapshot::Site;
use crate::site;
use crate::source::SitePath;
use crate::theme::Theme;
use std::collections::{BTreeMap, HashMap};

/// What an address shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// A page, by its number in the plan.
    Page(usize),
    /// A file made from the model, by its number in the plan.
    File(usize),
    /// A file of the theme, by its name.
    Theme(String),
    /// A file of the workspace.
    Asset(SitePath),
}

/// Every address of a site, without the slash it begins with.
pub(super) fn routes(site: &site::Site, theme: &Theme) -> HashMap<String, Route> {
    let pages = site.pages.iter().enumerate();
    let pages = pages.map(|(number, page)| (page.path.clone(), Route::Page(number)));
    let files = site.files.iter().enumerate();
    let files = files.map(|(number, file)| (file.path.clone(), Route::File(number)));
    let assets = site.assets.iter();
    let assets = assets.map(|a| (a.path.clone(), Route::Asset(a.source.clone())));
    let of_theme = theme.assets.iter();
    let of_theme = of_theme.map(|(name, a)| (a.path.clone(), Route::Theme(name.clone())));
    pages.chain(files).chain(assets).chain(of_theme).collect()
}

/// The pages that have another address than before: from, to.
///
/// A source that is there in both tells it by its path. A source that was renamed is known by its text; else, where of
/// a playbook just one page of a kind went and one came, by that.
pub(super) fn moved(before: &Site, after: &Site) -> Vec<(String, String)> {
    let (old, new) = (by_source(before), by_source(after));
    let mut moves = Vec::new();
    let mut gone = Vec::new();
    for (source, page) in &old {
        match new.get(source) {
            Some(now) if now.path != page.path => {
                moves.push((page.path.to_owned(), now.path.to_owned()));
            }
            Some(_) => {}
            None => gone.push(page),
        }
    }
    let come: Vec<&Page<'_>> = new
        .iter()
        .filter(|(source, _)| !old.contains_key(*source))
        .map(|(_, page)| page)
        .collect();
    for page in &gone {
        let alike = |other: &&&Page<'_>| other.family == page.family;
        let same_text = come.iter().find(|other| other.text == page.text);
        let only = || {
            let mut candidates = come.iter().filter(alike);
            let one = candidates.next();
            let alone = gone
                .iter()
                .filter(|other| other.family == page.family)
                .count()
                == 1;
            one.filter(|_| alone && candidates.next().is_none())
        };
        if let Some(now) = same_text.or_else(only) {
            moves.push((page.path.to_owned(), now.path.to_owned()));
        }
    }
    moves
}

/// A page that is written in a source of its own.
struct Page<'a> {
    path: &'a str,
    text: &'a str,
    /// What its pages of the same sort share: the playbook's folder and the kind.
    family: (&'a str, site::PageKind),
}

fn by_source(site: &Site) -> BTreeMap<&SitePath, Page<'_>> {
    let planned = site.planned();
    let mut pages = BTreeMap::new();
    for plan in &planned.site.pages {
        let (Some(document), Some(playbook)) = (site.document(plan), plan.playbook) else {
            continue;
        };
        let page = Page {
            path: &plan.path,
            text: &site.sources().get(document.file).text,
            family: (planned.site.playbook(playbook).root.as_str(), plan.kind),
        };
        pages.entry(&document.path).or_insert(page);
    }
    pages
}
