//! The template contract, version 1: every value that a template gets, field by field.
//!
//! A template named `<kind>.html` is rendered with these variables:
//!
//! | variable | type | on |
//! |---|---|---|
//! | `site` | [`Site`] | every page |
//! | `playbook` | [`Playbook`] | every page but `index` and `404` (there it is absent) |
//! | `page` | [`Page`] | every page |
//! | `root` | text | every page: what to put before a path to get a relative address (`""`, `"../"`, …) |
//! | `locale` | text | every page: BCP 47 |
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
//! Every `path` is relative to the site's root, without a leading `/`, and may end in `#id`; write `{{ root }}{{ x.path }}`.
//! Every field whose name ends in `html` is safe HTML: write it with the engine's `safe` filter. Everything else is
//! plain text and is escaped by the engine. Dates are ISO 8601 (`2026-11-12`); the `date` filter shows them in the
//! reader's language. An absent value is `none`/null.

use serde::Serialize;

/// The site as a whole.
#[derive(Clone, Debug, Serialize)]
pub struct Site {
    /// The site's title.
    pub title: String,
    /// Its language, BCP 47.
    pub locale: String,
    /// The address it is published at, ending in `/`, when it is known.
    pub base_url: Option<String>,
    /// `Waybook` and its version.
    pub generator: String,
    /// Whether it holds several playbooks (then there is an `index` page, and a playbook's home is not the site's).
    pub many: bool,
    /// The path of the site's first page.
    pub home: String,
    /// Every playbook, in order.
    pub playbooks: Vec<PlaybookLink>,
    /// The path of the Atom feed, when there is one.
    pub feed: Option<String>,
    /// The brand of the site itself.
    pub brand: Option<Brand>,
}

/// A playbook as seen from the index.
#[derive(Clone, Debug, Serialize)]
pub struct PlaybookLink {
    /// Its title.
    pub title: String,
    /// Its home page.
    pub path: String,
    /// Its description.
    pub description: Option<String>,
    /// Whose journey it is.
    pub actor: Option<String>,
    /// The client, when one is named.
    pub client: Option<String>,
    /// Its language, BCP 47.
    pub locale: String,
    /// How many stages, pillars, checklist items and mistakes it has.
    pub counts: Counts,
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Counts {
    /// Stages.
    pub stages: usize,
    /// Content pillars.
    pub pillars: usize,
    /// Checklist items.
    pub items: usize,
    /// Mistakes.
    pub mistakes: usize,
    /// Touchpoints.
    pub touchpoints: usize,
    /// Metrics.
    pub metrics: usize,
    /// Terms.
    pub terms: usize,
    /// Questions of the audit.
    pub questions: usize,
}

/// A brand.
#[derive(Clone, Debug, Serialize)]
pub struct Brand {
    /// Its name.
    pub name: String,
    /// The path of its logo.
    pub logo: Option<String>,
    /// The text for the foot of every page.
    pub footer: Option<String>,
    /// The path of the style sheet that sets its colours and fonts; link it after the theme's own.
    pub stylesheet: Option<String>,
}

/// A name and an address.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// What to show.
    pub title: String,
    /// Where it leads.
    pub path: String,
}

/// What all pages of a playbook share.
#[derive(Clone, Debug, Serialize)]
pub struct Playbook {
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its description.
    pub description: Option<String>,
    /// Whose journey it is.
    pub actor: Option<String>,
    /// The situation the journey begins in.
    pub scenario: Option<String>,
    /// What the brand wants of it.
    pub goal: Option<String>,
    /// The platforms it plays on.
    pub platforms: Vec<String>,
    /// ISO 3166 country code.
    pub market: Option<String>,
    /// BCP 47.
    pub locale: String,
    /// How long a buyer takes to decide.
    pub decision_cycle: Option<String>,
    /// The client, when one is named.
    pub client: Option<String>,
    /// Its brand, else the site's.
    pub brand: Option<Brand>,
    /// Its life cycle.
    pub review: Review,
    /// Its home page.
    pub path: String,
    /// The five stages in the order of the loop; one without a page has no `path`.
    pub stages: Vec<StageLink>,
    /// The content pillars.
    pub pillars: Vec<PillarLink>,
    /// The pages made from the whole playbook that exist, in order.
    pub sections: Vec<Section>,
    /// Free pages.
    pub pages: Vec<Link>,
    /// How much there is.
    pub counts: Counts,
    /// The path of `playbook.json`, `journey.mmd` and `checklist.csv`.
    pub downloads: Downloads,
}

