//! Values with a format of their own: dates, codes, addresses, paths, colours, fonts.

use super::{MAX_NAME, Values, shorten};
use crate::document::front_matter::schema::codes::{country_suggestion, is_country};
use crate::document::front_matter::schema::{date, interval};
use crate::source::Spanned;
use unic_langid::LanguageIdentifier;

impl Values<'_, '_> {
    pub(super) fn date(&mut self, text: Spanned<String>) {
        if let Err(problem) = date(&shorten(&text.value)) {
            let finding = self.invalid(text.span, format!("must be a date: {problem}"));
            let finding = match date_meant(&text.value) {
                Some(day) => finding
                    .help(format!("write `{day}`"))
                    .fix(self.rewrite(&text, &day)),
                None => finding.help("write year, month and day, as in `2026-05-04`"),
            };
            self.checker.push(finding);
        }
    }

    pub(super) fn interval(&mut self, text: Spanned<String>) {
        if interval(&text.value).is_none() {
            let what = format!("is `{}`, which is no interval", shorten(&text.value));
            let finding = self
                .invalid(text.span, what)
                .help("write a number and a unit (day, week, month, year), as in `3 months`");
            self.checker.push(finding);
        }
    }

    pub(super) fn locale(&mut self, text: Spanned<String>) {
        let parsed = text.value.parse::<LanguageIdentifier>().ok();
        let written = parsed.as_ref().map(ToString::to_string);
        if parsed.is_some() && !text.value.contains('_') && text.value.len() <= MAX_NAME {
            return;
        }
        let what = format!("is `{}`, which is no language tag", shorten(&text.value));
        let finding = self.invalid(text.span, what);
        let finding = match written.filter(|tag| tag.len() <= MAX_NAME) {
            Some(tag) => finding
                .help(format!("write `{tag}`"))
                .fix(self.rewrite(&text, &tag)),
            None => finding.help("write a tag such as `en`, `en-GB` or `zh-Hans`"),
        };
        self.checker.push(finding);
    }

    pub(super) fn country(&mut self, text: Spanned<String>) {
        if is_country(&text.value) {
            return;
        }
        let what = format!("is `{}`, which is no country code", shorten(&text.value));
        let mut finding = self.invalid(text.span, what);
        finding = match country_suggestion(&shorten(&text.value)) {
            Some(code) => finding
                .help(format!("write `{code}`"))
                .fix(self.rewrite(&text, &code)),
            None => finding.help("write the two letters of ISO 3166, as in `CN` or `GB`"),
        };
        self.checker.push(finding);
    }

    pub(super) fn url(&mut self, text: Spanned<String>) {
        let host = ["https://", "http://"].iter().find_map(|scheme| {
            let head = text.value.get(..scheme.len())?;
            head.eq_ignore_ascii_case(scheme)
                .then(|| &text.value[scheme.len()..])
        });
        let good = |host: &str| {
            !host.starts_with(['/', '?', '#', ':']) && !host.is_empty() && !unsafe_in_url(host)
        };
        if !host.is_some_and(good) {
            let what = format!("is `{}`, which is no web address", shorten(&text.value));
            let mut finding = self
                .invalid(text.span, what)
                .help("write the whole address, as in `https://example.com/`");
            let bare = !text.value.contains([':', '@']) && text.value.contains('.');
            if bare && good(&text.value) && text.value.starts_with(char::is_alphanumeric) {
                finding = finding.fix(self.guess(&text, &format!("https://{}", text.value)));
            }
            self.checker.push(finding);
        }
    }

    pub(super) fn path(&mut self, text: Spanned<String>) {
        let value = &text.value;
        let drive = value.as_bytes().get(1) == Some(&b':');
        let upwards = value.split(['/', '\\']).any(|part| part == "..");
        if upwards
            || drive
            || value.starts_with(['/', '\\', '~'])
            || value.contains(char::is_control)
        {
            let what = format!(
                "is `{}`, which leads out of the folder it is written in",
                shorten(value)
            );
            let finding = self
                .invalid(text.span, what)
                .help("write a relative path without `..`");
            self.checker.push(finding);
        }
    }

