//! Engines by id: those compiled in, and those a campaign brings along.
//!
//! To add an engine, put its file into `data/`; nothing else needs to change. Cargo sees a new file when this one is
//! touched.

use std::path::Path;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::description::{Engine, Mark};
use crate::campaign::{Campaign, CampaignError, FileFault, TomlFile, nearest};

/// The files of the engines compiled in.
static DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/engine/data");

/// Id and text of every engine compiled in; what several engines share lies in a folder of its own.
fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    DATA.files().filter_map(|file| {
        let id = file.path().file_stem()?.to_str()?;
        Some((id, file.contents_utf8()?))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Marks {
    mark: Vec<Mark>,
}

static MARKS: LazyLock<Vec<Mark>> = LazyLock::new(|| {
    let file: Marks =
        toml::from_str(include_str!("data/shared/marks.toml")).expect("a test reads the table");
    file.mark
});

static ENGINES: LazyLock<Vec<Engine>> = LazyLock::new(|| {
    let read = |(id, text): (&str, &str)| {
        Engine::parse(&TomlFile::new(format!("{id}.toml"), text), id)
            .expect("a test reads the table")
    };
    let mut engines: Vec<Engine> = files().map(read).collect();
    engines.sort_by(|a, b| (a.rank, &a.id).cmp(&(b.rank, &b.id)));
    engines
});

/// Signs of a refusal that many sites share.
pub fn shared_marks() -> &'static [Mark] {
    &MARKS
}

/// Every engine compiled in.
pub fn engines() -> &'static [Engine] {
    &ENGINES
}

/// Engines of the user's own before those compiled in: what a saved page may be of.
pub fn with_shipped(own: &[Engine]) -> Vec<Engine> {
    own.iter().chain(engines()).cloned().collect()
}

/// The engine of an id, as compiled in.
pub fn engine(id: &str) -> Option<&'static Engine> {
    ENGINES
        .iter()
        .find(|e| e.id.replace('_', "-") == id.replace('_', "-"))
}

impl Engine {
    /// Reads an engine's file; its id is the file's name where it gives none.
    ///
    /// # Errors
    /// With file, line and key; an unknown key with the nearest known one.
    pub fn read(path: &Path) -> Result<Self, FileFault> {
        let stem = path
            .file_stem()
            .map(|s| s.to_string_lossy().into_owned())
            .unwrap_or_default();
        Self::parse(&TomlFile::read(path)?, &stem)
    }

    fn parse(file: &TomlFile, id: &str) -> Result<Self, FileFault> {
        let mut engine: Self = file.decode()?;
        if engine.id.is_empty() {
            id.clone_into(&mut engine.id);
        }
        engine.check(|path, what| file.fault_at(path, what))?;
        Ok(engine)
    }

    /// What a file must keep to beyond its form.
    fn check(&mut self, fault: impl Fn(&[&str], String) -> FileFault) -> Result<(), FileFault> {
        if self.name.is_empty() {
            self.name.clone_from(&self.id);
        }
        for (key, seconds) in [
            ("gap_seconds", self.pace.gap_seconds),
            ("jitter", self.pace.jitter),
            ("rest_hours", self.pace.rest_hours),
        ] {
            if !(0.0..=1_000_000.0).contains(&seconds) {
                return Err(fault(&["pace", key], format!("{seconds} is out of range")));
            }
        }
        if self.answer.json.is_none() && self.answer.layout.is_empty() {
            return Err(
                fault(&["answer"], "nothing says how an answer is read".into()).with_hint(
                    "add [answer.json] for a JSON answer, or [[answer.layout]] for an HTML page",
                ),
            );
        }
        if self
            .request
            .as_ref()
            .is_some_and(|ask| !names_the_query(ask))
        {
            return Err(fault(
                &["request", "url"],
                "{query} stands nowhere in the request".into(),
            ));
        }
        Ok(())
    }
}

fn names_the_query(ask: &super::description::Ask) -> bool {
    let in_json = ask
        .json
        .as_ref()
        .is_some_and(|table| table.to_string().contains("{query}"));
    ask.url.contains("{query}") || ask.form.values().any(|v| v.contains("{query}")) || in_json
}

