//! Politeness: one request at a time per registrable domain, and a gap after its end. Nothing can go round it:
//! redirects and robots.txt take their turn like any other request.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until, timeout_at};
use url::Url;

use super::answer::{Answer, Failure, Outcome};
use super::memory::{Keep, Kept, Memory};
use super::pause;
use super::request::{Purpose, Request};
use super::settings::Clock;
use super::{Fetch, Fetching};
use crate::web::Site;

/// An idle site is forgotten this long after its last request: longer than any gap a site can ask for.
const REMEMBERED: Duration = Duration::from_secs(60);

/// How many sites may be kept before the idle ones are looked for.
const SWEEP_FROM: usize = 1024;

/// The layer.
pub(super) struct Polite {
    below: Arc<dyn Fetch>,
    memory: Arc<dyn Memory>,
    gap: Duration,
    remembered: Duration,
    clock: Clock,
    sites: Mutex<Sites>,
}

#[derive(Default)]
struct Sites {
    known: HashMap<String, Arc<Pace>>,
    sweep_at: usize,
}

/// The pace of one site. Waiters are served in the order they came.
struct Pace {
    turn: Arc<Semaphore>,
    state: Mutex<State>,
}

#[derive(Clone, Copy, Default)]
struct State {
    /// When the last request ended.
    ended: Option<Instant>,
    /// The site asked to be left alone until then.
    resting: Option<Instant>,
}

/// A turn: whoever holds it is the only one asking this site. However it ends, the gap begins then.
struct Turn {
    pace: Arc<Pace>,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.pace.state().ended = Some(Instant::now());
    }
}

impl Pace {
    fn new(ended: Option<Instant>) -> Self {
        Self { turn: Arc::new(Semaphore::new(1)), state: Mutex::new(State { ended, resting: None }) }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When the next request may go out.
    fn open_at(&self, gap: Duration) -> Option<Instant> {
        let state = *self.state();
        state.ended.map(|ended| ended + gap).max(state.resting)
    }
}

impl Polite {
    /// A layer with the usual gap.
    pub(super) fn new(below: Arc<dyn Fetch>, memory: Arc<dyn Memory>, gap: Duration, clock: Clock) -> Self {
        Self { below, memory, gap, remembered: REMEMBERED, clock, sites: Mutex::new(Sites::default()) }
    }

    async fn ask(&self, request: &Request) -> Outcome {
        let site = site_of(&request.url);
        let pace = self.pace_of(&site, request.purpose);
        let turn = self.take_turn(&pace, request).await?;
        let outcome = self.below.fetch(request).await;
        if let Ok(answer) = &outcome {
            rest(&pace, answer);
        }
        drop(turn);
        if request.purpose == Purpose::Engine {
            self.keep_pace(&site);
        }
        outcome
    }

    /// Waits for the turn and then for the gap; gives up at once where the wait would pass the deadline.
    async fn take_turn(&self, pace: &Arc<Pace>, request: &Request) -> Result<Turn, Failure> {
        let turn = Arc::clone(&pace.turn).acquire_owned();
        let permit = match request.deadline {
            Some(deadline) => timeout_at(deadline, turn).await.map_err(|_| Failure::Deadline)?,
            None => turn.await,
        };
        let permit = permit.map_err(|_| Failure::Deadline)?;
        if let Some(open) = pace.open_at(request.gap.unwrap_or(self.gap)) {
            if request.deadline.is_some_and(|deadline| open > deadline) {
                return Err(Failure::Deadline);
            }
            sleep_until(open).await;
        }
        Ok(Turn { pace: Arc::clone(pace), _permit: permit })
    }

    fn pace_of(&self, site: &str, purpose: Purpose) -> Arc<Pace> {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pace) = sites.known.get(site) {
            return Arc::clone(pace);
        }
        sites.sweep(self.remembered);
        let ended = (purpose == Purpose::Engine).then(|| self.remembered_end(site)).flatten();
        let pace = Arc::new(Pace::new(ended));
        sites.known.insert(site.to_owned(), Arc::clone(&pace));
        pace
    }

    /// When an engine was last asked in an earlier run.
    fn remembered_end(&self, site: &str) -> Option<Instant> {
        let kept = self.memory.get(Keep::Pace, site)?;
        let ended: Timestamp = String::from_utf8(kept.value).ok()?.parse().ok()?;
        let ago = Duration::try_from(self.clock.now().duration_since(ended)).unwrap_or(Duration::ZERO);
        Instant::now().checked_sub(ago)
    }

    fn keep_pace(&self, site: &str) {
        let now = self.clock.now();
        let expires = now.checked_add(SignedDuration::from_hours(24)).unwrap_or(now);
        self.memory.put(Keep::Pace, site, Kept { value: now.to_string().into_bytes(), expires });
    }
}

impl Fetch for Polite {
    fn fetch<'a>(&'a self, request: &'a Request) -> Fetching<'a> {
        Box::pin(self.ask(request))
    }
}

impl Sites {
    /// Drops the idle ones when there are many; the next look is when there are twice as many, so that each costs little.
    fn sweep(&mut self, remembered: Duration) {
        if self.known.len() < self.sweep_at.max(SWEEP_FROM) {
            return;
        }
        let now = Instant::now();
        self.known.retain(|_, pace| {
            let busy = Arc::strong_count(pace) > 1;
            busy || pace.open_at(remembered).is_some_and(|open| open > now)
        });
        self.known.shrink_to(SWEEP_FROM);
        self.sweep_at = self.known.len() * 2;
    }
}

