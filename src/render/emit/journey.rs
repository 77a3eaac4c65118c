//! `journey.mmd`: the journey in Mermaid's user journey syntax.

use super::super::view::View;
use crate::journey::StageKey;

/// The emotion that a stage without one is drawn with: the middle of 1 to 5.
const NEUTRAL: u8 = 3;

/// The journey as a Mermaid `journey`: a section per stage, a task for each thing the customer does (the goal where
/// none is written), scored by the stage's emotion.
pub(crate) fn mermaid(view: &View<'_>) -> String {
    let facts = &view.model.facts;
    let mut out = format!("journey\n    title {}\n", line(&facts.page.title));
    let actor = facts
        .actor
        .as_ref()
        .map_or_else(|| view.texts.get("customer"), |a| a.value.clone());
    // Mermaid separates actors by commas: one actor, one name.
    let actor = line(&actor).replace(',', "");
    for key in StageKey::ALL {
        let Some(stage) = view.model.stage(key) else {
            continue;
        };
        out.push_str(&format!("    section {}\n", line(&view.stage_title(key))));
        let score = stage.emotion.unwrap_or(NEUTRAL);
        let mut tasks: Vec<&str> = stage.doing.iter().map(|d| d.value.as_str()).collect();
        if tasks.is_empty() {
            tasks.extend(stage.customer_goal.as_ref().map(|g| g.value.as_str()));
        }
        for task in tasks {
            out.push_str(&format!("      {}: {score}: {actor}\n", line(task)));
        }
    }
    out
}

/// Text on one line without the characters that have a meaning to Mermaid.
fn line(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| match c {
            ':' => '-',
            ';' => ',',
            '#' | '%' | '{' | '}' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
