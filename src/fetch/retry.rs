//! Second tries: for what may be better in a moment, at most three, each taking its turn like a new request.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::answer::{Failure, Outcome};
use super::pause;
use super::request::{Purpose, Request};
use super::{Fetch, Fetching};

/// Most tries of one request.
const TRIES: u32 = 3;

/// Most tries of one that got no answer in time: a site that hangs costs two time-outs, not three.
const TRIES_IN_SILENCE: u32 = 2;

/// The first wait; it doubles.
const FIRST_WAIT: Duration = Duration::from_secs(1);

/// The layer.
pub(super) struct Retry {
    below: Arc<dyn Fetch>,
    first_wait: Duration,
}

impl Retry {
    /// A layer over those that ask the web.
    pub(super) fn new(below: Arc<dyn Fetch>) -> Self {
        Self { below, first_wait: FIRST_WAIT }
    }

    async fn ask(&self, request: &Request) -> Outcome {
        let mut tried = 1;
        loop {
            let outcome = self.below.fetch(request).await;
            let Some(wait) = self.wait_after(&outcome, request, tried) else { return outcome };
            if request.deadline.is_some_and(|deadline| Instant::now() + wait >= deadline) {
                return outcome;
            }
            drop(outcome);
            sleep(wait).await;
            tried += 1;
        }
    }

    /// How long to wait before another try; `None` where there is to be none.
    fn wait_after(&self, outcome: &Outcome, request: &Request, tried: u32) -> Option<Duration> {
        let most = match outcome {
            Err(Failure::TimedOut) => TRIES_IN_SILENCE,
            Err(Failure::Unreachable { .. } | Failure::Proxy { .. }) => TRIES,
            Ok(answer) if passes(answer.status, request.purpose) => TRIES,
            _ => 1,
        };
        if tried >= most {
            return None;
        }
        match outcome.as_ref().ok().and_then(pause::asked_for) {
            Some(asked) if asked > pause::LONGEST => None,
            Some(asked) => Some(asked),
            None => Some(jittered(self.first_wait * 2u32.pow(tried - 1))),
        }
    }
}

/// Whether a status may be another one in a moment. An engine's 429 is its answer, for the engine room to judge.
fn passes(status: u16, purpose: Purpose) -> bool {
    matches!(status, 502..=504) || (status == 429 && purpose != Purpose::Engine)
}

/// Between half and one and a half of a wait, so that many who failed together do not come back together.
fn jittered(wait: Duration) -> Duration {
    let random = RandomState::new().build_hasher().finish();
    wait / 2 + wait.mul_f64(f64::from(u32::try_from(random >> 32).unwrap_or(0)) / f64::from(u32::MAX))
}

impl Fetch for Retry {
    fn fetch<'a>(&'a self, request: &'a Request) -> Fetching<'a> {
        Box::pin(self.ask(request))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::fetch::loopback::{Scripted, answer, failure, page};
    use crate::fetch::{Answer, Headers};

    fn retry(below: &Arc<Scripted>) -> Retry {
        Retry { first_wait: Duration::from_millis(1), ..Retry::new(Arc::clone(below) as Arc<dyn Fetch>) }
    }

    /// Gives these outcomes in turn, the last for ever.
    fn in_turn(outcomes: Vec<Outcome>) -> Arc<Scripted> {
        let at = AtomicUsize::new(0);
        Scripted::new(Duration::ZERO, move |_| {
            let n = at.fetch_add(1, Ordering::SeqCst).min(outcomes.len() - 1);
            outcomes[n].clone()
        })
    }

    fn status(status: u16, retry_after: &str) -> Outcome {
        let given = answer(&page("http://muster.de/"), status, &[], "");
        let headers = Headers(vec![("retry-after".into(), retry_after.into())]);
        Ok(Answer { headers, ..given })
    }

    #[tokio::test]
    async fn a_busy_site_is_asked_again_when_it_says() {
        let below = in_turn(vec![status(503, "0"), status(429, "0"), status(200, "")]);
        assert_eq!(retry(&below).fetch(&page("http://muster.de/")).await.unwrap().status, 200);
        let below = in_turn(vec![status(503, "0")]);
        assert_eq!(retry(&below).fetch(&page("http://muster.de/")).await.unwrap().status, 503);
        assert_eq!(below.urls().len(), 3);
    }

    #[tokio::test]
    async fn nobody_waits_longer_than_a_minute_or_past_the_deadline() {
        let below = in_turn(vec![status(503, "61")]);
        assert_eq!(retry(&below).fetch(&page("http://muster.de/")).await.unwrap().status, 503);
        let below = in_turn(vec![status(503, "30")]);
        let soon = Request { deadline: Some(Instant::now() + Duration::from_secs(20)), ..page("http://muster.de/") };
        assert_eq!(retry(&below).fetch(&soon).await.unwrap().status, 503);
        assert_eq!(below.urls().len(), 1);
    }

    #[tokio::test]
    async fn silence_costs_two_tries_a_broken_connection_three_and_a_lasting_failure_one() {
        for (why, tries) in [
            (Failure::TimedOut, 2),
            (Failure::Unreachable { why: String::new() }, 3),
            (Failure::NoSuchHost, 1),
            (Failure::Guarded, 1),
            (Failure::Certificate { why: String::new() }, 1),
        ] {
            let below = in_turn(vec![Err(why.clone())]);
            assert_eq!(failure(retry(&below).fetch(&page("http://muster.de/")).await), why);
            assert_eq!(below.urls().len(), tries, "{why}");
        }
    }

    #[tokio::test]
    async fn an_engine_that_says_no_is_not_asked_again() {
        for (code, tries) in [(429, 1), (403, 1), (503, 3)] {
            let below = in_turn(vec![status(code, "0")]);
            let engine = Request { purpose: Purpose::Engine, ..page("http://engine.de/") };
            assert_eq!(retry(&below).fetch(&engine).await.unwrap().status, code);
            assert_eq!(below.urls().len(), tries);
        }
    }
}
