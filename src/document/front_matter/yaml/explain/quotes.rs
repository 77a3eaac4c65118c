//! Quotes that are opened and not closed, closed too early, or not there.

use super::super::said::Said;
use super::super::words::{quote, shorten};
use super::Scene;

impl Scene<'_> {
    /// Where a quote was opened in a line above that was meant to be closed there: the closing one that was found then
    /// opens a value of a line further down.
    pub(super) fn quote_left_open(&self) -> Option<usize> {
        let mut at = self.line(self.at).start;
        while at > 0 {
            let line = self.line(at - 1);
            at = line.start;
            let Some((key, value)) = self.text[line].split_once(": ") else {
                continue;
            };
            let indent = value.len() - value.trim_start().len();
            match value.trim().chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let open = value.matches(quote).count() == 1;
                    return open.then_some(at + key.len() + 2 + indent);
                }
                _ => continue,
            }
        }
        None
    }

    pub(super) fn unclosed_quote(&self) -> Said {
        let quote = self.text[self.at..].chars().next().unwrap_or('"');
        let line = self.trimmed(self.line(self.at));
        let written = shorten(&self.text[line.clone()]);
        Said::new(
            "a quote is opened and never closed",
            self.here(),
            "opened here",
        )
        .help(format!(
            "close it at the end of the value: `{written}{quote}`"
        ))
        .edit(line.end..line.end, quote)
    }

    /// The help that shows the value of the line in quotes.
    pub(super) fn quote_value(&self, message: &str, label: &'static str) -> Said {
        let said = Said::new(message, self.here(), label);
        let value = self.value();
        if value.is_empty() {
            return said;
        }
        let key = self.text[self.line(self.at).start..value.start].trim();
        let written = &self.text[value.clone()];
        let quoted = quote(shorten(written).as_str());
        let said = said.help(format!("put the value between quotes: `{key} {quoted}`"));
        // What begins like a list or a map was not meant as one text.
        if written.starts_with(['[', '{']) {
            return said;
        }
        said.edit(value, quote(written))
    }
}
