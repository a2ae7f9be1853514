//! One company, put together page by page. What comes out does not depend on the order of the pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use url::Url;

use super::best::choose_best;
use super::merge::Merged;
use super::name::Names;
use super::record::Lead;
use super::standing::standing;
use crate::finding::{
    Address, Brand, ContactForm, Email, Findings, Messenger, Notice, Origin, Page, Person, Phone,
    Registration, Role, Sign, Social,
};
use crate::market::{country_of_host, site_class};
use crate::text::fold;
use crate::web::{Site, parse_given};

/// Titles kept of one company.
const MOST_TITLES: usize = 8;

/// Puts one company together.
#[derive(Debug, Default)]
pub struct LeadBuilder {
    names: Names,
    emails: Merged<Email>,
    phones: Merged<Phone>,
    addresses: Merged<Address>,
    messengers: Merged<Messenger>,
    socials: Merged<Social>,
    forms: Merged<ContactForm>,
    people: Merged<Person>,
    registrations: Merged<Registration>,
    roles: Merged<Role>,
    brands: Merged<Brand>,
    signs: Merged<Sign>,
    notices: Merged<Notice>,
    sites: BTreeMap<Site, (u32, String)>,
    platforms: BTreeSet<String>,
    countries: BTreeMap<String, u32>,
    languages: BTreeSet<String>,
    titles: BTreeSet<(u8, String)>,
    origins: BTreeSet<Origin>,
    seen: Option<(Timestamp, Timestamp)>,
    first_source: Option<String>,
    pages: u32,
}

impl LeadBuilder {
    /// Takes in one page, or one row of a list.
    pub fn add(&mut self, page: Page) {
        self.pages += 1;
        self.take_address(&page);
        self.take_time(page.fetched_at);
        let source = if page.source.is_empty() {
            &page.url
        } else {
            &page.source
        };
        if self.first_source.as_ref().is_none_or(|s| source < s) {
            self.first_source = Some(source.clone());
        }
        if !page.title.trim().is_empty() && page.status < 400 {
            self.titles.insert((standing(&page.url), page.title));
        }
        self.languages.extend(page.language);
        self.origins.extend(page.origins);
        if let Some(country) = page.country {
            *self.countries.entry(country).or_default() += 2;
        }
        self.take_findings(page.findings);
    }

    fn take_address(&mut self, page: &Page) {
        let Some(url) = parse_given(&page.url).filter(|_| page.url.contains("://")) else {
            return;
        };
        let Some(site) = Site::of(&url) else { return };
        if site_class(&site).is_some() {
            self.platforms.insert(page.url.clone());
            return;
        }
        let home = home_of(&url);
        let (pages, kept) = self.sites.entry(site).or_insert_with(|| (0, home.clone()));
        *pages += 1;
        if (home.len(), &home) < (kept.len(), kept) {
            *kept = home;
        }
    }

    fn take_time(&mut self, at: Timestamp) {
        let (first, last) = self.seen.unwrap_or((at, at));
        self.seen = Some((first.min(at), last.max(at)));
    }

    fn take_findings(&mut self, found: Findings) {
        for country in found.addresses.iter().filter_map(|a| a.country.as_ref()) {
            *self.countries.entry(country.clone()).or_default() += 3;
        }
        if let Some(company) = found.company {
            self.names.add(company);
        }
        self.emails.add(found.emails);
        self.phones.add(found.phones);
        self.addresses.add(found.addresses);
        self.messengers.add(found.messengers);
        self.socials.add(found.socials);
        self.forms.add(found.contact_forms);
        self.people.add(found.people);
        self.registrations.add(found.registrations);
        self.roles.add(found.roles);
        self.brands.add(found.brands);
        self.signs.add(found.signs);
        self.notices.add(found.notices);
    }

    fn take_all(&mut self) -> Findings {
        Findings {
            company: std::mem::take(&mut self.names).into_best(),
            emails: std::mem::take(&mut self.emails).into_list(),
            phones: std::mem::take(&mut self.phones).into_list(),
            addresses: whole_ones(std::mem::take(&mut self.addresses).into_list()),
            messengers: std::mem::take(&mut self.messengers).into_list(),
            socials: std::mem::take(&mut self.socials).into_list(),
            contact_forms: std::mem::take(&mut self.forms).into_list(),
            people: std::mem::take(&mut self.people).into_list(),
            registrations: std::mem::take(&mut self.registrations).into_list(),
            roles: std::mem::take(&mut self.roles).into_list(),
            brands: std::mem::take(&mut self.brands).into_list(),
            signs: by_points(std::mem::take(&mut self.signs).into_list()),
            notices: std::mem::take(&mut self.notices).into_list(),
        }
    }

