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

/// Decodes UTF-8 (a byte-order mark is kept). Valid bytes become the text without being copied.
#[must_use]
pub fn decode(bytes: Vec<u8>) -> Decoded {
    if let Some(text) = utf16(&bytes) {
        return Decoded {
            text,
            problem: Some((DecodeProblem::Utf16, 0)),
        };
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let nul = text.find('\0').map(|at| (DecodeProblem::Nul, at));
            Decoded { text, problem: nul }
        }
        Err(error) => Decoded {
            // Everything before the first broken byte is kept as it is, so its position holds in both.
            problem: Some((DecodeProblem::NotUtf8, error.utf8_error().valid_up_to())),
            text: String::from_utf8_lossy(error.as_bytes()).into_owned(),
        },
    }
}

/// The text of bytes that are UTF-16: by their byte-order mark, or since every other one of the first is zero.
fn utf16(bytes: &[u8]) -> Option<String> {
    let zero = |from: usize| {
        let mut every_other = bytes.iter().skip(from).step_by(2).take(16);
        bytes.len() >= 4 && bytes.len().is_multiple_of(2) && every_other.all(|&b| b == 0)
    };
    let big = match bytes {
        [0xff, 0xfe, ..] => false,
        [0xfe, 0xff, ..] => true,
        _ if zero(0) && !zero(1) => true,
        _ if zero(1) && !zero(0) => false,
        _ => return None,
    };
    let unit = |pair: &[u8]| match *pair {
        [a, b] if big => u16::from_be_bytes([a, b]),
        [a, b] => u16::from_le_bytes([a, b]),
        _ => 0xfffd,
    };
    let units: Vec<u16> = bytes.chunks(2).map(unit).collect();
    Some(String::from_utf16_lossy(&units))
}

#[cfg(test)]
mod tests {
    use super::{DecodeProblem, decode};
    use proptest::prelude::{any, proptest};

    #[test]
    fn bytes_that_are_no_text_say_where() {
        for (bytes, text, problem) in [
            (b"".as_slice(), "", None),
            ("\u{feff}种".as_bytes(), "\u{feff}种", None),
            (b"ab\xffc", "ab\u{fffd}c", Some((DecodeProblem::NotUtf8, 2))),
            (b"a\0b", "a\0b", Some((DecodeProblem::Nul, 1))),
            (
                b"\xff\xfea\0b\0",
                "\u{feff}ab",
                Some((DecodeProblem::Utf16, 0)),
            ),
            (b"\xfe\xff\0a", "\u{feff}a", Some((DecodeProblem::Utf16, 0))),
            (b"a\0b\0c\0", "abc", Some((DecodeProblem::Utf16, 0))),
            (b"\0\0\0\0", "\0\0\0\0", Some((DecodeProblem::Nul, 0))),
        ] {
            let decoded = decode(bytes.to_vec());
            assert_eq!(
                (decoded.text.as_str(), decoded.problem),
                (text, problem),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn valid_bytes_are_not_copied() {
        let bytes = b"text".to_vec();
        let place = bytes.as_ptr();
        assert_eq!(decode(bytes).text.as_ptr(), place);
    }

    proptest! {
        #[test]
        fn any_bytes_decode(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let decoded = decode(bytes);
            if let Some((_, at)) = decoded.problem {
                assert!(decoded.text.is_char_boundary(at));
            }
        }
    }
}
