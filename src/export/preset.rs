//! Presets of columns: which columns a list has, under which headings.

use std::sync::LazyLock;

use serde::Deserialize;

/// A column a preset takes, with a heading of its own where another program wants one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) id: String,
    pub(super) title: Option<String>,
}

/// A set of columns by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preset {
    /// Its name: `default`, `hubspot` …
    pub id: String,
    /// What it is for, English.
    pub help: String,
    /// Its files are for another program's import, not for reading in a spreadsheet.
    pub import: bool,
    pub(super) columns: Vec<Choice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    preset: Vec<Raw>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: String,
    help: String,
    #[serde(default)]
    import: bool,
    columns: Vec<String>,
}

static TABLE: LazyLock<Vec<Preset>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/presets.toml")).expect("a test reads the table");
    file.preset
        .into_iter()
        .map(|raw| Preset {
            columns: raw.columns.iter().map(|c| read_choice(c)).collect(),
            id: raw.id,
            help: raw.help,
            import: raw.import,
        })
        .collect()
});

/// `id` or `id = Heading`.
fn read_choice(text: &str) -> Choice {
    match text.split_once('=') {
        Some((id, title)) => Choice {
            id: id.trim().to_owned(),
            title: Some(title.trim().to_owned()),
        },
        None => Choice {
            id: text.trim().to_owned(),
            title: None,
        },
    }
}

/// All presets, the default first.
pub fn presets() -> &'static [Preset] {
    &TABLE
}

/// A preset by name.
pub fn preset(id: &str) -> Option<&'static Preset> {
    TABLE.iter().find(|p| p.id == id)
}

impl Preset {
    /// A preset of columns as a user lists them (`company`, `email`, `email = E-Mail`); the error names the first
    /// that is no column.
    ///
    /// # Errors
    /// The unknown column.
    pub fn of_columns(names: &[&str]) -> Result<Self, String> {
        let columns: Vec<Choice> = names.iter().map(|n| read_choice(n)).collect();
        match columns
            .iter()
            .find(|c| super::columns::COLUMNS.iter().all(|k| k.id != c.id))
        {
            Some(unknown) => Err(unknown.id.clone()),
            None => Ok(Self {
                id: "columns".to_owned(),
                help: String::new(),
                import: false,
                columns,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_every_preset_exists() {
        assert_eq!(presets()[0].id, "default");
        for preset in presets() {
            for choice in &preset.columns {
                assert!(
                    super::super::columns::COLUMNS
                        .iter()
                        .any(|k| k.id == choice.id),
                    "{} of {}",
                    choice.id,
                    preset.id
                );
            }
        }
        assert_eq!(
            Preset::of_columns(&["company", "nonsense"]),
            Err("nonsense".into())
        );
    }
}
