//! [`State`]: what the server answers from, and the channel that tells browsers of news.

use super::snapshot::{Site, Snapshot};
use crate::diagnostic::Diagnostic;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// What is shown, and what is known of it.
#[derive(Clone, Default)]
pub struct Moment {
    /// What can be asked for.
    pub snapshot: Arc<Snapshot>,
    /// What was found in it, or in one before it.
    pub findings: Arc<Findings>,
    /// The page that is to come to the front, with a number that tells one wish from the next.
    pub follow: Option<(u64, String)>,
    /// How long the last update took, from the first event to the new snapshot.
    pub took: Duration,
    /// What changed in the last update, in words.
    pub changed: String,
    /// How long the last updates took, the latest first.
    pub times: Arc<VecDeque<Times>>,
}

/// What is to be said of an update.
#[derive(Clone, Debug, Default)]
pub struct News {
    /// How long it took, from the first event to the new snapshot.
    pub took: Duration,
    /// What changed, in words.
    pub changed: String,
    /// The page that is to come to the front.
    pub follow: Option<String>,
}

/// How long one update took.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// The snapshot that came of it.
    pub number: u64,
    /// From the first event to the new snapshot.
    pub took: Duration,
    /// What the rules took; `None` when they did not look at it, or have not yet.
    pub checked: Option<Duration>,
}

/// How many updates are remembered.
const REMEMBERED: usize = 12;

/// What the rules found.
#[derive(Clone, Default)]
pub struct Findings {
    /// The number of the snapshot they are about.
    pub number: u64,
    /// The site they are about. Their places lie in its texts, and in no others: those of a newer one may be shorter.
    pub site: Option<Arc<Site>>,
    /// Every finding, in order.
    pub list: Vec<Diagnostic>,
    /// How long the rules took.
    pub took: Duration,
}

/// Holds the moment, and lets others wait for the next.
#[derive(Clone)]
pub struct State {
    moment: Arc<watch::Sender<Moment>>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            moment: Arc::new(watch::Sender::new(Moment::default())),
        }
    }
}

impl State {
    /// The moment as it is now.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.moment.borrow().clone()
    }

    /// Waits for moments. What is put while nobody looks is seen once, as the latest.
    #[must_use]
    pub fn listen(&self) -> watch::Receiver<Moment> {
        self.moment.subscribe()
    }

    /// Waits until there is a first snapshot.
    pub async fn ready(&self) {
        let mut moments = self.listen();
        // It fails only when nobody can put a moment any more, and there is nothing to wait for then.
        let _ = moments
            .wait_for(|moment| moment.snapshot.number() > 0)
            .await;
    }

    /// Shows a snapshot from now on.
    pub fn show(&self, snapshot: Arc<Snapshot>, news: News) {
        let News {
            took,
            changed,
            follow,
        } = news;
        // The one before is freed when the new one can be seen, not while everybody waits.
        let mut before = None;
        self.moment.send_modify(|moment| {
            if let Some(page) = follow {
                let wishes = moment.follow.as_ref().map_or(0, |(number, _)| *number);
                moment.follow = Some((wishes + 1, page));
            }
            let times = Arc::make_mut(&mut moment.times);
            times.truncate(REMEMBERED - 1);
            times.push_front(Times {
                number: snapshot.number(),
                took,
                checked: None,
            });
            before = Some(std::mem::replace(&mut moment.snapshot, snapshot));
            moment.took = took;
            moment.changed = changed;
        });
        drop(before);
    }

    /// Says what was found.
    pub fn report(&self, findings: Findings) {
        self.moment.send_modify(|moment| {
            let times = Arc::make_mut(&mut moment.times).iter_mut();
            for update in times.filter(|update| update.number == findings.number) {
                update.checked = Some(findings.took);
            }
            moment.findings = Arc::new(findings);
        });
    }
}
