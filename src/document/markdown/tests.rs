//! Tests of the room as a whole: Markdown in, fragments with their inserts made visible out.

use std::fmt::Write;

use proptest::prelude::{ProptestConfig, proptest};
use proptest::strategy::Strategy;

use super::{Block, Body, Fragment, InsertKind, Level, Options, RawHtml, Role, Shape};
use crate::diagnostic::Diagnostic;
use crate::document::{Allow, Kind};
use crate::source::{FileId, SitePath, SourceFile, Span};

fn read_with(text: &str, raw_html: RawHtml) -> (Body, Vec<Diagnostic>, Vec<Allow>) {
    let source = SourceFile {
        path: SitePath::new("a.md"),
        text: text.to_owned(),
    };
    super::read(FileId(0), &source, 0, Kind::Page, &Options { raw_html })
}

fn read(text: &str) -> Body {
    read_with(text, RawHtml::Clean).0
}

/// A fragment with its inserts written out.
fn show(fragment: &Fragment) -> String {
    let mut out = String::new();
    let mut from = 0;
    for insert in &fragment.inserts {
        let at = insert.at as usize;
        out.push_str(&fragment.html[from..at]);
        match insert.what {
            InsertKind::Url(n) => write!(out, "⟦url {n}⟧").unwrap(),
            InsertKind::TermUrl(n) => write!(out, "⟦term {n}⟧").unwrap(),
            InsertKind::IdPrefix => out.push('§'),
            InsertKind::Text(n) => write!(out, "⟦{}⟧", super::INTERFACE_TEXTS[n as usize]).unwrap(),
        }
        from = at;
    }
    out.push_str(&fragment.html[from..]);
    out
}

/// Every fragment of a body, prose first within each section.
fn fragments(body: &Body) -> Vec<&Fragment> {
    let mut out = Vec::new();
    for block in body.sections.iter().flat_map(|section| &section.blocks) {
        if let Block::Prose(prose) = block {
            out.push(&prose.html);
        }
    }
    for item in &body.items {
        out.push(&item.html);
        out.extend(&item.detail);
    }
    for mistake in &body.mistakes {
        out.push(&mistake.html);
        out.extend(&mistake.instead);
    }
    out
}

fn prose(body: &Body) -> String {
    let shown: Vec<_> = fragments(body).into_iter().map(show).collect();
    shown.join("\n")
}

#[track_caller]
fn check(markdown: &str, expected: &str) {
    assert_eq!(prose(&read(markdown)), expected, "{markdown}");
}

#[test]
fn inline_markup() {
    check(
        "a *b* **c** ~~d~~ `e<f>` & \"g\"",
        "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f&gt;</code> &amp; &quot;g&quot;</p>",
    );
    check("a\nb  \nc", "<p>a\nb<br>\nc</p>");
    check("---", "<hr>");
}

#[test]
fn a_line_break_between_chinese_characters_is_no_space() {
    for (markdown, html, text) in [
        ("收藏\n笔记", "收藏笔记", "收藏笔记"),
        ("时候。\n所以", "时候。所以", "时候。所以"),
        ("她说：\n“刺痛”", "她说：“刺痛”", "她说：“刺痛”"),
        ("打开 App，\nAPP 里", "打开 App，APP 里", "打开 App，APP 里"),
        (
            "见**要点**\n*下文*",
            "见<strong>要点</strong><em>下文</em>",
            "见要点下文",
        ),
        ("打开\nApp", "打开\nApp", "打开 App"),
        ("two\nwords", "two\nwords", "two words"),
        ("say “no”\n“yes”", "say “no”\n“yes”", "say “no” “yes”"),
        ("한국어\n띄어쓰기", "한국어\n띄어쓰기", "한국어 띄어쓰기"),
    ] {
        let body = read(markdown);
        assert_eq!(prose(&body), format!("<p>{html}</p>"), "{markdown}");
        let Block::Prose(found) = &body.sections[0].blocks[0] else {
            panic!("{markdown}: no prose");
        };
        assert_eq!(found.text, text, "{markdown}");
    }
}

#[test]
fn headings_below_level_two_are_prose() {
    check(
        "### One *two* {#x .y}",
        "<h3 id=\"§x\" class=\"y\">One <em>two</em> <a class=\"heading-anchor\" href=\"#§x\" aria-label=\"⟦heading-anchor⟧\">#</a></h3>",
    );
    let body = read("### A\n#### A\n### 检查 清单\n### 🎉");
    let ids: Vec<_> = body.headings.iter().map(|h| h.id.as_str()).collect();
    assert_eq!(ids, ["a", "a-1", "检查-清单", "section"]);
}

