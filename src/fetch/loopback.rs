//! Servers for the tests of this room: sites, proxies, a nameserver, all on loopback.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UdpSocket};
use tokio::time::{Instant, sleep};
use url::Url;

use super::answer::Failure;
use super::forgetful::Forgetful;
use super::proxy::Proxy;
use super::request::{NamedBy, Request};
use super::settings::Settings;
use super::stack::{Door, stack};

/// A request as the server saw it.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    /// `GET http://muster.example/`: the method and what was asked for.
    pub(super) line: String,
    /// The whole head.
    pub(super) head: String,
    /// The body.
    pub(super) body: Vec<u8>,
    /// When it came.
    pub(super) began: Instant,
    /// When its answer had gone out.
    pub(super) ended: Option<Instant>,
}

impl Seen {
    /// Without scheme and method: `muster.example/`.
    pub(super) fn asked(&self) -> &str {
        let target = self.line.split(' ').nth(1).unwrap_or_default();
        target.strip_prefix("http://").unwrap_or(target)
    }
}

/// What the server does with a request.
#[derive(Debug, Clone)]
pub(super) enum Play {
    /// Sends these bytes.
    Say(Vec<u8>),
    /// Sends pieces with a wait before each.
    Drip(Duration, Vec<Vec<u8>>),
    /// Sends these bytes and breaks the connection off.
    Cut(Vec<u8>),
    /// Resets the connection.
    Reset,
    /// Says nothing for as long as the test runs.
    Hang,
}

/// A server and what it saw.
#[derive(Clone)]
pub(super) struct Loopback {
    pub(super) address: SocketAddr,
    pub(super) seen: Arc<Mutex<Vec<Seen>>>,
}

type Script = Arc<dyn Fn(&Seen) -> Play + Send + Sync>;

impl Loopback {
    /// A server that plays a script; as a proxy it stands for every site.
    pub(super) async fn play(script: impl Fn(&Seen) -> Play + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self { address: listener.local_addr().unwrap(), seen: Arc::default() };
        let (seen, script): (_, Script) = (Arc::clone(&server.seen), Arc::new(script));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, Arc::clone(&seen), Arc::clone(&script)));
            }
        });
        server
    }

    /// What was asked for, in order.
    pub(super) fn asked(&self) -> Vec<String> {
        self.seen.lock().unwrap().iter().map(|seen| seen.asked().to_owned()).collect()
    }

    /// Settings that take it for the proxy, with no gap.
    pub(super) fn as_proxy(&self) -> Settings {
        let proxy: Proxy = format!("http://{}", self.address).parse().unwrap();
        Settings { proxy: Some(proxy), gap: Duration::ZERO, timeout: Duration::from_secs(5), ..Settings::default() }
    }

    /// An address on it.
    pub(super) fn url(&self, path: &str) -> Url {
        Url::parse(&format!("http://{}{path}", self.address)).unwrap()
    }
}

/// A door with a memory of its own.
pub(super) fn door(settings: &Settings) -> Door {
    stack(settings, Arc::new(Forgetful::default())).unwrap()
}

/// A request for a page.
pub(super) fn page(url: &str) -> Request {
    Request::page(Url::parse(url).unwrap())
}

/// A request for a page that the user named.
pub(super) fn named(url: Url) -> Request {
    Request { named_by: NamedBy::User, ..Request::page(url) }
}

