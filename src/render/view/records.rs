//! Touchpoints, metrics, terms and questions.

use super::super::context as c;
use super::{View, script_language};
use crate::journey::{Metric, NameKind, Question, StageKey, Term, Touchpoint};
use crate::render::languages::language;
use crate::source::Spanned;

fn value(text: Option<&Spanned<String>>) -> Option<String> {
    text.map(|t| t.value.clone())
}

impl View<'_> {
    /// A touchpoint.
    pub(crate) fn touchpoint(&self, touchpoint: &Touchpoint) -> c::Touchpoint {
        let next = touchpoint.next.iter().filter_map(|id| {
            let name = self.model.names.find(&id.value, &[NameKind::Touchpoint])?;
            let to = self.model.touchpoints.get(name.index)?;
            Some(c::Link {
                title: to.name.clone(),
                path: self.place_of(to.document, &to.id),
            })
        });
        c::Touchpoint {
            id: touchpoint.id.clone(),
            name: touchpoint.name.clone(),
            channel: value(touchpoint.channel.as_ref()),
            platform: value(touchpoint.platform.as_ref()),
            stages: self.stage_refs(touchpoint.stages.iter().map(|s| s.value)),
            ownership: value(touchpoint.ownership.as_ref()),
            owner: touchpoint.owner.clone(),
            role: value(touchpoint.role.as_ref()),
            initiator: value(touchpoint.initiator.as_ref()),
            next: next.collect(),
            url: touchpoint
                .url
                .clone()
                .filter(|u| u.starts_with("https://") || u.starts_with("http://")),
            path: self.place_of(touchpoint.document, &touchpoint.id),
        }
    }

    /// A metric.
    pub(crate) fn metric(&self, metric: &Metric) -> c::Metric {
        c::Metric {
            id: metric.id.clone(),
            name: metric.name.clone(),
            stages: self.stage_refs(metric.stages.iter().map(|s| s.value)),
            kind: value(metric.kind.as_ref()),
            source: value(metric.source.as_ref()),
            baseline: value(metric.baseline.as_ref()),
            unit: metric.unit.clone(),
            target: value(metric.target.as_ref()),
            cadence: metric.cadence.clone(),
            owner: metric.owner.clone(),
            path: self.place_of(metric.document, &metric.id),
        }
    }

    /// The glossary, when there is one.
    pub(crate) fn glossary(&self) -> Option<c::Glossary> {
        let document = self.model.glossary.document?;
        let glossary = &self.model.glossary;
        let mut terms: Vec<c::Term> = glossary
            .terms
            .iter()
            .map(|t: &Term| c::Term {
                id: t.id.clone(),
                name: t.name.clone(),
                group: t.group.clone(),
                also: t.also.clone(),
                local_lang: t.local.as_deref().and_then(script_language),
                local: t.local.clone(),
                html: self.all_html(document, &t.definition),
            })
            .collect();
        self.sort(&mut terms);
        Some(c::Glossary {
            intro_html: self.all_html(document, &glossary.introduction),
            terms,
        })
    }

    /// Sorts terms: groups as they are written, in a group by name. Ideographs have no order that their code points
    /// follow, so that such terms stay as they are written.
    fn sort(&self, terms: &mut [c::Term]) {
        let alphabetical = !["zh", "ja"].contains(&language(&self.place.locale));
        let mut groups: Vec<Option<String>> = Vec::new();
        for term in terms.iter() {
            if !groups.contains(&term.group) {
                groups.push(term.group.clone());
            }
        }
        terms.sort_by_cached_key(|term| {
            let group = groups.iter().position(|group| *group == term.group);
            (group, alphabetical.then(|| term.name.to_lowercase()))
        });
    }

    /// The audit, when there is one.
    pub(crate) fn audit(&self) -> Option<c::Audit> {
        let audit = &self.model.audit;
        audit.document?;
        let groups: Vec<c::AuditGroup> = StageKey::ALL
            .into_iter()
            .filter_map(|key| {
                let own: Vec<&Question> =
                    audit.questions.iter().filter(|q| q.stage == key).collect();
                (!own.is_empty()).then(|| c::AuditGroup {
                    stage: self.stage_ref(key),
                    points: own.iter().map(|q| most_points(q)).sum(),
                    questions: own.into_iter().map(|q| self.question(q)).collect(),
                })
            })
            .collect();
        let document = audit.document?;
        Some(c::Audit {
            intro_html: self.all_html(document, &audit.introduction),
            points: groups.iter().map(|g| g.points).sum(),
            groups,
        })
    }

    fn question(&self, question: &Question) -> c::Question {
        let document = self
            .model
            .audit
            .document
            .unwrap_or(crate::journey::DocumentId(0));
        let items = &self.document(document).body.items;
        let choices = question.choices.iter().filter_map(|choice| {
            let item = items.get(choice.item)?;
            Some(c::Choice {
                id: item.id.clone(),
                html: self.label_html(document, &item.html),
                points: choice.points,
            })
        });
        c::Question {
            id: question.id.clone(),
            text: question.text.clone(),
            html: self.all_html(document, &question.explanation),
            look_at_html: question.look_at.as_ref().map(|f| self.html(document, f)),
            choices: choices.collect(),
            fix_html: question.fix.as_ref().map(|f| self.html(document, f)),
            points: most_points(question),
        }
    }
}

/// The points of a question's strongest answer.
fn most_points(question: &Question) -> u32 {
    let points = question.choices.iter().map(|c| c.points);
    points.max().unwrap_or(0)
}
