//! The table of words and domains about e-mail addresses (`data/email.toml`).

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub placeholder_labels: HashSet<String>,
    pub placeholder_hosts: HashSet<String>,
    pub placeholder_names: HashSet<String>,
    pub vendor_domains: HashSet<String>,
    pub platform_domains: HashSet<String>,
    pub freemail: HashSet<String>,
    pub roles: HashSet<String>,
    pub at_words: Vec<String>,
    pub dot_words: Vec<String>,
    pub bare_at_words: Vec<String>,
    pub adjoining_at_words: Vec<String>,
    pub adjoining_dot_words: Vec<String>,
    pub credits: Vec<String>,
}

/// The table, read on first use.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table: Table =
        toml::from_str(include_str!("../data/email.toml")).expect("a test reads the table");
    table.credits = table.credits.iter().map(|c| crate::text::fold(c)).collect();
    table
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_folded() {
        assert!(TABLE.roles.contains("einkauf"));
        assert!(
            TABLE
                .freemail
                .iter()
                .all(|f| f.contains('.') && *f == f.to_lowercase())
        );
        assert!(
            TABLE
                .bare_at_words
                .iter()
                .all(|w| TABLE.at_words.contains(w))
        );
    }
}
