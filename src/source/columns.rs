//! What a column is, by its heading.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::text::fold;

/// What a column of a list can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Name of the company.
    Company,
    /// Its website.
    Website,
    /// E-mail addresses.
    Email,
    /// Telephone numbers.
    Phone,
    /// Fax numbers.
    Fax,
    /// Mobile numbers.
    Mobile,
    /// WhatsApp numbers or links.
    Whatsapp,
    /// WeChat id.
    Wechat,
    /// Skype id.
    Skype,
    /// Telegram id.
    Telegram,
    /// LinkedIn profile.
    Linkedin,
    /// Facebook page.
    Facebook,
    /// Instagram profile.
    Instagram,
    /// Address of the contact form.
    Form,
    /// Country.
    Country,
    /// Town.
    City,
    /// State or province.
    Region,
    /// Postal code.
    PostalCode,
    /// Street and number.
    Street,
    /// Whole postal address.
    Address,
    /// Person.
    Person,
    /// First name of the person.
    FirstName,
    /// Family name of the person.
    LastName,
    /// Function of the person.
    Function,
    /// Registration or tax number.
    Registration,
    /// Importer, distributor and so on.
    Role,
    /// Language.
    Language,
    /// Known, and not used.
    Ignored,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    fields: BTreeMap<Field, Vec<String>>,
}

static HEADINGS: LazyLock<HashMap<String, Field>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/columns.toml")).expect("a test reads the table");
    let mut headings = HashMap::new();
    for (field, names) in file.fields {
        for name in names {
            headings.entry(plain(&name)).or_insert(field);
        }
    }
    headings
});

/// The field a heading names: the whole heading, or the longest known name that stands in it as whole words.
pub(super) fn field_of(heading: &str) -> Option<Field> {
    let heading = plain(heading);
    if let Some(field) = HEADINGS.get(&heading) {
        return Some(*field);
    }
    let words: Vec<&str> = heading.split(' ').filter(|w| !w.is_empty()).collect();
    if words.len() > 6 {
        return None;
    }
    (1..words.len()).rev().find_map(|length| {
        words.windows(length).rev().find_map(|window| {
            HEADINGS
                .get(&window.join(" "))
                .copied()
                .filter(|f| *f != Field::Ignored)
        })
    })
}

/// Folded, camelCase and punctuation made spaces, trailing numbers taken off (`Email 2`, `phone1`).
fn plain(heading: &str) -> String {
    let mut spaced = String::with_capacity(heading.len() + 4);
    let mut lower = false;
    for c in heading.chars() {
        if c.is_uppercase() && lower {
            spaced.push(' ');
        }
        lower = c.is_lowercase();
        spaced.push(if c.is_alphanumeric() { c } else { ' ' });
    }
    let folded = fold(&spaced);
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if bare.is_empty() {
        folded
    } else {
        bare.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_many_spellings_and_languages() {
        for (heading, field) in [
            ("Company Name", Field::Company),
            ("公司名称", Field::Company),
            ("Firmenname", Field::Company),
            ("Razón social", Field::Company),
            ("E-Mail-Adresse", Field::Email),
            ("email2", Field::Email),
            ("postalCode", Field::PostalCode),
            ("ZIP", Field::PostalCode),
            ("Téléphone", Field::Phone),
            ("Telefon (Zentrale)", Field::Phone),
            ("Факс", Field::Fax),
            ("手机", Field::Mobile),
            ("Site name", Field::Company),
            ("Consignee Name", Field::Company),
            ("Executive Director", Field::Person),
            ("addr", Field::Address),
            ("whatsapp_link", Field::Whatsapp),
        ] {
            assert_eq!(field_of(heading), Some(field), "{heading}");
        }
        assert_eq!(field_of("Umsatz 2024"), None);
    }
}
