//! robots.txt (RFC 9309): asked for before the first page of an origin, by one asker for all, and obeyed.
//!
//! 4xx: there are no rules. 5xx, 429, silence: closed. A host that is dead gives its own failure, not a refusal.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::OnceCell;
use tokio::time::timeout_at;
use url::{Position, Url};

use super::answer::{Answer, Failure, Outcome};
use super::memory::{Keep, Kept, Memory};
use super::redirect::{follow, leads_on};
use super::request::{Purpose, Request};
use super::rules::Rules;
use super::settings::Clock;
use super::{Fetch, Fetching};
use crate::document::decode_content;

/// The product token that a robots.txt names us by.
const TOKEN: &str = "buyerscout";

/// Rules are asked for anew after this.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24);

/// A closed door is tried again after this.
const CLOSED_FOR: SignedDuration = SignedDuration::from_mins(30);

/// Longest delay a robots.txt can ask for; more would stop the site from being read at all.
const LONGEST_DELAY: Duration = Duration::from_secs(10);

/// Redirects followed for a robots.txt; more are as none.
const HOPS: usize = 5;

/// Most of a robots.txt that is decoded, bytes.
const DECODED: usize = 1 << 20;

/// Rules kept in RAM, bytes and origins; the rest is in the memory.
const IN_RAM: (usize, usize) = (8 << 20, 4096);

/// What is known about an origin.
#[derive(Debug, Clone)]
enum Verdict {
    Rules(Rules),
    Closed,
    Dead(Failure),
}

#[derive(Debug, Clone)]
struct Known {
    verdict: Arc<Verdict>,
    expires: Timestamp,
}

/// The layer.
pub(super) struct Robots {
    below: Arc<dyn Fetch>,
    memory: Arc<dyn Memory>,
    gap: Duration,
    clock: Clock,
    /// Told of each refusal.
    refused: Box<dyn Fn(&Request) + Send + Sync>,
    near: Mutex<Near>,
    asking: Mutex<HashMap<String, Weak<OnceCell<Known>>>>,
}

/// What the layer needs besides the layers below.
pub(super) struct Parts {
    /// Where rules are kept between runs.
    pub(super) memory: Arc<dyn Memory>,
    /// The usual gap, which a crawl delay can only lengthen.
    pub(super) gap: Duration,
    /// The time.
    pub(super) clock: Clock,
    /// Told of each refusal, so that an archive can say why a page is missing.
    pub(super) refused: Box<dyn Fn(&Request) + Send + Sync>,
}

impl Robots {
    /// A layer over those that answer.
    pub(super) fn new(below: Arc<dyn Fetch>, parts: Parts) -> Self {
        let Parts { memory, gap, clock, refused } = parts;
        Self { below, memory, gap, clock, refused, near: Mutex::default(), asking: Mutex::default() }
    }

    async fn ask(&self, request: &Request) -> Outcome {
        let verdict = self.verdict(request).await?;
        match &*verdict {
            Verdict::Rules(rules) if rules.allow(&request.url[Position::BeforePath..Position::AfterQuery]) => {
                match rules.delay().map(|delay| delay.min(LONGEST_DELAY)) {
                    Some(delay) if delay > request.gap.unwrap_or(self.gap) => {
                        let slower = Request { gap: Some(delay), ..request.clone() };
                        self.below.fetch(&slower).await
                    }
                    _ => self.below.fetch(request).await,
                }
            }
            Verdict::Rules(_) | Verdict::Closed => {
                (self.refused)(request);
                Err(Failure::Robots)
            }
            Verdict::Dead(failure) => Err(failure.clone()),
        }
    }

    /// What is known about the origin of a request, asked for where nothing is.
    async fn verdict(&self, request: &Request) -> Result<Arc<Verdict>, Failure> {
        let origin = request.url.origin().ascii_serialization();
        if let Some(verdict) = self.known(&origin) {
            return Ok(verdict);
        }
        let cell = self.cell(&origin);
        // Whoever comes first asks; if he stops waiting, the next one goes on in his place.
        let asked = cell.get_or_try_init(|| self.learn(&origin, request));
        let known = match request.deadline {
            Some(deadline) => timeout_at(deadline, asked).await.map_err(|_| Failure::Deadline)??,
            None => asked.await?,
        };
        let verdict = Arc::clone(&known.verdict);
        self.near().keep(&origin, known.clone());
        Ok(verdict)
    }

