//! `waybook.yaml` → [`Config`] and `brand.yaml` → [`Brand`], every value with its place.
//!
//! Enter at [`read`] and [`read_brand`]. Both go the way of front matter: parsed to a tree with spans, held against a
//! declaration of keys, every error at once. A value that is wrong has had its finding and counts as left out.

mod brand;
mod colour;
mod keys;

pub use brand::{Brand, BrandFont, read_brand};
pub use colour::Colour;
pub use keys::{BRAND_KEYS, CONFIG_KEYS};

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Allow;
use crate::document::front_matter::schema::{Key, check_keys};
use crate::document::front_matter::{Fields, Node, Value, file_allows, parse};
use crate::document::markdown::{Options, RawHtml};
use crate::source::{FileId, SitePath, SourceFile, Span, Spanned};

/// The configuration of a workspace.
#[derive(Clone, Debug)]
pub struct Config {
    /// The text it was read from; `None` without a `waybook.yaml`.
    pub file: Option<FileId>,
    /// `title`: what the site is called.
    pub title: Option<Spanned<String>>,
    /// `id`: what the ticks of readers are kept under, in their browsers.
    pub id: Option<Spanned<String>>,
    /// `base_url`: where the site will be found; an absolute `http` or `https` URL.
    pub base_url: Option<Spanned<String>>,
    /// `locale`: the language of the interface, as a BCP 47 tag (default `en`).
    pub locale: Spanned<String>,
    /// `theme`: the name of the theme (default `atlas`).
    pub theme: Spanned<String>,
    /// `content`: the folder of the playbooks (default `content`).
    pub content: Spanned<SitePath>,
    /// `output`: the folder the site is written to, relative to the workspace or absolute (default `site`).
    pub output: Spanned<String>,
    /// `brand`: the folder of the brand below `brands/`.
    pub brand: Option<Spanned<String>>,
    /// `lint`: the levels and options of rules, as written. The rules know what may stand there.
    pub lint: Option<Node>,
    /// `markdown`: how Markdown is read.
    pub markdown: Options,
    /// `markdown: {terms: …}`: whether the first use of a term on a page leads to the glossary.
    pub marks_terms: bool,
    /// `sites`: the sites of the workspace, in written order; empty when the whole workspace is one site.
    pub sites: Vec<SiteConfig>,
    /// The comments in it that silence findings.
    pub allows: Vec<Allow>,
}

/// One of several sites of a workspace. What it leaves out is the workspace's, but for the
/// address and the output folder.
#[derive(Clone, Debug, Default)]
pub struct SiteConfig {
    /// Its name, as in `waybook build --site NAME`.
    pub name: Spanned<String>,
    /// `title`
    pub title: Option<Spanned<String>>,
    /// `playbooks`: the names of their folders.
    pub playbooks: Vec<Spanned<String>>,
    /// `id`; without it the site's name.
    pub id: Option<Spanned<String>>,
    /// `base_url`: where this site will be found; the workspace's does not stand in.
    pub base_url: Option<Spanned<String>>,
    /// `brand`
    pub brand: Option<Spanned<String>>,
    /// `theme`
    pub theme: Option<Spanned<String>>,
    /// `locale`
    pub locale: Option<Spanned<String>>,
    /// `output`: its folder; without it the one of its name in the workspace's output folder.
    pub output: Option<Spanned<String>>,
}

impl Default for Config {
    fn default() -> Self {
        let text = |text: &str| Spanned::new(text.to_owned(), Span::default());
        Self {
            file: None,
            title: None,
            id: None,
            base_url: None,
            locale: text("en"),
            theme: text("atlas"),
            content: Spanned::new(SitePath::new("content"), Span::default()),
            output: text("site"),
            brand: None,
            lint: None,
            markdown: Options::default(),
            marks_terms: true,
            sites: Vec::new(),
            allows: Vec::new(),
        }
    }
}

/// Reads `waybook.yaml`. Whatever is wrong with it, there is a configuration: defaults stand in.
#[must_use]
pub fn read(file: FileId, source: &SourceFile) -> (Config, Vec<Diagnostic>) {
    let (root, findings) = tree(file, source, CONFIG_KEYS);
    let values = Values::new(&root, &findings);
    let default = Config::default();
    let config = Config {
        file: Some(file),
        title: values.text("title"),
        id: values.text("id"),
        base_url: values.text("base_url"),
        locale: values.text("locale").unwrap_or(default.locale),
        theme: values.text("theme").unwrap_or(default.theme),
        content: values.text("content").map_or(default.content, |text| {
            text.map(|path| SitePath::new(&path))
        }),
        output: values.text("output").unwrap_or(default.output),
        brand: values.text("brand"),
        lint: values.fields.node("lint").cloned(),
        markdown: Options {
            raw_html: raw_html(&values),
        },
        marks_terms: markdown(&values, "terms").as_deref() != Some("never"),
        sites: sites(&values),
        allows: file_allows(source, &root),
    };
    (config, findings)
}

/// The tree of a file whose top level is a map, held against its keys. An empty file is an empty map.
fn tree(file: FileId, source: &SourceFile, keys: &[Key]) -> (Node, Vec<Diagnostic>) {
    let whole = Span::new(0, source.text.len());
    let (mut root, mut findings) = parse(file, source, whole);
    match root.value {
        Value::Map(_) => {}
        Value::Null if !findings.is_empty() => return (root, findings),
        Value::Null => root.value = Value::Map(Vec::new()),
        _ => {
            let first = Span::new(root.span.start as usize, root.span.start as usize);
            findings.push(
                Diagnostic::new(
                    "front-matter-syntax",
                    Severity::Error,
                    "this file must be a list of keys with their values",
                )
                .label(file, first, "this is no `key: value`")
                .help("write one `key: value` on each line, with a space after the colon"),
            );
            return (Node::default(), findings);
        }
    }
    let keys: Vec<&Key> = keys.iter().collect();
    findings.extend(check_keys(file, source, &keys, &root, Span::default(), ""));
    (root, findings)
}

