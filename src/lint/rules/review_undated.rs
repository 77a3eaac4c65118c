//! `review-undated`: a review whose day is not known.

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::support::life_cycle::Own;
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "review-undated",
        group: Group::LifeCycle,
        level: Severity::Warning,
        summary: "A page does not say when it was last reviewed, or names a day to come.",
        fixable: false,
        options: &[],
        page: include_str!("review_undated.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for own in context.own_facts() {
        out.extend(to_come(context, &own).or_else(|| without_day(context, &own)));
    }
}

/// A day that is still to come. Tomorrow is let pass: it has begun somewhere.
fn to_come(context: &Context<'_>, own: &Own<'_>) -> Option<Diagnostic> {
    let last = own.date("last_reviewed")?;
    if last.value <= context.today.tomorrow().unwrap_or(context.today) {
        return None;
    }
    Some(
        RULE.finding(format!(
            "{} says that it was last reviewed on {}, which is still to come",
            own.name, last.value
        ))
        .label(own.document.file, last.span, "this day has not been yet")
        .note("the next review is counted from this day, so until then nobody is reminded")
        .help(format!(
            "write the day on which it was last read through: `last_reviewed: {}` if that is today",
            context.today
        )),
    )
}

/// An interval of the page's own that begins on no day of its own.
fn without_day(context: &Context<'_>, own: &Own<'_>) -> Option<Diagnostic> {
    // Without the day in playbook.md `key-missing` speaks.
    if own.is_main || own.span("last_reviewed").is_some() {
        return None;
    }
    let every = own.text("review_every")?;
    own.interval("review_every")?;
    Some(
        RULE.finding(format!(
            "{} is to be reviewed every {}, but does not say when that was done last",
            own.name, every.value
        ))
        .label(own.document.file, every.span, "counted from which day?")
        .note(
            "a page with an interval of its own is reviewed apart from the playbook; without a \
             day nobody can tell that it is due",
        )
        .help(format!(
            "read the page through, then add the line `last_reviewed: {}`",
            context.today
        ))
        .help("or remove `review_every`: the page is then reviewed with the playbook"),
    )
}
