//! What a store has taught: the yields of tactics, the best customers' words, product phrases the campaign lacks.

use std::path::Path;

use super::job::store_path;
use super::naming::Name;
use crate::campaign::Campaign;
use crate::cli::failure::Result;
use crate::cli::options::Global;
use crate::cli::output::talk;
use crate::cli::place;
use crate::cli::tongue::{count, say};
use crate::lead::Lead;
use crate::plan::Yields;
use crate::run::{
    self, Phrase, conclude_campaign, missing_phrases, shared_phrases, strange_phrases,
};
use crate::store::Store;
use crate::suppress::Suppressions;
use crate::text::printable;
use crate::web::{Site, parse_given};

/// Phrases listed after a search.
const LISTED: usize = 20;
/// Phrases listed of which nothing says whether they name the product.
const STRANGE: usize = 8;
/// Words taken from the best customers' sites.
const WORDS: usize = 8;

/// The yields of tactics as a campaign's store has them, and the words of its seeds, which go into the campaign. Nothing
/// where there is no store yet, and in a replay: the same archive gives the same queries.
///
/// # Errors
/// The store is there and cannot be read.
pub fn learn(campaign: &mut Campaign, key: &str, global: &Global) -> Result<Yields> {
    let path = store_path(campaign, global)?;
    if campaign.run.replay.is_some() || !path.exists() {
        return Ok(Yields::new());
    }
    let failed = |error| place::store_failure(&error);
    let store = Store::open_read_only(&path).map_err(failed)?;
    let rules = run::rules(campaign, Suppressions::default(), global.lang.code());
    let leads = conclude_campaign(&store, key, &rules)
        .map_err(failed)?
        .leads;
    if campaign.known.words.is_empty() {
        campaign.known.words = words_of_seeds(&leads, campaign);
    }
    let sightings = store.sightings(key).map_err(failed)?;
    Ok(run::yields(&leads, &sightings))
}

fn words_of_seeds(leads: &[Lead], campaign: &Campaign) -> Vec<String> {
    let known = &campaign.known;
    let buyers = known.buyers.iter().filter_map(|firm| firm.site.as_ref());
    let seeds: Vec<Site> = known
        .seeds
        .iter()
        .chain(buyers)
        .filter_map(|given| Site::of(&parse_given(given)?))
        .collect();
    let is_seed = |lead: &&Lead| {
        let own = lead.website.as_deref().and_then(parse_given);
        own.as_ref()
            .and_then(Site::of)
            .is_some_and(|site| seeds.contains(&site))
    };
    let of_seeds: Vec<&Lead> = leads.iter().filter(is_seed).collect();
    // One good customer is enough; with several, what only one writes comes last anyway.
    let phrases = shared_phrases(of_seeds.into_iter(), 1);
    phrases.into_iter().take(WORDS).map(|p| p.text).collect()
}

/// Says which product phrases fitting companies use and the campaign lacks.
pub fn say_phrases(leads: &[Lead], campaign: &Campaign) {
    let missing = missing_phrases(leads, campaign, LISTED);
    list(
        &say(
            "what fitting companies write in titles and the campaign lacks (`--accept` adds it):",
            &[],
        ),
        &missing,
    );
    let strange = strange_phrases(leads, campaign, STRANGE);
    list(
        &say(
            "perhaps a name of the product, in a language that has none yet (to be added by hand, under `[product.names]`):",
            &[],
        ),
        &strange,
    );
}

fn list(heading: &str, phrases: &[Phrase]) {
    if phrases.is_empty() {
        return;
    }
    talk(heading);
    for phrase in phrases {
        let language = phrase.language.as_deref().unwrap_or("–");
        talk(&format!(
            "{:6}  {language}  {}",
            phrase.companies,
            printable(&phrase.text)
        ));
    }
}

/// Adds the phrases for the product's goods to the campaign's file: English ones to `buyer_words`, others to `[product.names]`.
///
/// # Errors
/// The file cannot be read or written, or would be no campaign afterwards: it is left as it was.
pub fn accept_phrases(path: &Path, leads: &[Lead], campaign: &Campaign) -> Result<()> {
    let phrases = missing_phrases(leads, campaign, LISTED);
    if phrases.is_empty() {
        talk(&say(
            "nothing to accept: no two fitting companies share a phrase for the product that the campaign lacks",
            &[],
        ));
        return Ok(());
    }
    let names: Vec<Name> = phrases
        .into_iter()
        .map(|p| Name {
            language: p.language,
            text: p.text,
        })
        .collect();
    let added = super::naming::add_names(path, &names)?;
    talk(&say(
        "added {0} to {1}",
        &[&count(added, "phrase"), &path.display()],
    ));
    Ok(())
}
