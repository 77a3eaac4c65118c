//! Builds after builds, with users who touch the output between them.

use super::super::publish::Way;
use super::{Place, WAYS, stamps};
use crate::output::{MANIFEST_NAME, OutputError, Sink};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

#[test]
fn each_build_leaves_its_own_files_only() {
    for way in WAYS {
        let place = Place::new();
        let first = place
            .build_in(
                way,
                &[
                    ("a.html", "a"),
                    ("b/c.html", "c"),
                    ("b/d/e.html", "e"),
                    ("f", "f"),
                ],
            )
            .unwrap();
        assert_eq!(
            (first.written, first.unchanged, first.removed, first.bytes),
            (4, 0, 0, 4)
        );
        let second = place
            .build_in(
                way,
                &[("a.html", "a"), ("b/c.html", "changed"), ("f/g.html", "g")],
            )
            .unwrap();
        assert_eq!(
            (second.written, second.unchanged, second.removed),
            (2, 1, 2)
        );
        assert_eq!(second.bytes, 9);
        place.check(&[("a.html", "a"), ("b/c.html", "changed"), ("f/g.html", "g")]);
        place
            .build_in(way, &[("b", "a file now"), ("f", "again")])
            .unwrap();
        place.check(&[("b", "a file now"), ("f", "again")]);
        place.build_in(way, &[]).unwrap();
        place.check(&[]);
    }
}

#[test]
fn folders_above_are_made_and_taken_away_again() {
    let place = Place::new();
    let target = place.target().join("deep/er");
    let open = || {
        super::DirectoryOutput::open(
            &target,
            &super::Protected {
                root: place.root.path().join("work"),
                inputs: Vec::new(),
            },
        )
    };
    drop(open().unwrap().begin().unwrap());
    assert!(!place.target().exists());
    open().unwrap().begin().unwrap().commit(None).unwrap();
    assert!(target.join(MANIFEST_NAME).exists());
}

#[test]
fn nothing_is_touched_when_nothing_changed() {
    for way in WAYS {
        let place = Place::new();
        let site = [("a.html", "a"), ("b/c.html", "c")];
        place.build_in(way, &site).unwrap();
        assert!(place.open().unwrap().is_current("inputs"));
        assert!(!place.open().unwrap().is_current("others"));
        let before = stamps(&place.target());
        let summary = place.build_in(way, &site).unwrap();
        assert_eq!(
            (summary.written, summary.unchanged, summary.removed),
            (0, 2, 0)
        );
        assert_eq!(stamps(&place.target()), before);

        let staging = place.open().unwrap().begin().unwrap();
        for (path, text) in site {
            staging.put(path, text.as_bytes()).unwrap();
        }
        staging.commit(Some("others")).unwrap();
        let after = stamps(&place.target());
        let differ: Vec<_> = before.iter().zip(&after).filter(|(b, a)| b != a).collect();
        // The manifest, and the time of the folder it lies in.
        assert_eq!(differ.len(), 2, "{differ:?}");
        assert!(place.open().unwrap().is_current("others"));
        place.check(&site);
    }
}

#[test]
fn what_did_not_change_is_linked() {
    for way in [Way::Exchange, Way::Aside] {
        let place = Place::new();
        place.build(&[("a.html", "a"), ("b/c.html", "c"), ("d.html", "d")]);
        let inode = |path: &str| fs::metadata(place.target().join(path)).unwrap().ino();
        let (folder, a, c) = (inode("."), inode("a.html"), inode("b/c.html"));
        place
            .build_in(way, &[("a.html", "a"), ("b/c.html", "c")])
            .unwrap();
        assert_ne!(inode("."), folder, "the folder was swapped");
        assert_eq!((inode("a.html"), inode("b/c.html")), (a, c));
        assert_eq!(
            fs::metadata(place.target().join("a.html")).unwrap().nlink(),
            1
        );
        place.check(&[("a.html", "a"), ("b/c.html", "c")]);
    }
}

