//! See the room's own page.