/// The files of a playbook that are no pages.
#[derive(Clone, Debug, Serialize)]
pub struct Downloads {
    /// The whole playbook as data.
    pub json: String,
    /// The journey as a Mermaid diagram.
    pub mermaid: String,
    /// The checklist as a table.
    pub csv: String,
}

/// A page made from the whole playbook.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// `matrix`, `mistakes`, `checklist`, `audit`, `touchpoints`, `metrics`, `takeaways`, `glossary`, `print` or
    /// `review`; its name is the message `nav-<kind>`.
    pub kind: &'static str,
    /// Its page.
    pub path: String,
    /// How many entries it has (questions, terms …), where that means something.
    pub count: Option<usize>,
}

/// A stage in the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct StageLink {
    /// `discovery`, `research`, `consideration`, `conversion` or `advocacy`.
    pub key: &'static str,
    /// 1 to 5.
    pub number: usize,
    /// The short name: the playbook's label, else the interface's word.
    pub label: String,
    /// The full title: the stage's own, else the label.
    pub title: String,
    /// What the customer wants here, in a few words.
    pub goal: Option<String>,
    /// Its page; none when the playbook lacks the stage.
    pub path: Option<String>,
    /// Its one-page card.
    pub card: Option<String>,
    /// How many checklist items it has.
    pub items: usize,
    /// How many pillars serve it.
    pub pillars: usize,
    /// How many mistakes are made in it.
    pub mistakes: usize,
}

/// A pillar in lists.
#[derive(Clone, Debug, Serialize)]
pub struct PillarLink {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub path: String,
    /// Its description.
    pub description: Option<String>,
    /// The stages it serves.
    pub stages: Vec<StageRole>,
    /// `inspire`, `inform`, `reassure`, `convert` or `re-engage`; its name is the message `intent-<intent>`.
    pub intent: Option<String>,
}

/// A stage and what a pillar is to it.
#[derive(Clone, Debug, Serialize)]
pub struct StageRole {
    /// The stage's key.
    pub key: &'static str,
    /// 1 to 5.
    pub number: usize,
    /// Its short name.
    pub label: String,
    /// Its page.
    pub path: Option<String>,
    /// `primary` or `supporting`.
    pub role: &'static str,
}

/// A stage that is pointed to.
#[derive(Clone, Debug, Serialize)]
pub struct StageRef {
    /// The stage's key.
    pub key: &'static str,
    /// 1 to 5.
    pub number: usize,
    /// Its short name.
    pub label: String,
    /// Its page.
    pub path: Option<String>,
}

/// The page at hand.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// The name of its template without `.html`; also goes into `<body data-page>`.
    pub kind: &'static str,
    /// Its title (for `home` the playbook's, for `index` the site's).
    pub title: String,
    /// Its description.
    pub description: Option<String>,
    /// Its own path.
    pub path: String,
    /// Its full address, when the site's is known.
    pub canonical: Option<String>,
    /// The source file in the workspace, when it has one of its own.
    pub source: Option<String>,
    /// Whether it is a draft (shown with `--drafts` only).
    pub draft: bool,
    /// First published.
    pub date: Option<String>,
    /// Last changed in substance.
    pub updated: Option<String>,
    /// The way from the site's home to this page, this page left out.
    pub breadcrumbs: Vec<Link>,
    /// The headings of level 2 and 3 on the page, for "On this page".
    pub toc: Vec<TocEntry>,
    /// The page before it, around the loop for a stage.
    pub previous: Option<Link>,
    /// The page after it.
    pub next: Option<Link>,
    /// Its life cycle, inherited where it sets none.
    pub review: Option<Review>,
    /// Front matter keys that begin with `x-`.
    pub extra: std::collections::BTreeMap<String, serde_json::Value>,
}

/// A heading on the page.
#[derive(Clone, Debug, Serialize)]
pub struct TocEntry {
    /// Its id.
    pub id: String,
    /// Its text. When empty, the theme's own heading with the message `section-<id>`.
    pub title: String,
    /// 2 or 3.
    pub level: u8,
}

