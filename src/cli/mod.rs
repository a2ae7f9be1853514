//! What the user types and sees. One command, one file; the only place that prints, reads the environment or knows clap.

mod command;
mod failure;
mod input;
mod list;
mod options;
mod output;
mod place;
mod plural;
mod progress;
mod sentence;
mod stage;
mod stop;
mod summary;
mod tick_list;
mod tongue;
mod web;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use command::Command;
use options::Global;

/// Finds foreign importers, distributors and wholesalers, with the evidence for every contact
#[derive(Debug, Parser)]
#[command(
    name = "buyerscout",
    version,
    max_term_width = 110,
    after_help = "Start with: buyerscout init \"LED flood light\" --country DE,BR -o led.toml"
)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Runs what the command line says.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    tongue::speak(cli.global.lang);
    let code = match command::run(&cli.command, &cli.global) {
        Ok(code) => code,
        Err(failure) => output::report(&failure),
    };
    ExitCode::from(code as u8)
}

/// The whole command line, for completions, the manual page and tests.
pub fn definition() -> clap::Command {
    Cli::command()
}
