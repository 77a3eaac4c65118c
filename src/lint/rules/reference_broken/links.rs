//! Links and images in the prose.

use super::{RULE, SUGGESTIONS};
use crate::diagnostic::{Diagnostic, closest};
use crate::document::Document;
use crate::document::markdown::Link;
use crate::journey::{Broken, DocumentId, Target};
use crate::lint::Context;
use crate::lint::support::{close_candidates, relative};
use crate::source::SitePath;

pub(super) fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let mut suggestions = SUGGESTIONS;
    for (id, document) in context.documents() {
        for (index, link) in document.body.links.iter().enumerate() {
            let Some(Target::Broken(broken)) = context.playbook.references.link(id, index) else {
                continue;
            };
            let suggest = suggestions > 0;
            suggestions = suggestions.saturating_sub(1);
            out.push(finding(context, document, link, broken, suggest));
        }
    }
}

fn finding(
    context: &Context<'_>,
    document: &Document,
    link: &Link,
    broken: &Broken,
    suggest: bool,
) -> Diagnostic {
    let what = if link.image { "image" } else { "link" };
    let destination = &link.destination;
    let place = |message: String, label: String| {
        RULE.finding(message)
            .label(document.file, link.destination_span, label)
    };
    match broken {
        _ if destination.trim().is_empty() => place(
            format!("the {what} leads nowhere: nothing stands between its round brackets"),
            "nothing is written here".to_owned(),
        )
        .help(format!(
            "write between the round brackets where it leads, or delete the {what}"
        )),
        Broken::Outside => place(
            format!("the {what} `{destination}` leads out of the playbook"),
            format!("outside `{}`", context.playbook.root),
        )
        .note("a playbook stands by itself, so that nothing of one client shows up with another")
        .help(format!(
            "copy the file into `{}/assets/`, and write `{}`",
            context.playbook.root,
            asset(context, document, destination)
        )),
        Broken::NoFile(path) => {
            let label = path
                .as_ref()
                .map_or_else(String::new, |path| format!("there is no `{path}`"));
            let found = place(
                format!("the {what} `{destination}` leads to no file"),
                label,
            );
            let meant = suggest
                .then(|| file_meant(context, document, destination))
                .flatten();
            found.help(match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => match path {
                    Some(path) => format!("put the file at `{path}`, or delete the {what}"),
                    None => format!(
                        "write a path that begins at the folder of this file, or delete the {what}"
                    ),
                },
            })
        }
        Broken::NoAnchor {
            document: target,
            anchor,
        } => {
            let path = &context.document(*target).path;
            let found = place(
                format!("the {what} `{destination}` leads to a place that `{path}` does not have"),
                format!("nothing there has the id `{anchor}`"),
            );
            let meant = suggest
                .then(|| anchor_meant(context, document, *target, destination, anchor))
                .flatten();
            found.help(meant.unwrap_or_else(|| {
                format!("write the id of a heading, an item or a mistake of `{path}`")
            }))
        }
    }
}

/// The path that leads from a document to a file's copy in `assets/`, as it is written in a link.
fn asset(context: &Context<'_>, document: &Document, destination: &str) -> String {
    let path = destination.split(['?', '#']).next().unwrap_or_default();
    let name = path
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let copy = context.playbook.root.join("assets").join(name);
    relative(&document.path, &copy)
}

/// The path of the file that was probably meant, as it is written in the link, its anchor kept.
fn file_meant(context: &Context<'_>, document: &Document, destination: &str) -> Option<String> {
    let (path, anchor) = match destination.find('#') {
        Some(at) => destination.split_at(at),
        None => (destination, ""),
    };
    let playbook = context.playbook;
    let documents = playbook.documents.iter().map(|d| &d.path);
    let files: Vec<&SitePath> = documents.chain(&playbook.assets).collect();
    // A file of the same name in another folder is more likely than one of another name.
    let name = path.rsplit('/').next().unwrap_or(path);
    if let Some(same) = files.iter().find(|file| file.file_name() == name) {
        return Some(format!("{}{anchor}", relative(&document.path, same)));
    }
    let written: Vec<String> = files.iter().map(|f| relative(&document.path, f)).collect();
    let meant = closest(
        path,
        close_candidates(path, written.iter().map(String::as_str)),
    )?;
    Some(format!("{meant}{anchor}"))
}

/// What to write for an id that the file does not hold: one like it, or the file that does hold it.
fn anchor_meant(
    context: &Context<'_>,
    document: &Document,
    target: DocumentId,
    destination: &str,
    anchor: &str,
) -> Option<String> {
    if let Some(name) = context.playbook.names.find(anchor, &[]) {
        let holder = context.document(name.document);
        let path = if name.document == target || holder.path == document.path {
            String::new()
        } else {
            relative(&document.path, &holder.path)
        };
        return Some(format!(
            "the {} `{anchor}` stands in `{}`: write `{path}#{anchor}`",
            name.kind.as_str(),
            holder.path
        ));
    }
    let body = &context.document(target).body;
    let ids = (body.headings.iter().map(|h| h.id.as_str()))
        .chain(body.items.iter().map(|item| item.id.as_str()))
        .chain(body.mistakes.iter().map(|mistake| mistake.id.as_str()));
    let meant = closest(anchor, close_candidates(anchor, ids))?;
    let file = destination.split('#').next().unwrap_or("");
    Some(format!("did you mean `{file}#{meant}`?"))
}
