//! The preview of a real folder: whatever way files are saved, moved and deleted, what is shown in the end is what is
//! there.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    clippy::disallowed_methods,
    reason = "the folders that are deleted are the test's own"
)]

mod common;

use common::server::{Disk, Server, wait};
use std::fs;
use waybook::source::{Files, MAX_ASSET_BYTES, SitePath};

const PILLAR: &str = "content/demo/pillars/winter-scenes.md";
const PAGE: &str = "/pillars/winter-scenes.html";

fn base() -> (Disk, Server) {
    let disk = Disk::new(&common::base());
    let server = Server::start(&disk.root()).ready();
    (disk, server)
}

/// A page with a text in it.
fn page(text: &str) -> String {
    format!("---\ntitle: Page\n---\n\n{text}\n")
}

/// Moves a file or folder of the workspace.
fn rename(disk: &Disk, from: &str, to: &str) {
    let to = disk.path(to);
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::rename(disk.path(from), to).unwrap();
}

fn wait_for_status(server: &Server, path: &str, status: u16) {
    server.wait_for(path, &format!("{path} to be {status}"), |answer| {
        answer.status == status
    });
}

/// Another playbook, of the base's files, whose pillar holds a text.
fn write_playbook(disk: &Disk, folder: &str, text: &str) {
    let base = common::base();
    for path in base.list(&SitePath::new("content/demo")).unwrap().files {
        let bytes = base.read(&path, MAX_ASSET_BYTES).unwrap();
        let mut bytes = String::from_utf8(bytes).unwrap();
        if path.as_str() == PILLAR {
            bytes.push_str(text);
        }
        disk.write(&path.as_str().replacen("content/demo", folder, 1), bytes);
    }
}

