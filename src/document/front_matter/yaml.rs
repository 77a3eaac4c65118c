//! YAML → a tree with spans, within budgets.
//!
//! Enter at [`parse`]. The events come from the parser beneath serde-saphyr, which gives the byte range of every
//! scalar and bracket and which does not recurse; the tree is built here, so that a key written twice, a missing
//! anchor or a foreign tag is one finding among others and does not end the reading.

mod aliases;
mod explain;
mod keys;
mod said;
mod scalar;
mod words;

use super::{Node, Value};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, SourceFile, Span, Spanned};
use keys::{key_of, settle_null};
use serde_saphyr::granit_parser::{self, Event, Parser, ScalarStyle, Tag};
use std::collections::{HashMap, HashSet};

/// The largest block or data file that is parsed, in bytes.
const MAX_BYTES: usize = 4 * 1024 * 1024;
/// How deep lists and maps may stand in each other, aliases followed.
const MAX_DEPTH: usize = 64;
/// After so many findings in one text the rest is left unsaid.
const MAX_FINDINGS: usize = 100;

/// The rule that every finding of this step belongs to.
pub(super) const RULE: &str = "front-matter-syntax";

/// Parses the bytes of `span` as one YAML document; spans in the tree and in findings are absolute in the file.
///
/// Findings are `front-matter-syntax`. The tree is null when the text is no YAML; it is whole when the only
/// findings are keys written twice, foreign tags or unknown anchors. An empty text is null without a finding.
#[must_use]
pub fn parse(file: FileId, source: &SourceFile, span: Span) -> (Node, Vec<Diagnostic>) {
    let text = source.slice(span);
    let offset = span.start as usize;
    // A byte-order mark is not part of the document, though it counts in positions.
    let (text, offset) = match text.strip_prefix('\u{feff}') {
        Some(rest) => (rest, offset + '\u{feff}'.len_utf8()),
        None => (text, offset),
    };
    let mut builder = Builder::new(file, text, offset);
    let end = builder.run();
    builder.findings.truncate(MAX_FINDINGS);
    match end {
        Ok(root) => (root, builder.findings),
        Err(finding) => {
            // What was said of the same line before is most often another view of the same slip.
            let at = finding.labels.first().map_or(0, |l| l.span.start as usize);
            let line = text[..at.saturating_sub(offset).min(text.len())].rfind('\n');
            let line = line.map_or(0, |i| i + 1) + offset;
            builder
                .findings
                .retain(|f| f.labels.iter().all(|l| (l.span.start as usize) < line));
            builder.findings.push(*finding);
            (Node::default(), builder.findings)
        }
    }
}

/// What ends the reading: boxed, since a finding is large and this is the rare way out.
type Fatal = Box<Diagnostic>;

/// A list or map whose end has not been reached.
struct Open {
    /// Where it begins.
    start: usize,
    /// The anchor it carries, or 0.
    anchor: usize,
    /// What it holds so far.
    children: Children,
    /// How much it stands for.
    weight: Weight,
}

enum Children {
    List(Vec<Node>),
    Map {
        entries: Vec<(Spanned<String>, Node)>,
        /// The key whose value comes next.
        key: Option<Spanned<String>>,
        /// Where each key was first written.
        seen: HashMap<String, Span>,
    },
}

/// What a node costs when it is copied: itself and all below it.
#[derive(Clone, Copy, Default)]
struct Weight {
    nodes: usize,
    bytes: usize,
    depth: usize,
}

impl Weight {
    fn add_child(&mut self, child: Weight) {
        self.nodes += child.nodes;
        self.bytes += child.bytes;
        self.depth = self.depth.max(child.depth + 1);
    }
}

