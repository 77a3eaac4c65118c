//! What may have changed since a workspace was last read.

use crate::source::SitePath;
use std::collections::BTreeSet;

/// What may have changed since a workspace was last read. Naming too much costs time and nothing else: contents are
/// compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// Anything.
    All,
    /// These files, and whatever lies below these folders.
    Paths(BTreeSet<SitePath>),
}

impl Changes {
    /// Whether a file is among them, or lies below a folder that is.
    #[must_use]
    pub fn touch(&self, path: &SitePath) -> bool {
        let Self::Paths(paths) = self else {
            return true;
        };
        let mut at = path.clone();
        loop {
            if paths.contains(&at) {
                return true;
            }
            if at.is_root() {
                return false;
            }
            at = at.parent();
        }
    }

    /// Whether something in a folder, or the folder itself, is among them.
    #[must_use]
    pub fn reach_into(&self, folder: &SitePath) -> bool {
        let Self::Paths(paths) = self else {
            return true;
        };
        // Everything below a folder stands together, behind the folder's own name and a slash.
        let inside = SitePath::new(folder.as_str()).to_string() + "/";
        let first = paths
            .range(SitePath::new(folder.as_str())..)
            .find(|path| path.as_str() == folder.as_str() || path.as_str() >= inside.as_str());
        first.is_some_and(|path| path == folder || path.as_str().starts_with(&inside))
            || self.touch(folder)
    }
}

#[cfg(test)]
mod tests {
    use super::Changes;
    use crate::source::SitePath;

    #[test]
    fn folders_stand_for_what_lies_in_them() {
        let paths = ["content/a/x.md", "content/b-c", "brands"];
        let changes = Changes::Paths(paths.map(SitePath::new).into());
        let touch = |path: &str| changes.touch(&SitePath::new(path));
        let reach = |path: &str| changes.reach_into(&SitePath::new(path));
        assert!(touch("content/a/x.md") && touch("content/b-c/deep/y.md") && touch("brands/z"));
        assert!(!touch("content/a/y.md") && !touch("content/b/x.md") && !touch("content"));
        assert!(reach("content/a") && reach("content/b-c/deep") && reach("content"));
        assert!(!reach("content/b") && !reach("content/a/x") && !reach("themes"));
        assert!(
            Changes::All.touch(&SitePath::new("x")) && Changes::All.reach_into(&SitePath::new(""))
        );
    }
}
