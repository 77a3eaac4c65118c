//! `review-overdue`: the day of the next review has passed.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::front_matter::schema::Interval;
use crate::lint::support::life_cycle::Own;
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Spanned;
use jiff::civil::Date;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "review-overdue",
        group: Group::LifeCycle,
        level: Severity::Warning,
        summary: "The day of the next review has passed.",
        fixable: false,
        options: &[],
        page: include_str!("review_overdue.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let inherited = context.playbook.facts.page.review.review_every.as_ref();
    for own in context.own_facts() {
        // A page without a day of its own is reviewed with the playbook.
        let Some(last) = own.date("last_reviewed") else {
            continue;
        };
        let every = match own.span("review_every") {
            Some(_) => own.interval("review_every"),
            None => inherited.cloned(),
        };
        out.extend(every.and_then(|every| finding(context, &own, &last, every.value)));
    }
}

fn finding(
    context: &Context<'_>,
    own: &Own<'_>,
    last: &Spanned<Date>,
    every: Interval,
) -> Option<Diagnostic> {
    let due = every.after(last.value)?;
    let days = due.until(context.today).ok()?.get_days();
    if days <= 0 {
        return None;
    }
    let missed_two = is_past_two(last.value, every, context.today);
    let since = match days {
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    };
    let mut finding = RULE.finding(format!(
        "{} was to be reviewed by {due}, {since}{}",
        own.name,
        match missed_two {
            true => ", and the review after that one is missed too",
            false => "",
        }
    ));
    if missed_two {
        finding.severity = Severity::Error;
    }
    Some(
        finding
            .label(own.document.file, last.span, "last reviewed on this day")
            .note(
                "platforms, prices and habits change; a page that nobody has looked at is followed \
                 as if it were still true",
            )
            .help(format!(
                "read it against this month's comments and numbers, mend what has changed, then \
                 write `last_reviewed: {}`",
                context.today
            ))
            .help("if nobody follows it any more, write `status: retired`"),
    )
}

/// Whether the time of two reviews has passed.
fn is_past_two(last: Date, every: Interval, today: Date) -> bool {
    let two = Interval {
        count: every.count.saturating_mul(2),
        ..every
    };
    two.after(last).is_some_and(|day| day <= today)
}

#[cfg(test)]
mod tests {
    use super::is_past_two;
    use crate::document::front_matter::schema::{date, interval};

    #[test]
    fn an_error_begins_on_the_day_of_the_second_review() {
        let check = |last: &str, every: &str, today: &str| {
            is_past_two(
                date(last).unwrap(),
                interval(every).unwrap(),
                date(today).unwrap(),
            )
        };
        assert!(!check("2026-01-01", "3 months", "2026-06-30"));
        assert!(check("2026-01-01", "3 months", "2026-07-01"));
        assert!(check("2026-01-31", "1 week", "2026-02-14"));
        assert!(!check("2026-01-01", "60000 years", "2026-07-01"));
    }
}