    fn near(&self) -> std::sync::MutexGuard<'_, Near> {
        self.near.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn known(&self, origin: &str) -> Option<Arc<Verdict>> {
        let now = self.clock.now();
        if let Some(known) = self.near().get(origin) {
            return (known.expires > now).then_some(known.verdict);
        }
        let kept = self.memory.get(Keep::Robots, origin).filter(|kept| kept.expires > now)?;
        let text = String::from_utf8(kept.value).ok()?;
        let verdict = Arc::new(text.strip_prefix("rules\n").map_or(Verdict::Closed, |rules| Verdict::Rules(Rules::remembered(rules))));
        self.near().keep(origin, Known { verdict: Arc::clone(&verdict), expires: kept.expires });
        Some(verdict)
    }

    fn cell(&self, origin: &str) -> Arc<OnceCell<Known>> {
        let mut asking = self.asking.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cell) = asking.get(origin).and_then(Weak::upgrade).filter(|cell| !cell.initialized()) {
            return cell;
        }
        if asking.len() > 1024 {
            asking.retain(|_, cell| cell.strong_count() > 0);
        }
        let cell = Arc::default();
        asking.insert(origin.to_owned(), Arc::downgrade(&cell));
        cell
    }

    /// Asks for the robots.txt of an origin. A deadline that runs out says nothing about the site and is not kept.
    async fn learn(&self, origin: &str, request: &Request) -> Result<Known, Failure> {
        let outcome = self.fetch_file(request).await;
        if let Err(failure @ (Failure::Deadline | Failure::Offline | Failure::Proxy { .. })) = outcome {
            return Err(failure);
        }
        let (verdict, for_how_long) = match judge(outcome) {
            Verdict::Rules(rules) => (Verdict::Rules(rules), KEPT_FOR),
            other => (other, CLOSED_FOR),
        };
        let now = self.clock.now();
        let expires = now.checked_add(for_how_long).unwrap_or(now);
        let value = match &verdict {
            Verdict::Rules(rules) => Some(format!("rules\n{}", rules.as_str())),
            Verdict::Closed => Some("closed".to_owned()),
            Verdict::Dead(_) => None,
        };
        if let Some(value) = value {
            self.memory.put(Keep::Robots, origin, Kept { value: value.into_bytes(), expires });
        }
        Ok(Known { verdict: Arc::new(verdict), expires })
    }

    async fn fetch_file(&self, request: &Request) -> Outcome {
        let mut asked = robots_request(request)?;
        let mut answer = self.below.fetch(&asked).await?;
        for _ in 0..HOPS {
            if leads_on(&answer).is_none() {
                return Ok(answer);
            }
            asked = follow(&asked, &answer)?;
            drop(answer);
            answer = self.below.fetch(&asked).await?;
        }
        Ok(answer)
    }
}

fn robots_request(request: &Request) -> Result<Request, Failure> {
    let url: Url = request.url.join("/robots.txt").map_err(|_| Failure::Malformed { why: "an address without a path".into() })?;
    Ok(Request {
        named_by: request.named_by,
        purpose: Purpose::Robots,
        deadline: request.deadline,
        gap: request.gap,
        fresh_for: KEPT_FOR.unsigned_abs(),
        ..Request::page(url)
    })
}

/// What an answer to the question for robots.txt means.
fn judge(outcome: Outcome) -> Verdict {
    match outcome {
        Ok(answer) if (200..300).contains(&answer.status) => Verdict::Rules(read(&answer)),
        Ok(answer) if answer.status == 429 || answer.status >= 500 => Verdict::Closed,
        // Redirects without end and all other 4xx: there is none (RFC 9309 §2.3.1.2, §2.3.1.3).
        Ok(_) | Err(Failure::NotRecorded | Failure::Redirects) => Verdict::Rules(Rules::default()),
        Err(Failure::TimedOut | Failure::Robots) => Verdict::Closed,
        Err(failure) => Verdict::Dead(failure),
    }
}

