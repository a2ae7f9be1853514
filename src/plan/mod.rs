//! The plan: queries × dialects become rendered, deduplicated, ordered, budgeted queries, before anything is spent.

mod note;
mod order;
mod render;
#[cfg(test)]
mod tests_dialects;

use std::collections::{BTreeMap, HashSet};

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
    /// Queries that the budget cut off.
    pub cut: usize,
    /// The first query of this kind, as it is sent.
    pub example: String,
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
    /// The next of those, at most as many as the budget: they may take the place of what is given up.
    pub spare: Vec<Planned>,
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
    let mut all = yields.clone();
    for own in &campaign.tactic {
        all.entry(own.id.clone())
            .or_insert_with(|| f64::from(own.promise));
    }
    let mut plan = plan_queries(made.queries, engines, &all, campaign.search.budget as usize);
    plan.duplicates_removed += made.repeated;
    Ok(plan)
}

/// The plan of given queries, as they come down a pipe; a query that names its engine goes to that one only.
pub fn plan_queries(
    queries: Vec<Query>,
    engines: &[Engine],
    yields: &Yields,
    budget: usize,
) -> Plan {
    let mut seen = vec![HashSet::new(); engines.len()];
    let mut all = Vec::with_capacity(queries.len());
    let mut plan = Plan::default();
    for query in queries {
        let mut renders = Vec::new();
        for (engine, seen) in engines.iter().zip(&mut seen) {
            if query
                .engine
                .as_ref()
                .is_some_and(|named| *named != engine.id)
            {
                continue;
            }
            for render in render(&query, &engine.dialect) {
                if seen.insert(engine.signature(&render.rendered)) {
                    renders.push((engine, render));
                } else {
                    plan.duplicates_removed += 1;
                }
            }
        }
        let last = renders.pop();
        all.extend(
            renders
                .into_iter()
                .map(|(engine, render)| planned(query.clone(), engine, render)),
        );
        all.extend(last.map(|(engine, render)| planned(query, engine, render)));
    }
    drop(seen);
    plan.queries = order::order(all, yields);
    plan.cut_by_budget = plan.queries.len().saturating_sub(budget);
    plan.counts = counts(&plan.queries, budget);
    plan.spare = plan.queries.split_off(budget.min(plan.queries.len()));
    plan.spare.truncate(budget);
    plan
}

/// What a plan costs at one engine.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cost {
    /// Engine.
    pub engine: String,
    /// Queries for it.
    pub queries: usize,
    /// Requests at most: every result page of every query.
    pub requests: usize,
    /// Seconds that takes at the engine's pace; engines are asked at the same time.
    pub seconds: f64,
    /// Environment variable of the key whose quota is spent, where the engine has one.
    pub key: Option<String>,
}

impl Plan {
    /// What it costs at each engine, with so many result pages of a query.
    pub fn costs(&self, engines: &[Engine], result_pages: u32) -> Vec<Cost> {
        let cost = |engine: &Engine| {
            let queries = self
                .queries
                .iter()
                .filter(|p| p.engine == engine.id)
                .count();
            let pages = result_pages.clamp(1, engine.paging.max.max(1)) as usize;
            let gap = engine.pace.gap_seconds * (1.0 + engine.pace.jitter / 2.0);
            let requests = queries * pages;
            Cost {
                engine: engine.id.clone(),
                queries,
                requests,
                seconds: f64::from(u32::try_from(requests).unwrap_or(u32::MAX)) * gap,
                key: engine.key_variable().map(str::to_owned),
            }
        };
        engines.iter().map(cost).collect()
    }

    /// The same queries in the order of other yields.
    #[must_use]
    pub fn reordered(mut self, yields: &Yields) -> Self {
        self.queries = order::order(self.queries, yields);
        self
    }
}

fn planned(mut query: Query, engine: &Engine, render: Render) -> Planned {
    query.engine = Some(engine.id.clone());
    query.notes = render.notes.iter().map(ToString::to_string).collect();
    Planned {
        query,
        engine: engine.id.clone(),
        rendered: render.rendered,
        notes: render.notes,
    }
}

fn counts(queries: &[Planned], budget: usize) -> Vec<Count> {
    let mut counts: BTreeMap<(&str, &Option<String>, &Option<String>), Count> = BTreeMap::new();
    for (at, planned) in queries.iter().enumerate() {
        let query = &planned.query;
        let count = counts
            .entry((&query.tactic, &query.country, &query.language))
            .or_insert_with(|| Count {
                tactic: query.tactic.clone(),
                country: query.country.clone(),
                language: query.language.clone(),
                queries: 0,
                cut: 0,
                example: planned.rendered.text.clone(),
            });
        if at < budget {
            count.queries += 1;
        } else {
            count.cut += 1;
        }
    }
    counts.into_values().collect()
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
    fn what_the_budget_cuts_is_counted_by_kind_and_the_cost_is_said() {
        let plan = plan(
            &campaign("[search]\nbudget = 10\n"),
            &[searxng()],
            &Yields::new(),
        )
        .unwrap();
        assert_eq!(
            plan.counts.iter().map(|c| c.cut).sum::<usize>(),
            plan.cut_by_budget
        );
        assert!(plan.counts.iter().all(|c| !c.example.is_empty()));
        let cost = &plan.costs(&[searxng()], 3)[0];
        assert_eq!((cost.queries, cost.requests, &cost.key), (10, 30, &None));
        assert!(cost.seconds >= 30.0 * searxng().pace.gap_seconds);
    }

    #[test]
    fn singular_and_plural_of_the_same_words_do_not_follow_each_other() {
        let plan = plan(&campaign(""), &[searxng()], &Yields::new()).unwrap();
        let first: Vec<&str> = plan
            .queries
            .iter()
            .take(8)
            .map(|p| p.query.text.as_str())
            .collect();
        assert!(first.contains(&"floodlights importers"), "{first:?}");
        assert!(!first.contains(&"floodlights importer"), "{first:?}");
    }

    #[test]
    fn cities_come_before_the_same_words_in_other_clothes() {
        let plan = plan(
            &campaign("[search]\nbudget = 100000\n"),
            &[searxng()],
            &Yields::new(),
        )
        .unwrap();
        let at = |wanted: &dyn Fn(&Query) -> bool| {
            let german = |q: &Query| q.country.as_deref() == Some("DE");
            let found = plan
                .queries
                .iter()
                .position(|p| german(&p.query) && wanted(&p.query));
            found.unwrap()
        };
        let has = |q: &Query, words: &[&str]| q.terms.iter().map(String::as_str).eq(words.to_vec());
        let city = at(&|q| has(q, &["floodlights", "importer", "Berlin"]));
        let mail = at(&|q| has(q, &["floodlights", "importer", "email"]));
        let page = at(&|q| has(q, &["floodlights", "importers"]) && q.in_title == ["about us"]);
        let shop = at(&|q| has(q, &["buy", "floodlights"]));
        assert!(
            city < mail.min(page).min(shop),
            "{city} {mail} {page} {shop}"
        );
    }

    #[test]
    fn nothing_is_asked_twice_of_one_engine() {
        let plan = plan(
            &campaign("[search]\nbudget = 100000\n"),
            &[searxng()],
            &Yields::new(),
        )
        .unwrap();
        let mut seen = HashSet::new();
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
