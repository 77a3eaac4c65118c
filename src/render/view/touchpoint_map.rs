//! The geometry of the touchpoint map: platforms are lanes, stages are columns, every touchpoint a box in each of its
//! stages, an edge for every "next".

use super::super::context as c;
use super::View;
use crate::journey::StageKey;
use std::collections::{BTreeMap, HashMap};

/// The roles of touchpoints, in the order of a journey.
const ROLES: [&str; 5] = ["discover", "verify", "price-check", "pay", "share"];
/// Who begins at a touchpoint.
const INITIATORS: [&str; 3] = ["customer", "brand", "peer"];

const HEAD: f64 = 36.0;
const LANE_NAME: f64 = 104.0;
const COLUMN: f64 = 176.0;
const NODE_WIDTH: f64 = 152.0;
const NODE_HEIGHT: f64 = 42.0;
const NODE_GAP: f64 = 12.0;
/// How far the handles of an arc between two boxes of one column stand out; the arc itself comes three quarters as far.
const ARC: f64 = 14.0;
/// How many columns of Latin text fit a node's line; a wide character counts twice.
const LINE_COLUMNS: usize = 21;

impl View<'_> {
    /// The touchpoints as table and map.
    pub(crate) fn touchpoints(&self) -> c::Touchpoints {
        let rows: Vec<c::Touchpoint> = self
            .model
            .touchpoints
            .iter()
            .map(|t| self.touchpoint(t))
            .collect();
        let mut platforms: Vec<String> = Vec::new();
        for row in &rows {
            let platform = row.platform.clone().unwrap_or_default();
            if !platforms.contains(&platform) {
                platforms.push(platform);
            }
        }
        let map = self.map(&rows, &platforms);
        platforms.retain(|p| !p.is_empty());
        let role = |role: &&str| rows.iter().any(|r| r.role.as_deref() == Some(role));
        let begins = |who: &&str| rows.iter().any(|r| r.initiator.as_deref() == Some(who));
        c::Touchpoints {
            gaps: self.gaps(&rows),
            roles: ROLES.into_iter().filter(role).collect(),
            initiators: INITIATORS.into_iter().filter(begins).collect(),
            rows,
            platforms,
            map,
        }
    }

    /// Stages that buyer and brand never meet in, and touchpoints that nothing leads on from. Sharing may be an end: what
    /// was shared is somebody else's beginning.
    fn gaps(&self, rows: &[c::Touchpoint]) -> Vec<c::TouchpointGap> {
        let serves = |key: StageKey| {
            let named = |row: &c::Touchpoint| row.stages.iter().any(|s| s.key == key.as_str());
            rows.iter().any(named)
        };
        let empty = StageKey::ALL.into_iter().filter(|key| !serves(*key));
        let stages = empty.map(|key| {
            let stage = self.stage_ref(key);
            c::TouchpointGap {
                kind: "stage",
                name: stage.label,
                path: stage.path,
            }
        });
        let reached = |row: &c::Touchpoint| {
            rows.iter()
                .flat_map(|r| &r.next)
                .any(|n| n.path == row.path)
        };
        let ends = rows.iter().filter(|row| row.next.is_empty());
        let ends = ends.filter(|row| row.role.as_deref() != Some("share") || !reached(row));
        let ends = ends.map(|row| c::TouchpointGap {
            kind: if reached(row) { "end" } else { "island" },
            name: row.name.clone(),
            path: Some(row.path.clone()),
        });
        stages.chain(ends).collect()
    }

    fn map(&self, rows: &[c::Touchpoint], platforms: &[String]) -> c::TouchpointMap {
        let columns: Vec<c::MapColumn> = StageKey::ALL
            .iter()
            .zip(0_u8..)
            .map(|(key, i)| c::MapColumn {
                stage: self.stage_ref(*key),
                x: LANE_NAME + f64::from(i) * COLUMN,
                width: COLUMN,
            })
            .collect();
        let mut lanes = Vec::new();
        let mut nodes: Vec<c::MapNode> = Vec::new();
        let mut y = HEAD;
        for platform in platforms {
            let mut filled = [0_u32; 5];
            let own = rows
                .iter()
                .filter(|r| r.platform.as_deref().unwrap_or("") == platform);
            for row in own {
                for stage in &row.stages {
                    let Some(column) = columns.get(stage.number - 1) else {
                        continue;
                    };
                    let slot = filled[stage.number - 1];
                    filled[stage.number - 1] += 1;
                    nodes.push(c::MapNode {
                        id: row.id.clone(),
                        lines: lines(&row.name),
                        name: row.name.clone(),
                        path: row.path.clone(),
                        x: column.x + (COLUMN - NODE_WIDTH) / 2.0,
                        y: y + NODE_GAP + f64::from(slot) * (NODE_HEIGHT + NODE_GAP),
                        width: NODE_WIDTH,
                        height: NODE_HEIGHT,
                        stage: stage.key,
                        ownership: row.ownership.clone(),
                        platform: row.platform.clone(),
                        role: row.role.clone(),
                        initiator: row.initiator.clone(),
                    });
                }
            }
            let tallest = filled.into_iter().max().unwrap_or(0).max(1);
            let height = NODE_GAP + f64::from(tallest) * (NODE_HEIGHT + NODE_GAP);
            lanes.push(c::MapLane {
                platform: platform.clone(),
                y,
                height,
            });
            y += height;
        }
        let edges = edges(rows, &nodes);
        c::TouchpointMap {
            width: LANE_NAME + 5.0 * COLUMN,
            height: y,
            columns,
            lanes,
            nodes,
            edges,
        }
    }
}

