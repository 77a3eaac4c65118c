//! The one file that runs every step: [`check`] from source to findings, [`render_into`] from there to bytes,
//! [`publish`] into a folder.
//!
//! What an author got wrong is in [`Checked::findings`]; an `Err` is the environment. Drafts are taken out once, here,
//! before the site is planned; no emitter ever sees one.

use crate::config::{self, Config, SiteConfig};
use crate::diagnostic::{Diagnostic, Severity, closest};
use crate::document::{self, Document, Kind};
use crate::journey::{Playbook, Target, Workspace, assemble};
use crate::lint;
use crate::output::{DirectoryOutput, OutputError, Sink, Summary};
use crate::render::{self, Job, RenderError};
use crate::site::{self, Site};
use crate::source::{
    DecodeProblem, FileId, Files, MAX_ASSET_BYTES, MAX_TEXT_BYTES, Refusal, SitePath, SourceError,
    SourceFile, Sources, Span, decode,
};
use crate::theme::{self, Theme, ThemeError};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The name of the configuration file at a workspace's root.
pub const CONFIG_FILE: &str = "waybook.yaml";

/// What a build is asked for beside its files.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// One of the workspace's sites.
    pub site: Option<&'a str>,
    /// The address the site is published at, before the configuration's. Absolute, http or https.
    pub base_url: Option<&'a str>,
    /// The theme, before the configuration's.
    pub theme: Option<&'a str>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The day of the build.
    pub today: jiff::civil::Date,
    /// Hears how far the build is, from several threads.
    pub progress: &'a (dyn Progress + Sync),
}

/// Hears how far a build is.
pub trait Progress {
    /// A step begins that has so many parts.
    fn begin(&self, step: Step, parts: usize);
    /// One part of the step is done.
    fn advance(&self);
}

/// The steps that take long enough to be watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Files are read and parsed.
    Reading,
    /// Pages are rendered and written.
    Writing,
}

/// Nobody listens.
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Step, _: usize) {}
    fn advance(&self) {}
}

/// A build cannot go on: the environment's fault, or the command line's.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// Files could not be listed.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The workspace holds no playbook.
    #[error(
        "there is no playbook in `{content}/`: a playbook is a folder with a `playbook.md`, such as `{content}/launch/playbook.md`. `waybook new DIR` makes a workspace with one"
    )]
    NoPlaybook {
        /// The content folder.
        content: String,
    },
    /// No site has that name.
    #[error("`waybook.yaml` has no site `{name}`; {known}")]
    NoSite {
        /// The name asked for.
        name: String,
        /// What would be right.
        known: String,
    },
    /// The theme cannot be used.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// A page could not be rendered.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The output folder cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
}

/// A workspace, read, checked and planned.
#[derive(Debug)]
pub struct Checked {
    /// The texts.
    pub sources: Sources,
    /// The pages that would be written; its workspace is without drafts unless they were asked for.
    pub site: Site,
    /// Everything that was found, in the order of files and positions.
    pub findings: Vec<Diagnostic>,
    /// The site that was asked for, when one was.
    pub chosen: Option<SiteConfig>,
    /// What the texts and assets hash to.
    digest: blake3::Hash,
}

impl Checked {
    /// How many findings have that severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|f| f.severity == severity)
            .count()
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.site.workspace.config
    }

    /// How many files and pages [`render_into`] will write.
    #[must_use]
    pub fn parts(&self) -> usize {
        self.site.pages.len() + self.site.files.len()
    }
}

