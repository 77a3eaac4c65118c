//! Planned pages → bytes: typed page data goes into a theme's templates, and everything that is no HTML is written here.
//!
//! Enter at [`render`]. Steps: per playbook the shared data are built and handed to the template engine once; per page
//! its own data are built ([`context`] documents every field), fragments get their addresses ([`fragment`]), and the
//! engine writes the page into the sink. [`emit`] writes the files that are no pages.

pub mod context;
pub mod emit;
pub mod engine;
pub mod fragment;
pub mod loop_map;
mod page;
mod playbook;

pub use page::{Job, RenderError, render};