fn read(answer: &Answer) -> Rules {
    let decoded = decode_content(&answer.body, answer.headers.get("content-encoding"), DECODED);
    Rules::read(&decoded.bytes, TOKEN)
}

impl Fetch for Robots {
    fn fetch<'a>(&'a self, request: &'a Request) -> Fetching<'a> {
        match request.purpose {
            Purpose::Site => Box::pin(self.ask(request)),
            Purpose::Robots | Purpose::Engine => self.below.fetch(request),
        }
    }
}

/// The verdicts of the origins asked of late, oldest out first.
#[derive(Default)]
struct Near {
    known: HashMap<String, Known>,
    order: VecDeque<String>,
    bytes: usize,
}

impl Near {
    fn get(&self, origin: &str) -> Option<Known> {
        self.known.get(origin).cloned()
    }

    fn keep(&mut self, origin: &str, known: Known) {
        self.bytes += weight(&known);
        match self.known.insert(origin.to_owned(), known) {
            Some(old) => self.bytes -= weight(&old),
            None => self.order.push_back(origin.to_owned()),
        }
        while self.bytes > IN_RAM.0 || self.known.len() > IN_RAM.1 {
            let Some(oldest) = self.order.pop_front() else { break };
            self.bytes -= self.known.remove(&oldest).map_or(0, |old| weight(&old));
        }
    }
}

