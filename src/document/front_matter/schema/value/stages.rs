//! Values that name stages.

use super::{MAX_NAME, Values, shorten};
use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::front_matter::schema::check::list;
use crate::document::front_matter::schema::{Key, Need, STAGES, Shape, stage_suggestion};
use crate::document::front_matter::{Fields, Node, Value};
use crate::source::{Span, Spanned};
use std::collections::HashSet;

impl Values<'_, '_> {
    pub(super) fn stage(&mut self, text: &Spanned<String>, rule: &'static str) {
        self.stage_among(text, rule, &mut Named::default(), None);
    }

    /// Checks a name of a stage that stands among others, which name the stages `named`; this one is added to them.
    /// `entry` is its place in a list, where it can be deleted: a fix that names a stage twice would be none.
    fn stage_among(
        &mut self,
        text: &Spanned<String>,
        rule: &'static str,
        named: &mut Named,
        entry: Option<(&[Node], usize)>,
    ) {
        if STAGES.contains(&text.value.as_str()) {
            return;
        }
        let key = format!("{}{}", self.checker.path, self.key);
        let word = shorten(&text.value);
        let finding = Diagnostic::new(
            rule,
            Severity::Error,
            format!("`{key}` names `{word}`, which is no stage"),
        )
        .label(self.checker.file, text.span, "no stage");
        let suggestion = (text.value.len() <= MAX_NAME)
            .then(|| stage_suggestion(&text.value))
            .flatten();
        let finding = match suggestion {
            Some(stage) if named.holds(stage) => {
                let mut finding = finding.help(format!(
                    "did you mean `{stage}`? It is named already: delete `{word}`"
                ));
                let entry = entry.filter(|_| !named.with_role.contains(&stage));
                let span = entry.and_then(|(list, at)| self.checker.with_separator(list, at));
                finding.fix = span.map(|span| self.deletion(span, &word, stage));
                finding
            }
            Some(stage) => {
                match entry {
                    Some(_) => named.plainly.push(stage),
                    None => named.with_role.push(stage),
                }
                finding
                    .help(format!("did you mean `{stage}`?"))
                    .fix(self.rewrite(text, stage))
            }
            None => finding.help(format!("write one of these: {}", list(&STAGES))),
        };
        self.checker.push(finding);
    }

    /// The safe fix that deletes a second name of a stage.
    fn deletion(&self, span: Span, word: &str, stage: &str) -> Fix {
        let title = format!("delete `{word}`, since `{stage}` is named already");
        self.checker.replace(span, "", title, Applicability::Safe)
    }

    pub(super) fn stages(&mut self, node: &Node) {
        if matches!(&node.value, Value::List(list) if list.is_empty()) {
            let finding = self
                .invalid(node.span, "names no stage")
                .help(format!("write at least one of these: {}", list(&STAGES)));
            return self.checker.push(finding);
        }
        let nodes = entries(node);
        let mut named = Named::by(nodes.iter().filter_map(Node::as_text));
        for (index, node) in nodes.iter().enumerate() {
            if self.checker.is_full() {
                return;
            }
            let entry = Some((nodes, index));
            match node.as_text() {
                Some(text) => self.stage_among(&text, "stage-unknown", &mut named, entry),
                None => self.wrong_type(node, "a list of single values"),
            }
        }
    }

    pub(super) fn pillar_stages(&mut self, node: &Node) {
        let nodes = match &node.value {
            Value::Null => &[],
            _ => entries(node),
        };
        if nodes.is_empty() {
            let finding = Diagnostic::new(
                "pillar-orphan",
                Severity::Warning,
                "this pillar is made for no stage",
            )
            .label(self.checker.file, node.span, "no stage is named")
            .help("write the stage it is made for, for example `stages: [discovery]`")
            .help(format!("the five stages are {}", list(&STAGES)));
            return self.checker.push(finding);
        }
        let rule = "pillar-stage-unknown";
        let with_role = nodes.iter().filter_map(|node| Fields::of(node).text("key"));
        let mut named = Named {
            with_role: Named::by(with_role).plainly,
            ..Named::by(nodes.iter().filter_map(Node::as_text))
        };
        for (index, node) in nodes.iter().enumerate() {
            if self.checker.is_full() {
                return;
            }
            let Value::Map(_) = node.value else {
                let entry = node.as_text().map(|_| (nodes, index));
                self.each(node, |this, text| {
                    this.stage_among(&text, rule, &mut named, entry);
                });
                continue;
            };
            let fields = Fields::of(node);
            match (fields.text("key"), fields.node("key")) {
                (Some(text), _) => self.stage_among(&text, rule, &mut named, None),
                (None, Some(key)) if matches!(key.value, Value::List(_) | Value::Map(_)) => {
                    self.wrong_type(key, "a stage");
                }
                _ => {}
            }
            self.group(node, PILLAR_STAGE);
        }
    }

    pub(super) fn stage_labels(&mut self, node: &Node) {
        if !matches!(node.value, Value::Map(_)) {
            return self.wrong_type(node, "a map from stages to texts");
        }
        let fields = Fields::of(node);
        let mut named = Named::by(fields.iter().map(|(key, _)| key.clone()));
        for (key, node) in fields.iter() {
            if self.checker.is_full() {
                return;
            }
            self.stage_among(key, "stage-unknown", &mut named, None);
            self.check(&Shape::Line, node);
        }
    }
}

/// The entries of a list; a single value counts as a list of one.
fn entries(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(list) => list,
        _ => std::slice::from_ref(node),
    }
}

/// The stages that the entries of a list name.
#[derive(Default)]
struct Named {
    plainly: Vec<&'static str>,
    /// Those with a role of their own: of two entries only the author knows then which one is to stay.
    with_role: Vec<&'static str>,
}

impl Named {
    /// The stages that some texts name.
    fn by(texts: impl Iterator<Item = Spanned<String>>) -> Self {
        let texts: HashSet<String> = texts.map(|text| text.value).collect();
        let stages = STAGES.into_iter();
        Self {
            plainly: stages.filter(|stage| texts.contains(*stage)).collect(),
            with_role: Vec::new(),
        }
    }

    fn holds(&self, stage: &str) -> bool {
        let mut all = self.plainly.iter().chain(&self.with_role);
        all.any(|named| *named == stage)
    }
}

/// What an element of a pillar's stages may say when it is a map. The stage itself is checked where it is read.
pub(in super::super) const PILLAR_STAGE: &[Key] = &[
    Key {
        name: "key",
        need: Need::Required,
        shape: Shape::Any,
        doc: "The stage.",
        example: "discovery",
    },
    Key {
        name: "role",
        need: Need::Optional,
        shape: Shape::Choice(&["primary", "supporting"]),
        doc: "Whether the pillar is made for this stage or helps in it.",
        example: "primary",
    },
];
