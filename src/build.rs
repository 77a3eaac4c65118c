//! The one file that runs every step: [`check`] from source to findings, [`render_into`] from there to bytes,
//! [`publish`] into a folder. [`fix`] checks in rounds and mends what it can, in memory.
//!
//! What an author got wrong is in [`Checked::findings`]; an `Err` is the environment. Drafts are taken out once, here,
//! before the site is planned; no emitter ever sees one.

mod assets;
mod changes;
mod error;
mod fixing;
mod folder;
mod known;
mod session;
mod text;

pub use changes::Changes;
pub use error::BuildError;
pub use fixing::{Change, Fixed, Wanted, fix};
pub use known::{Known, UseBaseline};
pub use session::Session;

use crate::config::{Config, SiteConfig};
use crate::diagnostic::{Diagnostic, Severity, closest};
use crate::journey::Workspace;
use crate::lint::{self, Baseline};
use crate::output::{DirectoryOutput, Sink, Summary};
use crate::render::{self, Job};
use crate::site::{self, Site};
use crate::source::{Files, MAX_ASSET_BYTES, Sources};
use crate::theme::{self, Theme};
use rayon::prelude::*;
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
    /// What is to be done with `lint.baseline`.
    pub baseline: UseBaseline,
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

/// A workspace, read, checked and planned.
#[derive(Debug)]
pub struct Checked {
    /// The texts.
    pub sources: Sources,
    /// The pages that would be written; its workspace is without drafts unless they were asked for.
    pub site: Arc<Site>,
    /// Everything that was found and was not known before, in the order of files and positions.
    pub findings: Vec<Diagnostic>,
    /// What `lint.baseline` says of the findings.
    pub known: Known,
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

    /// Puts back among the findings what `lint.baseline` holds and yet keeps a site from being built, such as two pages
    /// with one address.
    pub fn require_buildable(&mut self) {
        let needed = known::needed(&mut self.known.findings, &self.site.workspace);
        if !needed.is_empty() {
            self.findings.extend(needed);
            lint::sort(&mut self.findings, &self.sources);
        }
    }

    /// How many files and pages [`render_into`] will write.
    #[must_use]
    pub fn parts(&self) -> usize {
        let branches = self.site.branches();
        let parts = branches.map(|(_, branch)| branch.pages.len() + branch.files.len());
        parts.sum()
    }
}

/// Reads, assembles, plans and checks a workspace.
///
/// # Errors
/// When files cannot be listed, when there is no playbook, or no site of the name asked for.
pub fn check(files: &dyn Files, options: &Options<'_>) -> Result<Checked, BuildError> {
    let mut session = Session::default();
    session.read(files, &Changes::All, options.progress)?;
    let theme = session.theme(options)?;
    let theme = theme::load(files, &theme);
    let planned = plan(&session, options, theme.as_ref().ok(), None)?;
    Ok(planned.check(options.today, session.digest()))
}

/// A workspace, read and planned, and not checked yet.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The texts.
    pub sources: Sources,
    /// The pages; its workspace is without drafts unless they were asked for.
    pub site: Arc<Site>,
    /// Everything, drafts included.
    pub complete: Arc<Workspace>,
    /// What reading and planning found.
    found: Vec<Diagnostic>,
    baseline: UseBaseline,
    /// The findings that are known, if they are to be heeded.
    known: Option<Arc<Baseline>>,
    chosen: Option<SiteConfig>,
}

/// Plans the site of what a session has read. The files of the theme have their own paths in it. What is as it was in
/// the site `before` is taken from there.
///
/// # Errors
/// When there is no site of the name asked for.
pub fn plan(
    session: &Session,
    options: &Options<'_>,
    theme: Option<&Theme>,
    before: Option<&Site>,
) -> Result<Planned, BuildError> {
    let (complete, published) = session.workspaces();
    let chosen = chosen_site(&complete.config, options.site)?;
    let published = if options.drafts {
        Arc::clone(&complete)
    } else {
        published
    };
    let mut found = session.found();
    let known = match options.baseline {
        UseBaseline::Heed => session.baseline(&mut found),
        UseBaseline::Ignore | UseBaseline::Record => None,
    };
    let taken = theme.map(asset_paths).unwrap_or_default();
    let (site, planning) = site::plan(
        published,
        site::Options {
            site: chosen.as_ref(),
            base_url: options.base_url,
            asset_hashes: Some(&session.asset_hashes),
            fonts: Some(&session.fonts),
            taken: &taken,
            before,
        },
    );
    found.extend(planning);
    Ok(Planned {
        sources: session.sources.clone(),
        site: Arc::new(site),
        complete,
        found,
        baseline: options.baseline,
        known,
        chosen,
    })
}

impl Planned {
    /// What reading and planning found; the rules have not looked yet.
    #[must_use]
    pub fn found(&self) -> &[Diagnostic] {
        &self.found
    }

    /// What the rules find, and what was found before them. `memory` keeps what is found in a playbook until that
    /// playbook changes.
    #[must_use]
    pub fn findings(&self, today: jiff::civil::Date, memory: &mut lint::Memory) -> Vec<Diagnostic> {
        let found = self.found.clone();
        let mut findings = lint::check_again(memory, &self.complete, &self.sources, today, found);
        self.take_known(&mut findings);
        lint::shorten(&mut findings);
        findings
    }

    /// Runs the rules. Of very many findings alike, the first are kept. `digest` is what everything that was read
    /// hashes to.
    #[must_use]
    pub fn check(self, today: jiff::civil::Date, digest: blake3::Hash) -> Checked {
        let mut checked = self.check_all(today, &mut lint::Memory::default(), digest);
        lint::shorten(&mut checked.findings);
        checked
    }

    /// Runs the rules as [`Planned::findings`] does, and keeps every finding.
    fn check_all(
        self,
        today: jiff::civil::Date,
        memory: &mut lint::Memory,
        digest: blake3::Hash,
    ) -> Checked {
        let found = self.found.clone();
        let mut findings = lint::check_again(memory, &self.complete, &self.sources, today, found);
        let known = self.take_known(&mut findings);
        Checked {
            findings,
            known,
            sources: self.sources,
            site: self.site,
            chosen: self.chosen,
            digest,
        }
    }

    /// Takes known findings out.
    fn take_known(&self, findings: &mut Vec<Diagnostic>) -> Known {
        let baseline = self.known.as_deref();
        known::compare(findings, baseline, self.baseline, &self.sources)
    }
}

impl Session {
    /// The name of the theme that a site of the workspace is shown with.
    ///
    /// # Errors
    /// When there is no site of the name asked for.
    pub fn theme(&self, options: &Options<'_>) -> Result<String, BuildError> {
        let config = self.workspace_config();
        let chosen = chosen_site(&config, options.site)?;
        Ok(theme_name(&config, chosen.as_ref(), options).to_owned())
    }
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
    let assets: Vec<_> = checked.site.assets().collect();
    assets
        .par_iter()
        .try_for_each(|asset| -> Result<(), BuildError> {
            let bytes = files.read(&asset.source, MAX_ASSET_BYTES)?;
            Ok(sink.put(&asset.path, &bytes)?)
        })?;
    let job = Job {
        site: Arc::clone(&checked.site),
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
            unchanged: checked.parts() + theme.assets.len() + checked.site.assets().count(),
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
    add(theme.digest().as_bytes());
    hasher.finalize().to_hex().to_string()
}
