//! The layers of a theme, and which of them wins.

use super::assets::{self, Raw};
use super::embedded::{self, COMMON};
use super::manifest::{EngineKind, Manifest};
use super::messages::{MessageFile, Messages};
use super::tokens::{self, Tokens};
use super::{CONTRACT, Template, Theme, ThemeError, lean};
use crate::diagnostic::closest;
use crate::source::{Files, SitePath};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The folder of the workspace in which its themes lie.
const FOLDER: &str = "themes";

/// The templates that a theme must have: one for every kind of page, and `alias.html` for pages that have moved.
const REQUIRED: &[&str] = &[
    "index",
    "home",
    "stage",
    "pillar",
    "mistake",
    "matrix",
    "mistakes",
    "checklist",
    "audit",
    "touchpoints",
    "metrics",
    "takeaways",
    "glossary",
    "print",
    "card",
    "review",
    "page",
    "404",
    "alias",
];

/// Loads the theme `name`: its files in the workspace, over those of the theme it extends, over the built-in ones.
///
/// # Errors
/// When there is no such theme, when one of its files is wrong, or when one cannot be read.
pub fn load(files: &dyn Files, name: &str) -> Result<Theme, ThemeError> {
    let shelf = Shelf::new(files)?;
    let layers = shelf.layers(name)?;
    let engine = shelf.engine(&layers)?;
    let mut templates = BTreeMap::new();
    let mut raw = BTreeMap::new();
    let mut messages = Vec::new();
    let (mut light, mut dark) = (Tokens::new(), Tokens::new());
    let mut speaks = None;
    for layer in layers.iter().rev() {
        speaks = layer.manifest.engine.or(speaks);
        for path in &layer.paths {
            let origin = layer.origin(path);
            match path.split_once('/') {
                Some(("i18n", file)) => {
                    // `en.ftl`, or one file for each part of the page: `en/search.ftl`.
                    if let Some(name) = file.strip_suffix(".ftl") {
                        let locale = name.split_once('/').map_or(name, |(locale, _)| locale);
                        messages.push(MessageFile {
                            locale: locale.to_owned(),
                            text: shelf.text(layer, path)?,
                            origin,
                        });
                    }
                }
                _ if speaks != Some(engine) && layer.theme != COMMON => {}
                Some(("templates", template)) => {
                    let text = shelf.text(layer, path)?;
                    templates.insert(template.to_owned(), Template { text, origin });
                }
                Some(("assets", asset)) => {
                    let bytes = shelf.bytes(layer, path)?;
                    let ours = embedded::file(&layer.theme, path).is_some();
                    let file = Raw {
                        bytes,
                        origin,
                        ours,
                    };
                    raw.insert(asset.to_owned(), file);
                }
                _ => {}
            }
        }
        if speaks == Some(engine) {
            light.extend(layer.manifest.tokens.clone());
            dark.extend(layer.manifest.tokens_dark.clone());
        }
    }
    require_templates(&layers, &templates)?;
    add_tokens(&mut raw, &light, &dark)?;
    let messages = Messages::read(messages)?;
    add_texts(&mut raw, &messages);
    lean::scripts(&mut raw);
    Ok(Theme {
        name: name.to_owned(),
        engine,
        templates,
        assets: assets::finish(raw)?,
        messages,
    })
}

/// Writes the texts that scripts need, a file for each language.
fn add_texts(raw: &mut BTreeMap<String, Raw>, messages: &Messages) {
    for locale in messages.locales() {
        let name = Messages::script_name(locale);
        let bytes = Cow::Owned(messages.script(locale).into_bytes());
        let origin = name.clone();
        let file = Raw {
            bytes,
            origin,
            ours: false,
        };
        raw.insert(name, file);
    }
}

