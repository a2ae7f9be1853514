//! The campaign: who sells what to whom, and where. A TOML file; every fault in it names its line and key.

mod charset;
mod check;
mod fault;
mod firm;
mod lenient;
mod own_tactic;
mod packs;
mod sections;
mod template;
mod toml_file;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use fault::{FileFault, nearest};
pub use firm::Firm;
pub use own_tactic::OwnTactic;
pub use packs::{Packs, changed};
pub use sections::{Crawl, Export, Known, Market, Product, Run, Search, Seller};
pub use template::template;
pub use toml_file::TomlFile;

/// Why a campaign cannot be used: file, line, key, hint.
pub type CampaignError = FileFault;

/// A campaign, read and checked: countries and languages are codes that exist, the product has a name.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Campaign {
    /// Who sells.
    pub seller: Seller,
    /// What is sold.
    pub product: Product,
    /// Where.
    pub market: Market,
    /// What the user knows already.
    pub known: Known,
    /// How it is searched.
    pub search: Search,
    /// How sites are read.
    pub crawl: Crawl,
    /// Keys set over those of the engines' files, by engine id; checked when the engine is opened.
    pub engine: BTreeMap<String, toml::Table>,
    /// How a run is done.
    pub run: Run,
    /// Where leads go.
    pub export: Export,
    /// Tactics of its own.
    pub tactic: Vec<OwnTactic>,
    /// What is added to the tables or taken out of them.
    pub packs: Packs,
    #[serde(skip)]
    written: TomlFile,
    #[serde(skip)]
    folder: PathBuf,
}

impl Campaign {
    /// Reads a campaign file.
    ///
    /// # Errors
    /// The first fault of the file, with its line, its key and what to do.
    pub fn read(path: &Path) -> Result<Self, CampaignError> {
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        Self::from_file(TomlFile::read(path)?, folder)
    }

    /// A campaign from text; `name` is what faults call it, `folder` what its paths are relative to.
    ///
    /// # Errors
    /// As [`Campaign::read`].
    pub fn parse(text: &str, name: &str, folder: &Path) -> Result<Self, CampaignError> {
        Self::from_file(TomlFile::new(name, text), folder.to_path_buf())
    }

    /// The campaign of a product and some countries, as a command line gives them (`["DE", "法国"]`, or `["all"]`).
    ///
    /// # Errors
    /// Where the product is empty or a country is unknown.
    pub fn of(product: &str, countries: &[impl AsRef<str>]) -> Result<Self, CampaignError> {
        let mut campaign = Self::default();
        campaign.product.name = crate::text::squeeze(product);
        // A Chinese keyboard writes its own commas.
        campaign.market.countries = countries
            .iter()
            .flat_map(|c| c.as_ref().split(['，', '、', '；', ';']))
            .map(|c| c.trim().to_owned())
            .filter(|c| !c.is_empty())
            .collect();
        check::check(&mut campaign)?;
        Ok(campaign)
    }

    fn from_file(file: TomlFile, folder: PathBuf) -> Result<Self, CampaignError> {
        let mut campaign: Self = file.decode()?;
        campaign.written = file;
        campaign.folder = folder;
        check::check(&mut campaign)?;
        Ok(campaign)
    }

    /// A path of the campaign: relative ones are relative to its folder.
    pub fn path(&self, given: &Path) -> PathBuf {
        self.folder.join(given)
    }

    /// Does the file say that no engine is asked (`engines = []`)? Without that line those with a section are.
    pub fn asks_no_engine(&self) -> bool {
        self.search.engines.is_empty() && self.written.holds(&["search", "engines"])
    }

    /// A fault at a key of the campaign's file, as a later stage finds it (`&["search", "tactics", "0"]`).
    pub fn fault_at(&self, path: &[&str], what: impl Into<String>) -> FileFault {
        self.written.fault_at(path, what)
    }