/// Reads, assembles, plans and checks a workspace.
///
/// # Errors
/// When files cannot be listed, when there is no playbook, or no site of the name asked for.
pub fn check(files: &dyn Files, options: &Options<'_>) -> Result<Checked, BuildError> {
    let mut reading = Reading::default();
    let config = reading.config(files)?;
    let chosen = chosen_site(&config, options.site)?;
    let brands = reading.brands(files)?;
    let playbooks = reading.playbooks(files, &config, options.progress)?;
    let asset_hashes = hash_assets(files, &playbooks, &brands, &mut reading.found);
    let digest = reading.digest(&asset_hashes);
    let Reading {
        sources, mut found, ..
    } = reading;

    let complete = Arc::new(Workspace {
        config,
        brands,
        playbooks,
    });
    let published = if options.drafts {
        Arc::clone(&complete)
    } else {
        without_drafts(&complete)
    };
    let theme = theme_name(&complete.config, chosen.as_ref(), options);
    let taken: Vec<String> =
        theme::load(files, theme).map_or_else(|_| Vec::new(), |t| asset_paths(&t));
    let (site, planning) = site::plan(
        published,
        site::Options {
            site: chosen.as_ref(),
            base_url: options.base_url,
            asset_hashes: Some(&asset_hashes),
            taken: &taken,
        },
    );
    found.extend(planning);
    let findings = lint::check(&complete, &sources, options.today, found);
    Ok(Checked {
        sources,
        site,
        findings,
        chosen,
        digest,
    })
}

fn theme_name<'a>(
    config: &'a Config,
    chosen: Option<&'a SiteConfig>,
    options: &Options<'a>,
) -> &'a str {
    let own = chosen
        .and_then(|s| s.theme.as_ref())
        .map(|t| t.value.as_str());
    options.theme.or(own).unwrap_or(&config.theme.value)
}

fn asset_paths(theme: &Theme) -> Vec<String> {
    theme.assets.values().map(|a| a.path.clone()).collect()
}

fn chosen_site(config: &Config, name: Option<&str>) -> Result<Option<SiteConfig>, BuildError> {
    let Some(name) = name else { return Ok(None) };
    if let Some(site) = config.sites.iter().find(|s| s.name.value == name) {
        return Ok(Some(site.clone()));
    }
    let names: Vec<String> = config
        .sites
        .iter()
        .map(|s| format!("`{}`", s.name.value))
        .collect();
    let near = closest(name, config.sites.iter().map(|s| s.name.value.as_str()));
    let known = match (near, names.is_empty()) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, true) => "it names no sites. Write them under `sites:`".to_owned(),
        (None, false) => format!("it has {}", names.join(", ")),
    };
    Err(BuildError::NoSite {
        name: name.to_owned(),
        known,
    })
}

/// The model without drafts. Playbooks that have none are shared work, not done again: only where a draft stands is
/// the playbook assembled a second time, so that links to it lead nowhere.
fn without_drafts(complete: &Arc<Workspace>) -> Arc<Workspace> {
    let is_draft = |d: &Document| {
        document::front_matter::Fields::of(&d.front.root).boolean("draft") == Some(true)
    };
    if !complete
        .playbooks
        .iter()
        .any(|p| p.documents.iter().any(is_draft))
    {
        return Arc::clone(complete);
    }
    let withheld = |p: &&Playbook| !p.main.is_some_and(|m| is_draft(p.document(m)));
    let playbooks = complete.playbooks.iter().filter(withheld).map(|playbook| {
        if !playbook.documents.iter().any(is_draft) {
            return playbook.clone();
        }
        let documents = playbook
            .documents
            .iter()
            .filter(|d| !is_draft(d))
            .cloned()
            .collect();
        assemble(playbook.root.clone(), documents, playbook.assets.clone())
    });
    Arc::new(Workspace {
        config: complete.config.clone(),
        brands: complete.brands.clone(),
        playbooks: playbooks.collect(),
    })
}

/// Texts, and what was wrong while they were read.
#[derive(Default)]
struct Reading {
    sources: Sources,
    found: Vec<Diagnostic>,
    hashes: Vec<(SitePath, blake3::Hash)>,
}

/// A text that was read beside others.
struct Read {
    source: SourceFile,
    hash: blake3::Hash,
    document: Document,
    found: Vec<Diagnostic>,
}

