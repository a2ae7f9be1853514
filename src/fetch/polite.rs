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
        Self { below, memory, gap, clock, sites: Mutex::new(Sites::default()) }
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
        sites.sweep();
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
    fn sweep(&mut self) {
        if self.known.len() < self.sweep_at.max(SWEEP_FROM) {
            return;
        }
        let now = Instant::now();
        self.known.retain(|_, pace| {
            let busy = Arc::strong_count(pace) > 1;
            busy || pace.open_at(REMEMBERED).is_some_and(|open| open > now)
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
