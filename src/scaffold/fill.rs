//! Putting facts into a template: `{{title}}`, `{{today}}`, `{{slug}}`.

use crate::document::front_matter::quoted;
use jiff::civil::Date;

/// What a template's marks stand for.
pub(super) struct Facts<'a> {
    /// The title, as a person would type it.
    pub(super) title: &'a str,
    /// The day of the first review; where there is none, its mark is left out.
    pub(super) today: Option<Date>,
    /// The slug or id.
    pub(super) slug: &'a str,
}

/// The template with its marks replaced, in one pass: what a fact contains is never taken for a mark. The title is
/// written for a YAML value in double quotes, which is the only place where templates have it.
pub(super) fn fill(template: &str, facts: &Facts<'_>) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        text.push_str(before);
        let Some((mark, behind)) = after.split_once("}}") else {
            text.push_str("{{");
            rest = after;
            continue;
        };
        match mark {
            "title" => text.push_str(&quoted(facts.title)),
            "today" => text.extend(facts.today.map(|day| day.to_string())),
            "slug" => text.push_str(facts.slug),
            _ => {
                text.push_str("{{");
                rest = after;
                continue;
            }
        }
        rest = behind;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::{Facts, fill};
    use crate::document::front_matter::{Fields, parse};
    use crate::source::{FileId, SitePath, SourceFile, Span};
    use jiff::civil::date;
    use proptest::prelude::{prop_assert_eq, proptest};

    fn facts(title: &str) -> Facts<'_> {
        Facts {
            title,
            today: Some(date(2026, 1, 2)),
            slug: "a-b",
        }
    }

    #[test]
    fn marks_are_replaced_once() {
        for (template, title, expected) in [
            ("t: \"{{title}}\"", "A", "t: \"A\""),
            ("t: \"{{title}}\"", "{{slug}} {{", "t: \"{{slug}} {{\""),
            ("{{slug}}-1 {{today}}", "", "a-b-1 2026-01-02"),
            ("{{ other }} {{slug}} {{", "", "{{ other }} a-b {{"),
        ] {
            assert_eq!(fill(template, &facts(title)), expected, "{template}");
        }
    }

    proptest! {
        #[test]
        fn any_title_comes_back_from_yaml(title in any_title()) {
            let text = fill("title: \"{{title}}\"\n", &facts(&title));
            let source = SourceFile { path: SitePath::new("a.yaml"), text };
            let whole = Span::new(0, source.text.len());
            let (root, found) = parse(FileId(0), &source, whole);
            prop_assert_eq!(found, vec![]);
            let read = Fields::of(&root).text("title").unwrap().value;
            let expected: Vec<&str> = title.split_whitespace().collect();
            let read: Vec<&str> = read.split_whitespace().collect();
            prop_assert_eq!(read, expected);
        }
    }

    fn any_title() -> &'static str {
        "[a-z][a-z\"\\\\{}:#'& \t\n种草-]{1,40}"
    }
}
