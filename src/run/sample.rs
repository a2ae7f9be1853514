//! Look before you spend: the first page of the most promising queries, home pages only, and for each query the share of
//! real companies of the wanted kind among its hits, with an interval.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use super::conclude::{Rules, conclude};
use super::search::{Asked, Search};
use super::sites::{Keeper, Sites};
use super::targets::{Unwanted, why_not};
use super::{Cancel, Listener, SourceCount};
use crate::crawl::{Reader, Target, Visit, VisitSettings};
use crate::engine::Hit;
use crate::fetch::{Fetch, Location, NamedBy};
use crate::finding::Page;
use crate::lead::Lead;
use crate::plan::{Plan, Planned, Yields};
use crate::tactic::{Query, tactic};
use crate::web::{Site, parse_given};

/// Longest time for one home page.
const PATIENCE: Duration = Duration::from_secs(20);
/// Fewer judged hits say nothing of a query.
const LEAST: usize = 3;
/// 97.5 % of a normal distribution lie below it: the interval holds the truth in 95 of 100 cases.
const Z: f64 = 1.96;
/// Hits of one result page are alike and say less than as many drawn by chance: the design effect (Kish 1965), as measured
/// on an invented web for the first three result pages.
const DESIGN_EFFECT: f64 = 2.0;
/// The share of home pages that may be misjudged in the same way, measured there too.
const MISJUDGED: f64 = 0.07;

/// How many of the hits judged were of the wanted kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Companies of the wanted kind.
    pub wanted: usize,
    /// All that could be judged.
    pub judged: usize,
}

impl Share {
    /// The share itself; none where nothing was judged.
    pub fn estimate(self) -> Option<f64> {
        (self.judged > 0).then(|| number(self.wanted) / number(self.judged))
    }

    /// Between which shares the truth of the first result pages lies, 95 times of 100: Wilson's interval (1927; right for
    /// few hits too) for half as many hits, since those of one page are alike, and wider by the home pages that mislead.
    pub fn interval(self) -> (f64, f64) {
        let n = number(self.judged) / DESIGN_EFFECT;
        let Some(p) = self.estimate() else {
            return (0.0, 1.0);
        };
        let z2 = Z * Z / n;
        let middle = p + z2 / 2.0;
        let spread = Z * (p * (1.0 - p) / n + z2 / (4.0 * n)).sqrt();
        let low = (middle - spread) / (1.0 + z2) - MISJUDGED;
        let high = (middle + spread) / (1.0 + z2) + MISJUDGED;
        (low.clamp(0.0, 1.0), high.clamp(0.0, 1.0))
    }

    fn add(&mut self, other: Self) {
        self.wanted += other.wanted;
        self.judged += other.judged;
    }
}

fn number(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// A query that was looked at.
#[derive(Debug, Clone)]
pub struct Sampled {
    /// The query.
    pub planned: Planned,
    /// What its first page shows.
    pub share: Share,
    /// Sites of its hits that could not be read, so that nothing is known of them.
    pub unread: usize,
    /// What the others were.
    pub others: BTreeMap<String, usize>,
}

/// What a sample needs.
pub struct Sample<'a> {
    /// The queries that are looked at, with their engines; one result page is asked.
    pub search: &'a Search<'a>,
    /// The door to the web.
    pub door: &'a dyn Fetch,
    /// Reads pages.
    pub reader: &'a Reader,
    /// What companies are judged by.
    pub rules: &'a Rules,
    /// Sites that are nobody one could sell to.
    pub avoided: &'a dyn Unwanted,
    /// Home pages read at one time.
    pub sites_at_once: usize,
    /// Sign to stop.
    pub cancel: &'a Cancel,
    /// Hears what happens.
    pub listener: &'a dyn Listener,
}

/// What became of a site of a hit.
type Verdicts = BTreeMap<Site, Option<Result<(), String>>>;

