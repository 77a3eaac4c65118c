//! `image-without-alt`: an image without alternative text.

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "image-without-alt",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "An image has no alternative text.",
        fixable: false,
        options: &[],
        page: include_str!("image_without_alt.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (_, document) in context.documents() {
        let images = document.body.links.iter().filter(|link| link.image);
        for image in images.filter(|image| image.text.trim().is_empty()) {
            let destination = &image.destination;
            out.push(
                RULE.finding(format!("the image `{destination}` has no text for people who cannot see it"))
                    .label(document.file, image.span, "nothing is read out for it")
                    .note("who cannot see the image, or waits for it to load, gets nothing of what it says")
                    .help(format!(
                        "say between the square brackets what it shows, for example: \
                         `![An open jar beside a frosted window]({destination})`"
                    )),
            );
        }
    }
}
