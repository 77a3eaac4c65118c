//! The matrix of pillars and stages, and what it lacks.

use super::super::context as c;
use super::View;
use crate::journey::{Role, StageKey};

/// The intents of pillars, in the order of a journey.
const INTENTS: [&str; 5] = ["inspire", "inform", "reassure", "convert", "re-engage"];

impl View<'_> {
    /// Pillars × stages.
    pub(crate) fn matrix(&self) -> c::Matrix {
        let rows = self.model.pillars.iter().map(|pillar| c::MatrixRow {
            pillar: self.pillar_link(pillar),
            cells: StageKey::ALL
                .into_iter()
                .map(|key| {
                    pillar
                        .stages
                        .iter()
                        .find(|(s, _)| s.value == key)
                        .map(|(_, role)| role.as_str())
                })
                .collect(),
        });
        let gaps = StageKey::ALL.into_iter().filter_map(|key| {
            let pillars = self.model.pillars.iter();
            let mut roles = pillars
                .flat_map(|p| &p.stages)
                .filter(|(s, _)| s.value == key);
            let kind = match roles.next() {
                None => "none",
                Some((_, role)) => {
                    let first = |role: &Role| *role == Role::Primary;
                    if first(role) || roles.any(|(_, role)| first(role)) {
                        return None;
                    }
                    "supporting"
                }
            };
            Some(c::MatrixGap {
                kind,
                stage: self.stage_ref(key),
            })
        });
        let intended = |intent: &&str| {
            let mut given = self.model.pillars.iter().filter_map(|p| p.intent.as_ref());
            given.any(|i| i.value == **intent)
        };
        c::Matrix {
            columns: self.stage_links(),
            rows: rows.collect(),
            gaps: gaps.collect(),
            intents: INTENTS.into_iter().filter(intended).collect(),
        }
    }
}
