//! The command line, as transcripts: `tests/cli/*.trycmd` hold what is typed, what is printed, and the exit code.
//!
//! Run `TRYCMD=overwrite cargo test --test cli` to write down what is printed now.

#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .case("tests/cli/*.trycmd");
}

/// Arguments that are no text end in a message, or are taken as a path.
#[cfg(unix)]
#[test]
fn arguments_that_are_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let odd = OsStr::from_bytes(b"\xff\xfe");
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &[odd][..],
        &[OsStr::new("explain"), odd],
        &[OsStr::new("new"), odd],
        &[OsStr::new("build"), OsStr::new("--root"), odd],
        &[OsStr::new("build"), OsStr::new("--theme"), odd],
        &[OsStr::new("check"), odd],
        &[OsStr::new("add"), OsStr::new("pillar"), odd],
    ] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_waybook"))
            .args(arguments)
            .current_dir(&folder)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.starts_with("error: "), "{arguments:?}: {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

/// Whoever reads only the first line does so without a complaint.
#[cfg(unix)]
#[test]
fn a_reader_may_leave() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_waybook"))
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
}
