//! Numbers as a language groups their digits: `1,234` in English and Chinese, `1.234` in German, `1 234` in French.

use fluent_bundle::FluentValue;

/// What stands between groups of three digits in a language (CLDR); nothing where it is not known.
pub(super) fn separator(locale: &str) -> &'static str {
    match locale.split('-').next().unwrap_or(locale) {
        "en" | "zh" | "ja" | "ko" | "th" | "he" | "hi" | "ms" | "sw" | "ta" | "bn" => ",",
        "de" | "es" | "it" | "nl" | "pt" | "id" | "tr" | "da" | "el" | "ro" | "hr" | "sl"
        | "sr" | "vi" => ".",
        "fr" => "\u{202f}",
        "bg" | "cs" | "et" | "fi" | "hu" | "lt" | "lv" | "nb" | "nn" | "no" | "pl" | "ru"
        | "sk" | "sv" | "uk" => "\u{a0}",
        _ => "",
    }
}

/// A number with its digits in groups. What stands behind a decimal point stays as it is.
pub(super) fn written(number: f64, separator: &str) -> String {
    let plain = number.to_string();
    let whole = plain.len()
        - plain
            .trim_start_matches(|c: char| c == '-' || c.is_ascii_digit())
            .len();
    let (whole, rest) = plain.split_at(whole);
    let digits = whole.trim_start_matches('-').len();
    let mut out = String::with_capacity(plain.len() + 4);
    let mut left = digits;
    for c in whole.chars() {
        if c.is_ascii_digit() {
            if left < digits && left % 3 == 0 {
                out.push_str(separator);
            }
            left -= 1;
        }
        out.push(c);
    }
    out.push_str(rest);
    out
}

/// What Fluent calls to write a number in a language whose digits are grouped so.
pub(super) fn formatter<M>(separator: &str) -> Option<fn(&FluentValue<'_>, &M) -> Option<String>> {
    match separator {
        "," => Some(|value, _| grouped(value, ",")),
        "." => Some(|value, _| grouped(value, ".")),
        "\u{202f}" => Some(|value, _| grouped(value, "\u{202f}")),
        "\u{a0}" => Some(|value, _| grouped(value, "\u{a0}")),
        _ => None,
    }
}

fn grouped(value: &FluentValue<'_>, separator: &str) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(written(number.value, separator)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{separator, written};

    #[test]
    fn digits_stand_in_groups_of_three() {
        let check = |locale: &str, number: f64, expected: &str| {
            assert_eq!(written(number, separator(locale)), expected, "{locale}");
        };
        check("en", 7.0, "7");
        check("en", 999.0, "999");
        check("en-GB", 1234.0, "1,234");
        check("zh-Hans", 1_234_567.0, "1,234,567");
        check("de", 12_345.0, "12.345");
        check("fr", 1234.5, "1\u{202f}234.5");
        check("en", -1234.0, "-1,234");
        check("tlh", 1234.0, "1234");
    }
}
