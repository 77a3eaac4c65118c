//! Which output paths can be used, and that each is used once.

use super::OutputError;
use crate::source::SitePath;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Why a path cannot stand in an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathProblem {
    /// The path is empty, or two `/` follow each other, or one stands at an end.
    #[error("a part of the path is empty")]
    EmptyPart,
    /// A part is `.` or `..`.
    #[error("`.` and `..` may not stand in an output path")]
    DotPart,
    /// A character that some system reads as a separator or cannot hold.
    #[error("`\\`, `:` and control characters may not stand in an output path")]
    Character,
    /// A part such as `con` or `nul.html`, which is a device on Windows.
    #[error("Windows takes one of its parts for a device")]
    DeviceName,
    /// Longer than file systems hold.
    #[error("it is longer than {MAX_PATH_BYTES} bytes, or one of its parts than {MAX_PART_BYTES}")]
    TooLong,
    /// A name that the output keeps for itself.
    #[error("the name is kept for Waybook's own files")]
    Reserved,
}

/// The names at the top of an output that are no pages: the manifest, and what a running build needs.
pub(super) const RESERVED: [&str; 4] = [MANIFEST_NAME, JOURNAL_NAME, STAGING_NAME, LOCK_NAME];

/// The file that lists what Waybook wrote, at the top of every output directory.
pub const MANIFEST_NAME: &str = ".waybook-manifest.json";
/// The manifest that holds while files are replaced one by one.
pub(super) const JOURNAL_NAME: &str = ".waybook-journal.json";
/// A staging folder inside the output, and the mark at the top of every staging folder.
pub(super) const STAGING_NAME: &str = ".waybook-staging";
/// A lock file inside the output.
pub(super) const LOCK_NAME: &str = ".waybook-lock";

/// The longest path that is taken, in bytes of UTF-8. Linux holds 4096 with the folder it lies in.
const MAX_PATH_BYTES: usize = 2048;
/// The longest part of a path that is taken, in bytes of UTF-8, as on Linux.
const MAX_PART_BYTES: usize = 255;

/// What is wrong with an output path, if anything.
#[must_use]
pub fn path_problem(path: &str) -> Option<PathProblem> {
    if path.len() > MAX_PATH_BYTES {
        return Some(PathProblem::TooLong);
    }
    for part in path.split('/') {
        if part.is_empty() {
            return Some(PathProblem::EmptyPart);
        }
        if part == "." || part == ".." {
            return Some(PathProblem::DotPart);
        }
        if part
            .chars()
            .any(|c| matches!(c, '\\' | ':') || c.is_control())
        {
            return Some(PathProblem::Character);
        }
        if part.len() > MAX_PART_BYTES {
            return Some(PathProblem::TooLong);
        }
        if is_device_name(part) {
            return Some(PathProblem::DeviceName);
        }
    }
    let top = path.split('/').next().unwrap_or(path);
    RESERVED
        .iter()
        .any(|name| top.eq_ignore_ascii_case(name))
        .then_some(PathProblem::Reserved)
}

/// Whether Windows opens a device for this name. An ending does not help, and neither do spaces before it.
///
/// The names are those of "Naming Files, Paths, and Namespaces" in the Windows documentation.
fn is_device_name(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end_matches(' ');
    if ["con", "prn", "aux", "nul", "conin$", "conout$"]
        .iter()
        .any(|name| stem.eq_ignore_ascii_case(name))
    {
        return true;
    }
    let Some((name, number)) = stem.split_at_checked(3) else {
        return false;
    };
    (name.eq_ignore_ascii_case("com") || name.eq_ignore_ascii_case("lpt"))
        && matches!(
            number,
            "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"
        )
}

/// What a place in the output is used for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// The file of this spelling.
    File(String),
    /// The folder that holds the file of this spelling, among others.
    Folder(String),
}

/// Every place that is taken so far, under the key that spellings of one place share.
#[derive(Debug, Default)]
pub(super) struct Claims(Mutex<HashMap<String, Claim>>);

