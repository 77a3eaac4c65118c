//! The page that each thread is writing: its language and its place, for the functions, and how much work it was.
//!
//! Components and imported macros do not see a page's variables; a function called in them still has to know the page.
//! A page is written by one thread from beginning to end, so the thread says which page it is.

use std::collections::HashMap;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread::ThreadId;

/// The most a page may weigh, in bytes.
pub(super) const MAX_PAGE_BYTES: usize = 64 * 1024 * 1024;

/// The pages being written.
#[derive(Debug, Default)]
pub(super) struct Pages {
    by_thread: RwLock<HashMap<ThreadId, Arc<Page>>>,
}

/// A page being written.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) locale: String,
    pub(super) root: String,
    work: AtomicU64,
}

impl Page {
    /// Counts work; `false` once it is more than `limit`.
    pub(super) fn charge(&self, work: u64, limit: u64) -> bool {
        let before = self.work.fetch_add(work, Ordering::Relaxed);
        before.saturating_add(work) <= limit
    }
}

impl Pages {
    /// Begins a page on this thread. It ends when what is returned goes.
    pub(super) fn begin(&self, locale: &str, root: &str) -> Writing<'_> {
        let page = Arc::new(Page {
            locale: locale.to_owned(),
            root: root.to_owned(),
            work: AtomicU64::new(0),
        });
        let mut pages = self
            .by_thread
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        let before = pages.insert(std::thread::current().id(), page);
        Writing {
            pages: self,
            before,
        }
    }

    /// The page that this thread is writing.
    pub(super) fn current(&self) -> Option<Arc<Page>> {
        let pages = self
            .by_thread
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        pages.get(&std::thread::current().id()).cloned()
    }
}

/// As long as this lives, a page is being written.
pub(super) struct Writing<'a> {
    pages: &'a Pages,
    before: Option<Arc<Page>>,
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        let id = std::thread::current().id();
        let mut pages = self
            .pages
            .by_thread
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        match self.before.take() {
            Some(page) => pages.insert(id, page),
            None => pages.remove(&id),
        };
    }
}

/// What a page is written into: memory, up to [`MAX_PAGE_BYTES`].
#[derive(Debug, Default)]
pub(super) struct Sheet {
    bytes: Vec<u8>,
    full: bool,
}

impl Sheet {
    /// An empty one that will be about `bytes` long.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(bytes),
            full: false,
        }
    }

    /// Whether a write was refused.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// What was written.
    pub(super) fn into_text(self) -> String {
        String::from_utf8(self.bytes)
            .unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
    }
}

impl io::Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > MAX_PAGE_BYTES - self.bytes.len() {
            self.full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes).map(|_| ())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
