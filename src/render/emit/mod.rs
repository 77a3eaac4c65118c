//! The files that are no pages: data, diagrams, tables, and what search engines and feed readers ask for.

mod data;
mod journey;
mod web;

pub(crate) use data::{csv, json};
pub(crate) use journey::mermaid;
pub(crate) use web::{address, brand_style, feed, robots, sitemap};
