//! Facts of a playbook and of a page, out of the tree of the front matter.

use crate::document::Document;
use crate::document::front_matter::{Fields, Node, Value, schema};
use crate::document::markdown::{Block, Fragment, Role};
use crate::journey::{Evidence, Facts, PageFacts, Review, StageKey, Status};
use crate::source::{SitePath, Span, Spanned};
use jiff::civil::Date;

/// The keys of the front matter that [`Review`] is made of.
const REVIEW_KEYS: [&str; 8] = [
    "owner",
    "status",
    "evidence",
    "last_reviewed",
    "review_every",
    "approved_by",
    "approved_on",
    "approved_hash",
];

/// The facts of a playbook, when there is no `playbook.md`: the folder's name.
pub(super) fn unnamed(root: &SitePath) -> Facts {
    Facts {
        page: PageFacts {
            title: root.file_name().to_owned(),
            ..PageFacts::default()
        },
        ..Facts::default()
    }
}

/// The facts of `playbook.md`.
pub(super) fn playbook(document: &Document, root: &SitePath) -> Facts {
    let fields = Fields::of(&document.front.root);
    let own = page(document, &Facts::default());
    let title = written_title(document, fields).unwrap_or_else(|| root.file_name().to_owned());
    Facts {
        page: PageFacts { title, ..own },
        actor: fields.text("actor"),
        scenario: text(fields, "scenario"),
        goal: text(fields, "goal"),
        platform: values(fields.texts("platform")),
        market: text(fields, "market"),
        locale: text(fields, "locale"),
        decision_cycle: text(fields, "decision_cycle"),
        labels: labels(fields),
        brand: fields.text("brand"),
        client: fields.text("client"),
        extends: fields.text("extends"),
        translation_of: fields.text("translation_of"),
        takeaways: takeaways(document),
    }
}

/// What a page says of itself; what it leaves out about its review is the playbook's.
pub(super) fn page(document: &Document, playbook: &Facts) -> PageFacts {
    let fields = Fields::of(&document.front.root);
    PageFacts {
        title: written_title(document, fields).unwrap_or_else(|| name_of(document.path.stem())),
        description: text(fields, "description"),
        draft: fields.boolean("draft").unwrap_or(false),
        date: date(fields, "date").map(|d| d.value),
        updated: date(fields, "updated").map(|d| d.value),
        aliases: fields.texts("aliases"),
        review: inherited(review(fields), &playbook.page.review),
        extra: extra(fields),
    }
}

/// The title an author gave: `title`, else a level-1 heading at the top.
pub(super) fn written_title(document: &Document, fields: Fields<'_>) -> Option<String> {
    let heading = || document.body.title.as_ref().map(|t| t.value.clone());
    text(fields, "title").or_else(heading)
}

/// The text of a key without its place.
pub(super) fn text(fields: Fields<'_>, key: &str) -> Option<String> {
    fields.text(key).map(|t| t.value)
}

/// The stage that a scalar names.
pub(super) fn stage(node: &Node) -> Option<Spanned<StageKey>> {
    let text = node.as_text()?;
    StageKey::from_name(&text.value).map(|key| Spanned::new(key, text.span))
}

/// The stages that a list (or a single scalar) names; what is no stage is left to the rules.
pub(super) fn stages(fields: Fields<'_>, key: &str) -> Vec<Spanned<StageKey>> {
    elements(fields, key).iter().filter_map(stage).collect()
}

/// The children of a list below a key; any other value counts as a list of one.
pub(super) fn elements<'a>(fields: Fields<'a>, key: &str) -> &'a [Node] {
    match fields.node(key) {
        Some(node) => match &node.value {
            Value::List(list) => list,
            _ => std::slice::from_ref(node),
        },
        None => &[],
    }
}

/// Texts without their places.
pub(super) fn values(texts: Vec<Spanned<String>>) -> Vec<String> {
    texts.into_iter().map(|t| t.value).collect()
}

