//! The built-in themes, compiled into the program.

/// A file of a built-in theme.
#[derive(Clone, Copy, Debug)]
pub(super) struct File {
    /// Its path below `themes/`.
    pub(super) path: &'static str,
    /// Its contents.
    pub(super) bytes: &'static [u8],
}

/// The themes of the list below.
pub(super) const THEMES: &[&str] = &["atlas", "ledger"];

/// The layer below every theme, whatever its template language: scripts, and the texts they need.
pub(super) const COMMON: &str = "common";

macro_rules! embed {
    ($($path:literal,)*) => {
        &[$(File {
            path: $path,
            bytes: include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/", $path)),
        },)*]
    };
}

/// Every file below `themes/`, in path order; a test compares the list with the folder and prints the right one.
pub(super) const FILES: &[File] = embed![
    "atlas/assets/atlas-home.css",
    "atlas/assets/atlas-parts.css",
    "atlas/assets/atlas.css",
    "atlas/assets/favicon.svg",
    "atlas/assets/paper.css",
    "atlas/assets/print.css",
    "atlas/i18n/en.ftl",
    "atlas/i18n/zh-Hans.ftl",
    "atlas/templates/404.html",
    "atlas/templates/alias.html",
    "atlas/templates/audit.html",
    "atlas/templates/card.html",
    "atlas/templates/checklist.html",
    "atlas/templates/glossary.html",
    "atlas/templates/home.html",
    "atlas/templates/index.html",
    "atlas/templates/layout.html",
    "atlas/templates/matrix.html",
    "atlas/templates/metrics.html",
    "atlas/templates/mistake.html",
    "atlas/templates/mistakes.html",
    "atlas/templates/page.html",
    "atlas/templates/parts/around.html",
    "atlas/templates/parts/audit-groups.html",
    "atlas/templates/parts/audit-score.html",
    "atlas/templates/parts/breadcrumbs.html",
    "atlas/templates/parts/checklist.html",
    "atlas/templates/parts/head-audit.html",
    "atlas/templates/parts/head.html",
    "atlas/templates/parts/heads.html",
    "atlas/templates/parts/loop-list.html",
    "atlas/templates/parts/loop-map.html",
    "atlas/templates/parts/macros.html",
    "atlas/templates/parts/map-tools.html",
    "atlas/templates/parts/mark.html",
    "atlas/templates/parts/mistake-tools.html",
    "atlas/templates/parts/mistake.html",
    "atlas/templates/parts/notes.html",
    "atlas/templates/parts/page-foot.html",
    "atlas/templates/parts/playbook-card.html",
    "atlas/templates/parts/scheme.html",
    "atlas/templates/parts/sections.html",
    "atlas/templates/parts/stage-body.html",
    "atlas/templates/parts/tables.html",
    "atlas/templates/parts/term.html",
    "atlas/templates/parts/toc.html",
    "atlas/templates/parts/touchpoint-map.html",
    "atlas/templates/pillar.html",
    "atlas/templates/print.html",
    "atlas/templates/review.html",
    "atlas/templates/shared/bar.html",
    "atlas/templates/shared/foot.html",
    "atlas/templates/shared/rail.html",
    "atlas/templates/stage.html",
    "atlas/templates/takeaways.html",
    "atlas/templates/touchpoints.html",
    "atlas/theme.yaml",
    "common/assets/audit-acts.js",
    "common/assets/audit.css",
    "common/assets/audit.js/1-score.js",
    "common/assets/audit.js/2-audit.js",
    "common/assets/audit.js/3-todo.js",
    "common/assets/book.css",
    "common/assets/checklist.js/1-filter.js",
    "common/assets/checklist.js/2-checklist.js",
    "common/assets/guards.js",
    "common/assets/journey.js/1-state.js",
    "common/assets/journey.js/2-runs.js",
    "common/assets/journey.js/3-terms.js",
    "common/assets/loop.js",
    "common/assets/maps.css",
    "common/assets/maps.js",
    "common/assets/minisearch.LICENSE.txt",
    "common/assets/minisearch.js",
    "common/assets/mistakes-filter.js",
    "common/assets/mistakes.css",
    "common/assets/mistakes.js/1-fit.js",
    "common/assets/mistakes.js/2-mistakes.js",
    "common/assets/runs-dialog.js",
    "common/assets/runs.css",
    "common/assets/scheme.js",
    "common/assets/search-dialog.js",
    "common/assets/search-engine.js",
    "common/assets/search.css",
    "common/assets/share.js",
    "common/assets/terms.css",
    "common/assets/toc.js",
    "common/assets/waybook.js/1-base.js",
    "common/assets/waybook.js/2-scheme-switch.js",
    "common/assets/waybook.js/3-search.js",
    "common/i18n/en/audit.ftl",
    "common/i18n/en/languages.ftl",
    "common/i18n/en/maps.ftl",
    "common/i18n/en/mistakes.ftl",
    "common/i18n/en/print.ftl",
    "common/i18n/en/runs.ftl",
    "common/i18n/en/search.ftl",
    "common/i18n/en/sharing.ftl",
    "common/i18n/zh-Hans/audit.ftl",
    "common/i18n/zh-Hans/languages.ftl",
    "common/i18n/zh-Hans/maps.ftl",
    "common/i18n/zh-Hans/mistakes.ftl",
    "common/i18n/zh-Hans/print.ftl",
    "common/i18n/zh-Hans/runs.ftl",
    "common/i18n/zh-Hans/search.ftl",
    "common/i18n/zh-Hans/sharing.ftl",
    "common/templates/parts/alternates.html",
    "common/templates/parts/editions.html",
    "common/templates/parts/logo.html",
    "common/templates/parts/share.html",
    "ledger/assets/controls.css",
    "ledger/assets/favicon.svg",
    "ledger/assets/layout.css",
    "ledger/assets/ledger.css",
    "ledger/assets/paper.css",
    "ledger/assets/print.css",
    "ledger/i18n/en.ftl",
    "ledger/i18n/zh-Hans.ftl",
    "ledger/templates/404.html",
    "ledger/templates/alias.html",
    "ledger/templates/audit.html",
    "ledger/templates/card.html",
    "ledger/templates/checklist.html",
    "ledger/templates/glossary.html",
    "ledger/templates/home.html",
    "ledger/templates/index.html",
    "ledger/templates/layout.html",
    "ledger/templates/matrix.html",
    "ledger/templates/metrics.html",
    "ledger/templates/mistake.html",
    "ledger/templates/mistakes.html",
    "ledger/templates/page.html",
    "ledger/templates/parts/audit-score.html",
    "ledger/templates/parts/case.html",
    "ledger/templates/parts/catalogue.html",
    "ledger/templates/parts/components.html",
    "ledger/templates/parts/contents.html",
    "ledger/templates/parts/foot.html",
    "ledger/templates/parts/head-audit.html",
    "ledger/templates/parts/head.html",
    "ledger/templates/parts/heads.html",
    "ledger/templates/parts/loop-map.html",
    "ledger/templates/parts/loop-table.html",
    "ledger/templates/parts/map-tools.html",
    "ledger/templates/parts/mark.html",
    "ledger/templates/parts/masthead.html",
    "ledger/templates/parts/mistake-tools.html",
    "ledger/templates/parts/notes.html",
    "ledger/templates/parts/onpage.html",
    "ledger/templates/parts/record.html",
    "ledger/templates/parts/running.html",
    "ledger/templates/parts/scheme.html",
    "ledger/templates/parts/stage-body.html",
    "ledger/templates/parts/sub.html",
    "ledger/templates/parts/tabs.html",
    "ledger/templates/parts/terms.html",
    "ledger/templates/parts/title.html",
    "ledger/templates/parts/touchpoint-map.html",
    "ledger/templates/parts/turn.html",
    "ledger/templates/pillar.html",
    "ledger/templates/print.html",
    "ledger/templates/review.html",
    "ledger/templates/stage.html",
    "ledger/templates/takeaways.html",
    "ledger/templates/touchpoints.html",
    "ledger/theme.yaml",
];

