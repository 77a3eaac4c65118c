//! The site, its playbooks and brands, and what all pages of a playbook share.

use super::Review;
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
    /// The path of `search-index.js`, which names what can be searched in every playbook; a site of one has none.
    pub search: Option<String>,
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
    /// The direction of its language: `ltr` or `rtl`.
    pub dir: &'static str,
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
    /// The path of its logo for a dark page, when it has another one there.
    pub logo_dark: Option<String>,
    /// The path of the icon of its pages.
    pub icon: Option<String>,
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
    /// The path of `playbook.js`, which the scripts of its pages need.
    pub script: String,
    /// The path of `search.js`: what can be found in it.
    pub search: String,
    /// The path of `terms.js`, when it has a glossary.
    pub terms: Option<String>,
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
