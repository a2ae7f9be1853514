//! The plan as it is shown before anything is spent: counts, first examples, repetitions, what the budget cuts, time, quota.

use std::collections::BTreeMap;

use crate::campaign::Campaign;
use crate::cli::failure::{Code, Result};
use crate::cli::output::{Sink, talk};
use crate::cli::tongue::{count, say};
use crate::engine::Engine;
use crate::market::region_named;
use crate::plan::{Cost, Plan};
use crate::text::printable;

/// Queries shown as the first ones.
const FIRST: usize = 12;

/// Says in which languages the plan searches with the words of another, because the campaign has no name in them.
pub fn say_unnamed(plan: &Plan, campaign: &Campaign) {
    let mut unnamed: BTreeMap<&str, usize> = BTreeMap::new();
    for count in &plan.counts {
        let language = count.language.as_deref().unwrap_or("en");
        if language != "en"
            && count.queries > 0
            && campaign.product.names_in(language, None).is_empty()
        {
            *unnamed.entry(language).or_default() += count.queries;
        }
    }
    if unnamed.is_empty() {
        return;
    }
    let queries: usize = unnamed.values().sum();
    let languages: Vec<&str> = unnamed.into_keys().collect();
    let languages = languages.join(",");
    talk(&say(
        "no product name in {0}: {1} with its English words; `buyerscout translate \"{2}\" --languages {0}` finds names for [product.names]",
        &[
            &languages,
            &count(queries, "query"),
            &printable(&campaign.product.name),
        ],
    ));
}

/// Prints a plan.
///
/// # Errors
/// Output that cannot be written.
pub fn show(plan: &Plan, engines: &[Engine], campaign: &Campaign, result_pages: u32) -> Result {
    let mut sink = Sink::stdout();
    for (name, many) in &campaign.market.groups {
        let codes = region_named(name).map(|region| region.countries.join(" "));
        sink.line(&format!(
            "{} = {}: {}",
            printable(name),
            count(*many, "country"),
            codes.unwrap_or_default()
        ))?;
    }
    sink.line("asked   cut  tactic           country language  first of them")?;
    for count in &plan.counts {
        let place = [&count.country, &count.language].map(|part| part.as_deref().unwrap_or("–"));
        sink.line(&format!(
            "{:5} {:5}  {:16} {:7} {:8}  {}",
            count.queries,
            count.cut,
            count.tactic,
            place[0],
            place[1],
            printable(&count.example)
        ))?;
    }
    let named: Vec<&str> = engines
        .iter()
        .map(|e| e.id.as_str())
        .filter(|id| !id.is_empty())
        .collect();
    let at = if named.is_empty() {
        say("no engine is set", &[])
    } else {
        named.join(", ")
    };
    let in_all = say(
        "queries in all ({0}); {1} more left out because another one asks the same",
        &[&at, &plan.duplicates_removed],
    );
    let (asked, cut) = (plan.queries.len(), plan.cut_by_budget);
    sink.line(&format!("{asked:5} {cut:5}  {in_all}"))?;
    for cost in plan
        .costs(engines, result_pages)
        .iter()
        .filter(|c| !c.engine.is_empty())
    {
        sink.line(&told(cost, result_pages))?;
    }
    sink.line(&say("first of them:", &[]))?;
    for planned in plan.queries.iter().take(FIRST) {
        let country = planned.query.country.as_deref().unwrap_or("–");
        let text = printable(&planned.rendered.text);
        sink.line(&format!("       {} {country}  {text}", planned.engine))?;
    }
    sink.close()?;
    Ok(Code::Done)
}

fn told(cost: &Cost, result_pages: u32) -> String {
    let quota = match &cost.key {
        Some(key) => say("all of them from the quota of {0}", &[key]),
        None => say("no quota", &[]),
    };
    let pages = usize::try_from(result_pages).unwrap_or(usize::MAX);
    say(
        "{0}: {1}, at most {2} ({3} a query), {4} at its pace, {5}",
        &[
            &cost.engine,
            &count(cost.queries, "query"),
            &count(cost.requests, "request"),
            &count(pages, "result page"),
            &lasting(cost.seconds),
            &quota,
        ],
    )
}

/// A duration as people say it.
fn lasting(seconds: f64) -> String {
    let minutes = (seconds / 60.0).ceil();
    if seconds < 60.0 {
        format!("{seconds:.0} s")
    } else if minutes < 120.0 {
        format!("{minutes:.0} min")
    } else {
        format!("{:.1} h", seconds / 3600.0)
    }
}
