//! The templates, compiled into the program.

/// A file of the templates.
#[derive(Clone, Copy, Debug)]
pub(super) struct File {
    /// Its path below `templates/`.
    pub(super) path: &'static str,
    /// Its text.
    pub(super) text: &'static str,
}

macro_rules! embed {
    ($($path:literal,)*) => {
        &[$(File {
            path: $path,
            text: include_str!(concat!("templates/", $path)),
        },)*]
    };
}

/// Every file below `templates/`, in path order; a test compares the list with the folder and prints the right one.
pub(super) const FILES: &[File] = embed![
    "add/metric.yaml",
    "add/mistake.md",
    "add/page.md",
    "add/pillar.md",
    "add/stage.md",
    "add/touchpoint.yaml",
    "blank/.gitignore",
    "blank/content/playbook/audit.md",
    "blank/content/playbook/glossary.md",
    "blank/content/playbook/metrics.yaml",
    "blank/content/playbook/mistakes/talking-only.md",
    "blank/content/playbook/pillars/doubts.md",
    "blank/content/playbook/pillars/everyday-scenes.md",
    "blank/content/playbook/pillars/first-order.md",
    "blank/content/playbook/pillars/in-their-words.md",
    "blank/content/playbook/pillars/proof.md",
    "blank/content/playbook/playbook.md",
    "blank/content/playbook/stages/1-discovery.md",
    "blank/content/playbook/stages/2-research.md",
    "blank/content/playbook/stages/3-consideration.md",
    "blank/content/playbook/stages/4-conversion.md",
    "blank/content/playbook/stages/5-advocacy.md",
    "blank/content/playbook/touchpoints.yaml",
    "blank/waybook.yaml",
    "xiaohongshu/.gitignore",
    "xiaohongshu/content/xiaohongshu/audit.md",
    "xiaohongshu/content/xiaohongshu/glossary.md",
    "xiaohongshu/content/xiaohongshu/metrics.yaml",
    "xiaohongshu/content/xiaohongshu/mistakes/broadcasting.md",
    "xiaohongshu/content/xiaohongshu/mistakes/burst.md",
    "xiaohongshu/content/xiaohongshu/mistakes/shop-first.md",
    "xiaohongshu/content/xiaohongshu/pillars/first-tin.md",
    "xiaohongshu/content/xiaohongshu/pillars/one-doubt.md",
    "xiaohongshu/content/xiaohongshu/pillars/seven-days.md",
    "xiaohongshu/content/xiaohongshu/pillars/three-o-clock.md",
    "xiaohongshu/content/xiaohongshu/pillars/what-is-inside.md",
    "xiaohongshu/content/xiaohongshu/pillars/your-mixture.md",
    "xiaohongshu/content/xiaohongshu/playbook.md",
    "xiaohongshu/content/xiaohongshu/stages/1-discovery.md",
    "xiaohongshu/content/xiaohongshu/stages/2-research.md",
    "xiaohongshu/content/xiaohongshu/stages/3-consideration.md",
    "xiaohongshu/content/xiaohongshu/stages/4-conversion.md",
    "xiaohongshu/content/xiaohongshu/stages/5-advocacy.md",
    "xiaohongshu/content/xiaohongshu/touchpoints.yaml",
    "xiaohongshu/waybook.yaml",
];

/// The text of one file of the list; empty for a path that is not on it.
pub(super) fn text(path: &str) -> &'static str {
    let file = FILES.iter().find(|file| file.path == path);
    file.map_or("", |file| file.text)
}

#[cfg(test)]
mod tests {
    use super::FILES;
    use std::path::Path;

    #[test]
    fn the_list_is_the_folder() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/scaffold/templates");
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
}
