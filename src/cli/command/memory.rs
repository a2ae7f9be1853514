//! Which memory of a store a campaign goes on with: the one of its file's name and product, the one it names itself, or
//! the one it had before its file was renamed.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use crate::campaign::Campaign;
use crate::cli::failure::{Failure, Result};
use crate::cli::output::talk;
use crate::cli::place;
use crate::cli::tongue::{count, say};
use crate::fetch::{Keep, Kept, Memory as _};
use crate::store::{KnownCampaign, Store};
use crate::text::printable;

/// A new name counts for so long: for good.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(100 * 365 * 24);
/// Name of a campaign's file where nobody gives it one: that two have it says nothing.
const USUAL_NAME: &str = "campaign";
/// Campaigns named in a message.
const NAMED: usize = 8;

/// The memory of a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memory {
    /// Its key in the store.
    pub key: String,
    /// The name it was found by, where that is another one: the campaign's file was renamed.
    pub renamed: Option<String>,
}

impl Memory {
    /// The memory by the campaign's own name. The file's name and the product make it, so that a changed list of
    /// countries goes on.
    pub fn named(path: &Path, campaign: &Campaign) -> Self {
        let given = campaign.run.memory.as_deref().map(str::trim);
        let key = given.filter(|name| !name.is_empty()).map(str::to_owned);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        Self {
            key: key.unwrap_or_else(|| format!("{stem}: {}", campaign.product.name)),
            renamed: None,
        }
    }

    /// The memory in a store: that of the campaign's name; where the store does not know it, the one that goes on under
    /// this name, or the one whose last run made the very same searches.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn of(store: &Store, path: &Path, campaign: &Campaign) -> Result<Self> {
        let named = Self::named(path, campaign);
        let failed = |error| place::store_failure(&error);
        let known = store.known_campaigns().map_err(failed)?;
        if campaign.run.memory.is_some() || known.iter().any(|c| c.key == named.key) {
            return Ok(named);
        }
        let kept = store.get(Keep::Campaign, &named.key);
        let kept = kept.and_then(|kept| String::from_utf8(kept.value).ok());
        let before = match kept.filter(|key| known.iter().any(|c| c.key == *key)) {
            Some(key) => Some(key),
            None => store.campaign_of(&campaign.fingerprint()).map_err(failed)?,
        };
        Ok(match before {
            Some(key) => Self {
                key,
                renamed: Some(named.key),
            },
            None => named,
        })
    }

    /// Says that a renamed campaign goes on with what it had.
    pub fn say(&self) {
        if let Some(name) = &self.renamed {
            talk(&say(
                "`{0}` makes the searches of `{1}`: it goes on with its memory (for one of its own write `memory = \"…\"` under [run])",
                &[&printable(name), &printable(&self.key)],
            ));
        }
    }

    /// Keeps the new name of a renamed campaign, so that it goes on with its memory whatever is changed in it later.
    pub fn keep(&self, store: &Store) {
        if let Some(name) = &self.renamed {
            let kept = Kept {
                value: self.key.clone().into_bytes(),
                expires: Timestamp::now() + REMEMBERED,
            };
            store.put(Keep::Campaign, name, kept);
        }
    }
}

/// The failure of a campaign that a store holds nothing of: what it holds instead, and how to go on with that.
///
/// # Errors
/// The store cannot be read; it holds nothing of this campaign.
pub fn needs_content(store: &Store, memory: &Memory) -> Result<()> {
    let known = store
        .known_campaigns()
        .map_err(|error| place::store_failure(&error))?;
    if let Some(own) = known.iter().find(|c| c.key == memory.key) {
        if own.is_empty() {
            talk(&say("nothing yet of `{0}`", &[&printable(&memory.key)]));
        }
        return Ok(());
    }
    let what = say(
        "the store {0} holds nothing of the campaign `{1}`",
        &[&store.path().display(), &memory.key],
    );
    let held: Vec<&KnownCampaign> = known.iter().filter(|c| !c.is_empty()).collect();
    let Some(first) = held.first() else {
        return Err(
            Failure::usage(say("{0}, nor of any other", &[&what])).hint(say(
                "run `buyerscout harvest` with it first, or name the right store with --db",
                &[],
            )),
        );
    };
    Err(
        Failure::usage(say("{0}; it holds {1}", &[&what, &list(&held)])).hint(say(
            "name the campaign's own file; or, where its file or product was renamed, write `memory = {0}` under [run]; or name another store with --db",
            &[&toml::Value::from(first.key.as_str())],
        )),
    )
}

/// Says, before a campaign begins anew in a store that holds others, how to go on with one of them instead.
///
/// # Errors
/// The store cannot be read.
pub fn say_others(store: &Store, memory: &Memory, product: &str) -> Result<()> {
    let known = store
        .known_campaigns()
        .map_err(|error| place::store_failure(&error))?;
    let is_known = known.iter().any(|c| c.key == memory.key);
    let stem = memory.key.strip_suffix(&format!(": {product}"));
    let stem = stem.filter(|stem| *stem != USUAL_NAME);
    let alike = |c: &&KnownCampaign| {
        let (name, sold) = c.key.split_once(": ").unwrap_or((&c.key, ""));
        !c.is_empty() && (sold == product || Some(name) == stem)
    };
    let held: Vec<&KnownCampaign> = known.iter().filter(alike).collect();
    if let Some(first) = held.first().filter(|_| !is_known) {
        talk(&say(
            "`{0}` begins anew; this store also holds {1}: to go on with it write `memory = {2}` under [run]",
            &[
                &printable(&memory.key),
                &list(&held),
                &toml::Value::from(first.key.as_str()),
            ],
        ));
    }
    Ok(())
}

/// Campaigns with what is held of each.
pub fn list(held: &[&KnownCampaign]) -> String {
    let one = |c: &&KnownCampaign| {
        let last = c.last.map(|at| say(", last read {0}", &[&day(at)]));
        format!(
            "`{}` ({}, {}{})",
            printable(&c.key),
            count(c.listed, "lead"),
            count(c.pages, "page"),
            last.unwrap_or_default()
        )
    };
    let mut named: Vec<String> = held.iter().take(NAMED).map(one).collect();
    if held.len() > NAMED {
        named.push(say("{0} more", &[&(held.len() - NAMED)]));
    }
    named.join(", ")
}

fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}
