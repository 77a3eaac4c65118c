//! What documents say of themselves about owner, status, evidence and dates, with the places where they say it.
//!
//! The model holds these facts with what is inherited filled in. Rules about them need to know who wrote what, since a
//! finding belongs where the value stands and is said once, not on every page that inherits it.

use crate::document::Document;
use crate::document::front_matter::schema::{self, Interval};
use crate::document::front_matter::{Fields, Node};
use crate::journey::{Evidence, Status};
use crate::lint::Context;
use crate::source::{Span, Spanned};
use jiff::civil::Date;

/// A document with its own facts.
pub(crate) struct Own<'a> {
    /// The document.
    pub(crate) document: &'a Document,
    /// What it is called in a message: ``the playbook `demo` ``, `` `stages/2-research.md` ``.
    pub(crate) name: String,
    /// Whether it is `playbook.md`.
    pub(crate) is_main: bool,
    /// Its own status, else the playbook's.
    pub(crate) status: Option<Status>,
    /// Its own evidence, else the playbook's.
    pub(crate) evidence: Option<Evidence>,
    fields: Fields<'a>,
}

impl<'a> Own<'a> {
    /// Where the value of a key stands; `None` when the key is not written here.
    pub(crate) fn span(&self, key: &str) -> Option<Span> {
        self.fields.node(key).map(|node| node.span)
    }

    /// A value as text.
    pub(crate) fn text(&self, key: &str) -> Option<Spanned<String>> {
        self.fields.node(key).and_then(Node::as_text)
    }

    /// A date, when it is one.
    pub(crate) fn date(&self, key: &str) -> Option<Spanned<Date>> {
        let text = self.text(key)?;
        let date = schema::date(&text.value).ok()?;
        Some(Spanned::new(date, text.span))
    }

    /// An interval, when it is one.
    pub(crate) fn interval(&self, key: &str) -> Option<Spanned<Interval>> {
        let text = self.text(key)?;
        let interval = schema::interval(&text.value)?;
        Some(Spanned::new(interval, text.span))
    }
}

impl<'a> Context<'a> {
    /// What the Markdown documents of a playbook that is followed say of themselves, retired ones left out.
    pub(crate) fn own_facts(&self) -> impl Iterator<Item = Own<'a>> + use<'a> {
        let context = *self;
        let followed = context.is_judged();
        let documents = self.playbook.documents().filter(move |_| followed);
        documents
            .filter(|(_, document)| !document.kind.is_data())
            .map(move |(id, document)| context.own(document, context.playbook.main == Some(id)))
            .filter(|own| own.status != Some(Status::Retired))
    }

    fn own(&self, document: &'a Document, is_main: bool) -> Own<'a> {
        let fields = Fields::of(&document.front.root);
        let review = &self.playbook.facts.page.review;
        let word = |key| fields.text(key).map(|text| text.value);
        let status = word("status").and_then(|word| Status::from_name(&word));
        let evidence = word("evidence").and_then(|word| Evidence::from_name(&word));
        let name = match is_main {
            true => format!("the playbook `{}`", self.name()),
            false => format!("`{}`", self.below(document)),
        };
        Own {
            document,
            name,
            is_main,
            status: status.or(review.status),
            evidence: evidence.or(review.evidence),
            fields,
        }
    }

    /// The path of a document below its playbook's folder.
    pub(crate) fn below(&self, document: &'a Document) -> &'a str {
        let path = document.path.as_str();
        let below = path.strip_prefix(self.playbook.root.as_str());
        below.unwrap_or(path).trim_start_matches('/')
    }
}
