//! The lead: one company with everything known of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::finding::{Findings, Origin, Record};

/// The best value of each kind and the best way in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Best {
    /// Best address.
    pub email: Option<String>,
    /// Best number, E.164.
    pub phone: Option<String>,
    /// `email`, `form`, `whatsapp`, `phone` or `fax`.
    pub way: Option<String>,
    /// Why that address: `named_buyer`, `purchasing`, `decision_maker`, `sales`, `general`, `other`, `personal`,
    /// `freemail`, `other_domain` or `last_resort`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_why: Option<String>,
    /// Why that way: the reason for the address where the way is one, else `own_form`, `direct_message`,
    /// `direct_call`, `fax_before_mailbox`, `only_fax`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way_why: Option<String>,
    /// Whose address it is, where a person of that name is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
}

/// One rule that held for a lead. The sentence is made at the door, from the id and its values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reason {
    /// Id of the rule.
    pub id: String,
    /// Points it gave.
    pub points: i32,
    /// The sentence in the language asked for.
    pub text: String,
    /// Page that shows it.
    pub url: Option<String>,
    /// Values the sentence names.
    pub values: Vec<String>,
}

/// A company that may buy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// Hash of its first key: stable over runs.
    pub id: String,
    /// Its site's address.
    #[serde(default)]
    pub website: Option<String>,
    /// Country, alpha-2.
    #[serde(default)]
    pub country: Option<String>,
    /// The same lists as a page's, merged.
    #[serde(flatten)]
    pub findings: Findings,
    /// Titles of its pages, the best known pages first, at most eight.
    #[serde(default)]
    pub titles: Vec<String>,
    /// Languages of its pages, ISO 639-1, sorted.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Other sites of the same company.
    #[serde(default)]
    pub sites: Vec<String>,
    /// Pages and rows that were merged.
    #[serde(default)]
    pub pages: u32,
    /// Best values.
    #[serde(default)]
    pub best: Best,
    /// 0 to 100; `None` until graded.
    #[serde(default)]
    pub score: Option<u32>,
    /// `vip`, `main`, `ordinary`, `small`; `None` until graded.
    #[serde(default)]
    pub tier: Option<String>,
    /// `false` for what is no buyer at all (a maker, a marketplace, a firm of the seller's own country): left out of
    /// lists unless asked for. The first reason says why.
    #[serde(default = "yes")]
    pub fit: bool,
    /// `importer`, `distributor`, `wholesaler`, `retailer`, `manufacturer`, …
    #[serde(default)]
    pub buyer_type: Option<String>,
    /// Why the grade.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// How it came to be known.
    #[serde(default)]
    pub origins: Vec<Origin>,
    /// When it was first seen.
    #[serde(default)]
    pub first_seen: Option<Timestamp>,
    /// When it was last seen.
    #[serde(default)]
    pub last_seen: Option<Timestamp>,
}

fn yes() -> bool {
    true
}

impl Record for Lead {
    const TYPE: &'static str = "lead";
}
