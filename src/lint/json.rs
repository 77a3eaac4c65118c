//! `lint:` of waybook.yaml as JSON Schema: every rule with its levels and options.

use super::registry::RULES;
use super::rule::RuleInfo;
use super::settings::LEVEL;
use crate::document::front_matter::schema::{Key, json_example, json_object, json_value};
use serde_json::{Map, Value, json};

/// The definitions that the schema of `waybook.yaml` refers to: `rules`, what may stand below `lint:`, and what that one
/// refers to in turn.
#[must_use]
pub fn json_definitions() -> Value {
    let mut definitions: Map<String, Value> = RULES
        .iter()
        .map(|rule| (rule.info.name.to_owned(), setting(&rule.info)))
        .collect();
    let some_files = json!({
        "description": "Rules for some files only: a pattern of paths, and below it the rules.",
        "examples": [{"content/archive/**": {"placeholder-text": "off"}}],
        "type": "object",
        "additionalProperties": by_name(None),
    });
    definitions.insert("level".to_owned(), level());
    definitions.insert("level-of-some".to_owned(), level_of_some());
    definitions.insert("rules".to_owned(), by_name(Some(some_files)));
    Value::Object(definitions)
}

/// A map from rules to their settings, in which `paths` may stand too.
fn by_name(paths: Option<Value>) -> Value {
    let mut properties: Map<String, Value> = RULES
        .iter()
        .map(|rule| {
            let name = rule.info.name;
            // Options hold for all files: below a pattern there are levels only.
            let setting = if paths.is_some() {
                name
            } else {
                "level-of-some"
            };
            (
                name.to_owned(),
                json!({"$ref": format!("#/$defs/{setting}")}),
            )
        })
        .collect();
    properties.extend(paths.map(|paths| ("paths".to_owned(), paths)));
    json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn level() -> Value {
    let mut level = json_value(&LEVEL.shape);
    level["description"] = json!(LEVEL.doc);
    level
}

/// The level of a rule for some files, by itself or as `level`.
fn level_of_some() -> Value {
    let level = json!({"$ref": "#/$defs/level"});
    let map =
        json!({"type": "object", "properties": {"level": level}, "additionalProperties": false});
    json!({"anyOf": [level, map]})
}

/// What may be set for one rule: its level, or a map of its level and its options.
fn setting(rule: &RuleInfo) -> Value {
    let keys: Vec<&Key> = std::iter::once(&LEVEL).chain(rule.options).collect();
    let mut options = json_object(&keys);
    for key in rule.options {
        options["properties"][key.name]["default"] = json_example(key);
    }
    options["properties"]["level"]["default"] = json!(rule.level.as_str());
    json!({
        "description": rule.summary,
        "default": rule.level.as_str(),
        "anyOf": [{"$ref": "#/$defs/level"}, options],
    })
}

#[cfg(test)]
mod tests {
    use super::json_definitions;
    use serde_json::json;

    #[test]
    fn a_rule_takes_a_level_or_its_options_with_their_defaults() {
        let all = json_definitions();
        let size = &all["checklist-size"];
        assert_eq!(size["default"], "warning");
        assert_eq!(size["anyOf"][0], json!({"$ref": "#/$defs/level"}));
        assert_eq!(size["anyOf"][1]["properties"]["most"]["default"], 9);
        assert_eq!(
            all["level"]["enum"],
            json!(["off", "info", "warning", "error"])
        );
        let rule = &all["rules"]["properties"]["loop-open"];
        assert_eq!(rule, &json!({"$ref": "#/$defs/loop-open"}));
        assert!(all["rules"]["properties"]["paths"].is_object());
    }
}