/// A site that is too busy is left alone by everybody for as long as it asks.
fn rest(pace: &Pace, answer: &Answer) {
    if matches!(answer.status, 429 | 503)
        && let Some(asked) = pause::asked_for(answer)
        && asked <= pause::LONGEST
    {
        let mut state = pace.state();
        state.resting = state.resting.max(Some(Instant::now() + asked));
    }
}

/// The registrable domain, or the host where there is none.
fn site_of(url: &Url) -> String {
    Site::of(url).map_or_else(|| url.host_str().unwrap_or_default().to_owned(), |site| site.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use futures_util::future::join_all;

    use super::*;
    use crate::fetch::forgetful::Forgetful;
    use crate::fetch::loopback::{Scripted, answer, failure, page};

    const GAP: Duration = Duration::from_millis(40);

    fn polite(below: &Arc<Scripted>, memory: &Arc<Forgetful>, gap: Duration) -> Polite {
        Polite::new(Arc::clone(below) as Arc<dyn Fetch>, Arc::clone(memory) as Arc<dyn Memory>, gap, Clock::default())
    }

    fn scripted() -> Arc<Scripted> {
        Scripted::new(Duration::from_millis(15), |request| Ok(answer(request, 200, &[], "")))
    }

    #[tokio::test]
    async fn a_site_is_asked_one_thing_at_a_time_with_a_gap_after_each_end() {
        let below = scripted();
        let polite = polite(&below, &Arc::default(), GAP);
        let requests: Vec<Request> = ["http://muster.de/", "https://www.muster.de/a", "http://shop.muster.de/b", "http://muster.de/c", "http://andere.de/"]
            .iter()
            .map(|url| page(url))
            .collect();
        for outcome in join_all(requests.iter().map(|request| polite.fetch(request))).await {
            outcome.unwrap();
        }
        let mut times: Vec<_> = below.asked.lock().unwrap().iter().filter(|(r, _, _)| r.url.as_str().contains("muster")).map(|(_, a, b)| (*a, *b)).collect();
        times.sort();
        assert_eq!(times.len(), 4);
        for pair in times.windows(2) {
            assert!(pair[1].0 >= pair[0].1 + GAP);
        }
    }

    #[tokio::test]
    async fn a_request_given_up_gives_its_turn_on() {
        let below = Scripted::new(Duration::from_millis(200), |request| Ok(answer(request, 200, &[], "")));
        let polite = polite(&below, &Arc::default(), Duration::ZERO);
        let given_up = page("http://muster.de/");
        assert!(timeout_at(Instant::now() + Duration::from_millis(20), polite.fetch(&given_up)).await.is_err());
        polite.fetch(&page("http://muster.de/2")).await.unwrap();
        assert_eq!(below.urls(), ["http://muster.de/2"]);
    }

    #[tokio::test]
    async fn what_cannot_be_had_before_the_deadline_is_not_waited_for() {
        let below = scripted();
        let polite = polite(&below, &Arc::default(), Duration::from_secs(3600));
        polite.fetch(&page("http://muster.de/")).await.unwrap();
        let late = Request { deadline: Some(Instant::now() + Duration::from_secs(600)), ..page("http://muster.de/2") };
        assert_eq!(failure(polite.fetch(&late).await), Failure::Deadline);
        let own_gap = Request { gap: Some(Duration::ZERO), ..late };
        polite.fetch(&own_gap).await.unwrap();
    }

    #[tokio::test]
    async fn a_site_that_is_too_busy_is_left_alone_by_all() {
        let below = Scripted::new(Duration::ZERO, |request| Ok(answer(request, 503, &[("retry-after", "7")], "")));
        let polite = polite(&below, &Arc::default(), Duration::ZERO);
        polite.fetch(&page("http://muster.de/")).await.unwrap();
        let soon = Request { deadline: Some(Instant::now() + Duration::from_secs(5)), ..page("http://www.muster.de/2") };
        assert_eq!(failure(polite.fetch(&soon).await), Failure::Deadline);
    }

    #[tokio::test]
    async fn the_pace_of_an_engine_outlasts_the_run() {
        let (below, memory) = (scripted(), Arc::default());
        let engine = Request { purpose: Purpose::Engine, ..page("http://engine.de/?q=a") };
        polite(&below, &memory, Duration::ZERO).fetch(&engine).await.unwrap();
        let hour = Duration::from_secs(3600);
        let again = Request { gap: Some(hour), deadline: Some(Instant::now() + hour / 2), ..engine };
        assert_eq!(failure(polite(&below, &memory, Duration::ZERO).fetch(&again).await), Failure::Deadline);
    }

    #[tokio::test]
    async fn idle_sites_are_forgotten() {
        let below = Scripted::new(Duration::ZERO, |request| Ok(answer(request, 200, &[], "")));
        let mut polite = polite(&below, &Arc::default(), Duration::ZERO);
        polite.remembered = Duration::ZERO;
        for n in 0..5 * SWEEP_FROM {
            polite.fetch(&page(&format!("http://a{n}.de/"))).await.unwrap();
        }
        assert!(polite.sites.lock().unwrap().known.len() <= SWEEP_FROM + 1);
    }
}
