//! Scripts and style sheets as they are sent: our own without what only those need who read them here, and several scripts
//! that belong together as one.

use super::assets::Raw;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Makes our own scripts lean, and one script of each folder whose name ends in `.js`: its files in the order of their
/// names. A file of the same name, in the layer of a workspace, takes the place of them all.
pub(super) fn scripts(raw: &mut BTreeMap<String, Raw>) {
    for (path, file) in raw.iter_mut() {
        if file.ours && path.ends_with(".js") {
            let text = std::str::from_utf8(&file.bytes).ok();
            if let Some(text) = text.and_then(|text| strip(text, Some("//"))) {
                file.bytes = Cow::Owned(text.into_bytes());
            }
        }
    }
    let mut bundles: BTreeMap<String, Raw> = BTreeMap::new();
    for (path, piece) in raw.extract_if(.., |path, _| path.contains(".js/")) {
        let end = path.find(".js/").map_or(path.len(), |at| at + ".js".len());
        match bundles.get_mut(&path[..end]) {
            None => {
                bundles.insert(path[..end].to_owned(), piece);
            }
            Some(bundle) => {
                // A piece that ends without a semicolon must not become one statement with the next.
                bundle.bytes.to_mut().extend_from_slice(b";\n");
                bundle.bytes.to_mut().extend_from_slice(&piece.bytes);
            }
        }
    }
    for (name, bundle) in bundles {
        raw.entry(name).or_insert(bundle);
    }
}

/// A style sheet of ours as it is sent.
pub(super) fn sheet(text: String) -> String {
    strip(&text, None).unwrap_or(text)
}

/// The text without indentation and without the lines that hold nothing but a comment; notices (`/*!`) stay. `None` where
/// such a line might be part of something else.
fn strip(text: &str, line_comment: Option<&str>) -> Option<String> {
    let mut kept = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines() {
        let line = line.trim();
        let opens = line.starts_with("/*") && !line.starts_with("/*!");
        if in_comment || opens {
            let rest = line.split_once("*/").map(|(_, rest)| rest);
            in_comment = rest.is_none();
            // Code behind a comment: nobody writes so, and nothing is lost by not reading it.
            if rest.is_some_and(|rest| !rest.is_empty()) {
                return None;
            }
        } else if !line.is_empty() && !line_comment.is_some_and(|sign| line.starts_with(sign)) {
            // A text that goes on in the next line, in which spaces count.
            if line.matches('`').count() % 2 == 1 || line.ends_with('\\') {
                return None;
            }
            kept.push_str(line);
            kept.push('\n');
        }
    }
    if !text.ends_with('\n') {
        kept.truncate(kept.trim_end().len());
    }
    (!in_comment).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_scripts_becomes_one() {
        let file = |(name, text, ours): (&str, &'static str, bool)| {
            let bytes = Cow::Borrowed(text.as_bytes());
            let origin = name.to_owned();
            let file = Raw {
                bytes,
                origin,
                ours,
            };
            (name.to_owned(), file)
        };
        let mut raw: BTreeMap<String, Raw> = [
            ("a.js/2-two.js", "// The second.\n  two()\n", true),
            ("a.js/1-one.js", "// Mine.\none()", false),
            ("a.json", "{}", true),
            ("b.js", "mine()", false),
            ("b.js/1.js", "theirs()", true),
        ]
        .map(file)
        .into();
        scripts(&mut raw);
        let text = |name: &str| std::str::from_utf8(&raw[name].bytes).unwrap();
        assert_eq!(raw.keys().collect::<Vec<_>>(), ["a.js", "a.json", "b.js"]);
        assert_eq!(text("a.js"), "// Mine.\none();\ntwo()\n");
        assert_eq!(text("b.js"), "mine()");
    }

    #[test]
    fn comments_and_indentation_go_and_nothing_else() {
        let script = "// What it does.\n'use strict';\n(() => {\n  /** One line. */\n  const a = 'http://x'; // stays\n\n  /*\n   * Several.\n   */\n  let b = `${a}//`;\n})();\n";
        assert_eq!(
            strip(script, Some("//")).as_deref(),
            Some(
                "'use strict';\n(() => {\nconst a = 'http://x'; // stays\nlet b = `${a}//`;\n})();\n"
            )
        );
        assert_eq!(
            strip("/*! MIT */\nrun();\n", Some("//")).as_deref(),
            Some("/*! MIT */\nrun();\n")
        );
        assert_eq!(
            sheet("/* Why\n   and how. */\na {\n  --x: url(\n  //y);\n}\n".to_owned()),
            "a {\n--x: url(\n//y);\n}\n"
        );
    }

    #[test]
    fn what_has_no_comments_and_no_indentation_stays_as_it_is() {
        for text in ["", "body{}", "body{}\n", "a{}\nb{}"] {
            assert_eq!(sheet(text.to_owned()), text);
        }
    }

    #[test]
    fn what_might_change_its_meaning_stays_as_it_is() {
        for text in [
            "const a = `one\n  // two`;\n",
            "const a = 'one \\\n  two';\n",
            "/* a */ run();\n",
            "/* never closed\n",
        ] {
            assert_eq!(strip(text, Some("//")), None, "{text}");
            assert_eq!(sheet(text.to_owned()), text);
        }
    }
}
