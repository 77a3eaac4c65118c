//! `brands/<brand>/brand.yaml` → [`Brand`].

use super::{BRAND_KEYS, Values, tree};
use crate::diagnostic::Diagnostic;
use crate::document::Allow;
use crate::document::front_matter::{Fields, file_allows};
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
    /// `logo`: its path in the workspace. Whether the file is there has not been looked at.
    pub logo: Option<SitePath>,
    /// `footer`
    pub footer: Option<String>,
    /// The text it was read from.
    pub file: FileId,
    /// Where each of the values stands that is set, by its name in this struct.
    pub spans: BTreeMap<&'static str, Span>,
    /// The comments in it that silence findings.
    pub allows: Vec<Allow>,
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
        logo: take("logo", all, "logo").and_then(|logo| source.path.sibling(&logo)),
        footer: take("footer", all, "footer"),
        slug,
        file,
        spans: BTreeMap::new(),
        allows: file_allows(source, &root),
    };
    (Brand { spans, ..brand }, findings)
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
