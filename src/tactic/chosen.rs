//! From a campaign to its queries: which tactics it chose, on every ground, each query once.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{ALL, Ground, Query, Tactic, template};
use crate::campaign::{Campaign, CampaignError, OwnTactic, nearest};
use crate::web::{Site, parse_given};

/// Engines read no more of a query.
pub const MOST_WORDS: usize = 32;
/// The same in characters.
pub const MOST_CHARS: usize = 400;

/// Queries and how many were left out because another one asks the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made {
    /// The queries: by tactic, then country, then language.
    pub queries: Vec<Query>,
    /// Repetitions left out.
    pub repeated: usize,
}

/// The tactic of an id.
pub fn tactic(id: &str) -> Option<&'static Tactic> {
    ALL.iter().find(|t| t.id == id)
}

/// The tactics a campaign names, its own among them; all where it names none.
///
/// # Errors
/// An unknown id, with its line and the nearest known one; an own tactic that is none.
pub fn chosen(campaign: &Campaign) -> Result<Vec<Chosen<'_>>, CampaignError> {
    template::check(campaign)?;
    let own = campaign.tactic.iter().map(Chosen::Own);
    let given = &campaign.search.tactics;
    if given.is_empty() {
        return Ok(ALL.iter().map(Chosen::Known).chain(own).collect());
    }
    let of = |id: &str| {
        let known = tactic(&id.replace('_', "-")).map(Chosen::Known);
        known.or_else(|| own.clone().find(|own| own.id() == id))
    };
    given
        .iter()
        .enumerate()
        .map(|(at, id)| of(id).ok_or_else(|| unknown(campaign, at, id)))
        .collect()
}

/// A tactic of a campaign: one that everybody knows, or its own.
#[derive(Debug, Clone, Copy)]
pub enum Chosen<'a> {
    /// Built in.
    Known(&'static Tactic),
    /// Of the campaign.
    Own(&'a OwnTactic),
}

impl Chosen<'_> {
    /// Its name.
    pub fn id(&self) -> &str {
        match self {
            Self::Known(tactic) => tactic.id,
            Self::Own(own) => &own.id,
        }
    }

    fn packs_off(&self) -> Vec<String> {
        match self {
            Self::Known(tactic) => tactic.packs_off.iter().map(|p| (*p).to_owned()).collect(),
            Self::Own(own) => own.packs_off.clone(),
        }
    }

    fn make(&self, ground: &Ground<'_>) -> Vec<Query> {
        match self {
            Self::Known(tactic) => (tactic.make)(ground),
            Self::Own(own) => template::make(own, ground),
        }
    }
}

fn unknown(campaign: &Campaign, at: usize, id: &str) -> CampaignError {
    let own = campaign.tactic.iter().map(|own| own.id.as_str());
    let known = ALL.iter().map(|t| t.id).chain(own).collect::<Vec<_>>();
    let hint = match nearest(id, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? `buyerscout tactics` explains them all"),
        None => format!("known are: {}", known.join(", ")),
    };
    campaign
        .fault_at(
            &["search", "tactics", &at.to_string()],
            format!("unknown tactic `{id}`"),
        )
        .with_hint(hint)
}

/// All queries of a campaign.
///
/// # Errors
/// As [`chosen`]; and where the product has no name that anybody abroad would write.
pub fn queries(campaign: &Campaign) -> Result<Made, CampaignError> {
    let grounds = Ground::all(campaign);
    let named: Vec<&Ground<'_>> = grounds
        .iter()
        .filter(|g| !g.products().is_empty())
        .collect();
    if named.is_empty() {
        return Err(unnamed(campaign));
    }
    let finish = Finish::new(campaign);
    let mut seen = HashSet::new();
    let mut made = Made::default();
    for tactic in chosen(campaign)? {
        for ground in &named {
            let mut left_out = LeftOut::default();
            for query in tactic.make(ground) {
                let Some(query) = finish.query(query, &tactic, &mut left_out) else {
                    continue;
                };
                if seen.insert((query.text.to_lowercase(), query.country.clone())) {
                    made.queries.push(query);
                } else {
                    made.repeated += 1;
                }
            }
        }
    }
    Ok(made)
}

fn unnamed(campaign: &Campaign) -> CampaignError {
    let name = &campaign.product.name;
    let what = format!(
        "`{name}` is Chinese: no buyer abroad searches for it, and no foreign name is given"
    );
    campaign.fault_at(&["product", "name"], what).with_hint(format!(
        "`buyerscout translate \"{name}\" --languages en,de,es` offers its foreign names; put the one you mean under [product.names]"
    ))
}

fn sites_left_out(campaign: &Campaign) -> Vec<String> {
    let given = campaign.search.exclude_sites.iter();
    given
        .filter_map(|s| parse_given(s))
        .filter_map(|u| Site::of(&u))
        .map(|s| format!("-{s}"))
        .collect()
}

