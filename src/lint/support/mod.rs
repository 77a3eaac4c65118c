//! What several rules need to say where something is and what was meant.

pub(crate) mod content;
pub(crate) mod fingerprint;
pub(crate) mod lexicon;
pub(crate) mod life_cycle;
pub(crate) mod no_value;
pub(crate) mod speech;
pub(crate) mod strategy;
#[cfg(test)]
pub(crate) mod trial;
pub(crate) mod words;

use super::{Context, Rule};
use crate::diagnostic::{Applicability, Candidates, Diagnostic, Edit, Fix, candidates, closest};
use crate::document::Document;
use crate::document::front_matter::Fields;
use crate::document::front_matter::schema::{Key, Need, Shape};
use crate::document::markdown::{Role, Section};
use crate::journey::{DocumentId, Mistake};
use crate::source::{FileId, SitePath, Span};

impl Rule {
    /// A finding of this rule at its usual level.
    pub(crate) fn finding(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.info.name, self.info.level, message)
    }
}

impl<'a> Context<'a> {
    /// The playbook's folder name, which is how authors call it.
    pub(crate) fn name(&self) -> &'a str {
        self.playbook.root.file_name()
    }

    /// A document of the playbook.
    pub(crate) fn document(&self, id: DocumentId) -> &'a Document {
        self.playbook.document(id)
    }

    /// The bytes of a span of a document, as written.
    pub(crate) fn slice(&self, document: &Document, span: Span) -> &'a str {
        self.sources.get(document.file).slice(span)
    }

    /// Where a finding about the whole playbook is shown: the `title` of playbook.md, or the head of any file of it.
    pub(crate) fn head(&self) -> Option<(FileId, Span)> {
        let Some(main) = self.playbook.main else {
            return self.playbook.file().map(|file| (file, Span::default()));
        };
        let main = self.document(main);
        Some((main.file, value_span(main, "title").unwrap_or_default()))
    }

    /// The playbook's language: its own, else the workspace's.
    pub(crate) fn locale(&self) -> &'a str {
        let own = self.playbook.facts.locale.as_deref();
        own.unwrap_or(&self.workspace.config.locale.value)
    }

    /// An option of a rule that is a part of the whole, from 0 to 1.
    pub(crate) fn share(&self, rule: &Rule, option: &str) -> f64 {
        self.settings.share(&rule.info, option)
    }

    /// An option of a rule that is a whole number.
    pub(crate) fn count(&self, rule: &Rule, option: &str) -> usize {
        self.settings.count(&rule.info, option)
    }

    /// An option of a rule that is a list of texts, in lower case; empty unless it is set.
    pub(crate) fn texts(&self, rule: &Rule, option: &str) -> Vec<String> {
        self.settings.texts(&rule.info, option)
    }

    /// Every document with what it is told apart by.
    pub(crate) fn documents(&self) -> impl Iterator<Item = (DocumentId, &'a Document)> {
        self.playbook.documents()
    }
}

/// The declaration of an option of a rule. The default is written as YAML.
pub(crate) const fn option(
    name: &'static str,
    shape: Shape,
    doc: &'static str,
    default: &'static str,
) -> Key {
    Key {
        name,
        need: Need::Optional,
        shape,
        doc,
        example: default,
    }
}

/// Where the value of a key of a document's front matter stands.
pub(crate) fn value_span(document: &Document, key: &str) -> Option<Span> {
    Fields::of(&document.front.root).node(key).map(|n| n.span)
}

/// Where `stage:` of a stage's file is written; a point at the head when the file's name alone says which stage it is.
pub(crate) fn stage_span(document: &Document) -> Span {
    value_span(document, "stage").unwrap_or_default()
}

/// Where a mistake is named: the alert's first line, or the `title` of its own file.
pub(crate) fn mistake_span(document: &Document, mistake: &Mistake) -> Span {
    match mistake.alert.and_then(|i| document.body.mistakes.get(i)) {
        Some(alert) => alert.marker_span,
        None => value_span(document, "title").unwrap_or_default(),
    }
}

/// The section of a body with that role.
pub(crate) fn section(document: &Document, role: Role) -> Option<&Section> {
    document.body.sections.iter().find(|s| s.role == role)
}

/// Where the heading of a section stands; the section's first byte when it has none.
pub(crate) fn heading_span(document: &Document, section: &Section) -> Span {
    section
        .heading
        .and_then(|h| document.body.headings.get(h))
        .map_or(
            Span {
                start: section.span.start,
                end: section.span.start,
            },
            |h| h.span,
        )
}

