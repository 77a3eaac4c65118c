//! Country codes.

/// The codes of ISO 3166-1 (alpha-2), separated by spaces.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR \
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET \
    FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ \
    IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML \
    MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS \
    PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL \
    TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Every code, in alphabetical order.
pub(super) fn countries() -> impl Iterator<Item = &'static str> {
    COUNTRIES.split(' ')
}

/// Whether a text is the code of a country, in upper case.
pub(super) fn is_country(text: &str) -> bool {
    text.len() == 2 && countries().any(|code| code == text)
}

/// The code that a text most likely means.
pub(super) fn country_suggestion(text: &str) -> Option<String> {
    let upper = text.trim().to_uppercase();
    let code = match upper.as_str() {
        "UK" => "GB",
        "CHINA" | "CHN" | "中国" => "CN",
        "USA" => "US",
        other => other,
    };
    is_country(code).then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{countries, country_suggestion, is_country};

    #[test]
    fn codes_are_known_in_upper_case() {
        assert_eq!(countries().count(), 249);
        assert!(is_country("CN") && !is_country("cn") && !is_country("XX") && !is_country("A"));
        assert_eq!(country_suggestion("uk").as_deref(), Some("GB"));
        assert_eq!(country_suggestion("nowhere"), None);
    }
}
