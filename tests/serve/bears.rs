//! What it bears: the slow, the many, and nonsense.

use super::common::server::{PATIENCE, answer, wait};
use super::{EVENTS, base, tight, tight_server};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

#[test]
fn heads_have_a_size() {
    let (_disk, server) = tight_server();
    let host = server.host();
    let many: String = (0..5000).map(|n| format!("X-{n}: y\r\n")).collect();
    for head in [
        format!("X: {}\r\n", "y".repeat(1 << 20)),
        format!("{}: y\r\n", "X".repeat(1 << 20)),
        many,
        "X: y\r\n".repeat(200_000),
    ] {
        let text = server.send(format!("GET / HTTP/1.1\r\n{host}{head}\r\n"));
        assert!(!text.contains(" 200 "), "{}", &text[..text.len().min(200)]);
        assert_eq!(server.get("/").status, 200);
    }
    let long = server.send(format!(
        "GET /{} HTTP/1.1\r\n{host}\r\n",
        "a".repeat(1 << 20)
    ));
    assert!(!long.contains(" 200 "), "{long}");
    let long = server.get(&format!("/{}", "a".repeat(5000)));
    assert!([400, 414].contains(&long.status), "{}", long.status);
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn who_is_slow_to_ask_is_not_waited_for() {
    let (_disk, server) = tight_server();
    let host = server.host();
    // The server ends each of these: reading until the end comes back.
    for begun in [
        "",
        "G",
        "GET / HTTP/1.1\r\n",
        &format!("GET / HTTP/1.1\r\n{host}X"),
    ] {
        let text = server.send(begun);
        assert!(!text.contains(" 200 "), "{text}");
    }
    // A line every now and then does not help.
    let mut stream = server.connect();
    write!(stream, "GET / HTTP/1.1\r\n{host}").unwrap();
    let deadline = Instant::now() + PATIENCE;
    while stream.write_all(b"X: y\r\n").is_ok() {
        assert!(Instant::now() < deadline, "it listens for ever");
        std::thread::sleep(Duration::from_millis(50));
    }
    // Nor does one request keep a connection for ever.
    let kept = server.send(format!("GET / HTTP/1.1\r\n{host}\r\n"));
    assert_eq!(answer(&kept).status, 200);
}

#[test]
fn many_connections_do_not_keep_others_out() {
    let (_disk, server) = tight_server();
    let idle: Vec<TcpStream> = (0..40).map(|_| server.connect()).collect();
    assert_eq!(server.get("/").status, 200);
    drop(idle);
    // Nor do clients that ask for pages and never read them.
    let host = server.host();
    let request = format!("GET / HTTP/1.1\r\n{host}\r\n").repeat(2000);
    let deaf: Vec<TcpStream> = (0..tight().connections)
        .map(|_| {
            let mut stream = server.connect();
            stream.set_nonblocking(true).unwrap();
            let mut rest = request.as_bytes();
            while let Ok(count) = stream.write(rest) {
                rest = &rest[count..];
                if rest.is_empty() {
                    break;
                }
            }
            stream
        })
        .collect();
    assert_eq!(server.get("/").status, 200);
    drop(deaf);
}

#[test]
fn many_listeners_do_not_keep_pages_out() {
    let (_disk, server) = tight_server();
    let listener = || {
        let mut stream = server.connect();
        let host = server.host();
        let text = format!("GET {EVENTS} HTTP/1.1\r\n{host}Sec-Fetch-Site: same-origin\r\n\r\n");
        stream.write_all(text.as_bytes()).unwrap();
        let mut line = String::new();
        let mut reader = BufReader::new(stream);
        reader.read_line(&mut line).unwrap();
        (line.contains(" 200 "), reader)
    };
    for _ in 0..20 {
        let listeners: Vec<_> = (0..tight().connections).map(|_| listener()).collect();
        assert!(listeners.iter().any(|(hears, _)| *hears));
        assert!(listeners.iter().any(|(hears, _)| !hears));
        assert_eq!(server.get("/").status, 200);
        drop(listeners);
        // Those that went leave room for others.
        wait("room for a listener", || listener().0);
    }
}

#[test]
fn nonsense_is_refused_and_forgotten() {
    let (_disk, server) = tight_server();
    let host = server.host();
    let get = format!("GET / HTTP/1.1\r\n{host}\r\n");
    for nonsense in [
        "\r\n\r\n\r\n".to_owned(),
        "\0".repeat(1000),
        "GET /\r\n".to_owned(),
        "GET / HTTP/0.9\r\n\r\n".to_owned(),
        format!("GET / HTTP/2.0\r\n{host}\r\n"),
        format!("GET / HTTP/1.1 x\r\n{host}\r\n"),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
        "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\u{fc}\u{3}\u{3}".to_owned(),
        format!("GET  /  HTTP/1.1\r\n{host}\r\n"),
        format!("GET index.html HTTP/1.1\r\n{host}\r\n"),
        format!("GET / HTTP/1.1\r\n {host}\r\n"),
        format!("GET / HTTP/1.1\r\nHost : localhost\r\n{host}\r\n"),
        format!("GET / HTTP/1.1\r\n{host}X: y\r\n z\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{host}X\0: y\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{host}: y\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{host}Content-Length: -1\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{host}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        format!("GET / HTTP/1.1\r\n{host}Content-Length: 99999999999999999999999\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{host}Transfer-Encoding: chunked, identity\r\n\r\n"),
    ] {
        let text = server.send(&nonsense);
        assert!(!text.contains(" 200 "), "{nonsense:?}: {text}");
        // Nor is what follows on the same connection taken for a request where it is unclear where that begins.
        let text = server.send(format!("{nonsense}{get}"));
        assert!(text.matches(" 200 ").count() <= 1, "{nonsense:?}: {text}");
    }
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn what_a_request_carries_is_no_request() {
    let (_disk, server) = tight_server();
    let host = server.host();
    let hidden = format!("GET /glossary.html HTTP/1.1\r\n{host}\r\n");
    let length = hidden.len();
    let chunk = format!("{length:x}\r\n{hidden}\r\n0\r\n\r\n");
    for carried in [
        format!("Content-Length: {length}\r\n\r\n{hidden}"),
        format!("Content-Length: {}\r\n\r\n{hidden}", length + 1),
        format!("Transfer-Encoding: chunked\r\n\r\n{chunk}"),
        format!("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n{chunk}"),
        format!("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}"),
        format!("Transfer-Encoding:\tchunked\r\n\r\n{chunk}"),
        format!("Expect: 100-continue\r\nContent-Length: {length}\r\n\r\n{hidden}"),
        format!(
            "Upgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: {length}\r\n\r\n{hidden}"
        ),
    ] {
        for method in ["GET", "HEAD", "POST"] {
            let text = server.send(format!("{method} /matrix.html HTTP/1.1\r\n{host}{carried}"));
            let answers = text.matches("HTTP/1.1 ").count() - text.matches("HTTP/1.1 100").count();
            assert!(answers <= 1, "{method} {carried}: {text}");
            assert!(
                !text.contains("Seeding {#") && !text.contains("id=\"seeding\""),
                "{carried}"
            );
        }
    }
    // A body without end is not read to its end.
    let mut stream = server.connect();
    write!(
        stream,
        "GET / HTTP/1.1\r\n{host}Content-Length: 1000000000000\r\n\r\n"
    )
    .unwrap();
    let block = [b'x'; 4096];
    let mut sent = 0_usize;
    while stream.write_all(&block).is_ok() {
        sent += block.len();
        assert!(sent < 1 << 30, "it reads whatever it is sent");
    }
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn requests_one_after_another_are_answered_in_order() {
    let (_disk, server) = base();
    let host = server.host();
    let last = format!("GET /none HTTP/1.1\r\n{host}Connection: close\r\n\r\n");
    let text = format!("GET / HTTP/1.1\r\n{host}\r\nHEAD / HTTP/1.1\r\n{host}\r\n{last}");
    let text = server.send(text);
    let statuses: Vec<&str> = text
        .match_indices("HTTP/1.1 ")
        .map(|(at, _)| &text[at + 9..at + 12])
        .collect();
    assert_eq!(statuses, ["200", "200", "404"]);
    let old = server.send(format!("GET / HTTP/1.0\r\n{host}\r\n"));
    assert_eq!(answer(&old).status, 200);
}

#[test]
fn who_hangs_up_is_not_missed() {
    let (_disk, server) = tight_server();
    let host = server.host();
    for _ in 0..50 {
        let mut stream = server.connect();
        let _ = stream.write_all(format!("GET / HTTP/1.1\r\n{host}\r\n").as_bytes());
        let _ = stream.shutdown(Shutdown::Both);
        let mut half = server.connect();
        let _ = half.write_all(format!("GET / HTTP/1.1\r\n{host}\r\n").as_bytes());
        let _ = half.shutdown(Shutdown::Write);
        let mut text = String::new();
        half.read_to_string(&mut text).unwrap();
    }
    assert_eq!(server.get("/").status, 200);
}
