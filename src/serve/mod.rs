//! The preview: a workspace in memory, served while it is written.
//!
//! Enter at [`Preview`] (the workspace as it is now) and at [`start`] (the server around it). Steps: `watch` says what may
//! have changed; [`Preview::update`] reads it, compares contents and plans anew; the new [`Snapshot`] is put in the
//! place of the old one in one step; only then browsers are told. A page is rendered when it is asked for, into
//! memory. Rules run afterwards, in the background.
//!
//! Architecture invariant: nothing here writes a file, and no request is turned into a path: what can be asked for is
//! in the [`Snapshot`]'s table of routes.
//!
//! Architecture invariant: the pages are those of a build, byte for byte. What the preview adds, it adds as a page
//! goes out.

mod client;
mod dashboard;
mod events;
mod findings;
mod guard;
mod http;
mod inject;
mod patience;
mod preview;
mod routes;
mod server;
mod snapshot;
mod state;
mod watch;
mod worker;

pub use guard::Guard;
pub use inject::{OWN, with_script};
pub use preview::{Preview, Settings, Today};
pub use server::{Limits, Options, PORT, Running, ServeError, start};
pub use snapshot::{Served, Site, Snapshot};
pub use state::{Findings, Moment, News, State, Times};
