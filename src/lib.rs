//! Waybook turns Markdown playbooks of a five-stage customer journey into a validated, navigable static site.

pub mod diagnostic;
pub mod document;
pub mod output;
pub mod source;
