//! Tests of the declaration and of the validation against it.

use super::check::MAX_FINDINGS as MAX;
use super::{Key, Need, Shape, schema, validate};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Kind, front_matter};
use crate::source::{FileId, SitePath, SourceFile};
use proptest::prelude::{any, proptest};

fn source(text: &str) -> SourceFile {
    SourceFile {
        path: SitePath::new("a.md"),
        text: text.to_owned(),
    }
}

fn found(kind: Kind, text: &str) -> Vec<Diagnostic> {
    let source = source(text);
    let (front, syntax) = front_matter::read(FileId(0), &source, kind);
    assert_eq!(syntax, [], "{text}");
    validate(FileId(0), &source, kind, &front)
}

/// A file of a kind with every key of its own filled in by its example, except for the lines given.
fn filled(kind: Kind, lines: &str) -> String {
    let given: Vec<&str> = lines
        .lines()
        .filter_map(|l| l.split_once(':').map(|(k, _)| k))
        .collect();
    let examples: String = schema(kind)
        .keys
        .iter()
        .filter(|key| {
            matches!(key.need, Need::Required | Need::Wanted) && !given.contains(&key.name)
        })
        .map(|key| format!("{}: {}\n", key.name, key.example))
        .collect();
    let all = format!("{lines}{examples}");
    if kind.is_data() {
        format!("- {}", all.trim_end().replace('\n', "\n  "))
    } else {
        format!("---\n{all}---\n")
    }
}

#[test]
fn the_declaration_holds_together() {
    fn check(place: &str, keys: &[&Key]) {
        let mut names: Vec<_> = keys.iter().map(|k| k.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), keys.len(), "{place}: a name twice");
        for key in keys {
            assert!(
                key.doc.ends_with('.') && !key.example.is_empty(),
                "{place}.{}",
                key.name
            );
            if let Shape::Group(keys) | Shape::Records(keys) = key.shape {
                check(key.name, &keys.iter().collect::<Vec<_>>());
            }
        }
    }
    for kind in Kind::ALL {
        let all: Vec<_> = schema(kind).all().collect();
        assert_eq!(schema(kind).kind, kind);
        check(kind.as_str(), &all);
        let mut text: String = all
            .iter()
            .map(|k| format!("{}: {}\n", k.name, k.example))
            .collect();
        text = if kind.is_data() {
            format!("- {}", text.trim_end().replace('\n', "\n  "))
        } else {
            format!("---\n{text}---\n")
        };
        assert_eq!(found(kind, &text), [], "the examples of {}", kind.as_str());
    }
}

