//! What a campaign must keep to beyond its form: a product, countries and languages that exist, readable sites.

use super::fault::{FileFault, nearest};
use super::toml_file::PATHS;
use super::{Campaign, Firm};
use crate::market::{countries, country_named, language, languages, region_named, regions, tag};
use crate::web::parse_given;

/// Checks a campaign and brings names to codes.
pub fn check(campaign: &mut Campaign) -> Result<(), FileFault> {
    check_product(campaign)?;
    if let Some(given) = campaign.seller.country.take() {
        campaign.seller.country = Some(code_of(campaign, &given, &["seller", "country"])?);
    }
    (campaign.market.countries, campaign.market.groups) = codes(campaign)?;
    check_languages(campaign)?;
    check_sites(campaign)?;
    check_paths(campaign)?;
    check_numbers(campaign)
}

fn check_product(campaign: &Campaign) -> Result<(), FileFault> {
    if campaign.product.name.trim().is_empty() {
        return Err(campaign
            .fault_at(&["product", "name"], "the product has no name")
            .with_hint(
                "write what you sell under [product], in English: name = \"LED flood light\"",
            ));
    }
    if !campaign.product.name.chars().any(char::is_alphanumeric) {
        let what = format!(
            "the product's name `{}` has no letter or digit",
            campaign.product.name
        );
        return Err(campaign.fault_at(&["product", "name"], what));
    }
    Ok(())
}

/// Groups of countries as they were named, with how many countries each brought.
type Groups = Vec<(String, usize)>;

