//! What rules of strategy ask of the content pillars: which stages they carry, who makes them, whether they sell.

use super::value_span;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::document::markdown::Block;
use crate::journey::{Pillar, Role, StageKey};
use crate::lint::Context;
use crate::source::{FileId, Span, Spanned};

/// How many places of one finding are pointed at.
const PLACES_SHOWN: usize = 5;

impl<'a> Context<'a> {
    /// The pillars that name one of these stages, in whatever role.
    pub(crate) fn serving(&self, stages: &'a [StageKey]) -> impl Iterator<Item = &'a Pillar> {
        let serves =
            |pillar: &&Pillar| pillar.stages.iter().any(|(s, _)| stages.contains(&s.value));
        self.playbook.pillars.iter().filter(serves)
    }

    /// The pillars that carry a stage, rather than only support it.
    pub(crate) fn carrying(&self, stage: StageKey) -> impl Iterator<Item = &'a Pillar> {
        let carried = move |(served, role): &(Spanned<StageKey>, Role)| {
            served.value == stage && *role == Role::Primary
        };
        let pillars = self.playbook.pillars.iter();
        pillars.filter(move |pillar| pillar.stages.iter().any(carried))
    }

    /// Where the value of a key of a pillar is written; the pillar's first byte when it is not.
    pub(crate) fn pillar_place(&self, pillar: &Pillar, key: &str) -> (FileId, Span) {
        let document = self.document(pillar.document);
        (document.file, value_span(document, key).unwrap_or_default())
    }

    /// What a pillar says of itself: title, description, formats and prose.
    pub(crate) fn words_of(&self, pillar: &'a Pillar) -> impl Iterator<Item = &'a str> {
        let facts = [Some(&pillar.page.title), pillar.page.description.as_ref()];
        let formats = pillar.formats.iter().map(|format| format.value.as_str());
        let prose = prose(self.document(pillar.document));
        let facts = facts.into_iter().flatten().map(String::as_str);
        facts.chain(formats).chain(prose.map(|(text, _)| text))
    }
}

/// Whether people of the brand alone make a pillar; `None` when it does not say who does.
pub(crate) fn by_brand_alone(pillar: &Pillar) -> Option<bool> {
    let creators = &pillar.creators;
    let own = |creator: &Spanned<String>| matches!(creator.value.as_str(), "brand" | "staff");
    (!creators.is_empty()).then(|| creators.iter().all(own))
}

/// Whether a fact is written and is that word.
pub(crate) fn is(fact: &Option<Spanned<String>>, word: &str) -> bool {
    fact.as_ref().is_some_and(|fact| fact.value == word)
}

/// The key by which a pillar sells: `intent: convert`, else `cta: shop`.
pub(crate) fn sells_by(pillar: &Pillar) -> Option<&'static str> {
    if is(&pillar.intent, "convert") {
        Some("intent")
    } else {
        is(&pillar.cta, "shop").then_some("cta")
    }
}

/// The prose of a document with its places, without task lists and mistakes.
pub(crate) fn prose(document: &Document) -> impl Iterator<Item = (&str, Span)> {
    let blocks = document.body.sections.iter().flat_map(|s| &s.blocks);
    blocks.filter_map(|block| match block {
        Block::Prose(prose) => Some((prose.text.as_str(), prose.span)),
        Block::Tasks { .. } | Block::Mistake(_) => None,
    })
}

/// Points at each of the places, up to a handful; a note says how many more there are.
pub(crate) fn pointing_at(
    finding: Diagnostic,
    places: impl IntoIterator<Item = (FileId, Span)>,
    says: &str,
) -> Diagnostic {
    let mut places = places.into_iter();
    let shown = places.by_ref().take(PLACES_SHOWN);
    let finding = shown.fold(finding, |finding, (file, span)| {
        finding.label(file, span, says)
    });
    match places.count() {
        0 => finding,
        more => finding.note(format!("and {more} more")),
    }
}
