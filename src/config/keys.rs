//! The keys of `waybook.yaml` and `brand.yaml`.

use crate::document::front_matter::schema::Need::{Optional, Required};
use crate::document::front_matter::schema::Shape::{
    Choice, Colour, File, Folder, FontName, FontWeight, Fonts, Group, Line, Locale, Named, Path,
    Records, Rules, Slug, TextOrTexts, Url,
};
use crate::document::front_matter::schema::{Key, Need, Shape};

const fn key(name: &'static str, shape: Shape, doc: &'static str, example: &'static str) -> Key {
    needed(name, Optional, shape, doc, example)
}

const fn needed(
    name: &'static str,
    need: Need,
    shape: Shape,
    doc: &'static str,
    example: &'static str,
) -> Key {
    Key {
        name,
        need,
        shape,
        doc,
        example,
    }
}

/// What `waybook.yaml` may say.
pub const CONFIG_KEYS: &[Key] = &[
    key(
        "title",
        Line,
        "What the site is called.",
        "\"Our playbooks\"",
    ),
    key(
        "id",
        Slug,
        "What the ticks of readers are kept under, in their browsers; keep it when the title changes.",
        "our-playbooks",
    ),
    key(
        "base_url",
        Url,
        "Where the site will be found.",
        "https://example.com/playbooks/",
    ),
    key(
        "locale",
        Locale,
        "The language of the interface (BCP 47).",
        "en",
    ),
    key(
        "theme",
        Slug,
        "The theme: `atlas`, `ledger` or a folder below `themes/`.",
        "atlas",
    ),
    key("content", Path, "The folder of the playbooks.", "content"),
    key(
        "output",
        Folder,
        "The folder the site is written to.",
        "site",
    ),
    key(
        "brand",
        Slug,
        "The folder of the brand below `brands/`.",
        "maison-lune",
    ),
    key(
        "lint",
        Rules,
        "The levels and options of rules, by name; `paths` for some files only.",
        "{placeholder-text: error}",
    ),
    key(
        "markdown",
        Group(MARKDOWN_KEYS),
        "How Markdown is read.",
        "{raw_html: clean}",
    ),
    key(
        "sites",
        Named(&Group(SITE_KEYS)),
        "Several sites out of one workspace, by name.",
        "{north: {playbooks: [one]}}",
    ),
];

const MARKDOWN_KEYS: &[Key] = &[
    key(
        "raw_html",
        Choice(&["clean", "allow", "escape"]),
        "What becomes of HTML in Markdown: cleaned, trusted, or shown as text.",
        "clean",
    ),
    key(
        "terms",
        Choice(&["first", "never"]),
        "Which uses of a glossary term lead to it: the first on each page, or only your own `[[links]]`.",
        "first",
    ),
];

const SITE_KEYS: &[Key] = &[
    needed(
        "playbooks",
        Required,
        TextOrTexts,
        "The folders of its playbooks.",
        "[one, two]",
    ),
    key(
        "title",
        Line,
        "What the site is called.",
        "\"Playbook of the north\"",
    ),
    key(
        "id",
        Slug,
        "What the ticks of readers are kept under, in their browsers; keep it when the title changes.",
        "north",
    ),
    key(
        "base_url",
        Url,
        "Where the site will be found.",
        "https://example.com/north/",
    ),
    key(
        "brand",
        Slug,
        "The folder of the brand below `brands/`.",
        "maison-lune",
    ),
    key("theme", Slug, "Its theme.", "ledger"),
    key(
        "locale",
        Locale,
        "The language of its interface (BCP 47).",
        "en-GB",
    ),
    key(
        "output",
        Folder,
        "The folder it is written to.",
        "sites/north",
    ),
];

/// What `brand.yaml` may say.
pub const BRAND_KEYS: &[Key] = &[
    needed(
        "name",
        Required,
        Line,
        "What the brand is called.",
        "\"Maison Lune\"",
    ),
    key(
        "colors",
        Group(COLOUR_KEYS),
        "Its colours.",
        "{accent: \"#b3261e\", accent_dark: \"#ff8a7a\"}",
    ),
    key(
        "fonts",
        Group(FONT_KEYS),
        "Its fonts: those of its own files, or such as the reader's machine has.",
        "{text: \"Georgia, serif\"}",
    ),
    key(
        "logo",
        File(PICTURES),
        "The file of its logo, beside this one.",
        "logo.svg",
    ),
    key(
        "logo_dark",
        File(PICTURES),
        "Its logo for a dark page.",
        "logo-dark.svg",
    ),
    key(
        "favicon",
        File(ICONS),
        "The icon of its pages. Without it one is drawn: the initial of its name on its accent.",
        "icon.svg",
    ),
    key(
        "footer",
        Line,
        "A short text at the foot of every page.",
        "\"Internal use.\"",
    ),
];

/// What a logo may be.
const PICTURES: &[&str] = &["svg", "png", "webp", "avif", "jpg", "jpeg", "gif"];
/// What browsers take for a page's icon.
const ICONS: &[&str] = &["svg", "png", "ico"];
/// What browsers take for a font.
const FONT_FILES: &[&str] = &["woff2", "woff", "ttf", "otf"];

const COLOUR_KEYS: &[Key] = &[
    key(
        "accent",
        Colour,
        "For links and marks, on a light page.",
        "\"#b3261e\"",
    ),
    key(
        "accent_dark",
        Colour,
        "The same on a dark page.",
        "\"#ff8a7a\"",
    ),
];

const FONT_KEYS: &[Key] = &[
    key("text", Fonts, "For prose.", "\"Georgia, serif\""),
    key(
        "ui",
        Fonts,
        "For everything around it.",
        "\"system-ui, sans-serif\"",
    ),
    key(
        "files",
        Records(FONT_FILE_KEYS),
        "Its own font files, beside this one; they are carried along with its pages.",
        "[{file: lune.woff2, family: Lune Sans}]",
    ),
];

const FONT_FILE_KEYS: &[Key] = &[
    needed(
        "file",
        Required,
        File(FONT_FILES),
        "The font file, beside this one.",
        "lune-bold.woff2",
    ),
    needed(
        "family",
        Required,
        FontName,
        "What `text` and `ui` call the font.",
        "Lune Sans",
    ),
    key(
        "weight",
        FontWeight,
        "How bold it is (else 400); of a variable font the two ends.",
        "200 900",
    ),
    key(
        "style",
        Choice(&["normal", "italic"]),
        "Whether it is the italic (else `normal`).",
        "italic",
    ),
];