    /// The company.
    pub fn finish(mut self) -> Lead {
        let findings = self.take_all();
        let mut sites: Vec<(Site, (u32, String))> =
            std::mem::take(&mut self.sites).into_iter().collect();
        sites.sort_by(|(sa, (na, _)), (sb, (nb, _))| nb.cmp(na).then_with(|| sa.cmp(sb)));
        let country = country_by_vote(self.countries, sites.first().map(|(s, _)| s));
        let source = self.first_source.unwrap_or_default();
        let key = first_key(
            &findings,
            &FirstKey {
                site: sites.first().map(|(s, _)| s),
                country: country.as_deref(),
                source: &source,
            },
        );
        let mut urls = sites
            .into_iter()
            .map(|(_, (_, url))| url)
            .chain(self.platforms);
        Lead {
            id: hash(&key),
            website: urls.next(),
            country,
            best: choose_best(&findings),
            findings,
            titles: self
                .titles
                .into_iter()
                .map(|(_, t)| t)
                .take(MOST_TITLES)
                .collect(),
            languages: self.languages.into_iter().collect(),
            sites: urls.collect(),
            pages: self.pages,
            fit: true,
            score: None,
            tier: None,
            buyer_type: None,
            reasons: Vec::new(),
            origins: self.origins.into_iter().collect(),
            first_seen: self.seen.map(|(first, _)| first),
            last_seen: self.seen.map(|(_, last)| last),
        }
    }
}

/// Addresses without those that say less of a place that another one says in full.
fn whole_ones(addresses: Vec<Address>) -> Vec<Address> {
    let all = addresses.clone();
    let is_less = |less: &Address| all.iter().any(|more| says_more(more, less));
    let mut seen = BTreeSet::new();
    addresses
        .into_iter()
        .filter(|a| !is_less(a) && is_new(a, &mut seen))
        .collect()
}

/// Is it the first one of its code with the same letters, and numbers in the same order? The ward of a town is written to
/// the town here and to the street there.
fn is_new(address: &Address, seen: &mut BTreeSet<(String, String, Vec<char>)>) -> bool {
    let Some(code) = &address.postal_code else {
        return true;
    };
    let parts = [&address.region, &address.city, &address.street];
    let text = fold(&parts.map(|p| p.as_deref().unwrap_or_default()).join(" "));
    let numbers: Vec<&str> = text
        .split(|c: char| !c.is_numeric())
        .filter(|n| !n.is_empty())
        .collect();
    let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    letters.sort_unstable();
    seen.insert((code.clone(), numbers.join(" "), letters))
}

/// Does an address say all that another one says, and its postal code or town besides?
fn says_more(more: &Address, less: &Address) -> bool {
    let holds = |more: &Option<String>, less: &Option<String>| {
        less.as_ref()
            .is_none_or(|less| more.as_ref().is_some_and(|more| fold(more) == fold(less)))
    };
    let parts =
        |a: &Address| [&a.street, &a.city, &a.region, &a.postal_code, &a.country].map(Clone::clone);
    let (said, kept) = (parts(more), parts(less));
    let count = |parts: &[Option<String>]| parts.iter().flatten().count();
    kept[0].is_some()
        && count(&said) > count(&kept)
        && said.iter().zip(&kept).all(|(more, less)| holds(more, less))
}

/// The loudest first.
fn by_points(mut signs: Vec<Sign>) -> Vec<Sign> {
    signs.sort_by(|a, b| b.points.cmp(&a.points).then_with(|| a.value.cmp(&b.value)));
    signs
}

/// The address of the site's front page as its host writes it.
fn home_of(url: &Url) -> String {
    let mut home = url.clone();
    home.set_path("/");
    home.set_query(None);
    home.set_fragment(None);
    home.to_string()
}

/// The country most often named; the domain's own counts like an address.
fn country_by_vote(mut votes: BTreeMap<String, u32>, site: Option<&Site>) -> Option<String> {
    if let Some(country) = site.and_then(|s| country_of_host(s.as_str())) {
        *votes.entry(country.code.clone()).or_default() += 3;
    }
    votes
        .into_iter()
        .max_by(|(ka, a), (kb, b)| a.cmp(b).then_with(|| kb.cmp(ka)))
        .map(|(code, _)| code)
}

struct FirstKey<'a> {
    site: Option<&'a Site>,
    country: Option<&'a str>,
    source: &'a str,
}

/// What the company is known by: its site, else an address, a number, its name and country, the row it stands in.
fn first_key(found: &Findings, other: &FirstKey) -> String {
    if let Some(site) = other.site {
        return format!("site:{site}");
    }
    if let Some(email) = found.emails.iter().map(|e| e.value.to_lowercase()).min() {
        return format!("email:{email}");
    }
    if let Some(phone) = found
        .phones
        .iter()
        .map(|p| p.e164.as_str())
        .filter(|p| !p.is_empty())
        .min()
    {
        return format!("phone:{phone}");
    }
    match &found.company {
        Some(company) => format!(
            "name:{}:{}",
            crate::link::name_key(&company.value),
            other.country.unwrap_or_default()
        ),
        None => format!("source:{}", other.source),
    }
}

/// The first 16 hexadecimal digits of SHA-256.
fn hash(key: &str) -> String {
    let digest = Sha256::digest(key.as_bytes());
    digest
        .iter()
        .take(8)
        .fold(String::with_capacity(16), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
