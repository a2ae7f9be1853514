//! Compares a list of leads (CSV or NDJSON) with the quickstart's gold: `cargo run --example score_quickstart [LEADS [GOLD]]`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use buyerscout::web::{Site, parse_given};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Gold {
    sites: Vec<String>,
    kind: String,
    lead: bool,
    contacts: Vec<Contact>,
    #[serde(default)]
    traps: Vec<Contact>,
}

#[derive(Deserialize)]
struct Contact {
    kind: String,
    value: String,
    form: String,
}

/// A row of the list: its site, its tier and its contacts as (kind, normal form of the value).
struct Row {
    site: String,
    tier: String,
    contacts: BTreeSet<(String, String)>,
}

/// Columns of a CSV and the kinds of contacts they hold.
const COLUMNS: &[(&str, &str)] = &[
    ("emails", "email"),
    ("phones", "phone"),
    ("faxes", "fax"),
    ("whatsapp", "whatsapp"),
    ("contact_forms", "form"),
    ("messengers", "messenger"),
];

fn main() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/quickstart");
    let mut given = std::env::args().skip(1).map(PathBuf::from);
    let leads = given.next().unwrap_or_else(|| folder.join("leads.csv"));
    let gold = given.next().unwrap_or_else(|| folder.join("gold.ndjson"));
    let text =
        std::fs::read_to_string(&leads).with_context(|| format!("reading {}", leads.display()))?;
    let text = text.trim_start_matches('\u{feff}');
    let rows = if text.starts_with('{') {
        of_ndjson(text)?
    } else {
        of_csv(text)?
    };
    let gold =
        std::fs::read_to_string(&gold).with_context(|| format!("reading {}", gold.display()))?;
    let gold = gold
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<Vec<Gold>, _>>()
        .context("reading the gold")?;
    report(&gold, &rows, io::stdout().lock()).context("writing")
}

fn of_csv(text: &str) -> Result<Vec<Row>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.deserialize::<BTreeMap<String, String>>() {
        let record = record.context("reading the list")?;
        let cell = |name: &str| record.get(name).map_or("", String::as_str);
        let values = |(column, kind): &(&str, &str)| -> Vec<(String, String)> {
            let all = cell(column)
                .split(';')
                .map(str::trim)
                .filter(|v| !v.is_empty());
            all.map(|v| ((*kind).to_owned(), normal(kind, v))).collect()
        };
        rows.push(Row {
            site: site_of(cell("website")),
            tier: cell("tier").to_owned(),
            contacts: COLUMNS.iter().flat_map(values).collect(),
        });
    }
    Ok(rows)
}

fn of_ndjson(text: &str) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for line in text.lines().filter(|l| !l.is_empty()) {
        let record: Value = serde_json::from_str(line).context("reading the list")?;
        if record["type"] == "lead" {
            let contacts = ["emails", "phones", "contact_forms", "messengers"]
                .iter()
                .flat_map(|list| values_of(&record, list))
                .collect();
            rows.push(Row {
                site: site_of(record["website"].as_str().unwrap_or_default()),
                tier: record["tier"].as_str().unwrap_or_default().to_owned(),
                contacts,
            });
        }
    }
    Ok(rows)
}

fn values_of(record: &Value, list: &str) -> Vec<(String, String)> {
    let all = record[list].as_array().map_or(&[][..], Vec::as_slice);
    let one = |value: &Value| {
        let kind = match (list, value["kind"].as_str().unwrap_or_default()) {
            ("emails", _) => "email",
            ("contact_forms", _) => "form",
            ("messengers", _) => "messenger",
            (_, kind @ ("fax" | "whatsapp")) => kind,
            _ => "phone",
        };
        let written = value["e164"]
            .as_str()
            .or(value["value"].as_str())
            .unwrap_or_default();
        (kind.to_owned(), normal(kind, written))
    };
    all.iter().map(one).collect()
}

fn site_of(website: &str) -> String {
    parse_given(website)
        .and_then(|url| Site::of(&url))
        .map(|site| site.as_str().to_owned())
        .unwrap_or_default()
}

/// The form in which values of a kind are compared.
fn normal(kind: &str, value: &str) -> String {
    match kind {
        "phone" | "fax" | "whatsapp" => {
            let number = value.to_lowercase();
            let number = number.split("ext").next().unwrap_or_default();
            number.chars().filter(char::is_ascii_digit).collect()
        }
        "form" => value
            .trim_start_matches("https://")
            .trim_start_matches("http://")
            .trim_start_matches("www.")
            .trim_end_matches('/')
            .to_owned(),
        "messenger" => value
            .rsplit([':', '/', ' '])
            .next()
            .unwrap_or_default()
            .trim_start_matches('@')
            .to_lowercase(),
        _ => value.to_lowercase(),
    }
}

