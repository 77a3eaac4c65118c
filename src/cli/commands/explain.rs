//! `waybook explain`: the page of a rule, or the list of all.

use crate::cli::args::Explain;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::pages;
use crate::cli::terminal::{Stream, Terminal};
use crate::diagnostic::{Severity, closest};
use crate::lint::{Rule, RuleInfo, manual, registry};

/// Prints the page or the list.
pub(super) fn run(arguments: &Explain, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let text = match &arguments.rule {
        None => list(registry::RULES, &terminal.out),
        Some(name) => {
            let rule = registry::find(name).ok_or_else(|| unknown(name))?;
            pages::render(&manual(&rule.info), terminal.out.style)
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

/// Every rule under its group.
fn list(rules: &[Rule], stream: &Stream) -> String {
    let longest = rules.iter().map(|rule| rule.info.name.len()).max();
    let longest = longest.unwrap_or(0);
    let mut text = String::new();
    for group in rules.chunk_by(|a, b| a.info.group == b.info.group) {
        let title = group.first().map_or("", |rule| rule.info.group.title());
        text.push_str(&format!("{}\n", stream.colored(title, "1")));
        for rule in group {
            text.push_str(&entry(&rule.info, longest, stream));
        }
        text.push('\n');
    }
    text.push_str(
        "`waybook check --fix` mends what rules marked with * find, where the change is clear.\n\
         `waybook explain RULE` shows the page of a rule.\n",
    );
    text
}

/// A rule's name, level, mark, and what it finds.
fn entry(rule: &RuleInfo, longest: usize, stream: &Stream) -> String {
    let level = match rule.level {
        Severity::Error => stream.colored("error  ", "31"),
        Severity::Warning => stream.colored("warning", "33"),
        Severity::Info => stream.colored("info   ", "36"),
    };
    let name = stream.colored(&format!("{:longest$}", rule.name), "1");
    let mark = if rule.fixable { '*' } else { ' ' };
    // Two columns of indent, the name, two, the level, the mark between two spaces.
    let before = 2 + longest + 2 + 7 + 3;
    let summary = pages::hanging(rule.summary, before, stream.style.width);
    format!("  {name}  {level} {mark} {summary}\n")
}
