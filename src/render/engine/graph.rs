//! Which template includes, extends or imports which: circles, chains that are too deep for the stack and names that do
//! not exist, found before anything is rendered. Tera's components count as well.

use super::TemplateError;
use super::scan::{Kind, Tag, tags};
use crate::diagnostic::closest;
use crate::theme::{Theme, line_and_column};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// How deep templates and components may be nested. Each level takes some of the thread's stack.
const MAX_DEPTH: usize = 16;

/// Something that is rendered by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Name<'a> {
    Template(&'a str),
    Component(&'a str),
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Template(name) => write!(f, "`{name}`"),
            Self::Component(name) => write!(f, "`<{name}>`"),
        }
    }
}

/// A place at which something else is named.
struct Edge<'a> {
    verb: &'static str,
    to: Name<'a>,
    /// The template it stands in, and the byte.
    place: (&'a str, usize),
}

type Graph<'a> = BTreeMap<Name<'a>, Vec<Edge<'a>>>;

/// Every circle, every chain that is too deep, and every name of a template that does not exist.
pub(super) fn check(theme: &Theme) -> Vec<TemplateError> {
    let mut errors = Vec::new();
    let all: Vec<(&str, Vec<Tag<'_>>)> = theme
        .templates
        .iter()
        .map(|(name, template)| (name.as_str(), tags(&template.text)))
        .collect();
    let components: BTreeSet<&str> = all
        .iter()
        .flat_map(|(template, tags)| tags.iter().filter_map(|tag| defined(theme, template, tag)))
        .collect();
    let mut graph = Graph::new();
    for (template, tags) in &all {
        let mut here = Name::Template(template);
        graph.entry(here).or_default();
        for tag in tags {
            if let Some(component) = defined(theme, template, tag) {
                here = Name::Component(component);
            } else if tag.name() == Some("endcomponent") {
                here = Name::Template(template);
            }
            let edges = graph.entry(here).or_default();
            calls(theme, template, tag, &components, edges);
            match named(template, tag) {
                Named::Nothing => {}
                Named::One(edge, to) if !theme.templates.contains_key(to) => {
                    errors.push(at(theme, edge.place, missing(theme, to)));
                }
                Named::One(edge, _) => edges.push(edge),
                Named::Any(several) => edges.extend(several.into_iter().filter(|edge| {
                    matches!(edge.to, Name::Template(to) if theme.templates.contains_key(to))
                })),
            }
        }
    }
    walk(theme, &graph, &mut errors);
    errors
}

/// The component whose definition a tag begins.
fn defined<'a>(theme: &'a Theme, template: &str, tag: &Tag<'a>) -> Option<&'a str> {
    if tag.name() != Some("component") {
        return None;
    }
    component(theme, template, tag, 1)
}

/// The name of a component, which may have dots in it, at a token.
fn component<'a>(theme: &'a Theme, template: &str, tag: &Tag<'a>, first: usize) -> Option<&'a str> {
    let start = tag.tokens.get(first).filter(|t| t.word().is_some())?.start;
    let mut last = first;
    while tag.tokens.get(last + 1).is_some_and(|t| t.is(b'.'))
        && tag.tokens.get(last + 2).is_some_and(|t| t.word().is_some())
    {
        last += 2;
    }
    theme
        .templates
        .get(template)?
        .text
        .get(start..tag.tokens[last].end)
}

/// Calls of components: `<Card …`.
fn calls<'a>(
    theme: &'a Theme,
    template: &'a str,
    tag: &Tag<'a>,
    components: &BTreeSet<&'a str>,
    edges: &mut Vec<Edge<'a>>,
) {
    for (i, token) in tag.tokens.iter().enumerate().filter(|(_, t)| t.is(b'<')) {
        let called = component(theme, template, tag, i + 1).filter(|c| components.contains(c));
        edges.extend(called.map(|name| Edge {
            verb: "calls",
            to: Name::Component(name),
            place: (template, token.start),
        }));
    }
}

enum Named<'a> {
    Nothing,
    /// A template that must exist.
    One(Edge<'a>, &'a str),
    /// Templates of which some may be missing.
    Any(Vec<Edge<'a>>),
}

fn named<'a>(template: &'a str, tag: &Tag<'a>) -> Named<'a> {
    let verb = match tag.name() {
        Some("include") => "includes",
        Some("extends") => "extends",
        Some("import" | "from") => "imports",
        _ => return Named::Nothing,
    };
    let mut edges = Vec::new();
    let mut name = "";
    for token in &tag.tokens {
        if let Kind::Text(to) = token.kind {
            name = to;
            edges.push(Edge {
                verb,
                to: Name::Template(to),
                place: (template, token.start),
            });
        }
    }
    let must_exist = matches!(tag.tokens.get(1).map(|t| &t.kind), Some(Kind::Text(_)))
        && edges.len() == 1
        && !tag.tokens.iter().any(|t| t.word() == Some("missing"));
    match edges.pop() {
        Some(only) if must_exist => Named::One(only, name),
        last => {
            edges.extend(last);
            Named::Any(edges)
        }
    }
}

fn missing(theme: &Theme, name: &str) -> String {
    let meant = closest(name, theme.templates.keys().map(String::as_str))
        .map(|meant| format!(" Did you mean `{meant}`?"))
        .unwrap_or_default();
    format!("there is no template `{name}`.{meant}")
}

