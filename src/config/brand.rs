//! `brands/<brand>/brand.yaml` → [`Brand`].

use super::{BRAND_KEYS, Values, tree};
use crate::diagnostic::Diagnostic;
use crate::document::Allow;
use crate::document::front_matter::{Fields, Value, file_allows};
use crate::source::{FileId, SitePath, SourceFile, Span};
use std::collections::BTreeMap;

/// How a site looks for one client. Every value is safe to be written into a style sheet.
#[derive(Clone, Debug, Default)]
pub struct Brand {
    /// The name of its folder.
    pub slug: String,
    /// `name`; the folder's name when it was left out.
    pub name: String,
    /// `colors.accent`, as `#rgb` or `#rrggbb`.
    pub accent: Option<String>,
    /// `colors.accent_dark`, as `#rgb` or `#rrggbb`.
    pub accent_dark: Option<String>,
    /// `fonts.text`: font names with commas between them.
    pub fonts_text: Option<String>,
    /// `fonts.ui`: font names with commas between them.
    pub fonts_ui: Option<String>,
    /// `fonts.files`: its own fonts.
    pub fonts: Vec<BrandFont>,
    /// `logo`: its path in the workspace. Whether the file is there has not been looked at.
    pub logo: Option<SitePath>,
    /// `logo_dark`: the logo for a dark page, in the same way.
    pub logo_dark: Option<SitePath>,
    /// `favicon`, in the same way.
    pub favicon: Option<SitePath>,
    /// `footer`
    pub footer: Option<String>,
    /// The text it was read from.
    pub file: FileId,
    /// Where each of the values stands that is set, by its name in this struct.
    pub spans: BTreeMap<&'static str, Span>,
    /// The comments in it that silence findings.
    pub allows: Vec<Allow>,
}

/// A font file of a brand. Every value is safe to be written into a style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrandFont {
    /// `file`: its path in the workspace. Whether the file is there has not been looked at.
    pub file: SitePath,
    /// Where `file` stands.
    pub span: Span,
    /// `family`: what lists of fonts call it.
    pub family: String,
    /// `weight`: a number from 1 to 1000, or two of a variable font.
    pub weight: String,
    /// `style`: whether it is the italic.
    pub italic: bool,
}

impl Brand {
    /// The files that are carried along with its pages, and where each is named.
    pub fn files(&self) -> impl Iterator<Item = (&SitePath, Span)> {
        let named = [
            ("logo", &self.logo),
            ("logo_dark", &self.logo_dark),
            ("favicon", &self.favicon),
        ];
        let named = named.into_iter().filter_map(|(name, path)| {
            let span = self.spans.get(name).copied().unwrap_or_default();
            Some((path.as_ref()?, span))
        });
        named.chain(self.fonts.iter().map(|font| (&font.file, font.span)))
    }
}

/// Reads a `brand.yaml`; its folder's name is the brand's slug.
#[must_use]
pub fn read_brand(file: FileId, source: &SourceFile) -> (Brand, Vec<Diagnostic>) {
    let (root, findings) = tree(file, source, BRAND_KEYS);
    let values = Values::new(&root, &findings);
    let slug = source.path.parent().file_name().to_owned();
    let mut spans = BTreeMap::new();
    let mut take = |name: &'static str, group: Option<Fields<'_>>, key: &str| {
        let text = values.text_of(group?, key)?;
        spans.insert(name, text.span);
        Some(text.value)
    };
    let all = Some(values.fields);
    let (colors, fonts) = (values.fields.map("colors"), values.fields.map("fonts"));
    let brand = Brand {
        name: take("name", all, "name").unwrap_or_else(|| slug.clone()),
        accent: take("accent", colors, "accent"),
        accent_dark: take("accent_dark", colors, "accent_dark"),
        fonts_text: take("fonts_text", fonts, "text"),
        fonts_ui: take("fonts_ui", fonts, "ui"),
        fonts: fonts.map_or_else(Vec::new, |group| font_files(&values, group, &source.path)),
        logo: take("logo", all, "logo").and_then(|logo| source.path.sibling(&logo)),
        logo_dark: take("logo_dark", all, "logo_dark").and_then(|logo| source.path.sibling(&logo)),
        favicon: take("favicon", all, "favicon").and_then(|icon| source.path.sibling(&icon)),
        footer: take("footer", all, "footer"),
        slug,
        file,
        spans: BTreeMap::new(),
        allows: file_allows(source, &root),
    };
    (Brand { spans, ..brand }, findings)
}

