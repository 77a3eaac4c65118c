//! Alerts that name a mistake and what to do instead.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::callout::{CAUTION, Callout, WARNING};
use super::checklist::{cut, take_lead, trim_end, trim_start};
use super::comment::{self, Metadata};
use super::events::{Piece, Reader, find_end, trimmed};
use super::html::Output;
use super::outline::plain_text;
use super::reserved::{INSTEAD_LEADS, MISTAKE_LEADS, after_lead};
use super::{MistakeAlert, derive_id};
use crate::source::Span;

/// What ends a sentence, and with it a title that is not set off.
const SENTENCE_ENDS: [char; 5] = ['.', '。', '!', '！', '?'];

impl<'a> Reader<'a> {
    /// Reads the alert in `pieces` as a mistake and gives its number; `None` when it names none.
    pub(super) fn mistake(&mut self, pieces: &[Piece<'a>], callout: &Callout<'a>) -> Option<usize> {
        if callout.kind != CAUTION && callout.kind != WARNING {
            return None;
        }
        let mut body = Vec::new();
        if callout.split {
            body.push(paragraph(pieces[callout.body].span));
        }
        body.extend_from_slice(&pieces[callout.body..pieces.len() - 1]);
        let title = take_title(&mut body, callout)?;
        let metadata = self.mistake_metadata(&body);
        let remedy = take_remedy(&mut body);
        let span = trimmed(self.source, pieces[0].span);

        let mut out = Output::default();
        self.write(&body, span, &mut out);
        let (html, text) = out.finish();
        let links = self.body.links.len();
        let (instead, instead_text) = match remedy {
            Some(remedy) => {
                let mut out = Output::default();
                self.write(&remedy, span, &mut out);
                let (html, text) = out.finish();
                (Some(html), text)
            }
            None => (None, String::new()),
        };
        let mut alert = MistakeAlert {
            id: derive_id(&title),
            title,
            caution: callout.kind == CAUTION,
            html,
            text,
            instead,
            instead_text,
            instead_links: (links..self.body.links.len()).collect(),
            foreign_marker: callout.foreign,
            marker_span: callout.marker,
            span,
            section: self.section,
            ..MistakeAlert::default()
        };
        apply(&mut alert, metadata);
        self.body.mistakes.push(alert);
        Some(self.body.mistakes.len() - 1)
    }

    /// The metadata of the alert: that of every comment in it that holds some.
    fn mistake_metadata(&self, body: &[Piece<'a>]) -> Metadata {
        let mut metadata = Metadata::default();
        for piece in body {
            let is_comment = match &piece.event {
                Event::InlineHtml(html) => html.starts_with("<!--"),
                Event::Start(Tag::HtmlBlock) => true,
                _ => false,
            };
            if is_comment {
                for comment in comment::comments(self.source, piece.span) {
                    if let Some(found) = comment::comment_metadata(self.source, comment) {
                        metadata.merge(found);
                    }
                }
            }
        }
        metadata
    }
}

fn apply(alert: &mut MistakeAlert, metadata: Metadata) {
    if let Some(id) = metadata.id {
        alert.id = id.value;
        alert.id_span = Some(id.span);
    }
    for (key, value) in metadata.values {
        match key.value.as_str() {
            "severity" => alert.severity = Some(value),
            "prevented_by" => alert.prevented_by.extend(comment::list(&value)),
            _ => {}
        }
    }
}

fn paragraph<'a>(span: Span) -> Piece<'a> {
    Piece {
        event: Event::Start(Tag::Paragraph),
        span,
    }
}

/// Takes the title off: from the marker's line, else from the bold run that opens the first paragraph.
fn take_title(body: &mut Vec<Piece<'_>>, callout: &Callout<'_>) -> Option<String> {
    let written = plain_text(&callout.title);
    if let Some(title) = after_lead(&written, MISTAKE_LEADS) {
        return Some(bare(title));
    }
    if callout.mistake && !written.is_empty() {
        return Some(bare(&written));
    }
    let in_bold = take_bold_title(body);
    if in_bold.is_none() && callout.mistake {
        return Some(take_sentence(body));
    }
    in_bold
}

/// Takes `**Mistake: title.**` (or `**Mistake:** title.`) off the first paragraph.
fn take_bold_title(body: &mut Vec<Piece<'_>>) -> Option<String> {
    if !matches!(body.first()?.event, Event::Start(Tag::Paragraph))
        || !matches!(body.get(1)?.event, Event::Start(Tag::Strong))
    {
        return None;
    }
    let end = find_end(body, 1);
    let bold = plain_text(&body[2..end]);
    if let Some(title) = after_lead(&bold, MISTAKE_LEADS).filter(|title| !title.is_empty()) {
        let title = bare(title);
        body.drain(1..=end);
        trim_after_start(body);
        return Some(title);
    }
    let mut run = body.split_off(1);
    let found = take_lead(&mut run, MISTAKE_LEADS);
    body.append(&mut run);
    found.then(|| take_sentence(body))
}

/// Takes the first sentence off the first paragraph, as far as it is plain text.
fn take_sentence(body: &mut Vec<Piece<'_>>) -> String {
    let Some(first) = body.get_mut(1) else {
        return String::new();
    };
    let Event::Text(text) = &first.event else {
        return String::new();
    };
    let end = text
        .char_indices()
        .find(|&(at, c)| {
            let behind = text[at + c.len_utf8()..].chars().next();
            SENTENCE_ENDS.contains(&c) && (!c.is_ascii() || behind.is_none_or(char::is_whitespace))
        })
        .map_or(text.len(), |(at, c)| at + c.len_utf8());
    let title = bare(&text[..end]);
    let length = text.len();
    cut(first, end..length);
    trim_after_start(body);
    title
}

/// A title without the full stop and white space around it.
fn bare(title: &str) -> String {
    title
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '。' | ':' | '：'))
        .to_owned()
}

/// Takes white space off what follows the first event.
fn trim_after_start(body: &mut Vec<Piece<'_>>) {
    let mut run = body.split_off(1);
    trim_start(&mut run);
    body.append(&mut run);
}

/// Cuts the body where a bold "Instead:" begins and gives what follows it.
fn take_remedy<'a>(body: &mut Vec<Piece<'a>>) -> Option<Vec<Piece<'a>>> {
    let at = remedy_start(body)?;
    let span = body[at].span;
    let mut rest = body.split_off(at);
    trim_end(body);
    body.push(Piece {
        event: Event::End(TagEnd::Paragraph),
        span,
    });
    take_lead(&mut rest, INSTEAD_LEADS);
    rest.insert(0, paragraph(span));
    Some(rest)
}

/// The index of the bold run "Instead:" in a paragraph of the alert itself.
fn remedy_start(body: &[Piece<'_>]) -> Option<usize> {
    let mut depth = 0usize;
    let mut in_paragraph = false;
    for (at, piece) in body.iter().enumerate() {
        match &piece.event {
            Event::Start(Tag::Strong) if depth == 1 && in_paragraph => {
                let end = (at + 5).min(body.len());
                if take_lead(&mut body[at..end].to_vec(), INSTEAD_LEADS) {
                    return Some(at);
                }
                depth += 1;
            }
            Event::Start(tag) => {
                if depth == 0 {
                    in_paragraph = *tag == Tag::Paragraph;
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}
