//! What makes Visual Studio Code know Waybook's files: schemas for those that are YAML from end to end, snippets for the
//! front matter of Markdown, and the settings that bring both to bear.
//!
//! No extension validates front matter against a schema without being programmed to, so what Markdown files get is a
//! snippet for every key: a part of the editor itself.

use super::snippets::snippets;
use super::{NewFile, SchemaKind};
use crate::document::Kind;
use crate::source::SitePath;
use serde_json::{Map, Value, json};

/// The folder of the editor's files, below the workspace's root.
const FOLDER: &str = ".vscode";

/// The files that an editor reads as YAML, and where they lie.
const YAML: [(SchemaKind, &[&str]); 4] = [
    (SchemaKind::Config, &["waybook.yaml"]),
    (SchemaKind::Brand, &["brands/*/brand.yaml"]),
    (
        SchemaKind::Document(Kind::Touchpoints),
        &["touchpoints.yaml", "touchpoints.yml"],
    ),
    (
        SchemaKind::Document(Kind::Metrics),
        &["metrics.yaml", "metrics.yml"],
    ),
];

/// The files that follow from the declaration of keys, in path order. They are Waybook's: a newer version replaces them.
#[must_use]
pub fn editor_data() -> Vec<NewFile> {
    let snippets = file("waybook.code-snippets", format!("{:#}\n", snippets()));
    let schemas = YAML
        .iter()
        .map(|(kind, _)| file(&schema(*kind), kind.text()));
    let mut files: Vec<NewFile> = schemas.chain([snippets]).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The files that point to them, in path order. They are the author's once they are there.
#[must_use]
pub fn editor_settings() -> Vec<NewFile> {
    let schemas: Map<String, Value> = YAML
        .iter()
        .map(|(kind, places)| (format!("./{FOLDER}/{}", schema(*kind)), json!(places)))
        .collect();
    let settings = json!({
        "yaml.schemas": schemas,
        // Suggestions while typing are off in Markdown unless they are asked for; words of the text are left out.
        "[markdown]": {
            "editor.quickSuggestions": {"comments": false, "other": true, "strings": true},
            "editor.wordBasedSuggestions": "off",
        },
    });
    let extensions = json!({"recommendations": ["redhat.vscode-yaml"]});
    vec![
        file("extensions.json", format!("{extensions:#}\n")),
        file("settings.json", format!("{settings:#}\n")),
    ]
}

/// The path of a schema below the editor's folder.
fn schema(kind: SchemaKind) -> String {
    format!("waybook/{}.json", kind.as_str())
}

fn file(name: &str, text: String) -> NewFile {
    let path = SitePath::new(FOLDER).join(name);
    NewFile { path, text }
}