    pub(super) fn file(&mut self, text: Spanned<String>, endings: &[&str]) {
        if text.value.contains("://") {
            let finding = self
                .invalid(text.span, "is an address, but must be a file of this folder")
                .help("put the file into this folder and write its name: pages load nothing from elsewhere");
            return self.checker.push(finding);
        }
        let ending = text.value.rsplit_once('.').map(|(_, ending)| ending);
        if ending.is_some_and(|e| endings.iter().any(|known| e.eq_ignore_ascii_case(known))) {
            return self.path(text);
        }
        let kinds: Vec<String> = endings.iter().map(|e| format!("`.{e}`")).collect();
        let what = format!("is `{}`, which is no such file", shorten(&text.value));
        let finding = self
            .invalid(text.span, what)
            .help(format!("name a file that ends in {}", kinds.join(", ")));
        self.checker.push(finding);
    }

    pub(super) fn folder(&mut self, text: Spanned<String>) {
        if text.value.contains(char::is_control) {
            let finding = self.invalid(text.span, "holds a control character");
            self.checker.push(finding);
        }
    }

    pub(super) fn colour(&mut self, text: Spanned<String>) {
        let digits = text.value.strip_prefix('#').unwrap_or("");
        if !matches!(digits.len(), 3 | 6) || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            let what = format!("is `{}`, which is no colour", shorten(&text.value));
            let mut finding = self.invalid(text.span, what).help(
                "write `\"#rgb\"` or `\"#rrggbb\"` with quotes: `#` begins a comment without them",
            );
            if matches!(text.value.len(), 3 | 6)
                && text.value.bytes().all(|b| b.is_ascii_hexdigit())
            {
                finding = finding.fix(self.replace(&text, &format!("\"#{}\"", text.value)));
            }
            self.checker.push(finding);
        }
    }

    pub(super) fn fonts(&mut self, text: Spanned<String>) {
        let safe = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '-' | '"' | '\'');
        let balanced = ['"', '\'']
            .iter()
            .all(|q| text.value.matches(*q).count() % 2 == 0);
        if !balanced || !text.value.chars().all(safe) {
            let finding = self
                .invalid(text.span, "holds characters that a list of fonts does not")
                .help("write font names with commas between them, as in `\"Georgia, serif\"`");
            self.checker.push(finding);
        }
    }
}

impl Values<'_, '_> {
    pub(super) fn font_name(&mut self, text: Spanned<String>) {
        let safe = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-');
        if !text.value.chars().all(safe) || text.value.len() > MAX_NAME {
            let what = format!("is `{}`, which is no font's name", shorten(&text.value));
            let finding = self
                .invalid(text.span, what)
                .help("write one name of letters, digits, spaces and hyphens, as in `Lune Sans`");
            self.checker.push(finding);
        }
    }

    pub(super) fn font_weight(&mut self, text: Spanned<String>) {
        let weights: Vec<Option<u16>> = text.value.split(' ').map(weight).collect();
        let right = match weights[..] {
            [Some(_)] => true,
            [Some(least), Some(most)] => least < most,
            _ => false,
        };
        if !right {
            let what = format!("is `{}`, which is no font weight", shorten(&text.value));
            let finding = self.invalid(text.span, what).help(
                "write a number from 1 to 1000, or the two ends of a variable font, as in `200 900`",
            );
            self.checker.push(finding);
        }
    }
}

/// A number from 1 to 1000, as CSS takes it for a font's weight.
fn weight(text: &str) -> Option<u16> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    text.parse()
        .ok()
        .filter(|n| plain && (1..=1000).contains(n))
}

/// The day that is clearly meant by a text such as `2026/5/4` or `2026年5月4日`: year, month and day in this order.
fn date_meant(text: &str) -> Option<String> {
    let separates = |c: char| matches!(c, '/' | '.' | '-' | '年' | '月' | '日' | ' ');
    let parts: Vec<&str> = text.split(separates).filter(|p| !p.is_empty()).collect();
    let [year, month, day] = parts[..] else {
        return None;
    };
    let fits = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
    let meant = format!("{year}-{month:0>2}-{day:0>2}");
    (fits && date(&meant).is_ok()).then_some(meant)
}

fn unsafe_in_url(host: &str) -> bool {
    host.contains(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\')
    })
}
