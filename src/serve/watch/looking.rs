//! [`Looking`]: files are looked at again and again, where the system does not tell of changes.

use super::is_input;
use crate::source::SitePath;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::SystemTime;
use walkdir::{DirEntry, WalkDir};

/// What files looked like, from the outside, when they were looked at last.
#[derive(Default)]
pub(super) struct Looking {
    seen: BTreeMap<SitePath, (Option<SystemTime>, u64)>,
}

impl Looking {
    /// Looks at every input; those that look different from the last time.
    pub(super) fn look(&mut self, root: &Path, folders: &[SitePath]) -> BTreeSet<SitePath> {
        let mut now = BTreeMap::new();
        let beside = WalkDir::new(root).max_depth(1);
        let inside = folders
            .iter()
            .map(|folder| WalkDir::new(root.join(folder.as_str())));
        for walk in inside.chain([beside]) {
            let walk = walk.follow_links(true).into_iter().filter_entry(is_shown);
            for entry in walk.flatten().filter(|entry| entry.file_type().is_file()) {
                let below = entry.path().strip_prefix(root).ok().and_then(Path::to_str);
                let path = below.map(SitePath::new);
                if let (Some(path), Ok(metadata)) = (path, entry.metadata())
                    && is_input(folders, &path)
                {
                    now.insert(path, (metadata.modified().ok(), metadata.len()));
                }
            }
        }
        let changed = |(path, look): (&SitePath, _), other: &BTreeMap<_, _>| {
            (other.get(path) != Some(look)).then(|| path.clone())
        };
        let new = now.iter().filter_map(|one| changed(one, &self.seen));
        let old = self.seen.iter().filter_map(|one| changed(one, &now));
        let paths = new.chain(old).collect();
        self.seen = now;
        paths
    }
}

/// Hidden files are no inputs, but the folder that everything lies in may be hidden.
fn is_shown(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::Looking;
    use crate::source::SitePath;
    use std::fs::{create_dir_all, remove_file, write};

    #[test]
    fn what_came_went_or_changed_is_seen() {
        let root = tempfile::tempdir().unwrap();
        let folders = ["content", "brands"].map(SitePath::new);
        let path = |name: &str| root.path().join(name);
        create_dir_all(path("content/a")).unwrap();
        write(path("content/a/one.md"), "one").unwrap();
        write(path("waybook.yaml"), "").unwrap();
        let mut looking = Looking::default();
        let mut look = || -> Vec<String> {
            let changed = looking.look(root.path(), &folders);
            changed.iter().map(ToString::to_string).collect()
        };
        assert_eq!(look(), ["content/a/one.md", "waybook.yaml"]);
        assert_eq!(look(), [""; 0]);
        write(path("content/a/one.md"), "other").unwrap();
        write(path("content/a/two.md"), "two").unwrap();
        write(path("content/.hidden"), "no input").unwrap();
        write(path("beside.md"), "no input").unwrap();
        assert_eq!(look(), ["content/a/one.md", "content/a/two.md"]);
        remove_file(path("content/a/one.md")).unwrap();
        remove_file(path("waybook.yaml")).unwrap();
        assert_eq!(look(), ["content/a/one.md", "waybook.yaml"]);
        assert_eq!(look(), [""; 0]);
    }
}
