//! Bytes → text.

/// A text, and what was wrong with its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The text; broken parts are replaced by U+FFFD, so that positions can be shown.
    pub text: String,
    /// What is wrong with the bytes, and the byte of `text` at which it begins.
    pub problem: Option<(DecodeProblem, usize)>,
}

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeProblem {
    /// A byte sequence that is not UTF-8.
    NotUtf8,
    /// UTF-16, told by its byte-order mark or its zeros.
    Utf16,
    /// A NUL byte.
    Nul,
}

/// Decodes UTF-8 (a byte-order mark is kept).
#[must_use]
pub fn decode(bytes: Vec<u8>) -> Decoded {
    Decoded {
        text: String::from_utf8_lossy(&bytes).into_owned(),
        problem: None,
    }
}
