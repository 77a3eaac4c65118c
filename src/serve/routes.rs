//! Which address shows what, and where pages went when their addresses changed.

use super::snapshot::Site;
use crate::journey::Playbook;
use crate::site;
use crate::source::SitePath;
use crate::theme::Theme;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

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
pub(super) fn routes(site: &site::Site, theme: &Theme) -> FxHashMap<String, Route> {
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
/// A source that is there in both tells it by its path. A source that was renamed is known by its text, and by its name
/// where several say the same; else, where of a playbook just one page of a kind went and one came, by that.
pub(super) fn moved(before: &Site, after: &Site) -> Vec<(String, String)> {
    // A playbook that is the same one in the same place has the same addresses.
    let same: BTreeSet<Place> = places(before)
        .intersection(&places(after))
        .copied()
        .collect();
    let (old, new) = (by_source(before, &same), by_source(after, &same));
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
        let same_text = come
            .iter()
            .filter(|other| other.text == page.text)
            .max_by_key(|other| other.name == page.name);
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
    /// The name of its source, without the folders.
    name: &'a str,
    text: &'a str,
    /// What its pages of the same sort share: the playbook's folder and the kind.
    family: (&'a str, site::PageKind),
}

/// A playbook, told by where it lies in memory, and what its addresses begin with.
type Place<'a> = (*const Playbook, &'a str);

fn place(site: &site::Site, index: usize) -> Place<'_> {
    (site.playbook(index), &site.playbooks[index].prefix)
}

fn places(site: &Site) -> BTreeSet<Place<'_>> {
    let planned = &site.planned().site;
    (0..planned.playbooks.len())
        .map(|index| place(planned, index))
        .collect()
}

/// The pages by their sources, but for those of some playbooks.
fn by_source<'a>(
    site: &'a Site,
    without: &BTreeSet<Place<'_>>,
) -> BTreeMap<&'a SitePath, Page<'a>> {
    let planned = site.planned();
    let known: Vec<bool> = (0..planned.site.playbooks.len())
        .map(|index| without.contains(&place(&planned.site, index)))
        .collect();
    let mut pages = BTreeMap::new();
    for plan in &planned.site.pages {
        let Some(playbook) = plan.playbook.filter(|index| !known[*index]) else {
            continue;
        };
        let Some(document) = site.document(plan) else {
            continue;
        };
        let page = Page {
            path: &plan.path,
            name: document.path.file_name(),
            text: &site.sources().get(document.file).text,
            family: (planned.site.playbook(playbook).root.as_str(), plan.kind),
        };
        pages.entry(&document.path).or_insert(page);
    }
    pages
}
