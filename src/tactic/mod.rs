//! Tactics: how a campaign becomes queries. A query is engine-neutral; a dialect renders it later.

mod query;

pub use query::Query;
