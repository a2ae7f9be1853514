//! Lists of values merged: each value once, with its best evidence.

use std::collections::BTreeMap;

use super::standing::by_worth;
use crate::finding::{
    Address, Brand, ContactForm, Email, Evidence, Messenger, Notice, Person, Phone, Registration,
    Role, Sign, Social,
};
use crate::text::fold;

/// A value that can be seen twice.
pub(super) trait Value {
    /// Equal for two sightings of one value.
    fn key(&self) -> String;
    /// Where it was seen.
    fn evidence(&self) -> &Evidence;
    /// Takes from a worse sighting of the same value what this one lacks.
    fn complete(&mut self, _worse: &Self) {}
}

macro_rules! value {
    ($kind:ty, $key:expr) => {
        impl Value for $kind {
            fn key(&self) -> String {
                $key(self)
            }
            fn evidence(&self) -> &Evidence {
                &self.evidence
            }
        }
    };
}

value!(Email, |v: &Email| v.value.to_lowercase());
value!(Messenger, |v: &Messenger| format!("{} {}", v.kind, v.value));
value!(Social, |v: &Social| v
    .value
    .trim_end_matches('/')
    .to_lowercase());
value!(ContactForm, |v: &ContactForm| v
    .value
    .trim_end_matches('/')
    .to_owned());
value!(Registration, |v: &Registration| format!(
    "{} {}",
    v.kind, v.value
));
value!(Role, |v: &Role| v.value.clone());
value!(Brand, |v: &Brand| fold(&v.value));
value!(Notice, |v: &Notice| v.value.clone());

impl Value for Phone {
    fn key(&self) -> String {
        format!(
            "{} {}",
            class_of(self),
            if self.e164.is_empty() {
                &self.value
            } else {
                &self.e164
            }
        )
    }
    fn evidence(&self) -> &Evidence {
        &self.evidence
    }
    fn complete(&mut self, worse: &Self) {
        self.extension = self.extension.take().or_else(|| worse.extension.clone());
        self.kind = self.kind.max(worse.kind);
    }
}

/// A fax and a WhatsApp account are other doors than a telephone, even under one number.
fn class_of(phone: &Phone) -> &'static str {
    use crate::finding::PhoneKind::{Fax, Mobile, Phone, TollFree, Whatsapp};
    match phone.kind {
        Fax => "fax",
        Whatsapp => "whatsapp",
        Phone | Mobile | TollFree => "phone",
    }
}

impl Value for Address {
    fn key(&self) -> String {
        match (&self.street, &self.postal_code) {
            (Some(street), Some(code)) => format!("{} {}", fold(street), fold(code)),
            _ => fold(&self.value),
        }
    }
    fn evidence(&self) -> &Evidence {
        &self.evidence
    }
    fn complete(&mut self, worse: &Self) {
        for (mine, theirs) in [
            (&mut self.city, &worse.city),
            (&mut self.region, &worse.region),
            (&mut self.country, &worse.country),
        ] {
            if mine.is_none() {
                mine.clone_from(theirs);
            }
        }
        if self.phones.is_empty() {
            self.phones.clone_from(&worse.phones);
        }
    }
}

impl Value for Person {
    fn key(&self) -> String {
        fold(&self.value)
    }
    fn evidence(&self) -> &Evidence {
        &self.evidence
    }
    fn complete(&mut self, worse: &Self) {
        if self.function.is_none() {
            self.function.clone_from(&worse.function);
        }
        if self.email.is_none() {
            self.email.clone_from(&worse.email);
        }
        if self.phone.is_none() {
            self.phone.clone_from(&worse.phone);
        }
    }
}

impl Value for Sign {
    fn key(&self) -> String {
        self.value.clone()
    }
    fn evidence(&self) -> &Evidence {
        &self.evidence
    }
    /// Points and pages are added up, whichever sighting is kept.
    fn complete(&mut self, other: &Self) {
        self.points += other.points;
        self.pages += other.pages;
    }
}

/// Values by key, the best sighting of each.
#[derive(Debug)]
pub(super) struct Merged<T>(BTreeMap<String, T>);

impl<T> Default for Merged<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Value> Merged<T> {
    pub(super) fn add(&mut self, values: Vec<T>) {
        for value in values {
            match self.0.entry(value.key()) {
                std::collections::btree_map::Entry::Vacant(free) => {
                    free.insert(value);
                }
                std::collections::btree_map::Entry::Occupied(mut taken) => {
                    keep_better(taken.get_mut(), value);
                }
            }
        }
    }

    /// The values, those with the best evidence first.
    pub(super) fn into_list(self) -> Vec<T> {
        let mut list: Vec<(String, T)> = self.0.into_iter().collect();
        list.sort_by(|(ka, a), (kb, b)| {
            let rank = |v: &T| super::standing::standing(v.evidence().url());
            rank(a).cmp(&rank(b)).then_with(|| ka.cmp(kb))
        });
        list.into_iter().map(|(_, v)| v).collect()
    }
}

fn keep_better<T: Value>(kept: &mut T, mut other: T) {
    if by_worth(other.evidence(), kept.evidence()).is_lt() {
        std::mem::swap(kept, &mut other);
    }
    kept.complete(&other);
}
