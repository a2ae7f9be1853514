//! The company's name: candidates from many places, weighed by place, by their agreement with each other and with the domain.
//!
//! Never `Home`, `Contact us`, who made the site, or the platform it runs on.

mod candidate;
mod cleaning;
mod domain;
mod form;
mod joined;
mod labelled;
pub(in crate::extract) mod legal;
mod named;
mod phrases;

use std::collections::BTreeMap;

use candidate::{Candidate, Place};

use super::kind::Kind;
use super::reading::Reading;
use crate::finding::{Company, Findings};

/// The company's name.
pub(super) const KIND: Kind = Kind {
    id: "company",
    about: "the legal or trading name of the company",
    read,
};

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let above = address_lines(reading, findings);
    findings.company = find(reading, &above).map(|(best, other)| Company {
        evidence: reading.evidence(&best.words),
        value: best.name,
        alternate_name: other,
    });
}

/// The lines in which the addresses of the text begin.
fn address_lines(reading: &Reading<'_>, findings: &Findings) -> Vec<usize> {
    let starts = findings.addresses.iter().take(8).filter_map(|a| {
        a.street
            .as_deref()?
            .split(", ")
            .next()
            .filter(|s| s.len() > 3)
    });
    starts
        .filter_map(|street| reading.lines().iter().position(|l| l.text.contains(street)))
        .collect()
}

/// Candidates that agree in everything but legal form and spelling.
#[derive(Debug, Default)]
struct Group {
    /// Folded words without legal form.
    core: Vec<String>,
    members: Vec<Candidate>,
    /// One of them has a legal form.
    formed: bool,
    score: i32,
}

/// A name that scores less than this is a guess nobody should read.
const LEAST: i32 = 3;

/// The name of the company whose page this is, and its other one. `above` are the first lines of the page's addresses.
fn find(reading: &Reading<'_>, above: &[usize]) -> Option<(Candidate, Option<String>)> {
    let label = domain::label(reading.document());
    let mut groups = group(candidate::candidates(reading, &label, above));
    for group in &mut groups {
        group.score = own_score(group, &label);
    }
    support_each_other(&mut groups);
    let mut best: Option<&Group> = None;
    for group in &groups {
        if group.score >= LEAST && best.is_none_or(|b| group.score > b.score) {
            best = Some(group);
        }
    }
    let best = fuller(&groups, best?);
    let other = other_name(&groups, best, &label);
    Some((spoken(best), other.map(|group| spoken(group).name)))
}

/// Beside a registered name the one that the domain is called by; beside a trading name the registered one, where the page
/// says whose it is.
fn other_name<'a>(groups: &'a [Group], best: &Group, label: &str) -> Option<&'a Group> {
    let has = |group: &Group, place: Place| group.members.iter().any(|m| m.place == place);
    let is_stated = |group: &Group| {
        let stated = [Place::Described, Place::Copyright, Place::Labelled];
        stated.into_iter().any(|place| has(group, place))
            || has(group, Place::Legal) && has(group, Place::AboveAddress)
    };
    let others = groups.iter().filter(|group| {
        let is_other = if group.formed {
            is_stated(group)
        } else {
            domain::agreement(&group.core, label) == IS_LABEL
        };
        is_other
            && group.score >= LEAST
            && group.formed != best.formed
            && !group.core.starts_with(&best.core)
            && !best.core.starts_with(&group.core)
    });
    others.max_by_key(|group| group.score)
}

/// The agreement of a name that is the domain's label.
const IS_LABEL: i32 = 7;

/// The registered name that has the best one in it, where it is nearly as well supported: `Muster` is what people
/// say, `Muster Handels GmbH` or `G. Muster S.A.` who it is.
fn fuller<'a>(groups: &'a [Group], best: &'a Group) -> &'a Group {
    if best.formed {
        return best;
    }
    if let Some(title) = around_spelling(groups, best) {
        return title;
    }
    let longer = groups.iter().filter(|g| {
        g.core.len() > best.core.len()
            && g.core.len() <= 7
            && g.formed
            && (g.core.starts_with(&best.core) || contains(&g.core, &best.core))
    });
    longer
        .filter(|g| g.score * 5 >= best.score * 2)
        .max_by_key(|g| g.score)
        .unwrap_or(best)
}

