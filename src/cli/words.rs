//! Small texts: counts, paths, and what a terminal may be given.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::path::{Path, PathBuf};

/// `1 page`, `2 pages`.
pub(super) fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// A text without the characters that steer a terminal.
pub(super) fn printable(text: &str) -> String {
    let steers =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.replace(steers, "\u{fffd}")
}

/// The folder the command was called in.
#[expect(
    clippy::disallowed_methods,
    reason = "a command line knows where it was called"
)]
pub(super) fn here() -> std::io::Result<PathBuf> {
    std::env::current_dir()
}

/// A path as it reads best: relative to the current folder when it lies there.
pub(super) fn shown(path: &Path) -> String {
    let here = here().and_then(|here| here.canonicalize());
    let real = path.canonicalize();
    let below = match (&real, &here) {
        (Ok(real), Ok(here)) => real.strip_prefix(here).ok(),
        _ => None,
    };
    match below {
        Some(below) if below.as_os_str().is_empty() => ".".to_owned(),
        Some(below) => below.display().to_string(),
        None => path.display().to_string(),
    }
}

/// A path as one word of a shell.
pub(super) fn shell_word(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "-_./\\:~+@%,=".contains(c);
    if text.chars().all(plain) && !text.is_empty() && !text.starts_with('~') {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// What stands in a `file://` address as it is.
const ADDRESS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b':');

/// The address under which a browser opens a file of this machine. The path is absolute.
pub(super) fn file_address(path: &Path) -> String {
    let text = path.to_string_lossy();
    // Windows writes absolute paths as `\\?\C:\…`; an address has `/C:/…`.
    let text = text
        .strip_prefix(r"\\?\")
        .map_or_else(|| text.to_string(), |bare| bare.replace('\\', "/"));
    let slash = if text.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", utf8_percent_encode(&text, ADDRESS))
}

/// The folder's own name, also for `.` and the like; `None` at the root and for names that are no text.
pub(super) fn folder_name(folder: &Path) -> Option<String> {
    let whole = |path: &Path| -> Option<PathBuf> {
        path.canonicalize()
            .or_else(|_| std::path::absolute(path))
            .ok()
    };
    let name = whole(folder)?.file_name()?.to_str()?.to_owned();
    (name != "..").then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{count, file_address, printable, shell_word};
    use std::path::Path;

    #[test]
    fn texts() {
        assert_eq!(count(1, "error"), "1 error");
        assert_eq!(count(0, "error"), "0 errors");
        assert_eq!(printable("a\x1b[31mb\n"), "a\u{fffd}[31mb\u{fffd}");
    }

    #[test]
    fn paths_for_shells_and_browsers() {
        for (path, word, address) in [
            ("/a/b-1.c", "/a/b-1.c", "file:///a/b-1.c"),
            ("/a b/#1", "'/a b/#1'", "file:///a%20b/%231"),
            ("/it's", r"'/it'\''s'", "file:///it%27s"),
            ("/种", "/种", "file:///%E7%A7%8D"),
        ] {
            assert_eq!(shell_word(Path::new(path)), word);
            assert_eq!(file_address(Path::new(path)), address);
        }
        assert_eq!(
            file_address(Path::new(r"\\?\C:\a b\index.html")),
            "file:///C:/a%20b/index.html"
        );
    }
}