/// Who answers for it, and since when.
#[derive(Clone, Debug, Serialize)]
pub struct Review {
    /// Who answers for it.
    pub owner: Option<String>,
    /// `draft`, `review`, `approved` or `retired`; message `status-<status>`.
    pub status: Option<&'static str>,
    /// `assumed`, `partial` or `researched`; message `evidence-<evidence>`.
    pub evidence: Option<&'static str>,
    /// Last reviewed.
    pub last_reviewed: Option<String>,
    /// To be reviewed by. Whether that day has passed is judged in the browser.
    pub due: Option<String>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When it was approved.
    pub approved_on: Option<String>,
}

/// A part of prose with its own heading.
#[derive(Clone, Debug, Serialize)]
pub struct Prose {
    /// The heading's id.
    pub id: String,
    /// The heading's text.
    pub title: String,
    /// What stands under it.
    pub html: String,
}

/// A stage.
#[derive(Clone, Debug, Serialize)]
pub struct Stage {
    /// The stage's key.
    pub key: &'static str,
    /// 1 to 5.
    pub number: usize,
    /// The short name.
    pub label: String,
    /// The full title.
    pub title: String,
    /// Its page.
    pub path: String,
    /// Its one-page card.
    pub card: String,
    /// What the customer wants.
    pub customer_goal: Option<String>,
    /// What the brand has to do.
    pub brand_goal: Option<String>,
    /// What shows that the buyer moves on.
    pub exit_signal: Option<String>,
    /// What the customer does.
    pub doing: Vec<String>,
    /// What the customer thinks.
    pub thinking: Vec<String>,
    /// What the customer feels.
    pub feeling: Vec<String>,
    /// 1 (low) to 5 (high).
    pub emotion: Option<u8>,
    /// How it was adapted to the market.
    pub localized: Option<String>,
    /// The prose before the first heading.
    pub intro_html: String,
    /// `## What works`.
    pub what_works: Option<Prose>,
    /// Free sections, in order.
    pub sections: Vec<Prose>,
    /// Its checklist.
    pub checklist: Option<Checklist>,
    /// Prose that stands beside the mistakes; often empty.
    pub mistakes_html: String,
    /// The mistakes made in it.
    pub mistakes: Vec<Mistake>,
    /// The pillars that serve it, primary first.
    pub pillars: Vec<PillarLink>,
    /// Its touchpoints.
    pub touchpoints: Vec<Touchpoint>,
    /// Its metrics.
    pub metrics: Vec<Metric>,
    /// `## Key takeaway`.
    pub takeaway_html: Option<String>,
    /// The stages it feeds.
    pub feeds: Vec<StageRef>,
}

/// The checklist of a stage or a pillar.
#[derive(Clone, Debug, Serialize)]
pub struct Checklist {
    /// The id of its heading.
    pub id: String,
    /// The text of its heading; when empty, the message `section-checklist`.
    pub title: String,
    /// `do-confirm` or `read-do`; messages `mode-<mode>` and `mode-<mode>-hint`.
    pub mode: Option<&'static str>,
    /// The pause.
    pub when: Option<String>,
    /// Who calls it.
    pub caller: Option<String>,
    /// Prose in the section other than the lists.
    pub intro_html: String,
    /// Its pause points, in order.
    pub pause_points: Vec<PausePoint>,
    /// How many items it has.
    pub count: usize,
}

/// A point at which work stops and a list is read.
#[derive(Clone, Debug, Serialize)]
pub struct PausePoint {
    /// Its heading's id and text, when it has one.
    pub id: Option<String>,
    /// Its heading's text.
    pub title: Option<String>,
    /// Its items.
    pub items: Vec<Item>,
}

/// A checklist item.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// Its id, unique in the playbook: the checkbox's `id` and `data-item`.
    pub id: String,
    /// Ids it had before: `data-was`.
    pub was: Vec<String>,
    /// `must`, `should` or `could`; message `level-<level>`.
    pub level: &'static str,
    /// Its tags; message `tag-<tag>` for the known ones.
    pub tags: Vec<String>,
    /// Who does it.
    pub owner: Option<String>,
    /// The time it takes, in minutes.
    pub minutes: Option<u32>,
    /// Its text, inline: goes into the label.
    pub html: String,
    /// Its text without markup.
    pub text: String,
    /// What can be unfolded.
    pub detail_html: Option<String>,
    /// Whether the source has it ticked.
    pub ticked: bool,
    /// The stages it belongs to.
    pub stages: Vec<&'static str>,
    /// Where it stands (page and anchor).
    pub path: String,
}