#[test]
fn links_and_images_are_inserts() {
    check(
        "[a *b*](../x.md#y \"T\")",
        "<p><a href=\"⟦url 0⟧\" title=\"T\">a <em>b</em></a></p>",
    );
    check(
        "![a \"b\"](i.png)",
        "<p><img src=\"⟦url 0⟧\" alt=\"a &quot;b&quot;\" loading=\"lazy\" decoding=\"async\"></p>",
    );
    check(
        "[![alt](i.png)](x.md)",
        "<p><a href=\"⟦url 0⟧\"><img src=\"⟦url 1⟧\" alt=\"alt\" loading=\"lazy\" decoding=\"async\"></a></p>",
    );
    let body = read("[![alt](i.png)](x.md) <me@x.org>");
    assert_eq!(body.links[0].text, "alt");
    assert_eq!(body.links[2].destination, "mailto:me@x.org");
}

#[test]
fn destinations_have_places() {
    for (text, expected) in [
        ("see [a](b.md) now", "b.md"),
        ("[a *b* `c`](<b c.md> 'title')", "b c.md"),
        ("[a]( b(1).md )", "b(1).md"),
        ("[a [b] c](d.md)", "d.md"),
        ("[](d.md)", "d.md"),
        ("![x](d.png)", "d.png"),
        ("![](d.png)", "d.png"),
        ("<https://a.b/c>", "https://a.b/c"),
        ("x [a][r] y\n\n[r]: d.md \"t\"", "d.md"),
        ("[r]\n\n[r]: <d.md>", "d.md"),
        ("> - [a](b.md)", "b.md"),
        ("[a](a&amp;b.md)", "a&amp;b.md"),
    ] {
        let body = read(text);
        let link = &body.links[0];
        assert_eq!(&text[link.destination_span.range()], expected, "{text}");
    }
}

#[test]
fn terms_link_the_glossary() {
    check(
        "a [[Seeding]] b",
        "<p>a <a class=\"term\" href=\"⟦term 0⟧\">Seeding</a> b</p>",
    );
    check(
        "[[种草|*shown* text]]",
        "<p><a class=\"term\" href=\"⟦term 0⟧\"><em>shown</em> text</a></p>",
    );
    check(
        "`[[a]]` \\[[b]] [[ ]] [[]] [[c",
        "<p><code>[[a]]</code> [[b]]   [[]] [[c</p>",
    );
    check(
        "[x `[[a]]`](u.md)",
        "<p><a href=\"⟦url 0⟧\">x <code>[[a]]</code></a></p>",
    );
    let table = read("| a |\n|---|\n| [[x\\|y]] |");
    assert_eq!(table.terms[0].term, "x");
    let text = "a [[Seeding|x]] b";
    let body = read(text);
    assert_eq!(body.terms[0].term, "Seeding");
    assert_eq!(&text[body.terms[0].span.range()], "[[Seeding|x]]");
}

#[test]
fn lists_code_and_tables() {
    check(
        "- a\n- b\n  1. c",
        "<ul>\n<li>a</li>\n<li>b<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>",
    );
    check(
        "3. a\n\n   b",
        "<ol start=\"3\">\n<li><p>a</p>\n<p>b</p>\n</li>\n</ol>",
    );
    check(
        "```nope\n<a>\n```",
        "<pre tabindex=\"0\"><code class=\"language-nope\">&lt;a&gt;\n</code></pre>",
    );
    let json = prose(&read("```json\n[1]\n```"));
    assert!(
        json.starts_with("<pre tabindex=\"0\"><code class=\"language-json\"><span class=\"hl-"),
        "{json}"
    );
    check(
        "| | A |\n|--|--|\n| 1 | 2 |",
        "<div class=\"table-scroll\" role=\"region\" aria-label=\"A\" tabindex=\"0\"><table>\n<thead><tr><td></td><th scope=\"col\">A</th></tr></thead>\n<tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody></table></div>",
    );
    check(
        "| A | B *c* |\n|:--|--:|\n| 1 | 2 |",
        "<div class=\"table-scroll\" role=\"region\" aria-label=\"A, B c\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\" class=\"align-left\">A</th><th scope=\"col\" class=\"align-right\">B <em>c</em></th></tr></thead>\n<tbody>\n<tr><td class=\"align-left\">1</td><td class=\"align-right\">2</td></tr>\n</tbody></table></div>",
    );
}

#[test]
fn notes_are_shown_also_where_no_reference_can_stand() {
    for text in ["## A[^1]\n", "# A[^1]\n", "> [!MISTAKE] A[^1]\n> B\n"] {
        let body = read(&format!("{text}\n[^1]: Note.\n"));
        let blocks = &body.sections.last().unwrap().blocks;
        let Some(Block::Prose(notes)) = blocks.last() else {
            panic!("{text} has no notes");
        };
        assert!(notes.html.html.contains("<p>Note.</p>"), "{notes:?}");
        assert_eq!(notes.text.trim(), "Note.");
    }
}

