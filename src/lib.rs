//! Waybook turns Markdown playbooks of a five-stage customer journey into a validated, navigable static site.

pub mod build;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod journey;
pub mod lint;
pub mod output;
pub mod render;
pub mod site;
pub mod source;
pub mod theme;
