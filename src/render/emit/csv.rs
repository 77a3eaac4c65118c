//! `checklist.csv`.

use super::super::view::View;
use crate::journey::StageKey;

/// The columns: their heads are the messages `csv-<column>`.
const COLUMNS: [&str; 9] = [
    "stage",
    "checklist",
    "level",
    "item",
    "owner",
    "minutes",
    "tags",
    "id",
    "page",
];

/// `checklist.csv` (RFC 4180, UTF-8 with a byte-order mark, which spreadsheets need for anything but ASCII).
pub(crate) fn csv(view: &View<'_>) -> String {
    let mut out = String::from("\u{feff}");
    let head: Vec<String> = COLUMNS
        .iter()
        .map(|column| view.texts.get(&format!("csv-{column}")))
        .collect();
    row(
        &mut out,
        &head.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    for group in view.checklists() {
        for point in &group.checklist.pause_points {
            for item in &point.items {
                let stages: Vec<String> = item
                    .stages
                    .iter()
                    .filter_map(|s| StageKey::from_name(s))
                    .map(|k| view.label(k))
                    .collect();
                let minutes = item.minutes.map(|m| m.to_string()).unwrap_or_default();
                row(
                    &mut out,
                    &[
                        &stages.join(", "),
                        point.title.as_deref().unwrap_or(&group.title),
                        &view.texts.get(&format!("level-{}", item.level)),
                        &item.text,
                        item.owner.as_deref().unwrap_or(""),
                        &minutes,
                        &item.tags.join(", "),
                        &item.id,
                        &item.path,
                    ],
                );
            }
        }
    }
    out
}

fn row(out: &mut String, cells: &[&str]) {
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push_str(&field(cell));
    }
    out.push_str("\r\n");
}

/// A cell. One that a spreadsheet would take for a formula gets an apostrophe in front.
fn field(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if cell.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn cells_are_quoted_and_formulas_defused() {
        assert_eq!(field("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(field("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(field("plain"), "plain");
    }
}
