//! Planned pages → bytes: typed page data goes into a theme's templates, and everything that is no HTML is written here.
//!
//! Enter at [`render`], or at [`Pages`] for one page at a time. Steps: per playbook the shared data are built and handed to the template engine once, and the
//! parts that all its pages show (`shared`) are rendered once; per page
//! its own data are built ([`context`] documents every field), `view` makes the model into them and gives fragments
//! their addresses ([`fragment`]); the engine's page goes out at once. `emit` writes the files that are no pages.

pub mod context;
mod emit;
pub mod engine;
pub mod fragment;
mod frame;
mod languages;
mod linked;
mod loop_map;
mod page;
mod pages;
mod share;
mod shared;
mod terms;
mod texts;
mod titles;
mod view;
mod whole;

pub use pages::{Compiled, Pages};
pub use whole::{Job, Put, PutError, RenderError, render};
