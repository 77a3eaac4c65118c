//! Documents → playbooks.
//!
//! Enter at [`assemble`]. Steps: the facts of `playbook.md` come first, for pages inherit from them; then records
//! that refer to nothing (pillars, touchpoints, metrics); then where links lead, since a link in a remedy names the
//! item that prevents a mistake; then what is gathered from all documents in reading order (mistakes, items); then
//! the stages, which point into these; last the glossary, the audit, the names and the terms.
//!
//! Architecture invariant: every step is linear in what it reads, apart from sorting.

mod audit;
mod entries;
mod facts;
mod glossary;
mod items;
mod lead;
mod mistakes;
mod names;
mod order;
mod records;
mod references;
mod stages;

use super::{DocumentId, FreePage, Playbook};
use crate::document::front_matter::Fields;
use crate::document::{Document, Kind, markdown};
use crate::source::{SitePath, Spanned};
use order::Order;
use std::sync::Arc;

/// Makes one playbook of the documents below its folder.
///
/// `assets` are the other files of the folder. What does not resolve stays unresolved in the model, for the rules.
#[must_use]
pub fn assemble(
    root: SitePath,
    mut documents: Vec<Arc<Document>>,
    mut assets: Vec<SitePath>,
) -> Playbook {
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    assets.sort();
    let mut playbook = Playbook {
        root,
        documents,
        assets,
        ..Playbook::default()
    };
    read_main(&mut playbook);
    playbook.pillars = records::pillars(&playbook);
    playbook.touchpoints = records::touchpoints(&playbook);
    playbook.metrics = records::metrics(&playbook);
    playbook.references.links = references::links(&playbook);
    playbook.references.assets = references::assets(&playbook.references.links);
    let found = stages::find(&playbook);
    let order = Order::of(&playbook, &found);
    playbook.mistakes = mistakes::read(&playbook, &order);
    playbook.items = items::gather(&playbook, &order);
    playbook.stages = found
        .first
        .values()
        .filter_map(|id| stages::read(&playbook, *id))
        .collect();
    playbook.duplicate_stages = found.further;
    if let Some(id) = first_of_kind(&playbook, Kind::Glossary) {
        playbook.glossary = glossary::read(id, playbook.document(id));
    }
    if let Some(id) = first_of_kind(&playbook, Kind::Audit) {
        playbook.audit = audit::read(&playbook, id, playbook.document(id));
    }
    playbook.pages = pages(&playbook);
    playbook.names = names::gather(&playbook);
    playbook.references.terms = references::terms(&playbook);
    playbook.pillars.shrink_to_fit();
    playbook.mistakes.shrink_to_fit();
    playbook.stages.shrink_to_fit();
    playbook.items.shrink_to_fit();
    playbook
}

/// Takes the playbook's own facts and its name in addresses out of `playbook.md`.
fn read_main(playbook: &mut Playbook) {
    playbook.main = first_of_kind(playbook, Kind::Playbook);
    let main = playbook.main.map(|id| playbook.document(id));
    let slug = main.and_then(written_slug);
    let facts = main.map_or_else(
        || facts::unnamed(&playbook.root),
        |main| facts::playbook(main, &playbook.root),
    );
    playbook.facts = facts;
    playbook.slug_span = slug.as_ref().map(|slug| slug.span);
    playbook.slug = slug.map_or_else(|| folder_slug(&playbook.root), |slug| slug.value);
}

/// `slug:`, when it can stand in an address as it is.
fn written_slug(main: &Document) -> Option<Spanned<String>> {
    Fields::of(&main.front.root)
        .text("slug")
        .filter(|slug| !slug.value.is_empty() && markdown::slug(&slug.value) == slug.value)
}

fn folder_slug(root: &SitePath) -> String {
    let slug = markdown::slug(root.file_name());
    if slug.is_empty() {
        root.file_name().to_owned()
    } else {
        slug
    }
}

fn first_of_kind(playbook: &Playbook, kind: Kind) -> Option<DocumentId> {
    records::of_kind(playbook, kind).next().map(|(id, _)| id)
}

