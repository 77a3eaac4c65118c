//! The keys of every kind of file: tables, so one key stands on one line.

use super::Need::{Optional, Required, RequiredWhere, Wanted};
use super::Shape::{
    Any, Boolean, Choice, Choices, Country, Date, Group, Id, Ids, Integer, Interval, Line, Locale,
    PillarStages, Slug, Stage, StageLabels, Stages, StagesOrAll, Text, TextOrTexts, Texts, Url,
};
use super::{Key, Need, Schema, Shape};
use crate::document::Kind;

/// What a file of a kind may say in its front matter (for a data file: in each record).
#[must_use]
pub fn schema(kind: Kind) -> &'static Schema {
    match kind {
        Kind::Playbook => &PLAYBOOK,
        Kind::Stage => &STAGE,
        Kind::Pillar => &PILLAR,
        Kind::Mistake => &MISTAKE,
        Kind::Touchpoints => &TOUCHPOINTS,
        Kind::Metrics => &METRICS,
        Kind::Glossary => &GLOSSARY,
        Kind::Audit => &AUDIT,
        Kind::Quiz => &QUIZ,
        Kind::Page => &PAGE,
    }
}

const fn key(
    name: &'static str,
    need: Need,
    shape: Shape,
    doc: &'static str,
    example: &'static str,
) -> Key {
    Key {
        name,
        need,
        shape,
        doc,
        example,
    }
}

/// The kinds that `kind:` may name: those of Markdown files.
const KINDS: &[&str] = &[
    "playbook", "stage", "pillar", "mistake", "glossary", "audit", "quiz", "page",
];
const EVIDENCE: &[&str] = &["assumed", "partial", "researched"];
const STATUS: &[&str] = &["draft", "review", "approved", "retired"];
const SEVERITY: &[&str] = &["critical", "major", "minor"];

#[rustfmt::skip]
const ON_ANY_PAGE: &[Key] = &[
    key("title", Optional, Line, "What the page is called.", "\"How we work\""),
    key("description", Optional, Text, "What the page is about, in one sentence.", "\"How we work\""),
    key("kind", Optional, Choice(KINDS), "What the file is, where its folder does not say it.", "page"),
    key("draft", Optional, Boolean, "Whether the page is left out of the site.", "true"),
    key("date", Optional, Date, "When it was first written.", "2026-05-04"),
    key("updated", Optional, Date, "When its content last changed.", "2026-05-04"),
    key("aliases", Optional, TextOrTexts, "Paths under which the page was found before.", "[old-name.html]"),
    key("owner", Optional, Line, "Who keeps it right; else the playbook's owner.", "community lead"),
    key("status", Optional, Choice(STATUS), "How far it has come; else the playbook's.", "review"),
    key("evidence", Optional, Choice(EVIDENCE), "What it rests on; else the playbook's.", "partial"),
    key("last_reviewed", Optional, Date, "When it was last looked at; else the playbook's.", "2026-05-04"),
    key("review_every", Optional, Interval, "How long a review holds; else the playbook's.", "3 months"),
    key("approved_by", Optional, Line, "Who approved it.", "brand manager"),
    key("approved_on", Optional, Date, "When it was approved.", "2026-05-04"),
    key("approved_hash", Optional, Line, "The fingerprint of the text that was approved.", "3f9a0c81d2e7"),
];

