//! The interface in its two languages: what one says the other says too, with the same values in it, and written as its
//! readers write.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A message: the values it takes, and its text without them.
#[derive(Debug, Default)]
struct Message {
    values: BTreeSet<String>,
    text: String,
    /// What each choice chooses by, and between which literal keys; plural forms differ between languages.
    choices: BTreeMap<String, BTreeSet<String>>,
}

impl Message {
    fn add(&mut self, pattern: &Pattern<String>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text.push_str(value),
                PatternElement::Placeable { expression } => self.add_expression(expression),
            }
        }
    }

    fn add_expression(&mut self, expression: &Expression<String>) {
        match expression {
            Expression::Inline(inline) => self.add_inline(inline),
            Expression::Select { selector, variants } => {
                let before = self.values.clone();
                self.add_inline(selector);
                let by = self.values.difference(&before).next().cloned();
                let keys = self.choices.entry(by.unwrap_or_default()).or_default();
                keys.extend(variants.iter().filter_map(|v| match &v.key {
                    VariantKey::Identifier { name } if !is_plural(name) => Some(name.clone()),
                    _ => None,
                }));
                for variant in variants {
                    self.add(&variant.value);
                }
            }
        }
    }

    fn add_inline(&mut self, inline: &InlineExpression<String>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.values.insert(id.name.clone());
                self.text.push('◦');
            }
            InlineExpression::Placeable { expression } => self.add_expression(expression),
            InlineExpression::FunctionReference { arguments, .. } => self.add_arguments(arguments),
            _ => {}
        }
    }

    fn add_arguments(&mut self, arguments: &CallArguments<String>) {
        for argument in &arguments.positional {
            self.add_inline(argument);
        }
    }
}

fn is_plural(key: &str) -> bool {
    ["zero", "one", "two", "few", "many", "other"].contains(&key)
}

/// The messages of a file by id.
fn messages(file: &Path) -> BTreeMap<String, Message> {
    let text = std::fs::read_to_string(file).unwrap();
    let resource = fluent_syntax::parser::parse(text)
        .map_err(|(_, errors)| errors)
        .unwrap();
    let entries = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message),
        _ => None,
    });
    let read = entries.map(|message| {
        let mut found = Message::default();
        if let Some(value) = &message.value {
            found.add(value);
        }
        (message.id.name.clone(), found)
    });
    read.collect()
}

/// Every file of messages in English, and the one in Chinese that belongs to it.
fn pairs() -> Vec<(PathBuf, PathBuf)> {
    let themes = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
    let mut pairs = Vec::new();
    let mut chinese = BTreeSet::new();
    for file in common::below(&themes) {
        let below = file
            .strip_prefix(&themes)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        if !below.ends_with(".ftl") {
            continue;
        }
        let other = below
            .replace("/i18n/en.ftl", "/i18n/zh-Hans.ftl")
            .replace("/i18n/en/", "/i18n/zh-Hans/");
        if other == below {
            chinese.insert(file);
        } else {
            pairs.push((file, themes.join(other)));
        }
    }
    for (_, other) in &pairs {
        assert!(chinese.remove(other), "{} is missing", other.display());
    }
    assert!(chinese.is_empty(), "without a file in English: {chinese:?}");
    assert!(pairs.len() > 2, "{pairs:?}");
    pairs
}

#[test]
fn both_languages_say_the_same_things() {
    for (english, chinese) in pairs() {
        let (english, name) = (messages(&english), chinese.display().to_string());
        let chinese = messages(&chinese);
        let ids = |messages: &BTreeMap<String, Message>| -> Vec<String> {
            messages.keys().cloned().collect()
        };
        assert_eq!(ids(&english), ids(&chinese), "{name}");
        for (id, message) in &english {
            let other = &chinese[id];
            assert_eq!(message.values, other.values, "{name}: {id}");
            let literal = |m: &Message| -> Vec<(String, BTreeSet<String>)> {
                let choices = m.choices.iter().filter(|(_, keys)| !keys.is_empty());
                choices
                    .map(|(by, keys)| (by.clone(), keys.clone()))
                    .collect()
            };
            assert_eq!(literal(message), literal(other), "{name}: {id}");
        }
    }
}

