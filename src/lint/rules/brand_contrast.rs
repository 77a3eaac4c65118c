//! `brand-contrast`: a brand's accent cannot be read on the light or the dark page.
//!
//! Steps: the themes that show the brand are found ([`themes`]); in each the accent is judged as the theme shows it
//! ([`Look`]); of what falls short the worst is told, with the nearest accent that is right in all of them.

use crate::config::{Brand, Colour};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::lint::support::guess;
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::{SourceFile, Span};
use std::collections::BTreeSet;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "brand-contrast",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "A brand's accent cannot be read on the light or the dark page.",
        fixable: true,
        options: &[],
        page: include_str!("brand_contrast.md"),
    },
    check: Some(check),
};

/// What text needs ([WCAG 2.2, 1.4.3](https://www.w3.org/TR/WCAG22/#contrast-minimum)).
const TEXT: f64 = 4.5;
/// What marks and the outline of the focus need ([WCAG 2.2, 1.4.11](https://www.w3.org/TR/WCAG22/#non-text-contrast)).
const MARK: f64 = 3.0;

/// The colours of a built-in theme around an accent, in one scheme.
struct Look {
    theme: &'static str,
    dark: bool,
    paper: Colour,
    surface: Colour,
    ink: Colour,
    /// How much of a link's colour is the accent; the rest is ink.
    share: f64,
}

/// The built-in themes, by their tokens `paper`, `surface`, `ink` and `accent-ink`. A theme of the workspace's own has
/// most likely changed some of `atlas`, and is taken for it.
const LOOKS: [Look; 4] = [
    Look {
        theme: "atlas",
        dark: false,
        paper: Colour::hex(0xfb_fa_f7),
        surface: Colour::WHITE,
        ink: Colour::hex(0x1d_1b_18),
        share: 0.85,
    },
    Look {
        theme: "atlas",
        dark: true,
        paper: Colour::hex(0x15_14_13),
        surface: Colour::hex(0x1d_1c_1a),
        ink: Colour::hex(0xec_e8_e0),
        share: 0.85,
    },
    Look {
        theme: "ledger",
        dark: false,
        paper: Colour::hex(0xfa_f6_ea),
        surface: Colour::hex(0xff_fd_f6),
        ink: Colour::hex(0x1a_22_34),
        share: 0.88,
    },
    Look {
        theme: "ledger",
        dark: true,
        paper: Colour::hex(0x0f_14_1f),
        surface: Colour::hex(0x16_1d_2b),
        ink: Colour::hex(0xe7_e9_ef),
        share: 0.88,
    },
];

/// A pair of colours that is told apart too badly.
struct Short {
    what: &'static str,
    shown: Colour,
    ground: Colour,
    needed: f64,
}

impl Look {
    /// The pair that falls short the most, of links on both grounds and of marks on the page.
    fn shortfall(&self, accent: Colour) -> Option<Short> {
        let link = accent.mix(self.share, self.ink);
        let pairs = [
            ("a link", link, self.paper, TEXT),
            ("a link", link, self.surface, TEXT),
            ("a mark", accent, self.paper, MARK),
        ];
        let pairs = pairs.map(|(what, shown, ground, needed)| Short {
            what,
            shown,
            ground,
            needed,
        });
        let short = pairs.into_iter().filter(|pair| pair.reached() < 1.0);
        short.min_by(|a, b| a.reached().total_cmp(&b.reached()))
    }
}

impl Short {
    /// Which part of the needed contrast there is.
    fn reached(&self) -> f64 {
        self.shown.contrast(self.ground) / self.needed
    }
}

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (slug, themes) in themes(context) {
        let mut brands = context.workspace.brands.iter();
        if let Some(brand) = brands.find(|brand| brand.slug == slug) {
            let source = context.sources.get(brand.file);
            for dark in [false, true] {
                out.extend(judge(brand, source, &themes, dark));
            }
        }
    }
}

