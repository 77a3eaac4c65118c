//! What `new` and `add` write.
