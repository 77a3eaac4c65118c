//! A theme's files that are no templates: their names get their content's hash, and style sheets that name other files
//! of the theme name them so.

use super::{ASSET_FOLDER, ThemeError, lean, line_and_column};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A file that pages refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its contents.
    pub bytes: Cow<'static, [u8]>,
    /// Its path in the output: `_theme/atlas.0a1b2c3d.css`.
    pub path: String,
}

/// An asset before its name is settled.
pub(super) struct Raw {
    pub(super) bytes: Cow<'static, [u8]>,
    pub(super) origin: String,
    /// Whether it is a file of Waybook's own themes, of which comments are not sent.
    pub(super) ours: bool,
}

/// The path in the output of an asset with this name and content: the first 8 hexadecimal digits of its BLAKE3 hash
/// stand before the ending.
#[must_use]
pub fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let hash = &blake3::hash(bytes).to_hex()[..8];
    let (folder, file) = name.rsplit_once('/').map_or(("", name), |(f, n)| (f, n));
    let slash = if folder.is_empty() { "" } else { "/" };
    match file.rsplit_once('.') {
        Some((stem, ending)) => format!("{ASSET_FOLDER}/{folder}{slash}{stem}.{hash}.{ending}"),
        None => format!("{ASSET_FOLDER}/{folder}{slash}{file}.{hash}"),
    }
}

/// Names every asset. Style sheets come after what they refer to, since their content, and with it their name, depends
/// on the names in it.
pub(super) fn finish(
    mut raw: BTreeMap<String, Raw>,
) -> Result<BTreeMap<String, Asset>, ThemeError> {
    let sheets: BTreeMap<String, Sheet> = raw
        .iter()
        .filter(|(name, _)| name.ends_with(".css"))
        .map(|(name, file)| Ok((name.clone(), Sheet::read(name, file, &raw)?)))
        .collect::<Result<_, ThemeError>>()?;
    raw.retain(|name, _| !sheets.contains_key(name));
    let mut assets: BTreeMap<String, Asset> = raw
        .into_iter()
        .map(|(name, file)| {
            let path = hashed_name(&name, &file.bytes);
            let bytes = file.bytes;
            (name, Asset { bytes, path })
        })
        .collect();
    let mut waiting: Vec<&String> = sheets.keys().collect();
    while !waiting.is_empty() {
        let before = waiting.len();
        waiting.retain(|name| {
            let sheet = &sheets[*name];
            let ready = sheet
                .references
                .iter()
                .all(|r| assets.contains_key(&r.target));
            if ready {
                let text = sheet.rewritten(name, &assets);
                let path = hashed_name(name, text.as_bytes());
                let bytes = Cow::Owned(text.into_bytes());
                assets.insert((*name).clone(), Asset { bytes, path });
            }
            !ready
        });
        if waiting.len() == before {
            return Err(ThemeError::File {
                origin: sheets[waiting[0]].origin.clone(),
                place: String::new(),
                message: "this style sheet refers to itself by way of others".to_owned(),
            });
        }
    }
    Ok(assets)
}

/// A style sheet and what it refers to.
struct Sheet {
    origin: String,
    ours: bool,
    text: String,
    references: Vec<Reference>,
}

/// `url(…)` of another file of the theme.
struct Reference {
    /// The bytes of the address, quotes left out.
    start: usize,
    end: usize,
    /// The asset's name.
    target: String,
    /// What stood after the name: `#icon`, `?#iefix`.
    suffix: String,
}

impl Sheet {
    fn read(name: &str, file: &Raw, all: &BTreeMap<String, Raw>) -> Result<Self, ThemeError> {
        let refuse = |text: &str, offset: usize, message: String| {
            let (line, column) = line_and_column(text, offset);
            ThemeError::File {
                origin: file.origin.clone(),
                place: format!(":{line}:{column}"),
                message,
            }
        };
        let text = match std::str::from_utf8(&file.bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => return Err(refuse("", 0, "this style sheet is not UTF-8".to_owned())),
        };
        let mut references = Vec::new();
        for (start, end) in addresses(&text) {
            let address = &text[start..end];
            if is_elsewhere(address) {
                continue;
            }
            let cut = address.find(['?', '#']).unwrap_or(address.len());
            let target = resolve(name, &address[..cut]).filter(|t| all.contains_key(t));
            let Some(target) = target else {
                let message = format!(
                    "the theme has no asset `{}` as seen from here",
                    &address[..cut]
                );
                return Err(refuse(&text, start, message));
            };
            let suffix = address[cut..].to_owned();
            references.push(Reference {
                start,
                end,
                target,
                suffix,
            });
        }
        Ok(Self {
            origin: file.origin.clone(),
            ours: file.ours,
            text,
            references,
        })
    }