#[test]
fn footnotes_stand_at_the_end_of_their_section() {
    let body =
        read("a[^n] b[^n]\n\n## S\n\nc[^m]\n\n[^n]: Note *one*.\n[^m]: Note two.\n[^u]: Unused.");
    let notes: Vec<_> = body
        .sections
        .iter()
        .map(|s| match s.blocks.last() {
            Some(Block::Prose(p)) => show(&p.html),
            _ => String::new(),
        })
        .collect();
    assert_eq!(
        notes,
        [
            "<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n<li id=\"§fn-1\" value=\"1\"><p>Note <em>one</em>. <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#§fnref-1\" aria-label=\"⟦footnote-back⟧\">↩</a> <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#§fnref-1-2\" aria-label=\"⟦footnote-back⟧\">↩</a></p>\n</li>\n</ol></section>",
            "<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n<li id=\"§fn-2\" value=\"2\"><p>Note two. <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#§fnref-2\" aria-label=\"⟦footnote-back⟧\">↩</a></p>\n</li>\n</ol></section>",
        ]
    );
    assert!(!prose(&body).contains("Unused"));
}

#[test]
fn sections_have_roles_and_blocks() {
    let text = "\u{feff}# Title\n\nIntro.\n\n## What works\n\n- a\n\n## 要点 {#t}\n\nOne.\n";
    let body = read(text);
    assert_eq!(body.title.as_ref().unwrap().value, "Title");
    assert_eq!(&text[body.title.unwrap().span.range()], "# Title");
    let roles: Vec<_> = body.sections.iter().map(|s| s.role).collect();
    assert_eq!(roles, [Role::Free, Role::WhatWorks, Role::Takeaway]);
    let Block::Prose(list) = &body.sections[1].blocks[0] else {
        panic!()
    };
    assert_eq!(
        (list.shape, list.text.as_str(), &text[list.span.range()]),
        (Shape::List, "a", "- a")
    );
    assert!(text[body.sections[2].span.range()].starts_with("## 要点"));
    let heading = &body.headings[1];
    assert_eq!(
        (heading.id.as_str(), &text[heading.id_span.unwrap().range()]),
        ("t", "t")
    );
}

#[test]
fn task_items_have_metadata() {
    let text = "## Checklist\n\n### First\n\n- [ ] **Must:** Answer [[questions]] within a day <!-- #reply-1d tags=listen,price owner=\"community lead\" 2h was=old score=2 odd foo=1 -->\n- [x] Could: 做 `x` {#b .seed}\n- [ ] Plain text.\n  - nested *detail*\n";
    let body = read(text);
    let [a, b, c] = &body.items[..] else {
        panic!("{:?}", body.items)
    };
    assert_eq!(
        (a.id.as_str(), a.level, a.minutes, a.score),
        ("reply-1d", Level::Must, Some(120), Some(2))
    );
    assert_eq!(&text[a.id_span.unwrap().range()], "reply-1d");
    assert_eq!(
        a.tags.iter().map(|t| t.value.as_str()).collect::<Vec<_>>(),
        ["listen", "price"]
    );
    assert_eq!(a.owner.as_ref().unwrap().value, "community lead");
    assert_eq!(a.was[0].value, "old");
    assert_eq!(
        a.unknown
            .iter()
            .map(|t| &text[t.span.range()])
            .collect::<Vec<_>>(),
        ["odd", "foo"]
    );
    assert_eq!(a.text, "Answer questions within a day");
    assert_eq!(
        show(&a.html),
        "Answer <a class=\"term\" href=\"⟦term 0⟧\">questions</a> within a day"
    );
    assert_eq!(&text[a.box_span.range()], "[ ]");
    assert!(
        text[a.span.range()].starts_with("[ ] **Must")
            && text[a.span.range()].ends_with("foo=1 -->")
    );
    assert_eq!(
        (b.id.as_str(), b.level, b.ticked, b.text.as_str()),
        ("b", Level::Could, true, "做 x")
    );
    assert_eq!(b.tags[0].value, "seed");
    assert_eq!(
        (c.id.as_str(), c.level, c.id_span),
        ("plain-text", Level::Should, None)
    );
    assert_eq!(
        show(c.detail.as_ref().unwrap()),
        "<ul>\n<li>nested <em>detail</em></li>\n</ul>"
    );
    let blocks = &body.sections[1].blocks;
    assert_eq!(blocks.len(), 1);
    assert!(matches!(&blocks[0], Block::Tasks { heading: Some(1), items, .. } if *items == (0..3)));
}

