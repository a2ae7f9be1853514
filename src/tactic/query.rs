//! The query, in parts that no engine's operators have touched yet.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::finding::Record;

/// One thing to ask, in engine-neutral parts. `text` is for people; the parts are what a dialect renders.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// The query as a person would type it into a large engine.
    pub text: String,
    /// Id of the tactic that made it.
    pub tactic: String,
    /// Country it looks in, alpha-2.
    pub country: Option<String>,
    /// Language of its words, ISO 639-1.
    pub language: Option<String>,
    /// Engine it was rendered for, where it was.
    pub engine: Option<String>,
    /// Words that must all occur, anywhere.
    pub terms: Vec<String>,
    /// Words that must occur in this order.
    pub phrase: Option<String>,
    /// Of each group at least one.
    pub any: Vec<Vec<String>>,
    /// Words or phrases that must not occur.
    pub not: Vec<String>,
    /// Words that must occur in the title.
    pub in_title: Vec<String>,
    /// Words that must occur in the address.
    pub in_url: Vec<String>,
    /// Sites to look on (any of them); with `-` in front: sites to leave out.
    pub site: Vec<String>,
    /// File types (any of them).
    pub filetype: Vec<String>,
    /// What exclusion packs leave out, best first, words as they are, sites with `-` in front: not in `text`, written
    /// behind everything else by the dialect as far as there is room, and applied to the hits; shared by all queries of a
    /// tactic, country and language.
    pub leave_out: Arc<[String]>,
    /// What a dialect did to it.
    pub notes: Vec<String>,
}

impl Record for Query {
    const TYPE: &'static str = "query";
}

impl Query {
    /// A query from a line of plain words, as a user types it: nothing is read into it.
    pub fn plain(words: &str) -> Self {
        let words = crate::text::squeeze(words);
        Self {
            text: words.clone(),
            terms: vec![words],
            ..Self::default()
        }
    }

    /// Adds words that must occur.
    #[must_use]
    pub fn term(mut self, words: &str) -> Self {
        self.terms.push(words.to_owned());
        self
    }

    /// Sets the words that must occur in this order.
    #[must_use]
    pub fn phrase(mut self, words: String) -> Self {
        self.phrase = Some(words);
        self
    }

    /// Adds a group of which one must occur.
    #[must_use]
    pub fn any(mut self, words: &[&str]) -> Self {
        self.any
            .push(words.iter().map(|w| (*w).to_owned()).collect());
        self
    }

    /// Adds words that must occur in the title.
    #[must_use]
    pub fn in_title(mut self, words: &str) -> Self {
        self.in_title.push(words.to_owned());
        self
    }

    /// Adds a word that must occur in the address.
    #[must_use]
    pub fn in_url(mut self, word: &str) -> Self {
        self.in_url.push(word.to_owned());
        self
    }

    /// Adds a site to look on, or with `-` in front one to leave out.
    #[must_use]
    pub fn site(mut self, site: &str) -> Self {
        self.site.push(site.to_owned());
        self
    }

    /// Adds a file type.
    #[must_use]
    pub fn filetype(mut self, extension: &str) -> Self {
        self.filetype.push(extension.to_owned());
        self
    }

    /// The query as a person would type it, made from its parts.
    pub fn typed(&self) -> String {
        let mut parts = Vec::new();
        let only_title = self.terms.is_empty() && self.phrase.is_none() && self.any.is_empty();
        if !self.in_title.is_empty() && only_title {
            parts.push(format!("allintitle: {}", self.in_title.join(" ")));
        }
        parts.extend(self.phrase.iter().map(|p| format!("\"{p}\"")));
        parts.extend(self.terms.iter().cloned());
        parts.extend(
            self.any
                .iter()
                .map(|group| format!("({})", joined(group, quoted))),
        );
        if !only_title {
            parts.extend(
                self.in_title
                    .iter()
                    .map(|w| format!("intitle:{}", quoted(w))),
            );
        }
        parts.extend(self.in_url.iter().map(|w| format!("inurl:{w}")));
        parts.extend(self.limits());
        parts.join(" ")
    }

    fn limits(&self) -> Vec<String> {
        let mut parts = Vec::new();
        let wanted: Vec<&String> = self.site.iter().filter(|s| !s.starts_with('-')).collect();
        for (list, operator) in [
            (wanted, "site:"),
            (self.filetype.iter().collect(), "filetype:"),
        ] {
            match list.as_slice() {
                [] => {}
                [one] => parts.push(format!("{operator}{one}")),
                many => parts.push(format!("({})", joined(many, |s| format!("{operator}{s}")))),
            }
        }
        parts.extend(self.not.iter().map(|w| format!("-{}", quoted(w))));
        parts.extend(
            self.site
                .iter()
                .filter_map(|s| s.strip_prefix('-'))
                .map(|s| format!("-site:{s}")),
        );
        parts
    }
}

fn joined<T: AsRef<str>>(list: &[T], each: impl Fn(&str) -> String) -> String {
    list.iter()
        .map(|w| each(w.as_ref()))
        .collect::<Vec<_>>()
        .join(" OR ")
}

fn quoted(words: &str) -> String {
    if words.contains(' ') {
        format!("\"{words}\"")
    } else {
        words.to_owned()
    }
}
