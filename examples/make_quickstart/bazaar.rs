//! The invented engine: the campaign's own plan says what it is asked, a toy ranking what it answers.

use std::collections::BTreeSet;
use std::path::Path;

use buyerscout::campaign::Campaign;
use buyerscout::engine::{Engine, Turn, chosen};
use buyerscout::plan::{Planned, Yields, plan};

use super::chance::Chance;
use super::company::{Company, companies};
use super::famous::FAMOUS;
use super::place::entry;
use super::results::{Hit, Shown, html};
use super::warc::{Exchange, Outcome};

const PER_PAGE: usize = 10;

/// Every result page the campaign of a folder will ask for; panics where a lead is on none of them.
pub fn exchanges(folder: &Path) -> Vec<Exchange> {
    let campaign =
        Campaign::read(&folder.join("campaign.toml")).unwrap_or_else(|fault| panic!("{fault}"));
    let engines = chosen(&campaign).unwrap_or_else(|fault| panic!("{fault}"));
    let plan = plan(&campaign, &engines, &Yields::new()).unwrap_or_else(|fault| panic!("{fault}"));
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for planned in &plan.queries {
        let engine = engines
            .iter()
            .find(|e| e.id == planned.engine)
            .expect("a plan names its engines");
        all.extend(answers(engine, planned, &ranked(planned, &mut seen)));
    }
    let lost: Vec<&str> = companies()
        .iter()
        .filter(|c| c.is_lead() && !seen.contains(c.site.as_str()))
        .map(|c| c.site.as_str())
        .collect();
    assert!(lost.is_empty(), "no query of the plan leads to {lost:?}");
    all
}

/// The result pages of one query.
fn answers(engine: &Engine, planned: &Planned, hits: &[Hit]) -> Vec<Exchange> {
    let request = engine
        .request(Turn::first(&planned.rendered))
        .unwrap_or_else(|fault| panic!("{fault}"));
    let mut pages: Vec<&[Hit]> = hits.chunks(PER_PAGE).collect();
    if pages.is_empty() {
        pages.push(&[]);
    }
    let address = |page: usize| {
        if page == 0 {
            request.url.to_string()
        } else {
            format!("{}&p={}", request.url, page + 1)
        }
    };
    let mut chance = Chance::of(&planned.rendered.text);
    let answer = |(at, hits): (usize, &&[Hit])| {
        let next = (at + 1 < pages.len()).then(|| address(at + 1));
        let shown = Shown {
            query: &planned.rendered.text,
            hits,
            first: at * PER_PAGE,
            next,
            ads: chance.below(3) == 0,
        };
        let headers = vec![
            ("Server", "bazaar".to_owned()),
            ("Content-Type", "text/html; charset=utf-8".to_owned()),
        ];
        Exchange {
            url: address(at),
            outcome: Outcome::Answered {
                status: "200 OK",
                headers,
                body: html(&shown).into_bytes(),
            },
        }
    };
    pages.iter().enumerate().map(answer).collect()
}

/// What the engine finds, best first. Some queries find nothing.
fn ranked(planned: &Planned, seen: &mut BTreeSet<&'static str>) -> Vec<Hit> {
    let query = &planned.query;
    let mut chance = Chance::of(&format!(
        "{:?} {:?} {}",
        query.country, query.language, planned.rendered.text
    ));
    let only_elsewhere =
        query.site.iter().any(|s| !s.starts_with('-')) || !query.filetype.is_empty();
    if only_elsewhere || chance.below(10) == 0 {
        return Vec::new();
    }
    let mut scored: Vec<(usize, Hit)> = Vec::new();
    for company in companies() {
        let fresh = !seen.contains(company.site.as_str());
        if let Some(score) = fit(company, planned, fresh) {
            scored.push((score + chance.below(30), hit(company)));
            seen.insert(company.site.as_str());
        }
    }
    for _ in 0..2 + chance.below(3) {
        let known = chance.pick(FAMOUS);
        let hit = Hit {
            url: known.url.to_owned(),
            title: known.title.to_owned(),
            words: known.words.to_owned(),
        };
        scored.push((60 + chance.below(60), hit));
    }
    scored.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.url.cmp(&b.1.url)));
    scored.dedup_by(|a, b| a.1.url == b.1.url);
    scored.into_iter().map(|(_, hit)| hit).collect()
}

/// How well a site fits; `None` where it does not come up at all.
fn fit(c: &Company, planned: &Planned, fresh: bool) -> Option<usize> {
    let query = &planned.query;
    let at_home = query.country.as_deref() == Some(c.country.as_str());
    let understood = query
        .language
        .as_deref()
        .is_some_and(|l| c.language.starts_with(l));
    let worldwide = c.site.rsplit('.').next() == Some("com") || c.country == "CN";
    let mut chance = Chance::of(&format!("{} {}", planned.rendered.text, c.site));
    let comes_up = match (at_home, understood, worldwide) {
        (true, ..) => fresh || chance.below(4) > 0,
        (false, true, _) => chance.below(12) == 0,
        (false, false, true) => chance.below(10) == 0,
        (false, false, false) => false,
    };
    let wanted = match query.tactic.as_str() {
        "importers" | "quoted" => "importer",
        "distributor" => "distributor",
        "price" | "buy" => "retailer",
        _ => "wholesaler",
    };
    let score = 60 * usize::from(at_home)
        + 20 * usize::from(understood)
        + 25 * usize::from(c.kind == wanted)
        + 20 * usize::from(fresh);
    comes_up.then_some(score)
}

fn hit(c: &Company) -> Hit {
    let said = c.tongue().role.get(&c.kind).and_then(|all| all.last());
    let words = said
        .or_else(|| c.pool(|t| &t.home).first())
        .map_or_else(String::new, |text| c.fill(text));
    let goods = c
        .pool(|t| &t.items)
        .first()
        .and_then(|item| item.split('|').next())
        .unwrap_or_default();
    Hit {
        url: entry(c),
        title: format!("{goods} – {}", c.name),
        words: words.chars().take(155).collect(),
    }
}
