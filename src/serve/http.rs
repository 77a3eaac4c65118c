//! Requests and answers. A request is looked up in the table of routes, never turned into a path.

use super::guard::Guard;
use super::inject::{OWN, with_script};
use super::snapshot::Served;
use super::state::{Moment, State};
use super::{client, dashboard, events, findings};
use crate::source::{Files, MAX_ASSET_BYTES, address_path};
use axum::body::Body;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION,
};
use axum::http::request::Parts;
use axum::http::{Method, Response, StatusCode};
use percent_encoding::percent_decode_str;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// What every answer is made from.
pub(super) struct Server {
    pub(super) state: State,
    pub(super) guard: Guard,
    pub(super) files: Arc<dyn Files + Send + Sync>,
    /// How findings and headings open in an editor: an address with `{path}`, `{line}` and `{column}`.
    pub(super) editor: String,
    /// Room for those that wait for news.
    pub(super) listeners: Arc<Semaphore>,
}

/// The longest address that is looked up, in bytes.
const MAX_ADDRESS: usize = 4096;

/// Scripts and styles of the preview itself, and pages that a build writes; from elsewhere images alone, which authors
/// may show.
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: http: https:; \
                      object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/// Answers one request.
///
/// It may take a while to read a file or to render a page, so it is done where that holds up nobody.
pub(super) async fn answer(server: Arc<Server>, request: Parts) -> Response<Body> {
    let head = request.method == Method::HEAD;
    server.state.ready().await;
    let work = tokio::task::spawn_blocking(move || respond(&server, &request));
    let broken = |_| {
        plain(
            StatusCode::INTERNAL_SERVER_ERROR,
            "The preview has a fault.\n",
        )
    };
    let mut response = work.await.unwrap_or_else(broken);
    let headers = response.headers_mut();
    for (name, value) in [
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "SAMEORIGIN"),
        ("referrer-policy", "same-origin"),
    ] {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    // Asked for anew each time; but a page that is gone back to may be as it was left, which `no-store` forbids.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if head {
        *response.body_mut() = Body::empty();
    }
    response
}

fn respond(server: &Server, request: &Parts) -> Response<Body> {
    if !server.guard.allows(request) {
        let text = "This preview answers requests to localhost only. \
                    To reach it under another name, start it with `waybook serve --host NAME`.\n";
        return plain(StatusCode::FORBIDDEN, text);
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "GET and HEAD only.\n");
        let headers = response.headers_mut();
        headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let Some(path) = decoded(request.uri.path()) else {
        return plain(StatusCode::BAD_REQUEST, "This is no address of a page.\n");
    };
    match path.strip_prefix(OWN) {
        Some(own) => respond_own(server, request, own),
        None => respond_page(server, &path),
    }
}

/// The path of an address, without its first slash; `None` when it is no text or too long.
fn decoded(path: &str) -> Option<String> {
    let path = path.strip_prefix('/').filter(|p| p.len() <= MAX_ADDRESS)?;
    let path = percent_decode_str(path).decode_utf8().ok()?;
    (!path.contains(['\0', '\\'])).then(|| path.into_owned())
}

/// The preview's own addresses.
fn respond_own(server: &Server, request: &Parts, path: &str) -> Response<Body> {
    let moment = server.state.now();
    match path {
        "" => html(StatusCode::OK, dashboard::page(&moment, server)),
        "events" if !server.guard.allows_listener(&request.headers) => plain(
            StatusCode::FORBIDDEN,
            "Only pages of this preview may listen.\n",
        ),
        "events" => match Arc::clone(&server.listeners).try_acquire_owned() {
            Ok(place) => events::stream(&server.state, place),
            Err(_) => plain(StatusCode::SERVICE_UNAVAILABLE, "Too many pages listen.\n"),
        },
        "findings.json" => {
            let page = query(request, "page").unwrap_or_default();
            typed("application/json", findings::json(&moment, server, &page))
        }
        _ => match client::asset(path) {
            Some((kind, text)) => typed(kind, text),
            None => plain(StatusCode::NOT_FOUND, "There is nothing here.\n"),
        },
    }
}

/// A value of the query, decoded.
fn query(request: &Parts, name: &str) -> Option<String> {
    let pairs = request.uri.query()?.split('&');
    let value = pairs
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)?
        .1;
    let value = value.replace('+', " ");
    Some(percent_decode_str(&value).decode_utf8().ok()?.into_owned())
}

/// A page or file of the site.
fn respond_page(server: &Server, path: &str) -> Response<Body> {
    let moment = server.state.now();
    let file = match path {
        "" => "index.html".to_owned(),
        folder if folder.ends_with('/') => format!("{folder}index.html"),
        file => file.to_owned(),
    };
    match moment.snapshot.get(&file) {
        Err(error) => failure(&moment, server, &error.to_string()),
        Ok(Some(served)) => show(server, &moment, &file, served),
        Ok(None) => missing(server, &moment, path),
    }
}

fn show(server: &Server, moment: &Moment, path: &str, served: Served) -> Response<Body> {
    match served {
        Served::Page {
            html: page, old, ..
        } => html(
            StatusCode::OK,
            with_script(&page, moment.snapshot.number(), old),
        ),
        Served::File(bytes) => typed(&mime(path), bytes),
        Served::Asset(source) => match server.files.read(&source, MAX_ASSET_BYTES) {
            Ok(bytes) => typed(&mime(path), bytes),
            Err(_) => plain(StatusCode::NOT_FOUND, "This file cannot be read.\n"),
        },
        Served::Moved(to) => redirect(&format!("/{to}")),
    }
}

/// What is shown where there is nothing: the folder's own page, or the site's page for missing pages.
fn missing(server: &Server, moment: &Moment, path: &str) -> Response<Body> {
    let folder = format!("{path}/index.html");
    if moment
        .snapshot
        .get(&folder)
        .is_ok_and(|found| found.is_some())
    {
        return redirect(&format!("/{path}/"));
    }
    match moment.snapshot.missing() {
        Ok(Some(page)) => html(
            StatusCode::NOT_FOUND,
            with_script(&page, moment.snapshot.number(), false),
        ),
        Ok(None) => failure(moment, server, "there is no page yet"),
        Err(error) => failure(moment, server, &error.to_string()),
    }
}

/// A page of the preview's own that says why there is no page.
fn failure(moment: &Moment, server: &Server, message: &str) -> Response<Body> {
    let page = dashboard::failure(moment, server, message);
    html(StatusCode::INTERNAL_SERVER_ERROR, page)
}

fn mime(path: &str) -> String {
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    match (mime.type_(), path.rsplit_once('.')) {
        (_, Some((_, "mmd"))) => "text/plain; charset=utf-8".to_owned(),
        (mime_guess::mime::TEXT, _) | (_, Some((_, "json" | "xml" | "js"))) => {
            format!("{}; charset=utf-8", mime.essence_str())
        }
        _ => mime.to_string(),
    }
}

fn html(status: StatusCode, page: String) -> Response<Body> {
    let mut response = typed("text/html; charset=utf-8", page);
    *response.status_mut() = status;
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = typed("text/plain; charset=utf-8", text);
    *response.status_mut() = status;
    response
}

fn typed(kind: &str, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    if let Ok(kind) = HeaderValue::from_str(kind) {
        response.headers_mut().insert(CONTENT_TYPE, kind);
    }
    response
}

fn redirect(to: &str) -> Response<Body> {
    let mut response = plain(StatusCode::TEMPORARY_REDIRECT, "");
    let to = address_path(to);
    if let Ok(to) = HeaderValue::from_str(&to) {
        response.headers_mut().insert(LOCATION, to);
    }
    response
}
