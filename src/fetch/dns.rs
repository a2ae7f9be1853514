//! Names to addresses: asked once, and for what the web named the answer itself is judged.

use std::error::Error;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::config::{
    ConnectionConfig, LookupIpStrategy, NameServerConfig, ResolverConfig, ResolverOpts,
};
use hickory_resolver::net::NetError;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use thiserror::Error;

use super::answer::Failure;
use super::guard::{Reach, reach};
use super::notice::{Notice, Notices};

/// A name that led to nothing, on its way through the client's own errors.
#[derive(Debug, Error)]
#[error("{0}")]
pub(super) struct NotFound(pub(super) Failure);

/// Answers remembered, names.
const REMEMBERED: u64 = 4096;

/// Asks a nameserver, and the system where there is none to ask.
#[derive(Clone)]
pub(super) struct Dns {
    resolver: Option<TokioResolver>,
}

impl Dns {
    /// The nameserver given, or the system's.
    pub(super) fn new(nameserver: Option<SocketAddr>) -> Self {
        let builder = match nameserver {
            Some(server) => Some(TokioResolver::builder_with_config(
                only(server),
                TokioRuntimeProvider::default(),
            )),
            None => TokioResolver::builder_tokio().ok(),
        };
        let resolver = builder.and_then(|mut builder| {
            tune(builder.options_mut());
            builder.build().ok()
        });
        Self { resolver }
    }

    /// The addresses of a name.
    async fn addresses(&self, name: &str) -> Result<Vec<IpAddr>, Failure> {
        let Some(resolver) = &self.resolver else {
            return ask_system(name).await;
        };
        let whole = format!("{}.", name.trim_end_matches('.'));
        match resolver.lookup_ip(whole).await {
            Ok(found) => Ok(found.iter().collect()),
            Err(error) => Err(read_error(&error)),
        }
    }
}

fn only(server: SocketAddr) -> ResolverConfig {
    let at_port = |mut connection: ConnectionConfig| {
        connection.port = server.port();
        connection
    };
    let connections = vec![
        at_port(ConnectionConfig::udp()),
        at_port(ConnectionConfig::tcp()),
    ];
    ResolverConfig::from_name_servers(vec![NameServerConfig::new(server.ip(), true, connections)])
}

fn tune(options: &mut ResolverOpts) {
    options.ip_strategy = LookupIpStrategy::Ipv4AndIpv6;
    options.cache_size = REMEMBERED;
    options.timeout = Duration::from_secs(3);
    options.attempts = 2;
    options.max_active_requests = 1024;
}

async fn ask_system(name: &str) -> Result<Vec<IpAddr>, Failure> {
    match tokio::net::lookup_host((name, 0)).await {
        Ok(found) => Ok(found.map(|address| address.ip()).collect()),
        Err(_) => Err(Failure::NoSuchHost),
    }
}

fn read_error(error: &NetError) -> Failure {
    if error.is_nx_domain() || error.is_no_records_found() {
        Failure::NoSuchHost
    } else {
        Failure::Unreachable {
            why: format!("no answer about the name: {error}"),
        }
    }
}

/// Resolves what the web named: only public addresses come out.
pub(super) struct GuardedDns {
    dns: Dns,
    notices: Arc<Notices>,
}

impl GuardedDns {
    /// Over a resolver; says once when stand-in addresses are met.
    pub(super) fn new(dns: Dns, notices: Arc<Notices>) -> Self {
        Self { dns, notices }
    }
}

impl Resolve for GuardedDns {
    fn resolve(&self, name: Name) -> Resolving {
        let (dns, notices) = (self.dns.clone(), Arc::clone(&self.notices));
        Box::pin(async move {
            deliver(
                dns.addresses(name.as_str())
                    .await
                    .and_then(|found| pick_public(found, &notices)),
            )
        })
    }
}

/// Resolves what the user named, by the nameserver he gave.
pub(super) struct OpenDns(pub(super) Dns);

impl Resolve for OpenDns {
    fn resolve(&self, name: Name) -> Resolving {
        let dns = self.0.clone();
        Box::pin(async move { deliver(dns.addresses(name.as_str()).await) })
    }
}

fn pick_public(found: Vec<IpAddr>, notices: &Notices) -> Result<Vec<IpAddr>, Failure> {
    let public: Vec<IpAddr> = found
        .into_iter()
        .filter(|ip| reach(*ip) != Reach::Closed)
        .collect();
    if public.iter().any(|ip| reach(*ip) == Reach::StandIn) {
        notices.say(Notice::StandInAddresses);
    }
    if public.is_empty() {
        Err(Failure::Guarded)
    } else {
        Ok(public)
    }
}

fn deliver(found: Result<Vec<IpAddr>, Failure>) -> Result<Addrs, Box<dyn Error + Send + Sync>> {
    let found = found.map_err(NotFound)?;
    Ok(Box::new(found.into_iter().map(|ip| SocketAddr::new(ip, 0))))
}