#[rustfmt::skip]
static PLAYBOOK: Schema = Schema {
    kind: Kind::Playbook,
    doc: "The facts of a playbook and its introduction.",
    keys: &[
        key("title", Required, Line, "What the playbook is called.", "\"Path to purchase\""),
        key("actor", Required, Line, "Whose journey it is: one kind of person.", "\"sensitive-skin buyer, 24–32\""),
        key("owner", Required, Line, "Who keeps the playbook right.", "China brand manager"),
        key("status", Required, Choice(STATUS), "How far it has come.", "draft"),
        key("last_reviewed", Required, Date, "When it was last looked at as a whole.", "2026-05-04"),
        key("review_every", Required, Interval, "How long a review holds.", "3 months"),
        key("description", Wanted, Text, "What the playbook is about, in one sentence.", "\"How a buyer finds a cream.\""),
        key("scenario", Wanted, Text, "The situation in which the journey begins.", "\"Her skin stings in autumn.\""),
        key("goal", Wanted, Text, "What the actor wants to have done at the end.", "\"Find a cream for every day\""),
        key("platform", Wanted, TextOrTexts, "Where most of the journey takes place.", "Xiaohongshu"),
        key("market", Wanted, Country, "The country it is written for (ISO 3166 code).", "CN"),
        key("locale", Wanted, Locale, "The language of the text (BCP 47).", "en"),
        key("evidence", Wanted, Choice(EVIDENCE), "What the playbook rests on.", "assumed"),
        key("slug", Optional, Slug, "Its folder in a site of several playbooks; else the name of its folder.", "path-to-purchase"),
        key("labels", Optional, StageLabels, "What the stages are called.", "{discovery: \"See it\"}"),
        key("brand", Optional, Slug, "The folder of its brand below `brands/`.", "maison-lune"),
        key("client", Optional, Line, "For whom it is written.", "\"Maison Lune\""),
        key("decision_cycle", Optional, Line, "How long the journey takes.", "\"4 weeks\""),
        key("extends", Optional, Slug, "The playbook it builds on.", "base"),
        key("translation_of", Optional, Slug, "The folder of the playbook whose edition in another language this is.", "path-to-purchase"),
        key("training", Optional, Any, "Kept for training.", "{}"),
        key("access", Optional, Any, "Kept for access.", "{}"),
    ],
    common: ON_ANY_PAGE,
};

#[rustfmt::skip]
static STAGE: Schema = Schema {
    kind: Kind::Stage,
    doc: "One of the five stages.",
    keys: &[
        key("stage", Required, Stage, "Which stage it is.", "discovery"),
        key("feeds", RequiredWhere("stage", "advocacy"), Stages, "The stages it leads back to.", "[discovery, research]"),
        key("title", Wanted, Line, "What the stage is called on its page.", "\"Meet it in the feed\""),
        key("customer_goal", Wanted, Text, "What the customer wants here.", "\"See if others have my problem\""),
        key("brand_goal", Wanted, Text, "What the brand wants here.", "\"Be saved for later\""),
        key("exit_signal", Wanted, Line, "What shows that the customer goes on.", "\"first save\""),
        key("touchpoints", Wanted, Ids, "Where they meet, by id.", "[explore-feed]"),
        key("metrics", Wanted, Ids, "What is measured, by id.", "[save-rate]"),
        key("localized", Wanted, Text, "How the stage was adapted to the market, not just translated.", "\"Notes by local buyers\""),
        key("checklist", Wanted, Group(CHECKLIST), "How the checklist is used.", "{mode: do-confirm, when: \"Every Monday\", caller: \"community lead\"}"),
        key("order", Optional, Integer { min: 1, max: 5 }, "Its place; must agree with the stage.", "1"),
        key("doing", Optional, Text, "What the customer does.", "\"Scrolls on the way home\""),
        key("thinking", Optional, Text, "What the customer thinks.", "\"Is this me?\""),
        key("feeling", Optional, Text, "How the customer feels.", "curious"),
        key("emotion", Optional, Integer { min: 1, max: 5 }, "How good that feels, from 1 to 5.", "3"),
    ],
    common: ON_ANY_PAGE,
};

#[rustfmt::skip]
const CHECKLIST: &[Key] = &[
    key("mode", Optional, Choice(&["do-confirm", "read-do"]), "Whether it is read after the work or during it.", "do-confirm"),
    key("when", Optional, Line, "When it is gone through.", "\"Every Monday\""),
    key("caller", Optional, Line, "Who reads it out.", "\"community lead\""),
];

#[rustfmt::skip]
static PILLAR: Schema = Schema {
    kind: Kind::Pillar,
    doc: "One content pillar.",
    keys: &[
        key("title", Required, Line, "What the pillar is called.", "\"Texture up close\""),
        key("stages", Required, PillarStages, "The stages it serves.", "[{key: discovery, role: primary}]"),
        key("intent", Required, Choice(&["inspire", "inform", "reassure", "convert", "re-engage"]), "What it is to bring about.", "inspire"),
        key("formats", Wanted, Texts, "The forms it takes.", "[\"text note\"]"),
        key("creators", Wanted, Choices(&["brand", "kol", "koc", "ugc", "staff"]), "Who makes it.", "[koc]"),
        key("cta", Wanted, Choice(&["none", "save", "follow", "ask", "shop"]), "What it asks of the reader.", "save"),
        key("queries", Wanted, Texts, "The searches it answers.", "[\"敏感肌 换季\"]"),
        key("cadence", Wanted, Line, "How often it appears.", "\"2 notes / week\""),
        key("localized", Wanted, Text, "How it was adapted to the market, not just translated.", "\"Seasons of the north\""),
        key("metrics", Optional, Ids, "What is measured, by id.", "[save-rate]"),
        key("tags", Optional, Texts, "Words to find it by.", "[texture]"),
    ],
    common: ON_ANY_PAGE,
};

