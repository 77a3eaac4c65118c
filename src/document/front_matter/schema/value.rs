//! One value against the shape that its key declares. What names stages is checked in `stages`, what has a format of
//! its own in `formats`.

mod formats;
mod stages;

pub(super) use stages::PILLAR_STAGE;

use super::check::{Checker, list};
use super::{Key, Shape};
use crate::diagnostic::{Applicability, Candidates, Diagnostic, Fix, Severity, candidates};
use crate::document::front_matter::{Fields, Node, Value};
use crate::source::{Span, Spanned};

/// The longest text that is a fact; a longer one is prose and belongs in the body. In characters.
const MAX_TEXT: usize = 200;
/// The longest id or slug, in bytes.
pub(super) const MAX_NAME: usize = 100;

/// Checks the value of one key.
pub(super) struct Values<'a, 'b> {
    checker: &'a mut Checker<'b>,
    key: &'a str,
}

impl<'a, 'b> Values<'a, 'b> {
    pub(super) fn of(checker: &'a mut Checker<'b>, key: &'a str) -> Self {
        Self { checker, key }
    }

    pub(super) fn check(&mut self, shape: &Shape, node: &Node) {
        match shape {
            Shape::Any => {}
            Shape::Rules => {
                if !matches!(node.value, Value::Map(_)) {
                    self.wrong_type(node, "a map of rules");
                }
            }
            Shape::Share => self.share(node),
            Shape::Text => self.scalar(node, |this, text| this.prose(&text, false)),
            Shape::Line => self.scalar(node, |this, text| this.prose(&text, true)),
            Shape::Date => self.scalar(node, Self::date),
            Shape::Interval => self.scalar(node, Self::interval),
            Shape::Integer { min, max } => self.integer(node, *min, *max),
            Shape::Boolean => self.boolean(node),
            Shape::Choice(words) => self.scalar(node, |this, text| this.choice(&text, words)),
            Shape::Choices(words) => self.each(node, |this, text| this.choice(&text, words)),
            Shape::Stage => self.scalar(node, |this, text| this.stage(&text, "stage-unknown")),
            Shape::Stages => self.stages(node),
            Shape::StagesOrAll => {
                if node.as_text().is_none_or(|text| text.value != "all") {
                    self.stages(node);
                }
            }
            Shape::PillarStages => self.pillar_stages(node),
            Shape::Id | Shape::Slug => self.scalar(node, |this, text| this.name(&text)),
            Shape::Ids => self.each(node, |this, text| this.name(&text)),
            Shape::Texts => self.texts(node),
            Shape::TextOrTexts => self.each(node, |this, text| this.prose(&text, true)),
            Shape::Locale => self.scalar(node, Self::locale),
            Shape::Country => self.scalar(node, Self::country),
            Shape::Url => self.scalar(node, Self::url),
            Shape::Path => self.scalar(node, Self::path),
            Shape::Folder => self.scalar(node, Self::folder),
            Shape::StageLabels => self.stage_labels(node),
            Shape::Colour => self.scalar(node, Self::colour),
            Shape::File(endings) => self.scalar(node, |this, text| this.file(text, endings)),
            Shape::Fonts => self.scalar(node, Self::fonts),
            Shape::FontName => self.scalar(node, Self::font_name),
            Shape::FontWeight => self.scalar(node, Self::font_weight),
            Shape::Group(keys) => self.group(node, keys),
            Shape::Records(keys) => self.records(node, keys),
            Shape::Named(shape) => self.named(node, shape),
        }
    }

    fn invalid(&self, span: Span, what: impl std::fmt::Display) -> Diagnostic {
        let key = format!("{}{}", self.checker.path, self.key);
        Diagnostic::new("value-invalid", Severity::Error, format!("`{key}` {what}")).label(
            self.checker.file,
            span,
            "",
        )
    }

    fn wrong_type(&mut self, node: &Node, expected: &str) {
        let what = match node.value {
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
            Value::Null => "empty",
            Value::Text(_) => "a text",
            Value::Integer(_) | Value::Float(_) => "a number",
            Value::Bool(_) => "`true` or `false`",
        };
        let finding = self.invalid(node.span, format!("must be {expected}, but is {what}"));
        self.checker.push(finding);
    }

    fn scalar(&mut self, node: &Node, then: impl FnOnce(&mut Self, Spanned<String>)) {
        match node.as_text() {
            Some(text) => then(self, text),
            None => self.wrong_type(node, "a single value"),
        }
    }