/// What packs leave out of a tactic's queries, by their country and language: one list for all of them.
type LeftOut = HashMap<(Option<String>, Option<String>), Arc<[String]>>;

/// What every query is given at the end.
struct Finish<'a> {
    campaign: &'a Campaign,
    not: Vec<String>,
    sites: Vec<String>,
}

impl<'a> Finish<'a> {
    fn new(campaign: &'a Campaign) -> Self {
        let not = campaign.search.exclude.iter();
        Self {
            campaign,
            not: not
                .map(|w| super::ground::plain_words(w))
                .filter(|w| !w.is_empty())
                .collect(),
            sites: sites_left_out(campaign),
        }
    }

    /// Gives a query its name, exclusions and text; `None` where it would be empty or longer than engines read.
    fn query(
        &self,
        mut query: Query,
        tactic: &Chosen<'_>,
        left_out: &mut LeftOut,
    ) -> Option<Query> {
        tactic.id().clone_into(&mut query.tactic);
        query.not.extend(self.not.iter().cloned());
        for site in &self.sites {
            if !query.site.contains(site) {
                query.site.push(site.clone());
            }
        }
        query.text = query.typed();
        while too_long(&query.text) {
            // Exclusions yield first: they can be applied to the hits as well.
            query
                .site
                .iter()
                .rposition(|s| s.starts_with('-'))
                .map(|at| query.site.remove(at))
                .or_else(|| query.not.pop())?;
            query.text = query.typed();
        }
        if query.text.is_empty() {
            return None;
        }
        if query.site.iter().all(|s| s.starts_with(['-', '.'])) {
            let list =
                || super::pack::exclusions(self.campaign, &tactic.packs_off(), &query).into();
            let place = (query.country.clone(), query.language.clone());
            query.leave_out = Arc::clone(left_out.entry(place).or_insert_with(list));
        }
        Some(query)
    }
}

