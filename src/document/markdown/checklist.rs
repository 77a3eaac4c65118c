//! Task items and their metadata.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use unicode_normalization::UnicodeNormalization;

use super::comment::{self, Metadata};
use super::events::{Piece, Reader, find_end, trimmed};
use super::html::Output;
use super::outline::plain_text;
use super::reserved::{LEVEL_LEADS, after_lead};
use super::{Block, Level, Shape, TaskItem};
use crate::source::Span;

/// The tags with a meaning to the rules.
pub const KNOWN_TAGS: [&str; 8] = [
    "listen",
    "seed",
    "localize",
    "price",
    "objection",
    "value",
    "search",
    "measure",
];

/// The id of an item that has none: the slug of its normalised text, with single hyphens. A text without letters
/// or digits gives a short BLAKE3 hash, so that the id hangs on the text in every case.
#[must_use]
pub fn derive_id(text: &str) -> String {
    let slug = super::slug(text);
    let mut id = String::with_capacity(slug.len());
    for part in slug.split('-').filter(|part| !part.is_empty()) {
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(part);
    }
    if id.is_empty() {
        let normal: String = text.trim().nfc().collect();
        let hash = blake3::hash(normal.as_bytes()).to_hex();
        id.push_str("item-");
        id.push_str(&hash[..8]);
    }
    id
}

/// The parts of a task item's events.
#[derive(Debug)]
pub(super) struct Task {
    ticked: bool,
    box_span: Span,
    /// The events of its text.
    text: Range<usize>,
    /// The first event after its text: nested blocks, or the item's end.
    pub(super) rest: usize,
}