/// Is this a real company of the wanted kind? What extraction and grading say of its home page decides.
fn is_wanted(lead: &Lead) -> Result<(), String> {
    if !lead.fit {
        return Err(lead
            .reasons
            .first()
            .map_or_else(|| "no buyer".to_owned(), |r| r.id.clone()));
    }
    if lead.findings.company.is_none() && !lead.findings.has_contact() {
        return Err("no company to be seen".to_owned());
    }
    Ok(())
}

impl Sample<'_> {
    /// Asks, looks at the home pages, judges; in the order of the plan.
    pub async fn look(&self) -> (Vec<Sampled>, Vec<Hit>, BTreeMap<String, SourceCount>) {
        let Asked { hits, sources } = self.search.ask(self.door, self.cancel, self.listener).await;
        let verdicts = self.verdicts(&hits).await;
        let queries = &self.search.plan.queries;
        let sampled = queries
            .iter()
            .map(|p| sampled(p, &hits, &verdicts))
            .collect();
        (sampled, hits, sources)
    }

    async fn verdicts(&self, hits: &[Hit]) -> Verdicts {
        let mut verdicts = Verdicts::new();
        let mut homes = Vec::new();
        for hit in hits {
            let Some(site) = site_of(hit).filter(|site| !verdicts.contains_key(site)) else {
                continue;
            };
            let known = why_not(&site, self.avoided);
            if known.is_none() {
                homes.extend(home(&site, hit));
            }
            verdicts.insert(site, known.map(Err));
        }
        let pages = Home::default();
        let sites = Sites {
            door: self.door,
            reader: self.reader,
            visit: VisitSettings {
                pages: 1,
                deadline: PATIENCE,
            },
            at_once: self.sites_at_once,
            cancel: self.cancel,
            listener: self.listener,
        };
        sites.crawl(homes, &pages).await;
        let pages = pages.0.into_inner().unwrap_or_default();
        for (site, page) in pages {
            let leads = conclude(vec![page], self.rules).leads;
            let verdict = leads
                .first()
                .map_or_else(|| Err("customer".to_owned()), is_wanted);
            verdicts.insert(site, Some(verdict));
        }
        verdicts
    }
}

fn site_of(hit: &Hit) -> Option<Site> {
    Site::of(&parse_given(&hit.url)?)
}

/// The home page of a site, on the host where it was hit.
fn home(site: &Site, hit: &Hit) -> Option<Target> {
    let mut url = parse_given(&hit.url)?;
    url.set_path("/");
    url.set_query(None);
    url.set_fragment(None);
    Some(Target {
        site: site.clone(),
        known: vec![url],
        origins: Vec::new(),
        named_by: NamedBy::Web,
    })
}

/// The home pages that were read.
#[derive(Default)]
struct Home(Mutex<BTreeMap<Site, Page>>);

impl Keeper for Home {
    fn page(&self, _: usize, target: &Target, page: Page, _: Option<Location>) {
        if let Ok(mut pages) = self.0.lock() {
            pages.entry(target.site.clone()).or_insert(page);
        }
    }

    fn ended(&self, _: usize, _: &Target, _: &Visit) {}

    fn wanted(&self, _: &Site) -> bool {
        false
    }

    fn failed(&self) -> bool {
        false
    }
}

fn sampled(planned: &Planned, hits: &[Hit], verdicts: &Verdicts) -> Sampled {
    let mut out = Sampled {
        planned: planned.clone(),
        share: Share::default(),
        unread: 0,
        others: BTreeMap::new(),
    };
    let mut sites: Vec<Site> = hits
        .iter()
        .filter(|h| is_from(h, planned))
        .filter_map(site_of)
        .collect();
    sites.sort();
    sites.dedup();
    for site in sites {
        match verdicts.get(&site).and_then(Option::as_ref) {
            None => out.unread += 1,
            Some(Ok(())) => out.share.add(Share {
                wanted: 1,
                judged: 1,
            }),
            Some(Err(why)) => {
                out.share.add(Share {
                    wanted: 0,
                    judged: 1,
                });
                *out.others.entry(why.clone()).or_default() += 1;
            }
        }
    }
    out
}

