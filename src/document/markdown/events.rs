//! The walk over pulldown-cmark's events, one top-level block at a time, and what each block becomes.

use pulldown_cmark::{CowStr, Event, LinkType, Options as Syntax, Parser, Tag, TagEnd};

use super::footnotes::Footnotes;
use super::highlight::Highlighter;
use super::html::Output;
use super::outline::{Ids, level_number, plain_text};
use super::{
    Block, Body, Options, Prose, RawHtml, Role, Section, Shape, callout, checklist, clean, comment,
};
use crate::diagnostic::Diagnostic;
use crate::document::{Allow, Kind};
use crate::source::{FileId, SourceFile, Span, Spanned};

/// The dialect: GitHub's, with heading attributes and `[[terms]]`.
const SYNTAX: Syntax = Syntax::ENABLE_TABLES
    .union(Syntax::ENABLE_FOOTNOTES)
    .union(Syntax::ENABLE_STRIKETHROUGH)
    .union(Syntax::ENABLE_TASKLISTS)
    .union(Syntax::ENABLE_HEADING_ATTRIBUTES)
    .union(Syntax::ENABLE_GFM)
    .union(Syntax::ENABLE_WIKILINKS);

/// Reads the body that begins at byte `start`. Every kind of file is read alike: what a section is for is told by its
/// heading.
#[must_use]
pub fn read(
    file: FileId,
    source: &SourceFile,
    start: usize,
    _kind: Kind,
    options: &Options,
) -> (Body, Vec<Diagnostic>, Vec<Allow>) {
    let text = source.text.as_str();
    let start = if start == 0 && text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        start
    };
    let mut reader = Reader::new(file, text, start, *options);
    reader.walk(start);
    reader.finish()
}

/// One event and its bytes in the file.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    /// The event.
    pub(super) event: Event<'a>,
    /// Where it stands.
    pub(super) span: Span,
}

/// One reading of a body: what is known so far.
pub(super) struct Reader<'a> {
    /// The file.
    pub(super) file: FileId,
    /// The file's whole text.
    pub(super) source: &'a str,
    /// How Markdown is read.
    pub(super) options: Options,
    /// What has been read.
    pub(super) body: Body,
    /// The section that is being written.
    pub(super) section: usize,
    /// What is wrong.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The comments that silence findings.
    pub(super) allows: Vec<Allow>,
    /// The ids of headings.
    pub(super) heading_ids: Ids,
    /// The ids made up for items.
    pub(super) item_ids: Ids,
    /// The footnotes and what refers to them.
    pub(super) footnotes: Footnotes<'a>,
    /// What colours code.
    pub(super) highlighter: Highlighter,
    /// Where the definition of a reference-style link stands, by the link's first byte, in order.
    pub(super) definitions: Vec<(u32, Span)>,
    /// The allows that wait for the block they cover.
    waiting: Vec<usize>,
    /// The allows that cover a section whose end has not been seen, with the level of its heading; deeper ones later.
    covering: Vec<(u8, usize)>,
    /// Whether a block of the body has been seen.
    begun: bool,
}

impl<'a> Reader<'a> {
    fn new(file: FileId, source: &'a str, start: usize, options: Options) -> Self {
        let body = Body {
            span: Span::new(start, source.len()),
            sections: vec![Section {
                span: Span::new(start, source.len()),
                ..Section::default()
            }],
            ..Body::default()
        };
        Self {
            file,
            source,
            options,
            body,
            section: 0,
            diagnostics: Vec::new(),
            allows: Vec::new(),
            heading_ids: Ids::default(),
            item_ids: Ids::default(),
            footnotes: Footnotes::default(),
            highlighter: Highlighter::default(),
            definitions: Vec::new(),
            waiting: Vec::new(),
            covering: Vec::new(),
            begun: false,
        }
    }

