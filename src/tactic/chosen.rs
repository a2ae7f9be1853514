//! From a campaign to its queries: which tactics it chose, on every ground, each query once.

use std::collections::BTreeSet;

use super::{ALL, Ground, Query, Tactic};
use crate::campaign::{Campaign, CampaignError, nearest};
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

/// The tactics a campaign names; all where it names none.
///
/// # Errors
/// An unknown id, with its line and the nearest known one.
pub fn chosen(campaign: &Campaign) -> Result<Vec<&'static Tactic>, CampaignError> {
    let given = &campaign.search.tactics;
    if given.is_empty() {
        return Ok(ALL.iter().collect());
    }
    given
        .iter()
        .enumerate()
        .map(|(at, id)| tactic(&id.replace('_', "-")).ok_or_else(|| unknown(campaign, at, id)))
        .collect()
}

fn unknown(campaign: &Campaign, at: usize, id: &str) -> CampaignError {
    let known = ALL.iter().map(|t| t.id).collect::<Vec<_>>();
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
/// As [`chosen`].
pub fn queries(campaign: &Campaign) -> Result<Made, CampaignError> {
    let grounds = Ground::all(campaign);
    let left_out = sites_left_out(campaign);
    let mut seen = BTreeSet::new();
    let mut made = Made::default();
    for tactic in chosen(campaign)? {
        for query in grounds.iter().flat_map(tactic.make) {
            let Some(query) = finish(query, tactic, &campaign.search.exclude, &left_out) else {
                continue;
            };
            if seen.insert((query.text.to_lowercase(), query.country.clone())) {
                made.queries.push(query);
            } else {
                made.repeated += 1;
            }
        }
    }
    Ok(made)
}

fn sites_left_out(campaign: &Campaign) -> Vec<String> {
    let given = campaign.search.exclude_sites.iter();
    given
        .filter_map(|s| parse_given(s))
        .filter_map(|u| Site::of(&u))
        .map(|s| format!("-{s}"))
        .collect()
}

/// Gives a query its name, exclusions and text; `None` where it would be empty or longer than engines read.
fn finish(mut query: Query, tactic: &Tactic, not: &[String], sites: &[String]) -> Option<Query> {
    tactic.id.clone_into(&mut query.tactic);
    query.not.extend(
        not.iter()
            .map(|w| super::ground::plain_words(w))
            .filter(|w| !w.is_empty()),
    );
    query.site.extend(
        sites
            .iter()
            .filter(|s| !query.site.contains(s))
            .cloned()
            .collect::<Vec<_>>(),
    );
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
    (!query.text.is_empty()).then_some(query)
}

fn too_long(text: &str) -> bool {
    text.chars().count() > MOST_CHARS || text.split_whitespace().count() > MOST_WORDS
}

#[cfg(test)]
mod tests {
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
        assert_eq!(ids.len(), ALL.len());
        assert!(ALL.iter().all(|t| !t.help.is_empty()
            && t.explanation.len() > 20
            && (1..=100).contains(&t.promise)));
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn no_query_is_empty_repeated_or_longer_than_engines_read(
            name in "[A-Za-z0-9 \"()ÄЖ灯|:-]{0,60}X", words in proptest::collection::vec("\\PC{1,140}", 0..4), not in proptest::collection::vec("\\PC{1,60}", 0..12)
        ) {
            let mut c = Campaign::of(&name, &["DE", "GB"]).unwrap();
            c.product.buyer_words = words.clone();
            c.product.related = words;
            c.search.exclude = not;
            let mut seen = BTreeSet::new();
            for q in queries(&c).unwrap().queries {
                prop_assert!(!q.text.trim().is_empty());
                prop_assert!(q.text.chars().count() <= MOST_CHARS && q.text.split_whitespace().count() <= MOST_WORDS, "{}", q.text);
                prop_assert!(seen.insert((q.text.to_lowercase(), q.country.clone())), "{}", q.text);
            }
        }
    }
}