#[test]
fn loose_task_items_keep_their_paragraphs_as_detail() {
    let text = "- [ ] **Should**: One\n  <!-- #one 5m -->\n\n  More.\n\n- [ ] 必须：二\n";
    let body = read(text);
    let a = &body.items[0];
    assert_eq!(
        (a.id.as_str(), a.text.as_str(), a.minutes),
        ("one", "One", Some(5))
    );
    assert_eq!(show(a.detail.as_ref().unwrap()), "<p>More.</p>");
    assert_eq!(
        (body.items[1].level, body.items[1].text.as_str()),
        (Level::Must, "二")
    );
}

#[test]
fn mixed_lists_are_split() {
    let body = read("- [ ] a\n- b\n- [ ] a\n");
    let kinds: Vec<_> = body.sections[0]
        .blocks
        .iter()
        .map(|block| match block {
            Block::Tasks { items, .. } => format!("tasks {items:?}"),
            Block::Prose(prose) => show(&prose.html),
            Block::Mistake(_) => String::new(),
        })
        .collect();
    assert_eq!(
        kinds,
        ["tasks 0..1", "<ul>\n<li>b</li>\n</ul>", "tasks 1..2"]
    );
    assert_eq!(
        body.items.iter().map(|i| i.id.as_str()).collect::<Vec<_>>(),
        ["a", "a-2"]
    );
}

#[test]
fn nested_tasks_are_in_the_html_around_them() {
    check(
        "> - [ ] a *b* <!-- #x -->\n>   more",
        "<blockquote>\n<ul class=\"tasks\">\n<li class=\"task\"><input type=\"checkbox\" id=\"§x\" data-item=\"x\"><label for=\"§x\">a <em>b</em> \nmore</label></li>\n</ul>\n</blockquote>\na <em>b</em> \nmore",
    );
    let body = read("- [ ] a\n  - [ ] b\n    - c\n- [ ] d\n");
    let nested: Vec<_> = body
        .items
        .iter()
        .map(|i| (i.text.as_str(), i.nested))
        .collect();
    assert_eq!(nested, [("a", false), ("b", true), ("d", false)]);
    assert_eq!(
        show(body.items[0].detail.as_ref().unwrap()),
        "<ul class=\"tasks\">\n<li class=\"task\"><input type=\"checkbox\" id=\"§b\" data-item=\"b\"><label for=\"§b\">b</label><ul>\n<li>c</li>\n</ul>\n</li>\n</ul>"
    );
}

#[test]
fn derived_ids_hang_on_the_text() {
    let id = |text: &str| read(&format!("- [ ] {text}\n")).items[0].id.clone();
    assert_eq!(
        id("**Must:** Cafe\u{301} – opens at 9! <!-- 5m -->"),
        "café-opens-at-9"
    );
    assert_eq!(id("Must: Café opens, at 9"), "café-opens-at-9");
    assert_eq!(id("🎉"), id("**Must:** 🎉"));
    assert!(id("🎉").starts_with("item-"));
}

#[test]
fn mistakes_have_a_remedy() {
    let text = "## Mistakes\n\n> [!CAUTION]\n> **Mistake: only polished brand notes.** Researchers find nobody. <!-- #polished severity=major prevented_by=seed-20,reply-1d -->\n>\n> **Instead:** seed [users](#seed-20) first.\n>\n> Then more.\n";
    let body = read(text);
    let m = &body.mistakes[0];
    assert_eq!(
        (m.id.as_str(), m.title.as_str(), m.caution),
        ("polished", "only polished brand notes", true)
    );
    assert_eq!(&text[m.id_span.unwrap().range()], "polished");
    assert_eq!(m.severity.as_ref().unwrap().value, "major");
    assert_eq!(
        m.prevented_by
            .iter()
            .map(|p| &text[p.span.range()])
            .collect::<Vec<_>>(),
        ["seed-20", "reply-1d"]
    );
    assert_eq!(show(&m.html).trim_end(), "<p>Researchers find nobody. </p>");
    assert_eq!(m.text, "Researchers find nobody.");
    assert_eq!(
        show(m.instead.as_ref().unwrap()),
        "<p>seed <a href=\"⟦url 0⟧\">users</a> first.</p>\n<p>Then more.</p>"
    );
    assert_eq!(m.instead_links, [0]);
    assert_eq!(&text[m.marker_span.range()], "[!CAUTION]");
    assert_eq!((m.foreign_marker, m.section), (None, 1));
    assert!(matches!(body.sections[1].blocks[..], [Block::Mistake(0)]));
}