impl Reading {
    /// A small text, read at once; `None` when it is not there.
    fn text(&mut self, files: &dyn Files, path: &SitePath) -> Option<FileId> {
        if !files.exists(path) {
            return None;
        }
        let id = FileId(u32::try_from(self.sources.iter().count()).unwrap_or(u32::MAX));
        let (source, hash, found) = read_text(files, path.clone(), id);
        self.hashes.push((path.clone(), hash));
        let unreadable = found.is_some();
        self.found.extend(found);
        let id = self.sources.add(source);
        (!unreadable).then_some(id)
    }

    fn config(&mut self, files: &dyn Files) -> Result<Config, BuildError> {
        let Some(file) = self.text(files, &SitePath::new(CONFIG_FILE)) else {
            return Ok(Config::default());
        };
        let (config, found) = config::read(file, self.sources.get(file));
        self.found.extend(found);
        Ok(config)
    }

    fn brands(&mut self, files: &dyn Files) -> Result<Vec<config::Brand>, BuildError> {
        let mut brands = Vec::new();
        for folder in files.folders(&SitePath::new("brands"))? {
            let Some(file) = self.text(files, &folder.join("brand.yaml")) else {
                continue;
            };
            let (brand, found) = config::read_brand(file, self.sources.get(file));
            self.found.extend(found);
            brands.push(brand);
        }
        Ok(brands)
    }

    fn playbooks(
        &mut self,
        files: &dyn Files,
        config: &Config,
        progress: &(dyn Progress + Sync),
    ) -> Result<Vec<Playbook>, BuildError> {
        let content = &config.content.value;
        let roots = files.folders(content)?;
        let listings: Vec<_> = roots.par_iter().map(|root| files.list(root)).collect();
        let mut plans = Vec::new();
        let mut wanted = Vec::new();
        for (root, listing) in roots.into_iter().zip(listings) {
            let listing = listing?;
            let mut assets = Vec::new();
            let first = wanted.len();
            for path in listing.files {
                match path.below(&root).and_then(Kind::of) {
                    Some(kind) => wanted.push((path, kind)),
                    None => assets.push(path),
                }
            }
            self.refused(listing.refused);
            if first < wanted.len() {
                plans.push((root, wanted.len() - first, assets));
            }
        }
        if plans.is_empty() {
            return Err(BuildError::NoPlaybook {
                content: content.to_string(),
            });
        }
        progress.begin(Step::Reading, wanted.len());
        let base = self.sources.iter().count();
        let read: Vec<Read> = wanted
            .into_par_iter()
            .enumerate()
            .map(|(i, (path, kind))| {
                let id = FileId(u32::try_from(base + i).unwrap_or(u32::MAX));
                let read = read_document(files, path, kind, id, config);
                progress.advance();
                read
            })
            .collect();
        let mut documents = Vec::with_capacity(read.len());
        for read in read {
            self.hashes.push((read.source.path.clone(), read.hash));
            self.sources.add(read.source);
            self.found.extend(read.found);
            documents.push(read.document);
        }
        let mut documents = documents.into_iter();
        let parts: Vec<_> = plans
            .into_iter()
            .map(|(root, count, assets)| {
                (
                    root,
                    documents.by_ref().take(count).collect::<Vec<_>>(),
                    assets,
                )
            })
            .collect();
        Ok(parts
            .into_par_iter()
            .map(|(root, documents, assets)| assemble(root, documents, assets))
            .collect())
    }

