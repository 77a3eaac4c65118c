//! What a page tells those who do not read it: a sentence about it, what a preview of it shows where somebody shares it,
//! and facts for search engines ([JSON-LD](https://www.w3.org/TR/json-ld11/) with the words of schema.org).
//!
//! Previews and search engines follow full addresses only, so that a site whose address is not known says nothing here
//! beyond the sentence.

use super::context as c;
use super::emit::address;
use super::texts::Texts;
use super::titles;
use super::view::View;
use crate::site::{PageKind, PagePlan, Site};
use crate::theme::Argument;
use serde_json::{Value, json};

/// What a page is about in a sentence: its description, for a stage what the customer wants there, else what pages of
/// its kind are about.
pub(super) fn summary(
    plan: &PagePlan,
    title: &str,
    texts: &Texts,
    view: Option<&View<'_>>,
) -> Option<String> {
    let facts = view.and_then(|view| titles::facts(plan, view.model));
    let own = facts.and_then(|facts| facts.description.clone());
    if own.is_some() && plan.kind != PageKind::Card {
        return own;
    }
    if let (PageKind::Stage, Some(view)) = (plan.kind, view) {
        let stage = view.model.stages.get(plan.subject);
        if let Some(goal) = stage.and_then(|stage| stage.customer_goal.as_ref()) {
            return Some(goal.value.clone());
        }
    }
    let kind = match plan.kind {
        PageKind::NotFound | PageKind::Alias => return None,
        PageKind::Home | PageKind::Stage | PageKind::Pillar | PageKind::Mistake => PageKind::Page,
        kind => kind,
    };
    let playbook = view.map_or("", |view| view.model.facts.page.title.as_str());
    let arguments = [
        ("page", Argument::Text(title)),
        ("playbook", Argument::Text(playbook)),
    ];
    Some(texts.with(&format!("about-{}", kind.as_str()), &arguments))
}

/// What a preview shows, when the site's address is known.
pub(super) fn share(site: &Site, plan: &PagePlan, view: Option<&View<'_>>) -> Option<c::Share> {
    let base = site.base_url.as_ref()?;
    if matches!(plan.kind, PageKind::NotFound | PageKind::Alias) {
        return None;
    }
    let title = view.map_or(&site.title, |view| &view.model.facts.page.title);
    let locale = view.map_or(&site.locale, |view| &view.place.locale);
    let picture = site.picture(view.map(|view| view.index));
    let (width, height) = super::share::SIZE;
    Some(c::Share {
        site: title.clone(),
        kind: match plan.kind {
            PageKind::Home | PageKind::Index => "website",
            _ => "article",
        },
        locale: territory(locale),
        picture: picture.map(|path| c::Picture {
            url: address(base, &path),
            width,
            height,
            alt: title.clone(),
        }),
    })
}

/// A language tag in the form of previews: `en_GB`. They know none without a region.
fn territory(locale: &str) -> Option<String> {
    let mut parts = locale.split('-');
    let language = parts.next().filter(|part| part.len() < 4)?;
    let region = parts.find(|part| part.len() == 2)?;
    Some(format!(
        "{}_{}",
        language.to_lowercase(),
        region.to_uppercase()
    ))
}

/// Facts for search engines: of the site on its first page, of the terms on the glossary, of the way to every other page.
pub(super) fn data(
    site: &Site,
    plan: &PagePlan,
    page: &c::Page,
    view: Option<&View<'_>>,
) -> Option<Value> {
    let base = site.base_url.as_ref()?;
    let url = page.canonical.as_ref()?;
    let mut facts = Vec::new();
    match plan.kind {
        PageKind::NotFound | PageKind::Alias => return None,
        PageKind::Glossary => facts.extend(view.map(|view| terms(url, page, view))),
        _ if plan.path == "index.html" => facts.push(json!({
            "@type": "WebSite",
            "name": site.title,
            "url": url,
            "inLanguage": site.locale,
            "description": page.summary,
        })),
        _ => {}
    }
    if !page.breadcrumbs.is_empty() {
        let links = page.breadcrumbs.iter().enumerate();
        let mut way: Vec<Value> = links
            .map(|(number, link)| {
                json!({
                    "@type": "ListItem",
                    "position": number + 1,
                    "name": link.title,
                    "item": address(base, &link.path),
                })
            })
            .collect();
        way.push(json!({"@type": "ListItem", "position": way.len() + 1, "name": page.title}));
        facts.push(json!({"@type": "BreadcrumbList", "itemListElement": way}));
    }
    if facts.is_empty() {
        return None;
    }
    let mut data = json!({"@context": "https://schema.org"});
    match (facts.len(), facts.pop()) {
        (1, Some(Value::Object(only))) => data.as_object_mut()?.extend(only),
        (_, last) => {
            facts.extend(last);
            data["@graph"] = Value::Array(facts);
        }
    }
    without_nulls(&mut data);
    Some(data)
}

/// The terms of the glossary, each with what it means and what else it is called.
fn terms(url: &str, page: &c::Page, view: &View<'_>) -> Value {
    let terms = view.model.glossary.terms.iter().map(|term| {
        let names: Vec<&String> = term.also.iter().chain(&term.local).collect();
        json!({
            "@type": "DefinedTerm",
            "name": term.name,
            "alternateName": (!names.is_empty()).then_some(names),
            "description": term.text,
            "url": format!("{url}#{}", term.id),
        })
    });
    json!({
        "@type": "DefinedTermSet",
        "name": page.title,
        "url": url,
        "inLanguage": view.place.locale,
        "hasDefinedTerm": terms.collect::<Vec<_>>(),
    })
}

/// Takes out what is not known.
fn without_nulls(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|_, value| !value.is_null());
            map.values_mut().for_each(without_nulls);
        }
        Value::Array(list) => list.iter_mut().for_each(without_nulls),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::territory;

    #[test]
    fn previews_know_languages_by_their_region() {
        for (locale, expected) in [
            ("en-GB", Some("en_GB")),
            ("zh-Hans-CN", Some("zh_CN")),
            ("zh-Hans", None),
            ("en", None),
        ] {
            assert_eq!(territory(locale).as_deref(), expected, "{locale}");
        }
    }
}
