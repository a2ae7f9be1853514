//! `suppress`: what must never leave: added, listed, taken back.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::Timestamp;

use super::job::store_path;
use super::shared::campaign;
use crate::cli::failure::{Code, Failure, Result};
use crate::cli::options::Global;
use crate::cli::output::{Sink, talk};
use crate::cli::{input, place};
use crate::store::Store;
use crate::suppress::{Entry, Kind, Term};

/// Adds, lists and removes what must never leave
#[derive(Debug, Args)]
pub struct Suppress {
    /// In the store of this campaign (else that of --db, else your own)
    #[arg(long, short, global = true, value_name = "CAMPAIGN.toml")]
    campaign: Option<PathBuf>,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Adds e-mail addresses, domains, numbers, names, or countries (`country:FR`)
    Add {
        /// The values
        #[arg(required = true)]
        values: Vec<String>,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Adds every line of a file
    Import {
        /// The file; `-` is standard input
        file: PathBuf,
    },
    /// Lists them
    List,
    /// Takes values back
    Remove {
        /// The values
        #[arg(required = true)]
        values: Vec<String>,
    },
}

/// Runs it.
///
/// # Errors
/// A value that is none; a store that cannot be used.
pub fn run(args: &Suppress, global: &Global) -> Result {
    let path = match (&args.campaign, &global.db) {
        (Some(file), _) => store_path(&campaign(file)?, global)?,
        (None, Some(path)) => path.clone(),
        (None, None) => place::default_store()?,
    };
    let store = place::open_store(&path)?;
    match &args.what {
        What::Add { values, reason } => add(&store, values, reason)?,
        What::Import { file } => {
            let lines = input::lines(std::slice::from_ref(file))?;
            add(
                &store,
                &lines.into_iter().map(|line| line.text).collect::<Vec<_>>(),
                "",
            )?;
        }
        What::List => list(&store)?,
        What::Remove { values } => remove(&store, values)?,
    }
    Ok(Code::Done)
}

/// The kind of a value and the value itself; a country is one only where the user says so.
fn kind_of(text: &str) -> (Kind, &str) {
    let named = text
        .split_once(':')
        .and_then(|(id, rest)| Some((Kind::of_id(id)?, rest.trim())));
    named.unwrap_or_else(|| (Kind::guess(text), text))
}

/// Adds what can be added, then names what cannot.
fn add(store: &Store, values: &[String], reason: &str) -> Result<()> {
    let now = Timestamp::now();
    let (mut entries, mut faults) = (Vec::new(), Vec::new());
    for text in values {
        let (kind, value) = kind_of(text);
        match Entry::new(kind, value, now) {
            Ok(entry) => entries.push(entry.because(reason)),
            Err(fault) => faults.push(fault.to_string()),
        }
    }
    let added = store
        .suppress_add(&entries)
        .map_err(|error| place::store_failure(&error))?;
    if !entries.is_empty() {
        talk(&format!(
            "{added} added; they are kept out of every list of the store {}",
            store.path().display()
        ));
    }
    if faults.is_empty() {
        return Ok(());
    }
    Err(Failure::usage(faults.join("; ")).hint("a country is written `country:FR`"))
}

fn list(store: &Store) -> Result<()> {
    let mut sink = Sink::stdout();
    for entry in store
        .suppress_list()
        .map_err(|error| place::store_failure(&error))?
    {
        let value = match &entry.term {
            Term::Plain(value) => value.as_str(),
            Term::Sealed(_) => "(forgotten; only its seal is kept)",
        };
        sink.line(&format!(
            "{}\t{value}\t{:.0}\t{}",
            entry.kind.id(),
            entry.at,
            crate::text::printable(&entry.reason)
        ))?;
    }
    sink.close()
}

fn remove(store: &Store, values: &[String]) -> Result<()> {
    for text in values {
        let (kind, value) = kind_of(text);
        let there = store
            .suppress_remove(kind, value)
            .map_err(|error| place::store_failure(&error))?;
        talk(&if there {
            format!("{text} is no longer suppressed")
        } else {
            format!("{text} was not suppressed")
        });
    }
    Ok(())
}
