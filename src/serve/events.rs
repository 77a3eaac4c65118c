//! The channel on which browsers hear of news: server-sent events.
//!
//! An event is the moment in short: `{"number": 7, "findings": 6, "errors": 1, "warnings": 2, "follow": [3, "a.html"]}`.
//! A browser that compares the numbers with those it has seen knows what to ask for; one that was away for a while
//! hears the latest at once.

use super::state::{Moment, State};
use crate::diagnostic::Severity;
use axum::body::Body;
use axum::http::Response;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use std::convert::Infallible;
use std::time::Duration;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

/// How often a line is sent where there is no news, so that a connection that is gone is noticed.
const ALIVE: Duration = Duration::from_secs(15);

/// The moment now, and every later one.
pub(super) fn stream(state: &State) -> Response<Body> {
    let moments = WatchStream::new(state.listen());
    let events = moments.map(|moment| {
        Ok::<_, Infallible>(Event::default().event("moment").data(in_short(&moment)))
    });
    Sse::new(events)
        .keep_alive(KeepAlive::new().interval(ALIVE))
        .into_response()
}

fn in_short(moment: &Moment) -> String {
    let count = |severity| {
        let list = moment.findings.list.iter();
        list.filter(|f| f.severity == severity).count()
    };
    serde_json::json!({
        "number": moment.snapshot.number(),
        "findings": moment.findings.number,
        "errors": count(Severity::Error) + usize::from(moment.snapshot.failure().is_some()),
        "warnings": count(Severity::Warning),
        "infos": count(Severity::Info),
        "follow": moment.follow,
    })
    .to_string()
}