/// A response with a fitting length.
pub(super) fn response(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Play {
    Play::Say(whole(status, headers, body))
}

/// The bytes of a response with a fitting length; further headers end with `\r\n` each.
pub(super) fn whole(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n{headers}\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// There is none.
pub(super) fn missing() -> Play {
    response(404, "", "no")
}

/// Why there is no answer.
pub(super) fn failure(outcome: super::Outcome) -> Failure {
    outcome.map(|answer| answer.status).unwrap_err()
}

async fn converse<S: AsyncRead + AsyncWrite + Unpin>(mut stream: S, all: Arc<Mutex<Vec<Seen>>>, script: Script) {
    let mut buffer = Vec::new();
    while let Some(seen) = receive(&mut stream, &mut buffer).await {
        let index = {
            let mut all = all.lock().unwrap();
            all.push(seen.clone());
            all.len() - 1
        };
        let play = script(&seen);
        let goes_on = perform(&mut stream, play).await;
        all.lock().unwrap()[index].ended = Some(Instant::now());
        if !goes_on {
            return;
        }
    }
}

async fn perform<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S, play: Play) -> bool {
    match play {
        Play::Say(bytes) => stream.write_all(&bytes).await.is_ok(),
        Play::Drip(wait, pieces) => {
            for piece in pieces {
                sleep(wait).await;
                if stream.write_all(&piece).await.is_err() {
                    return false;
                }
            }
            true
        }
        Play::Cut(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
            false
        }
        Play::Reset => false,
        Play::Hang => {
            // Until the client hangs up.
            let _ = stream.read(&mut [0; 1]).await;
            false
        }
    }
}

async fn receive<S: AsyncRead + Unpin>(stream: &mut S, buffer: &mut Vec<u8>) -> Option<Seen> {
    let head = loop {
        if let Some(end) = buffer.windows(4).position(|w| w == b"\r\n\r\n") {
            break buffer.drain(..end + 4).collect::<Vec<u8>>();
        }
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(head).unwrap();
    let length = head.lines().find_map(|l| l.to_ascii_lowercase().strip_prefix("content-length:").map(|n| n.trim().parse::<usize>().unwrap()));
    while buffer.len() < length.unwrap_or(0) {
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
    let body = buffer.drain(..length.unwrap_or(0)).collect();
    let line = head.lines().next().unwrap().trim_end_matches(" HTTP/1.1").to_owned();
    Some(Seen { line, head, body, began: Instant::now(), ended: None })
}

/// A nameserver that knows these names; every other one does not exist.
pub(super) async fn nameserver(names: &[(&str, Ipv4Addr)]) -> SocketAddr {
    let names: BTreeMap<String, Ipv4Addr> = names.iter().map(|(name, ip)| ((*name).to_owned(), *ip)).collect();
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        let mut packet = [0; 1500];
        while let Ok((length, from)) = socket.recv_from(&mut packet).await {
            let _ = socket.send_to(&dns_answer(&packet[..length], &names), from).await;
        }
    });
    address
}

fn dns_answer(question: &[u8], names: &BTreeMap<String, Ipv4Addr>) -> Vec<u8> {
    let (mut at, mut labels) = (12, Vec::new());
    while question[at] != 0 {
        let length = usize::from(question[at]);
        labels.push(String::from_utf8_lossy(&question[at + 1..=at + length]).to_ascii_lowercase());
        at += length + 1;
    }
    let is_a = question[at + 1..at + 3] == [0, 1];
    let known = names.get(&labels.join("."));
    let found = known.filter(|_| is_a);
    let code = if known.is_some() { 0x80 } else { 0x83 };
    let mut answer = question[..2].to_vec();
    answer.extend([0x85, code, 0, 1, 0, u8::from(found.is_some()), 0, 0, 0, 0]);
    answer.extend(&question[12..at + 5]);
    if let Some(ip) = found {
        answer.extend([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4]);
        answer.extend(ip.octets());
    }
    answer
}

/// A tunnel-making proxy (CONNECT) that leads everything to one address, or refuses with a status.
pub(super) async fn tunnel(to: Result<SocketAddr, u16>) -> Loopback {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = Loopback { address: listener.local_addr().unwrap(), seen: Arc::default() };
    let all = Arc::clone(&server.seen);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let all = Arc::clone(&all);
            tokio::spawn(async move {
                let Some(seen) = receive(&mut stream, &mut Vec::new()).await else { return };
                all.lock().unwrap().push(seen);
                match to {
                    Err(status) => drop(stream.write_all(format!("HTTP/1.1 {status} X\r\n\r\n").as_bytes()).await),
                    Ok(to) => {
                        let mut site = TcpStream::connect(to).await.unwrap();
                        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await;
                        let _ = tokio::io::copy_bidirectional(&mut stream, &mut site).await;
                    }
                }
            });
        }
    });
    server
}

/// A source in memory: answers by a function after a wait, and keeps what was asked when.
pub(super) struct Scripted {
    wait: Duration,
    #[expect(clippy::type_complexity, reason = "a test's own")]
    answer: Box<dyn Fn(&Request) -> super::Outcome + Send + Sync>,
    pub(super) asked: Mutex<Vec<(Request, Instant, Instant)>>,
}

impl Scripted {
    pub(super) fn new(wait: Duration, answer: impl Fn(&Request) -> super::Outcome + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self { wait, answer: Box::new(answer), asked: Mutex::default() })
    }

    /// The addresses asked for, in order.
    pub(super) fn urls(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|(request, _, _)| request.url.to_string()).collect()
    }
}

impl super::Fetch for Scripted {
    fn fetch<'a>(&'a self, request: &'a Request) -> super::Fetching<'a> {
        Box::pin(async move {
            let began = Instant::now();
            sleep(self.wait).await;
            self.asked.lock().unwrap().push((request.clone(), began, Instant::now()));
            (self.answer)(request)
        })
    }
}

/// An answer to a request.
pub(super) fn answer(request: &Request, status: u16, headers: &[(&str, &str)], body: &str) -> super::Answer {
    super::Answer {
        url: request.url.clone(),
        status,
        headers: super::Headers(headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()),
        body: bytes::Bytes::copy_from_slice(body.as_bytes()),
        truncated: false,
        fetched_at: super::Clock::default().now(),
        archived: None,
        replayed: false,
    }
}
