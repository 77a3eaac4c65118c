//! Findings as text: for a person ([`human`]), later for machines.

pub mod human;
