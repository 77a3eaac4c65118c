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

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn near_words_are_suggested_and_far_ones_are_not() {
        assert_eq!(
            closest("reserch", ["discovery", "research"]),
            Some("research")
        );
        assert_eq!(closest("banana", ["discovery", "research"]), None);
    }
}
