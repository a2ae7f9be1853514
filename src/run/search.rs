//! Asking the engines: every query of the plan, page by page, each engine at its own pace, all engines at once.

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};

use super::spent::Spent;
use super::{Cancel, Event, Listener, SourceCount};
use crate::engine::{CannotAsk, Engine, Hit, Next, ResultPage, SearchOutcome, Turn, merge_hits};
use crate::fetch::{Answer, Failure, Fetch, Keep, Kept, Memory, Outcome, Request};
use crate::finding::Origin;
use crate::plan::{Plan, Planned};

/// Faults in a row after which an engine is left alone for this run.
const FAULTS: usize = 3;

/// What is asked, and of whom.
pub struct Search<'a> {
    /// The queries, best first.
    pub plan: &'a Plan,
    /// The engines.
    pub engines: &'a [Engine],
    /// Keys by engine.
    pub keys: &'a BTreeMap<String, String>,
    /// Most result pages of a query.
    pub result_pages: u32,
    /// Where rests are kept; none in a replay.
    pub memory: Option<&'a dyn Memory>,
}

/// What asking gave.
#[derive(Debug, Default)]
pub struct Asked {
    /// Hits, merged, the most promising first.
    pub hits: Vec<Hit>,
    /// What each engine answered.
    pub sources: BTreeMap<String, SourceCount>,
}

impl Search<'_> {
    /// Asks everything. Stops early where the sign is given: what is not asked is counted.
    pub async fn ask(&self, door: &dyn Fetch, cancel: &Cancel, listener: &dyn Listener) -> Asked {
        let desks = self.engines.iter().map(|engine| {
            let desk = Desk {
                engine,
                search: self,
                door,
                cancel,
                listener,
                count: SourceCount::default(),
                faults: 0,
            };
            desk.ask_all()
        });
        let mut answers: BTreeMap<usize, Vec<Hit>> = BTreeMap::new();
        let mut out = Asked::default();
        for (engine, count, hits) in join_all(desks).await {
            out.sources.insert(engine, count);
            answers.extend(hits);
        }
        out.hits = merge_hits(answers.into_values().flatten());
        out
    }
}

type Answers = Vec<(usize, Vec<Hit>)>;

/// One engine's queries under way.
struct Desk<'a> {
    engine: &'a Engine,
    search: &'a Search<'a>,
    door: &'a dyn Fetch,
    cancel: &'a Cancel,
    listener: &'a dyn Listener,
    count: SourceCount,
    faults: usize,
}

