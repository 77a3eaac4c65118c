//! Every rule, in the order of the catalogue.

use super::{Rule, rules};

/// Every rule there is, group by group in the order of the reference.
pub static RULES: &[Rule] = &[
    rules::stage_missing::RULE,
    rules::stage_duplicate::RULE,
    rules::stage_order::RULE,
    rules::stage_unknown::RULE,
    rules::pillar_stage_unknown::RULE,
    rules::pillar_orphan::RULE,
    rules::stage_uncovered::RULE,
    rules::checklist_missing::RULE,
    rules::checklist_size::RULE,
    rules::checklist_mode::RULE,
    rules::checklist_vague::RULE,
    rules::checklist_prechecked::RULE,
    rules::id_duplicate::RULE,
    rules::id_missing::RULE,
    rules::mistake_without_remedy::RULE,
    rules::mistake_unguarded::RULE,
    rules::mistake_marker::RULE,
    rules::loop_open::RULE,
    rules::reference_broken::RULE,
    rules::key_unknown::RULE,
    rules::key_missing::RULE,
    rules::value_invalid::RULE,
    rules::prose_in_yaml::RULE,
    rules::takeaway_missing::RULE,
    rules::placeholder_text::RULE,
    rules::heading_jump::RULE,
    rules::route_collision::RULE,
    rules::term_unknown::RULE,
    rules::allow_unused::RULE,
    rules::allow_without_reason::RULE,
    rules::front_matter_syntax::RULE,
    rules::image_without_alt::RULE,
    rules::brand_contrast::RULE,
    rules::file_unreadable::RULE,
    rules::playbook_missing::RULE,
    rules::baseline_unreadable::RULE,
    rules::conversion_only::RULE,
    rules::upstream_thin::RULE,
    rules::advocacy_thin::RULE,
    rules::advocacy_transactional::RULE,
    rules::listening_absent::RULE,
    rules::seeding_absent::RULE,
    rules::hard_sell_discovery::RULE,
    rules::localization_absent::RULE,
    rules::translation_only::RULE,
    rules::platform_only_touchpoints::RULE,
    rules::point_of_sale_absent::RULE,
    rules::price_unexplained::RULE,
    rules::objections_unanswered::RULE,
    rules::search_intent_generic::RULE,
    rules::studio_only::RULE,
    rules::one_off_burst::RULE,
    rules::metric_missing::RULE,
    rules::baseline_missing::RULE,
    rules::evidence_assumed::RULE,
    rules::audit_uncovered::RULE,
    rules::actor_multiple::RULE,
    rules::inside_out::RULE,
    rules::review_overdue::RULE,
    rules::review_undated::RULE,
    rules::owner_missing::RULE,
    rules::approval_stale::RULE,
];

/// The rule with that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.info.name == name)
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// The sections of a rule's page, in order.
    const SECTIONS: [&str; 5] = [
        "What it does",
        "Why it is bad",
        "Example",
        "Use instead",
        "How it is fixed",
    ];

    #[test]
    fn names_are_unique_kebab_case_and_ordered_by_group() {
        let names: BTreeSet<_> = RULES.iter().map(|r| r.info.name).collect();
        assert_eq!(names.len(), RULES.len());
        for rule in RULES {
            let name = rule.info.name;
            let kebab = name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            let tidy = !name.starts_with('-') && !name.ends_with('-') && !name.contains("--");
            assert!(kebab && tidy, "{name}");
        }
        assert!(RULES.is_sorted_by_key(|r| r.info.group));
    }

    #[test]
    fn every_rule_has_a_summary_of_one_sentence() {
        for rule in RULES {
            let summary = rule.info.summary;
            assert!(summary.ends_with('.'), "{}", rule.info.name);
            assert!(!summary.contains(". "), "{}", rule.info.name);
        }
    }

    #[test]
    fn every_page_has_its_title_and_five_sections_with_text() {
        for rule in RULES {
            let (name, page) = (rule.info.name, rule.info.page);
            assert_eq!(page.lines().next(), Some(format!("# {name}").as_str()));
            let mut fenced = false;
            let mut sections: Vec<(&str, usize)> = Vec::new();
            for line in page.lines().skip(1) {
                if line.starts_with("```") {
                    fenced = !fenced;
                }
                match (line.strip_prefix("## "), sections.last_mut()) {
                    (Some(heading), _) if !fenced => sections.push((heading, 0)),
                    (_, Some((_, bytes))) => *bytes += line.trim().len(),
                    (_, None) => {}
                }
            }
            let headings: Vec<_> = sections.iter().map(|(h, _)| *h).collect();
            assert_eq!(headings, SECTIONS, "{name}");
            for (heading, bytes) in sections {
                assert!(bytes > 20, "`{heading}` of {name} is empty");
            }
        }
    }

    #[test]
    fn every_file_beside_the_rules_is_registered() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lint/rules");
        let files = std::fs::read_dir(folder).unwrap();
        let stems: BTreeSet<String> = files
            .map(|entry| entry.unwrap().path())
            .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
            .filter(|stem| stem != "mod")
            .collect();
        let registered: BTreeSet<String> = RULES
            .iter()
            .map(|rule| rule.info.name.replace('-', "_"))
            .collect();
        assert_eq!(stems, registered);
    }
}
