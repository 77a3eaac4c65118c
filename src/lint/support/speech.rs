//! Telling what a text speaks for from what it speaks against: "no coupons" is no coupon.

use super::lexicon::Lexicon;

/// The words that turn a sentence against what it names.
static NEGATIONS: Lexicon = Lexicon::new(
    include_str!("../words/en/negations.txt"),
    include_str!("../words/zh/negations.txt"),
);

/// Words that hold one of those and deny nothing: "not only", 不同.
static LOOK_ALIKES: Lexicon = Lexicon::new(
    include_str!("../words/en/not_negations.txt"),
    include_str!("../words/zh/not_negations.txt"),
);

/// The first phrase of the list, as written, that stands in a sentence which does not speak against it. Behind the
/// phrase the sentence counts to the end of the clause: "samples are sent, without a script" sends samples.
pub(crate) fn affirmed<'t>(list: &Lexicon, text: &'t str) -> Option<&'t str> {
    let mut sentences = text.split(['.', '!', '?', ';', '\n', '。', '！', '？', '；']);
    sentences.find_map(|sentence| {
        let range = list.find(sentence)?;
        let behind = sentence[range.end..].split([',', '，']).next();
        let against =
            speaks_against(&sentence[..range.start]) || behind.is_some_and(speaks_against);
        (!against).then(|| &sentence[range])
    })
}

/// Whether a heading or a sentence speaks against what it introduces: "What to avoid".
pub(crate) fn speaks_against(text: &str) -> bool {
    NEGATIONS.is_in(text) && NEGATIONS.is_in(&LOOK_ALIKES.without(text))
}

#[cfg(test)]
mod tests {
    use super::affirmed;
    use crate::lint::support::lexicon::Lexicon;

    #[test]
    fn a_phrase_counts_where_nothing_in_its_sentence_speaks_against_it() {
        let list = Lexicon::new("coupon\ndon't miss\n", "优惠券\n");
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(affirmed(&list, text), expected, "{text}");
        };
        check("Each parcel holds a Coupon", Some("Coupon"));
        check("No message offers a coupon", None);
        check("A coupon is never offered. Help is.", None);
        check("No rush. A coupon is in the parcel.", Some("coupon"));
        check("Don't miss this coupon", Some("Don't miss"));
        check("Instead of a coupon, a card", None);
        check("A coupon is in the parcel, not a flyer", Some("coupon"));
        check("Not only a card, but a coupon", Some("coupon"));
        check("Not only no card, but no coupon", None);
        check("每个包裹附一张优惠券", Some("优惠券"));
        check("私信里不发优惠券", None);
        check("不催评。包裹里有优惠券", Some("优惠券"));
        check("给不同肤质的买家各附一张优惠券", Some("优惠券"));
        check("优惠券放进包裹，不催评", Some("优惠券"));
        check("不同渠道都不发优惠券", None);
    }
}
