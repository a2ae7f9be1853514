//! All rules, in the order their sentences are told.

use super::giving::GIVING;
use super::rule::Rule;
use super::taking::TAKING;

/// The rules: those that mark a company unfit or take points, then those that give them.
pub const RULES: &[&[Rule]] = &[TAKING, GIVING];
