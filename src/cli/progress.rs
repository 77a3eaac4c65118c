//! The progress bar.

use super::terminal::Terminal;
use crate::build::{Progress, Step};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::Once;
use std::time::{Duration, Instant};

/// How often the bar is drawn, in times a second.
const DRAWS: u8 = 15;
/// Work that is done by then shows no bar: it would only flicker.
const PATIENCE: Duration = Duration::from_millis(300);

/// A bar on standard error, if a person looks at it for long enough; gone again once dropped.
pub(super) struct Bar {
    bar: ProgressBar,
    /// Whether anybody may see it.
    is_wanted: bool,
    start: Instant,
    shown: Once,
}

impl Bar {
    pub(super) fn new(terminal: &Terminal) -> Self {
        let bar = ProgressBar::hidden();
        let style = ProgressStyle::with_template("{msg:7} [{bar:30}] {pos}/{len}");
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars("=> "));
        Self {
            bar,
            is_wanted: terminal.err.is_terminal && !terminal.quiet,
            start: Instant::now(),
            shown: Once::new(),
        }
    }

    /// Takes the bar off the screen, so that text can follow.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, step: Step, parts: usize) {
        self.bar.set_message(match step {
            Step::Reading => "Reading",
            Step::Writing => "Writing",
        });
        self.bar.set_length(parts as u64);
        self.bar.reset();
    }

    fn advance(&self) {
        if self.is_wanted && self.start.elapsed() > PATIENCE {
            self.shown.call_once(|| {
                let target = ProgressDrawTarget::stderr_with_hz(DRAWS);
                self.bar.set_draw_target(target);
            });
        }
        self.bar.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.clear();
    }
}
