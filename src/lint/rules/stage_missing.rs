//! `stage-missing`: the playbook has no file for one of the five stages.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Kind};
use crate::journey::{DocumentId, StageKey};
use crate::lint::support::stage_span;
use crate::lint::{Context, Group, Rule, RuleInfo};
use std::collections::BTreeSet;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "stage-missing",
        group: Group::Structure,
        level: Severity::Error,
        summary: "A stage of the journey has no file.",
        fixable: false,
        options: &[],
        page: include_str!("stage_missing.md"),
    },
    check: Some(check),
};

/// How many files that became no stage are pointed at.
const STRAYS_SHOWN: usize = 5;

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let strays = strays(context);
    let missing = StageKey::ALL
        .into_iter()
        .filter(|key| context.playbook.stage(*key).is_none());
    for key in missing {
        // A file that is plainly this stage has a finding of its own, which is the cause of this one.
        if !strays.iter().any(|stray| is_meant(stray, key)) {
            out.push(finding(context, key, &strays));
        }
    }
}

/// The stage files that became no stage because their `stage` is missing, unknown or unreadable.
fn strays<'a>(context: &Context<'a>) -> Vec<&'a Document> {
    let playbook = context.playbook;
    let further = playbook.duplicate_stages.iter().map(|(_, id)| *id);
    let known: BTreeSet<DocumentId> = playbook
        .stages
        .iter()
        .map(|stage| stage.document)
        .chain(further)
        .collect();
    context
        .documents()
        .filter(|(id, document)| document.kind == Kind::Stage && !known.contains(id))
        .map(|(_, document)| document)
        .collect()
}

/// Whether a stray file's name says that it is this stage.
fn is_meant(document: &Document, key: StageKey) -> bool {
    let stem = document.path.stem().to_lowercase();
    let number: String = stem.chars().take_while(char::is_ascii_digit).collect();
    stem.contains(key.as_str()) || number == key.number().to_string()
}

fn finding(context: &Context<'_>, key: StageKey, strays: &[&Document]) -> Diagnostic {
    let name = key.as_str();
    let path = context
        .playbook
        .root
        .join(&format!("stages/{}-{name}.md", key.number()));
    let mut finding = RULE.finding(format!(
        "`{}` has no file for the stage `{name}`",
        context.name()
    ));
    if let Some((file, span)) = context.head() {
        finding = finding.label(file, span, format!("this journey lacks `{name}`"));
    }
    for stray in strays.iter().take(STRAYS_SHOWN) {
        finding = finding.label(
            stray.file,
            stage_span(stray),
            format!("this is no stage: is it meant to be `{name}`?"),
        );
    }
    finding
        .note(
            "a buyer passes all five stages; without a page for one of them nobody knows what \
             to do there, and the loop is broken",
        )
        .help(format!(
            "create `{path}` that begins with:\n---\nstage: {name}\ntitle: {}\n---",
            title(key)
        ))
        .help(format!("or let `waybook add stage {name}` create it"))
}

/// A usual title of a stage.
fn title(key: StageKey) -> &'static str {
    match key {
        StageKey::Discovery => "Discovery and inspiration",
        StageKey::Research => "Research and trust",
        StageKey::Consideration => "Consideration and comparison",
        StageKey::Conversion => "Purchase and conversion",
        StageKey::Advocacy => "After the purchase: advocacy",
    }
}
