//! Listening: an address, connections within limits, and the end.

use super::guard::Guard;
use super::http::{self, Server};
use super::preview::Settings;
use super::state::{Moment, State};
use super::worker;
use crate::source::OsFiles;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// The port that is tried first where none was asked for.
pub const PORT: u16 = 4321;
/// How many ports are tried after it.
const TRIES: u16 = 100;
/// How many connections are served at a time; further ones wait.
const CONNECTIONS: usize = 256;
/// How long a client may take to say what it wants.
const HEADER_TIME: Duration = Duration::from_secs(10);
/// How many bytes of a request's head are read.
const HEAD_BYTES: usize = 32 * 1024;

/// What a server is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// The workspace.
    pub root: PathBuf,
    /// The name or address to listen on.
    pub host: String,
    /// The port; the first free one from [`PORT`] on when absent.
    pub port: Option<u16>,
    /// Whether the page of a source that was saved comes to the front.
    pub follow: bool,
    /// How a place opens in an editor: an address with `{path}`, `{line}` and `{column}`.
    pub editor: String,
    /// What is shown.
    pub settings: Settings,
}

/// The server cannot run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The port that was asked for is not free.
    #[error("port {port} of `{host}` is in use by another program")]
    PortInUse {
        /// The name or address.
        host: String,
        /// The port.
        port: u16,
    },
    /// The name leads to no address of this machine.
    #[error("cannot listen on `{host}`: {source}")]
    Listen {
        /// The name or address.
        host: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The system refuses what a server needs.
    #[error("cannot start the server: {0}")]
    Start(#[from] std::io::Error),
}

/// A server that listens, and whose threads are at work.
pub struct Running {
    listener: TcpListener,
    address: SocketAddr,
    server: Arc<Server>,
}

/// Listens, and begins to read the workspace.
///
/// # Errors
/// When the address cannot be had.
pub fn start(options: &Options) -> Result<Running, ServeError> {
    let listener = listen(&options.host, options.port)?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let state = State::default();
    let named = options.host.parse::<IpAddr>().is_err();
    let server = Server {
        state: state.clone(),
        guard: Guard::new(address.ip(), named.then_some(options.host.as_str())),
        files: Arc::new(OsFiles::new(&options.root)),
        editor: options.editor.clone(),
    };
    worker::start(
        &options.root,
        options.settings.clone(),
        options.follow,
        state,
    );
    Ok(Running {
        listener,
        address,
        server: Arc::new(server),
    })
}

/// The listener on the port that was asked for, or on the first free one.
fn listen(host: &str, port: Option<u16>) -> Result<TcpListener, ServeError> {
    let failed = |source| ServeError::Listen {
        host: host.to_owned(),
        source,
    };
    let ip = address_of(host).map_err(failed)?;
    if let Some(port) = port {
        return TcpListener::bind((ip, port)).map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => ServeError::PortInUse {
                host: host.to_owned(),
                port,
            },
            _ => failed(error),
        });
    }
    for port in PORT..PORT + TRIES {
        match TcpListener::bind((ip, port)) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            result => return result.map_err(failed),
        }
    }
    TcpListener::bind((ip, 0)).map_err(failed)
}

fn address_of(host: &str) -> std::io::Result<IpAddr> {
    if host == "localhost" {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let mut addresses = (bare, 0).to_socket_addrs()?;
    let first = addresses.next().map(|address| address.ip());
    first.ok_or_else(|| ErrorKind::AddrNotAvailable.into())
}

impl Running {
    /// The address to open in a browser.
    #[must_use]
    pub fn url(&self) -> String {
        let address = match self.address.ip() {
            ip if ip == IpAddr::V4(Ipv4Addr::LOCALHOST) => "localhost".to_owned(),
            ip if ip.is_unspecified() => "localhost".to_owned(),
            IpAddr::V6(ip) => format!("[{ip}]"),
            ip => ip.to_string(),
        };
        format!("http://{address}:{}/", self.address.port())
    }

    /// What the server answers from.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.server.state
    }

    /// Serves until the process is asked to end. `hear` is called for every new moment.
    ///
    /// # Errors
    /// When the system refuses what a server needs.
    pub fn serve(self, mut hear: impl FnMut(&Moment)) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()?;
        let mut moments = self.server.state.listen();
        let result = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let accepting = tokio::spawn(accept(listener, self.server));
            let mut end = Box::pin(end());
            loop {
                tokio::select! {
                    () = &mut end => break,
                    changed = moments.changed() => {
                        if changed.is_err() { break; }
                        let moment = moments.borrow_and_update().clone();
                        hear(&moment);
                    }
                }
            }
            accepting.abort();
            Ok(())
        });
        // Whoever still listens is not waited for.
        runtime.shutdown_background();
        result
    }
}

/// Takes connections, each within its limits.
async fn accept(listener: tokio::net::TcpListener, server: Arc<Server>) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else {
            return;
        };
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(_) => {
                // Too many open files, most often: some will be closed in a while.
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let server = Arc::clone(&server);
        tokio::spawn(async move {
            // Whatever a request carries besides its head is not read.
            let service = service_fn(move |request: hyper::Request<Incoming>| {
                let server = Arc::clone(&server);
                let (head, _) = request.into_parts();
                async move { Ok::<_, Infallible>(http::answer(server, head).await) }
            });
            let mut connection = http1::Builder::new();
            connection
                .timer(TokioTimer::new())
                .header_read_timeout(HEADER_TIME)
                .max_buf_size(HEAD_BYTES)
                .keep_alive(true);
            // A client that goes away or talks nonsense has had its answer.
            let _ = connection
                .serve_connection(TokioIo::new(stream), service)
                .await;
            drop(place);
        });
    }
}

/// Ends when the process is asked to.
async fn end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut term) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = term.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
