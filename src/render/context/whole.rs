//! The pages made from a whole playbook.

use super::{
    Checklist, Link, LoopMap, Mistake, Pillar, PillarLink, Prose, Review, Stage, StageLink,
    StageRef, TouchpointMap,
};
use serde::Serialize;

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

/// Pillars × stages.
#[derive(Clone, Debug, Serialize)]
pub struct Matrix {
    /// The stages: the columns, with how many pillars serve each.
    pub columns: Vec<StageLink>,
    /// The pillars: the rows.
    pub rows: Vec<MatrixRow>,
    /// The stages that are served too little, in the order of the loop.
    pub gaps: Vec<MatrixGap>,
    /// The intents that occur, in the order of the journey; message `intent-<intent>`.
    pub intents: Vec<&'static str>,
}

/// A stage that pillars serve too little.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixGap {
    /// `none`: no pillar serves it; `supporting`: none has it as its first matter. Message `matrix-gap-<kind>` with
    /// `stage`.
    pub kind: &'static str,
    /// The stage.
    pub stage: StageRef,
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
    /// The most points one can get with it.
    pub points: u32,
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
    /// The roles that occur; message `role-<role>`.
    pub roles: Vec<&'static str>,
    /// Who begins; those that occur; message `initiator-<initiator>`.
    pub initiators: Vec<&'static str>,
    /// The map as geometry.
    pub map: TouchpointMap,
    /// What is missing, in the order of the loop.
    pub gaps: Vec<TouchpointGap>,
}

/// Something that the map of touchpoints lacks.
#[derive(Clone, Debug, Serialize)]
pub struct TouchpointGap {
    /// `stage`: a stage without a touchpoint; `end`: nothing leads on from a touchpoint; `island`: nothing leads to it or
    /// on from it. Message `touchpoints-gap-<kind>` with `name`.
    pub kind: &'static str,
    /// The stage's or the touchpoint's name.
    pub name: String,
    /// The stage's page or the touchpoint's row; none for a stage that is missing itself.
    pub path: Option<String>,
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
    /// The terms: groups as they are written, in a group by name (in Chinese and Japanese as they are written).
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
