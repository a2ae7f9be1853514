//! `query`: builds queries from a product and countries, or from a campaign, and prints them in the form asked for.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::shared::{campaign, fault, with_shared_packs};
use crate::campaign::Campaign;
use crate::cli::failure::{Code, Failure, Result};
use crate::cli::options::Global;
use crate::cli::output::Sink;
use crate::cli::tick_list;
use crate::engine::{self, Engine};
use crate::market;
use crate::plan::{self, Plan, Planned, Yields};
use crate::tactic::{self, Query as Asked};

/// Builds queries and prints them
#[derive(Debug, Args)]
pub struct Query {
    /// What you sell (or give a campaign)
    #[arg(value_name = "PRODUCT", required_unless_present = "campaign")]
    product: Option<String>,
    /// Take product and countries from this campaign
    #[arg(long, short, value_name = "FILE", conflicts_with = "product")]
    campaign: Option<PathBuf>,
    /// Countries to sell to: codes, names, groups (EU, 东南亚; `markets groups` lists them), or `all`
    #[arg(long, short = 'C', value_name = "COUNTRY", value_delimiter = ',')]
    country: Vec<String>,
    /// Languages of the queries (those of the countries)
    #[arg(long, short, value_name = "LANG", value_delimiter = ',')]
    language: Vec<String>,
    /// Only these tactics
    #[arg(long, short, value_name = "ID", value_delimiter = ',')]
    tactic: Vec<String>,
    /// Render in this engine's dialect, with notes
    #[arg(long, short, value_name = "ID", value_delimiter = ',')]
    engine: Vec<String>,
    /// An engine's own file
    #[arg(long, value_name = "FILE.toml")]
    engine_file: Vec<PathBuf>,
    /// Address of an engine's server (SearXNG)
    #[arg(long, value_name = "URL")]
    engine_url: Option<String>,
    /// Most queries
    #[arg(long, value_name = "N")]
    budget: Option<u32>,
    /// Print counts by tactic, country and language
    #[arg(long)]
    plan: bool,
    /// Form of the output (pipes: ndjson)
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write here instead of to standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How queries are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// As a person would type them
    Text,
    /// Records for the next stage
    Ndjson,
    /// A table
    Csv,
    /// Links to open in a browser
    Urls,
    /// One page of those links, to be ticked off in a browser
    Html,
}

/// Runs it.
///
/// # Errors
/// A campaign, country, tactic or engine that is none.
pub fn run(args: &Query, _: &Global) -> Result {
    let campaign = wanted(args)?;
    let engines = engine::chosen(&campaign).map_err(fault)?;
    if args.plan {
        // Without an engine the plan is that of the queries themselves.
        let stand_in = [neutral_engine()];
        let of = if engines.is_empty() {
            &stand_in[..]
        } else {
            &engines
        };
        return super::plan_table::show(
            &plan(&campaign, of)?,
            of,
            &campaign,
            campaign.search.result_pages,
        );
    }
    let queries = if engines.is_empty() {
        neutral(&campaign)?
    } else {
        plan(&campaign, &engines)?.queries
    };
    print(args, queries, &engines)?;
    Ok(Code::Done)
}

fn wanted(args: &Query) -> Result<Campaign> {
    let mut wanted = match (&args.campaign, &args.product) {
        (Some(path), _) => campaign(path)?,
        (None, product) => {
            let product = product.as_deref().unwrap_or_default();
            with_shared_packs(Campaign::of(product, &args.country).map_err(fault)?)?
        }
    };
    if args.campaign.is_some() && !args.country.is_empty() {
        let named = Campaign::of(&wanted.product.name, &args.country).map_err(fault)?;
        wanted.market.countries = named.market.countries;
        wanted.market.groups = named.market.groups;
    }
    wanted.search.budget = args.budget.unwrap_or(if args.campaign.is_some() {
        wanted.search.budget
    } else {
        u32::MAX
    });
    for code in &args.language {
        if market::language(code).is_none() {
            return Err(Failure::usage(format_args!("unknown language `{code}`"))
                .hint("`buyerscout markets languages` lists them"));
        }
    }
    if !args.language.is_empty() {
        wanted.market.languages.clone_from(&args.language);
    }
    if !args.tactic.is_empty() {
        for id in &args.tactic {
            tactic::tactic(id).ok_or_else(|| super::tactics::unknown(id))?;
        }
        wanted.search.tactics.clone_from(&args.tactic);
    }
    set_engines(
        &mut wanted,
        &args.engine,
        &args.engine_file,
        args.engine_url.as_deref(),
    )?;
    Ok(wanted)
}

/// Sets the engines of a campaign as options name them; keeps its own where none is named.
///
/// # Errors
/// An address without an engine it could belong to.
pub fn set_engines(
    campaign: &mut Campaign,
    ids: &[String],
    files: &[PathBuf],
    url: Option<&str>,
) -> Result<()> {
    let mut named: Vec<String> = ids.to_vec();
    for file in files {
        let engine = Engine::read(file).map_err(fault)?;
        let path = std::path::absolute(file).unwrap_or_else(|_| file.clone());
        let setting = toml::Value::String(path.to_string_lossy().into_owned());
        campaign
            .engine
            .entry(engine.id.clone())
            .or_default()
            .insert("file".to_owned(), setting);
        named.push(engine.id);
    }
    if let Some(url) = url {
        let Some(first) = named.first().or(campaign.search.engines.first()).cloned() else {
            return Err(
                Failure::usage("--engine-url needs the engine it belongs to")
                    .hint("for example: --engine searxng --engine-url http://127.0.0.1:8888"),
            );
        };
        campaign
            .engine
            .entry(first)
            .or_default()
            .insert("url".to_owned(), toml::Value::String(url.to_owned()));
    }
    if !named.is_empty() {
        named.dedup();
        campaign.search.engines = named;
    }
    take_own_engines(campaign);
    Ok(())
}

