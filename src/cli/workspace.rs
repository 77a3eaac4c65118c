//! Finding the workspace, and what is in it before it is read.

use super::failure::Failure;
use super::words::{here, shown};
use crate::build::CONFIG_FILE;
use crate::config::{self, Config};
use crate::source::{FileId, Files, MAX_TEXT_BYTES, OsFiles, SitePath, SourceFile, decode};
use std::path::{Path, PathBuf};

/// The folder of playbooks where no configuration names another.
const CONTENT: &str = "content";

/// The workspace's root: `given`, or the nearest folder upwards with `waybook.yaml` or with playbooks in `content/`.
///
/// # Errors
/// When the folder is no workspace, or none is found.
pub(super) fn find(given: Option<&Path>) -> Result<PathBuf, Failure> {
    match given {
        Some(folder) => is_workspace(folder),
        None => {
            let here = here().map_err(Failure::io("find", Path::new(".")))?;
            upwards(&here).ok_or_else(|| {
                Failure::new(format!(
                    "there is no workspace here: neither this folder nor one above it holds `{CONFIG_FILE}` or `{CONTENT}/`"
                ))
                .help("name its folder with `--root DIR`, or make a new one: `waybook new DIR`")
            })
        }
    }
}

fn is_workspace(folder: &Path) -> Result<PathBuf, Failure> {
    let name = folder.display();
    let metadata = std::fs::metadata(folder).map_err(Failure::io("open the workspace", folder))?;
    if !metadata.is_dir() {
        return Err(Failure::new(format!("`{name}` is no folder")).help(format!(
            "give the folder that holds `{CONFIG_FILE}` or `{CONTENT}/`"
        )));
    }
    if has_configuration(folder) || has_content(folder) {
        return Ok(folder.to_path_buf());
    }
    Err(Failure::new(format!(
        "`{name}` is no workspace: it holds neither `{CONFIG_FILE}` nor `{CONTENT}/`"
    ))
    .help("make a workspace with `waybook new DIR`"))
}

/// The nearest workspace. A nearer `content/` is one of its own, unless it is the content of the configuration above.
fn upwards(here: &Path) -> Option<PathBuf> {
    let nearest = |is: fn(&Path) -> bool| here.ancestors().find(|folder| is(folder));
    let (configured, plain) = (nearest(has_configuration), nearest(has_playbooks));
    let root = match (configured, plain) {
        (Some(configured), Some(plain)) if plain.starts_with(configured) => {
            let files = OsFiles::new(configured);
            let content = configuration(&files).map(|config| config.content.value);
            let own = content.is_ok_and(|c| configured.join(c.as_str()) == plain.join(CONTENT));
            if own { configured } else { plain }
        }
        (Some(configured), _) => configured,
        (None, Some(plain)) => plain,
        (None, None) => nearest(has_content)?,
    };
    Some(root.to_path_buf())
}

/// Whether a folder named `content` lies in it that holds a playbook.
fn has_playbooks(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder.join(CONTENT));
    let mut entries = entries.into_iter().flatten().flatten();
    entries.any(|entry| entry.path().join("playbook.md").is_file())
}

fn has_configuration(folder: &Path) -> bool {
    folder.join(CONFIG_FILE).is_file()
}

fn has_content(folder: &Path) -> bool {
    folder.join(CONTENT).is_dir()
}

/// The text of a file of the workspace.
///
/// # Errors
/// When it cannot be read, or is no UTF-8.
pub(super) fn text(files: &OsFiles, path: &SitePath) -> Result<String, Failure> {
    let decoded = decode(files.read(path, MAX_TEXT_BYTES)?);
    match decoded.problem {
        None => Ok(decoded.text),
        Some(_) => Err(Failure::new(format!("`{path}` is no text")).help("save the file as UTF-8")),
    }
}

/// The configuration, as far as it can be read: what is wrong with it is for `check` to say.
///
/// # Errors
/// When the file is there and cannot be read.
pub(super) fn configuration(files: &OsFiles) -> Result<Config, Failure> {
    let path = SitePath::new(CONFIG_FILE);
    if !files.exists(&path) {
        return Ok(Config::default());
    }
    let text = text(files, &path)?;
    let (config, _) = config::read(FileId(0), &SourceFile { path, text });
    Ok(config)
}

/// The folders of the workspace's playbooks, in path order.
///
/// # Errors
/// When the content folder cannot be listed.
pub(super) fn playbooks(files: &OsFiles, config: &Config) -> Result<Vec<SitePath>, Failure> {
    let mut folders = files.folders(&config.content.value)?;
    folders.retain(|folder| files.exists(&folder.join("playbook.md")));
    Ok(folders)
}

/// What a site of this workspace is made from, of which the output must keep clear.
pub(super) fn inputs(root: &Path, config: &Config) -> Vec<PathBuf> {
    let content = config.content.value.as_str();
    let names = [content, "brands", "themes", CONFIG_FILE];
    let paths = names.into_iter().map(|name| root.join(name));
    paths.filter(|path| path.exists()).collect()
}

/// The root, when it is not the folder one is in: findings name their files from there.
pub(super) fn elsewhere(root: &Path) -> Option<String> {
    Some(shown(root)).filter(|root| root != ".")
}

#[cfg(test)]
mod tests {
    use super::upwards;
    use std::fs::{create_dir_all, write};

    #[test]
    fn the_nearest_workspace_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for file in [
            "waybook.yaml",
            "content/a/playbook.md",
            "examples/small/content/b/playbook.md",
            "docs/waybook.yaml",
            "docs/text/content/c/playbook.md",
            "docs/text/content/c/content/readme.md",
        ] {
            let path = root.join(file);
            create_dir_all(path.parent().unwrap()).unwrap();
            write(path, "").unwrap();
        }
        write(root.join("docs/waybook.yaml"), "content: text/content\n").unwrap();
        for (here, expected) in [
            ("", ""),
            ("content/a", ""),
            ("examples", ""),
            ("examples/small", "examples/small"),
            ("examples/small/content/b", "examples/small"),
            ("docs", "docs"),
            ("docs/text", "docs"),
            ("docs/text/content/c/content", "docs"),
        ] {
            assert_eq!(
                upwards(&root.join(here)),
                Some(root.join(expected)),
                "{here}"
            );
        }
    }
}
