//! Whether an engine can be asked at all, and whether it answers, with what to do about each.

use std::sync::Arc;
use std::time::Duration;

use super::wait_for;
use crate::cli::failure::{Failure, Result};
use crate::cli::tongue::{count, say};
use crate::cli::web;
use crate::engine::{CannotAsk, Engine, PageKind, Rendered, ResultPage, Turn};
use crate::fetch::{self, Fetch, Forgetful, Settings};
use crate::web::parse_given;

/// What an engine is asked to see whether it answers.
const TRIAL: &str = "test";

/// The engine's key from the environment, where it has one and it is set.
pub fn key_of(engine: &Engine) -> Option<String> {
    let key = std::env::var(engine.key_variable()?).ok()?;
    Some(key).filter(|key| !key.trim().is_empty())
}

/// Why an engine cannot be asked as it is set, with what to do; `None` where it can.
pub fn lack(engine: &Engine) -> Option<Failure> {
    if let Some(wrong) = wrong_address(engine) {
        return Some(wrong);
    }
    let (query, key) = (trial(), key_of(engine));
    let turn = Turn {
        key: key.as_deref(),
        ..Turn::first(&query)
    };
    engine.request(turn).err().map(|why| {
        let hint = hint(&why);
        Failure::usage(why).hint(hint)
    })
}

fn trial() -> Rendered {
    Rendered {
        text: TRIAL.to_owned(),
        ..Rendered::default()
    }
}

fn hint(why: &CannotAsk) -> String {
    match why {
        CannotAsk::SavedOnly(id) => say(
            "open its queries in your browser (`buyerscout query --engine {0} --format html`), save the result pages, read them with --saved",
            &[id],
        ),
        CannotAsk::NoAddress(id) => say(
            "with a server of your own on this machine: [engine.{0}] and below it url = \"http://127.0.0.1:8888\"; on the command line: --engine {0} --engine-url http://127.0.0.1:8888",
            &[id],
        ),
        CannotAsk::BadAddress { engine, .. } => say(
            "correct `url` under [engine.{0}]: http://HOST:PORT or https://HOST",
            &[engine],
        ),
        CannotAsk::NoKey { variable, .. } => say(
            "get a key from the engine, then: export {0}=KEY (PowerShell: $env:{0} = \"KEY\"; cmd: set {0}=KEY)",
            &[variable],
        ),
        CannotAsk::NoFurtherPage(_) => String::new(),
    }
}

/// What is wrong with the form of the address an engine was given.
fn wrong_address(engine: &Engine) -> Option<Failure> {
    let given = engine.url.trim();
    let template = &engine.request.as_ref()?.url;
    if given.is_empty() || !template.contains("{url}") {
        return None;
    }
    let wrong = |what: &str| {
        let what = say(what, &[&engine.id, &given]);
        let hint = say(
            "correct `url` under [engine.{0}]: http://HOST:PORT or https://HOST",
            &[&engine.id],
        );
        Some(Failure::usage(what).hint(hint))
    };
    let Some(url) = parse_given(given) else {
        return wrong("`{0}`: `{1}` is no address of a server");
    };
    let behind = template.split("{url}").nth(1).unwrap_or_default();
    let path = behind.split(['?', '{']).next().unwrap_or_default();
    let own = url.path().trim_end_matches('/');
    if url.query().is_some() || (path.len() > 1 && own.ends_with(path.trim_end_matches('/'))) {
        return wrong("`{0}`: `{1}` is the address of a page; that of the server is wanted");
    }
    None
}

/// Is it asked at an address that the user gave, so that asking it costs nobody else anything?
pub fn is_own_server(engine: &Engine) -> bool {
    let ask = engine.request.as_ref();
    !engine.url.trim().is_empty() && ask.is_some_and(|ask| ask.url.contains("{url}"))
}

/// Asks an engine's own server one question; waits no longer than `limit`.
///
/// # Errors
/// It does not answer, or with something else than results, with what to do.
pub fn answers(engine: &Engine, settings: &Settings, limit: Duration) -> Result<String> {
    let query = trial();
    let key = key_of(engine);
    let turn = Turn {
        key: key.as_deref(),
        ..Turn::first(&query)
    };
    let mut request = engine.request(turn).map_err(Failure::usage)?;
    request.fresh_for = Duration::ZERO;
    let door = web::door(settings, Arc::new(Forgetful::default()))?;
    let asked = wait_for(async {
        request.deadline = Some(tokio::time::Instant::now() + limit);
        tokio::time::timeout(limit * 2, door.fetch(&request)).await
    })?;
    let fetched = asked.unwrap_or(Err(fetch::Failure::TimedOut));
    match fetched {
        Ok(answer) => judged(engine, &engine.read_answer(&answer)),
        Err(failure) => Err(Failure::usage(say(
            "{0} does not answer: {1}",
            &[&engine.url, &failure],
        ))
        .hint(say(
            "start the server, or correct `url` under [engine.{0}]",
            &[&engine.id],
        ))),
    }
}

fn judged(engine: &Engine, page: &ResultPage) -> Result<String> {
    match page.kind {
        PageKind::Results | PageKind::Empty | PageKind::Partial => Ok(say(
            "{0} answers ({1} for a trial question)",
            &[&engine.url, &count(page.hits.len(), "hit")],
        )),
        kind => {
            let why = page.why.clone().unwrap_or_else(|| format!("{kind:?}"));
            let hint = page.hint.clone().unwrap_or_else(|| {
                say(
                    "open {0} in a browser and see whether it is the server you mean",
                    &[&engine.url],
                )
            });
            Err(Failure::usage(format!("{}: {why}", engine.url)).hint(hint))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn searxng(url: &str) -> Engine {
        let mut engine = crate::engine::engine("searxng").unwrap().clone();
        engine.url = url.to_owned();
        engine
    }

    #[test]
    fn an_address_is_looked_at_before_anything_is_asked() {
        for fine in ["http://127.0.0.1:8888", "https://search.example.org/sx/"] {
            assert!(lack(&searxng(fine)).is_none(), "{fine}");
        }
        for wrong in [
            "htp://127.0.0.1:8888",
            "not an address",
            "http://127.0.0.1:8888/search",
            "http://127.0.0.1:8888/search?q=",
        ] {
            let lack = lack(&searxng(wrong)).unwrap();
            assert!(lack.what.contains(wrong), "{}", lack.what);
            assert!(lack.hint.unwrap().contains("[engine.searxng]"), "{wrong}");
        }
        let empty = lack(&searxng("")).unwrap();
        assert!(empty.hint.unwrap().contains("url = \"http://"));
    }
}
