//! The weights of the levels: the logarithm of how much likelier a level is between two records of one company than
//! between two companies that share a key.

use super::features::{FEATURES, LEVELS};

/// What every pair starts with.
pub(super) const BASE: f64 = -5.0;

/// A row a feature, in the order of [`super::features::Feature`]; a column a level.
pub(super) const WEIGHTS: [[f64; LEVELS]; FEATURES] = [
    // name: none, below 0.35, 0.55, 0.75, 0.9, alike, equal
    [0.0, -4.0, -1.5, 1.0, 2.5, 4.0, 4.0],
    // rarest shared word: none … rare
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    // domain: none, different, equal, equal label, begun alike
    [0.0, -1.5, 5.0, 2.0, 1.0, 0.0, 0.0],
    // mailbox
    [0.0, 0.0, 4.0, 0.0, 0.0, 0.0, 0.0],
    // telephone: none, different, equal, by fax, both
    [0.0, -0.7, 5.0, 3.0, 6.0, 0.0, 0.0],
    // town
    [0.0, -2.5, 1.5, 0.0, 0.0, 0.0, 0.0],
    // postal code: none, different, equal, near
    [0.0, -0.5, 1.5, 0.0, 0.0, 0.0, 0.0],
    // country
    [0.0, -4.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    // street: none, different, a word, most words, with number, all
    [0.0, -1.0, 0.0, 0.5, 1.5, 2.0, 0.0],
    // person
    [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0],
    // registration
    [0.0, -3.0, 10.0, 0.0, 0.0, 0.0, 0.0],
    // one site, another town
    [0.0, -1.5, -1.5, 0.0, 0.0, 0.0, 0.0],
    // one contact, another name
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    // nothing but names
    [0.0, 1.5, 0.0, 0.0, 0.0, 0.0, 0.0],
];
