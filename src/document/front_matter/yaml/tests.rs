//! Tests of the reading of YAML.

use super::{MAX_DEPTH, Value, parse};
use crate::diagnostic::Diagnostic;
use crate::document::front_matter::{Fields, Node};
use crate::source::{FileId, SitePath, SourceFile, Span};
use proptest::prelude::{any, proptest};
use std::fmt::Write;

fn source(text: &str) -> SourceFile {
    SourceFile {
        path: SitePath::new("a.yaml"),
        text: text.to_owned(),
    }
}

fn read(text: &str) -> (Node, Vec<Diagnostic>) {
    parse(FileId(0), &source(text), Span::new(0, text.len()))
}

/// The tree in one line, every scalar as it is written in the source.
fn show(text: &str, node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::List(list) => {
            let list: Vec<_> = list.iter().map(|n| show(text, n)).collect();
            format!("[{}]", list.join(" "))
        }
        Value::Map(map) => {
            let map: Vec<_> = map
                .iter()
                .map(|(k, v)| format!("{}={}", &text[k.span.range()], show(text, v)))
                .collect();
            format!("{{{}}}", map.join(" "))
        }
        _ => text[node.span.range()].to_owned(),
    }
}

#[test]
fn scalars_keep_the_bytes_they_were_written_with() {
    for (text, tree) in [
        ("a: b\nc: 'd e'\n", "{a=b c='d e'}"),
        ("a: \"种草\" # note\nb: é: \n", ""),
        ("a: 种草   # note\nb: 小\n", "{a=种草 b=小}"),
        ("\u{feff}a: b\n", "{a=b}"),
        ("a: b\r\nc:\r\n  - d\r\n  - e\r\n", "{a=b c=[d e]}"),
        ("- id: x\n  n: 1.10\n- id: y\n", "[{id=x n=1.10} {id=y}]"),
        ("a: {b: c, d: [e, f]}\n", "{a={b=c d=[e f]}}"),
        ("a:\nb: ~\n", "{a=null b=null}"),
        ("a: |\n  one\n  two\n\nb: c\n", "{a=one\n  two b=c}"),
        ("a: one\n  two\nb: c\n", "{a=one\n  two b=c}"),
        ("a: &x b\nc: *x\n", "{a=b c=*x}"),
    ] {
        let (node, found) = read(text);
        if tree.is_empty() {
            assert!(!found.is_empty(), "{text}");
        } else {
            assert_eq!(found, [], "{text}");
            assert_eq!(show(text, &node), tree);
        }
    }
}

#[test]
fn lists_and_maps_span_their_children_and_brackets() {
    let text = "a:\n  - b\n  - c\n\nd: [e, f] # g\nh: []\ni:\n";
    let (node, _) = read(text);
    let fields = Fields::of(&node);
    let at = |key: &str| &text[fields.node(key).unwrap().span.range()];
    assert_eq!(at("a"), "- b\n  - c");
    assert_eq!(at("d"), "[e, f]");
    assert_eq!(at("h"), "[]");
    assert_eq!(
        fields.node("i").unwrap().span,
        Span::new(text.len() - 1, text.len() - 1)
    );
}

#[test]
fn numbers_read_as_texts_are_what_was_written() {
    let (node, _) = read("a: 1.10\nb: 007\nc: True\nd: 2026\ne: off\nf: !!str 5\n");
    let text = |key: &str| Fields::of(&node).text(key).unwrap().value;
    assert_eq!(
        ["a", "b", "c", "d", "e", "f"].map(text),
        ["1.10", "007", "True", "2026", "off", "5"]
    );
}

#[test]
fn spans_count_from_the_start_of_the_file() {
    let file = source("---\ntitle: 种\n---\n");
    let (node, _) = parse(FileId(0), &file, Span::new(4, 15));
    assert_eq!(
        file.slice(Fields::of(&node).node("title").unwrap().span),
        "种"
    );
}