fn too_long(text: &str) -> bool {
    text.chars().count() > MOST_CHARS || text.split_whitespace().count() > MOST_WORDS
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;
    use proptest::prelude::*;

    fn campaign(text: &str) -> Campaign {
        Campaign::parse(text, "c.toml", Path::new("")).unwrap()
    }

    fn texts(text: &str) -> Vec<String> {
        queries(&campaign(text))
            .unwrap()
            .queries
            .into_iter()
            .map(|q| q.text)
            .collect()
    }

    #[test]
    fn ids_are_unique_and_every_tactic_says_what_it_does() {
        let ids: BTreeSet<&str> = ALL.iter().map(|t| t.id).collect();
        assert_eq!((ids.len(), ALL.len()), (30, 30));
        assert!(ALL.iter().all(|t| {
            !t.help.is_empty()
                && t.explanation.len() > 20
                && !t.works.is_empty()
                && t.packs_off
                    .iter()
                    .all(|off| super::super::packs().any(|(id, _)| id == *off))
                && (1..=100).contains(&t.promise)
        }));
    }

    #[test]
    fn singular_and_plural_are_queries_of_their_own() {
        let made = texts("[product]\nname = \"LED light\"\n[search]\ntactics = [\"importers\"]\n");
        assert!(made.contains(&"LED light importer".to_owned()), "{made:?}");
        assert!(made.contains(&"LED light importers".to_owned()));
    }

    #[test]
    fn the_buyers_word_comes_before_the_makers() {
        let made = texts(
            "[product]\nname = \"LED light\"\nbuyer_words = [\"floodlight\"]\n[search]\ntactics = \"importers\"\n",
        );
        assert!(made[0].starts_with("floodlight"), "{made:?}");
    }

    #[test]
    fn a_country_is_named_in_english_and_in_its_own_language() {
        let made = texts(
            "[product]\nname = \"LED light\"\n[product.names]\nde = \"LED-Fluter\"\n[market]\ncountries = [\"DE\"]\n[search]\ntactics = \"country\"\n",
        );
        for wanted in [
            "LED light importers Germany",
            "LED-Fluter Importeure Deutschland",
            "LED-Fluter Importeure site:.de",
        ] {
            assert!(made.contains(&wanted.to_owned()), "{wanted}: {made:?}");
        }
    }

    #[test]
    fn a_country_is_searched_in_its_own_variant_of_a_language() {
        let made = |country: &str, names: &str| {
            texts(&format!(
                "[product]\nname = \"LED light\"\n[product.names]\n{names}\n[market]\ncountries = [\"{country}\"]\n[search]\ntactics = \"importers\"\n"
            ))
        };
        let both = "zh = \"投光灯\"\nzh-TW = \"投光燈\"\npt-BR = \"refletor\"";
        for (country, wanted, other) in [
            ("TW", "投光燈 進口商", "投光灯"),
            ("HK", "投光燈 進口商", "投光灯"),
            ("CN", "投光灯 进口商", "投光燈"),
            ("BR", "refletor importadores", "LED light importadores"),
            ("PT", "refletor importadores", "LED light importadores"),
        ] {
            let made = made(country, both);
            assert!(made.contains(&wanted.to_owned()), "{country}: {made:?}");
            assert!(
                !made.iter().any(|q| q.contains(other)),
                "{country}: {made:?}"
            );
        }
        assert!(made("MO", "zh-Hant = \"投光燈\"")[..].contains(&"投光燈 進口商".to_owned()));
        assert!(
            made("SG", "zh-Hans = \"投光灯\"")
                .iter()
                .any(|q| q.starts_with("投光灯 "))
        );
    }

    #[test]
    fn an_unknown_tactic_is_named_with_its_line_and_the_one_that_was_meant() {
        let c = campaign(
            "[product]\nname = \"x1\"\n[search]\ntactics = [\n \"importers\",\n \"distributer\"]\n",
        );
        let fault = queries(&c).unwrap_err();
        assert_eq!(fault.line, Some(6));
        assert!(
            fault.what.contains("distributer") && fault.hint.unwrap().contains("`distributor`")
        );
    }

    #[test]
    fn exclusions_stand_in_every_query() {
        let made = texts(
            "[product]\nname = \"LED light\"\n[search]\nexclude = [\"jobs\"]\nexclude_sites = [\"www.alibaba.com\"]\n",
        );
        assert!(
            made.iter()
                .all(|q| q.contains(" -jobs") && q.contains("-site:alibaba.com")),
            "{made:?}"
        );
    }

    #[test]
    fn a_known_buyer_goes_by_each_of_its_names() {
        let made = texts(
            "[product]\nname = \"LED light\"\n[known]\nbuyers = [{ name = \"Rexel\", also = [\"Rexel S.A.\"], site = \"rexel.com\" }]\n[search]\ntactics = [\"known-buyer\", \"cites\", \"in-url\"]\n",
        );
        for wanted in [
            "LED light Rexel",
            "LED light Rexel S.A.",
            "\"www.rexel.com\" -site:rexel.com",
            "LED light inurl:rexel -site:rexel.com",
        ] {
            assert!(made.contains(&wanted.to_owned()), "{wanted}: {made:?}");
        }
    }

    #[test]
    fn a_tactic_of_the_campaigns_own_has_the_placeholders() {
        let made = texts(
            "[product]\nname = \"LED light\"\n[market]\ncountries = \"DE\"\nlanguages = \"de\"\n[search]\ntactics = \"showroom\"\n[[tactic]]\nid = \"showroom\"\nquery = ['\"{product} showroom\" {wholesaler} intitle:{city} site:.{tld} -jobs']\n",
        );
        let wanted = "\"LED light showroom\" Großhändler intitle:Berlin site:.de -jobs";
        assert!(made.contains(&wanted.to_owned()), "{made:?}");
    }

    #[test]
    fn an_unknown_placeholder_is_named_with_its_line() {
        let c = campaign(
            "[product]\nname = \"x1\"\n[[tactic]]\nid = \"mine\"\nquery = '{produkt} x'\n",
        );
        let fault = queries(&c).unwrap_err();
        assert_eq!(fault.line, Some(5), "{fault}");
        assert!(fault.hint.unwrap().contains("{product}"));
    }

    #[test]
    fn a_chinese_name_is_not_searched_abroad() {
        let c = campaign("[product]\nname = \"投光灯\"\n[market]\ncountries = \"DE\"\n");
        assert!(queries(&c).unwrap_err().hint.unwrap().contains("translate"));
        let made = texts(
            "[product]\nname = \"投光灯\"\n[product.names]\nde = \"LED-Fluter\"\n[market]\ncountries = \"DE\"\n[search]\ntactics = [\"importers\", \"buying-leads\"]\n",
        );
        assert!(made.iter().any(|q| q.starts_with("LED-Fluter")), "{made:?}");
        assert!(!made.iter().any(|q| q.contains("投光灯")), "{made:?}");
    }

    #[test]
    fn packs_stand_behind_a_query_in_its_language_and_a_tactic_switches_them_off() {
        let made = |more: &str| {
            let text = format!(
                "[seller]\ncountry = \"CN\"\n[product]\nname = \"LED light\"\n[market]\ncountries = \"DE\"\nlanguages = \"de\"\n[search]\ntactics = [\"importers\", \"competitor\"]\n[known]\ncompetitors = [\"Philips\"]\n{more}"
            );
            queries(&campaign(&text)).unwrap().queries
        };
        let of = |tactic: &str, more: &str| {
            let all = made(more);
            all.into_iter()
                .find(|q| q.tactic == tactic)
                .unwrap()
                .leave_out
        };
        let usual = of("importers", "");
        for wanted in [
            "-.cn",
            "-alibaba.com",
            "-amazon.de",
            "Forum",
            "Tageszeitung",
        ] {
            assert!(usual.contains(&wanted.to_owned()), "{wanted}: {usual:?}");
        }
        assert!(!of("competitor", "").contains(&"Forum".to_owned()));
        assert!(of("importers", "[packs]\noff = [\"all\"]\n").is_empty());
        let own = of(
            "importers",
            "[packs]\nexclude_sites = [\"-alibaba.com\", \"lamp.de\"]\nexclude = { de = [\"Stellenmarkt\"] }\n",
        );
        assert!(
            own.contains(&"-lamp.de".to_owned()) && own.contains(&"Stellenmarkt".to_owned()),
            "{own:?}"
        );
        assert!(!own.contains(&"-alibaba.com".to_owned()));
    }

    #[test]
    fn names_and_best_customers_give_queries_and_a_rival_is_sought_in_customs_records() {
        let made = texts(
            "[product]\nname = \"LED light\"\n[market]\ncountries = \"DE\"\n[known]\nnames = [{ name = \"Lux GmbH\", city = \"Kassel\" }, \"Ray AG\"]\nwords = [\"Hallenstrahler\"]\ncompetitors = [\"Philips\"]\n[search]\ntactics = [\"company-name\", \"look-alike\", \"customs\"]\n",
        );
        for wanted in [
            "\"Lux GmbH\" Kassel",
            "\"Ray AG\" Germany",
            "\"Ray AG\" LED light",
            "Hallenstrahler importer Germany",
            "\"Philips\" Germany site:panjiva.com",
        ] {
            assert!(made.contains(&wanted.to_owned()), "{wanted}: {made:?}");
        }
    }

    #[test]
    fn a_role_can_be_switched_off() {
        let made = texts(
            "[product]\nname = \"LED light\"\n[search]\ntactics = \"roles\"\n[packs]\nroles_off = [\"retailer\", \"stockist\"]\n",
        );
        assert!(made.contains(&"LED light wholesaler".to_owned()));
        assert!(
            !made
                .iter()
                .any(|q| q.contains("retailer") || q.contains("stockist"))
        );
    }

    #[test]
    fn every_role_tactic_has_a_form_that_brings_one_page_of_a_company() {
        for id in ["importers", "distributor", "roles", "quoted"] {
            let made = texts(&format!(
                "[product]\nname = \"LED light\"\n[search]\ntactics = \"{id}\"\n"
            ));
            assert!(
                made.iter().any(|q| q.contains("intitle:\"about us\"")),
                "{id}: {made:?}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn no_query_is_empty_repeated_or_longer_than_engines_read(
            name in "[A-Za-z0-9 \"()ÄЖ灯|:-]{0,60}X", words in proptest::collection::vec("\\PC{1,140}", 0..4), not in proptest::collection::vec("\\PC{1,60}", 0..12)
        ) {
            let mut c = Campaign::of(&name, &["DE", "GB"]).unwrap();
            c.product.buyer_words = words.clone();
            c.product.names.insert("en".into(), vec!["lamp".into()]);
            c.product.related = words;
            c.search.exclude = not;
            let firm = crate::campaign::Firm { name: name.clone(), site: Some("muster.de".into()), ..Default::default() };
            c.known.buyers = vec![firm.clone()];
            c.known.competitors = vec![firm.clone()];
            c.known.names = vec![firm];
            c.known.words = c.product.related.clone();
            let mut seen = BTreeSet::new();
            for q in queries(&c).unwrap().queries {
                prop_assert!(!q.text.trim().is_empty());
                prop_assert!(q.text.chars().count() <= MOST_CHARS && q.text.split_whitespace().count() <= MOST_WORDS, "{}", q.text);
                prop_assert!(seen.insert((q.text.to_lowercase(), q.country.clone())), "{}", q.text);
                prop_assert_eq!(q.text.matches('"').count() % 2, 0, "{}", &q.text);
                prop_assert_eq!(q.text.matches('(').count(), q.text.matches(')').count(), "{}", &q.text);
                prop_assert!(!q.text.contains("\"\"") && !q.text.contains("()"), "{}", &q.text);
                prop_assert!(!q.text.split(' ').any(|w| w.ends_with(':') && w != "allintitle:"), "{}", &q.text);
                prop_assert!(q.terms.iter().chain(&q.in_title).chain(&q.in_url).all(|w| !w.trim().is_empty()), "{}", &q.text);
            }
        }
    }
}
