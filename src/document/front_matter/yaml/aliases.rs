//! Anchors and aliases: the same value once more, within a budget.

use super::keys::first_line;
use super::{Builder, Fatal, MAX_DEPTH, MAX_FINDINGS, Weight};
use crate::document::front_matter::Node;
use crate::source::Span;

/// How many values all anchors and aliases together may stand for.
const MAX_EXPANDED_NODES: usize = 250_000;
/// How many bytes of text all anchors and aliases together may stand for.
const MAX_EXPANDED_BYTES: usize = 16 * 1024 * 1024;
impl Builder<'_> {
    /// `*name`: the anchored value once more, standing where the alias stands.
    pub(super) fn alias(&mut self, id: usize, span: Span) -> Result<(), Fatal> {
        let Some((node, weight)) = self.anchors.get(&id) else {
            let name = self.written(span);
            return Err(Box::new(
                self.error(
                    format!("{name} stands inside the value that it names"),
                    span,
                    "",
                )
                .help("write the value out"),
            ));
        };
        let (node, weight) = (node, *weight);
        if self.open.len() + weight.depth > MAX_DEPTH {
            return Err(self.too_deep(span));
        }
        let node = Node {
            span,
            ..node.clone()
        };
        self.charge(weight, span, id)?;
        self.finish(node, weight, 0)
    }

    /// `*name` without a `&name` before it: most often text that was meant to be bold.
    pub(super) fn unresolved(&mut self, name: &str, span: Span) -> Result<(), Fatal> {
        if self.findings.len() < MAX_FINDINGS {
            let finding = self
                .error(
                    format!("`*{name}` refers to an anchor `&{name}` that is not written above it"),
                    span,
                    "a value that begins with `*` is a reference in YAML",
                )
                .help("if it is meant as text, put the value between quotes");
            self.findings.push(finding);
        }
        let node = Node {
            span,
            ..Node::default()
        };
        self.finish(node, Weight::default(), 0)
    }

    /// Counts what an anchor or alias adds to the tree.
    pub(super) fn charge(
        &mut self,
        weight: Weight,
        span: Span,
        anchor: usize,
    ) -> Result<(), Fatal> {
        self.expanded.nodes += weight.nodes;
        self.expanded.bytes += weight.bytes;
        if self.expanded.nodes <= MAX_EXPANDED_NODES && self.expanded.bytes <= MAX_EXPANDED_BYTES {
            return Ok(());
        }
        let mut finding = self.error(
            "the aliases of this file stand for more values than can be held",
            first_line(span, self.text, self.offset),
            "the limit is reached here",
        );
        if let Some(&defined) = self.anchor_spans.get(&anchor) {
            finding = finding.label(self.file, defined, "the anchor is written here");
        }
        Err(Box::new(
            finding.help("write the values out, or repeat them less often"),
        ))
    }

    /// The bytes of a span in backticks, for a message.
    fn written(&self, span: Span) -> String {
        let range = span.start as usize - self.offset..span.end as usize - self.offset;
        format!("`{}`", self.text.get(range).unwrap_or(""))
    }
}
