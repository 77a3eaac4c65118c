//! The preview server on raw sockets: whom it answers, what it never shows, and what it bears.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::server::{Answer, Disk, PATIENCE, Server, answer, connect, exchange, wait};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::time::{Duration, Instant};
use waybook::serve::Limits;
use waybook::source::MemoryFiles;

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
    let server = Server::start_with(&disk.root(), None, tight()).ready();
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

// ── Whom it answers ──────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn only_requests_that_name_this_machine_are_answered() {
    let (_disk, server) = base();
    let port = server.address.port();
    let good = [
        format!("Host: localhost:{port}\r\n"),
        "Host: localhost\r\n".to_owned(),
        format!("host:LOCALHOST:{port}\r\n"),
        format!("Host: 127.0.0.1:{port}\r\n"),
        "Host: 127.0.0.2\r\n".to_owned(),
        format!("Host: [::1]:{port}\r\n"),
        "Host: [::1]\r\n".to_owned(),
        format!("Host: book.localhost:{port}\r\n"),
    ];
    let bad = [
        String::new(),
        "Host:\r\n".to_owned(),
        format!("Host: localhost:{port}\r\nHost: localhost:{port}\r\n"),
        format!("Host: localhost:{port}\r\nHost: evil.example\r\n"),
        "Host: evil.example\r\n".to_owned(),
        format!("Host: evil.example:{port}\r\n"),
        "Host: localhost.evil.example\r\n".to_owned(),
        "Host: 127.0.0.1.evil.example\r\n".to_owned(),
        "Host: 127.0.0.1.nip.io\r\n".to_owned(),
        "Host: evil-localhost\r\n".to_owned(),
        "Host: localhost.\r\n".to_owned(),
        "Host: 0.0.0.0\r\n".to_owned(),
        "Host: 192.168.0.1\r\n".to_owned(),
        "Host: [::ffff:192.168.0.1]\r\n".to_owned(),
        "Host: [2001:db8::1]\r\n".to_owned(),
        "Host: [::1].evil.example\r\n".to_owned(),
        "Host: 2130706433\r\n".to_owned(),
        "Host: 0x7f.1\r\n".to_owned(),
        "Host: localhost:80@evil.example\r\n".to_owned(),
        "Host: evil.example@localhost\r\n".to_owned(),
        "Host: evil.example#localhost\r\n".to_owned(),
        "Host: evil.example, localhost\r\n".to_owned(),
        "Host: localhost:99999\r\n".to_owned(),
        "Host: localhost:\r\n".to_owned(),
        "Host: localhost:80:80\r\n".to_owned(),
        "Host: loc\u{e4}lhost\r\n".to_owned(),
        "X-Forwarded-Host: localhost\r\nForwarded: host=localhost\r\n".to_owned(),
        "Host: evil.example\r\nX-Forwarded-Host: localhost\r\nX-Host: localhost\r\n".to_owned(),
    ];
    let status = |host: &str, path: &str| {
        let text = format!("GET {path} HTTP/1.1\r\n{host}Connection: close\r\n\r\n");
        answer(&server.send(text))
    };
    for host in &good {
        assert_eq!(status(host, "/").status, 200, "{host}");
    }
    for host in &bad {
        for path in [
            "/",
            "/__waybook/",
            "/__waybook/findings.json",
            EVENTS,
            "/none",
        ] {
            let refused = status(host, path);
            assert!(
                [400, 403].contains(&refused.status),
                "{host} {path}: {refused:?}"
            );
            assert!(!refused.body.contains("Demo"), "{host} {path}");
        }
    }
    // What proxies say is not believed, in either direction.
    let forwarded = "X-Forwarded-Host: evil.example\r\nX-Forwarded-For: 8.8.8.8\r\nForwarded: host=evil.example\r\n";
    let answer = server.ask("GET", "/", forwarded);
    assert_eq!(answer.status, 200);
    assert!(!format!("{answer:?}").contains("evil.example"));
}

