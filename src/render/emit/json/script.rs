//! `playbook.js`: what the scripts of a playbook's pages need to know of it, loaded by every one of them.

use super::Silent;
use super::records::{ItemData, item};
use crate::render::view::View;
use serde::Serialize;

/// `playbook.js`. It only sets `window.waybook.playbook`; paths are relative to the site's root.
pub(crate) fn script(view: &View<'_>) -> String {
    let model = view.model;
    let original = view.site.playbook(view.site.original(view.index));
    let stages = view.stage_links().into_iter().map(|stage| StageData {
        key: stage.key,
        label: stage.label,
        number: stage.number,
        path: stage.path,
    });
    let data = Data {
        items: model.items.iter().filter_map(|i| item(view, i)).collect(),
        path: view.home(),
        site: &view.site.id,
        slug: &original.slug,
        stages: stages.collect(),
        title: &model.facts.page.title,
    };
    // Texts, numbers and lists of them cannot fail to be written.
    let text = serde_json::to_string(&data).unwrap_or_default();
    format!("(window.waybook ??= {{}}).playbook = {text};\n")
}

#[derive(Serialize)]
struct Data<'a> {
    items: Vec<ItemData<'a>>,
    path: String,
    /// Ticks are kept under `<site>/<slug>/<run>/<item>`.
    site: &'a str,
    /// The same for all editions of a playbook: what is ticked in one language is ticked in the others.
    slug: &'a str,
    stages: Vec<StageData>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    title: &'a str,
}

#[derive(Serialize)]
struct StageData {
    key: &'static str,
    label: String,
    number: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
}
