//! Line breaks inside a paragraph: a space between words, nothing between characters that are written without spaces.
//!
//! The same as CSS Text 3, 4.1.3 has it for segment breaks, done here because browsers differ: between two wide characters
//! of East Asia a line of the source ends for the author's comfort alone. Hangul is written with spaces.

use super::events::Piece;
use pulldown_cmark::Event;

/// Whether the soft break before `rest` stands for nothing. `before` is the text so far.
pub(super) fn vanishes(before: &str, rest: &[Piece<'_>]) -> bool {
    let (Some(before), Some(after)) = (before.chars().next_back(), first_character(rest)) else {
        return false;
    };
    if is_punctuation(before) || is_punctuation(after) {
        return true;
    }
    let joins = |c: char| is_wide(c) || is_shared_punctuation(c);
    joins(before) && joins(after) && (is_wide(before) || is_wide(after))
}

/// The first character of what follows on the line; `None` where something else than text comes first.
fn first_character(rest: &[Piece<'_>]) -> Option<char> {
    let text = rest.iter().find_map(|piece| match &piece.event {
        Event::Start(_) | Event::End(_) => None,
        Event::Text(text) | Event::Code(text) => Some(text.chars().next()),
        _ => Some(None),
    });
    text.flatten()
}

/// Ideographs, kana and full-width forms.
fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{312f}' | '\u{31a0}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}')
}

/// Punctuation that carries its own space.
fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301b}' | '！' | '（' | '）' | '，' | '：' | '；' | '？')
}

/// Punctuation that Chinese shares with other scripts.
fn is_shared_punctuation(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}
