//! Folders and paths that are refused.

use super::super::guard;
use super::{Place, tree};
use crate::output::{DirectoryOutput, MANIFEST_NAME, OutputError, Protected, Sink};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::Duration;

/// Opens a folder and gives the refusal, with the marks of its kind.
#[track_caller]
fn refused(target: &Path, protected: &Protected, parts: &[&str]) {
    let error = DirectoryOutput::open(target, protected).unwrap_err();
    let text = error.to_string();
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
}

#[test]
fn places_that_belong_to_others_are_refused() {
    let place = Place::new();
    let root = place.root.path().canonicalize().unwrap();
    let workspace = root.join("work");
    for folder in ["content/a", "themes", "brands", "elsewhere"] {
        fs::create_dir_all(workspace.join(folder)).unwrap();
    }
    symlink(root.join("work/content"), root.join("link")).unwrap();
    let protected = Protected {
        root: workspace.clone(),
        inputs: ["content", "themes", "brands/acme"]
            .map(|input| workspace.join(input))
            .into(),
    };
    let says_what_to_type = format!("--output {}", workspace.join("site").display());

    refused(
        Path::new("/"),
        &protected,
        &["root of the file system", "--output ./site"],
    );
    for holder in [
        workspace.clone(),
        root.clone(),
        root.join("work/content/.."),
    ] {
        refused(
            &holder,
            &protected,
            &["holds the workspace", &says_what_to_type],
        );
    }
    for input in [
        workspace.join("content"),
        workspace.join("content/a/site"),
        workspace.join("new/../content/site"),
        workspace.join("themes/site"),
        workspace.join("brands"),
        root.join("link"),
        root.join("link/a"),
    ] {
        refused(&input, &protected, &["is made from", &says_what_to_type]);
    }
    DirectoryOutput::open(&workspace.join("elsewhere"), &protected).unwrap();
    DirectoryOutput::open(&workspace.join("site"), &protected).unwrap();
    DirectoryOutput::open(&workspace.join("contents"), &protected).unwrap();
    DirectoryOutput::open(&root.join("away/site"), &protected).unwrap();
    assert!(!root.join("away").exists(), "opening makes nothing");
}

#[test]
fn the_home_directory_is_refused() {
    let home = Path::new("/home/ada");
    let protected = Protected {
        root: "/srv/work".into(),
        inputs: Vec::new(),
    };
    for holder in ["/home/ada", "/home"] {
        let error = guard::check(Path::new(holder), &protected, Some(home)).unwrap_err();
        assert!(matches!(error, OutputError::Home { .. }), "{error}");
    }
    guard::check(Path::new("/home/ada/site"), &protected, Some(home)).unwrap();
    guard::check(Path::new("/home/ad"), &protected, Some(home)).unwrap();
}

#[test]
fn what_is_no_folder_is_refused() {
    let place = Place::new();
    let protected = Protected {
        root: place.root.path().join("work"),
        inputs: Vec::new(),
    };
    let file = place.root.path().join("file");
    fs::write(&file, "mine").unwrap();
    refused(&file, &protected, &["no folder"]);
    refused(&file.join("site"), &protected, &["no folder"]);
    let link = place.root.path().join("link");
    symlink("nowhere", &link).unwrap();
    refused(&link, &protected, &["no folder"]);
    refused(&link.join("site"), &protected, &["no folder"]);
}

#[test]
fn a_folder_with_files_of_others_is_refused() {
    let place = Place::new();
    place.write("thesis.txt", "mine");
    let error = place.open().unwrap_err().to_string();
    let target = place.target();
    assert!(
        error.contains(&format!("--output {}", target.join("site").display())),
        "{error}"
    );
    assert_eq!(tree(&target).len(), 1);
    fs::remove_file(target.join("thesis.txt")).unwrap();
    place.open().unwrap();
}

#[test]
fn a_manifest_that_is_not_ours_is_refused() {
    let place = Place::new();
    place.build(&[("a.html", "a")]);
    for text in [
        "",
        "{}",
        "{\"format\":1,\"generator\":\"other\",\"files\":{}}",
        "\u{0}",
    ] {
        place.write(MANIFEST_NAME, text);
        let error = place.open().unwrap_err();
        assert!(matches!(error, OutputError::BadManifest { .. }), "{error}");
        assert!(error.to_string().contains("give a new folder"), "{error}");
    }
    let outside = place.root.path().join("outside.json");
    fs::write(&outside, r#"{"format":1,"generator":"waybook","files":{}}"#).unwrap();
    fs::remove_file(place.target().join(MANIFEST_NAME)).unwrap();
    symlink(&outside, place.target().join(MANIFEST_NAME)).unwrap();
    let error = place.open().unwrap_err();
    assert!(error.to_string().contains("no ordinary file"), "{error}");
    assert_eq!(
        fs::read_to_string(place.target().join("a.html")).unwrap(),
        "a"
    );
}

#[test]
fn a_folder_that_filled_up_since_it_was_opened_is_refused() {
    let place = Place::new();
    let output = place.open().unwrap();
    place.write("thesis.txt", "mine");
    assert!(matches!(output.begin(), Err(OutputError::NotOurs { .. })));
    place.check(&[("thesis.txt", "mine")]);
}

#[test]
fn bad_paths_and_collisions_are_refused() {
    let place = Place::new();
    let staging = place.open().unwrap().begin().unwrap();
    for path in ["../x", "/x", "a//b", "nul.html", "a\\b", MANIFEST_NAME] {
        let error = staging.put(path, b"").unwrap_err();
        assert!(matches!(error, OutputError::BadPath { .. }), "{error}");
    }
    staging.put("a/b.html", b"1").unwrap();
    for path in ["a/b.html", "A/B.html", "a", "a/b.html/c"] {
        let error = staging.put(path, b"").unwrap_err();
        assert!(matches!(error, OutputError::Collision { .. }), "{error}");
    }
    staging.commit(None).unwrap();
    place.check(&[("a/b.html", "1")]);
}

#[test]
fn the_second_of_two_builds_waits_or_says_so() {
    let place = Place::new();
    let output = place.open().unwrap();
    let first = output.begin().unwrap();
    let error = output.begin_within(Duration::from_millis(60)).unwrap_err();
    assert!(matches!(error, OutputError::Busy { .. }), "{error}");
    assert!(
        error.to_string().contains("another build is writing to"),
        "{error}"
    );
    std::thread::scope(|scope| {
        let second = scope.spawn(|| output.begin().unwrap().commit(None).unwrap());
        std::thread::sleep(Duration::from_millis(60));
        first.put("a.html", b"1").unwrap();
        first.commit(None).unwrap();
        // It sees the first build's file, which its own site does not have.
        assert_eq!(second.join().unwrap().removed, 1);
    });
    place.check(&[]);
}

#[test]
fn many_builds_at_once_take_turns() {
    let place = Place::new();
    let output = place.open().unwrap();
    std::thread::scope(|scope| {
        for number in 0..8 {
            let output = &output;
            scope.spawn(move || {
                let staging = output.begin_within(Duration::from_secs(60)).unwrap();
                staging
                    .put("a.html", format!("{number}").as_bytes())
                    .unwrap();
                staging.put(&format!("{number}.html"), b"x").unwrap();
                staging.commit(None).unwrap();
            });
        }
    });
    let files = place.files();
    assert_eq!(files.len(), 2);
    assert!(files.contains_key(&format!("{}.html", files["a.html"])));
    place.check_beside();
}
