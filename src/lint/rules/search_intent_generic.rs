//! `search-intent-generic`: a pillar for searches that say nothing of who is asking, or that only find the brand.

use crate::config::SiteConfig;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::front_matter::schema::Shape;
use crate::journey::Pillar;
use crate::lint::support::content::pointing_at;
use crate::lint::support::option;
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Spanned;
use std::collections::HashSet;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "search-intent-generic",
        group: Group::Strategy,
        level: Severity::Warning,
        summary: "The search phrases of a pillar are single words, or only the brand.",
        fixable: false,
        options: &[
            option(
                "words",
                LENGTHS,
                "The words that a phrase needs at least.",
                "2",
            ),
            option(
                "characters",
                LENGTHS,
                "The characters that a phrase needs where no spaces part words.",
                "5",
            ),
        ],
        page: include_str!("search_intent_generic.md"),
    },
    check: Some(check),
};

const LENGTHS: Shape = Shape::Integer { min: 1, max: 20 };

/// How many phrases the message quotes.
const SHOWN: usize = 3;

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if !context.is_judged() {
        return;
    }
    let bar = Bar {
        words: context.count(&RULE, "words"),
        characters: context.count(&RULE, "characters"),
        names: names(context),
    };
    let pillars = context.playbook.pillars.iter();
    // One phrase that a particular person types is enough to write for.
    let generic = |pillar: &&Pillar| {
        !pillar.queries.is_empty() && !pillar.queries.iter().any(|query| bar.is_met(&query.value))
    };
    out.extend(
        pillars
            .filter(generic)
            .map(|pillar| finding(context, pillar)),
    );
}

/// What makes a phrase particular.
struct Bar {
    words: usize,
    characters: usize,
    /// What the brand and the playbook are called: who types that has found them already.
    names: HashSet<String>,
}

impl Bar {
    fn is_met(&self, query: &str) -> bool {
        let (words, characters) = length(query);
        let long = match characters {
            0 => words >= self.words,
            // A Latin word in a Chinese phrase weighs as much as a Chinese one.
            _ => characters + 2 * words >= self.characters,
        };
        long && !self.names.contains(&key(query))
    }
}

/// The words of a phrase in scripts that part words by spaces, and the characters of those that do not.
fn length(query: &str) -> (usize, usize) {
    let characters = query.chars().filter(|c| is_unspaced(*c)).count();
    let words = query.split(|c: char| c.is_whitespace() || is_unspaced(c));
    let words = words.filter(|word| word.contains(char::is_alphanumeric));
    (words.count(), characters)
}

/// Whether a character is a letter of a script that puts no spaces between words: Chinese, Japanese, Thai and its
/// neighbours.
fn is_unspaced(c: char) -> bool {
    let hangul = ('\u{ac00}'..='\u{d7a3}').contains(&c);
    let south = ('\u{0e00}'..='\u{109f}').contains(&c) || ('\u{1780}'..='\u{17ff}').contains(&c);
    c.is_alphabetic() && !hangul && (south || c >= '\u{2e80}')
}

/// What the brand, the client and the playbook are called.
fn names(context: &Context<'_>) -> HashSet<String> {
    let facts = &context.playbook.facts;
    let slugs = slugs(context);
    let brands = context.workspace.brands.iter();
    let brands = brands.filter(|brand| slugs.contains(&brand.slug.as_str()));
    let client = facts.client.iter().map(|client| client.value.as_str());
    let names = brands
        .map(|brand| brand.name.as_str())
        .chain(client)
        .chain(slugs.iter().copied());
    names.chain([facts.page.title.as_str()]).map(key).collect()
}

/// The brands that a playbook is published under: its own, else those of the sites that hold it and the
/// workspace's.
fn slugs<'a>(context: &Context<'a>) -> Vec<&'a str> {
    let config = &context.workspace.config;
    let holds = |site: &&SiteConfig| site.playbooks.iter().any(|p| p.value == context.name());
    let sites = config.sites.iter().filter(holds);
    let brands: Vec<&Spanned<String>> = match &context.playbook.facts.brand {
        Some(own) => vec![own],
        None => sites
            .filter_map(|site| site.brand.as_ref())
            .chain(&config.brand)
            .collect(),
    };
    brands.iter().map(|brand| brand.value.as_str()).collect()
}

