//! The fonts of the pictures: two that are part of the program, and before them a brand's own TrueType and OpenType files.

use resvg::usvg::fontdb::{Database, Source};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider};
use std::fmt::Write as _;
use std::sync::Arc;

/// For titles.
const SERIF: &[u8] = include_bytes!("fonts/SourceSerifPro-Semibold.ttf");
/// For everything else.
const SANS: &[u8] = include_bytes!("fonts/Manrope-Medium.ttf");

/// Which of the two a text is set in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// Titles.
    Serif,
    /// Everything else.
    Sans,
}

impl Face {
    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Serif => SERIF,
            Self::Sans => SANS,
        }
    }

    fn family(self) -> &'static str {
        match self {
            Self::Serif => "Source Serif Pro",
            Self::Sans => "Manrope",
        }
    }
}

/// The fonts of one brand, or of none.
pub(super) struct Fonts {
    /// What the renderer draws with.
    pub(super) database: Arc<Database>,
    brand: Vec<Arc<[u8]>>,
    /// What the first of the brand's fonts calls itself.
    family: Option<String>,
}

impl Fonts {
    /// The program's fonts, and those of a brand before them. What is no font is passed over.
    pub(super) fn new(brand: &[Arc<[u8]>]) -> Self {
        let mut database = Database::new();
        let mut fonts = Self {
            database: Arc::default(),
            brand: Vec::new(),
            family: None,
        };
        for bytes in brand {
            let known = FontRef::from_index(bytes, 0).is_ok();
            let ids = database.load_font_source(Source::Binary(Arc::new(Arc::clone(bytes))));
            let face = ids.first().and_then(|id| database.face(*id));
            let family = face.and_then(|face| Some(face.families.first()?.0.clone()));
            if let Some(family) = family.filter(|_| known) {
                fonts.brand.push(Arc::clone(bytes));
                fonts.family.get_or_insert(family);
            }
        }
        for face in [Face::Serif, Face::Sans] {
            database.load_font_source(Source::Binary(Arc::new(face.bytes())));
        }
        fonts.database = Arc::new(database);
        fonts
    }

    /// The families of a face, as SVG takes them; not escaped.
    pub(super) fn families(&self, face: Face) -> String {
        let own = self
            .family
            .iter()
            .map(|family| format!("'{}', ", family.replace('\'', "")));
        own.chain([format!("'{}'", face.family())]).collect()
    }

    /// Whether every letter of a text can be drawn.
    pub(super) fn can_draw(&self, text: &str) -> bool {
        let fonts: Vec<FontRef<'_>> = self
            .order(Face::Serif)
            .chain(font(Face::Sans.bytes()))
            .collect();
        text.chars()
            .all(|c| c.is_whitespace() || fonts.iter().any(|font| font.charmap().map(c).is_some()))
    }

    /// The fonts that a face's letters are looked for in.
    fn order(&self, face: Face) -> impl Iterator<Item = FontRef<'_>> {
        let brand = self.brand.iter().filter_map(|bytes| font(bytes));
        brand.chain(font(face.bytes()))
    }

    /// How wide a text is at most, in pixels: letters that are set closer in some pairs are not.
    fn width(&self, text: &str, face: Face, size: f32) -> f32 {
        let fonts: Vec<FontRef<'_>> = self.order(face).collect();
        let advance = |c: char| {
            let found = fonts
                .iter()
                .find_map(|font| Some((font, font.charmap().map(c)?)));
            let metrics = found.map(|(font, glyph)| {
                let metrics = font.glyph_metrics(Size::new(size), LocationRef::default());
                metrics.advance_width(glyph).unwrap_or(size)
            });
            metrics.unwrap_or(size)
        };
        text.chars().map(advance).sum()
    }

    /// A text in lines of a width; `None` when it takes more than so many.
    pub(super) fn lines(
        &self,
        text: &str,
        face: Face,
        size: f32,
        width: f32,
        most: usize,
    ) -> Option<Vec<String>> {
        let mut lines: Vec<String> = vec![String::new()];
        for piece in pieces(text) {
            let line = lines.last_mut()?;
            let longer = format!("{line}{piece}");
            if self.width(longer.trim(), face, size) <= width {
                *line = longer;
            } else if self.width(piece.trim(), face, size) > width {
                return None;
            } else {
                lines.push(piece.to_owned());
            }
        }
        let lines = lines.into_iter().map(|line| line.trim().to_owned());
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        (lines.len() <= most).then_some(lines)
    }

    /// As much of a text as so many lines hold, with an ellipsis where something was left out.
    pub(super) fn lines_or_fewer(
        &self,
        text: &str,
        face: Face,
        size: f32,
        width: f32,
        most: usize,
    ) -> Vec<String> {
        if let Some(lines) = self.lines(text, face, size, width, most) {
            return lines;
        }
        let ends = pieces(text).scan(0, |end, piece| {
            *end += piece.len();
            Some(*end)
        });
        let ends: Vec<usize> = ends.collect();
        let shorter = ends.iter().rev().map(|end| {
            let text = text[..*end].trim_end();
            format!(
                "{}…",
                text.trim_end_matches([',', ';', ':', '.', '，', '、', '。'])
            )
        });
        let mut fitting = shorter.filter_map(|text| self.lines(&text, face, size, width, most));
        fitting.next().unwrap_or_default()
    }
}

