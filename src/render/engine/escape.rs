//! Escaping for HTML: the same characters in the same way in both engines.

/// Gives `text` to `write` in pieces, with the characters that mean something in HTML replaced.
pub(super) fn escape<E>(text: &str, mut write: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
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
}
