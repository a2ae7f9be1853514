//! The commands: one file each, named here once.

mod complete;
mod crawl;
mod dedupe;
mod doctor;
mod dropped;
mod engines;
mod export;
mod extract;
mod find;
mod grade;
mod ground;
mod harvest;
mod init;
mod job;
mod learned;
mod markets;
mod memory;
mod naming;
mod plan_table;
mod query;
mod ready;
mod sample;
mod search;
mod shared;
mod suppress;
mod tactics;
mod translate;
mod ways;

use clap::Subcommand;

use super::failure::Result;
use super::options::Global;
use shared::{country_code, reader, rules, show, visit_settings, wait_for};

/// What can be done, in the order of a day's work; then the stages of a pipe, in theirs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Writes a commented campaign file
    Init(init::Init),
    /// Finds buyers without a campaign file; leads on standard output
    Find(Box<find::Find>),
    /// Runs a campaign: searches, visits, extracts, grades, exports; goes on where it stopped
    Harvest(Box<harvest::Harvest>),
    /// Writes leads as CSV, TSV, NDJSON, XLSX or vCard
    Export(export::Export),
    /// Adds, lists and removes what must never leave
    Suppress(suppress::Suppress),
    /// Checks store, campaign, customers, list, engines and proxy, and says what to do
    Doctor(doctor::Doctor),
    /// Finds a product's names in other languages
    Translate(translate::Translate),
    /// Lists countries, groups of countries and languages
    Markets(markets::Markets),
    /// Lists the tactics, or explains one
    Tactics(tactics::Tactics),
    /// Lists engines, checks engine files, reads saved result pages
    Engines(engines::Engines),
    /// A stage: builds queries and prints them
    Query(query::Query),
    /// A stage: asks engines; queries become hits
    Search(Box<search::Search>),
    /// A stage: visits sites; hits become pages with findings
    Crawl(crawl::Crawl),
    /// A stage: reads pages from files, archives or addresses
    Extract(extract::Extract),
    /// A stage: merges what is one company; pages become leads
    Dedupe(dedupe::Dedupe),
    /// A stage: scores leads and says why
    Grade(grade::Grade),
    /// Prints completions for a shell
    Completions(complete::Completions),
    /// Prints the manual page
    Man(complete::Man),
}

/// Runs a command.
///
/// # Errors
/// What the command says.
pub fn run(command: &Command, global: &Global) -> Result {
    match command {
        Command::Init(args) => init::run(args, global),
        Command::Harvest(args) => harvest::run(args, global),
        Command::Find(args) => find::run(args, global),
        Command::Query(args) => query::run(args, global),
        Command::Search(args) => search::run(args, global),
        Command::Crawl(args) => crawl::run(args, global),
        Command::Extract(args) => extract::run(args, global),
        Command::Dedupe(args) => dedupe::run(args, global),
        Command::Grade(args) => grade::run(args, global),
        Command::Export(args) => export::run(args, global),
        Command::Tactics(args) => tactics::run(args, global),
        Command::Engines(args) => engines::run(args, global),
        Command::Markets(args) => markets::run(args, global),
        Command::Translate(args) => translate::run(args, global),
        Command::Suppress(args) => suppress::run(args, global),
        Command::Doctor(args) => doctor::run(args, global),
        Command::Completions(args) => complete::completions(args),
        Command::Man(args) => complete::man(args),
    }
}
