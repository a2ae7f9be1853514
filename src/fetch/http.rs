//! The source that opens connections: HTTP/1.1 and HTTP/2 by reqwest. Bodies stay as they were on the wire; no cookie is
//! kept, no redirect followed, no environment read.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Response;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use tokio::time::{Instant, timeout_at};

use super::answer::{Answer, Failure, Headers, Outcome};
use super::budget::{Budget, Reservation};
use super::client::{Clients, NoClient};
use super::fault::{self, Way};
use super::head;
use super::notice::Notices;
use super::request::{Method, Request};
use super::settings::{Clock, Settings};
use super::warc::of_the_connection;
use super::{Fetch, Fetching};
use crate::document::Format;

/// How much longer than a page a file may be whose text is read.
const FILES: usize = 4;

/// Asks the web.
pub(super) struct Http {
    clients: Clients,
    budget: Budget,
    user_agent: String,
    timeout: Duration,
    max_body: usize,
    clock: Clock,
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
        let mut clock = Stopwatch {
            ends: Instant::now() + self.timeout,
            deadline: request.deadline,
        };
        let response = clock
            .bound(client.execute(self.wire(request)?))
            .await?
            .map_err(|e| fault::read(&e, way))?;
        let mut answer = self.begin(request, &response);
        let most = self.most(&answer);
        let held = clock
            .pause(self.budget.reserve(response.content_length(), most))
            .await?;
        let (body, truncated) = self
            .read_body(Reading {
                response,
                held,
                way,
                clock,
                most,
            })
            .await?;
        answer.body = body;
        answer.truncated = truncated;
        Ok(answer)
    }

    fn wire(&self, request: &Request) -> Result<reqwest::Request, Failure> {
        let method = if request.method == Method::Post {
            reqwest::Method::POST
        } else {
            reqwest::Method::GET
        };
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

    /// Most bytes of a body: a catalogue with its pictures is longer than any page, and half of it is worth nothing.
    fn most(&self, answer: &Answer) -> usize {
        if Format::is_expected(answer.headers.get("content-type"), &answer.url) {
            self.max_body.saturating_mul(FILES)
        } else {
            self.max_body
        }
    }

    /// The body up to the limit, and whether it was cut there.
    async fn read_body(&self, mut reading: Reading) -> Result<(bytes::Bytes, bool), Failure> {
        let expected = reading
            .response
            .content_length()
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or(0);
        let mut body: Vec<u8> = Vec::with_capacity(expected.min(reading.most));
        loop {
            let chunk = reading
                .clock
                .bound(reading.response.chunk())
                .await?
                .map_err(|e| fault::read(&e, reading.way))?;
            let Some(chunk) = chunk else {
                return Ok((reading.held.hold(body), false));
            };
            let room = reading.most - body.len();
            reading
                .clock
                .pause(
                    self.budget
                        .grow(&mut reading.held, body.len() + chunk.len().min(room)),
                )
                .await?;
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
    most: usize,
}

/// When a request is given up. Waiting for room in memory is not the site's fault and does not count.
struct Stopwatch {
    ends: Instant,
    deadline: Option<Instant>,
}

impl Stopwatch {
    async fn bound<T>(&self, work: impl Future<Output = T>) -> Result<T, Failure> {
        let deadline = self.deadline.filter(|deadline| *deadline <= self.ends);
        timeout_at(deadline.unwrap_or(self.ends), work)
            .await
            .map_err(|_| match deadline {
                Some(_) => Failure::Deadline,
                None => Failure::TimedOut,
            })
    }

    async fn pause<T>(&mut self, work: impl Future<Output = T>) -> Result<T, Failure> {
        let began = Instant::now();
        let done = match self.deadline {
            Some(deadline) => timeout_at(deadline, work)
                .await
                .map_err(|_| Failure::Deadline)?,
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

fn header_map(headers: &[(String, String)]) -> Result<HeaderMap, Failure> {
    let mut map = HeaderMap::with_capacity(headers.len());
    for (name, value) in headers {
        let unfit = || Failure::Malformed {
            why: format!("the header {name} cannot be sent"),
        };
        let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| unfit())?;
        map.append(key, HeaderValue::from_str(value).map_err(|_| unfit())?);
    }
    Ok(map)
}

fn read_headers(map: &HeaderMap) -> Headers {
    let kept = map
        .iter()
        .filter(|(name, _)| !of_the_connection(name.as_str()));
    Headers(
        kept.map(|(name, value)| (name.as_str().to_owned(), read_value(value.as_bytes())))
            .collect(),
    )
}

/// UTF-8 where it is that, else Latin-1, on one line either way.
fn read_value(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;
    use crate::fetch::loopback::{
        Loopback, Play, failure, missing, named, nameserver, page, response, tunnel, whole,
    };
    use crate::fetch::notice::Notice;
    use crate::fetch::proxy::Proxy;

    fn http(settings: &Settings) -> Http {
        Http::new(settings, &Arc::default()).unwrap()
    }

    fn quick() -> Settings {
        Settings {
            timeout: Duration::from_secs(5),
            ..Settings::default()
        }
    }

    #[tokio::test]
    async fn it_says_who_it_is_and_keeps_bodies_as_they_come_and_no_cookies() {
        let site = Loopback::play(|_| {
            response(
                200,
                "Content-Encoding: br\r\nSet-Cookie: a=1\r\nX-Note: caf\u{e9}\r\n",
                b"\x0b\x02\x80raw\x03",
            )
        })
        .await;
        let http = http(&Settings {
            user_agent: "buyerscout/9 (+me@muster.de)".into(),
            ..quick()
        });
        for _ in 0..2 {
            let answer = http.fetch(&named(site.url("/a?b#c"))).await.unwrap();
            assert_eq!(
                (answer.status, answer.body.as_ref(), answer.truncated),
                (200, b"\x0b\x02\x80raw\x03".as_slice(), false)
            );
            assert_eq!(answer.url, site.url("/a?b"));
            assert_eq!(answer.headers.get("x-note"), Some("café"));
            assert_eq!(answer.headers.get("content-length"), None);
        }
        let seen = site.seen.lock().unwrap()[1].clone();
        assert_eq!(seen.line, "GET /a?b");
        assert!(
            seen.head
                .contains("user-agent: buyerscout/9 (+me@muster.de)\r\n")
        );
        assert!(seen.head.contains("accept-encoding: gzip, br, zstd\r\n"));
        assert!(!seen.head.contains("cookie"));
    }

    #[tokio::test]
    async fn a_redirect_is_an_answer_and_a_post_has_its_body() {
        let site = Loopback::play(|_| response(302, "Location: /b\r\n", "")).await;
        let request = Request {
            method: Method::Post,
            body: Some(b"q=a".to_vec()),
            headers: vec![
                ("content-type".into(), "application/json".into()),
                ("accept".into(), "application/json".into()),
            ],
            ..named(site.url("/"))
        };
        assert_eq!(http(&quick()).fetch(&request).await.unwrap().status, 302);
        let seen = site.seen.lock().unwrap()[0].clone();
        assert_eq!(
            (seen.line.as_str(), seen.body.as_slice()),
            ("POST /", b"q=a".as_slice())
        );
        assert_eq!(seen.head.matches("accept: ").count(), 1);
    }

    #[tokio::test]
    async fn a_body_is_cut_at_the_limit_with_and_without_a_length() {
        let site = Loopback::play(|seen| match seen.asked() {
            "/length" | "/length?/a.pdf" | "/length.pdf" => response(200, "", vec![b'a'; 300_000]),
            _ => Play::Cut([b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b'a'; 300_000]].concat()),
        })
        .await;
        let http = http(&Settings {
            max_body: 100_000,
            ..quick()
        });
        for path in ["/length", "/none"] {
            let answer = http.fetch(&named(site.url(path))).await.unwrap();
            assert_eq!((answer.body.len(), answer.truncated), (100_000, true));
        }
        let catalogue = http
            .fetch(&named(site.url("/length?/a.pdf")))
            .await
            .unwrap();
        assert_eq!(catalogue.body.len(), 100_000);
        let catalogue = http.fetch(&named(site.url("/length.pdf"))).await.unwrap();
        assert_eq!(
            (catalogue.body.len(), catalogue.truncated),
            (300_000, false)
        );
    }

    #[tokio::test]
    async fn a_body_that_stops_short_is_no_answer() {
        let site = Loopback::play(|seen| match seen.asked() {
            "/cut" => Play::Cut(whole(200, "", "a whole page")[..45].to_vec()),
            "/chunks" => {
                Play::Cut(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabc".to_vec())
            }
            _ => Play::Reset,
        })
        .await;
        for path in ["/cut", "/chunks", "/reset"] {
            assert!(
                matches!(
                    failure(http(&quick()).fetch(&named(site.url(path))).await),
                    Failure::Unreachable { .. }
                ),
                "{path}"
            );
        }
    }

    #[tokio::test]
    async fn slow_answers_are_read_and_silent_ones_given_up() {
        let site = Loopback::play(|seen| match seen.asked() {
            "/drip" => Play::Drip(
                Duration::from_millis(60),
                whole(200, "", "drop by drop")
                    .chunks(9)
                    .map(<[u8]>::to_vec)
                    .collect(),
            ),
            "/stall" => Play::Drip(Duration::from_mins(10), vec![Vec::new()]),
            _ => Play::Hang,
        })
        .await;
        assert_eq!(
            http(&quick())
                .fetch(&named(site.url("/drip")))
                .await
                .unwrap()
                .body,
            "drop by drop"
        );
        let hasty = http(&Settings {
            timeout: Duration::from_millis(150),
            ..quick()
        });
        for path in ["/hang", "/stall", "/drip"] {
            assert_eq!(
                failure(hasty.fetch(&named(site.url(path))).await),
                Failure::TimedOut
            );
        }
        let soon = Request {
            deadline: Some(Instant::now() + Duration::from_millis(100)),
            ..named(site.url("/hang"))
        };
        assert_eq!(
            failure(http(&quick()).fetch(&soon).await),
            Failure::Deadline
        );
    }

    #[tokio::test]
    async fn a_flood_of_headers_and_what_is_no_http_are_failures() {
        let many: Vec<String> = (0..600)
            .map(|n| format!("x-{n}: {}\r\n", "a".repeat(900)))
            .collect();
        let flood = many.concat();
        let site = Loopback::play(move |seen| match seen.asked() {
            "/flood" => response(200, &flood, "x"),
            _ => Play::Cut(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec()),
        })
        .await;
        for path in ["/flood", "/ssh"] {
            assert!(
                matches!(
                    failure(http(&quick()).fetch(&named(site.url(path))).await),
                    Failure::Malformed { .. }
                ),
                "{path}"
            );
        }
    }

    #[tokio::test]
    async fn many_large_bodies_share_a_small_budget_and_all_come() {
        let site = Loopback::play(|_| {
            Play::Cut([b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b'a'; 700_000]].concat())
        })
        .await;
        let http = http(&Settings {
            bytes_in_flight: 600_000,
            ..quick()
        });
        let request = named(site.url("/"));
        let all = futures_util::future::join_all(
            (0..8).map(|_| async { http.fetch(&request).await.unwrap().body.len() }),
        )
        .await;
        assert_eq!(all, [700_000; 8]);
    }

    #[tokio::test]
    async fn names_that_lead_into_the_private_network_are_refused_by_their_answer() {
        let site = Loopback::play(|_| response(200, "", "inside")).await;
        let server = nameserver(&[
            ("loop.example", Ipv4Addr::LOCALHOST),
            ("private.example", Ipv4Addr::new(10, 1, 2, 3)),
            ("metadata.example", Ipv4Addr::new(169, 254, 169, 254)),
            ("standin.example", Ipv4Addr::new(198, 18, 0, 7)),
        ])
        .await;
        let notices = Arc::new(Notices::default());
        let settings = Settings {
            nameserver: Some(server),
            connect_timeout: Duration::from_millis(200),
            ..quick()
        };
        let http = Http::new(&settings, &notices).unwrap();
        let port = site.address.port();
        for name in ["loop", "private", "metadata"] {
            assert_eq!(
                failure(
                    http.fetch(&page(&format!("http://{name}.example:{port}/")))
                        .await
                ),
                Failure::Guarded
            );
        }
        assert_eq!(
            failure(http.fetch(&page("http://none.example/")).await),
            Failure::NoSuchHost
        );
        assert_eq!(notices.said(), []);
        let outcome = http
            .fetch(&page(&format!("http://standin.example:{port}/")))
            .await;
        assert!(
            !matches!(outcome, Err(Failure::Guarded | Failure::NoSuchHost)),
            "{outcome:?}"
        );
        assert_eq!(notices.said(), [Notice::StandInAddresses]);
        let user = named(format!("http://loop.example:{port}/").parse().unwrap());
        assert_eq!(http.fetch(&user).await.unwrap().body, "inside");
        assert_eq!(site.asked().len(), 1);
    }

    #[tokio::test]
    async fn a_proxy_that_is_down_is_told_apart_from_a_site_that_is() {
        let down = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        let through = |proxy: String| {
            http(&Settings {
                proxy: Some(proxy.parse().unwrap()),
                ..quick()
            })
        };
        for scheme in ["http", "socks5h"] {
            for url in ["http://muster.example/", "https://muster.example/"] {
                let outcome = through(format!("{scheme}://{down}"))
                    .fetch(&page(url))
                    .await;
                assert!(
                    matches!(failure(outcome), Failure::Proxy { .. }),
                    "{scheme} {url}"
                );
            }
        }
        let refusing = tunnel(Err(502)).await;
        let outcome = through(format!("http://{}", refusing.address))
            .fetch(&page("https://muster.example/"))
            .await;
        assert!(matches!(failure(outcome), Failure::Unreachable { .. }));
        let locked = tunnel(Err(407)).await;
        let outcome = through(format!("http://{}", locked.address))
            .fetch(&page("https://muster.example/"))
            .await;
        assert!(matches!(failure(outcome), Failure::Proxy { .. }));
    }

    #[tokio::test]
    async fn a_proxy_gets_names_and_passwords_and_exceptions_go_straight() {
        let proxy = Loopback::play(|_| response(200, "", "through")).await;
        let site = Loopback::play(|_| missing()).await;
        let given: Proxy = format!("http://me:pass@{}", proxy.address).parse().unwrap();
        let http = http(&Settings {
            proxy: Some(given.except("127.0.0.1")),
            ..quick()
        });
        assert_eq!(
            http.fetch(&page("http://no-such-name.example/a"))
                .await
                .unwrap()
                .body,
            "through"
        );
        assert_eq!(http.fetch(&named(site.url("/"))).await.unwrap().status, 404);
        let seen = proxy.seen.lock().unwrap().clone();
        assert_eq!(
            (seen.len(), seen[0].line.as_str()),
            (1, "GET http://no-such-name.example/a")
        );
        assert!(
            seen[0]
                .head
                .to_lowercase()
                .contains("proxy-authorization: basic bwu6cgfzcw==")
        );
    }
}