impl Claims {
    /// Takes the place of a file, and those of the folders it lies in.
    pub(super) fn claim(&self, path: &str) -> Result<(), OutputError> {
        if let Some(problem) = path_problem(path) {
            return Err(OutputError::BadPath {
                path: path.to_owned(),
                problem,
            });
        }
        let collision = |other: &str| OutputError::Collision {
            path: path.to_owned(),
            other: other.to_owned(),
        };
        let key = SitePath::new(path).key();
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Claim::File(other) | Claim::Folder(other)) = taken.get(&key) {
            return Err(collision(other));
        }
        for folder in ancestors(&key) {
            match taken.get(folder) {
                Some(Claim::File(other)) => return Err(collision(other)),
                // The folders above it were taken with it.
                Some(Claim::Folder(_)) => break,
                None => {}
            }
        }
        for folder in ancestors(&key) {
            if taken.contains_key(folder) {
                break;
            }
            taken.insert(folder.to_owned(), Claim::Folder(path.to_owned()));
        }
        taken.insert(key, Claim::File(path.to_owned()));
        Ok(())
    }

    /// What the place of `path` is used for.
    pub(super) fn get(&self, path: &str) -> Option<Claim> {
        let key = SitePath::new(path).key();
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        taken.get(&key).cloned()
    }
}

/// The folders a file lies in, from the nearest to the top, without the output itself.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent(path), |folder| parent(folder))
}

/// The folder a file lies in; `None` at the top of the output.
pub(super) fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::{Claims, PathProblem, path_problem};
    use crate::output::OutputError;
    use proptest::prelude::{ProptestConfig, proptest};

    fn check(path: &str, expected: Option<PathProblem>) {
        assert_eq!(path_problem(path), expected, "`{path}`");
    }

    #[test]
    fn paths_that_some_system_cannot_hold_are_refused() {
        check("index.html", None);
        check("a/b/c.html", None);
        check("中文/发现.html", None);
        check(".nojekyll", None);
        check(".well-known/security.txt", None);
        check("", Some(PathProblem::EmptyPart));
        check("/etc/passwd", Some(PathProblem::EmptyPart));
        check("a//b", Some(PathProblem::EmptyPart));
        check("a/", Some(PathProblem::EmptyPart));
        check("../x", Some(PathProblem::DotPart));
        check("a/../x", Some(PathProblem::DotPart));
        check("./x", Some(PathProblem::DotPart));
        check("a\\b", Some(PathProblem::Character));
        check("C:x", Some(PathProblem::Character));
        check("a\nb", Some(PathProblem::Character));
        check("a\0b", Some(PathProblem::Character));
        check("a\u{85}b", Some(PathProblem::Character));
        check(&"x".repeat(255), None);
        check(&"x".repeat(256), Some(PathProblem::TooLong));
        check(&"x/".repeat(1_000_000), Some(PathProblem::TooLong));
    }

    #[test]
    fn device_names_are_refused_with_any_ending() {
        for name in [
            "con",
            "NUL",
            "aux.html",
            "a/Prn.tar.gz/b",
            "com1",
            "LPT9.x",
            "com¹",
            "nul .x",
        ] {
            check(name, Some(PathProblem::DeviceName));
        }
        for name in [
            "console",
            "com",
            "com10",
            "lpt",
            "conversion.html",
            "auxiliary",
            "co",
            "中",
        ] {
            check(name, None);
        }
    }

    #[test]
    fn own_names_are_kept_at_the_top_only() {
        check(".waybook-manifest.json", Some(PathProblem::Reserved));
        check(".Waybook-Manifest.JSON", Some(PathProblem::Reserved));
        check(".waybook-staging/x", Some(PathProblem::Reserved));
        check(".waybook-lock", Some(PathProblem::Reserved));
        check("a/.waybook-manifest.json", None);
    }

    fn collide(first: &str, second: &str, expected: bool) {
        for (first, second) in [(first, second), (second, first)] {
            let claims = Claims::default();
            claims.claim(first).unwrap();
            match claims.claim(second) {
                Err(OutputError::Collision { path, other }) => {
                    assert!(expected, "`{first}` and `{second}` do not collide");
                    assert_eq!((path.as_str(), other.as_str()), (second, first));
                }
                other => assert!(
                    !expected && other.is_ok(),
                    "`{first}` and `{second}` collide"
                ),
            }
        }
    }

    #[test]
    fn two_files_never_share_a_place() {
        collide("a.html", "a.html", true);
        collide("a.html", "A.HTML", true);
        collide("caf\u{e9}.html", "cafe\u{301}.html", true);
        collide("a", "a/b.html", true);
        collide("a", "A/b/c.html", true);
        collide("a/b", "a/c", false);
        collide("a/b", "ab", false);
        collide("a.html", "a/b.html", false);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn usable_paths_stay_below_the_output(path in "[a-c./\\\\: ]{0,12}") {
            if path_problem(&path).is_none() {
                let joined = std::path::Path::new("out").join(&path);
                let plain = joined.components().all(|c| matches!(c, std::path::Component::Normal(_)));
                assert!(plain && joined.starts_with("out"), "`{path}`");
            }
        }
    }
}
