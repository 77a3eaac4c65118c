//! What `lint:` in waybook.yaml says: the level of each rule, and the options the rule declares.
//!
//! The configuration keeps that part as it is written, since only the rules know what may stand in it. Here it is read
//! once per run, with every error at once; rules then ask the [`Context`](super::Context) for their options.
//! `paths` below it sets levels for some files only.

mod paths;

use super::registry;
use super::rule::RuleInfo;
use super::support::{between_quotes, safe_edit};
use crate::config::Config;
use crate::diagnostic::{Candidates, Diagnostic, Fix, Severity, candidates, closest};
use crate::document::front_matter::schema::{Key, Need, Shape, check_keys_below, check_value};
use crate::document::front_matter::{Fields, Node, Value};
use crate::source::{FileId, SourceFile, Sources, Spanned};
use paths::Paths;
use std::collections::BTreeMap;

/// The key below `lint` that is no rule: it sets levels for the files that a pattern matches.
pub const PATHS: &str = "paths";

/// The words for levels.
const LEVELS: &[&str] = &["off", "info", "warning", "error"];

/// `level`, which every rule takes beside its own options.
pub const LEVEL: Key = Key {
    name: "level",
    need: Need::Optional,
    shape: Shape::Choice(LEVELS),
    doc: "How much a finding of this rule weighs; `off` for none.",
    example: "warning",
};

/// The levels and options of rules.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    rules: BTreeMap<&'static str, Setting>,
    paths: Paths,
}

/// What findings of a rule weigh; `None` for `off`.
type Level = Option<Severity>;

/// What is set for one rule.
#[derive(Clone, Debug, Default)]
struct Setting {
    /// Its level, when one is set.
    level: Option<Level>,
    /// The values of its options, without those in which an error was found.
    options: BTreeMap<&'static str, Node>,
}

impl Settings {
    /// Reads `lint:`. What is wrong with it counts as left out. The patterns of `paths` are held against `files`, those
    /// of the workspace.
    #[must_use]
    pub fn read(config: &Config, sources: &Sources, files: &[FileId]) -> (Self, Vec<Diagnostic>) {
        let (mut settings, mut found) = (Self::default(), Vec::new());
        let (Some(file), Some(lint)) = (config.file, &config.lint) else {
            return (settings, found);
        };
        let source = sources.get(file);
        for (name, node) in Fields::of(lint).iter() {
            if name.value == PATHS {
                settings.paths = Paths::read(file, node, sources, files, &mut found);
                continue;
            }
            let Some(rule) = registry::find(&name.value) else {
                found.push(unknown_rule(file, source, name));
                continue;
            };
            let errors = check_setting(file, source, &rule.info, node);
            if errors.is_empty() {
                let setting = setting(&rule.info, node);
                settings.rules.entry(rule.info.name).or_insert(setting);
            }
            found.extend(errors);
        }
        (settings, found)
    }

    /// Gives every finding the level that is set for its rule in its file, and drops those of rules that are off.
    pub(super) fn apply(
        &self,
        mut findings: Vec<Diagnostic>,
        sources: &Sources,
    ) -> Vec<Diagnostic> {
        let mut by_file = BTreeMap::new();
        findings.retain_mut(|finding| {
            let own = finding.labels.first().and_then(|label| {
                by_file
                    .entry(label.file)
                    .or_insert_with(|| self.paths.levels(&sources.get(label.file).path))
                    .get(finding.code)
                    .copied()
            });
            match own.or_else(|| self.level(finding.code)) {
                None => true,
                Some(None) => false,
                Some(Some(level)) => {
                    finding.severity = level;
                    true
                }
            }
        });
        findings
    }

    /// The level that is set for a rule, whatever the file.
    fn level(&self, rule: &str) -> Option<Level> {
        self.rules.get(rule)?.level
    }

