//! What is on a picture, as SVG.

use super::fonts::{Face, Fonts};
use crate::config::Colour;
use crate::render::fragment::escape;
use std::f64::consts::{PI, TAU};
use std::fmt::Write as _;

/// The size that previews ask for, in pixels.
pub(crate) const SIZE: (u32, u32) = (1200, 630);

const PAPER: Colour = Colour::hex(0xfb_fa_f7);
const INK: Colour = Colour::hex(0x1d_1b_18);
const INK_2: Colour = Colour::hex(0x51_4c_44);
const LINE: Colour = Colour::hex(0xc9_c3_b5);
/// The colours of the five stages.
const STAGES: [Colour; 5] = [
    Colour::hex(0x87_5a_00),
    Colour::hex(0x0b_6a_6a),
    Colour::hex(0x47_4b_ab),
    Colour::hex(0x96_30_6e),
    Colour::hex(0x2b_6a_3b),
];

/// Where texts begin, and how wide they are at most.
const LEFT: f32 = 88.0;
const WIDTH: f32 = 620.0;
/// The loop beside texts: its centre and its radius; and where no text is.
const BESIDE: (f64, f64, f64) = (938.0, 315.0, 158.0);
const ALONE: (f64, f64, f64) = (612.0, 315.0, 190.0);

/// What a picture says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    /// What it is a picture of.
    pub(super) title: String,
    /// Whose journey it is, or what it is about.
    pub(super) about: Option<String>,
    /// The brand, else the site.
    pub(super) name: String,
    /// Where it is published: the host.
    pub(super) host: String,
    /// The brand's, else the theme's.
    pub(super) accent: Colour,
}

/// What lies below the texts: the paper, the accent, and the loop, which stands in the middle where no title does. It is
/// the same for all pictures of a brand.
pub(super) fn ground(accent: Colour, titled: bool) -> String {
    let (width, height) = SIZE;
    let mut out = opening();
    let _ = write!(
        out,
        "<rect width=\"{width}\" height=\"{height}\" fill=\"{PAPER}\"/><rect width=\"24\" height=\"{height}\" fill=\"{accent}\"/>"
    );
    map(&mut out, if titled { BESIDE } else { ALONE });
    out.push_str("</svg>");
    out
}

/// The texts: the name on top, title and what it is about in the middle, the address at the foot. One of which a letter
/// cannot be drawn is left out: boxes in its place would say less.
pub(super) fn texts(card: &Card, fonts: &Fonts) -> String {
    let mut out = opening();
    let strong = card.accent.mix(0.85, INK);
    let one = |text: &str, size| {
        let text = Some(text).filter(|text| fonts.can_draw(text));
        text.map_or_else(Vec::new, |text| {
            fonts.lines_or_fewer(text, Face::Sans, size, WIDTH, 1)
        })
    };
    let name = one(&card.name, 28.0);
    let host = one(&card.host, 24.0);
    line(&mut out, fonts, Face::Sans, 28.0, 96.0, strong, &name);
    line(&mut out, fonts, Face::Sans, 24.0, 562.0, INK_2, &host);
    if fonts.can_draw(&card.title) {
        middle(&mut out, card, fonts);
    }
    out.push_str("</svg>");
    out
}

fn opening() -> String {
    let (width, height) = SIZE;
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">")
}

/// The title as large as it can be, and below it what it is about.
fn middle(out: &mut String, card: &Card, fonts: &Fonts) {
    let title = card.title.as_str();
    let sizes = [(76.0, 3), (64.0, 3), (54.0, 4)];
    let set = sizes
        .into_iter()
        .find_map(|(size, most)| Some((size, fonts.lines(title, Face::Serif, size, WIDTH, most)?)));
    let (size, lines) = set.unwrap_or_else(|| {
        let lines = fonts.lines_or_fewer(title, Face::Serif, 46.0, WIDTH, 4);
        (46.0, lines)
    });
    let about = card.about.as_deref().filter(|text| fonts.can_draw(text));
    let about = about.map_or_else(Vec::new, |text| {
        fonts.lines_or_fewer(text, Face::Sans, 28.0, WIDTH, 2)
    });
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let heights = (lines.len() as f32 * size * 1.14, about.len() as f32 * 40.0);
    let gap = if about.is_empty() { 0.0 } else { 24.0 };
    // In the middle between name and address; the first baseline lies most of a letter's height below the top.
    let top = 329.0 - (heights.0 + gap + heights.1) / 2.0;
    let below = top + heights.0 + gap + 24.0;
    line(
        out,
        fonts,
        Face::Serif,
        size,
        top + size * 0.82,
        INK,
        &lines,
    );
    line(out, fonts, Face::Sans, 28.0, below, INK_2, &about);
}

/// Lines of text, from a baseline down.
fn line(
    out: &mut String,
    fonts: &Fonts,
    face: Face,
    size: f32,
    baseline: f32,
    colour: Colour,
    lines: &[String],
) {
    let (leading, weight) = match face {
        Face::Serif => (size * 1.14, 600),
        Face::Sans => (40.0, 500),
    };
    let mut y = baseline;
    for text in lines {
        let _ = write!(
            out,
            "<text x=\"{LEFT}\" y=\"{y:.1}\" font-family=\"{}\" font-size=\"{size}\" font-weight=\"{weight}\" \
             fill=\"{colour}\">{}</text>",
            escape(&fonts.families(face)),
            escape(text),
        );
        y += leading;
    }
}

/// The loop: five numbered stages on a ring, with an arrowhead on the way from each to the next.
fn map(out: &mut String, (x, y, radius): (f64, f64, f64)) {
    let _ = write!(
        out,
        "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"none\" stroke=\"{LINE}\" stroke-width=\"5\"/>"
    );
    for (index, colour) in STAGES.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "five stages")]
        let angle = -PI / 2.0 + index as f64 * TAU / 5.0;
        let at = |angle: f64| (x + radius * angle.cos(), y + radius * angle.sin());
        let (head_x, head_y) = at(angle + TAU / 10.0);
        let turn = (angle + TAU / 10.0).to_degrees() + 90.0;
        let (node_x, node_y) = at(angle);
        let _ = write!(
            out,
            "<path d=\"M-11-13 11 0-11 13\" transform=\"translate({head_x:.2} {head_y:.2}) rotate({turn:.2})\" fill=\"none\" \
             stroke=\"{LINE}\" stroke-width=\"5\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>\
             <circle cx=\"{node_x:.2}\" cy=\"{node_y:.2}\" r=\"58\" fill=\"{PAPER}\"/>\
             <circle cx=\"{node_x:.2}\" cy=\"{node_y:.2}\" r=\"48\" fill=\"{colour}\"/>\
             <text x=\"{node_x:.2}\" y=\"{:.2}\" font-family=\"Manrope\" font-size=\"40\" font-weight=\"500\" \
             text-anchor=\"middle\" fill=\"{}\">{}</text>",
            node_y + 14.5,
            Colour::WHITE,
            index + 1,
        );
    }
}
