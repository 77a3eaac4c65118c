//! The two threads behind the server: one reads what changed, one runs the rules.
//!
//! They are apart so that a page is there before the rules have looked at it, however many there are.

use super::preview::{Preview, Settings, Today};
use super::state::{Findings, News, State};
use super::watch::{Notice, Watch};
use crate::build::Changes;
use crate::lint;
use crate::source::{Files, OsFiles};
use std::panic::{AssertUnwindSafe, catch_unwind};
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
        let since = Instant::now();
        let mut preview = Preview::new(OsFiles::new(root), settings);
        let news = News {
            took: since.elapsed(),
            changed: "everything".to_owned(),
            follow: None,
        };
        self.state.show(preview.snapshot(), news);
        // To watch thousands of folders takes a while, for which the first page does not wait. What changed before they
        // were watched is found by reading again.
        let mut watch = Watch::new(root, &preview.content());
        self.ask();
        let everything = Notice {
            changes: Changes::All,
            since: Instant::now(),
        };
        self.update(&mut preview, &everything);
        loop {
            watch.follow_content(&preview.content());
            match watch.next(IDLE) {
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
        let news = News {
            took: notice.since.elapsed(),
            changed: in_words(&notice.changes),
            follow: page,
        };
        self.state.show(snapshot, news);
        self.ask();
    }

    /// Asks for a check. When nobody checks any more, the preview is over.
    fn ask(&self) {
        let _ = self.asks.send(());
    }
}

/// What changed, as a line of the terminal has it.
fn in_words(changes: &Changes) -> String {
    let Changes::Paths(paths) = changes else {
        return "everything".to_owned();
    };
    match (paths.first(), paths.len()) {
        (None, _) => "nothing".to_owned(),
        (Some(only), 1) => only.to_string(),
        (Some(first), number) => format!("{first} and {} more", number - 1),
    }
}

/// Checks the latest snapshot whenever there is a new one.
fn check(asks: &Receiver<()>, state: &State, today: Today) {
    let mut memory = lint::Memory::default();
    while asks.recv().is_ok() {
        // Several were asked for: the latest is enough.
        while asks.try_recv().is_ok() {}
        let snapshot = state.now().snapshot;
        let begun = Instant::now();
        let look = || match snapshot.site() {
            Some(site) => site.planned().findings(today.now(), &mut memory),
            None => Vec::new(),
        };
        let Ok(list) = catch_unwind(AssertUnwindSafe(look)) else {
            // A fault of a rule, which the terminal tells of; the next text may be one that it can bear.
            memory = lint::Memory::default();
            continue;
        };
        state.report(Findings {
            number: snapshot.number(),
            site: snapshot.site().cloned(),
            list,
            took: begun.elapsed(),
        });
    }
}
