//! Snippets of Visual Studio Code, made from the declaration of front matter: one for each key, one for the whole front
//! matter of each kind of file, and one for each thing that has a form of its own in the text.
//!
//! The editor takes front matter for YAML: snippets of keys are offered there alone, and do not disturb prose.

use super::SchemaKind;
use crate::document::Kind;
use crate::document::front_matter::schema::{Key, Need, STAGES, Shape, schema};
use serde_json::{Map, Value, json};

/// The file of snippets.
pub(super) fn snippets() -> Value {
    let keys = keys().into_iter();
    let blocks = markdown_kinds().map(block);
    let all: Map<String, Value> = keys.chain(blocks).chain(prose()).collect();
    Value::Object(all)
}

/// The kinds of file whose facts are front matter.
fn markdown_kinds() -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| !kind.is_data())
}

/// A key as it is declared once or several times with the same shape.
struct Declared {
    key: &'static Key,
    /// Where it may stand, and what it means there.
    places: Vec<(&'static str, &'static str)>,
}

/// A snippet for each key of each shape.
fn keys() -> Vec<(String, Value)> {
    let own = markdown_kinds().flat_map(|kind| {
        let place = SchemaKind::Document(kind).place();
        schema(kind).keys.iter().map(move |key| (place, key))
    });
    let common = schema(Kind::Page).common.iter();
    let mut all: Vec<Declared> = Vec::new();
    for (place, key) in own.chain(common.map(|key| ("any .md", key))) {
        let same = |declared: &&mut Declared| {
            declared.key.name == key.name && declared.key.shape == key.shape
        };
        match all.iter_mut().find(same) {
            Some(declared) => declared.places.push((place, key.doc)),
            None => all.push(Declared {
                key,
                places: vec![(place, key.doc)],
            }),
        }
    }
    let name = |declared: &Declared| {
        let name = declared.key.name;
        match all.iter().filter(|other| other.key.name == name).count() {
            1 => format!("key {name}"),
            _ => format!("key {name} in {}", declared.places[0].0),
        }
    };
    let snippet = |declared: &Declared| {
        let docs = declared.places.iter();
        let docs: Vec<String> = docs.map(|(place, doc)| format!("{place}: {doc}")).collect();
        json!({
            "scope": "yaml",
            "prefix": declared.key.name,
            "body": Stops::default().lines(declared.key),
            "description": docs.join("\n"),
        })
    };
    all.iter().map(|one| (name(one), snippet(one))).collect()
}

/// The whole front matter of a kind of file: what is required and what is wanted.
fn block(kind: Kind) -> (String, Value) {
    let schema = schema(kind);
    let mut stops = Stops::default();
    let mut body = vec!["---".to_owned()];
    let said = |key: &&Key| matches!(key.need, Need::Required | Need::Wanted);
    for key in schema.all().filter(said) {
        body.extend(stops.lines(key));
    }
    if body.len() == 1 {
        body.extend(schema.all().take(1).flat_map(|key| stops.lines(key)));
    }
    body.extend(["---".to_owned(), String::new(), "$0".to_owned()]);
    let name = kind.as_str();
    let snippet = json!({
        "scope": "markdown",
        "prefix": format!("waybook-{name}"),
        "body": body,
        "description": format!("Front matter of {}. {}", SchemaKind::Document(kind).place(), schema.doc),
    });
    (format!("front matter of {name}"), snippet)
}

/// What has a form of its own in the text.
fn prose() -> [(String, Value); 2] {
    let snippet = |name: &str, prefix: &str, body: &[&str], doc: &str| {
        let snippet =
            json!({"scope": "markdown", "prefix": prefix, "body": body, "description": doc});
        (name.to_owned(), snippet)
    };
    [
        snippet(
            "checklist item",
            "waybook-item",
            &[
                "- [ ] **${1|Must,Should,Could|}:** ${2:Answer every question within one working day} <!-- #${3:reply-1d} owner=${4:community} ${5:5m} -->",
            ],
            "An item of a checklist: how much it counts, its text, and in the comment its id, who does it and how long it takes.",
        ),
        snippet(
            "mistake",
            "waybook-mistake",
            &[
                "> [!CAUTION]",
                "> **Mistake: ${1:only polished brand notes}.** ${2:Readers find nobody like them.}",
                ">",
                "> **Instead:** ${3:seed ordinary users first, then answer them in public.}",
            ],
            "A common mistake of this stage, and what to do instead.",
        ),
    ]
}

/// Numbers the places that the author fills in, in the order in which the tab key visits them.
#[derive(Default)]
struct Stops(usize);

impl Stops {
    /// The lines of a key.
    fn lines(&mut self, key: &Key) -> Vec<String> {
        match key.shape {
            Shape::Group(keys) => {
                let below = keys.iter().flat_map(|key| self.lines(key));
                let below = below.map(|line| format!("  {line}"));
                std::iter::once(format!("{}:", key.name))
                    .chain(below)
                    .collect()
            }
            _ => vec![format!("{}: {}", key.name, self.value(key))],
        }
    }

