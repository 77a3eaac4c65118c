//! Interface texts in Fluent: one bundle per language, and every message made as ready as it can be ([`pattern`]).

mod numbers;
mod pattern;
mod script;

use super::{ThemeError, line_and_column};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use pattern::Pattern;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;
use unic_langid::{CharacterDirection, LanguageIdentifier};

/// The language that every text falls back to.
const FALLBACK: &str = "en";

/// A value that a message takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Argument<'a> {
    /// Text.
    Text(&'a str),
    /// A number: chooses between plural forms.
    Number(f64),
}

/// Why a message cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageError {
    /// No language of the theme has it.
    Unknown,
    /// It refers to something that it does not get, or that does not exist; which, in a few words.
    Incomplete(String),
}

/// A file of messages.
pub(super) struct MessageFile {
    /// The language, from the file's name.
    pub(super) locale: String,
    /// Where the file lies.
    pub(super) origin: String,
    /// Its text.
    pub(super) text: String,
}

/// The interface texts of a theme in every language it speaks.
#[derive(Clone, Default)]
pub struct Messages {
    languages: Arc<Vec<Language>>,
    digest: String,
}

struct Language {
    locale: String,
    /// Every message. The ids come from the theme, so that a quick hash is enough.
    patterns: FxHashMap<String, Pattern>,
    ids: BTreeSet<String>,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.locales()).finish()
    }
}

impl Messages {
    /// Reads files; a later one wins over an earlier one, message by message.
    pub(super) fn read(files: Vec<MessageFile>) -> Result<Self, ThemeError> {
        let mut languages: Vec<Language> = Vec::new();
        let mut hasher = blake3::Hasher::new();
        for file in files {
            for text in [&file.locale, &file.text] {
                hasher.update(&(text.len() as u64).to_le_bytes());
                hasher.update(text.as_bytes());
            }
            let known = languages.iter().position(|l| l.locale == file.locale);
            let index = match known {
                Some(index) => index,
                None => {
                    languages.push(Language::new(&file)?);
                    languages.len() - 1
                }
            };
            languages[index].add(file)?;
        }
        for language in &mut languages {
            language.prepare();
        }
        languages.sort_by(|a, b| a.locale.cmp(&b.locale));
        Ok(Self {
            languages: Arc::new(languages),
            digest: hasher.finalize().to_hex().to_string(),
        })
    }

    /// What all files of messages hash to.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The languages that there are messages for, BCP 47.
    pub fn locales(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(|l| l.locale.as_str())
    }

    /// The ids of a language's own messages, without those it falls back to.
    pub fn ids(&self, locale: &str) -> impl Iterator<Item = &str> {
        let own = self.languages.iter().filter(move |l| l.locale == locale);
        own.flat_map(|l| l.ids.iter().map(String::as_str))
    }

    /// A message in a language, or in the closest one that has it: `en-GB` → `en`, `zh-CN` → `zh-Hans` → `zh` → `en`.
    ///
    /// `None` when no language has it, or when it lacks an argument.
    #[must_use]
    pub fn text<'a>(
        &'a self,
        locale: &str,
        id: &str,
        arguments: &[(&str, Argument<'_>)],
    ) -> Option<Cow<'a, str>> {
        self.format(locale, id, arguments).ok()
    }

    /// As [`Messages::text`], with the reason when there is no text.
    ///
    /// # Errors
    /// See [`MessageError`].
    pub fn format<'a>(
        &'a self,
        locale: &str,
        id: &str,
        arguments: &[(&str, Argument<'_>)],
    ) -> Result<Cow<'a, str>, MessageError> {
        // The language itself has nearly all of them.
        let own = self.languages.iter().find(|l| l.locale == locale);
        for language in own.into_iter().chain(self.chain(locale)) {
            if let Some(pattern) = language.patterns.get(id) {
                let text = pattern.text(arguments, || language.write(id, arguments))?;
                let turned =
                    language.locale != locale && is_rtl(&language.locale) != is_rtl(locale);
                return Ok(if turned { isolated(&text).into() } else { text });
            }
        }
        Err(MessageError::Unknown)
    }

    /// The language that a page's texts come from: the closest one that the theme speaks.
    #[must_use]
    pub fn closest(&self, locale: &str) -> &str {
        self.chain(locale).next().map_or(FALLBACK, |l| &l.locale)
    }

    fn chain<'a, 'l>(&'a self, locale: &'l str) -> impl Iterator<Item = &'a Language> {
        let named = |wanted: &'l str| {
            self.languages
                .iter()
                .find(move |l| l.locale.eq_ignore_ascii_case(wanted))
        };
        fallbacks(locale).filter_map(named)
    }
}

/// A text in a language of the other direction than what stands around it, so that neither stirs the other's signs
/// (Unicode Bidirectional Algorithm, FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE). Signs alone go with their
/// surroundings.
fn isolated(text: &str) -> String {
    if text.chars().any(char::is_alphabetic) {
        format!("\u{2068}{text}\u{2069}")
    } else {
        text.to_owned()
    }
}

