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
use std::sync::OnceLock;

/// Draws the pictures of a site.
pub(super) struct Painter {
    /// By brand, the first for none: one brand's fonts are not seen by another's pictures.
    fonts: Vec<OnceLock<Fonts>>,
    /// The accent of the theme.
    accent: Colour,
}

impl Painter {
    /// Nothing is read before the first picture is drawn.
    pub(super) fn new(site: &Site, theme: &Theme) -> Self {
        Self {
            fonts: (0..=site.workspace.brands.len())
                .map(|_| OnceLock::new())
                .collect(),
            accent: theme_accent(theme).unwrap_or(Colour::BLACK),
        }
    }

    /// The picture of a playbook, by its index in the site, or of the site itself, as PNG.
    pub(super) fn png(&self, site: &Site, playbook: Option<usize>) -> Vec<u8> {
        let brand = playbook.map_or(site.brand, |index| site.playbooks[index].brand);
        let place = brand.map_or(0, |brand| brand + 1);
        let fonts = self.fonts[place].get_or_init(|| Fonts::new(&brand_fonts(site, brand)));
        draw(
            &picture::svg(&self.card(site, playbook, brand), fonts),
            fonts,
        )
        .unwrap_or_default()
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
        let own_name = (site.title != title).then(|| site.title.clone());
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
fn brand_fonts(site: &Site, brand: Option<usize>) -> Vec<std::sync::Arc<[u8]>> {
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

/// The PNG of an SVG of ours. `None` only if its size or its XML were wrong.
fn draw(svg: &str, fonts: &Fonts) -> Option<Vec<u8>> {
    let options = usvg::Options {
        fontdb: std::sync::Arc::clone(&fonts.database),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).ok()?;
    let (width, height) = SIZE;
    let mut pixels = Pixmap::new(width, height)?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    // Nothing shines through a picture, so that it needs no fourth channel.
    let mut colours = Vec::with_capacity(pixels.data().len() / 4 * 3);
    for pixel in pixels.data().chunks_exact(4) {
        colours.extend_from_slice(&pixel[..3]);
    }
    let mut packed = Vec::new();
    let mut encoder = png::Encoder::new(&mut packed, width, height);
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
    use super::fonts::Fonts;
    use super::picture::{Card, svg};
    use super::{draw, host};
    use crate::config::Colour;

    fn card(title: &str) -> Card {
        Card {
            title: title.to_owned(),
            about: Some("Whoever reads <this> & that".to_owned()),
            name: "Maison Lune".to_owned(),
            host: "lune.example".to_owned(),
            accent: Colour::hex(0xa8_32_1f),
        }
    }

    #[test]
    fn a_picture_is_a_png_of_the_right_size_with_the_same_bytes_every_time() {
        let fonts = Fonts::new(&[]);
        let draw = |title| draw(&svg(&card(title), &fonts), &fonts).unwrap();
        let png = draw("From first scroll to second jar");
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(&png[16..24], [0, 0, 4, 176, 0, 0, 2, 118]);
        assert!(png.len() < 150_000, "{} bytes", png.len());
        assert_eq!(png, draw("From first scroll to second jar"));
        assert_ne!(png, draw("From first scroll to third jar"));
    }

    #[test]
    fn texts_are_escaped_and_what_cannot_be_drawn_is_left_out() {
        let fonts = Fonts::new(&[]);
        let latin = svg(&card("A & B"), &fonts);
        assert!(latin.contains("A &amp; B") && latin.contains("&lt;this&gt; &amp; that"));
        let chinese = svg(&card("小红书"), &fonts);
        assert!(!chinese.contains("小") && chinese.contains("lune.example"));
        assert!(!chinese.contains("Whoever"));
        let long = svg(&card(&"Very long ".repeat(60)), &fonts);
        assert!(long.contains('…') && long.matches("<text").count() == 12);
    }

    #[test]
    fn every_text_is_drawn() {
        let fonts = Fonts::new(&[]);
        let bare = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\">";
        let empty = draw(&format!("{bare}</svg>"), &fonts).unwrap();
        for family in [
            fonts.families(super::fonts::Face::Serif),
            fonts.families(super::fonts::Face::Sans),
        ] {
            let text = format!(
                "<text x=\"50\" y=\"90\" font-size=\"40\" font-family=\"{family}\" fill=\"#fff\">A</text>"
            );
            assert_ne!(
                draw(&format!("{bare}{text}</svg>"), &fonts).unwrap(),
                empty,
                "{family}"
            );
        }
    }

    #[test]
    fn the_host_is_that_of_the_address() {
        assert_eq!(host("https://a.example:8080/b/?c"), "a.example:8080");
        assert_eq!(host(""), "");
    }
}
