//! What an engine's page gave.

use std::time::Duration;

use serde::Serialize;
use url::Url;

use super::{Hit, PageKind};
use crate::finding::Origin;

/// One result, or one advertisement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PageHit {
    /// Final address, redirect wrappers taken off.
    pub url: String,
    /// Title.
    pub title: String,
    /// Words shown of the page.
    pub snippet: String,
    /// Place among the organic results of this page, from 1; among the advertisements for one of those.
    pub rank: u32,
}

/// How the next page is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// By a link.
    Link(Url),
    /// By a form with these fields.
    Form {
        /// Where it sends to.
        action: Url,
        /// Its fields, in order.
        fields: Vec<(String, String)>,
        /// It is sent in a body.
        post: bool,
    },
    /// The answer only says that there is more.
    More,
}

impl Next {
    /// The address of the next page, where it has one by itself.
    pub fn url(&self) -> Option<Url> {
        match self {
            Self::Link(url) => Some(url.clone()),
            Self::Form {
                action,
                fields,
                post: false,
            } => {
                let mut url = action.clone();
                url.query_pairs_mut().clear().extend_pairs(fields);
                Some(url)
            }
            Self::Form { action, .. } => Some(action.clone()),
            Self::More => None,
        }
    }
}

/// An engine's page, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResultPage {
    /// What it is.
    pub kind: PageKind,
    /// Results in order.
    pub hits: Vec<PageHit>,
    /// Advertisements in order.
    pub ads: Vec<PageHit>,
    /// How the next page is asked, where the page says so.
    pub next: Option<Next>,
    /// Why it is no plain result page, for people.
    pub why: Option<String>,
    /// What the user can do.
    pub hint: Option<String>,
    /// How long the engine is to be left alone, where it refused.
    pub rest: Option<Duration>,
}

impl ResultPage {
    /// A page of a kind, with a reason.
    pub fn of(kind: PageKind, why: impl Into<String>) -> Self {
        let why = why.into();
        Self {
            kind,
            why: (!why.is_empty()).then_some(why),
            ..Self::default()
        }
    }

    /// The hits of the page, advertisements marked. `origin` says tactic, query, engine and country; `page` counts
    /// from 1; `before` is the number of organic results on the pages before.
    pub fn into_hits(self, origin: &Origin, page: u32, before: u32) -> Vec<Hit> {
        let hit = |found: PageHit, ad: bool| Hit {
            url: found.url,
            title: found.title,
            snippet: found.snippet,
            ad,
            origins: vec![Origin {
                rank: Some(if ad { found.rank } else { before + found.rank }),
                page: Some(page),
                ad,
                ..origin.clone()
            }],
        };
        let ads: Vec<Hit> = self.ads.into_iter().map(|found| hit(found, true)).collect();
        self.hits
            .into_iter()
            .map(|found| hit(found, false))
            .chain(ads)
            .collect()
    }
}