/// The brands that the playbook is shown with, each with its themes: in the whole workspace as one site, or in the
/// sites that have it.
fn themes<'c>(context: &Context<'c>) -> Vec<(&'c str, BTreeSet<&'static str>)> {
    let config = &context.workspace.config;
    let own = context.playbook.facts.brand.as_ref();
    let sites = config.sites.iter();
    let with = sites.filter(|site| site.playbooks.iter().any(|p| p.value == context.name()));
    let mut shown: Vec<_> = with
        .map(|site| (site.brand.as_ref(), site.theme.as_ref()))
        .collect();
    if shown.is_empty() {
        shown.push((None, None));
    }
    let mut found: Vec<(&str, BTreeSet<&str>)> = Vec::new();
    for (brand, theme) in shown {
        let theme = theme.unwrap_or(&config.theme).value.as_str();
        let theme = LOOKS.iter().find(|look| look.theme == theme);
        let theme = theme.map_or(LOOKS[0].theme, |look| look.theme);
        let site_brand = brand.or(config.brand.as_ref());
        for brand in [own, site_brand].into_iter().flatten() {
            match found.iter_mut().find(|(slug, _)| *slug == brand.value) {
                Some((_, themes)) => {
                    themes.insert(theme);
                }
                None => found.push((&brand.value, BTreeSet::from([theme]))),
            }
        }
    }
    found
}

/// What is wrong with the accent of a brand on the light or the dark page.
fn judge(
    brand: &Brand,
    source: &SourceFile,
    themes: &BTreeSet<&str>,
    dark: bool,
) -> Option<Diagnostic> {
    let own = brand.accent_dark.as_deref().filter(|_| dark);
    let text = own.or(brand.accent.as_deref())?;
    let key = if own.is_some() {
        "accent_dark"
    } else {
        "accent"
    };
    let (span, accent) = (*brand.spans.get(key)?, Colour::parse(text)?);
    let looks = || {
        let looks = LOOKS.iter().filter(|look| look.dark == dark);
        looks.filter(|look| themes.contains(look.theme))
    };
    let short = looks().filter_map(|look| look.shortfall(accent));
    let short = short.min_by(|a, b| a.reached().total_cmp(&b.reached()))?;
    let page = if dark { "dark" } else { "light" };
    let finding = RULE
        .finding(format!(
            "`{key}` is hard to see on the {page} page: {} is shown in `{}` on `{}`, a contrast of {}, and needs {}",
            short.what,
            short.shown,
            short.ground,
            // Cut, not rounded, so that it never reads as enough.
            (short.shown.contrast(short.ground) * 100.0).floor() / 100.0,
            short.needed,
        ))
        .label(brand.file, span, "")
        .note("people with weak eyes, or with the sun on their screen, do not find the links and buttons of the page");
    let right = accent.nearest(|colour| looks().all(|look| look.shortfall(colour).is_none()));
    Some(match right {
        Some(right) if dark && own.is_none() => {
            let fix = added(source, span, right).map(|(at, line)| {
                guess(
                    format!("add `accent_dark: \"{right}\"`"),
                    brand.file,
                    at,
                    line,
                )
            });
            let help = format!(
                "add `accent_dark: \"{right}\"`, the nearest colour of the same hue that can be read there"
            );
            with(finding.help(help), fix)
        }
        Some(right) => {
            let title = format!("replace `{text}` by `{right}`");
            let fix = guess(title, brand.file, span, format!("\"{right}\""));
            let help = format!(
                "write `{key}: \"{right}\"`, the nearest colour of the same hue that can be read there"
            );
            with(finding.help(help), Some(fix))
        }
        None => finding,
    })
}

fn with(finding: Diagnostic, fix: Option<Fix>) -> Diagnostic {
    match fix {
        Some(fix) => finding.fix(fix),
        None => finding,
    }
}

/// Where `accent_dark` can be written before `accent`, whose value is at `span`, and with what after it.
fn added(source: &SourceFile, span: Span, colour: Colour) -> Option<(Span, String)> {
    let before = source.text.get(..span.start as usize)?;
    let key = before.rfind("accent")?;
    let line = before[..key].rfind('\n').map_or(0, |end| end + 1);
    let indent = &before[line..key];
    let between = if indent.bytes().all(|b| b == b' ') {
        format!("\n{indent}")
    } else if indent.ends_with(['{', ' ']) {
        ", ".to_owned()
    } else {
        return None;
    };
    let line = format!("accent_dark: \"{colour}\"{between}");
    Some((Span::new(key, key), line))
}

