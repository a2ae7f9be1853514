//! A firm the user knows, written as a bare name or as a table.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::lenient::one_or_many;
use crate::text::squeeze;

/// A firm the user knows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Firm {
    /// Its usual name.
    pub name: String,
    /// Other names it goes by.
    #[serde(deserialize_with = "one_or_many")]
    pub also: Vec<String>,
    /// Its site, as a bare domain.
    pub site: Option<String>,
    /// City it is in, where only its name is known.
    pub city: Option<String>,
}

struct NameOrTable(Firm);

impl<'de> Deserialize<'de> for NameOrTable {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct FirmVisitor;
        impl<'de> Visitor<'de> for FirmVisitor {
            type Value = Firm;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a firm's name or { name = …, also = […], site = … }")
            }

            fn visit_str<E>(self, name: &str) -> Result<Firm, E> {
                Ok(Firm {
                    name: squeeze(name),
                    ..Firm::default()
                })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Firm, A::Error> {
                Firm::deserialize(MapAccessDeserializer::new(map))
            }
        }
        from.deserialize_any(FirmVisitor).map(Self)
    }
}

/// A list of firms, each a bare name or a table.
pub fn firms<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Firm>, D::Error> {
    Ok(Vec::<NameOrTable>::deserialize(from)?
        .into_iter()
        .map(|f| f.0)
        .collect())
}