/// Values that no error was found in.
struct Values<'a> {
    fields: Fields<'a>,
    /// Where errors are, in order.
    wrong: Vec<Span>,
}

impl<'a> Values<'a> {
    fn new(root: &'a Node, findings: &[Diagnostic]) -> Self {
        let errors = findings
            .iter()
            .filter(|finding| finding.code == "value-invalid");
        let mut wrong: Vec<Span> = errors
            .filter_map(|f| f.labels.first())
            .map(|label| label.span)
            .collect();
        wrong.sort();
        Self {
            fields: Fields::of(root),
            wrong,
        }
    }

    fn is_right(&self, span: Span) -> bool {
        self.wrong.binary_search(&span).is_err()
    }

    fn text(&self, key: &str) -> Option<Spanned<String>> {
        self.text_of(self.fields, key)
    }

    fn text_of(&self, fields: Fields<'_>, key: &str) -> Option<Spanned<String>> {
        fields.text(key).filter(|text| self.is_right(text.span))
    }
}

fn markdown(values: &Values<'_>, key: &str) -> Option<String> {
    let markdown = values.fields.map("markdown")?;
    markdown.text(key).map(|text| text.value)
}

fn raw_html(values: &Values<'_>) -> RawHtml {
    match markdown(values, "raw_html").as_deref() {
        Some("allow") => RawHtml::Allow,
        Some("escape") => RawHtml::Escape,
        _ => RawHtml::Clean,
    }
}

fn sites(values: &Values<'_>) -> Vec<SiteConfig> {
    let Some(sites) = values.fields.map("sites") else {
        return Vec::new();
    };
    let mut seen = std::collections::HashSet::new();
    sites
        .iter()
        .filter(|(name, _)| values.is_right(name.span) && seen.insert(name.value.as_str()))
        .map(|(name, node)| {
            let fields = Fields::of(node);
            let text = |key| values.text_of(fields, key);
            SiteConfig {
                name: name.clone(),
                title: text("title"),
                id: text("id"),
                playbooks: fields.texts("playbooks"),
                base_url: text("base_url"),
                brand: text("brand"),
                theme: text("theme"),
                locale: text("locale"),
                output: text("output"),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Config, Vec<String>) {
        let source = SourceFile {
            path: SitePath::new("waybook.yaml"),
            text: text.to_owned(),
        };
        let (config, found) = read(FileId(0), &source);
        let found = found.iter().map(|f| {
            let at = source.slice(f.labels[0].span);
            format!("{} {} | {at} | {}", f.code, f.message, f.help.join(" "))
        });
        (config, found.collect())
    }

    #[test]
    fn nothing_written_is_the_default() {
        for text in ["", "# only a comment\n", "---\n"] {
            let (config, found) = read_text(text);
            assert_eq!(found, [""; 0]);
            assert_eq!(config.locale.value, "en");
            assert_eq!(config.theme.value, "atlas");
            assert_eq!(config.content.value.as_str(), "content");
            assert_eq!(config.output.value, "site");
        }
    }

    #[test]
    fn every_key_is_read_with_its_place() {
        let text = "title: All of it\nbase_url: https://example.com/a/\nlocale: zh-Hans\ntheme: ledger\n\
                    content: ./books\noutput: ../out\nbrand: lune\nmarkdown: {raw_html: escape}\n\
                    lint:\n  heading-jump: off\n  loop-open: \"warning\"\n\
                    sites:\n  one: {title: One, playbooks: [a, b], output: sites/one}\n  two: {playbooks: [c]}\n";
        let (config, found) = read_text(text);
        assert_eq!(found, [""; 0]);
        assert_eq!(config.content.value.as_str(), "books");
        assert_eq!(config.output.value, "../out");
        assert_eq!(config.markdown.raw_html, RawHtml::Escape);
        let lint = config.lint.unwrap();
        assert!(text[lint.span.range()].starts_with("heading-jump"));
        assert_eq!(config.sites.len(), 2);
        assert_eq!(config.sites[0].playbooks[1].value, "b");
        assert_eq!(config.sites[1].name.value, "two");
    }

    #[test]
    fn wrong_values_are_told_and_count_as_left_out() {
        for (text, expected) in [
            (
                "base_url: example.com\n",
                "value-invalid `base_url` is `example.com`, which is no web address | example.com | write the whole address, as in `https://example.com/`",
            ),
            (
                "content: ../other\n",
                "value-invalid `content` is `../other`, which leads out of the folder it is written in | ../other | write a relative path without `..`",
            ),
            (
                "them: ledger\n",
                "key-unknown `them` is no key here | them | did you mean `theme`?",
            ),
            (
                "sites:\n  one: {tilte: x, playbooks: [a]}\n",
                "key-unknown `sites.one.tilte` is no key here | tilte | did you mean `title`?",
            ),
            (
                "sites:\n  ../one: {playbooks: [a]}\n",
                "value-invalid `sites` has a name `../one`; it takes lower-case letters and digits with hyphens between them | ../one | write it like this: `sites: {north: {playbooks: [one]}}`",
            ),
            (
                "- a\n",
                "front-matter-syntax this file must be a list of keys with their values |  | write one `key: value` on each line, with a space after the colon",
            ),
        ] {
            let (config, found) = read_text(text);
            assert_eq!(found, [expected]);
            assert_eq!(config.base_url, None);
            assert_eq!(config.content.value.as_str(), "content");
        }
    }
}
