//! A site in memory, for the preview and for tests.

use super::claims::Claims;
use super::{OutputError, Sink, Summary};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Keeps every file in memory.
#[derive(Debug, Default)]
pub struct MemorySink {
    claims: Claims,
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl MemorySink {
    /// An empty site.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The bytes of every file, in path order.
    #[must_use]
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.files
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// What the site amounts to; in memory every file is new.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        Summary {
            written: files.len(),
            bytes: files.values().map(|bytes| bytes.len() as u64).sum(),
            ..Summary::default()
        }
    }
}

impl Sink for MemorySink {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.claims.claim(path)?;
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::MemorySink;
    use crate::output::{OutputError, Sink};

    #[test]
    fn files_come_back_in_path_order() {
        let sink = MemorySink::new();
        sink.put("b.html", b"2").unwrap();
        sink.put("a.html", b"10").unwrap();
        assert_eq!(sink.summary().bytes, 3);
        let files: Vec<_> = sink.into_files().into_iter().collect();
        assert_eq!(files[0], ("a.html".to_owned(), b"10".to_vec()));
        assert_eq!(files.len(), 2);
    }

    #[test]
    fn a_path_is_put_once() {
        let sink = MemorySink::new();
        sink.put("a.html", b"1").unwrap();
        let again = sink.put("A.html", b"2");
        assert!(matches!(again, Err(OutputError::Collision { .. })));
        assert_eq!(sink.into_files()["a.html"], b"1");
    }
}
