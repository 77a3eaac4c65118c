//! Hearing of changes on disk: events are gathered for a moment, and become [`Changes`].
//!
//! Editors save in many ways: in place, by a new file that takes the old one's name, by deleting and creating. What
//! kind of event came does not matter here, only where; whoever reads compares contents. Events of mere reading are
//! left out, since the preview reads too and would wake itself for ever.

use crate::build::{CONFIG_FILE, Changes};
use crate::lint::BASELINE_FILE;
use crate::source::SitePath;
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// After so long without an event a save is taken to be done.
const QUIET: Duration = Duration::from_millis(6);
/// While events keep coming, what there is so far is handed on after so long.
const LONGEST: Duration = Duration::from_millis(50);
/// How often files are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_secs(1);

/// What may have changed, and when the first event of it came.
#[derive(Debug)]
pub(super) struct Notice {
    pub(super) changes: Changes,
    pub(super) since: Instant,
}

/// Watches the inputs of a workspace.
pub(super) struct Watch {
    watcher: Box<dyn Watcher + Send>,
    events: Receiver<notify::Result<Event>>,
    roots: Vec<PathBuf>,
    /// The folders that are watched with all that lies in them.
    folders: Vec<SitePath>,
}

impl Watch {
    /// Begins to watch the workspace at `root`, with its content in `content`.
    ///
    /// # Errors
    /// When nothing can be watched at all.
    pub(super) fn new(root: &Path, content: &SitePath) -> notify::Result<Self> {
        let (sender, events) = channel();
        let watcher = watcher(root, sender)?;
        let real = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let names = [content.as_str(), "brands", "themes"];
        let mut watch = Self {
            watcher,
            events,
            roots: vec![real, root.to_path_buf()],
            folders: names.map(SitePath::new).to_vec(),
        };
        for folder in watch.folders.clone() {
            watch.watch_folder(&folder);
        }
        Ok(watch)
    }

    /// Watches a folder with all that lies in it. One that is not there is watched when it comes.
    fn watch_folder(&mut self, folder: &SitePath) {
        let path = self.roots[0].join(folder.as_str());
        if path.is_dir() {
            // A folder that went between the two lines is not there.
            let _ = self.watcher.watch(&path, RecursiveMode::Recursive);
        }
    }

    /// Watches another content folder from now on too.
    pub(super) fn follow_content(&mut self, content: &SitePath) {
        if !self.folders.contains(content) {
            self.folders.push(content.clone());
            self.watch_folder(content);
        }
    }

    /// Waits for the next changes, at most until `timeout`; `None` when there were none.
    ///
    /// # Errors
    /// When the watcher is gone.
    pub(super) fn next(&mut self, timeout: Duration) -> Result<Option<Notice>, RecvTimeoutError> {
        let deadline = Instant::now() + timeout;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let event = match self.events.recv_timeout(left) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => return Ok(None),
                Err(gone) => return Err(gone),
            };
            let since = Instant::now();
            let mut gathered = Gathered::default();
            self.take(event, &mut gathered);
            while let Some(quiet) = gathered.worth_waiting(since)
                && let Ok(event) = self.events.recv_timeout(quiet)
            {
                self.take(event, &mut gathered);
            }
            if let Some(changes) = gathered.changes() {
                return Ok(Some(Notice { changes, since }));
            }
        }
    }

    fn take(&mut self, event: notify::Result<Event>, gathered: &mut Gathered) {
        let Ok(event) = event else {
            gathered.all = true;
            return;
        };
        if event.need_rescan() {
            gathered.all = true;
        }
        if is_reading(&event.kind) {
            return;
        }
        for path in &event.paths {
            let Some(path) = self.inside(path) else {
                continue;
            };
            if self.folders.contains(&path) {
                self.watch_folder(&path);
            }
            if self.is_input(&path) {
                gathered.paths.insert(path);
            }
        }
    }

    /// A path of the system as a path of the workspace.
    fn inside(&self, path: &Path) -> Option<SitePath> {
        let below = self
            .roots
            .iter()
            .find_map(|root| path.strip_prefix(root).ok())?;
        Some(SitePath::new(&below.to_string_lossy()))
    }

    fn is_input(&self, path: &SitePath) -> bool {
        let is_file = [CONFIG_FILE, BASELINE_FILE].contains(&path.as_str());
        let in_folder = |folder: &SitePath| path == folder || path.below(folder).is_some();
        is_file || self.folders.iter().any(in_folder)
    }
}

/// The system's own watcher, or one that looks again and again where there is none. The root itself is watched
/// without what lies in its folders: a site that is written there is no input.
fn watcher(
    root: &Path,
    sender: Sender<notify::Result<Event>>,
) -> notify::Result<Box<dyn Watcher + Send>> {
    let again = sender.clone();
    let handler = move |event: notify::Result<Event>| {
        let wanted = event
            .as_ref()
            .map_or(true, |event| !is_reading(&event.kind));
        if wanted {
            // Nobody listens any more: the preview is over.
            let _ = sender.send(event);
        }
    };
    let mut system: Box<dyn Watcher + Send> =
        match RecommendedWatcher::new(handler, Config::default()) {
            Ok(watcher) => Box::new(watcher),
            Err(_) => {
                let config = Config::default()
                    .with_poll_interval(POLL)
                    .with_compare_contents(true);
                let handler = move |event: notify::Result<Event>| {
                    let _ = again.send(event);
                };
                Box::new(PollWatcher::new(handler, config)?)
            }
        };
    system.watch(root, RecursiveMode::NonRecursive)?;
    Ok(system)
}

/// Whether an event tells of reading only.
fn is_reading(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    }
}

/// What events told so far.
#[derive(Default)]
struct Gathered {
    paths: BTreeSet<SitePath>,
    all: bool,
}

impl Gathered {
    /// How long it is worth to wait for a further event; `None` when it is time to go on.
    fn worth_waiting(&self, since: Instant) -> Option<Duration> {
        let left = LONGEST.checked_sub(since.elapsed())?;
        Some(QUIET.min(left)).filter(|quiet| !quiet.is_zero())
    }

    fn changes(self) -> Option<Changes> {
        match (self.all, self.paths.is_empty()) {
            (true, _) => Some(Changes::All),
            (false, true) => None,
            (false, false) => Some(Changes::Paths(self.paths)),
        }
    }
}
