//! `markets`: countries, languages and platforms, with how well each is known.

use clap::Args;

use crate::cli::failure::{Code, Result};
use crate::cli::options::Global;
use crate::cli::output::Sink;
use crate::cli::tongue::count;
use crate::market::{
    Country, Language, PlatformKind, Region, countries, country_named, doubts, is_complete,
    languages, platform_counts, platforms, platforms_of, query_words, read_twice, region_named,
    regions, trades,
};

/// Lists countries, groups of countries, languages, platforms
#[derive(Debug, Args)]
pub struct Markets {
    /// Only these countries; `groups`, `languages`, `platforms`, `trades`; `language CODE` shows its words
    #[arg(value_name = "COUNTRY")]
    names: Vec<String>,
}

/// Runs it.
///
/// # Errors
/// An unknown country.
pub fn run(args: &Markets, _: &Global) -> Result {
    let mut sink = Sink::stdout();
    match args
        .names
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [] => {
            for country in countries() {
                sink.line(&line(country))?;
            }
        }
        ["groups"] => {
            for region in regions() {
                show_region(region, &mut sink)?;
            }
        }
        ["languages"] => list_languages(&mut sink)?,
        ["platforms"] => list_platforms(&mut sink)?,
        ["trades"] => list_trades(&mut sink)?,
        ["language", code] => show_language(code, &mut sink)?,
        names => {
            for name in names {
                show(name, &mut sink)?;
            }
        }
    }
    sink.close()?;
    Ok(Code::Done)
}

fn show_region(region: &Region, sink: &mut Sink) -> Result<()> {
    let names = [&region.zh].into_iter().chain(&region.also);
    let names = names.map(String::as_str).collect::<Vec<_>>().join(" · ");
    let of = match region.of.as_str() {
        "" => String::new(),
        of => format!(" ({of})"),
    };
    sink.line(&format!(
        "{} · {names}{of}\n   {}: {}",
        region.name,
        count(region.countries.len(), "country"),
        region.countries.join(" ")
    ))
}

fn show(name: &str, sink: &mut Sink) -> Result<()> {
    if let (None, Some(region)) = (country_named(name), region_named(name)) {
        return show_region(region, sink);
    }
    super::country_code(name)?;
    let Some(country) = country_named(name) else {
        return Ok(());
    };
    sink.line(&line(country))?;
    let rank = country
        .import_rank
        .map(|rank| format!("{rank} of the importing countries"));
    let own = PlatformKind::ALL.iter().map(|(kind, name)| {
        let list = platforms_of(*kind, &country.code);
        (name.replace('_', " "), list.join(", "))
    });
    let fields = [
        ("place".to_owned(), rank.unwrap_or_default()),
        ("domains".to_owned(), country.tlds.join(", ")),
        ("time zones".to_owned(), country.time_zones.join(", ")),
        ("weekend".to_owned(), country.weekend.join(", ")),
        (
            "search".to_owned(),
            format!("{} ({})", country.engine, country.search_region()),
        ),
        ("mail hosts".to_owned(), country.mail_hosts.join(", ")),
        ("cities".to_owned(), country.cities.join(", ")),
    ];
    for (field, value) in fields.into_iter().chain(own) {
        if !value.is_empty() {
            sink.line(&format!("   {field:14} {value}"))?;
        }
    }
    Ok(())
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

/// A line a language: its words, how many of them the second reading doubts.
fn list_languages(sink: &mut Sink) -> Result<()> {
    for language in languages() {
        let words = query_words(language).count();
        let doubtful = doubts(&language.code).map(<[_]>::len);
        let read = match doubtful {
            Some(doubtful) => format!(
                "{doubtful:2} doubtful, {:3} % not doubted",
                (words - doubtful) * 100 / words
            ),
            None => "not read twice".to_owned(),
        };
        let list = if is_complete(language) {
            "whole list"
        } else {
            "part of the list"
        };
        sink.line(&format!(
            "{:3} {:12} {} · {}  {words:3} words for queries, {list}; {read}",
            language.code, language.name, language.zh, language.own
        ))?;
    }
    sink.line(&format!(
        "{} languages, {} of them read over a second time; no native speaker has read them yet",
        languages().len(),
        read_twice()
    ))
}

fn show_language(code: &str, sink: &mut Sink) -> Result<()> {
    let Some(language) = crate::market::language(code) else {
        return Err(
            crate::cli::failure::Failure::usage(format_args!("unknown language `{code}`"))
                .hint("`buyerscout markets languages` lists them"),
        );
    };
    let doubts = doubts(&language.code).unwrap_or_default();
    sink.line(&format!(
        "{} · {} · {}",
        language.name, language.zh, language.own
    ))?;
    for (id, list) in words_by_id(language) {
        sink.line(&format!("   {id:20} {}", list.join(", ")))?;
    }
    for doubt in doubts {
        sink.line(&format!(
            "   doubtful: {} ({}): {}",
            doubt.word, doubt.id, doubt.why
        ))?;
    }
    Ok(())
}

fn words_by_id(language: &Language) -> std::collections::BTreeMap<&str, Vec<&str>> {
    let mut out = std::collections::BTreeMap::<&str, Vec<&str>>::new();
    for (id, word) in query_words(language) {
        out.entry(id).or_default().push(word);
    }
    out
}

fn list_platforms(sink: &mut Sink) -> Result<()> {
    for (kind, name) in PlatformKind::ALL {
        let own: usize = platform_counts(*kind).map(|(_, sites)| sites).sum();
        let countries = platform_counts(*kind).count();
        let general = platforms(*kind);
        sink.line(&format!(
            "{name:14} {own} sites of {countries} countries, {} for every one: {}",
            general.len(),
            general.join(", ")
        ))?;
    }
    sink.line(&format!(
        "trades         {} with their fairs, associations and boards (`markets trades`)",
        trades().len()
    ))
}

fn list_trades(sink: &mut Sink) -> Result<()> {
    for trade in trades() {
        sink.line(&format!(
            "{}\n   fairs: {}\n   associations: {}\n   sites: {}",
            trade.name,
            trade.fairs.join(", "),
            trade.associations.join(", "),
            trade.sites.join(", ")
        ))?;
    }
    Ok(())
}