fn is_from(hit: &Hit, planned: &Planned) -> bool {
    let query = &planned.query;
    hit.origins.iter().any(|o| {
        o.engine == planned.engine
            && o.query == query.text
            && o.tactic == query.tactic
            && o.country == query.country
    })
}

/// What a sample means for a plan.
#[derive(Debug, Default)]
pub struct Gate {
    /// What is gone on with, in the order that the measured shares give.
    pub plan: Plan,
    /// Queries looked at and not gone on with.
    pub dropped: Vec<Sampled>,
    /// Queries not looked at, of groups whose share is too small, by group: a tactic, a tactic in a language (`price de`), a
    /// language in a country (`de CH`).
    pub of_group: BTreeMap<String, usize>,
    /// Queries beyond the budget that take their place.
    pub instead: usize,
}

impl Gate {
    /// Lets pass what shows at least a share: queries by their own first page; others by the groups they are of, where even
    /// the upper end of a group's interval is too small. The next queries of the plan take the place of those that are
    /// not asked at all. The tactics' measured shares give the new order.
    pub fn new(plan: Plan, sampled: Vec<Sampled>, min_share: f64) -> Self {
        let mut shares: BTreeMap<String, Share> = BTreeMap::new();
        for one in &sampled {
            for group in groups(&one.planned.query) {
                shares.entry(group).or_default().add(one.share);
            }
        }
        let of_poor_group = |planned: &Planned| {
            let poor = |group: &String| {
                let share = shares.get(group).copied().unwrap_or_default();
                share.judged > 0 && share.interval().1 < min_share
            };
            groups(&planned.query).into_iter().find(poor)
        };
        let too_few = |share: Share| share.estimate().is_some_and(|s| s < min_share);
        let measured = measured(&sampled);
        let mut own: BTreeMap<(String, String), Sampled> =
            sampled.into_iter().map(|s| (key(&s.planned), s)).collect();
        let mut gate = Self::default();
        let mut goes_on = Vec::new();
        for planned in plan.queries {
            match own.remove(&key(&planned)) {
                Some(one) if one.share.judged >= LEAST && too_few(one.share) => {
                    gate.dropped.push(one);
                }
                None => match of_poor_group(&planned) {
                    Some(group) => *gate.of_group.entry(group).or_default() += 1,
                    None => goes_on.push(planned),
                },
                Some(_) => goes_on.push(planned),
            }
        }
        let room = gate.of_group.values().sum();
        let before = goes_on.len();
        let spare = plan.spare.into_iter();
        goes_on.extend(spare.filter(|p| of_poor_group(p).is_none()).take(room));
        gate.instead = goes_on.len() - before;
        gate.plan = Plan {
            queries: goes_on,
            counts: plan.counts,
            duplicates_removed: plan.duplicates_removed,
            cut_by_budget: plan.cut_by_budget,
            spare: Vec::new(),
        }
        .reordered(&measured);
        gate
    }
}

/// The groups of a query by which one tells of another: the widest first.
fn groups(query: &Query) -> Vec<String> {
    let mut out = vec![query.tactic.clone()];
    if let Some(language) = &query.language {
        out.push(format!("{} {language}", query.tactic));
        out.extend(query.country.iter().map(|c| format!("{language} {c}")));
    }
    out
}

fn key(planned: &Planned) -> (String, String) {
    (
        planned.engine.clone(),
        planned.rendered.text.clone() + planned.query.country.as_deref().unwrap_or_default(),
    )
}

