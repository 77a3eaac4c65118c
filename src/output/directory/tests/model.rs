//! Any sequence of builds and edits, against a map.

use super::{Place, WAYS};
use crate::output::OutputError;
use proptest::prelude::{ProptestConfig, Strategy, prop_oneof, proptest};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;

/// Paths of pages: some lie where others need a folder.
const PAGES: [&str; 7] = [
    "a",
    "a/b",
    "a/b/c",
    "d.html",
    "e/f.html",
    "e/g.html",
    "h/i/j.html",
];
/// Paths of what users add, in folders of pages and elsewhere.
const OTHERS: [&str; 5] = ["CNAME", "a/notes", "e/notes", ".git/config", "h/i/k/notes"];

#[derive(Clone, Debug)]
enum Step {
    Build(usize, BTreeMap<usize, u8>),
    Add(usize),
    Edit(usize),
    Delete(usize),
    Link(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let page = 0..PAGES.len();
    let build = proptest::collection::btree_map(page.clone(), 0..3_u8, 0..6);
    prop_oneof![
        4 => (0..WAYS.len(), build).prop_map(|(way, pages)| Step::Build(way, pages)),
        1 => (0..OTHERS.len()).prop_map(Step::Add),
        1 => page.clone().prop_map(Step::Edit),
        1 => page.clone().prop_map(Step::Delete),
        1 => page.prop_map(Step::Link),
    ]
}

/// What the output should hold.
#[derive(Default)]
struct Model {
    pages: BTreeMap<String, String>,
    others: BTreeMap<String, String>,
}

impl Model {
    fn all(&self) -> BTreeMap<String, String> {
        let mut all = self.pages.clone();
        all.extend(self.others.clone());
        all
    }

    fn build(&mut self, place: &Place, way: usize, pages: &BTreeMap<usize, u8>) {
        let mut site: Vec<(&str, String)> = Vec::new();
        for (page, text) in pages {
            let path = PAGES[*page];
            if !site
                .iter()
                .any(|(other, _)| below(path, other) || below(other, path))
            {
                site.push((path, format!("{text}")));
            }
        }
        let files: Vec<(&str, &str)> = site
            .iter()
            .map(|(path, text)| (*path, text.as_str()))
            .collect();
        let in_the_way = site.iter().any(|(path, _)| {
            self.others
                .keys()
                .any(|other| below(other, path) || below(path, other))
        });
        let before = place.files();
        match place.build_in(WAYS[way], &files) {
            Ok(_) => {
                assert!(!in_the_way);
                self.pages = site
                    .into_iter()
                    .map(|(path, text)| (path.to_owned(), text))
                    .collect();
            }
            Err(OutputError::Occupied { .. }) => {
                assert!(in_the_way);
                assert_eq!(place.files(), before);
                return;
            }
            Err(error) => panic!("{error}"),
        }
        // Folders that the pages left empty are gone; `files` would show them.
        assert_eq!(place.files(), self.all());
        place.check_beside();
    }
}

fn below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with('/'))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_builds_and_edits_end_as_a_fresh_build(steps in proptest::collection::vec(step(), 1..14)) {
        let place = Place::new();
        let outside = place.root.path().join("outside");
        fs::write(&outside, "outside").unwrap();
        let mut model = Model::default();
        place.build(&[]);
        for step in steps {
            match step {
                Step::Build(way, pages) => model.build(&place, way, &pages),
                Step::Add(other) => {
                    let path = OTHERS[other];
                    let blocked = model.pages.keys().any(|page| below(path, page));
                    if !blocked {
                        place.write(path, "mine");
                        model.others.insert(path.to_owned(), "mine".to_owned());
                    }
                }
                Step::Edit(page) | Step::Delete(page) | Step::Link(page)
                    if model.pages.contains_key(PAGES[page]) =>
                {
                    let file = place.target().join(PAGES[page]);
                    let _ = fs::remove_file(&file);
                    match step {
                        Step::Edit(_) => fs::write(&file, "9").unwrap(),
                        Step::Link(_) => symlink(&outside, &file).unwrap(),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        assert_eq!(fs::read_to_string(&outside).unwrap(), "outside");
        // In the end a build of everything that fits gives just that.
        model.build(&place, 0, &[(3, 1), (4, 2)].into());
    }
}
