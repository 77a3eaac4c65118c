//! One declaration of the front matter of every kind: it drives validation, did-you-mean, the reference and
//! (later) JSON Schema.

use super::FrontMatter;
use crate::diagnostic::Diagnostic;
use crate::document::Kind;
use crate::source::{FileId, SourceFile};

/// Everything that is wrong with the facts of a file, in one run.
#[must_use]
pub fn validate(
    _file: FileId,
    _source: &SourceFile,
    _kind: Kind,
    _front: &FrontMatter,
) -> Vec<Diagnostic> {
    Vec::new()
}

/// A span of time in calendar units (`review_every: 3 months`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// How many, 1 and up.
    pub count: u16,
    /// Of what.
    pub unit: IntervalUnit,
}

/// A calendar unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntervalUnit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl Interval {
    /// The day that many units after `start`; `None` past the year 9999.
    #[must_use]
    pub fn after(self, start: jiff::civil::Date) -> Option<jiff::civil::Date> {
        let n = i64::from(self.count);
        let span = match self.unit {
            IntervalUnit::Day => jiff::Span::new().try_days(n),
            IntervalUnit::Week => jiff::Span::new().try_weeks(n),
            IntervalUnit::Month => jiff::Span::new().try_months(n),
            IntervalUnit::Year => jiff::Span::new().try_years(n),
        };
        start.checked_add(span.ok()?).ok()
    }
}

/// The interval that a text names (`3 months`, `1 week`), if it does.
#[must_use]
pub fn interval(text: &str) -> Option<Interval> {
    let (count, unit) = text.trim().split_once(' ')?;
    let unit = match unit.trim().trim_end_matches('s') {
        "day" => IntervalUnit::Day,
        "week" => IntervalUnit::Week,
        "month" => IntervalUnit::Month,
        "year" => IntervalUnit::Year,
        _ => return None,
    };
    let count = count.parse().ok().filter(|&n| n > 0)?;
    Some(Interval { count, unit })
}
