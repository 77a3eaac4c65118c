//! The scripts and styles that the preview itself sends to the browser.

/// A file of the preview's own: its type and its text.
pub(super) fn asset(name: &str) -> Option<(&'static str, &'static str)> {
    const SCRIPT: &str = "text/javascript; charset=utf-8";
    Some(match name {
        "preview.js" => (SCRIPT, include_str!("client/preview.js")),
        "preview.css" => (
            "text/css; charset=utf-8",
            include_str!("client/preview.css"),
        ),
        "dashboard.css" => (
            "text/css; charset=utf-8",
            include_str!("client/dashboard.css"),
        ),
        "idiomorph.min.js" => (SCRIPT, include_str!("client/idiomorph.min.js")),
        _ => return None,
    })
}
