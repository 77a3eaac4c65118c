//! What a file is, told from where it lies.

use crate::source::SitePath;

/// The kinds of file a playbook is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// `playbook.md`: the playbook's facts and introduction.
    Playbook,
    /// `stages/*.md`: one of the five stages.
    Stage,
    /// `pillars/*.md`: one content pillar.
    Pillar,
    /// `mistakes/*.md`: a mistake that spans stages.
    Mistake,
    /// `touchpoints.yaml`: a list of touchpoints.
    Touchpoints,
    /// `metrics.yaml`: a list of metrics.
    Metrics,
    /// `glossary.md`: the terms.
    Glossary,
    /// `audit.md`: the questions of the audit.
    Audit,
    /// `quiz.md`: questions for training.
    Quiz,
    /// Any other Markdown file: a page of its own.
    Page,
}

impl Kind {
    /// Every kind, in the order of the reference.
    pub const ALL: [Kind; 10] = [
        Kind::Playbook,
        Kind::Stage,
        Kind::Pillar,
        Kind::Mistake,
        Kind::Touchpoints,
        Kind::Metrics,
        Kind::Glossary,
        Kind::Audit,
        Kind::Quiz,
        Kind::Page,
    ];

    /// The kind of a file by its path below the playbook's folder; `None` for a file that is no source
    /// (an image, a download).
    #[must_use]
    pub fn of(below_playbook: &str) -> Option<Self> {
        let path = SitePath::new(below_playbook);
        let folder = path.parts().next().unwrap_or("");
        let in_folder = path.parts().count() > 1;
        let extension = path.extension();
        match (
            extension.as_deref(),
            in_folder.then_some(folder),
            path.file_name(),
        ) {
            (_, Some("assets"), _) => None,
            (Some("yaml" | "yml"), None, name) => {
                match name.rsplit_once('.').map_or("", |(s, _)| s) {
                    "touchpoints" => Some(Kind::Touchpoints),
                    "metrics" => Some(Kind::Metrics),
                    _ => None,
                }
            }
            (Some("md" | "markdown"), Some("stages"), _) => Some(Kind::Stage),
            (Some("md" | "markdown"), Some("pillars"), _) => Some(Kind::Pillar),
            (Some("md" | "markdown"), Some("mistakes"), _) => Some(Kind::Mistake),
            (Some("md" | "markdown"), None, "playbook.md") => Some(Kind::Playbook),
            (Some("md" | "markdown"), None, "glossary.md") => Some(Kind::Glossary),
            (Some("md" | "markdown"), None, "audit.md") => Some(Kind::Audit),
            (Some("md" | "markdown"), None, "quiz.md") => Some(Kind::Quiz),
            (Some("md" | "markdown"), _, _) => Some(Kind::Page),
            _ => None,
        }
    }

    /// The word for it in `kind:` and in messages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Playbook => "playbook",
            Kind::Stage => "stage",
            Kind::Pillar => "pillar",
            Kind::Mistake => "mistake",
            Kind::Touchpoints => "touchpoints",
            Kind::Metrics => "metrics",
            Kind::Glossary => "glossary",
            Kind::Audit => "audit",
            Kind::Quiz => "quiz",
            Kind::Page => "page",
        }
    }

    /// The kind that `kind:` names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == name)
    }

    /// Whether the file is YAML from the first byte to the last.
    #[must_use]
    pub fn is_data(self) -> bool {
        matches!(self, Kind::Touchpoints | Kind::Metrics)
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn places_tell_kinds() {
        for (path, kind) in [
            ("playbook.md", Some(Kind::Playbook)),
            ("stages/1-discovery.md", Some(Kind::Stage)),
            ("pillars/deep/x.md", Some(Kind::Pillar)),
            ("touchpoints.yaml", Some(Kind::Touchpoints)),
            ("notes/idea.md", Some(Kind::Page)),
            ("assets/readme.md", None),
            ("assets/a.png", None),
        ] {
            assert_eq!(Kind::of(path), kind, "{path}");
        }
    }
}
