//! What an engine's TOML file says. Every key is explained here; a file with another key is refused.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use super::css::Css;

/// An engine, as its file describes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Engine {
    /// Short name: in campaigns, records and reports.
    #[serde(default)]
    pub id: String,
    /// Name for people.
    #[serde(default)]
    pub name: String,
    /// One line on what it is good for.
    #[serde(default)]
    pub about: String,
    /// Where it stands in lists, lower first; of two that fit a page equally well the lower is taken.
    #[serde(default = "last")]
    pub rank: u16,
    /// What the user should know before use: terms, costs, limits.
    #[serde(default)]
    pub warning: Option<String>,
    /// Base address, `{url}` in the request; empty where the user must give his own server's.
    #[serde(default)]
    pub url: String,
    /// What a browser opens for a query, where it is not what is sent.
    #[serde(default)]
    pub open: Option<String>,
    /// What is sent; an engine without it can only read saved pages.
    #[serde(default)]
    pub request: Option<Ask>,
    /// How further result pages are asked.
    #[serde(default)]
    pub paging: Paging,
    /// How countries and languages are written.
    #[serde(default)]
    pub market: Market,
    /// Which operators it knows.
    #[serde(default)]
    pub dialect: Dialect,
    /// How fast it is asked, how long it rests after a refusal.
    #[serde(default)]
    pub pace: Pace,
    /// How its answers are read.
    #[serde(default)]
    pub answer: Reading,
}

/// The request. In all texts `{url}`, `{query}`, `{page}`, `{offset}`, `{country}`, `{language}`, `{region}` and `{key}`
/// are filled in; a parameter that comes out empty is left out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Address with its parameters.
    pub url: String,
    /// `GET` or `POST`.
    #[serde(default)]
    pub method: Verb,
    /// Headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Fields of a form body.
    #[serde(default)]
    pub form: BTreeMap<String, String>,
    /// Fields of a JSON body.
    #[serde(default)]
    pub json: Option<toml::Table>,
    /// Environment variable that holds the key.
    #[serde(default)]
    pub key: Option<String>,
    /// Parameters and fields that the first page must not have.
    #[serde(default)]
    pub not_on_first: Vec<String>,
}

/// HTTP method as a file writes it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Verb {
    /// The query is in the address.
    #[default]
    Get,
    /// The query is in the body.
    Post,
}

/// How page after page is asked.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Paging {
    /// `parameter`: by `{page}` and `{offset}`; `link`, `form`: by what the page before offers; `none`.
    pub by: PagingBy,
    /// `{page}` of the first page.
    pub first: u32,
    /// What a page adds to it.
    pub step: u32,
    /// Results of a page: `{offset}` grows by it.
    pub per_page: u32,
    /// Pages the engine gives at most.
    pub max: u32,
}

impl Default for Paging {
    fn default() -> Self {
        Self {
            by: PagingBy::Parameter,
            first: 1,
            step: 1,
            per_page: 10,
            max: 10,
        }
    }
}

/// By what the next page is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PagingBy {
    /// By numbers in the request.
    Parameter,
    /// By the link to the next page.
    Link,
    /// By the form of the next page.
    Form,
    /// There is one page.
    None,
}

/// How a market is written in the request.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Market {
    /// `{country}` in upper or lower case.
    pub case: Case,
    /// Codes of this engine where they differ from ISO 3166, in any case: `GB = "uk"`.
    pub countries: BTreeMap<String, String>,
    /// `{country}` where the query names none.
    pub no_country: String,
    /// Codes of this engine where they differ from ISO 639-1: `zh = "zh-hans"`.
    pub languages: BTreeMap<String, String>,
    /// `{language}` where the query names none.
    pub no_language: String,
    /// Form of `{region}` from `{country}` and `{language}`.
    pub region: String,
    /// `{region}` where the query names no country.
    pub no_region: String,
    /// Whose language `{language}` is.
    pub language_of: LanguageOf,
}

/// Letters of a country code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// `DE`
    #[default]
    Upper,
    /// `de`
    Lower,
}

/// Whose language is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LanguageOf {
    /// That of the country's pages: an English query finds German firms among German pages.
    #[default]
    Country,
    /// That of the query's words.
    Query,
}

/// Operators as the engine writes them, `{}` for the operand; one that is not there is unknown to it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dialect {
    /// Words of a query at most.
    pub max_words: Option<usize>,
    /// Characters of a query at most.
    pub max_chars: Option<usize>,
    /// `"\"{}\""`
    pub phrase: Option<String>,
    /// `"-{}"`
    pub not: Option<String>,
    /// Between alternatives: `"OR"`.
    pub or: Option<String>,
    /// Around alternatives: `"({})"`; absent: nothing around them.
    pub group: Option<String>,
    /// `"site:{}"`
    pub site: Option<String>,
    /// `"-site:{}"`
    pub not_site: Option<String>,
    /// `"intitle:{}"`
    pub in_title: Option<String>,
    /// `"allintitle: {}"`, for a query that is about the title alone.
    pub all_in_title: Option<String>,
    /// `"inurl:{}"`
    pub in_url: Option<String>,
    /// `"filetype:{}"`
    pub filetype: Option<String>,
}

/// How fast an engine is asked.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pace {
    /// Seconds between two requests.
    pub gap_seconds: f64,
    /// Share of the gap that is added, more or less of it by query.
    pub jitter: f64,
    /// Hours the engine is left alone after it refused.
    pub rest_hours: f64,
    /// Requests of a calendar month at most; counted and kept across runs.
    pub contingent: Option<u32>,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            gap_seconds: 5.0,
            jitter: 0.5,
            rest_hours: 6.0,
            contingent: None,
        }
    }
}

