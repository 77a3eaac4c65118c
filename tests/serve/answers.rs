//! Whom it answers.

use super::common::server::answer;
use super::{EVENTS, base, check_headers, listen, next_event};

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
