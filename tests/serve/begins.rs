//! How it begins, whatever is wrong, and recovers.

use super::base;
use super::common::server::{Disk, Server, wait};
use waybook::source::MemoryFiles;

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
