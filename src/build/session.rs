//! A workspace that is read again and again: [`Session`]. Only what changed is read and parsed anew.
//!
//! A build reads once and is done; a preview keeps the session and says what may have changed. Both go the same way,
//! so that what a preview shows is what a build writes.
//!
//! Architecture invariant: a file keeps its [`FileId`] as long as the session lives, so that documents, findings and
//! spans made earlier stay right beside newer ones.

use super::changes::Changes;
use super::folder::{Folder, Kept, Task, make_folder, read_document};
use super::text::{read_text, refused};
use super::{BuildError, CONFIG_FILE, Progress, Step};
use crate::config::{self, Brand, Config};
use crate::diagnostic::Diagnostic;
use crate::document::Kind;
use crate::journey::{Playbook, Workspace};
use crate::lint::{BASELINE_FILE, Baseline};
use crate::source::{
    FileId, Files, Listing, MAX_ASSET_BYTES, MAX_TEXT_BYTES, SitePath, SourceFile, Sources,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Everything that was read of a workspace.
#[derive(Default)]
pub struct Session {
    pub(super) sources: Sources,
    ids: HashMap<SitePath, FileId>,
    config: Option<Kept<Config>>,
    pub(super) brands: BTreeMap<SitePath, Kept<Brand>>,
    /// The known findings; nothing when the file is no text.
    baseline: Option<Kept<Option<Arc<Baseline>>>>,
    pub(super) folders: BTreeMap<SitePath, Folder>,
    /// The content hash of every file that is carried along, as it goes into its name.
    pub(super) asset_hashes: BTreeMap<SitePath, String>,
    /// The font files of brands that pictures can be drawn with.
    pub(super) fonts: BTreeMap<SitePath, Arc<[u8]>>,
    /// What is wrong with files that are to be carried along.
    pub(super) assets_found: Vec<Diagnostic>,
}

impl Session {
    /// Reads what may have changed; whether anything did. When it fails, the next reading begins anew.
    ///
    /// # Errors
    /// When files cannot be listed, or there is no playbook.
    pub fn read(
        &mut self,
        files: &dyn Files,
        changes: &Changes,
        progress: &(dyn Progress + Sync),
    ) -> Result<bool, BuildError> {
        let result = self.try_read(files, changes, progress);
        if result.is_err() {
            // What was taken out of the folders to be read anew is not there any more.
            self.folders.clear();
        }
        result
    }

    fn try_read(
        &mut self,
        files: &dyn Files,
        changes: &Changes,
        progress: &(dyn Progress + Sync),
    ) -> Result<bool, BuildError> {
        let all = &Changes::All;
        let mut changes = if self.folders.is_empty() {
            all
        } else {
            changes
        };
        let mut changed = false;
        if changes.touch(&SitePath::new(CONFIG_FILE)) {
            let layout = |config: &Config| (config.markdown, config.content.value.clone());
            let before = layout(&self.workspace_config());
            changed |= self.read_config(files);
            if before != layout(&self.workspace_config()) {
                self.folders.clear();
                changes = all;
            }
        }
        if changes.reach_into(&SitePath::new("brands")) {
            changed |= self.read_brands(files)?;
        }
        let baseline = SitePath::new(BASELINE_FILE);
        if changes.touch(&baseline) {
            changed |= self.read_baseline(files, &baseline);
        }
        let content = self.content();
        changed |= self.read_playbooks(files, &content, changes, progress)?;
        changed |= self.read_assets(files, changes);
        Ok(changed)
    }

    /// The folder of the playbooks, as the configuration names it.
    #[must_use]
    pub fn content(&self) -> SitePath {
        self.workspace_config().content.value
    }

    fn config(&self) -> Option<&Config> {
        self.config.as_ref().map(|kept| &kept.value)
    }

    pub(super) fn workspace_config(&self) -> Config {
        self.config().cloned().unwrap_or_default()
    }

    /// The number of a file, the same one every time.
    fn id(&mut self, path: &SitePath) -> FileId {
        if let Some(id) = self.ids.get(path) {
            return *id;
        }
        let empty = SourceFile {
            path: path.clone(),
            text: String::new(),
        };
        let id = self.sources.add(empty);
        self.ids.insert(path.clone(), id);
        id
    }

    fn read_config(&mut self, files: &dyn Files) -> bool {
        let path = SitePath::new(CONFIG_FILE);
        let before = self.config.as_ref().map(|kept| kept.hash);
        self.config = files
            .exists(&path)
            .then(|| self.keep(files, &path, config::read));
        before != self.config.as_ref().map(|kept| kept.hash)
    }

    /// Reads the known findings. The file may be long, no site depends on it, and its text is kept only when something
    /// in it is wrong.
    fn read_baseline(&mut self, files: &dyn Files, path: &SitePath) -> bool {
        let before = self.baseline.take().map(|kept| kept.hash);
        if files.exists(path) {
            let next = FileId(u32::try_from(self.sources.iter().count()).unwrap_or(u32::MAX));
            let id = self.ids.get(path).copied().unwrap_or(next);
            let text = read_text(files, path.clone(), id, MAX_ASSET_BYTES);
            let (value, found) = match text.found {
                Some(unreadable) => (None, vec![unreadable]),
                None => {
                    let (baseline, found) = Baseline::parse(id, &text.source);
                    (Some(Arc::new(baseline)), found)
                }
            };
            if !found.is_empty() {
                let id = self.id(path);
                self.sources.replace(id, text.source);
            }
            self.baseline = Some(Kept {
                hash: text.hash,
                value,
                found,
            });
        }
        before != self.baseline.as_ref().map(|kept| kept.hash)
    }

    fn read_brands(&mut self, files: &dyn Files) -> Result<bool, BuildError> {
        let mut brands = BTreeMap::new();
        for folder in files.folders(&SitePath::new("brands"))? {
            let path = folder.join("brand.yaml");
            if files.exists(&path) {
                let kept = self.keep(files, &path, config::read_brand);
                brands.insert(path, kept);
            }
        }
        let hashes = |brands: &BTreeMap<SitePath, Kept<Brand>>| -> Vec<_> {
            let brands = brands.iter();
            brands
                .map(|(path, kept)| (path.clone(), kept.hash))
                .collect()
        };
        let changed = hashes(&self.brands) != hashes(&brands);
        self.brands = brands;
        Ok(changed)
    }

    /// Reads a small text. Of one that is no text only that is said: everything else would be a guess at garbage.
    fn keep<T>(
        &mut self,
        files: &dyn Files,
        path: &SitePath,
        read: impl FnOnce(FileId, &SourceFile) -> (T, Vec<Diagnostic>),
    ) -> Kept<T> {
        let id = self.id(path);
        let text = read_text(files, path.clone(), id, MAX_TEXT_BYTES);
        let (value, found) = read(id, &text.source);
        self.sources.replace(id, text.source);
        Kept {
            hash: text.hash,
            value,
            found: text.found.map_or(found, |one| vec![one]),
        }
    }

    fn read_playbooks(
        &mut self,
        files: &dyn Files,
        content: &SitePath,
        changes: &Changes,
        progress: &(dyn Progress + Sync),
    ) -> Result<bool, BuildError> {
        let roots = files.folders(content)?;
        let count = self.folders.len();
        self.folders
            .retain(|root, _| roots.binary_search(root).is_ok());
        let mut changed = count != self.folders.len();
        let anew = |root: &SitePath| !self.folders.contains_key(root) || changes.reach_into(root);
        let roots: Vec<SitePath> = roots.into_iter().filter(anew).collect();
        let listings: Vec<_> = roots.par_iter().map(|root| files.list(root)).collect();
        let mut tasks = Vec::new();
        for (root, listing) in roots.into_iter().zip(listings) {
            let listing = listing?;
            let before = self.folders.remove(&root);
            let is_source = |path: &SitePath| path.below(&root).and_then(Kind::of).is_some();
            if listing.files.iter().any(is_source) {
                tasks.push(Task::new(root, listing, before));
            } else {
                changed |= before.is_some();
            }
        }
        changed |= self.read_folders(files, tasks, changes, progress);
        if self.folders.is_empty() {
            return Err(BuildError::NoPlaybook {
                content: content.to_string(),
            });
        }
        Ok(changed)
    }

    /// Reads the files of many folders at a time, then makes a playbook of each folder.
    fn read_folders(
        &mut self,
        files: &dyn Files,
        mut tasks: Vec<Task>,
        changes: &Changes,
        progress: &(dyn Progress + Sync),
    ) -> bool {
        let options = self.workspace_config().markdown;
        let mut wanted = Vec::new();
        for (number, task) in tasks.iter_mut().enumerate() {
            for path in &task.listing.files {
                if let Some(kind) = path.below(&task.root).and_then(Kind::of) {
                    let id = self.id(path);
                    wanted.push((number, path.clone(), kind, id, task.before.remove(path)));
                }
            }
        }
        progress.begin(Step::Reading, wanted.len());
        let read: Vec<_> = wanted
            .into_par_iter()
            .map(|(number, path, kind, id, before)| {
                let read = match before {
                    Some(kept) if !changes.touch(&path) => (kept, None),
                    before => read_document(files, &path, kind, id, before, &options),
                };
                progress.advance();
                (number, path, id, read)
            })
            .collect();
        let mut documents: Vec<Vec<_>> = tasks.iter().map(|_| Vec::new()).collect();
        for (number, path, id, (kept, text)) in read {
            if let Some(text) = text {
                self.sources.replace(id, text);
                tasks[number].made = None;
            }
            documents[number].push((path, kept));
        }
        let refused: Vec<Vec<Diagnostic>> = tasks
            .iter()
            .map(|task| self.refused(&task.listing))
            .collect();
        let folders: Vec<(SitePath, Folder, bool)> = tasks
            .into_par_iter()
            .zip(documents)
            .zip(refused)
            .map(|((task, documents), refused)| make_folder(task, documents, refused))
            .collect();
        let mut changed = false;
        for (root, folder, anew) in folders {
            changed |= anew;
            self.folders.insert(root, folder);
        }
        changed
    }

    fn refused(&mut self, listing: &Listing) -> Vec<Diagnostic> {
        let entries = listing.refused.iter();
        entries
            .map(|(path, refusal)| refused(path, *refusal, self.id(path)))
            .collect()
    }

    /// What was found while everything was read.
    pub(super) fn found(&self) -> Vec<Diagnostic> {
        let config = self.config.iter().flat_map(|kept| &kept.found);
        let brands = self.brands.values().flat_map(|kept| &kept.found);
        let folders = self.folders.values().flat_map(|folder| {
            let documents = folder.documents.iter().flat_map(|(_, kept)| &kept.found);
            folder.refused.iter().chain(documents)
        });
        let found = config.chain(brands).chain(folders);
        found.chain(&self.assets_found).cloned().collect()
    }

    /// The known findings, if there is a file of them; what is wrong with it goes to `found`.
    pub(super) fn baseline(&self, found: &mut Vec<Diagnostic>) -> Option<Arc<Baseline>> {
        let kept = self.baseline.as_ref()?;
        found.extend(kept.found.iter().cloned());
        kept.value.clone()
    }

    /// Everything, and what of it is published: the same when there is no draft.
    pub(super) fn workspaces(&self) -> (Arc<Workspace>, Arc<Workspace>) {
        let workspace = |playbooks: Vec<Arc<Playbook>>| {
            Arc::new(Workspace {
                config: self.workspace_config(),
                brands: self
                    .brands
                    .values()
                    .map(|kept| kept.value.clone())
                    .collect(),
                playbooks,
            })
        };
        let folders = || self.folders.values();
        let complete = workspace(folders().map(|f| Arc::clone(&f.complete)).collect());
        let same = |f: &Folder| {
            f.published
                .as_ref()
                .is_some_and(|p| Arc::ptr_eq(p, &f.complete))
        };
        if folders().all(same) {
            return (Arc::clone(&complete), complete);
        }
        (
            complete,
            workspace(folders().filter_map(|f| f.published.clone()).collect()),
        )
    }

    /// What everything that was read hashes to.
    #[must_use]
    pub fn digest(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        let mut add = |path: &str, hash: &[u8]| {
            hasher.update(path.as_bytes());
            hasher.update(hash);
        };
        if let Some(kept) = &self.config {
            add(CONFIG_FILE, kept.hash.as_bytes());
        }
        for (path, kept) in &self.brands {
            add(path.as_str(), kept.hash.as_bytes());
        }
        for (path, kept) in self.folders.values().flat_map(|folder| &folder.documents) {
            add(path.as_str(), kept.hash.as_bytes());
        }
        for (path, hash) in &self.asset_hashes {
            add(path.as_str(), hash.as_bytes());
        }
        hasher.finalize()
    }
}