#[cfg(test)]
mod tests {
    use super::{LOOKS, judge};
    use crate::config::{Colour, read_brand};
    use crate::source::{FileId, SitePath, SourceFile};
    use std::collections::BTreeSet;

    /// What is said of a brand with these colours: the messages, and the text after the fixes one by one.
    fn check(colors: &str, themes: &[&'static str]) -> Vec<(String, String)> {
        let source = SourceFile {
            path: SitePath::new("brands/lune/brand.yaml"),
            text: format!("name: Lune\n{colors}"),
        };
        let (brand, found) = read_brand(FileId(0), &source);
        assert!(found.is_empty(), "{found:?}");
        let themes: BTreeSet<&str> = themes.iter().copied().collect();
        let findings = [false, true]
            .into_iter()
            .filter_map(|dark| judge(&brand, &source, &themes, dark));
        findings
            .map(|finding| {
                let edit = &finding.fix.unwrap().edits[0];
                let mut text = source.text.clone();
                text.replace_range(edit.span.range(), &edit.replacement);
                (finding.message, text["name: Lune\n".len()..].to_owned())
            })
            .collect()
    }

    #[test]
    fn an_accent_that_can_be_read_is_left_alone() {
        for colors in [
            "colors: {accent: \"#a8321f\", accent_dark: \"#ff9a86\"}\n",
            "colors: {accent: \"#1d3f91\", accent_dark: \"#a3bcff\"}\n",
            "colors: {accent_dark: \"#fff\"}\n",
            "",
        ] {
            assert_eq!(check(colors, &["atlas", "ledger"]), [], "{colors}");
        }
    }

    #[test]
    fn the_worst_pair_is_told_and_the_nearest_colour_passes() {
        let found = check(
            "colors: {accent: \"#ffb000\", accent_dark: \"#ffb000\"}\n",
            &["atlas"],
        );
        assert_eq!(found.len(), 1, "{found:?}");
        let (message, text) = &found[0];
        assert!(
            message.starts_with("`accent` is hard to see on the light page: a "),
            "{message}"
        );
        assert_eq!(check(text, &["atlas"]), [], "{text}");
        let dark = check(
            "colors:\n  accent: \"#1d3f91\"\n  accent_dark: \"#234\"\n",
            &["ledger"],
        );
        assert!(
            dark[0]
                .0
                .starts_with("`accent_dark` is hard to see on the dark page"),
            "{dark:?}"
        );
        assert_eq!(check(&dark[0].1, &["ledger"]), []);
    }

    #[test]
    fn a_dark_accent_that_is_missing_is_added() {
        for (colors, start) in [
            (
                "colors: {accent: \"#1d3f91\"}\n",
                "colors: {accent_dark: \"#",
            ),
            (
                "colors:\n    accent: \"#1d3f91\" # ours\n",
                "colors:\n    accent_dark: \"#",
            ),
        ] {
            let found = check(colors, &["atlas", "ledger"]);
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].1.starts_with(start), "{found:?}");
            assert_eq!(check(&found[0].1, &["atlas", "ledger"]), []);
        }
    }

    #[test]
    fn the_looks_are_those_of_the_themes() {
        for look in &LOOKS {
            let name = look.theme;
            let path = format!(
                "{}/themes/{name}/assets/{name}.css",
                env!("CARGO_MANIFEST_DIR")
            );
            let css = std::fs::read_to_string(path).unwrap();
            let declared = |token: &str| -> String {
                let start = format!("--{token}:");
                let values = css.split(start.as_str()).skip(1);
                values.filter_map(|rest| rest.split(';').next()).collect()
            };
            for (token, colour) in [
                ("paper", look.paper),
                ("surface", look.surface),
                ("ink", look.ink),
            ] {
                let values = declared(token);
                let mut colours = values.split(|c: char| c != '#' && !c.is_ascii_hexdigit());
                let is_there = colours.any(|text| Colour::parse(text) == Some(colour));
                assert!(is_there, "{name}: {token} {colour}");
            }
            let mixed = format!("var(--accent) {}%", (look.share * 100.0).round());
            assert!(css.contains(&mixed), "{name}: {mixed}");
        }
    }
}
