//! Typed access to a map of the tree. A value of the wrong type reads as absent here: [`super::schema`] has said so.

use super::{Node, Value};
use crate::source::{Span, Spanned};

/// The keys and values of a map, asked for by name.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a> {
    map: &'a [(Spanned<String>, Node)],
    /// Where the map stands.
    pub span: Span,
}

impl<'a> Fields<'a> {
    /// The fields of a node; none when it is no map.
    #[must_use]
    pub fn of(node: &'a Node) -> Self {
        let map = match &node.value {
            Value::Map(map) => map.as_slice(),
            _ => &[],
        };
        Self {
            map,
            span: node.span,
        }
    }

    /// Every key with its value, in written order.
    pub fn iter(&self) -> impl Iterator<Item = (&'a Spanned<String>, &'a Node)> + use<'a> {
        self.map.iter().map(|(k, v)| (k, v))
    }

    /// The value of a key (the first, when it was written twice).
    #[must_use]
    pub fn node(&self, key: &str) -> Option<&'a Node> {
        self.map
            .iter()
            .find(|(k, _)| k.value == key)
            .map(|(_, v)| v)
    }

    /// Where a key itself stands.
    #[must_use]
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.map
            .iter()
            .find(|(k, _)| k.value == key)
            .map(|(k, _)| k.span)
    }

    /// Whether the key is there, whatever its value.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.node(key).is_some()
    }

    /// A scalar as text. Numbers and booleans give the text that was written.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<Spanned<String>> {
        self.node(key).and_then(Node::as_text)
    }

    /// A list of scalars as texts; a single scalar counts as a list of one.
    #[must_use]
    pub fn texts(&self, key: &str) -> Vec<Spanned<String>> {
        self.node(key).map(Node::as_texts).unwrap_or_default()
    }

    /// A whole number.
    #[must_use]
    pub fn integer(&self, key: &str) -> Option<Spanned<i64>> {
        let node = self.node(key)?;
        match node.value {
            Value::Integer(n) => Some(Spanned::new(n, node.span)),
            _ => None,
        }
    }

    /// `true` or `false`.
    #[must_use]
    pub fn boolean(&self, key: &str) -> Option<bool> {
        match self.node(key)?.value {
            Value::Bool(b) => Some(b),
            _ => None,
        }
    }

    /// The fields of a map below a key.
    #[must_use]
    pub fn map(&self, key: &str) -> Option<Fields<'a>> {
        let node = self.node(key)?;
        matches!(node.value, Value::Map(_)).then(|| Fields::of(node))
    }

    /// The children of a list below a key.
    #[must_use]
    pub fn list(&self, key: &str) -> &'a [Node] {
        match self.node(key).map(|n| &n.value) {
            Some(Value::List(list)) => list,
            _ => &[],
        }
    }
}

impl Node {
    /// A scalar as text, white space at its ends removed; `None` for nothing, lists and maps, and empty text.
    /// A number or a boolean gives the text that was written.
    #[must_use]
    pub fn as_text(&self) -> Option<Spanned<String>> {
        if let Some(written) = &self.written {
            return Some(Spanned::new(written.to_string(), self.span));
        }
        let text = match &self.value {
            Value::Text(text) => text.trim().to_owned(),
            Value::Bool(b) => b.to_string(),
            Value::Integer(n) => n.to_string(),
            Value::Float(n) => n.to_string(),
            Value::Null | Value::List(_) | Value::Map(_) => return None,
        };
        (!text.is_empty()).then(|| Spanned::new(text, self.span))
    }

    /// A part of a whole, from 0 to 1; `None` for everything else.
    #[must_use]
    pub fn as_share(&self) -> Option<f64> {
        let number = match self.value {
            Value::Float(number) => number,
            Value::Integer(0) => 0.0,
            Value::Integer(1) => 1.0,
            _ => return None,
        };
        (0.0..=1.0).contains(&number).then_some(number)
    }

    /// A list of scalars as texts; a single scalar counts as a list of one.
    #[must_use]
    pub fn as_texts(&self) -> Vec<Spanned<String>> {
        match &self.value {
            Value::List(list) => list.iter().filter_map(Node::as_text).collect(),
            _ => self.as_text().into_iter().collect(),
        }
    }
}