/// A mistake.
#[derive(Clone, Debug, Serialize)]
pub struct Mistake {
    /// Its id, unique in the playbook.
    pub id: String,
    /// What goes wrong, in a few words.
    pub title: String,
    /// `critical`, `major` or `minor`; message `severity-<severity>`.
    pub severity: &'static str,
    /// The stages it is made in.
    pub stages: Vec<StageRef>,
    /// What it looks like from outside.
    pub symptoms: Vec<String>,
    /// What goes wrong.
    pub html: String,
    /// What to do instead.
    pub instead_html: Option<String>,
    /// The items that prevent it.
    pub prevented_by: Vec<Item>,
    /// Where it stands: its own page, or the place in its stage.
    pub path: String,
    /// Free sections of its own page (empty elsewhere).
    pub sections: Vec<Prose>,
}

/// A pillar.
#[derive(Clone, Debug, Serialize)]
pub struct Pillar {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The stages it serves.
    pub stages: Vec<StageRole>,
    /// `inspire`, `inform`, `reassure`, `convert` or `re-engage`.
    pub intent: Option<String>,
    /// What it is told in.
    pub formats: Vec<String>,
    /// `brand`, `kol`, `koc`, `ugc`, `staff`; message `creator-<creator>`.
    pub creators: Vec<String>,
    /// `none`, `save`, `follow`, `ask` or `shop`; message `cta-<cta>`.
    pub cta: Option<String>,
    /// What people search for.
    pub queries: Vec<String>,
    /// How often.
    pub cadence: Option<String>,
    /// How it was adapted.
    pub localized: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its metrics.
    pub metrics: Vec<Metric>,
    /// The prose before the first heading.
    pub intro_html: String,
    /// Its sections, in order.
    pub sections: Vec<Prose>,
    /// Its checklist.
    pub checklist: Option<Checklist>,
    /// Mistakes written in it.
    pub mistakes: Vec<Mistake>,
    /// `## Key takeaway`.
    pub takeaway_html: Option<String>,
}

/// A free page.
#[derive(Clone, Debug, Serialize)]
pub struct Content {
    /// Everything before the first heading.
    pub intro_html: String,
    /// Its sections, in order (checklists and mistakes are in their HTML).
    pub sections: Vec<Prose>,
}

/// The playbook's first page.
#[derive(Clone, Debug, Serialize)]
pub struct Home {
    /// The introduction.
    pub intro_html: String,
    /// Free sections, in order.
    pub sections: Vec<Prose>,
    /// `## Key takeaways`.
    pub takeaways: Option<Prose>,
    /// The loop map.
    pub map: LoopMap,
    /// What is thin, worst first.
    pub thin: Vec<ThinSpot>,
    /// The gravest mistake, when there is one.
    pub gravest: Option<Mistake>,
}

/// A place where the playbook offers little.
#[derive(Clone, Debug, Serialize)]
pub struct ThinSpot {
    /// The stage.
    pub stage: StageRef,
    /// `pillars`, `items`, `touchpoints` or `metrics`: message `thin-<what>` with `count`.
    pub what: &'static str,
    /// How many there are.
    pub count: usize,
}

/// The loop map as geometry, in SVG units.
#[derive(Clone, Debug, Serialize)]
pub struct LoopMap {
    /// The view box's width.
    pub width: f64,
    /// The view box's height.
    pub height: f64,
    /// The radius of a node.
    pub radius: f64,
    /// The stages.
    pub nodes: Vec<LoopNode>,
    /// Which stage feeds which.
    pub edges: Vec<LoopEdge>,
}

/// A stage on the loop map.
#[derive(Clone, Debug, Serialize)]
pub struct LoopNode {
    /// The stage.
    pub stage: StageLink,
    /// The centre.
    pub x: f64,
    /// The centre.
    pub y: f64,
    /// Where its label is anchored, outside the ellipse.
    pub label_x: f64,
    /// The label's base line.
    pub label_y: f64,
    /// `start`, `middle` or `end`: SVG's `text-anchor`.
    pub label_anchor: &'static str,
    /// How well it is covered, 0 to 100 percent.
    pub coverage: u32,
    /// The length of the ring's arc that shows `coverage`.
    pub arc: f64,
    /// The ring's whole circumference.
    pub circumference: f64,
}

