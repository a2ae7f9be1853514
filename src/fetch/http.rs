//! The source that opens connections: HTTP/1.1 and HTTP/2 by reqwest. Bodies stay as they were on the wire; no cookie is
//! kept, no redirect followed, no environment read.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Certificate, Client, ClientBuilder, Response, redirect};
use thiserror::Error;
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::answer::{Answer, Failure, Headers, Outcome};
use super::budget::{Budget, Reservation};
use super::dns::{Dns, GuardedDns, OpenDns};
use super::fault::{self, Way};
use super::head;
use super::notice::{Notice, Notices};
use super::proxy::Proxy;
use super::request::{Method, NamedBy, Request};
use super::settings::{Clock, Settings};
use super::warc::of_the_connection;
use super::{Fetch, Fetching};

/// Why there can be no client.
#[derive(Debug, Error)]
pub enum NoClient {
    /// A certificate authority cannot be read.
    #[error("a certificate authority cannot be read: {0}")]
    Authority(String),
    /// The client cannot be set up.
    #[error("no connection can be set up: {0}")]
    Setup(String),
}

/// Asks the web.
pub(super) struct Http {
    clients: Clients,
    budget: Budget,
    user_agent: String,
    timeout: Duration,
    max_body: usize,
    clock: Clock,
}

struct Clients {
    /// For what the user named: his own network is open to him.
    user: Client,
    /// For what the web named: every DNS answer is judged.
    web: Client,
    /// For what goes through the proxy: names are resolved there.
    proxied: Option<(Client, Proxy)>,
}

impl Http {
    /// A source by these settings.
    pub(super) fn new(settings: &Settings, notices: &Arc<Notices>) -> Result<Self, NoClient> {
        // A second installation is refused, and the first one is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Self {
            clients: Clients::new(settings, notices)?,
            budget: Budget::new(settings.bytes_in_flight),
            user_agent: settings.user_agent.clone(),
            timeout: settings.timeout,
            max_body: settings.max_body,
            clock: settings.clock.clone(),
        })
    }

    async fn ask(&self, request: &Request) -> Outcome {
        let (client, way) = self.clients.pick(request);
        let mut clock = Stopwatch { ends: Instant::now() + self.timeout, deadline: request.deadline };
        let response = clock.bound(client.execute(self.wire(request)?)).await?.map_err(|e| fault::read(&e, way))?;
        let mut answer = self.begin(request, &response);
        let held = clock.pause(self.budget.reserve(response.content_length(), self.max_body)).await?;
        let (body, truncated) = self.read_body(Reading { response, held, way, clock }).await?;
        answer.body = body;
        answer.truncated = truncated;
        Ok(answer)
    }

    fn wire(&self, request: &Request) -> Result<reqwest::Request, Failure> {
        let method = if request.method == Method::Post { reqwest::Method::POST } else { reqwest::Method::GET };
        let mut wire = reqwest::Request::new(method, request.url.clone());
        *wire.headers_mut() = header_map(&head::headers(request, &self.user_agent))?;
        *wire.body_mut() = request.body.clone().map(Into::into);
        Ok(wire)
    }

    fn begin(&self, request: &Request, response: &Response) -> Answer {
        let mut url = request.url.clone();
        url.set_fragment(None);
        Answer {
            url,
            status: response.status().as_u16(),
            headers: read_headers(response.headers()),
            body: bytes::Bytes::new(),
            truncated: false,
            fetched_at: self.clock.now(),
            archived: None,
            replayed: false,
        }
    }

    /// The body up to the limit, and whether it was cut there.
    async fn read_body(&self, mut reading: Reading) -> Result<(bytes::Bytes, bool), Failure> {
        let expected = reading.response.content_length().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        let mut body: Vec<u8> = Vec::with_capacity(expected.min(self.max_body));
        loop {
            let chunk = reading.clock.bound(reading.response.chunk()).await?.map_err(|e| fault::read(&e, reading.way))?;
            let Some(chunk) = chunk else { return Ok((reading.held.hold(body), false)) };
            let room = self.max_body - body.len();
            reading.clock.pause(self.budget.grow(&mut reading.held, body.len() + chunk.len().min(room))).await?;
            body.extend_from_slice(&chunk[..chunk.len().min(room)]);
            if chunk.len() > room {
                return Ok((reading.held.hold(body), true));
            }
        }
    }
}

struct Reading {
    response: Response,
    held: Reservation,
    way: Way,
    clock: Stopwatch,
}

/// When a request is given up. Waiting for room in memory is not the site's fault and does not count.
struct Stopwatch {
    ends: Instant,
    deadline: Option<Instant>,
}

