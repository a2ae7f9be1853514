//! An address in its parts, and its form on one line.

use super::postal::{Place, postal};

/// The parts of an address as a page gives them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) street: Option<String>,
    pub(super) city: Option<String>,
    pub(super) region: Option<String>,
    pub(super) postal_code: Option<String>,
    /// Alpha-2.
    pub(super) country: Option<String>,
}

impl Parts {
    /// Is it worth keeping: a street or box in a place?
    pub(super) fn is_whole(&self) -> bool {
        self.street.is_some() && (self.city.is_some() || self.postal_code.is_some())
    }

    /// The address on one line, the code on the side of the town where its country writes it.
    pub(super) fn line(&self) -> String {
        let after = self.country.as_deref().and_then(postal).is_some_and(|p| p.place == Place::After);
        let (code, city, region) = (self.postal_code.clone(), self.city.clone(), self.region.clone());
        let place = if after { [city, join(region, code, " "), None] } else { [join(code, city, " "), region, None] };
        let parts = std::iter::once(self.street.clone()).chain(place).chain([self.country.clone()]);
        parts.flatten().collect::<Vec<_>>().join(", ")
    }

    /// What two spellings of one address agree in: the code, and the numbers of the street or its letters.
    pub(super) fn key(&self) -> String {
        let street = self.street.as_deref().unwrap_or_default();
        let numbers: Vec<&str> = street.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
        let place = self.postal_code.clone().or_else(|| self.city.clone()).unwrap_or_default();
        let place: String = place.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let street = if numbers.is_empty() { crate::text::fold(street) } else { numbers.join(" ") };
        format!("{place}|{street}")
    }
}

fn join(a: Option<String>, b: Option<String>, with: &str) -> Option<String> {
    match (a, b) {
        (Some(a), Some(b)) => Some(format!("{a}{with}{b}")),
        (a, b) => a.or(b),
    }
}