/// What is written the same in both languages: names, addresses, signs.
const THE_SAME: [&str; 2] = ["ledger-percent", "month-"];

#[test]
fn nothing_is_left_in_english() {
    for (english, chinese) in pairs() {
        let (english, name) = (messages(&english), chinese.display().to_string());
        for (id, message) in messages(&chinese) {
            if THE_SAME.iter().any(|same| id.starts_with(same)) {
                continue;
            }
            let sign = !message.text.chars().any(char::is_alphabetic);
            assert!(
                sign || message.text != english[&id].text,
                "{name}: {id}: {}",
                message.text
            );
            assert!(
                sign || message.text.chars().any(is_han),
                "{name}: {id}: {}",
                message.text
            );
        }
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

#[test]
fn chinese_has_chinese_punctuation() {
    for (_, chinese) in pairs() {
        for (id, message) in messages(&chinese) {
            let text: Vec<char> = message.text.chars().collect();
            for pair in text.windows(2) {
                let wrong = is_han(pair[0]) && ",;:?!()\"".contains(pair[1])
                    || "(\"".contains(pair[0]) && is_han(pair[1])
                    || is_han(pair[0]) && pair[1] == '.';
                assert!(!wrong, "{}: {id}: {}", chinese.display(), message.text);
            }
            for three in text.windows(3) {
                let gap = is_han(three[0]) && three[1] == ' ' && is_han(three[2]);
                assert!(!gap, "{}: {id}: {}", chinese.display(), message.text);
            }
        }
    }
}

#[test]
fn readers_are_addressed_in_one_way() {
    for (_, chinese) in pairs() {
        for (id, message) in messages(&chinese) {
            assert!(
                !message.text.contains('您'),
                "{}: {id}: {}",
                chinese.display(),
                message.text
            );
        }
    }
}

/// The two editions of the flagship, and what they name by ids.
#[test]
fn the_editions_of_the_flagship_correspond() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let ids = |folder: &str| -> (Vec<String>, BTreeMap<String, Vec<String>>) {
        let folder = root.join(folder);
        let files = common::below(&folder);
        let name = |file: &PathBuf| {
            file.strip_prefix(&folder)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/")
        };
        let names = files.iter().map(name).collect();
        let texts = files
            .iter()
            .filter(|f| f.extension().is_some_and(|e| e == "md" || e == "yaml"));
        let ids = texts.map(|file| (name(file), ids_in(&std::fs::read_to_string(file).unwrap())));
        (names, ids.collect())
    };
    let (english, chinese) = (ids("xiaohongshu"), ids("xiaohongshu-zh"));
    assert_eq!(english.0, chinese.0);
    for (file, ids) in &english.1 {
        assert_eq!(ids, &chinese.1[file], "{file}");
    }
}

/// What a text names by an id, in its order: `<!-- #id … -->`, `{#id}`, `- id: …`, and the lists of ids and facts in
/// front matter that are no prose.
fn ids_in(text: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for line in text.lines() {
        if let Some((_, comment)) = line.split_once("<!-- #") {
            ids.push(comment.trim_end_matches("-->").trim().to_owned());
        }
        if let Some((_, id)) = line.rsplit_once("{#") {
            ids.push(id.trim_end_matches('}').to_owned());
        }
        let facts = [
            "- id:",
            "touchpoints:",
            "metrics:",
            "prevented_by:",
            "stages:",
            "  - {key:",
            "stage:",
            "order:",
            "feeds:",
            "emotion:",
            "intent:",
            "creators:",
            "cta:",
            "severity:",
            "kind:",
            "type:",
            "role:",
            "initiator:",
            "next:",
        ];
        if facts
            .iter()
            .any(|fact| line.trim_start_matches("  ").starts_with(fact.trim_start()))
        {
            ids.push(line.trim().to_owned());
        }
    }
    ids
}
