//! Asking open registers: their rows are findings at once, and the firms' websites are visited like any other.

use jiff::Timestamp;

use super::{Cancel, Event, Listener, SourceCount};
use crate::engine::Hit;
use crate::fetch::Fetch;
use crate::finding::{Origin, Page};
use crate::source::{Chosen, Rows};
use crate::web::parse_given;

/// What a register gave.
#[derive(Debug, Default)]
pub struct Registered {
    /// Companies, each with its record as evidence.
    pub pages: Vec<Page>,
    /// Their websites.
    pub hits: Vec<Hit>,
    /// What was asked and answered.
    pub count: SourceCount,
}

/// Asks a register page by page, or reads its file.
pub async fn ask(
    chosen: &Chosen,
    door: &dyn Fetch,
    (cancel, listener): (&Cancel, &dyn Listener),
) -> Registered {
    let mut out = Registered::default();
    if let Some(file) = &chosen.file {
        read_file(chosen, file, &mut out);
    } else {
        let mut page = 0;
        while let Some(next) = one_page(chosen, door, (cancel, page), &mut out).await {
            page = next;
        }
    }
    let query = chosen.codes.join(" ");
    listener.hear(&Event::Asked {
        engine: &chosen.register.id,
        query: &query,
        outcome: if out.pages.is_empty() { "empty" } else { "ok" },
        hits: out.pages.len(),
    });
    let origin = Origin {
        query,
        engine: chosen.register.id.clone(),
        country: Some(chosen.register.country.clone()),
        ..Origin::default()
    };
    for page in &mut out.pages {
        page.origins = vec![origin.clone()];
    }
    out.hits = out.pages.iter().filter_map(website_of).collect();
    out
}

fn read_file(chosen: &Chosen, file: &std::path::Path, out: &mut Registered) {
    out.count.asked += 1;
    match chosen
        .register
        .read_file(file, &chosen.codes, Timestamp::now())
    {
        Ok(rows) => take(rows, out),
        Err(why) => {
            out.count.failed += 1;
            because(out, why.to_string(), 1);
        }
    }
}

/// Asks one page; gives the number of the next, where there is one that is wanted.
async fn one_page(
    chosen: &Chosen,
    door: &dyn Fetch,
    (cancel, page): (&Cancel, u32),
    out: &mut Registered,
) -> Option<u32> {
    let most = chosen.register.request.as_ref().map_or(0, |r| r.most);
    let mut request = chosen.register.request(&chosen.codes, page)?;
    request.deadline = cancel.until();
    let fetched = tokio::select! {
        biased;
        _ = cancel.wait() => {
            because(out, "stopped".to_owned(), 1);
            out.count.unasked += 1;
            return None;
        }
        fetched = door.fetch(&request) => fetched,
    };
    out.count.asked += 1;
    let answer = match fetched {
        Ok(answer) if answer.status == 200 => answer,
        Ok(answer) => {
            match answer.status {
                401 | 403 => out.count.blocked += 1,
                429 | 503 => out.count.rate_limited += 1,
                _ => out.count.failed += 1,
            }
            because(out, format!("HTTP {}", answer.status), 1);
            return None;
        }
        Err(failure) => {
            if failure.is_unreachable() {
                out.count.unreachable += 1;
            } else {
                out.count.failed += 1;
            }
            because(out, failure.to_string(), 1);
            return None;
        }
    };
    let read = chosen
        .register
        .read_answer(&answer.body, page, answer.fetched_at);
    let Some(portion) = read else {
        out.count.failed += 1;
        because(
            out,
            "the answer is not what this register gives".to_owned(),
            1,
        );
        return None;
    };
    take(portion.rows, out);
    let taken = out.pages.len();
    if portion.more && taken >= most {
        let left = portion.all.unwrap_or_default().saturating_sub(taken);
        because(
            out,
            "more are there than are taken in one run".to_owned(),
            left,
        );
        return None;
    }
    portion.more.then_some(page + 1)
}

fn take(rows: Rows, out: &mut Registered) {
    if rows.pages.is_empty() {
        out.count.empty += 1;
    } else {
        out.count.ok += 1;
    }
    because(
        out,
        "rows left out: closing, a person, or of another class".to_owned(),
        rows.left_out,
    );
    out.pages.extend(rows.pages);
}

