//! The weights of the levels: the logarithm of how much likelier a level is between two records of one company than
//! between two companies that share a key.

use super::features::{FEATURES, LEVELS};

/// What every pair starts with.
pub(super) const BASE: f64 = -2.1;

/// A row a feature, in the order of [`super::features::Feature`]; a column a level.
pub(super) const WEIGHTS: [[f64; LEVELS]; FEATURES] = [
    // name: none, below 0.35, 0.55, 0.75, 0.9, alike, equal
    [0.0, -4.3, -2.5, -0.4, 1.3, 2.1, 2.1],
    // most telling word shared: no names, none … the rarest of the list
    [0.0, -1.1, -1.1, -0.3, -0.3, 1.0, 0.0],
    // domain: none, different, equal, equal label, begun alike
    [0.0, -3.4, 2.3, -0.2, -3.0, 0.0, 0.0],
    // mailbox: none, different, equal
    [0.0, -0.3, 2.6, 0.0, 0.0, 0.0, 0.0],
    // telephone: none, different, equal, by fax, both
    [0.0, -0.5, 3.8, 3.0, 3.8, 0.0, 0.0],
    // town: none, different, equal
    [0.0, -1.15, 1.05, 0.0, 0.0, 0.0, 0.0],
    // postal code: none, different, equal, near
    [0.0, -0.7, 1.8, -0.5, 0.0, 0.0, 0.0],
    // country: none, different, equal
    [0.0, -3.6, 0.7, 0.0, 0.0, 0.0, 0.0],
    // street: none, different, a word, most words, with number, all, another number
    [0.0, 0.0, 0.3, 0.3, 2.3, 2.75, -0.95],
    // person: none, different, equal
    [0.0, -0.5, 2.0, 0.0, 0.0, 0.0, 0.0],
    // registration: none, different, equal
    [0.0, -3.0, 8.0, 0.0, 0.0, 0.0, 0.0],
    // one site, another town: no, yes, and another number
    [0.0, -0.8, -1.3, 0.0, 0.0, 0.0, 0.0],
    // another name: no, one number or mailbox, one site, both
    [0.0, 0.3, 4.4, 3.8, 0.0, 0.0, 0.0],
    // nothing but names
    [0.0, 1.7, 0.0, 0.0, 0.0, 0.0, 0.0],
];
