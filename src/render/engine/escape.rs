//! Escaping for HTML: the same characters in the same way in both engines.

/// Gives `text` to `write` in pieces, with the characters that mean something in HTML replaced.
pub(super) fn escape<E>(text: &str, mut write: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let mut from = 0;
    while let Some((at, entity)) = next(text.as_bytes(), from) {
        if from < at {
            write(&text[from..at])?;
        }
        write(entity)?;
        from = at + 1;
    }
    if from < text.len() {
        write(&text[from..])?;
    }
    Ok(())
}

/// How many bytes are looked at in one step.
const STEP: usize = 16;

/// The first character at or after `from` that is replaced, and by what. Most text holds none.
fn next(bytes: &[u8], from: usize) -> Option<(usize, &'static str)> {
    let mut start = from;
    for part in bytes[from..].chunks(STEP) {
        // Without an early end, so that it is done for all bytes at once.
        if part.iter().fold(false, |any, byte| any | is_special(*byte)) {
            let at = part.iter().position(|byte| is_special(*byte))?;
            return Some((start + at, entity(part[at])));
        }
        start += part.len();
    }
    None
}

fn is_special(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')
}

fn entity(special: u8) -> &'static str {
    match special {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        _ => "&#39;",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn five_characters_are_replaced() {
        let mut out = String::new();
        super::escape("a<b> & \"c\" 'd' /种", |part| {
            out.push_str(part);
            Ok::<(), ()>(())
        })
        .unwrap();
        assert_eq!(out, "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; /种");
    }

    #[test]
    fn they_are_found_wherever_they_stand() {
        for before in 0..40 {
            let text = format!("{}<{}", "种".repeat(before), "x".repeat(40 - before));
            let mut out = String::new();
            super::escape(&text, |part| {
                out.push_str(part);
                Ok::<(), ()>(())
            })
            .unwrap();
            assert_eq!(out, text.replace('<', "&lt;"));
        }
    }
}
