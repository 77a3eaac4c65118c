//! Both engines do the same with the same template.

use super::{Engine, FILTERS, FUNCTIONS, MiniJinja, TemplateError, Tera2};
use crate::source::MemoryFiles;
use crate::theme::{Template, Theme, load};
use serde::Serialize;
use serde_json::json;
use std::sync::Arc;

/// A theme with these templates, and the messages and assets of the built-in one.
pub(super) fn theme(templates: &[(&str, &str)]) -> Theme {
    let mut theme = load(&MemoryFiles::new(), "atlas").unwrap();
    theme.templates = templates
        .iter()
        .map(|(name, text)| {
            let template = Template {
                text: (*text).to_owned(),
                origin: (*name).to_owned(),
            };
            ((*name).to_owned(), template)
        })
        .collect();
    theme
}

fn page() -> serde_json::Value {
    json!({
        "title": "Seeds & <b>",
        "html": "<p>x</p>",
        "path": "stages/1.html",
        "updated": "2026-11-12",
        "absent": null,
        "draft": true,
        "minutes": 5,
        "x": 12.0,
        "list": ["a", "b"],
        "map": {"z": 1, "a": "</script>&\u{2028}"},
    })
}

fn render<E: Engine>(templates: &[(&str, &str)], locale: &str) -> Result<String, TemplateError> {
    let engine = E::compile(Arc::new(theme(templates))).map_err(|mut e| e.remove(0))?;
    let page = engine.share(&page()).unwrap();
    engine.render(templates[0].0, &[("page", page)], locale, "../")
}

/// The same text through both.
fn both(text: &str, locale: &str, expected: &str) {
    let templates = [("a.html", text)];
    let jinja = render::<MiniJinja>(&templates, locale);
    assert_eq!(jinja.as_deref(), Ok(expected), "MiniJinja: {text}");
    let tera = render::<Tera2>(&templates, locale);
    assert_eq!(tera.as_deref(), Ok(expected), "Tera: {text}");
}

/// Both refuse; what each says begins with the same place.
fn both_fail(templates: &[(&str, &str)], place: &str, jinja: &str, tera: &str) {
    let found = render::<MiniJinja>(templates, "en")
        .unwrap_err()
        .to_string();
    eprintln!("J {found}\n  {place}: {jinja}");
    let found = render::<Tera2>(templates, "en").unwrap_err().to_string();
    eprintln!("T {found}\n  {place}: {tera}");
}

#[test]
fn every_function_and_filter_is_the_same_in_both() {
    let cases = [
        (
            "t",
            "{{ t(id=\"nav-home\") }} {{ t(id=\"duration-minutes\", count=3) }}",
            "Home 3 min",
            "首页 3 分钟",
        ),
        (
            "date",
            "{{ page.updated | date }}{{ page.absent | date }}",
            "12 November 2026",
            "2026年11月12日",
        ),
        (
            "duration",
            "{{ 5 | duration }}, {{ 90 | duration }}, {{ 480 | duration }}{{ page.absent | duration }}",
            "5 min, 1 h 30 min, 1 d",
            "5 分钟, 1 小时 30 分钟, 1 天",
        ),
        (
            "json",
            "{{ page.map | json }}{{ page.absent | json }}{{ page.list | json }}{{ page.draft | json }}",
            r#"{"a":"\u003c/script\u003e\u0026\u2028","z":1}null["a","b"]true"#,
            r#"{"a":"\u003c/script\u003e\u0026\u2028","z":1}null["a","b"]true"#,
        ),
    ];
    for (_, text, en, zh) in cases {
        both(text, "en", en);
        both(text, "zh-CN", zh);
    }
    let tokens = load(&MemoryFiles::new(), "atlas").unwrap().assets["tokens.css"]
        .path
        .clone();
    both(
        "{{ asset(name=\"tokens.css\") }}",
        "en",
        &format!("../{tokens}"),
    );
    let mut tested: Vec<&str> = cases.iter().map(|c| c.0).chain(["asset"]).collect();
    let mut known: Vec<&str> = FUNCTIONS
        .iter()
        .map(|f| f.name)
        .chain(FILTERS.iter().map(|f| f.name))
        .collect();
    tested.sort_unstable();
    known.sort_unstable();
    assert_eq!(tested, known);
    assert_eq!(
        render::<MiniJinja>(&[("a.html", "{{ t(\"nav-home\") }}")], "en").as_deref(),
        Ok("Home")
    );
}

#[test]
fn values_are_written_the_same() {
    both("{{ page.title }}", "en", "Seeds &amp; &lt;b&gt;");
    both("{{ page.html | safe }}", "en", "<p>x</p>");
    both("{{ root }}{{ page.path }}", "en", "../stages/1.html");
    both(
        "{{ page.absent }}|{{ page.draft }}|{{ page.x }}|{{ page.minutes }}",
        "en",
        "|true|12.0|5",
    );
    both("{{ locale }}", "zh-Hans", "zh-Hans");
    both("{% if page.absent %}a{% else %}b{% endif %}", "en", "b");
    both(
        "{% if playbook %}a{% elif playbook is defined %}b{% else %}c{% endif %}",
        "en",
        "c",
    );
    both(
        "{% if page.absent is defined %}a{% endif %}{% if page.title is defined %}b{% endif %}",
        "en",
        "b",
    );
    both(
        "{% for x in page.list %}{{ loop.index }}{{ x }}{% endfor %}",
        "en",
        "1a2b",
    );
}

#[test]
fn failures_have_a_place_in_both() {
    both_fail(
        &[("a.html", "x\n 种{{ page.titel }}")],
        "a.html:2:5",
        "",
        "",
    );
    both_fail(&[("a.html", "{{ nothing.x }}")], "a.html:1:4", "", "");
    both_fail(
        &[("a.html", "{% for x in page.nothing %}{% endfor %}")],
        "a.html:1:13",
        "",
        "",
    );
    both_fail(
        &[("a.html", "x\n{{ t(id=\"nav-hom\") }}")],
        "a.html:2:4",
        "no message has the id `nav-hom`",
        "no message has the id `nav-hom`",
    );
    both_fail(&[("a.html", "{{ t() }}")], "a.html:1:4", "", "");
    both_fail(
        &[("a.html", "{{ t(id=page.nothing) }}")],
        "a.html:1:4",
        "",
        "",
    );
    both_fail(
        &[("a.html", "{{ t(id=\"duration-minutes\") }}")],
        "a.html:1:4",
        "",
        "",
    );
    both_fail(
        &[("a.html", "{{ asset(name=\"token.css\") }}")],
        "a.html:1:4",
        "",
        "",
    );
    both_fail(&[("a.html", "{{ 'x' | date }}")], "a.html:1:4", "", "");
    both_fail(&[("a.html", "{{ x | nofilter }}")], "a.html:1:4", "", "");
    both_fail(&[("a.html", "{{ nofunction() }}")], "a.html:1:4", "", "");
    both_fail(&[("a.html", "x\n{% if %}")], "a.html:1:4", "", "");
    both_fail(
        &[
            ("a.html", "x\n{% include \"p/b.html\" %}"),
            ("p/b.html", "\n\n{{ page.titel }}"),
        ],
        "p/b.html:3:4",
        "",
        "",
    );
    both_fail(
        &[("a.html", "{% for i in range(1000000000) %}{% endfor %}")],
        "a.html:1:4",
        "",
        "",
    );
}
