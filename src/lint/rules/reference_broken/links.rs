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
                .then(|| file_meant(context, document, link, path.as_ref()))
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

/// The path of the file that was probably meant, as it is written in the link, its anchor kept. `missing` is where the
/// link leads, when that is a place in the playbook.
fn file_meant(
    context: &Context<'_>,
    document: &Document,
    link: &Link,
    missing: Option<&SitePath>,
) -> Option<Meant> {
    let (path, anchor) = match link.destination.find('#') {
        Some(at) => link.destination.split_at(at),
        None => (link.destination.as_str(), ""),
    };
    let playbook = context.playbook;
    let documents = playbook.documents.iter().map(|d| &d.path);
    let documents = documents.filter(|_| !link.image);
    let files: Vec<&SitePath> = documents.chain(&playbook.assets).collect();
    let meant = |file: &SitePath, clear| Meant {
        destination: format!("{}{anchor}", relative(&document.path, file)),
        help: None,
        clear,
    };
    // A file of the same name in another folder is more likely than one of another name.
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut same = files.iter().filter(|file| file.file_name() == name);
    if let Some(first) = same.next() {
        return Some(meant(first, same.next().is_none()));
    }
    let mut similar = similar(name, &files).into_iter();
    let file = similar.next()?;
    let (number, _) = numbered_stem(name);
    let clear = similar.next().is_none()
        && missing.is_some_and(|missing| missing.parent() == file.parent())
        && (number.is_none() || number == numbered_stem(file.file_name()).0)
        && extension(name) == extension(file.file_name())
        && has_anchor(context, file, anchor);
    Some(meant(file, clear))
}

/// The files whose names are close to a name that no file has, the closest ones first. What files have in common tells
/// nothing: folders, extension and the number in front. Other numbers tell one file of a row from the next.
fn similar<'f>(name: &str, files: &[&'f SitePath]) -> Vec<&'f SitePath> {
    let wanted = stem(name);
    let numbers = |stem: &str| -> String { stem.chars().filter(char::is_ascii_digit).collect() };
    let is_long = wanted.chars().count() > 2;
    let comes_into_question = |file: &&&SitePath| {
        let stem = stem(file.file_name());
        stem == wanted || (is_long && numbers(stem) == numbers(wanted))
    };
    let files: Vec<&SitePath> = files.iter().filter(comes_into_question).copied().collect();
    let stems = || close_candidates(wanted, files.iter().map(|file| stem(file.file_name())));
    let Some(first) = closest(wanted, stems()) else {
        return Vec::new();
    };
    let exact = first == wanted;
    let second = closest(wanted, stems().filter(|stem| *stem != first && !exact));
    let with = |wanted: &str| {
        let with = files
            .iter()
            .filter(move |file| stem(file.file_name()) == wanted);
        with.copied().collect::<Vec<_>>()
    };
    let mut found = with(first);
    found.extend(second.into_iter().flat_map(with));
    found
}

/// What tells a file's name from others: `price-gap` of `2-price-gap.md`.
fn stem(name: &str) -> &str {
    numbered_stem(name).1
}

/// The number in front of a file's name, of two digits at most, and what stands between it and the extension.
fn numbered_stem(name: &str) -> (Option<&str>, &str) {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_number = |text: &str| {
        let digits = text.chars().all(|digit| digit.is_ascii_digit());
        digits && (1..=2).contains(&text.len())
    };
    match stem.split_once(['-', '_']) {
        Some((number, rest)) if is_number(number) && !rest.is_empty() => (Some(number), rest),
        _ => (None, stem),
    }
}

/// What follows the last full stop of a file's name.
fn extension(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, extension)| extension)
}

/// Whether a file has the place that `#anchor` names; without one, it does.
fn has_anchor(context: &Context<'_>, file: &SitePath, anchor: &str) -> bool {
    let wanted = anchor.trim_start_matches('#');
    let mut documents = context.documents().map(|(_, document)| document);
    wanted.is_empty()
        || documents
            .find(|document| document.path == *file)
            .is_some_and(|document| ids(document).any(|id| id == wanted))
}