/// Promises weighed by measured shares: a tactic at the mean keeps its place. A few hits weigh little.
fn measured(sampled: &[Sampled]) -> Yields {
    let mut all = Share::default();
    let mut tactics: BTreeMap<&String, Share> = BTreeMap::new();
    for one in sampled {
        all.add(one.share);
        let of_tactic = tactics.entry(&one.planned.query.tactic).or_default();
        of_tactic.add(one.share);
    }
    let Some(mean) = all.estimate().filter(|mean| *mean > 0.0) else {
        return Yields::new();
    };
    let weighed = |(id, share): (&String, Share)| {
        let promise = tactic(id).map_or(60, |t| t.promise);
        let shrunk = (number(share.wanted) + 5.0 * mean) / (number(share.judged) + 5.0);
        (id.clone(), f64::from(promise) * shrunk / mean)
    };
    tactics.into_iter().map(weighed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Rendered;

    fn planned(tactic: &str, text: &str) -> Planned {
        let mut query = Query::plain(text);
        query.tactic = tactic.into();
        let rendered = Rendered {
            text: text.into(),
            country: None,
            language: None,
        };
        Planned {
            query,
            engine: "e".into(),
            rendered,
            notes: Vec::new(),
        }
    }

    fn looked(tactic: &str, text: &str, wanted: usize, judged: usize) -> Sampled {
        Sampled {
            planned: planned(tactic, text),
            share: Share { wanted, judged },
            unread: 0,
            others: BTreeMap::new(),
        }
    }

    #[test]
    fn the_interval_is_wilsons_for_half_as_many_hits_and_wider_by_the_misjudged() {
        let (low, high) = Share {
            wanted: 7,
            judged: 10,
        }
        .interval();
        assert!(
            (low - 0.229).abs() < 0.001 && (high - 0.997).abs() < 0.001,
            "{low} {high}"
        );
        assert_eq!(Share::default().interval(), (0.0, 1.0));
        let (low, high) = Share {
            wanted: 0,
            judged: 10,
        }
        .interval();
        assert!(low < 1e-9 && high > 0.50 && high < 0.51);
    }

    #[test]
    fn queries_below_the_share_are_dropped_and_said_and_the_rest_reordered() {
        let queries = vec![
            planned("importers", "bad"),
            planned("importers", "good"),
            planned("price", "poor"),
            planned("price", "unseen"),
            planned("title", "later"),
        ];
        let plan = Plan {
            queries,
            ..Plan::default()
        };
        let sample = vec![
            looked("importers", "bad", 2, 10),
            looked("importers", "good", 9, 10),
            looked("price", "poor", 0, 10),
        ];
        let gate = Gate::new(plan, sample, 0.6);
        assert_eq!(goes_on(&gate), ["good", "later"]);
        assert_eq!(gate.dropped.len(), 2);
        assert_eq!(gate.of_group, BTreeMap::from([("price".to_owned(), 1)]));
    }

    fn goes_on(gate: &Gate) -> Vec<&str> {
        let queries = gate.plan.queries.iter();
        queries.map(|p| p.query.text.as_str()).collect()
    }

    #[test]
    fn the_next_queries_take_the_place_of_those_that_are_not_asked() {
        let of = |country: &str, language: &str, text: &str| {
            let mut one = planned("importers", text);
            one.query.country = Some(country.into());
            one.query.language = Some(language.into());
            one
        };
        let plan = Plan {
            queries: vec![
                of("IN", "hi", "seen"),
                of("IN", "en", "seen too"),
                of("IN", "hi", "unseen"),
            ],
            spare: vec![
                of("IN", "hi", "next"),
                of("IN", "en", "the one after"),
                of("IN", "en", "a third"),
            ],
            ..Plan::default()
        };
        let mut sample = vec![
            looked("importers", "seen", 0, 10),
            looked("importers", "seen too", 10, 10),
        ];
        for (one, query) in sample.iter_mut().zip(&plan.queries) {
            one.planned = query.clone();
        }
        let gate = Gate::new(plan, sample, 0.6);
        assert_eq!(goes_on(&gate), ["seen too", "the one after"]);
        assert_eq!(
            gate.of_group,
            BTreeMap::from([("importers hi".to_owned(), 1)])
        );
        assert_eq!(gate.instead, 1);
    }

    #[test]
    fn a_query_of_which_next_to_nothing_is_known_goes_on() {
        let plan = Plan {
            queries: vec![planned("importers", "a")],
            ..Plan::default()
        };
        let gate = Gate::new(plan, vec![looked("importers", "a", 0, 2)], 0.6);
        assert_eq!(gate.plan.queries.len(), 1);
    }
}
