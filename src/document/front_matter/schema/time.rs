//! Dates and intervals as authors write them.

use jiff::civil::{Date, date as civil};

/// The day that a text names as `YYYY-MM-DD`, or what is wrong with it.
///
/// # Errors
/// One sentence without a full stop, for the message of a finding.
pub fn date(text: &str) -> Result<Date, String> {
    let no_date = || format!("`{text}` is no date");
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return Err(no_date());
    };
    let number = |part: &str, length: usize| {
        let digits = part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<i16>().ok()).flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return Err(no_date());
    };
    let month_of = |n: i16| i8::try_from(n).ok().filter(|n| (1..=12).contains(n));
    let Some(month) = month_of(month) else {
        return Err(format!("{}: there is no month {month}", no_date()));
    };
    let days = civil(year, month, 1).days_in_month();
    match i8::try_from(day) {
        Ok(day) if (1..=days).contains(&day) => Ok(civil(year, month, day)),
        _ => {
            let name = MONTHS[month as usize - 1];
            Err(format!("{}: {name} {year} has {days} days", no_date()))
        }
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

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
    pub fn after(self, start: Date) -> Option<Date> {
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
    let unit = match unit.trim() {
        "day" | "days" => IntervalUnit::Day,
        "week" | "weeks" => IntervalUnit::Week,
        "month" | "months" => IntervalUnit::Month,
        "year" | "years" => IntervalUnit::Year,
        _ => return None,
    };
    if !count.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let count = count.parse().ok().filter(|&n| n > 0)?;
    Some(Interval { count, unit })
}

#[cfg(test)]
mod tests {
    use super::{Interval, IntervalUnit, date, interval};

    #[test]
    fn dates_that_do_not_exist_say_why() {
        for (text, expected) in [
            ("2026-02-28", "2026-02-28"),
            ("2024-02-29", "2024-02-29"),
            ("0000-01-01", "0000-01-01"),
            (
                "2026-02-30",
                "`2026-02-30` is no date: February 2026 has 28 days",
            ),
            (
                "2026-13-01",
                "`2026-13-01` is no date: there is no month 13",
            ),
            (
                "2026-04-00",
                "`2026-04-00` is no date: April 2026 has 30 days",
            ),
            ("2026-4-1", "`2026-4-1` is no date"),
            ("01.04.2026", "`01.04.2026` is no date"),
            ("2026-01-02T10:00", "`2026-01-02T10:00` is no date"),
            ("2026-01-02-03", "`2026-01-02-03` is no date"),
            ("+026-01-02", "`+026-01-02` is no date"),
            ("", "`` is no date"),
        ] {
            assert_eq!(date(text).map_or_else(|e| e, |d| d.to_string()), expected);
        }
    }

    #[test]
    fn intervals_are_a_number_and_a_unit() {
        let months = |count| {
            Some(Interval {
                count,
                unit: IntervalUnit::Month,
            })
        };
        for (text, expected) in [
            ("3 months", months(3)),
            (" 1 month ", months(1)),
            ("0 months", None),
            ("-1 months", None),
            ("+1 months", None),
            ("3months", None),
            ("three months", None),
            ("3 monthss", None),
            ("99999999999 months", None),
            ("3 fortnights", None),
        ] {
            assert_eq!(interval(text), expected, "{text}");
        }
        let day = date("2026-01-31").unwrap();
        assert_eq!(
            interval("1 month").unwrap().after(day),
            date("2026-02-28").ok()
        );
        assert_eq!(interval("9999 years").unwrap().after(day), None);
    }
}