#[test]
fn an_address_that_names_a_host_names_this_one() {
    let (_disk, server) = base();
    let (host, port) = (server.host(), server.address.port());
    for (target, expected) in [
        (format!("http://localhost:{port}/"), 200),
        ("http://evil.example/".to_owned(), 403),
        ("http://evil.example@localhost/".to_owned(), 403),
        ("http://localhost@evil.example/".to_owned(), 403),
        ("https://evil.example/../../etc/passwd".to_owned(), 403),
        ("file:///etc/passwd".to_owned(), 400),
        ("evil.example:443".to_owned(), 403),
    ] {
        let text = server.send(format!(
            "GET {target} HTTP/1.1\r\n{host}Connection: close\r\n\r\n"
        ));
        let status = answer(&text).status;
        assert!(
            status == expected || (expected != 200 && status == 400),
            "{target}: {text}"
        );
    }
}

#[test]
fn only_pages_of_this_server_hear_of_news() {
    let (_disk, server) = base();
    let port = server.address.port();
    for origin in [
        "",
        "Origin: null\r\n",
        "Origin: \r\n",
        "Origin: http://evil.example\r\n",
        "Origin: http://localhost\r\n",
        "Origin: http://localhost:1\r\n",
        "Origin: HTTP://LOCALHOST:{port}\r\n",
        "Origin: https://localhost:{port}\r\n",
        "Origin: http://127.0.0.1:{port}\r\n",
        "Origin: http://localhost:{port}/\r\n",
        "Origin: http://localhost:{port}.evil.example\r\n",
        "Origin: http://evil.example\r\nOrigin: http://localhost:{port}\r\n",
        "Origin: http://evil.example\r\nSec-Fetch-Site: same-origin\r\n",
        "Sec-Fetch-Site: none\r\n",
        "Sec-Fetch-Site: same-site\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Referer: http://localhost:{port}/\r\n",
        "X-Forwarded-Host: localhost\r\n",
    ] {
        let origin = origin.replace("{port}", &port.to_string());
        let refused = server.ask("GET", EVENTS, &origin);
        assert_eq!(refused.status, 403, "{origin}");
        check_headers(&refused);
    }
    for origin in [
        format!("Origin: http://localhost:{port}\r\n"),
        "Sec-Fetch-Site: same-origin\r\n".to_owned(),
    ] {
        let mut news = listen(&server, &origin);
        assert!(next_event(&mut news).contains("\"number\":1"), "{origin}");
    }
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

#[test]
fn news_come_after_the_page_they_are_of() {
    let (disk, server) = base();
    let mut news = listen(&server, "Sec-Fetch-Site: same-origin\r\n");
    let path = "content/demo/pillars/winter-scenes.md";
    let text = disk.text(path);
    for step in 0..10 {
        let before = server.number();
        disk.swap(path, format!("{text}\nMarker {step}.\n"));
        loop {
            let event = next_event(&mut news);
            let event: serde_json::Value = serde_json::from_str(&event).unwrap();
            if event["number"].as_u64().unwrap() > before {
                break;
            }
        }
        let page = server.get("/pillars/winter-scenes.html");
        assert!(page.body.contains(&format!("Marker {step}.")), "{step}");
    }
}

#[test]
fn every_answer_keeps_other_sites_out() {
    let (disk, server) = base();
    disk.write("content/demo/assets/one.svg", "<svg/>");
    disk.write(
        "content/demo/one.md",
        "---\ntitle: One\n---\n\n![One](assets/one.svg)\n",
    );
    server.wait_for_text("/one.html", "<img");
    let site = server.state.now().snapshot.site().unwrap().clone();
    let mut paths: Vec<String> = site
        .addresses()
        .iter()
        .map(|path| format!("/{path}"))
        .collect();
    paths.extend(
        [
            "/",
            "/none",
            "/pillars",
            "/a%00",
            "/__waybook/",
            "/__waybook/none",
        ]
        .map(str::to_owned),
    );
    paths.extend(
        ["preview.js", "preview.css", "findings.json"].map(|name| format!("/__waybook/{name}")),
    );
    for path in paths {
        for method in ["GET", "HEAD", "POST"] {
            let from_elsewhere = "Origin: http://evil.example\r\nSec-Fetch-Site: cross-site\r\n";
            check_headers(&server.ask(method, &path, from_elsewhere));
        }
    }
}

#[test]
fn only_reading_is_allowed() {
    let (_disk, server) = base();
    let methods = [
        "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "BREW", "get",
    ];
    for method in methods {
        for path in ["/", "/__waybook/", EVENTS, "/none"] {
            // The target of CONNECT is a host.
            let path = if method == "CONNECT" {
                "localhost:443"
            } else {
                path
            };
            let preflight = "Origin: http://evil.example\r\nAccess-Control-Request-Method: GET\r\n";
            let refused = server.ask(method, path, preflight);
            assert_eq!(refused.status, 405, "{method} {path}");
            assert_eq!(refused.header("allow"), Some("GET, HEAD"));
            assert!(!refused.body.contains("evil") && !refused.body.contains("Demo"));
        }
    }
    let host = server.host();
    let any = server.send(format!(
        "OPTIONS * HTTP/1.1\r\n{host}Connection: close\r\n\r\n"
    ));
    assert_eq!(answer(&any).status, 405);
}

#[test]
fn head_is_get_without_the_body() {
    let (_disk, server) = base();
    for path in ["/", "/none", "/__waybook/", "/matrix.html"] {
        let (get, head) = (server.get(path), server.ask("HEAD", path, ""));
        assert_eq!(head.status, get.status);
        assert_eq!(head.header("content-type"), get.header("content-type"));
        assert_eq!(head.body, "");
    }
}

// ── What it never shows ──────────────────────────────────────────────────────────────────────────────────────────────

const SECRET: &str = "0f6c-not-for-the-browser";

/// A workspace with secrets beside it and in it.
fn with_secrets() -> (Disk, Server) {
    let disk = Disk::new(&common::base());
    for path in [
        "../secret.txt",
        "../workspace-2/secret.txt",
        "secret.txt",
        ".env",
        ".git/config",
        "content/.secret.txt",
        "content/demo/.secret.md",
        "content/demo/unlinked.txt",
        "brands/moon/notes.txt",
        "site/secret.txt",
        "node_modules/secret.txt",
    ] {
        disk.write(path, SECRET);
    }
    disk.write("waybook.yaml", format!("title: Base # {SECRET}\n"));
    let server = Server::start(&disk.root()).ready();
    (disk, server)
}

#[test]
fn what_is_no_page_is_not_served() {
    let (disk, server) = with_secrets();
    let root = disk.root().canonicalize().unwrap();
    let root = root.to_str().unwrap();
    let mut paths: Vec<String> = [
        "secret.txt",
        ".env",
        ".git/config",
        "waybook.yaml",
        "content/.secret.txt",
        "content/demo/.secret.md",
        "content/demo/unlinked.txt",
        "content/demo/playbook.md",
        "demo/unlinked.txt",
        "unlinked.txt",
        "brands/moon/notes.txt",
        "site/secret.txt",
        "node_modules/secret.txt",
    ]
    .map(|path| format!("/{path}"))
    .into();
    paths.extend([format!("/{root}/secret.txt"), format!("{root}/secret.txt")]);
    for up in [
        "../",
        "..%2f",
        "..%2F",
        "%2e%2e/",
        "%2E%2E%2F",
        "%252e%252e%252f",
        "..\\",
        "..%5c",
        "%2e%2e%5C",
        ".../",
        "....//",
        "..;/",
        "%c0%ae%c0%ae/",
        "%uff0e%uff0e/",
        "..%00/",
        "..%c0%af",
        "./../",
        "x/../../",
        "..//",
    ] {
        for depth in [1, 2, 6] {
            let up = up.repeat(depth);
            for target in [
                "secret.txt",
                "workspace-2/secret.txt",
                "workspace/secret.txt",
                "etc/passwd",
            ] {
                for folder in ["", "assets/", "pillars/", "__waybook/"] {
                    paths.push(format!("/{folder}{up}{target}"));
                }
            }
        }
    }
    for odd in [
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/C:/Windows/win.ini",
        "/C:%5CWindows%5Cwin.ini",
        "/%5C%5Cevil.example%5Cshare",
        "/file:///etc/passwd",
        "/secret.txt%00.html",
        "/index.html%00",
        "/index.html/../../secret.txt",
        "/%",
        "/%2",
        "/%zz",
        "/%ff%fe",
        "/~root/",
        "/CON",
        "/__waybook/../secret.txt",
        "/__waybook/client/preview.js",
        "/__waybook/%2e%2e/%2e%2e/Cargo.toml",
    ] {
        paths.push(odd.to_owned());
    }
    let mut stream = connect(server.address);
    let host = server.host();
    let mut pipelined = String::new();
    for path in &paths {
        pipelined.push_str(&format!("HEAD {path} HTTP/1.1\r\n{host}\r\n"));
    }
    pipelined.push_str(&format!(
        "GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n"
    ));
    let writing = {
        let mut stream = stream.try_clone().unwrap();
        std::thread::spawn(move || stream.write_all(pipelined.as_bytes()))
    };
    let all = exchange(&mut stream, b"");
    writing.join().unwrap().unwrap();
    let good = all.matches("HTTP/1.1 200").count();
    assert_eq!(good, 1, "only the last request was for a page");
    assert_eq!(all.matches("HTTP/1.1 ").count(), paths.len() + 1);
    for path in paths.iter().filter(|path| !path.contains("//")) {
        let refused = server.get(path);
        assert!(
            [400, 404].contains(&refused.status),
            "{path}: {}",
            refused.status
        );
        assert!(
            !refused.body.contains(SECRET) && !refused.body.contains("root:"),
            "{path}"
        );
    }
    // Nor does any page hold it.
    for path in server.state.now().snapshot.site().unwrap().addresses() {
        assert!(
            !server.get(&format!("/{path}")).body.contains(SECRET),
            "{path}"
        );
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_workspace_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let (disk, server) = with_secrets();
    let outside = disk.path("../secret.txt");
    disk.write("content/demo/assets/good.txt", "good");
    for (link, target) in [
        ("content/demo/assets/out.txt", outside.clone()),
        ("content/demo/assets/env.txt", disk.path(".env")),
        ("content/demo/out.md", outside.clone()),
        ("content/demo/outside", disk.path("..")),
        ("content/other", disk.path("../workspace-2")),
        ("themes", disk.path("..")),
    ] {
        symlink(target, disk.path(link)).unwrap();
    }
    let links = "---\ntitle: Links\n---\n\n[good](assets/good.txt) [out](assets/out.txt) [env](assets/env.txt) \
                 [up](../../../secret.txt) [deep](outside/secret.txt) [hidden](../../.env)\n";
    disk.write("content/demo/links.md", links);
    server.wait_for_text("/links.html", "good");
    let check = || {
        let site = server.state.now().snapshot.site().unwrap().clone();
        let mut good = 0;
        for path in site.addresses() {
            let answer = server.get(&format!("/{path}"));
            assert!(!answer.body.contains(SECRET), "{path}");
            good += usize::from(answer.body == "good");
        }
        good
    };
    assert_eq!(check(), 1);
    assert!(!server.get("/__waybook/").body.contains(SECRET));
    // What was a file when the site was planned is a link when it is asked for.
    let site = server.state.now().snapshot.site().unwrap().clone();
    let addresses = site.addresses();
    let good = addresses.iter().find(|path| path.contains("good")).unwrap();
    std::fs::remove_file(disk.path("content/demo/assets/good.txt")).unwrap();
    symlink(outside, disk.path("content/demo/assets/good.txt")).unwrap();
    for _ in 0..20 {
        assert!(!server.get(&format!("/{good}")).body.contains(SECRET));
    }
    assert_eq!(check(), 0);
}

/// Text that is script when it is shown as it is.
const SCRIPT: &str = "<img src=x onerror=alert(1)>";

#[test]
fn names_and_findings_are_shown_as_text() {
    let disk = Disk::new(&common::base());
    disk.write(
        &format!("content/demo/{SCRIPT}.md"),
        format!("---\n\"{SCRIPT}\": 1\ntitle: \"{SCRIPT}\"\n---\n\n[{SCRIPT}]({SCRIPT}) [x](<{SCRIPT}.md#{SCRIPT}>)\n"),
    );
    disk.write(
        "content/demo/<script>alert(1)<x>.md",
        format!("---\nstages: [{SCRIPT}\n"),
    );
    disk.write(
        &format!("content/{SCRIPT}/playbook.md"),
        format!("---\ntitle: \"{SCRIPT}\"\nactor: [\n---\n"),
    );
    disk.write(
        "waybook.yaml",
        format!("title: \"{SCRIPT}\"\n\"{SCRIPT}\": 1\n"),
    );
    let server = Server::start(&disk.root()).ready();
    wait("the findings", || {
        !server.state.now().findings.list.is_empty()
    });
    let harmless = |answer: &Answer| {
        let body = answer.body.to_ascii_lowercase();
        assert!(
            !body.contains("<img src=x") && !body.contains("<script>alert"),
            "{body}"
        );
    };
    let overview = server.get("/__waybook/");
    assert_eq!(overview.status, 200);
    assert!(overview.body.contains("&lt;img src=x onerror=alert(1)&gt;"));
    assert!(overview.body.contains("&lt;script&gt;alert(1)&lt;x&gt;.md"));
    harmless(&overview);
    for path in server.state.now().snapshot.site().unwrap().addresses() {
        let path = path
            .replace(' ', "%20")
            .replace('<', "%3C")
            .replace('>', "%3E");
        let answer = server.get(&format!("/{path}"));
        if answer
            .header("content-type")
            .is_some_and(|kind| kind.contains("html"))
        {
            harmless(&answer);
        }
    }
    let json = server.get(&format!(
        "/__waybook/findings.json?page=/{}",
        "%3Cimg%20src=x%20onerror=alert(1)%3E"
    ));
    assert_eq!(json.header("content-type"), Some("application/json"));
    harmless(&server.get("/%3Cimg%20src=x%20onerror=alert(1)%3E"));
    harmless(&server.get("/%3Cscript%3Ealert(1)%3C/script%3E"));
    harmless(&server.get("/?%3Cimg%20src=x%20onerror=alert(1)%3E"));
}

#[test]
fn a_failure_is_shown_as_text() {
    let disk = Disk::new(&MemoryFiles::new());
    disk.write("content/demo/playbook.md", "---\ntitle: Demo\n---\n");
    disk.write(
        &format!("themes/atlas/templates/{SCRIPT}.html"),
        format!("{{% {SCRIPT} %}}"),
    );
    let server = Server::start(&disk.root()).ready();
    for path in ["/", "/__waybook/"] {
        let answer = server.get(path);
        assert!(
            answer.body.contains("&lt;img src=x onerror=alert(1)&gt;"),
            "{}",
            answer.body
        );
        assert!(!answer.body.contains("<img src=x"));
    }
}

#[test]
fn folders_lead_to_their_own_page_and_never_elsewhere() {
    let mut files = common::base();
    let playbook = "---\ntitle: Zwei\n---\n";
    files.insert("content/zwei-übrige/playbook.md", playbook);
    let disk = Disk::new(&files);
    let server = Server::start(&disk.root()).ready();
    let site = server.state.now().snapshot.site().unwrap().clone();
    let addresses = site.addresses();
    let folders = addresses
        .iter()
        .filter_map(|path| path.strip_suffix("/index.html"));
    let folders: Vec<&str> = folders.collect();
    assert_eq!(folders.len(), 2);
    for folder in folders {
        let encoded: String = folder.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let answer = server.get(&format!("/{encoded}?x=1"));
        assert_eq!(answer.status, 307);
        let to = answer.header("location").unwrap();
        assert_eq!(server.get(to).status, 200, "{to}");
        let elsewhere = server.get(&format!("//evil.example/{encoded}"));
        assert_eq!(elsewhere.header("location"), None);
    }
    for path in [
        "//evil.example",
        "//evil.example/..",
        "/%2f%2fevil.example",
        "/%0d%0aX-Evil:%201",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.header("location"), None, "{path}");
        assert_eq!(answer.header("x-evil"), None, "{path}");
    }
}

// ── What it bears ────────────────────────────────────────────────────────────────────────────────────────────────────

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

// ── Beginning and end ────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn it_starts_whatever_is_wrong_and_recovers() {
    let good = "---\ntitle: Page\n---\n\nWhole again.\n";
    for (path, wrong, right) in [
        ("content/demo/page.md", None, good),
        ("waybook.yaml", Some("theme: missing\n"), "title: Mended\n"),
        (
            "waybook.yaml",
            Some("content: nowhere\n"),
            "title: Mended\n",
        ),
        ("waybook.yaml", Some("title: [\n"), "title: Mended\n"),
        ("waybook.yaml", Some("\u{0}"), "title: Mended\n"),
        (
            "themes/atlas/templates/page.html",
            Some("{% if %}"),
            "{% extends 'layout.html' %}",
        ),
        ("themes/atlas/theme.yaml", Some("tokens: ["), "tokens: {}\n"),
        (
            "content/demo/playbook.md",
            Some("---\ntitle: [\n"),
            "---\ntitle: Mended\n---\n",
        ),
    ] {
        let disk = Disk::new(&MemoryFiles::new());
        std::fs::create_dir(disk.path("content")).unwrap();
        if let Some(wrong) = wrong {
            disk.write("content/demo/page.md", good);
            disk.write(path, wrong);
        }
        let server = Server::start(&disk.root());
        for own in ["/__waybook/", "/__waybook/findings.json?page=/"] {
            assert_eq!(server.get(own).status, 200, "{path}");
        }
        let first = server.get("/page.html");
        assert!(
            [200, 404, 500].contains(&first.status),
            "{path}: {}",
            first.status
        );
        assert!(
            first.body.contains("__waybook/preview.js"),
            "it follows: {}",
            first.body
        );
        let number = server.number();
        disk.write(path, right);
        server.wait_for("/page.html", &format!("{path} to be mended"), |answer| {
            answer.status == 200 && server.number() > number
        });
        wait("no failure", || {
            server.state.now().snapshot.failure().is_none()
        });
    }
}

#[test]
fn a_template_that_fails_on_a_page_fails_there_alone() {
    let (disk, server) = base();
    disk.write("content/demo/page.md", "---\ntitle: Page\n---\n");
    disk.write(
        "themes/atlas/templates/page.html",
        "{{ page.title | no_such_filter }}",
    );
    server.wait_for("/page.html", "a page that fails", |answer| {
        answer.status == 500
    });
    disk.write(
        "themes/atlas/templates/page.html",
        "{{ 1 // 0 }}<body></body>",
    );
    server.wait_for("/page.html", "a page that fails when rendered", |answer| {
        answer.status == 500 && answer.body.contains("preview.js")
    });
    assert_eq!(server.get("/matrix.html").status, 200);
    disk.write("themes/atlas/templates/page.html", "<body>Mended.</body>");
    server.wait_for_text("/page.html", "Mended.");
}

/// The program itself.
mod program {
    use super::*;
    use std::process::{Child, Command, Output, Stdio};

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
}