#[test]
fn mistakes_in_other_forms() {
    for (text, title, html, instead) in [
        (
            "> [!WARNING]\n> **Mistake:** too loud. It hurts.\n> **Instead: be calm.**",
            "too loud",
            "<p>It hurts.</p>",
            Some("<p><strong>be calm.</strong></p>"),
        ),
        (
            "> [!MISTAKE] Too *loud*\n> It hurts.",
            "Too loud",
            "<p>It hurts.</p>",
            None,
        ),
        (
            "> [!mistake]\n> Too loud. It hurts.\n>\n> **Instead**: calm",
            "Too loud",
            "<p>It hurts.</p>",
            Some("<p>calm</p>"),
        ),
        (
            "> [!warning]- Mistake: too loud\n>\n> It hurts.",
            "too loud",
            "<p>It hurts.</p>",
            None,
        ),
        (
            "> [!CAUTION]\n> **错误：太吵。** 没人听。\n>\n> **正确做法：** 安静。",
            "太吵",
            "<p>没人听。</p>",
            Some("<p>安静。</p>"),
        ),
        ("> [!CAUTION]\n> **Mistake: bare.**", "bare", "", None),
    ] {
        let body = read(text);
        let m = body.mistakes.first().unwrap_or_else(|| panic!("{text}"));
        assert_eq!(m.title, title, "{text}");
        assert_eq!(show(&m.html), html, "{text}");
        assert_eq!(m.instead.as_ref().map(show).as_deref(), instead, "{text}");
    }
    let text = "> [!MISTAKE] Too loud\n> It hurts.";
    assert_eq!(
        &text[read(text).mistakes[0].foreign_marker.unwrap().range()],
        "[!MISTAKE]"
    );
}

#[test]
fn other_alerts_are_callouts() {
    check(
        "> [!NOTE]\n> Hello *you*.",
        "<aside class=\"callout callout-note\" role=\"note\">\n<p class=\"callout-title\">⟦callout-note⟧</p>\n<p>Hello <em>you</em>.</p>\n</aside>",
    );
    check(
        "> [!WARNING]\n> **Beware** of it.",
        "<aside class=\"callout callout-warning\" role=\"note\">\n<p class=\"callout-title\">⟦callout-warning⟧</p>\n<p><strong>Beware</strong> of it.</p>\n</aside>",
    );
    check(
        "> [!success]- A *b*\n> Text\n> more",
        "<details class=\"callout callout-tip\">\n<summary class=\"callout-title\">A <em>b</em></summary>\n<p>Text\nmore</p>\n</details>",
    );
    check(
        "> [!info]+\n> - x",
        "<details class=\"callout callout-note\" open>\n<summary class=\"callout-title\">⟦callout-note⟧</summary>\n<ul>\n<li>x</li>\n</ul>\n</details>",
    );
    check(
        "> [!quote] Alone",
        "<aside class=\"callout callout-note\" role=\"note\">\n<p class=\"callout-title\">Alone</p>\n</aside>",
    );
    check("> plain", "<blockquote>\n<p>plain</p>\n</blockquote>");
    assert!(
        read("- > [!CAUTION]\n  > **Mistake: nested.** x")
            .mistakes
            .is_empty()
    );
}

#[test]
fn comments_vanish_and_allows_have_scopes() {
    let text = "<!-- lint-allow a-rule: whole file -->\n\n# T\n\n<!-- secret -->\n\nOne <!-- lint-allow b-rule: here --> two.\n\n<!-- lint-allow c-rule: next -->\n- [ ] x <!-- lint-allow d-rule -->\n- [ ] y\n\n<!-- lint-allow e-rule: nothing follows -->\n";
    let (body, found, allows) = read_with(text, RawHtml::Clean);
    assert!(found.is_empty());
    let got: Vec<_> = allows
        .iter()
        .map(|a| {
            (
                a.rules[0].value.as_str(),
                a.reason.as_str(),
                text[a.scope.range()].trim_end(),
            )
        })
        .collect();
    assert_eq!(
        got,
        [
            ("a-rule", "whole file", text.trim_end()),
            (
                "b-rule",
                "here",
                "One <!-- lint-allow b-rule: here --> two."
            ),
            (
                "c-rule",
                "next",
                "- [ ] x <!-- lint-allow d-rule -->\n- [ ] y"
            ),
            ("d-rule", "", "- [ ] x <!-- lint-allow d-rule -->"),
            (
                "e-rule",
                "nothing follows",
                "<!-- lint-allow e-rule: nothing follows -->"
            ),
        ]
    );
    for allow in &allows {
        assert_eq!(&text[allow.rules[0].span.range()], allow.rules[0].value);
    }
    assert!(!prose(&body).contains("secret") && !prose(&body).contains("<!--"));
}

