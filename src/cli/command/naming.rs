//! Names of the product written into a campaign's file, everything else in it left as its author wrote it.

use std::path::Path;

use super::shared::fault;
use crate::campaign::{Campaign, TomlFile};
use crate::cli::failure::{Failure, Result};
use crate::text::fold;

/// A name of the product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its language, ISO 639-1.
    pub language: Option<String>,
    /// The name.
    pub text: String,
}

/// Adds names to a campaign: English ones to `buyer_words`, others to `[product.names]`; gives how many were new.
///
/// # Errors
/// The file cannot be read or written, or would be no campaign afterwards: it is left as it was.
pub fn add_names(path: &Path, names: &[Name]) -> Result<usize> {
    let file = TomlFile::read(path).map_err(fault)?;
    let failed = |why: &dyn std::fmt::Display| {
        Failure::failed(format_args!("cannot write {}: {why}", path.display()))
    };
    let mut text: toml_edit::DocumentMut = file.text().parse().map_err(|why| failed(&why))?;
    let added = names.iter().filter(|name| add(&mut text, name)).count();
    let text = text.to_string();
    let folder = path.parent().unwrap_or(Path::new(""));
    Campaign::parse(&text, file.name(), folder).map_err(fault)?;
    crate::export::replace(path, text.as_bytes()).map_err(|why| failed(&why))?;
    Ok(added)
}

fn add(text: &mut toml_edit::DocumentMut, name: &Name) -> bool {
    let is_known = |l: &&str| *l != "en" && crate::market::language(l).is_some();
    let language = name.language.as_deref().filter(is_known);
    let Some(product) = text["product"].as_table_mut() else {
        return false;
    };
    let list = match language {
        Some(language) => {
            let names = product.entry("names").or_insert(toml_edit::table());
            &mut names[language]
        }
        None => product
            .entry("buyer_words")
            .or_insert(toml_edit::Item::None),
    };
    match list.as_str().map(str::to_owned) {
        Some(one) => *list = toml_edit::value(toml_edit::Array::from_iter([one])),
        None if list.is_none() => *list = toml_edit::value(toml_edit::Array::new()),
        None => {}
    }
    let Some(list) = list.as_array_mut() else {
        return false;
    };
    let is_new = list
        .iter()
        .filter_map(|v| v.as_str())
        .all(|v| fold(v) != fold(&name.text));
    if is_new {
        list.push(name.text.as_str());
    }
    is_new
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_added_and_the_rest_of_the_file_stays_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.toml");
        let text = "# mine\n[product]\nname = \"LED light\" # the maker's\n[product.names]\nde = \"LED-Fluter\"\n[market]\ncountries = [\"DE\"]\n";
        std::fs::write(&path, text).unwrap();
        let name = |language: &str, text: &str| Name {
            language: Some(language.into()),
            text: text.into(),
        };
        let names = [
            name("de", "Strahler"),
            name("de", "led-fluter"),
            name("en", "floodlight"),
            name("fr", "projecteur"),
        ];
        assert!(add_names(&path, &names).is_ok_and(|added| added == 3));
        let written = std::fs::read_to_string(&path).unwrap();
        assert!(
            written.starts_with("# mine\n[product]\nname = \"LED light\" # the maker's\n"),
            "{written}"
        );
        let campaign = Campaign::read(&path).unwrap();
        assert_eq!(campaign.product.names["de"], ["LED-Fluter", "Strahler"]);
        assert_eq!(campaign.product.names["fr"], ["projecteur"]);
        assert_eq!(campaign.product.buyer_words, ["floodlight"]);
    }
}