/// `Salon Muster` in the title and in the page, where the domain spells only `Muster` and nothing on the page stands so alone.
fn around_spelling<'a>(groups: &'a [Group], best: &Group) -> Option<&'a Group> {
    let within = |m: &Candidate| matches!(m.place, Place::SpellsDomain | Place::WithinTitle);
    let is_alone = |m: &Candidate| within(m) && m.words.trim() == m.name;
    if !best.members.iter().all(within) || best.members.iter().any(is_alone) {
        return None;
    }
    let said = |g: &Group, place: Place| g.members.iter().any(|m| m.place == place);
    let around = groups.iter().filter(|g| {
        let extra = g.core.len().saturating_sub(best.core.len());
        let is_name = |m: &Candidate| !m.name.contains([',', ':', '.', '!', '?']);
        !g.formed
            && (1..=2).contains(&extra)
            && (g.core.starts_with(&best.core) || g.core.ends_with(&best.core))
            && said(g, Place::Title)
            && g.members.iter().all(is_name)
    });
    // What one of the spellings says more must be all that any of them says: `Muster Consulting`, not `Muster` among words.
    let inside = |g: &Group, m: &Candidate| {
        g.members
            .iter()
            .any(|name| m.words.to_lowercase().contains(&name.name.to_lowercase()))
    };
    around
        .filter(|g| best.members.iter().all(|m| inside(g, m)))
        .max_by_key(|g| g.score)
}

/// Groups in the order in which their first member stands on the page.
fn group(candidates: Vec<Candidate>) -> Vec<Group> {
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for candidate in candidates {
        let core = legal::core(&candidate.name);
        let key = core.concat();
        if key.is_empty() {
            continue;
        }
        let place = *at.entry(key).or_insert_with(|| {
            groups.push(Group {
                core,
                ..Group::default()
            });
            groups.len() - 1
        });
        groups[place].formed |= legal::has_form(&candidate.name);
        groups[place].members.push(candidate);
    }
    groups
}

/// The weight of each place once, a little for repetition, the domain's agreement, less for length.
fn own_score(group: &Group, label: &str) -> i32 {
    let mut places: Vec<Place> = group.members.iter().map(|m| m.place).collect();
    let repeats = i32::try_from(places.len()).unwrap_or(i32::MAX).min(6);
    places.sort_unstable();
    places.dedup();
    let weight: i32 = places.iter().map(|p| p.weight()).sum();
    let spelt = group.members.iter().find_map(|m| domain::spelt(&m.name));
    let spelt = spelt.map_or(0, |name| domain::agreement(&legal::core(&name), label));
    let agreement = domain::agreement(&group.core, label).max(spelt);
    let length = i32::try_from(group.core.len()).unwrap_or(i32::MAX);
    let long = (length - 5).max(0) * 2;
    let formed = if group.formed { 2 } else { 0 };
    // `© 2012 muster.de`: the address of the site is who it is only where nothing else says so.
    let is_host = group.members.iter().all(|m| is_host(&m.name));
    let hosted = if is_host { 3 } else { 0 };
    weight + repeats / 2 + agreement + formed - long - hosted
}