#[test]
fn edited_and_missing_files_are_noticed_and_rewritten() {
    for way in WAYS {
        let place = Place::new();
        let site = [("a.html", "aaa"), ("b/c.html", "c"), ("b/d.html", "d")];
        let edits: [&dyn Fn(); 5] = [
            &|| place.write("a.html", "AAA"),
            &|| place.write("a.html", "longer"),
            &|| fs::remove_file(place.target().join("b/c.html")).unwrap(),
            &|| fs::remove_dir_all(place.target().join("b")).unwrap(),
            &|| {
                fs::remove_file(place.target().join("a.html")).unwrap();
                fs::create_dir(place.target().join("a.html")).unwrap();
                fs::remove_dir(place.target().join("a.html")).unwrap();
            },
        ];
        for edit in edits {
            place.build_in(way, &site).unwrap();
            assert!(place.open().unwrap().is_current("inputs"));
            edit();
            assert!(!place.open().unwrap().is_current("inputs"));
            place.build_in(way, &site).unwrap();
            place.check(&site);
        }
    }
}

#[test]
fn files_of_others_survive() {
    for way in WAYS {
        let place = Place::new();
        place
            .build_in(
                way,
                &[("a.html", "a"), ("b/c.html", "c"), ("b/old/d.html", "d")],
            )
            .unwrap();
        place.write("CNAME", "example.org");
        place.write("b/notes.txt", "mine");
        place.write(".git/objects/00/11", "blob");
        fs::create_dir(place.target().join("empty")).unwrap();
        symlink("a.html", place.target().join("link")).unwrap();
        let others = [
            (".git/objects/00/11", "blob"),
            ("CNAME", "example.org"),
            ("b/notes.txt", "mine"),
            ("empty", "(empty)"),
            ("link", "-> a.html"),
        ];
        for site in [
            &[
                ("a.html", "changed"),
                ("b/e.html", "e"),
                ("x/y/z.html", "z"),
            ][..],
            &[("x/y/z.html", "z")],
            &[],
            &[("a.html", "a")],
        ] {
            let inode = fs::metadata(place.target()).unwrap().ino();
            place.build_in(way, site).unwrap();
            assert_eq!(fs::metadata(place.target()).unwrap().ino(), inode);
            place.check(&[site, &others].concat());
        }
    }
}

#[test]
fn a_file_of_others_is_never_replaced() {
    for (mine, page) in [
        ("CNAME", "CNAME"),
        ("cname", "CNAME"),
        ("b", "b/c.html"),
        ("b/notes.txt", "b"),
        ("b/c/notes.txt", "b/c"),
        ("new/deep/notes.txt", "new/deep/notes.txt"),
    ] {
        let place = Place::new();
        place.build(&[("a.html", "a"), ("b0/c.html", "c")]);
        place.write(mine, "mine");
        let before = stamps(&place.target());
        let error = place
            .build_in(Way::Exchange, &[("a.html", "2"), (page, "3")])
            .unwrap_err();
        assert!(matches!(error, OutputError::Occupied { .. }), "{error}");
        assert_eq!(stamps(&place.target()), before);
        place.check(&[("a.html", "a"), ("b0/c.html", "c"), (mine, "mine")]);
    }
}

