//! `waybook add`: a playbook, a page or a record for a workspace that is there already.

use super::write;
use crate::cli::args::{Add, AddKind};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::terminal::Terminal;
use crate::cli::words::{count, shown};
use crate::cli::workspace;
use crate::config::Config;
use crate::diagnostic::closest;
use crate::document::front_matter::Fields;
use crate::document::front_matter::schema::{STAGES, stage_suggestion};
use crate::document::{self, Kind};
use crate::output::path_problem;
use crate::scaffold::{self, NewFile, PageKind, RecordError, RecordKind};
use crate::source::{FileId, Files, OsFiles, SitePath, SourceFile};
use std::path::{Path, PathBuf};

/// Adds what was asked for.
pub(super) fn run(
    arguments: &Add,
    root: Option<&Path>,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let root = workspace::find(root)?;
    let files = OsFiles::new(&root);
    let config = workspace::configuration(&files)?;
    let adding = Adding {
        arguments,
        title: title(arguments),
        config: &config,
        files: &files,
        root: &root,
    };
    match arguments.kind {
        AddKind::Playbook => adding.playbook(terminal)?,
        AddKind::Stage => adding.page(PageKind::Stage, terminal)?,
        AddKind::Pillar => adding.page(PageKind::Pillar, terminal)?,
        AddKind::Mistake => adding.page(PageKind::Mistake, terminal)?,
        AddKind::Page => adding.page(PageKind::Page, terminal)?,
        AddKind::Touchpoint => adding.record(RecordKind::Touchpoint, terminal)?,
        AddKind::Metric => adding.record(RecordKind::Metric, terminal)?,
    }
    Ok(Exit::Clean)
}

fn title(arguments: &Add) -> String {
    let given = arguments.title.clone();
    given.unwrap_or_else(|| scaffold::title_from(&arguments.slug))
}

/// What is added, and to what.
struct Adding<'a> {
    arguments: &'a Add,
    title: String,
    config: &'a Config,
    files: &'a OsFiles,
    root: &'a Path,
}

