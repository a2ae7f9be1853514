//! Single contacts taken out of a company's findings, and out of the words that other findings quote.

use serde_json::Value;

use super::entry::Kind;
use super::matching::Suppressions;
use super::normal::{email_form, mail_host};
use crate::finding::Findings;

/// Digits of a number that tell it, however its front is written.
const TELLING_DIGITS: usize = 7;

impl Suppressions {
    /// Takes suppressed addresses and numbers out, forms on suppressed sites and messenger accounts under suppressed
    /// numbers too, and empties the words of evidence and the targets of forms that
    /// still quote one. Gives how many contacts were taken out.
    pub fn strip(&self, findings: &mut Findings) -> usize {
        let mut traces = Vec::new();
        let before = contacts(findings);
        findings.emails.retain(|email| {
            let why = self.email(&email.value);
            traces.extend(
                why.as_ref()
                    .and_then(|_| Trace::of(Kind::Email, &email.value)),
            );
            why.is_none()
        });
        findings.phones.retain(|phone| {
            let why = self.phone(&phone.e164);
            traces.extend(
                why.as_ref()
                    .and_then(|_| Trace::of(Kind::Phone, &phone.e164)),
            );
            why.is_none()
        });
        findings
            .contact_forms
            .retain(|form| self.site(&form.value).is_none());
        findings
            .messengers
            .retain(|account| self.phone_written(&account.value).is_none());
        if !traces.is_empty() {
            erase_traces(findings, &traces);
        }
        before - contacts(findings)
    }
}

fn contacts(findings: &Findings) -> usize {
    findings.emails.len()
        + findings.phones.len()
        + findings.contact_forms.len()
        + findings.messengers.len()
}

/// What a text may still show of a contact.
pub(super) enum Trace {
    /// The part before the `@` and the firm's name in the host, both to be met.
    Email(String, String),
    /// The last digits.
    Phone(String),
}

impl Trace {
    /// The trace a value of a kind leaves; only addresses and numbers leave one.
    pub(super) fn of(kind: Kind, value: &str) -> Option<Self> {
        match kind {
            Kind::Email => {
                let form = email_form(value)?;
                let (local, host) = (form.split('@').next()?, mail_host(&form));
                Some(Self::Email(
                    local.to_owned(),
                    host.split('.').next()?.to_owned(),
                ))
            }
            Kind::Phone => {
                let digits: String = value.chars().filter(char::is_ascii_digit).collect();
                Some(Self::Phone(
                    digits[digits.len().saturating_sub(TELLING_DIGITS)..].to_owned(),
                ))
            }
            Kind::Domain | Kind::Country | Kind::Name => None,
        }
    }

    pub(super) fn stands_in(&self, text: &str) -> bool {
        match self {
            Self::Email(local, host) => {
                let text = text.to_lowercase();
                text.contains(local) && text.contains(host)
            }
            Self::Phone(last) => text
                .chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
                .contains(last),
        }
    }
}

/// Empties the words and form targets that show one of the traces.
pub(super) fn erase_traces(findings: &mut Findings, traces: &[Trace]) {
    let Ok(mut tree) = serde_json::to_value(&*findings) else {
        return;
    };
    if erase_in(&mut tree, traces)
        && let Ok(clean) = serde_json::from_value(tree)
    {
        *findings = clean;
    }
}

fn erase_in(tree: &mut Value, traces: &[Trace]) -> bool {
    match tree {
        Value::Array(all) => all
            .iter_mut()
            .fold(false, |changed, one| erase_in(one, traces) | changed),
        Value::Object(keys) => keys
            .iter_mut()
            .fold(false, |changed, (key, value)| match value {
                Value::String(text)
                    if key == "words" && traces.iter().any(|t| t.stands_in(text)) =>
                {
                    text.clear();
                    true
                }
                Value::String(text)
                    if key == "action" && traces.iter().any(|t| t.stands_in(text)) =>
                {
                    *value = Value::Null;
                    true
                }
                _ => erase_in(value, traces) | changed,
            }),
        _ => false,
    }
}