fn require_templates(
    layers: &[Layer],
    templates: &BTreeMap<String, Template>,
) -> Result<(), ThemeError> {
    let missing: Vec<String> = REQUIRED
        .iter()
        .map(|kind| format!("{kind}.html"))
        .filter(|file| !templates.contains_key(file))
        .map(|file| format!("`templates/{file}`"))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let message = format!(
        "the theme lacks {}. Write them, or take them from another theme that speaks the same template language: \
         `extends: atlas`",
        missing.join(", ")
    );
    Err(refuse(&layers[0], message))
}

fn add_tokens(
    raw: &mut BTreeMap<String, Raw>,
    light: &Tokens,
    dark: &Tokens,
) -> Result<(), ThemeError> {
    if let Some(taken) = raw.get(tokens::STYLESHEET) {
        return Err(ThemeError::File {
            origin: taken.origin.clone(),
            place: String::new(),
            message:
                "a file of this name is made from `tokens` in `theme.yaml`; name this one otherwise"
                    .to_owned(),
        });
    }
    let css = tokens::stylesheet(light, dark);
    raw.insert(
        tokens::STYLESHEET.to_owned(),
        Raw {
            bytes: Cow::Owned(css.into_bytes()),
            origin: tokens::STYLESHEET.to_owned(),
            ours: false,
        },
    );
    Ok(())
}

fn refuse(layer: &Layer, message: String) -> ThemeError {
    ThemeError::File {
        origin: layer.origin("theme.yaml"),
        place: String::new(),
        message,
    }
}

/// One folder of files: a theme's in the workspace, or a built-in one's.
struct Layer {
    theme: String,
    built_in: bool,
    manifest: Manifest,
    /// The files, below the theme's folder.
    paths: Vec<String>,
}

impl Layer {
    /// Where one of its files lies, for messages.
    fn origin(&self, path: &str) -> String {
        let built_in = if self.built_in { "built-in " } else { "" };
        format!("{built_in}{FOLDER}/{}/{path}", self.theme)
    }
}

/// Every theme there is.
struct Shelf<'a> {
    files: &'a dyn Files,
    /// The workspace's themes and their files.
    own: BTreeMap<String, Vec<String>>,
}

impl<'a> Shelf<'a> {
    fn new(files: &'a dyn Files) -> Result<Self, ThemeError> {
        let folder = SitePath::new(FOLDER);
        let mut own: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for path in files.list(&folder)?.files {
            let inside = path.below(&folder).and_then(|p| p.split_once('/'));
            if let Some((theme, file)) = inside {
                own.entry(theme.to_owned())
                    .or_default()
                    .push(file.to_owned());
            }
        }
        Ok(Self { files, own })
    }

    /// The names that a workspace may write after `theme:`.
    fn names(&self) -> BTreeSet<&str> {
        let own = self
            .own
            .iter()
            .filter(|(_, files)| files.iter().any(|f| f == "theme.yaml"))
            .map(|(name, _)| name.as_str());
        own.chain(embedded::THEMES.iter().copied()).collect()
    }

    /// The layers of a theme, the one that wins first.
    fn layers(&self, name: &str) -> Result<Vec<Layer>, ThemeError> {
        let mut layers: Vec<Layer> = Vec::new();
        let mut name = name.to_owned();
        loop {
            let first = layers.len();
            layers.extend(self.own_layer(&name)?);
            layers.extend(built_in_layer(&name)?);
            if first == layers.len() {
                return Err(self.unknown(&name, layers.last()));
            }
            let extends = layers[first..].iter().find_map(|l| {
                let parent = l.manifest.extends.clone()?;
                Some((l.origin("theme.yaml"), parent))
            });
            let Some((origin, parent)) = extends else {
                layers.extend(self.own_layer(COMMON)?);
                layers.extend(built_in_layer(COMMON)?);
                return Ok(layers);
            };
            if layers.iter().any(|l| l.theme == parent) {
                return Err(ThemeError::File {
                    origin,
                    place: String::new(),
                    message: format!("`extends: {parent}` leads back to `{parent}` itself"),
                });
            }
            name = parent;
        }
    }