#[test]
fn every_slip_is_told_with_the_way_out() {
    use Kind::{Metrics, Mistake, Page, Pillar, Playbook, Stage, Touchpoints};
    for (kind, lines, expected) in [
        (
            Stage,
            "stage: awareness\n",
            "stage-unknown E `stage` names `awareness`, which is no stage | awareness | did you mean `discovery`? | discovery",
        ),
        (
            Stage,
            "stage: banana\n",
            "stage-unknown E `stage` names `banana`, which is no stage | banana | write one of these: `discovery`, `research`, `consideration`, `conversion`, `advocacy`",
        ),
        (
            Stage,
            "stage: advocacy\n",
            "key-missing E `feeds` is missing: the stages it leads back to | --- | add the line `feeds: [discovery, research]`",
        ),
        (
            Stage,
            "stage: advocacy\nfeeds: [discovry]\n",
            "stage-unknown E `feeds` names `discovry`, which is no stage | discovry | did you mean `discovery`? | discovery",
        ),
        (
            Stage,
            "emotion: 7\n",
            "value-invalid E `emotion` is `7`, but must be a whole number from 1 to 5 | 7 | write it like this: `emotion: 3`",
        ),
        (
            Stage,
            "emotion: good\n",
            "value-invalid E `emotion` is `good`, but must be a whole number from 1 to 5 | good | write it like this: `emotion: 3`",
        ),
        (
            Stage,
            "checklist: {mode: do-confrim, caller: x}\n",
            "value-invalid E `checklist.mode` cannot be `do-confrim` | do-confrim | did you mean `do-confirm`? write one of `do-confirm`, `read-do` | do-confirm",
        ),
        (
            Stage,
            "checklist: {moed: read-do}\n",
            "key-unknown W `checklist.moed` is no key here | moed | did you mean `mode`? | mode",
        ),
        (
            Stage,
            "checklist: daily\n",
            "value-invalid E `checklist` must be a map of keys, but is a text | daily | write it like this: `checklist: {mode: do-confirm, when: \"Every Monday\", caller: \"community lead\"}`",
        ),
        (
            Stage,
            "touchpoints: [a b]\n",
            "value-invalid E `touchpoints` is `a b`; it takes lower-case letters and digits with hyphens between them | a b | write `a-b` | a-b",
        ),
        (
            Page,
            "ownr: x\nx-own: [1]\n",
            "key-unknown W `ownr` is no key here | ownr | did you mean `owner`? | owner",
        ),
        (
            Playbook,
            "owner:\n",
            "key-missing E `owner` has no value | owner | write `owner: China brand manager`",
        ),
        (
            Playbook,
            "market: uk\n",
            "value-invalid E `market` is `uk`, which is no country code | uk | write `GB` | GB",
        ),
        (
            Playbook,
            "locale: zh_CN\n",
            "value-invalid E `locale` is `zh_CN`, which is no language tag | zh_CN | write `zh-CN` | zh-CN",
        ),
        (
            Playbook,
            "status: aproved\n",
            "value-invalid E `status` cannot be `aproved` | aproved | did you mean `approved`? write one of `draft`, `review`, `approved`, `retired` | approved",
        ),
        (
            Playbook,
            "last_reviewed: \"2026/2/3\"\n",
            "value-invalid E `last_reviewed` must be a date: `2026/2/3` is no date | \"2026/2/3\" | write `2026-02-03` | 2026-02-03",
        ),
        (
            Stage,
            "emotion: '4'\n",
            "value-invalid E `emotion` is `4`, but must be a whole number from 1 to 5 | '4' | write `4`, without quotation marks | 4",
        ),
        (
            Playbook,
            "last_reviewed: 2026-02-30\n",
            "value-invalid E `last_reviewed` must be a date: `2026-02-30` is no date: February 2026 has 28 days | 2026-02-30 | write year, month and day, as in `2026-05-04`",
        ),
        (
            Playbook,
            "review_every: quarterly\n",
            "value-invalid E `review_every` is `quarterly`, which is no interval | quarterly | write a number and a unit (day, week, month, year), as in `3 months`",
        ),
        (
            Playbook,
            "slug: ../../x\n",
            "value-invalid E `slug` is `../../x`; it takes lower-case letters and digits with hyphens between them | ../../x | write it like this: `slug: path-to-purchase`",
        ),
        (
            Playbook,
            "labels: {discovery: See, interst: Look}\n",
            "stage-unknown E `labels` names `interst`, which is no stage | interst | did you mean `research`? | research",
        ),
        (
            Playbook,
            "draft: yes\n",
            "value-invalid E `draft` is `yes`, but must be `true` or `false` | yes | write `true` | true",
        ),
        (
            Pillar,
            "stages: []\n",
            "pillar-orphan W this pillar is made for no stage | [] | write the stage it is made for, for example `stages: [discovery]` the five stages are `discovery`, `research`, `consideration`, `conversion`, `advocacy`",
        ),
        (
            Pillar,
            "stages:\n",
            "pillar-orphan W this pillar is made for no stage |  | write the stage it is made for, for example `stages: [discovery]` the five stages are `discovery`, `research`, `consideration`, `conversion`, `advocacy`",
        ),
        (
            Pillar,
            "stages: [discovery, buying]\n",
            "pillar-stage-unknown E `stages` names `buying`, which is no stage | buying | did you mean `conversion`? | conversion",
        ),
        (
            Pillar,
            "stages:\n  - {key: research, role: main}\n",
            "value-invalid E `stages.role` cannot be `main` | main | write one of `primary`, `supporting`",
        ),
        (
            Pillar,
            "stages:\n  - {key: [research]}\n",
            "value-invalid E `stages` must be a stage, but is a list | [research] | write it like this: `stages: [{key: discovery, role: primary}]`",
        ),
        (
            Pillar,
            "stages:\n  - {role: primary}\n",
            "key-missing E `stages.key` is missing: the stage |  | add `key: discovery` to it",
        ),
        (
            Pillar,
            "creators: [koc, influencer]\n",
            "value-invalid E `creators` cannot be `influencer` | influencer | write one of `brand`, `kol`, `koc`, `ugc`, `staff`",
        ),
        (
            Pillar,
            "queries: one, two\n",
            "value-invalid E `queries` must be a list, but is one text with commas | one, two | write `queries: [one, two]` | [one, two]",
        ),
        (
            Pillar,
            "cadence: |\n  a\n  b\n",
            "prose-in-yaml W `cadence` holds a line break | a\n  b | keep one line of at most 200 characters here, and put the rest below the second line `---`",
        ),
        (
            Mistake,
            "stages: [all]\n",
            "stage-unknown E `stages` names `all`, which is no stage | all | write one of these: `discovery`, `research`, `consideration`, `conversion`, `advocacy`",
        ),
        (
            Touchpoints,
            "id: a\nurl: javascript:alert(1)\n",
            "value-invalid E touchpoint `a`: `url` is `javascript:alert(1)`, which is no web address | javascript:alert(1) | write the whole address, as in `https://example.com/`",
        ),
        (
            Touchpoints,
            "id: a\nstages: [interest]\n",
            "stage-unknown E touchpoint `a`: `stages` names `interest`, which is no stage | interest | did you mean `research`? | research",
        ),
        (
            Metrics,
            "id: a\nkind: trailing\n",
            "value-invalid E metric `a`: `kind` cannot be `trailing` | trailing | write one of `leading`, `lagging`",
        ),
        (
            Metrics,
            "id: a\nstages: []\n",
            "value-invalid E metric `a`: `stages` names no stage | [] | write at least one of these: `discovery`, `research`, `consideration`, `conversion`, `advocacy`",
        ),
    ] {
        let text = filled(kind, lines);
        let shown: Vec<_> = found(kind, &text)
            .iter()
            .map(|f| {
                let level = if f.severity == Severity::Error {
                    "E"
                } else {
                    "W"
                };
                let fix = f
                    .fix
                    .iter()
                    .map(|f| format!(" | {}", f.edits[0].replacement));
                let at = &text[f.labels[0].span.range()];
                let fix: String = fix.collect();
                format!(
                    "{} {level} {} | {at} | {}{fix}",
                    f.code,
                    f.message,
                    f.help.join(" ")
                )
            })
            .collect();
        assert_eq!(shown, [expected], "{text}");
    }
}

