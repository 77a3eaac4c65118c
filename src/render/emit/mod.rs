//! The files that are no pages: data, diagrams, tables, and what search engines and feed readers ask for.

mod csv;
mod journey;
mod json;
mod search;
mod terms;
mod web;

pub(crate) use csv::csv;
pub(crate) use journey::mermaid;
pub(crate) use json::{json, script};
pub(crate) use search::{search, search_index};
pub(crate) use terms::terms;
pub(crate) use web::{address, brand_style, feed, robots, sitemap};