    /// Entries of the tree that are no files of it.
    fn refused(&mut self, refused: Vec<(SitePath, Refusal)>) {
        for (path, refusal) in refused {
            let (what, help) = match refusal {
                Refusal::LinkLeavesRoot => (
                    "is a link that leads out of its playbook's folder",
                    "copy what it points to into the playbook's folder",
                ),
                Refusal::LinkLoop => (
                    "is a link that leads back to a folder above it",
                    "remove the link",
                ),
                Refusal::LinkBroken => (
                    "is a link to something that does not exist",
                    "remove the link or mend it",
                ),
                Refusal::NotAFile => (
                    "is a pipe, a socket or a device",
                    "move it out of the content folder",
                ),
                Refusal::NameNotUtf8 => (
                    "has a name that is not UTF-8",
                    "rename it with letters that are",
                ),
                Refusal::NameNotPortable => (
                    "has a backslash in its name, which other systems take for a separator",
                    "rename it",
                ),
                Refusal::Unreadable => (
                    "cannot be read",
                    "give yourself the right to read it, or move it away",
                ),
            };
            let file = self.sources.add(SourceFile {
                path: path.clone(),
                text: String::new(),
            });
            self.found.push(
                Diagnostic::new(
                    "file-unreadable",
                    Severity::Error,
                    format!("`{path}` {what}"),
                )
                .label(file, Span::default(), "")
                .help(help),
            );
        }
    }

    /// What everything that was read hashes to, in the order it was read.
    fn digest(&self, assets: &BTreeMap<SitePath, String>) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        for (path, hash) in &self.hashes {
            hasher.update(path.as_str().as_bytes());
            hasher.update(hash.as_bytes());
        }
        for (path, hash) in assets {
            hasher.update(path.as_str().as_bytes());
            hasher.update(hash.as_bytes());
        }
        hasher.finalize()
    }
}

/// Reads a text; one that cannot be read is empty and comes with the finding that says why.
fn read_text(
    files: &dyn Files,
    path: SitePath,
    id: FileId,
) -> (SourceFile, blake3::Hash, Option<Diagnostic>) {
    let finding = |message: String| Diagnostic::new("file-unreadable", Severity::Error, message);
    let bytes = match files.read(&path, MAX_TEXT_BYTES) {
        Ok(bytes) => bytes,
        Err(error) => {
            let help = match error {
                SourceError::TooLarge { .. } => {
                    "split the file: a page of a playbook has some hundred words"
                }
                _ => "give yourself the right to read it, or move it out of the content folder",
            };
            let found = finding(error.to_string())
                .label(id, Span::default(), "")
                .help(help);
            return (
                SourceFile {
                    path,
                    text: String::new(),
                },
                blake3::hash(b""),
                Some(found),
            );
        }
    };
    let hash = blake3::hash(&bytes);
    let decoded = decode(bytes);
    let found = decoded.problem.map(|(problem, at)| {
        let (what, help) = match problem {
            DecodeProblem::NotUtf8 => ("bytes that are not UTF-8", "save the file as UTF-8"),
            DecodeProblem::Utf16 => ("UTF-16 text", "save the file as UTF-8"),
            DecodeProblem::Nul => (
                "a NUL byte, which no text has",
                "remove it, or move the file to `assets/`",
            ),
        };
        finding(format!("`{path}` holds {what}"))
            .label(id, Span::new(at, at + 1), "the first one is here")
            .help(help)
    });
    (
        SourceFile {
            path,
            text: decoded.text,
        },
        hash,
        found,
    )
}

fn read_document(
    files: &dyn Files,
    path: SitePath,
    kind: Kind,
    id: FileId,
    config: &Config,
) -> Read {
    let (source, hash, unreadable) = read_text(files, path, id);
    let (document, found) = document::read(id, &source, kind, &config.markdown);
    // Of a file that is no text only that is said: everything else would be a guess at garbage.
    let found = unreadable.map_or(found, |one| vec![one]);
    Read {
        source,
        hash,
        document,
        found,
    }
}

/// How many characters of a content hash go into a file's name.
const HASH_LENGTH: usize = 8;

