//! Waybook turns Markdown playbooks of a five-stage customer journey into a validated, navigable static site. This
//! page is the tour of its architecture.
//!
//! # The way of the data
//!
//! ```text
//! source → document → journey → lint → site → render → output
//!  text     one file  the model findings pages  bytes   a folder, memory, an archive
//! ```
//!
//! One direction, no way back. [`build`] is the only file that runs every step:
//!
//! 1. [`source`] lists and reads files through one small trait, [`source::Files`]: a folder on disk, a map in memory,
//!    or one laid over the other. A position is a [`source::Span`] of bytes in a numbered text.
//! 2. [`document::read`] makes one [`document::Document`] of one text: its front matter as a tree with spans, validated
//!    against one declaration ([`document::front_matter::schema`]), and its Markdown as sections, checklist items,
//!    mistakes, links, and HTML with places to fill in ([`document::markdown::Fragment`]).
//! 3. [`config`] reads `waybook.yaml` and `brand.yaml` by the same road.
//! 4. [`journey::assemble()`] makes the model, a [`journey::Playbook`] of five stages in a loop, and resolves every
//!    reference.
//! 5. [`lint::check`] runs the rules of the [`lint::registry`], one file and one page each, silences what authors
//!    allowed, and sets the levels the configuration asks for; a [`lint::Baseline`] tells new findings from known ones.
//!    [`build::fix`] runs steps 1 to 5 in rounds, on texts that [`lint::apply`] mended, and writes nothing.
//! 6. [`site::plan`] decides which pages and files exist, and at which path. Every path is claimed once, in the registry of
//!    its playbook or in that of the site.
//! 7. [`theme::load`] lays the files of a theme over one another; [`render::render`] builds typed page data
//!    ([`render::context`] is the contract with templates), hands them to a template engine, and streams the pages out.
//! 8. [`output`] takes them into a folder that is swapped into place at once, into memory, or into an archive.
//!
//! [`diagnostic`] holds what all of them say of an author's work, and makes reports of it for people and programs.
//! [`scaffold`] holds what `new`, `add` and `schema` write, [`serve`] keeps a workspace in memory and shows it while it is
//! written, [`cli`] turns arguments into calls.
//!
//! # Invariants
//!
//! - **Architecture invariant:** a room imports only rooms that stand before it: `source`, `diagnostic`, `document`,
//!   `config`, `journey`, `lint`, `site`, `theme`, `render`, `output`, `build`, `scaffold`, `serve`, `cli`. A test reads the
//!   code and holds it to that.
//! - **Architecture invariant:** what an author got wrong is a [`diagnostic::Diagnostic`], returned beside the value,
//!   every one in one run. An `Err` is the environment: a disk, a broken theme, a name on the command line.
//! - **Architecture invariant:** only `source/os.rs`, `output/directory`, `serve` and `cli` touch the system. There is no state
//!   in statics, no clock (the day is passed in), no network.
//! - **Architecture invariant:** drafts are taken out once, in [`build`], before a site is planned. No emitter filters.
//! - **Architecture invariant:** a playbook refers to its own documents only; nothing of one client can appear with
//!   another.
//! - **Architecture invariant:** fixing leaves fewer findings in every round and makes none that was not there, so it
//!   ends, and doing it twice changes nothing.
//! - **Architecture invariant:** the same input gives the same bytes: no time stamps, no hash-map order, no absolute
//!   paths.
//! - **Architecture invariant:** a folder is written only if it is empty, new, or carries our manifest; only what the
//!   manifest lists is ever deleted.

pub mod build;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod journey;
pub mod lint;
pub mod output;
pub mod render;
pub mod scaffold;
pub mod serve;
pub mod site;
pub mod source;
pub mod theme;
