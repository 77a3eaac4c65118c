//! What `serve` says while it runs: on a terminal a few lines that are drawn anew, else a line for each event.

use super::terminal::Terminal;
use super::words::{count, printable};
use crate::diagnostic::Severity;
use crate::serve::Moment;
use std::time::Duration;

/// The status of a preview.
pub(super) struct Status<'t> {
    url: String,
    terminal: &'t mut Terminal,
    /// How many lines are drawn and can be drawn over.
    drawn: usize,
    /// The snapshot and the findings that were told last.
    told: (u64, u64),
}

impl<'t> Status<'t> {
    /// Says where the preview is.
    pub(super) fn new(url: String, terminal: &'t mut Terminal) -> Self {
        let mut status = Self {
            url,
            terminal,
            drawn: 0,
            told: (0, 0),
        };
        if status.terminal.out.is_terminal {
            status.draw(&["reading …".to_owned()]);
        } else {
            let line = format!("Preview at {}", status.url);
            status.terminal.out.line(&line);
        }
        status
    }

    /// Tells of a new moment.
    pub(super) fn hear(&mut self, moment: &Moment) {
        let number = moment.snapshot.number();
        let now = (number, moment.findings.number);
        if number == 0 || now == self.told {
            return;
        }
        let is_new = number != self.told.0;
        self.told = now;
        let shown = pages(moment);
        let time = milliseconds(moment.took);
        let change = format!("{} read in {time}: {shown}", printable(&moment.changed));
        let checked = (moment.findings.number == number).then(|| findings(moment));
        if self.terminal.out.is_terminal {
            let checked = checked.unwrap_or_else(|| "checking …".to_owned());
            return self.draw(&[change, checked]);
        }
        if self.terminal.quiet {
            return;
        }
        if is_new {
            self.terminal.out.line(&format!("#{number}: {change}"));
        }
        if let Some(checked) = checked {
            let line = format!("#{number}: {}", checked.replace('\n', ": "));
            self.terminal.out.line(&line);
        }
    }

    /// Ends on a line of its own.
    pub(super) fn end(&mut self) {
        if self.terminal.out.is_terminal {
            self.terminal.out.line("");
        }
    }

    fn draw(&mut self, lines: &[String]) {
        let stream = &mut self.terminal.out;
        let width = stream.style.width.max(20);
        let mut all = vec![
            String::new(),
            format!("  Waybook preview   {}", self.url),
            String::new(),
        ];
        let lines = lines.iter().flat_map(|line| line.lines());
        all.extend(lines.map(|line| format!("  {line}")));
        all.extend([String::new(), "  Ctrl-C ends it.".to_owned()]);
        let mut text = match self.drawn {
            0 => String::new(),
            lines => format!("\u{1b}[{lines}A\u{1b}[J"),
        };
        self.drawn = all.len();
        for line in all {
            text.extend(line.chars().take(width - 1));
            text.push('\n');
        }
        stream.write(&text);
    }
}

/// How many pages there are, or why there is none.
fn pages(moment: &Moment) -> String {
    match (moment.snapshot.failure(), moment.snapshot.site()) {
        (Some(failure), Some(_)) => format!("the last site that could be made ({failure})"),
        (Some(failure), None) => failure.to_owned(),
        (None, Some(site)) => count(site.planned().site.pages().count(), "page"),
        (None, None) => "no page".to_owned(),
    }
}

fn findings(moment: &Moment) -> String {
    let list = &moment.findings.list;
    let of = |severity| list.iter().filter(|f| f.severity == severity).count();
    let counts = [
        (of(Severity::Error), "error"),
        (of(Severity::Warning), "warning"),
        (of(Severity::Info), "info"),
    ];
    let told: Vec<String> = counts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| count(number, noun))
        .collect();
    let told = match told.is_empty() {
        true => "no findings".to_owned(),
        false => told.join(", "),
    };
    format!("{told}, checked in {}", milliseconds(moment.findings.took))
}

fn milliseconds(time: Duration) -> String {
    format!("{} ms", time.as_millis())
}
