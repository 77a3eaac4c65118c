//! Languages by their own names, and the direction they are written in.

use unic_langid::{CharacterDirection, LanguageIdentifier};

/// Languages by their own names: a subtag, then what its readers call it. A script is named where one language has two.
#[rustfmt::skip]
const NAMES: &[(&str, &str)] = &[
    ("ar", "العربية"), ("bg", "Български"), ("bn", "বাংলা"), ("ca", "Català"), ("cs", "Čeština"), ("cy", "Cymraeg"),
    ("da", "Dansk"), ("de", "Deutsch"), ("el", "Ελληνικά"), ("en", "English"), ("es", "Español"), ("et", "Eesti"),
    ("eu", "Euskara"), ("fa", "فارسی"), ("fi", "Suomi"), ("fr", "Français"), ("ga", "Gaeilge"), ("gl", "Galego"),
    ("he", "עברית"), ("hi", "हिन्दी"), ("hr", "Hrvatski"), ("hu", "Magyar"), ("hy", "Հայերեն"), ("id", "Bahasa Indonesia"),
    ("is", "Íslenska"), ("it", "Italiano"), ("ja", "日本語"), ("ka", "ქართული"), ("kk", "Қазақ тілі"), ("km", "ខ្មែរ"),
    ("ko", "한국어"), ("lo", "ລາວ"), ("lt", "Lietuvių"), ("lv", "Latviešu"), ("mn", "Монгол"), ("ms", "Bahasa Melayu"),
    ("my", "မြန်မာ"), ("nb", "Norsk bokmål"), ("nl", "Nederlands"), ("nn", "Norsk nynorsk"), ("no", "Norsk"), ("pl", "Polski"),
    ("pt", "Português"), ("ro", "Română"), ("ru", "Русский"), ("sk", "Slovenčina"), ("sl", "Slovenščina"), ("sr", "Српски"),
    ("sv", "Svenska"), ("sw", "Kiswahili"), ("ta", "தமிழ்"), ("th", "ไทย"), ("tr", "Türkçe"), ("uk", "Українська"),
    ("ur", "اردو"), ("uz", "Oʻzbekcha"), ("vi", "Tiếng Việt"), ("zh", "中文"), ("zh-Hans", "简体中文"), ("zh-Hant", "繁體中文"),
];

/// The direction of a language: `ltr` or `rtl`. A tag that cannot be read counts as `ltr`.
pub(crate) fn direction(locale: &str) -> &'static str {
    let tag = locale.parse::<LanguageIdentifier>();
    match tag.map(|tag| tag.character_direction()) {
        Ok(CharacterDirection::RTL) => "rtl",
        _ => "ltr",
    }
}

/// What a language is called in it, among the languages `others`: no longer than is needed to tell it from them. A language
/// whose name is not known is called by its tag.
pub(crate) fn name(locale: &str, others: &[&str]) -> String {
    let language = language(locale);
    let alone = !others
        .iter()
        .any(|other| *other != locale && self::language(other) == language);
    let known = |tag: &str| NAMES.iter().find(|(t, _)| t.eq_ignore_ascii_case(tag));
    let short = known(language).map(|(_, name)| (*name).to_owned());
    if alone {
        return short.unwrap_or_else(|| locale.to_owned());
    }
    match (known(locale), short) {
        (Some((_, name)), _) => (*name).to_owned(),
        (None, Some(short)) => format!("{short} ({locale})"),
        (None, None) => locale.to_owned(),
    }
}

/// The language that a text's script speaks for, when one does: BCP 47.
pub(crate) fn script_language(text: &str) -> Option<&'static str> {
    let mut han = false;
    for c in text.chars() {
        match c {
            '\u{3040}'..='\u{30ff}' => return Some("ja"),
            '\u{ac00}'..='\u{d7af}' => return Some("ko"),
            '\u{4e00}'..='\u{9fff}' => han = true,
            '\u{0e00}'..='\u{0e7f}' => return Some("th"),
            '\u{0600}'..='\u{06ff}' => return Some("ar"),
            _ => {}
        }
    }
    han.then_some("zh")
}

/// The language of a text whose script is another one than that of texts in `locale`; BCP 47.
pub(crate) fn foreign(text: &str, locale: &str) -> Option<&'static str> {
    let found = script_language(text)?;
    let own = language(locale);
    // Ideographs are at home in Japanese too.
    let at_home = found == own
        || (found == "zh" && own == "ja")
        || (found == "ar" && direction(locale) == "rtl");
    (!at_home).then_some(found)
}

/// The first part of a tag: the language.
pub(crate) fn language(locale: &str) -> &str {
    locale.split('-').next().unwrap_or(locale)
}

#[cfg(test)]
mod tests {
    use super::{direction, foreign, name, script_language};

    #[test]
    fn languages_are_called_by_their_own_names_no_longer_than_needed() {
        let check = |locale: &str, others: &[&str], expected: &str| {
            assert_eq!(name(locale, others), expected, "{locale} among {others:?}");
        };
        check("en", &["en", "zh-Hans"], "English");
        check("zh-Hans", &["en", "zh-Hans"], "中文");
        check("zh-Hans", &["zh-Hant", "zh-Hans"], "简体中文");
        check("en-GB", &["en-GB", "en-US"], "English (en-GB)");
        check("en-GB", &["en-GB", "ar"], "English");
        check("tlh", &["en", "tlh"], "tlh");
    }

    #[test]
    fn directions_follow_the_script() {
        for (locale, expected) in [
            ("en", "ltr"),
            ("zh-Hans", "ltr"),
            ("ar", "rtl"),
            ("ar-EG", "rtl"),
            ("he", "rtl"),
            ("fa", "rtl"),
            ("az-Arab", "rtl"),
            ("not a tag", "ltr"),
        ] {
            assert_eq!(direction(locale), expected, "{locale}");
        }
    }

    #[test]
    fn scripts_tell_languages() {
        assert_eq!(script_language("种草 (zhòngcǎo)"), Some("zh"));
        assert_eq!(script_language("くちコミ"), Some("ja"));
        assert_eq!(script_language("Mundpropaganda"), None);
    }

    #[test]
    fn a_text_is_foreign_where_its_script_is() {
        assert_eq!(foreign("换季 脸泛红", "en"), Some("zh"));
        assert_eq!(foreign("换季 脸泛红", "zh-Hans"), None);
        assert_eq!(foreign("口碑", "ja"), None);
        assert_eq!(foreign("بشرة جافة", "fa"), None);
        assert_eq!(foreign("dry skin", "zh-Hans"), None);
    }
}
