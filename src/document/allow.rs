//! What a comment that silences findings says: the same words in Markdown and in YAML.

use crate::source::{Span, Spanned};

/// What stands between names. Whoever writes Chinese has the wide one at hand.
const COMMAS: [char; 2] = [',', '，'];
/// What stands before the reason.
const COLONS: [char; 2] = [':', '：'];

/// So many rules are read in one comment.
const MOST_RULES: usize = 100;

/// The rules and the reason of `lint-allow rule, other-rule: reason`, which is the text of a comment without its marks
/// and begins at byte `start`. `None` for a comment of another kind.
pub(super) fn read(text: &str, start: usize) -> Option<(Vec<Spanned<String>>, String)> {
    let body = text.trim_start().strip_prefix("lint-allow")?;
    if body.starts_with(|c: char| !c.is_whitespace() && !COLONS.contains(&c)) {
        return None;
    }
    let ends = |c: char| c.is_whitespace() || COLONS.contains(&c) || COMMAS.contains(&c);
    let (mut rules, mut rest) = (Vec::new(), body);
    loop {
        rest = rest.trim_start();
        let at = start + text.len() - rest.len();
        let (name, behind) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
        if !name.is_empty() {
            let span = Span::new(at, at + name.len());
            rules.push(Spanned::new(name.to_owned(), span));
        }
        rest = behind.trim_start();
        match rest.strip_prefix(COMMAS) {
            Some(more) if rules.len() < MOST_RULES => rest = more,
            _ => break,
        }
    }
    let reason = rest.trim_start_matches(COLONS).trim();
    Some((rules, reason.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::read;
    use proptest::prelude::proptest;

    fn check(text: &str, rules: &[&str], reason: &str) {
        let (got, why) = read(text, 10).unwrap();
        let names: Vec<_> = got.iter().map(|rule| rule.value.as_str()).collect();
        assert_eq!((names.as_slice(), why.as_str()), (rules, reason), "{text}");
        for rule in got {
            let (start, end) = (rule.span.start as usize, rule.span.end as usize);
            assert_eq!(text[start - 10..end - 10], rule.value);
        }
    }

    #[test]
    fn rules_stand_before_the_colon_and_the_reason_behind_it() {
        check(" lint-allow a-b: c: d ", &["a-b"], "c: d");
        check("lint-allow a, b,c : why", &["a", "b", "c"], "why");
        check("lint-allow a，b：为什么", &["a", "b"], "为什么");
        check("lint-allow a why not", &["a"], "why not");
        check("lint-allow a,", &["a"], "");
        check("lint-allow a", &["a"], "");
        check("lint-allow: why", &[], "why");
        check("lint-allow", &[], "");
        for other in ["lint-allowed a: b", "lint", "note: lint-allow a: b", ""] {
            assert_eq!(read(other, 0), None, "{other}");
        }
    }

    proptest! {
        #[test]
        fn no_comment_is_too_strange(text in "( ?lint-allow)?[ab,，:： \t\n\\PC]{0,40}") {
            if let Some((rules, _)) = read(&text, 0) {
                for rule in rules {
                    assert_eq!(&text[rule.span.range()], rule.value);
                }
            }
        }
    }
}
