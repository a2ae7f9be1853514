//! Single contacts taken out of a company's findings, and out of the words that other findings quote.

use serde_json::Value;

use super::matching::Suppressions;
use super::normal::{email_form, mail_host};
use crate::finding::Findings;

/// Digits of a number that tell it, however its front is written.
const TELLING_DIGITS: usize = 7;

impl Suppressions {
    /// Takes suppressed addresses and numbers out, and empties the words of evidence and the targets of forms that
    /// still quote one. Gives how many contacts were taken out.
    pub fn strip(&self, findings: &mut Findings) -> usize {
        let mut traces = Vec::new();
        findings.emails.retain(|email| keep(self.email(&email.value).is_none(), || traces.extend(of_email(&email.value))));
        findings.phones.retain(|phone| keep(self.phone(&phone.e164).is_none(), || traces.push(of_phone(&phone.e164))));
        if !traces.is_empty() {
            erase(findings, &traces);
        }
        traces.len()
    }
}

fn keep(kept: bool, otherwise: impl FnOnce()) -> bool {
    if !kept {
        otherwise();
    }
    kept
}

/// What a text may still show of a contact.
pub(super) enum Trace {
    /// The part before the `@` and the firm's name in the host, both to be met.
    Email(String, String),
    /// The last digits.
    Phone(String),
}

fn of_email(address: &str) -> Option<Trace> {
    let form = email_form(address)?;
    let (local, host) = (form.split('@').next()?, mail_host(&form));
    Some(Trace::Email(local.to_owned(), host.split('.').next()?.to_owned()))
}

fn of_phone(e164: &str) -> Trace {
    let digits: String = e164.chars().filter(char::is_ascii_digit).collect();
    Trace::Phone(digits[digits.len().saturating_sub(TELLING_DIGITS)..].to_owned())
}

impl Trace {
    fn stands_in(&self, text: &str) -> bool {
        match self {
            Self::Email(local, host) => {
                let text = text.to_lowercase();
                text.contains(local) && text.contains(host)
            }
            Self::Phone(last) => text.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| char::from_digit(d, 10)).collect::<String>().contains(last),
        }
    }
}

fn erase(findings: &mut Findings, traces: &[Trace]) {
    let Ok(mut tree) = serde_json::to_value(&*findings) else { return };
    if erase_in(&mut tree, traces)
        && let Ok(clean) = serde_json::from_value(tree)
    {
        *findings = clean;
    }
}

fn erase_in(tree: &mut Value, traces: &[Trace]) -> bool {
    match tree {
        Value::Array(all) => all.iter_mut().fold(false, |changed, one| erase_in(one, traces) | changed),
        Value::Object(keys) => keys.iter_mut().fold(false, |changed, (key, value)| match value {
            Value::String(text) if key == "words" && traces.iter().any(|t| t.stands_in(text)) => {
                text.clear();
                true
            }
            Value::String(text) if key == "action" && traces.iter().any(|t| t.stands_in(text)) => {
                *value = Value::Null;
                true
            }
            _ => erase_in(value, traces) | changed,
        }),
        _ => false,
    }
}