impl Stopwatch {
    async fn bound<T>(&self, work: impl Future<Output = T>) -> Result<T, Failure> {
        let deadline = self.deadline.filter(|deadline| *deadline <= self.ends);
        timeout_at(deadline.unwrap_or(self.ends), work).await.map_err(|_| match deadline {
            Some(_) => Failure::Deadline,
            None => Failure::TimedOut,
        })
    }

    async fn pause<T>(&mut self, work: impl Future<Output = T>) -> Result<T, Failure> {
        let began = Instant::now();
        let done = match self.deadline {
            Some(deadline) => timeout_at(deadline, work).await.map_err(|_| Failure::Deadline)?,
            None => work.await,
        };
        self.ends += began.elapsed();
        Ok(done)
    }
}

impl Fetch for Http {
    fn fetch<'a>(&'a self, request: &'a Request) -> Fetching<'a> {
        Box::pin(self.ask(request))
    }
}

impl Clients {
    fn new(settings: &Settings, notices: &Arc<Notices>) -> Result<Self, NoClient> {
        let dns = Dns::new(settings.nameserver);
        let guarded = GuardedDns::new(dns.clone(), Arc::clone(notices));
        let open = |builder: ClientBuilder| if settings.nameserver.is_some() { builder.dns_resolver(OpenDns(dns.clone())) } else { builder };
        let user = build(settings, notices, &open)?;
        let guarded = Arc::new(guarded);
        let alone = settings.proxy.as_ref().is_some_and(|proxy| !proxy.has_exceptions());
        let web = if alone { user.clone() } else { build(settings, notices, &|b| b.dns_resolver(Arc::clone(&guarded)))? };
        let proxied = match &settings.proxy {
            None => None,
            Some(proxy) => {
                let through = reqwest::Proxy::all(proxy.url().clone()).map_err(|e| NoClient::Setup(e.to_string()))?;
                Some((build(settings, notices, &|b| open(b.proxy(through.clone())))?, proxy.clone()))
            }
        };
        Ok(Self { user, web, proxied })
    }

    fn pick(&self, request: &Request) -> (&Client, Way) {
        match &self.proxied {
            Some((client, proxy)) if proxy.covers(&request.url) => (client, way(proxy, &request.url)),
            _ if request.named_by == NamedBy::User => (&self.user, Way::Direct),
            _ => (&self.web, Way::Direct),
        }
    }
}

fn way(proxy: &Proxy, url: &Url) -> Way {
    if proxy.url().scheme() != "socks5h" && url.scheme() == "http" { Way::Passed } else { Way::Tunnelled }
}

/// A client; where the system has no certificate authorities, one that can read `http` addresses only.
fn build(settings: &Settings, notices: &Notices, further: &dyn Fn(ClientBuilder) -> ClientBuilder) -> Result<Client, NoClient> {
    let own = authorities(settings)?;
    let with_system = further(plain(settings)).tls_certs_merge(own.clone()).build();
    with_system.or_else(|_| {
        notices.say(Notice::NoAuthorities);
        further(plain(settings)).tls_certs_only(own).build().map_err(|e| NoClient::Setup(fault::words(&e)))
    })
}

fn plain(settings: &Settings) -> ClientBuilder {
    // Longer than the gap, so that a site's next page finds the connection open; short, as every open one is a file.
    let idle = (settings.gap * 3).clamp(Duration::from_secs(2), Duration::from_secs(15));
    Client::builder()
        .no_proxy()
        .redirect(redirect::Policy::none())
        .referer(false)
        .connect_timeout(settings.connect_timeout)
        .pool_idle_timeout(idle)
        .pool_max_idle_per_host(1)
        .http1_ignore_invalid_headers_in_responses(true)
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http2_max_header_list_size(128 << 10)
}

fn authorities(settings: &Settings) -> Result<Vec<Certificate>, NoClient> {
    let read = |pem: &Vec<u8>| Certificate::from_pem_bundle(pem).map_err(|e| NoClient::Authority(e.to_string()));
    let read: Result<Vec<Vec<Certificate>>, NoClient> = settings.authorities.iter().map(read).collect();
    Ok(read?.into_iter().flatten().collect())
}

fn header_map(headers: &[(String, String)]) -> Result<HeaderMap, Failure> {
    let mut map = HeaderMap::with_capacity(headers.len());
    for (name, value) in headers {
        let unfit = |_| Failure::Malformed { why: format!("the header {name} cannot be sent") };
        let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| unfit(()))?;
        map.append(key, HeaderValue::from_str(value).map_err(|_| unfit(()))?);
    }
    Ok(map)
}

fn read_headers(map: &HeaderMap) -> Headers {
    let kept = map.iter().filter(|(name, _)| !of_the_connection(name.as_str()));
    Headers(kept.map(|(name, value)| (name.as_str().to_owned(), read_value(value.as_bytes()))).collect())
}

/// UTF-8 where it is that, else Latin-1, on one line either way.
fn read_value(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}
