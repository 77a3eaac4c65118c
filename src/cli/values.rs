//! What values on the command line must look like.

use crate::scaffold;

/// The name of a template.
pub(super) fn template() -> impl clap::builder::TypedValueParser<Value = scaffold::Template> {
    use clap::builder::{PossibleValuesParser, TypedValueParser};
    let names = scaffold::Template::ALL.map(scaffold::Template::as_str);
    PossibleValuesParser::new(names).map(|name| {
        let named = scaffold::Template::ALL
            .into_iter()
            .find(|template| template.as_str() == name);
        named.unwrap_or(scaffold::Template::Blank)
    })
}

/// A title of one line.
pub(super) fn title(text: &str) -> Result<String, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.is_empty() {
        true => Err("a title has at least one letter".to_owned()),
        false => Ok(words.join(" ")),
    }
}

/// An address that pages can be named by from outside: absolute, http or https, nothing behind the path.
pub(super) fn base_url(text: &str) -> Result<String, String> {
    let example = "write the whole address, as in `https://example.com/playbook/`";
    let lower = text.to_ascii_lowercase();
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| lower.starts_with(scheme));
    let Some(scheme) = scheme else {
        return Err(format!("it does not begin with `https://`; {example}"));
    };
    let host = &text[scheme.len()..];
    let breaks = |c: char| c.is_whitespace() || c.is_control() || "<>\"\\".contains(c);
    if host.is_empty() || host.starts_with(['/', '?', '#', ':']) || host.contains(breaks) {
        return Err(format!("it names no host; {example}"));
    }
    if host.contains(['?', '#']) {
        return Err(format!(
            "an address with `?` or `#` has no pages below it; {example}"
        ));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::base_url;

    #[test]
    fn addresses() {
        for (text, good) in [
            ("https://example.com", true),
            ("HTTP://example.com/a/", true),
            ("https://例子.cn/a", true),
            ("example.com", false),
            ("ftp://example.com", false),
            ("https://", false),
            ("https:///a", false),
            ("https://a b", false),
            ("https://a/?q", false),
            ("https://a/#x", false),
        ] {
            assert_eq!(base_url(text).is_ok(), good, "{text}");
        }
    }
}
