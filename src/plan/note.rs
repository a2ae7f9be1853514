//! What a dialect did to a query: an id with a value; the sentence is made where it is shown.

use std::fmt;

use serde::Serialize;

/// A change that rendering made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "id", content = "value", rename_all = "snake_case")]
pub enum Note {
    /// The engine knows no phrases: the words were sent without quotes.
    PhraseLoosened(String),
    /// `allintitle:` became several `intitle:`.
    TitleRewritten,
    /// The engine looks in no titles: the words must only occur, as a phrase where it knows phrases.
    TitleLoosened,
    /// The engine looks in no addresses: the word must only occur.
    AddressLoosened(String),
    /// The engine knows no alternatives: one query for each.
    Expanded(String),
    /// The site limit was dropped; for a country's domain the country's parameter or name stays.
    SiteDropped(String),
    /// The exclusion was dropped: it is applied to the hits.
    ExclusionDropped(String),
    /// The file type became a plain word.
    FiletypeLoosened(String),
    /// The query was too long for the engine: this was left out.
    Shortened(String),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PhraseLoosened(words) => write!(f, "no phrases here: {words} without quotes"),
            Self::TitleRewritten => f.write_str("allintitle: rewritten as several intitle:"),
            Self::TitleLoosened => {
                f.write_str("no title search here: the words may stand anywhere")
            }
            Self::AddressLoosened(word) => {
                write!(f, "no address search here: {word} may stand anywhere")
            }
            Self::Expanded(word) => {
                write!(f, "no alternatives here: a query of its own for {word}")
            }
            Self::SiteDropped(site) => write!(f, "no site limit here: {site} dropped"),
            Self::ExclusionDropped(words) => {
                write!(f, "exclusion {words} dropped, applied to the hits instead")
            }
            Self::FiletypeLoosened(kind) => write!(f, "no file types here: {kind} as a plain word"),
            Self::Shortened(words) => write!(f, "too long for the engine: {words} left out"),
        }
    }
}
