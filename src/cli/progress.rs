//! The progress bar.

use super::terminal::Terminal;
use crate::build::{Progress, Step};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How often the bar is drawn, in times a second.
const DRAWS: u8 = 15;

/// A bar on standard error, if a person looks at it; gone again once dropped.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new(terminal: &Terminal) -> Self {
        if terminal.quiet || !terminal.err.is_terminal {
            return Self(ProgressBar::hidden());
        }
        let target = ProgressDrawTarget::stderr_with_hz(DRAWS);
        let bar = ProgressBar::with_draw_target(Some(0), target);
        let template = "{msg:7} [{bar:30}] {pos}/{len}";
        let style = ProgressStyle::with_template(template);
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars("=> "));
        Self(bar)
    }

    /// Takes the bar off the screen, so that text can follow.
    pub(super) fn clear(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, step: Step, parts: usize) {
        self.0.reset();
        self.0.set_length(parts as u64);
        self.0.set_message(match step {
            Step::Reading => "Reading",
            Step::Writing => "Writing",
        });
    }

    fn advance(&self) {
        self.0.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.clear();
    }
}