#[test]
fn slips_are_said_in_plain_words_with_what_to_type() {
    for (text, expected) in [
        (
            "title: a: b\n",
            "a colon inside an unquoted value | a: b | put the value between quotes: `title: \"a: b\"`",
        ),
        (
            "- name: say \"hi\": b\n",
            "a colon inside an unquoted value | say \"hi\": b | put the value between quotes: `- name: 'say \"hi\": b'`",
        ),
        (
            "title:x\nowner: y\n",
            "a space is missing after the colon | : | write `title: x`",
        ),
        (
            "a: 1\ntitle:x\nowner: y\n",
            "a space is missing after the colon | : | write `title: x`",
        ),
        (
            "title: \"abc\nowner: y\n",
            "a quote is opened and never closed | \" | close it at the end of the value: `title: \"abc\"`",
        ),
        (
            "title: \"abc\nowner: \"Ann\"\n",
            "a quote is opened and never closed | \" | close it at the end of the value: `title: \"abc\"`",
        ),
        (
            "a: \"b\"\n\nc: 'it's'\n",
            "text stands after the closing quote | s | put the value between quotes: `c: \"it's\"`",
        ),
        (
            "a: 'it's'\n",
            "text stands after the closing quote | s | put the value between quotes: `a: \"it's\"`",
        ),
        (
            "a: \"he said \"x\"\"\n",
            "text stands after the closing quote | x | put the value between quotes: `a: 'he said \"x\"'`",
        ),
        (
            "title: [a, b\nowner: x\n",
            "the bracket `[` is not closed | [ | add `]` after the last value in it",
        ),
        (
            "title: {a: b\nowner: x\n",
            "the bracket `{` is not closed | { | add `}` after the last value in it",
        ),
        (
            "title: [Draft] x\nowner: y\n",
            "text stands after the end of the value | x | put the value between quotes: `title: \"[Draft] x\"`",
        ),
        (
            "title: *bold* x\n",
            "text stands after the end of the value | x | put the value between quotes: `title: \"*bold* x\"`",
        ),
        (
            "title: @x\n",
            "a value that begins with `@` needs quotes | @x | put the value between quotes: `title: \"@x\"`",
        ),
        (
            "title: *x\n",
            "`*x` refers to an anchor `&x` that is not written above it | *x | if it is meant as text, put the value between quotes",
        ),
        (
            "title: x\n\towner: y\n",
            "a tab; YAML indents with spaces | \t | replace the tab by two spaces",
        ),
        (
            "a:\n  b: c\n\t\td: e\n",
            "a tab; YAML indents with spaces | \t\t | replace the tab by two spaces",
        ),
        (
            "a:\n\t- b\n",
            "a tab; YAML indents with spaces | \t | replace the tab by two spaces",
        ),
        (
            "title: a\n  sub: b\n",
            "this line is indented deeper than the key above it, which has a value already | sub: b | begin it in the same column as the key above",
        ),
        (
            "a:\n    b: 1\n   c: 2\n",
            "this line is indented unlike the keys around it | c: 2 | begin it in the same column as they do",
        ),
        (
            "a: b\nsome words\nc: d\n",
            "this line is no `key: value` | some words | write a key, a colon and a space before it, or indent it if it belongs to the line above",
        ),
        (
            "a: b\n---\nc: d\n",
            "a second YAML document begins here | --- | remove the line; one file holds one document",
        ),
        (
            "title: !foo bar\n",
            "the tag `!foo` means nothing here | bar | remove the tag, or quote the value if it begins with `!`",
        ),
        (
            "a: b\nc: d\na: e\n",
            "the key `a` is written twice | a | keep one of the two; the first one counts",
        ),
        (
            "a: &x [*x]\n",
            "`*x` stands inside the value that it names | *x | write the value out",
        ),
    ] {
        let (_, found) = read(text);
        let shown: Vec<_> = found
            .iter()
            .map(|f| {
                let at = &text[f.labels[0].span.range()];
                format!("{} | {at} | {}", f.message, f.help.join(" "))
            })
            .collect();
        assert_eq!(shown, [expected], "{text}");
    }
}

#[test]
fn a_key_written_twice_hides_nothing() {
    let text = "a: b\na: c\nd: e\n";
    let (node, found) = read(text);
    assert_eq!(show(text, &node), "{a=b a=c d=e}");
    assert_eq!(found[0].labels[1].message, "first written here");
    assert_eq!(found[0].labels[1].span, Span::new(0, 1));
}

