//! `terms.js`: the terms of a playbook, for the script that explains them where they stand.

use super::super::view::{View, script_language};
use crate::journey::Term;
use serde::Serialize;
use std::collections::BTreeMap;

/// `terms.js`. It only sets `window.waybook.terms`.
pub(crate) fn terms(view: &View<'_>) -> String {
    let terms = view.model.glossary.terms.iter();
    let data: BTreeMap<&str, TermData<'_>> = terms.map(|t| (t.id.as_str(), term(t))).collect();
    // Texts and lists of them cannot fail to be written.
    let text = serde_json::to_string(&data).unwrap_or_default();
    format!("(window.waybook ??= {{}}).terms = {text};\n")
}

#[derive(Serialize)]
struct TermData<'a> {
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    also: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    local: Option<&'a str>,
    name: &'a str,
    /// The first paragraph of its definition.
    text: &'a str,
}

fn term(term: &Term) -> TermData<'_> {
    TermData {
        also: &term.also,
        lang: term.local.as_deref().and_then(script_language),
        local: term.local.as_deref(),
        name: &term.name,
        text: term.text.lines().next().unwrap_or_default(),
    }
}
