//! Lists of words that rules look for in prose, where no field says what they need to know.
//!
//! A list is a data file per language, `words/<language>/<list>.txt`: one phrase a line in lower case, `#` before
//! remarks. All languages are looked for in every text, since a playbook in English quotes Chinese captions. Fields and
//! tags come first: a rule reaches for words only where nothing typed answers its question.

use super::words::stands_alone;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::ops::Range;
use std::sync::OnceLock;

/// A list of phrases in every language, and what finds them in one pass.
pub(crate) struct Lexicon {
    english: &'static str,
    chinese: &'static str,
    /// Made when the first text is looked at.
    search: OnceLock<Option<AhoCorasick>>,
}

impl Lexicon {
    /// The list out of its data files.
    pub(crate) const fn new(english: &'static str, chinese: &'static str) -> Self {
        Self {
            english,
            chinese,
            search: OnceLock::new(),
        }
    }

    /// Whether the text is one of the phrases and nothing else.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.find(text) == Some(0..text.len())
    }

    /// The first place of one of the phrases that stands by itself. Case does not matter.
    pub(crate) fn find(&self, text: &str) -> Option<Range<usize>> {
        let mut found = self.search()?.find_iter(text);
        found
            .find(|found| stands_alone(text, found.start(), found.end()))
            .map(|found| found.range())
    }

    /// Whether one of the phrases stands in the text.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// The text with a blank in the place of each of the phrases that stands by itself.
    pub(crate) fn without(&self, text: &str) -> String {
        let (mut rest, mut end) = (String::with_capacity(text.len()), 0);
        let search = self.search().into_iter();
        for found in search.flat_map(|search| search.find_iter(text)) {
            if stands_alone(text, found.start(), found.end()) {
                rest.push_str(&text[end..found.start()]);
                rest.push(' ');
                end = found.end();
            }
        }
        rest.push_str(&text[end..]);
        rest
    }

    /// The first phrases of the list for a message, in the language of `locale`: `buy now`, `order today`, …
    pub(crate) fn examples(&self, locale: &str, number: usize) -> String {
        let list = match locale.starts_with("zh") {
            true => self.chinese,
            false => self.english,
        };
        let phrases: Vec<String> = phrases(list)
            .take(number)
            .map(|p| format!("`{p}`"))
            .collect();
        phrases.join(", ")
    }

    fn search(&self) -> Option<&AhoCorasick> {
        // The longest phrase counts: a shorter one inside it would be marked instead.
        let search = self.search.get_or_init(|| {
            AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .match_kind(MatchKind::LeftmostLongest)
                .build(phrases(self.english).chain(phrases(self.chinese)))
                .ok()
        });
        search.as_ref()
    }
}

/// The phrases of a data file.
fn phrases(list: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = list.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::Lexicon;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn phrases_are_found_where_they_stand_alone_and_the_longest_counts() {
        let list = Lexicon::new("# remark\nbuy\nbuy now\n", "\n立即购买\n");
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(
                list.find(text).map(|range| &text[range]),
                expected,
                "{text}"
            );
        };
        check("So Buy now!", Some("Buy now"));
        check("A buyer buys, then buy.", Some("buy"));
        check("点击立即购买吧", Some("立即购买"));
        check("buyers", None);
        check("# remark", None);
        assert_eq!(
            list.without("Buy now, buyer; 请立即购买吧"),
            " , buyer; 请 吧"
        );
        assert_eq!(list.examples("zh-Hans", 3), "`立即购买`");
        assert_eq!(list.examples("en", 1), "`buy`");
        assert!(list.is("Buy now") && list.is("立即购买"));
        assert!(!list.is("buy now!") && !list.is("去立即购买") && !list.is(""));
    }

    #[test]
    fn every_list_exists_in_both_languages_in_lower_case_without_repetition() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lint/words");
        let names = |language: &str| -> BTreeSet<String> {
            let files = std::fs::read_dir(folder.join(language)).unwrap();
            files
                .map(|file| file.unwrap().file_name().into_string().unwrap())
                .collect()
        };
        assert_eq!(names("en"), names("zh"));
        for (language, name) in ["en", "zh"]
            .into_iter()
            .flat_map(|l| names(l).into_iter().map(move |n| (l, n)))
        {
            let text = std::fs::read_to_string(folder.join(language).join(&name)).unwrap();
            let mut seen = BTreeSet::new();
            for phrase in text
                .lines()
                .filter(|l| !l.is_empty() && !l.starts_with('#'))
            {
                assert_eq!(phrase, phrase.trim().to_lowercase(), "{language}/{name}");
                assert!(
                    seen.insert(phrase),
                    "{phrase} stands twice in {language}/{name}"
                );
            }
            assert!(!seen.is_empty(), "{language}/{name} is empty");
        }
    }
}
