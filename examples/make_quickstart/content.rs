//! What stands on a company's pages: text, goods, facts and contacts.

use super::chance::Chance;
use super::company::{Company, Contact};
use super::html::escape;
use super::ink::{Asset, Piece, Writing, write};
use super::place::path;
use super::sheet::{Item, Link, Row, Sheet};

/// Pages a site has, in the order of its navigation.
const PAGES: &[&str] = &[
    "home", "products", "about", "news", "contact", "imprint", "privacy",
];

/// Pages of this site: small ones have no news, not all have a privacy page.
pub fn held(c: &Company) -> Vec<&'static str> {
    let mut chance = Chance::of(&format!("pages {}", c.site));
    let spoken: Vec<Contact> = [c.contacts(), c.traps()].concat();
    let mut held: Vec<&str> = PAGES.to_vec();
    held.retain(|page| {
        let wanted = spoken.iter().any(|s| s.page == *page);
        wanted || !["news", "privacy"].contains(page) || chance.below(3) == 0
    });
    if c.robots == "intern" {
        held.push("intern");
    }
    held
}

/// A page and the files its contacts need.
pub fn sheet<'a>(c: &'a Company, page: &'static str) -> (Sheet<'a>, Vec<Asset>) {
    let mut files = Vec::new();
    let mut rows = facts(c, page);
    rows.extend(contact_rows(c, page, &mut files));
    let footer = contact_rows(c, "footer", &mut files);
    let (nav, small) = links(c);
    let heading = c.tongue().nav.get(page).map_or("B2B", String::as_str);
    let heading = if page == "home" {
        escape(&c.name)
    } else {
        escape(heading)
    };
    let sheet = Sheet {
        company: c,
        name: escape(&c.name),
        heading,
        nav,
        small,
        paragraphs: paragraphs(c, page),
        items: items(c, page),
        rows,
        footer,
    };
    (sheet, files)
}

fn links(c: &Company) -> (Vec<Link>, Vec<Link>) {
    let link = |page: &str| Link {
        href: path(c, page),
        text: escape(c.tongue().nav.get(page).map_or("B2B-Login", String::as_str)),
    };
    let (small, nav): (Vec<_>, Vec<_>) = held(c)
        .into_iter()
        .partition(|page| ["imprint", "privacy", "intern"].contains(page));
    let mut small: Vec<Link> = small.into_iter().map(link).collect();
    if old_catalogue(c) {
        small.push(Link {
            href: "/catalog-2019.html".to_owned(),
            text: "2019".to_owned(),
        });
    }
    (nav.into_iter().map(link).collect(), small)
}

/// Does it still link to a catalogue that is gone?
pub fn old_catalogue(c: &Company) -> bool {
    c.year < 1990
}

fn paragraphs(c: &Company, page: &str) -> Vec<String> {
    let mut chance = Chance::of(&format!("{} {page}", c.site));
    let said = c.tongue().role.get(&c.kind).map_or(&[][..], Vec::as_slice);
    let own = |of: fn(&super::tongue::Text) -> &Vec<String>| c.pool(of).to_vec();
    let text: Vec<String> = match page {
        "home" => [said.to_vec(), shuffled(own(|t| &t.home), &mut chance)].concat(),
        "about" => [
            said[..said.len().min(1)].to_vec(),
            own(|t| &t.about),
            shuffled(own(|t| &t.home), &mut chance),
        ]
        .concat(),
        "products" => [
            own(|t| &t.products),
            shuffled(own(|t| &t.home), &mut chance),
        ]
        .concat(),
        "contact" => [
            &[c.tongue().label("hours").to_owned()],
            &said[said.len().min(1)..],
            &own(|t| &t.privacy)[..1],
        ]
        .concat(),
        "imprint" => [own(|t| &t.imprint), own(|t| &t.privacy)].concat(),
        "privacy" => own(|t| &t.privacy),
        _ => Vec::new(),
    };
    text.iter().map(|p| escape(&c.fill(p))).collect()
}

fn shuffled(mut all: Vec<String>, chance: &mut Chance) -> Vec<String> {
    for at in (1..all.len()).rev() {
        all.swap(at, chance.below(at + 1));
    }
    all
}

fn items(c: &Company, page: &str) -> Vec<Item> {
    let mut chance = Chance::of(&format!("goods {}", c.site));
    let lines = match page {
        "home" => [&c.pool(|t| &t.items)[..2], &c.pool(|t| &t.news)[..1]].concat(),
        "products" => c
            .pool(|t| &t.items)
            .iter()
            .flat_map(|line| [line.clone(), line.clone()])
            .collect(),
        "news" => c.pool(|t| &t.news).to_vec(),
        _ => Vec::new(),
    };
    let item = |line: &String| {
        let (name, words) = line.split_once('|').unwrap_or((line, ""));
        let code = format!("FL-{}", 10_000 + chance.below(89_999));
        let price = format!("{},{:02}", 9 + chance.below(190), chance.below(100));
        let words = if page == "products" {
            format!("{words} {}", figures(&mut chance))
        } else {
            words.to_owned()
        };
        Item {
            name: escape(name),
            words: escape(&words),
            code,
            price,
        }
    };
    lines.iter().map(item).collect()
}

fn figures(chance: &mut Chance) -> String {
    let watts = *chance.pick(&[10, 20, 30, 50, 100, 150, 200, 400]);
    let kelvin = *chance.pick(&[3000, 4000, 5000, 6500]);
    format!(
        "{watts} W, {} lm, {kelvin} K, IP{}, IK0{}, 220–240 V~ 50/60 Hz",
        watts * 130,
        chance.pick(&[65, 66, 67]),
        chance.pick(&[7, 8, 9])
    )
}

/// Address, register and people, on the pages where firms give them.
fn facts(c: &Company, page: &str) -> Vec<Row> {
    let row = |label: Option<&str>, text: &str| Row {
        label: label.map(escape),
        html: escape(text),
    };
    let mut rows = Vec::new();
    if ["contact", "imprint"].contains(&page) {
        let place = format!("{}, {}, {} {}", c.name, c.street, c.postal, c.city);
        rows.push(row(Some(c.tongue().label("address")), &place));
    }
    if page == "imprint" {
        rows.extend(c.vat.iter().chain(&c.register).map(|text| row(None, text)));
    }
    if ["imprint", "about"].contains(&page) {
        let person = |line: &String| {
            line.split_once('|')
                .map(|(name, function)| row(Some(function), name))
        };
        rows.extend(c.people.iter().filter_map(person));
    }
    rows
}

fn contact_rows(c: &Company, page: &str, files: &mut Vec<Asset>) -> Vec<Row> {
    let (contacts, traps) = (c.contacts(), c.traps());
    let numbered = contacts.iter().chain(&traps).enumerate();
    let mut rows = Vec::new();
    for (number, contact) in numbered.filter(|(_, contact)| contact.page == page) {
        let Piece {
            label,
            html,
            files: more,
        } = write(&Writing {
            contact,
            company: c,
            number,
        });
        files.extend(more);
        if html.is_empty() {
            continue;
        }
        rows.push(Row {
            label: label.as_deref().map(escape),
            html,
        });
    }
    rows
}
