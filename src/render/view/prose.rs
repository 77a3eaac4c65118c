//! Prose with its addresses filled in.

use super::super::context as c;
use super::super::fragment::{Fill, Mark, escape, fill};
use super::{Landing, View};
use crate::document::Kind;
use crate::document::markdown::{Block, Fragment, MistakeAlert, Role, Section};
use crate::journey::{DocumentId, Target};
use std::collections::HashSet;

/// Fills the fragments of one document.
struct Filling<'v, 'a> {
    view: &'v View<'a>,
    document: DocumentId,
    prefix: String,
    /// Whether terms are explained in it.
    explains: bool,
}

impl Fill for Filling<'_, '_> {
    fn url(&self, link: u32) -> Option<String> {
        let target = self
            .view
            .model
            .references
            .link(self.document, link as usize)?;
        self.view.address(target)
    }

    fn term_url(&self, term: u32) -> Option<String> {
        let index = self
            .view
            .model
            .references
            .term(self.document, term as usize)?;
        let id = &self.view.model.glossary.terms.get(index)?.id;
        let target = Target::Document {
            document: self.view.model.glossary.document?,
            anchor: Some(id.clone()),
        };
        self.view.address(&target)
    }

    fn id_prefix(&self) -> &str {
        &self.prefix
    }

    fn text(&self, index: u8) -> &str {
        self.view.texts.fragment(index)
    }

    fn marks(&self, fragment: &Fragment) -> Vec<Mark> {
        let terms = self.view.terms.filter(|_| self.explains);
        let Some(terms) = terms else {
            return Vec::new();
        };
        let named = |term: u32| {
            let references = &self.view.model.references;
            references.term(self.document, term as usize)
        };
        terms.marks(fragment, named)
    }
}

impl<'a> View<'a> {
    /// A fragment of a document as HTML for this page, its terms explained. Call it in the order in which a reader
    /// comes to the fragments, once for each: a term is explained where it is used first.
    pub(crate) fn html(&self, document: DocumentId, fragment: &Fragment) -> String {
        self.filled(document, fragment, true)
    }

    /// The same for what must not hold links of ours, the text of a checkbox, and for what a page may leave out.
    pub(crate) fn label_html(&self, document: DocumentId, fragment: &Fragment) -> String {
        self.filled(document, fragment, false)
    }

    fn filled(&self, document: DocumentId, fragment: &Fragment, explains: bool) -> String {
        let filling = Filling {
            view: self,
            document,
            prefix: self.id_prefix(document),
            explains: explains && self.model.glossary.document != Some(document),
        };
        fill(fragment, &filling)
    }

    /// Several fragments, one after another.
    pub(crate) fn all_html(&self, document: DocumentId, fragments: &[Fragment]) -> String {
        fragments.iter().map(|f| self.html(document, f)).collect()
    }

    /// What keeps the ids of a document's headings apart on this page.
    pub(crate) fn id_prefix(&self, document: DocumentId) -> String {
        match self.landing {
            Landing::Own(own) if own == document => String::new(),
            Landing::Own(_) | Landing::Shared => format!("d{}-", document.0),
            Landing::Print => format!("{}-", self.print_id(document)),
        }
    }

    /// The address of a target, as seen from this page; `None` when it leads nowhere.
    pub(crate) fn address(&self, target: &Target) -> Option<String> {
        match target {
            Target::External(url) => Some(url.clone()),
            Target::Asset(source) => {
                let path = self.place.branch.carried.get(source)?;
                Some(format!("{}{path}", self.root))
            }
            Target::Document { document, anchor } => {
                let anchor = anchor.as_deref().filter(|a| !a.is_empty());
                match (self.landing, anchor) {
                    (Landing::Own(own), Some(anchor)) if own == *document => {
                        Some(format!("#{}", self.anchor(*document, anchor)))
                    }
                    (Landing::Print, _) if self.printed(*document) => {
                        Some(self.print_address(*document, anchor))
                    }
                    _ => {
                        let documents = &self.place.branch.documents;
                        let page = documents.get(document.0 as usize)?.as_deref()?;
                        let anchor = anchor.map(|a| format!("#{}", self.anchor(*document, a)));
                        let anchor = anchor.unwrap_or_default();
                        Some(format!("{}{page}{anchor}", self.root))
                    }
                }
            }
            Target::Broken(_) => None,
        }
    }

