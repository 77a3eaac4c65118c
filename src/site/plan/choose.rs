//! Which playbooks and brands a site shows.

use super::Planner;
use crate::diagnostic::{
    Applicability, Candidates, Diagnostic, Edit, Fix, Severity, candidates, closest,
};
use crate::journey::Playbook;
use crate::source::{FileId, SitePath, Spanned};
use std::sync::Arc;

impl Planner<'_> {
    /// The index of a brand by its folder's name, or a finding.
    pub(super) fn brand(
        &mut self,
        name: Option<&Spanned<String>>,
        file: Option<FileId>,
    ) -> Option<usize> {
        let name = name?;
        let workspace = Arc::clone(&self.workspace);
        let brands = &workspace.brands;
        let found = brands.iter().position(|b| b.slug == name.value);
        if found.is_none() {
            let message = format!(
                "`{}` is no brand: there is no `brands/{}/brand.yaml`",
                name.value, name.value
            );
            let mut finding = Diagnostic::new("reference-broken", Severity::Error, message);
            if let Some(file) = file {
                finding = finding.label(file, name.span, "no such brand");
            }
            if let Some(near) = closest(&name.value, brands.iter().map(|b| b.slug.as_str())) {
                finding = finding.help(format!("did you mean `{near}`?"));
            }
            let slugs: Vec<&str> = brands.iter().map(|b| b.slug.as_str()).collect();
            // A name between quotation marks is longer as it is written.
            let is_plain = name.span.range().len() == name.value.len();
            if let (Candidates::One(meant), Some(file), true) =
                (candidates(&name.value, &slugs), file, is_plain)
            {
                finding.fix = Some(Fix {
                    title: format!("replace `{}` by `{meant}`", name.value),
                    edits: vec![Edit {
                        file,
                        span: name.span,
                        replacement: meant.to_owned(),
                    }],
                    applicability: Applicability::Safe,
                });
            }
            self.diagnostics.push(finding);
        }
        found
    }

    pub(super) fn chosen(&mut self) -> Vec<usize> {
        let workspace = Arc::clone(&self.workspace);
        let all = 0..workspace.playbooks.len();
        let Some(site) = self.options.site else {
            return all.collect();
        };
        if site.playbooks.is_empty() {
            return all.collect();
        }
        let folder = |p: &Playbook| p.root.file_name().to_owned();
        let mut chosen = Vec::new();
        for name in &site.playbooks {
            let found = workspace
                .playbooks
                .iter()
                .position(|p| folder(p) == name.value || p.slug == name.value);
            if let Some(index) = found {
                chosen.push(index);
                continue;
            }
            let message = format!(
                "the site `{}` names the playbook `{}`, which is not there",
                site.name.value, name.value
            );
            let mut finding = Diagnostic::new("reference-broken", Severity::Error, message);
            if let Some(file) = workspace.config.file {
                finding = finding.label(file, name.span, "no such playbook");
            }
            let folders: Vec<String> = workspace.playbooks.iter().map(|p| folder(p)).collect();
            if let Some(near) = closest(&name.value, folders.iter().map(String::as_str)) {
                finding = finding.help(format!("did you mean `{near}`?"));
            }
            self.diagnostics.push(finding);
        }
        chosen.dedup();
        chosen
    }

    /// Takes the folder of a playbook that comes next: its slug, or none when it is alone.
    pub(super) fn claim_folder(&mut self, playbook: &Playbook, folder: &str) -> bool {
        let key = SitePath::new(folder).key();
        let next = self.site.playbooks.len();
        let first = *self.site.folders.entry(key).or_insert(next);
        if first == next {
            return true;
        }
        let first = &self.site.playbook(first).root;
        let message = format!(
            "`{first}` and `{}` both want the address `{folder}/`",
            playbook.root
        );
        let mut finding = Diagnostic::new("route-collision", Severity::Error, message)
            .help("give one of them another `slug:` in its `playbook.md`");
        if let Some(main) = playbook.main {
            let span = playbook.slug_span.unwrap_or_default();
            finding = finding.label(playbook.document(main).file, span, "this address is taken");
        }
        self.diagnostics.push(finding);
        false
    }
}
