//! The template contract, version 1: every value that a template gets, field by field.
//!
//! A template named `<kind>.html` is rendered with these variables:
//!
//! | variable | type | on |
//! |---|---|---|
//! | `site` | [`Site`] | every page |
//! | `playbook` | [`Playbook`] | every page but `index` and `404` (there it is `none`) |
//! | `page` | [`Page`] | every page |
//! | `root` | text | every page: what to put before a path to get a relative address (`""`, `"../"`, …) |
//! | `locale` | text | every page: BCP 47 |
//! | `shared` | a map of safe HTML | every page: the theme's templates in `shared/`, by name, see below |
//! | `stage` | [`Stage`] | `stage`, `card` |
//! | `pillar` | [`Pillar`] | `pillar` |
//! | `mistake` | [`Mistake`] | `mistake` |
//! | `home` | [`Home`] | `home` |
//! | `matrix` | [`Matrix`] | `matrix` |
//! | `mistakes` | list of [`Mistake`] | `mistakes`; most severe first |
//! | `checklist` | list of [`ChecklistGroup`] | `checklist` |
//! | `audit` | [`Audit`] | `audit` |
//! | `touchpoints` | [`Touchpoints`] | `touchpoints` |
//! | `metrics` | list of [`Metric`] | `metrics` |
//! | `takeaways` | [`Takeaways`] | `takeaways` |
//! | `glossary` | [`Glossary`] | `glossary` |
//! | `print` | [`Print`] | `print` |
//! | `review` | list of [`ReviewRow`] | `review` |
//! | `content` | [`Content`] | `page` |
//!
//! A template `shared/<name>.html` is rendered once for many pages, with `site`, `playbook`, `root` and `locale` alone;
//! pages write it with `{{ shared.<name> | safe }}`. A link in it (`<a href="…">`) that leads to the page itself gets
//! `aria-current="page"` there.
//!
//! Every `path` is relative to the site's root, without a leading `/`, and may end in `#id`; write `{{ root }}{{ x.path }}`.
//! Every field whose name ends in `html` is safe HTML: write it with the engine's `safe` filter. Everything else is
//! plain text and is escaped by the engine. Dates are ISO 8601 (`2026-11-12`); the `date` filter shows them in the
//! reader's language. An absent value is `none`/null.

mod maps;
mod page;
mod site;
mod stage;
mod whole;

pub use maps::{LoopEdge, LoopMap, LoopNode, MapColumn, MapEdge, MapLane, MapNode, TouchpointMap};
pub use page::{Edition, Page, Picture, Prose, Review, Share, TocEntry};
pub use site::{
    Brand, Counts, Downloads, Link, PillarLink, Playbook, PlaybookLink, Section, Site, StageLink,
    StageRef, StageRole,
};
pub use stage::{Checklist, Content, Item, Mistake, PausePoint, Pillar, Stage};
pub use whole::{
    Audit, AuditGroup, ChecklistGroup, Choice, Glossary, Home, Matrix, MatrixGap, MatrixRow,
    Metric, Print, Question, ReviewRow, StageTakeaway, Takeaways, Term, ThinSpot, Touchpoint,
    TouchpointGap, Touchpoints,
};
