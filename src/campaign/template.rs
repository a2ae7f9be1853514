//! The commented campaign that `init` writes.

use super::{Campaign, CampaignError, Market};
use crate::market::{country, region_named};

/// A commented campaign file for a product and some countries (`["all"]` for every one).
///
/// # Errors
/// Where the product is empty or a country is unknown.
pub fn template(product: &str, countries: &[impl AsRef<str>]) -> Result<String, CampaignError> {
    let campaign = Campaign::of(product, countries)?;
    let all = countries
        .iter()
        .any(|c| c.as_ref().trim().eq_ignore_ascii_case("all"));
    let market = &campaign.market;
    Ok(include_str!("data/template.toml")
        .replace(
            "@PRODUCT@",
            &toml::Value::from(campaign.product.name.as_str()).to_string(),
        )
        .replace("@COUNTRIES@", &list(market, all))
        .replace("@NAMES@", &names(market, all)))
}

fn list(market: &Market, all: bool) -> String {
    if all {
        return "\"all\"".to_owned();
    }
    let groups = market.groups.iter().map(|(name, _)| name.clone());
    let named: Vec<String> = groups.chain(single(market)).collect();
    toml::Value::from(named).to_string()
}

/// The countries that no group brought.
fn single(market: &Market) -> impl Iterator<Item = String> {
    let groups = market.groups.iter();
    let grouped: Vec<&String> = groups
        .filter_map(|(name, _)| region_named(name))
        .flat_map(|region| &region.countries)
        .collect();
    let countries = market.countries.iter();
    countries
        .filter(move |code| !grouped.contains(code))
        .cloned()
}

fn names(market: &Market, all: bool) -> String {
    if all {
        return "every country but your own".to_owned();
    }
    let groups = market.groups.iter();
    let groups = groups.map(|(name, many)| format!("{name} = {many} countries"));
    let named = single(market).filter_map(|code| country(&code));
    let single = named.map(|c| format!("{} {}", c.name, c.zh));
    groups.chain(single).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_stays_a_word_in_the_file_and_is_read_again() {
        let text = template("LED light", &["EU", "巴西", "DE"]).unwrap();
        assert!(text.contains("countries = [\"EU\", \"BR\"]"), "{text}");
        assert!(text.contains("EU = 27 countries, Brazil 巴西"), "{text}");
        let read = Campaign::parse(&text, "c.toml", std::path::Path::new("")).unwrap();
        assert_eq!(read.market.countries.len(), 28);
        assert_eq!(read.market.groups, [("EU".to_owned(), 27)]);
    }

    #[test]
    fn a_group_leaves_out_the_sellers_own_country_and_a_word_near_one_is_proposed() {
        let text = "[seller]\ncountry = \"CN\"\n[product]\nname = \"x\"\n[market]\ncountries = [\"东亚\", \"JP\"]\n";
        let read = |text: &str| Campaign::parse(text, "c.toml", std::path::Path::new(""));
        let market = read(text).unwrap().market;
        assert!(market.countries.contains(&"JP".to_owned()));
        assert!(!market.countries.contains(&"CN".to_owned()));
        let fault = read(&text.replace("东亚", "Midle East")).unwrap_err();
        assert!(fault.hint.unwrap().contains("`Middle East`"));
    }
}