    /// An option of a rule that is set to a number from 0 to 1, else its default.
    pub(super) fn share(&self, rule: &RuleInfo, option: &str) -> f64 {
        let default = || default(rule, option).and_then(|text| text.parse().ok());
        let set = self.option(rule, option).and_then(Node::as_share);
        set.or_else(default).unwrap_or_default()
    }

    /// An option of a rule that is set to a whole number, else its default. A negative number counts as 0.
    pub(super) fn count(&self, rule: &RuleInfo, option: &str) -> usize {
        let default = || default(rule, option).and_then(|text| text.parse().ok());
        let set = self.option(rule, option).and_then(|node| match node.value {
            Value::Integer(number) => Some(usize::try_from(number).unwrap_or(0)),
            _ => None,
        });
        set.or_else(default).unwrap_or_default()
    }

    /// An option of a rule that is set to texts, in lower case; none by default.
    pub(super) fn texts(&self, rule: &RuleInfo, option: &str) -> Vec<String> {
        let texts = self.option(rule, option).map(Node::as_texts);
        let texts = texts.unwrap_or_default().into_iter();
        texts.map(|text| text.value.to_lowercase()).collect()
    }

    fn option(&self, rule: &RuleInfo, option: &str) -> Option<&Node> {
        self.rules.get(rule.name)?.options.get(option)
    }
}

/// The default of an option: its example.
fn default(rule: &RuleInfo, option: &str) -> Option<&'static str> {
    let key = rule.options.iter().find(|key| key.name == option)?;
    Some(key.example)
}

/// Everything that is wrong with what is set for one rule.
fn check_setting(
    file: FileId,
    source: &SourceFile,
    rule: &RuleInfo,
    node: &Node,
) -> Vec<Diagnostic> {
    match node.value {
        Value::Map(_) => {
            let keys: Vec<&Key> = std::iter::once(&LEVEL).chain(rule.options).collect();
            check_keys_below(file, source, &format!("lint.{}.", rule.name), &keys, node)
        }
        _ => check_value(file, source, "lint.", rule.name, &LEVEL.shape, node),
    }
}

/// What is set for a rule, without an error in it.
fn setting(rule: &RuleInfo, node: &Node) -> Setting {
    let fields = Fields::of(node);
    let options = rule.options.iter();
    Setting {
        level: level(node),
        options: options
            .filter_map(|key| Some((key.name, fields.node(key.name)?.clone())))
            .collect(),
    }
}

/// The level that is set for a rule, as one word or beside its options.
fn level(node: &Node) -> Option<Level> {
    let word = match node.value {
        Value::Map(_) => Fields::of(node).text(LEVEL.name)?,
        _ => node.as_text()?,
    };
    match word.value.as_str() {
        "off" => Some(None),
        "info" => Some(Some(Severity::Info)),
        "warning" => Some(Some(Severity::Warning)),
        "error" => Some(Some(Severity::Error)),
        _ => None,
    }
}

/// A name below `lint:` that is no rule.
fn unknown_rule(file: FileId, source: &SourceFile, name: &Spanned<String>) -> Diagnostic {
    let help = match closest(&name.value, [PATHS]) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => rule_help(&name.value),
    };
    let message = format!("`lint` sets a level for `{}`, which is no rule", name.value);
    let mut finding = Diagnostic::new("value-invalid", Severity::Error, message)
        .label(file, name.span, "no rule has this name")
        .help(help);
    finding.fix = rule_fix(file, source, name);
    finding
}

/// The fix that writes the rule that is clearly meant by a name that does not exist.
fn rule_fix(file: FileId, source: &SourceFile, name: &Spanned<String>) -> Option<Fix> {
    let meant = rule_meant(&name.value)?;
    let span = between_quotes(source.slice(name.span), name.span);
    let title = format!("write `{meant}`");
    (source.slice(span) == name.value).then(|| safe_edit(title, file, span, meant))
}

