//! Values that name stages.

use super::{MAX_NAME, Values, shorten};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::front_matter::schema::check::list;
use crate::document::front_matter::schema::{Key, Need, STAGES, Shape, stage_suggestion};
use crate::document::front_matter::{Fields, Node, Value};
use crate::source::Spanned;

impl Values<'_, '_> {
    pub(super) fn stage(&mut self, text: &Spanned<String>, rule: &'static str) {
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
                .fix(self.rewrite(text, stage)),
            None => finding.help(format!("write one of these: {}", list(&STAGES))),
        };
        self.checker.push(finding);
    }

    pub(super) fn stages(&mut self, node: &Node) {
        if matches!(&node.value, Value::List(list) if list.is_empty()) {
            let finding = self
                .invalid(node.span, "names no stage")
                .help(format!("write at least one of these: {}", list(&STAGES)));
            return self.checker.push(finding);
        }
        self.each(node, |this, text| this.stage(&text, "stage-unknown"));
    }

    pub(super) fn pillar_stages(&mut self, node: &Node) {
        let nodes = match &node.value {
            Value::List(list) => list.as_slice(),
            Value::Null => &[],
            _ => std::slice::from_ref(node),
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
        for node in nodes {
            if self.checker.is_full() {
                return;
            }
            let Value::Map(_) = node.value else {
                self.each(node, |this, text| this.stage(&text, "pillar-stage-unknown"));
                continue;
            };
            let fields = Fields::of(node);
            match (fields.text("key"), fields.node("key")) {
                (Some(text), _) => self.stage(&text, "pillar-stage-unknown"),
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
        for (key, node) in Fields::of(node).iter() {
            if self.checker.is_full() {
                return;
            }
            self.stage(key, "stage-unknown");
            self.check(&Shape::Line, node);
        }
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