#[rustfmt::skip]
static MISTAKE: Schema = Schema {
    kind: Kind::Mistake,
    doc: "A mistake that spans stages.",
    keys: &[
        key("title", Required, Line, "What goes wrong, in a few words.", "\"Only polished brand notes\""),
        key("severity", Required, Choice(SEVERITY), "How bad it is.", "major"),
        key("stages", Required, StagesOrAll, "Where it happens, or `all`.", "[discovery, research]"),
        key("symptoms", Wanted, Texts, "How one notices it.", "[\"saves fall\"]"),
        key("prevented_by", Wanted, Ids, "The checklist items that prevent it, by id.", "[seed-20]"),
    ],
    common: ON_ANY_PAGE,
};

#[rustfmt::skip]
static TOUCHPOINTS: Schema = Schema {
    kind: Kind::Touchpoints,
    doc: "Where buyer and brand meet: a list of records.",
    keys: &[
        key("id", Required, Id, "Its id, unique in the playbook.", "explore-feed"),
        key("name", Required, Line, "What it is called.", "\"Explore feed\""),
        key("channel", Required, Line, "What kind of place it is.", "feed"),
        key("platform", Required, TextOrTexts, "Where it is.", "Xiaohongshu"),
        key("stages", Required, Stages, "The stages it belongs to.", "[discovery]"),
        key("type", Wanted, Choice(&["owned", "paid", "earned"]), "Whose it is.", "earned"),
        key("owner", Wanted, Line, "Who looks after it.", "content"),
        key("role", Optional, Choice(&["discover", "verify", "price-check", "pay", "share"]), "What people do there.", "discover"),
        key("initiator", Optional, Choice(&["customer", "brand", "peer"]), "Who begins.", "peer"),
        key("next", Optional, Ids, "Where people usually go from there, by id.", "[search]"),
        key("url", Optional, Url, "Its address.", "https://example.com/"),
    ],
    common: &[],
};

#[rustfmt::skip]
static METRICS: Schema = Schema {
    kind: Kind::Metrics,
    doc: "What is measured: a list of records.",
    keys: &[
        key("id", Required, Id, "Its id, unique in the playbook.", "save-rate"),
        key("name", Required, Line, "What it is called.", "\"Saves per view\""),
        key("stages", Required, Stages, "The stages it belongs to.", "[discovery]"),
        key("kind", Wanted, Choice(&["leading", "lagging"]), "Whether it moves before or after the result.", "leading"),
        key("source", Wanted, Line, "Where the number comes from.", "\"account analytics\""),
        key("baseline", Wanted, Line, "Where it stood at the start.", "\"2.4 %\""),
        key("unit", Optional, Line, "What is counted.", "\"%\""),
        key("target", Optional, Line, "Where it should go.", "\"3.2 %\""),
        key("cadence", Optional, Line, "How often it is read.", "weekly"),
        key("owner", Optional, Line, "Who reads it.", "analyst"),
    ],
    common: &[],
};

#[rustfmt::skip]
static GLOSSARY: Schema = Schema {
    kind: Kind::Glossary,
    doc: "The terms of the playbook.",
    keys: &[],
    common: ON_ANY_PAGE,
};

#[rustfmt::skip]
static AUDIT: Schema = Schema {
    kind: Kind::Audit,
    doc: "The questions of the audit.",
    keys: &[],
    common: ON_ANY_PAGE,
};

#[rustfmt::skip]
static QUIZ: Schema = Schema {
    kind: Kind::Quiz,
    doc: "Questions for training.",
    keys: &[],
    common: ON_ANY_PAGE,
};

#[rustfmt::skip]
static PAGE: Schema = Schema {
    kind: Kind::Page,
    doc: "A page of its own.",
    keys: &[key(
        "title",
        Required,
        Line,
        "What the page is called.",
        "\"How we work\"",
    )],
    common: ON_ANY_PAGE,
};
