//! The body of a file: Markdown read once, into HTML fragments and the things that have a meaning in a playbook.
//!
//! Enter at [`read`]. Steps: `events` walks pulldown-cmark's offset iterator block by block and sorts the blocks into
//! sections; `write` turns the events of a block into HTML over a `stack` of open elements. On the way `outline` gathers headings, `checklist` task
//! items, `callout` and `mistake` alerts, `comment` the metadata in comments, `links` links, images and `[[terms]]`,
//! `footnotes` notes, `highlight` code, and `clean` the author's raw HTML.
//!
//! Architecture invariant: a [`Fragment`] holds no URL of another file. Where one belongs there is an [`Insert`], which
//! the render step fills in for the page the fragment lands on; so one fragment serves its own page and the print page.

mod breaks;
mod callout;
mod checklist;
mod clean;
mod comment;
mod events;
mod footnotes;
mod highlight;
mod html;
mod links;
mod mistake;
mod outline;
mod reserved;
mod stack;
#[cfg(test)]
mod tests;
mod write;

pub use checklist::{KNOWN_TAGS, derive_id};
pub use events::read;
pub use links::safe_scheme;
pub use outline::slug;
pub use reserved::{ALSO_LEADS, FIX_LEADS, LOCAL_LEADS, LOOK_AT_LEADS, Role, after_lead};

use crate::source::{Span, Spanned};

/// How Markdown is read: the `markdown:` part of the configuration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What becomes of raw HTML.
    pub raw_html: RawHtml,
}

/// What becomes of the author's raw HTML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RawHtml {
    /// Scripts, styles, handlers and unknown elements are removed.
    #[default]
    Clean,
    /// It is trusted and kept as it is.
    Allow,
    /// It is shown as text.
    Escape,
}

/// A body, read.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// Where the body stands in the file.
    pub span: Span,
    /// A level-1 heading at the very top, which repeats the title; it is not part of any fragment.
    pub title: Option<Spanned<String>>,
    /// Every heading below the title, in order.
    pub headings: Vec<Heading>,
    /// The parts between level-2 headings; the first has no heading and may be empty.
    pub sections: Vec<Section>,
    /// Every task-list item, in order.
    pub items: Vec<TaskItem>,
    /// Every mistake alert, in order.
    pub mistakes: Vec<MistakeAlert>,
    /// Every link and image, in order; fragments refer to them by index.
    pub links: Vec<Link>,
    /// Every `[[term]]`, in order; fragments refer to them by index.
    pub terms: Vec<TermReference>,
}

impl Body {
    /// Gives back the room that was kept for more: bodies are held for as long as the build lasts.
    fn fit(&mut self) {
        self.headings.shrink_to_fit();
        self.sections.shrink_to_fit();
        for section in &mut self.sections {
            section.blocks.shrink_to_fit();
        }
        self.items.shrink_to_fit();
        self.mistakes.shrink_to_fit();
        self.links.shrink_to_fit();
        self.terms.shrink_to_fit();
    }
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text without markup.
    pub text: String,
    /// Its id: as written in `{#id}`, else GitHub's slug of the text, made unique in the file by `-1`, `-2` ….
    pub id: String,
    /// Where the id is written, when it is; without the `#`.
    pub id_span: Option<Span>,
    /// The heading's bytes.
    pub span: Span,
}

/// A part of a body: a level-2 heading with what follows it up to the next one.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The index of its heading in [`Body::headings`]; `None` for what comes before the first.
    pub heading: Option<usize>,
    /// What the section is for.
    pub role: Role,
    /// Its content in order, without its own heading.
    pub blocks: Vec<Block>,
    /// Its bytes, heading included.
    pub span: Span,
}

/// A piece of a section.
#[derive(Clone, Debug)]
pub enum Block {
    /// Prose, rendered (sub-headings included).
    Prose(Prose),
    /// A task list that stands by itself at the top level of the section.
    Tasks {
        /// The sub-heading (level 3 or below) it stands under, an index into [`Body::headings`]. The heading is
        /// not in a prose block then: whoever shows the list shows it.
        heading: Option<usize>,
        /// The indices of its items in [`Body::items`]. Those among them that are [`TaskItem::nested`] stand in the
        /// detail of the item before.
        items: std::ops::Range<usize>,
        /// Where the list stands.
        span: Span,
    },
    /// A mistake alert: an index into [`Body::mistakes`].
    Mistake(usize),
}

/// Rendered prose with its plain text.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// The HTML.
    pub html: Fragment,
    /// Its text without markup, blocks separated by a line break.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// What kind of block it is, for those who look for "a list" or "a paragraph".
    pub shape: Shape,
    /// The sub-headings (indices into [`Body::headings`]) that stand in it.
    pub headings: Vec<usize>,
}

/// The outermost Markdown block of a piece of prose. Every top-level block is a [`Prose`] of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// A paragraph.
    #[default]
    Paragraph,
    /// A bulleted or numbered list.
    List,
    /// A heading of level 3 or below.
    Heading,
    /// Anything else: a table, a code block, a quotation, an alert, raw HTML, a rule, and the footnotes that a
    /// section refers to first, which are its last block.
    Other,
}

