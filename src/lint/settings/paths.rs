//! `lint.paths`: levels for the files that a pattern matches.
//!
//! Patterns are read from the workspace's folder, with `/` between folders: `*` stands for any part of a name, `**` for
//! any number of folders. Where several match, the later one wins.

mod explain;

use super::{LEVEL, Level, level, rule_fix, rule_help};
use crate::diagnostic::Diagnostic;
use crate::document::front_matter::schema::{check_keys_below, check_value};
use crate::document::front_matter::{Fields, Node, Value};
use crate::lint::registry;
use crate::lint::rule::RuleInfo;
use crate::source::{FileId, SitePath, SourceFile, Sources, Spanned};
use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use std::borrow::Cow;
use std::collections::BTreeMap;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A longer pattern, in bytes, is none that a person wrote.
const LONGEST: usize = 500;
/// How many patterns are read.
const MOST: usize = 500;
/// For how many patterns that match nothing a better one is looked for.
const MOST_ADVISED: usize = 20;

/// The levels of rules in some files.
#[derive(Clone, Debug, Default)]
pub(super) struct Paths {
    patterns: GlobSet,
    /// What each pattern sets, in the order of the patterns.
    levels: Vec<BTreeMap<&'static str, Level>>,
}

/// A pattern that can be matched.
struct Pattern<'a> {
    written: &'a Spanned<String>,
    glob: Glob,
    levels: BTreeMap<&'static str, Level>,
}

impl Paths {
    /// Reads what stands below `paths`; what is wrong with it counts as left out. Patterns are held against the paths
    /// of `files`, so that one which matches nothing is found.
    pub(super) fn read(
        file: FileId,
        node: &Node,
        sources: &Sources,
        files: &[FileId],
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let files: Vec<&SitePath> = files.iter().map(|id| &sources.get(*id).path).collect();
        if !matches!(node.value, Value::Map(_)) {
            found.push(explain::no_map(file, node));
            return Self::default();
        }
        let mut patterns = Vec::new();
        for (number, (written, rules)) in Fields::of(node).iter().enumerate() {
            if number == MOST {
                found.push(explain::too_many(file, written, MOST));
                break;
            }
            let levels = levels(file, sources.get(file), written, rules, found);
            match glob(&written.value) {
                Ok(glob) => patterns.push(Pattern {
                    written,
                    glob,
                    levels,
                }),
                Err(problem) => found.push(explain::broken(file, written, sources, &problem)),
            }
        }
        let Some(set) = set(patterns.iter().map(|pattern| &pattern.glob)) else {
            found.push(explain::too_complicated(file, node));
            return Self::default();
        };
        report_unmatched(file, &set, &patterns, &files, found);
        Self {
            patterns: set,
            levels: patterns.into_iter().map(|pattern| pattern.levels).collect(),
        }
    }

    /// The levels of rules in one file.
    pub(super) fn levels(&self, path: &SitePath) -> BTreeMap<&'static str, Level> {
        let mut levels = BTreeMap::new();
        if !self.levels.is_empty() {
            for pattern in self.patterns.matches(&*normal(path.as_str())) {
                levels.extend(&self.levels[pattern]);
            }
        }
        levels
    }
}

/// The levels that are set below one pattern.
fn levels(
    file: FileId,
    source: &SourceFile,
    pattern: &Spanned<String>,
    rules: &Node,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<&'static str, Level> {
    let mut levels = BTreeMap::new();
    if !matches!(rules.value, Value::Map(_)) {
        found.push(explain::no_rules(file, pattern));
        return levels;
    }
    for (name, node) in Fields::of(rules).iter() {
        let Some(rule) = registry::find(&name.value) else {
            let mut finding = explain::unknown_rule(file, name, &rule_help(&name.value));
            finding.fix = rule_fix(file, source, name);
            found.push(finding);
            continue;
        };
        let errors = check(file, source, &rule.info, node);
        if errors.is_empty()
            && let Some(level) = level(node)
        {
            levels.entry(rule.info.name).or_insert(level);
        }
        found.extend(errors);
    }
    levels
}

