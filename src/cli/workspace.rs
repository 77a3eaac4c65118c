//! Finding the workspace, and what is in it before it is read.

use super::failure::Failure;
use super::words::{here, shown};
use crate::build::CONFIG_FILE;
use crate::config::{self, Config};
use crate::source::{FileId, Files, MAX_TEXT_BYTES, OsFiles, SitePath, SourceFile, decode};
use std::path::{Path, PathBuf};

/// The folder of playbooks where no configuration names another.
const CONTENT: &str = "content";

/// The workspace's root: `given`, or the nearest folder upwards with `waybook.yaml`, or the nearest with `content/`.
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

fn upwards(here: &Path) -> Option<PathBuf> {
    let nearest = |is: fn(&Path) -> bool| here.ancestors().find(|folder| is(folder));
    let root = nearest(has_configuration).or_else(|| nearest(has_content))?;
    Some(root.to_path_buf())
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
