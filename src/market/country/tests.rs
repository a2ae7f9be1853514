//! The table of countries is whole, and every name people use leads to its country.

use std::collections::HashSet;

use super::*;
use crate::market::{language, languages};

fn code_of(name: &str) -> Option<&'static str> {
    country_named(name).map(|c| c.code.as_str())
}

#[test]
fn people_name_countries_in_many_ways() {
    for (name, code) in [
        ("de", "DE"),
        ("DEU", "DE"),
        ("Deutschland", "DE"),
        ("德国", "DE"),
        ("德國", "DE"),
        ("ＤＥ", "DE"),
        ("Ｇｅｒｍａｎｙ", "DE"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("england", "GB"),
        ("Great Britain", "GB"),
        ("英国", "GB"),
        ("Holland", "NL"),
        ("The Netherlands", "NL"),
        ("Nederland", "NL"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("美国", "US"),
        ("united states of america", "US"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("turkiye", "TR"),
        ("土耳其", "TR"),
        ("UAE", "AE"),
        ("阿联酋", "AE"),
        ("Россия", "RU"),
        ("Russian Federation", "RU"),
        ("俄罗斯", "RU"),
        ("日本", "JP"),
        ("Nippon", "JP"),
        ("한국", "KR"),
        ("South Korea", "KR"),
        ("대한민국", "KR"),
        ("Česko", "CZ"),
        ("Czech Republic", "CZ"),
        ("Việt Nam", "VN"),
        ("vietnam", "VN"),
        ("Brasil", "BR"),
        ("ประเทศไทย", "TH"),
        ("ไทย", "TH"),
        ("السعودية", "SA"),
        ("المملكة العربية السعودية", "SA"),
        ("沙特", "SA"),
        ("ישראל", "IL"),
        ("Ελλάδα", "GR"),
        ("Hellas", "GR"),
        ("भारत", "IN"),
        ("Ivory Coast", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Georgia", "GE"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Guinea", "GN"),
        ("Guinea-Bissau", "GW"),
        ("香港", "HK"),
        ("Hongkong", "HK"),
        ("Macau", "MO"),
        ("台湾", "TW"),
        ("臺灣", "TW"),
        ("España", "ES"),
        ("Bosnia and Herzegovina", "BA"),
        ("Trinidad and Tobago", "TT"),
        ("St. Lucia", "LC"),
        ("Korea, Republic of", "KR"),
        ("Österreich", "AT"),
        ("Srbija", "RS"),
    ] {
        assert_eq!(code_of(name), Some(code), "{name}");
    }
    assert_eq!(code_of("Atlantis"), None);
    assert_eq!(code_of(""), None);
}

#[test]
fn every_name_of_the_table_leads_to_its_country() {
    for c in countries() {
        for name in [&c.code, &c.name, &c.zh]
            .into_iter()
            .chain(&c.own)
            .chain(&c.also)
        {
            assert_eq!(code_of(name), Some(c.code.as_str()), "{name}");
        }
    }
}

#[test]
fn the_table_is_whole() {
    assert_eq!(countries().len(), 250);
    assert!(countries().windows(2).all(|two| two[0].code < two[1].code));
    for c in countries() {
        assert!(
            c.code.len() == 2 && c.code.bytes().all(|b| b.is_ascii_uppercase()),
            "{}",
            c.code
        );
        assert!(
            !c.calling.is_empty() && c.calling.bytes().all(|b| b.is_ascii_digit()),
            "{}",
            c.code
        );
        assert!(
            c.own.len() >= c.languages.len() && !c.languages.is_empty(),
            "{}",
            c.code
        );
        assert!(
            c.cities_en.is_empty() || c.cities_en.len() == c.cities.len(),
            "{}",
            c.code
        );
        for list in [&c.languages, &c.cities, &c.mail_hosts, &c.tlds] {
            assert_eq!(
                list.iter().collect::<HashSet<_>>().len(),
                list.len(),
                "{}: {list:?}",
                c.code
            );
        }
    }
}

#[test]
fn the_big_markets_have_cities_mail_hosts_and_words() {
    let big: Vec<_> = countries()
        .iter()
        .filter(|c| !c.cities.is_empty())
        .collect();
    assert!(big.len() >= 60, "{}", big.len());
    for c in big {
        assert!((3..=10).contains(&c.cities.len()), "{}", c.code);
        assert!(!c.mail_hosts.is_empty(), "{}", c.code);
        assert!(language(&c.languages[0]).is_some(), "{}", c.code);
    }
}

/// Without mail hosts of their own: nobody lives there, or those everybody uses are used there too.
const WITHOUT_MAIL_HOSTS: &[&str] = &[
    "AF", "AQ", "BV", "CC", "CX", "GS", "GW", "HM", "IO", "LR", "PN", "SO", "SS", "TF", "TK", "TL",
    "UM", "VA",
];

#[test]
fn mail_hosts_are_names_below_a_public_suffix_and_none_stands_twice() {
    let everywhere: HashSet<&String> = mail_hosts().iter().collect();
    assert_eq!(everywhere.len(), mail_hosts().len());
    let is_host = |host: &String| {
        let suffix = psl::suffix(host.as_bytes());
        let known = suffix.is_some_and(|s| s.is_known() && s.typ() == Some(psl::Type::Icann));
        let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
        known && psl::domain_str(host).is_some() && host.chars().all(fine)
    };
    let wrong: Vec<_> = mail_hosts().iter().filter(|h| !is_host(h)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    for c in countries() {
        let wrong: Vec<_> = c.mail_hosts.iter().filter(|h| !is_host(h)).collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", c.code);
        let common: Vec<_> = c
            .mail_hosts
            .iter()
            .filter(|h| everywhere.contains(h))
            .collect();
        assert!(common.is_empty(), "{}: {common:?}", c.code);
        let none = WITHOUT_MAIL_HOSTS.contains(&c.code.as_str());
        assert_eq!(c.mail_hosts.is_empty(), none, "{}", c.code);
    }
}

#[test]
fn the_sixty_biggest_importers_are_ranked_and_have_cities_and_zones() {
    let mut ranks: Vec<u8> = countries().iter().filter_map(|c| c.import_rank).collect();
    ranks.sort_unstable();
    assert!(ranks.len() >= 60);
    assert!(
        ranks
            .iter()
            .enumerate()
            .all(|(at, rank)| usize::from(*rank) == at + 1)
    );
    for c in countries().iter().filter(|c| c.import_rank.is_some()) {
        assert!(c.cities.len() >= 3, "{}", c.code);
    }
}

#[test]
fn every_inhabited_country_has_a_time_zone_that_exists_and_a_weekend() {
    for c in countries() {
        assert_eq!(
            c.time_zones.is_empty(),
            ["BV", "HM"].contains(&c.code.as_str()),
            "{}",
            c.code
        );
        for zone in &c.time_zones {
            assert!(jiff::tz::TimeZone::get(zone).is_ok(), "{} {zone}", c.code);
        }
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        assert!((1..=2).contains(&c.weekend.len()), "{}", c.code);
        assert!(
            c.weekend.iter().all(|d| days.contains(&d.as_str())),
            "{}",
            c.code
        );
        assert!(["google", "baidu", "yandex", "naver"].contains(&c.engine.as_str()));
    }
    let region = |code| country(code).unwrap().search_region();
    assert_eq!(
        (region("DE"), region("US")),
        ("de-DE".into(), "en-US".into())
    );
}

#[test]
fn every_language_of_business_has_a_file() {
    let known: HashSet<&str> = languages().iter().map(|l| l.code.as_str()).collect();
    for c in countries() {
        assert!(
            c.languages.iter().all(|l| known.contains(l.as_str())),
            "{}: {:?}",
            c.code,
            c.languages
        );
    }
}

#[test]
fn a_host_says_its_country_where_its_domain_does() {
    let of = |host: &str| country_of_host(host).map(|c| c.code.as_str());
    assert_eq!(of("www.muster.DE."), Some("DE"));
    assert_eq!(of("muster.co.uk"), Some("GB"));
    assert_eq!(of("muster.com.co"), Some("CO"));
    assert_eq!(of("muster.co"), None);
    assert_eq!(of("muster.io"), None);
    assert_eq!(of("me.github.io"), None);
    assert_eq!(of("muster.com"), None);
    assert_eq!(of("muster.eu"), None);
    assert_eq!(of("muster.xn--p1ai"), Some("RU"));
    assert_eq!(of("baecker.berlin"), Some("DE"));
    assert_eq!(of("de"), None);
}

#[test]
fn top_level_domains_exist_and_belong_to_one_country() {
    let mut seen = HashSet::new();
    for c in countries() {
        for tld in c.tlds.iter().chain(&c.regional_tlds) {
            assert!(seen.insert(tld), "{tld} twice");
            // The suffix list holds some countries' second level only.
            let below = ["", "co.", "com.", "org."].map(|second| format!("{second}{tld}"));
            let is_known =
                |name: &String| psl::suffix(name.as_bytes()).is_some_and(|s| s.is_known());
            assert!(below.iter().any(is_known), "{tld}");
        }
    }
}

#[test]
fn a_country_is_named_in_the_language_of_the_text() {
    let be = country("be").unwrap();
    assert_eq!(
        (
            be.name_in("nl"),
            be.name_in("fr"),
            be.name_in("zh"),
            be.name_in("th")
        ),
        ("België", "Belgique", "比利时", "Belgium")
    );
    assert_eq!(country("ru").unwrap().cities_in_english()[0], "Moscow");
    assert_eq!(country("us").unwrap().cities_in_english()[0], "New York");
}