/// The content hash of every file that is carried along, as it goes into its name.
fn hash_assets(
    files: &dyn Files,
    playbooks: &[Playbook],
    brands: &[config::Brand],
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<SitePath, String> {
    let linked = playbooks
        .iter()
        .flat_map(|p| p.references.links.iter().flatten());
    let mut paths: BTreeSet<&SitePath> = linked
        .filter_map(|t| {
            if let Target::Asset(path) = t {
                Some(path)
            } else {
                None
            }
        })
        .collect();
    paths.extend(brands.iter().filter_map(|b| b.logo.as_ref()));
    let paths: Vec<&SitePath> = paths.into_iter().collect();
    let hashes: Vec<_> = paths
        .par_iter()
        .map(|path| {
            files
                .read(path, MAX_ASSET_BYTES)
                .map(|bytes| blake3::hash(&bytes))
        })
        .collect();
    let mut known = BTreeMap::new();
    for (path, hash) in paths.into_iter().zip(hashes) {
        match hash {
            Ok(hash) => {
                let mut hex = hash.to_hex().to_string();
                hex.truncate(HASH_LENGTH);
                known.insert(path.clone(), hex);
            }
            Err(error) => {
                found.push(Diagnostic::new(
                    "file-unreadable",
                    Severity::Error,
                    error.to_string(),
                ));
            }
        }
    }
    known
}

/// Renders a checked workspace into a sink.
///
/// # Errors
/// When the theme cannot be used, a template fails, or the sink does.
pub fn render_into(
    files: &dyn Files,
    checked: &Checked,
    options: &Options<'_>,
    sink: &dyn Sink,
) -> Result<(), BuildError> {
    let name = theme_name(checked.config(), checked.chosen.as_ref(), options);
    let theme = Arc::new(theme::load(files, name)?);
    render_with(files, checked, options, &theme, sink)
}

fn render_with(
    files: &dyn Files,
    checked: &Checked,
    options: &Options<'_>,
    theme: &Arc<Theme>,
    sink: &dyn Sink,
) -> Result<(), BuildError> {
    options.progress.begin(Step::Writing, checked.parts());
    for asset in theme.assets.values() {
        sink.put(&asset.path, &asset.bytes)?;
    }
    checked
        .site
        .assets
        .par_iter()
        .try_for_each(|asset| -> Result<(), BuildError> {
            let bytes = files.read(&asset.source, MAX_ASSET_BYTES)?;
            Ok(sink.put(&asset.path, &bytes)?)
        })?;
    let job = Job {
        site: &checked.site,
        theme: Arc::clone(theme),
        progress: &|| options.progress.advance(),
    };
    render::render(&job, &|path, bytes| {
        sink.put(path, bytes).map_err(Into::into)
    })?;
    Ok(())
}

/// Renders a checked workspace into a folder. When nothing changed since the build before, nothing is rendered and
/// nothing is touched.
///
/// # Errors
/// As [`render_into`], and when the folder cannot be written.
pub fn publish(
    files: &dyn Files,
    checked: &Checked,
    options: &Options<'_>,
    output: &DirectoryOutput,
) -> Result<Summary, BuildError> {
    let name = theme_name(checked.config(), checked.chosen.as_ref(), options);
    let theme = Arc::new(theme::load(files, name)?);
    let digest = inputs(checked, options, &theme);
    if output.is_current(&digest) {
        return Ok(Summary {
            unchanged: checked.parts() + theme.assets.len() + checked.site.assets.len(),
            ..Summary::default()
        });
    }
    let staging = output.begin()?;
    render_with(files, checked, options, &theme, &staging)?;
    Ok(staging.commit(Some(&digest))?)
}

/// What a site depends on, in one hash: texts, assets, theme, options, and the version of Waybook.
fn inputs(checked: &Checked, options: &Options<'_>, theme: &Theme) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut add = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    add(env!("CARGO_PKG_VERSION").as_bytes());
    add(checked.digest.as_bytes());
    for text in [options.site, options.base_url, Some(theme.name.as_str())] {
        add(text.unwrap_or("\0").as_bytes());
    }
    add(&[u8::from(options.drafts)]);
    for (name, template) in &theme.templates {
        add(name.as_bytes());
        add(template.text.as_bytes());
    }
    for asset in theme.assets.values() {
        add(asset.path.as_bytes());
        add(&asset.bytes);
    }
    hasher.finalize().to_hex().to_string()
}
