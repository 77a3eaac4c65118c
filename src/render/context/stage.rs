//! Stages, pillars, mistakes and their checklists.

use super::{Metric, PillarLink, Prose, StageRef, StageRole, Touchpoint};
use serde::Serialize;

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