fn weight(known: &Known) -> usize {
    match &*known.verdict {
        Verdict::Rules(rules) => rules.as_str().len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::future::join_all;

    use super::*;
    use crate::fetch::forgetful::Forgetful;
    use crate::fetch::loopback::{Scripted, answer, failure, page};

    fn robots(below: &Arc<Scripted>, memory: &Arc<Forgetful>) -> Robots {
        Robots::new(
            Arc::clone(below) as Arc<dyn Fetch>,
            Parts {
                memory: Arc::clone(memory) as Arc<dyn Memory>,
                gap: Duration::from_secs(1),
                clock: Clock::default(),
                refused: Box::new(|_| ()),
            },
        )
    }

    /// A web where every robots.txt is this one.
    fn with(file: impl Fn(&Request) -> Outcome + Send + Sync + 'static) -> Arc<Scripted> {
        Scripted::new(Duration::from_millis(2), move |request| match request.url.path() {
            "/robots.txt" => file(request),
            _ => Ok(answer(request, 200, &[], "page")),
        })
    }

    #[tokio::test]
    async fn robots_txt_is_asked_once_for_all_and_before_any_page() {
        let below = with(|request| Ok(answer(request, 200, &[], "User-agent: *\nDisallow: /no")));
        let robots = robots(&below, &Arc::default());
        let requests: Vec<Request> = (0..20).map(|n| page(&format!("http://muster.de/{}{n}", if n % 2 == 0 { "no" } else { "yes" }))).collect();
        let outcomes = join_all(requests.iter().map(|request| robots.fetch(request))).await;
        for (n, outcome) in outcomes.into_iter().enumerate() {
            assert_eq!(outcome.is_ok(), n % 2 == 1);
        }
        let urls = below.urls();
        assert_eq!((urls.len(), urls[0].as_str()), (11, "http://muster.de/robots.txt"));
    }

    #[tokio::test]
    async fn the_first_asker_may_go_and_another_takes_his_place() {
        let below = with(|request| Ok(answer(request, 404, &[], "")));
        let robots = robots(&below, &Arc::default());
        let (first, second) = (page("http://muster.de/1"), page("http://muster.de/2"));
        let (gone, stays) = tokio::join!(
            tokio::time::timeout(Duration::from_micros(1), robots.fetch(&first)),
            robots.fetch(&second)
        );
        assert!(gone.is_err());
        stays.unwrap();
    }

    #[tokio::test]
    async fn what_an_answer_means() {
        type File = fn(&Request) -> Outcome;
        let cases: [(File, Option<Failure>); 9] = [
            (|r| Ok(answer(r, 404, &[], "")), None),
            (|r| Ok(answer(r, 403, &[], "")), None),
            (|r| Ok(answer(r, 429, &[], "")), Some(Failure::Robots)),
            (|r| Ok(answer(r, 500, &[], "")), Some(Failure::Robots)),
            (|_| Err(Failure::TimedOut), Some(Failure::Robots)),
            (|_| Err(Failure::NoSuchHost), Some(Failure::NoSuchHost)),
            (|_| Err(Failure::Guarded), Some(Failure::Guarded)),
            (|_| Err(Failure::NotRecorded), None),
            (|r| Ok(answer(r, 302, &[("location", "/robots.txt")], "")), None),
        ];
        for (n, (file, expected)) in cases.into_iter().enumerate() {
            let below = with(file);
            let outcome = robots(&below, &Arc::default()).fetch(&page("http://muster.de/")).await;
            assert_eq!(outcome.err(), expected, "case {n}");
        }
    }

    #[tokio::test]
    async fn a_deadline_that_runs_out_closes_nothing() {
        let late = AtomicUsize::new(0);
        let below = with(move |request| match late.fetch_add(1, Ordering::SeqCst) {
            0 => Err(Failure::Deadline),
            _ => Ok(answer(request, 404, &[], "")),
        });
        let robots = robots(&below, &Arc::default());
        assert_eq!(failure(robots.fetch(&page("http://muster.de/")).await), Failure::Deadline);
        robots.fetch(&page("http://muster.de/")).await.unwrap();
    }

    #[tokio::test]
    async fn redirects_of_robots_txt_are_followed_and_compressed_files_read() {
        let below = Scripted::new(Duration::ZERO, |request| {
            Ok(match (request.url.host_str(), request.url.path()) {
                (Some("muster.de"), "/robots.txt") => answer(request, 301, &[("location", "http://www.muster.de/robots.txt")], ""),
                (_, "/robots.txt") => answer(request, 200, &[], "User-agent: *\nDisallow: /a"),
                _ => answer(request, 200, &[], ""),
            })
        });
        let robots = robots(&below, &Arc::default());
        assert_eq!(failure(robots.fetch(&page("http://muster.de/a")).await), Failure::Robots);
        robots.fetch(&page("http://muster.de/b")).await.unwrap();
    }

    #[tokio::test]
    async fn a_crawl_delay_lengthens_the_gap_and_never_shortens_it() {
        for (file, gap) in [("Crawl-delay: 3", Some(3)), ("Crawl-delay: 99", Some(10)), ("Crawl-delay: 0.5", None)] {
            let below = with(move |request| Ok(answer(request, 200, &[], &format!("User-agent: *\n{file}\n"))));
            robots(&below, &Arc::default()).fetch(&page("http://muster.de/")).await.unwrap();
            let asked = below.asked.lock().unwrap();
            assert_eq!(asked[1].0.gap, gap.map(Duration::from_secs));
        }
    }

    #[tokio::test]
    async fn rules_are_remembered_between_runs_and_engines_have_none() {
        let (below, memory) = (with(|request| Ok(answer(request, 200, &[], "User-agent: *\nDisallow: /a"))), Arc::default());
        robots(&below, &memory).fetch(&page("http://muster.de/")).await.unwrap();
        let later = robots(&below, &memory);
        assert_eq!(failure(later.fetch(&page("http://muster.de/a")).await), Failure::Robots);
        let engine = Request { purpose: Purpose::Engine, ..page("http://muster.de/a") };
        later.fetch(&engine).await.unwrap();
        assert_eq!(below.urls(), ["http://muster.de/robots.txt", "http://muster.de/", "http://muster.de/a"]);
    }

    #[tokio::test]
    async fn many_origins_stay_flat_in_ram() {
        let mut near = Near::default();
        let rules = Rules::read(format!("User-agent: *\n{}", "Disallow: /aaaaaaaaaaaaaaaaaaa\n".repeat(100)).as_bytes(), TOKEN);
        for n in 0..20_000 {
            near.keep(&n.to_string(), Known { verdict: Arc::new(Verdict::Rules(rules.clone())), expires: Timestamp::MAX });
        }
        assert!(near.bytes <= IN_RAM.0 && near.known.len() <= IN_RAM.1 && near.order.len() <= IN_RAM.1);
        near.keep("19999", Known { verdict: Arc::new(Verdict::Closed), expires: Timestamp::MAX });
        assert_eq!(near.bytes, near.known.values().map(weight).sum::<usize>());
    }
}