    /// A list of scalars; a single scalar counts as a list of one.
    fn each(&mut self, node: &Node, mut then: impl FnMut(&mut Self, Spanned<String>)) {
        let nodes = match &node.value {
            Value::List(list) => list.as_slice(),
            _ => std::slice::from_ref(node),
        };
        for node in nodes {
            if self.checker.is_full() {
                return;
            }
            match node.as_text() {
                Some(text) => then(self, text),
                None => self.wrong_type(node, "a list of single values"),
            }
        }
    }

    fn texts(&mut self, node: &Node) {
        if let Value::Text(text) = &node.value
            && text.contains([',', '，'])
        {
            let words: Vec<_> = text.split([',', '，']).map(str::trim).collect();
            let mut finding = self
                .invalid(node.span, "must be a list, but is one text with commas")
                .help(format!(
                    "write `{}: [{}]`",
                    self.key,
                    shorten(&words.join(", "))
                ));
            if words.iter().all(|word| needs_no_quotes(word)) {
                finding = finding.fix(self.checker.replace(
                    node.span,
                    &format!("[{}]", words.join(", ")),
                    "write a list".to_owned(),
                    Applicability::Unsafe,
                ));
            }
            return self.checker.push(finding);
        }
        self.each(node, |this, text| this.prose(&text, true));
    }

    fn prose(&mut self, text: &Spanned<String>, one_line: bool) {
        let length = text.value.chars().count();
        let what = if length > MAX_TEXT {
            format!("holds {length} characters")
        } else if one_line && text.value.contains('\n') {
            "holds a line break".to_owned()
        } else {
            return;
        };
        let key = format!("{}{}", self.checker.path, self.key);
        let finding = Diagnostic::new(
            "prose-in-yaml",
            Severity::Warning,
            format!("`{key}` {what}"),
        )
        .label(self.checker.file, text.span, "a fact is short")
        .help(match self.checker.is_record() {
            true => format!("shorten it to one line of at most {MAX_TEXT} characters"),
            false => format!(
                "keep one line of at most {MAX_TEXT} characters here, and put the rest below the \
                 second line `---`"
            ),
        });
        self.checker.push(finding);
    }

    fn integer(&mut self, node: &Node, min: i64, max: i64) {
        if matches!(node.value, Value::Integer(n) if (min..=max).contains(&n)) {
            return;
        }
        self.scalar(node, |this, text| {
            let what = format!(
                "is `{}`, but must be a whole number from {min} to {max}",
                shorten(&text.value)
            );
            let mut finding = this.invalid(text.span, what);
            let number = text.value.parse::<i64>().ok();
            if let Some(number) = number.filter(|n| (min..=max).contains(n)) {
                finding = finding
                    .help(format!("write `{number}`, without quotation marks"))
                    .fix(this.replace(&text, &number.to_string()));
            }
            this.checker.push(finding);
        });
    }

    fn share(&mut self, node: &Node) {
        if node.as_share().is_some() {
            return;
        }
        self.scalar(node, |this, text| {
            let what = format!(
                "is `{}`, but must be a part of the whole from 0 to 1, such as `0.6`",
                shorten(&text.value)
            );
            let finding = this.invalid(text.span, what);
            this.checker.push(finding);
        });
    }

    fn boolean(&mut self, node: &Node) {
        if matches!(node.value, Value::Bool(_)) {
            return;
        }
        self.scalar(node, |this, text| {
            let what = format!(
                "is `{}`, but must be `true` or `false`",
                shorten(&text.value)
            );
            let mut finding = this.invalid(text.span, what);
            let meant = match text.value.to_lowercase().as_str() {
                "yes" | "on" | "true" => Some("true"),
                "no" | "off" | "false" => Some("false"),
                _ => None,
            };
            if let Some(word) = meant {
                finding = finding
                    .help(format!("write `{word}`"))
                    .fix(this.replace(&text, word));
            }
            this.checker.push(finding);
        });
    }

    /// The safe fix that writes another word, between the quotation marks that are there.
    fn rewrite(&self, text: &Spanned<String>, word: &str) -> Fix {
        let title = replaces(text, word);
        self.checker
            .rewrite(text.span, word, title, Applicability::Safe)
    }

    /// The good guess at the word that was meant, between the quotation marks that are there.
    fn guess(&self, text: &Spanned<String>, word: &str) -> Fix {
        let title = replaces(text, word);
        self.checker
            .rewrite(text.span, word, title, Applicability::Unsafe)
    }

