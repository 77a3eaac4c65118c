//! `approval-stale`: what is approved has changed since.
//!
//! A fingerprint is the better witness: where one is written, dates do not count.

use super::placeholder_text;
use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::Status;
use crate::lint::support::fingerprint::{Fingerprint, is_draft};
use crate::lint::support::life_cycle::Own;
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::{FileId, Spanned};
use jiff::civil::Date;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "approval-stale",
        group: Group::LifeCycle,
        level: Severity::Error,
        summary: "Something has changed after it was approved.",
        fixable: false,
        options: &[],
        page: include_str!("approval_stale.md"),
    },
    check: Some(check),
};

const REASON: &str =
    "readers take the page for what was agreed; whoever agreed has not seen what it says now";

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let pages: Vec<Own<'_>> = context.own_facts().collect();
    for own in &pages {
        if own.status != Some(Status::Approved) {
            continue;
        }
        let hash = own.text("approved_hash");
        let finding = match hash.filter(|hash| !placeholder_text::is_placeholder(&hash.value)) {
            Some(hash) => by_fingerprint(context, own, &hash),
            None => by_dates(context, own, &pages),
        };
        out.extend(finding);
    }
}

/// The approval of `playbook.md` is of the whole playbook, any other one of its page.
fn fingerprint(context: &Context<'_>, own: &Own<'_>) -> Fingerprint {
    match own.is_main {
        true => context.fingerprint(),
        false => context.fingerprint_of(std::iter::once(own.document)),
    }
}

fn by_fingerprint(
    context: &Context<'_>,
    own: &Own<'_>,
    hash: &Spanned<String>,
) -> Option<Diagnostic> {
    let now = fingerprint(context, own);
    if now.is(&hash.value) {
        return None;
    }
    Some(
        RULE.finding(format!(
            "{} is no longer the text that was approved",
            own.name
        ))
        .label(
            own.document.file,
            hash.span,
            format!("the text as it is now has `{}`", now.short()),
        )
        .note(REASON)
        .help(format!(
            "show {} what has changed, then write `approved_hash: {}` and `approved_on: {}`",
            approver(own),
            now.short(),
            context.today
        ))
        .help("until then write `status: review`"),
    )
}

fn by_dates(context: &Context<'_>, own: &Own<'_>, pages: &[Own<'_>]) -> Option<Diagnostic> {
    let approved = own.date("approved_on")?;
    let (key, file, changed) = last_change(context, own, pages)?;
    if changed.value <= approved.value {
        return None;
    }
    let hash = fingerprint(context, own);
    Some(
        RULE.finding(format!(
            "{} was approved on {}, and `{key}` says {}",
            own.name, approved.value, changed.value
        ))
        .label(own.document.file, approved.span, "approved before that day")
        .label(file, changed.span, "looked at or changed afterwards")
        .note(REASON)
        .help(format!(
            "show {} what has changed, then write `approved_on: {}`",
            approver(own),
            context.today
        ))
        .help(format!(
            "with `approved_hash: {}` beside it the approval holds as long as the text does, \
             whatever the dates say",
            hash.short()
        )),
    )
}

fn approver(own: &Own<'_>) -> String {
    let by = own.text("approved_by");
    by.map_or("whoever approves".to_owned(), |by| {
        format!("`{}`", by.value)
    })
}

/// The latest day on which what is approved was changed or looked at, with its key and its file. Changes of a page that
/// is approved by itself are that page's, and drafts are not published. A review that is still to come is
/// `review-undated`'s.
fn last_change(
    context: &Context<'_>,
    own: &Own<'_>,
    pages: &[Own<'_>],
) -> Option<(&'static str, FileId, Spanned<Date>)> {
    let day = |own: &Own<'_>, key| Some((key, own.document.file, own.date(key)?));
    let reviewed = day(own, "last_reviewed").filter(|(_, _, date)| date.value <= context.today);
    let is_part = |page: &&Own<'_>| {
        let approved_with_it = !page.is_main && page.span("approved_on").is_none();
        own.is_main && approved_with_it && !is_draft(page.document)
    };
    let parts = pages.iter().filter(is_part);
    let changes = parts.filter_map(|page| day(page, "updated"));
    let all = changes.chain(reviewed).chain(day(own, "updated"));
    all.max_by_key(|(_, _, date)| date.value)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lint::support::trial::found;

    #[test]
    fn a_change_of_a_page_counts_unless_it_is_a_draft_or_approved_by_itself() {
        let check = |page: &str, expected: usize| {
            let page = format!("---\ntitle: Page\nupdated: 2026-02-01\n{page}\n---\n");
            let main = "---\ntitle: T\nstatus: approved\napproved_on: 2026-01-15\n---\n";
            let files = [("page.md", page.as_str()), ("playbook.md", main)];
            assert_eq!(found(&RULE, &files).len(), expected, "{page}");
        };
        check("", 1);
        check("draft: false", 1);
        check("draft: true", 0);
        check("approved_on: 2026-02-02", 0);
    }
}
