//! Every schema there is: of each kind of file of a playbook, of `waybook.yaml` and of `brand.yaml`.

use crate::config::{BRAND_KEYS, CONFIG_KEYS};
use crate::document::Kind;
use crate::document::front_matter::schema::{Key, json_document, json_object, json_schema, schema};
use crate::lint;
use serde_json::Value;

/// The kinds of file that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaKind {
    /// A file of a playbook: its front matter, or its records.
    Document(Kind),
    /// `waybook.yaml`.
    Config,
    /// `brand.yaml`.
    Brand,
}

impl SchemaKind {
    /// Every one, in the order of the reference.
    pub fn all() -> impl Iterator<Item = Self> {
        let documents = Kind::ALL.into_iter().map(Self::Document);
        documents.chain([Self::Config, Self::Brand])
    }

    /// The one of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|kind| kind.as_str() == name)
    }

    /// Its name on the command line, and in the name of its file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Document(kind) => kind.as_str(),
            Self::Config => "config",
            Self::Brand => "brand",
        }
    }

    /// Where such files lie: those of a playbook in its folder, the others in the workspace.
    #[must_use]
    pub fn place(self) -> &'static str {
        match self {
            Self::Document(Kind::Playbook) => "playbook.md",
            Self::Document(Kind::Stage) => "stages/*.md",
            Self::Document(Kind::Pillar) => "pillars/*.md",
            Self::Document(Kind::Mistake) => "mistakes/*.md",
            Self::Document(Kind::Touchpoints) => "touchpoints.yaml",
            Self::Document(Kind::Metrics) => "metrics.yaml",
            Self::Document(Kind::Glossary) => "glossary.md",
            Self::Document(Kind::Audit) => "audit.md",
            Self::Document(Kind::Quiz) => "quiz.md",
            Self::Document(Kind::Page) => "any other .md",
            Self::Config => "waybook.yaml",
            Self::Brand => "brands/*/brand.yaml",
        }
    }

    /// What such a file is, in one sentence.
    #[must_use]
    pub fn doc(self) -> &'static str {
        match self {
            Self::Document(kind) => schema(kind).doc,
            Self::Config => "The configuration of a workspace.",
            Self::Brand => "How the sites of one brand look.",
        }
    }

    /// Its JSON Schema, draft 2020-12.
    #[must_use]
    pub fn json(self) -> Value {
        let whole = |keys: &'static [Key]| {
            let keys: Vec<&Key> = keys.iter().collect();
            json_document(self.as_str(), self.doc(), json_object(&keys))
        };
        match self {
            Self::Document(kind) => json_schema(kind),
            Self::Brand => whole(BRAND_KEYS),
            Self::Config => {
                let mut config = whole(CONFIG_KEYS);
                config["$defs"] = lint::json_definitions();
                config
            }
        }
    }

    /// Its JSON Schema as the text of a file.
    #[must_use]
    pub fn text(self) -> String {
        format!("{:#}\n", self.json())
    }
}
