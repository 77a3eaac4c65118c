//! [`SitePath`]: a path inside a workspace, the same on every system.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

/// A relative path with `/` between its parts, no `.` or `..`, spelt as the file system spells it.
///
/// Two spellings that some system would take for one file (NFC and NFD, upper and lower case) share a
/// [`key`](SitePath::key); equality itself is exact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SitePath(String);

impl SitePath {
    /// Normalises separators and removes `.` parts; `..` removes the part before it and never leaves the root.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self::resolve(&[], path).unwrap_or_default()
    }

    /// `relative` as seen from the folder of this file: `None` when it leads above the root.
    #[must_use]
    pub fn sibling(&self, relative: &str) -> Option<Self> {
        let mut base: Vec<&str> = self.parts().collect();
        base.pop();
        Self::resolve(&base, relative)
    }

    /// This folder and a path below it. `..` in `relative` stops at the workspace's root.
    #[must_use]
    pub fn join(&self, relative: &str) -> Self {
        let base: Vec<&str> = self.parts().collect();
        Self::resolve(&base, relative).unwrap_or_default()
    }

    fn resolve(base: &[&str], relative: &str) -> Option<Self> {
        let mut parts = base.to_vec();
        for part in relative.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                _ => parts.push(part),
            }
        }
        Some(Self(parts.join("/")))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the root itself.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The parts between the separators.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/').filter(|p| !p.is_empty())
    }

    /// The last part, or an empty text at the root.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.parts().next_back().unwrap_or("")
    }

    /// The file name without what stands after its last dot.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// What stands after the last dot of the file name, in lower case.
    #[must_use]
    pub fn extension(&self) -> Option<String> {
        self.file_name()
            .rsplit_once('.')
            .map(|(_, e)| e.to_ascii_lowercase())
    }

    /// The folder it lies in.
    #[must_use]
    pub fn parent(&self) -> Self {
        Self(self.0.rsplit_once('/').map_or("", |(p, _)| p).to_owned())
    }

    /// The path below `folder`, if it lies there.
    #[must_use]
    pub fn below(&self, folder: &SitePath) -> Option<&str> {
        if folder.is_root() {
            return Some(&self.0);
        }
        self.0.strip_prefix(folder.as_str())?.strip_prefix('/')
    }

    /// What two spellings of one file have in common: NFC, lower case.
    #[must_use]
    pub fn key(&self) -> String {
        if self.0.is_ascii() {
            return self.0.to_ascii_lowercase();
        }
        self.0.nfc().flat_map(char::to_lowercase).nfc().collect()
    }
}

impl std::fmt::Display for SitePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What may not stand in the path of an address as it is. Slashes pass; other scripts are bytes, which are encoded.
const NOT_IN_ADDRESS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`');

/// A path as it stands in an address: percent-encoded where it has to be.
#[must_use]
pub fn address_path(path: &str) -> String {
    utf8_percent_encode(path, NOT_IN_ADDRESS).to_string()
}

#[cfg(test)]
mod tests {
    use super::SitePath;

    #[test]
    fn relative_paths_resolve_and_never_leave_the_root() {
        let file = SitePath::new("content/a/stages/1-discovery.md");
        assert_eq!(
            file.sibling("../pillars/x.md"),
            Some(SitePath::new("content/a/pillars/x.md"))
        );
        assert_eq!(file.sibling("../../../../x.md"), None);
        assert_eq!(SitePath::new("../x").as_str(), "");
    }

    #[test]
    fn spellings_share_a_key() {
        assert_eq!(
            SitePath::new("Cafe\u{301}.md").key(),
            SitePath::new("CAFÉ.md").key()
        );
    }
}
