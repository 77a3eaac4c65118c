//! The registry of a branch's output paths.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, SitePath, Span};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Who wants a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What it is, for messages: "`content/a/pillars/x.md`".
    pub what: Cow<'static, str>,
    /// The place to point at, when there is a source.
    pub place: Option<(FileId, Span)>,
    /// What there will be.
    pub entry: Entry,
}

/// What there is at a path of a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A page, by its number.
    Page(usize),
    /// A file that is written from the model, by its number.
    File(usize),
    /// A file that is carried along, by its number.
    Asset(usize),
    /// A file of the theme.
    Theme,
}

/// Every output path of a branch and who claimed it first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Routes {
    /// By [`SitePath::key`]; the path itself where it is spelt otherwise.
    claimed: FxHashMap<String, (Option<String>, Claim)>,
}

impl Routes {
    /// Claims a path. `Some` finding when it cannot be had: another source has it (compared after NFC and case
    /// folding, on every system), or no Windows machine could hold it.
    pub fn claim(&mut self, path: &str, claim: Claim) -> Option<Diagnostic> {
        let key = SitePath::new(path).key();
        let finding = self.refuse_under(&key, path, &claim);
        if finding.is_none() {
            let spelt = (key != path).then(|| path.to_owned());
            self.claimed.insert(key, (spelt, claim));
        }
        finding
    }

    /// Why a path cannot be had; `None` when it can.
    #[must_use]
    pub fn refuse(&self, path: &str, claim: &Claim) -> Option<Diagnostic> {
        self.refuse_under(&SitePath::new(path).key(), path, claim)
    }

    /// What was claimed in a folder.
    pub(super) fn below(&self, folder: &str) -> Self {
        let folder = format!("{}/", SitePath::new(folder).key());
        let inside = self.claimed.iter();
        let inside = inside.filter(|(key, _)| key.starts_with(&folder));
        Self {
            claimed: inside.map(|(k, c)| (k.clone(), c.clone())).collect(),
        }
    }

    fn refuse_under(&self, key: &str, path: &str, claim: &Claim) -> Option<Diagnostic> {
        if let Some(name) = device_name(path) {
            let message =
                format!("`{path}` cannot be written: `{name}` is the name of a device on Windows");
            return Some(
                labelled(
                    Diagnostic::new("route-collision", Severity::Error, message),
                    claim,
                    "",
                )
                .help("rename the file"),
            );
        }
        let (spelt, first) = self.claimed.get(key)?;
        let first_path = spelt.as_deref().unwrap_or(key);
        let same = if first_path == path {
            format!(
                "two things want the address `{path}`: {} and {}",
                first.what, claim.what
            )
        } else {
            format!(
                "`{path}` ({}) and `{first_path}` ({}) are the same address on computers that ignore upper case and accents",
                claim.what, first.what
            )
        };
        let finding = Diagnostic::new("route-collision", Severity::Error, same);
        let finding = labelled(finding, claim, "this would overwrite the other");
        Some(
            note_spelling(
                labelled(finding, first, "the path is taken here"),
                &first.what,
                &claim.what,
            )
            .help(way_out(claim)),
        )
    }

    /// What there is at a path, in that very spelling.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Entry> {
        let key = SitePath::new(path).key();
        let (spelt, claim) = self.claimed.get(&key)?;
        (spelt.as_deref().unwrap_or(&key) == path).then_some(claim.entry)
    }
}

/// What to do about the later of two claims.
fn way_out(claim: &Claim) -> &'static str {
    match claim.what.starts_with("the alias") {
        true => "delete it from `aliases`: the address is taken",
        false => "give one of the two files another name",
    }
}

/// Two names that look the same on the screen need a word on how they differ.
fn note_spelling(finding: Diagnostic, first: &str, second: &str) -> Diagnostic {
    use unicode_normalization::UnicodeNormalization;
    if first == second || !first.nfc().eq(second.nfc()) {
        return finding;
    }
    finding.note(
        "the two names look alike: one spells its accented letters as one character (NFC), the other as letter and \
         accent (NFD)",
    )
}

fn labelled(finding: Diagnostic, claim: &Claim, message: &str) -> Diagnostic {
    match claim.place {
        Some((file, span)) => finding.label(file, span, message),
        None => finding,
    }
}

/// The part of a path that Windows keeps for a device, whatever its extension.
fn device_name(path: &str) -> Option<&str> {
    path.split('/').find(|part| {
        let stem = part.split('.').next().unwrap_or("");
        if !matches!(stem.len(), 3 | 4) {
            return false;
        }
        let stem = stem.to_ascii_lowercase();
        match stem.as_str() {
            "con" | "prn" | "aux" | "nul" => true,
            _ => stem
                .strip_prefix("com")
                .or_else(|| stem.strip_prefix("lpt"))
                .is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit() && n != "0"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(what: &'static str) -> Claim {
        Claim {
            what: what.into(),
            place: None,
            entry: Entry::Page(0),
        }
    }

    #[test]
    fn a_second_claim_names_both_sources() {
        let mut routes = Routes::default();
        assert!(routes.claim("pillars/café.html", claim("A")).is_none());
        let found = routes
            .claim("pillars/CAFE\u{301}.html", claim("B"))
            .unwrap();
        assert!(
            found.message.contains("(B)") && found.message.contains("(A)"),
            "{}",
            found.message
        );
        assert!(routes.claim("pillars/cafe.html", claim("C")).is_none());
    }

    #[test]
    fn what_is_asked_for_must_be_spelt_as_it_is() {
        let mut routes = Routes::default();
        assert!(routes.claim("pillars/Café.html", claim("A")).is_none());
        assert_eq!(routes.get("pillars/Café.html"), Some(Entry::Page(0)));
        for path in [
            "pillars/café.html",
            "pillars/Cafe\u{301}.html",
            "/pillars/Café.html",
            "pillars//Café.html",
            "pillars/x/../Café.html",
            "pillars\\Café.html",
            "",
        ] {
            assert_eq!(routes.get(path), None, "{path}");
        }
    }

    #[test]
    fn device_names_are_refused() {
        for path in ["aux.html", "pillars/COM1.html", "nul/x.html"] {
            assert!(
                Routes::default().claim(path, claim("A")).is_some(),
                "{path}"
            );
        }
        for path in ["auxiliary.html", "com10.html", "console.html"] {
            assert!(
                Routes::default().claim(path, claim("A")).is_none(),
                "{path}"
            );
        }
    }
}
