//! Which address shows what, and where pages went when their addresses changed.

use super::snapshot::Site;
use crate::site::{self, At, Branch, Entry};
use crate::source::SitePath;
use crate::theme::Theme;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What an address shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// A page.
    Page(At),
    /// A file made from the model.
    File(At),
    /// A file of the theme, by its name.
    Theme(String),
    /// A file of the workspace.
    Asset(SitePath),
}

/// What an address of a site, without the slash it begins with, shows.
pub(super) fn route(site: &site::Site, theme: &Theme, path: &str) -> Option<Route> {
    let (playbook, entry) = site.find(path)?;
    let at = |number| At { playbook, number };
    Some(match entry {
        Entry::Page(number) => Route::Page(at(number)),
        Entry::File(number) => Route::File(at(number)),
        Entry::Asset(number) => Route::Asset(site.branch(playbook).assets[number].source.clone()),
        Entry::Theme => {
            let mut files = theme.assets.iter();
            Route::Theme(files.find(|(_, file)| file.path == path)?.0.clone())
        }
    })
}

/// Every address of a site, in order.
pub(super) fn addresses<'a>(site: &'a site::Site, theme: &'a Theme) -> Vec<&'a str> {
    let of_branches = site.branches().flat_map(|(_, branch)| {
        let pages = branch.pages.iter().map(|page| &page.path);
        let files = branch.files.iter().map(|file| &file.path);
        let assets = branch.assets.iter().map(|asset| &asset.path);
        pages.chain(files).chain(assets)
    });
    let of_theme = theme.assets.values().map(|file| &file.path);
    let mut addresses: Vec<&str> = of_branches.chain(of_theme).map(String::as_str).collect();
    addresses.sort_unstable();
    addresses
}

/// The pages that have another address than before: from, to.
///
/// A source that is there in both tells it by its path. A source that was renamed is known by its text, and by its name
/// where several say the same; else, where of a playbook just one page of a kind went and one came, by that.
pub(super) fn moved(before: &Site, after: &Site) -> Vec<(String, String)> {
    // What is in a branch that both have did not move.
    let same: FxHashSet<_> = branches(before).collect();
    let same: FxHashSet<_> = branches(after).filter(|one| same.contains(one)).collect();
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

/// The branches of the playbooks, told by where they lie in memory.
fn branches(site: &Site) -> impl Iterator<Item = *const Branch> {
    let playbooks = site.planned().site.playbooks.iter();
    playbooks.map(|place| Arc::as_ptr(&place.branch))
}

/// The pages by their sources, but for those in some branches.
fn by_source<'a>(
    site: &'a Site,
    without: &FxHashSet<*const Branch>,
) -> BTreeMap<&'a SitePath, Page<'a>> {
    let planned = &site.planned().site;
    let mut pages = BTreeMap::new();
    for (index, place) in planned.playbooks.iter().enumerate() {
        if without.contains(&Arc::as_ptr(&place.branch)) {
            continue;
        }
        let playbook = planned.playbook(index);
        for plan in &place.branch.pages {
            let Some(document) = plan.document.map(|id| playbook.document(id)) else {
                continue;
            };
            let page = Page {
                path: &plan.path,
                name: document.path.file_name(),
                text: &site.sources().get(document.file).text,
                family: (playbook.root.as_str(), plan.kind),
            };
            pages.entry(&document.path).or_insert(page);
        }
    }
    pages
}