/// "did you mean …?", when one of the candidates is close enough.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    closest(word, close_candidates(word, candidates))
        .map(|meant| format!("did you mean `{meant}`?"))
}

/// The one candidate that is clearly meant; none when several are close.
pub(crate) fn clearly_meant<'a>(
    word: &str,
    words: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let mut words: Vec<&str> = close_candidates(word, words).collect();
    words.sort_unstable();
    words.dedup();
    match candidates(word, &words) {
        Candidates::One(meant) => Some(meant),
        _ => None,
    }
}

/// The candidates worth comparing: neither is so long that comparing takes long, and their lengths are alike.
pub(crate) fn close_candidates<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> impl Iterator<Item = &'a str> {
    let (length, longest) = (word.len(), 200);
    let fits = move |c: &&str| length <= longest && c.len().abs_diff(length) <= length / 2 + 4;
    candidates.into_iter().filter(fits)
}

/// A change of one place that needs no second look.
pub(crate) fn safe_edit(
    title: impl Into<String>,
    file: FileId,
    span: Span,
    replacement: impl Into<String>,
) -> Fix {
    Fix {
        title: title.into(),
        edits: vec![Edit {
            file,
            span,
            replacement: replacement.into(),
        }],
        applicability: Applicability::Safe,
    }
}

/// A change of one place that is a good guess.
pub(crate) fn guess(
    title: impl Into<String>,
    file: FileId,
    span: Span,
    replacement: impl Into<String>,
) -> Fix {
    Fix {
        applicability: Applicability::Unsafe,
        ..safe_edit(title, file, span, replacement)
    }
}

/// The good guess that adds a line to the end of a front matter block; `None` where the block is no list of lines.
pub(crate) fn line_added(
    context: &Context<'_>,
    document: &Document,
    title: &str,
    line: &str,
) -> Option<Fix> {
    let front = &document.front;
    let block = context.slice(document, front.span);
    let root = context.slice(document, front.root.span);
    if !front.parsed || root.starts_with(['{', '-']) {
        return None;
    }
    let fence = block.rfind('\n')? + 1;
    let at = front.span.start as usize + fence;
    let line = format!("{line}\n");
    Some(guess(title, document.file, Span::new(at, at), line))
}

/// The part of a value's span that stands between its quotation marks; all of it without any.
pub(crate) fn between_quotes(written: &str, span: Span) -> Span {
    let is_quoted =
        |mark| written.len() > 1 && written.starts_with(mark) && written.ends_with(mark);
    if is_quoted('"') || is_quoted('\'') {
        return Span::new(span.start as usize + 1, span.end as usize - 1);
    }
    span
}

/// The path that leads from one file to another, as it is written in a link.
pub(crate) fn relative(from: &SitePath, to: &SitePath) -> String {
    let folder = from.parent();
    let here: Vec<&str> = folder.parts().collect();
    let there: Vec<&str> = to.parts().collect();
    let common = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", here.len() - common);
    up.chain(there[common..].iter().copied())
        .collect::<Vec<_>>()
        .join("/")
}

/// The first id made of `id` and a number after `number` that is not taken.
pub(crate) fn numbered(id: &str, number: &mut usize, is_taken: impl Fn(&str) -> bool) -> String {
    loop {
        *number += 1;
        let free = format!("{id}-{number}");
        if !is_taken(&free) {
            return free;
        }
    }
}

/// Words as a list for a sentence: `a`, `b` and `c`, each in backticks.
pub(crate) fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|w| format!("`{w}`")).collect();
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{listed, numbered, relative};
    use crate::source::SitePath;

    #[test]
    fn paths_between_files_go_up_and_down() {
        let check = |from: &str, to: &str, expected: &str| {
            assert_eq!(relative(&SitePath::new(from), &SitePath::new(to)), expected);
        };
        check("a/stages/1.md", "a/pillars/x.md", "../pillars/x.md");
        check("a/stages/1.md", "a/stages/2.md", "2.md");
        check("a/playbook.md", "a/stages/2.md", "stages/2.md");
    }

    #[test]
    fn numbers_make_an_id_free_however_many_are_taken() {
        let taken = |id: &str| id != "a-150";
        assert_eq!(numbered("a", &mut 1, taken), "a-150");
        assert_eq!(numbered("a", &mut 1, |_| false), "a-2");
    }

    #[test]
    fn words_are_listed_as_in_a_sentence() {
        assert_eq!(listed(["a"]), "`a`");
        assert_eq!(listed(["a", "b", "c"]), "`a`, `b` and `c`");
    }
}