fn kind_of(contact: &Contact) -> String {
    contact
        .kind
        .split(':')
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn key(contact: &Contact) -> (String, String) {
    let kind = kind_of(contact);
    let value = normal(&kind, &contact.value);
    (kind, value)
}

/// Right, wrong and missed.
#[derive(Default)]
struct Tally([usize; 3]);

fn report(gold: &[Gold], rows: &[Row], mut out: impl Write) -> io::Result<()> {
    companies(gold, rows, &mut out)?;
    let (mut kinds, mut forms) = (
        BTreeMap::<String, Tally>::new(),
        BTreeMap::<String, Tally>::new(),
    );
    let (mut wrong, mut trapped) = (Vec::new(), 0);
    for company in gold.iter().filter(|g| g.lead) {
        let found: BTreeSet<_> = of(company, rows)
            .flat_map(|row| row.contacts.iter().cloned())
            .collect();
        let wanted: BTreeSet<_> = company.contacts.iter().map(key).collect();
        let traps: BTreeSet<_> = company.traps.iter().map(key).collect();
        for contact in &company.contacts {
            let missed = usize::from(!found.contains(&key(contact)));
            kinds.entry(kind_of(contact)).or_default().0[2 * missed] += 1;
            forms
                .entry(format!("{} {}", kind_of(contact), contact.form))
                .or_default()
                .0[2 * missed] += 1;
        }
        for extra in found.difference(&wanted) {
            kinds.entry(extra.0.clone()).or_default().0[1] += 1;
            trapped += usize::from(traps.contains(extra));
            wrong.push(format!("{}: {} {}", company.sites[0], extra.0, extra.1));
        }
    }
    writeln!(out, "\ncontacts of leads      right  wrong  missed")?;
    table(&mut out, &kinds)?;
    let sum = |at: usize| kinds.values().map(|t| t.0[at]).sum::<usize>();
    writeln!(
        out,
        "{:<22}{:>6} {:>6} {:>7}   ({trapped} of the wrong are traps)",
        "together",
        sum(0),
        sum(1),
        sum(2)
    )?;
    writeln!(out, "\nby form                right  wrong  missed")?;
    table(&mut out, &forms)?;
    wrong
        .iter()
        .try_for_each(|line| writeln!(out, "wrong contact: {line}"))
}

fn table(out: &mut impl Write, tallies: &BTreeMap<String, Tally>) -> io::Result<()> {
    tallies
        .iter()
        .try_for_each(|(name, Tally([right, wrong, missed]))| {
            writeln!(out, "{name:<22}{right:>6} {wrong:>6} {missed:>7}")
        })
}

fn of<'a>(company: &'a Gold, rows: &'a [Row]) -> impl Iterator<Item = &'a Row> {
    rows.iter().filter(|row| company.sites.contains(&row.site))
}

fn companies(gold: &[Gold], rows: &[Row], out: &mut impl Write) -> io::Result<()> {
    let leads: Vec<&Gold> = gold.iter().filter(|g| g.lead).collect();
    let found = leads
        .iter()
        .filter(|g| of(g, rows).next().is_some())
        .count();
    let twice = leads.iter().filter(|g| of(g, rows).count() > 1).count();
    writeln!(
        out,
        "leads found: {found} of {}; in several rows: {twice}",
        leads.len()
    )?;
    for lead in leads.iter().filter(|g| of(g, rows).next().is_none()) {
        writeln!(out, "missed lead: {} ({})", lead.sites[0], lead.kind)?;
    }
    let is_lead = |row: &&Row| leads.iter().any(|g| g.sites.contains(&row.site));
    let wrong: Vec<&Row> = rows.iter().filter(|row| !is_lead(row)).collect();
    writeln!(out, "wrong leads: {}", wrong.len())?;
    for row in wrong {
        let kind = gold
            .iter()
            .find(|g| g.sites.contains(&row.site))
            .map_or("not in the gold", |g| g.kind.as_str());
        writeln!(out, "wrong lead: {} ({kind}), tier {}", row.site, row.tier)?;
    }
    tiers(&leads, rows, out)
}

fn tiers(leads: &[&Gold], rows: &[Row], out: &mut impl Write) -> io::Result<()> {
    let mut tiers = BTreeMap::<&str, [usize; 2]>::new();
    for row in rows {
        let wrong = !leads.iter().any(|g| g.sites.contains(&row.site));
        tiers.entry(&row.tier).or_default()[usize::from(wrong)] += 1;
    }
    writeln!(out, "\ntier                   right  wrong")?;
    tiers
        .iter()
        .try_for_each(|(tier, [right, wrong])| writeln!(out, "{tier:<22}{right:>6} {wrong:>6}"))
}