#[test]
fn an_allow_before_a_heading_covers_its_section() {
    let text = "Text.\n\n<!-- lint-allow two: whole section -->\n\n## A\n\nText.\n\n\
                <!-- lint-allow three: part --> <!-- lint-allow other: part -->\n### B\n\nText.\n\n> ## quoted\n\n#### C\n\n\
                <!-- lint-allow next: last part -->\n### D\n\nText.\n\n<!-- lint-allow last: to the end -->\n## E\n\nText.\n";
    let (_, _, allows) = read_with(text, RawHtml::Clean);
    let from = |part: &str| text.find(part).unwrap();
    let got: Vec<_> = allows
        .iter()
        .map(|a| (a.rules[0].value.as_str(), a.scope.range()))
        .collect();
    assert_eq!(
        got,
        [
            ("two", from("## A")..from("## E")),
            ("three", from("### B")..from("### D")),
            ("other", from("### B")..from("### D")),
            ("next", from("### D")..from("## E")),
            ("last", from("## E")..text.len()),
        ]
    );
}

#[test]
fn raw_html_is_cleaned_and_balanced() {
    check(
        "a <b>c</b> <kbd>d</kbd><br>",
        "<p>a <b>c</b> <kbd>d</kbd><br></p>",
    );
    check("a <b>c *d </b> e* f", "<p>a <b>c <em>d  e</em> f</b></p>");
    check("a </em></p></div> <blink>b</blink>", "<p>a  b</p>");
    check("*a <i>b* c</i>", "<p><em>a <i>b</i></em> c</p>");
    check(
        "x <a href=\"y.md\" onclick=z class=k>t</a>",
        "<p>x <a href=\"⟦url 0⟧\" class=\"k\">t</a></p>",
    );
    check(
        "x <img src=i.png onerror=alert(1) alt=A>",
        "<p>x <img src=\"⟦url 0⟧\" alt=\"A\"></p>",
    );
    check(
        "[m <a href=x>n</a>](o.md)",
        "<p><a href=\"⟦url 0⟧\">m n</a></p>",
    );
    check(
        "<div class=\"x\" id=\"y\" style=\"z\">\n<p>a\n<script>alert(1)</script></div></section></main>",
        "<div class=\"x\">\n<p>a\n</p></div>",
    );
    check(
        "<details open><summary>S</summary>Text</details>",
        "<details open=\"\"><summary>S</summary>Text</details>",
    );
    let body = read("<p><a href=\"a.md\">A <b>b</b></a> <img src=\"c.png\" alt=\"C\"></p>");
    let links: Vec<_> = body
        .links
        .iter()
        .map(|l| (l.destination.as_str(), l.text.as_str(), l.image))
        .collect();
    assert_eq!(links, [("a.md", "A b", false), ("c.png", "C", true)]);
    assert_eq!(
        read("<a href=x>in <i>line</i></a>.").links[0].text,
        "in line"
    );
}

#[test]
fn folds_hold_the_markdown_that_follows() {
    check(
        "<details>\n<summary>More</summary>\n\nText *here*.\n\n- a\n\n</details>\n\nAfter.",
        "<details>\n<summary>More</summary>\n<p>Text <em>here</em>.</p>\n<ul>\n<li>a</li>\n</ul>\n</details>\n<p>After.</p>",
    );
    check(
        "- <details>\n\n  a\n- b",
        "<ul>\n<li><details>\n<p>a</p>\n</details>\n</li>\n<li><p>b</p>\n</li>\n</ul>",
    );
    check("</details>\n\na", "<p>a</p>");
    check("<p align=center>\n\na\n\n</p>", "<p>a</p>");
    let body = read("<details>\n\na\n\n## S\n\n</details>\n\nb");
    assert_eq!(body.sections.len(), 2);
    assert_eq!(prose(&body), "<details>\n<p>a</p>\n</details>\n<p>b</p>");
}

#[test]
fn raw_html_as_configured() {
    let text = "<div onclick=x>a</div>\n\n<!-- gone -->\n\nb <i>c</i> <!-- gone -->\n";
    assert_eq!(
        prose(&read_with(text, RawHtml::Allow).0),
        "<div onclick=x>a</div>\n<p>b <i>c</i> </p>"
    );
    assert_eq!(
        prose(&read_with(text, RawHtml::Escape).0),
        "<p>&lt;div onclick=x&gt;a&lt;/div&gt;</p>\n<p>b &lt;i&gt;c&lt;/i&gt; </p>"
    );
}