/// The entries of `fonts.files` in which nothing is wrong.
fn font_files(values: &Values<'_>, group: Fields<'_>, brand: &SitePath) -> Vec<BrandFont> {
    let records = match group.node("files").map(|node| &node.value) {
        Some(Value::List(records)) => records.as_slice(),
        _ => &[],
    };
    let read = |record| {
        let fields = Fields::of(record);
        let optional = |key, default: &str| match fields.text(key) {
            Some(text) => values.is_right(text.span).then_some(text.value),
            None => Some(default.to_owned()),
        };
        let file = values.text_of(fields, "file")?;
        Some(BrandFont {
            file: brand.sibling(&file.value)?,
            span: file.span,
            family: values.text_of(fields, "family")?.value,
            weight: optional("weight", "400")?,
            italic: optional("style", "normal")? == "italic",
        })
    };
    records.iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Brand, Vec<String>) {
        let source = SourceFile {
            path: SitePath::new("brands/lune/brand.yaml"),
            text: text.to_owned(),
        };
        let (brand, found) = read_brand(FileId(0), &source);
        (brand, found.into_iter().map(|f| f.message).collect())
    }

    #[test]
    fn a_brand_knows_its_folder_and_its_logo() {
        let text = "name: Maison Lune\ncolors: {accent: \"#b3261e\", accent_dark: '#fff'}\n\
                    fonts:\n  text: \"'PT Serif', Georgia, serif\"\nlogo: logo.svg\nfooter: Internal use.\n";
        let (brand, found) = read(text);
        assert_eq!(found, [""; 0]);
        assert_eq!(
            (brand.slug.as_str(), brand.name.as_str()),
            ("lune", "Maison Lune")
        );
        assert_eq!(brand.accent_dark.as_deref(), Some("#fff"));
        assert_eq!(brand.logo, Some(SitePath::new("brands/lune/logo.svg")));
        assert_eq!(&text[brand.spans["accent"].range()], "\"#b3261e\"");
        assert_eq!(brand.fonts_ui, None);
    }

    #[test]
    fn its_own_fonts_are_files_of_its_folder() {
        let text = "name: x\nfonts:\n  text: Lune, serif\n  files:\n    - {file: f/lune.woff2, family: Lune, weight: 200 900}\n    \
                    - {file: LUNE-I.WOFF2, family: Lune, style: italic}\n";
        let (brand, found) = read(text);
        assert_eq!(found, [""; 0]);
        let fonts: Vec<_> = brand
            .fonts
            .iter()
            .map(|font| (font.file.as_str(), font.weight.as_str(), font.italic))
            .collect();
        assert_eq!(
            fonts,
            [
                ("brands/lune/f/lune.woff2", "200 900", false),
                ("brands/lune/LUNE-I.WOFF2", "400", true)
            ]
        );
        assert_eq!(brand.files().count(), 2);
        for (line, expected) in [
            ("{file: ../b/x.woff2, family: L}", "leads out of the folder"),
            ("{file: x.zip, family: L}", "which is no such file"),
            (
                "{file: 'https://x.example/x.woff2', family: L}",
                "is an address",
            ),
            (
                "{file: x.ttf, family: 'L\"}body{'}",
                "which is no font's name",
            ),
            (
                "{file: x.ttf, family: L, weight: 0}",
                "which is no font weight",
            ),
            (
                "{file: x.ttf, family: L, weight: 900 200}",
                "which is no font weight",
            ),
            (
                "{file: x.ttf, family: L, style: oblique}",
                "cannot be `oblique`",
            ),
            ("{file: x.ttf}", "`fonts.files.family` is missing"),
            ("x.ttf", "must be a map of keys"),
        ] {
            let (brand, found) = read(&format!("name: x\nfonts: {{files: [{line}]}}\n"));
            assert!(brand.fonts.is_empty(), "{line}");
            assert!(
                found.len() == 1 && found[0].contains(expected),
                "{line}: {found:?}"
            );
        }
        assert_eq!(read("name: x\nfonts: {files: x.ttf}\n").1.len(), 1);
    }

    #[test]
    fn what_could_break_out_of_a_style_sheet_is_refused() {
        let (brand, found) = read(
            "name: x\ncolors: {accent: \"red;}\", accent_dark: \"#12\"}\n\
             fonts: {text: \"a}body{\", ui: \"url(x)\"}\nlogo: ../../secret.svg\n",
        );
        assert_eq!(found.len(), 5, "{found:?}");
        assert_eq!((brand.accent, brand.accent_dark), (None, None));
        assert_eq!(
            (brand.fonts_text, brand.fonts_ui, brand.logo),
            (None, None, None)
        );
        assert_eq!(
            read("colors:\n").1,
            ["`name` is missing: what the brand is called"]
        );
    }
}
