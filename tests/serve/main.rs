//! The preview server on raw sockets: whom it answers, what it never shows, what it bears, and how it begins and ends.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod answers;
mod bears;
mod begins;
#[path = "../common/mod.rs"]
mod common;
mod program;
mod shows;

use common::server::{Answer, Disk, Server, answer};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;
use waybook::serve::{Limits, Today};

const EVENTS: &str = "/__waybook/events";

/// A server with the base workspace, and the folder that it lies in.
fn base() -> (Disk, Server) {
    let disk = Disk::new(&common::base());
    let server = Server::start(&disk.root()).ready();
    (disk, server)
}

/// Limits that a test can wait for.
fn tight() -> Limits {
    Limits {
        connections: 8,
        time: Duration::from_millis(400),
        ..Limits::default()
    }
}

fn tight_server() -> (Disk, Server) {
    let disk = Disk::new(&common::base());
    let today = Today::Is(jiff::civil::date(2026, 3, 1));
    let server = Server::start_with(&disk.root(), tight(), today).ready();
    (disk, server)
}

/// What every answer says, whatever it is an answer to.
fn check_headers(answer: &Answer) {
    for (name, value) in [
        ("cross-origin-resource-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-cache"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{}", answer.head);
    }
    let policy = answer.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'self'"), "{policy}");
    let scripts = policy
        .split(';')
        .find(|part| part.trim().starts_with("script-src"));
    assert!(
        !scripts.is_some_and(|part| part.contains("unsafe")),
        "{policy}"
    );
    let head = answer.head.to_ascii_lowercase();
    assert!(!head.contains("access-control"), "{head}");
}

/// Opens the channel of news; what follows its head.
fn listen(server: &Server, headers: &str) -> BufReader<TcpStream> {
    let mut stream = server.connect();
    let host = server.host();
    write!(stream, "GET {EVENTS} HTTP/1.1\r\n{host}{headers}\r\n").unwrap();
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(reader.read_line(&mut head).unwrap() > 0, "{head}");
    }
    let answer = answer(&head);
    assert_eq!(answer.status, 200, "{head}");
    assert_eq!(answer.header("content-type"), Some("text/event-stream"));
    check_headers(&answer);
    reader
}

fn next_event(reader: &mut BufReader<TcpStream>) -> String {
    loop {
        let mut line = String::new();
        assert!(reader.read_line(&mut line).unwrap() > 0, "the stream ended");
        if let Some(data) = line.strip_prefix("data:") {
            return data.trim().to_owned();
        }
    }
}
