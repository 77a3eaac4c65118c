//! The facts at the head of a file: split off by hand, parsed to a tree with spans, validated against a schema.
//!
//! Enter at [`read`] (split and parse) and [`schema::validate`] (every error at once). Later steps take typed values
//! out of the tree by the methods of [`Fields`].

mod allows;
mod fields;
mod quote;
pub mod schema;
mod split;
mod yaml;

pub use allows::{allows, file_allows};
pub use fields::Fields;
pub(crate) use quote::quoted;
pub use split::read;
pub use yaml::parse;

use super::Kind;
use crate::source::{Span, Spanned};

/// The facts of one file.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// The block with its fences, or an empty span at the head when there is none.
    pub span: Span,
    /// The tree. `Value::Null` when there is no block or it could not be parsed.
    pub root: Node,
    /// The byte at which the body begins.
    pub body_start: usize,
    /// What `kind:` says, when it is a kind.
    pub kind: Option<Kind>,
    /// Whether the block was there and parsed.
    pub parsed: bool,
}

/// A value of the tree and where it stands in the file (absolute bytes, without surrounding white space).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// The bytes of the value as written, quotes included; for lists and maps from the first to the last child.
    pub span: Span,
    /// The value.
    pub value: Value,
    /// The text as written where the value alone would not give it back: `1.10`, `007`, `True`.
    pub written: Option<Box<str>>,
}

/// What YAML can say, as far as front matter goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in written order; a key written twice stands here twice.
    Map(Vec<(Spanned<String>, Node)>),
}
