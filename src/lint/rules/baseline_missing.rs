//! `baseline-missing`: a metric whose baseline is written and still says nothing.

use super::placeholder_text;
use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::Metric;
use crate::lint::support::no_value::says_nothing;
use crate::lint::support::words::find_word;
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Spanned;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "baseline-missing",
        group: Group::Strategy,
        level: Severity::Warning,
        summary: "The baseline of a metric says nothing, or its target has no number to start from.",
        fixable: false,
        options: &[],
        page: include_str!("baseline_missing.md"),
    },
    check: Some(check),
};

/// Numbers in words.
const NUMBERS: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "twelve", "dozen", "half", "third", "quarter", "hundred", "thousand", "once", "twice",
];
/// The digits of Chinese.
const DIGITS: &str = "零〇一二三四五六七八九十百千万两半";

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if !context.is_judged() {
        return;
    }
    for metric in &context.playbook.metrics {
        // Without the key `key-missing` speaks, and of text to be replaced `placeholder-text`.
        let Some(baseline) = &metric.baseline else {
            continue;
        };
        if placeholder_text::is_placeholder(&baseline.value) {
            continue;
        }
        if says_nothing(&baseline.value) {
            out.push(empty(context, metric, baseline));
        } else if let Some(target) = &metric.target
            && has_number(&target.value)
            && !has_number(&baseline.value)
        {
            out.push(uncounted(context, metric, baseline, target));
        }
    }
}

fn has_number(value: &str) -> bool {
    let lower = value.to_lowercase();
    lower.chars().any(|c| c.is_numeric() || DIGITS.contains(c))
        || NUMBERS.iter().any(|word| find_word(&lower, word).is_some())
}

fn empty(context: &Context<'_>, metric: &Metric, baseline: &Spanned<String>) -> Diagnostic {
    let file = context.document(metric.document).file;
    let source = metric.source.as_ref().map(|source| &source.value);
    RULE.finding(format!(
        "the baseline of the metric `{}` is `{}`, which says nothing",
        metric.id, baseline.value
    ))
    .label(file, baseline.span, "where does it stand today?")
    .note("without the number it started from, nobody can tell later whether the work helped")
    .help(format!(
        "count it once{}, and write the number with its day: `baseline: \"40 on {}\"`",
        source.map_or_else(String::new, |source| format!(" (your source is: {source})")),
        context.today,
    ))
    .help(format!(
        "if there was nothing to count, write `baseline: \"0 on {}\"`",
        context.today
    ))
}

fn uncounted(
    context: &Context<'_>,
    metric: &Metric,
    baseline: &Spanned<String>,
    target: &Spanned<String>,
) -> Diagnostic {
    let file = context.document(metric.document).file;
    RULE.finding(format!(
        "the metric `{}` is to reach `{}`, but its baseline `{}` holds no number",
        metric.id, target.value, baseline.value
    ))
    .label(file, baseline.span, "no number to start from")
    .label(file, target.span, "a number to reach")
    .note("without the number it started from, nobody can tell later whether the work helped")
    .help(format!(
        "write today's number in the unit of the target, with its day: \
         `baseline: \"[write the number] on {}\"`",
        context.today
    ))
}

#[cfg(test)]
mod tests {
    use super::{RULE, has_number, placeholder_text};
    use crate::lint::support::trial::{PLAYBOOK, found};

    #[test]
    fn numbers_are_found_in_digits_and_in_words() {
        for value in ["2.4 %", "one in ten", "Twice a week", "三成", "一半", "½"] {
            assert!(has_number(value), "{value}");
        }
        for value in ["low", "often", "较低", "tone"] {
            assert!(!has_number(value), "{value}");
        }
    }

    #[test]
    fn what_is_to_be_written_is_no_reading_yet() {
        let metric = "- {id: a, name: A, stages: [research], baseline: few, target: 500 a month}\n";
        let found = found(&RULE, &[("metrics.yaml", metric), PLAYBOOK]);
        let help = &found[0].help[0];
        assert!(!help.contains("500"), "{help}");
        let pasted = help.split('"').nth(1).unwrap();
        assert_eq!(pasted, "[write the number] on 2026-03-01");
        assert!(placeholder_text::is_placeholder(pasted));
    }
}
