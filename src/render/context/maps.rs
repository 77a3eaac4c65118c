//! The loop map and the touchpoint map, as geometry in SVG units.

use super::{StageLink, StageRef};
use serde::Serialize;

/// The loop map as geometry, in SVG units.
#[derive(Clone, Debug, Serialize)]
pub struct LoopMap {
    /// The view box's width.
    pub width: f64,
    /// The view box's height.
    pub height: f64,
    /// The radius of a node.
    pub radius: f64,
    /// The stages.
    pub nodes: Vec<LoopNode>,
    /// Which stage feeds which.
    pub edges: Vec<LoopEdge>,
}

/// A stage on the loop map.
#[derive(Clone, Debug, Serialize)]
pub struct LoopNode {
    /// The stage.
    pub stage: StageLink,
    /// The centre.
    pub x: f64,
    /// The centre.
    pub y: f64,
    /// Where its label is anchored, outside the ellipse.
    pub label_x: f64,
    /// The label's base line.
    pub label_y: f64,
    /// `start`, `middle` or `end`: SVG's `text-anchor`.
    pub label_anchor: &'static str,
    /// How well it is covered, 0 to 100 percent.
    pub coverage: u32,
    /// The length of the ring's arc that shows `coverage`.
    pub arc: f64,
    /// The ring's whole circumference.
    pub circumference: f64,
}

/// An edge of the loop map.
#[derive(Clone, Debug, Serialize)]
pub struct LoopEdge {
    /// From which stage.
    pub from: StageRef,
    /// To which stage.
    pub to: StageRef,
    /// `next` for the step to the following stage, `return` for the others (advocacy's, mostly).
    pub kind: &'static str,
    /// The path's data (SVG's `d`).
    pub d: String,
}

/// The touchpoint map: platforms are lanes, stages are columns.
#[derive(Clone, Debug, Serialize)]
pub struct TouchpointMap {
    /// The view box's width.
    pub width: f64,
    /// The view box's height.
    pub height: f64,
    /// The columns' heads.
    pub columns: Vec<MapColumn>,
    /// The lanes.
    pub lanes: Vec<MapLane>,
    /// The touchpoints, one node for each stage it serves.
    pub nodes: Vec<MapNode>,
    /// The ways from one to the next.
    pub edges: Vec<MapEdge>,
}

/// A column of the touchpoint map.
#[derive(Clone, Debug, Serialize)]
pub struct MapColumn {
    /// The stage.
    pub stage: StageRef,
    /// The left edge.
    pub x: f64,
    /// The width.
    pub width: f64,
}

/// A lane of the touchpoint map.
#[derive(Clone, Debug, Serialize)]
pub struct MapLane {
    /// The platform.
    pub platform: String,
    /// The upper edge.
    pub y: f64,
    /// The height.
    pub height: f64,
}

/// A touchpoint on the map.
#[derive(Clone, Debug, Serialize)]
pub struct MapNode {
    /// The touchpoint's id.
    pub id: String,
    /// Its name, cut into lines that fit.
    pub lines: Vec<String>,
    /// Its name.
    pub name: String,
    /// The row of the table.
    pub path: String,
    /// The upper left corner.
    pub x: f64,
    /// The upper left corner.
    pub y: f64,
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
    /// The stage's key.
    pub stage: &'static str,
    /// `owned`, `paid` or `earned`.
    pub ownership: Option<String>,
    /// The platform.
    pub platform: Option<String>,
    /// `discover`, `verify`, `price-check`, `pay` or `share`.
    pub role: Option<String>,
    /// `customer`, `brand` or `peer`.
    pub initiator: Option<String>,
}

/// A way on the touchpoint map.
#[derive(Clone, Debug, Serialize)]
pub struct MapEdge {
    /// The touchpoint it begins at.
    pub from: String,
    /// The touchpoint it leads to.
    pub to: String,
    /// The path's data (SVG's `d`).
    pub d: String,
}
