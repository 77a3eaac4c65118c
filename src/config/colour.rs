//! Colours as brands write them: how well one can be told from another (WCAG 2.2), mixed as style sheets mix them, and
//! the nearest one that can be read.

use std::fmt;

/// A colour of the sRGB space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// `#000000`
    pub const BLACK: Self = Self([0; 3]);
    /// `#ffffff`
    pub const WHITE: Self = Self([255; 3]);

    /// The colour of a number such as `0xfbfaf7`.
    #[must_use]
    pub const fn hex(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self([red, green, blue])
    }

    /// Reads `#rgb` or `#rrggbb`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let digits: Vec<u8> = digits
            .chars()
            .map(|c| u8::try_from(c.to_digit(16)?).ok())
            .collect::<Option<_>>()?;
        match digits[..] {
            [r, g, b] => Some(Self([r * 17, g * 17, b * 17])),
            [r, r2, g, g2, b, b2] => Some(Self([r * 16 + r2, g * 16 + g2, b * 16 + b2])),
            _ => None,
        }
    }

    /// The contrast ratio of two colours, 1 to 21
    /// ([WCAG 2.2](https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The relative luminance, 0 to 1 ([WCAG 2.2](https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)).
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// White or black: the one that is read better on this colour. It has a contrast of 4.58 at least.
    #[must_use]
    pub fn text_on(self) -> Self {
        if self.contrast(Self::WHITE) >= self.contrast(Self::BLACK) {
            Self::WHITE
        } else {
            Self::BLACK
        }
    }

    /// `color-mix(in oklab, self share, other)`; `share` is 0 to 1.
    #[must_use]
    pub fn mix(self, share: f64, other: Self) -> Self {
        let (a, b) = (self.oklab(), other.oklab());
        let mixed = [0, 1, 2].map(|i| a[i] * share + b[i] * (1.0 - share));
        Self::from_linear(linear_of(mixed))
    }

    /// The colour of the same hue that differs least in lightness and is `right`; colours that a screen cannot show
    /// give up saturation. `None` when there is none.
    #[must_use]
    pub fn nearest(self, right: impl Fn(Self) -> bool) -> Option<Self> {
        let [lightness, a, b] = self.oklab();
        let steps = (1..=STEPS).flat_map(|step| {
            let by = f64::from(step) / f64::from(STEPS);
            [lightness - by, lightness + by]
        });
        let inside = steps.filter(|lightness| (0.0..=1.0).contains(lightness));
        let mut colours = inside.map(|lightness| Self::shown([lightness, a, b]));
        colours.find(|colour| right(*colour))
    }

    /// The colour of an OKLab value, with as much of its saturation as a screen shows.
    fn shown([lightness, a, b]: [f64; 3]) -> Self {
        let linear = |share: f64| linear_of([lightness, a * share, b * share]);
        let fits = |channels: &[f64; 3]| channels.iter().all(|c| (-1e-4..=1.0001).contains(c));
        let shares = (0..=STEPS).rev().map(|n| f64::from(n) / f64::from(STEPS));
        let fitting = shares.map(linear).find(fits);
        Self::from_linear(fitting.unwrap_or([lightness.powi(3); 3]))
    }

    /// The channels with the transfer curve of sRGB taken off, 0 to 1.
    fn linear(self) -> [f64; 3] {
        self.0.map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    fn from_linear(channels: [f64; 3]) -> Self {
        Self(channels.map(|value| {
            let value = value.clamp(0.0, 1.0);
            let curved = if value <= 0.003_130_8 {
                value * 12.92
            } else {
                1.055 * value.powf(1.0 / 2.4) - 0.055
            };
            // In range after clamping.
            (curved * 255.0).round() as u8
        }))
    }

    /// Lightness, green to red, blue to yellow ([OKLab](https://bottosson.github.io/posts/oklab/)).
    fn oklab(self) -> [f64; 3] {
        let [r, g, b] = self.linear();
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }
}

/// How finely lightness and saturation are searched.
const STEPS: u16 = 400;

/// The linear sRGB channels of an OKLab value; outside of 0 to 1 where a screen cannot show it.
fn linear_of([lightness, a, b]: [f64; 3]) -> [f64; 3] {
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ]
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn colours_are_read_and_written() {
        for (text, written) in [("#abc", "#aabbcc"), ("#A8321F", "#a8321f")] {
            assert_eq!(colour(text).to_string(), written);
        }
        assert_eq!(Colour::hex(0xfb_fa_f7), colour("#fbfaf7"));
        for wrong in ["", "abc", "#ab", "#abcd", "#ggg", "#12345é"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        for (a, b, expected) in [
            ("#000", "#fff", 21.0),
            ("#fff", "#fff", 1.0),
            ("#777", "#fff", 4.48),
            ("#767676", "#fff", 4.54),
            ("#0000ff", "#fff", 8.59),
            ("#ff0000", "#fff", 4.0),
        ] {
            let found = colour(a).contrast(colour(b));
            assert!((found - expected).abs() < 0.01, "{a} on {b}: {found}");
            assert_eq!(colour(b).contrast(colour(a)), found);
        }
    }

    #[test]
    fn some_text_can_be_read_on_every_colour() {
        let channels = [0, 51, 102, 119, 128, 153, 204, 255];
        for (r, g, b) in channels.iter().flat_map(|r| {
            let pairs = channels
                .iter()
                .flat_map(|g| channels.iter().map(move |b| (g, b)));
            pairs.map(move |(g, b)| (*r, *g, *b))
        }) {
            let colour = Colour([r, g, b]);
            assert!(colour.contrast(colour.text_on()) >= 4.5, "{colour}");
        }
    }

    #[test]
    fn colours_mix_as_browsers_mix_them() {
        for (a, share, b, expected) in [
            ("#fff", 0.5, "#000", "#636363"),
            ("#a8321f", 0.85, "#1d1b18", "#923120"),
            ("#1d3f91", 0.88, "#1a2234", "#1d3c85"),
            ("#ffb000", 0.85, "#1d1b18", "#d9971b"),
            ("#a8321f", 1.0, "#fff", "#a8321f"),
        ] {
            assert_eq!(colour(a).mix(share, colour(b)).to_string(), expected);
        }
    }

    #[test]
    fn the_nearest_colour_keeps_its_hue() {
        let on = |paper: &str| {
            let paper = colour(paper);
            move |colour: Colour| colour.contrast(paper) >= 4.5
        };
        let darker = colour("#ffb000").nearest(on("#fff")).unwrap();
        assert!(
            (4.5..4.7).contains(&darker.contrast(Colour::WHITE)),
            "{darker}"
        );
        let [_, a, b] = darker.oklab();
        let [_, a2, b2] = colour("#ffb000").oklab();
        assert!((a / b - a2 / b2).abs() < 0.05, "{darker} has another hue");
        let lighter = colour("#1d3f91").nearest(on("#000")).unwrap();
        assert!(
            (4.5..4.7).contains(&lighter.contrast(Colour::BLACK)),
            "{lighter}"
        );
        assert_eq!(colour("#123").nearest(|_| false), None);
    }
}
