//! Scripts of the common layer as they are sent: without what only those need who read them here.

use std::borrow::Cow;

/// A script without indentation and without the lines that hold nothing but a comment; notices (`/*!`) stay. One in which
/// a line might be part of a text is left as it is.
pub(super) fn lean(bytes: Cow<'static, [u8]>) -> Cow<'static, [u8]> {
    let leaner = std::str::from_utf8(&bytes).ok().and_then(strip);
    leaner.map_or(bytes, |text| Cow::Owned(text.into_bytes()))
}

fn strip(text: &str) -> Option<String> {
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
        } else if !line.is_empty() && !line.starts_with("//") {
            // A text that goes on in the next line, in which spaces count.
            if line.matches('`').count() % 2 == 1 || line.ends_with('\\') {
                return None;
            }
            kept.push_str(line);
            kept.push('\n');
        }
    }
    (!in_comment).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_nothing_else() {
        let script = "// What it does.\n'use strict';\n(() => {\n  /** One line. */\n  const a = 'http://x'; // stays\n\n  /*\n   * Several.\n   */\n  let b = `${a}//`;\n})();\n";
        assert_eq!(
            strip(script).as_deref(),
            Some(
                "'use strict';\n(() => {\nconst a = 'http://x'; // stays\nlet b = `${a}//`;\n})();\n"
            )
        );
        assert_eq!(
            strip("/*! MIT */\nrun();\n").as_deref(),
            Some("/*! MIT */\nrun();\n")
        );
    }

    #[test]
    fn scripts_that_might_change_their_meaning_stay_as_they_are() {
        for script in [
            "const a = `one\n  // two`;\n",
            "const a = 'one \\\n  two';\n",
            "/* a */ run();\n",
            "/* never closed\n",
        ] {
            assert_eq!(strip(script), None, "{script}");
            assert_eq!(&*lean(Cow::Borrowed(script.as_bytes())), script.as_bytes());
        }
    }
}
