//! The request: what is asked, who named it, and what for.

use std::time::Duration;

use tokio::time::Instant;
use url::Url;

/// HTTP method, as far as prospecting needs it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Read.
    #[default]
    Get,
    /// Ask an engine that takes its query in a body.
    Post,
}

impl Method {
    /// As in a request line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// Who named the address. What the web named never reaches a private address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NamedBy {
    /// The user: an engine, an API, a seed.
    User,
    /// A page, a hit or a redirect.
    Web,
}

/// What the request is for: decides whether robots.txt is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// A page of a company's site: robots.txt binds.
    Site,
    /// A robots.txt itself.
    Robots,
    /// An engine or an API the user named: no robots.txt, its own pace.
    Engine,
}

/// One request.
#[derive(Debug, Clone)]
pub struct Request {
    /// What is asked for.
    pub url: Url,
    /// How.
    pub method: Method,
    /// Extra headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body of a POST.
    pub body: Option<Vec<u8>>,
    /// Who named it.
    pub named_by: NamedBy,
    /// What for.
    pub purpose: Purpose,
    /// When whoever asks stops waiting; the layers give up before they wait past it.
    pub deadline: Option<Instant>,
    /// Values (keys, tokens) that must be replaced wherever the request is written down.
    pub secrets: Vec<String>,
    /// Least time between two requests to this registrable domain, where it differs from the usual one.
    pub gap: Option<Duration>,
    /// A kept answer younger than this is as good as a new one.
    pub fresh_for: Duration,
}

impl Request {
    /// A plain GET of a page of a site that the web named.
    pub fn page(url: Url) -> Self {
        Self {
            url,
            method: Method::Get,
            headers: Vec::new(),
            body: None,
            named_by: NamedBy::Web,
            purpose: Purpose::Site,
            deadline: None,
            secrets: Vec::new(),
            gap: None,
            fresh_for: Duration::from_hours(30 * 24),
        }
    }
}
