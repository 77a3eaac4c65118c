//! The audit out of its document.

use super::entries::{Entries, Entry};
use super::lead::without_lead;
use crate::document::Document;
use crate::document::markdown::{Block, Body, FIX_LEADS, LOOK_AT_LEADS, Shape, after_lead};
use crate::journey::glossary::fold;
use crate::journey::{Audit, Choice, DocumentId, Playbook, Question, StageKey};
use std::collections::HashMap;

/// What the stages are called when a playbook gives them no names of its own.
const STAGE_NAMES: [(StageKey, &[&str]); 5] = [
    (
        StageKey::Discovery,
        &[
            "discovery and inspiration",
            "发现",
            "种草",
            "发现与种草",
            "发现与灵感",
        ],
    ),
    (
        StageKey::Research,
        &[
            "research and trust",
            "研究",
            "搜索",
            "了解",
            "研究与信任",
            "搜索与信任",
        ],
    ),
    (
        StageKey::Consideration,
        &[
            "consideration and comparison",
            "考虑",
            "对比",
            "比较",
            "考虑与对比",
            "考虑与比较",
        ],
    ),
    (
        StageKey::Conversion,
        &[
            "purchase intent and conversion",
            "转化",
            "购买",
            "购买与转化",
            "购买意向与转化",
        ],
    ),
    (
        StageKey::Advocacy,
        &["推荐", "分享", "口碑", "拥护", "分享与口碑", "口碑与分享"],
    ),
];

/// Reads the questions of an audit. The stages of `playbook` are known by now.
pub(super) fn read(playbook: &Playbook, id: DocumentId, document: &Document) -> Audit {
    let body = &document.body;
    let names = stage_names(playbook);
    let numbered = || body.headings.iter().enumerate();
    let stage_of: HashMap<usize, StageKey> = numbered()
        .filter(|(_, heading)| heading.level <= 2)
        .filter_map(|(index, heading)| names.get(&fold(&heading.text)).map(|key| (index, *key)))
        .collect();
    let headings = numbered()
        .filter_map(|(index, heading)| Some((*stage_of.get(&index)?, heading.span)))
        .collect();
    let unknown_stages = numbered()
        .filter(|(index, heading)| heading.level == 2 && !stage_of.contains_key(index))
        .map(|(_, heading)| (heading.text.clone(), heading.span))
        .collect();
    let Entries { outside, entries } = Entries::of(body);
    Audit {
        document: Some(id),
        introduction: outside
            .into_iter()
            .filter_map(|block| match block {
                Block::Prose(prose) => Some(prose.html.clone()),
                _ => None,
            })
            .collect(),
        headings,
        questions: entries
            .iter()
            .filter_map(|entry| {
                let stage = stage_of.get(&entry.group?)?;
                Some(question(body, *stage, entry))
            })
            .collect(),
        unknown_stages,
    }
}

/// Every name a heading may call a stage by: its key, the playbook's label, its file's title, the usual names.
fn stage_names(playbook: &Playbook) -> HashMap<String, StageKey> {
    let keys = StageKey::ALL.map(|key| (key, key.as_str()));
    let labels = playbook.facts.labels.iter().map(|(k, l)| (*k, l.as_str()));
    let titles = playbook
        .stages
        .iter()
        .map(|stage| (stage.key, stage.page.title.as_str()));
    let usual = STAGE_NAMES
        .iter()
        .flat_map(|(key, names)| names.iter().map(|name| (*key, *name)));
    let mut names = HashMap::new();
    for (key, name) in keys.into_iter().chain(labels).chain(titles).chain(usual) {
        names.entry(fold(name)).or_insert(key);
    }
    names.remove("");
    names
}

