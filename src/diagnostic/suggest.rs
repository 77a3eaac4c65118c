//! Did-you-mean: the closest of the words that would have been right.

/// The candidate closest to `word`, if one is close enough to have been meant.
///
/// Distance is Damerau–Levenshtein over characters, compared in lower case; it must be no more than a third
/// of the word's length (at least 1). The first of equally close candidates wins.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|c| (strsim::damerau_levenshtein(&word, &c.to_lowercase()), c))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, c)| c)
}

/// The words that are close to a misspelt one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Candidates<'a> {
    /// None is.
    None,
    /// This one alone: it is clear what was meant.
    One(&'a str),
    /// These two at least, the closer one first.
    Several(&'a str, &'a str),
}

/// The candidates close to `word`. A word of more than 100 bytes has none: it was not meant as any of them, and
/// comparing it would take long. A candidate that differs in the case of letters alone is the only one.
#[must_use]
pub fn candidates<'a>(word: &str, words: &[&'a str]) -> Candidates<'a> {
    if word.len() > 100 {
        return Candidates::None;
    }
    let Some(first) = closest(word, words.iter().copied()) else {
        return Candidates::None;
    };
    if first.to_lowercase() == word.to_lowercase() {
        return Candidates::One(first);
    }
    match closest(word, words.iter().copied().filter(|c| *c != first)) {
        Some(second) => Candidates::Several(first, second),
        None => Candidates::One(first),
    }
}

#[cfg(test)]
mod tests {
    use super::{Candidates, candidates, closest};

    #[test]
    fn one_candidate_is_clear_and_two_are_not() {
        let words = ["saves", "sales", "reviews"];
        assert_eq!(candidates("review", &words), Candidates::One("reviews"));
        assert_eq!(
            candidates("saves-", &words),
            Candidates::Several("saves", "sales")
        );
        assert_eq!(candidates("SAVES", &words), Candidates::One("saves"));
        assert_eq!(candidates("banana", &words), Candidates::None);
    }

    #[test]
    fn near_words_are_suggested_and_far_ones_are_not() {
        assert_eq!(
            closest("reserch", ["discovery", "research"]),
            Some("research")
        );
        assert_eq!(closest("banana", ["discovery", "research"]), None);
    }
}
