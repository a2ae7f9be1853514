//! Values that people write in more than one way: one word or a list, an empty path.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::text::squeeze;

struct Words;

impl<'de> Visitor<'de> for Words {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a list of texts")
    }

    fn visit_str<E>(self, one: &str) -> Result<Self::Value, E> {
        Ok(Some(squeeze(one))
            .filter(|s| !s.is_empty())
            .into_iter()
            .collect())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut out = Vec::new();
        while let Some(one) = list.next_element::<String>()? {
            let one = squeeze(&one);
            if !one.is_empty() && !out.contains(&one) {
                out.push(one);
            }
        }
        Ok(out)
    }
}

/// One text or a list of texts; empty ones and repetitions are left out.
pub fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    from.deserialize_any(Words)
}

struct OneOrMany(Vec<String>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        one_or_many(from).map(Self)
    }
}

/// A table of such values.
pub fn one_or_many_by_language<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<BTreeMap<String, Vec<String>>, D::Error> {
    let table = BTreeMap::<String, OneOrMany>::deserialize(from)?;
    Ok(table.into_iter().map(|(k, v)| (k, v.0)).collect())
}

/// A path; the empty one is none.
pub fn path_or_none<'de, D: Deserializer<'de>>(from: D) -> Result<Option<PathBuf>, D::Error> {
    let given = String::deserialize(from)?;
    Ok((!given.trim().is_empty()).then(|| PathBuf::from(given.trim())))
}
