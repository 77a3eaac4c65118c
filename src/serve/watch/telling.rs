//! [`Telling`]: the system tells of changes, below folders and below what links in them lead to.
//!
//! The system knows every file and folder by one name only, so links are not left to it: what they lead to is watched
//! under its own name, and an event there is told under the names of the links too.

use crate::source::SitePath;
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// How many links after another lead to a file at most.
const LINKS: usize = 4;

/// What events told so far.
#[derive(Default)]
pub(super) struct News {
    /// Where something happened, under all its names.
    pub(super) paths: BTreeSet<SitePath>,
    /// Whether there was more than could be told.
    pub(super) lost: bool,
}

/// The system's watcher, and what is known of links.
pub(super) struct Telling {
    root: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// Folders that are watched with all that lies in them, under their own names.
    trees: BTreeSet<SitePath>,
    /// Links, and what they lead to.
    links: BTreeMap<SitePath, SitePath>,
    overtaxed: bool,
}

impl Telling {
    /// Begins to watch the folder at `root`, but nothing in its folders: a site that is written there is no input.
    ///
    /// # Errors
    /// When the system has no watcher to give.
    pub(super) fn new(root: &Path) -> notify::Result<Self> {
        let (sender, events) = channel();
        let handler = move |event: notify::Result<Event>| {
            if !event.as_ref().is_ok_and(|event| is_reading(&event.kind)) {
                // Nobody listens any more: the preview is over.
                let _ = sender.send(event);
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher = RecommendedWatcher::new(handler, config)?;
        watcher.watch(root, RecursiveMode::NonRecursive)?;
        Ok(Self {
            root: root.to_path_buf(),
            watcher,
            events,
            trees: BTreeSet::new(),
            links: BTreeMap::new(),
            overtaxed: false,
        })
    }

    /// Whether the system cannot watch as much as there is.
    pub(super) fn is_overtaxed(&self) -> bool {
        self.overtaxed
    }

    /// Waits for one event.
    ///
    /// # Errors
    /// When there was none in time, or there will be none.
    pub(super) fn next(
        &mut self,
        timeout: Duration,
        news: &mut News,
    ) -> Result<(), RecvTimeoutError> {
        match self.events.recv_timeout(timeout)? {
            Ok(event) => {
                news.lost |= event.need_rescan();
                for path in &event.paths {
                    // A path that is no text is a finding of the folder it lies in, and no source.
                    let below = path.strip_prefix(&self.root).ok().and_then(Path::to_str);
                    if let Some(below) = below {
                        self.add_names(SitePath::new(below), &mut news.paths);
                    }
                }
            }
            Err(error) => {
                self.overtaxed |= matches!(error.kind, ErrorKind::MaxFilesWatch);
                news.lost = true;
            }
        }
        Ok(())
    }

    /// Adds a path under its own name and under those that links give it.
    fn add_names(&self, path: SitePath, names: &mut BTreeSet<SitePath>) {
        let mut new = vec![path];
        for _ in 0..=LINKS {
            let found: Vec<SitePath> = new.iter().flat_map(|name| self.linked(name)).collect();
            names.extend(new);
            new = found;
        }
    }

    /// The names that links give a path.
    fn linked(&self, path: &SitePath) -> impl Iterator<Item = SitePath> {
        self.links.iter().filter_map(move |(link, target)| {
            if path == target {
                return Some(link.clone());
            }
            Some(link.join(path.below(target)?))
        })
    }

    /// Takes note of what an input is now: a folder or a link that came, or one that went.
    ///
    /// The system tells of a new folder before it watches what is made in it. Whoever reads the folder after this
    /// misses nothing: what is made later is told.
    pub(super) fn note(&mut self, path: &SitePath) {
        let metadata = self.root.join(path.as_str()).symlink_metadata();
        let is_link = metadata.as_ref().is_ok_and(|m| m.is_symlink());
        if !is_link {
            self.links.remove(path);
        }
        if metadata.is_err() {
            self.links.retain(|link, _| link.below(path).is_none());
        }
        if is_link || metadata.is_ok_and(|m| m.is_dir()) {
            self.watch(path);
        }
    }

    /// Watches a folder with all that lies in it and all that links in it lead to. Where there is none yet, it is
    /// waited for.
    pub(super) fn watch(&mut self, folder: &SitePath) {
        let mut seen = BTreeSet::new();
        let mut left = vec![folder.clone()];
        while let Some(path) = left.pop() {
            self.learn_links(&path);
            match self.own_name(&path) {
                Some(own) if own == path && path == *folder => {
                    self.watch_tree(&own);
                    self.find_links(own, &mut seen, &mut left);
                }
                // What a link leads to.
                Some(own) => {
                    self.watch_around(&own);
                    if self.root.join(own.as_str()).is_dir() {
                        self.watch_tree(&own);
                        self.find_links(own, &mut seen, &mut left);
                    }
                }
                None => {
                    let target = self.links.get(&path).cloned();
                    self.watch_around(&target.unwrap_or(path));
                }
            }
        }
    }

    /// The name of a path without links, if that leads to something in the workspace.
    fn own_name(&self, path: &SitePath) -> Option<SitePath> {
        let real = self.root.join(path.as_str()).canonicalize().ok()?;
        Some(SitePath::new(real.strip_prefix(&self.root).ok()?.to_str()?))
    }

    /// Remembers where a path, and the folders it lies in, lead to where they are links.
    fn learn_links(&mut self, path: &SitePath) {
        let mut at = path.clone();
        while !at.is_root() {
            self.links.remove(&at);
            if let Some(target) = self.target(&at) {
                self.links.insert(at.clone(), target);
            }
            at = at.parent();
        }
    }

    /// What a link leads to in the workspace, or will lead to when that comes; `None` for what is no link.
    fn target(&self, link: &SitePath) -> Option<SitePath> {
        let target = self.root.join(link.as_str()).read_link().ok()?;
        self.own_name(link).or_else(|| {
            if let Ok(below) = target.strip_prefix(&self.root) {
                return Some(SitePath::new(below.to_str()?));
            }
            let place = self.own_name(&link.parent())?.join(link.file_name());
            place.sibling(target.to_str().filter(|_| target.is_relative())?)
        })
    }

    /// Finds the links in a folder.
    fn find_links(
        &self,
        folder: SitePath,
        seen: &mut BTreeSet<SitePath>,
        links: &mut Vec<SitePath>,
    ) {
        let mut folders = vec![folder];
        while let Some(folder) = folders.pop() {
            let entries = self.root.join(folder.as_str()).read_dir();
            if !seen.insert(folder.clone()) {
                continue;
            }
            for entry in entries.into_iter().flatten().flatten() {
                let (Ok(kind), name) = (entry.file_type(), entry.file_name()) else {
                    continue;
                };
                let Some(path) = name.to_str().map(|name| folder.join(name)) else {
                    continue;
                };
                if kind.is_symlink() {
                    links.push(path);
                } else if kind.is_dir() {
                    folders.push(path);
                }
            }
        }
    }

    /// Watches a folder with all that lies in it, again if it was watched before: it may be another one of the name.
    fn watch_tree(&mut self, own: &SitePath) {
        if !self.is_watched(own) {
            self.trees.insert(own.clone());
        }
        self.ask(own, RecursiveMode::Recursive);
    }

    /// Watches the nearest folder around a path, so that it is told when the path comes or is replaced.
    fn watch_around(&mut self, path: &SitePath) {
        let mut around = path.parent();
        while !around.is_root() && !self.root.join(around.as_str()).is_dir() {
            around = around.parent();
        }
        if let Some(own) = self.own_name(&around)
            && !own.is_root()
            && !self.is_watched(&own)
        {
            self.ask(&own, RecursiveMode::NonRecursive);
        }
    }

    fn is_watched(&self, own: &SitePath) -> bool {
        let mut trees = self.trees.iter();
        trees.any(|tree| own == tree || own.below(tree).is_some())
    }

    fn ask(&mut self, own: &SitePath, mode: RecursiveMode) {
        // One that went between the lines is not there; its end is told by the folder around it.
        if let Err(error) = self.watcher.watch(&self.root.join(own.as_str()), mode) {
            self.overtaxed |= matches!(error.kind, ErrorKind::MaxFilesWatch);
        }
    }
}

/// Whether an event tells of reading only.
fn is_reading(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    }
}
