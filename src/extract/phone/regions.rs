//! The countries a page's national numbers may belong to, likeliest first.

use rlibphonenumber::Region;

use super::super::reading::Reading;
use super::number;

/// The country where a language is mostly written, for pages that tell nothing else.
const HOMES: &[(&str, &str)] = &[
    ("de", "DE"),
    ("fr", "FR"),
    ("it", "IT"),
    ("es", "ES"),
    ("pt", "PT"),
    ("nl", "NL"),
    ("pl", "PL"),
    ("cs", "CZ"),
    ("sk", "SK"),
    ("hu", "HU"),
    ("ro", "RO"),
    ("bg", "BG"),
    ("el", "GR"),
    ("ru", "RU"),
    ("uk", "UA"),
    ("tr", "TR"),
    ("zh", "CN"),
    ("ja", "JP"),
    ("ko", "KR"),
    ("th", "TH"),
    ("vi", "VN"),
    ("id", "ID"),
    ("sv", "SE"),
    ("da", "DK"),
    ("no", "NO"),
    ("fi", "FI"),
    ("he", "IL"),
    ("en", "US"),
    ("hr", "HR"),
    ("sl", "SI"),
    ("lt", "LT"),
    ("lv", "LV"),
    ("et", "EE"),
];

/// The country whose domain the page stands under.
fn top_level(reading: &Reading<'_>) -> Option<String> {
    let host = reading.document().url().domain()?;
    crate::market::country_of_host(host).map(|c| c.code.clone())
}

/// The countries, likeliest first.
pub(super) struct Regions {
    all: Vec<Region>,
    /// How many of them are known rather than guessed from other numbers on the page.
    known: usize,
}

impl Regions {
    /// What is known before any number is read: the caller's word, the page's country, the language's home.
    pub fn of(reading: &Reading<'_>) -> Self {
        let mut out = Self {
            all: Vec::new(),
            known: 0,
        };
        let claimed = reading.document().claimed_language();
        let claimed = claimed.split(['-', '_']).nth(1).filter(|r| r.len() == 2);
        let domain = top_level(reading);
        for code in [
            reading.context().region,
            domain.as_deref(),
            reading.country(),
        ]
        .into_iter()
        .flatten()
        {
            out.add(code);
        }
        if reading.context().region.is_none() && domain.is_none() {
            let home = reading
                .document()
                .language()
                .and_then(|l| HOMES.iter().find(|(language, _)| *language == l));
            // `en-GB` is what some editors write by themselves: the language's home comes after it.
            claimed
                .into_iter()
                .chain(home.map(|(_, code)| *code))
                .for_each(|code| out.add(code));
        }
        out.known = out.all.len().min(1);
        out
    }

    /// Adds a country by its code, as the least likely.
    pub fn add(&mut self, code: &str) {
        if let Some(region) = number::region(code) {
            self.add_region(region);
        }
    }

    /// Adds a country, as the least likely.
    pub fn add_region(&mut self, region: Region) {
        if !self.all.contains(&region) && self.all.len() < 8 {
            self.all.push(region);
        }
    }

    /// All of them: for numbers that are said to be telephone numbers.
    pub fn all(&self) -> &[Region] {
        &self.all
    }

    /// The likeliest: for numbers that nothing says anything about.
    pub fn known(&self) -> &[Region] {
        &self.all[..self.known]
    }
}
