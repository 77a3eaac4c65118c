//! What holds of every document and every finding, whatever was read.

use waybook::diagnostic::Diagnostic;
use waybook::diagnostic::report::human;
use waybook::document::Document;
use waybook::document::front_matter::{Node, Value};
use waybook::document::markdown::{Block, Body, Fragment, TaskItem};
use waybook::source::{Sources, Span, Spanned};

/// Fails unless every span of the document fits its text, and every fragment's places fit its HTML.
pub(crate) fn document(document: &Document, text: &str) {
    let fits = Fits(text);
    fits.span(document.front.span);
    assert!(text.is_char_boundary(document.front.body_start));
    fits.node(&document.front.root);
    for allow in &document.allows {
        allow.rules.iter().for_each(|rule| fits.word(rule));
        fits.span(allow.span);
        fits.span(allow.scope);
        assert!(text.contains(allow.reason.trim()), "{allow:?}");
    }
    fits.body(&document.body);
}

/// Fails unless every place of every finding fits its file and the finding reads well.
pub(crate) fn findings(sources: &Sources, findings: &[Diagnostic]) {
    for finding in findings {
        assert!(!finding.message.trim().is_empty(), "{finding:?}");
        let rule = waybook::lint::registry::find(finding.code);
        assert!(rule.is_some(), "{} is no rule", finding.code);
        for label in &finding.labels {
            Fits(&sources.get(label.file).text).span(label.span);
        }
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        let mut edits: Vec<_> = edits.collect();
        for edit in &edits {
            Fits(&sources.get(edit.file).text).span(edit.span);
        }
        edits.sort_by_key(|edit| (edit.file, edit.span));
        let apart = |pair: &[&waybook::diagnostic::Edit]| {
            pair[0].file != pair[1].file || pair[0].span.end <= pair[1].span.start
        };
        assert!(edits.windows(2).all(apart), "{finding:?}");
        for (color, width) in [(false, 100), (true, 20)] {
            let shown = human::render(finding, sources, human::Style { color, width });
            assert!(shown.contains(finding.code), "{shown}");
            assert!(shown.ends_with('\n'), "{shown}");
        }
    }
}

/// A text that spans have to fit.
struct Fits<'a>(&'a str);

impl Fits<'_> {
    fn span(&self, span: Span) {
        assert!(
            self.0.get(span.range()).is_some(),
            "{span:?} of {:?}",
            self.0
        );
    }

    /// A word stands in the text where it says.
    fn word(&self, word: &Spanned<String>) {
        self.span(word.span);
        let written = &self.0[word.span.range()];
        assert!(written.contains(&word.value), "{word:?} is {written:?}");
    }

    fn node(&self, node: &Node) {
        self.span(node.span);
        match &node.value {
            Value::List(list) => list.iter().for_each(|node| self.node(node)),
            Value::Map(map) => {
                for (key, value) in map {
                    self.span(key.span);
                    self.node(value);
                }
            }
            _ => {}
        }
    }

    fn body(&self, body: &Body) {
        self.span(body.span);
        body.title.iter().for_each(|title| self.span(title.span));
        for heading in &body.headings {
            self.span(heading.span);
            heading.id_span.iter().for_each(|span| self.span(*span));
        }
        body.items.iter().for_each(|item| self.item(item));
        for mistake in &body.mistakes {
            for span in [mistake.span, mistake.marker_span] {
                self.span(span);
            }
            let spans = mistake.id_span.iter().chain(&mistake.foreign_marker);
            spans.for_each(|span| self.span(*span));
            let words = mistake.severity.iter().chain(&mistake.prevented_by);
            words.for_each(|word| self.word(word));
            fragment(&mistake.html);
            mistake.instead.iter().for_each(fragment);
        }
        for link in &body.links {
            self.span(link.span);
            self.span(link.destination_span);
        }
        body.terms.iter().for_each(|term| self.span(term.span));
        for section in &body.sections {
            self.span(section.span);
            for block in &section.blocks {
                match block {
                    Block::Prose(prose) => {
                        self.span(prose.span);
                        fragment(&prose.html);
                    }
                    Block::Tasks { span, items, .. } => {
                        self.span(*span);
                        assert!(items.end <= body.items.len());
                    }
                    Block::Mistake(index) => assert!(*index < body.mistakes.len()),
                }
            }
        }
    }

    fn item(&self, item: &TaskItem) {
        self.span(item.span);
        self.span(item.box_span);
        item.id_span.iter().for_each(|span| self.span(*span));
        let words = item.was.iter().chain(&item.tags).chain(&item.owner);
        words.for_each(|word| self.word(word));
        item.unknown.iter().for_each(|word| self.word(word));
        fragment(&item.html);
        item.detail.iter().for_each(fragment);
    }
}

/// Fails unless what is filled in goes between characters, one place after the other.
fn fragment(fragment: &Fragment) {
    let places = fragment.inserts.iter().map(|insert| insert.at as usize);
    assert!(places.is_sorted());
    for insert in &fragment.inserts {
        assert!(fragment.html.is_char_boundary(insert.at as usize));
    }
}
