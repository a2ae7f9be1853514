//! Settings of the door: everything the layers need to know, and nothing read from the environment.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::proxy::Proxy;

/// The time of day, handed in so that a test can hold it still.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// A clock of one's own.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The time now, to the millisecond: what an archive keeps.
    pub fn now(&self) -> Timestamp {
        let now = (self.0)();
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new(Timestamp::now)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}

/// What an archive asked for by name does about answers that come from the cache.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Cached {
    /// They stay where they are: enough for the archive of a run beside its store.
    #[default]
    Left,
    /// They are copied in, so that the archive replays by itself.
    Copied,
}

/// An archive to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    /// The file; made or appended to.
    pub file: PathBuf,
    /// What happens to answers from the cache.
    pub cached: Cached,
}

/// Where answers come from.
#[derive(Debug, Clone, Default)]
pub enum Source {
    /// The web.
    #[default]
    Live,
    /// An archive, and nothing else.
    Replay {
        /// The WARC file, compressed by record or plain.
        file: PathBuf,
        /// Waited before each answer, so that an interruption can be tried out.
        delay: Duration,
    },
    /// Nowhere (`--offline`): what the cache has is still given.
    Offline,
}

/// How the door behaves.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Who asks, with a contact: see [`user_agent`].
    pub user_agent: String,
    /// Where answers come from.
    pub source: Source,
    /// Writes every exchange into an archive.
    pub record: Option<Recording>,
    /// Time for a whole request, from the connection to the last byte.
    pub timeout: Duration,
    /// Time for a connection, DNS and TLS included.
    pub connect_timeout: Duration,
    /// Most bytes of a page's body, on the wire; the rest is cut off. A file whose text is read may have four times as
    /// many.
    pub max_body: usize,
    /// Between the end of a request and the next one to the same registrable domain.
    pub gap: Duration,
    /// Most bytes of bodies read and not yet dropped, over all requests.
    pub bytes_in_flight: usize,
    /// The proxy to go through.
    pub proxy: Option<Proxy>,
    /// Nameserver to ask instead of the system's.
    pub nameserver: Option<SocketAddr>,
    /// Certificate authorities (PEM) trusted besides the system's: a company's own proxy, a test.
    pub authorities: Vec<Vec<u8>>,
    /// The time.
    pub clock: Clock,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            user_agent: user_agent(None),
            source: Source::Live,
            record: None,
            timeout: Duration::from_secs(20),
            connect_timeout: Duration::from_secs(10),
            max_body: 4 << 20,
            gap: Duration::from_secs(1),
            bytes_in_flight: 64 << 20,
            proxy: None,
            nameserver: None,
            authorities: Vec::new(),
            clock: Clock::default(),
        }
    }
}

/// The honest name: `buyerscout/0.1.0 (+CONTACT)`; without a contact there is nothing in brackets.
///
/// Characters a header cannot hold are left out.
pub fn user_agent(contact: Option<&str>) -> String {
    let name = concat!("buyerscout/", env!("CARGO_PKG_VERSION"));
    let contact: String = contact
        .unwrap_or_default()
        .chars()
        .filter(|c| c.is_ascii_graphic() && !"()".contains(*c))
        .collect();
    if contact.is_empty() {
        name.to_owned()
    } else {
        format!("{name} (+{contact})")
    }
}
