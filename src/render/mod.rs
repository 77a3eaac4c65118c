//! Planned pages → bytes.

pub mod context;
pub mod engine;
