//! Reserved headings and lead-ins in every language the model knows.

/// What a section is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Free prose.
    #[default]
    Free,
    /// `## What works`
    WhatWorks,
    /// `## Checklist`
    Checklist,
    /// `## Mistakes`
    Mistakes,
    /// `## Instead`
    Instead,
    /// `## Key takeaway` or `## Key takeaways`
    Takeaway,
}

/// The headings that give a section its role, in lower case.
const HEADINGS: &[(Role, &[&str])] = &[
    (
        Role::WhatWorks,
        &["what works", "有效做法", "怎么做有效", "什么有效"],
    ),
    (
        Role::Checklist,
        &["checklist", "清单", "检查清单", "检查表"],
    ),
    (
        Role::Mistakes,
        &["mistakes", "common mistakes", "常见错误", "错误"],
    ),
    (
        Role::Instead,
        &["instead", "what to do instead", "正确做法", "应该这样做"],
    ),
    (
        Role::Takeaway,
        &[
            "key takeaway",
            "key takeaways",
            "takeaway",
            "takeaways",
            "要点",
            "关键要点",
            "核心要点",
        ],
    ),
];

/// A bold run that begins a mistake alert.
pub(super) const MISTAKE_LEADS: &[&str] = &["mistake", "错误", "误区"];
/// A bold run that begins the remedy.
pub(super) const INSTEAD_LEADS: &[&str] = &["instead", "正确做法", "应该"];
/// Bold runs that give an item its level: must, should, could.
pub(super) const LEVEL_LEADS: [&[&str]; 3] = [
    &["must", "必须"],
    &["should", "应当", "应该"],
    &["could", "可以", "可选"],
];
/// The paragraph that names the evidence of an audit question.
pub const LOOK_AT_LEADS: &[&str] = &["look at", "查看", "依据"];
/// The paragraph that names the way out of an audit question.
pub const FIX_LEADS: &[&str] = &["fix", "改进", "修正"];
/// The line of a term's other names.
pub const ALSO_LEADS: &[&str] = &["also", "又称", "也叫"];
/// The line of a term's local-language form.
pub const LOCAL_LEADS: &[&str] = &["local", "本地", "当地说法"];

impl Role {
    /// The role that a heading's text gives.
    #[must_use]
    pub fn of(heading: &str) -> Self {
        let heading = heading.trim().trim_end_matches([':', '：']).to_lowercase();
        HEADINGS
            .iter()
            .find(|(_, names)| names.contains(&heading.as_str()))
            .map_or(Role::Free, |(role, _)| *role)
    }
}

/// What follows a lead-in (`Mistake:`, `错误：`) at the start of `text`, when one of `leads` is there with its colon.
#[must_use]
pub fn after_lead<'a>(text: &'a str, leads: &[&str]) -> Option<&'a str> {
    let text = text.trim_start();
    leads.iter().find_map(|lead| {
        let head = text.get(..lead.len())?;
        if !head.eq_ignore_ascii_case(lead) {
            return None;
        }
        text[lead.len()..]
            .trim_start()
            .strip_prefix([':', '：'])
            .map(str::trim_start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_roles_in_both_languages() {
        assert_eq!(Role::of("Key takeaway"), Role::Takeaway);
        assert_eq!(Role::of("检查清单"), Role::Checklist);
        assert_eq!(Role::of("Anything"), Role::Free);
    }

    #[test]
    fn leads_need_their_colon() {
        assert_eq!(
            after_lead("Mistake: too loud", MISTAKE_LEADS),
            Some("too loud")
        );
        assert_eq!(after_lead("错误：太吵", MISTAKE_LEADS), Some("太吵"));
        assert_eq!(after_lead("Mistaken: no", MISTAKE_LEADS), None);
    }
}
