//! The invented companies: who they are, how their sites are made, and every contact with the form it is written in.
//!
//! To add one, add a `[[company]]` to a file under `data/sites/`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::tongue::{Text, Tongue, tongue};

/// A contact, or a trap that looks like one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Page it stands on.
    pub page: String,
    /// `email`, `phone`, `mobile`, `fax`, `whatsapp`, `form`, `messenger:KIND`.
    pub kind: String,
    /// How it is written.
    pub form: String,
    /// Its true value.
    pub value: String,
    /// How people read it; the value where nothing else is said.
    pub written: String,
}

/// A company and its site.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Company {
    /// Name.
    pub name: String,
    /// Registrable domain.
    pub site: String,
    /// The site of the same company that was named first.
    pub same_as: Option<String>,
    /// Country, alpha-2.
    pub country: String,
    /// Language of the site.
    pub language: String,
    /// What it is: `importer`, `distributor`, `wholesaler`, `retailer`, `manufacturer`, `marketplace`, `news`, …
    pub kind: String,
    /// Town.
    pub city: String,
    /// Street.
    pub street: String,
    /// Postal code.
    pub postal: String,
    /// Year of founding.
    pub year: u32,
    /// People it employs.
    pub staff: u32,
    /// Template of its site.
    pub template: String,
    /// How its addresses look: `dir`, `html`, `htm`, `lang`, `query`.
    pub paths: String,
    /// Character set of its pages.
    #[serde(default = "utf8")]
    pub charset: String,
    /// The server says UTF-8 whatever the pages are in.
    #[serde(default)]
    pub mislabelled: bool,
    /// Its robots.txt: `open`, `intern`, `closed`, `missing`.
    pub robots: String,
    /// What its server does wrong: `refused`, `timed_out`.
    pub fault: Option<String>,
    /// Tax number.
    pub vat: Option<String>,
    /// Entry in a register.
    pub register: Option<String>,
    /// People, `NAME|FUNCTION`.
    #[serde(default)]
    pub people: Vec<String>,
    /// Contacts, `PAGE KIND FORM VALUE = WRITTEN`.
    contacts: Vec<String>,
    /// Values that a reader must not take for contacts of the company.
    #[serde(default)]
    traps: Vec<String>,
    /// Should it end up among the leads? Trading companies do, unless this says no.
    lead: Option<bool>,
    /// Why not.
    pub why: Option<String>,
    /// Paragraphs in place of the language's.
    pub text: Option<Text>,
}

fn utf8() -> String {
    "utf-8".to_owned()
}

#[derive(Deserialize)]
struct File {
    company: Vec<Company>,
}

const FILES: &[&str] = &[
    include_str!("data/sites/germany.toml"),
    include_str!("data/sites/france.toml"),
    include_str!("data/sites/iberia.toml"),
    include_str!("data/sites/italy.toml"),
    include_str!("data/sites/brazil.toml"),
    include_str!("data/sites/poland-czechia.toml"),
    include_str!("data/sites/english.toml"),
    include_str!("data/sites/benelux.toml"),
    include_str!("data/sites/orient.toml"),
    include_str!("data/sites/asia.toml"),
    include_str!("data/sites/noise.toml"),
];

static COMPANIES: LazyLock<Vec<Company>> = LazyLock::new(|| {
    let read = |text: &&str| {
        toml::from_str::<File>(text)
            .unwrap_or_else(|e| panic!("a site file of this example: {e}"))
            .company
    };
    FILES.iter().flat_map(read).collect()
});

/// All companies, in the order of the files.
pub fn companies() -> &'static [Company] {
    &COMPANIES
}

impl Company {
    /// Its language.
    pub fn tongue(&self) -> &'static Tongue {
        tongue(&self.language)
    }

    /// The contacts a reader should find.
    pub fn contacts(&self) -> Vec<Contact> {
        self.contacts.iter().map(|line| contact(line)).collect()
    }

    /// The values a reader should leave alone.
    pub fn traps(&self) -> Vec<Contact> {
        self.traps.iter().map(|line| contact(line)).collect()
    }

    /// Should it end up among the leads?
    pub fn is_lead(&self) -> bool {
        let trades =
            ["importer", "distributor", "wholesaler", "retailer"].contains(&self.kind.as_str());
        self.lead.unwrap_or(trades)
    }

    /// The company's own paragraphs of a pool, or the language's.
    pub fn pool(&self, of: fn(&Text) -> &Vec<String>) -> &[String] {
        match &self.text {
            Some(own) if !own.home.is_empty() => of(own),
            _ => of(&self.tongue().text),
        }
    }

    /// The names of places filled into a paragraph.
    pub fn fill(&self, text: &str) -> String {
        text.replace("{name}", &self.name)
            .replace("{city}", &self.city)
            .replace("{year}", &self.year.to_string())
            .replace("{staff}", &self.staff.to_string())
    }
}

fn contact(line: &str) -> Contact {
    let (head, written) = line.split_once(" = ").unwrap_or((line, ""));
    let mut parts = head.splitn(4, ' ').map(str::to_owned);
    let mut next = || {
        parts
            .next()
            .unwrap_or_else(|| panic!("a contact has four parts: {line}"))
    };
    let (page, kind, form, value) = (next(), next(), next(), next());
    let written = if written.is_empty() {
        value.clone()
    } else {
        written.to_owned()
    };
    Contact {
        page,
        kind,
        form,
        value,
        written,
    }
}