    fn rewritten(&self, name: &str, assets: &BTreeMap<String, Asset>) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut from = 0;
        for reference in &self.references {
            out.push_str(&self.text[from..reference.start]);
            if let Some(asset) = assets.get(&reference.target) {
                out.push_str(&"../".repeat(name.matches('/').count()));
                let inside = asset.path.strip_prefix(ASSET_FOLDER).unwrap_or(&asset.path);
                out.push_str(inside.trim_start_matches('/'));
                out.push_str(&reference.suffix);
            }
            from = reference.end;
        }
        out.push_str(&self.text[from..]);
        if self.ours { lean::sheet(out) } else { out }
    }
}

/// Whether an address leads to no file of the theme: another site, the page itself, data.
fn is_elsewhere(address: &str) -> bool {
    let scheme = address.split_once(':').is_some_and(|(scheme, _)| {
        scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    });
    address.is_empty() || address.starts_with(['#', '/']) || scheme
}

/// The asset that `address` means in the style sheet `name`; `None` above the assets' folder.
fn resolve(name: &str, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The addresses in every `url(…)`, without quotes and white space. Comments and other strings are passed over.
fn addresses(css: &str) -> Vec<(usize, usize)> {
    let bytes = css.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = css[at + 2..].find("*/").map_or(bytes.len(), |i| at + i + 4);
            }
            b'"' | b'\'' => at = after_string(bytes, at),
            b'u' | b'U' if is_url(bytes, at) => {
                let mut start = at + 4;
                while bytes.get(start).is_some_and(u8::is_ascii_whitespace) {
                    start += 1;
                }
                let quoted = matches!(bytes.get(start), Some(b'"' | b'\''));
                let end = if quoted {
                    at = after_string(bytes, start);
                    start += 1;
                    at.saturating_sub(1).max(start)
                } else {
                    let close = bytes[start..].iter().position(|b| *b == b')');
                    at = close.map_or(bytes.len(), |i| start + i);
                    start + css[start..at].trim_end().len()
                };
                if css.is_char_boundary(start) && css.is_char_boundary(end) && end <= bytes.len() {
                    found.push((start, end));
                }
            }
            _ => at += 1,
        }
    }
    found
}

fn is_url(bytes: &[u8], at: usize) -> bool {
    let head = bytes.get(at..at + 4);
    let inside_a_word =
        at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || matches!(bytes[at - 1], b'-' | b'_'));
    !inside_a_word && head.is_some_and(|h| h.eq_ignore_ascii_case(b"url("))
}

fn after_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != bytes[start] {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::{Raw, finish, hashed_name};
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    fn raw(files: &[(&str, &str)]) -> BTreeMap<String, Raw> {
        let file = |(name, text): &(&str, &str)| {
            let raw = Raw {
                bytes: Cow::Owned(text.as_bytes().to_vec()),
                origin: format!("themes/x/assets/{name}"),
                ours: false,
            };
            ((*name).to_owned(), raw)
        };
        files.iter().map(file).collect()
    }

    #[test]
    fn names_carry_the_hash() {
        assert_eq!(
            hashed_name("a.css", b"x"),
            "_theme/a.3a7bd3e2.css".replace("3a7bd3e2", &blake3::hash(b"x").to_hex()[..8])
        );
        assert!(hashed_name("fonts/a.b.woff2", b"").starts_with("_theme/fonts/a.b."));
        assert!(hashed_name("v1.2/LICENSE", b"").starts_with("_theme/v1.2/LICENSE."));
    }

    #[test]
    fn references_follow_the_hash() {
        let css = "a{b:url(../i/x.svg#y)} /* url(no) */ c{d:url( 'e.css' ) url(data:,x) \"url(no)\" url(#z)}";
        let assets = finish(raw(&[
            ("s/a.css", css),
            ("s/e.css", "x{}"),
            ("i/x.svg", "<svg/>"),
        ]))
        .unwrap();
        let file = |name: &str| assets[name].path["_theme/".len()..].to_owned();
        let expected = css
            .replace("../i/x.svg", &format!("../{}", file("i/x.svg")))
            .replace("e.css", &format!("../{}", file("s/e.css")));
        assert_eq!(
            std::str::from_utf8(&assets["s/a.css"].bytes).unwrap(),
            expected
        );
        assert_eq!(
            assets["s/a.css"].path,
            hashed_name("s/a.css", expected.as_bytes())
        );
    }

    #[test]
    fn wrong_references_are_refused() {
        let check = |files: &[(&str, &str)], expected: &str| {
            assert_eq!(finish(raw(files)).unwrap_err().to_string(), expected);
        };
        check(
            &[("a.css", "x{\n y:url(no.png)}")],
            "themes/x/assets/a.css:2:8: the theme has no asset `no.png` as seen from here",
        );
        check(
            &[("a.css", "x{y:url(../../a.css)}")],
            "themes/x/assets/a.css:1:9: the theme has no asset `../../a.css` as seen from here",
        );
        check(
            &[
                ("a.css", "@import url(b.css)"),
                ("b.css", "@import url(a.css)"),
            ],
            "themes/x/assets/a.css: this style sheet refers to itself by way of others",
        );
        for broken in ["url(", "url('", "url('\\", "\"", "/*", "url(é"] {
            let _ = finish(raw(&[("a.css", broken)]));
        }
    }
}
