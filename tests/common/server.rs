//! A preview server around a folder on disk, and raw requests to it.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use waybook::serve::{self, Limits, Options, Settings, State, Today};
use waybook::source::{Files, MAX_ASSET_BYTES, MemoryFiles, SitePath};

/// What is waited for at most; only a test that fails takes so long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A folder that holds a workspace and is removed in the end. The workspace is one folder deeper, so that there is a
/// place beside it.
pub(crate) struct Disk {
    temporary: tempfile::TempDir,
}

impl Disk {
    pub(crate) fn new(files: &MemoryFiles) -> Self {
        let disk = Self {
            temporary: tempfile::tempdir().unwrap(),
        };
        std::fs::create_dir(disk.root()).unwrap();
        disk.lay(files);
        disk
    }

    /// Writes files to the workspace.
    pub(crate) fn lay(&self, files: &MemoryFiles) {
        for path in files.list(&SitePath::default()).unwrap().files {
            let bytes = files.read(&path, MAX_ASSET_BYTES).unwrap();
            self.write(path.as_str(), bytes);
        }
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.temporary.path().join("workspace")
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    /// Writes a file in place.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// Writes a file in one step: under another name first.
    pub(crate) fn swap(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        let other = path.with_file_name(".new~");
        std::fs::write(&other, bytes).unwrap();
        std::fs::rename(other, path).unwrap();
    }
}

/// A server that runs until the test process ends.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) state: State,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

impl Server {
    pub(crate) fn start(root: &Path) -> Self {
        let today = Today::Is(jiff::civil::date(2026, 3, 1));
        Self::start_with(root, Limits::default(), today)
    }

    pub(crate) fn start_with(root: &Path, limits: Limits, today: Today) -> Self {
        let options = Options {
            root: root.canonicalize().unwrap(),
            host: "127.0.0.1".to_owned(),
            port: Some(0),
            follow: false,
            editor: "vscode://file/{path}:{line}:{column}".to_owned(),
            settings: Settings {
                site: None,
                drafts: false,
                today,
            },
            limits,
        };
        let running = serve::start(&options).unwrap();
        let (address, state) = (running.address(), running.state().clone());
        std::thread::spawn(move || running.serve(|_| {}));
        Self { address, state }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        connect(self.address)
    }

    /// A `Host` header that names the server.
    pub(crate) fn host(&self) -> String {
        format!("Host: localhost:{}\r\n", self.address.port())
    }

    /// Sends bytes as they are; everything that comes back until the server closes the connection, or says nothing more
    /// for a while.
    pub(crate) fn send(&self, bytes: impl AsRef<[u8]>) -> String {
        exchange(&mut self.connect(), bytes.as_ref())
    }

    /// A request with these further header lines, each with its end.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host = self.host();
        answer(&self.send(format!(
            "{method} {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n"
        )))
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Waits until the page at a path is as it should be.
    pub(crate) fn wait_for(&self, path: &str, what: &str, is: impl Fn(&Answer) -> bool) {
        let mut last = None;
        wait(what, || {
            let answer = self.get(path);
            let good = is(&answer);
            last = Some(answer);
            good
        });
    }

    /// Waits until a page holds a text.
    pub(crate) fn wait_for_text(&self, path: &str, text: &str) {
        self.wait_for(path, &format!("{path} to hold {text}"), |answer| {
            answer.status == 200 && answer.body.contains(text)
        });
    }

    /// Waits until there is a first snapshot.
    pub(crate) fn ready(self) -> Self {
        wait("a first snapshot", || self.number() > 0);
        self
    }

    /// The number of the snapshot.
    pub(crate) fn number(&self) -> u64 {
        self.state.now().snapshot.number()
    }
}

pub(crate) fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

/// Sends bytes and reads until the other side closes.
pub(crate) fn exchange(stream: &mut TcpStream, bytes: &[u8]) -> String {
    // A server that has heard enough may close before everything is sent.
    let _ = stream.write_all(bytes);
    let mut all = Vec::new();
    let mut buffer = [0; 16 * 1024];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => all.extend_from_slice(&buffer[..count]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => break,
            Err(error) => panic!("{error} after {:?}", String::from_utf8_lossy(&all)),
        }
    }
    String::from_utf8_lossy(&all).into_owned()
}

/// Takes an answer apart.
pub(crate) fn answer(text: &str) -> Answer {
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let chunked = head
        .to_ascii_lowercase()
        .contains("transfer-encoding: chunked");
    assert!(!chunked || head.contains("event-stream"), "{head}");
    Answer {
        status: status.unwrap_or(0),
        head: head.to_owned(),
        body: body.to_owned(),
    }
}

/// Waits until something is so.
pub(crate) fn wait(what: &str, mut is: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !is() {
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}
