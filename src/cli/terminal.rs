//! Where text leaves the program: results to standard output, everything else to standard error.

use super::args::Color;
use super::exit::Exit;
use super::failure::Failure;
use super::words::printable;
use crate::diagnostic::report::human::Style;
use std::io::{ErrorKind, IsTerminal, Write};

/// The width of text that goes to no terminal, in columns.
const DEFAULT_WIDTH: usize = 100;

/// Both streams, and how text on them may look.
pub(super) struct Terminal {
    /// Results.
    pub(super) out: Stream,
    /// Findings and failures.
    pub(super) err: Stream,
    /// Whether only findings, failures and what was asked for are printed.
    pub(super) quiet: bool,
}

/// One stream.
pub(super) struct Stream {
    sink: Box<dyn Write>,
    /// Colours and width.
    pub(super) style: Style,
    /// Whether a person sees it.
    pub(super) is_terminal: bool,
    state: State,
}

/// Whether a stream still takes text.
enum State {
    Open,
    /// The reader has gone: what comes after is nobody's loss.
    Closed,
    /// The system refused, for the reason given.
    Broken(std::io::Error),
}

impl Terminal {
    /// The process's own streams.
    pub(super) fn new(color: Color, quiet: bool) -> Self {
        let out = std::io::stdout();
        let err = std::io::stderr();
        let (out_shown, err_shown) = (out.is_terminal(), err.is_terminal());
        Self {
            out: Stream::new(Box::new(out), out_shown, color),
            err: Stream::new(Box::new(err), err_shown, color),
            quiet,
        }
    }

    /// A line about how the work went; nothing with `--quiet`.
    pub(super) fn say(&mut self, line: &str) {
        if !self.quiet {
            self.out.line(line);
        }
    }

    /// What could not be done.
    pub(super) fn failure(&mut self, failure: &Failure) {
        let title = self.err.colored("error:", "1;31");
        self.err
            .line(&format!("{title} {}", printable(&failure.message)));
        let title = self.err.colored("help:", "1;36");
        for help in &failure.help {
            self.err.line(&format!("{title} {}", printable(help)));
        }
    }

    /// Ends the output; `Some` when results could not be written, so that the exit code must tell.
    pub(super) fn close(mut self) -> Option<Exit> {
        self.out.write("");
        let State::Broken(error) = &self.out.state else {
            return None;
        };
        let failure = Failure::new(format!("cannot write to standard output: {error}"));
        self.failure(&failure);
        Some(Exit::Failed)
    }
}

impl Stream {
    fn new(sink: Box<dyn Write>, is_terminal: bool, color: Color) -> Self {
        let terminal = terminal_size::terminal_size().filter(|_| is_terminal);
        Self {
            sink,
            style: Style {
                color: is_colored(color, is_terminal),
                width: terminal.map_or(DEFAULT_WIDTH, |(width, _)| width.0.into()),
            },
            is_terminal,
            state: State::Open,
        }
    }

    /// Writes text as it is.
    pub(super) fn write(&mut self, text: &str) {
        if !matches!(self.state, State::Open) {
            return;
        }
        let written = self.sink.write_all(text.as_bytes());
        match written.and_then(|()| self.sink.flush()) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::BrokenPipe => self.state = State::Closed,
            Err(error) => self.state = State::Broken(error),
        }
    }

    /// Writes one line.
    pub(super) fn line(&mut self, line: &str) {
        self.write(&format!("{line}\n"));
    }

    /// The text in a terminal's graphic rendition (such as `1` for bold), if there are colours.
    pub(super) fn colored(&self, text: &str, rendition: &str) -> String {
        if self.style.color {
            format!("\x1b[{rendition}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}

/// Whether a stream has colours: as it was asked for, else on a terminal that can, unless `NO_COLOR` is set.
fn is_colored(color: Color, is_terminal: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
            let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
            is_terminal && !is_set("NO_COLOR") && !is_dumb
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Color, State, Stream};
    use std::io::{Error, ErrorKind, Write};

    /// Takes nothing.
    struct Refusing(ErrorKind);

    impl Write for Refusing {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(Error::from(self.0))
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_who_has_gone_is_no_failure() {
        let mut stream = Stream::new(
            Box::new(Refusing(ErrorKind::BrokenPipe)),
            false,
            Color::Auto,
        );
        stream.line("a");
        assert!(matches!(stream.state, State::Closed));
        let mut stream = Stream::new(
            Box::new(Refusing(ErrorKind::StorageFull)),
            false,
            Color::Auto,
        );
        stream.line("a");
        assert!(matches!(stream.state, State::Broken(_)));
    }

    #[test]
    fn colours_are_those_asked_for() {
        for (color, expected) in [
            (Color::Always, "\x1b[1mx\x1b[0m"),
            (Color::Never, "x"),
            (Color::Auto, "x"),
        ] {
            let stream = Stream::new(Box::new(std::io::sink()), false, color);
            assert_eq!(stream.colored("x", "1"), expected);
        }
    }
}