#[test]
fn attacks_come_to_nothing() {
    for text in [
        "<script>alert(1)</script>",
        "a <script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "a <a href=\"java&#x73;cript:alert(1)\">x</a>",
        "a <a href=\"&#1;javascript:alert(1)\">x</a>",
        "[x](javascript:alert(1))",
        "[x](java&#x73;cript:alert(1))",
        "[x](jAvAscript&colon;alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](javascript%3Aalert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](data:image/svg+xml,%3Csvg%3E)",
        "<javascript:alert(1)>",
        "[x][r]\n\n[r]: vbscript:x",
        "[x](//evil.example)",
        "<style>*{}</style>",
        "<iframe src=x></iframe>",
        "<form action=x><input name=y></form>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<div style=\"background:url(x)\">",
        "### x {#a\"onclick=alert(1)}",
        "```\"><script>alert(1)</script>\n```",
        "- [ ] x <!-- #\"><script>alert(1)</script> -->",
        "> - [ ] x <!-- #\"><script>alert(1)</script> -->",
        "[[\"><script>alert(1)</script>]]",
        "![\"onload=\"alert(1)](x.png)",
        "> [!\"><script>] x",
        "a[^\"><script>]\n\n[^\"><script>]: x",
        "| <script> |\n|--|\n| a |",
    ] {
        let (body, found, _) = read_with(text, RawHtml::Clean);
        let html = prose(&body).to_lowercase();
        let tags = tags_without_values(&html);
        for bad in [
            "<script", "<style", "<iframe", "<svg", "<form", "<math", " onerror", " onload",
            " onclick", " style",
        ] {
            assert!(!tags.contains(bad), "{text}: {html}");
        }
        for address in ["=\"javascript", "=\"vbscript", "=\"data", "=\"//"] {
            assert!(!html.contains(address), "{text}: {html}");
        }
        for fragment in fragments(&body) {
            balanced(&fragment.html);
        }
        assert!(
            body.links
                .iter()
                .all(|link| super::safe_scheme(&link.destination)),
            "{text}"
        );
        if text.starts_with("[x](") || text.starts_with("[x][") || text.starts_with("![x](data") {
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].code, "value-invalid");
            assert!(body.links.is_empty());
        }
    }
}

/// The tags of some HTML, the values of their attributes left out.
fn tags_without_values(html: &str) -> String {
    let mut out = String::new();
    let (mut tag, mut quoted) = (false, false);
    for c in html.chars() {
        quoted ^= tag && c == '"';
        tag = (tag || c == '<') && (quoted || c != '>');
        if tag && !quoted {
            out.push(c);
        }
    }
    out
}

/// Fails unless every element that is opened is closed, in order.
#[track_caller]
fn balanced(html: &str) {
    let void = ["br", "hr", "img", "input", "wbr", "col"];
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let mut quoted = false;
        let end = rest.find(|c| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        let end = end.unwrap_or_else(|| panic!("a tag without an end: {html}"));
        let tag = &rest[..end];
        rest = &rest[end..];
        let name = tag
            .trim_start_matches('/')
            .split([' ', '/', '\n'])
            .next()
            .unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else if !void.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} are open: {html}");
}

/// Holds every promise of the types against a body.
#[track_caller]
fn sound(
    text: &str,
    (body, found, allows): &(Body, Vec<Diagnostic>, Vec<Allow>),
    check_balance: bool,
) {
    for fragment in fragments(body) {
        let mut last = 0;
        for insert in &fragment.inserts {
            assert!(insert.at >= last && fragment.html.is_char_boundary(insert.at as usize));
            last = insert.at;
            match insert.what {
                InsertKind::Url(n) => assert!((n as usize) < body.links.len()),
                InsertKind::TermUrl(n) => assert!((n as usize) < body.terms.len()),
                InsertKind::Text(n) => assert!((n as usize) < super::INTERFACE_TEXTS.len()),
                InsertKind::IdPrefix => {}
            }
        }
        if check_balance {
            balanced(&fragment.html);
        }
    }
    let mut spans: Vec<Span> = Vec::new();
    for heading in &body.headings {
        spans.push(heading.span);
        spans.extend(heading.id_span);
    }
    for section in &body.sections {
        spans.push(section.span);
        for block in &section.blocks {
            match block {
                Block::Prose(prose) => spans.push(prose.span),
                Block::Tasks { span, items, .. } => {
                    spans.push(*span);
                    assert!(items.end <= body.items.len() && items.start < items.end);
                }
                Block::Mistake(n) => assert!(*n < body.mistakes.len()),
            }
        }
    }
    for item in &body.items {
        spans.extend([item.span, item.box_span]);
        spans.extend(item.id_span);
        let named = item
            .tags
            .iter()
            .chain(&item.was)
            .chain(&item.unknown)
            .chain(&item.owner);
        spans.extend(named.map(|value| value.span));
        assert!(!item.id.is_empty());
    }
    for mistake in &body.mistakes {
        spans.extend([mistake.span, mistake.marker_span]);
        spans.extend(mistake.id_span);
    }
    for link in &body.links {
        spans.extend([link.span, link.destination_span]);
    }
    spans.extend(body.terms.iter().map(|term| term.span));
    spans.extend(found.iter().flat_map(|d| &d.labels).map(|label| label.span));
    for allow in allows {
        spans.extend([allow.span, allow.scope]);
        spans.extend(allow.rules.iter().map(|rule| rule.span));
    }
    for span in spans {
        assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
    }
}

