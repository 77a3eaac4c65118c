//! The glossary out of its document.

use super::entries::{Entries, Entry};
use crate::document::Document;
use crate::document::markdown::{ALSO_LEADS, Block, Body, LOCAL_LEADS, Prose, Shape, after_lead};
use crate::journey::glossary::fold;
use crate::journey::{DocumentId, Glossary, Term};

/// Reads the terms of a glossary.
pub(super) fn read(id: DocumentId, document: &Document) -> Glossary {
    let Entries { outside, entries } = Entries::of(&document.body);
    let terms: Vec<Term> = entries.iter().map(|e| term(&document.body, e)).collect();
    let mut glossary = Glossary {
        document: Some(id),
        introduction: outside
            .into_iter()
            .filter_map(prose)
            .map(|prose| prose.html.clone())
            .collect(),
        terms,
        ..Glossary::default()
    };
    for (index, term) in glossary.terms.iter().enumerate() {
        for name in names(term) {
            glossary.by_name.entry(fold(name)).or_insert(index);
        }
    }
    glossary
}

fn prose(block: &Block) -> Option<&Prose> {
    match block {
        Block::Prose(prose) => Some(prose),
        _ => None,
    }
}

fn term(body: &Body, entry: &Entry<'_>) -> Term {
    let mut term = Term {
        id: entry.heading.id.clone(),
        name: entry.heading.text.trim().to_owned(),
        group: entry
            .group
            .map(|index| body.headings[index].text.trim().to_owned()),
        span: entry.heading.span,
        ..Term::default()
    };
    let mut texts = Vec::new();
    for prose in entry.blocks.iter().filter_map(|block| prose(block)) {
        if prose.shape == Shape::Paragraph && other_names(&mut term, &prose.text) {
            continue;
        }
        term.definition.push(prose.html.clone());
        texts.push(prose.text.trim());
    }
    term.text = texts.join("\n");
    term
}

/// Takes `Also:` and `Local:` lines out of a paragraph; whether it holds nothing else.
fn other_names(term: &mut Term, paragraph: &str) -> bool {
    let mut lead = None;
    let mut nothing_else = true;
    for line in paragraph.lines() {
        let rest = if let Some(rest) = after_lead(line, ALSO_LEADS) {
            lead = Some(Lead::Also);
            rest
        } else if let Some(rest) = after_lead(line, LOCAL_LEADS) {
            lead = Some(Lead::Local);
            rest
        } else {
            line
        };
        match lead {
            Some(Lead::Also) => term.also.extend(aliases(rest)),
            Some(Lead::Local) => add_local(term, rest),
            None => nothing_else = false,
        }
    }
    nothing_else
}

/// Which line goes on.
#[derive(Clone, Copy)]
enum Lead {
    Also,
    Local,
}

fn aliases(line: &str) -> impl Iterator<Item = String> + use<'_> {
    line.split([',', '，', '、', ';', '；'])
        .map(|alias| alias.trim().trim_end_matches(['.', '。']).to_owned())
        .filter(|alias| !alias.is_empty())
}

fn add_local(term: &mut Term, line: &str) {
    let line = line.trim();
    match &mut term.local {
        _ if line.is_empty() => {}
        Some(local) => {
            local.push(' ');
            local.push_str(line);
        }
        none => *none = Some(line.to_owned()),
    }
}

/// All that a term may be called by: of `种草 (zhòngcǎo)` the whole, the word and its reading.
fn names(term: &Term) -> impl Iterator<Item = &str> {
    let own = [term.name.as_str(), term.id.as_str()];
    let also = term.also.iter().map(String::as_str);
    let local = term.local.iter().flat_map(|local| {
        let (word, reading) = local.split_once(['(', '（']).unwrap_or((local, ""));
        [
            local.as_str(),
            word,
            reading.trim_end().trim_end_matches([')', '）']),
        ]
    });
    own.into_iter()
        .chain(also)
        .chain(local)
        .filter(|name| !name.trim().is_empty())
}
