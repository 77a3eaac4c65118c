//! The preview's own pages: everything at a glance, and the page that is shown where there is none.

use super::findings;
use super::http::Server;
use super::inject::{OWN, own_page};
use super::snapshot::Site;
use super::state::{Moment, Times};
use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::StageKey;
use crate::render::fragment::escape;
use crate::site::PageKind;
use crate::site::coverage::Coverage;
use crate::source::address_path;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

/// How many addresses are listed.
const ADDRESSES: usize = 2000;
/// How many findings are listed.
const FINDINGS: usize = 500;

/// `/__waybook/`: all findings by rule and by file, the coverage, the last times, the addresses.
pub(super) fn page(moment: &Moment, server: &Server) -> String {
    let mut body = String::new();
    summary(&mut body, moment);
    body.push_str("<main>\n");
    if let Some(failure) = moment.snapshot.failure() {
        body.push_str("<h2>The site cannot be made</h2>\n");
        reason(&mut body, failure, server);
    }
    by_rule(&mut body, moment);
    by_file(&mut body, moment, server);
    if let Some(site) = moment.snapshot.site() {
        coverage(&mut body, site);
        times(&mut body, moment.times.iter());
        addresses(&mut body, site);
    }
    body.push_str("</main>\n");
    own_page(&frame("Preview", &body), moment.snapshot.number())
}

/// Why there is no page.
pub(super) fn failure(moment: &Moment, server: &Server, message: &str) -> String {
    let mut body = String::from("<header>\n<h1>There is no page to show</h1>\n");
    let _ = writeln!(
        body,
        "<p class=\"facts\">It comes by itself as soon as this is mended.</p>\n\
         <nav aria-label=\"Preview\"><a class=\"home\" href=\"/\">To the site</a> <a href=\"/{OWN}\">All findings</a></nav>\n\
         </header>\n<main>"
    );
    reason(&mut body, message, server);
    if let Some(failure) = moment.snapshot.failure().filter(|other| *other != message) {
        reason(&mut body, failure, server);
    }
    if !moment.findings.list.is_empty() {
        heading(
            &mut body,
            "findings",
            "Findings",
            moment.findings.list.len(),
        );
        by_file(&mut body, moment, server);
    }
    body.push_str("</main>\n");
    own_page(&frame("No page", &body), moment.snapshot.number())
}

/// What the environment or the theme refused, and where.
fn reason(body: &mut String, why: &str, server: &Server) {
    let finding = findings::failure("", why, server);
    let why = escape(why);
    let _ = writeln!(body, "<pre class=\"failure\" tabindex=\"0\">{why}</pre>");
    open_link(body, &finding);
}

/// The state of things in a sentence, and where on the page the rest is.
fn summary(body: &mut String, moment: &Moment) {
    let pages = moment.snapshot.site().map_or(0, |site| {
        let pages = site.planned().site.pages();
        pages.filter(|page| page.kind != PageKind::Alias).count()
    });
    let list = &moment.findings.list;
    let of = |severity| list.iter().filter(|f| f.severity == severity).count();
    let _ = writeln!(
        body,
        "<header>\n<h1>Preview</h1>\n<p class=\"facts\"><b>{}</b>, <b>{}</b>, <b>{}</b>, <b>{}</b>.</p>",
        plural(pages, "page"),
        plural(of(Severity::Error), "error"),
        plural(of(Severity::Warning), "warning"),
        plural(of(Severity::Info), "info"),
    );
    body.push_str(
        "<nav aria-label=\"On this page\"><a class=\"home\" href=\"/\">To the site</a> <a href=\"#findings\">Findings</a> \
         <a href=\"#coverage\">Coverage</a> <a href=\"#times\">Times</a> <a href=\"#addresses\">Addresses</a></nav>\n</header>\n",
    );
}

fn by_rule(body: &mut String, moment: &Moment) {
    let mut rules: BTreeMap<(Reverse<Severity>, &str), usize> = BTreeMap::new();
    for finding in &moment.findings.list {
        *rules
            .entry((Reverse(finding.severity), finding.code))
            .or_default() += 1;
    }
    heading(body, "findings", "Findings", moment.findings.list.len());
    if rules.is_empty() {
        body.push_str("<p>None.</p>\n");
        return;
    }
    open_table(
        body,
        "Findings by rule",
        "<th>Level</th><th>Rule</th><th class=\"number\">Findings</th>",
    );
    for ((level, rule), count) in rules {
        let level = level.0.as_str();
        let _ = writeln!(
            body,
            "<tr><td class=\"level {level}\">{level}</td><td><code>{rule}</code></td><td class=\"number\">{count}</td></tr>"
        );
    }
    close_table(body);
}

