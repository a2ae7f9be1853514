//! A company gets a score, a tier and its reasons: one rule, one sentence.
//!
//! 1. `Facts` are read once from the lead and the context.
//! 2. Every rule of [`RULES`] that holds gives its points and its sentence.
//! 3. The points, with the 20 that every company starts with, are put between 0 and 100; rank over the list gives the tier (the customer pyramid).
//! 4. What is no buyer at all is marked unfit, and the rule that says so comes first.
//!
//! To add a rule, add one entry to a file of rules and name it in `rules.rs`.

mod context;
mod facts;
mod frame;
mod giving;
mod kind;
mod rule;
mod rules;
mod score;
mod taking;
mod tier;

pub use context::{GradeContext, Tiers};
pub use rule::Rule;
pub use rules::{RULES, sentence};
pub use score::grade;
pub use tier::{TIERS, tiers_explained};
