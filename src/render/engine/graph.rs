//! Which template includes, extends or imports which: cycles and names that do not exist, found before anything is
//! rendered.

use super::TemplateError;
use super::scan::{Kind, Tag, tags};
use crate::diagnostic::closest;
use crate::theme::{Theme, line_and_column};
use std::collections::BTreeMap;

/// A template that names another one.
struct Edge<'a> {
    verb: &'static str,
    to: &'a str,
    offset: usize,
}

/// Every template that names itself by way of others, and every name of a template that does not exist.
pub(super) fn check(theme: &Theme) -> Vec<TemplateError> {
    let mut errors = Vec::new();
    let mut graph: BTreeMap<&str, Vec<Edge<'_>>> = BTreeMap::new();
    for (name, template) in &theme.templates {
        let mut edges = Vec::new();
        for tag in tags(&template.text) {
            match named(&tag) {
                Named::Nothing => {}
                Named::One(edge) if !theme.templates.contains_key(edge.to) => {
                    errors.push(at(theme, name, edge.offset, missing(theme, edge.to)));
                }
                Named::One(edge) => edges.push(edge),
                Named::Any(several) => {
                    edges.extend(
                        several
                            .into_iter()
                            .filter(|e| theme.templates.contains_key(e.to)),
                    );
                }
            }
        }
        graph.insert(name, edges);
    }
    cycles(theme, &graph, &mut errors);
    errors
}

enum Named<'a> {
    Nothing,
    /// A name that must exist.
    One(Edge<'a>),
    /// Names of which some may be missing.
    Any(Vec<Edge<'a>>),
}

fn named<'a>(tag: &Tag<'a>) -> Named<'a> {
    let verb = match tag.name() {
        Some("include") => "includes",
        Some("extends") => "extends",
        Some("import" | "from") => "imports",
        _ => return Named::Nothing,
    };
    let mut texts = Vec::new();
    for token in &tag.tokens {
        if let Kind::Text(to) = token.kind {
            let offset = token.start;
            texts.push(Edge { verb, to, offset });
        }
    }
    let must_exist = matches!(tag.tokens.get(1).map(|t| &t.kind), Some(Kind::Text(_)))
        && texts.len() == 1
        && !tag.tokens.iter().any(|t| t.word() == Some("missing"));
    match texts.pop() {
        Some(only) if must_exist => Named::One(only),
        last => {
            texts.extend(last);
            Named::Any(texts)
        }
    }
}

fn missing(theme: &Theme, name: &str) -> String {
    let meant = closest(name, theme.templates.keys().map(String::as_str))
        .map(|meant| format!(" Did you mean `{meant}`?"))
        .unwrap_or_default();
    format!("there is no template `{name}`.{meant}")
}

fn at(theme: &Theme, name: &str, offset: usize, message: String) -> TemplateError {
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
fn cycles(theme: &Theme, graph: &BTreeMap<&str, Vec<Edge<'_>>>, errors: &mut Vec<TemplateError>) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        OnTheWay,
        Done,
    }
    let mut states: BTreeMap<&str, State> = BTreeMap::new();
    for &start in graph.keys() {
        if states.contains_key(start) {
            continue;
        }
        let mut way: Vec<(&str, usize)> = vec![(start, 0)];
        states.insert(start, State::OnTheWay);
        while let Some((name, next)) = way.last_mut() {
            let name = *name;
            let Some(edge) = graph.get(name).and_then(|edges| edges.get(*next)) else {
                states.insert(name, State::Done);
                way.pop();
                continue;
            };
            *next += 1;
            match states.get(edge.to) {
                None => {
                    states.insert(edge.to, State::OnTheWay);
                    way.push((edge.to, 0));
                }
                Some(State::OnTheWay) => {
                    let message = describe(graph, &way, edge.to);
                    errors.push(at(theme, name, edge.offset, message));
                }
                Some(State::Done) => {}
            }
        }
    }
}

fn describe(graph: &BTreeMap<&str, Vec<Edge<'_>>>, way: &[(&str, usize)], back_to: &str) -> String {
    let from = way
        .iter()
        .position(|(name, _)| *name == back_to)
        .unwrap_or(0);
    let mut message = String::new();
    for (name, next) in &way[from..] {
        let edge = graph.get(name).and_then(|edges| edges.get(next - 1));
        let verb = edge.map_or("includes", |e| e.verb);
        message.push_str(&format!("`{name}` {verb} "));
    }
    format!("{message}`{back_to}`: a circle without end")
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
    fn a_long_chain_is_walked_without_recursion() {
        let names: Vec<String> = (0..20_000).map(|i| format!("{i:05}.html")).collect();
        let texts: Vec<String> = (1..=20_000)
            .map(|i| format!("{{% include '{i:05}.html' %}}"))
            .collect();
        let mut templates: Vec<(&str, &str)> = names
            .iter()
            .map(String::as_str)
            .zip(texts.iter().map(String::as_str))
            .collect();
        templates.push(("20000.html", "{% include '00000.html' %}"));
        assert_eq!(check(&theme(&templates)).len(), 1);
    }
}
