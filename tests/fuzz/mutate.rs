//! Changes to texts, as authors, merges and broken tools make them: pieces go, come twice, or stand where they do not
//! belong.

use proptest::prelude::{Strategy, any};

/// Pieces that mean something somewhere.
pub(crate) const SCRAPS: &[&str] = &[
    // Front matter and YAML.
    "---\n",
    "...\n",
    "--- ---\n",
    "stage: research\n",
    "stages: [discovery, moon]\n",
    "stages: []\n",
    "stages: all\n",
    "stages:\n- {key: research, role: primary}\n",
    "title: ",
    "title: \"\n",
    "draft: true\n",
    "kind: stage\n",
    "kind: [a]\n",
    "- id: a\n  name: b\n",
    "- - - a\n",
    "? a\n: b\n",
    "&a ",
    "*a",
    "<<: *a\n",
    "!!str ",
    "!tag ",
    "|\n",
    ">-\n  ",
    "{",
    "}",
    "[",
    "]",
    ": ",
    ":",
    ",",
    "#",
    " # ",
    "'",
    "\"",
    "\\",
    "\\u4f60",
    "~",
    "null",
    "off",
    "yes",
    "1e9",
    "-0",
    ".inf",
    "0x1F",
    "99999999999999999999",
    "2026-02-30",
    "2026-13-01\n",
    "review_every: 0 days\n",
    "review_every: 9999999 years\n",
    "last_reviewed: 0000-00-00\n",
    "aliases: [../x, /, \"\"]\n",
    "checklist: {mode: read-do, when: x}\n",
    "feeds: [advocacy]\n",
    "prevented_by: [a, a, \"\"]\n",
    "slug: ..\n",
    "x-a: {b: [c]}\n",
    "labels: {discovery: \"\"}\n",
    "\t",
    "\t- a\n",
    // waybook.yaml.
    "lint: {loop-open: off}\n",
    "lint:\n  key-missing: {level: loud}\n",
    "sites: {a: {playbooks: [demo]}}\n",
    "content: ..\n",
    "lint:\n  paths: {\"content/**\": {loop-open: off}, \"[\": {}, \"{a,\": off}\n",
    "  baseline: x.json\n",
    "base_url: \"https://\"\n",
    "markdown: {raw_html: escape}\n",
    // Comments that mean something.
    "<!-- #id tags=a,b owner=x 5m -->",
    "<!-- #x",
    "-->",
    "<!--",
    "<!---->",
    "<!-->",
    "<!-- # -->",
    "<!-- =a a= = -->",
    "<!-- was=old,old tags=\"a b\" 99999999d 1h -->",
    "<!-- severity=critical prevented_by=a,b -->",
    "<!-- score=3 -->",
    "<!-- lint-allow loop-open: a reason -->",
    "<!-- lint-allow key-missing -->",
    "<!-- lint-allow key-missing, id-missing,,x: two -->",
    "# lint-allow a, b: c",
    "<!-- lint-allow: x -->",
    "<!-- lint-allow",
    "<!-- lint-allow nothing: a\n\nreason -->\n",
    "# lint-allow key-missing: a reason\n",
    "# lint-allow\n",
    "{#id}",
    "{#id .tag}",
    "{#",
    "{.a}",
    "{}",
    // Markdown.
    "# ",
    "## ",
    "#### ",
    "## Checklist {#checklist}\n",
    "## Instead\n",
    "## Mistakes\n",
    "## Key takeaway\n",
    "## 检查清单\n",
    "## Discovery\n",
    "### Q? {#q}\n",
    "Look at: x\n",
    "Fix: [a](b.md#c)\n",
    "*Also:* a, b\n",
    "- [ ] ",
    "- [x] ",
    "- [X]\n",
    "1. ",
    "- ",
    "  - [ ] deep\n",
    "> ",
    "> [!CAUTION]\n> **Mistake: a.** b\n>\n> **Instead:** c\n",
    "> [!MISTAKE] t\n",
    "> [!tip]- t\n",
    "**Must:** ",
    "**Could:**",
    "**",
    "*",
    "_",
    "~~",
    "`",
    "```\n",
    "````md\n",
    "    ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "===\n",
    "---",
    "| a | b |\n|---|:-:|\n| c |\n",
    "|",
    "[a](b.md)",
    "[a](../../x.md#y)",
    "[a](<b c>)",
    "[a]: b\n",
    "[a]",
    "![](x.png)",
    "![a](b.svg \"t\")",
    "[[term]]",
    "[[",
    "[[a|b]]",
    "[^1]",
    "[^1]: n\n",
    "<b>",
    "</b>",
    "<div>\n",
    "</div>",
    "<a href=\"javascript:x\">",
    "<script>",
    "</script>",
    "<details>",
    "<img src=x onerror=y>",
    "<br",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "http://a.b",
    "mailto:a@b.c",
    "TODO",
    "lorem ipsum",
    "be authentic",
    "\\\n",
    "  \n",
    // Characters.
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "\u{2028}",
    "\u{301}",
    "e\u{301}",
    "é",
    "种草",
    "𠮷",
    "👩‍👧",
    "\u{1}",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "İ",
    "ß",
    "ﬁ",
];