/// The engines a campaign chose, with its own keys set over those of their files.
///
/// # Errors
/// An unknown engine or key, with its line.
pub fn chosen(campaign: &Campaign) -> Result<Vec<Engine>, CampaignError> {
    let named: Vec<&String> = match campaign.search.engines.as_slice() {
        [] if campaign.asks_no_engine() => Vec::new(),
        [] => campaign.engine.keys().collect(),
        given => given.iter().collect(),
    };
    named
        .into_iter()
        .enumerate()
        .map(|(at, id)| opened(campaign, id, at))
        .collect()
}

/// The engine of an id, with what a campaign says of it.
///
/// # Errors
/// As [`chosen`].
pub fn engine_for(campaign: &Campaign, id: &str) -> Result<Engine, CampaignError> {
    opened(campaign, id, 0)
}

fn opened(campaign: &Campaign, id: &str, at: usize) -> Result<Engine, CampaignError> {
    let Some(settings) = campaign.engine.get(id) else {
        return engine(id)
            .cloned()
            .ok_or_else(|| unknown(campaign, id, &["search", "engines", &at.to_string()]));
    };
    let mut base = match settings.get("file").map(|f| f.as_str()) {
        Some(Some(file)) => table_of(&TomlFile::read(&campaign.path(Path::new(file)))?, id)?,
        Some(None) => {
            return Err(
                campaign.fault_at(&["engine", id, "file"], "the name of a file belongs here")
            );
        }
        None => match files().find(|(known, _)| *known == id) {
            Some((_, text)) => table_of(&TomlFile::new(format!("{id}.toml"), text), id)?,
            None if settings.contains_key("request") => toml::Table::new(),
            None => return Err(unknown(campaign, id, &["engine", id])),
        },
    };
    base.insert("id".into(), id.into());
    let mut engine = set_over(campaign, base, settings, id)?;
    engine.check(|path, what| campaign.fault_at(&[&["engine", id], path].concat(), what))?;
    Ok(engine)
}

fn table_of(file: &TomlFile, id: &str) -> Result<toml::Table, FileFault> {
    Engine::parse(file, id)?;
    file.decode()
}

/// Sets key after key over the engine's own, so that the one at fault can be named.
fn set_over(
    campaign: &Campaign,
    mut base: toml::Table,
    settings: &toml::Table,
    id: &str,
) -> Result<Engine, CampaignError> {
    let inline = !base.contains_key("answer");
    for (key, value) in settings.iter().filter(|(key, _)| *key != "file") {
        lay_over(&mut base, key, value);
        if !inline {
            decode(&base).map_err(|error| blame(campaign, id, key, value, &error))?;
        }
    }
    decode(&base).map_err(|error| campaign.fault_at(&["engine", id], error))
}

fn decode(table: &toml::Table) -> Result<Engine, String> {
    TomlFile::new("", table.to_string())
        .decode::<Engine>()
        .map_err(|fault| {
            let hint = fault.hint.map(|h| format!(" ({h})")).unwrap_or_default();
            format!("{}{hint}", fault.what)
        })
}

fn lay_over(base: &mut toml::Table, key: &str, value: &toml::Value) {
    match (base.get_mut(key), value) {
        (Some(toml::Value::Table(under)), toml::Value::Table(over)) => {
            for (key, value) in over {
                lay_over(under, key, value);
            }
        }
        _ => {
            base.insert(key.to_owned(), value.clone());
        }
    }
}

fn blame(
    campaign: &Campaign,
    id: &str,
    key: &str,
    value: &toml::Value,
    error: &str,
) -> CampaignError {
    let inner = value
        .as_table()
        .and_then(|t| t.keys().find(|k| error.contains(&format!("`{k}`"))));
    let path: Vec<&str> = ["engine", id, key]
        .into_iter()
        .chain(inner.map(String::as_str))
        .collect();
    campaign.fault_at(&path, error)
}

fn unknown(campaign: &Campaign, id: &str, path: &[&str]) -> CampaignError {
    let known = engines()
        .iter()
        .map(|engine| engine.id.as_str())
        .chain(campaign.engine.keys().map(String::as_str))
        .filter(|k| *k != id);
    let hint = match nearest(id, known.clone()) {
        Some(near) => format!("did you mean `{near}`? `buyerscout engines` lists them"),
        None => format!(
            "known are: {}; an engine of your own needs [engine.{id}] file = \"…\"",
            known.collect::<Vec<_>>().join(", ")
        ),
    };
    campaign
        .fault_at(path, format!("unknown engine `{id}`"))
        .with_hint(hint)
}
