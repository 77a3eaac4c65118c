//! Keys of a map and where the values that are left out belong.

use super::{RULE, scalar};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::front_matter::{Node, Value};
use crate::source::{FileId, Span, Spanned};
use std::collections::HashMap;

/// A key and, when it cannot be one or was written before, what is to be said of that.
pub(super) fn key_of(
    file: FileId,
    node: Node,
    seen: &mut HashMap<String, Span>,
) -> (Spanned<String>, Option<Diagnostic>) {
    let span = node.span;
    let error = |message: String| Diagnostic::new(RULE, Severity::Error, message);
    let name = match (node.written, node.value) {
        (Some(written), _) => written.into(),
        (None, Value::Text(text)) => text,
        (None, value) => match scalar::canonical(&value) {
            Some(text) => text,
            None => {
                let finding = error("a key must be a word".to_owned())
                    .label(file, span, "this is none")
                    .help("write `key: value`; a text that holds `: ` or begins with a bracket needs quotes");
                return (Spanned::new(String::new(), span), Some(finding));
            }
        },
    };
    let first = seen.get(&name).copied();
    let finding = first.map(|first| {
        error(format!("the key `{name}` is written twice"))
            .label(file, span, "written again here")
            .label(file, first, "first written here")
            .help("keep one of the two; the first one counts")
    });
    if first.is_none() {
        seen.insert(name.clone(), span);
    }
    (Spanned::new(name, span), finding)
}

/// A value that is left out stands where the parser goes on; it belongs right after its key's colon.
pub(super) fn settle_null(node: Node, key: &Spanned<String>, text: &str, offset: usize) -> Node {
    if node.span.start != node.span.end {
        return node;
    }
    let from = (key.span.end as usize).saturating_sub(offset);
    let rest = text.get(from..).unwrap_or("");
    let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let colon = if rest[gap..].starts_with(':') {
        gap + 1
    } else {
        0
    };
    let at = from + colon + offset;
    Node {
        span: Span::new(at, at),
        ..node
    }
}

/// The part of a span that lies on its first line.
pub(super) fn first_line(span: Span, text: &str, offset: usize) -> Span {
    let range = span.start as usize - offset..span.end as usize - offset;
    let line = text.get(range).unwrap_or("").lines().next().unwrap_or("");
    Span::new(span.start as usize, span.start as usize + line.len())
}
