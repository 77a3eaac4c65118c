//! Editions: the playbooks of a site that say the same in several languages, and which of their pages correspond.
//!
//! Enter at [`Site::editions`]. Pages correspond when they are of one kind and about the same thing: the stage with the
//! same key, the pillar or mistake with the same id, the free page with the same path.

use super::{At, PageKind, PagePlan, Site};
use crate::journey::{Playbook, Workspace};
use std::collections::BTreeMap;

/// The editions of one playbook that a site shows.
#[derive(Clone, Debug)]
pub struct Editions {
    /// Indices in [`Site::playbooks`]: the one that the others are editions of, then these in the order of the site.
    members: Vec<usize>,
    /// What a page is about → the page of each member: numbers in [`super::Branch::pages`].
    pages: BTreeMap<(PageKind, String), Vec<Option<usize>>>,
}

/// A page's counterpart in one edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counterpart {
    /// The edition: an index in [`Site::playbooks`].
    pub playbook: usize,
    /// Its page; `None` when the edition has nothing that corresponds.
    pub page: Option<At>,
    /// Whether all others are editions of this one.
    pub original: bool,
}

impl Site {
    /// The counterparts of a page in every edition of its playbook, the page itself included; none when there is one
    /// edition only.
    #[must_use]
    pub fn editions(&self, at: At) -> Vec<Counterpart> {
        let Some(playbook) = at.playbook else {
            return Vec::new();
        };
        let page = self.page(at);
        let group = self.editions.iter().find(|e| e.members.contains(&playbook));
        let (Some(group), Some(subject)) = (group, subject(self.playbook(playbook), page)) else {
            return Vec::new();
        };
        let pages = group.pages.get(&(page.kind, subject));
        let members = group.members.iter().enumerate();
        let counterparts = members.map(|(i, playbook)| Counterpart {
            playbook: *playbook,
            page: pages.and_then(|pages| pages[i]).map(|number| At {
                playbook: Some(*playbook),
                number,
            }),
            original: i == 0,
        });
        counterparts.collect()
    }

    /// The edition that a playbook follows, or the playbook itself: indices in [`Site::playbooks`].
    #[must_use]
    pub fn original(&self, playbook: usize) -> usize {
        let group = self.editions.iter().find(|e| e.members.contains(&playbook));
        group.map_or(playbook, |group| group.members[0])
    }
}

/// The playbook that another one of `chosen` is an edition of, when that is among them too.
pub(super) fn original_of(workspace: &Workspace, chosen: &[usize], index: usize) -> Option<usize> {
    let name = workspace.playbooks[index].facts.translation_of.as_ref()?;
    chosen.iter().copied().find(|other| {
        let playbook = &workspace.playbooks[*other];
        // An edition of an edition is a finding; here it stands alone.
        *other != index
            && playbook.root.file_name() == name.value
            && playbook.facts.translation_of.is_none()
    })
}

/// The editions that a planned site shows.
pub(super) fn of(site: &Site) -> Vec<Editions> {
    let chosen: Vec<usize> = site.playbooks.iter().map(|p| p.index).collect();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, index) in chosen.iter().enumerate() {
        if let Some(original) = original_of(&site.workspace, &chosen, *index) {
            let first = chosen.iter().position(|i| *i == original).unwrap_or(place);
            members
                .entry(first)
                .or_insert_with(|| vec![first])
                .push(place);
        }
    }
    members.into_values().map(|m| group(site, m)).collect()
}

fn group(site: &Site, members: Vec<usize>) -> Editions {
    let mut pages: BTreeMap<_, Vec<Option<usize>>> = BTreeMap::new();
    for (member, playbook) in members.iter().enumerate() {
        let model = site.playbook(*playbook);
        let branch = site.branch(Some(*playbook));
        for (number, page) in branch.pages.iter().enumerate() {
            if let Some(subject) = subject(model, page) {
                let none = || vec![None; members.len()];
                pages.entry((page.kind, subject)).or_insert_with(none)[member] = Some(number);
            }
        }
    }
    Editions { members, pages }
}

/// What tells a page from the others of its kind, the same in every edition; `None` for a page that has no counterparts.
fn subject(model: &Playbook, page: &PagePlan) -> Option<String> {
    let at = page.subject;
    match page.kind {
        PageKind::Stage | PageKind::Card => Some(model.stages.get(at)?.key.as_str().to_owned()),
        PageKind::Pillar => Some(model.pillars.get(at)?.id.clone()),
        PageKind::Mistake => Some(model.mistakes.get(at)?.id.clone()),
        PageKind::Page => {
            let document = model.document(model.pages.get(at)?.document);
            document.path.below(&model.root).map(str::to_owned)
        }
        PageKind::Index | PageKind::NotFound | PageKind::Alias => None,
        _ => Some(String::new()),
    }
}