/// What to type instead of a rule's name that does not exist.
pub(super) fn rule_help(name: &str) -> String {
    match closest(name, rule_names()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`waybook explain` lists every rule".to_owned(),
    }
}

/// The rule that is clearly meant by a name that does not exist.
pub(super) fn rule_meant(name: &str) -> Option<&'static str> {
    match candidates(name, &rule_names()) {
        Candidates::One(meant) => Some(meant),
        _ => None,
    }
}

fn rule_names() -> Vec<&'static str> {
    registry::RULES.iter().map(|rule| rule.info.name).collect()
}

#[cfg(test)]
mod tests {
    use super::{PATHS, Settings, default};
    use crate::config;
    use crate::diagnostic::Severity;
    use crate::document::front_matter::schema::Shape;
    use crate::lint::registry::RULES;
    use crate::source::{SitePath, SourceFile, Sources};

    fn read(text: &str) -> (Settings, Vec<String>) {
        let source = SourceFile {
            path: SitePath::new("waybook.yaml"),
            text: text.to_owned(),
        };
        let mut sources = Sources::default();
        let file = sources.add(source.clone());
        let (config, _) = config::read(file, &source);
        let (settings, found) = Settings::read(&config, &sources, &[]);
        let found = found.iter().map(|finding| {
            let at = source.slice(finding.labels[0].span);
            format!("{} | {at} | {}", finding.message, finding.help.join(" "))
        });
        (settings, found.collect())
    }

    #[test]
    fn a_level_is_a_word_or_stands_beside_options() {
        let (settings, found) = read(
            "lint:\n  heading-jump: off\n  loop-open: \"warning\"\n  id-missing: {level: error}\n  stage-order: {}\n",
        );
        assert_eq!(found, [""; 0]);
        assert_eq!(settings.level("heading-jump"), Some(None));
        assert_eq!(settings.level("loop-open"), Some(Some(Severity::Warning)));
        assert_eq!(settings.level("id-missing"), Some(Some(Severity::Error)));
        assert_eq!(settings.level("stage-order"), None);
        assert_eq!(settings.level("key-missing"), None);
    }

    #[test]
    fn what_is_wrong_is_told_and_counts_as_left_out() {
        for (text, expected) in [
            (
                "lint:\n  loop-open: loud\n",
                "`lint.loop-open` cannot be `loud` | loud | write one of `off`, `info`, `warning`, `error`",
            ),
            (
                "lint:\n  loop-open: {levle: info}\n",
                "`lint.loop-open.levle` is no key here | levle | did you mean `level`?",
            ),
            (
                "lint:\n  loop-opne: info\n",
                "`lint` sets a level for `loop-opne`, which is no rule | loop-opne | did you mean `loop-open`?",
            ),
        ] {
            let (settings, found) = read(text);
            assert_eq!(found, [expected]);
            assert_eq!(settings.level("loop-open"), None);
        }
    }

    #[test]
    fn paths_is_no_rule_and_is_known_when_misspelt() {
        assert!(RULES.iter().all(|rule| rule.info.name != PATHS));
        let (_, found) = read("lint:\n  path: {}\n");
        assert!(found[0].ends_with("did you mean `paths`?"), "{found:?}");
    }

    #[test]
    fn every_option_has_a_default_that_its_page_names() {
        for rule in RULES {
            for key in rule.info.options {
                let name = rule.info.name;
                let text = default(&rule.info, key.name).unwrap();
                match key.shape {
                    Shape::Share => assert!(text.parse::<f64>().is_ok(), "{name}"),
                    Shape::Integer { .. } => assert!(text.parse::<usize>().is_ok(), "{name}"),
                    Shape::Texts => assert!(text.starts_with('['), "{name}"),
                    shape => panic!("{name} has an option of an unknown shape: {shape:?}"),
                }
                let named = rule.info.page.contains(&format!("`{}`", key.name));
                assert!(named, "the page of {name} is silent about `{}`", key.name);
            }
        }
    }
}
