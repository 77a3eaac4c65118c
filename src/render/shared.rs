//! Parts that look the same on all pages of a playbook: navigation, bars, the foot.
//!
//! Steps: a theme's templates in `shared/` are rendered once for all pages of a playbook that lie equally deep, with
//! `site`, `playbook`, `root` and `locale` alone; each page then gets them as `shared.<name>`, with its own links marked
//! ([`mark_current`]).

use super::engine::{Engine, TemplateError};
use super::fragment::escape;
use crate::theme::Theme;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// The folder of the templates of such parts.
const FOLDER: &str = "shared/";

/// A part: its name and its HTML.
type Part = (String, String);

/// The shared parts of a playbook, or of the pages that belong to none.
pub(super) struct Parts {
    theme: Arc<Theme>,
    by_root: Mutex<HashMap<String, Arc<Vec<Part>>>>,
}

impl Parts {
    /// None rendered yet.
    pub(super) fn new(theme: &Arc<Theme>) -> Self {
        Self {
            theme: Arc::clone(theme),
            by_root: Mutex::default(),
        }
    }

    /// The parts as the page at `path` shows them, as the variable `shared`; `None` when the theme has none.
    pub(super) fn on_page<E: Engine>(
        &self,
        engine: &E,
        variables: &[(&'static str, E::Value)],
        locale: &str,
        root: &str,
        path: &str,
    ) -> Result<Option<E::Value>, TemplateError> {
        let parts = self.at(engine, variables, locale, root)?;
        if parts.is_empty() {
            return Ok(None);
        }
        let own = escape(&format!("{root}{path}"));
        let marked: BTreeMap<&str, Cow<'_, str>> = parts
            .iter()
            .map(|(name, html)| (name.as_str(), mark_current(html, &own)))
            .collect();
        engine.share(&marked).map(Some)
    }

    fn at<E: Engine>(
        &self,
        engine: &E,
        variables: &[(&'static str, E::Value)],
        locale: &str,
        root: &str,
    ) -> Result<Arc<Vec<Part>>, TemplateError> {
        let lock = || self.by_root.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(parts) = lock().get(root) {
            return Ok(Arc::clone(parts));
        }
        // Two threads may do this at once; both come to the same.
        let mut parts = Vec::new();
        for template in self.theme.templates.keys() {
            let name = template.strip_prefix(FOLDER);
            if let Some(name) = name.and_then(|n| n.strip_suffix(".html")) {
                let html = engine.render(template, variables, locale, root)?;
                parts.push((name.to_owned(), html));
            }
        }
        let parts = Arc::new(parts);
        lock().insert(root.to_owned(), Arc::clone(&parts));
        Ok(parts)
    }
}

/// Marks the links that lead to the page they stand on. `own` is the page's address, escaped.
fn mark_current<'h>(html: &'h str, own: &str) -> Cow<'h, str> {
    let link = format!("href=\"{own}\"");
    let mut marked = String::new();
    let mut from = 0;
    for (start, _) in html.match_indices(&link) {
        let end = start + link.len();
        marked.push_str(&html[from..end]);
        marked.push_str(" aria-current=\"page\"");
        from = end;
    }
    if from == 0 {
        return Cow::Borrowed(html);
    }
    marked.push_str(&html[from..]);
    Cow::Owned(marked)
}

#[cfg(test)]
mod tests {
    use super::mark_current;

    #[test]
    fn links_to_the_page_itself_are_marked() {
        let check = |html: &str, expected: &str| {
            assert_eq!(mark_current(html, "../a.html"), expected);
        };
        check(
            "<a href=\"../a.html\">",
            "<a href=\"../a.html\" aria-current=\"page\">",
        );
        check(
            "<a href=\"../a.html#b\"><a href=\"../b.html\">",
            "<a href=\"../a.html#b\"><a href=\"../b.html\">",
        );
        check("", "");
    }
}
