//! What comes before and after a page: stages around the loop, the others along their list.

use super::{PageKind, PagePlan};

/// The pages before and after page number `page` of a branch: indices in [`super::Branch::pages`].
///
/// Stages and cards go around the loop; pillars, mistakes and free pages along their list; the rest has no neighbours.
#[must_use]
pub fn neighbours(pages: &[PagePlan], page: usize) -> (Option<usize>, Option<usize>) {
    let this = &pages[page];
    let same = |i: &usize| pages.get(*i).is_some_and(|p| p.kind == this.kind);
    match this.kind {
        PageKind::Stage | PageKind::Card => {
            // Stages stand together in the plan; the loop closes from the last to the first.
            let before = (0..page).rev().take_while(same).last();
            let after = (page + 1..pages.len()).take_while(same).last();
            let first = before.unwrap_or(page);
            let last = after.unwrap_or(page);
            if first == last {
                return (None, None);
            }
            let previous = if page == first { last } else { page - 1 };
            let next = if page == last { first } else { page + 1 };
            (Some(previous), Some(next))
        }
        PageKind::Pillar | PageKind::Mistake | PageKind::Page => (
            page.checked_sub(1).filter(same),
            Some(page + 1).filter(same),
        ),
        _ => (None, None),
    }
}
