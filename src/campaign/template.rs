//! The commented campaign that `init` writes.

use super::{Campaign, CampaignError, Market};
use crate::market::{country, region_named};

/// A commented campaign file for a product and some countries (`["all"]` for every one); its comments are in English or
/// Chinese (`zh`).
///
/// # Errors
/// Where the product is empty or a country is unknown.
pub fn template(
    product: &str,
    countries: &[impl AsRef<str>],
    lang: &str,
) -> Result<String, CampaignError> {
    let campaign = Campaign::of(product, countries)?;
    let all = countries
        .iter()
        .any(|c| c.as_ref().trim().eq_ignore_ascii_case("all"));
    let market = &campaign.market;
    let text = if lang == "zh" {
        include_str!("data/template.zh.toml")
    } else {
        include_str!("data/template.toml")
    };
    Ok(text
        .replace(
            "@PRODUCT@",
            &toml::Value::from(campaign.product.name.as_str()).to_string(),
        )
        .replace("@COUNTRIES@", &list(market, all))
        .replace("@NAMES@", &names(market, all, lang)))
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

fn names(market: &Market, all: bool, lang: &str) -> String {
    let zh = lang == "zh";
    if all {
        let every = if zh {
            "本国以外的所有国家"
        } else {
            "every country but your own"
        };
        return every.to_owned();
    }
    let noun = if zh { "个国家" } else { "countries" };
    let groups = market.groups.iter();
    let groups = groups.map(|(name, many)| format!("{name} = {many} {noun}"));
    let named = single(market).filter_map(|code| country(&code));
    let single = named.map(|c| format!("{} {}", c.name, c.zh));
    groups.chain(single).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_stays_a_word_in_the_file_and_is_read_again() {
        let text = template("LED light", &["EU", "巴西", "DE"], "en").unwrap();
        assert!(text.contains("countries = [\"EU\", \"BR\"]"), "{text}");
        assert!(text.contains("EU = 27 countries, Brazil 巴西"), "{text}");
        let read = Campaign::parse(&text, "c.toml", std::path::Path::new("")).unwrap();
        assert_eq!(read.market.countries.len(), 28);
        assert_eq!(read.market.groups, [("EU".to_owned(), 27)]);
    }

    #[test]
    fn both_languages_write_the_same_campaign_and_name_the_same_keys() {
        let text = |lang| template("LED light", &["DE", "东南亚"], lang).unwrap();
        let read = |text: &str| Campaign::parse(text, "c.toml", std::path::Path::new("")).unwrap();
        let (en, zh) = (text("en"), text("zh"));
        assert_eq!(read(&en).fingerprint(), read(&zh).fingerprint());
        let keys = |text: &str| -> Vec<String> {
            let written = text.lines().map(|line| line.trim_start_matches("# "));
            let keys = written.filter_map(|line| line.split_once(" = "));
            let plain = |key: &str| key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            keys.map(|(key, _)| key.to_owned())
                .filter(|key| plain(key))
                .collect()
        };
        assert_eq!(keys(&en), keys(&zh));
        assert!(keys(&en).len() > 25 && zh.contains("任务文件"));
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