/// One edge per "next", between the two boxes that stand best for it; where several begin or end at one side of a box,
/// they are spread over it, so that each can be followed.
fn edges(rows: &[c::Touchpoint], nodes: &[c::MapNode]) -> Vec<c::MapEdge> {
    let mut boxes: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, node) in nodes.iter().enumerate() {
        boxes.entry(node.id.as_str()).or_default().push(number);
    }
    let of = |id: &str| boxes.get(id).map_or(&[][..], Vec::as_slice);
    let mut ways = Vec::new();
    for row in rows {
        for next in &row.next {
            let to = next.path.rsplit_once('#').map_or("", |(_, id)| id);
            let pairs = of(&row.id)
                .iter()
                .flat_map(|a| of(to).iter().map(move |b| (*a, *b)));
            let length = |(a, b): (usize, usize)| length(&nodes[a], &nodes[b]);
            let best = pairs.min_by(|p, q| length(*p).total_cmp(&length(*q)));
            ways.extend(best.filter(|(a, b)| a != b));
        }
    }
    let ports = Ports::new(&ways, nodes);
    let edge = |(number, (a, b)): (usize, &(usize, usize))| c::MapEdge {
        from: nodes[*a].id.clone(),
        to: nodes[*b].id.clone(),
        d: curve(
            &nodes[*a],
            ports.out[number],
            &nodes[*b],
            ports.into[number],
        ),
    };
    ways.iter().enumerate().map(edge).collect()
}

/// How long a way looks. A journey is read from left to right: the next column is near, the same column far, and back
/// further still.
fn length(a: &c::MapNode, b: &c::MapNode) -> f64 {
    let across = b.x - a.x;
    let across = if across > 0.0 {
        across
    } else {
        COLUMN * 1.5 - across * 1.5
    };
    across + (b.y - a.y).abs()
}

/// The heights at which ways leave their first box and enter their second.
struct Ports {
    out: Vec<f64>,
    into: Vec<f64>,
}

/// A side of a box: which box, and whether it is the right one.
type Side = (usize, bool);

/// An end of a way: how high the other end lies, which way it is, and whether it begins here.
type End = (f64, usize, bool);