/// An edge of the loop map.
#[derive(Clone, Debug, Serialize)]
pub struct LoopEdge {
    /// From which stage.
    pub from: StageRef,
    /// To which stage.
    pub to: StageRef,
    /// `next` for the step to the following stage, `return` for the others (advocacy's, mostly).
    pub kind: &'static str,
    /// The path's data (SVG's `d`).
    pub d: String,
}

/// Pillars × stages.
#[derive(Clone, Debug, Serialize)]
pub struct Matrix {
    /// The stages: the columns, with how many pillars serve each.
    pub columns: Vec<StageLink>,
    /// The pillars: the rows.
    pub rows: Vec<MatrixRow>,
}

/// A pillar in the matrix.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    /// The pillar.
    pub pillar: PillarLink,
    /// Per stage `primary`, `supporting` or none.
    pub cells: Vec<Option<&'static str>>,
}

/// A part of the combined checklist.
#[derive(Clone, Debug, Serialize)]
pub struct ChecklistGroup {
    /// The id of its heading.
    pub id: String,
    /// What it is called: a stage's or a pillar's title.
    pub title: String,
    /// The stage, when it is a stage's.
    pub stage: Option<StageRef>,
    /// Where it stands.
    pub path: String,
    /// The checklist.
    pub checklist: Checklist,
}

/// The audit.
#[derive(Clone, Debug, Serialize)]
pub struct Audit {
    /// What stands before the first stage.
    pub intro_html: String,
    /// The questions by stage, in the order of the loop.
    pub groups: Vec<AuditGroup>,
    /// The most points one can get.
    pub points: u32,
}

/// The audit of a stage.
#[derive(Clone, Debug, Serialize)]
pub struct AuditGroup {
    /// The stage.
    pub stage: StageRef,
    /// Its questions.
    pub questions: Vec<Question>,
    /// The most points one can get in this stage.
    pub points: u32,
}

/// A question of the audit.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// Its id, unique in the playbook.
    pub id: String,
    /// The question.
    pub text: String,
    /// Prose about it.
    pub html: String,
    /// What answers it, block HTML.
    pub look_at_html: Option<String>,
    /// The answers, from the weakest to the strongest.
    pub choices: Vec<Choice>,
    /// Where to begin, block HTML.
    pub fix_html: Option<String>,
}

/// An answer to choose.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// Its id, unique in the playbook.
    pub id: String,
    /// Its text, inline.
    pub html: String,
    /// Its points.
    pub points: u32,
}

/// The touchpoints, as a table and as a map.
#[derive(Clone, Debug, Serialize)]
pub struct Touchpoints {
    /// Every touchpoint, in written order.
    pub rows: Vec<Touchpoint>,
    /// The platforms: the lanes of the map, in the order they first appear.
    pub platforms: Vec<String>,
    /// The map as geometry.
    pub map: TouchpointMap,
}

/// The touchpoint map: platforms are lanes, stages are columns.
#[derive(Clone, Debug, Serialize)]
pub struct TouchpointMap {
    /// The view box's width.
    pub width: f64,
    /// The view box's height.
    pub height: f64,
    /// The columns' heads.
    pub columns: Vec<MapColumn>,
    /// The lanes.
    pub lanes: Vec<MapLane>,
    /// The touchpoints, one node for each stage it serves.
    pub nodes: Vec<MapNode>,
    /// The ways from one to the next.
    pub edges: Vec<MapEdge>,
}

/// A column of the touchpoint map.
#[derive(Clone, Debug, Serialize)]
pub struct MapColumn {
    /// The stage.
    pub stage: StageRef,
    /// The left edge.
    pub x: f64,
    /// The width.
    pub width: f64,
}

/// A lane of the touchpoint map.
#[derive(Clone, Debug, Serialize)]
pub struct MapLane {
    /// The platform.
    pub platform: String,
    /// The upper edge.
    pub y: f64,
    /// The height.
    pub height: f64,
}

