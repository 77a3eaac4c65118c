//! [`Walk`]: the elements that are open while a run of events is written.

use pulldown_cmark::Alignment;

use super::clean;
use super::html::Output;
use crate::source::Span;

/// How deep elements nest; what lies deeper is written without elements of its own.
pub(super) const MAX_DEPTH: usize = 64;
/// How deep a list or table may begin, so that its rows, items and cells have room.
pub(super) const MAX_OUTER_DEPTH: usize = 60;

/// An element that is open.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// What closes it; empty when it lies too deep to be shown.
    pub(super) close: &'static str,
    /// What comments outside it cover, when those inside cover something else.
    pub(super) scope: Option<Span>,
    /// Where a paragraph's content begins in the HTML: an empty one is left out.
    pub(super) paragraph: Option<usize>,
    /// Whether its end is the end of a line of text.
    pub(super) block: bool,
    /// Whether it is a link.
    pub(super) link: bool,
    /// Whether it is a `<details>` of the author's, which no event closes.
    pub(super) fold: bool,
}

/// One run of events while it is written.
pub(super) struct Walk<'o> {
    /// Where it goes.
    pub(super) out: &'o mut Output,
    /// What comments cover.
    pub(super) scope: Span,
    /// The author's own inline elements that are open.
    pub(super) author: Vec<clean::Author>,
    /// Links of the author's own whose text is known by now.
    pub(super) named: Vec<(u32, String)>,
    /// The open elements.
    open: Vec<Frame>,
    /// How many links are open.
    pub(super) links: usize,
    /// The table's alignments, and the column of the next cell.
    pub(super) columns: (Vec<Alignment>, usize),
    /// Whether the row is the table's head.
    pub(super) head: bool,
}

impl<'o> Walk<'o> {
    pub(super) fn new(out: &'o mut Output, scope: Span) -> Self {
        Self {
            out,
            scope,
            author: Vec::new(),
            named: Vec::new(),
            open: Vec::new(),
            links: 0,
            columns: (Vec::new(), 0),
            head: false,
        }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether a link is open, Markdown's or the author's own.
    pub(super) fn in_link(&self) -> bool {
        self.links > 0 || self.author.iter().any(clean::Author::is_link)
    }

    /// Whether the innermost open element lies too deep to be shown.
    pub(super) fn in_hidden(&self) -> bool {
        self.open.last().is_some_and(|frame| frame.close.is_empty())
    }

    pub(super) fn push(&mut self, close: &'static str) -> &mut Frame {
        let at = self.open.len();
        self.open.push(Frame {
            close,
            ..Frame::default()
        });
        &mut self.open[at]
    }

    /// Opens an element, unless it lies too deep.
    pub(super) fn element(&mut self, open: &str, close: &'static str) -> &mut Frame {
        if self.depth() >= MAX_DEPTH {
            return self.push("");
        }
        self.out.raw(open);
        self.push(close)
    }

    /// Opens a block: it begins a line, and no inline element reaches into it.
    pub(super) fn block(&mut self, open: &str, close: &'static str) -> &mut Frame {
        self.begin_block();
        let frame = self.element(open, close);
        frame.block = true;
        frame
    }

    pub(super) fn begin_block(&mut self) {
        clean::close_authors(self, self.depth());
        self.out.line();
    }

    pub(super) fn paragraph(&mut self) {
        self.begin_block();
        let mark = self.out.html.len();
        let frame = self.element("<p>", "</p>\n");
        frame.block = true;
        frame.paragraph = (!frame.close.is_empty()).then_some(mark);
    }

    /// Remembers that a `<details>` of the author's is open. `false` when it lies too deep.
    pub(super) fn open_fold(&mut self) -> bool {
        if self.depth() >= MAX_DEPTH {
            return false;
        }
        let frame = self.push("</details>\n");
        (frame.block, frame.fold) = (true, true);
        true
    }

    /// Closes a `<details>` of the author's. `false` when none is innermost.
    pub(super) fn close_fold(&mut self) -> bool {
        let open = self.open.last().is_some_and(|frame| frame.fold);
        if open {
            self.pop();
        }
        open
    }

    /// Closes the innermost element of Markdown's, and what the author left open in it.
    pub(super) fn end(&mut self) {
        while self.close_fold() {}
        self.pop();
    }

    fn pop(&mut self) {
        let Some(frame) = self.open.pop() else { return };
        clean::close_authors(self, self.open.len() + 1);
        let empty_since = frame
            .paragraph
            .filter(|&mark| self.out.html[mark + "<p>".len()..].trim().is_empty());
        if let Some(mark) = empty_since {
            self.out.html.truncate(mark);
        } else {
            self.out.raw(frame.close);
        }
        if frame.block {
            self.out.line();
        }
        self.links -= usize::from(frame.link);
        if let Some(scope) = frame.scope {
            self.scope = scope;
        }
    }
}
