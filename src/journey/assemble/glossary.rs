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
        for name in term.names().chain([term.id.as_str()]) {
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

/// Takes the names out of a paragraph that begins with `Also:` or `Local:`; whether it does.
///
/// One paragraph may hold both lines. A line break of the source is a space in the text, so the second lead-in is
/// looked for at every word.
fn other_names(term: &mut Term, paragraph: &str) -> bool {
    let Some((mut lead, mut rest)) = lead_in(paragraph) else {
        return false;
    };
    loop {
        let next = rest
            .match_indices(char::is_whitespace)
            .filter(|(at, space)| !rest[at + space.len()..].starts_with(char::is_whitespace))
            .find_map(|(at, _)| lead_in(&rest[at..]).map(|(lead, after)| (at, lead, after)));
        let names = next.map_or(rest, |(at, ..)| &rest[..at]);
        match lead {
            Lead::Also => term.also.extend(aliases(names)),
            Lead::Local => add_local(term, names),
        }
        match next {
            Some((_, next, after)) => (lead, rest) = (next, after),
            None => return true,
        }
    }
}

/// What kind of names follow.
#[derive(Clone, Copy)]
enum Lead {
    Also,
    Local,
}

fn lead_in(text: &str) -> Option<(Lead, &str)> {
    let also = after_lead(text, ALSO_LEADS).map(|rest| (Lead::Also, rest));
    also.or_else(|| after_lead(text, LOCAL_LEADS).map(|rest| (Lead::Local, rest)))
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

#[cfg(test)]
mod tests {
    use crate::journey::Glossary;
    use crate::journey::testing::playbook;

    const TEXT: &str = "\
---
title: Glossary
---

Words of the trade.

## Notes and people

What people write.

### Seeding {#term-seeding}

Putting a product into *hands*.

A second paragraph.

#### In practice

- one
- two

*Also:* planting grass, giving away、grass.

*Local:* 种草 (zhòngcǎo)

### Save

A star.

*Also:* bookmark
*Local:* 收藏

### Empty
";

    fn glossary(text: &str) -> Glossary {
        playbook(&[("glossary.md", text)]).glossary
    }

    #[test]
    fn terms_have_names_and_definitions() {
        let glossary = glossary(TEXT);
        assert_eq!(glossary.introduction.len(), 2);
        let [seeding, save, empty] = glossary.terms.as_slice() else {
            panic!("three terms, not {:?}", glossary.terms);
        };
        assert_eq!(seeding.id, "term-seeding");
        assert_eq!(seeding.name, "Seeding");
        assert_eq!(seeding.group.as_deref(), Some("Notes and people"));
        assert_eq!(seeding.also, ["planting grass", "giving away", "grass"]);
        assert_eq!(seeding.local.as_deref(), Some("种草 (zhòngcǎo)"));
        assert_eq!(seeding.definition.len(), 4);
        assert!(
            seeding
                .text
                .starts_with("Putting a product into hands.\nA second")
        );
        assert!(!seeding.text.contains("Also"));
        assert_eq!(save.also, ["bookmark"]);
        assert_eq!(save.local.as_deref(), Some("收藏"));
        assert_eq!(save.definition.len(), 1);
        assert_eq!((empty.name.as_str(), empty.definition.len()), ("Empty", 0));
    }

    #[test]
    fn terms_are_found_by_any_name() {
        let glossary = glossary(TEXT);
        for (name, term) in [
            ("seeding", Some(0)),
            ("Planting  Grass", Some(0)),
            ("种草", Some(0)),
            ("zho\u{300}ngca\u{30c}o", Some(0)),
            ("种草 (zhòngcǎo)", Some(0)),
            ("term-seeding", Some(0)),
            ("SAVE", Some(1)),
            ("收藏", Some(1)),
            ("like", None),
            ("", None),
        ] {
            assert_eq!(glossary.find(name), term, "{name}");
        }
    }

    #[test]
    fn references_to_terms_are_resolved() {
        let playbook = playbook(&[
            ("glossary.md", TEXT),
            (
                "z.md",
                "[[Bookmark]] and [[nothing]] and [[seeding|seeds]]\n",
            ),
        ]);
        assert_eq!(playbook.references.terms[1], [Some(1), None, Some(0)]);
    }
}