fn by_file(body: &mut String, moment: &Moment, server: &Server) {
    let Some(site) = &moment.findings.site else {
        return;
    };
    let mut files: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in moment.findings.list.iter().take(FINDINGS) {
        let file = finding.labels.first();
        let file = file.map_or("The workspace", |label| {
            site.sources().get(label.file).path.as_str()
        });
        files.entry(file).or_default().push(finding);
    }
    for (file, list) in files {
        let (file, count) = (escape(file), list.len());
        let _ = writeln!(body, "<h3>{file} <span class=\"count\">{count}</span></h3>");
        for finding in list {
            one(body, &findings::one(finding, site, server));
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

/// A finding, its lines folded away.
fn one(body: &mut String, finding: &serde_json::Value) {
    let text = |key: &str| escape(finding[key].as_str().unwrap_or_default());
    let _ = writeln!(
        body,
        "<details><summary><span class=\"level {0}\">{0}</span> {1} <code class=\"rule\">{2}</code></summary>\n\
         <pre tabindex=\"0\">{3}</pre>",
        text("severity"),
        words(finding["message"].as_str().unwrap_or_default()),
        text("rule"),
        text("text")
    );
    open_link(body, finding);
    body.push_str("</details>\n");
}

/// A link that opens the place of a finding in the editor, when it has one.
fn open_link(body: &mut String, finding: &serde_json::Value) {
    let text = |key: &str| escape(finding[key].as_str().unwrap_or_default());
    if finding["editor"].is_string() {
        let (editor, path) = (text("editor"), text("path"));
        let (line, column) = (&finding["line"], &finding["column"]);
        let _ = writeln!(
            body,
            "<p><a href=\"{editor}\">Open {path}:{line}:{column}</a></p>"
        );
    }
}

/// A message as HTML; what stands between backticks is literal.
fn words(message: &str) -> String {
    let mut html = String::new();
    for (index, part) in message.split('`').enumerate() {
        let literal = index % 2 == 1;
        html.push_str(if literal { "<code>" } else { "" });
        html.push_str(&escape(part));
        html.push_str(if literal { "</code>" } else { "" });
    }
    html
}

/// How full each stage of each playbook is.
fn coverage(body: &mut String, site: &Site) {
    let shown = &site.planned().site;
    heading(body, "coverage", "Coverage", shown.playbooks.len());
    let mut head = String::from("<th>Playbook</th>");
    for stage in StageKey::ALL {
        let _ = write!(head, "<th>{}</th>", stage.as_str());
    }
    open_table(body, "Coverage", &head);
    for (index, place) in shown.playbooks.iter().enumerate() {
        let playbook = shown.playbook(index);
        let home = escape(&place.prefix);
        let title = escape(&playbook.facts.page.title);
        let _ = write!(
            body,
            "<tr><th scope=\"row\"><a href=\"/{home}index.html\">{title}</a></th>"
        );
        for stage in StageKey::ALL {
            let of = Coverage::of(playbook, stage);
            let _ = write!(
                body,
                "<td><span{}>{} %</span><span class=\"bar\"><span style=\"inline-size:{}%\"></span></span><small>{}, {}, {}</small></td>",
                if of.percent == 100 {
                    " class=\"full\""
                } else {
                    ""
                },
                of.percent,
                of.percent,
                plural(of.pillars, "pillar"),
                plural(of.items, "item"),
                plural(of.touchpoints, "touchpoint"),
            );
        }
        body.push_str("</tr>\n");
    }
    close_table(body);
}

/// How long the last updates took.
fn times<'a>(body: &mut String, times: impl Iterator<Item = &'a Times>) {
    let _ = writeln!(body, "<h2 id=\"times\">Last build times</h2>");
    open_table(
        body,
        "Last build times",
        "<th>Version</th><th class=\"number\">Read and planned</th><th class=\"number\">Checked</th>",
    );
    for update in times {
        let checked = update.checked.map_or("–".to_owned(), milliseconds);
        let _ = writeln!(
            body,
            "<tr><td>#{}</td><td class=\"number\">{}</td><td class=\"number\">{checked}</td></tr>",
            update.number,
            milliseconds(update.took)
        );
    }
    close_table(body);
}

/// Every address, by the folder it lies in.
fn addresses(body: &mut String, site: &Site) {
    let all = site.addresses();
    heading(body, "addresses", "Addresses", all.len());
    let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for path in all.iter().take(ADDRESSES) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        folders.entry(folder).or_default().push(path);
    }
    for (folder, paths) in folders {
        let (folder, count) = (escape(folder), paths.len());
        let open = if folder.is_empty() { " open" } else { "" };
        let _ = writeln!(
            body,
            "<details{open}><summary>/{folder} <span class=\"count\">{count}</span></summary>\n<ul>"
        );
        for path in paths {
            let address = address_path(path);
            let _ = writeln!(
                body,
                "<li><a href=\"/{}\">{}</a></li>",
                escape(&address),
                escape(path)
            );
        }
        body.push_str("</ul></details>\n");
    }
    if all.len() > ADDRESSES {
        let _ = writeln!(body, "<p>And {} more.</p>", all.len() - ADDRESSES);
    }
}

fn heading(body: &mut String, id: &str, title: &str, count: usize) {
    let _ = writeln!(
        body,
        "<h2 id=\"{id}\">{title} <span class=\"count\">{count}</span></h2>"
    );
}

/// A table that scrolls by itself where the window is narrow.
fn open_table(body: &mut String, name: &str, head: &str) {
    let _ = writeln!(
        body,
        "<div class=\"scroll\" role=\"group\" aria-label=\"{name}\" tabindex=\"0\">\n\
         <table><thead><tr>{head}</tr></thead><tbody>"
    );
}

fn close_table(body: &mut String) {
    body.push_str("</tbody></table>\n</div>\n");
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

fn plural(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count}\u{a0}{noun}{ending}")
}

fn frame(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} · Waybook</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"/{OWN}dashboard.css\">\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}
