//! `waybook new`: makes a workspace.

use super::write;
use crate::cli::args::New;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::terminal::Terminal;
use crate::cli::words::{count, folder_name, shell_word, shown};
use crate::scaffold::{self, Template};
use std::path::Path;

/// Makes the workspace.
pub(super) fn run(arguments: &New, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let folder = &arguments.folder;
    write::must_be_free(folder).map_err(|failure| {
        failure
            .help("give a new folder, as in `waybook new my-playbook`")
            .help(
                "in a workspace that is there already, `waybook add playbook NAME` adds a playbook",
            )
    })?;
    let title = match &arguments.title {
        Some(title) => title.clone(),
        None => title_of(folder)?,
    };
    let files = scaffold::workspace(arguments.template, &title, super::day());
    for file in &files {
        write::create(folder, file)?;
    }
    next_steps(folder, arguments.template, files.len(), terminal);
    Ok(Exit::Clean)
}

fn title_of(folder: &Path) -> Result<String, Failure> {
    let name = folder_name(folder).map(|name| scaffold::title_from(&name));
    name.filter(|title| !title.is_empty()).ok_or_else(|| {
        Failure::new(format!("the name of `{}` makes no title", folder.display()))
            .help("give one: `--title \"My playbook\"`")
    })
}

fn next_steps(folder: &Path, template: Template, files: usize, terminal: &mut Terminal) {
    let name = shown(folder);
    let playbook = template.playbook();
    let change = match template {
        Template::Blank => "replace every prompt, `[Write: …]`, by your own words",
        Template::Xiaohongshu => "replace the example product, its phrases and its doubts",
    };
    terminal.say(&format!(
        "Made a workspace in {name} ({}, template {})\n",
        count(files, "file"),
        template.as_str()
    ));
    terminal.say("Next:");
    if name != "." {
        terminal.say(&format!("  cd {}", shell_word(folder)));
    }
    terminal.say("  waybook build    writes the site to site/");
    terminal.say("  waybook check    lists what is left to do\n");
    terminal.say(&format!("Write in {playbook}/: {change}."));
    terminal.say("Begin with playbook.md, then stages/.");
}
