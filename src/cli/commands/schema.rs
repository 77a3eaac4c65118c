//! `waybook schema`: the JSON Schema of a kind of file, the list of kinds, or the files of the editor.

use super::write;
use crate::cli::args::Schema;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::pages;
use crate::cli::terminal::{Stream, Terminal};
use crate::cli::words::{count, shown};
use crate::cli::workspace;
use crate::diagnostic::closest;
use crate::scaffold::{self, SchemaKind};
use std::path::Path;

/// Prints the schema or the list, or writes the files.
pub(super) fn run(
    arguments: &Schema,
    root: Option<&Path>,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    if arguments.write {
        return renew(root, terminal);
    }
    let text = match &arguments.kind {
        None => list(&terminal.out),
        Some(name) => SchemaKind::from_name(name)
            .ok_or_else(|| unknown(name))?
            .text(),
    };
    terminal.out.write(&text);
    Ok(Exit::Clean)
}

fn unknown(name: &str) -> Failure {
    let names = SchemaKind::all().map(SchemaKind::as_str);
    let failure = Failure::new(format!("no kind of file is called `{name}`"));
    match closest(name, names) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("`waybook schema` lists every kind"),
    }
}

/// Every kind: its name, where such files lie, what they are.
fn list(stream: &Stream) -> String {
    let longest = |text: fn(SchemaKind) -> &'static str| {
        let lengths = SchemaKind::all().map(|kind| text(kind).len());
        lengths.max().unwrap_or(0)
    };
    let (names, places) = (longest(SchemaKind::as_str), longest(SchemaKind::place));
    let mut text = String::new();
    for kind in SchemaKind::all() {
        let name = stream.colored(&format!("{:names$}", kind.as_str()), "1");
        let doc = pages::hanging(kind.doc(), 2 + names + 2 + places + 2, stream.style.width);
        text.push_str(&format!("  {name}  {:places$}  {doc}\n", kind.place()));
    }
    text.push_str("\n`waybook schema KIND` prints the JSON Schema of a kind.\n");
    text
}

/// Writes the editor's files of a workspace: what is Waybook's is written anew, what is the author's only if it is not
/// there.
fn renew(root: Option<&Path>, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let root = workspace::find(root)?;
    let data = scaffold::editor_data();
    for file in &data {
        write::replace(&root, file)?;
    }
    terminal.say(&format!(
        "Wrote {} into .vscode/",
        count(data.len(), "file")
    ));
    for file in scaffold::editor_settings() {
        let path = root.join(file.path.as_str());
        if path.exists() {
            terminal.say(&format!("Left {} as it is", shown(&path)));
        } else {
            write::create(&root, &file)?;
            terminal.say(&format!("Made {}", shown(&path)));
        }
    }
    Ok(Exit::Clean)
}
