//! Finding words in text, in scripts with and without spaces.

use std::ops::Range;

/// The first place of `word` in `text` where it stands by itself: no letter or digit of a script that puts spaces
/// between words touches it. Both are compared as they are written.
pub(crate) fn find_word(text: &str, word: &str) -> Option<Range<usize>> {
    text.match_indices(word)
        .find(|(start, found)| stands_alone(text, *start, start + found.len()))
        .map(|(start, found)| start..start + found.len())
}

/// Whether neither end of `start..end` cuts through a word.
pub(crate) fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let joined = |a: Option<char>, b: Option<char>| {
        a.is_some_and(spaced_letter) && b.is_some_and(spaced_letter)
    };
    let (before, inside, after) = (&text[..start], &text[start..end], &text[end..]);
    !joined(before.chars().next_back(), inside.chars().next())
        && !joined(inside.chars().next_back(), after.chars().next())
}

/// Whether a character is a letter or digit of a script that separates words by spaces.
fn spaced_letter(c: char) -> bool {
    // From the CJK radicals on (U+2E80), scripts with spaces are the exception.
    c == '_' || (c.is_alphanumeric() && c < '\u{2e80}')
}

#[cfg(test)]
mod tests {
    use super::find_word;

    #[test]
    fn words_are_found_where_they_stand_alone() {
        let check = |text: &str, word: &str, expected: Option<usize>| {
            assert_eq!(find_word(text, word).map(|r| r.start), expected, "{text}");
        };
        check("engagement rate, engage", "engage", Some(17));
        check("engagement", "engage", None);
        check("请定期发布", "定期", Some(3));
        check("笔记TODO补充", "TODO", Some(6));
        check("a-regularly!", "regularly", Some(2));
        check("", "x", None);
    }
}