    /// The value of a key: a choice where there is one, else the key's example to be replaced.
    fn value(&mut self, key: &Key) -> String {
        match key.shape {
            Shape::Choice(words) => self.choice(words),
            Shape::Choices(words) => format!("[{}]", self.choice(words)),
            Shape::Stage => self.choice(&STAGES),
            Shape::Stages | Shape::StagesOrAll | Shape::PillarStages => {
                format!("[{}]", self.choice(&STAGES))
            }
            Shape::Boolean => self.choice(&["true", "false"]),
            Shape::Date => {
                let today = "${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}";
                format!("${{{}:{today}}}", self.next())
            }
            _ => self.example(key.example),
        }
    }

    /// An example to be replaced, without the quotes and brackets around it.
    fn example(&mut self, example: &str) -> String {
        for (open, close) in [("[\"", "\"]"), ("[", "]"), ("\"", "\"")] {
            let inner = example
                .strip_prefix(open)
                .and_then(|rest| rest.strip_suffix(close));
            if let Some(inner) = inner {
                return format!("{open}{}{close}", self.placeholder(inner));
            }
        }
        self.placeholder(example)
    }

    fn placeholder(&mut self, text: &str) -> String {
        let text = text
            .replace('\\', "\\\\")
            .replace('$', "\\$")
            .replace('}', "\\}");
        format!("${{{}:{text}}}", self.next())
    }

    fn choice(&mut self, words: &[&str]) -> String {
        format!("${{{}|{}|}}", self.next(), words.join(","))
    }

    fn next(&mut self) -> usize {
        self.0 += 1;
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::snippets;
    use crate::diagnostic::Severity;
    use crate::document::Kind;
    use crate::document::front_matter::{read, schema::validate};
    use crate::source::{FileId, SitePath, SourceFile};
    use serde_json::Value;

    /// What stands in the file when the author takes every first suggestion.
    fn typed(body: &Value) -> String {
        let lines: Vec<&str> = body
            .as_array()
            .unwrap()
            .iter()
            .map(|l| l.as_str().unwrap())
            .collect();
        let mut text = lines.join("\n").replace("$0", "");
        for (name, value) in [("YEAR", "2026"), ("MONTH", "05"), ("DATE", "04")] {
            text = text.replace(&format!("${{CURRENT_{name}}}"), value);
        }
        let mut out = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once("${") {
            out.push_str(before);
            let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
            let (inner, behind) = match after.strip_prefix('|') {
                Some(choices) => {
                    let (choices, behind) = choices.split_once("|}").unwrap();
                    (choices.split(',').next().unwrap().to_owned(), behind)
                }
                None => {
                    let end = after
                        .match_indices('}')
                        .find(|(i, _)| !after[..*i].ends_with('\\'))
                        .unwrap()
                        .0;
                    (after[1..end].replace("\\}", "}"), &after[end + 1..])
                }
            };
            out.push_str(&inner);
            rest = behind;
        }
        out + rest
    }

    /// The errors in the front matter of a file of a kind.
    fn errors(kind: Kind, text: &str) -> Vec<String> {
        let source = SourceFile {
            path: SitePath::new("a.md"),
            text: text.to_owned(),
        };
        let (front, mut found) = read(FileId(0), &source, kind);
        found.extend(validate(FileId(0), &source, kind, &front));
        found.retain(|finding| finding.severity == Severity::Error);
        found.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn the_front_matter_of_every_kind_is_right_as_it_is_offered() {
        let all = snippets();
        for kind in Kind::ALL.into_iter().filter(|kind| !kind.is_data()) {
            let text = typed(&all[format!("front matter of {}", kind.as_str())]["body"]);
            assert_eq!(errors(kind, &text), [""; 0], "{text}");
        }
    }

    #[test]
    fn every_key_is_right_as_it_is_offered() {
        let all = snippets();
        let keys = all
            .as_object()
            .unwrap()
            .iter()
            .filter(|(name, _)| name.starts_with("key "));
        let mut count = 0;
        for (name, snippet) in keys {
            let text = format!("---\n{}\n---\n", typed(&snippet["body"]));
            // In the first place that its description names.
            let place = snippet["description"].as_str().unwrap();
            let kind = [
                (Kind::Playbook, "playbook"),
                (Kind::Stage, "stages"),
                (Kind::Pillar, "pillars"),
                (Kind::Mistake, "mistakes"),
            ];
            let kind = kind
                .into_iter()
                .find(|(_, folder)| place.starts_with(folder))
                .map_or(Kind::Page, |(kind, _)| kind);
            let found = errors(kind, &text);
            let found: Vec<_> = found
                .iter()
                .filter(|message| !message.contains("` is missing: "))
                .collect();
            assert_eq!(found, Vec::<&String>::new(), "{name}: {text}");
            count += 1;
        }
        assert!(count > 40, "{count}");
        assert!(all["key stages in pillars/*.md"].is_object());
        assert_eq!(
            all["key status"]["body"][0],
            "status: ${1|draft,review,approved,retired|}"
        );
        assert_eq!(
            all["key actor"]["body"][0],
            "actor: \"${1:sensitive-skin buyer, 24–32}\""
        );
    }
}