impl Ports {
    fn new(ways: &[(usize, usize)], nodes: &[c::MapNode]) -> Self {
        let middle = |n: usize| nodes[n].y + nodes[n].height / 2.0;
        let forwards = |a: usize, b: usize| nodes[b].x > nodes[a].x;
        let mut sides: BTreeMap<Side, Vec<End>> = BTreeMap::new();
        for (number, (a, b)) in ways.iter().copied().enumerate() {
            let same = nodes[a].x.total_cmp(&nodes[b].x).is_eq();
            let (right, left) = (forwards(a, b) || same, !forwards(a, b));
            let leaving = (middle(b), number, true);
            sides.entry((a, right)).or_default().push(leaving);
            let arriving = (middle(a), number, false);
            sides.entry((b, left)).or_default().push(arriving);
        }
        let mut ports = Self {
            out: vec![0.0; ways.len()],
            into: vec![0.0; ways.len()],
        };
        for ((node, _), mut ends) in sides {
            ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let mut share = 0.0;
            let step = nodes[node].height / f64_of(ends.len() + 1);
            for (_, number, out) in ends {
                share += step;
                let list = if out { &mut ports.out } else { &mut ports.into };
                list[number] = round(nodes[node].y + share);
            }
        }
        ports
    }
}

fn f64_of(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// To a tenth: more nobody sees.
fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn curve(a: &c::MapNode, y1: f64, b: &c::MapNode, y2: f64) -> String {
    if b.x.total_cmp(&a.x).is_eq() {
        // One above the other: out at the right side and back in.
        let x = a.x + a.width;
        let out = x + ARC;
        return format!("M{x} {y1}C{out} {y1} {out} {y2} {x} {y2}");
    }
    let (x1, x2) = if b.x > a.x {
        (a.x + a.width, b.x)
    } else {
        (a.x, b.x + b.width)
    };
    let (out, into) = (x1 + (x2 - x1) / 2.0, x2 - (x2 - x1) / 2.0);
    format!("M{x1} {y1}C{out} {y1} {into} {y2} {x2} {y2}")
}

/// A name in at most two lines that fit a node; what does not fit is cut with an ellipsis.
fn lines(name: &str) -> Vec<String> {
    let wide = |c: char| if c >= '\u{2e80}' { 2 } else { 1 };
    let width = |text: &str| text.chars().map(wide).sum::<usize>();
    let mut lines = vec![String::new()];
    for word in name.split_inclusive(|c: char| c.is_whitespace() || c >= '\u{2e80}') {
        let last = lines.len() - 1;
        if width(lines[last].trim_end()) + width(word.trim_end()) <= LINE_COLUMNS
            || lines[last].is_empty()
        {
            lines[last].push_str(word);
        } else if lines.len() < 2 {
            lines.push(word.to_owned());
        } else {
            lines[last] = format!("{}…", lines[last].trim_end());
            break;
        }
    }
    for line in &mut lines {
        *line = line.trim().to_owned();
        if width(line) > LINE_COLUMNS + 1 {
            let mut room = LINE_COLUMNS;
            let cut = line.chars().take_while(|c| {
                let fits = room >= wide(*c);
                room = room.saturating_sub(wide(*c));
                fits
            });
            *line = format!("{}…", cut.collect::<String>());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{ARC, COLUMN, NODE_WIDTH, lines};

    #[test]
    fn arcs_stay_within_their_column() {
        // Beside the last column the map ends. A way that is lit up is two units wide.
        const { assert!(ARC * 0.75 + 1.0 < (COLUMN - NODE_WIDTH) / 2.0) };
    }

    #[test]
    fn names_are_cut_into_lines_that_fit() {
        assert_eq!(lines("Brand name search"), ["Brand name search"]);
        assert_eq!(
            lines("Comment threads under creators' notes"),
            ["Comment threads under", "creators' notes"]
        );
        assert_eq!(
            lines("a b c d e f g h i j k l m n o p q r s t u v w x y z").len(),
            2
        );
        assert!(lines("Donaudampfschifffahrtsgesellschaft")[0].ends_with('…'));
    }
}
