//! Telling a value that says something from one that only fills its place.

use super::lexicon::Lexicon;

/// Words that stand for a value which nobody knows, or which there is none of.
static NO_VALUE: Lexicon = Lexicon::new(
    include_str!("../words/en/no-value.txt"),
    include_str!("../words/zh/no-value.txt"),
);

/// Whether a value holds no letter and no digit, or consists of words for "there is none", up to the first remark:
/// `unknown (first reading in March)`.
pub(crate) fn says_nothing(value: &str) -> bool {
    let words = value.split([',', ';', ':', '(', '，', '；', '：', '（', '。']);
    let first = words.take(1).map(str::trim).next().unwrap_or_default();
    !value.contains(char::is_alphanumeric) || NO_VALUE.is(first.trim_end_matches(['.', '!', '?']))
}

#[cfg(test)]
mod tests {
    use super::says_nothing;

    #[test]
    fn words_for_nothing_are_told_from_readings() {
        for value in [
            "",
            " ",
            "-",
            "–",
            "—",
            "unknown",
            "Unknown.",
            "No",
            "Not applicable.",
            "N/A (from April on)",
            "not measured yet, first reading on 1 March",
            "none yet",
            "待定",
            "暂无数据，三月起统计",
            "无",
            "尚未",
            "不适用",
        ] {
            assert!(says_nothing(value), "{value}");
        }
        for value in [
            "40",
            "none of 10",
            "unknown accounts: 12 a week",
            "global: 12 a week",
            "0",
            "½",
            "low",
            "no fewer than 40",
            "example: 2.4 %",
            "约 3%",
            "无效订单 2%",
        ] {
            assert!(!says_nothing(value), "{value}");
        }
    }
}
