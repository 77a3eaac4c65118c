//! [`Preview`]: a workspace that is kept up to date.

use super::snapshot::{Site, Snapshot};
use crate::build::{self, BuildError, Changes, Session};
use crate::render::Compiled;
use crate::source::{Files, SitePath};
use crate::theme;
use jiff::civil::Date;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// What is said when Waybook itself fails. It goes on: a later text may be one that it can bear.
const FAULT: &str = "Waybook has a fault: what it says on the terminal tells where. It reads everything anew with the \
                     next change";

/// What a preview is asked for beside its files.
#[derive(Clone, Debug)]
pub struct Settings {
    /// One of the workspace's sites.
    pub site: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The day on which review dates are judged.
    pub today: Today,
}

/// Which day it is.
#[derive(Clone, Copy, Debug)]
pub enum Today {
    /// Always this one.
    Is(Date),
    /// What this clock says whenever findings are looked for: a preview may run for days.
    By(fn() -> Date),
}

impl Today {
    /// The day as it is now.
    #[must_use]
    pub fn now(self) -> Date {
        match self {
            Self::Is(day) => day,
            Self::By(clock) => clock(),
        }
    }
}

/// A workspace that is kept up to date: it reads what changed, and holds what is shown now.
pub struct Preview<F: Files> {
    files: F,
    settings: Settings,
    session: Session,
    theme: Option<Themed>,
    snapshot: Arc<Snapshot>,
}

/// A theme that can be used.
struct Themed {
    name: String,
    digest: blake3::Hash,
    compiled: Compiled,
}

impl<F: Files> Preview<F> {
    /// Reads the whole workspace. Whatever is wrong with it, there is a preview: its snapshot says what.
    pub fn new(files: F, settings: Settings) -> Self {
        let mut preview = Self {
            files,
            settings,
            session: Session::default(),
            theme: None,
            snapshot: Arc::default(),
        };
        preview.update(&Changes::All);
        preview
    }

    /// What is shown now.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot)
    }

    /// Where the workspace's files are.
    pub fn files(&self) -> &F {
        &self.files
    }

    /// The folder of the playbooks as the configuration names it now, whether it is there or not.
    #[must_use]
    pub fn content(&self) -> SitePath {
        self.session.content()
    }

    /// Reads what may have changed; what is shown from now on, or `None` when the contents are what they were.
    pub fn update(&mut self, changes: &Changes) -> Option<Arc<Snapshot>> {
        let before = Arc::clone(&self.snapshot);
        let attempt = catch_unwind(AssertUnwindSafe(|| self.try_update(changes, &before)));
        let result = match attempt {
            Ok(result) => result.map_err(|error| error.to_string()),
            Err(_) => {
                // What was half done is not built upon: the next reading begins anew.
                (self.session, self.theme) = (Session::default(), None);
                Err(FAULT.to_owned())
            }
        };
        let next = match result {
            Ok(None) => return None,
            Ok(Some(site)) => before.followed_by(site),
            Err(message) => {
                if before.failure() == Some(message.as_str()) {
                    return None;
                }
                before.failed(message)
            }
        };
        self.snapshot = Arc::new(next);
        Some(self.snapshot())
    }

    /// The site as it is now, unless it is what it was.
    fn try_update(
        &mut self,
        changes: &Changes,
        before: &Snapshot,
    ) -> Result<Option<Site>, BuildError> {
        let settings = self.settings.clone();
        let options = settings.options();
        let read = self.session.read(&self.files, changes, options.progress)?;
        let themed = self.load_theme(&options, changes)?;
        let Some(theme) = &self.theme else {
            return Ok(None);
        };
        if !read && !themed && before.failure().is_none() {
            return Ok(None);
        }
        let planned_before = before.site().map(|site| &*site.planned().site);
        let theme_files = Some(theme.compiled.theme());
        let planned = build::plan(&self.session, &options, theme_files, planned_before)?;
        Ok(Some(Site::new(planned, &theme.compiled)?))
    }

    /// Loads the theme anew where it may have changed; whether it did.
    fn load_theme(
        &mut self,
        options: &build::Options<'_>,
        changes: &Changes,
    ) -> Result<bool, BuildError> {
        let name = self.session.theme(options)?;
        let same_name = self.theme.as_ref().is_some_and(|theme| theme.name == name);
        if same_name && !changes.reach_into(&SitePath::new("themes")) {
            return Ok(false);
        }
        let loaded = theme::load(&self.files, &name).map_err(BuildError::from);
        let made = loaded.and_then(|theme| {
            let digest = theme.digest();
            let same = self.theme.as_ref().is_some_and(|t| t.digest == digest);
            if same_name && same {
                return Ok(None);
            }
            let compiled = Compiled::new(Arc::new(theme))?;
            Ok(Some(Themed {
                name,
                digest,
                compiled,
            }))
        });
        match made {
            Ok(None) => Ok(false),
            Ok(theme) => {
                self.theme = theme;
                Ok(true)
            }
            Err(error) => {
                // Once the theme is mended, the site must be planned anew though nothing else changed.
                self.theme = None;
                Err(error)
            }
        }
    }
}

impl Settings {
    fn options(&self) -> build::Options<'_> {
        build::Options {
            site: self.site.as_deref(),
            base_url: None,
            theme: None,
            drafts: self.drafts,
            baseline: build::UseBaseline::Heed,
            today: self.today.now(),
            progress: &build::Silent,
        }
    }
}