/// What is wrong with the level of a rule. Its options are the same for all files: rules look at whole playbooks.
fn check(file: FileId, source: &SourceFile, rule: &RuleInfo, node: &Node) -> Vec<Diagnostic> {
    let Value::Map(map) = &node.value else {
        return check_value(file, source, "lint.paths.", rule.name, &LEVEL.shape, node);
    };
    let is_option = |name: &str| rule.options.iter().any(|key| key.name == name);
    let (options, others): (Vec<_>, Vec<_>) =
        map.iter().partition(|(name, _)| is_option(&name.value));
    let mut found: Vec<Diagnostic> = options
        .into_iter()
        .map(|(name, _)| explain::option(file, name, rule.name))
        .collect();
    let others = Node {
        value: Value::Map(others.into_iter().cloned().collect()),
        ..node.clone()
    };
    let path = format!("lint.paths.{}.", rule.name);
    found.extend(check_keys_below(file, source, &path, &[&LEVEL], &others));
    found
}

/// Says which patterns match no file. The look through the files ends once each pattern has matched one.
fn report_unmatched(
    file: FileId,
    set: &GlobSet,
    patterns: &[Pattern<'_>],
    files: &[&SitePath],
    found: &mut Vec<Diagnostic>,
) {
    let mut matched = vec![false; patterns.len()];
    let (mut left, mut numbers) = (patterns.len(), Vec::new());
    for path in files {
        if left == 0 {
            return;
        }
        set.matches_into(&*normal(path.as_str()), &mut numbers);
        for number in numbers.drain(..) {
            left -= usize::from(!matched[number]);
            matched[number] = true;
        }
    }
    let unmatched = patterns.iter().zip(matched).filter(|(_, matched)| !matched);
    for (number, (pattern, _)) in unmatched.enumerate() {
        let better = match number < MOST_ADVISED {
            true => better(&pattern.written.value, files),
            false => None,
        };
        found.push(explain::unmatched(file, pattern.written, better.as_deref()));
    }
}

/// A pattern that matches something and was probably meant.
fn better(pattern: &str, files: &[&SitePath]) -> Option<String> {
    let slashes = pattern.replace('\\', "/");
    let bare = slashes.trim_start_matches(['.', '/']);
    let folder = bare.trim_end_matches('/').trim_end_matches("/*");
    let candidates = [
        bare.to_owned(),
        format!("{folder}/**"),
        format!("**/{bare}"),
        format!("**/{folder}/**"),
    ];
    candidates.into_iter().find(|candidate| {
        let single = glob(candidate).ok().and_then(|glob| set([&glob]));
        single.is_some_and(|set| {
            let mut paths = files.iter().map(|path| normal(path.as_str()));
            paths.any(|path| set.is_match(&*path))
        })
    })
}

/// Why a pattern cannot be matched.
enum Problem {
    TooLong,
    Broken(globset::ErrorKind),
}

fn glob(pattern: &str) -> Result<Glob, Problem> {
    if pattern.len() > LONGEST {
        return Err(Problem::TooLong);
    }
    let broken = |error: globset::Error| Problem::Broken(error.kind().clone());
    let glob = GlobBuilder::new(&normal(pattern))
        .literal_separator(true)
        .backslash_escape(true)
        .build()
        .map_err(broken)?;
    // What cannot be compiled alone would keep the others from being matched.
    GlobSet::new([&glob]).map_err(broken)?;
    Ok(glob)
}

fn set<'a>(globs: impl IntoIterator<Item = &'a Glob>) -> Option<GlobSet> {
    let mut builder = GlobSetBuilder::new();
    for glob in globs {
        builder.add(glob.clone());
    }
    builder.build().ok()
}

/// The one spelling of accented letters.
fn normal(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

#[cfg(test)]
mod tests;
