//! One new record in a table: a touchpoint or a metric.

use super::embedded;
use super::fill::{Facts, fill};
use crate::document::front_matter::{Fields, Node, Value, parse};
use crate::source::{FileId, SitePath, SourceFile, Span};

/// The tables that records can be added to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// `touchpoints.yaml`
    Touchpoint,
    /// `metrics.yaml`
    Metric,
}

impl RecordKind {
    /// The name of the table's file, in the playbook's folder.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            RecordKind::Touchpoint => "touchpoints.yaml",
            RecordKind::Metric => "metrics.yaml",
        }
    }

    fn template(self) -> &'static str {
        match self {
            RecordKind::Touchpoint => "add/touchpoint.yaml",
            RecordKind::Metric => "add/metric.yaml",
        }
    }
}

/// A table that no record can be added to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// The table has a record of that id.
    #[error("it has a record `{id}` already, in line {line}")]
    Taken {
        /// The id.
        id: String,
        /// The line it stands in, from 1.
        line: usize,
    },
    /// The table is no YAML, or no list.
    #[error("it is no list of records that begin with `- id:`")]
    NotAList,
    /// The table is a list, but one that does not go on at its end.
    #[error("its list is written in a way that does not go on at the end of the file")]
    Closed,
}

/// What has to be written behind `table` (the file's whole text, empty when there is none) to add a record. Line breaks
/// and indentation are the table's own.
///
/// # Errors
/// When the table has that id, is no list, or is one in brackets.
pub fn record(kind: RecordKind, table: &str, id: &str, title: &str) -> Result<String, RecordError> {
    let records = records(table).ok_or(RecordError::NotAList)?;
    if let Some(offset) = place_of(&records, id) {
        let line = table.bytes().take(offset).filter(|b| *b == b'\n').count() + 1;
        let id = id.to_owned();
        return Err(RecordError::Taken { id, line });
    }
    let facts = Facts {
        title,
        today: None,
        slug: id,
    };
    let added = addition(table, &fill(embedded::text(kind.template()), &facts));
    // Where the end of a list is cannot be told from its last line: what comes out is read once more.
    let all = self::records(&format!("{table}{added}"));
    let goes_on = all.is_some_and(|all| all.len() == records.len() + 1);
    if goes_on {
        Ok(added)
    } else {
        Err(RecordError::Closed)
    }
}

/// The records of a table; none for a text that is empty but for comments, `None` for one that is no list.
fn records(table: &str) -> Option<Vec<Node>> {
    let source = SourceFile {
        path: SitePath::default(),
        text: table.to_owned(),
    };
    let (root, found) = parse(FileId(0), &source, Span::new(0, table.len()));
    match root.value {
        Value::List(records) if found.is_empty() => Some(records),
        Value::Null if found.is_empty() => Some(Vec::new()),
        _ => None,
    }
}

/// The byte at which the record of that id gives it.
fn place_of(records: &[Node], id: &str) -> Option<usize> {
    let ids = records.iter().filter_map(|r| Fields::of(r).text("id"));
    let mut same = ids.filter(|text| text.value == id);
    same.next().map(|text| text.span.start as usize)
}

/// The record with the table's indentation and line breaks.
fn addition(table: &str, record: &str) -> String {
    let line_break = if table.contains("\r\n") { "\r\n" } else { "\n" };
    let first = table
        .lines()
        .find(|line| line.trim_start().starts_with('-'));
    let first = first.filter(|line| !line.starts_with("---"));
    let indent = first.map_or("", |line| &line[..line.len() - line.trim_start().len()]);
    let mut added = String::new();
    if !table.is_empty() && !table.ends_with('\n') {
        added.push_str(line_break);
    }
    for line in record.lines() {
        added.push_str(indent);
        added.push_str(line);
        added.push_str(line_break);
    }
    added
}

#[cfg(test)]
mod tests {
    use super::{RecordError, RecordKind, record, records};

    fn add(table: &str) -> Result<String, RecordError> {
        record(RecordKind::Metric, table, "saves", "Saves")
    }

    #[test]
    fn a_record_goes_behind_what_is_there() {
        for table in [
            "",
            "# only a comment\n",
            "- id: a\n",
            "- id: a",
            "---\n- id: a\n",
            "  - id: a\n    name: x\n",
            "- id: a\r\n  name: x\r\n",
            "-\n  id: a\n",
            "- id: a # saves\n\n\n",
        ] {
            let added = add(table).unwrap();
            let all = format!("{table}{added}");
            let ids = records(&all).unwrap().len();
            assert_eq!(ids, records(table).unwrap().len() + 1, "{table:?}");
            let bare = all.replace("\r\n", "").contains('\n');
            assert_eq!(bare, !table.contains('\r'), "{table:?}");
        }
    }

    #[test]
    fn a_table_that_cannot_take_it_is_left() {
        for (table, expected) in [
            (
                "- id: a\n- id: saves\n",
                RecordError::Taken {
                    id: "saves".into(),
                    line: 2,
                },
            ),
            ("metrics: []\n", RecordError::NotAList),
            ("- id: [\n", RecordError::NotAList),
            ("text", RecordError::NotAList),
            ("[]\n", RecordError::Closed),
            ("[{id: a}]\n", RecordError::Closed),
            ("- id: a\n...\n", RecordError::Closed),
            ("- id: |\n   a\n  b\n", RecordError::NotAList),
        ] {
            assert_eq!(add(table), Err(expected), "{table:?}");
        }
    }
}
