//! A rendered query becomes a request.

use std::time::Duration;

use sha2::{Digest, Sha256};
use thiserror::Error;
use url::Url;

use super::description::{Ask, Engine, PagingBy, Verb};
use super::fill::{Rendered, Values, fill, percent};
use super::page::Next;
use crate::fetch::{Method, NamedBy, Purpose, Request};

/// Answers of engines are as good as new for a week.
const FRESH: Duration = Duration::from_hours(7 * 24);

/// Which page of which query is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Turn<'a> {
    /// The query.
    pub query: &'a Rendered,
    /// Result page, from 1.
    pub page: u32,
    /// What the page before offered.
    pub next: Option<&'a Next>,
    /// The key from the engine's environment variable.
    pub key: Option<&'a str>,
}

impl<'a> Turn<'a> {
    /// The first page of a query.
    pub fn first(query: &'a Rendered) -> Self {
        Self {
            query,
            page: 1,
            next: None,
            key: None,
        }
    }
}

/// Why an engine cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CannotAsk {
    /// Only saved pages of it can be read.
    #[error("`{0}` cannot be asked: only pages saved from it can be read")]
    SavedOnly(String),
    /// It needs the address of a server.
    #[error("`{0}` needs the address of a server: url = \"http://…\" under [engine.{0}]")]
    NoAddress(String),
    /// The address is none.
    #[error("`{engine}`: `{url}` is no address")]
    BadAddress {
        /// Engine.
        engine: String,
        /// What came out.
        url: String,
    },
    /// The key is not there.
    #[error("`{engine}` needs a key in the environment variable {variable}")]
    NoKey {
        /// Engine.
        engine: String,
        /// Variable.
        variable: String,
    },
    /// The engine gives no further page.
    #[error("`{0}` gives no further page")]
    NoFurtherPage(String),
}

impl Engine {
    /// The environment variable that holds this engine's key, where it needs one.
    pub fn key_variable(&self) -> Option<&str> {
        self.request.as_ref()?.key.as_deref()
    }

    /// The address that a person's browser opens for a query; none where a key or a body is needed.
    pub fn link(&self, query: &Rendered) -> Option<Url> {
        let ask = self.request.as_ref();
        let sent = ask.filter(|ask| ask.key.is_none() && ask.method == Verb::Get);
        let template = self.open.as_ref().or(sent.map(|ask| &ask.url))?;
        if template.contains("{url}") && self.url.is_empty() {
            return None;
        }
        let url = fill(template, &self.values(query, 1), percent);
        let mut url = crate::web::parse_given(&url)?;
        let dropped = |name: &str, value: &str| {
            value.is_empty() || ask.is_some_and(|ask| ask.not_on_first.iter().any(|n| n == name))
        };
        drop_parameters(&mut url, dropped);
        Some(url)
    }

    /// Is there a page after `page` to ask for, as far as its answer and the engine's limit say?
    pub fn goes_on(&self, page: u32, next: Option<&Next>, hits: usize) -> bool {
        let offered = match self.paging.by {
            PagingBy::None => false,
            PagingBy::Parameter => true,
            PagingBy::Link => matches!(next, Some(Next::Link(_))),
            PagingBy::Form => matches!(next, Some(Next::Form { .. })),
        };
        offered && hits > 0 && page < self.paging.max
    }

    /// The request for one page of a query.
    ///
    /// # Errors
    /// Where the engine lacks an address, a key, or a further page.
    pub fn request(&self, turn: Turn<'_>) -> Result<Request, CannotAsk> {
        let ask = self
            .request
            .as_ref()
            .ok_or_else(|| CannotAsk::SavedOnly(self.id.clone()))?;
        let values = self.values_with_key(ask, turn)?;
        let mut request = match (turn.page, self.paging.by, turn.next) {
            (1, ..) | (_, PagingBy::Parameter, _) => self.asked(ask, &values, turn.page)?,
            (_, PagingBy::Link, Some(Next::Link(url))) => Request::page(url.clone()),
            (
                _,
                PagingBy::Form,
                Some(Next::Form {
                    action,
                    fields,
                    post,
                }),
            ) => form_sent(action, fields, *post),
            _ => return Err(CannotAsk::NoFurtherPage(self.id.clone())),
        };
        request.headers.extend(
            ask.headers
                .iter()
                .map(|(n, v)| (n.to_lowercase(), fill(v, &values, str::to_owned))),
        );
        request.headers.retain(|(_, value)| !value.is_empty());
        request.purpose = Purpose::Engine;
        request.named_by = NamedBy::User;
        request.secrets = turn
            .key
            .filter(|k| !k.is_empty())
            .map(str::to_owned)
            .into_iter()
            .collect();
        request.gap = Some(self.gap(&turn));
        request.fresh_for = FRESH;
        Ok(request)
    }

