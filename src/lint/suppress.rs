//! Silencing findings.