/// A touchpoint on the map.
#[derive(Clone, Debug, Serialize)]
pub struct MapNode {
    /// The touchpoint's id.
    pub id: String,
    /// Its name, cut into lines that fit.
    pub lines: Vec<String>,
    /// Its name.
    pub name: String,
    /// The row of the table.
    pub path: String,
    /// The upper left corner.
    pub x: f64,
    /// The upper left corner.
    pub y: f64,
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
    /// The stage's key.
    pub stage: &'static str,
    /// `owned`, `paid` or `earned`.
    pub ownership: Option<String>,
}

/// A way on the touchpoint map.
#[derive(Clone, Debug, Serialize)]
pub struct MapEdge {
    /// The touchpoint it begins at.
    pub from: String,
    /// The touchpoint it leads to.
    pub to: String,
    /// The path's data (SVG's `d`).
    pub d: String,
}

/// A touchpoint.
#[derive(Clone, Debug, Serialize)]
pub struct Touchpoint {
    /// Its id, unique in the playbook.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The channel.
    pub channel: Option<String>,
    /// The platform.
    pub platform: Option<String>,
    /// The stages it serves.
    pub stages: Vec<StageRef>,
    /// `owned`, `paid` or `earned`; message `ownership-<ownership>`.
    pub ownership: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// `discover`, `verify`, `price-check`, `pay` or `share`; message `role-<role>`.
    pub role: Option<String>,
    /// `customer`, `brand` or `peer`; message `initiator-<initiator>`.
    pub initiator: Option<String>,
    /// The touchpoints that come next: names and rows.
    pub next: Vec<Link>,
    /// Its address in the world, http or https only.
    pub url: Option<String>,
    /// Its row in the table.
    pub path: String,
}

/// A metric.
#[derive(Clone, Debug, Serialize)]
pub struct Metric {
    /// Its id, unique in the playbook.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The stages it speaks of.
    pub stages: Vec<StageRef>,
    /// `leading` or `lagging`; message `metric-<kind>`.
    pub kind: Option<String>,
    /// Where it is read.
    pub source: Option<String>,
    /// What it was before.
    pub baseline: Option<String>,
    /// What it is counted in.
    pub unit: Option<String>,
    /// What it shall be.
    pub target: Option<String>,
    /// How often it is read.
    pub cadence: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Its row in the table.
    pub path: String,
}

/// What to remember.
#[derive(Clone, Debug, Serialize)]
pub struct Takeaways {
    /// The playbook's own.
    pub html: String,
    /// The stages', in the order of the loop.
    pub stages: Vec<StageTakeaway>,
}

/// What to remember of a stage.
#[derive(Clone, Debug, Serialize)]
pub struct StageTakeaway {
    /// The stage.
    pub stage: StageRef,
    /// The takeaway.
    pub html: String,
}

/// The glossary.
#[derive(Clone, Debug, Serialize)]
pub struct Glossary {
    /// What stands before the first term.
    pub intro_html: String,
    /// The terms, sorted by name.
    pub terms: Vec<Term>,
}

/// A term.
#[derive(Clone, Debug, Serialize)]
pub struct Term {
    /// Its id, unique in the playbook.
    pub id: String,
    /// The term.
    pub name: String,
    /// The group it stands under.
    pub group: Option<String>,
    /// Its other names.
    pub also: Vec<String>,
    /// What it is called where the market is.
    pub local: Option<String>,
    /// The language of `local`, when it can be told from its script (`zh`, `ja`, `ko`, …), for `lang`.
    pub local_lang: Option<&'static str>,
    /// The definition.
    pub html: String,
}

/// The whole playbook on one page, for paper.
#[derive(Clone, Debug, Serialize)]
pub struct Print {
    /// The first page's prose.
    pub home: Home,
    /// The stages, with ids and addresses made for this page.
    pub stages: Vec<Stage>,
    /// The pillars.
    pub pillars: Vec<Pillar>,
    /// The mistakes that have their own file.
    pub mistakes: Vec<Mistake>,
    /// The touchpoints.
    pub touchpoints: Vec<Touchpoint>,
    /// The metrics.
    pub metrics: Vec<Metric>,
    /// The audit.
    pub audit: Option<Audit>,
    /// The glossary.
    pub glossary: Option<Glossary>,
}

/// A page in the review status.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewRow {
    /// The page's title.
    pub title: String,
    /// The page.
    pub path: String,
    /// `playbook`, `stage`, `pillar`, `mistake` or `page`; message `kind-<kind>`.
    pub kind: &'static str,
    /// Its life cycle.
    pub review: Review,
}