/// Markdown of scraps that mean something, glued together.
fn markdown() -> impl Strategy<Value = String> {
    let scraps = vec![
        "# ",
        "## ",
        "### ",
        "- ",
        "- [ ] ",
        "- [x] ",
        "1. ",
        "> ",
        ">",
        "  ",
        "    ",
        "\n",
        "\n\n",
        "\n",
        "a",
        "b c",
        "种草",
        "é",
        "😀",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```",
        "```rust\n",
        "[",
        "]",
        "[[",
        "]]",
        "|",
        "](",
        ")",
        "(x.md)",
        "![",
        "<",
        ">",
        "<b>",
        "</b>",
        "<a href=x>",
        "</a>",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "<!-- #x tags=a,b 5m -->",
        "<!-- lint-allow a, c: b -->",
        "{#id .tag}",
        "{#",
        "}",
        "**Must:** ",
        "Could: ",
        "> [!CAUTION]\n> ",
        "> [!tip]- T\n> ",
        "> [!MISTAKE] T\n",
        "**Mistake: x.** ",
        "**Instead:** ",
        "[^1]",
        "[^1]: n\n",
        "[r]: d.md\n",
        "[r]",
        "| a | b |\n|--|:-:|\n",
        "&amp;",
        "&",
        "\"",
        "\\",
        "javascript:",
        "## Checklist\n",
        "<img src=x>",
        "<br>",
        "---\n",
        "===\n",
        "\r\n",
        "\t",
        "\u{feff}",
        "<details>\n",
        "<script>",
        "</script>",
    ];
    proptest::collection::vec(proptest::sample::select(scraps), 0..60)
        .prop_map(|scraps| scraps.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_markdown_gives_a_sound_body(text in markdown()) {
        for raw_html in [RawHtml::Clean, RawHtml::Escape, RawHtml::Allow] {
            sound(&text, &read_with(&text, raw_html), raw_html != RawHtml::Allow);
        }
    }

    #[test]
    fn any_text_gives_a_sound_body(text in ".{0,200}") {
        sound(&text, &read_with(&text, RawHtml::Clean), true);
    }

    #[test]
    fn ids_are_the_same_every_time(text in markdown()) {
        let ids = |body: Body| {
            let headings = body.headings.into_iter().map(|h| h.id);
            headings.chain(body.items.into_iter().map(|i| i.id)).collect::<Vec<_>>()
        };
        proptest::prop_assert_eq!(ids(read(&text)), ids(read(&text)));
    }
}

#[test]
fn hostile_input_takes_little_time() {
    let deep: String = (0..700)
        .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
        .collect();
    let quotes: String = (1..1000)
        .map(|depth| format!("{} a\n", ">".repeat(depth)))
        .collect();
    let mut inputs = vec![deep, quotes];
    for unit in [
        ">",
        "[",
        "*",
        "`",
        "<",
        "[[",
        "![",
        "![a](",
        "*a ",
        "**a _b ",
        "<b>",
        "<b>a",
        "<i><b></i>",
        "a <b>\n",
        "<div>",
        "<div>\n\n",
        "<!--",
        "<!-- a",
        "<!-- a -->",
        "[a](b)",
        "[a](b",
        "[[a]]",
        "[[a|b",
        "- ",
        "- [ ] a\n",
        "- a\n",
        "> - ",
        "1. ",
        "# a\n",
        "## a\n",
        "a[^1]",
        "[^1]: ",
        "[^a]",
        "|a",
        "|-",
        "&#",
        "{#",
        "{#a} ",
        "\\",
        "~~",
        "> [!tip] a\n",
        "> [!CAUTION]\n> **Mistake: a.** b\n\n",
        "**Instead:** ",
        "<a href=x>",
        "<img src=x>",
        "a\n",
        "\n",
        "\r",
        "[a]: b\n",
        "``` ",
        "```\n",
        "<!-- #a b=c -->",
        "a <!-- b -->",
        "| a <b> ",
    ] {
        inputs.push(unit.repeat(100_000 / unit.len()));
        inputs.push(format!("- [ ] {}", unit.repeat(30_000 / unit.len())));
        inputs.push(format!(
            "> [!CAUTION]\n> **Mistake: a.** {}",
            unit.repeat(100_000 / unit.len())
        ));
    }
    for unit in [
        "<b>",
        "<table><a>",
        "<b></i>",
        "<i><b></i>",
        "<p><b>",
        "</p>",
        "<svg>",
        "<details>",
    ] {
        inputs.push(format!("<div>{}", unit.repeat(60_000 / unit.len())));
    }
    for input in inputs {
        let started = std::time::Instant::now();
        sound(&input, &read_with(&input, RawHtml::Clean), true);
        let head: String = input.chars().take(60).collect();
        let took = started.elapsed();
        assert!(took.as_secs() < 10, "{head:?} took {took:?}");
    }
}
