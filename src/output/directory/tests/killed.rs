//! Builds that end in the middle, and the builds after them.

use super::super::places::Places;
use super::super::publish::Way;
use super::{Place, WAYS, tree};
use crate::output::{MANIFEST_NAME, OutputError, Sink};
use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Begins a build, puts files, and ends as if killed: the staging folder stays, the lock does not.
fn begin_and_die(place: &Place, files: &[(&str, &str)]) {
    let staging = place.open().unwrap().begin().unwrap();
    for (path, text) in files {
        staging.put(path, text.as_bytes()).unwrap();
    }
    std::mem::forget(staging.folder);
}

#[test]
fn a_staging_folder_left_behind_is_cleared() {
    let place = Place::new();
    place.build(&[("a.html", "a")]);
    begin_and_die(&place, &[("a.html", "b"), ("c/d.html", "d")]);
    assert!(Places::beside(&place.target()).staging.exists());
    assert_eq!(place.files().len(), 1);
    place.build(&[("a.html", "c")]);
    place.check(&[("a.html", "c")]);
}

#[test]
fn a_folder_of_others_in_the_place_of_staging_stays() {
    let place = Place::new();
    let staging = Places::beside(&place.target()).staging;
    fs::create_dir_all(staging.join("thesis")).unwrap();
    let error = place.open().unwrap().begin().unwrap_err();
    assert!(matches!(error, OutputError::StagingTaken { .. }), "{error}");
    assert!(staging.join("thesis").exists());
    fs::remove_dir(staging.join("thesis")).unwrap();
    place.build(&[]);
    place.check(&[]);
}

#[test]
fn an_old_site_left_after_the_swap_is_cleared_by_its_manifest() {
    for neighbour in [|p: Places| p.staging, |p: Places| p.aside] {
        let place = Place::new();
        place.build(&[("a.html", "old"), ("b/c.html", "old")]);
        // Added in the moment of the swap.
        place.write("b/notes.txt", "mine");
        place.write("mine/notes.txt", "mine");
        fs::rename(place.target(), neighbour(Places::beside(&place.target()))).unwrap();
        let other = Place::new();
        other.build(&[("a.html", "new"), ("b/d.html", "new")]);
        fs::rename(other.target(), place.target()).unwrap();

        place.build(&[("a.html", "newer")]);
        place.check(&[
            ("a.html", "newer"),
            ("b/notes.txt", "mine"),
            ("mine/notes.txt", "mine"),
        ]);
    }
}

#[test]
fn an_old_site_that_was_moved_aside_comes_back() {
    let place = Place::new();
    place.build(&[("a.html", "a"), ("b.html", "b")]);
    fs::rename(place.target(), Places::beside(&place.target()).aside).unwrap();
    let staging = place.open().unwrap().begin().unwrap();
    staging.put("a.html", b"a").unwrap();
    assert_eq!(place.files().len(), 2);
    let summary = staging.commit(None).unwrap();
    assert_eq!((summary.unchanged, summary.removed), (1, 1));
    place.check(&[("a.html", "a")]);
}

/// The pages of a site that differs from that of another `round` in most files and half of its paths.
fn pages(round: usize) -> Vec<(String, String)> {
    (0..120)
        .map(|n| match n % 3 {
            0 => (format!("same/{n}.html"), "same".to_owned()),
            1 => (format!("text/{n}.html"), format!("{round}")),
            _ => (format!("round/{}/{n}.html", round % 3), format!("{round}")),
        })
        .collect()
}

fn way_named(name: &str) -> Way {
    WAYS.into_iter()
        .find(|way| format!("{way:?}") == name)
        .unwrap()
}

fn build_round(target: &std::path::Path, way: Way, round: usize) {
    let protected = super::Protected {
        root: target.join("../work"),
        inputs: Vec::new(),
    };
    let output = super::DirectoryOutput::open(target, &protected).unwrap();
    let mut staging = output.begin().unwrap();
    staging.way = way;
    for (path, text) in pages(round) {
        staging.put(&path, text.as_bytes()).unwrap();
    }
    staging.commit(None).unwrap();
}

/// Not a test of its own: what the test below starts and kills.
#[test]
#[ignore = "builds without end, to be killed"]
fn build_until_killed() {
    let Ok(target) = std::env::var("WAYBOOK_TEST_TARGET") else {
        return;
    };
    let way = way_named(&std::env::var("WAYBOOK_TEST_WAY").unwrap());
    for round in 0.. {
        build_round(std::path::Path::new(&target), way, round);
    }
}

#[test]
fn a_killed_build_leaves_one_site_or_the_other() {
    for way in WAYS {
        let place = Place::new();
        build_round(&place.target(), way, 0);
        if way == Way::FileByFile {
            place.write("text/notes.txt", "mine");
        }
        for round in 0..12_u64 {
            let mut child = Command::new(std::env::current_exe().unwrap())
                .args([
                    "--ignored",
                    "--exact",
                    "output::directory::tests::killed::build_until_killed",
                ])
                .env("WAYBOOK_TEST_TARGET", place.target())
                .env("WAYBOOK_TEST_WAY", format!("{way:?}"))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_millis(60 + 7 * round));
            child.kill().unwrap();
            child.wait().unwrap();
            check_whole(&place, way);
        }
        // The next build puts everything right, whatever the killed ones left.
        build_round(&place.target(), way, 1000);
        let mut files = place.files();
        let notes = files.remove("text/notes.txt");
        assert_eq!(notes.is_some(), way == Way::FileByFile);
        assert_eq!(files, pages(1000).into_iter().collect());
        place.check_beside();
    }
}

/// Whether the output is the site of one round, where the way promises that.
fn check_whole(place: &Place, way: Way) {
    if way == Way::FileByFile {
        return;
    }
    let mut files = tree(&place.target_or_aside(way));
    assert!(files.remove(MANIFEST_NAME).is_some());
    let round = files["text/1.html"].parse().unwrap();
    assert_eq!(files, pages(round).into_iter().collect());
}

impl Place {
    /// Where the site is, which a build killed between two renames has left aside.
    fn target_or_aside(&self, way: Way) -> std::path::PathBuf {
        let places = Places::beside(&self.target());
        if places.target.exists() {
            return places.target;
        }
        assert_eq!(way, Way::Aside);
        places.aside
    }
}
