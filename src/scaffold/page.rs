//! One new page of a playbook.

use super::fill::{Facts, fill};
use super::{NewFile, embedded};
use crate::document::front_matter::schema::STAGES;
use crate::source::SitePath;

/// The pages that can be added one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// `stages/N-key.md`; its slug is one of the five stages.
    Stage,
    /// `pillars/slug.md`
    Pillar,
    /// `mistakes/slug.md`
    Mistake,
    /// `slug.md`
    Page,
}

/// A new page of the playbook in `folder`. `slug` is in kebab-case; a stage's is its key.
#[must_use]
pub fn page(kind: PageKind, folder: &SitePath, slug: &str, title: &str) -> NewFile {
    let facts = Facts {
        title,
        today: None,
        slug,
    };
    let (template, below) = match kind {
        PageKind::Stage => (stage(slug), format!("stages/{}.md", numbered(slug))),
        PageKind::Pillar => (template("add/pillar.md"), format!("pillars/{slug}.md")),
        PageKind::Mistake => (template("add/mistake.md"), format!("mistakes/{slug}.md")),
        PageKind::Page => (template("add/page.md"), format!("{slug}.md")),
    };
    NewFile {
        path: folder.join(&below),
        text: fill(&template, &facts),
    }
}

/// A stage's file name without its ending: the key behind its number in the loop.
fn numbered(stage: &str) -> String {
    let place = STAGES.iter().position(|key| *key == stage);
    place.map_or_else(|| stage.to_owned(), |at| format!("{}-{stage}", at + 1))
}

/// The template of a stage. Its `feeds` stands in a comment: advocacy must have it, the other stages do without.
fn stage(key: &str) -> String {
    const COMMENTED: &str = "# feeds:";
    let lines = embedded::text("add/stage.md").split_inclusive('\n');
    let lines = lines.filter_map(|line| match line.strip_prefix("# ") {
        Some(uncommented) if line.starts_with(COMMENTED) => {
            (key == "advocacy").then_some(uncommented)
        }
        _ => Some(line),
    });
    lines.collect()
}

fn template(path: &str) -> String {
    embedded::text(path).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{PageKind, page};
    use crate::document::Kind;
    use crate::source::SitePath;

    #[test]
    fn each_kind_lies_where_its_kind_is_told_from() {
        for (kind, slug, path, told) in [
            (
                PageKind::Stage,
                "advocacy",
                "c/p/stages/5-advocacy.md",
                Kind::Stage,
            ),
            (
                PageKind::Pillar,
                "first-week",
                "c/p/pillars/first-week.md",
                Kind::Pillar,
            ),
            (
                PageKind::Mistake,
                "haste",
                "c/p/mistakes/haste.md",
                Kind::Mistake,
            ),
            (PageKind::Page, "launch", "c/p/launch.md", Kind::Page),
        ] {
            let folder = SitePath::new("c/p");
            let file = page(kind, &folder, slug, "A title");
            assert_eq!(file.path.as_str(), path);
            assert_eq!(Kind::of(file.path.below(&folder).unwrap()), Some(told));
            assert!(file.text.contains("title: \"A title\"\n"));
            assert!(!file.text.contains("{{"));
        }
    }

    #[test]
    fn only_advocacy_feeds() {
        for (stage, feeds) in [("advocacy", 1), ("research", 0)] {
            let text = page(PageKind::Stage, &SitePath::default(), stage, "T").text;
            let lines = text.lines().filter(|l| l.contains("feeds"));
            assert_eq!(lines.clone().count(), feeds, "{stage}");
            assert!(lines.clone().all(|l| l.starts_with("feeds: [")));
            assert!(text.contains(&format!("stage: {stage} ")));
        }
    }
}
