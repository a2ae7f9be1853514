//! buyerscout: from a product to a graded, evidenced list of foreign buyers, on the user's own machine.
//!
//! # The map
//!
//! Every module does one job and may import only modules named **above** it in this list; files inside a
//! room do not import each other in a circle. `tests/map.rs` reads this list and fails on any other import.
//!
//! | module | its one job |
//! |---|---|
//! | `text` | strangers' text: compared, folded, made safe to show |
//! | `web` | addresses; opens no connection |
//! | `market` | countries, languages, trade words, classes of sites: data tables and their one reader |
//! | `finding` | a value, its kind, its evidence; the records that travel between the stages |
//! | `campaign` | who sells what to whom, where: a TOML file |
//! | `tactic` | a campaign becomes queries |
//! | `document` | bytes and headers become decoded, parsed text, blocks, links and language, once |
//! | `fetch` | the one door to the web |
//! | `engine` | a query becomes a request, its answer becomes hits; an engine is data |
//! | `plan` | queries × dialects become rendered, deduplicated, ordered, budgeted queries |
//! | `extract` | a document becomes findings |
//! | `source` | a list from elsewhere becomes findings |
//! | `suppress` | what must not be kept or leave |
//! | `crawl` | a site becomes pages |
//! | `link` | which records are one company |
//! | `store` | what was observed and what the user said, kept |
//! | `lead` | clusters become companies |
//! | `grade` | a company gets a score, a tier and its reasons |
//! | `export` | companies become a file |
//! | `run` | all of the above, in order, once |
//! | `cli` | what the user types and sees |

#![cfg_attr(
    test,
    expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")
)]

pub mod campaign;
pub mod cli;
pub mod crawl;
pub mod document;
pub mod engine;
pub mod export;
pub mod extract;
pub mod fetch;
pub mod finding;
pub mod grade;
pub mod lead;
pub mod link;
pub mod market;
pub mod plan;
pub mod run;
pub mod source;
pub mod store;
pub mod suppress;
pub mod tactic;
pub mod text;
pub mod web;
