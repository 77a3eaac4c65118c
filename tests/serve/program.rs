//! The program itself: its address, its exit codes, how it ends.

use super::common;
use super::common::server::{Answer, Disk, answer, connect, exchange, wait};
use super::{EVENTS, next_event};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use waybook::serve::Limits;

fn command(disk: &Disk, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_waybook"));
    command
        .arg("serve")
        .arg("--root")
        .arg(disk.root())
        .args(arguments);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A program that is ended with the test.
struct Program {
    child: Child,
    address: std::net::SocketAddr,
    output: BufReader<std::process::ChildStdout>,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(disk: &Disk, arguments: &[&str]) -> Program {
    let mut child = command(disk, arguments).spawn().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    let port = line
        .rsplit_once(':')
        .unwrap()
        .1
        .trim()
        .trim_end_matches('/')
        .parse();
    let address = ([127, 0, 0, 1], port.unwrap_or_else(|_| panic!("{line}"))).into();
    Program {
        child,
        address,
        output,
    }
}

fn get(address: std::net::SocketAddr) -> Answer {
    let text = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    answer(&exchange(&mut connect(address), text))
}

fn ended(output: &Output) -> (Option<i32>, String) {
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
fn a_port_that_is_taken_is_an_error_where_it_was_asked_for() {
    let disk = Disk::new(&common::base());
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = command(&disk, &["--port", &port]).output().unwrap();
    let (code, said) = ended(&output);
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains(&format!("port {port}")) && said.contains("in use"),
        "{said}"
    );
    let output = command(&disk, &["--host", "host.invalid"])
        .output()
        .unwrap();
    let (code, said) = ended(&output);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("host.invalid"), "{said}");
}

#[test]
fn without_a_port_the_next_free_one_is_taken() {
    let disk = Disk::new(&common::base());
    let programs: Vec<Program> = (0..3).map(|_| start(&disk, &[])).collect();
    let mut ports: Vec<u16> = programs
        .iter()
        .map(|program| program.address.port())
        .collect();
    for program in &programs {
        assert_eq!(get(program.address).status, 200);
    }
    assert!(ports.iter().all(|port| *port >= waybook::serve::PORT));
    ports.sort_unstable();
    ports.dedup();
    assert_eq!(ports.len(), 3);
}

#[cfg(unix)]
fn signal(child: &Child, name: &str) {
    let status = Command::new("kill")
        .args([&format!("-{name}"), &child.id().to_string()])
        .status();
    assert!(status.unwrap().success());
}

#[cfg(unix)]
#[test]
fn it_ends_at_once_and_cleanly() {
    let disk = Disk::new(&common::base());
    for name in ["INT", "TERM"] {
        let mut program = start(&disk, &[]);
        assert_eq!(get(program.address).status, 200);
        let mut news = connect(program.address);
        write!(
            news,
            "GET {EVENTS} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n\r\n"
        )
        .unwrap();
        let mut news = BufReader::new(news);
        next_event(&mut news);
        let mut told = String::new();
        while !told.contains("pages") {
            assert!(program.output.read_line(&mut told).unwrap() > 0, "{told}");
        }
        // One that has not said what it wants, and one that does not read what it gets.
        let mut half = connect(program.address);
        half.write_all(b"GET / HT").unwrap();
        signal(&program.child, name);
        let begun = Instant::now();
        let mut code = None;
        wait("the end", || {
            code = program.child.try_wait().unwrap();
            code.is_some()
        });
        assert_eq!(code.unwrap().code(), Some(0), "{name}");
        // Well before any connection would have timed out.
        assert!(begun.elapsed() < Limits::default().time);
        let mut said = String::new();
        program
            .child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        assert_eq!(said, "");
        // The channel of news is closed.
        let mut end = String::new();
        let _ = news.read_to_string(&mut end);
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written() {
    let disk = Disk::new(&common::base());
    let before = common::below(&disk.root());
    let program = start(&disk, &[]);
    assert_eq!(get(program.address).status, 200);
    drop(program);
    assert_eq!(common::below(&disk.root()), before);
}

/// How long the process has used a processor, in the system's ticks.
#[cfg(target_os = "linux")]
fn ticks(child: &Child) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap();
    let fields: Vec<&str> = stat
        .rsplit_once(')')
        .unwrap()
        .1
        .split_whitespace()
        .collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn an_idle_server_does_nothing() {
    let disk = Disk::new(&common::base());
    let program = start(&disk, &[]);
    let mut news = connect(program.address);
    write!(
        news,
        "GET {EVENTS} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n\r\n"
    )
    .unwrap();
    let mut news = BufReader::new(news);
    while !next_event(&mut news).contains("\"findings\":1") {}
    let second = || {
        let before = ticks(&program.child);
        std::thread::sleep(Duration::from_secs(1));
        ticks(&program.child) - before
    };
    // What was begun is finished first.
    wait("a second without work", || second() <= 1);
    let three: u64 = (0..3).map(|_| second()).sum();
    assert!(three <= 3, "{three} ticks in three seconds");
}
