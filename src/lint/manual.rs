//! The whole manual entry of a rule: its page, and around it what the registry knows of it.

use super::rule::RuleInfo;
use super::suppress::NEVER_SILENCED;
use std::fmt::Write as _;

/// What `waybook explain` and the catalogue show of a rule, as Markdown: the rule's page, with its summary, level, group
/// and fix below the title, and how it is set and silenced at the end.
#[must_use]
pub fn manual(rule: &RuleInfo) -> String {
    let body = rule.page.split_once('\n').map_or("", |(_, body)| body);
    format!(
        "# {}\n\n{}\n\n{}\n{}\n\n## How it is set\n\n{}\n## How it is silenced\n\n{}",
        rule.name,
        rule.summary,
        facts(rule),
        body.trim_end(),
        setting(rule),
        silencing(rule)
    )
}

fn facts(rule: &RuleInfo) -> String {
    let fix = if rule.fixable {
        "`waybook check --fix` makes the change where it is clear"
    } else {
        "by hand"
    };
    format!(
        "- **Level:** {}\n- **Group:** {}\n- **Fix:** {fix}\n",
        rule.level.as_str(),
        rule.group.title().replacen(':', ",", 1)
    )
}

/// Its part of `waybook.yaml`, with what holds unless something else is written.
fn setting(rule: &RuleInfo) -> String {
    let mut text = String::new();
    for option in rule.options {
        let (name, default) = (option.name, option.example);
        let _ = writeln!(text, "- `{name}`: {} Else `{default}`.", option.doc);
    }
    if !rule.options.is_empty() {
        text.push('\n');
    }
    let _ = writeln!(
        text,
        "The level is `off`, `info`, `warning` or `error`. What holds unless you write something else:\n\n\
         ```yaml file=waybook.yaml\nlint:"
    );
    let (name, level) = (rule.name, rule.level.as_str());
    if rule.options.is_empty() {
        let _ = writeln!(text, "  {name}: {level}");
    } else {
        let _ = writeln!(text, "  {name}:\n    level: {level}");
    }
    for option in rule.options {
        let _ = writeln!(text, "    {}: {}", option.name, option.example);
    }
    text.push_str("```\n\nBelow `paths`, beside the rules, it is set for some files only.\n");
    text
}

fn silencing(rule: &RuleInfo) -> String {
    let name = rule.name;
    if NEVER_SILENCED.contains(&name) {
        return "Not by a comment; set its level to `off` where it has to be.\n".to_owned();
    }
    format!(
        "By a comment with your reason, before the block or, for the whole file, before everything else in it:\n\n\
         ```md\n<!-- lint-allow {name}: why it is right here -->\n```\n\n\
         In a YAML file and in front matter it reads `# lint-allow {name}: why it is right here`.\n"
    )
}
