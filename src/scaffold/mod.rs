//! New workspaces, playbooks and pages: what is written where an author begins.
//!
//! Enter at [`workspace`] (`waybook new`), [`playbook`], [`page()`] and [`record()`] (`waybook add`), [`SchemaKind`] and
//! [`editor_data`] (`waybook schema`). The texts lie in `templates/` and are compiled into the program (`embedded`);
//! `fill` puts title, day and slug into them, `names` tells titles and slugs apart. What an editor needs (`editor`,
//! `schemas`, `snippets`) is made from the declaration of keys.
//!
//! Architecture invariant: nothing here touches the system. What is to be written is returned; who asked writes it.

mod editor;
mod embedded;
mod fill;
mod names;
mod page;
mod record;
mod schemas;
mod snippets;

pub use editor::{editor_data, editor_settings};
pub use names::{is_kebab_case, kebab_case, title_from};
pub use page::{PageKind, page};
pub use record::{RecordError, RecordKind, record};
pub use schemas::SchemaKind;

use crate::source::SitePath;
use fill::{Facts, fill};
use jiff::civil::Date;

/// A workspace to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// Every part of a playbook, with prompts in place of its words.
    Blank,
    /// A written playbook for Xiaohongshu, to be rewritten piece by piece.
    Xiaohongshu,
}

impl Template {
    /// Every template.
    pub const ALL: [Template; 2] = [Template::Blank, Template::Xiaohongshu];

    /// Its name on the command line, and its folder's.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Template::Blank => "blank",
            Template::Xiaohongshu => "xiaohongshu",
        }
    }

    /// Where in the workspace its playbook lies.
    #[must_use]
    pub fn playbook(self) -> SitePath {
        SitePath::new(match self {
            Template::Blank => "content/playbook",
            Template::Xiaohongshu => "content/xiaohongshu",
        })
    }
}

/// A file that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Where, below the workspace's root.
    pub path: SitePath,
    /// Its whole text.
    pub text: String,
}

/// The files of a new workspace, in path order, with those of the editor. `title` is one line; `today` becomes the day of
/// the first review.
#[must_use]
pub fn workspace(template: Template, title: &str, today: Date) -> Vec<NewFile> {
    let from = SitePath::new(template.as_str());
    let mut files = copies(&from, &SitePath::default(), title, today);
    files.extend(editor_data());
    files.extend(editor_settings());
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The files of a new playbook in `folder`, in path order: the blank template's.
#[must_use]
pub fn playbook(folder: &SitePath, title: &str, today: Date) -> Vec<NewFile> {
    let blank = Template::Blank;
    let from = SitePath::new(blank.as_str()).join(blank.playbook().as_str());
    copies(&from, folder, title, today)
}

/// What lies below `from` in the templates, filled in and moved to `to`.
fn copies(from: &SitePath, to: &SitePath, title: &str, today: Date) -> Vec<NewFile> {
    let facts = Facts {
        title,
        today: Some(today),
        slug: "",
    };
    let files = embedded::FILES.iter().filter_map(|file| {
        let path = SitePath::new(file.path);
        Some(NewFile {
            path: to.join(path.below(from)?),
            text: fill(file.text, &facts),
        })
    });
    files.collect()
}

#[cfg(test)]
mod tests {
    use super::{NewFile, Template, playbook, workspace};
    use crate::source::SitePath;
    use jiff::civil::date;

    fn text<'a>(files: &'a [NewFile], path: &str) -> &'a str {
        &files.iter().find(|f| f.path.as_str() == path).unwrap().text
    }

    #[test]
    fn a_workspace_has_its_title_and_day_and_no_mark_left() {
        for template in Template::ALL {
            let files = workspace(template, "Tea \"now\"", date(2026, 3, 4));
            assert!(text(&files, "waybook.yaml").contains(r#"title: "Tea \"now\"""#));
            let main = template.playbook().join("playbook.md");
            assert!(text(&files, main.as_str()).contains("last_reviewed: 2026-03-04\n"));
            assert!(files.iter().all(|f| !f.text.contains("{{")));
            assert!(files.iter().any(|f| f.path.as_str() == ".gitignore"));
        }
    }

    #[test]
    fn a_playbook_is_the_blank_one_in_another_folder() {
        let files = playbook(&SitePath::new("books/spring"), "Spring", date(2026, 3, 4));
        assert!(text(&files, "books/spring/playbook.md").contains("title: \"Spring\"\n"));
        text(&files, "books/spring/stages/5-advocacy.md");
        assert!(
            files
                .iter()
                .all(|f| f.path.below(&SitePath::new("books/spring")).is_some())
        );
    }
}
