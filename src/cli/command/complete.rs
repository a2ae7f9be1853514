//! `completions` and `man`: what a shell and a reader need.

use clap::Args;
use clap_complete::Shell;

use crate::cli::definition;
use crate::cli::failure::{Code, Result};
use crate::cli::output::Sink;

/// Prints completions for a shell
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the manual page
#[derive(Debug, Args)]
pub struct Man {}

/// Runs `completions`.
///
/// # Errors
/// Output that cannot be written.
pub fn completions(args: &Completions) -> Result {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut definition(), "buyerscout", &mut text);
    print(&text)
}

/// Runs `man`.
///
/// # Errors
/// Output that cannot be written.
pub fn man(_: &Man) -> Result {
    let mut text = Vec::new();
    clap_mangen::Man::new(definition()).render(&mut text)?;
    print(&text)
}

fn print(text: &[u8]) -> Result {
    let mut sink = Sink::stdout();
    sink.writer().write_all(text)?;
    sink.close()?;
    Ok(Code::Done)
}
