//! The clients behind the source: one for what the user named, one for what the web named, one for the proxy.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Certificate, Client, ClientBuilder, redirect};
use thiserror::Error;
use url::Url;

use super::dns::{Dns, GuardedDns, OpenDns};
use super::fault::{self, Way};
use super::notice::{Notice, Notices};
use super::proxy::Proxy;
use super::request::{NamedBy, Request};
use super::settings::Settings;

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

/// The clients of one door.
pub(super) struct Clients {
    /// For what the user named: his own network is open to him.
    user: Client,
    /// For what the web named: every DNS answer is judged.
    web: Client,
    /// For what goes through the proxy: names are resolved there.
    proxied: Option<(Client, Proxy)>,
}

impl Clients {
    /// Clients by these settings.
    pub(super) fn new(settings: &Settings, notices: &Arc<Notices>) -> Result<Self, NoClient> {
        let dns = Dns::new(settings.nameserver);
        let guarded = GuardedDns::new(dns.clone(), Arc::clone(notices));
        let open = |builder: ClientBuilder| {
            if settings.nameserver.is_some() {
                builder.dns_resolver(OpenDns(dns.clone()))
            } else {
                builder
            }
        };
        let user = build(settings, notices, &open)?;
        let guarded = Arc::new(guarded);
        let alone = settings
            .proxy
            .as_ref()
            .is_some_and(|proxy| !proxy.has_exceptions());
        let web = if alone {
            user.clone()
        } else {
            build(settings, notices, &|b| b.dns_resolver(Arc::clone(&guarded)))?
        };
        let proxied = match &settings.proxy {
            None => None,
            Some(proxy) => {
                let through = reqwest::Proxy::all(proxy.url().clone())
                    .map_err(|e| NoClient::Setup(e.to_string()))?;
                Some((
                    build(settings, notices, &|b| open(b.proxy(through.clone())))?,
                    proxy.clone(),
                ))
            }
        };
        Ok(Self { user, web, proxied })
    }

    /// The client for a request, and how it goes out.
    pub(super) fn pick(&self, request: &Request) -> (&Client, Way) {
        match &self.proxied {
            Some((client, proxy)) if proxy.covers(&request.url) => {
                (client, way(proxy, &request.url))
            }
            _ if request.named_by == NamedBy::User => (&self.user, Way::Direct),
            _ => (&self.web, Way::Direct),
        }
    }
}

fn way(proxy: &Proxy, url: &Url) -> Way {
    if proxy.url().scheme() != "socks5h" && url.scheme() == "http" {
        Way::Passed
    } else {
        Way::Tunnelled
    }
}

/// A client; where the system has no certificate authorities, one that can read `http` addresses only.
fn build(
    settings: &Settings,
    notices: &Notices,
    further: &dyn Fn(ClientBuilder) -> ClientBuilder,
) -> Result<Client, NoClient> {
    let own = authorities(settings)?;
    let with_system = further(plain(settings))
        .tls_certs_merge(own.clone())
        .build();
    with_system.or_else(|_| {
        notices.say(Notice::NoAuthorities);
        further(plain(settings))
            .tls_certs_only(own)
            .build()
            .map_err(|e| NoClient::Setup(fault::words(&e)))
    })
}

fn plain(settings: &Settings) -> ClientBuilder {
    // Longer than the gap, so that a site's next page finds the connection open; short, as every open one is a file.
    let idle = (settings.gap * 3).clamp(Duration::from_millis(500), Duration::from_secs(15));
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
    let read = |pem: &Vec<u8>| {
        Certificate::from_pem_bundle(pem).map_err(|e| NoClient::Authority(e.to_string()))
    };
    let read: Result<Vec<Vec<Certificate>>, NoClient> =
        settings.authorities.iter().map(read).collect();
    Ok(read?.into_iter().flatten().collect())
}
