//! Texts for scripts: the messages whose ids begin with `js-`, as a script that a page of one language loads.
//!
//! A message becomes a string, or a list of pieces: strings, `{"name": argument}`, and
//! `{"choose": argument, "from": {form: message}, "other": form}`. The script of the page writes them.

use super::{Language, Messages};
use fluent_syntax::ast::{
    Expression, InlineExpression, Pattern as Parsed, PatternElement, VariantKey,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// What the ids of messages for scripts begin with.
const PREFIX: &str = "js-";

/// How deep messages may refer to one another; a circle ends here.
const DEPTH: usize = 8;

impl Messages {
    /// The name of the asset with the texts of a language.
    #[must_use]
    pub fn script_name(locale: &str) -> String {
        format!("texts/{locale}.js")
    }

    /// The script with the texts of a language and, where it lacks one, of those it falls back to.
    #[must_use]
    pub fn script(&self, locale: &str) -> String {
        let ids: BTreeSet<&str> = self
            .chain(locale)
            .flat_map(|language| language.ids.iter().map(String::as_str))
            .filter(|id| id.starts_with(PREFIX))
            .collect();
        let texts: Map<String, Value> = ids
            .into_iter()
            .filter_map(|id| {
                let language = self.chain(locale).find(|l| l.ids.contains(id))?;
                Some((id.to_owned(), language.data(id)?))
            })
            .collect();
        format!(
            "(window.waybook ??= {{}}).texts = {};\n",
            Value::Object(texts)
        )
    }
}

impl Language {
    fn data(&self, id: &str) -> Option<Value> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut pieces = Vec::new();
        self.pieces(pattern, DEPTH, &mut pieces);
        Some(joined(pieces))
    }

    fn pieces(&self, pattern: &Parsed<&str>, depth: usize, pieces: &mut Vec<Value>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => pieces.push(json!(value)),
                PatternElement::Placeable { expression } => {
                    self.expression(expression, depth, pieces);
                }
            }
        }
    }

    fn expression(&self, expression: &Expression<&str>, depth: usize, pieces: &mut Vec<Value>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, depth, pieces),
            Expression::Select { selector, variants } => {
                let mut from = Map::new();
                let mut other = String::new();
                for variant in variants {
                    let (VariantKey::Identifier { name: key }
                    | VariantKey::NumberLiteral { value: key }) = &variant.key;
                    if variant.default {
                        other = (*key).to_owned();
                    }
                    let mut inside = Vec::new();
                    self.pieces(&variant.value, depth, &mut inside);
                    from.insert((*key).to_owned(), joined(inside));
                }
                let name = variable(selector).unwrap_or_default();
                pieces.push(json!({"choose": name, "from": from, "other": other}));
            }
        }
    }

    fn inline(&self, inline: &InlineExpression<&str>, depth: usize, pieces: &mut Vec<Value>) {
        match inline {
            InlineExpression::StringLiteral { value }
            | InlineExpression::NumberLiteral { value } => pieces.push(json!(value)),
            InlineExpression::MessageReference { id, .. } if depth > 0 => {
                let message = self.bundle.get_message(id.name);
                if let Some(pattern) = message.and_then(|m| m.value()) {
                    self.pieces(pattern, depth - 1, pieces);
                }
            }
            InlineExpression::Placeable { expression } => {
                self.expression(expression, depth, pieces);
            }
            _ => pieces.extend(variable(inline).map(|name| json!({"name": name}))),
        }
    }
}

/// The argument that is meant, also where `NUMBER()` stands around it.
fn variable<'a>(inline: &InlineExpression<&'a str>) -> Option<&'a str> {
    match inline {
        InlineExpression::VariableReference { id } => Some(id.name),
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.first().and_then(variable)
        }
        _ => None,
    }
}

/// Pieces of text that stand beside one another are one; a text alone needs no list.
fn joined(pieces: Vec<Value>) -> Value {
    let mut out: Vec<Value> = Vec::new();
    for piece in pieces {
        match (out.last_mut(), piece) {
            (Some(Value::String(before)), Value::String(text)) => before.push_str(&text),
            (_, piece) => out.push(piece),
        }
    }
    match out.as_mut_slice() {
        [] => json!(""),
        [Value::String(text)] => Value::String(std::mem::take(text)),
        _ => Value::Array(out),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{MessageFile, Messages};

    #[test]
    fn scripts_get_what_is_meant_for_them() {
        let file = |locale: &str, text: &str| MessageFile {
            locale: locale.to_owned(),
            origin: format!("i18n/{locale}.ftl"),
            text: text.to_owned(),
        };
        let messages = Messages::read(vec![
            file(
                "en",
                "nav = Home\njs-a = { $done } of { NUMBER($total) }: { nav }\njs-b = { $n ->\n    [0] none\n    [one] one\n   *[other] { $n } many\n}\njs-c = </script> C\n",
            ),
            file("zh-Hans", "js-c = 丙\n"),
        ])
        .unwrap();
        let start = "(window.waybook ??= {}).texts = ";
        let check = |locale: &str, expected: &str| {
            assert_eq!(messages.script(locale), format!("{start}{expected};\n"));
        };
        let a = r#""js-a":[{"name":"done"}," of ",{"name":"total"},": Home"]"#;
        let b = r#""js-b":[{"choose":"n","from":{"0":"none","one":"one","other":[{"name":"n"}," many"]},"other":"other"}]"#;
        check("en-GB", &format!(r#"{{{a},{b},"js-c":"</script> C"}}"#));
        check("zh-CN", &format!(r#"{{{a},{b},"js-c":"丙"}}"#));
        assert_eq!(messages.closest("zh-CN"), "zh-Hans");
        assert_eq!(messages.closest("fr"), "en");
    }
}
