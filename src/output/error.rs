//! [`OutputError`]: what keeps a site from being written.

use super::claims::PathProblem;
use std::io;
use std::path::{Path, PathBuf};

/// The site could not be written. Every message names the path, and says what to do where that is known.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The output would be the root of the file system.
    #[error(
        "refusing to write a site into `{path}`, the root of the file system; \
         give a folder of its own, for example `--output ./site`"
    )]
    FileSystemRoot {
        /// The folder that was asked for.
        path: PathBuf,
    },
    /// The output would be the home directory, or a folder above it.
    #[error(
        "refusing to write a site into `{path}`, which is or holds the home directory; \
         give a folder of its own, for example `--output {}`", .path.join("site").display()
    )]
    Home {
        /// The folder that was asked for.
        path: PathBuf,
    },
    /// The output would be the workspace, or a folder above it.
    #[error(
        "refusing to write a site into `{path}`, which is or holds the workspace; \
         give a folder of its own, for example `--output {}`", .root.join("site").display()
    )]
    Workspace {
        /// The folder that was asked for.
        path: PathBuf,
        /// The workspace, the folder with `waybook.yaml`.
        root: PathBuf,
    },
    /// The output would lie in, be, or hold a folder the site is made from.
    #[error(
        "refusing to write a site into `{path}`: the site is made from `{input}`; \
         give a folder apart from it, for example `--output {}`", .root.join("site").display()
    )]
    Input {
        /// The folder that was asked for.
        path: PathBuf,
        /// The folder the site is made from.
        input: PathBuf,
        /// The workspace, the folder with `waybook.yaml`.
        root: PathBuf,
    },
    /// The output is a file, or a link to nothing.
    #[error(
        "cannot write a site to `{path}`: that is no folder; \
         move it away, or give another place with `--output`"
    )]
    NotADirectory {
        /// The place that was asked for.
        path: PathBuf,
    },
    /// The folder holds files, and no manifest says that Waybook wrote them.
    #[error(
        "`{path}` holds files that Waybook did not write, so nothing in it is touched; \
         empty it, or give a new folder, for example `--output {}`", .path.join("site").display()
    )]
    NotOurs {
        /// The folder that was asked for.
        path: PathBuf,
    },
    /// The folder has a manifest that cannot be trusted.
    #[error(
        "`{path}` is no manifest that this Waybook can read ({reason}), so nothing beside it is touched; \
         give a new folder with `--output`, or delete the old one if nothing in it is needed"
    )]
    BadManifest {
        /// The manifest file.
        path: PathBuf,
        /// What is wrong with it, in a few words.
        reason: String,
    },
    /// Another build holds the folder.
    #[error("another build is writing to `{path}`; wait until it has finished and build again")]
    Busy {
        /// The folder that was asked for.
        path: PathBuf,
    },
    /// The place where a build prepares its files is taken by something else.
    #[error(
        "`{path}` holds files that Waybook did not write, where the next build is prepared; \
         move it away and build again"
    )]
    StagingTaken {
        /// The folder in the way.
        path: PathBuf,
    },
    /// A file of the site would replace one that Waybook did not write.
    #[error(
        "`{path}` was not written by Waybook, and the site has a file for this place; \
         move it away, or rename the page or asset"
    )]
    Occupied {
        /// The file, link or folder in the way.
        path: PathBuf,
    },
    /// A file was put at a path that cannot be used.
    #[error("cannot write `{path}`: {problem}")]
    BadPath {
        /// The path below the output, as it was put.
        path: String,
        /// What is wrong with it.
        problem: PathProblem,
    },
    /// Two files were put at one path.
    #[error(
        "cannot write `{path}`: `{other}` has this place already, \
         and some systems take the two for one; rename one of them"
    )]
    Collision {
        /// The path below the output, as it was put.
        path: String,
        /// The path that was put before it.
        other: String,
    },
    /// A file of the build before was edited while the build ran.
    #[error("`{path}` was changed while the site was being built; build again")]
    ChangedMeanwhile {
        /// The file in the output.
        path: PathBuf,
    },
    /// The system refused.
    #[error("cannot {action} `{path}`: {source}")]
    Io {
        /// What was being done, such as `write`.
        action: &'static str,
        /// The file or folder it was done to.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl OutputError {
    /// For `map_err`: the system refused to do `action` to `path`.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            action,
            path: path.to_path_buf(),
            source,
        }
    }
}