impl Adding<'_> {
    fn playbook(&self, terminal: &mut Terminal) -> Result<(), Failure> {
        if self.arguments.playbook.is_some() {
            return Err(Failure::new("a playbook lies in no other playbook")
                .help("leave out `--playbook`: the slug is the new playbook's folder"));
        }
        self.must_be_kebab_case()?;
        let folder = self.config.content.value.join(&self.arguments.slug);
        let place = self.root.join(folder.as_str());
        write::must_be_free(&place).map_err(|failure| failure.help("choose another slug"))?;
        let files = scaffold::playbook(&folder, &self.title, super::day());
        for file in &files {
            write::create(self.root, file)?;
        }
        let files = count(files.len(), "file");
        terminal.say(&format!("Added the playbook {} ({files})", shown(&place)));
        prompts(terminal);
        Ok(())
    }

    fn page(&self, kind: PageKind, terminal: &mut Terminal) -> Result<(), Failure> {
        let slug = &self.arguments.slug;
        match kind {
            PageKind::Stage => must_be_a_stage(slug)?,
            _ => self.must_be_kebab_case()?,
        }
        let playbook = self.chosen_playbook()?;
        match kind {
            PageKind::Stage => self.must_lack_stage(&playbook)?,
            PageKind::Page => must_be_a_page(slug)?,
            PageKind::Pillar | PageKind::Mistake => {}
        }
        let file = scaffold::page(kind, &playbook, slug, &self.title);
        let path = write::create(self.root, &file)?;
        terminal.say(&format!("Added {}", shown(&path)));
        prompts(terminal);
        Ok(())
    }

    fn record(&self, kind: RecordKind, terminal: &mut Terminal) -> Result<(), Failure> {
        self.must_be_kebab_case()?;
        let table = self.chosen_playbook()?.join(kind.file_name());
        let path = self.root.join(table.as_str());
        let is_there = path.symlink_metadata().is_ok();
        let text = if is_there {
            workspace::text(self.files, &table)?
        } else {
            String::new()
        };
        let id = &self.arguments.slug;
        let added = scaffold::record(kind, &text, id, &self.title)
            .map_err(|error| no_record(&shown(&path), &error))?;
        if is_there {
            write::append(&path, &added)?;
        } else {
            let file = NewFile {
                path: table,
                text: added,
            };
            write::create(self.root, &file)?;
        }
        terminal.say(&format!("Added `{id}` to {}", shown(&path)));
        prompts(terminal);
        Ok(())
    }

    /// The playbook that was named, or the only one.
    fn chosen_playbook(&self) -> Result<SitePath, Failure> {
        let playbooks = workspace::playbooks(self.files, self.config)?;
        let names: Vec<&str> = playbooks.iter().map(SitePath::file_name).collect();
        let listed = names.join("`, `");
        let content = &self.config.content.value;
        let Some(wanted) = &self.arguments.playbook else {
            return match &playbooks[..] {
                [only] => Ok(only.clone()),
                [] => Err(
                    Failure::new(format!("there is no playbook in `{content}/`"))
                        .help("make one: `waybook add playbook NAME`"),
                ),
                [first, ..] => Err(Failure::new(format!(
                    "there are several playbooks in `{content}/`: `{listed}`"
                ))
                .help(format!(
                    "say which one, as in `--playbook {}`",
                    first.file_name()
                ))),
            };
        };
        if let Some(at) = names.iter().position(|name| name == wanted) {
            return Ok(playbooks[at].clone());
        }
        let failure = Failure::new(format!("there is no playbook `{wanted}` in `{content}/`"));
        Err(match closest(wanted, names.iter().copied()) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None if names.is_empty() => failure.help("make one: `waybook add playbook NAME`"),
            None => failure.help(format!("write one of `{listed}`")),
        })
    }

    /// Slugs become file names, ids and addresses: they are the same in all three, on every system.
    fn must_be_kebab_case(&self) -> Result<(), Failure> {
        let slug = &self.arguments.slug;
        if !scaffold::is_kebab_case(slug) {
            let form = "write lower-case letters, digits, and single hyphens between them";
            let failure = Failure::new(format!("`{slug}` is no slug"));
            return Err(match scaffold::kebab_case(slug) {
                Some(right) => failure.help(format!("{form}, as in `{right}`")),
                None => failure.help(form),
            });
        }
        match path_problem(&format!("{slug}.html")) {
            None => Ok(()),
            Some(problem) => Err(Failure::new(format!(
                "`{slug}` cannot be the name of a file: {problem}"
            ))
            .help("choose another slug")),
        }
    }

    /// A playbook has each stage once, whatever the file is called.
    fn must_lack_stage(&self, playbook: &SitePath) -> Result<(), Failure> {
        let key = &self.arguments.slug;
        for path in self.files.list(&playbook.join("stages"))?.files {
            if path.below(playbook).and_then(Kind::of) != Some(Kind::Stage) {
                continue;
            }
            let text = workspace::text(self.files, &path)?;
            let place: PathBuf = self.root.join(path.as_str());
            let source = SourceFile { path, text };
            let (document, _) =
                document::read(FileId(0), &source, Kind::Stage, &self.config.markdown);
            let stage = Fields::of(&document.front.root).text("stage");
            if stage.is_some_and(|stage| stage.value == *key) {
                return Err(Failure::new(format!(
                    "the playbook has the stage `{key}` already: `{}`",
                    shown(&place)
                ))
                .help("edit that file"));
            }
        }
        Ok(())
    }
}

fn must_be_a_stage(slug: &str) -> Result<(), Failure> {
    if STAGES.contains(&slug) {
        return Ok(());
    }
    let failure = Failure::new(format!("`{slug}` is no stage"));
    Err(match stage_suggestion(slug) {
        Some(stage) => failure.help(format!("did you mean `{stage}`?")),
        None => failure.help(format!("the stages are `{}`", STAGES.join("`, `"))),
    })
}

/// Some names in a playbook's folder have a meaning of their own.
fn must_be_a_page(slug: &str) -> Result<(), Failure> {
    let name = format!("{slug}.md");
    match Kind::of(&name) {
        Some(Kind::Page) => Ok(()),
        _ => Err(Failure::new(format!(
            "`{name}` is the name of a playbook's own {slug}, not of any other page"
        ))
        .help("choose another slug")),
    }
}

fn no_record(table: &str, error: &RecordError) -> Failure {
    let failure = Failure::new(format!("`{table}` is left as it is: {error}"));
    match error {
        RecordError::Taken { .. } => failure.help("choose another slug, or edit that record"),
        RecordError::NotAList => failure.help("`waybook check` says what is wrong with it"),
        RecordError::Closed => {
            failure.help("write each record on lines of its own, beginning with `- id:`")
        }
    }
}

fn prompts(terminal: &mut Terminal) {
    terminal.say(
        "Replace each `[Write: …]` by your own words; `waybook check` lists those that are left.",
    );
}