/// The ids in a document that a link can lead to.
fn ids(document: &Document) -> impl Iterator<Item = &str> + Clone {
    let body = &document.body;
    (body.headings.iter().map(|h| h.id.as_str()))
        .chain(body.items.iter().map(|item| item.id.as_str()))
        .chain(body.mistakes.iter().map(|mistake| mistake.id.as_str()))
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
    let ids = ids(context.document(target));
    let meant = closest(anchor, close_candidates(anchor, ids.clone()))?;
    let file = destination.split('#').next().unwrap_or("");
    Some(Meant {
        destination: format!("{file}#{meant}"),
        help: None,
        clear: clearly_meant(anchor, ids) == Some(meant),
    })
}

#[cfg(test)]
mod tests {
    use super::super::RULE;
    use crate::lint::support::trial::{PLAYBOOK, found};

    /// What is said of a playbook that holds these files, all of them empty, and a link; and what its fix writes.
    fn said(files: &[&str], link: &str) -> (String, Option<String>) {
        let text = format!("{}\n{link}\n", PLAYBOOK.1);
        let mut all = vec![(PLAYBOOK.0, text.as_str())];
        all.extend(files.iter().map(|path| (*path, "## Price gap\n")));
        let found = found(&RULE, &all);
        let [finding] = found.as_slice() else {
            panic!("{link}: {found:?}");
        };
        let fix = finding.fix.as_ref();
        let written = fix.map(|fix| fix.edits[0].replacement.clone());
        (finding.help.concat(), written)
    }

    #[test]
    fn a_missing_stage_is_no_other_stage() {
        let stages = [
            "discovery",
            "research",
            "consideration",
            "conversion",
            "advocacy",
        ];
        let path = |at: usize| format!("stages/{}-{}.md", at + 1, stages[at]);
        for missing in 0..stages.len() {
            let others: Vec<String> = (0..5).filter(|at| *at != missing).map(path).collect();
            let others: Vec<&str> = others.iter().map(String::as_str).collect();
            let (help, fix) = said(&others, &format!("[x]({}#price-gap)", path(missing)));
            assert!(help.starts_with("put the file at"), "{help}");
            assert_eq!(fix, None);
        }
    }

    #[test]
    fn files_are_told_by_what_is_their_own() {
        let files = [
            "assets/step-1.png",
            "assets/texture.jpg",
            "assets/a.png",
            "pillars/price-gap.md",
            "stages/2-research.md",
        ];
        let check = |link: &str, meant: Option<&str>, fixed: bool| {
            let (help, fix) = said(&files, link);
            let suggested = meant.map(|meant| format!("did you mean `{meant}`?"));
            match suggested {
                Some(suggested) => assert_eq!(help, suggested, "{link}"),
                None => assert!(help.starts_with("put the file at"), "{link}: {help}"),
            }
            assert_eq!(fix.as_deref(), meant.filter(|_| fixed), "{link}");
        };
        let research = Some("stages/2-research.md");
        check("[x](stages/2-reserch.md)", research, true);
        check("[x](stages/research.md)", research, true);
        check("[x](stages/3-research.md)", research, false);
        check("[x](stage/2-reserch.md)", research, false);
        let (right, wrong) = (
            "stages/2-research.md#price-gap",
            "stages/2-research.md#other",
        );
        check("[x](stages/2-reserch.md#price-gap)", Some(right), true);
        check("[x](stages/2-reserch.md#other)", Some(wrong), false);
        check(
            "[x](pillars/price-gaps.md)",
            Some("pillars/price-gap.md"),
            true,
        );
        check(
            "[x](pillars/price-gap.pdf)",
            Some("pillars/price-gap.md"),
            false,
        );
        check("![x](assets/price-gap.png)", None, false);
        check(
            "![x](assets/texture.png)",
            Some("assets/texture.jpg"),
            false,
        );
        check("![x](assets/step-2.png)", None, false);
        check("![x](assets/b.png)", None, false);
    }

    #[test]
    fn of_two_similar_files_none_is_clear() {
        let files = ["pillars/scenes.md", "pillars/senses.md"];
        let (help, fix) = said(&files, "[x](pillars/scense.md)");
        assert_eq!(help, "did you mean `pillars/scenes.md`?");
        assert_eq!(fix, None);
    }
}