    fn unknown(&self, name: &str, extended_by: Option<&Layer>) -> ThemeError {
        let names = self.names();
        let known = names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>();
        let known = known.join(", ");
        let Some(layer) = extended_by else {
            return ThemeError::Unknown {
                name: name.to_owned(),
                known,
            };
        };
        let meant = closest(name, names.iter().copied())
            .map(|meant| format!(" Did you mean `{meant}`?"))
            .unwrap_or_default();
        let message =
            format!("`extends` names `{name}`, which is no theme; there are {known}.{meant}");
        refuse(layer, message)
    }

    fn own_layer(&self, name: &str) -> Result<Option<Layer>, ThemeError> {
        let Some(paths) = self.own.get(name) else {
            return Ok(None);
        };
        let mut layer = Layer {
            theme: name.to_owned(),
            built_in: false,
            manifest: Manifest::default(),
            paths: paths.clone(),
        };
        if paths.iter().any(|p| p == "theme.yaml") {
            let text = self.text(&layer, "theme.yaml")?;
            layer.manifest = Manifest::read(name, &layer.origin("theme.yaml"), &text)?;
        } else if !embedded::THEMES.contains(&name) && name != COMMON {
            return Ok(None);
        }
        Ok(Some(layer))
    }

    /// The template language: that of the topmost layer that names one.
    fn engine(&self, layers: &[Layer]) -> Result<EngineKind, ThemeError> {
        if !layers.iter().any(|l| l.manifest.contract.is_some()) {
            let message = format!(
                "the theme does not say which template contract it was written for; write `contract: {CONTRACT}`"
            );
            return Err(refuse(&layers[0], message));
        }
        layers
            .iter()
            .find_map(|l| l.manifest.engine)
            .ok_or_else(|| {
                let message =
                    "the theme does not name its template language; write `engine: minijinja` \
                               or `engine: tera`"
                        .to_owned();
                refuse(&layers[0], message)
            })
    }

    fn bytes(&self, layer: &Layer, path: &str) -> Result<Cow<'static, [u8]>, ThemeError> {
        if layer.built_in {
            let file = embedded::file(&layer.theme, path);
            return Ok(Cow::Borrowed(file.map_or(&[], |f| f.bytes)));
        }
        let path = SitePath::new(&format!("{FOLDER}/{}/{path}", layer.theme));
        Ok(Cow::Owned(
            self.files.read(&path, crate::source::MAX_ASSET_BYTES)?,
        ))
    }

    fn text(&self, layer: &Layer, path: &str) -> Result<String, ThemeError> {
        let bytes = self.bytes(layer, path)?.into_owned();
        match String::from_utf8(bytes) {
            Ok(text) => Ok(text
                .strip_prefix('\u{feff}')
                .map(str::to_owned)
                .unwrap_or(text)),
            Err(_) => Err(ThemeError::File {
                origin: layer.origin(path),
                place: String::new(),
                message: "the file is not UTF-8; save it as UTF-8".to_owned(),
            }),
        }
    }
}

fn built_in_layer(name: &str) -> Result<Option<Layer>, ThemeError> {
    if !embedded::THEMES.contains(&name) && name != COMMON {
        return Ok(None);
    }
    let below = |file: &embedded::File| {
        let path = file.path.strip_prefix(name)?.strip_prefix('/')?;
        Some((path.to_owned(), file.bytes))
    };
    let files: Vec<(String, &[u8])> = embedded::FILES.iter().filter_map(below).collect();
    let mut layer = Layer {
        theme: name.to_owned(),
        built_in: true,
        manifest: Manifest::default(),
        paths: files.iter().map(|(path, _)| path.clone()).collect(),
    };
    if let Some((path, bytes)) = files.iter().find(|(path, _)| path == "theme.yaml") {
        let text = String::from_utf8_lossy(bytes);
        layer.manifest = Manifest::read(name, &layer.origin(path), &text)?;
    }
    Ok(Some(layer))
}

#[cfg(test)]
mod tests {
    use super::{Theme, load};
    use crate::source::MemoryFiles;
    use crate::theme::EngineKind;