    /// The safe fix that writes a value of another kind, quotation marks and all.
    fn replace(&self, text: &Spanned<String>, value: &str) -> Fix {
        let title = replaces(text, value);
        self.checker
            .replace(text.span, value, title, Applicability::Safe)
    }

    fn choice(&mut self, text: &Spanned<String>, words: &[&str]) {
        if words.contains(&text.value.as_str()) {
            return;
        }
        let mut finding = self
            .invalid(text.span, format!("cannot be `{}`", shorten(&text.value)))
            .help(format!("write one of {}", list(words)));
        match candidates(&text.value, words) {
            Candidates::One(word) => {
                finding.help.insert(0, format!("did you mean `{word}`?"));
                finding = finding.fix(self.rewrite(text, word));
            }
            Candidates::Several(a, b) => {
                finding
                    .help
                    .insert(0, format!("did you mean `{a}` or `{b}`?"));
            }
            Candidates::None => {}
        }
        self.checker.push(finding);
    }

    fn group(&mut self, node: &Node, keys: &[Key]) {
        if !matches!(node.value, Value::Map(_)) {
            return self.wrong_type(node, "a map of keys");
        }
        let keys: Vec<&Key> = keys.iter().collect();
        let outer = self.checker.path.len();
        self.checker.path.push_str(self.key);
        self.checker.path.push('.');
        let start = node.span.start as usize;
        self.checker.map(&keys, node, Span::new(start, start));
        self.checker.path.truncate(outer);
    }

    fn records(&mut self, node: &Node, keys: &[Key]) {
        let Value::List(records) = &node.value else {
            return self.wrong_type(node, "a list of maps");
        };
        for record in records {
            if self.checker.is_full() {
                return;
            }
            self.group(record, keys);
        }
    }

    fn named(&mut self, node: &Node, shape: &Shape) {
        if !matches!(node.value, Value::Map(_)) {
            return self.wrong_type(node, "a map of names");
        }
        for (name, _) in Fields::of(node)
            .iter()
            .filter(|(name, _)| !is_name(&name.value))
        {
            let what = format!("has a name `{}`; {NAME_RULE}", shorten(&name.value));
            let finding = self.invalid(name.span, what);
            self.checker.push(finding);
        }
        let outer = self.checker.path.len();
        self.checker.path.push_str(self.key);
        self.checker.path.push('.');
        for (key, node) in Fields::of(node).iter() {
            if self.checker.is_full() {
                break;
            }
            Values::of(self.checker, &key.value).check(shape, node);
        }
        self.checker.path.truncate(outer);
    }

    fn name(&mut self, text: &Spanned<String>) {
        if is_name(&text.value) {
            return;
        }
        let what = format!("is `{}`; {NAME_RULE}", shorten(&text.value));
        let mut finding = self.invalid(text.span, what);
        let words: Vec<String> = text
            .value
            .chars()
            .take(MAX_NAME)
            .flat_map(char::to_lowercase)
            .collect::<String>()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        if !words.is_empty() && !text.value.contains(['/', '\\', ',']) {
            let name = words.join("-");
            finding = finding.help(format!("write `{name}`"));
            if is_name(&name) && text.value.len() <= MAX_NAME {
                finding = finding.fix(self.guess(text, &name));
            }
        }
        self.checker.push(finding);
    }
}

/// What ids, slugs and names of sites look like.
const NAME_RULE: &str = "it takes lower-case letters and digits with hyphens between them";

/// Letters and digits of any script with single hyphens between them, no capitals.
fn is_name(text: &str) -> bool {
    let lower = |c: char| c.is_alphanumeric() && c.to_lowercase().eq([c]);
    text.len() <= MAX_NAME
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.chars().all(lower))
}

/// Whether a word means itself in a list of YAML without quotation marks.
fn needs_no_quotes(word: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/');
    word.starts_with(char::is_alphabetic)
        && word.chars().all(plain)
        && !matches!(word.to_lowercase().as_str(), "true" | "false" | "null")
}

/// What a fix does that writes a word in the place of another.
fn replaces(text: &Spanned<String>, word: &str) -> String {
    format!("replace `{}` by `{word}`", shorten(&text.value))
}

/// A text for a message: its first 60 characters, on one line.
pub(super) fn shorten(text: &str) -> String {
    let mut short: String = text
        .chars()
        .take(60)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
