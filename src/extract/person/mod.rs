//! People with their functions and their own ways to be reached.
//!
//! A person is a name with a function: beside a label (`line`), or on lines of their own, in a card, a row of a table, a
//! description (`card`); or what the page describes for machines. Careful: a name without a function is none, unless its
//! own address stands with it; and nothing that may be a firm, a place or a heading is a name.

mod card;
mod carried;
mod function;
mod line;
mod name;
mod own;
mod table;

use std::collections::BTreeMap;

use super::kind::Kind;
use super::linked::{text, types};
use super::reading::Reading;
use crate::finding::{Findings, Person};
use crate::text::{fold, shorten};
use card::Cards;
use line::in_line;
use name::{name_at_start, whole_name};

/// People with their functions.
pub(super) const KIND: Kind = Kind {
    id: "people",
    about: "people with their functions, and their own addresses and numbers",
    read,
};

/// A person found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Found {
    name: String,
    function: Option<String>,
    /// The line its name or function stands in; none where machines are told.
    at: Option<usize>,
    email: Option<String>,
    phone: Option<String>,
    words: String,
}

impl Found {
    fn new(name: String, function: Option<String>, words: &str) -> Self {
        Self {
            name,
            function,
            words: shorten(words, 160),
            ..Self::default()
        }
    }

    fn at(mut self, line: usize) -> Self {
        self.at = Some(line);
        self
    }
}

/// A person's line is short.
const LONGEST: usize = 120;
/// More people are a list of somebody else's.
const MOST: usize = 60;

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let mut found = find(reading, findings);
    own::assign(reading, findings, &mut found);
    let found = found
        .into_iter()
        .filter(|f| f.function.is_some() || f.email.is_some());
    findings.people.extend(found.map(|f| Person {
        value: f.name,
        function: f.function,
        email: f.email,
        phone: f.phone,
        evidence: reading.evidence(&f.words),
    }));
}

/// The people of a page, each once, in order; of those without a function only those that may have an address.
fn find(reading: &Reading<'_>, findings: &Findings) -> Vec<Found> {
    let mut found = described(reading);
    found.extend(marked_up(reading));
    let cards = Cards::new(reading, findings);
    let lines = reading.lines();
    for (at, line) in lines.iter().enumerate() {
        if line.text.len() > LONGEST || found.len() >= MOST {
            continue;
        }
        let mut here = Vec::new();
        if may_have_function(line.text) {
            let above = at.checked_sub(1).map(|i| lines[i].text);
            let below = lines.get(at + 1).map(|l| l.text);
            here = in_line(line.text, above, below);
            here.retain(|f| {
                let beside = line.text.contains(f.name.as_str());
                !cards.is_of_others(at) && (beside || cards.may_belong(at))
            });
        }
        if here.is_empty() {
            here.extend(cards.person_at(at));
        }
        found.extend(here.into_iter().map(|f| {
            let above = at > 0 && !line.text.contains(f.name.as_str());
            f.at(if above { at - 1 } else { at })
        }));
    }
    once(found)
}

/// Each name once: the sighting with a function, the first of them.
fn once(found: Vec<Found>) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for one in found {
        match places.get(&fold(&one.name)) {
            Some(at) if kept[*at].function.is_none() && one.function.is_some() => kept[*at] = one,
            Some(_) => {}
            None => {
                places.insert(fold(&one.name), kept.len());
                kept.push(one);
            }
        }
    }
    kept
}

/// The people of the linked data that have a job.
fn described(reading: &Reading<'_>) -> Vec<Found> {
    let people = reading
        .things()
        .iter()
        .filter(|t| types(t).contains(&"Person"));
    people
        .filter_map(|t| {
            let (name, function) = (text(t, "name")?, text(t, "jobTitle")?);
            let named = name_at_start(&name).is_some() || whole_name(&name).is_some();
            named.then(|| {
                Found::new(
                    name.clone(),
                    Some(function.clone()),
                    &both(&name, &function),
                )
            })
        })
        .collect()
}

fn both(name: &str, function: &str) -> String {
    format!("{name}, {function}")
}

/// The people of the microdata that have a job.
fn marked_up(reading: &Reading<'_>) -> Vec<Found> {
    let mut items: BTreeMap<u32, BTreeMap<&str, &str>> = BTreeMap::new();
    let properties = reading.document().properties();
    for property in properties.iter().filter(|p| p.item == "Person") {
        let item = items.entry(property.item_number).or_default();
        item.entry(property.name.as_str())
            .or_insert(property.value.trim());
    }
    items
        .into_values()
        .filter_map(|item| {
            let (name, function) = (whole_name(item.get("name")?)?, *item.get("jobTitle")?);
            let words = both(&name, function);
            (!function.is_empty()).then(|| Found::new(name, Some(shorten(function, 80)), &words))
        })
        .collect()
}