/// HTML with places to fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// The HTML, safe to show.
    pub html: String,
    /// What belongs where, in order of `at`.
    pub inserts: Vec<Insert>,
}

/// A place in a fragment that is filled in when the page it lands on is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Insert {
    /// The byte in [`Fragment::html`] before which the text goes.
    pub at: u32,
    /// What goes there.
    pub what: InsertKind,
}

/// What is filled in. Everything is escaped for the place it stands in (an attribute value or text).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InsertKind {
    /// The URL of [`Body::links`] number n (inside `href="…"` or `src="…"`).
    Url(u32),
    /// The URL of [`Body::terms`] number n in the glossary (inside `href="…"`).
    TermUrl(u32),
    /// The prefix that keeps ids apart when several documents share a page (inside `id="…"`, before the id;
    /// empty on the document's own page).
    IdPrefix,
    /// An interface text in the reader's language: index into [`INTERFACE_TEXTS`].
    Text(u8),
}

/// The interface texts that fragments need, as message ids: the titles of GitHub's five alerts, what a footnote's
/// way back and a heading's anchor are called.
pub const INTERFACE_TEXTS: &[&str] = &[
    "callout-note",
    "callout-tip",
    "callout-important",
    "callout-warning",
    "callout-caution",
    "footnote-back",
    "heading-anchor",
];

/// A task-list item.
#[derive(Clone, Debug, Default)]
pub struct TaskItem {
    /// Its id: written, else [`derive_id`] of its text.
    pub id: String,
    /// Where the id is written, when it is; without the `#`.
    pub id_span: Option<Span>,
    /// Ids it had before (`was=`).
    pub was: Vec<Spanned<String>>,
    /// Must, should or could.
    pub level: Level,
    /// `tags=`.
    pub tags: Vec<Spanned<String>>,
    /// `owner=`.
    pub owner: Option<Spanned<String>>,
    /// The time it takes, in minutes (`5m`, `2h`; `1d` is 8 hours).
    pub minutes: Option<u32>,
    /// `score=`: points of a choice in the audit, 0 and up.
    pub score: Option<u32>,
    /// The text without the level word and the metadata, as inline HTML.
    pub html: Fragment,
    /// The same without markup.
    pub text: String,
    /// Nested text, as block HTML.
    pub detail: Option<Fragment>,
    /// Whether the source has it ticked (`[x]`).
    pub ticked: bool,
    /// Where the box `[ ]` stands.
    pub box_span: Span,
    /// The first line of the item: box, text, metadata.
    pub span: Span,
    /// Keys of the metadata that mean nothing here.
    pub unknown: Vec<Spanned<String>>,
    /// The index of the [`Body::sections`] it stands in.
    pub section: usize,
    /// Whether it stands inside another block (a quotation, another item) and is already in that block's HTML.
    pub nested: bool,
}

/// How much an item matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// **Must:**
    Must,
    /// **Should:**, the default.
    #[default]
    Should,
    /// **Could:**
    Could,
}

impl Level {
    /// The word as it is shown to programs: `must`, `should` or `could`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Must => "must",
            Level::Should => "should",
            Level::Could => "could",
        }
    }
}

/// A `[!CAUTION]` or `[!WARNING]` alert (or one of the accepted forms) that names a mistake.
#[derive(Clone, Debug, Default)]
pub struct MistakeAlert {
    /// Its id: written, else [`derive_id`] of the title.
    pub id: String,
    /// Where the id is written, when it is; without the `#`.
    pub id_span: Option<Span>,
    /// What goes wrong, in a few words ("only polished brand notes").
    pub title: String,
    /// Whether it is the marker for cautions rather than warnings.
    pub caution: bool,
    /// `severity=` of the metadata.
    pub severity: Option<Spanned<String>>,
    /// `prevented_by=` of the metadata.
    pub prevented_by: Vec<Spanned<String>>,
    /// What goes wrong, after the title: block HTML.
    pub html: Fragment,
    /// The same without markup.
    pub text: String,
    /// What to do instead: block HTML; `None` when no bold "Instead:" was found.
    pub instead: Option<Fragment>,
    /// The same without markup.
    pub instead_text: String,
    /// The links (indices into [`Body::links`]) that stand in the remedy.
    pub instead_links: Vec<usize>,
    /// Whether it was written in a form other than GitHub's (`[!MISTAKE]`, an Obsidian callout) and where the marker stands.
    pub foreign_marker: Option<Span>,
    /// The marker line's bytes.
    pub marker_span: Span,
    /// The alert's bytes.
    pub span: Span,
    /// The index of the [`Body::sections`] it stands in.
    pub section: usize,
}

/// A link or an image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The destination as written, entities and percent signs as they stand after Markdown's own decoding.
    pub destination: String,
    /// The text it shows, or an image's alternative text.
    pub text: String,
    /// Whether it is an image.
    pub image: bool,
    /// The link's bytes.
    pub span: Span,
    /// The destination's bytes, where they can be told apart from the rest (else the same as `span`).
    pub destination_span: Span,
}

/// `[[term]]` or `[[term|shown text]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermReference {
    /// The term as written.
    pub term: String,
    /// Its bytes, brackets included.
    pub span: Span,
}