impl Desk<'_> {
    async fn ask_all(mut self) -> (String, SourceCount, Answers) {
        let id = self.engine.id.clone();
        let queries = self
            .search
            .plan
            .queries
            .iter()
            .enumerate()
            .filter(|(_, planned)| planned.engine == id);
        let queries: Vec<(usize, &Planned)> = queries.collect();
        let mut answers = Answers::new();
        let mut stopped = self.rests();
        for (done, (at, planned)) in queries.iter().enumerate() {
            if stopped.is_none() && self.cancel.stopped().is_some() {
                stopped = Some("stopped".to_owned());
            }
            if let Some(why) = &stopped {
                self.leave(why, queries.len() - done);
                break;
            }
            let (hits, end) = self.ask_one(planned).await;
            answers.push((*at, hits));
            stopped = end;
        }
        (id, self.count, answers)
    }

    fn leave(&mut self, why: &str, unasked: usize) {
        self.count.unasked += unasked;
        self.listener.hear(&Event::EngineStopped {
            engine: &self.engine.id,
            why,
            unasked,
        });
        self.count.why.entry(why.to_owned()).or_insert(1);
    }

    /// Why the engine rests still from an earlier refusal.
    fn rests(&self) -> Option<String> {
        let kept = self.search.memory?.get(Keep::Rest, &self.engine.id)?;
        let why = String::from_utf8_lossy(&kept.value).into_owned();
        (kept.expires > Timestamp::now()).then(|| format!("rests until {:.0}: {why}", kept.expires))
    }

    /// Asks one query over its pages; gives its hits and, where the engine is to be left alone, why.
    async fn ask_one(&mut self, planned: &Planned) -> (Vec<Hit>, Option<String>) {
        let mut hits = Vec::new();
        let mut outcome = SearchOutcome::Empty;
        let mut end = None;
        let mut next: Option<Next> = None;
        let mut before = 0;
        for number in 1..=self.search.result_pages.max(1) {
            let key = self.search.keys.get(&self.engine.id).map(String::as_str);
            let turn = Turn {
                query: &planned.rendered,
                page: number,
                next: next.as_ref(),
                key,
            };
            let (page, what) = match self.page(turn).await {
                Ok(answered) => answered,
                Err(why) => {
                    self.count.unasked += usize::from(number == 1);
                    self.count.why.entry(why.clone()).or_insert(1);
                    return (hits, Some(why));
                }
            };
            end = self.judge(what, page.as_ref());
            if number == 1 {
                outcome = what;
            }
            let Some(page) = page else { break };
            let organic = page.hits.len();
            next.clone_from(&page.next);
            hits.extend(page.into_hits(&origin(planned), number, before));
            before += u32::try_from(organic).unwrap_or(u32::MAX);
            if end.is_some() || !self.engine.goes_on(number, next.as_ref(), organic) {
                break;
            }
        }
        let told = Event::Asked {
            engine: &self.engine.id,
            query: &planned.query.text,
            outcome: outcome.id(),
            hits: hits.len(),
        };
        self.listener.hear(&told);
        (hits, end)
    }

    /// One page of one query; `Err` says why the engine cannot be asked at all.
    async fn page(
        &mut self,
        turn: Turn<'_>,
    ) -> Result<(Option<ResultPage>, SearchOutcome), String> {
        let mut request = match self.engine.request(turn) {
            Ok(request) => request,
            Err(CannotAsk::NoFurtherPage(_)) => return Ok((None, SearchOutcome::Ok)),
            Err(why) => return Err(why.to_string()),
        };
        request.deadline = self.cancel.until();
        let (engine, memory) = (self.engine, self.search.memory);
        let spent = memory.and_then(|memory| Spent::of(engine, memory, Timestamp::now()));
        if let Some(why) = spent.as_ref().and_then(Spent::used_up) {
            return Err(why);
        }
        let mut fetched = self.fetch(&request).await?;
        if self.is_old_refusal(fetched.as_ref()) {
            request.fresh_for = Duration::ZERO;
            fetched = self.fetch(&request).await?;
        }
        if matches!(fetched, Err(Failure::Offline)) {
            return Ok((None, SearchOutcome::Offline));
        }
        self.count.asked += 1;
        if let (Some(spent), Ok(answer)) = (spent, &fetched)
            && !answer.replayed
        {
            spent.add();
        }
        Ok(match fetched {
            Ok(answer) => {
                let page = self.engine.read_answer(&answer);
                let outcome = page.kind.into();
                (Some(page), outcome)
            }
            Err(failure) => {
                *self.count.why.entry(failure.to_string()).or_default() += 1;
                (None, SearchOutcome::from(&failure))
            }
        })
    }

    /// One request; `Err` where the sign to stop is given first.
    async fn fetch(&self, request: &Request) -> Result<Outcome, String> {
        tokio::select! {
            biased;
            _ = self.cancel.wait() => Err("stopped".to_owned()),
            fetched = self.door.fetch(request) => Ok(fetched),
        }
    }

    /// A refusal that was kept says nothing of today: the engine is asked anew, unless the archive is all there is.
    fn is_old_refusal(&self, fetched: Result<&Answer, &Failure>) -> bool {
        self.search.memory.is_some()
            && fetched.is_ok_and(|answer| {
                answer.replayed && self.engine.read_answer(answer).kind.ends_engine()
            })
    }

    /// Counts an outcome; gives why the engine is to be left alone, where it is.
    fn judge(&mut self, outcome: SearchOutcome, page: Option<&ResultPage>) -> Option<String> {
        let count = &mut self.count;
        let fault = match outcome {
            SearchOutcome::Ok | SearchOutcome::Partial => Tally::fine(&mut count.ok),
            SearchOutcome::Empty => Tally::fine(&mut count.empty),
            SearchOutcome::Blocked | SearchOutcome::KeyWrong => Tally::fault(&mut count.blocked),
            SearchOutcome::RateLimited | SearchOutcome::Quota => {
                Tally::fault(&mut count.rate_limited)
            }
            SearchOutcome::Unreachable | SearchOutcome::TimedOut => {
                Tally::fault(&mut count.unreachable)
            }
            // A query that the archive does not hold says nothing of the engine.
            SearchOutcome::NotRecorded => Tally::fine(&mut count.not_recorded),
            SearchOutcome::Offline => Tally::fine(&mut count.offline),
            SearchOutcome::LayoutChanged | SearchOutcome::HttpError | SearchOutcome::BadAnswer => {
                Tally::fault(&mut count.failed)
            }
        };
        self.faults = if fault { self.faults + 1 } else { 0 };
        let why = page.and_then(|page| page.why.clone());
        if let Some(why) = &why {
            *self.count.why.entry(why.clone()).or_default() += 1;
        }
        let told = why.unwrap_or_else(|| outcome.id().to_owned());
        if page.is_some_and(|page| page.kind.ends_engine()) {
            self.keep_rest(page, &told);
            let hint = page
                .and_then(|p| p.hint.clone())
                .map(|h| format!(" ({h})"))
                .unwrap_or_default();
            return Some(format!("{told}{hint}"));
        }
        (self.faults >= FAULTS).then(|| format!("{FAULTS} faults in a row, the last one: {told}"))
    }

    fn keep_rest(&self, page: Option<&ResultPage>, why: &str) {
        let rest = page
            .and_then(|page| page.rest)
            .and_then(|rest| SignedDuration::try_from(rest).ok());
        if let (Some(memory), Some(rest)) = (self.search.memory, rest) {
            let kept = Kept {
                value: why.as_bytes().to_vec(),
                expires: Timestamp::now() + rest,
            };
            memory.put(Keep::Rest, &self.engine.id, kept);
        }
    }
}

/// Counting that says at once whether it was a fault.
struct Tally;

impl Tally {
    fn fine(count: &mut usize) -> bool {
        *count += 1;
        false
    }

    fn fault(count: &mut usize) -> bool {
        *count += 1;
        true
    }
}

fn origin(planned: &Planned) -> Origin {
    Origin {
        tactic: planned.query.tactic.clone(),
        query: planned.query.text.clone(),
        engine: planned.engine.clone(),
        country: planned.query.country.clone(),
        ..Origin::default()
    }
}