fn at(theme: &Theme, (name, offset): (&str, usize), message: String) -> TemplateError {
    let Some(template) = theme.templates.get(name) else {
        return TemplateError::without_place(name, message);
    };
    let (line, column) = line_and_column(&template.text, offset);
    TemplateError {
        origin: template.origin.clone(),
        line: Some(line),
        column: Some(column),
        message,
    }
}

/// Walks depth first, without recursion: a chain of templates may be longer than the stack is deep.
fn walk(theme: &Theme, graph: &Graph<'_>, errors: &mut Vec<TemplateError>) {
    // How deep what was walked through is; 0 while it is on the way.
    let mut depths: BTreeMap<Name<'_>, usize> = BTreeMap::new();
    for &start in graph.keys() {
        if depths.contains_key(&start) {
            continue;
        }
        let mut way = vec![(start, 0)];
        depths.insert(start, 0);
        while let Some((name, next)) = way.last_mut() {
            let name = *name;
            let edges = graph.get(&name).map_or(&[][..], Vec::as_slice);
            let Some(edge) = edges.get(*next) else {
                let below = edges.iter().filter_map(|e| depths.get(&e.to)).max();
                let depth = below.map_or(1, |d| d + 1);
                if depth == MAX_DEPTH + 1
                    && let Some(edge) = edges.iter().find(|e| depths.get(&e.to) == Some(&MAX_DEPTH))
                {
                    let message =
                        format!("templates are nested more than {MAX_DEPTH} deep from here");
                    errors.push(at(theme, edge.place, message));
                }
                depths.insert(name, depth);
                way.pop();
                continue;
            };
            *next += 1;
            match depths.get(&edge.to) {
                None => {
                    depths.insert(edge.to, 0);
                    way.push((edge.to, 0));
                }
                Some(0) => errors.push(at(theme, edge.place, describe(graph, &way, edge.to))),
                Some(_) => {}
            }
        }
    }
}

fn describe(graph: &Graph<'_>, way: &[(Name<'_>, usize)], back_to: Name<'_>) -> String {
    let from = way
        .iter()
        .position(|(name, _)| *name == back_to)
        .unwrap_or(0);
    let mut message = String::new();
    for (name, next) in &way[from..] {
        let edge = graph.get(name).and_then(|edges| edges.get(next - 1));
        let verb = edge.map_or("includes", |e| e.verb);
        message.push_str(&format!("{name} {verb} "));
    }
    format!("{message}{back_to}: a circle without end")
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::render::engine::tests::theme;

    fn messages(templates: &[(&str, &str)]) -> Vec<String> {
        check(&theme(templates))
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn circles_and_missing_names_are_found() {
        assert_eq!(
            messages(&[
                ("a.html", "x\n{% include \"b.html\" %}"),
                ("b.html", "{% extends 'a.html' %}"),
            ]),
            ["b.html:1:12: `a.html` includes `b.html` extends `a.html`: a circle without end"]
        );
        assert_eq!(
            messages(&[("a.html", "{% include \"a.html\" %}")]),
            ["a.html:1:12: `a.html` includes `a.html`: a circle without end"]
        );
        assert_eq!(
            messages(&[("a.html", "{% include \"crad.html\" %}"), ("card.html", "")]),
            ["a.html:1:12: there is no template `crad.html`. Did you mean `card.html`?"]
        );
        assert!(messages(&[("a.html", "{% include \"no.html\" ignore missing %}")]).is_empty());
        assert!(
            messages(&[
                ("a.html", "{% include 'c.html' %}{% include 'b.html' %}"),
                ("b.html", "{% include 'c.html' %}"),
                ("c.html", ""),
            ])
            .is_empty()
        );
    }

    #[test]
    fn components_count_one_by_one() {
        assert_eq!(
            messages(&[(
                "a.html",
                "{% component a.B() %}{{ <C /> }}{% endcomponent %}{% component C() %}{% <a.B> %}{% </a.B> %}{% endcomponent %}"
            )]),
            ["a.html:1:25: `<C>` calls `<a.B>` calls `<C>`: a circle without end"]
        );
        assert!(
            messages(&[(
                "a.html",
                "{% component B() %}{{ <C /> }}{% endcomponent %}{% component C() %}x{% endcomponent %}{{ <B /> }}"
            )])
            .is_empty()
        );
    }

    fn chain(length: usize, last: &str) -> Vec<String> {
        let templates: Vec<(String, String)> = (0..length)
            .map(|i| (format!("{i:05}"), format!("{{% include '{:05}' %}}", i + 1)))
            .chain([(format!("{length:05}"), last.to_owned())])
            .collect();
        let templates: Vec<(&str, &str)> = templates
            .iter()
            .map(|(n, t)| (n.as_str(), t.as_str()))
            .collect();
        messages(&templates)
    }

    #[test]
    fn chains_are_walked_without_recursion() {
        assert!(chain(15, "").is_empty());
        assert_eq!(
            chain(20_000, ""),
            ["19984:1:12: templates are nested more than 16 deep from here"]
        );
        assert!(chain(20_000, "{% include '00000' %}")[0].contains("a circle without end"));
    }
}
