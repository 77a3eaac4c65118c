//! The two threads behind the server: one reads what changed, one runs the rules.
//!
//! They are apart so that a page is there before the rules have looked at it, however many there are.

use super::preview::{Preview, Settings};
use super::state::{Findings, State};
use super::watch::{Notice, Watch};
use crate::build::Changes;
use crate::lint;
use crate::source::{Files, OsFiles, SitePath};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// How long the reading thread sleeps at most while nothing happens.
const IDLE: Duration = Duration::from_secs(3600);

/// Begins to read, to watch and to check.
pub(super) fn start(root: &Path, settings: Settings, follow: bool, state: State) {
    let (asks, checks) = channel();
    let root = root.to_path_buf();
    let today = settings.today;
    let reading = Reading {
        state: state.clone(),
        asks,
        follow,
    };
    std::thread::spawn(move || reading.run(&root, settings));
    std::thread::spawn(move || check(&checks, &state, today));
}

struct Reading {
    state: State,
    asks: Sender<()>,
    follow: bool,
}

impl Reading {
    fn run(self, root: &Path, settings: Settings) {
        // Watching begins first: what changes while everything is read is read again.
        let content = SitePath::new("content");
        let mut watch = Watch::new(root, &content).ok();
        let since = Instant::now();
        let mut preview = Preview::new(OsFiles::new(root), settings);
        self.state.show(preview.snapshot(), since.elapsed(), None);
        self.ask();
        loop {
            if let (Some(watch), Some(site)) = (&mut watch, preview.snapshot().site()) {
                let config = &site.planned().complete.config;
                watch.follow_content(&config.content.value);
            }
            let notice = match &mut watch {
                Some(watch) => watch.next(IDLE),
                None => {
                    std::thread::sleep(IDLE);
                    continue;
                }
            };
            match notice {
                Ok(Some(notice)) => self.update(&mut preview, &notice),
                Ok(None) => {}
                Err(_) => return,
            }
        }
    }

    fn update<F: Files>(&self, preview: &mut Preview<F>, notice: &Notice) {
        let Some(snapshot) = preview.update(&notice.changes) else {
            return;
        };
        let page = match (&notice.changes, snapshot.site()) {
            (Changes::Paths(paths), Some(site)) if self.follow => {
                paths.iter().find_map(|path| site.page_of(path))
            }
            _ => None,
        };
        let page = page.map(str::to_owned);
        self.state.show(snapshot, notice.since.elapsed(), page);
        self.ask();
    }

    /// Asks for a check. When nobody checks any more, the preview is over.
    fn ask(&self) {
        let _ = self.asks.send(());
    }
}

/// Checks the latest snapshot whenever there is a new one.
fn check(asks: &Receiver<()>, state: &State, today: jiff::civil::Date) {
    let mut memory = lint::Memory::default();
    while asks.recv().is_ok() {
        // Several were asked for: the latest is enough.
        while asks.try_recv().is_ok() {}
        let snapshot = state.now().snapshot;
        let begun = Instant::now();
        let list = snapshot
            .site()
            .map(|site| site.planned().findings(today, &mut memory));
        state.report(Findings {
            number: snapshot.number(),
            list: list.unwrap_or_default(),
            took: begun.elapsed(),
        });
    }
}
