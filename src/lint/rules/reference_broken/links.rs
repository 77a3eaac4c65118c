//! Links and images in the prose.

use super::{RULE, SUGGESTIONS};
use crate::diagnostic::{Diagnostic, closest};
use crate::document::Document;
use crate::document::markdown::Link;
use crate::journey::{Broken, DocumentId, Target};
use crate::lint::Context;
use crate::lint::support::{clearly_meant, close_candidates, relative, safe_edit};
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
            match (meant, path) {
                (Some(meant), _) => meant.suggested(context, document, link, found),
                (None, Some(path)) => {
                    found.help(format!("put the file at `{path}`, or delete the {what}"))
                }
                (None, None) => found.help(format!(
                    "write a path that begins at the folder of this file, or delete the {what}"
                )),
            }
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
            match meant {
                Some(meant) => meant.suggested(context, document, link, found),
                None => found.help(format!(
                    "write the id of a heading, an item or a mistake of `{path}`"
                )),
            }
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

/// A destination that was probably meant.
struct Meant {
    /// As it is written in the link.
    destination: String,
    /// What is said of it, when that is more than the destination.
    help: Option<String>,
    /// Whether nothing else comes into question.
    clear: bool,
}

impl Meant {
    /// Adds the suggestion to a finding, with the fix where it is clear and the destination is written plainly.
    fn suggested(
        self,
        context: &Context<'_>,
        document: &Document,
        link: &Link,
        found: Diagnostic,
    ) -> Diagnostic {
        let destination = self.destination;
        let help = self.help;
        let found = found.help(help.unwrap_or_else(|| format!("did you mean `{destination}`?")));
        let is_plain = |text: &str| {
            let marks = |c: char| c.is_whitespace() || "\\&%?<>()[]\"'".contains(c);
            !text.is_empty() && !text.contains(marks)
        };
        let written = context.slice(document, link.destination_span);
        let fits = written == link.destination && is_plain(written) && is_plain(&destination);
        if !fits || !self.clear {
            return found;
        }
        let title = format!("replace `{written}` by `{destination}`");
        found.fix(safe_edit(
            title,
            document.file,
            link.destination_span,
            destination,
        ))
    }
}

/// The path of the file that was probably meant, as it is written in the link, its anchor kept.
fn file_meant(context: &Context<'_>, document: &Document, destination: &str) -> Option<Meant> {
    let (path, anchor) = match destination.find('#') {
        Some(at) => destination.split_at(at),
        None => (destination, ""),
    };
    let playbook = context.playbook;
    let documents = playbook.documents.iter().map(|d| &d.path);
    let files: Vec<&SitePath> = documents.chain(&playbook.assets).collect();
    // A file of the same name in another folder is more likely than one of another name.
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut same = files.iter().filter(|file| file.file_name() == name);
    if let Some(first) = same.next() {
        return Some(Meant {
            destination: format!("{}{anchor}", relative(&document.path, first)),
            help: None,
            clear: same.next().is_none(),
        });
    }
    let written: Vec<String> = files.iter().map(|f| relative(&document.path, f)).collect();
    let written = || written.iter().map(String::as_str);
    let meant = closest(path, close_candidates(path, written()))?;
    Some(Meant {
        destination: format!("{meant}{anchor}"),
        help: None,
        clear: clearly_meant(path, written()) == Some(meant),
    })
}

/// What to write for an id that the file does not hold: one like it, or the file that does hold it.
fn anchor_meant(
    context: &Context<'_>,
    document: &Document,
    target: DocumentId,
    destination: &str,
    anchor: &str,
) -> Option<Meant> {
    if let Some(name) = context.playbook.names.find(anchor, &[]) {
        let holder = context.document(name.document);
        let path = if name.document == target || holder.path == document.path {
            String::new()
        } else {
            relative(&document.path, &holder.path)
        };
        return Some(Meant {
            destination: format!("{path}#{anchor}"),
            help: Some(format!(
                "the {} `{anchor}` stands in `{}`: write `{path}#{anchor}`",
                name.kind.as_str(),
                holder.path
            )),
            clear: true,
        });
    }
    let body = &context.document(target).body;
    let ids = (body.headings.iter().map(|h| h.id.as_str()))
        .chain(body.items.iter().map(|item| item.id.as_str()))
        .chain(body.mistakes.iter().map(|mistake| mistake.id.as_str()));
    let meant = closest(anchor, close_candidates(anchor, ids.clone()))?;
    let file = destination.split('#').next().unwrap_or("");
    Some(Meant {
        destination: format!("{file}#{meant}"),
        help: None,
        clear: clearly_meant(anchor, ids) == Some(meant),
    })
}
