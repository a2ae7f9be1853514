//! Asking engines that refuse, rest, run out and answer, without a network.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::{Asked, Search};
use crate::engine::{Engine, Rendered};
use crate::fetch::{Answer, Fetch, Fetching, Forgetful, Headers, Memory, Request};
use crate::plan::{Plan, Planned};
use crate::run::{Cancel, Deaf};
use crate::tactic::Query;

/// Answers by host; counts what was asked of each.
#[derive(Default)]
struct Web {
    answers: BTreeMap<&'static str, (u16, &'static str)>,
    asked: Mutex<BTreeMap<String, usize>>,
}

impl Fetch for Web {
    fn fetch<'a>(&'a self, request: &'a Request) -> Fetching<'a> {
        let host = request.url.host_str().unwrap().to_owned();
        *self.asked.lock().unwrap().entry(host.clone()).or_default() += 1;
        let (status, body) = self.answers[host.as_str()];
        Box::pin(async move {
            Ok(Answer {
                url: request.url.clone(),
                status,
                headers: Headers(vec![("content-type".into(), "application/json".into())]),
                body: body.into(),
                truncated: false,
                fetched_at: "2026-11-24T10:00:00Z".parse().unwrap(),
                archived: None,
                replayed: false,
            })
        })
    }
}

fn engine(id: &str) -> Engine {
    let mut engine = crate::engine::engine("searxng").unwrap().clone();
    engine.id = id.to_owned();
    engine.url = format!("http://{id}.example");
    engine
}

fn ask(web: &Web, engines: &[Engine], memory: &Forgetful, queries: usize) -> Asked {
    let planned = |n: usize, engine: &Engine| Planned {
        query: Query {
            text: format!("query {n}"),
            ..Query::default()
        },
        engine: engine.id.clone(),
        rendered: Rendered {
            text: format!("query {n}"),
            ..Rendered::default()
        },
        notes: Vec::new(),
    };
    let plan = Plan {
        queries: (0..queries)
            .flat_map(|n| engines.iter().map(move |engine| planned(n, engine)))
            .collect(),
        ..Plan::default()
    };
    let search = Search {
        plan: &plan,
        engines,
        keys: &BTreeMap::new(),
        result_pages: 1,
        memory: Some(memory as &dyn Memory),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(search.ask(web, &Cancel::new(None), &Deaf))
}

const FOUND: &str = r#"{"results":[{"url":"https://lux.example/","title":"Lux","content":""}],"unresponsive_engines":[]}"#;

#[test]
fn an_engine_that_refused_rests_and_the_others_go_on() {
    let web = Web {
        answers: BTreeMap::from([("wall.example", (429, "")), ("good.example", (200, FOUND))]),
        ..Web::default()
    };
    let engines = [engine("wall"), engine("good")];
    let memory = Forgetful::default();
    let first = ask(&web, &engines, &memory, 3);
    let (wall, good) = (&first.sources["wall"], &first.sources["good"]);
    assert_eq!((wall.asked, wall.rate_limited, wall.unasked), (1, 1, 2));
    assert_eq!((good.asked, good.ok, first.hits.len()), (3, 3, 1));
    assert_eq!(first.hits[0].origins.len(), 3);
    let next = ask(&web, &engines, &memory, 3);
    let wall = &next.sources["wall"];
    assert_eq!((wall.asked, wall.unasked), (0, 3));
    assert!(
        wall.why.keys().any(|why| why.starts_with("rests until")),
        "{wall:?}"
    );
    assert_eq!(web.asked.lock().unwrap()["wall.example"], 1);
}

#[test]
fn a_contingent_ends_with_its_last_request_in_the_next_run_too() {
    let web = Web {
        answers: BTreeMap::from([("good.example", (200, FOUND))]),
        ..Web::default()
    };
    let mut good = engine("good");
    good.pace.contingent = Some(2);
    let memory = Forgetful::default();
    for (asked, unasked) in [(2, 1), (0, 3)] {
        let answer = ask(&web, std::slice::from_ref(&good), &memory, 3);
        let count = &answer.sources["good"];
        assert_eq!(count.asked, asked);
        assert_eq!(count.unasked, unasked, "{count:?}");
        assert!(
            count.why.keys().any(|why| why.contains("contingent of 2")),
            "{count:?}"
        );
    }
}