    /// The id that an anchor of a document has on that document's page: the theme writes the headings of mistakes and
    /// of the takeaway itself.
    pub(crate) fn anchor<'x>(&self, document: DocumentId, anchor: &'x str) -> &'x str {
        let document = self.document(document);
        if !matches!(document.kind, Kind::Stage | Kind::Pillar) {
            return anchor;
        }
        let body = &document.body;
        let role = body.sections.iter().find_map(|s| {
            let heading = body.headings.get(s.heading?)?;
            (heading.id == anchor).then_some(s.role)
        });
        match role {
            Some(Role::Mistakes) => "mistakes",
            Some(Role::Takeaway) => "takeaway",
            _ => anchor,
        }
    }

    /// A free page: everything in written order.
    pub(crate) fn content(&self, document: DocumentId) -> c::Content {
        let body = &self.document(document).body;
        let none = HashSet::new();
        let sections = body.sections.iter().filter_map(|s| {
            let heading = body.headings.get(s.heading?)?;
            Some(c::Prose {
                id: heading.id.clone(),
                title: heading.text.clone(),
                html: self.section_html(document, s, &none, true),
            })
        });
        let intro = body.sections.iter().filter(|s| s.heading.is_none());
        c::Content {
            intro_html: intro
                .map(|s| self.section_html(document, s, &none, true))
                .collect(),
            sections: sections.collect(),
        }
    }

    /// The prose before the first heading.
    pub(crate) fn intro(&self, document: DocumentId) -> String {
        let sections = &self.document(document).body.sections;
        let intro = sections.iter().filter(|s| s.heading.is_none());
        intro
            .map(|s| self.section_html(document, s, &HashSet::new(), false))
            .collect()
    }

    /// The sections of a role, with their headings. Items in `shown` and (unless `mistakes`) mistakes are left out:
    /// the page shows them in a place of their own.
    pub(crate) fn sections(
        &self,
        document: DocumentId,
        role: Role,
        shown: &HashSet<usize>,
        mistakes: bool,
    ) -> Vec<c::Prose> {
        let body = &self.document(document).body;
        let prefix = self.id_prefix(document);
        body.sections
            .iter()
            .filter(|s| s.role == role)
            .filter_map(|s| {
                let heading = body.headings.get(s.heading?)?;
                Some(c::Prose {
                    id: format!("{prefix}{}", heading.id),
                    title: heading.text.clone(),
                    html: self.section_html(document, s, shown, mistakes),
                })
            })
            .collect()
    }

    /// What stands in a section, without its heading.
    pub(crate) fn section_html(
        &self,
        document: DocumentId,
        section: &Section,
        shown: &HashSet<usize>,
        mistakes: bool,
    ) -> String {
        let body = &self.document(document).body;
        let mut out = String::new();
        for block in &section.blocks {
            match block {
                Block::Prose(prose) => out.push_str(&self.html(document, &prose.html)),
                Block::Tasks { items, heading, .. } => {
                    let elsewhere = |i: usize| {
                        shown.contains(&i) || body.items.get(i).is_some_and(|t| t.nested)
                    };
                    if items.clone().all(elsewhere) {
                        continue;
                    }
                    if let Some(heading) = heading.and_then(|h| body.headings.get(h)) {
                        let id = format!("{}{}", self.id_prefix(document), heading.id);
                        out.push_str(&format!(
                            "<h3 id=\"{}\">{}</h3>\n",
                            escape(&id),
                            escape(&heading.text)
                        ));
                    }
                    out.push_str(&self.tasks_html(document, items.clone()));
                }
                Block::Mistake(index) if mistakes => {
                    if let Some(alert) = body.mistakes.get(*index) {
                        out.push_str(&self.alert_html(document, alert));
                    }
                }
                Block::Mistake(_) => {}
            }
        }
        out
    }

    fn tasks_html(&self, document: DocumentId, items: std::ops::Range<usize>) -> String {
        let body = &self.document(document).body;
        let mut out = String::from("<ul class=\"tasks\">\n");
        // A nested item is in the detail of the one around it already.
        for item in body
            .items
            .get(items)
            .unwrap_or_default()
            .iter()
            .filter(|i| !i.nested)
        {
            let id = escape(&item.id);
            let detail = item
                .detail
                .as_ref()
                .map(|d| self.label_html(document, d))
                .unwrap_or_default();
            out.push_str(&format!(
                "<li class=\"task\"><input type=\"checkbox\" id=\"{id}\" data-item=\"{id}\"> \
                 <label for=\"{id}\">{}</label>{detail}</li>\n",
                self.label_html(document, &item.html)
            ));
        }
        out.push_str("</ul>\n");
        out
    }

    fn alert_html(&self, document: DocumentId, alert: &MistakeAlert) -> String {
        let instead = alert.instead.as_ref().map(|i| {
            let label = escape(&self.texts.get("instead"));
            format!(
                "<div class=\"instead\"><p class=\"tag\">{label}</p>{}</div>",
                self.html(document, i)
            )
        });
        format!(
            "<div class=\"mistake\" id=\"{}\"><div class=\"wrong\"><p class=\"tag\">{}</p>\
             <p class=\"mistake-title\">{}</p>{}</div>{}</div>\n",
            escape(&alert.id),
            escape(&self.texts.get("mistake")),
            escape(&alert.title),
            self.html(document, &alert.html),
            instead.unwrap_or_default()
        )
    }
}