/// What two spellings of a name or a phrase have in common: its letters and digits in lower case.
fn key(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn finding(context: &Context<'_>, pillar: &Pillar) -> Diagnostic {
    let shown = pillar.queries.iter().take(SHOWN);
    let shown: Vec<String> = shown
        .map(|query| format!("`{}`", query.value.trim()))
        .collect();
    let more = match pillar.queries.len() > SHOWN {
        true => ", …",
        false => "",
    };
    let finding = RULE.finding(format!(
        "the pillar `{}` is for searches that say nothing of who is asking: {}{more}",
        pillar.id,
        shown.join(", ")
    ));
    let file = context.document(pillar.document).file;
    let places: Vec<_> = pillar
        .queries
        .iter()
        .map(|query| (file, query.span))
        .collect();
    let example = context.worded([
        "queries: [\"cream that does not sting\", \"tight skin in heated rooms\"]",
        "queries: [\"敏感肌 换季 面霜 不刺痛\", \"暖气房 皮肤干痒 怎么办\"]",
    ]);
    pointing_at(finding, places, "who types this, and why?")
        .note(
            "people search for their own case; a single word is won by whoever pays most, and the \
             brand's name is typed only by those who know it already",
        )
        .help(format!(
            "write whole phrases as buyers type them, with the person, the problem or the occasion \
             in them, for example:\n{example}"
        ))
}

#[cfg(test)]
mod tests {
    use super::{Bar, RULE, length};
    use crate::lint::support::trial::{PLAYBOOK, found, found_with};

    #[test]
    fn words_are_counted_with_spaces_and_characters_without() {
        assert_eq!(length("#skincare"), (1, 0));
        assert_eq!(length("tight skin – in winter"), (4, 0));
        assert_eq!(length("anti-aging"), (1, 0));
        assert_eq!(length("敏感肌 面霜"), (0, 5));
        assert_eq!(length("早C晚A"), (2, 2));
        assert_eq!(length("민감성 피부"), (2, 0));
    }

    #[test]
    fn a_phrase_is_particular_from_two_words_or_five_characters_on() {
        let bar = Bar {
            words: 2,
            characters: 5,
            names: ["maisonlune".to_owned()].into(),
        };
        let check =
            |query: &str, expected: bool| assert_eq!(bar.is_met(query), expected, "{query}");
        check("cream", false);
        check("Maison Lune", false);
        check("Maison Lune review", true);
        check("cream for winter", true);
        check("面霜 推荐", false);
        check("敏感肌面霜", true);
        check("VC 精华", false);
        check("VC 精华 敏感肌", true);
        check("", false);
    }

    #[test]
    fn one_particular_phrase_is_enough_for_a_pillar() {
        let check = |queries: &str, expected: usize| {
            let pillar = format!("---\ntitle: A\nstages: [research]\nqueries: {queries}\n---\n");
            let files = [PLAYBOOK, ("pillars/a.md", pillar.as_str())];
            assert_eq!(found(&RULE, &files).len(), expected, "{queries}");
        };
        check("[cream, maison lune, Demo cream]", 1);
        check("[cream, cream that does not sting]", 0);
        check("[面霜, 护肤品]", 1);
        check("[]", 0);
    }

    #[test]
    fn the_brand_may_be_the_workspaces_or_a_sites() {
        let check = |config: &str, expected: usize| {
            let pillar = "---\ntitle: A\nstages: [research]\nqueries: [harbour tea]\n---\n";
            let found = found_with(&RULE, config, &[PLAYBOOK, ("pillars/a.md", pillar)]);
            assert_eq!(found.len(), expected, "{config}");
        };
        check("", 0);
        check("brand: harbour-tea\n", 1);
        check("sites: {one: {playbooks: [demo], brand: harbour-tea}}\n", 1);
        check(
            "sites: {one: {playbooks: [other], brand: harbour-tea}}\n",
            0,
        );
    }
}