/// The task item that begins at `pieces[at]`, if there is one.
pub(super) fn task(pieces: &[Piece<'_>], at: usize) -> Option<Task> {
    if !matches!(pieces.get(at)?.event, Event::Start(Tag::Item)) {
        return None;
    }
    let is_paragraph =
        |at: usize| matches!(pieces.get(at), Some(p) if p.event == Event::Start(Tag::Paragraph));
    let mut first = at + 1;
    let mut loose = is_paragraph(first);
    first += usize::from(loose);
    let marker = pieces.get(first)?;
    let Event::TaskListMarker(ticked) = marker.event else {
        return None;
    };
    first += 1;
    if !loose && is_paragraph(first) {
        loose = true;
        first += 1;
    }
    let end = text_end(pieces, first);
    Some(Task {
        ticked,
        box_span: trimmed_box(marker.span),
        text: first..end,
        rest: end + usize::from(loose),
    })
}

/// The box alone: three bytes.
fn trimmed_box(span: Span) -> Span {
    Span::new(
        span.start as usize,
        (span.end as usize).min(span.start as usize + 3),
    )
}

/// The index of the first event from `at` on that is no longer part of the item's text.
fn text_end(pieces: &[Piece<'_>], at: usize) -> usize {
    let mut depth = 0usize;
    for (i, piece) in pieces.iter().enumerate().skip(at) {
        match &piece.event {
            Event::Start(
                Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Link { .. }
                | Tag::Image { .. },
            ) => depth += 1,
            Event::Start(_) | Event::Rule => return i,
            Event::End(_) if depth == 0 => return i,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    pieces.len()
}

/// Whether an item of the list that `pieces` holds is a task.
pub(super) fn has_tasks(pieces: &[Piece<'_>]) -> bool {
    let mut at = 1;
    while at + 1 < pieces.len() {
        if task(pieces, at).is_some() {
            return true;
        }
        at = find_end(pieces, at) + 1;
    }
    false
}

impl<'a> Reader<'a> {
    /// Reads a list with task items: runs of tasks are blocks of their own, and so is what stands between them.
    pub(super) fn tasks(&mut self, pieces: &[Piece<'a>]) {
        let mut heading = self.heading_above();
        let last = pieces.len() - 1;
        let mut at = 1;
        while at < last {
            let (first, is_task) = (at, task(pieces, at).is_some());
            let items = self.body.items.len();
            while at < last && task(pieces, at).is_some() == is_task {
                let end = find_end(pieces, at);
                if let Some(task) = task(pieces, at) {
                    self.top_item(pieces, at, &task, end);
                }
                at = end + 1;
            }
            let start = pieces[first].span.start as usize;
            let span = trimmed(
                self.source,
                Span::new(start, pieces[at - 1].span.end as usize),
            );
            if is_task {
                let items = items..self.body.items.len();
                self.push_block(Block::Tasks {
                    heading: heading.take(),
                    items,
                    span,
                });
            } else {
                let mut list = vec![pieces[0].clone()];
                list.extend_from_slice(&pieces[first..at]);
                list.push(pieces[last].clone());
                self.prose(&list, span, Shape::List);
            }
        }
    }

    /// Reads an item of a task list that stands by itself, with its detail.
    fn top_item(&mut self, pieces: &[Piece<'a>], at: usize, task: &Task, end: usize) {
        let number = self.read_item(pieces, at, task, false);
        let mut out = Output::default();
        let scope = trimmed(self.source, pieces[at].span);
        self.write(&pieces[task.rest..end], scope, &mut out);
        let (detail, _) = out.finish();
        self.body.items[number].detail = (!detail.html.is_empty()).then_some(detail);
    }

    /// Records the task item at `pieces[at]`, without its detail, and gives its number.
    pub(super) fn read_item(
        &mut self,
        pieces: &[Piece<'a>],
        at: usize,
        task: &Task,
        nested: bool,
    ) -> usize {
        let scope = trimmed(self.source, pieces[at].span);
        let mut metadata = Metadata::default();
        let mut label = Vec::new();
        for piece in &pieces[task.text.clone()] {
            match &piece.event {
                Event::InlineHtml(html) if html.starts_with("<!--") => {
                    match comment::comment_metadata(self.source, piece.span) {
                        Some(found) => metadata.merge(found),
                        None => self.allow(piece.span, scope),
                    }
                }
                _ => label.push(piece.clone()),
            }
        }
        let mut end = pieces[task.text.clone()]
            .last()
            .map_or(task.box_span.end, |piece| piece.span.end);
        if let Some((place, found)) = self.comment_below(pieces, task.rest) {
            metadata.merge(found);
            end = place.end;
        }
        trim_end(&mut label);
        if let Some(last) = label.last_mut()
            && let Event::Text(text) = &last.event
            && let Some((before, found)) = comment::brace_metadata(text, last.span.start as usize)
        {
            let kept = before.len();
            metadata.merge(found);
            cut(last, 0..kept);
            trim_end(&mut label);
        }
        let level = take_level(&mut label);
        let text = plain_text(&label);
        let mut out = Output::default();
        self.write(&label, scope, &mut out);
        let start = task.box_span.start as usize;
        let mut item = TaskItem {
            level,
            html: out.finish().0,
            ticked: task.ticked,
            box_span: task.box_span,
            span: trimmed(self.source, Span::new(start, end as usize)),
            section: self.section,
            nested,
            ..TaskItem::default()
        };
        apply(&mut item, metadata);
        if item.id_span.is_none() {
            item.id = self.item_ids.free(derive_id(&text), 2);
        }
        item.text = text;
        self.body.items.push(item);
        self.body.items.len() - 1
    }

    /// The metadata of a comment that stands on a line of its own below the item's text.
    fn comment_below(&self, pieces: &[Piece<'a>], rest: usize) -> Option<(Span, Metadata)> {
        let block = pieces.get(rest)?;
        if block.event != Event::Start(Tag::HtmlBlock) {
            return None;
        }
        let comment = comment::comments(self.source, block.span).next()?;
        let metadata = comment::comment_metadata(self.source, comment)?;
        Some((comment, metadata))
    }
}

/// Puts metadata into an item; what means nothing there is kept as unknown.
fn apply(item: &mut TaskItem, metadata: Metadata) {
    if let Some(id) = metadata.id {
        item.id = id.value;
        item.id_span = Some(id.span);
    }
    item.minutes = metadata.minutes;
    item.unknown = metadata.words;
    for (key, value) in metadata.values {
        match key.value.as_str() {
            "tags" => item.tags.extend(comment::list(&value)),
            "was" => item.was.extend(comment::list(&value)),
            "owner" => item.owner = Some(value),
            "score" if value.value.parse::<u32>().is_ok() => item.score = value.value.parse().ok(),
            _ => item.unknown.push(key),
        }
    }
}

/// Takes the level's lead-in (`**Must:**`, `Must:`) off the label; an item without one is a should.
fn take_level(label: &mut Vec<Piece<'_>>) -> Level {
    for (level, leads) in [Level::Must, Level::Should, Level::Could]
        .into_iter()
        .zip(LEVEL_LEADS)
    {
        if take_lead(label, leads) {
            return level;
        }
    }
    Level::Should
}

/// Takes one of `leads` with its colon off the start of a run of events, bold or not; the colon may stand inside the
/// bold or right behind it. `false` when there is none.
pub(super) fn take_lead(run: &mut Vec<Piece<'_>>, leads: &[&str]) -> bool {
    let bold = matches!(run.first(), Some(p) if p.event == Event::Start(Tag::Strong));
    let at = usize::from(bold);
    let Some(Event::Text(text)) = run.get(at).map(|p| &p.event) else {
        return false;
    };
    let closed = bold && matches!(run.get(2), Some(p) if p.event == Event::End(TagEnd::Strong));
    if let Some(rest) = after_lead(text, leads) {
        let (from, to) = (text.len() - rest.len(), text.len());
        if closed && rest.is_empty() {
            run.drain(..3);
            trim_start(run);
        } else {
            cut(&mut run[at], from..to);
        }
        return true;
    }
    let is_lead = leads
        .iter()
        .any(|lead| lead.eq_ignore_ascii_case(text.trim()));
    if closed
        && is_lead
        && let Some(Event::Text(behind)) = run.get(3).map(|p| &p.event)
        && let Some(rest) = behind.trim_start().strip_prefix([':', '：'])
    {
        let (from, to) = (behind.len() - rest.len(), behind.len());
        cut(&mut run[3], from..to);
        run.drain(..3);
        trim_start(run);
        return true;
    }
    false
}

/// Keeps `range` of a text event.
pub(super) fn cut(piece: &mut Piece<'_>, range: Range<usize>) {
    if let Event::Text(text) = &mut piece.event {
        let kept = match text {
            CowStr::Borrowed(text) => CowStr::Borrowed(&text[range]),
            ref other => CowStr::from(other[range].to_owned()),
        };
        *text = kept;
    }
}

/// Takes white space off the start of a run of events.
pub(super) fn trim_start(run: &mut Vec<Piece<'_>>) {
    let breaks = run
        .iter()
        .take_while(|piece| matches!(piece.event, Event::SoftBreak | Event::HardBreak))
        .count();
    run.drain(..breaks);
    if let Some(first) = run.first_mut()
        && let Event::Text(text) = &first.event
    {
        let (length, kept) = (text.len(), text.trim_start().len());
        cut(first, length - kept..length);
    }
}

/// Takes white space off the end of a run of events.
pub(super) fn trim_end(run: &mut Vec<Piece<'_>>) {
    while let Some(last) = run.last_mut() {
        match &last.event {
            Event::SoftBreak | Event::HardBreak => {}
            Event::Text(text) if text.trim().is_empty() => {}
            Event::Text(text) => {
                let kept = text.trim_end().len();
                return cut(last, 0..kept);
            }
            _ => return,
        }
        run.pop();
    }
}