/// Whether a language is written from right to left.
fn is_rtl(locale: &str) -> bool {
    let tag = locale.parse::<LanguageIdentifier>();
    tag.is_ok_and(|tag| tag.character_direction() == CharacterDirection::RTL)
}

/// The languages to look in, closest first.
fn fallbacks(locale: &str) -> impl Iterator<Item = &str> {
    let shorter = std::iter::successors(Some(locale), |l| l.rsplit_once('-').map(|(head, _)| head));
    let language = locale.split('-').next().unwrap_or(locale);
    let script = if language.eq_ignore_ascii_case("zh") {
        let traditional = locale.split('-').any(|part| {
            let names = |name: &&str| part.eq_ignore_ascii_case(name);
            ["Hant", "TW", "HK", "MO"].iter().any(names)
        });
        if traditional {
            Some("zh-Hant")
        } else {
            Some("zh-Hans")
        }
    } else {
        None
    };
    let longest = shorter.clone().take_while(|l| l.contains('-'));
    let simplified = script.map(|_| "zh-Hans");
    longest
        .chain(script)
        .chain(Some(language))
        .chain(simplified)
        .chain(Some(FALLBACK))
}

impl Language {
    fn new(file: &MessageFile) -> Result<Self, ThemeError> {
        let tag: LanguageIdentifier = file.locale.parse().map_err(|_| ThemeError::File {
            origin: file.origin.clone(),
            place: String::new(),
            message: format!(
                "`{}` is no language; name the file `en.ftl`, `zh-Hans.ftl`, …",
                file.locale
            ),
        })?;
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(numbers::formatter(numbers::separator(&file.locale)));
        Ok(Self {
            locale: file.locale.clone(),
            patterns: FxHashMap::default(),
            ids: BTreeSet::new(),
            bundle,
        })
    }

    fn add(&mut self, file: MessageFile) -> Result<(), ThemeError> {
        let refuse = |offset: usize, message: String| {
            let (line, column) = line_and_column(&file.text, offset);
            Err(ThemeError::File {
                origin: file.origin.clone(),
                place: format!(":{line}:{column}"),
                message,
            })
        };
        let mut seen = BTreeSet::new();
        for (offset, id) in ids(&file.text) {
            if !seen.insert(id) {
                return refuse(offset, format!("`{id}` stands here a second time"));
            }
        }
        let resource = match FluentResource::try_new(file.text.clone()) {
            Ok(resource) => resource,
            Err((_, errors)) => {
                let first = errors.first();
                let offset = first.map_or(0, |e| e.pos.start);
                let why = first.map_or_else(String::new, |e| format!(": {}", e.kind));
                return refuse(offset, format!("this is no Fluent message{why}"));
            }
        };
        self.ids.extend(seen.into_iter().map(str::to_owned));
        self.bundle.add_resource_overriding(resource);
        Ok(())
    }

    /// Makes every message as ready as it can be.
    fn prepare(&mut self) {
        let ready = |id: &String| {
            let pattern = match self.write(id, &[]) {
                Ok(text) => Pattern::Plain(text),
                Err(_) => {
                    let parsed = self.bundle.get_message(id)?.value()?;
                    Pattern::of(parsed, numbers::separator(&self.locale))
                }
            };
            Some((id.clone(), pattern))
        };
        self.patterns = self.ids.iter().filter_map(ready).collect();
    }

    fn write(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> Result<String, MessageError> {
        let message = self.bundle.get_message(id).ok_or(MessageError::Unknown)?;
        let pattern = message.value().ok_or(MessageError::Unknown)?;
        let mut given = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            let value: FluentValue<'_> = match value {
                Argument::Text(text) => FluentValue::from(*text),
                Argument::Number(number) => FluentValue::from(*number),
            };
            given.set(*name, value);
        }
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&given), &mut errors)
            .into_owned();
        match errors.first() {
            None => Ok(text),
            Some(FluentError::ResolverError(error)) => {
                Err(MessageError::Incomplete(lower(&error.to_string())))
            }
            Some(error) => Err(MessageError::Incomplete(lower(&error.to_string()))),
        }
    }
}

fn lower(message: &str) -> String {
    let mut chars = message.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// The ids that a file's messages have, and where. A message begins at a line's start with its id and `=`.
fn ids(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut offset = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = offset;
        offset += line.len();
        let id = line.split_once('=')?.0.trim_end();
        let named = id.starts_with(|c: char| c.is_ascii_alphabetic())
            && id
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        named.then_some((start, id))
    })
}

#[cfg(test)]
mod tests {
    use super::{Argument, MessageError, MessageFile, Messages, fallbacks};

