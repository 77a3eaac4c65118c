//! One value against the shape that its key declares.

use super::check::{Candidates, Checker, list, one_or_more, replace};
use super::codes::{country_suggestion, is_country};
use super::{Key, STAGES, Shape, date, interval, stage_suggestion};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::front_matter::{Fields, Node, Value};
use crate::source::{Span, Spanned};
use unic_langid::LanguageIdentifier;

/// The longest text that is a fact; a longer one is prose and belongs in the body. In characters.
const MAX_TEXT: usize = 200;
/// The longest id or slug, in bytes.
const MAX_NAME: usize = 100;

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
            Shape::Fonts => self.scalar(node, Self::fonts),
            Shape::Group(keys) => self.group(node, keys),
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
            _ => "no such value",
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
            let finding = self
                .invalid(node.span, "must be a list, but is one text with commas")
                .help(format!(
                    "write `{}: [{}]`",
                    self.key,
                    shorten(&words.join(", "))
                ));
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
        .help(format!(
            "keep it on one line of at most {MAX_TEXT} characters and move the rest into the body"
        ));
        self.checker.push(finding);
    }

    fn date(&mut self, text: Spanned<String>) {
        if let Err(problem) = date(&text.value) {
            let finding = self
                .invalid(text.span, format!("must be a date: {problem}"))
                .help("write year, month and day, as in `2026-05-04`");
            self.checker.push(finding);
        }
    }

    fn interval(&mut self, text: Spanned<String>) {
        if interval(&text.value).is_none() {
            let what = format!("is `{}`, which is no interval", shorten(&text.value));
            let finding = self
                .invalid(text.span, what)
                .help("write a number and a unit (day, week, month, year), as in `3 months`");
            self.checker.push(finding);
        }
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
                    .fix(this.replacement(&text, word));
            }
            this.checker.push(finding);
        });
    }

    fn replacement(&self, text: &Spanned<String>, word: &str) -> crate::diagnostic::Fix {
        let title = format!("replace `{}` by `{word}`", shorten(&text.value));
        replace(self.checker.file, text.span, word, title)
    }

    fn choice(&mut self, text: &Spanned<String>, words: &[&str]) {
        if words.contains(&text.value.as_str()) {
            return;
        }
        let mut finding = self
            .invalid(
                text.span,
                format!("is `{}`, which is none of its words", shorten(&text.value)),
            )
            .help(format!("write one of {}", list(words)));
        match one_or_more(&text.value, words) {
            Candidates::One(word) => {
                finding.help.insert(0, format!("did you mean `{word}`?"));
                finding = finding.fix(self.replacement(text, word));
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

    fn stage(&mut self, text: &Spanned<String>, rule: &'static str) {
        if STAGES.contains(&text.value.as_str()) {
            return;
        }
        let key = format!("{}{}", self.checker.path, self.key);
        let word = shorten(&text.value);
        let mut finding = Diagnostic::new(
            rule,
            Severity::Error,
            format!("`{key}` names `{word}`, which is no stage"),
        )
        .label(self.checker.file, text.span, "no stage");
        let suggestion = (text.value.len() <= MAX_NAME)
            .then(|| stage_suggestion(&text.value))
            .flatten();
        finding = match suggestion {
            Some(stage) => finding
                .help(format!("did you mean `{stage}`?"))
                .fix(self.replacement(text, stage)),
            None => finding.help(format!("the stages are {}", list(&STAGES))),
        };
        self.checker.push(finding);
    }

    fn stages(&mut self, node: &Node) {
        if matches!(&node.value, Value::List(list) if list.is_empty()) {
            let finding = self
                .invalid(node.span, "names no stage")
                .help(format!("name at least one of {}", list(&STAGES)));
            return self.checker.push(finding);
        }
        self.each(node, |this, text| this.stage(&text, "stage-unknown"));
    }

    fn pillar_stages(&mut self, node: &Node) {
        let nodes = match &node.value {
            Value::List(list) => list.as_slice(),
            Value::Null => &[],
            _ => std::slice::from_ref(node),
        };
        if nodes.is_empty() {
            let finding = Diagnostic::new(
                "pillar-orphan",
                Severity::Warning,
                "this pillar serves no stage",
            )
            .label(self.checker.file, node.span, "no stage is named")
            .help(format!("name at least one of {}", list(&STAGES)));
            return self.checker.push(finding);
        }
        for node in nodes {
            if self.checker.is_full() {
                return;
            }
            let Value::Map(_) = node.value else {
                self.each(node, |this, text| this.stage(&text, "pillar-stage-unknown"));
                continue;
            };
            if let Some(text) = Fields::of(node).text("key") {
                self.stage(&text, "pillar-stage-unknown");
            }
            self.group(node, PILLAR_STAGE);
        }
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

    fn named(&mut self, node: &Node, shape: &Shape) {
        if !matches!(node.value, Value::Map(_)) {
            return self.wrong_type(node, "a map of names");
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

    fn stage_labels(&mut self, node: &Node) {
        if !matches!(node.value, Value::Map(_)) {
            return self.wrong_type(node, "a map from stages to texts");
        }
        for (key, node) in Fields::of(node).iter() {
            if self.checker.is_full() {
                return;
            }
            self.stage(key, "stage-unknown");
            self.check(&Shape::Line, node);
        }
    }

    /// Ids and slugs: letters and digits with single hyphens between them, no capitals.
    fn name(&mut self, text: &Spanned<String>) {
        let part = |part: &str| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_alphanumeric() && c.to_lowercase().eq([c]))
        };
        if text.value.len() <= MAX_NAME && text.value.split('-').all(part) {
            return;
        }
        let mut finding = self.invalid(
            text.span,
            format!(
                "is `{}`; it takes lower-case letters and digits with hyphens between them",
                shorten(&text.value)
            ),
        );
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
            finding = finding.help(format!("write `{}`", words.join("-")));
        }
        self.checker.push(finding);
    }

    fn locale(&mut self, text: Spanned<String>) {
        let parsed = text.value.parse::<LanguageIdentifier>().ok();
        let written = parsed.as_ref().map(ToString::to_string);
        if parsed.is_some() && !text.value.contains('_') && text.value.len() <= MAX_NAME {
            return;
        }
        let what = format!("is `{}`, which is no language tag", shorten(&text.value));
        let finding = self.invalid(text.span, what).help(match written {
            Some(tag) => format!("write `{tag}`"),
            None => "write a tag such as `en`, `en-GB` or `zh-Hans`".to_owned(),
        });
        self.checker.push(finding);
    }

    fn country(&mut self, text: Spanned<String>) {
        if is_country(&text.value) {
            return;
        }
        let what = format!("is `{}`, which is no country code", shorten(&text.value));
        let mut finding = self.invalid(text.span, what);
        finding = match country_suggestion(&shorten(&text.value)) {
            Some(code) => finding
                .help(format!("write `{code}`"))
                .fix(self.replacement(&text, &code)),
            None => finding.help("write the two letters of ISO 3166, as in `CN` or `GB`"),
        };
        self.checker.push(finding);
    }

    fn url(&mut self, text: Spanned<String>) {
        let host = ["https://", "http://"].iter().find_map(|scheme| {
            let head = text.value.get(..scheme.len())?;
            head.eq_ignore_ascii_case(scheme)
                .then(|| &text.value[scheme.len()..])
        });
        let good = |host: &str| {
            !host.starts_with(['/', '?', '#', ':']) && !host.is_empty() && !unsafe_in_url(host)
        };
        if !host.is_some_and(good) {
            let what = format!("is `{}`, which is no web address", shorten(&text.value));
            let finding = self
                .invalid(text.span, what)
                .help("write the whole address, as in `https://example.com/`");
            self.checker.push(finding);
        }
    }

    fn path(&mut self, text: Spanned<String>) {
        let value = &text.value;
        let drive = value.as_bytes().get(1) == Some(&b':');
        let upwards = value.split(['/', '\\']).any(|part| part == "..");
        if upwards
            || drive
            || value.starts_with(['/', '\\', '~'])
            || value.contains(char::is_control)
        {
            let what = format!(
                "is `{}`, which leads out of the folder it is written in",
                shorten(value)
            );
            let finding = self
                .invalid(text.span, what)
                .help("write a relative path without `..`");
            self.checker.push(finding);
        }
    }

    fn folder(&mut self, text: Spanned<String>) {
        if text.value.contains(char::is_control) {
            let finding = self.invalid(text.span, "holds a control character");
            self.checker.push(finding);
        }
    }

    fn colour(&mut self, text: Spanned<String>) {
        let digits = text.value.strip_prefix('#').unwrap_or("");
        if !matches!(digits.len(), 3 | 6) || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            let what = format!("is `{}`, which is no colour", shorten(&text.value));
            let finding = self.invalid(text.span, what).help(
                "write `\"#rgb\"` or `\"#rrggbb\"` with quotes: `#` begins a comment without them",
            );
            self.checker.push(finding);
        }
    }

    fn fonts(&mut self, text: Spanned<String>) {
        let safe = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '-' | '"' | '\'');
        let balanced = ['"', '\'']
            .iter()
            .all(|q| text.value.matches(*q).count() % 2 == 0);
        if !balanced || !text.value.chars().all(safe) {
            let finding = self
                .invalid(text.span, "holds characters that a list of fonts does not")
                .help("write font names with commas between them, as in `\"Georgia, serif\"`");
            self.checker.push(finding);
        }
    }
}

/// What an element of a pillar's stages may say when it is a map. The stage itself is checked where it is read.
const PILLAR_STAGE: &[Key] = &[
    Key {
        name: "key",
        need: super::Need::Required,
        shape: Shape::Any,
        doc: "The stage.",
        example: "discovery",
    },
    Key {
        name: "role",
        need: super::Need::Optional,
        shape: Shape::Choice(&["primary", "supporting"]),
        doc: "Whether the pillar is made for this stage or helps in it.",
        example: "primary",
    },
];

fn unsafe_in_url(host: &str) -> bool {
    host.contains(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\')
    })
}

/// A text for a message: its first 60 characters, on one line.
fn shorten(text: &str) -> String {
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
