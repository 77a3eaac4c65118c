//! The preview's own pages: everything at a glance, and the page that is shown where there is none.

use super::findings;
use super::http::Server;
use super::inject::OWN;
use super::snapshot::Site;
use super::state::Moment;
use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::StageKey;
use crate::render::fragment::escape;
use crate::site::coverage::Coverage;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How many addresses are listed.
const ADDRESSES: usize = 2000;
/// How many findings are listed.
const FINDINGS: usize = 500;

/// `/__waybook/`: all findings by file and by rule, the coverage, the last times, the addresses.
pub(super) fn page(moment: &Moment, server: &Server) -> String {
    let mut body = String::from("<h1>Preview</h1>\n");
    let _ = writeln!(
        body,
        "<p>Snapshot {}, made in {:.1?}; the rules took {:.1?}. <a href=\"/\">To the site</a></p>",
        moment.snapshot.number(),
        moment.took,
        moment.findings.took
    );
    if let Some(failure) = moment.snapshot.failure() {
        let _ = writeln!(body, "<pre class=\"error\">{}</pre>", escape(failure));
    }
    if let Some(site) = moment.snapshot.site() {
        by_rule(&mut body, moment);
        by_file(&mut body, moment, site, server);
        coverage(&mut body, site);
        addresses(&mut body, site);
    }
    frame("Preview", &body)
}

/// Why there is no page.
pub(super) fn failure(moment: &Moment, server: &Server, message: &str) -> String {
    let mut body = String::from("<h1>There is no page to show</h1>\n");
    let _ = writeln!(body, "<pre class=\"error\">{}</pre>", escape(message));
    if let Some(failure) = moment.snapshot.failure() {
        let _ = writeln!(body, "<pre class=\"error\">{}</pre>", escape(failure));
    }
    if let Some(site) = moment.snapshot.site() {
        by_file(&mut body, moment, site, server);
    }
    body.push_str("<p>This page follows as soon as it is mended.</p>\n");
    super::inject::with_script(&frame("No page", &body), moment.snapshot.number(), false)
}

fn by_rule(body: &mut String, moment: &Moment) {
    let mut rules: BTreeMap<(std::cmp::Reverse<Severity>, &str), usize> = BTreeMap::new();
    for finding in &moment.findings.list {
        let key = (std::cmp::Reverse(finding.severity), finding.code);
        *rules.entry(key).or_default() += 1;
    }
    let total = moment.findings.list.len();
    let _ = writeln!(body, "<h2>Findings by rule ({total})</h2>");
    if rules.is_empty() {
        body.push_str("<p>None.</p>\n");
        return;
    }
    body.push_str(
        "<table><thead><tr><th>Level</th><th>Rule</th><th>Findings</th></tr></thead><tbody>\n",
    );
    for ((level, rule), count) in rules {
        let level = level.0.as_str();
        let _ = writeln!(
            body,
            "<tr><td class=\"{level}\">{level}</td><td><code>{rule}</code></td><td>{count}</td></tr>"
        );
    }
    body.push_str("</tbody></table>\n");
}

fn by_file(body: &mut String, moment: &Moment, site: &Site, server: &Server) {
    let mut files: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in moment.findings.list.iter().take(FINDINGS) {
        let file = finding
            .labels
            .first()
            .map(|label| site.sources().get(label.file));
        let file = file.map_or("the workspace", |file| file.path.as_str());
        files.entry(file).or_default().push(finding);
    }
    for (file, list) in files {
        let _ = writeln!(body, "<h2>{}</h2>", escape(file));
        for finding in list {
            let one = findings::one(finding, site, server);
            let text = |key: &str| escape(one[key].as_str().unwrap_or_default());
            let _ = write!(
                body,
                "<details><summary><b class=\"{0}\">{0}</b> {1}",
                text("severity"),
                text("message")
            );
            let _ = write!(
                body,
                " <code>{}</code></summary><pre>{}</pre>",
                text("rule"),
                text("text")
            );
            if let Some(editor) = one["editor"].as_str() {
                let _ = write!(
                    body,
                    "<p><a href=\"{}\">Open in the editor</a></p>",
                    escape(editor)
                );
            }
            body.push_str("</details>\n");
        }
    }
    let more = moment.findings.list.len().saturating_sub(FINDINGS);
    if more > 0 {
        let _ = writeln!(
            body,
            "<p>And {more} more: <code>waybook check</code> shows them.</p>"
        );
    }
}

fn coverage(body: &mut String, site: &Site) {
    let shown = &site.planned().site;
    body.push_str("<h2>Coverage</h2>\n<table><thead><tr><th>Playbook</th>");
    for stage in StageKey::ALL {
        let _ = write!(body, "<th>{}</th>", stage.as_str());
    }
    body.push_str("</tr></thead><tbody>\n");
    for (index, place) in shown.playbooks.iter().enumerate() {
        let playbook = shown.playbook(index);
        let home = format!("/{}index.html", place.prefix);
        let title = escape(&playbook.facts.page.title);
        let _ = write!(
            body,
            "<tr><th><a href=\"{}\">{title}</a></th>",
            escape(&home)
        );
        for stage in StageKey::ALL {
            let _ = write!(body, "<td>{} %</td>", Coverage::of(playbook, stage).percent);
        }
        body.push_str("</tr>\n");
    }
    body.push_str("</tbody></table>\n");
}

fn addresses(body: &mut String, site: &Site) {
    let all = site.addresses();
    let _ = writeln!(body, "<h2>Addresses ({})</h2>\n<ul>", all.len());
    for path in all.iter().take(ADDRESSES) {
        let path = escape(path);
        let _ = writeln!(body, "<li><a href=\"/{path}\">{path}</a></li>");
    }
    body.push_str("</ul>\n");
    if all.len() > ADDRESSES {
        let _ = writeln!(body, "<p>And {} more.</p>", all.len() - ADDRESSES);
    }
}

fn frame(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} · Waybook</title>\n\
         <link rel=\"stylesheet\" href=\"/{OWN}dashboard.css\">\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}