fn labels(fields: Fields<'_>) -> Vec<(StageKey, String)> {
    let Some(labels) = fields.map("labels") else {
        return Vec::new();
    };
    labels
        .iter()
        .filter_map(|(key, node)| {
            let label = node.as_text()?.value;
            StageKey::from_name(&key.value).map(|key| (key, label))
        })
        .collect()
}

fn takeaways(document: &Document) -> Vec<Fragment> {
    document
        .body
        .sections
        .iter()
        .filter(|section| section.role == Role::Takeaway)
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Prose(prose) => Some(prose.html.clone()),
            _ => None,
        })
        .collect()
}

fn review(fields: Fields<'_>) -> Review {
    Review {
        owner: text(fields, "owner"),
        status: text(fields, "status").and_then(|s| Status::from_name(&s)),
        evidence: text(fields, "evidence").and_then(|e| Evidence::from_name(&e)),
        last_reviewed: date(fields, "last_reviewed"),
        review_every: fields.text("review_every").and_then(|every| {
            schema::interval(&every.value).map(|interval| Spanned::new(interval, every.span))
        }),
        approved_by: text(fields, "approved_by"),
        approved_on: date(fields, "approved_on").map(|d| d.value),
        approved_hash: fields.text("approved_hash"),
        own: fields
            .iter()
            .find(|(key, _)| REVIEW_KEYS.contains(&key.value.as_str()))
            .map(|(key, node)| Span {
                start: key.span.start,
                end: node.span.end.max(key.span.end),
            }),
    }
}

/// An approval is of one text: it is never inherited.
fn inherited(own: Review, playbook: &Review) -> Review {
    Review {
        owner: own.owner.or_else(|| playbook.owner.clone()),
        status: own.status.or(playbook.status),
        evidence: own.evidence.or(playbook.evidence),
        last_reviewed: own.last_reviewed.or_else(|| playbook.last_reviewed.clone()),
        review_every: own.review_every.or_else(|| playbook.review_every.clone()),
        ..own
    }
}

fn date(fields: Fields<'_>, key: &str) -> Option<Spanned<Date>> {
    let text = fields.text(key)?;
    let date = schema::date(&text.value).ok()?;
    Some(Spanned::new(date, text.span))
}

fn extra(fields: Fields<'_>) -> Vec<(String, serde_json::Value)> {
    fields
        .iter()
        .filter(|(key, _)| key.value.starts_with("x-"))
        .map(|(key, node)| (key.value.clone(), json(node)))
        .collect()
}

fn json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(b) => (*b).into(),
        Value::Integer(n) => (*n).into(),
        Value::Float(n) => (*n).into(),
        Value::Text(text) => text.as_str().into(),
        Value::List(list) => list.iter().map(json).collect(),
        Value::Map(map) => map
            .iter()
            .map(|(key, node)| (key.value.clone(), json(node)))
            .collect(),
    }
}

/// A name for a page out of its file's: `2-price-objections` is "Price objections".
fn name_of(stem: &str) -> String {
    let words: Vec<&str> = unnumbered(stem)
        .split(['-', '_', ' '])
        .filter(|word| !word.is_empty())
        .collect();
    let words = words.join(" ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => stem.to_owned(),
    }
}

/// A file's stem without the number that sorts it: `3-consideration` is `consideration`.
pub(super) fn unnumbered(stem: &str) -> &str {
    let rest = stem.trim_start_matches(|c: char| c.is_ascii_digit());
    let name = rest.trim_start_matches(['-', '_', '.', ' ']);
    // Digits that no separator follows belong to the name: `28days`. Digits alone are one.
    if name.is_empty() || name.len() == rest.len() {
        stem
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn files_give_names() {
        for (stem, name) in [
            ("2-price-objections", "Price objections"),
            ("28days", "28days"),
            ("2024", "2024"),
            ("0-", "0"),
            ("--", "--"),
            ("école", "École"),
            ("", ""),
        ] {
            assert_eq!(name_of(stem), name);
        }
    }
}