#[test]
fn merge_keys_add_what_is_not_written() {
    let text = "- &base {a: b, c: d}\n- <<: *base\n  c: e\n";
    let (node, found) = read(text);
    assert_eq!(found, []);
    assert_eq!(show(text, &node), "[{a=b c=d} {c=e a=b}]");
    assert_eq!(
        read("<<: x\n").1[0].message,
        "`<<` takes the keys of a map, and this is none"
    );
}

#[test]
fn budgets_end_bombs_and_name_the_anchor() {
    let mut laughs = "a0: &a0 lol\n".to_owned();
    for i in 1..12 {
        let list = vec![format!("*a{}", i - 1); 9].join(", ");
        writeln!(laughs, "a{i}: &a{i} [{list}]").unwrap();
    }
    let (_, found) = read(&laughs);
    assert_eq!(
        found[0].message,
        "the aliases of this file stand for more values than can be held"
    );
    assert!(found[0].labels[1].message.contains("anchor"));

    let long = format!(
        "a: &a {}\nb: [{}]\n",
        "x".repeat(100_000),
        "*a, ".repeat(1000)
    );
    assert_eq!(read(&long).1.len(), 1);

    let many = format!("a: &a x\nb: [{}]\n", "*a, ".repeat(5000));
    assert_eq!(read(&many).1, []);
}

#[test]
fn depth_has_an_end_in_every_notation() {
    let mut block = String::new();
    for i in 0..1500 {
        writeln!(block, "{}a:", " ".repeat(i)).unwrap();
    }
    let mut nested = "a0: &a0 [x]\n".to_owned();
    for i in 1..200 {
        writeln!(nested, "a{i}: &a{i} [*a{}]", i - 1).unwrap();
    }
    for text in [
        "[".repeat(5000),
        "{a: ".repeat(5000),
        "- ".repeat(5000),
        block,
        nested,
        "? ".repeat(5000),
    ] {
        let (_, found) = read(&text);
        let expected = format!("lists and maps stand more than {MAX_DEPTH} deep in each other");
        assert_eq!(found[0].message, expected);
    }
}

#[test]
fn large_texts_take_no_more_than_their_length() {
    for text in [
        "a: b\n".repeat(40_000),
        "- a: b\n  c: d\n".repeat(20_000),
        format!("a: \"{}", "x\n".repeat(500_000)),
        format!("a: {}", "[],".repeat(300_000)),
        format!("a: {}", "b: ".repeat(300_000)),
        format!("a: [{}", "b ".repeat(500_000)),
        "a:\n\n\n".repeat(20_000),
        "# comment\n".repeat(40_000),
        "x".repeat(5_000_000),
    ] {
        let (_, found) = read(&text);
        assert!(found.len() <= 101);
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in "\\PC*") {
        check_spans(&text);
    }

    #[test]
    fn no_yaml_is_too_strange(parts in proptest::collection::vec(any::<proptest::sample::Index>(), 0..40)) {
        const PIECES: &[&str] = &[
            "a", ": ", ":", "\n", "  ", "- ", "[", "]", "{", "}", ", ", "\"", "'", "|\n", ">\n", "&a ", "*a",
            "!!str ", "# c", "种草", "😀", "\t", "\r\n", "---\n", "...\n", "<<: ", "? ", "%", "@", "\\", "\u{feff}",
            "1.10", "~", "\u{0}", "\u{85}", "\u{2028}",
        ];
        let text: String = parts.iter().map(|i| *i.get(PIECES)).collect();
        check_spans(&text);
    }
}

/// Every span of the tree and of the findings can be sliced, and lies inside the text.
fn check_spans(text: &str) {
    fn check(text: &str, node: &Node) {
        assert!(
            text.get(node.span.range()).is_some(),
            "{text:?} {:?}",
            node.span
        );
        match &node.value {
            Value::List(list) => list.iter().for_each(|n| check(text, n)),
            Value::Map(map) => map.iter().for_each(|(k, n)| {
                assert!(text.get(k.span.range()).is_some(), "{text:?} {:?}", k.span);
                check(text, n);
            }),
            _ => {}
        }
    }
    let (node, found) = read(text);
    check(text, &node);
    for label in found.iter().flat_map(|f| &f.labels) {
        assert!(
            text.get(label.span.range()).is_some(),
            "{text:?} {:?}",
            label.span
        );
    }
}
