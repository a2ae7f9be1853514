//! `markets`: lists countries with their names, codes and languages.

use clap::Args;

use crate::cli::failure::{Code, Result};
use crate::cli::options::Global;
use crate::cli::output::Sink;
use crate::market::{Country, countries, country_named};

/// Lists countries and languages
#[derive(Debug, Args)]
pub struct Markets {
    /// Only these countries
    #[arg(value_name = "COUNTRY")]
    names: Vec<String>,
}

/// Runs it.
///
/// # Errors
/// An unknown country.
pub fn run(args: &Markets, _: &Global) -> Result {
    let mut sink = Sink::stdout();
    if args.names.is_empty() {
        for country in countries() {
            sink.line(&line(country))?;
        }
    }
    for name in &args.names {
        super::country_code(name)?;
        if let Some(country) = country_named(name) {
            sink.line(&line(country))?;
            if !country.cities.is_empty() {
                sink.line(&format!("   cities: {}", country.cities.join(", ")))?;
            }
        }
    }
    sink.close()?;
    Ok(Code::Done)
}

fn line(country: &Country) -> String {
    let own = country.own.join(" / ");
    format!(
        "{}  +{:5} {} · {} · {own}  [{}]",
        country.code,
        country.calling,
        country.name,
        country.zh,
        country.languages.join(" ")
    )
}