    /// Gathers the events of each top-level block and reads the block. Footnote definitions are set aside.
    fn walk(&mut self, start: usize) {
        let source = self.source;
        let mut parser =
            Parser::new_ext(source.get(start..).unwrap_or(""), SYNTAX).into_offset_iter();
        let mut block: Vec<Piece<'a>> = Vec::new();
        let mut notes: Vec<(CowStr<'a>, Vec<Piece<'a>>)> = Vec::new();
        let mut depth = 0usize;
        // Where the last top-level block in `block` begins, and how many `<details>` before it are open: what follows
        // them belongs to the same block, up to their end or the next section.
        let (mut from, mut folds) = (0, 0);
        while let Some((event, range)) = parser.next() {
            let span = Span::new(start + range.start, start + range.end);
            match &event {
                Event::Start(
                    Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. },
                ) => {
                    depth += 1;
                    if is_reference(*link_type)
                        && let Some(definition) = parser.reference_definitions().get(id)
                    {
                        let place = Span::new(definition.span.start, definition.span.end);
                        self.definitions.push((span.start, place.shifted(start)));
                    }
                }
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => notes.push((label, Vec::new())),
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some((label, pieces)) = notes.pop() {
                        self.footnotes.define(&label, pieces);
                    }
                }
                event => {
                    let into = notes.last_mut().map_or(&mut block, |(_, pieces)| pieces);
                    push(source, into, Piece { event, span });
                }
            }
            if depth > 0 || block.len() == from {
                continue;
            }
            if from > 0 && begins_section(&block[from]) {
                self.block(&block[..from]);
                block.drain(..from);
                folds = 0;
            } else if self.options.raw_html == RawHtml::Clean {
                folds = clean::folds_open(source, &block[from], folds);
            }
            from = block.len();
            if folds == 0 {
                self.block(&block);
                block.clear();
                from = 0;
            }
        }
        if !block.is_empty() {
            self.block(&block);
        }
    }

    /// Reads one top-level block. The notes that it refers to are shown even where no reference can stand: in headings,
    /// in titles, in links.
    fn block(&mut self, pieces: &[Piece<'a>]) {
        self.read_block(pieces);
        for piece in pieces {
            if let Event::FootnoteReference(label) = &piece.event {
                self.footnotes.mention(label, self.section);
            }
        }
    }

    fn read_block(&mut self, pieces: &[Piece<'a>]) {
        let end = pieces.last().map_or(0, |last| last.span.end as usize);
        let span = trimmed(self.source, Span::new(pieces[0].span.start as usize, end));
        if matches!(pieces[0].event, Event::Start(Tag::HtmlBlock))
            && comment::only_comments(self.source, span)
        {
            self.comments_before(span);
            return;
        }
        if let Event::Start(Tag::Heading { level, id, .. }) = &pieces[0].event {
            let number = level_number(*level);
            if number == 1 && !self.begun && self.body.title.is_none() {
                self.body.title = Some(Spanned::new(plain_text(pieces), span));
                return;
            }
            self.settle_heading(number, span);
            if number > 2 {
                return self.prose(pieces, span, Shape::Heading);
            }
            let heading = self.record_heading(pieces, 0, *level, id.as_deref());
            return self.begin_section(pieces, heading, span);
        }
        self.settle(span);
        match &pieces[0].event {
            Event::Start(Tag::List(_)) if checklist::has_tasks(pieces) => self.tasks(pieces),
            Event::Start(Tag::BlockQuote(_)) => {
                if let Some(callout) = callout::detect(self.source, pieces, 0)
                    && let Some(mistake) = self.mistake(pieces, &callout)
                {
                    self.push_block(Block::Mistake(mistake));
                } else {
                    self.prose(pieces, span, Shape::Other);
                }
            }
            Event::Start(Tag::Paragraph) => self.prose(pieces, span, Shape::Paragraph),
            Event::Start(Tag::List(_)) => self.prose(pieces, span, Shape::List),
            _ => self.prose(pieces, span, Shape::Other),
        }
    }

    /// Starts the section of the heading in `pieces`.
    fn begin_section(&mut self, pieces: &[Piece<'a>], heading: usize, span: Span) {
        if let Some(last) = self.body.sections.last_mut() {
            last.span.end = span.start;
        }
        self.body.sections.push(Section {
            heading: Some(heading),
            role: Role::of(&self.body.headings[heading].text),
            blocks: Vec::new(),
            span: Span::new(span.start as usize, self.source.len()),
        });
        self.section = self.body.sections.len() - 1;
        // A section's heading is shown from its plain text; its links count all the same.
        let inner: Vec<_> = pieces[1..pieces.len() - 1]
            .iter()
            .filter(|piece| !matches!(piece.event, Event::FootnoteReference(_)))
            .cloned()
            .collect();
        self.write(&inner, span, &mut Output::default());
    }

    /// Writes a block of prose; one that comes out empty is left out.
    pub(super) fn prose(&mut self, pieces: &[Piece<'a>], span: Span, shape: Shape) {
        let headings = self.body.headings.len();
        let mut out = Output::with_room(span.range().len());
        self.write(pieces, span, &mut out);
        let (html, text) = out.finish();
        if html.html.is_empty() {
            return;
        }
        let headings = (headings..self.body.headings.len()).collect();
        self.push_block(Block::Prose(Prose {
            html,
            text,
            span,
            shape,
            headings,
        }));
    }

    /// Adds a block to the section that is being written.
    pub(super) fn push_block(&mut self, block: Block) {
        self.body.sections[self.section].blocks.push(block);
    }

    /// Takes the sub-heading back that stands directly above a task list of a checklist.
    pub(super) fn heading_above(&mut self) -> Option<usize> {
        let section = &mut self.body.sections[self.section];
        let heading = match section.blocks.last()? {
            Block::Prose(prose) if prose.shape == Shape::Heading => *prose.headings.first()?,
            _ => return None,
        };
        if section.role != Role::Checklist {
            return None;
        }
        section.blocks.pop();
        Some(heading)
    }

    /// Records the comments of a top-level block of comments: they cover the next block or section, or the file at its
    /// head.
    fn comments_before(&mut self, span: Span) {
        let file = Span::new(0, self.source.len());
        for comment in comment::comments(self.source, span) {
            let scope = if self.begun { comment } else { file };
            let before = self.allows.len();
            self.allow(comment, scope);
            if self.begun {
                self.waiting.extend(before..self.allows.len());
            }
        }
    }

    /// Says that a block begins: the comments that wait cover it.
    fn settle(&mut self, span: Span) {
        self.begun = true;
        for waiting in self.waiting.drain(..) {
            self.allows[waiting].scope = span;
        }
    }

    /// Says that a section begins with this heading: the comments that wait cover it down to the next heading of its
    /// level or a higher one.
    fn settle_heading(&mut self, level: u8, span: Span) {
        while let Some((_, allow)) = self.covering.pop_if(|(open, _)| *open >= level) {
            self.allows[allow].scope.end = span.start;
        }
        let waiting = self.waiting.iter().map(|allow| (level, *allow));
        self.covering.extend(waiting);
        self.settle(Span::new(span.start as usize, self.source.len()));
    }

    fn finish(mut self) -> (Body, Vec<Diagnostic>, Vec<Allow>) {
        self.write_footnotes();
        self.body.fit();
        (self.body, self.diagnostics, self.allows)
    }
}

/// Adds a piece; text that goes on where the piece before ends is joined to it without a copy.
fn push<'a>(source: &'a str, into: &mut Vec<Piece<'a>>, piece: Piece<'a>) {
    if let Event::Text(CowStr::Borrowed(text)) = &piece.event
        && let Some(last) = into.last_mut()
        && let Event::Text(CowStr::Borrowed(before)) = &last.event
        && last.span.end == piece.span.start
    {
        let joined = Span {
            start: last.span.start,
            end: piece.span.end,
        };
        if let Some(whole) = source.get(joined.range())
            && whole.len() == before.len() + text.len()
            && std::ptr::eq(whole.as_ptr(), before.as_ptr())
        {
            last.event = Event::Text(CowStr::Borrowed(whole));
            last.span = joined;
            return;
        }
    }
    into.push(piece);
}

/// Whether a block of which this is the first event is a heading that begins a section.
fn begins_section(first: &Piece<'_>) -> bool {
    matches!(&first.event, Event::Start(Tag::Heading { level, .. }) if level_number(*level) <= 2)
}

fn is_reference(link: LinkType) -> bool {
    matches!(
        link,
        LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
    )
}

/// The index of the event that ends the element begun at `pieces[at]`.
pub(super) fn find_end(pieces: &[Piece<'_>], at: usize) -> usize {
    let mut depth = 0usize;
    for (i, piece) in pieces.iter().enumerate().skip(at) {
        match piece.event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return i;
        }
    }
    pieces.len().saturating_sub(1)
}

/// `span` without the white space around it.
pub(super) fn trimmed(source: &str, span: Span) -> Span {
    let text = &source[span.range()];
    let start = span.start as usize + (text.len() - text.trim_start().len());
    Span::new(
        start,
        (span.start as usize + text.trim_end().len()).max(start),
    )
}
