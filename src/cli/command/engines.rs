//! `engines`: lists engines, shows one, checks an engine file, reads saved result pages.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;

use super::shared::fault;
use crate::campaign::nearest;
use crate::cli::failure::{Code, Failure, Result};
use crate::cli::input;
use crate::cli::options::Global;
use crate::cli::output::{Sink, talk};
use crate::engine::{Engine, Next, PageHit, SavedPage as Read, engine, engines, read_saved_page};
use crate::finding::Record;

/// Lists engines, checks engine files, reads saved result pages
#[derive(Debug, Args)]
pub struct Engines {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Lists the engines that ship
    List,
    /// Shows one
    Show {
        /// Its id
        id: String,
    },
    /// Checks an engine file, and reads saved pages with it
    Check {
        /// The engine's file
        file: PathBuf,
        /// Saved pages to read with it
        pages: Vec<PathBuf>,
    },
    /// Reads saved result pages: one record a page
    Parse {
        /// The engine, or `auto`
        engine: String,
        /// The pages
        #[arg(required = true)]
        pages: Vec<PathBuf>,
        /// An engine's own file, besides those that ship
        #[arg(long, value_name = "FILE.toml")]
        engine_file: Vec<PathBuf>,
    },
}

/// Runs it.
///
/// # Errors
/// An engine that is none; a file that cannot be read.
pub fn run(args: &Engines, _: &Global) -> Result {
    match args.what.as_ref().unwrap_or(&What::List) {
        What::List => list(),
        What::Show { id } => show(id),
        What::Check { file, pages } => check(file, pages),
        What::Parse {
            engine,
            pages,
            engine_file,
        } => parse(engine, pages, engine_file),
    }
}

fn list() -> Result {
    let mut sink = Sink::stdout();
    for engine in engines() {
        let key = match (engine.key_variable(), &engine.request) {
            (Some(name), _) => format!(" [key in {name}]"),
            (None, None) => " [saved pages]".to_owned(),
            _ => String::new(),
        };
        sink.line(&format!("{:14} {}{key}", engine.id, engine.about))?;
    }
    sink.close()?;
    Ok(Code::Done)
}

fn show(id: &str) -> Result {
    let engine = known(id)?;
    let mut sink = Sink::stdout();
    sink.line(&format!(
        "{} ({})\n{}",
        engine.name, engine.id, engine.about
    ))?;
    if let Some(warning) = &engine.warning {
        sink.line(&format!("note: {warning}"))?;
    }
    if let Some(variable) = engine.key_variable() {
        sink.line(&format!("key:  from the environment variable {variable}"))?;
    }
    if engine.url.is_empty() {
        sink.line(&format!("url:  of your own server, in the campaign:\n      [engine.{}]\n      url = \"http://127.0.0.1:8888\"", engine.id))?;
    }
    sink.close()?;
    Ok(Code::Done)
}

fn known(id: &str) -> Result<&'static Engine> {
    engine(id).ok_or_else(|| {
        let ids: Vec<&str> = engines().iter().map(|e| e.id.as_str()).collect();
        let failure = Failure::usage(format_args!("unknown engine `{id}`"));
        match nearest(id, ids.iter().copied()) {
            Some(near) => failure.hint(format_args!("did you mean `{near}`?")),
            None => failure.hint(format_args!(
                "known are: {}; --engine-file adds your own",
                ids.join(", ")
            )),
        }
    })
}

fn check(file: &Path, pages: &[PathBuf]) -> Result {
    let engine = Engine::read(file).map_err(fault)?;
    talk(&format!(
        "{} is a sound engine file (id {})",
        file.display(),
        engine.id
    ));
    let own = [engine];
    let mut sink = Sink::stdout();
    for page in pages {
        sink.record(&read(page, &own)?)?;
    }
    sink.close()?;
    Ok(Code::Done)
}

fn parse(id: &str, pages: &[PathBuf], files: &[PathBuf]) -> Result {
    let mut own: Vec<Engine> = files
        .iter()
        .map(|file| Engine::read(file).map_err(fault))
        .collect::<Result<_>>()?;
    if id == "auto" {
        own.extend(engines().iter().cloned());
    } else if let Some(at) = own.iter().position(|e| e.id == id) {
        own = vec![own.swap_remove(at)];
    } else {
        own = vec![known(id)?.clone()];
    }
    let mut sink = Sink::stdout();
    for page in pages {
        sink.record(&read(page, &own)?)?;
    }
    sink.close()?;
    Ok(Code::Done)
}

/// A saved result page, read.
#[derive(Debug, Serialize)]
struct SavedPage {
    source: String,
    engine: Option<String>,
    query: Option<String>,
    kind: &'static str,
    hits: Vec<PageHit>,
    ads: Vec<PageHit>,
    next: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_form: Option<NextForm>,
    why: Option<String>,
}

/// The form that asks for the next page.
#[derive(Debug, Serialize)]
struct NextForm {
    action: String,
    method: &'static str,
    fields: BTreeMap<String, String>,
}

fn form(next: &Next) -> Option<NextForm> {
    let Next::Form {
        action,
        fields,
        post,
    } = next
    else {
        return None;
    };
    Some(NextForm {
        action: action.to_string(),
        method: if *post { "post" } else { "get" },
        fields: fields.iter().cloned().collect(),
    })
}

impl Record for SavedPage {
    const TYPE: &'static str = "result_page";
}

/// Reads a page with the engine that knows it; with a single engine, with that one.
fn read(path: &Path, candidates: &[Engine]) -> Result<SavedPage> {
    let Read {
        engine: reader,
        query,
        page,
    } = read_saved_page(&input::bytes(path)?, None, candidates);
    Ok(SavedPage {
        source: path.display().to_string(),
        engine: reader.map(|engine| engine.id.clone()),
        query,
        kind: page.kind.of_saved_page(),
        next: page.next.as_ref().and_then(|next| match next {
            Next::Form { action, .. } => Some(action.to_string()),
            other => other.url().map(String::from),
        }),
        next_form: page.next.as_ref().and_then(form),
        hits: page.hits,
        ads: page.ads,
        why: page.why,
    })
}
