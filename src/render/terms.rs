//! Terms explained in place: the first use of a term on a page becomes a link to the glossary, which a script makes into
//! a note beside the word.
//!
//! Steps: [`TermFinder`] is made once for a playbook and knows every name of every term; [`PageTerms`] goes with one page
//! and remembers which terms were met on it; [`PageTerms::marks`] finds what is to be marked in a fragment. A fragment
//! itself never changes: pages share it.

mod text;

use super::fragment::{Mark, escape};
use super::view::script_language;
use crate::document::markdown::{Fragment, InsertKind};
use crate::journey::{Playbook, Term};
use crate::site::{Site, SitePlaybook};
use aho_corasick::{AhoCorasick, Input, MatchKind};
use std::cell::RefCell;
use text::{Scan, is_whole};

/// Finds the names of a playbook's terms.
pub(super) struct TermFinder {
    automaton: AhoCorasick,
    names: Vec<Name>,
    terms: Vec<Target>,
}

/// A name as it stands in HTML.
struct Name {
    /// The index of its term.
    term: usize,
    /// The spelling that alone counts: that of an abbreviation, since `IT` is not `it`.
    exact: Option<String>,
    /// The language that its script speaks for.
    language: Option<&'static str>,
}

/// Where a term is explained: the page's path and the anchor.
struct Target(String);

/// The terms on one page.
pub(crate) struct PageTerms<'f> {
    finder: &'f TermFinder,
    root: &'f str,
    locale: &'f str,
    met: RefCell<Vec<bool>>,
}

impl TermFinder {
    /// The finder of a playbook of a site, when its terms are to be marked.
    pub(super) fn of(site: &Site, playbook: usize) -> Option<Self> {
        let wanted = site.workspace.config.marks_terms;
        wanted.then(|| Self::new(site.playbook(playbook), &site.playbooks[playbook]))?
    }

    /// Makes ready the names of a playbook's terms; `None` when it has no glossary page.
    fn new(model: &Playbook, place: &SitePlaybook) -> Option<Self> {
        let document = model.glossary.document?;
        let page = place
            .branch
            .documents
            .get(document.0 as usize)?
            .as_deref()?;
        let mut spellings = Vec::new();
        let mut names = Vec::new();
        for (index, term) in model.glossary.terms.iter().enumerate() {
            for name in term.names().filter(|name| is_telling(name)) {
                for spelling in spellings_of(name) {
                    names.push(Name {
                        term: index,
                        exact: is_abbreviation(name).then(|| spelling.clone()),
                        language: script_language(name),
                    });
                    spellings.push(spelling);
                }
            }
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(&spellings)
            .ok()?;
        let target = |term: &Term| Target(escape(&format!("{page}#{}", term.id)));
        Some(Self {
            automaton,
            names,
            terms: model.glossary.terms.iter().map(target).collect(),
        })
    }

    /// The terms of a page: none met yet. `root` stands before paths, `locale` is the page's language.
    pub(super) fn page<'f>(&'f self, root: &'f str, locale: &'f str) -> PageTerms<'f> {
        PageTerms {
            finder: self,
            root,
            locale,
            met: RefCell::new(vec![false; self.terms.len()]),
        }
    }
}

impl PageTerms<'_> {
    /// What is to be marked in a fragment: the terms that this page has not met. `named` gives the term that an
    /// author's own `[[link]]` of that number means.
    pub(crate) fn marks(
        &self,
        fragment: &Fragment,
        named: impl Fn(u32) -> Option<usize>,
    ) -> Vec<Mark> {
        let html = fragment.html.as_str();
        let mut met = self.met.borrow_mut();
        let mut marks = Vec::new();
        let mut scan = Scan::new(html);
        let mut inserts = fragment.inserts.iter().peekable();
        let mut from = 0;
        while let Some(found) = self.finder.automaton.find(Input::new(html).range(from..)) {
            let range = found.range();
            while let Some(insert) = inserts.next_if(|i| (i.at as usize) < range.end) {
                note(insert.what, &named, &mut met);
            }
            let name = &self.finder.names[found.pattern().as_usize()];
            let fits = name
                .exact
                .as_ref()
                .is_none_or(|e| *e == html[range.clone()]);
            if met[name.term] {
                from = range.end;
            } else if !fits || !is_whole(html, &range) || !scan.is_text(range.start) {
                let first = html[range.start..].chars().next();
                from = range.start + first.map_or(1, char::len_utf8);
            } else {
                met[name.term] = true;
                from = range.end;
                let open = self.open(name);
                marks.push(Mark { range, open });
            }
        }
        for insert in inserts {
            note(insert.what, &named, &mut met);
        }
        marks
    }

    fn open(&self, name: &Name) -> String {
        let Target(target) = &self.finder.terms[name.term];
        let foreign = name.language.filter(|l| !self.locale.starts_with(l));
        let lang = foreign.map_or_else(String::new, |l| format!(" lang=\"{l}\""));
        let root = escape(self.root);
        format!("<a class=\"term\" href=\"{root}{target}\"{lang}>")
    }
}

/// An author's own link to a term is its first use as well.
fn note(insert: InsertKind, named: &impl Fn(u32) -> Option<usize>, met: &mut [bool]) {
    if let InsertKind::TermUrl(number) = insert
        && let Some(met) = named(number).and_then(|term| met.get_mut(term))
    {
        *met = true;
    }
}

/// Whether a name can be told from other words: a single letter cannot, a single Chinese character can.
fn is_telling(name: &str) -> bool {
    name.chars().nth(1).is_some() || !name.is_ascii()
}

fn is_abbreviation(name: &str) -> bool {
    let has = |test: fn(char) -> bool| name.chars().any(test);
    has(char::is_uppercase) && !has(char::is_lowercase)
}

/// A name as it may stand in HTML: escaped, on one line or broken at one of its spaces.
fn spellings_of(name: &str) -> Vec<String> {
    let name = escape(name);
    let broken = name.match_indices(' ').map(|(at, space)| {
        let (before, after) = (&name[..at], &name[at + space.len()..]);
        format!("{before}\n{after}")
    });
    let broken: Vec<String> = broken.collect();
    std::iter::once(name).chain(broken).collect()
}

#[cfg(test)]
mod tests;
