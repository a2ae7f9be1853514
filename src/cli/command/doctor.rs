//! `doctor`: checks what a run stands on, and says what to do about each fault.

use std::path::PathBuf;

use clap::Args;

use super::shared::{campaign, customers, fault};
use crate::cli::failure::{Code, Failure, Result};
use crate::cli::options::Global;
use crate::cli::output::Sink;
use crate::cli::place;
use crate::engine;
use crate::store::Store;

/// Checks store, campaign, engines and keys
#[derive(Debug, Args)]
pub struct Doctor {
    /// The campaign to check
    #[arg(value_name = "CAMPAIGN.toml")]
    campaign: Option<PathBuf>,
}

/// Runs it; what is wrong is printed, and makes the exit code 3.
///
/// # Errors
/// Output that cannot be written.
pub fn run(args: &Doctor, global: &Global) -> Result {
    let mut sink = Sink::stdout();
    let mut sound = told(&mut sink, "store", store(args, global))?;
    if let Some(path) = &args.campaign {
        let read = campaign(path);
        let engines = read.as_ref().ok().map(engines);
        let list = read.as_ref().ok().map(customers);
        sound &= told(
            &mut sink,
            "campaign",
            read.map(|c| format!("{}: {} countries", c.product.name, c.market.countries.len())),
        )?;
        if let Some(list) = list {
            sound &= told(
                &mut sink,
                "customers",
                list.map(|_| "can be read".to_owned()),
            )?;
        }
        if let Some(engines) = engines {
            sound &= told(&mut sink, "engines", engines)?;
        }
    }
    sink.close()?;
    Ok(if sound { Code::Done } else { Code::Incomplete })
}

fn told(sink: &mut Sink, what: &str, checked: Result<String>) -> Result<bool> {
    match checked {
        Ok(fine) => sink.line(&format!("ok     {what}: {fine}")).map(|()| true),
        Err(Failure {
            what: why, hint, ..
        }) => {
            sink.line(&format!("fault  {what}: {why}"))?;
            if let Some(hint) = hint {
                sink.line(&format!("       {hint}"))?;
            }
            Ok(false)
        }
    }
}

fn store(args: &Doctor, global: &Global) -> Result<String> {
    let named = args
        .campaign
        .as_ref()
        .and_then(|path| campaign(path).ok())
        .and_then(|c| c.run.store.as_ref().map(|file| c.path(file)));
    let path = match (&global.db, named) {
        (Some(path), _) => path.clone(),
        (None, Some(path)) => path,
        (None, None) => place::default_store()?,
    };
    if !path.exists() {
        return Ok(format!(
            "{} is not there yet; the first run makes it",
            path.display()
        ));
    }
    let opened = Store::open_read_only(&path).map_err(|error| place::store_failure(&error))?;
    let faults = opened
        .check()
        .map_err(|error| place::store_failure(&error))?;
    match faults.first() {
        None => Ok(format!("{} is sound", path.display())),
        Some(first) => Err(Failure::failed(format_args!("{}: {first}", path.display())).hint("keep a copy of the file, then start with a new one; archives beside it are not touched")),
    }
}

fn engines(campaign: &crate::campaign::Campaign) -> Result<String> {
    let engines = engine::chosen(campaign).map_err(fault)?;
    let lacking = engines.iter().find_map(|e| {
        e.key_variable()
            .filter(|name| std::env::var(name).is_err())
            .map(|name| (e.id.clone(), name.to_owned()))
    });
    match (engines.is_empty(), lacking) {
        (true, _) => Err(Failure::usage("no engine is set")
            .hint("`buyerscout engines` lists them; harvest says what works without one")),
        (false, Some((id, name))) => Err(Failure::usage(format_args!("{id} needs a key"))
            .hint(format_args!("set the environment variable {name}"))),
        (false, None) => Ok(engines
            .iter()
            .map(|e| e.id.as_str())
            .collect::<Vec<_>>()
            .join(", ")),
    }
}