/// How answers are read.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reading {
    /// Present where the answer is JSON.
    pub json: Option<Json>,
    /// Forms of its HTML pages; the first that finds results is taken.
    pub layout: Vec<Layout>,
    /// Redirects in front of the results' addresses.
    pub unwrap: Vec<Unwrap>,
    /// Hosts whose links are never results (sites; all below them too).
    pub internal: Vec<String>,
    /// Pieces of an address that make a result an advertisement.
    pub ad_address: Vec<String>,
    /// Pieces of an address that lead to a result without saying where: they cannot be unwrapped.
    pub redirects: Vec<String>,
    /// Results are pages of the site itself: lists of firms in a directory.
    pub inward: bool,
    /// Attributes of a result's block that hold its final address.
    pub address_in: Vec<String>,
    /// What a page without results says; looked at in order.
    pub mark: Vec<Mark>,
    /// What only this engine's pages have.
    pub own: Vec<Css>,
}

/// Dotted paths into a JSON answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Json {
    /// The list of results.
    pub results: String,
    /// Within a result: its address.
    #[serde(default = "url_key")]
    pub url: String,
    /// Within a result: its title.
    #[serde(default = "title_key")]
    pub title: String,
    /// Within a result: its words.
    #[serde(default)]
    pub snippet: String,
    /// The list of advertisements.
    #[serde(default)]
    pub ads: Option<String>,
    /// Whether there are more pages: a truth value, or anything that is there.
    #[serde(default)]
    pub more: Option<String>,
    /// The message of an error.
    #[serde(default)]
    pub error: Option<String>,
    /// Messages at that place that mean no error.
    #[serde(default)]
    pub fine: Vec<String>,
    /// A base64 text that holds the answer as XML, which the layouts read; `title` is `x-title` to them.
    #[serde(default)]
    pub xml: Option<String>,
    /// Sources of the answer that refused: a list of texts, or of lists `[name, reason]`.
    #[serde(default)]
    pub refused: Option<String>,
    /// Words of a reason that mean a passing failure rather than a refusal.
    #[serde(default)]
    pub passing: Vec<String>,
}

/// Engines of the user's own stand behind those that ship.
fn last() -> u16 {
    u16::MAX
}

fn url_key() -> String {
    "url".to_owned()
}

fn title_key() -> String {
    "title".to_owned()
}

/// One form of a result page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// When it was seen, for those who mend it.
    #[serde(default)]
    pub name: String,
    /// One result.
    pub result: Css,
    /// Results that are none: they match this or hold something that does.
    #[serde(default)]
    pub skip: Option<Css>,
    /// The link within a result; absent: the result is the link.
    #[serde(default)]
    pub link: Option<Css>,
    /// Attribute of the result or its link that holds the address.
    #[serde(default = "href")]
    pub address: String,
    /// The element within a result whose text is the address.
    #[serde(default)]
    pub address_text: Option<Css>,
    /// Results without a link are results too: lists of places name firms that have no site.
    #[serde(default)]
    pub without_address: bool,
    /// The title within a result; absent: the link's text.
    #[serde(default)]
    pub title: Option<Css>,
    /// The words shown of the page.
    #[serde(default)]
    pub snippet: Option<Css>,
    /// One advertisement, anywhere on the page; results inside of it are no results.
    #[serde(default)]
    pub ad: Option<Css>,
    /// The link within an advertisement; absent: its first.
    #[serde(default)]
    pub ad_link: Option<Css>,
    /// The title within an advertisement; absent: its link's text.
    #[serde(default)]
    pub ad_title: Option<Css>,
    /// The link, or the form, to the next page.
    #[serde(default)]
    pub next: Option<Css>,
}

fn href() -> String {
    "href".to_owned()
}

/// A redirect address that hides the result's own.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Unwrap {
    /// Site of the redirect; empty: the page's own.
    pub host: String,
    /// Beginning of its path.
    pub path: String,
    /// Query parameter that holds the address.
    pub parameter: Option<String>,
    /// Piece of the path that holds it: `RU=`.
    pub segment: Option<String>,
    /// What stands before a base64 form of it: `a1`; absent: it is percent-encoded.
    pub base64_after: Option<String>,
}

/// A sign on an answer without results. All conditions that are given must hold.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// What it means.
    pub kind: super::PageKind,
    /// HTTP status.
    #[serde(default)]
    pub status: Vec<u16>,
    /// Something on the page.
    #[serde(default)]
    pub css: Option<Css>,
    /// It is looked at after everything else failed: result pages may have it too.
    #[serde(default)]
    pub weak: bool,
    /// A visitor reads fewer characters than this.
    #[serde(default)]
    pub shorter_than: Option<usize>,
    /// The page has more bytes than this.
    #[serde(default)]
    pub larger_than: Option<usize>,
    /// Any of these in what a visitor reads, compared without case.
    #[serde(default)]
    pub says: Vec<String>,
    /// Any of these in the page's title, compared without case.
    #[serde(default)]
    pub title: Vec<String>,
    /// Any of these in the body as it came, compared without case.
    #[serde(default)]
    pub text: Vec<String>,
    /// Any of these in the answer's address.
    #[serde(default)]
    pub address: Vec<String>,
    /// What to say.
    #[serde(default)]
    pub why: String,
    /// What the user can do.
    #[serde(default)]
    pub hint: Option<String>,
    /// It is a setting, not a refusal: the engine need not rest.
    #[serde(default)]
    pub rest: Rest,
}

/// Whether an engine rests after a mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rest {
    /// As its pace says, where the kind is a refusal.
    #[default]
    Usual,
    /// Not at all.
    No,
}

impl<'de> Deserialize<'de> for Rest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(if bool::deserialize(from)? {
            Self::Usual
        } else {
            Self::No
        })
    }
}
