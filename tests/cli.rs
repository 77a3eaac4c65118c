//! The command line, as transcripts: `tests/cli/*.trycmd` hold what is typed, what is printed, and the exit code.
//!
//! Run `TRYCMD=overwrite cargo test --test cli` to write down what is printed now.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose files are not there has failed"
)]

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

/// The workspace of `fix.trycmd` in a folder of its own, and the file of it that is fixed.
fn fixable() -> (tempfile::TempDir, std::path::PathBuf) {
    let keep = tempfile::tempdir().unwrap();
    let input = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/fix.in");
    for path in [
        "content/demo/launch.md",
        "content/demo/playbook.md",
        "content/demo/stages/2-research.md",
    ] {
        let to = keep.path().join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(input.join(path), to).unwrap();
    }
    let file = keep.path().join("content/demo/launch.md");
    (keep, file)
}

fn check_fix(folder: &tempfile::TempDir) -> std::process::Output {
    std::process::Command::new(env!("CARGO_BIN_EXE_waybook"))
        .args(["check", "--fix", "--today", "2026-03-01"])
        .current_dir(folder)
        .output()
        .unwrap()
}

/// What a fix does not touch stays as it is, to the byte.
#[test]
fn fixing_keeps_every_other_byte() {
    let (folder, file) = fixable();
    let before = String::from_utf8(std::fs::read(&file).unwrap()).unwrap();
    let marked = format!("\u{feff}{before}");
    std::fs::write(&file, &marked).unwrap();
    check_fix(&folder);
    let after = String::from_utf8(std::fs::read(&file).unwrap()).unwrap();
    let mut expected = marked;
    for (from, to) in [
        ("ownr:", "owner:"),
        ("2-reserch.md", "2-research.md"),
        ("[x]", "[ ]"),
        (
            "on their way",
            "on their way <!-- #the-samples-are-on-their-way -->",
        ),
        ("<!-- 5m -->", "<!-- #the-shop-is-open 5m -->"),
        (
            "<!-- lint-allow term-unknown: the old page had one -->\r\n\r\n",
            "",
        ),
        (
            "[!MISTAKE] A loud start",
            "[!CAUTION]\r\n> **Mistake: A loud start.**",
        ),
    ] {
        assert!(expected.contains(from), "{from}");
        expected = expected.replacen(from, to, 1);
    }
    assert_eq!(after, expected);
}

/// A file that may only be read is left alone, and so is every other one.
#[test]
fn fixing_writes_all_or_nothing() {
    let (folder, file) = fixable();
    let research = folder.path().join("content/demo/stages/2-research.md");
    let text = std::fs::read_to_string(&research).unwrap();
    std::fs::write(&research, text.replace("- [ ]", "- [x]")).unwrap();
    let mut permissions = research.metadata().unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&research, permissions).unwrap();
    let before = std::fs::read(&file).unwrap();
    let output = check_fix(&folder);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.contains("2-research.md`: it may only be read"),
        "{said}"
    );
    assert!(said.contains("no file was changed"), "{said}");
    assert_eq!(std::fs::read(&file).unwrap(), before);
    let entries = std::fs::read_dir(file.parent().unwrap()).unwrap();
    assert_eq!(entries.count(), 3, "something is left behind");
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