fn question(body: &Body, stage: StageKey, entry: &Entry<'_>) -> Question {
    let mut question = Question {
        id: entry.heading.id.clone(),
        stage,
        text: entry.heading.text.trim().to_owned(),
        explanation: Vec::new(),
        look_at: None,
        choices: Vec::new(),
        fix: None,
        span: entry.heading.span,
    };
    for block in &entry.blocks {
        match block {
            Block::Prose(prose) => {
                let leads_with = |leads| {
                    prose.shape == Shape::Paragraph && after_lead(&prose.text, leads).is_some()
                };
                if question.look_at.is_none() && leads_with(LOOK_AT_LEADS) {
                    question.look_at = Some(without_lead(&prose.html, LOOK_AT_LEADS));
                } else if question.fix.is_none() && leads_with(FIX_LEADS) {
                    question.fix = Some(without_lead(&prose.html, FIX_LEADS));
                } else {
                    question.explanation.push(prose.html.clone());
                }
            }
            Block::Tasks { items, .. } => {
                let outer = |i: &usize| body.items.get(*i).is_some_and(|item| !item.nested);
                for item in items.clone().filter(outer) {
                    let place = u32::try_from(question.choices.len()).unwrap_or(u32::MAX);
                    let score = body.items.get(item).and_then(|item| item.score);
                    question.choices.push(Choice {
                        item,
                        points: score.unwrap_or(place),
                    });
                }
            }
            Block::Mistake(_) => {}
        }
    }
    question
}

#[cfg(test)]
mod tests {
    use crate::journey::testing::playbook;
    use crate::journey::{Audit, StageKey};

    const TEXT: &str = "\
Sit down together.

## Noticing

About the first stage.

### Are you found? {#q-found}

Ask a friend.

Look at: the first `twenty` results.

- [ ] Never
- [ ] Sometimes
- [ ] Always <!-- score=5 -->

**Fix:** [Name it](stages/1-discovery.md#name-it)

## 对比

### 有对比吗？

依据：最近的笔记。

## Lost

### Never asked?
";

    fn audit() -> Audit {
        let playbook = playbook(&[
            (
                "playbook.md",
                "---\ntitle: T\nlabels: {discovery: Noticing}\n---\n",
            ),
            ("audit.md", TEXT),
        ]);
        playbook.audit
    }

    #[test]
    fn questions_belong_to_the_stage_above_them() {
        let audit = audit();
        let asked: Vec<_> = audit
            .questions
            .iter()
            .map(|q| (q.stage, q.text.as_str()))
            .collect();
        assert_eq!(
            asked,
            [
                (StageKey::Discovery, "Are you found?"),
                (StageKey::Consideration, "有对比吗？")
            ]
        );
        let headings: Vec<_> = audit.headings.iter().map(|(stage, _)| *stage).collect();
        assert_eq!(headings, [StageKey::Discovery, StageKey::Consideration]);
        let lost: Vec<_> = audit
            .unknown_stages
            .iter()
            .map(|(t, _)| t.as_str())
            .collect();
        assert_eq!(lost, ["Lost"]);
        assert_eq!(audit.introduction.len(), 2);
    }

    #[test]
    fn a_question_has_evidence_choices_and_a_way_out() {
        let audit = audit();
        let [found, compared] = audit.questions.as_slice() else {
            panic!("two questions, not {:?}", audit.questions);
        };
        assert_eq!(found.id, "q-found");
        let points: Vec<u32> = found.choices.iter().map(|c| c.points).collect();
        assert_eq!(points, [0, 1, 5]);
        assert_eq!(found.explanation.len(), 1);
        let look_at = &found.look_at.as_ref().unwrap().html;
        assert!(look_at.starts_with("<p>the first <code>"), "{look_at}");
        let fix = found.fix.as_ref().unwrap();
        assert!(fix.html.starts_with("<p><a "), "{}", fix.html);
        assert_eq!(fix.inserts.len(), 1);
        assert!(fix.html[..fix.inserts[0].at as usize].ends_with("href=\""));
        let look_at = &compared.look_at.as_ref().unwrap().html;
        assert!(look_at.starts_with("<p>最近的笔记。"), "{look_at}");
    }
}
