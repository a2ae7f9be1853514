//! What the sites of a language say: navigation, labels, sentences of a trade, paragraphs.
//!
//! To add a language, add a file under `data/languages/` and name it in `FILES`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The pools of paragraphs that pages draw from.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Text {
    /// Of the first page.
    pub home: Vec<String>,
    /// Of the page about the firm.
    pub about: Vec<String>,
    /// Above the goods.
    pub products: Vec<String>,
    /// Goods, `NAME|WORDS`.
    pub items: Vec<String>,
    /// News, `TITLE|WORDS`.
    pub news: Vec<String>,
    /// Of the legal page.
    pub imprint: Vec<String>,
    /// Of the privacy page.
    pub privacy: Vec<String>,
    /// The digits as words, from zero.
    pub digits: Vec<String>,
}

/// A language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tongue {
    /// Its code as `lang` has it.
    pub code: String,
    /// Names of the pages in the navigation.
    pub nav: BTreeMap<String, String>,
    /// Their names in addresses.
    pub slug: BTreeMap<String, String>,
    /// Labels of contacts and forms.
    pub label: BTreeMap<String, String>,
    /// What a firm of a trade says of itself.
    pub role: BTreeMap<String, Vec<String>>,
    /// Paragraphs.
    pub text: Text,
}

const FILES: &[&str] = &[
    include_str!("data/languages/ar.toml"),
    include_str!("data/languages/cs.toml"),
    include_str!("data/languages/de.toml"),
    include_str!("data/languages/en.toml"),
    include_str!("data/languages/es.toml"),
    include_str!("data/languages/fr.toml"),
    include_str!("data/languages/it.toml"),
    include_str!("data/languages/ja.toml"),
    include_str!("data/languages/nl.toml"),
    include_str!("data/languages/pl.toml"),
    include_str!("data/languages/pt.toml"),
    include_str!("data/languages/ru.toml"),
    include_str!("data/languages/tr.toml"),
    include_str!("data/languages/vi.toml"),
    include_str!("data/languages/zh-tw.toml"),
    include_str!("data/languages/zh.toml"),
];

static TONGUES: LazyLock<Vec<Tongue>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|text| toml::from_str(text).expect("a language file of this example is well made"))
        .collect()
});

/// The language of a code; panics on one that no file here speaks.
pub fn tongue(code: &str) -> &'static Tongue {
    TONGUES
        .iter()
        .find(|t| t.code == code)
        .unwrap_or_else(|| panic!("no file for the language {code}"))
}

impl Tongue {
    /// A label.
    pub fn label(&self, id: &str) -> &str {
        self.label
            .get(id)
            .unwrap_or_else(|| panic!("{} has no label {id}", self.code))
    }

    /// It is written from right to left.
    pub fn leftward(&self) -> bool {
        self.code == "ar"
    }
}