/// The documents that are read as they are: those that nothing else was made of, save stages without a key.
fn pages(playbook: &Playbook) -> Vec<FreePage> {
    let taken = [
        playbook.main,
        playbook.glossary.document,
        playbook.audit.document,
    ];
    let is_page = |id, kind| match kind {
        Kind::Page | Kind::Quiz => true,
        Kind::Playbook | Kind::Glossary | Kind::Audit => !taken.contains(&Some(id)),
        Kind::Stage | Kind::Pillar | Kind::Mistake | Kind::Touchpoints | Kind::Metrics => false,
    };
    playbook
        .documents()
        .filter(|(id, document)| is_page(*id, document.kind))
        .map(|(id, document)| FreePage {
            document: id,
            page: facts::page(document, &playbook.facts),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::journey::testing::playbook;
    use crate::journey::{Evidence, IntervalUnit, NameKind, Status};
    use proptest::prelude::{ProptestConfig, proptest};

    #[test]
    fn pages_inherit_what_they_leave_out() {
        let playbook = playbook(&[
            (
                "playbook.md",
                "---\ntitle: Path\nslug: the-path\nplatform: [A, B]\nowner: Ann\nstatus: approved\nevidence: partial\nlast_reviewed: 2026-01-31\nreview_every: 3 months\napproved_by: Bea\n---\n\n## Key takeaways\n\nOne.\n\nTwo.\n",
            ),
            (
                "pillars/2-deep-dive.md",
                "---\nowner: Cid\nlast_reviewed: 2026-02-30\ndraft: true\nx-tone: {dry: [1, 2.5, null]}\n---\n",
            ),
            ("notes/idea.md", "# An idea\n"),
        ]);
        assert_eq!(
            (playbook.slug.as_str(), playbook.facts.page.title.as_str()),
            ("the-path", "Path")
        );
        assert!(playbook.slug_span.is_some());
        assert_eq!(playbook.facts.platform, ["A", "B"]);
        assert_eq!(playbook.facts.takeaways.len(), 2);
        let page = &playbook.pillars[0].page;
        assert_eq!(page.title, "Deep dive");
        assert!(page.draft);
        assert_eq!(
            page.extra,
            [(
                "x-tone".to_owned(),
                serde_json::json!({"dry": [1, 2.5, null]})
            )]
        );
        let review = &page.review;
        assert_eq!(review.owner.as_deref(), Some("Cid"));
        assert_eq!(review.status, Some(Status::Approved));
        assert_eq!(review.evidence, Some(Evidence::Partial));
        assert_eq!(review.due(), Some(jiff::civil::date(2026, 4, 30)));
        assert_eq!(
            review.review_every.as_ref().unwrap().value.unit,
            IntervalUnit::Month
        );
        assert_eq!(review.approved_by, None);
        assert!(review.own.is_some());
        assert_eq!(playbook.pages[0].page.title, "An idea");
        assert!(playbook.pages[0].page.review.own.is_none());
    }

    #[test]
    fn a_folder_stands_in_for_what_is_missing() {
        let playbook = playbook(&[(
            "touchpoints.yaml",
            "- {name: Shop window, stages: [discovery, moon]}\n- text\n- {}\n",
        )]);
        assert_eq!(
            (playbook.slug.as_str(), playbook.facts.page.title.as_str()),
            ("demo", "demo")
        );
        assert_eq!(playbook.main, None);
        assert_eq!(playbook.touchpoints.len(), 2);
        assert_eq!(playbook.touchpoints[0].stages.len(), 1);
        let name = playbook
            .names
            .find("shop-window", &[NameKind::Touchpoint])
            .unwrap();
        assert!(!name.written);
        assert_eq!(playbook.names.iter().count(), 1);
    }

    const PIECES: &str = "((## Discovery|## Checklist|## Instead|### A|#### B|> ### C|- \\[ \\] D <!-- #d -->|Also: e|\\*Local:\\* 种草 \\(|Fix: \\[f\\]\\(#d\\)|Look at:|> \\[!CAUTION\\]\n> \\*\\*Mistake: g.\\*\\* h\n>\n> \\*\\*Instead:\\*\\* \\[i\\]\\(\\.\\./audit.md#a\\)|\\[\\[a\\]\\]|    j| )\n{1,2}){0,24}";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_text_makes_a_playbook(pieces in proptest::collection::vec(PIECES, 5)) {
            let playbook = playbook(&[
                ("glossary.md", &pieces[0]),
                ("audit.md", &pieces[1]),
                ("stages/1-discovery.md", &pieces[2]),
                ("mistakes/m.md", &pieces[3]),
                ("playbook.md", &pieces[4]),
            ]);
            for (id, document) in playbook.documents() {
                let index = id.0 as usize;
                assert_eq!(document.body.links.len(), playbook.references.links[index].len());
                assert_eq!(document.body.terms.len(), playbook.references.terms[index].len());
            }
            for question in &playbook.audit.questions {
                assert!(playbook.names.find(&question.id, &[NameKind::Question]).is_some());
            }
        }
    }

    #[test]
    fn hostile_texts_take_no_long_time() {
        let unit = 50_000;
        for text in [
            format!("### A\n\nAlso:{}x\n", " \u{a0}".repeat(unit)),
            format!("### A\n\nAlso: {}\n", "also: local: ".repeat(unit)),
            "### A\n\n".repeat(unit / 10),
            "#### A\n\n- [ ] b\n\n".repeat(unit / 10),
            format!("Fix: {}", "<b>".repeat(unit / 10)),
        ] {
            playbook(&[
                ("glossary.md", &text),
                ("audit.md", &text),
                ("stages/1-discovery.md", &text),
            ]);
        }
    }
}