#[test]
fn links_in_the_output_are_never_followed() {
    for way in WAYS {
        let place = Place::new();
        let outside = place.root.path().join("outside");
        let site = [("a.html", "a"), ("b/c.html", "c"), ("d.html", "d")];
        let make_outside = || {
            fs::create_dir_all(&outside).unwrap();
            for name in ["a.html", "c.html", "d.html"] {
                fs::write(outside.join(name), &name[..1]).unwrap();
            }
        };
        make_outside();
        place.build_in(way, &site).unwrap();
        let inside = |path: &str| place.target().join(path);

        // In the place of files: the links go, what they lead to stays.
        for path in ["a.html", "d.html"] {
            fs::remove_file(inside(path)).unwrap();
            symlink(outside.join(path), inside(path)).unwrap();
        }
        assert!(!place.open().unwrap().is_current("inputs"));
        place
            .build_in(way, &[("a.html", "a"), ("b/c.html", "c")])
            .unwrap();
        place.check(&[("a.html", "a"), ("b/c.html", "c")]);

        // In the place of a folder: it is in the way of a page, and stays when there is none.
        fs::remove_dir_all(inside("b")).unwrap();
        symlink(&outside, inside("b")).unwrap();
        assert!(!place.open().unwrap().is_current("inputs"));
        let error = place.build_in(way, &[("b/c.html", "2")]).unwrap_err();
        assert!(matches!(error, OutputError::Occupied { .. }), "{error}");
        place.build_in(way, &[("a.html", "2")]).unwrap();
        place.check(&[("a.html", "2"), ("b", &format!("-> {}", outside.display()))]);

        for name in ["a.html", "c.html", "d.html"] {
            assert_eq!(fs::read_to_string(outside.join(name)).unwrap(), name[..1]);
        }
    }
}

#[test]
fn a_failing_build_leaves_the_old_site() {
    let place = Place::new();
    place.build(&[("a.html", "a")]);
    let before = stamps(&place.target());
    let staging = place.open().unwrap().begin().unwrap();
    staging.put("a.html", b"2").unwrap();
    staging.put("b.html", b"2").unwrap();
    drop(staging);
    assert_eq!(stamps(&place.target()), before);
    place.check(&[("a.html", "a")]);
}

#[test]
fn an_output_behind_a_link_is_built_where_it_is() {
    let place = Place::new();
    let real = place.root.path().canonicalize().unwrap().join("real");
    fs::create_dir(&real).unwrap();
    symlink(&real, place.target()).unwrap();
    place.build(&[("a.html", "a")]);
    place.build(&[("a.html", "b")]);
    assert!(place.target().is_symlink());
    place.check(&[("a.html", "b")]);
    assert_eq!(place.open().unwrap().target(), real);
}

#[test]
fn permissions_of_the_folder_stay() {
    for way in WAYS {
        let place = Place::new();
        place.build_in(way, &[("a.html", "a")]).unwrap();
        fs::set_permissions(place.target(), fs::Permissions::from_mode(0o2750)).unwrap();
        place.build_in(way, &[("a.html", "b")]).unwrap();
        assert_eq!(
            fs::metadata(place.target()).unwrap().mode() & 0o7777,
            0o2750
        );
    }
}

#[test]
fn the_order_of_puts_leaves_no_trace() {
    let paths: Vec<String> = (0..200).map(|n| format!("{}/{n}.html", n % 7)).collect();
    let (one, other) = (Place::new(), Place::new());
    let staging = one.open().unwrap().begin().unwrap();
    for path in &paths {
        staging.put(path, path.as_bytes()).unwrap();
    }
    staging.commit(Some("x")).unwrap();
    let staging = other.open().unwrap().begin().unwrap();
    paths
        .par_iter()
        .rev()
        .for_each(|path| staging.put(path, path.as_bytes()).unwrap());
    staging.commit(Some("x")).unwrap();
    assert_eq!(super::tree(&one.target()), super::tree(&other.target()));
    assert_eq!(one.files().len(), 200);
}

#[test]
fn a_name_too_long_for_a_neighbour_is_built_inside() {
    let place = Place::new();
    let target = place.target().join("n".repeat(250));
    fs::create_dir_all(&target).unwrap();
    let build = |text: &[u8]| {
        let output = super::DirectoryOutput::open(
            &target,
            &super::Protected {
                root: place.root.path().join("work"),
                inputs: Vec::new(),
            },
        );
        let staging = output.unwrap().begin().unwrap();
        assert!(staging.places.inside);
        staging.put("a.html", text).unwrap();
        staging.commit(None).unwrap();
    };
    build(b"1");
    build(b"2");
    assert_eq!(super::tree(&target).len(), 2);
    assert_eq!(fs::read(target.join("a.html")).unwrap(), b"2");
}