/// An engine without a name that takes the longest queries of those that ship: for a plan without engines.
fn neutral_engine() -> Engine {
    let mut engine = engine::engines()
        .iter()
        .max_by_key(|e| e.dialect.max_words)
        .expect("some engines ship")
        .clone();
    engine.id = String::new();
    engine.request = None;
    engine
}

/// Takes the files of engines that the user keeps in his settings for those named that do not ship.
pub fn take_own_engines(campaign: &mut Campaign) {
    for id in &campaign.search.engines {
        let known = engine::engine(id).is_some()
            || campaign
                .engine
                .get(id)
                .is_some_and(|e| e.contains_key("file"));
        if let (false, Some(file)) = (known, crate::cli::place::own_engine(id)) {
            let file = toml::Value::String(file.to_string_lossy().into_owned());
            let settings = campaign.engine.entry(id.clone()).or_default();
            settings.insert("file".to_owned(), file);
        }
    }
}

fn neutral(campaign: &Campaign) -> Result<Vec<Planned>> {
    let most = usize::try_from(campaign.search.budget).unwrap_or(usize::MAX);
    let queries = tactic::queries(campaign)
        .map_err(fault)?
        .queries
        .into_iter()
        .take(most);
    Ok(queries
        .map(|query| Planned {
            rendered: neutral_text(&query),
            query,
            engine: String::new(),
            notes: Vec::new(),
        })
        .collect())
}

fn neutral_text(query: &Asked) -> engine::Rendered {
    engine::Rendered {
        text: query.text.clone(),
        country: query.country.clone(),
        language: query.language.clone(),
    }
}

fn plan(campaign: &Campaign, engines: &[Engine]) -> Result<Plan> {
    plan::plan(campaign, engines, &Yields::default()).map_err(fault)
}

fn print(args: &Query, queries: Vec<Planned>, engines: &[Engine]) -> Result<()> {
    use std::io::IsTerminal;
    let plain = args.output.is_none() && std::io::stdout().is_terminal();
    let by_ending = args.output.as_deref().and_then(format_of_ending);
    let usual = if plain { Format::Text } else { Format::Ndjson };
    let format = args.format.or(by_ending).unwrap_or(usual);
    if let (Some(named), Some(other)) = (args.format, by_ending)
        && named != other
        && !(other == Format::Text && named == Format::Urls)
    {
        return Err(
            Failure::usage("--format and the ending of the file contradict each other")
                .hint("leave --format out, or change the ending"),
        );
    }
    let mut sink = Sink::open(args.output.as_deref())?;
    if format == Format::Html {
        let links = queries.iter().flat_map(|planned| {
            let urls = links(planned, engines);
            urls.into_iter().map(move |url| (planned, url))
        });
        sink.line(&tick_list::page(links))?;
        return sink.close();
    }
    if format == Format::Csv {
        sink.line("query,tactic,country,language,engine")?;
    }
    for planned in queries {
        one(&mut sink, format, planned, engines)?;
    }
    sink.close()
}

/// The form that the ending of a file stands for.
fn format_of_ending(path: &std::path::Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "txt" => Some(Format::Text),
        "ndjson" | "jsonl" | "json" => Some(Format::Ndjson),
        "csv" => Some(Format::Csv),
        "html" | "htm" => Some(Format::Html),
        _ => None,
    }
}

fn one(sink: &mut Sink, format: Format, planned: Planned, engines: &[Engine]) -> Result<()> {
    match format {
        Format::Text => {
            sink.line(&planned.rendered.text)?;
            planned
                .notes
                .iter()
                .try_for_each(|note| sink.line(&format!("    # {note}")))
        }
        Format::Ndjson => {
            let mut record = planned.query;
            if !planned.engine.is_empty() {
                record.text = planned.rendered.text;
            }
            sink.record(&record)
        }
        Format::Csv => {
            let query = &planned.query;
            let country = query.country.as_deref().unwrap_or_default();
            let language = query.language.as_deref().unwrap_or_default();
            let text = planned.rendered.text.replace('"', "\"\"");
            sink.line(&format!(
                "\"{text}\",{},{country},{language},{}",
                query.tactic, planned.engine
            ))
        }
        Format::Html => Ok(()),
        Format::Urls => links(&planned, engines)
            .iter()
            .try_for_each(|link| sink.line(link)),
    }
}

/// The addresses a browser opens for a query: at the engines chosen, else at every engine that takes a plain address.
fn links(planned: &Planned, engines: &[Engine]) -> Vec<String> {
    let all = if engines.is_empty() {
        engine::engines()
    } else {
        engines
    };
    let wanted = all
        .iter()
        .filter(|e| planned.engine.is_empty() || e.id == planned.engine);
    wanted
        .filter_map(|engine| engine.link(&planned.rendered))
        .map(String::from)
        .collect()
}