/// The file of a built-in theme at a path below the theme's folder.
pub(super) fn file(theme: &str, path: &str) -> Option<&'static File> {
    FILES.iter().find(|file| {
        let below = file.path.strip_prefix(theme);
        below.and_then(|below| below.strip_prefix('/')) == Some(path)
    })
}

#[cfg(test)]
mod tests {
    use super::{COMMON, FILES, THEMES};
    use std::path::Path;

    #[test]
    fn the_list_is_the_folder() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
        let mut paths: Vec<String> = walkdir::WalkDir::new(&root)
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let below = entry.path().strip_prefix(&root).unwrap();
                below.to_str().unwrap().replace('\\', "/")
            })
            .collect();
        paths.sort();
        let listed: Vec<&str> = FILES.iter().map(|f| f.path).collect();
        let right: String = paths.iter().map(|p| format!("    \"{p}\",\n")).collect();
        assert!(
            listed == paths,
            "the list in `embedded.rs` must read:\n{right}"
        );
    }

    #[test]
    fn the_themes_are_those_of_the_list() {
        let mut names: Vec<&str> = FILES
            .iter()
            .filter_map(|f| f.path.split_once('/').map(|(name, _)| name))
            .filter(|name| *name != COMMON)
            .collect();
        names.dedup();
        assert_eq!(names, THEMES);
    }
}
