//! `tactics`: lists the tactics, or explains one.

use clap::Args;

use crate::campaign::nearest;
use crate::cli::failure::{Code, Failure, Result};
use crate::cli::options::Global;
use crate::cli::output::Sink;
use crate::tactic::{ALL, tactic};

/// Lists the tactics, or explains one
#[derive(Debug, Args)]
pub struct Tactics {
    /// The tactic to explain (also after the word `show`)
    #[arg(value_name = "ID")]
    ids: Vec<String>,
}

/// Runs it.
///
/// # Errors
/// An unknown tactic.
pub fn run(args: &Tactics, _: &Global) -> Result {
    let mut sink = Sink::stdout();
    let ids: Vec<&String> = args
        .ids
        .iter()
        .filter(|id| *id != "show" && *id != "list")
        .collect();
    if ids.is_empty() {
        for tactic in ALL {
            sink.line(&format!("{:16} {}", tactic.id, tactic.help))?;
        }
    }
    for id in ids {
        let tactic = tactic(id).ok_or_else(|| unknown(id))?;
        sink.line(&format!(
            "{}\n\n{}\n\n{}",
            tactic.id, tactic.help, tactic.explanation
        ))?;
    }
    sink.close()?;
    Ok(Code::Done)
}

/// The failure of a tactic that is none.
pub fn unknown(id: &str) -> Failure {
    let known: Vec<&str> = ALL.iter().map(|t| t.id).collect();
    let failure = Failure::usage(format_args!("unknown tactic `{id}`"));
    match nearest(id, known.iter().copied()) {
        Some(near) => failure.hint(format_args!(
            "did you mean `{near}`? `buyerscout tactics` lists them all"
        )),
        None => failure.hint(format_args!("known are: {}", known.join(", "))),
    }
}