/// Functions are capitalised or stand in a short line: a line of lower-case words alone has none.
fn may_have_function(line: &str) -> bool {
    !line.is_ascii() || line.bytes().any(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::extract::{Context, Deobfuscate, extract};

    fn people(html: &str) -> Vec<(String, String, String, String)> {
        let url = "http://www.muster-handel.de/team".parse().unwrap();
        let document = Document::parse(html.as_bytes(), Some("text/html; charset=utf-8"), &url);
        let context = Context {
            source: "x",
            fetched_at: jiff::Timestamp::UNIX_EPOCH,
            status: 200,
            region: Some("DE"),
            deobfuscate: Deobfuscate::Yes,
        };
        let text = Option::unwrap_or_default;
        let page = extract(&document, &context);
        let people = page.findings.people.into_iter();
        people
            .map(|p| (p.value, text(p.function), text(p.email), text(p.phone)))
            .collect()
    }

    fn names(html: &str) -> Vec<String> {
        people(html).into_iter().map(|p| p.0).collect()
    }

    #[test]
    fn a_card_has_a_name_a_function_and_its_own_ways() {
        let html = "<h1>Team</h1><div class=team>
            <div class=person><h3>Anna Schmidt</h3><p>Buchhaltung</p><p>Mobil: 0171 2345678<br><a href='mailto:%61.schmidt@muster-handel.de'>Mail</a></div>
            <div class=person><h3>Max Muster</h3><p>Leitung Beschaffung</p><p>muster(at)muster-handel.de</p></div></div>
            <p>Zentrale: 030 1234567, info@muster-handel.de";
        let wanted = |name: &str, function: &str, email: &str, phone: &str| {
            (
                name.to_owned(),
                function.to_owned(),
                email.to_owned(),
                phone.to_owned(),
            )
        };
        assert_eq!(
            people(html),
            [
                wanted(
                    "Anna Schmidt",
                    "Buchhaltung",
                    "a.schmidt@muster-handel.de",
                    "+491712345678"
                ),
                wanted(
                    "Max Muster",
                    "Leitung Beschaffung",
                    "muster@muster-handel.de",
                    ""
                ),
            ]
        );
    }

    #[test]
    fn a_row_of_a_table_is_a_person_by_its_words_or_by_its_columns_head() {
        let laid_out =
            "<table><tr><td>Menü<td><h1>Team</h1><h3>Eva Beispiel</h3><p>Verkauf</p></table>";
        assert_eq!(names(laid_out), ["Eva Beispiel"]);
        let html = "<table><tr><th>Name<th>Funktion<th>Mail
            <tr><td>Anna Schmidt<td>Einkauf Leuchten<td>schmidt@muster-handel.de
            <tr><td>Eva Beispiel<td>Gute Seele<td>info@muster-handel.de</table>
            <table><tr><td>Max Muster<td>Export Manager</table>
            <table><tr><td>Garden Furniture<td>Wholesale</table>";
        assert_eq!(names(html), ["Anna Schmidt", "Eva Beispiel", "Max Muster"]);
    }

    #[test]
    fn names_of_every_script_have_their_functions_below_them() {
        for (name, function) in [
            ("高橋健一", "営業部"),
            ("김민수", "구매팀장"),
            ("李伟", "采购经理"),
            ("สมชาย ศรีสุข", "ฝ่ายนำเข้า"),
            ("فاطمة الهاشمي", "قسم المبيعات"),
            ("Оксана Мельник", "Начальник відділу закупівель"),
            ("Lê Lan", "Phụ trách nhập khẩu"),
        ] {
            let html = format!("<div class=staff><h3>{name}</h3><p>{function}</p></div>");
            let found = people(&html);
            assert_eq!(found.len(), 1, "{name}");
            assert_eq!((found[0].0.as_str(), found[0].1.as_str()), (name, function));
        }
    }

    #[test]
    fn a_name_with_its_own_address_needs_no_function_and_headings_are_no_people() {
        let html = "<p>Anna Schmidt<br>Tel. 030 1234567<br>a.schmidt@muster-handel.de</p>";
        assert_eq!(people(html)[0].2, "a.schmidt@muster-handel.de");
        for html in [
            "<h3>Garden Furniture</h3><p>Import and wholesale</p>",
            "<h3>Los Angeles</h3><p>Sales Office</p><p>Tel. 030 1234567</p>",
            "<div class=testimonial><h4>John Smith</h4><p>Purchasing Manager, Acme</p></div>",
            "<h2>Our Company</h2><p>Sales</p>",
            "<ul><li>Training Day<li>Board of Directors</ul>",
            "<div>Downloadable Items</div><div><a href=/b>Board of Directors</a></div>",
            "<p>Anna Schmidt<br>info@muster-handel.de</p>",
        ] {
            assert!(names(html).is_empty(), "{html}");
        }
    }
}
