//! The plan: queries × dialects become rendered, deduplicated, ordered, budgeted queries, before anything is spent.

mod note;
mod order;
mod render;
#[cfg(test)]
mod tests_dialects;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::campaign::{Campaign, CampaignError};
use crate::engine::{Engine, Rendered};
use crate::tactic::{self, Query};

pub use note::Note;
pub use render::{Render, render};

/// What tactics have yielded so far, by id, on the scale of [`tactic::Tactic::promise`]; what is not there is as promised.
pub type Yields = BTreeMap<String, f64>;

/// A query that will be asked.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The query, with its engine and notes filled in.
    pub query: Query,
    /// Id of the engine.
    pub engine: String,
    /// What is sent.
    pub rendered: Rendered,
    /// What the dialect did to it.
    pub notes: Vec<Note>,
}

/// How many queries of one kind a plan has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Count {
    /// Tactic.
    pub tactic: String,
    /// Country, alpha-2.
    pub country: Option<String>,
    /// Language, ISO 639-1.
    pub language: Option<String>,
    /// Queries planned.
    pub queries: usize,
}

/// The plan.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Queries in the order in which they are asked.
    pub queries: Vec<Planned>,
    /// Counts by tactic, country and language, of the queries planned.
    pub counts: Vec<Count>,
    /// Queries left out because another one asks the same.
    pub duplicates_removed: usize,
    /// Queries the budget cut off.
    pub cut_by_budget: usize,
}

/// The plan of a campaign on some engines.
///
/// # Errors
/// Where the campaign names an unknown tactic.
pub fn plan(
    campaign: &Campaign,
    engines: &[Engine],
    yields: &Yields,
) -> Result<Plan, CampaignError> {
    let made = tactic::queries(campaign)?;
    let mut plan = plan_queries(
        &made.queries,
        engines,
        yields,
        campaign.search.budget as usize,
    );
    plan.duplicates_removed += made.repeated;
    Ok(plan)
}

/// The plan of given queries, as they come down a pipe; a query that names its engine goes to that one only.
pub fn plan_queries(queries: &[Query], engines: &[Engine], yields: &Yields, budget: usize) -> Plan {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    let mut plan = Plan::default();
    for query in queries {
        for engine in engines
            .iter()
            .filter(|e| query.engine.as_ref().is_none_or(|named| *named == e.id))
        {
            for render in render(query, &engine.dialect) {
                if seen.insert((engine.id.clone(), engine.signature(&render.rendered))) {
                    all.push(planned(query, engine, render));
                } else {
                    plan.duplicates_removed += 1;
                }
            }
        }
    }
    plan.queries = order::order(all, yields);
    plan.cut_by_budget = plan.queries.len().saturating_sub(budget);
    plan.queries.truncate(budget);
    plan.counts = counts(&plan.queries);
    plan
}

fn planned(query: &Query, engine: &Engine, render: Render) -> Planned {
    let notes = render.notes.iter().map(ToString::to_string).collect();
    let query = Query {
        engine: Some(engine.id.clone()),
        notes,
        ..query.clone()
    };
    Planned {
        query,
        engine: engine.id.clone(),
        rendered: render.rendered,
        notes: render.notes,
    }
}

fn counts(queries: &[Planned]) -> Vec<Count> {
    let mut counts: BTreeMap<(&str, &Option<String>, &Option<String>), usize> = BTreeMap::new();
    for planned in queries {
        let query = &planned.query;
        *counts
            .entry((&query.tactic, &query.country, &query.language))
            .or_default() += 1;
    }
    let count = |((tactic, country, language), queries): (
        (&str, &Option<String>, &Option<String>),
        usize,
    )| Count {
        tactic: tactic.to_owned(),
        country: country.clone(),
        language: language.clone(),
        queries,
    };
    counts.into_iter().map(count).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::engine::engine;

    fn campaign(more: &str) -> Campaign {
        let text = format!(
            "[product]\nname = \"LED flood light\"\nbuyer_words = [\"floodlights\"]\n[market]\ncountries = [\"DE\", \"GB\"]\n{more}"
        );
        Campaign::parse(&text, "c.toml", Path::new("")).unwrap()
    }

    fn searxng() -> Engine {
        engine("searxng").unwrap().clone()
    }

    #[test]
    fn the_first_queries_are_the_best_tactic_in_every_country() {
        let plan = plan(&campaign(""), &[searxng()], &Yields::new()).unwrap();
        let first: Vec<_> = plan
            .queries
            .iter()
            .take(2)
            .map(|p| (p.query.tactic.as_str(), p.query.country.as_deref().unwrap()))
            .collect();
        assert_eq!(first, [("importers", "DE"), ("importers", "GB")]);
    }

    #[test]
    fn the_budget_cuts_the_tail_and_is_counted() {
        let whole = plan(
            &campaign("[search]\nbudget = 100000\n"),
            &[searxng()],
            &Yields::new(),
        )
        .unwrap();
        let cut = plan(
            &campaign("[search]\nbudget = 10\n"),
            &[searxng()],
            &Yields::new(),
        )
        .unwrap();
        assert_eq!(cut.queries.len(), 10);
        assert_eq!(cut.cut_by_budget, whole.queries.len() - 10);
        assert_eq!(cut.counts.iter().map(|c| c.queries).sum::<usize>(), 10);
        let texts = |plan: &Plan| {
            plan.queries
                .iter()
                .take(10)
                .map(|p| p.rendered.text.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(texts(&cut), texts(&whole));
    }

    #[test]
    fn nothing_is_asked_twice_of_one_engine() {
        let plan = plan(
            &campaign("[search]\nbudget = 100000\n"),
            &[searxng()],
            &Yields::new(),
        )
        .unwrap();
        let mut seen = BTreeSet::new();
        for p in &plan.queries {
            assert!(
                seen.insert((
                    p.rendered.text.to_lowercase(),
                    p.rendered.country.clone(),
                    p.rendered.language.clone()
                )),
                "{}",
                p.rendered.text
            );
        }
    }

    #[test]
    fn a_measured_yield_changes_the_order() {
        let first = |yields: &Yields| {
            let plan = plan(
                &campaign("[search]\ntactics = [\"importers\", \"title\"]\n"),
                &[searxng()],
                yields,
            )
            .unwrap();
            plan.queries[0].query.tactic.clone()
        };
        assert_eq!(first(&Yields::new()), "importers");
        assert_eq!(first(&Yields::from([("title".to_owned(), 500.0)])), "title");
    }
}
