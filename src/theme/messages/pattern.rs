//! Messages made ready, so that most need not be worked out again for every page.

use super::{Argument, MessageError, numbers};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern as Parsed, PatternElement};
use std::borrow::Cow;
use std::sync::OnceLock;

/// Counts below this one are written once for each message that takes nothing but a count.
const COUNTS: usize = 64;

/// A message, as far as it can be worked out without its arguments.
pub(super) enum Pattern {
    /// It takes none.
    Plain(String),
    /// Text with arguments in between.
    Pieces(Vec<Piece>),
    /// It chooses between forms, by a count as a rule.
    Choice(Counted),
}

/// A part of a message.
pub(super) enum Piece {
    /// What stands there.
    Text(String),
    /// The name of the argument that goes there, and what stands between the digits of a number.
    Argument(String, &'static str),
}

impl Pattern {
    /// A message that takes arguments.
    pub(super) fn of(parsed: &Parsed<&str>, separator: &'static str) -> Self {
        let pieces = parsed.elements.iter().map(|element| match element {
            PatternElement::TextElement { value } => Some(Piece::Text((*value).to_owned())),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => Some(Piece::Argument(id.name.to_owned(), separator)),
            PatternElement::Placeable { .. } => None,
        });
        let pieces: Option<Vec<Piece>> = pieces.collect();
        pieces.map_or_else(|| Self::Choice(Counted::default()), Self::Pieces)
    }

    /// The text; `write` works out what is not ready.
    pub(super) fn text(
        &self,
        arguments: &[(&str, Argument<'_>)],
        write: impl Fn() -> Result<String, MessageError>,
    ) -> Result<Cow<'_, str>, MessageError> {
        match self {
            Self::Plain(text) => Ok(Cow::Borrowed(text)),
            // Where one is missing, the long way says which.
            Self::Pieces(pieces) => joined(pieces, arguments)
                .map_or_else(write, Ok)
                .map(Cow::Owned),
            Self::Choice(counted) => counted.text(arguments, write),
        }
    }
}

fn joined(pieces: &[Piece], arguments: &[(&str, Argument<'_>)]) -> Option<String> {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Argument(name, separator) => {
                // Of two by one name the last counts, as in a map.
                let mut given = arguments.iter().rev();
                match given.find(|(given, _)| given == name)?.1 {
                    Argument::Text(text) => out.push_str(text),
                    Argument::Number(number) => {
                        out.push_str(&numbers::written(number, separator));
                    }
                }
            }
        }
    }
    Some(out)
}

/// The texts of a message for small counts, each written when it is first asked for.
#[derive(Default)]
pub(super) struct Counted {
    known: OnceLock<(String, Vec<OnceLock<String>>)>,
}

impl Counted {
    fn text(
        &self,
        arguments: &[(&str, Argument<'_>)],
        write: impl Fn() -> Result<String, MessageError>,
    ) -> Result<Cow<'_, str>, MessageError> {
        let Some((name, count)) = only_count(arguments) else {
            return write().map(Cow::Owned);
        };
        let (known_name, texts) = self.known.get_or_init(|| {
            let texts = std::iter::repeat_with(OnceLock::new).take(COUNTS).collect();
            (name.to_owned(), texts)
        });
        let text = texts.get(count).filter(|_| known_name == name);
        match text {
            None => write().map(Cow::Owned),
            Some(text) => match text.get() {
                Some(text) => Ok(Cow::Borrowed(text)),
                None => {
                    let written = write()?;
                    Ok(Cow::Borrowed(text.get_or_init(|| written)))
                }
            },
        }
    }
}

/// The argument, when there is one alone and it is a small whole number.
fn only_count<'a>(arguments: &[(&'a str, Argument<'_>)]) -> Option<(&'a str, usize)> {
    let [(name, Argument::Number(number))] = arguments else {
        return None;
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "it is checked to be whole, small and not negative"
    )]
    let count = (number.is_sign_positive() && number.fract() == 0.0 && *number < COUNTS as f64)
        .then_some(*number as usize)?;
    Some((name, count))
}
