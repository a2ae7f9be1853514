//! Registers by id: those compiled in.
//!
//! To add a register, put its file into `data/registers/`; nothing else needs to change. Cargo sees a new file when
//! this one is touched.

use std::path::PathBuf;
use std::sync::LazyLock;

use include_dir::{Dir, File, include_dir};

use super::description::Register;
use crate::campaign::{Campaign, CampaignError, nearest};

/// The files of the registers compiled in.
static DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/source/data/registers");

static REGISTERS: LazyLock<Vec<Register>> = LazyLock::new(|| {
    let texts = DATA.files().filter_map(File::contents_utf8);
    let read = |text| toml::from_str(text).expect("a test reads the table");
    let mut registers: Vec<Register> = texts.map(read).collect();
    registers.sort_by(|a, b| a.id.cmp(&b.id));
    registers
});

/// Every register compiled in.
pub fn registers() -> &'static [Register] {
    &REGISTERS
}

/// The register of an id.
pub fn register(id: &str) -> Option<&'static Register> {
    REGISTERS.iter().find(|register| register.id == id)
}

/// A register a campaign chose.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The register.
    pub register: Register,
    /// The file it is read from; none: it is asked.
    pub file: Option<PathBuf>,
    /// The codes that are wanted.
    pub codes: Vec<String>,
}

/// The registers of a campaign's `[search] sources`: `ID` to be asked, `ID=FILE` to be read from its file, `ID=URL` to
/// be asked at another address.
///
/// # Errors
/// An unknown register; one that has to be read from a file and is not; goods that are not known by their code.
pub fn chosen_registers(campaign: &Campaign) -> Result<Vec<Chosen>, CampaignError> {
    let named = campaign.search.sources.iter().enumerate();
    named
        .map(|(at, given)| chosen(campaign, given, &["search", "sources", &at.to_string()]))
        .collect()
}

fn chosen(campaign: &Campaign, given: &str, key: &[&str]) -> Result<Chosen, CampaignError> {
    let (id, from) = match given.split_once('=') {
        Some((id, from)) => (id.trim(), Some(from.trim())),
        None => (given.trim(), None),
    };
    let mut register = register(id)
        .cloned()
        .ok_or_else(|| unknown(campaign, id, key))?;
    let mut file = None;
    match from {
        Some(url) if url.starts_with("http://") || url.starts_with("https://") => {
            url.trim_end_matches('/').clone_into(&mut register.url);
        }
        Some(path) => file = Some(campaign.path(std::path::Path::new(path))),
        None => {}
    }
    if file.is_none() && register.request.is_none() {
        let hint = format!(
            "fetch {} with your browser and write \"{id}=FILE\"",
            register.download
        );
        return Err(campaign
            .fault_at(key, format!("`{id}` is read from a file"))
            .with_hint(hint));
    }
    let codes = register.codes(&campaign.product.hs);
    if codes.is_empty() {
        let what = format!(
            "`{id}` keeps companies by the class of their goods, and no class is known for yours"
        );
        return Err(campaign.fault_at(key, what).with_hint(
            "write the product's customs code: hs = [\"9405.42\"] under [product], or --hs 9405.42",
        ));
    }
    Ok(Chosen {
        register,
        file,
        codes,
    })
}

fn unknown(campaign: &Campaign, id: &str, key: &[&str]) -> CampaignError {
    let known = REGISTERS.iter().map(|register| register.id.as_str());
    let hint = match nearest(id, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are: {}", known.collect::<Vec<_>>().join(", ")),
    };
    campaign
        .fault_at(key, format!("unknown source `{id}`"))
        .with_hint(hint)
}
