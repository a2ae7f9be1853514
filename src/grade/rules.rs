//! All rules, in the order their sentences are told.

use super::frame::FRAME;
use super::giving::GIVING;
use super::rule::{Rule, say};
use super::taking::TAKING;

/// The rules: those that mark a company unfit or take points, then those that give them, then where a score begins and
/// ends.
pub const RULES: &[&[Rule]] = &[TAKING, GIVING, FRAME];

/// The sentence of a rule by its id, with values, in a language; `None` for an id no rule has.
pub fn sentence(id: &str, values: &[String], lang: &str) -> Option<String> {
    let rule = RULES.iter().flat_map(|r| r.iter()).find(|r| r.id == id)?;
    Some(say(rule, values, lang))
}
