//! Engines: a query becomes a request, its answer becomes hits. An engine is data; no engine's name stands here.

mod hit;

pub use hit::Hit;
