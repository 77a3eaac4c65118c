//! The icon of a brand that has none of its own: the initial of its name, in the loop, on its accent.

use super::fonts::initial;
use super::theme_accent;
use crate::config::{Brand, Colour};
use crate::render::fragment::escape;
use crate::theme::Theme;

/// The icon as SVG. Nothing in it depends on the colour scheme: it is seen on tabs of any colour.
pub(crate) fn icon(brand: &Brand, theme: &Theme) -> String {
    let own = brand.accent.as_deref().and_then(Colour::parse);
    let accent = own.or_else(|| theme_accent(theme)).unwrap_or(Colour::BLACK);
    let ink = accent.text_on();
    let letter = brand.name.chars().find(|c| c.is_alphanumeric());
    let letter = letter.map(|c| c.to_uppercase().next().unwrap_or(c));
    let drawn = letter.map(|letter| match initial(letter) {
        Some(path) => format!(
            "<path fill=\"{ink}\" stroke=\"{ink}\" stroke-width=\"2.2\" d=\"{path}\"/>"
        ),
        None => format!(
            "<text x=\"32\" y=\"41\" font-family=\"system-ui,sans-serif\" font-size=\"26\" font-weight=\"600\" \
             text-anchor=\"middle\" fill=\"{ink}\">{}</text>",
            escape(&letter.to_string())
        ),
    });
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><rect width=\"64\" height=\"64\" rx=\"14\" fill=\"{accent}\"/>\
         <circle cx=\"32\" cy=\"32\" r=\"23\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"4.5\" stroke-linecap=\"round\" \
         stroke-dasharray=\"114 30.5\" transform=\"rotate(-54 32 32)\"/><circle cx=\"32\" cy=\"9\" r=\"5.5\" fill=\"{ink}\"/>{}</svg>\n",
        drawn.unwrap_or_default()
    )
}
