//! The commented campaign that `init` writes.

use super::{Campaign, CampaignError};
use crate::market::country;

/// A commented campaign file for a product and some countries (`["all"]` for every one).
///
/// # Errors
/// Where the product is empty or a country is unknown.
pub fn template(product: &str, countries: &[impl AsRef<str>]) -> Result<String, CampaignError> {
    let campaign = Campaign::of(product, countries)?;
    let all = countries
        .iter()
        .any(|c| c.as_ref().trim().eq_ignore_ascii_case("all"));
    Ok(include_str!("data/template.toml")
        .replace(
            "@PRODUCT@",
            &toml::Value::from(campaign.product.name.as_str()).to_string(),
        )
        .replace("@COUNTRIES@", &list(&campaign.market.countries, all))
        .replace("@NAMES@", &names(&campaign.market.countries, all)))
}

fn list(codes: &[String], all: bool) -> String {
    if all {
        "\"all\"".to_owned()
    } else {
        toml::Value::from(codes.to_vec()).to_string()
    }
}

fn names(codes: &[String], all: bool) -> String {
    if all {
        return "every country but your own".to_owned();
    }
    codes
        .iter()
        .filter_map(|c| country(c))
        .map(|c| format!("{} {}", c.name, c.zh))
        .collect::<Vec<_>>()
        .join(", ")
}
