//! The list of what Waybook wrote into a folder, which makes the folder ours.

use crate::output::OutputError;
use crate::output::claims::{MANIFEST_NAME, path_problem};
use blake3::Hash;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// The version of the manifest's format.
const FORMAT: u32 = 1;
/// Who writes such manifests.
const GENERATOR: &str = "waybook";

/// What is known of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The BLAKE3 of its bytes; `None` while it is not certain which of two builds they are from.
    pub(super) hash: Option<Hash>,
    /// Its size in bytes.
    pub(super) size: u64,
}

/// Every file of one build, by its path below the output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// What the caller says the site was made from.
    pub(super) inputs: Option<String>,
    /// The files, in path order.
    pub(super) files: BTreeMap<String, Entry>,
}

/// The manifest as it stands in its file.
#[derive(Deserialize)]
struct Stored {
    #[serde(default)]
    inputs: Option<String>,
    files: BTreeMap<String, StoredEntry>,
}

#[derive(Deserialize)]
struct StoredEntry {
    blake3: Option<String>,
    size: u64,
}

/// The part of the file that says whether the rest can be read.
#[derive(Deserialize)]
struct Header {
    format: u32,
    generator: String,
}

impl Manifest {
    /// Reads the manifest of a folder.
    ///
    /// The paths in it are checked as those of pages are, so that no manifest can make us delete a file
    /// outside its own folder.
    pub(super) fn read(folder: &Path) -> Result<Self, OutputError> {
        let path = folder.join(MANIFEST_NAME);
        let bad = |reason: String| OutputError::BadManifest {
            path: path.clone(),
            reason,
        };
        let found = fs::symlink_metadata(&path).map_err(OutputError::io("read", &path))?;
        if !found.is_file() {
            return Err(bad("it is no ordinary file".to_owned()));
        }
        let bytes = fs::read(&path).map_err(OutputError::io("read", &path))?;
        Self::parse(&bytes).map_err(bad)
    }

    fn parse(bytes: &[u8]) -> Result<Self, String> {
        let header: Header =
            serde_json::from_slice(bytes).map_err(|error| format!("damaged: {error}"))?;
        if header.generator != GENERATOR {
            return Err(format!("written by `{}`", header.generator));
        }
        if header.format != FORMAT {
            return Err(format!(
                "its format is {}, and this version knows {FORMAT}",
                header.format
            ));
        }
        let stored: Stored =
            serde_json::from_slice(bytes).map_err(|error| format!("damaged: {error}"))?;
        let mut files = BTreeMap::new();
        for (path, entry) in stored.files {
            if let Some(problem) = path_problem(&path) {
                return Err(format!("it lists `{}`: {problem}", path.escape_debug()));
            }
            let hash = match entry.blake3 {
                Some(hex) => {
                    Some(Hash::from_hex(&hex).map_err(|error| format!("`{path}`: {error}"))?)
                }
                None => None,
            };
            let size = entry.size;
            files.insert(path, Entry { hash, size });
        }
        Ok(Self {
            inputs: stored.inputs,
            files,
        })
    }

    /// Writes the manifest to a new file: one line per page, the same bytes for the same site.
    pub(super) fn write(&self, path: &Path) -> Result<(), OutputError> {
        let write = || {
            let file = fs::File::create_new(path)?;
            let mut out = BufWriter::with_capacity(1 << 16, file);
            self.print(&mut out)?;
            out.flush()
        };
        write().map_err(OutputError::io("write", path))
    }

    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        write!(
            out,
            "{{\n\"format\": {FORMAT},\n\"generator\": \"{GENERATOR}\",\n"
        )?;
        if let Some(inputs) = &self.inputs {
            out.write_all(b"\"inputs\": ")?;
            serde_json::to_writer(&mut *out, inputs)?;
            out.write_all(b",\n")?;
        }
        out.write_all(b"\"files\": {")?;
        for (number, (path, entry)) in self.files.iter().enumerate() {
            out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, path)?;
            match entry.hash {
                Some(hash) => write!(out, ": {{\"blake3\": \"{}\", ", hash.to_hex())?,
                None => out.write_all(b": {\"blake3\": null, ")?,
            }
            write!(out, "\"size\": {}}}", entry.size)?;
        }
        out.write_all(b"\n}\n}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Manifest};
    use proptest::prelude::{any, proptest};
    use std::collections::BTreeMap;

    fn refused(text: &str, reason: &str) {
        let error = Manifest::parse(text.as_bytes()).unwrap_err();
        assert!(error.contains(reason), "{error}");
    }

    #[test]
    fn what_is_not_ours_is_refused() {
        refused("", "damaged");
        refused("[]", "damaged");
        refused("{\"files\":{}}", "damaged");
        refused(
            r#"{"format":1,"generator":"hugo","files":{}}"#,
            "written by `hugo`",
        );
        refused(
            r#"{"format":2,"generator":"waybook","pages":[]}"#,
            "its format is 2",
        );
        refused(
            r#"{"format":1,"generator":"waybook","files":{"a":{"size":1,"blake3":"zz"}}}"#,
            "`a`",
        );
        for path in [
            "../x",
            "/etc/passwd",
            "a/../../x",
            "",
            ".waybook-manifest.json",
        ] {
            let text = format!(
                r#"{{"format":1,"generator":"waybook","files":{{"{path}":{{"size":1,"blake3":null}}}}}}"#
            );
            refused(&text, "it lists");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            inputs in any::<Option<String>>(),
            paths in proptest::collection::btree_map("[a-z\"中 ]{1,8}\\.html", any::<Option<u8>>(), 0..8),
        ) {
            let files: BTreeMap<String, Entry> = paths
                .into_iter()
                .map(|(path, seed)| {
                    let hash = seed.map(|seed| blake3::hash(&[seed]));
                    (path, Entry { hash, size: u64::from(seed.unwrap_or(0)) })
                })
                .collect();
            let manifest = Manifest { inputs, files };
            let mut bytes = Vec::new();
            manifest.print(&mut bytes).unwrap();
            assert_eq!(Manifest::parse(&bytes).unwrap(), manifest);
        }
    }
}
