//! Which records are one company: compact keys in, cluster ids out. Pure; knows neither the store nor the lead.
//!
//! 1. [`Keys`] are taken from each record.
//! 2. Pages that lie on one company's own site are one company without further question.
//! 3. Everything else is joined in pairs: records that share a key are *candidates*; a pair joins when what agrees
//!    outweighs what disagrees. A key that very many otherwise different companies share (a web agency's telephone,
//!    a directory's mailbox) makes no candidates at all.

mod block;
mod cluster;
mod compare;
mod features;
mod keys;
mod likeness;
mod name;
mod profile;
mod union;
mod weights;

pub use cluster::{ClusterId, cluster};
pub use keys::Keys;
pub use name::{name_key, name_words};