/// The countries by code, and the groups among the names with how many countries each brought.
fn codes(campaign: &Campaign) -> Result<(Vec<String>, Groups), FileFault> {
    let given = &campaign.market.countries;
    if given
        .iter()
        .any(|c| c.eq_ignore_ascii_case("all") || c == "全部")
    {
        let own = campaign.seller.country.as_deref();
        let all = countries().iter().map(|c| c.code.clone());
        let abroad = all.filter(|c| Some(c.as_str()) != own).collect();
        return Ok((abroad, Vec::new()));
    }
    let own = campaign.seller.country.as_deref();
    let (mut codes, mut groups) = (Vec::new(), Vec::new());
    for (at, name) in given.iter().enumerate() {
        let group = country_named(name).map_or_else(|| region_named(name), |_| None);
        let named = match group {
            Some(region) => {
                let all = region.countries.iter().cloned();
                let abroad: Vec<String> = all.filter(|code| Some(code.as_str()) != own).collect();
                groups.push((name.trim().to_owned(), abroad.len()));
                abroad
            }
            None => vec![code_of(
                campaign,
                name,
                &["market", "countries", &at.to_string()],
            )?],
        };
        for code in named {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
    }
    Ok((codes, groups))
}

fn code_of(campaign: &Campaign, name: &str, path: &[&str]) -> Result<String, FileFault> {
    if let Some(country) = country_named(name) {
        return Ok(country.code.clone());
    }
    let names = countries().iter().flat_map(|c| {
        [c.name.as_str(), c.zh.as_str()]
            .into_iter()
            .chain(c.own.iter().map(String::as_str))
    });
    let groups = regions()
        .iter()
        .flat_map(|r| [r.name.as_str(), r.zh.as_str()]);
    let ways = "write a code (DE), an English name (Germany), a Chinese one (德国), the country's own, a group (EU, Middle East, 东南亚; `buyerscout markets groups` lists them), or \"all\"";
    let hint = match nearest(name, names.chain(groups)) {
        Some(near) => format!("did you mean `{near}`? {ways}"),
        None => ways.to_owned(),
    };
    Err(campaign
        .fault_at(path, format!("unknown country `{name}`"))
        .with_hint(hint))
}

fn check_languages(campaign: &mut Campaign) -> Result<(), FileFault> {
    let mut codes = Vec::new();
    for (at, given) in campaign.market.languages.iter().enumerate() {
        let code = language_code(campaign, given, &["market", "languages", &at.to_string()])?;
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    campaign.market.languages = codes;
    let mut names = std::collections::BTreeMap::new();
    for (given, words) in &campaign.product.names {
        let code = language_code(campaign, given, &["product", "names", given])?;
        names
            .entry(tag(given).unwrap_or(code))
            .or_insert_with(Vec::new)
            .extend(words.iter().cloned());
    }
    campaign.product.names = names;
    Ok(())
}

fn language_code(campaign: &Campaign, given: &str, path: &[&str]) -> Result<String, FileFault> {
    let folded = crate::text::fold(given);
    let by_name = || {
        languages().iter().find(|l| {
            [&l.name, &l.zh, &l.own]
                .iter()
                .any(|n| crate::text::fold(n) == folded)
        })
    };
    if let Some(found) = language(given).or_else(by_name) {
        return Ok(found.code.clone());
    }
    let hint = match nearest(given, languages().iter().map(|l| l.name.as_str())) {
        Some(near) => format!("did you mean `{near}`? a two-letter code or a name is read"),
        None => "write a two-letter code (de) or an English name (German); `buyerscout markets` lists them".to_owned(),
    };
    Err(campaign
        .fault_at(path, format!("unknown language `{given}`"))
        .with_hint(hint))
}

fn check_sites(campaign: &Campaign) -> Result<(), FileFault> {
    let site = |given: &str, path: &[&str]| match parse_given(given) {
        Some(_) => Ok(()),
        None => Err(campaign
            .fault_at(path, format!("`{given}` is no address of a site"))
            .with_hint("write a domain such as `muster.de`")),
    };
    if let Some(own) = campaign.seller.site.as_deref().filter(|s| !s.is_empty()) {
        site(own, &["seller", "site"])?;
    }
    for (at, seed) in campaign.known.seeds.iter().enumerate() {
        site(seed, &["known", "seeds", &at.to_string()])?;
    }
    for (at, given) in campaign.search.exclude_sites.iter().enumerate() {
        site(given, &["search", "exclude_sites", &at.to_string()])?;
    }
    for (at, given) in campaign.packs.exclude_sites.iter().enumerate() {
        site(
            given.trim_start_matches('-'),
            &["packs", "exclude_sites", &at.to_string()],
        )?;
    }
    for (key, firms) in [
        ("buyers", &campaign.known.buyers),
        ("competitors", &campaign.known.competitors),
        ("names", &campaign.known.names),
    ] {
        for (at, firm) in firms.iter().enumerate() {
            check_firm(campaign, firm, &["known", key, &at.to_string()])?;
        }
    }
    Ok(())
}

/// `"C:\temp\new.csv"` is read as a tab and a line's end, which no path has.
fn check_paths(campaign: &Campaign) -> Result<(), FileFault> {
    let paths = [
        (["known", "customers"], &campaign.known.customers),
        (["run", "store"], &campaign.run.store),
        (["run", "replay"], &campaign.run.replay),
        (["export", "file"], &campaign.export.file),
    ];
    for (key, path) in paths {
        let text = path.as_ref().map(|path| path.to_string_lossy());
        if text.is_some_and(|text| text.chars().any(char::is_control)) {
            let what = "the path holds a tab or a line's end: a backslash in double quotes begins an escape";
            return Err(campaign.fault_at(&key, what).with_hint(PATHS));
        }
    }
    Ok(())
}

fn check_firm(campaign: &Campaign, firm: &Firm, path: &[&str]) -> Result<(), FileFault> {
    if firm.name.trim().is_empty() {
        return Err(campaign
            .fault_at(path, "a firm needs a name")
            .with_hint("{ name = \"Rexel\", site = \"rexel.com\" }"));
    }
    match firm.site.as_deref().filter(|s| !s.is_empty()) {
        Some(site) if parse_given(site).is_none() => {
            Err(campaign.fault_at(path, format!("`{site}` is no address of a site")))
        }
        _ => Ok(()),
    }
}

fn check_numbers(campaign: &Campaign) -> Result<(), FileFault> {
    for (key, value) in [
        ("budget", campaign.search.budget),
        ("result_pages", campaign.search.result_pages),
    ] {
        if value == 0 {
            return Err(campaign
                .fault_at(&["search", key], "0 would ask nothing")
                .with_hint("write 1 or more, or leave the key out"));
        }
    }
    match campaign.search.min_share {
        Some(share) if !(0.0..=1.0).contains(&share) => Err(campaign
            .fault_at(&["search", "min_share"], format!("{share} is no share"))
            .with_hint("write a number between 0 and 1; 0.6 is trade practice")),
        _ => Ok(()),
    }
}