/// The outline of a letter in the middle of a square of 64, as the `d` of a path; `None` when it cannot be drawn.
pub(super) fn initial(letter: char) -> Option<String> {
    let font = font(SANS)?;
    let glyph = font.charmap().map(letter)?;
    let metrics = font.glyph_metrics(Size::new(INITIAL), LocationRef::default());
    let bounds = metrics.bounds(glyph)?;
    let mut path = Path {
        data: String::new(),
        left: 32.0 - (bounds.x_min + bounds.x_max) / 2.0,
        baseline: 32.0 + (bounds.y_min + bounds.y_max) / 2.0,
    };
    let settings = DrawSettings::unhinted(Size::new(INITIAL), LocationRef::default());
    font.outline_glyphs()
        .get(glyph)?
        .draw(settings, &mut path)
        .ok()?;
    Some(path.data)
}

/// The size of an initial.
const INITIAL: f32 = 30.0;

/// Writes an outline down. Fonts count upwards from the baseline, SVG downwards.
struct Path {
    data: String,
    left: f32,
    baseline: f32,
}

impl Path {
    fn step(&mut self, command: char, points: &[(f32, f32)]) {
        self.data.push(command);
        for (number, (x, y)) in points.iter().enumerate() {
            let space = if number == 0 { "" } else { " " };
            let (x, y) = (self.left + x, self.baseline - y);
            let _ = write!(self.data, "{space}{x:.2} {y:.2}");
        }
    }
}

impl OutlinePen for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('L', &[(x, y)]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.step('Q', &[(cx, cy), (x, y)]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.step('C', &[(ax, ay), (bx, by), (x, y)]);
    }

    fn close(&mut self) {
        self.data.push('Z');
    }
}

/// The pieces between which a line may end: words with the space after them, and every letter of a script that is
/// written without spaces, with the marks that follow it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut letters = rest.char_indices().peekable();
        let (_, mut last) = letters.next()?;
        let end = letters.find(|(_, c)| {
            let breaks = (last.is_whitespace() && !c.is_whitespace())
                || (is_ideograph(last) || is_ideograph(*c)) && !is_closing(*c);
            last = *c;
            breaks
        });
        let (piece, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = after;
        Some(piece)
    })
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Marks that do not begin a line.
fn is_closing(c: char) -> bool {
    "，。、；：！？）》」』】”’…,.;:!?)]".contains(c)
}

fn font(bytes: &[u8]) -> Option<FontRef<'_>> {
    FontRef::from_index(bytes, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::{Face, Fonts, pieces};

    #[test]
    fn lines_end_between_words_and_between_chinese_letters() {
        let cut = |text| pieces(text).collect::<Vec<_>>();
        assert_eq!(
            cut("From  here to there"),
            ["From  ", "here ", "to ", "there"]
        );
        assert_eq!(
            cut("在小红书，ok 吗？"),
            ["在", "小", "红", "书，", "ok ", "吗？"]
        );
        assert_eq!(cut(""), [""; 0]);
    }

    #[test]
    fn a_text_is_wrapped_or_shortened() {
        let fonts = Fonts::new(&[]);
        let lines = fonts.lines(
            "From first scroll to second jar",
            Face::Serif,
            64.0,
            560.0,
            3,
        );
        assert_eq!(lines.unwrap(), ["From first scroll to", "second jar"]);
        assert_eq!(
            fonts.lines("one two three", Face::Sans, 64.0, 200.0, 2),
            None
        );
        let short = fonts.lines_or_fewer("one, two three four", Face::Sans, 64.0, 230.0, 1);
        assert_eq!(short, ["one…"]);
        let word = "Donaudampfschifffahrtsgesellschaft";
        assert_eq!(
            fonts.lines_or_fewer(word, Face::Sans, 64.0, 200.0, 3),
            [""; 0]
        );
    }

    #[test]
    fn what_cannot_be_drawn_is_known() {
        let fonts = Fonts::new(&[]);
        for (text, expected) in [
            ("Crème brûlée, Ørsted & Łódź", true),
            ("Ελληνικά, кириллица", true),
            ("小红书", false),
            ("مرحبا", false),
        ] {
            assert_eq!(fonts.can_draw(text), expected, "{text}");
        }
    }
}
