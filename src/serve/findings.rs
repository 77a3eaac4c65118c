//! Findings for the browser: as data, with the text of the terminal and a link that opens the place in an editor.

use super::http::Server;
use super::snapshot::Site;
use super::state::Moment;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::report::human;
use crate::document::Document;
use crate::document::front_matter::Fields;
use crate::source::{FileId, SitePath, Span, address_path};
use serde_json::{Map, Value, json};

/// No more findings than these are sent of one page, and of all other pages: nobody reads more, and a broken
/// workspace has thousands.
const MOST: usize = 100;

/// The findings on the page at an address, those elsewhere in its playbook, and where it and its headings are written.
pub(super) fn json(moment: &Moment, server: &Server, address: &str) -> String {
    let path = page_path(address);
    let mut here = failures(moment, server, &path);
    let mut elsewhere = Vec::new();
    if let Some(site) = &moment.findings.site {
        let written_in = site.page(&path).and_then(|(_, document)| document);
        let written_in = written_in.map(|document| document.file);
        let root = playbook_root(site, &path);
        for finding in &moment.findings.list {
            let file = finding.labels.first().map(|label| label.file);
            if file.is_some() && file == written_in {
                push(&mut here, finding, site, server);
            } else if is_in(site, file, root.as_ref()) {
                push(&mut elsewhere, finding, site, server);
            }
        }
    }
    let written = moment.snapshot.site();
    let written = written.and_then(|site| Some((site, site.page(&path)?.1?)));
    json!({
        "here": here,
        "elsewhere": elsewhere,
        "source": written.map(|(site, document)| source(site, document, server)),
        "headings": written.map(|(site, document)| headings(site, document, server)),
    })
    .to_string()
}

/// The path of the page at an address as the browser has it.
fn page_path(address: &str) -> String {
    let path = percent_encoding::percent_decode_str(address).decode_utf8_lossy();
    let path = path.trim_start_matches('/');
    match path {
        "" => "index.html".to_owned(),
        folder if folder.ends_with('/') => format!("{folder}index.html"),
        file => file.to_owned(),
    }
}

/// The folder of the playbook that a page belongs to.
fn playbook_root(site: &Site, path: &str) -> Option<SitePath> {
    let (at, _) = site.page(path)?;
    let playbook = site.planned().site.playbook(at.playbook?);
    Some(playbook.root.clone())
}

/// Whether a finding concerns a playbook: it is in its folder, or in none at all. On a page of no playbook all do.
fn is_in(site: &Site, file: Option<FileId>, root: Option<&SitePath>) -> bool {
    let (Some(file), Some(root)) = (file, root) else {
        return true;
    };
    let content = &site.planned().complete.config.content.value;
    let path = &site.sources().get(file).path;
    path.below(root).is_some() || path.below(content).is_none()
}

fn push(list: &mut Vec<Value>, finding: &Diagnostic, site: &Site, server: &Server) {
    if list.len() < MOST {
        list.push(one(finding, site, server));
    }
}

/// Why the site, or this page of it, cannot be made: as findings.
fn failures(moment: &Moment, server: &Server, path: &str) -> Vec<Value> {
    let of_site = moment.snapshot.failure().map(str::to_owned);
    let of_page = match moment.snapshot.get(path) {
        Ok(Some(_)) => None,
        Ok(None) => moment.snapshot.missing().err(),
        Err(error) => Some(error),
    };
    let of_page = of_page.map(|error| error.to_string());
    let told = [
        ("the site cannot be made", of_site),
        ("this page cannot be made", of_page),
    ];
    told.into_iter()
        .filter_map(|(what, why)| Some(failure(what, &why?, server)))
        .collect()
}