struct Builder<'a> {
    file: FileId,
    text: &'a str,
    offset: usize,
    open: Vec<Open>,
    root: Option<Node>,
    anchors: HashMap<usize, (Node, Weight)>,
    /// Where each anchor's name is written.
    anchor_spans: HashMap<usize, Span>,
    expanded: Weight,
    findings: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    fn new(file: FileId, text: &'a str, offset: usize) -> Self {
        Self {
            file,
            text,
            offset,
            open: Vec::new(),
            root: None,
            anchors: HashMap::new(),
            anchor_spans: HashMap::new(),
            expanded: Weight::default(),
            findings: Vec::new(),
        }
    }

    /// Walks over every event. `Err` is the finding that makes the rest unreadable.
    fn run(&mut self) -> Result<Node, Fatal> {
        if self.text.len() > MAX_BYTES {
            return Err(Box::new(
                self.error(
                    "the YAML is too large to be read",
                    Span::new(self.offset, self.offset),
                    "begins here",
                )
                .help(format!("keep it below {} MiB", MAX_BYTES / 1024 / 1024)),
            ));
        }
        let options = granit_parser::options! {
            disallow_directives: true,
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH,
        };
        let mut documents = 0;
        for event in Parser::new_from_str_with_options(self.text, options) {
            let (event, at) = event
                .map_err(|e| Box::new(explain::error(self.file, self.text, self.offset, &e)))?;
            let span = self.span(at);
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        return Err(Box::new(
                            self.error("a second YAML document begins here", span, "")
                                .help("remove the line; one file holds one document"),
                        ));
                    }
                }
                Event::Scalar(text, style, anchor, tag) => {
                    let node = self.scalar(&text, style, tag.as_deref(), span);
                    let weight = Weight {
                        nodes: 1,
                        bytes: text.len(),
                        depth: 0,
                    };
                    self.finish(node, weight, anchor)?;
                }
                Event::SequenceStart(_, anchor, tag) => {
                    self.check_tag(tag.as_deref(), "seq", span);
                    self.begin(span, anchor, Children::List(Vec::new()))?;
                }
                Event::MappingStart(_, anchor, tag) => {
                    self.check_tag(tag.as_deref(), "map", span);
                    let children = Children::Map {
                        entries: Vec::new(),
                        key: None,
                        seen: HashMap::new(),
                    };
                    self.begin(span, anchor, children)?;
                }
                Event::SequenceEnd | Event::MappingEnd => self.end(span)?,
                Event::Anchor(id, _) => {
                    self.anchor_spans.insert(id, span);
                }
                Event::Alias(id) => self.alias(id, span)?,
                Event::UnresolvedAlias(name) => self.unresolved(&name, span)?,
                _ => {}
            }
        }
        Ok(self.root.take().unwrap_or_default())
    }

    /// A span of the parser as a span of the file, white space at its end removed.
    fn span(&self, at: granit_parser::Span) -> Span {
        let start = at.start.byte_offset().unwrap_or(0).min(self.text.len());
        let end = at
            .end
            .byte_offset()
            .unwrap_or(start)
            .clamp(start, self.text.len());
        let written = self.text.get(start..end).unwrap_or("").trim_end();
        Span::new(start, start + written.len()).shifted(self.offset)
    }

    fn error(&self, message: impl Into<String>, span: Span, label: &str) -> Diagnostic {
        Diagnostic::new(RULE, Severity::Error, message).label(self.file, span, label)
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Node {
        let (value, written) = match tag.map(|t| (t, t.core_suffix())) {
            Some((_, Some("str"))) => (Value::Text(text.to_owned()), None),
            Some((tag, suffix)) if suffix.is_none_or(|s| s == "binary") => {
                self.foreign_tag(tag, span);
                (Value::Text(text.to_owned()), None)
            }
            None if style != ScalarStyle::Plain => (Value::Text(text.to_owned()), None),
            _ => scalar::resolve(text),
        };
        Node {
            span,
            value,
            written,
        }
    }

    fn check_tag(&mut self, tag: Option<&Tag>, expected: &str, span: Span) {
        if let Some(tag) = tag
            && tag.core_suffix() != Some(expected)
        {
            let first = Span::new(span.start as usize, span.start as usize);
            self.foreign_tag(tag, first);
        }
    }

    fn foreign_tag(&mut self, tag: &Tag, span: Span) {
        if self.findings.len() < MAX_FINDINGS {
            let message = format!("the tag `{}` means nothing here", tag.original());
            let finding = self
                .error(message, span, "the tag stands before this value")
                .help("remove the tag, or quote the value if it begins with `!`");
            self.findings.push(finding);
        }
    }

    fn begin(&mut self, span: Span, anchor: usize, children: Children) -> Result<(), Fatal> {
        if self.open.len() >= MAX_DEPTH {
            return Err(self.too_deep(span));
        }
        self.open.push(Open {
            start: span.start as usize,
            anchor,
            children,
            weight: Weight {
                nodes: 1,
                bytes: 0,
                depth: 0,
            },
        });
        Ok(())
    }

    fn too_deep(&self, span: Span) -> Fatal {
        let message = format!("lists and maps stand more than {MAX_DEPTH} deep in each other");
        Box::new(self.error(message, span, "too deep"))
    }

    /// The end of the innermost list or map. A block's end event stands where the next thing begins, so its
    /// last child tells where it ends; a bracket tells it itself.
    fn end(&mut self, at: Span) -> Result<(), Fatal> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let last = match &open.children {
            Children::List(list) => list.last().map(|n| n.span.end),
            Children::Map { entries, .. } => {
                entries.last().map(|(k, v)| v.span.end.max(k.span.end))
            }
        };
        let bracket = (at.end > at.start).then_some(at.end);
        let end = bracket.or(last).unwrap_or(at.start) as usize;
        let value = match open.children {
            // Kept for as long as the build lasts, without the room for more.
            Children::List(mut list) => {
                list.shrink_to_fit();
                Value::List(list)
            }
            Children::Map { entries, .. } => {
                let mut entries = self.merge(entries);
                entries.shrink_to_fit();
                Value::Map(entries)
            }
        };
        let node = Node {
            span: Span::new(open.start, end),
            value,
            written: None,
        };
        self.finish(node, open.weight, open.anchor)
    }

    /// `<<: *base`: the keys of the other map that are not written here.
    fn merge(&mut self, entries: Vec<(Spanned<String>, Node)>) -> Vec<(Spanned<String>, Node)> {
        if !entries.iter().any(|(key, _)| key.value == "<<") {
            return entries;
        }
        let (merges, mut own): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|(key, _)| key.value == "<<");
        let mut known: HashSet<String> = own.iter().map(|(k, _)| k.value.clone()).collect();
        for (key, node) in merges {
            let maps = match node.value {
                Value::List(list) => list,
                _ => vec![node],
            };
            for map in maps {
                let Value::Map(more) = map.value else {
                    let finding = self
                        .error(
                            "`<<` takes the keys of a map, and this is none",
                            map.span,
                            "",
                        )
                        .label(self.file, key.span, "asked for here");
                    self.findings.push(finding);
                    continue;
                };
                own.extend(
                    more.into_iter()
                        .filter(|(k, _)| known.insert(k.value.clone())),
                );
            }
        }
        own
    }

    /// Puts a finished node where it belongs: below the innermost open list or map, or at the root.
    fn finish(&mut self, node: Node, weight: Weight, anchor: usize) -> Result<(), Fatal> {
        if anchor != 0 {
            // Keeping a copy costs as much as an alias does, so nested anchors are counted alike.
            self.charge(weight, node.span, anchor)?;
            self.anchors.insert(anchor, (node.clone(), weight));
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.weight.add_child(weight);
        match &mut open.children {
            Children::List(list) => list.push(node),
            Children::Map {
                entries,
                key: key @ Some(_),
                ..
            } => {
                if let Some(name) = key.take() {
                    let value = settle_null(node, &name, self.text, self.offset);
                    entries.push((name, value));
                }
            }
            Children::Map { key, seen, .. } => {
                let (name, finding) = key_of(self.file, node, seen);
                *key = Some(name);
                if self.findings.len() < MAX_FINDINGS {
                    self.findings.extend(finding);
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