/// Is it written like the address of a site: `muster.co.kr`?
fn is_host(name: &str) -> bool {
    let labels: Vec<&str> = name.split('.').collect();
    let is_plain = |label: &&str| {
        label.len() > 1
            && label
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    labels.len() > 1 && labels.iter().all(is_plain)
}

/// A name that is part of another one, or has it as a part, gains from it.
fn support_each_other(groups: &mut [Group]) {
    let own: Vec<i32> = groups.iter().map(|g| g.score).collect();
    for at in 0..groups.len().min(60) {
        let mut gained = 0;
        for other in 0..groups.len().min(60) {
            if at != other && contains(&groups[other].core, &groups[at].core) {
                gained += (own[other] / 3).clamp(0, 3);
            }
        }
        groups[at].score += gained.min(6);
    }
}

fn contains(long: &[String], short: &[String]) -> bool {
    short.len() < long.len()
        && short.iter().map(String::len).sum::<usize>() >= 4
        && long.windows(short.len()).any(|w| w == short)
}

/// The fullest spelling: with its legal form, from the best place.
fn spoken(group: &Group) -> Candidate {
    group
        .members
        .iter()
        .enumerate()
        .max_by_key(|(at, m)| {
            (
                legal::has_form(&m.name),
                m.place.weight(),
                m.name.contains(' '),
                std::cmp::Reverse(*at),
            )
        })
        .map(|(_, m)| m.clone())
        .expect("a group has a member")
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::extract::{Context, Deobfuscate, extract};

    fn page(url: &str, html: &str) -> crate::finding::Page {
        let url = url::Url::parse(url).unwrap();
        let document = Document::parse(html.as_bytes(), Some("text/html; charset=utf-8"), &url);
        let context = Context {
            source: "page",
            fetched_at: jiff::Timestamp::UNIX_EPOCH,
            status: 200,
            region: None,
            deobfuscate: Deobfuscate::Yes,
        };
        extract(&document, &context)
    }

    fn name(url: &str, html: &str) -> Option<String> {
        page(url, html).findings.company.map(|c| c.value)
    }

    #[test]
    fn the_registered_name_is_preferred_to_the_slogan() {
        let html = "<title>LED-Leuchten günstig | Kontakt</title><p>Willkommen</p><footer>© 2024 Muster Handels GmbH. Alle Rechte vorbehalten. Webdesign: Foo Media GmbH</footer>";
        assert_eq!(
            name("https://www.muster-handel.de/kontakt", html).as_deref(),
            Some("Muster Handels GmbH")
        );
    }

    #[test]
    fn a_registered_name_has_the_sites_name_beside_it() {
        let html = "<title>Lichtwelt24 – Leuchten</title><p>Willkommen bei Lichtwelt24</p><footer>© 2024 Andreas Maier Handels GmbH. Wir verkaufen Lampen der Philips GmbH.</footer>";
        let company = page("https://www.lichtwelt24.de/", html).findings.company;
        let company = company.unwrap();
        let names = [Some(company.value), company.alternate_name];
        let mut names: Vec<String> = names.into_iter().flatten().collect();
        names.sort();
        assert_eq!(names, ["Andreas Maier Handels GmbH", "Lichtwelt24"]);
        let plain = "<title>Muster – Leuchten</title><footer>© 2024 Muster Handels GmbH</footer><p>Lampen der Philips GmbH</p>";
        let company = page("https://www.muster.de/", plain).findings.company;
        assert_eq!(company.unwrap().alternate_name, None);
    }

    #[test]
    fn the_piece_of_the_title_that_is_the_domain_is_the_name() {
        let html = "<title>Car Finance Quick Quote – FinCar, Car Loans</title><h1>Contact us</h1>";
        assert_eq!(
            name("http://www.fincar.com.au/contact", html).as_deref(),
            Some("FinCar")
        );
    }

    #[test]
    fn the_title_around_the_domain_is_the_name_where_nothing_stands_alone() {
        for (url, html, expected) in [
            (
                "https://fantaso.com.ng/contact",
                "<title>Contact - Fantaso Resources</title><h4>Phone</h4><p>+234 708 555 7123</p>",
                "Fantaso Resources",
            ),
            (
                "https://fantaso.es/",
                "<title>Automóviles Fantaso</title><h4>Automóviles Fantaso</h4><p>Écija</p>",
                "Automóviles Fantaso",
            ),
            (
                "https://fantaso.es/",
                "<title>Automóviles Fantaso</title><p>Fantaso</p><p>Bienvenidos a Fantaso.</p>",
                "Fantaso",
            ),
        ] {
            assert_eq!(name(url, html).as_deref(), Some(expected));
        }
    }

    #[test]
    fn the_firm_stands_above_its_owner_and_spells_its_umlauts_in_the_domain() {
        let html = "<title>Impressum</title><p><b>TRÄUMERS LANDHAUS</b></p><p>Karsten Muster<br>Rük 18<br>37581 Musterheim</p>";
        assert_eq!(
            name("https://traeumers-landhaus.de/impressum", html).as_deref(),
            Some("TRÄUMERS LANDHAUS")
        );
    }

    #[test]
    fn a_name_may_have_a_dash_before_what_the_firm_does() {
        let html =
            "<title>Fantas</title><p>Fantas – Exportação de Têxteis, S.A.</p><p>NIF: 501964843</p>";
        assert_eq!(
            name("https://fantassa.com/", html).as_deref(),
            Some("Fantas – Exportação de Têxteis, S.A.")
        );
    }

    #[test]
    fn a_page_without_a_name_gives_none() {
        assert_eq!(
            name(
                "http://192.0.2.1/",
                "<title>Home</title><h1>Contact us</h1><p>Powered by WordPress</p>"
            ),
            None
        );
    }

    #[test]
    fn the_label_of_a_name_and_a_small_letter_before_a_form_are_read() {
        for html in [
            "<p>상호 : 보기존 | 대표 : 김보기 | 사업자번호 : 127-44-00000</p>",
            "<table><tr><th>상호<td>보기존</table>",
        ] {
            assert_eq!(name("http://192.0.2.1/", html).as_deref(), Some("보기존"));
        }
        assert_eq!(
            name(
                "http://192.0.2.1/",
                "<p>fantaso GmbH<br>Ansprechpartner: Anna Muster<br>Weg 2<br>50858 Köln</p>"
            )
            .as_deref(),
            Some("fantaso GmbH")
        );
        assert_eq!(
            name("http://192.0.2.1/", "<p>Le site est la propriété de SAS Fantaisie</p><p>Le site est hébergé par</p><p>OVH</p><p>2 rue Kellermann</p><p>59100 Roubaix</p>").as_deref(),
            Some("SAS Fantaisie")
        );
    }

    #[test]
    fn forms_owners_and_titles_do_not_hide_the_name() {
        for (html, expected) in [
            (
                "<footer>© Acero Vision S.A. de C.V. Todos los derechos reservados.</footer>",
                "Acero Vision S.A. de C.V.",
            ),
            (
                "<h1>Impressum</h1><p>Hohltal Textil<br>Inh. Anna Muster<br>Am Anger 4<br>99084 Erfurt<br>Deutschland</p>",
                "Hohltal Textil",
            ),
            (
                "<title>Kontakt oss</title><p>Drømmefisk AS</p>",
                "Drømmefisk AS",
            ),
            (
                "<p>M/s. Vision Textiles Pvt. Ltd.</p>",
                "Vision Textiles Pvt. Ltd.",
            ),
        ] {
            assert_eq!(name("http://192.0.2.1/", html).as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_quotation_in_a_title_is_kept_whole_and_a_town_over_an_address_is_no_name() {
        let html = "<title>LED – Дистрибьютор «Пример-Макет» – Дистрибьютор «Пример-Макет»</title>";
        assert_eq!(
            name("http://192.0.2.1/", html).as_deref(),
            Some("Дистрибьютор «Пример-Макет»")
        );
        let html = "<p>Санкт-Петербург<br>ул. Примерная, д. 5<br>190000 Санкт-Петербург</p>";
        assert_eq!(name("http://192.0.2.1/", html), None);
    }

    #[test]
    fn the_registered_name_around_the_name_of_the_site_is_told() {
        for (url, html, expected) in [
            (
                "https://www.fantasos.gr/",
                "<title>Contact - Fantasos</title><h2>GR. FANTASOS S.A.</h2><p>26, Odos Street<br>151 25 Maroussi, Greece</p>",
                "GR. FANTASOS S.A.",
            ),
            (
                "https://visgrup.ro/",
                "<title>Contact</title><p>S.C. VIS GRUP INVEST S.R.L.<br>C.I.F.: RO19135483</p>",
                "S.C. VIS GRUP INVEST S.R.L.",
            ),
        ] {
            assert_eq!(name(url, html).as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_town_with_its_state_is_no_firm() {
        for html in [
            "<p>1754 Dream Ave, San Jose, CA</p>",
            "<p>Rua do Sonho, 140</p><p>Florianópolis - SC</p>",
            "<p>87-105 Dream Road South,Tsim Sha Tsui, Kowloon</p>",
            "<p>Lô B12, Xã Tân Phú, Huyện Mơ, Việt Nam</p>",
            "<p>PO Box 123, PC 112, Ruwi, Oman</p>",
        ] {
            assert_eq!(name("http://192.0.2.1/", html), None, "{html}");
        }
    }

    #[test]
    fn a_heading_over_an_address_is_no_name() {
        assert_eq!(
            name(
                "http://192.0.2.1/",
                "<h3>Address</h3><p>Office 702, 54 Fantasy Road, Dubai, United Arab Emirates</p>"
            ),
            None
        );
    }

    #[test]
    fn linked_data_names_the_organization() {
        let html = r#"<title>Start</title><script type="application/ld+json">{"@graph":[{"@type":"Organization","name":"Lux Import","legalName":"Lux Import S.r.l.","vatID":"IT00743110157","address":{"@type":"PostalAddress","streetAddress":"Via Roma 1","addressLocality":"Milano","postalCode":"20121","addressCountry":"IT"},"sameAs":["https://www.facebook.com/luximport"]}]}</script>"#;
        let page = page("https://example.org/", html);
        assert_eq!(page.findings.company.unwrap().value, "Lux Import S.r.l.");
        assert_eq!(
            page.findings.addresses[0].value,
            "Via Roma 1, 20121 Milano, IT"
        );
        assert_eq!(page.findings.registrations[0].value, "IT00743110157");
        assert_eq!(page.findings.socials[0].kind, "facebook");
        assert_eq!(page.country.as_deref(), Some("IT"));
    }
}
