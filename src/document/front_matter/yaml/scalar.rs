//! What an unquoted scalar means: the core schema of YAML 1.2, in which `yes`, `no`, `on` and `off` are words.

use crate::document::front_matter::Value;

/// The value of an unquoted scalar, and its text where the value alone would not give it back.
pub(super) fn resolve(text: &str) -> (Value, Option<Box<str>>) {
    let value = value_of(text);
    let written = match &value {
        Value::Null | Value::Text(_) => None,
        value => (canonical(value).as_deref() != Some(text)).then(|| text.into()),
    };
    (value, written)
}

/// The shortest text of a scalar; `None` for lists, maps and nothing.
pub(super) fn canonical(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Bool(b) => Some(b.to_string()),
        Value::Integer(n) => Some(n.to_string()),
        Value::Float(n) => Some(n.to_string()),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}

fn value_of(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => integer(text)
            .map(Value::Integer)
            .or_else(|| float(text).map(Value::Float))
            .unwrap_or_else(|| Value::Text(text.to_owned())),
    }
}

fn integer(text: &str) -> Option<i64> {
    let radix = |digits: &str, radix: u32| {
        let plain = digits.bytes().all(|b| b.is_ascii_alphanumeric());
        plain
            .then(|| i64::from_str_radix(digits, radix).ok())
            .flatten()
    };
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, infinity and not-a-number.
fn float(text: &str) -> Option<f64> {
    match text {
        ".nan" | ".NaN" | ".NAN" => return Some(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return Some(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => return Some(f64::NEG_INFINITY),
        _ => {}
    }
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-');
    (text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(number))
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::{Value, resolve};

    #[test]
    fn words_stay_words_and_numbers_keep_their_text() {
        let text = |s: &str| Value::Text(s.to_owned());
        for (written, value, kept) in [
            ("off", text("off"), None),
            ("Yes", text("Yes"), None),
            ("true", Value::Bool(true), None),
            ("True", Value::Bool(true), Some("True")),
            ("2026", Value::Integer(2026), None),
            ("007", Value::Integer(7), Some("007")),
            ("0x1F", Value::Integer(31), Some("0x1F")),
            ("1.10", Value::Float(1.1), Some("1.10")),
            ("1e3", Value::Float(1000.0), Some("1e3")),
            ("2026-01-02", text("2026-01-02"), None),
            ("1_000", text("1_000"), None),
            ("1.2.3", text("1.2.3"), None),
            ("0x-1", text("0x-1"), None),
            ("-", text("-"), None),
            (".", text("."), None),
            ("e", text("e"), None),
            ("", Value::Null, None),
            ("~", Value::Null, None),
        ] {
            let (got, raw) = resolve(written);
            assert_eq!((got, raw.as_deref()), (value, kept), "{written}");
        }
    }
}
