//! The geometry of the touchpoint map: platforms are lanes, stages are columns, every touchpoint a box in each of its
//! stages, an edge for every "next".

use super::super::context as c;
use super::View;
use crate::journey::StageKey;
use std::collections::HashMap;

const HEAD: f64 = 36.0;
const LANE_NAME: f64 = 104.0;
const COLUMN: f64 = 176.0;
const NODE_WIDTH: f64 = 152.0;
const NODE_HEIGHT: f64 = 42.0;
const NODE_GAP: f64 = 12.0;
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
        c::Touchpoints {
            rows,
            platforms,
            map,
        }
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

/// One edge per "next": between the two boxes that stand closest.
fn edges(rows: &[c::Touchpoint], nodes: &[c::MapNode]) -> Vec<c::MapEdge> {
    let mut boxes: HashMap<&str, Vec<&c::MapNode>> = HashMap::new();
    for node in nodes {
        boxes.entry(node.id.as_str()).or_default().push(node);
    }
    let mut edges = Vec::new();
    for row in rows {
        for next in &row.next {
            let to = next.path.rsplit_once('#').map_or("", |(_, id)| id);
            let starts = boxes.get(row.id.as_str()).map_or(&[][..], Vec::as_slice);
            let ends = boxes.get(to).map_or(&[][..], Vec::as_slice);
            let pairs = starts
                .iter()
                .flat_map(|a| ends.iter().map(move |b| (*a, *b)));
            let distance = |a: &c::MapNode, b: &c::MapNode| {
                // Forwards is nearer than backwards: a journey is read from left to right.
                let across = b.x - a.x;
                let across = if across < 0.0 { -across * 1.5 } else { across };
                across + (b.y - a.y).abs()
            };
            let nearest = pairs.min_by(|(a, b), (p, q)| distance(a, b).total_cmp(&distance(p, q)));
            if let Some((a, b)) = nearest.filter(|(a, b)| (a.x, a.y) != (b.x, b.y)) {
                edges.push(c::MapEdge {
                    from: row.id.clone(),
                    to: to.to_owned(),
                    d: curve(a, b),
                });
            }
        }
    }
    edges
}

fn curve(a: &c::MapNode, b: &c::MapNode) -> String {
    let middle = |n: &c::MapNode| n.y + n.height / 2.0;
    if b.x > a.x {
        let (x1, x2) = (a.x + a.width, b.x);
        let half = (x2 - x1) / 2.0;
        return format!(
            "M{x1} {}C{} {} {} {} {x2} {}",
            middle(a),
            x1 + half,
            middle(a),
            x2 - half,
            middle(b),
            middle(b)
        );
    }
    if b.x < a.x {
        let (x1, x2) = (a.x, b.x + b.width);
        let half = (x1 - x2) / 2.0;
        return format!(
            "M{x1} {}C{} {} {} {} {x2} {}",
            middle(a),
            x1 - half,
            middle(a),
            x2 + half,
            middle(b),
            middle(b)
        );
    }
    // One above the other: out at the right side and back in.
    let x = a.x + a.width;
    format!(
        "M{x} {}C{} {} {} {} {x} {}",
        middle(a),
        x + 18.0,
        middle(a),
        x + 18.0,
        middle(b),
        middle(b)
    )
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
    use super::lines;

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
