//! What is shown where somebody shares a page: a picture of 1200 × 630 pixels for each playbook, and one for the list of
//! several.
//!
//! Enter at [`Painter`]. Steps: [`picture`] lays texts out and writes an SVG, which `resvg` draws with the [`fonts`] that
//! are part of the program and those of the brand; the pixels are packed quickly rather than tightly, since every
//! playbook has a picture and nobody waits for one.

mod fonts;
mod icon;
mod picture;

pub(crate) use icon::icon;
pub(crate) use picture::SIZE;

use crate::config::Colour;
use crate::site::Site;
use crate::theme::Theme;
use fonts::Fonts;
use picture::Card;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;
use std::sync::{Arc, OnceLock};

/// Draws the pictures of a site.
pub(super) struct Painter {
    /// By brand, the first for none: one brand's fonts are not seen by another's pictures.
    brushes: Vec<OnceLock<Brush>>,
    /// The accent of the theme.
    accent: Colour,
}

/// What the pictures of one brand are drawn with.
struct Brush {
    fonts: Fonts,
    accent: Colour,
    /// What lies below the texts: without a title, and with one.
    grounds: [OnceLock<Option<Pixmap>>; 2],
}

impl Painter {
    /// Nothing is read before the first picture is drawn.
    pub(super) fn new(site: &Site, theme: &Theme) -> Self {
        let brushes = (0..=site.workspace.brands.len()).map(|_| OnceLock::new());
        Self {
            brushes: brushes.collect(),
            accent: theme_accent(theme).unwrap_or(Colour::BLACK),
        }
    }

    /// The picture of a playbook, by its index in the site, or of the site itself, as PNG.
    pub(super) fn png(&self, site: &Site, playbook: Option<usize>) -> Vec<u8> {
        let brand = playbook.map_or(site.brand, |index| site.playbooks[index].brand);
        let card = self.card(site, playbook, brand);
        let brush = self.brushes[brand.map_or(0, |brand| brand + 1)].get_or_init(|| {
            let fonts = Fonts::new(&brand_fonts(site, brand));
            Brush::new(fonts, card.accent)
        });
        brush.draw(&card).unwrap_or_default()
    }

    fn card(&self, site: &Site, playbook: Option<usize>, brand: Option<usize>) -> Card {
        let brand = brand.and_then(|index| site.workspace.brands.get(index));
        let accent = brand.and_then(|brand| Colour::parse(brand.accent.as_deref()?));
        let (title, about) = match playbook.map(|index| &site.playbook(index).facts) {
            Some(facts) => {
                let actor = facts.actor.as_ref().map(|actor| actor.value.clone());
                let about = actor.or_else(|| facts.page.description.clone());
                (facts.page.title.clone(), about.map(capitalised))
            }
            None => (site.title.clone(), None),
        };
        // A site may be called as its playbook is, in the language of the first edition.
        let first = playbook.map(|index| &site.playbook(site.original(index)).facts.page.title);
        let own_name =
            (site.title != title && first != Some(&site.title)).then(|| site.title.clone());
        Card {
            name: brand
                .map(|brand| brand.name.clone())
                .or(own_name)
                .unwrap_or_default(),
            host: host(site.base_url.as_deref().unwrap_or_default()).to_owned(),
            title,
            about,
            accent: accent.unwrap_or(self.accent),
        }
    }
}

/// A brand's fonts that can be drawn with.
fn brand_fonts(site: &Site, brand: Option<usize>) -> Vec<Arc<[u8]>> {
    let brand = brand.and_then(|index| site.workspace.brands.get(index));
    let files = brand.into_iter().flat_map(|brand| &brand.fonts);
    files
        .filter_map(|font| site.fonts.get(&font.file).cloned())
        .collect()
}

/// The accent that a theme writes into its tokens for a light page.
fn theme_accent(theme: &Theme) -> Option<Colour> {
    let tokens = std::str::from_utf8(&theme.assets.get("tokens.css")?.bytes).ok()?;
    let (_, value) = tokens.split_once("--accent:")?;
    Colour::parse(value.split(';').next()?.trim())
}

/// A text with a capital at its beginning.
fn capitalised(text: String) -> String {
    let mut letters = text.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + letters.as_str()
}

/// The host of an address.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

impl Brush {
    fn new(fonts: Fonts, accent: Colour) -> Self {
        Self {
            fonts,
            accent,
            grounds: [OnceLock::new(), OnceLock::new()],
        }
    }