    fn workspace(files: &[(&str, &str)]) -> MemoryFiles {
        let mut workspace = MemoryFiles::new();
        for (path, text) in files {
            workspace.insert(&format!("themes/{path}"), *text);
        }
        workspace
    }

    fn loaded(files: &[(&str, &str)], name: &str) -> Theme {
        load(&workspace(files), name).unwrap_or_else(|e| panic!("{e}"))
    }

    fn check_error(files: &[(&str, &str)], name: &str, expected: &str) {
        let error = load(&workspace(files), name).map(|t| t.name).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }

    fn tokens(theme: &Theme) -> &str {
        std::str::from_utf8(&theme.assets["tokens.css"].bytes).unwrap()
    }

    #[test]
    fn the_built_in_themes_are_complete() {
        for name in super::embedded::THEMES {
            let theme = loaded(&[], name);
            assert_eq!(
                theme.messages.locales().collect::<Vec<_>>(),
                ["en", "zh-Hans"]
            );
            let ids = |locale| theme.messages.ids(locale).collect::<Vec<_>>();
            assert_eq!(ids("en"), ids("zh-Hans"), "{name}");
            assert!(
                theme.templates["home.html"]
                    .origin
                    .starts_with("built-in themes/")
            );
        }
    }

    #[test]
    fn a_workspace_changes_single_files_tokens_and_messages() {
        let built_in = loaded(&[], "atlas");
        let theme = loaded(
            &[
                (
                    "atlas/theme.yaml",
                    "tokens:\n  ink: '#123456'\n  own-size: 1.5\n",
                ),
                ("atlas/templates/stage.html", "mine"),
                ("atlas/i18n/en.ftl", "nav-home = Start\n"),
                ("atlas/assets/own.css", "/* Mine. */\n  a {}\n"),
            ],
            "atlas",
        );
        assert_eq!(theme.templates["stage.html"].text, "mine");
        assert_eq!(
            theme.templates["stage.html"].origin,
            "themes/atlas/templates/stage.html"
        );
        assert_eq!(
            theme.templates["home.html"].text,
            built_in.templates["home.html"].text
        );
        let text =
            |locale: &str, id: &str| theme.messages.text(locale, id, &[]).unwrap().into_owned();
        assert_eq!(text("en", "nav-home"), "Start");
        assert_eq!(text("en", "stage-discovery"), "Discovery");
        assert_eq!(
            text("zh-CN", "nav-home"),
            built_in.messages.text("zh-Hans", "nav-home", &[]).unwrap()
        );
        assert!(
            tokens(&theme).contains("--ink: #123456;\n"),
            "{}",
            tokens(&theme)
        );
        assert!(tokens(&theme).contains("--own-size: 1.5;\n"));
        assert_ne!(
            theme.assets["tokens.css"].path,
            built_in.assets["tokens.css"].path
        );
        // Their comments are sent; ours are not.
        assert_eq!(&*theme.assets["own.css"].bytes, b"/* Mine. */\n  a {}\n");
        assert!(!theme.assets["atlas.css"].bytes.starts_with(b"/*"));
        // Without a manifest, too.
        let theme = loaded(&[("atlas/templates/parts/x.html", "x")], "atlas");
        assert_eq!(theme.templates["parts/x.html"].text, "x");
    }

    #[test]
    fn a_theme_extends_another() {
        let manifest = "name: house\nextends: atlas\ncontract: 1\ntokens: {ink: red}\n";
        let files = [
            ("house/theme.yaml", manifest),
            ("house/templates/home.html", "house"),
            ("atlas/templates/home.html", "changed atlas"),
            ("atlas/templates/card.html", "changed card"),
        ];
        let theme = loaded(&files, "house");
        assert_eq!(theme.name, "house");
        assert_eq!(theme.engine, EngineKind::Minijinja);
        assert_eq!(theme.templates["home.html"].text, "house");
        assert_eq!(theme.templates["card.html"].text, "changed card");
        assert!(tokens(&theme).contains("--ink: red;"));
        assert!(theme.messages.text("en", "stage-discovery", &[]).is_some());
    }