#[test]
fn every_way_of_saving_is_seen() {
    let (disk, server) = base();
    let text = disk.text(PILLAR);
    let path = disk.path(PILLAR);
    let neighbour = |name: &str| path.with_file_name(name);
    type Save<'a> = &'a dyn Fn(&str);
    let ways: [(&str, Save<'_>); 7] = [
        ("in place", &|text| fs::write(&path, text).unwrap()),
        ("in pieces", &|text| {
            use std::io::Write;
            let mut file = fs::File::create(&path).unwrap();
            for piece in text.as_bytes().chunks(100) {
                file.write_all(piece).unwrap();
                file.flush().unwrap();
            }
        }),
        ("a new file in its place", &|text| {
            fs::write(neighbour(".winter-scenes.md.tmp"), text).unwrap();
            fs::rename(neighbour(".winter-scenes.md.tmp"), &path).unwrap();
        }),
        ("a new file from another folder", &|text| {
            fs::write(disk.path("saved.tmp"), text).unwrap();
            fs::rename(disk.path("saved.tmp"), &path).unwrap();
        }),
        ("with a backup", &|text| {
            fs::rename(&path, neighbour("winter-scenes.md~")).unwrap();
            fs::write(&path, text).unwrap();
            fs::remove_file(neighbour("winter-scenes.md~")).unwrap();
        }),
        ("deleted and made anew", &|text| {
            fs::remove_file(&path).unwrap();
            fs::write(&path, text).unwrap();
        }),
        ("through a link", &|text| {
            fs::write(neighbour("link-target.txt"), text).unwrap();
            fs::hard_link(neighbour("link-target.txt"), neighbour("linked")).unwrap();
            fs::rename(neighbour("linked"), &path).unwrap();
            fs::remove_file(neighbour("link-target.txt")).unwrap();
        }),
    ];
    for round in 0..3 {
        for (number, (way, save)) in ways.iter().enumerate() {
            let marker = format!("Marker {round}-{number}.");
            save(&format!("{text}\n{marker}\n"));
            server.wait_for(PAGE, way, |answer| answer.body.contains(&marker));
        }
    }
}

#[test]
fn folders_move_in_and_out() {
    let (disk, server) = base();
    write_playbook(&disk, "away/second", "Moved in.");
    rename(&disk, "away/second", "content/second");
    server.wait_for_text("/second/pillars/winter-scenes.html", "Moved in.");
    let inside = "content/second/pillars/winter-scenes.md";
    disk.write(inside, disk.text(inside) + "Edited inside.\n");
    server.wait_for_text("/second/pillars/winter-scenes.html", "Edited inside.");
    rename(&disk, "content/second", "away/second");
    // One playbook has no folder of its own.
    server.wait_for_text(PAGE, "Winter scenes");
    rename(&disk, "content/demo/pillars", "away/pillars");
    wait_for_status(&server, PAGE, 404);
    rename(&disk, "away/pillars", "content/demo/pillars");
    wait_for_status(&server, PAGE, 200);
    disk.write(PILLAR, disk.text(PILLAR) + "Edited after all that.\n");
    server.wait_for_text(PAGE, "Edited after all that.");
    // What lies outside of the content is outside for good.
    let before = server.number();
    disk.write("away/second/playbook.md", "changed");
    disk.swap(PILLAR, disk.text(PILLAR) + "The next.\n");
    server.wait_for_text(PAGE, "The next.");
    assert_eq!(server.number(), before + 1);
}

#[test]
fn the_content_folder_itself_goes_and_comes() {
    let (disk, server) = base();
    rename(&disk, "content", "aside");
    wait("a failure", || {
        server.state.now().snapshot.failure().is_some()
    });
    // What was there is still shown.
    assert_eq!(server.get(PAGE).status, 200);
    rename(&disk, "aside", "content");
    wait("no failure", || {
        server.state.now().snapshot.failure().is_none()
    });
    disk.write(PILLAR, disk.text(PILLAR) + "Back again.\n");
    server.wait_for_text(PAGE, "Back again.");
    // Deleted, and written anew file by file.
    fs::remove_dir_all(disk.path("content")).unwrap();
    disk.lay(&common::base());
    disk.write(PILLAR, disk.text(PILLAR) + "Once more.\n");
    server.wait_for_text(PAGE, "Once more.");
}

#[test]
fn brands_and_themes_come_later() {
    let (disk, server) = base();
    disk.write("content/demo/page.md", page("Text."));
    disk.write("waybook.yaml", "brand: moon\n");
    disk.write(
        "brands/moon/brand.yaml",
        "name: The moon\nfooter: By the light of it.\n",
    );
    server.wait_for_text("/", "By the light of it.");
    disk.write(
        "brands/moon/brand.yaml",
        "name: The moon\nfooter: By night.\n",
    );
    server.wait_for_text("/", "By night.");
    disk.write(
        "themes/atlas/templates/page.html",
        "<body>Template one {{ page.title }}</body>",
    );
    server.wait_for_text("/page.html", "Template one");
    disk.write(
        "themes/atlas/templates/page.html",
        "<body>Template two {{ page.title }}</body>",
    );
    server.wait_for_text("/page.html", "Template two");
    fs::remove_dir_all(disk.path("themes")).unwrap();
    server.wait_for("/page.html", "the built-in template", |answer| {
        answer.body.contains("Text.")
    });
    disk.write(
        "themes/night/theme.yaml",
        "extends: ledger\ncontract: 1\ntokens:\n  accent: '#abcdef'\n",
    );
    disk.write("waybook.yaml", "theme: night\n");
    wait("the theme", || {
        let site = server.state.now().snapshot.site().unwrap().clone();
        let addresses = site.addresses();
        let styles = addresses.iter().filter(|path| path.contains("tokens"));
        let mut styles = styles.map(|path| server.get(&format!("/{path}")).body);
        styles.any(|text| text.contains("#abcdef"))
    });
    disk.write("waybook.yaml", "title: Plain\n");
    fs::remove_dir_all(disk.path("themes")).unwrap();
    disk.write("content/demo/page.md", page("Plain."));
    server.wait_for_text("/page.html", "Plain.");
}

#[test]
fn the_content_folder_is_renamed_in_the_configuration() {
    let (disk, server) = base();
    for folder in ["texts", "deep/er/texts", "content"] {
        // First the folder, then the configuration; and the other way round, made piece by piece.
        if folder != "content" {
            write_playbook(&disk, &format!("{folder}/demo"), "Elsewhere.");
        }
        disk.write("waybook.yaml", format!("content: {folder}\n"));
        let path = format!("{folder}/demo/pillars/winter-scenes.md");
        disk.write(&path, format!("{}\nIn {folder}.\n", disk.text(&path)));
        server.wait_for_text(PAGE, &format!("In {folder}."));
    }
    for folder in ["later", "much/later/still"] {
        disk.write("waybook.yaml", format!("content: {folder}\n"));
        wait("a failure", || {
            server.state.now().snapshot.failure().is_some()
        });
        write_playbook(
            &disk,
            &format!("{folder}/demo"),
            &format!("At last in {folder}."),
        );
        server.wait_for_text(PAGE, &format!("At last in {folder}."));
        let path = format!("{folder}/demo/pillars/winter-scenes.md");
        disk.write(&path, disk.text(&path) + "And edited.\n");
        server.wait_for_text(PAGE, "And edited.");
    }
}

#[test]
fn the_last_of_many_saves_counts() {
    let (disk, server) = base();
    let text = disk.text(PILLAR);
    for number in 0..400 {
        let text = format!("{text}\nSave {number}.\n");
        if number % 2 == 0 {
            disk.write(PILLAR, text);
        } else {
            disk.swap(PILLAR, text);
        }
    }
    server.wait_for_text(PAGE, "Save 399.");
    // Several files at once, over and over.
    for round in 0..20 {
        for number in 0..20 {
            disk.write(
                &format!("content/demo/page-{number}.md"),
                page(&format!("Round {round}.")),
            );
        }
    }
    for number in 0..20 {
        server.wait_for_text(&format!("/page-{number}.html"), "Round 19.");
    }
}

#[test]
fn thousands_of_files_change_at_once() {
    let (disk, server) = base();
    let lay = |from: usize, to: usize, text: &str| {
        for number in from..to {
            write_playbook(
                &disk,
                &format!("content/p{number}"),
                &format!("{text} {number}."),
            );
        }
    };
    let shown = |number: usize, text: &str| {
        let path = format!("/p{number}/pillars/winter-scenes.html");
        server.wait_for_text(&path, &format!("{text} {number}."));
    };
    lay(0, 100, "One");
    (0..100).for_each(|number| shown(number, "One"));
    // Another branch: some playbooks go, some come, all others change.
    for number in 0..30 {
        fs::remove_dir_all(disk.path(&format!("content/p{number}"))).unwrap();
    }
    lay(30, 150, "Two");
    (30..150).for_each(|number| shown(number, "Two"));
    for number in 0..30 {
        let path = format!("/p{number}/index.html");
        server.wait_for(&path, "the page to go", |answer| answer.status != 200);
    }
    let path = "content/p149/pillars/winter-scenes.md";
    disk.write(path, disk.text(path) + "The last.\n");
    server.wait_for_text("/p149/pillars/winter-scenes.html", "The last.");
}

#[test]
fn files_in_folders_that_were_just_made_are_seen() {
    let (disk, server) = base();
    for round in 0..100 {
        let folder = format!("content/demo/one-{round}/two/three");
        fs::create_dir_all(disk.path(&folder)).unwrap();
        for name in ["a", "b"] {
            let path = disk.path(&format!("{folder}/{name}.md"));
            fs::write(path, page(&format!("In {name} {round}."))).unwrap();
        }
        let path = disk.path(&format!("content/demo/one-{round}/c.md"));
        fs::write(path, page(&format!("In c {round}."))).unwrap();
    }
    for round in 0..100 {
        for name in ["two/three/a", "two/three/b", "c"] {
            let last = name.rsplit('/').next().unwrap();
            let path = format!("/one-{round}/{name}.html");
            server.wait_for_text(&path, &format!("In {last} {round}."));
        }
    }
}

#[test]
fn what_changes_nothing_is_no_news() {
    let (disk, server) = base();
    disk.write("content/demo/broken.md", b"---\ntitle: \xff\n---\n");
    disk.write("content/demo/page.md", page("Text."));
    server.wait_for_text("/page.html", "Text.");
    disk.swap(PILLAR, disk.text(PILLAR) + "Before.\n");
    server.wait_for_text(PAGE, "Before.");
    let before = server.number();
    for path in common::below(&disk.root()) {
        let bytes = fs::read(&path).unwrap();
        let file = fs::OpenOptions::new().append(true).open(&path).unwrap();
        file.set_modified(std::time::SystemTime::now()).unwrap();
        drop(file);
        let path = path.strip_prefix(disk.root()).unwrap().to_owned();
        disk.swap(path.to_str().unwrap(), bytes);
    }
    // A site that is written into the workspace, and files of editors and of git.
    for number in 0..50 {
        disk.write(&format!("site/page-{number}.html"), "written");
        disk.write(&format!(".git/objects/{number}"), "written");
        disk.write(&format!("content/demo/.#page-{number}.md"), "locked");
        disk.write("content/demo/.page.md.swp", format!("swap {number}"));
    }
    disk.swap(PILLAR, disk.text(PILLAR) + "After.\n");
    server.wait_for_text(PAGE, "After.");
    assert_eq!(server.number(), before + 1);
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn the_content_folder_may_be_a_link() {
        let disk = Disk::new(&common::base());
        rename(&disk, "content", "one/texts");
        write_playbook(&disk, "two/texts/demo", "The other.");
        symlink("one/texts", disk.path("content")).unwrap();
        let server = Server::start(&disk.root()).ready();
        for marker in ["By the link.", "By its own name."] {
            let path = match marker {
                "By the link." => PILLAR.to_owned(),
                _ => PILLAR.replacen("content", "one/texts", 1),
            };
            disk.swap(&path, disk.text(&path) + marker);
            server.wait_for_text(PAGE, marker);
        }
        // The link leads elsewhere from now on.
        symlink("two/texts", disk.path("content.new")).unwrap();
        rename(&disk, "content.new", "content");
        server.wait_for_text(PAGE, "The other.");
        let path = PILLAR.replacen("content", "two/texts", 1);
        disk.write(&path, disk.text(&path) + "Edited there.");
        server.wait_for_text(PAGE, "Edited there.");
    }

    #[test]
    fn what_links_lead_to_is_watched() {
        let disk = Disk::new(&common::base());
        disk.write("content/demo/page.md", page("Page 0."));
        disk.write("content/demo/folder/inner.md", page("Inner 0."));
        write_playbook(&disk, "shared/second", "");
        disk.write("shared/moon.yaml", "name: Moon\nfooter: Footer 0.\n");
        fs::create_dir_all(disk.path("brands/moon")).unwrap();
        disk.write("waybook.yaml", "brand: moon\n");
        for (target, link) in [
            ("page.md", "content/demo/same.md"),
            ("folder", "content/demo/twin"),
            ("../shared/second", "content/second"),
            ("second", "content/third"),
            ("../../shared/moon.yaml", "brands/moon/brand.yaml"),
        ] {
            symlink(target, disk.path(link)).unwrap();
        }
        let server = Server::start(&disk.root()).ready();
        let jars = "shared/second/pillars/empty-jars.md";
        for round in 1..4 {
            disk.swap("content/demo/page.md", page(&format!("Page {round}.")));
            disk.write(
                "content/demo/folder/inner.md",
                page(&format!("Inner {round}.")),
            );
            disk.write(jars, disk.text(jars) + &format!("Jars {round}.\n"));
            disk.swap(
                "shared/moon.yaml",
                format!("name: Moon\nfooter: Footer {round}.\n"),
            );
            for (path, text) in [
                ("demo/page", "Page"),
                ("demo/same", "Page"),
                ("demo/folder/inner", "Inner"),
                ("demo/twin/inner", "Inner"),
                ("second/pillars/empty-jars", "Jars"),
                ("third/pillars/empty-jars", "Jars"),
                ("index", "Footer"),
            ] {
                server.wait_for_text(&format!("/{path}.html"), &format!("{text} {round}."));
            }
        }
        // Links that come, go and are files again while it runs.
        symlink("folder/inner.md", disk.path("content/demo/late.md")).unwrap();
        server.wait_for_text("/demo/late.html", "Inner 3.");
        disk.write("content/demo/folder/inner.md", page("Inner 4."));
        server.wait_for_text("/demo/late.html", "Inner 4.");
        fs::remove_file(disk.path("content/demo/twin")).unwrap();
        server.wait_for("/demo/twin/inner.html", "the link to go", |answer| {
            answer.status != 200
        });
        disk.swap("content/demo/late.md", page("A file of its own."));
        server.wait_for_text("/demo/late.html", "A file of its own.");
        disk.write("content/demo/folder/inner.md", page("Inner 5."));
        server.wait_for_text("/demo/folder/inner.html", "Inner 5.");
        // What a link leads to goes, and comes back.
        rename(&disk, "shared/second", "shared/aside");
        server.wait_for("/second/index.html", "the folder to go", |answer| {
            answer.status != 200
        });
        rename(&disk, "shared/aside", "shared/second");
        disk.write(jars, disk.text(jars) + "Jars again.\n");
        server.wait_for_text("/second/pillars/empty-jars.html", "Jars again.");
        server.wait_for_text("/third/pillars/empty-jars.html", "Jars again.");
    }
}