    /// A picture as PNG. `None` only if its size or its XML were wrong.
    fn draw(&self, card: &Card) -> Option<Vec<u8>> {
        let titled = self.fonts.can_draw(&card.title);
        let ground = self.grounds[usize::from(titled)].get_or_init(|| {
            let (width, height) = SIZE;
            let mut pixels = Pixmap::new(width, height)?;
            self.paint(&picture::ground(self.accent, titled), &mut pixels)?;
            Some(pixels)
        });
        let mut pixels = ground.clone()?;
        self.paint(&picture::texts(card, &self.fonts), &mut pixels)?;
        packed(&pixels)
    }

    /// Paints an SVG of ours over what is there.
    fn paint(&self, svg: &str, pixels: &mut Pixmap) -> Option<()> {
        let options = usvg::Options {
            fontdb: Arc::clone(&self.fonts.database),
            ..usvg::Options::default()
        };
        let tree = usvg::Tree::from_str(svg, &options).ok()?;
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        Some(())
    }
}

/// Pixels as PNG. Nothing shines through a picture, so that it needs no fourth channel.
fn packed(pixels: &Pixmap) -> Option<Vec<u8>> {
    let mut colours = vec![0; pixels.data().len() / 4 * 3];
    for (colour, pixel) in colours
        .chunks_exact_mut(3)
        .zip(pixels.data().chunks_exact(4))
    {
        colour.copy_from_slice(&pixel[..3]);
    }
    let mut packed = Vec::new();
    let mut encoder = png::Encoder::new(&mut packed, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::Adaptive);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&colours).ok()?;
    writer.finish().ok()?;
    Some(packed)
}

#[cfg(test)]
mod tests {
    use super::fonts::{Face, Fonts};
    use super::picture::{Card, texts};
    use super::{Brush, host};
    use crate::config::Colour;
    use resvg::tiny_skia::Pixmap;

    fn card(title: &str) -> Card {
        Card {
            title: title.to_owned(),
            about: Some("Whoever reads <this> & that".to_owned()),
            name: "Maison Lune".to_owned(),
            host: "lune.example".to_owned(),
            accent: Colour::hex(0xa8_32_1f),
        }
    }

    fn brush() -> Brush {
        Brush::new(Fonts::new(&[]), Colour::hex(0xa8_32_1f))
    }

    #[test]
    fn a_picture_is_a_png_of_the_right_size_with_the_same_bytes_every_time() {
        let brush = brush();
        let draw = |title| brush.draw(&card(title)).unwrap();
        let png = draw("From first scroll to second jar");
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(&png[16..24], [0, 0, 4, 176, 0, 0, 2, 118]);
        assert!(png.len() < 150_000, "{} bytes", png.len());
        let again = self::brush().draw(&card("From first scroll to second jar"));
        assert_eq!(png, again.unwrap());
        assert_ne!(png, draw("From first scroll to third jar"));
    }

    #[test]
    fn texts_are_escaped_and_what_cannot_be_drawn_is_left_out() {
        let fonts = Fonts::new(&[]);
        let latin = texts(&card("A & B"), &fonts);
        assert!(latin.contains("A &amp; B") && latin.contains("&lt;this&gt; &amp; that"));
        let chinese = texts(&card("小红书"), &fonts);
        assert!(!chinese.contains("小") && chinese.contains("lune.example"));
        assert!(!chinese.contains("Whoever"));
        let long = texts(&card(&"Very long ".repeat(60)), &fonts);
        assert!(long.contains('…') && long.matches("<text").count() == 7);
    }

    #[test]
    fn a_title_that_cannot_be_written_leaves_the_loop_alone() {
        let brush = brush();
        let (titled, alone) = (brush.draw(&card("A")), brush.draw(&card("小红书")));
        assert_ne!(titled.unwrap(), alone.unwrap());
    }

    #[test]
    fn every_text_is_drawn() {
        let brush = brush();
        let bare = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"99\" height=\"99\">";
        let drawn = |inside: &str| {
            let mut pixels = Pixmap::new(99, 99).unwrap();
            brush
                .paint(&format!("{bare}{inside}</svg>"), &mut pixels)
                .unwrap();
            pixels.data().iter().any(|byte| *byte > 0)
        };
        assert!(!drawn(""));
        for face in [Face::Serif, Face::Sans] {
            let families = brush.fonts.families(face);
            let text = format!(
                "<text x=\"9\" y=\"90\" font-size=\"40\" font-family=\"{families}\">A</text>"
            );
            assert!(drawn(&text), "{families}");
        }
    }

    #[test]
    fn the_host_is_that_of_the_address() {
        assert_eq!(host("https://a.example:8080/b/?c"), "a.example:8080");
        assert_eq!(host(""), "");
    }
}
