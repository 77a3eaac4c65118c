//! What it shows, and what it never shows.

use super::common;
use super::common::server::{Answer, Disk, Server, connect, exchange, wait};
use jiff::civil::{Date, date};
use std::io::Write;
use std::sync::atomic::{AtomicI8, Ordering};
use waybook::serve::{Limits, Today};
use waybook::source::MemoryFiles;

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

/// The month of the clock that the next test sets.
static MONTH: AtomicI8 = AtomicI8::new(3);

fn clock() -> Date {
    date(2026, MONTH.load(Ordering::SeqCst), 1)
}

#[test]
fn reviews_fall_due_while_the_preview_runs() {
    let disk = Disk::new(&common::base());
    let server = Server::start_with(&disk.root(), Limits::default(), Today::By(clock)).ready();
    let overdue = |number: u64| {
        let mut found = None;
        wait("the findings", || {
            let findings = server.state.now().findings;
            let mut list = findings.list.iter();
            found = Some(list.any(|finding| finding.code == "review-overdue"));
            findings.number >= number
        });
        found.unwrap()
    };
    assert!(!overdue(1));
    MONTH.store(6, Ordering::SeqCst);
    disk.swap("content/demo/later.md", "---\ntitle: Later\n---\n");
    server.wait_for_text("/later.html", "Later");
    assert!(overdue(2));
}