#[test]
fn quotation_marks_are_kept_where_a_word_is_replaced() {
    for (lines, expected) in [
        ("stage: \"awareness\"\n", "stage: \"discovery\"\n"),
        ("'ownr': x\n", "'owner': x\n"),
        ("draft: 'yes'\n", "draft: true\n"),
    ] {
        let text = filled(Kind::Stage, lines);
        let found = found(Kind::Stage, &text);
        let edit = &found[0].fix.as_ref().unwrap().edits[0];
        let mut fixed = text.clone();
        fixed.replace_range(edit.span.range(), &edit.replacement);
        assert!(fixed.contains(expected), "{fixed}");
    }
}

#[test]
fn no_fix_names_a_stage_twice() {
    let check = |kind, lines: &str, expected: Option<&str>| {
        let text = filled(kind, lines);
        let fixes: Vec<_> = found(kind, &text).into_iter().map(|f| f.fix).collect();
        let mut fixed = text.clone();
        for edit in fixes.iter().rev().flatten().flat_map(|fix| &fix.edits) {
            fixed.replace_range(edit.span.range(), &edit.replacement);
        }
        let wanted = filled(kind, expected.unwrap_or(lines));
        assert_eq!(fixed, wanted, "{lines}");
        assert_eq!(fixes.iter().any(Option::is_some), expected.is_some());
    };
    for kind in [Kind::Pillar, Kind::Mistake] {
        for (lines, expected) in [
            ("stages: [discovery, awarness]\n", "stages: [discovery]\n"),
            ("stages: [awarness , discovery]\n", "stages: [discovery]\n"),
            (
                "stages: ['awareness', buzz, 'reach']\n",
                "stages: ['discovery', buzz]\n",
            ),
            (
                "stages:\n  - research\n  - interest\n  - advocacy\n",
                "stages:\n  - research\n  - advocacy\n",
            ),
            ("stages:\n- interest\n- research\n", "stages:\n- research\n"),
            (
                "stages: [research, awarness]\n",
                "stages: [research, discovery]\n",
            ),
        ] {
            check(kind, lines, Some(expected));
        }
        check(
            kind,
            "stages:\n  - research\n  # later\n  - interest\n",
            None,
        );
    }
    check(
        Kind::Pillar,
        "stages: [research, interest, {key: advocacy, role: supporting}]\n",
        Some("stages: [research, {key: advocacy, role: supporting}]\n"),
    );
    let roles = "stages: [interest, {key: research, role: supporting}]\n";
    check(Kind::Pillar, roles, None);
    check(
        Kind::Pillar,
        "stages: [{key: interest, role: supporting}, search]\n",
        Some("stages: [{key: research, role: supporting}, search]\n"),
    );
    let roles = "stages: [research, {key: interest, role: supporting}]\n";
    check(Kind::Pillar, roles, None);
    check(
        Kind::Playbook,
        "labels: {research: Finding, interest: Asking}\n",
        None,
    );
}

