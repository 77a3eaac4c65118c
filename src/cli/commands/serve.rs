//! `waybook serve`: shows a workspace while it is written.

use crate::cli::args::Serve;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::cli::workspace;
use crate::serve::{self, Limits, Options, ServeError, Settings, Today};
use std::path::Path;

/// Serves until the process is asked to end.
pub(super) fn run(
    arguments: &Serve,
    root: Option<&Path>,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let root = workspace::find(root)?;
    // Links into an editor need the whole path.
    let root = root.canonicalize().map_err(Failure::io("open", &root))?;
    let options = Options {
        root,
        host: arguments.host.clone(),
        port: arguments.port,
        follow: arguments.follow,
        editor: arguments.editor.clone(),
        settings: Settings {
            site: arguments.site.clone(),
            drafts: arguments.drafts,
            today: arguments.today.map_or(Today::By(super::day), Today::Is),
        },
        limits: Limits::default(),
    };
    let running = serve::start(&options).map_err(failure)?;
    let url = running.url();
    if arguments.open
        && let Err(error) = open::that_detached(&url)
    {
        let failure = Failure::new(format!("cannot open a browser: {error}"));
        terminal.failure(&failure.help(format!("open {url} yourself")));
    }
    let mut status = Status::new(url, terminal);
    running
        .serve(|moment| status.hear(moment))
        .map_err(failure)?;
    status.end();
    Ok(Exit::Clean)
}

fn failure(error: ServeError) -> Failure {
    let failure = Failure::new(error.to_string());
    match error {
        ServeError::PortInUse { .. } => failure.help(
            "end the other program, name another port with `--port N`, or leave `--port` out: the next free one is \
             taken then",
        ),
        ServeError::Listen { .. } => {
            failure.help("name an address of this machine, or leave `--host` out")
        }
        ServeError::Start(_) => failure,
    }
}
