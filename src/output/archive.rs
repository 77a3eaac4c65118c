//! A site as one tar archive, the same bytes for the same site on every machine.

use super::{MemorySink, OutputError, Sink, Summary};
use std::io::{self, Write};

/// Collects a site and writes it as an uncompressed tar archive.
///
/// The files are held in memory until [`ArchiveSink::finish`], since an archive in path order cannot be
/// begun before the last file is known.
#[derive(Debug, Default)]
pub struct ArchiveSink {
    files: MemorySink,
}

impl ArchiveSink {
    /// An empty archive.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes the archive: files in path order, no owner, no time, readable by all.
    ///
    /// # Errors
    /// What `out` says when it cannot be written to.
    pub fn finish(self, out: impl Write) -> io::Result<Summary> {
        let summary = self.files.summary();
        let mut archive = tar::Builder::new(out);
        for (path, bytes) in self.files.into_files() {
            let mut header = tar::Header::new_gnu();
            header.set_entry_type(tar::EntryType::Regular);
            header.set_size(bytes.len() as u64);
            header.set_mode(0o644);
            header.set_mtime(0);
            header.set_uid(0);
            header.set_gid(0);
            archive.append_data(&mut header, &path, bytes.as_slice())?;
        }
        archive.into_inner()?.flush()?;
        Ok(summary)
    }
}

impl Sink for ArchiveSink {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.files.put(path, bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::ArchiveSink;
    use crate::output::Sink;
    use std::io::Read;

    fn archive(files: &[(&str, &str)]) -> Vec<u8> {
        let sink = ArchiveSink::new();
        for (path, text) in files {
            sink.put(path, text.as_bytes()).unwrap();
        }
        let mut bytes = Vec::new();
        sink.finish(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn the_order_of_puts_leaves_no_trace() {
        let long = format!("{}/{}.html", "路".repeat(40), "x".repeat(180));
        let one = archive(&[("b.html", "b"), (&long, "long"), ("a/a.html", "a")]);
        let two = archive(&[("a/a.html", "a"), ("b.html", "b"), (&long, "long")]);
        assert!(one == two);

        let mut read = tar::Archive::new(one.as_slice());
        let mut found = Vec::new();
        for entry in read.entries().unwrap() {
            let mut entry = entry.unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            assert_eq!(entry.header().mtime().unwrap(), 0);
            found.push((entry.path().unwrap().to_str().unwrap().to_owned(), text));
        }
        let expected = [("a/a.html", "a"), ("b.html", "b"), (&long, "long")];
        assert!(
            found
                .iter()
                .map(|(p, t)| (p.as_str(), t.as_str()))
                .eq(expected)
        );
    }
}