/// What the environment or the theme refused, as a finding.
pub(super) fn failure(what: &str, why: &str, server: &Server) -> Value {
    let at = place_in(why, server);
    let editor = at.as_ref();
    let editor = editor.and_then(|(path, line, column)| server.editor(path, *line, *column));
    let file = at.as_ref();
    let file = file.and_then(|(path, ..)| server.files.locate(path));
    json!({
        "rule": null,
        "severity": "error",
        "message": what,
        "text": why,
        "path": at.as_ref().map(|(path, ..)| path.as_str()),
        "line": at.as_ref().map_or(0, |(_, line, _)| *line),
        "column": at.as_ref().map_or(0, |(.., column)| *column),
        "file": file.map(|file| file.to_string_lossy().into_owned()),
        "editor": editor,
    })
}

/// The place with which a message begins, `path:line:column: …`, when it lies in the workspace.
fn place_in(message: &str, server: &Server) -> Option<(SitePath, usize, usize)> {
    let (place, _) = message.split_once(": ")?;
    let (rest, column) = place.rsplit_once(':')?;
    let (path, line) = rest.rsplit_once(':')?;
    let path = SitePath::new(path);
    let found = server.files.exists(&path);
    found.then_some((path, line.parse().ok()?, column.parse().ok()?))
}

/// One finding.
pub(super) fn one(finding: &Diagnostic, site: &Site, server: &Server) -> Value {
    let style = human::Style {
        color: false,
        width: 100,
    };
    let label = finding.labels.first();
    let source = label.map(|label| (site.sources().get(label.file), label.span.start));
    let at = source.map(|(source, start)| (source, source.position(start)));
    let file = source.and_then(|(source, _)| server.files.locate(&source.path));
    json!({
        "rule": finding.code,
        "severity": finding.severity.as_str(),
        "message": finding.message,
        "path": at.map(|(source, _)| source.path.as_str()),
        "line": at.map_or(0, |(_, position)| position.line),
        "column": at.map_or(0, |(_, position)| position.column),
        "text": without_message(&human::render(finding, site.sources(), style)),
        "file": file.map(|file| file.to_string_lossy().into_owned()),
        "editor": at.and_then(|(source, p)| server.editor(&source.path, p.line, p.column)),
    })
}

/// The labelled lines and what is said below them: the message above them is shown by itself.
fn without_message(text: &str) -> &str {
    text.split_once('\n').map_or("", |(_, lines)| lines)
}

/// The file that a page is written in.
fn source(site: &Site, document: &Document, server: &Server) -> Value {
    let path = &site.sources().get(document.file).path;
    let file = server.files.locate(path);
    json!({
        "path": path.as_str(),
        "file": file.map(|file| file.to_string_lossy().into_owned()),
        "editor": server.editor(path, 1, 1),
    })
}

/// Where the headings of a page are written: by id, the page's own title under the empty one.
fn headings(site: &Site, document: &Document, server: &Server) -> Value {
    let source = site.sources().get(document.file);
    let target = |start: u32| {
        let position = source.position(start);
        let editor = server.editor(&source.path, position.line, position.column);
        json!({"place": format!("{}:{}", source.path, position.line), "editor": editor})
    };
    let mut headings = Map::new();
    headings.insert(String::new(), target(title(document).start));
    for heading in &document.body.headings {
        headings.insert(heading.id.clone(), target(heading.span.start));
    }
    Value::Object(headings)
}

/// Where a document's title is written: in the front matter, else in the text, else there is none.
fn title(document: &Document) -> Span {
    let of_front = Fields::of(&document.front.root).key_span("title");
    let of_body = document.body.title.as_ref().map(|title| title.span);
    of_front.or(of_body).unwrap_or_default()
}

impl Server {
    /// The address that opens a place in an editor.
    pub(super) fn editor(&self, path: &SitePath, line: usize, column: usize) -> Option<String> {
        let file = self.files.locate(path)?;
        let file = file.to_string_lossy().replace('\\', "/");
        let file = address_path(file.trim_start_matches('/'));
        let address = self.editor.replace("{path}", &file);
        let address = address.replace("{line}", &line.to_string());
        Some(address.replace("{column}", &column.to_string()))
    }
}