    #[test]
    fn another_template_language_inherits_messages_only() {
        let mut files = vec![(
            "house/theme.yaml".to_owned(),
            "engine: tera\nextends: atlas\ncontract: 1\n".to_owned(),
        )];
        for kind in super::REQUIRED {
            files.push((format!("house/templates/{kind}.html"), "mine".to_owned()));
        }
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(p, t)| (p.as_str(), t.as_str()))
            .collect();
        let theme = loaded(&files, "house");
        assert_eq!(theme.engine, EngineKind::Tera);
        let for_every_theme = |name: &str| name.starts_with("parts/");
        let mut templates = theme.templates.iter();
        assert!(templates.all(|(name, t)| t.text == "mine" || for_every_theme(name)));
        assert!(!theme.assets.contains_key("atlas.css"));
        assert!(theme.assets.contains_key("waybook.js"), "for every theme");
        assert!(!tokens(&theme).contains("--"));
        assert!(theme.messages.text("zh", "stage-discovery", &[]).is_some());
        let one = "themes/house/theme.yaml: the theme lacks `templates/card.html`. Write them, or take them from \
                   another theme that speaks the same template language: `extends: atlas`";
        let without: Vec<(&str, &str)> = files
            .into_iter()
            .filter(|(p, _)| !p.ends_with("card.html"))
            .collect();
        check_error(&without, "house", one);
    }

    #[test]
    fn wrong_themes_are_refused_with_what_to_write() {
        check_error(
            &[("house/theme.yaml", "extends: atlas")],
            "hous",
            "there is no theme `hous`; there are `atlas`, `house`, `ledger`. A workspace's own theme lies in \
             `themes/hous/theme.yaml`",
        );
        check_error(
            &[("house/templates/x.html", "")],
            "house",
            "there is no theme `house`; there are `atlas`, `ledger`. A workspace's own theme lies in \
             `themes/house/theme.yaml`",
        );
        let check = |manifest: &str, expected: &str| {
            let expected = format!("themes/house/theme.yaml{expected}");
            check_error(&[("house/theme.yaml", manifest)], "house", &expected);
        };
        check(
            "extends: atlsa\n",
            ": `extends` names `atlsa`, which is no theme; there are `atlas`, `house`, `ledger`. Did you mean `atlas`?",
        );
        check(
            "extends: house\n",
            ": `extends: house` leads back to `house` itself",
        );
        check(
            "extends: atlas\ncontract: 2\n",
            ":2:1: the theme was written for version 2 of the template contract; this Waybook speaks version 1",
        );
        check(
            "name: home\n",
            ":1:1: `name` is `home`, and the folder is `house`; write `name: house`",
        );
        check(
            "extends: atlas\nengine: handlebars\n",
            ":2:9: unknown variant `handlebars`, expected one of minijinja, tera",
        );
        check(
            "extends: atlas\ntoken: {}\n",
            ":2:1: unknown field `token`, expected one of name, engine, contract, description, extends, tokens, tokens_dark",
        );
        check(
            "extends: atlas\ntokens:\n  ink: url(x)\n",
            ":3:3: the token `ink` may not call `url()`",
        );
        check(
            "engine: tera\n",
            ": the theme does not say which template contract it was written for; write `contract: 1`",
        );
        check(
            "contract: 1\n",
            ": the theme does not name its template language; write `engine: minijinja` or `engine: tera`",
        );
        check_error(
            &[("atlas/assets/tokens.css", "")],
            "atlas",
            "themes/atlas/assets/tokens.css: a file of this name is made from `tokens` in `theme.yaml`; name this one \
             otherwise",
        );
        check_error(
            &[("atlas/i18n/en.ftl", "x y\n")],
            "atlas",
            "themes/atlas/i18n/en.ftl:1:3: this is no Fluent message: Expected a token starting with \"=\"",
        );
        for name in ["", "..", "a/b", "../x"] {
            assert!(load(&workspace(&[]), name).is_err());
        }
    }
}
