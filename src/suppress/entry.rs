//! An entry of the suppression list: what must not be kept or leave, in the clear or sealed.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::name::name_form;
use super::normal::{email_form, phone_form, site_form};
use crate::market::country_named;

/// What an entry is matched by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// One address.
    Email,
    /// A site with all its addresses.
    Domain,
    /// One number.
    Phone,
    /// A country, alpha-2.
    Country,
    /// A company's name.
    Name,
}

impl Kind {
    /// All kinds.
    pub const ALL: &'static [Self] = &[
        Self::Email,
        Self::Domain,
        Self::Phone,
        Self::Country,
        Self::Name,
    ];

    /// Its stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Domain => "domain",
            Self::Phone => "phone",
            Self::Country => "country",
            Self::Name => "name",
        }
    }

    /// The kind of an id.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.id() == id)
    }

    /// The kind a text looks like when nobody says: an address, a number, a site, else a name. Never a country, which
    /// would take too much for a slip.
    pub fn guess(text: &str) -> Self {
        if email_form(text).is_some() {
            Self::Email
        } else if phone_form(text).is_some() {
            Self::Phone
        } else if site_form(text).is_some() {
            Self::Domain
        } else {
            Self::Name
        }
    }

    /// The normal form of a text of this kind.
    ///
    /// # Errors
    /// Where the text is none of this kind, or would match more than was meant.
    pub fn normal(self, text: &str) -> Result<String, NotSuppressible> {
        let form = match self {
            Self::Email => email_form(text),
            Self::Domain => site_form(text).map(|site| site.as_str().to_owned()),
            Self::Phone => phone_form(text),
            Self::Country => country_named(text).map(|c| c.code.clone()),
            Self::Name => name_form(text),
        };
        form.ok_or_else(|| NotSuppressible {
            kind: self,
            text: text.to_owned(),
        })
    }
}

/// A text that cannot be an entry of its kind.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{text}` {}", self.why())]
pub struct NotSuppressible {
    /// The kind it was to be.
    pub kind: Kind,
    /// The text.
    pub text: String,
}

impl NotSuppressible {
    fn why(&self) -> &'static str {
        match self.kind {
            Kind::Email => "is no e-mail address",
            Kind::Domain => "is no domain",
            Kind::Phone => "is no telephone number in international form (+49 30 1234567)",
            Kind::Country => "is no country known here",
            Kind::Name => "is too short or too general a name: other companies could bear it too",
        }
    }
}

/// The value of an entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// Its normal form.
    Plain(String),
    /// The seal of its normal form, hexadecimal: all that is left of a forgotten contact.
    Sealed(String),
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is matched by.
    pub kind: Kind,
    /// What it matches.
    pub term: Term,
    /// Why, in the user's words.
    pub reason: String,
    /// When it was added.
    pub at: Timestamp,
}

impl Entry {
    /// An entry in the clear.
    ///
    /// # Errors
    /// Where the text is none of this kind.
    pub fn new(kind: Kind, text: &str, at: Timestamp) -> Result<Self, NotSuppressible> {
        Ok(Self {
            kind,
            term: Term::Plain(kind.normal(text)?),
            reason: String::new(),
            at,
        })
    }

    /// The same entry with its reason.
    #[must_use]
    pub fn because(mut self, reason: &str) -> Self {
        reason.clone_into(&mut self.reason);
        self
    }

    /// The same entry sealed.
    #[must_use]
    pub fn sealed(mut self, key: &SealKey) -> Self {
        if let Term::Plain(value) = &self.term {
            self.term = Term::Sealed(key.seal(self.kind, value));
        }
        self
    }
}

/// The secret of one store's seals. Whoever has it can test guesses: a seal hides a value from a reader of the list,
/// not from the owner of the store.
#[derive(Clone)]
pub struct SealKey([u8; 64]);

impl SealKey {
    /// A key of up to 64 bytes; the rest of a longer one is left out.
    pub fn new(secret: &[u8]) -> Self {
        let mut key = [0; 64];
        for (to, from) in key.iter_mut().zip(secret) {
            *to = *from;
        }
        Self(key)
    }

    /// HMAC-SHA-256 (RFC 2104) of the kind and the normal form, hexadecimal.
    pub fn seal(&self, kind: Kind, normal: &str) -> String {
        let inner = Sha256::new()
            .chain_update(self.0.map(|b| b ^ 0x36))
            .chain_update(kind.id())
            .chain_update(":")
            .chain_update(normal);
        let outer = Sha256::new()
            .chain_update(self.0.map(|b| b ^ 0x5c))
            .chain_update(inner.finalize())
            .finalize();
        outer
            .iter()
            .fold(String::with_capacity(64), |mut hex, byte| {
                for digit in [byte >> 4, byte & 15] {
                    hex.push(
                        char::from_digit(u32::from(digit), 16).expect("half a byte is one digit"),
                    );
                }
                hex
            })
    }
}

impl std::fmt::Debug for SealKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_the_hmac_of_the_standard() {
        // RFC 4231, test case 2, has the message `what do ya want for nothing?`, which no kind can begin; the reference
        // value here was computed with another implementation over `email:info@muster.de`.
        let seal = SealKey::new(b"Jefe").seal(Kind::Email, "info@muster.de");
        assert_eq!(
            seal,
            "77aab02a37aab560fd3fe781ceeece39d88e8fec0c47b04c20b29c15fd0e2415"
        );
    }

    #[test]
    fn a_text_is_refused_with_its_reason() {
        let refuse = |kind, text| {
            Entry::new(kind, text, Timestamp::UNIX_EPOCH)
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            refuse(Kind::Phone, "030 12"),
            "`030 12` is no telephone number in international form (+49 30 1234567)"
        );
        assert!(refuse(Kind::Name, "Trading LLC").contains("too general"));
        assert!(refuse(Kind::Country, "Atlantis").contains("no country"));
    }

    #[test]
    fn what_a_text_is_can_be_guessed() {
        let all = [
            "a@b.de",
            "+49 30 1234567",
            "https://muster.de/x",
            "Muster Leuchten GmbH",
            "DE",
        ]
        .map(Kind::guess);
        assert_eq!(
            all,
            [
                Kind::Email,
                Kind::Phone,
                Kind::Domain,
                Kind::Name,
                Kind::Name
            ]
        );
    }
}
