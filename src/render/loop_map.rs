//! The geometry of the loop map: five nodes on an ellipse, labels outside it, an edge for every "feeds".

use super::context::{LoopEdge, LoopMap, LoopNode, StageLink, StageRef};
use crate::journey::StageKey;
use std::f64::consts::{PI, TAU};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 460.0;
const CENTRE: (f64, f64) = (WIDTH / 2.0, HEIGHT / 2.0);
const RADII: (f64, f64) = (170.0, 150.0);
const NODE: f64 = 30.0;
const RING: f64 = 27.0;
/// The gap between a node and the edge's end, so that the arrowhead is seen.
const GAP: f64 = 9.0;

/// Lays out a loop map. `nodes` are the stages with their coverage in percent, in the order of the loop;
/// `edges` say which stage feeds which.
#[must_use]
pub(super) fn layout(nodes: Vec<(StageLink, u32)>, edges: Vec<(StageRef, StageRef)>) -> LoopMap {
    let circumference = TAU * RING;
    let nodes = nodes
        .into_iter()
        .map(|(stage, coverage)| {
            let (x, y) = position(stage.number);
            let angle = angle(stage.number);
            let (dx, dy) = (angle.cos(), angle.sin());
            // Outside the ellipse, where no edge runs: above the top node, beside the upper ones, below the lower ones.
            let (label_x, label_y, label_anchor) = if dy < -0.9 {
                (x, y - NODE - 14.0, "middle")
            } else if dy < 0.0 {
                (
                    x + (NODE + 10.0) * dx.signum(),
                    y + 5.0,
                    if dx > 0.0 { "start" } else { "end" },
                )
            } else {
                (x, y + NODE + 24.0, "middle")
            };
            LoopNode {
                x: round(x),
                y: round(y),
                label_x: round(label_x),
                label_y: round(label_y),
                label_anchor,
                coverage,
                arc: round(circumference * f64::from(coverage) / 100.0),
                circumference: round(circumference),
                stage,
            }
        })
        .collect();
    let edges = edges.into_iter().map(|(from, to)| edge(from, to)).collect();
    LoopMap {
        width: WIDTH,
        height: HEIGHT,
        radius: RING,
        nodes,
        edges,
    }
}

fn angle(number: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a stage number is 1 to 5")]
    let step = (number.max(1) - 1) as f64;
    -PI / 2.0 + step * TAU / 5.0
}

fn position(number: usize) -> (f64, f64) {
    let a = angle(number);
    (CENTRE.0 + RADII.0 * a.cos(), CENTRE.1 + RADII.1 * a.sin())
}

/// A step to the next stage bows outwards along the ellipse; every other edge bows through the middle.
fn edge(from: StageRef, to: StageRef) -> LoopEdge {
    let next = from.number % 5 + 1 == to.number;
    let closes = StageKey::ALL.get(from.number.wrapping_sub(1)) == Some(&StageKey::Advocacy);
    let (a, b) = (position(from.number), position(to.number));
    let middle = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
    let pull = if next { 1.28 } else { 0.45 };
    let control = (
        CENTRE.0 + (middle.0 - CENTRE.0) * pull,
        CENTRE.1 + (middle.1 - CENTRE.1) * pull,
    );
    let start = towards(a, control, NODE + GAP / 2.0);
    let end = towards(b, control, NODE + GAP);
    let d = format!(
        "M{} {}Q{} {} {} {}",
        round(start.0),
        round(start.1),
        round(control.0),
        round(control.1),
        round(end.0),
        round(end.1)
    );
    LoopEdge {
        kind: if next && !closes { "next" } else { "return" },
        from,
        to,
        d,
    }
}

fn towards(from: (f64, f64), to: (f64, f64), distance: f64) -> (f64, f64) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(1.0);
    (
        from.0 + dx / length * distance,
        from.1 + dy / length * distance,
    )
}

/// One decimal: enough for a screen, and the same text on every machine.
fn round(n: f64) -> f64 {
    (n * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(key: StageKey) -> StageRef {
        StageRef {
            key: key.as_str(),
            number: key.number(),
            label: key.as_str().into(),
            path: None,
        }
    }

    #[test]
    fn steps_and_returns_are_told_apart() {
        let kind = |a, b| edge(stage(a), stage(b)).kind;
        assert_eq!(kind(StageKey::Discovery, StageKey::Research), "next");
        assert_eq!(kind(StageKey::Advocacy, StageKey::Discovery), "return");
        assert_eq!(kind(StageKey::Advocacy, StageKey::Conversion), "return");
    }

    #[test]
    fn edges_end_outside_the_nodes() {
        for a in StageKey::ALL {
            for b in StageKey::ALL.into_iter().filter(|b| *b != a) {
                let d = edge(stage(a), stage(b)).d;
                let numbers: Vec<f64> = d
                    .split(['M', 'Q', ' '])
                    .filter(|s| !s.is_empty())
                    .map(|s| s.parse().unwrap())
                    .collect();
                let end = (numbers[4], numbers[5]);
                let node = position(b.number());
                assert!((end.0 - node.0).hypot(end.1 - node.1) > NODE, "{d}");
            }
        }
    }
}
