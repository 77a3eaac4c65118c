//! The command line, as transcripts: `tests/cli/*.trycmd` hold what is typed, what is printed, and the exit code.
//!
//! Run `TRYCMD=overwrite cargo test --test cli` to write down what is printed now.

#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .env("GITHUB_WORKSPACE", "")
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

/// A program that reads the findings gets nothing else, and paths that count from its repository's root.
#[test]
fn findings_for_programs_stand_alone() {
    let input = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/formats.in");
    let check = |folder: &str, repository: &str, format: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_waybook"))
            .args(["check", "--today", "2026-11-22", "--format", format])
            .current_dir(input.join(folder))
            .env("GITHUB_WORKSPACE", repository)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("Checked 2 files") && said.lines().count() == 1);
        String::from_utf8(output.stdout).unwrap()
    };
    let repository = input.to_str().unwrap();
    for (folder, repository, path) in [
        ("shop", repository, "shop/content/demo/notes.md"),
        ("shop/content", repository, "shop/content/demo/notes.md"),
        ("shop", "", "content/demo/notes.md"),
        ("shop", "/no/such/folder", "content/demo/notes.md"),
        ("shop/content", "", "content/demo/notes.md"),
    ] {
        let annotations = check(folder, repository, "github");
        let file = format!("::error file={path},line=5,");
        assert!(annotations.contains(&file), "{annotations}");
        assert!(annotations.lines().all(|line| line.starts_with("::")));
        let log: serde_json::Value =
            serde_json::from_str(&check(folder, repository, "sarif")).unwrap();
        let result = &log["runs"][0]["results"][0];
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!(place["uri"], path);
    }
}
