//! Findings for the browser: as data, with the text of the terminal and a link that opens the place in an editor.

use super::http::Server;
use super::snapshot::Site;
use super::state::Moment;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::report::human;
use crate::source::{FileId, SitePath};
use percent_encoding::utf8_percent_encode;
use serde_json::{Map, Value, json};

/// No more findings than these are sent of one page, and of all other pages: nobody reads more, and a broken
/// workspace has thousands.
const MOST: usize = 100;

/// The findings on the page at an address, those elsewhere in its playbook, and where its headings are written.
pub(super) fn json(moment: &Moment, server: &Server, address: &str) -> String {
    let path = page_path(address);
    let Some(site) = moment.snapshot.site() else {
        return json!({"here": failure(moment), "elsewhere": [], "headings": {}}).to_string();
    };
    let mut here = failure(moment);
    let mut elsewhere = Vec::new();
    let document = site.page(&path).and_then(|(_, document)| document);
    let root = playbook_root(site, &path);
    for finding in &moment.findings.list {
        let file = finding.labels.first().map(|label| label.file);
        if file.is_some() && file == document.map(|document| document.file) {
            push(&mut here, finding, site, server);
        } else if is_in(site, file, root.as_ref()) {
            push(&mut elsewhere, finding, site, server);
        }
    }
    json!({"here": here, "elsewhere": elsewhere, "headings": headings(site, &path, server)})
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
    let (plan, _) = site.page(path)?;
    let playbook = site.planned().site.playbook(plan.playbook?);
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

/// What the environment refused, as a finding.
fn failure(moment: &Moment) -> Vec<Value> {
    let failure = moment.snapshot.failure().into_iter();
    failure
        .map(|message| {
            json!({
                "rule": "waybook", "severity": "error", "message": "the site cannot be made",
                "text": message, "path": null, "line": 0, "column": 0, "editor": null, "file": null,
            })
        })
        .collect()
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
        "text": human::render(finding, site.sources(), style),
        "file": file.map(|file| file.to_string_lossy().into_owned()),
        "editor": at.and_then(|(source, p)| server.editor(&source.path, p.line, p.column)),
    })
}

/// Where the headings of a page are written: by id, the page's own title under the empty one.
fn headings(site: &Site, path: &str, server: &Server) -> Value {
    let Some((_, Some(document))) = site.page(path) else {
        return json!({});
    };
    let source = site.sources().get(document.file);
    let target = |start: u32| {
        let position = source.position(start);
        let editor = server.editor(&source.path, position.line, position.column);
        json!({"place": format!("{}:{}", source.path, position.line), "editor": editor})
    };
    let mut headings = Map::new();
    headings.insert(String::new(), target(0));
    for heading in &document.body.headings {
        headings.insert(heading.id.clone(), target(heading.span.start));
    }
    Value::Object(headings)
}

impl Server {
    /// The address that opens a place in an editor.
    pub(super) fn editor(&self, path: &SitePath, line: usize, column: usize) -> Option<String> {
        let file = self.files.locate(path)?;
        let file = file.to_string_lossy().replace('\\', "/");
        let file = utf8_percent_encode(file.trim_start_matches('/'), super::ADDRESS).to_string();
        let address = self.editor.replace("{path}", &file);
        let address = address.replace("{line}", &line.to_string());
        Some(address.replace("{column}", &column.to_string()))
    }
}
