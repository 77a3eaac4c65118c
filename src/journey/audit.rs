//! The audit: questions that show where a journey is weak.

use super::{DocumentId, StageKey};
use crate::document::markdown::Fragment;
use crate::source::Span;

/// The audit of a playbook.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// Its document, when there is one.
    pub document: Option<DocumentId>,
    /// What stands under no question: before the first stage, and below a stage's heading.
    pub introduction: Vec<Fragment>,
    /// The headings that name a stage, in written order.
    pub headings: Vec<(StageKey, Span)>,
    /// The questions, in written order.
    pub questions: Vec<Question>,
    /// Level-2 headings that name no stage: text and place.
    pub unknown_stages: Vec<(String, Span)>,
}

/// A question.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// The stage it is about.
    pub stage: StageKey,
    /// The question.
    pub text: String,
    /// Prose other than the two lines below.
    pub explanation: Vec<Fragment>,
    /// `Look at:` what answers it, the lead-in removed.
    pub look_at: Option<Fragment>,
    /// The answers, from the weakest (0 points) to the strongest.
    pub choices: Vec<Choice>,
    /// `Fix:` where to begin, the lead-in removed.
    pub fix: Option<Fragment>,
    /// Its heading's bytes.
    pub span: Span,
}

/// An answer to choose.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The index of the task item in the document.
    pub item: usize,
    /// Its points: `score=`, else its place in the list, from 0.
    pub points: u32,
}
