//! Both engines do the same with the same template.

use super::{Engine, FILTERS, FUNCTIONS, MiniJinja, TOO_MUCH_WORK, TemplateError, Tera2};
use crate::source::MemoryFiles;
use crate::theme::{EngineKind, Template, Theme, load};
use serde_json::json;
use std::sync::Arc;

const EN: &str = "nav-home = Home
duration-minutes = { $count } min
duration-hours = { $count } h
duration-days = { $count } d
date-long = { $day } { $month } { $year }
month-11 = November
";

const ZH: &str = "nav-home = 首页
duration-minutes = { $count } 分钟
duration-hours = { $count } 小时
duration-days = { $count } 天
date-long = { $year }年{ $month }月{ $day }日
month-11 = 11
";

/// The built-in theme with the messages above.
fn built_in() -> Theme {
    let mut files = MemoryFiles::new();
    files.insert("themes/atlas/i18n/en.ftl", EN);
    files.insert("themes/atlas/i18n/zh-Hans.ftl", ZH);
    load(&files, "atlas").unwrap()
}

/// A theme with these templates.
pub(super) fn theme(templates: &[(&str, &str)]) -> Theme {
    let mut theme = built_in();
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

/// Both refuse.
fn both_fail(templates: &[(&str, &str)], jinja: &str, tera: &str) {
    let found = render::<MiniJinja>(templates, "en").unwrap_err();
    assert_eq!(found.to_string(), jinja, "MiniJinja: {templates:?}");
    let found = render::<Tera2>(templates, "en").unwrap_err();
    assert_eq!(found.to_string(), tera, "Tera: {templates:?}");
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
            "lang",
            "<b{{ \"换季\" | lang }}><b{{ \"word\" | lang }}>{{ page.absent | lang }}",
            "<b lang=\"zh\"><b>",
            "<b><b>",
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
    let tokens = built_in().assets["tokens.css"].path.clone();
    both(
        "{{ asset(name=\"tokens.css\") }}",
        "en",
        &format!("../{tokens}"),
    );
    for (locale, name) in [("en", "texts/en.js"), ("zh-CN", "texts/zh-Hans.js")] {
        let texts = built_in().assets[name].path.clone();
        both("{{ texts() }}", locale, &format!("../{texts}"));
    }
    let mut tested: Vec<&str> = cases.iter().map(|c| c.0).collect();
    tested.extend(["asset", "texts"]);
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
fn failures_have_a_place_and_a_reason_in_both() {
    let both_say = |text: &str, expected: &str| both_fail(&[("a.html", text)], expected, expected);
    both_say(
        "x\n{{ t(id=\"nav-hom\") }}",
        "a.html:2:4: no message has the id `nav-hom`",
    );
    both_say(
        "{{ t() }}",
        "a.html:1:4: `t` needs `id`: write `t(id=\"…\")`",
    );
    both_say("{{ t(id=3) }}", "a.html:1:4: `id` of `t` must be text");
    both_say(
        "{{ t(id=page.nothing) }}",
        "a.html:1:4: what is given to `t` as `id` is not defined",
    );
    both_say(
        "{{ t(id=\"duration-minutes\") }}",
        "a.html:1:4: the message `duration-minutes` cannot be written: unknown variable: $count",
    );
    both_say(
        "{{ asset(name=\"token.css\") }}",
        "a.html:1:4: the theme has no asset `token.css`. Did you mean `tokens.css`?",
    );
    both_say(
        "{{ 'soon' | date }}",
        "a.html:1:13: `soon` is no date; a date is written `2026-11-12`",
    );
    both_say(
        "{{ -1 | duration }}",
        "a.html:1:9: `duration` takes a whole number of minutes",
    );
}

#[test]
fn slips_of_the_pen_are_found_by_both() {
    let check = |text: &str, jinja: &str, tera: &str| {
        let engines = [
            render::<MiniJinja>(&[("a.html", text)], "en"),
            render::<Tera2>(&[("a.html", text)], "en"),
        ];
        for (found, expected) in engines.into_iter().zip([jinja, tera]) {
            let found = found.unwrap_err().to_string();
            assert!(found.starts_with(expected), "{found}\n{expected}");
        }
    };
    check(
        "x\n 种{{ page.titel }}",
        "a.html:2:6: `page.titel` is undefined",
        "a.html:2:11: field `titel` is not defined. Available fields: absent, draft,",
    );
    check(
        "{{ nothing.x }}",
        "a.html:1:4: `nothing` is undefined",
        "a.html:1:4: variable `nothing` is not defined. Available variables: audit,",
    );
    check(
        "{% for x in page.nothing %}{% endfor %}",
        "a.html:1:13: `page.nothing` is undefined",
        "a.html:1:13: what is looped over is not defined",
    );
    check(
        "{% for i in page.list %}{{ i.x }}{% endfor %}",
        "a.html:1:28: `i.x` is undefined",
        "a.html:1:30: field `x` is not defined",
    );
    check(
        "{{ x | nofilter }}",
        "a.html:1:8: ",
        "a.html:1:8: unknown filter `nofilter`",
    );
    check(
        "{{ nofunction() }}",
        "a.html:1:4: ",
        "a.html:1:4: unknown function `nofunction`",
    );
    check("x\n{% if %}", "a.html:2:7: ", "a.html:2:7: ");
    let in_a_condition = [("a.html", "{% if page.titel %}{% endif %}")];
    assert!(render::<MiniJinja>(&in_a_condition, "en").is_err());
    assert!(render::<Tera2>(&in_a_condition, "en").is_ok());
}

#[test]
fn the_innermost_template_is_named_and_the_others_after_it() {
    both_fail(
        &[
            ("a.html", "x\n{% include \"p/b.html\" %}"),
            ("p/b.html", "\n\n{{ t(id=\"x\") }}"),
        ],
        "p/b.html:3:4: no message has the id `x` (included by `a.html`, line 2)",
        "p/b.html:3:4: no message has the id `x` (included by `a.html`, line 2)",
    );
}

#[test]
fn circles_are_refused_before_anything_is_rendered() {
    let both_say =
        |templates: &[(&str, &str)], expected: &str| both_fail(templates, expected, expected);
    both_say(
        &[
            ("a.html", "{% include \"b.html\" %}"),
            ("b.html", "{% include \"a.html\" %}"),
        ],
        "b.html:1:12: `a.html` includes `b.html` includes `a.html`: a circle without end",
    );
    both_say(
        &[("a.html", "{% extends \"a.html\" %}")],
        "a.html:1:12: `a.html` extends `a.html`: a circle without end",
    );
    // A name that is made while rendering cannot be seen before; the engine's own limit ends it.
    let error = render::<MiniJinja>(&[("a.html", "{% set n = 'a.html' %}{% include n %}")], "en");
    assert_eq!(
        error.unwrap_err().message,
        "`a.html` includes `a.html`: a circle without end"
    );
}

/// Every way to work without end, in both.
#[test]
fn work_without_end_ends() {
    let deep: String = (0..12)
        .map(|i| format!("{{% for x{i} in page.many %}}"))
        .collect();
    let deep = format!("{deep}{}", "{% endfor %}".repeat(12));
    let doubled: Vec<(String, String)> = (0..15)
        .map(|i| {
            let next = i + 1;
            let twice = format!("{{% include '{next:02}' %}}").repeat(4);
            (format!("{i:02}"), twice)
        })
        .chain([("15".to_owned(), String::new())])
        .collect();
    let doubled: Vec<(&str, &str)> = doubled
        .iter()
        .map(|(n, t)| (n.as_str(), t.as_str()))
        .collect();
    let jinja = |templates: &[(&str, &str)], expected: &str| {
        let engine = MiniJinja::with_fuel(Arc::new(theme(templates)), 200_000);
        check_end(
            engine.unwrap_or_else(|e| panic!("{e:?}")),
            templates[0].0,
            expected,
        );
    };
    let tera = |templates: &[(&str, &str)], expected: &str| {
        let engine = Tera2::with_fuel(Arc::new(theme(templates)), 200_000);
        check_end(
            engine.unwrap_or_else(|e| panic!("{e:?}")),
            templates[0].0,
            expected,
        );
    };
    jinja(&[("a", &deep)], TOO_MUCH_WORK);
    tera(&[("a", &deep)], TOO_MUCH_WORK);
    jinja(&doubled, TOO_MUCH_WORK);
    tera(&doubled, TOO_MUCH_WORK);
    jinja(
        &[("a", "{% for i in range(1000000000) %}{% endfor %}")],
        "range has too many elements",
    );
    tera(
        &[("a", "{% for i in range(end=1000000000) %}{% endfor %}")],
        "`range` would give 1000000000 numbers; it gives 10000 at most",
    );
    jinja(
        &[(
            "a",
            "{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}",
        )],
        TOO_MUCH_WORK,
    );
    tera(
        &[(
            "a",
            "{% for i in range(end=9000) %}{% for j in range(end=9000) %}{% endfor %}{% endfor %}",
        )],
        TOO_MUCH_WORK,
    );
    tera(
        &[(
            "a",
            "{{ [[y for y in range(end=9000)] for x in range(end=9000)] }}",
        )],
        TOO_MUCH_WORK,
    );
    tera(
        &[(
            "a",
            "{{ [x for x in page.many if [y for y in range(end=9000) if [z for z in page.many if false]]] }}",
        )],
        TOO_MUCH_WORK,
    );
    let components: String = (0..12)
        .map(|i| {
            let next = format!("{{{{ <C{} /> }}}}", i + 1).repeat(4);
            format!("{{% component C{i}() %}}{next}{{% endcomponent %}}")
        })
        .collect();
    let components =
        format!("{components}{{% component C12() %}}{{% endcomponent %}}{{{{ <C0 /> }}}}");
    tera(&[("a", &components)], TOO_MUCH_WORK);
    jinja(
        &[(
            "a",
            "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        )],
        "macros or templates are nested too deep; does one call itself?",
    );
}

fn check_end<E: Engine>(engine: E, template: &str, expected: &str) {
    let many = engine.share(&json!({ "many": vec!["x"; 100] })).unwrap();
    let error = engine
        .render(template, &[("page", many)], "en", "")
        .unwrap_err();
    assert_eq!(
        error.message.split(" (included").next().unwrap(),
        expected,
        "{error}"
    );
}

#[test]
fn a_page_has_a_greatest_size() {
    let double = "{% for x in page.list %}";
    let big = "x".repeat(1024 * 1024);
    let text = |doublings: usize| {
        let ends = "{% endfor %}".repeat(doublings);
        format!("{}{big}{ends}", double.repeat(doublings))
    };
    let small = render::<MiniJinja>(&[("a", &text(5))], "en");
    assert_eq!(small.map(|t| t.len()), Ok(32 * 1024 * 1024));
    let expected = "the page grows past 67108864 bytes";
    for error in [
        render::<MiniJinja>(&[("a", &text(7))], "en"),
        render::<Tera2>(&[("a", &text(7))], "en"),
    ] {
        assert_eq!(error.unwrap_err().message, expected);
    }
}

/// Where a page's variables are out of sight, the functions still know the page.
#[test]
fn functions_know_the_page_everywhere() {
    assert_eq!(
        render::<Tera2>(
            &[("a", "{% component C() %}{{ t(id=\"nav-home\") }}{{ 5 | duration }}{% endcomponent %}{{ <C /> }}")],
            "zh-CN"
        )
        .as_deref(),
        Ok("首页5 分钟")
    );
    assert_eq!(
        render::<MiniJinja>(
            &[
                ("a", "{% from 'b' import m %}{{ m() }}"),
                ("b", "{% macro m() %}{{ t(\"nav-home\") }}{% endmacro %}")
            ],
            "zh-CN"
        )
        .as_deref(),
        Ok("首页")
    );
}

#[test]
fn every_template_that_is_wrong_is_told() {
    let wrong = theme(&[("a", "{% if %}"), ("b", ""), ("c", "{{ }}")]);
    let places = |errors: Vec<TemplateError>| -> Vec<String> {
        errors.iter().map(|e| e.origin.clone()).collect()
    };
    assert_eq!(
        places(MiniJinja::compile(Arc::new(wrong.clone())).err().unwrap()),
        ["a", "c"]
    );
    assert_eq!(
        places(Tera2::compile(Arc::new(wrong)).err().unwrap()),
        ["a", "c"]
    );
}

#[test]
fn loops_over_absent_lists_are_empty() {
    both(
        "{% for x in page.absent %}a{% else %}b{% endfor %}",
        "en",
        "b",
    );
}

#[test]
fn the_built_in_themes_compile() {
    for name in ["atlas", "ledger"] {
        let theme = Arc::new(load(&MemoryFiles::new(), name).unwrap());
        let errors = match theme.engine {
            EngineKind::Minijinja => MiniJinja::compile(theme).err(),
            EngineKind::Tera => Tera2::compile(theme).err(),
        };
        assert_eq!(errors, None, "{name}");
    }
}
