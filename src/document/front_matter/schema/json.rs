//! The declaration as JSON Schema (draft 2020-12), for editors.
//!
//! Enter at [`json_schema`] (one kind of file) or, for other files, [`json_document`] around [`json_object`]. Only
//! keywords that editors know from every draft are used, and one of Visual Studio Code's own that others skip:
//! `patternErrorMessage`.
//!
//! What a schema accepts, validation accepts without an error. The other way round there are exceptions, all of them on
//! purpose: a schema refuses unknown keys and pillars without a stage, of which validation only warns; and what editors
//! would offer as a value if it were accepted: no value where one may be left out, `true` as a text, spaces around
//! the words of a choice. In names with other than Latin letters validation is the stricter one, since JSON Schema
//! counts characters, not bytes.

mod shapes;

use super::{Key, Need, Schema, schema};
use crate::document::Kind;
use crate::document::front_matter::{Node, Value as Yaml, parse};
use crate::source::{FileId, SitePath, SourceFile, Span};
use serde_json::{Map, Value, json};

pub use shapes::json_value;

/// The schema of a file of one kind: of its front matter, or of all of it for a file of records.
#[must_use]
pub fn json_schema(kind: Kind) -> Value {
    let schema: &Schema = schema(kind);
    let keys: Vec<&Key> = schema.all().collect();
    let facts = json_object(&keys);
    let body = if kind.is_data() {
        json!({"type": "array", "items": facts})
    } else {
        facts
    };
    json_document(kind.as_str(), schema.doc, body)
}

/// A whole schema: `body` with what it says of itself.
#[must_use]
pub fn json_document(name: &str, doc: &str, body: Value) -> Value {
    with(
        body,
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": format!("urn:waybook:schema:{name}"),
            "title": format!("Waybook: {name}"),
            "description": doc,
        }),
    )
}

/// The schema of a map that may hold these keys and those of the author's own, which begin with `x-`.
#[must_use]
pub fn json_object(keys: &[&Key]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| (key.name.to_owned(), property(key)))
        .collect();
    let mut object = json!({
        "type": "object",
        "properties": properties,
        "patternProperties": {"^x-": {}},
        "additionalProperties": false,
    });
    let required: Vec<&str> = keys
        .iter()
        .filter(|key| key.need == Need::Required)
        .map(|key| key.name)
        .collect();
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    let conditions: Vec<Value> = keys.iter().filter_map(|key| condition(key)).collect();
    if !conditions.is_empty() {
        object["allOf"] = json!(conditions);
    }
    object
}

/// The schema of one key's value, with what the key means and an example.
fn property(key: &Key) -> Value {
    let doc = match key.need {
        Need::Wanted => format!("{} Wanted: without it there is a warning.", key.doc),
        _ => key.doc.to_owned(),
    };
    with(
        json_value(&key.shape),
        json!({"description": doc, "examples": [json_example(key)]}),
    )
}

/// The example of a key as a value.
#[must_use]
pub fn json_example(key: &Key) -> Value {
    let source = SourceFile {
        path: SitePath::default(),
        text: key.example.to_owned(),
    };
    let whole = Span::new(0, source.text.len());
    let (root, _) = parse(FileId(0), &source, whole);
    json_of(&root)
}

/// That a key is required where another one has a certain value.
fn condition(key: &Key) -> Option<Value> {
    let Need::RequiredWhere(other, value) = key.need else {
        return None;
    };
    Some(json!({
        "if": {"properties": {other: {"const": value}}, "required": [other]},
        "then": {"required": [key.name]},
    }))
}

fn json_of(node: &Node) -> Value {
    match &node.value {
        Yaml::Null => Value::Null,
        Yaml::Bool(b) => json!(b),
        Yaml::Integer(n) => json!(n),
        Yaml::Float(n) => json!(n),
        Yaml::Text(text) => json!(text),
        Yaml::List(list) => list.iter().map(json_of).collect(),
        Yaml::Map(map) => {
            let entries = map.iter();
            entries
                .map(|(key, node)| (key.value.clone(), json_of(node)))
                .collect()
        }
    }
}

/// Both objects in one; what `more` says takes precedence.
fn with(mut object: Value, more: Value) -> Value {
    if let (Value::Object(object), Value::Object(more)) = (&mut object, more) {
        object.extend(more);
    }
    object
}

#[cfg(test)]
mod tests {
    use super::{json_example, json_schema};
    use crate::config::{BRAND_KEYS, CONFIG_KEYS};
    use crate::document::Kind;
    use crate::document::front_matter::parse;
    use crate::document::front_matter::schema::{Key, Shape, check_value, schema};
    use crate::source::{FileId, SitePath, SourceFile, Span};
    use serde_json::json;

    /// A key with those of the maps in it.
    fn all(key: &'static Key, into: &mut Vec<&'static Key>) {
        into.push(key);
        let (Shape::Group(keys) | Shape::Records(keys) | Shape::Named(&Shape::Group(keys))) =
            key.shape
        else {
            return;
        };
        keys.iter().for_each(|key| all(key, into));
    }

    fn source(yaml: &str) -> SourceFile {
        SourceFile {
            path: SitePath::default(),
            text: yaml.to_owned(),
        }
    }

    #[test]
    fn every_example_is_a_value_that_validation_accepts() {
        let mut keys = Vec::new();
        let front_matter = Kind::ALL.into_iter().flat_map(|kind| schema(kind).all());
        for key in front_matter.chain(CONFIG_KEYS).chain(BRAND_KEYS) {
            all(key, &mut keys);
        }
        for key in keys {
            let source = source(key.example);
            let (node, _) = parse(FileId(0), &source, Span::new(0, source.text.len()));
            let found = check_value(FileId(0), &source, "", key.name, &key.shape, &node);
            assert_eq!(found, [], "{} is {}", key.name, key.example);
            assert!(!json_example(key).is_null(), "{}", key.name);
        }
    }

    #[test]
    fn a_schema_says_what_the_declaration_says() {
        let stage = json_schema(Kind::Stage);
        assert_eq!(stage["required"], json!(["stage"]));
        assert_eq!(
            stage["allOf"],
            json!([{
                "if": {"properties": {"stage": {"const": "advocacy"}}, "required": ["stage"]},
                "then": {"required": ["feeds"]},
            }])
        );
        assert_eq!(stage["additionalProperties"], json!(false));
        assert_eq!(
            stage["properties"]["emotion"],
            json!({
                "type": "integer", "minimum": 1, "maximum": 5,
                "description": "How good that feels, from 1 to 5.", "examples": [3],
            })
        );
        let metrics = json_schema(Kind::Metrics);
        assert_eq!(metrics["type"], "array");
        assert_eq!(
            metrics["items"]["required"],
            json!(["id", "name", "stages"])
        );
    }
}