    /// A hash of everything that decides which queries are made and how they are asked, the same on every machine.
    pub fn fingerprint(&self) -> String {
        // Words are taken from the seeds' own pages as these are read: the same campaign all the same.
        let known = Known {
            words: Vec::new(),
            ..self.known.clone()
        };
        let parts = (
            &self.seller.country,
            &self.product,
            &self.market,
            &known,
            &self.search,
            &self.engine,
            &self.tactic,
            &self.packs,
        );
        let written = serde_json::to_vec(&parts).expect("tables of texts and numbers are JSON");
        Sha256::digest(written)
            .iter()
            .take(12)
            .fold(String::new(), |mut hex, byte| {
                let _ = write!(hex, "{byte:02x}");
                hex
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Campaign, CampaignError> {
        Campaign::parse(text, "c.toml", Path::new("/home/li"))
    }

    const WHOLE: &str = r#"
[seller]
country = "CN"
site = "ourfactory.example"
staff = 60
[product]
name = "LED flood light"
buyer_words = ["floodlights"]
related = ["light pole"]
hs = ["9405.42"]
[product.names]
de = ["LED-Fluter", "LED-Strahler"]
[market]
countries = ["DE", "英国"]
languages = []
[known]
customers = "customers.xlsx"
buyers = [{ name = "Rexel", also = ["Rexel S.A."], site = "rexel.com" }, "Sonepar"]
competitors = [{ name = "Philips Lighting", site = "signify.com" }]
seeds = ["goodcustomer.de"]
[search]
tactics = ["importers", "distributor"]
engines = ["searxng"]
budget = 300
[engine.searxng]
url = "http://127.0.0.1:8888"
[engine.searxng.pace]
gap_seconds = 0.0
[run]
store = "quickstart.db"
replay = ""
[export]
file = "leads.csv"
"#;

    #[test]
    fn every_key_of_the_contract_is_read() {
        let c = read(WHOLE).unwrap();
        assert_eq!(c.market.countries, ["DE", "GB"]);
        assert_eq!(c.product.names["de"].len(), 2);
        assert_eq!(c.known.buyers[1].name, "Sonepar");
        assert_eq!(
            c.engine["searxng"]["url"].as_str(),
            Some("http://127.0.0.1:8888")
        );
        assert_eq!(
            c.path(c.run.store.as_deref().unwrap()),
            Path::new("/home/li/quickstart.db")
        );
        assert_eq!(c.run.replay, None);
        assert_eq!((c.search.budget, c.search.result_pages), (300, 3));
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_the_key_that_was_meant() {
        let fault = read("[product]\nname = \"x\"\n[search]\ntactcs = []\n").unwrap_err();
        assert_eq!(fault.line, Some(4));
        assert!(
            fault.to_string().contains("unknown key `tactcs`"),
            "{fault}"
        );
        assert!(fault.hint.unwrap().contains("`tactics`"));
        let fault = read("[product]\nname = \"x\"\n[serch]\n").unwrap_err();
        assert_eq!(fault.line, Some(3));
        assert!(fault.hint.unwrap().contains("`search`"));
        let fault =
            read("[product]\nname = \"x\"\n[known]\nbuyers = [{ name = \"a\", sites = \"b\" }]\n")
                .unwrap_err();
        assert_eq!(fault.line, Some(4));
        assert!(fault.what.contains("sites"), "{fault}");
    }

    #[test]
    fn an_unknown_country_is_named_with_its_line_and_value() {
        let fault =
            read("[product]\nname = \"x\"\n[market]\ncountries = [\n  \"DE\",\n  \"Germny\",\n]\n")
                .unwrap_err();
        assert_eq!(fault.line, Some(6));
        assert!(fault.what.contains("Germny"), "{fault}");
        assert!(fault.hint.unwrap().contains("Germany"));
    }

    #[test]
    fn a_value_of_the_wrong_kind_names_its_key() {
        let fault = read("[product]\nname = \"x\"\n[search]\nbudget = \"many\"\n").unwrap_err();
        assert_eq!(
            (fault.line, fault.key.as_deref()),
            (Some(4), Some("search.budget"))
        );
    }

    #[test]
    fn a_product_without_a_name_is_refused() {
        assert_eq!(
            read("[product]\nname = \"  \"\n").unwrap_err().line,
            Some(2)
        );
        assert!(
            read("[market]\ncountries = [\"DE\"]\n")
                .unwrap_err()
                .what
                .contains("name")
        );
        assert!(Campaign::of("", &["DE"]).is_err());
    }

    #[test]
    fn a_windows_path_whose_backslashes_are_escapes_is_refused() {
        let fault = read("[product]\nname = \"x\"\n[known]\ncustomers = \"C:\\temp\\new.csv\"\n")
            .unwrap_err();
        assert_eq!(fault.line, Some(4));
        assert!(fault.hint.unwrap().contains("single quotes"));
    }

    #[test]
    fn all_countries_are_all_but_the_sellers_own() {
        let c = read(
            "[seller]\ncountry = \"DE\"\n[product]\nname = \"x\"\n[market]\ncountries = \"all\"\n",
        )
        .unwrap();
        assert_eq!(
            c.market.countries.len(),
            crate::market::countries().len() - 1
        );
    }

    #[test]
    fn a_file_saved_by_an_old_chinese_editor_is_read() {
        let text = "# 客户在德国和英国，做灯具批发\n[product]\nname = \"LED flood light\"\n[market]\ncountries = [\"德国\"]\n";
        let (bytes, _, _) = encoding_rs::GBK.encode(text);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.toml");
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(Campaign::read(&path).unwrap().market.countries, ["DE"]);
    }

    #[test]
    fn the_fingerprint_follows_the_plan_and_nothing_else() {
        let c = read(WHOLE).unwrap();
        assert_eq!(
            c.fingerprint(),
            read(&WHOLE.replace("leads.csv", "other.csv"))
                .unwrap()
                .fingerprint()
        );
        assert_ne!(
            c.fingerprint(),
            read(&WHOLE.replace("floodlights", "spotlights"))
                .unwrap()
                .fingerprint()
        );
    }

    #[test]
    fn the_written_template_is_a_campaign_again() {
        let text = template("LED \"flood\" light\\", &["DE", "GB"], "en").unwrap();
        let c = read(&text).unwrap();
        assert_eq!(c.product.name, "LED \"flood\" light\\");
        assert_eq!(c.market.countries, ["DE", "GB"]);
        assert!(text.contains("Germany"));
        assert_eq!(
            read(&template("x", &["all"], "en").unwrap())
                .unwrap()
                .market
                .countries
                .len(),
            crate::market::countries().len()
        );
    }
}