/// One change. Places are counted in parts of 65536 of the text, so that any place fits any text.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Insert {
        at: u16,
        scrap: usize,
        times: u8,
    },
    /// At the beginning of a line.
    InsertLine {
        at: u16,
        scrap: usize,
    },
    Remove {
        at: u16,
        bytes: u8,
    },
    RemoveLine {
        at: u16,
    },
    Copy {
        from: u16,
        bytes: u8,
        to: u16,
    },
    Cut {
        at: u16,
    },
    LineEnds,
}

pub(crate) fn changes() -> impl Strategy<Value = Vec<Change>> {
    let scrap = || 0..SCRAPS.len();
    let at = any::<u16>;
    let change = proptest::prop_oneof![
        8 => (at(), scrap(), 1..4u8).prop_map(|(at, scrap, times)| Change::Insert { at, scrap, times }),
        8 => (at(), scrap()).prop_map(|(at, scrap)| Change::InsertLine { at, scrap }),
        4 => (at(), any::<u8>()).prop_map(|(at, bytes)| Change::Remove { at, bytes }),
        3 => at().prop_map(|at| Change::RemoveLine { at }),
        3 => (at(), any::<u8>(), at()).prop_map(|(from, bytes, to)| Change::Copy { from, bytes, to }),
        1 => at().prop_map(|at| Change::Cut { at }),
        1 => proptest::strategy::Just(Change::LineEnds),
    ];
    proptest::collection::vec(change, 1..8)
}

/// The text after the changes, one after the other.
pub(crate) fn changed(text: &str, changes: &[Change]) -> String {
    let mut text = text.to_owned();
    for change in changes {
        match *change {
            Change::Insert { at, scrap, times } => {
                text.insert_str(place(&text, at), &SCRAPS[scrap].repeat(times.into()));
            }
            Change::InsertLine { at, scrap } => {
                text.insert_str(line(&text, at), SCRAPS[scrap]);
            }
            Change::Remove { at, bytes } => {
                let start = place(&text, at);
                text.replace_range(start..boundary(&text, start + usize::from(bytes)), "");
            }
            Change::RemoveLine { at } => {
                let start = line(&text, at);
                let end = text[start..]
                    .find('\n')
                    .map_or(text.len(), |i| start + i + 1);
                text.replace_range(start..end, "");
            }
            Change::Copy { from, bytes, to } => {
                let start = place(&text, from);
                let end = boundary(&text, start + usize::from(bytes));
                let piece = text[start..end].to_owned();
                text.insert_str(place(&text, to), &piece);
            }
            Change::Cut { at } => text.truncate(place(&text, at)),
            Change::LineEnds => text = text.replace('\n', "\r\n"),
        }
    }
    text
}

/// The place that is so many parts of 65536 into the text.
fn place(text: &str, at: u16) -> usize {
    boundary(text, (text.len() + 1) * usize::from(at) / 65536)
}

/// The beginning of the line around a place.
fn line(text: &str, at: u16) -> usize {
    text[..place(text, at)].rfind('\n').map_or(0, |i| i + 1)
}

/// The last character boundary that is not behind `at`.
fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}