#[test]
fn all_errors_come_at_once() {
    let text = "---\nstage: awarness\nowner: [x]\nemotion: 9\nordre: 1\n---\n";
    let mut codes: Vec<_> = found(Kind::Stage, text).iter().map(|f| f.code).collect();
    codes.dedup();
    assert_eq!(
        codes,
        [
            "stage-unknown",
            "value-invalid",
            "key-unknown",
            "key-missing"
        ]
    );
}

#[test]
fn records_are_named_and_told_apart() {
    let text = "- id: a\n  name: A\n  stages: [discovery]\n  kind: leading\n  source: s\n  baseline: b\n- name: B\n";
    let messages: Vec<_> = found(Kind::Metrics, text)
        .into_iter()
        .map(|f| f.message)
        .collect();
    assert_eq!(
        messages[0],
        "metric 2: `id` is missing: its id, unique in the playbook"
    );
    assert_eq!(messages.len(), 5);
}

#[test]
fn a_misspelt_key_is_not_missing_too() {
    for (kind, lines, expected) in [
        // A key that must be there, one that had better be, one that may be.
        (
            Kind::Page,
            "titel: a",
            "key-unknown Error did you mean `title`?",
        ),
        (
            Kind::Page,
            "title: a\ndescripton: b",
            "key-unknown Warning did you mean `description`?",
        ),
    ] {
        let found = found(kind, &format!("---\n{lines}\n---\n"));
        let said: Vec<_> = found
            .iter()
            .map(|f| format!("{} {:?} {}", f.code, f.severity, f.help.join(" ")))
            .collect();
        assert_eq!(said, [expected]);
    }
    // What is close to nothing stands for nothing.
    let found = found(Kind::Page, "---\ncolour: b\n---\n");
    assert_eq!(
        found.iter().map(|f| f.code).collect::<Vec<_>>(),
        ["key-unknown", "key-missing"]
    );
}

#[test]
fn a_key_far_from_every_other_shows_what_there_is() {
    let text = "---\ntitle: a\ncolour: b\n---\n";
    let found = found(Kind::Page, text);
    assert!(found[0].help[0].starts_with("the other keys that can stand here: `description`, "));
    assert_eq!(found[0].help[1], "keys of your own begin with `x-`");
}

#[test]
fn long_texts_are_prose() {
    let lines = format!("localized: {}\n", "x".repeat(201));
    let found = found(Kind::Stage, &filled(Kind::Stage, &lines));
    assert_eq!((found[0].code, found.len()), ("prose-in-yaml", 1));
}

#[test]
fn hostile_files_end() {
    let keys: String = (0..5_000).map(|i| format!("key-{i}: x\n")).collect();
    assert!(found(Kind::Page, &format!("---\n{keys}---\n")).len() <= MAX + 10);
    let records = "- x\n".repeat(5_000).replace("- x", "- {}");
    assert!(found(Kind::Touchpoints, &records).len() <= MAX + 10);
    let stages = format!(
        "---\ntitle: a\nstages: [{}]\n---\n",
        "awarnes, ".repeat(5_000)
    );
    assert!(found(Kind::Mistake, &stages).len() <= MAX + 10);
    let long = format!(
        "---\ntitle: a\n{}: x\nstages: [{}]\n---\n",
        "k".repeat(900),
        "s".repeat(100_000)
    );
    found(Kind::Mistake, &long);
}

proptest! {
    #[test]
    fn no_facts_are_too_strange(parts in proptest::collection::vec(any::<proptest::sample::Index>(), 0..30)) {
        const PIECES: &[&str] = &[
            "stage: ", "stages: ", "title: ", "checklist: ", "labels: ", "feeds: ", "id: ", "x-a: ", "status: ", "date: ",
            "- ", "  ", "\n", "\n", "\n", "[", "]", "{", "}", ", ", "discovery", "all", "种草", "2026-02-30", "1.5",
            "null", "true", "role: primary", "key: ",
        ];
        let text: String = parts.iter().map(|i| *i.get(PIECES)).collect();
        for kind in Kind::ALL {
            let text = if kind.is_data() { text.clone() } else { format!("---\n{text}\n---\n") };
            let source = source(&text);
            let (front, _) = front_matter::read(FileId(0), &source, kind);
            for finding in validate(FileId(0), &source, kind, &front) {
                for label in finding.labels {
                    assert!(text.get(label.span.range()).is_some());
                }
            }
        }
    }
}
