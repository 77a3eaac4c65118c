//! Hearing of changes on disk: events are gathered for a moment, and become [`Changes`].
//!
//! Editors save in many ways: in place, by a new file that takes the old one's name, by deleting and creating. What
//! kind of event came does not matter here, only where; whoever reads compares contents. Events of mere reading are
//! left out, since the preview reads too and would wake itself for ever.

mod looking;
mod telling;

use crate::build::{CONFIG_FILE, Changes};
use crate::lint::BASELINE_FILE;
use crate::source::{SitePath, is_skipped};
use looking::Looking;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};
use telling::{News, Telling};

/// After so long without an event a save is taken to be done.
const QUIET: Duration = Duration::from_millis(4);
/// While events keep coming, what there is so far is handed on after so long.
const LONGEST: Duration = Duration::from_millis(50);
/// How often files are looked at where the system does not tell of changes.
const LOOK: Duration = Duration::from_secs(1);

/// What may have changed, and when the first event of it came.
#[derive(Debug)]
pub(super) struct Notice {
    pub(super) changes: Changes,
    pub(super) since: Instant,
}

/// Watches the inputs of a workspace.
pub(super) struct Watch {
    /// The workspace, without links.
    root: PathBuf,
    means: Means,
    /// The folders that are watched with all that lies in them.
    folders: Vec<SitePath>,
}

/// How changes become known.
enum Means {
    /// The system tells of them.
    Telling(Telling),
    /// The system does not, or not of so many files: they are looked at again and again.
    Looking(Looking),
}

impl Watch {
    /// Begins to watch the workspace at `root`, with its content in `content`.
    pub(super) fn new(root: &Path, content: &SitePath) -> Self {
        let names = [content.as_str(), "brands", "themes"];
        let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let means = match Telling::new(&root) {
            Ok(telling) => Means::Telling(telling),
            Err(_) => Means::Looking(Looking::default()),
        };
        let mut watch = Self {
            root,
            means,
            folders: names.map(SitePath::new).to_vec(),
        };
        watch.begin();
        watch
    }

    /// Watches every folder; from nothing, where the system must be asked in another way.
    fn begin(&mut self) {
        if let Means::Telling(telling) = &mut self.means {
            for folder in &self.folders {
                telling.watch(folder);
            }
            if telling.is_overtaxed() {
                self.means = Means::Looking(Looking::default());
            }
        }
        if let Means::Looking(looking) = &mut self.means {
            looking.look(&self.root, &self.folders);
        }
    }

    /// Watches another content folder from now on too.
    pub(super) fn follow_content(&mut self, content: &SitePath) {
        if !self.folders.contains(content) {
            self.folders.push(content.clone());
            self.begin();
        }
    }

    /// Waits for the next changes, at most until `timeout`; `None` when there were none.
    ///
    /// # Errors
    /// When the system's watcher is gone.
    pub(super) fn next(&mut self, timeout: Duration) -> Result<Option<Notice>, RecvTimeoutError> {
        let deadline = Instant::now() + timeout;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            let notice = match &mut self.means {
                Means::Telling(_) => self.hear(left)?,
                Means::Looking(looking) => {
                    std::thread::sleep(LOOK.min(left));
                    let since = Instant::now();
                    let changed = looking.look(&self.root, &self.folders);
                    (!changed.is_empty()).then_some(Notice {
                        changes: Changes::Paths(changed),
                        since,
                    })
                }
            };
            if notice.is_some() {
                return Ok(notice);
            }
        }
    }

    /// Waits for an event and gathers those that follow.
    fn hear(&mut self, timeout: Duration) -> Result<Option<Notice>, RecvTimeoutError> {
        let Means::Telling(telling) = &mut self.means else {
            return Ok(None);
        };
        let mut news = News::default();
        match telling.next(timeout, &mut news) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return Ok(None),
            Err(gone) => return Err(gone),
        }
        let since = Instant::now();
        while let Some(left) = LONGEST.checked_sub(since.elapsed())
            && telling.next(QUIET.min(left), &mut news).is_ok()
        {}
        let (mut inputs, mut again) = (BTreeSet::new(), news.lost);
        for path in &news.paths {
            again |= self.folders.iter().any(|f| f.below(path).is_some());
            if is_input(&self.folders, path) {
                telling.note(path);
                inputs.insert(path.clone());
            }
        }
        if again || telling.is_overtaxed() {
            self.begin();
        }
        let changes = match (again, inputs.is_empty()) {
            (true, _) => Changes::All,
            (false, true) => return Ok(None),
            (false, false) => Changes::Paths(inputs),
        };
        Ok(Some(Notice { changes, since }))
    }
}

fn is_input(folders: &[SitePath], path: &SitePath) -> bool {
    let is_file = [CONFIG_FILE, BASELINE_FILE].contains(&path.as_str());
    // What listings leave out is no input: editors put their unfinished files there.
    let listed = |below: &str| !below.split('/').any(is_skipped);
    let in_folder = |folder: &SitePath| path == folder || path.below(folder).is_some_and(listed);
    is_file || folders.iter().any(in_folder)
}
