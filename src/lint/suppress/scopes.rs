//! What allows cover: which of many scopes, some inside others, stands around a place.

use crate::diagnostic::Label;
use crate::source::Span;

/// The scopes of one rule's allows in one file, ordered by where they begin.
#[derive(Default)]
pub(super) struct Scopes(Vec<Scope>);

/// What one name in a comment covers.
struct Scope {
    start: u32,
    end: u32,
    /// The number of the name.
    name: usize,
    /// The last scope before this one that ends later.
    around: Option<usize>,
}

impl Scopes {
    /// Adds the scope of the name with that number.
    pub(super) fn add(&mut self, scope: Span, name: usize) {
        self.0.push(Scope {
            start: scope.start,
            end: scope.end,
            name,
            around: None,
        });
    }

    /// Orders the scopes and tells each which one stands around it, so that a look-up need not visit all.
    pub(super) fn link(&mut self) {
        self.0
            .sort_by_key(|s| (s.start, std::cmp::Reverse(s.end), s.name));
        let mut open: Vec<usize> = Vec::new();
        for i in 0..self.0.len() {
            while open.last().is_some_and(|&o| self.0[o].end <= self.0[i].end) {
                open.pop();
            }
            self.0[i].around = open.last().copied();
            open.push(i);
        }
    }

    /// The name with the smallest scope around a label.
    pub(super) fn covering(&self, label: &Label) -> Option<usize> {
        let begun = self.0.partition_point(|s| s.start <= label.span.start);
        let mut at = begun.checked_sub(1);
        while let Some(scope) = at.map(|i| &self.0[i]) {
            if scope.end >= label.span.end {
                return Some(scope.name);
            }
            at = scope.around;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Scope, Scopes};
    use crate::diagnostic::Label;
    use crate::source::{FileId, Span};

    #[test]
    fn many_scopes_are_looked_up_quickly() {
        let scope = |start, end, name| Scope {
            start,
            end,
            name,
            around: None,
        };
        let blocks = (0..200_000).map(|i| scope(i * 10 + 1, i * 10 + 5, i as usize + 1));
        let mut scopes = Scopes(
            std::iter::once(scope(0, u32::MAX, 0))
                .chain(blocks)
                .collect(),
        );
        scopes.link();
        for i in 0..200_000_u32 {
            let label = Label {
                file: FileId(0),
                span: Span {
                    start: i * 10 + 6,
                    end: i * 10 + 7,
                },
                message: String::new(),
            };
            assert_eq!(scopes.covering(&label), Some(0));
        }
    }
}