fn because(out: &mut Registered, why: String, times: usize) {
    if times > 0 {
        *out.count.why.entry(why).or_default() += times;
    }
}

fn website_of(page: &Page) -> Option<Hit> {
    let url = parse_given(&page.url).filter(|_| page.url.contains("://"))?;
    let company = page.findings.company.as_ref();
    Some(Hit {
        url: url.into(),
        title: company.map(|c| c.value.clone()).unwrap_or_default(),
        origins: page.origins.clone(),
        ..Hit::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::{Answer, Fetching, Headers, Request};
    use crate::run::Deaf;

    /// A register of some pages; the last answer is repeated.
    struct Played(Vec<(u16, String)>);

    impl Fetch for Played {
        fn fetch<'a>(&'a self, request: &'a Request) -> Fetching<'a> {
            let page: usize = request
                .url
                .query_pairs()
                .find(|(name, _)| name == "page")
                .and_then(|(_, value)| value.parse().ok())
                .unwrap_or(0);
            let (status, body) = self.0[page.min(self.0.len() - 1)].clone();
            Box::pin(async move {
                Ok(Answer {
                    url: request.url.clone(),
                    status,
                    headers: Headers(Vec::new()),
                    body: body.into_bytes().into(),
                    truncated: false,
                    fetched_at: "2026-11-24T10:00:00Z".parse().unwrap(),
                    archived: None,
                    replayed: false,
                })
            })
        }
    }

    fn answer(page: usize, names: &[&str]) -> (u16, String) {
        let firm = |name: &&str| {
            format!(
                "{{\"organisasjonsnummer\":\"9{page}{}\",\"navn\":\"{name} AS\",\"hjemmeside\":\"www.{name}.no\"}}",
                name.len()
            )
        };
        let firms = names.iter().map(firm).collect::<Vec<_>>().join(",");
        (
            200,
            format!(
                "{{\"_embedded\":{{\"enheter\":[{firms}]}},\"page\":{{\"totalPages\":2,\"totalElements\":3,\"number\":{page}}}}}"
            ),
        )
    }

    fn asked(answers: Vec<(u16, String)>, most: usize) -> Registered {
        let mut register = crate::source::register("no-register").unwrap().clone();
        register.request.as_mut().unwrap().most = most;
        let codes = register.codes(&["9405".to_owned()]);
        let chosen = Chosen {
            register,
            file: None,
            codes,
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(ask(&chosen, &Played(answers), (&Cancel::new(None), &Deaf)))
    }

    #[test]
    fn every_page_of_a_register_is_asked_and_its_websites_are_to_be_visited() {
        let given = asked(
            vec![answer(0, &["lys", "lampe"]), answer(1, &["lampen"])],
            2000,
        );
        assert_eq!(
            (given.count.asked, given.count.ok, given.pages.len()),
            (2, 2, 3)
        );
        let urls: Vec<&str> = given.hits.iter().map(|h| h.url.as_str()).collect();
        assert_eq!(
            urls,
            [
                "http://www.lys.no/",
                "http://www.lampe.no/",
                "http://www.lampen.no/"
            ]
        );
        let origin = &given.hits[0].origins[0];
        assert_eq!(
            (origin.engine.as_str(), origin.country.as_deref()),
            ("no-register", Some("NO"))
        );
        let capped = asked(
            vec![answer(0, &["lys", "lampe"]), answer(1, &["lampen"])],
            2,
        );
        assert_eq!((capped.count.asked, capped.pages.len()), (1, 2));
        assert!(
            capped
                .count
                .why
                .keys()
                .any(|why| why.contains("more are there"))
        );
    }

    #[test]
    fn a_register_that_does_not_answer_is_counted_by_why() {
        let busy = asked(vec![(429, String::new())], 10);
        assert_eq!((busy.count.rate_limited, busy.pages.len()), (1, 0));
        let gone = asked(vec![(500, String::new())], 10);
        assert_eq!((gone.count.failed, gone.count.is_incomplete()), (1, true));
        let changed = asked(vec![(200, "<html>".to_owned())], 10);
        assert!(changed.count.why.keys().any(|why| why.contains("not what")));
    }
}