    /// What two rendered queries have in common when they ask this engine the same thing.
    pub fn signature(&self, rendered: &Rendered) -> String {
        let Some(ask) = &self.request else {
            return rendered.text.to_lowercase();
        };
        let values = self.values(rendered, 1);
        let mut parts = vec![fill(&ask.url, &values, str::to_owned)];
        parts.extend(
            ask.form
                .values()
                .chain(ask.headers.values())
                .map(|v| fill(v, &values, str::to_owned)),
        );
        parts.extend(
            ask.json
                .iter()
                .map(|table| fill(&table.to_string(), &values, str::to_owned)),
        );
        parts.join("\n").to_lowercase()
    }

    fn values_with_key(&self, ask: &Ask, turn: Turn<'_>) -> Result<Values, CannotAsk> {
        if ask.url.contains("{url}") && self.url.trim().is_empty() {
            return Err(CannotAsk::NoAddress(self.id.clone()));
        }
        if let (Some(variable), None) = (&ask.key, turn.key.filter(|k| !k.trim().is_empty())) {
            return Err(CannotAsk::NoKey {
                engine: self.id.clone(),
                variable: variable.clone(),
            });
        }
        let mut values = self.values(turn.query, turn.page);
        values.insert("key", turn.key.unwrap_or_default().trim().to_owned());
        Ok(values)
    }

    fn asked(&self, ask: &Ask, values: &Values, page: u32) -> Result<Request, CannotAsk> {
        let url = fill(&ask.url, values, percent);
        let mut url = crate::web::parse_given(&url).ok_or(CannotAsk::BadAddress {
            engine: self.id.clone(),
            url,
        })?;
        let unwanted = |name: &str, value: &str| {
            value.is_empty() || (page == 1 && ask.not_on_first.iter().any(|n| n == name))
        };
        drop_parameters(&mut url, unwanted);
        let mut request = Request::page(url);
        if ask.method == Verb::Post {
            request.method = Method::Post;
            let (body, content_type) = match &ask.json {
                Some(json) => (json_body(json, values), "application/json"),
                None => (
                    form_body(ask, values, unwanted),
                    "application/x-www-form-urlencoded",
                ),
            };
            request.body = Some(body);
            request
                .headers
                .push(("content-type".into(), content_type.into()));
        }
        Ok(request)
    }

    /// The gap, longer by a share that follows from the query: no clockwork, and yet the same every time.
    fn gap(&self, turn: &Turn<'_>) -> Duration {
        let digest = Sha256::digest(format!("{}\n{}", turn.query.text, turn.page));
        let share = f64::from(digest[0]) / 255.0;
        let seconds = self.pace.gap_seconds * (1.0 + self.pace.jitter * share);
        Duration::try_from_secs_f64(seconds).unwrap_or_default()
    }
}

fn form_sent(action: &Url, fields: &[(String, String)], post: bool) -> Request {
    let encoded: String = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    let mut request = Request::page(action.clone());
    if post {
        request.method = Method::Post;
        request.body = Some(encoded.into_bytes());
        request.headers.push((
            "content-type".into(),
            "application/x-www-form-urlencoded".into(),
        ));
    } else {
        request.url.set_query(Some(&encoded));
    }
    request
}

fn drop_parameters(url: &mut Url, unwanted: impl Fn(&str, &str) -> bool) {
    let Some(query) = url.query() else { return };
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            !unwanted(name, value)
        })
        .collect();
    let kept = kept.join("&");
    url.set_query((!kept.is_empty()).then_some(kept.as_str()));
}

fn form_body(ask: &Ask, values: &Values, unwanted: impl Fn(&str, &str) -> bool) -> Vec<u8> {
    let fields = ask
        .form
        .iter()
        .map(|(name, template)| (name, fill(template, values, str::to_owned)));
    let kept = fields.filter(|(name, value)| !unwanted(name, value));
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(kept)
        .finish()
        .into_bytes()
}

/// A text that is nothing but `{page}` or `{offset}` becomes a number, as APIs want it; what comes out empty is left out.
fn json_body(table: &toml::Table, values: &Values) -> Vec<u8> {
    json_object(table, values).to_string().into_bytes()
}

fn json_object(table: &toml::Table, values: &Values) -> serde_json::Value {
    let mut body = serde_json::Map::new();
    for (name, value) in table {
        let filled = match value {
            toml::Value::Table(inner) => json_object(inner, values),
            toml::Value::String(template) => match template.as_str() {
                "{page}" => values["page"].parse::<u32>().unwrap_or(1).into(),
                "{offset}" => values["offset"].parse::<u32>().unwrap_or(0).into(),
                template => fill(template, values, str::to_owned).into(),
            },
            other => serde_json::to_value(other).unwrap_or_default(),
        };
        if filled.as_str() != Some("") {
            body.insert(name.clone(), filled);
        }
    }
    serde_json::Value::Object(body)
}
