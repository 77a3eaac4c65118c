//! What the preview adds to a page as it goes out. The page itself stays what a build writes.

/// The address below which everything of the preview's own lies. No page can: names of sources have no such address.
pub const OWN: &str = "__waybook/";

/// A page with the preview's script before its end. `number` is the snapshot's, `old` whether the page is shown as it
/// was before its source could not be read any more.
#[must_use]
pub fn with_script(html: &str, number: u64, old: bool) -> String {
    let old = if old { " data-old" } else { "" };
    let script =
        format!("<script src=\"/{OWN}preview.js\" data-number=\"{number}\"{old} defer></script>\n");
    let at = html.rfind("</body>").unwrap_or(html.len());
    let mut page = String::with_capacity(html.len() + script.len());
    page.push_str(&html[..at]);
    page.push_str(&script);
    page.push_str(&html[at..]);
    page
}

#[cfg(test)]
mod tests {
    use super::with_script;

    #[test]
    fn the_script_stands_before_the_end_of_the_body() {
        let page = with_script("<body><pre>&lt;/body></pre></body></html>", 7, false);
        assert_eq!(
            page,
            "<body><pre>&lt;/body></pre><script src=\"/__waybook/preview.js\" data-number=\"7\" defer></script>\n</body></html>"
        );
        assert!(with_script("", 1, true).contains(" data-old "));
    }
}