    fn file(locale: &str, text: &str) -> MessageFile {
        MessageFile {
            locale: locale.to_owned(),
            origin: format!("themes/x/i18n/{locale}.ftl"),
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_text_of_the_other_direction_is_kept_apart() {
        let messages = Messages::read(vec![
            file("en", "a = Stop here.\nb = {\", \"}\nc = Own\n"),
            file("ar", "c = لنا\n"),
        ])
        .unwrap();
        let text = |id: &str| messages.text("ar", id, &[]).unwrap().into_owned();
        assert_eq!(text("a"), "\u{2068}Stop here.\u{2069}");
        assert_eq!(text("b"), ", ");
        assert_eq!(text("c"), "لنا");
        assert_eq!(messages.text("fr", "a", &[]).unwrap(), "Stop here.");
    }

    #[test]
    fn the_closest_language_that_has_a_message_gives_it() {
        let messages = Messages::read(vec![
            file("en", "a = A\nb = B\nc = { $count ->\n    [one] one\n   *[other] { $count } many\n}\nd = see { a }\n"),
            file("zh-Hans", "a = 甲\n"),
            file("en", "b = changed\n"),
        ])
        .unwrap();
        let check = |locale: &str, id: &str, expected: Option<&str>| {
            assert_eq!(
                messages.text(locale, id, &[]).as_deref(),
                expected,
                "{locale} {id}"
            );
        };
        check("en-GB", "a", Some("A"));
        check("zh-CN", "a", Some("甲"));
        check("ZH-hans", "a", Some("甲"));
        check("zh", "a", Some("甲"));
        check("zh-CN", "b", Some("changed"));
        check("fr", "d", Some("see A"));
        check("en", "nothing", None);
        let count = |n: f64| messages.text("en", "c", &[("count", Argument::Number(n))]);
        assert_eq!(count(1.0).as_deref(), Some("one"));
        assert_eq!(count(3.0).as_deref(), Some("3 many"));
        assert_eq!(
            messages.format("en", "c", &[]),
            Err(MessageError::Incomplete(
                "unknown variable: $count".to_owned()
            ))
        );
        assert_eq!(messages.locales().collect::<Vec<_>>(), ["en", "zh-Hans"]);
    }

    #[test]
    fn arguments_are_filled_in_the_way_fluent_does() {
        let messages = Messages::read(vec![file(
            "en",
            "a = { $x } of { $y }!\nb = { $n ->\n    [0] none\n    [one] one\n   *[other] { $n } many\n}\nc = { a } { $n }\n",
        )])
        .unwrap();
        let check = |id: &str, arguments: &[(&str, Argument<'_>)], expected: &str| {
            for _ in 0..2 {
                let found = messages.format("en", id, arguments);
                let found = found.map_or_else(|e| format!("{e:?}"), |t| t.into_owned());
                assert_eq!(found, expected, "{id} {arguments:?}");
            }
            let language = &messages.languages[0];
            let direct = language.write(id, arguments);
            assert_eq!(direct.unwrap_or_else(|e| format!("{e:?}")), expected);
        };
        let (text, number) = (Argument::Text, Argument::Number);
        check("a", &[("x", text("<1>")), ("y", number(2.0))], "<1> of 2!");
        check("a", &[("y", number(0.5)), ("x", text(""))], " of 0.5!");
        check(
            "a",
            &[("x", text("1")), ("x", text("2")), ("y", number(-1.0))],
            "2 of -1!",
        );
        check(
            "a",
            &[("x", text("1"))],
            "Incomplete(\"unknown variable: $y\")",
        );
        for (n, expected) in [
            (0.0, "none"),
            (1.0, "one"),
            (2.0, "2 many"),
            (63.0, "63 many"),
            (64.0, "64 many"),
            (1.5, "1.5 many"),
            (-1.0, "one"),
        ] {
            check("b", &[("n", number(n))], expected);
        }
        check(
            "b",
            &[("m", number(1.0))],
            "Incomplete(\"unknown variable: $n\")",
        );
    }

    #[test]
    fn fallbacks_go_from_the_closest_to_english() {
        let check = |locale: &str, expected: &[&str]| {
            let mut found: Vec<&str> = fallbacks(locale).collect();
            found.dedup();
            assert_eq!(found, expected, "{locale}");
        };
        check("en-GB", &["en-GB", "en"]);
        check("zh-CN", &["zh-CN", "zh-Hans", "zh", "zh-Hans", "en"]);
        check(
            "zh-Hant-TW",
            &["zh-Hant-TW", "zh-Hant", "zh", "zh-Hans", "en"],
        );
        check("pt-BR", &["pt-BR", "pt", "en"]);
        check("", &["", "en"]);
    }

    #[test]
    fn faults_have_a_place() {
        let check = |locale: &str, text: &str, expected: &str| {
            let error = Messages::read(vec![file(locale, text)]).unwrap_err();
            assert_eq!(error.to_string(), expected);
        };
        check(
            "en",
            "a = A\nb B\n",
            "themes/x/i18n/en.ftl:2:3: this is no Fluent message: Expected a token starting with \"=\"",
        );
        check(
            "en",
            "a = A\na = B\n",
            "themes/x/i18n/en.ftl:2:1: `a` stands here a second time",
        );
        check(
            "e",
            "",
            "themes/x/i18n/e.ftl: `e` is no language; name the file `en.ftl`, `zh-Hans.ftl`, …",
        );
    }
}
