//! How well each stage is served: what the rings of the loop map show.

use crate::journey::{Playbook, StageKey};

/// What there is for a stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Pillars that serve it.
    pub pillars: usize,
    /// Checklist items that belong to it.
    pub items: usize,
    /// Touchpoints that serve it.
    pub touchpoints: usize,
    /// Metrics that speak of it.
    pub metrics: usize,
    /// Mistakes made in it.
    pub mistakes: usize,
    /// The share of the eight parts of a full stage that are there, 0 to 100 percent: the customer's goal, the
    /// brand's goal, an exit signal, a pillar, three checklist items, a touchpoint, a metric, a takeaway.
    pub percent: u32,
}

impl Coverage {
    /// The coverage of one stage.
    #[must_use]
    pub fn of(playbook: &Playbook, key: StageKey) -> Self {
        let stage = playbook.stage(key);
        let mut coverage = Self {
            pillars: playbook
                .pillars
                .iter()
                .filter(|p| p.stages.iter().any(|(s, _)| s.value == key))
                .count(),
            items: playbook
                .items
                .iter()
                .filter(|i| i.stages.contains(&key))
                .count(),
            touchpoints: playbook
                .touchpoints
                .iter()
                .filter(|t| t.stages.iter().any(|s| s.value == key))
                .count(),
            metrics: playbook
                .metrics
                .iter()
                .filter(|m| m.stages.iter().any(|s| s.value == key))
                .count(),
            mistakes: stage.map_or(0, |s| s.mistakes.len()),
            percent: 0,
        };
        let takeaway = stage.is_some_and(|s| {
            let sections = &playbook.document(s.document).body.sections;
            sections
                .iter()
                .any(|s| s.role == crate::document::markdown::Role::Takeaway)
        });
        let parts = [
            stage.is_some_and(|s| s.customer_goal.is_some()),
            stage.is_some_and(|s| s.brand_goal.is_some()),
            stage.is_some_and(|s| s.exit_signal.is_some()),
            coverage.pillars > 0,
            coverage.items >= 3,
            coverage.touchpoints > 0,
            coverage.metrics > 0,
            takeaway,
        ];
        let there = parts.iter().filter(|p| **p).count() * 100 / parts.len();
        coverage.percent = u32::try_from(there).unwrap_or(100);
        coverage
    }
}

/// A stage that offers little of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thin {
    /// The stage.
    pub stage: StageKey,
    /// `pillars`, `items`, `touchpoints` or `metrics`.
    pub what: &'static str,
    /// How many there are.
    pub count: usize,
}

/// The thin spots of a playbook, worst first: no pillar or just one, fewer than three items, no touchpoint, no metric.
#[must_use]
pub fn thin_spots(playbook: &Playbook) -> Vec<Thin> {
    let mut spots = Vec::new();
    for stage in StageKey::ALL {
        let c = Coverage::of(playbook, stage);
        for (what, count, enough) in [
            ("pillars", c.pillars, 2),
            ("items", c.items, 3),
            ("touchpoints", c.touchpoints, 1),
            ("metrics", c.metrics, 1),
        ] {
            if count < enough {
                spots.push((enough - count, Thin { stage, what, count }));
            }
        }
    }
    spots.sort_by_key(|(lack, _)| std::cmp::Reverse(*lack));
    spots.into_iter().map(|(_, thin)| thin).collect()
}
