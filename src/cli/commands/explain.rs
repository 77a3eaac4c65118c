//! `waybook explain`: the page of a rule, or the list of all.

use crate::cli::args::Explain;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::pages;
use crate::cli::terminal::{Stream, Terminal};
use crate::diagnostic::{Severity, closest};
use crate::lint::{Group, Rule, registry};

/// Prints the page or the list.
pub(super) fn run(arguments: &Explain, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let text = match &arguments.rule {
        None => list(registry::RULES, &terminal.out),
        Some(name) => {
            let rule = registry::find(name).ok_or_else(|| unknown(name))?;
            pages::render(rule.info.page, terminal.out.style)
        }
    };
    terminal.out.write(&text);
    Ok(Exit::Clean)
}

fn unknown(name: &str) -> Failure {
    let rules = registry::RULES.iter().map(|rule| rule.info.name);
    let failure = Failure::new(format!("there is no rule `{name}`"));
    match closest(name, rules) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("`waybook explain` lists every rule"),
    }
}

/// Every rule under its group: name, level, what it finds.
fn list(rules: &[Rule], stream: &Stream) -> String {
    let longest = rules.iter().map(|rule| rule.info.name.len()).max();
    let longest = longest.unwrap_or(0);
    let mut text = String::new();
    let mut group = None;
    for rule in rules.iter().map(|rule| &rule.info) {
        if group != Some(rule.group) {
            if group.is_some() {
                text.push('\n');
            }
            text.push_str(&stream.colored(title(rule.group), "1"));
            text.push('\n');
            group = Some(rule.group);
        }
        let level = match rule.level {
            Severity::Error => stream.colored("error  ", "31"),
            Severity::Warning => stream.colored("warning", "33"),
            Severity::Info => stream.colored("info   ", "36"),
        };
        let name = stream.colored(&format!("{:longest$}", rule.name), "1");
        text.push_str(&format!("  {name}  {level}  "));
        // Two columns of indent, the name, the level, and two columns behind each of them.
        let before = 2 + longest + 2 + 7 + 2;
        text.push_str(&pages::hanging(rule.summary, before, stream.style.width));
        text.push('\n');
    }
    text.push_str("\n`waybook explain RULE` shows the page of a rule.\n");
    text
}

fn title(group: Group) -> &'static str {
    match group {
        Group::Structure => "Structure: the shape of a playbook and its files",
        Group::Strategy => "Strategy: whether the journey can work",
        Group::LifeCycle => "Life cycle: who answers for it, and since when",
    }
}
