//! Engines against answers of the kinds that real ones give.

use std::path::Path;
use std::time::Duration;

use bytes::Bytes;
use url::Url;

use super::*;
use crate::campaign::Campaign;
use crate::document::Document;
use crate::fetch::{Answer, Headers, Method, NamedBy, Purpose};

fn campaign(more: &str) -> Campaign {
    Campaign::parse(
        &format!("[product]\nname = \"LED light\"\n{more}"),
        "c.toml",
        Path::new(""),
    )
    .unwrap()
}

fn own_server() -> Engine {
    engine_for(
        &campaign("[engine.searxng]\nurl = \"http://127.0.0.1:8888/\"\n"),
        "searxng",
    )
    .unwrap()
}

fn answer(status: u16, content_type: &str, body: &str) -> Answer {
    Answer {
        url: Url::parse("http://127.0.0.1:8888/search?q=x").unwrap(),
        status,
        headers: Headers(vec![("content-type".into(), content_type.into())]),
        body: Bytes::copy_from_slice(body.as_bytes()),
        truncated: false,
        fetched_at: "2026-11-24T10:00:00Z".parse().unwrap(),
        archived: None,
        replayed: false,
    }
}

fn json(results: &str, refused: &str) -> ResultPage {
    own_server().read_answer(&answer(
        200,
        "application/json",
        &format!("{{\"results\":[{results}],\"unresponsive_engines\":[{refused}]}}"),
    ))
}

const ONE: &str = r#"{"url":"https://lux.example/kontakt?a=1","title":"Lux","content":"Importeur <b>in</b> Deutschland"}"#;

#[test]
fn every_engine_compiled_in_is_readable_and_told_apart() {
    let ids: std::collections::BTreeSet<&str> = engines().iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids.len(), engines().len());
    assert!(engines().iter().all(|e| !e.about.is_empty()));
    let ranks: std::collections::BTreeSet<u16> = engines().iter().map(|e| e.rank).collect();
    assert_eq!(ranks.len(), ids.len(), "two engines have one rank");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/engine/data");
    let is_file = |entry: &std::fs::DirEntry| entry.path().extension().is_some_and(|e| e == "toml");
    let files = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    assert_eq!(
        files.filter(is_file).count(),
        engines().len(),
        "touch src/engine/table.rs: Cargo has not seen a new file"
    );
}

#[test]
fn a_query_becomes_the_address_the_server_wants() {
    let query = Rendered {
        text: "\"LED light\" importer".into(),
        country: Some("DE".into()),
        language: Some("en".into()),
    };
    let request = own_server()
        .request(Turn {
            page: 2,
            ..Turn::first(&query)
        })
        .unwrap();
    assert_eq!(
        request.url.as_str(),
        "http://127.0.0.1:8888/search?q=%22LED+light%22+importer&format=json&pageno=2&language=de-DE"
    );
    assert_eq!(
        (request.named_by, request.purpose),
        (NamedBy::User, Purpose::Engine)
    );
    assert_eq!(request.fresh_for, Duration::from_hours(7 * 24));
    assert!(request.gap.unwrap() >= Duration::from_secs(1));
}

#[test]
fn a_server_without_address_and_a_key_that_is_not_there_are_said() {
    let query = Rendered {
        text: "x".into(),
        ..Rendered::default()
    };
    let bare = engine("searxng")
        .unwrap()
        .request(Turn::first(&query))
        .unwrap_err();
    assert!(matches!(bare, CannotAsk::NoAddress(_)));
    let keyless = engine("serper")
        .unwrap()
        .request(Turn::first(&query))
        .unwrap_err();
    assert!(matches!(keyless, CannotAsk::NoKey { .. }));
    let request = engine("serper")
        .unwrap()
        .request(Turn {
            key: Some("s3cret"),
            ..Turn::first(&query)
        })
        .unwrap();
    assert_eq!(request.method, Method::Post);
    assert_eq!(request.secrets, ["s3cret"]);
    let body: serde_json::Value = serde_json::from_slice(request.body.as_deref().unwrap()).unwrap();
    assert_eq!(
        (body["q"].as_str(), body["page"].as_u64(), body.get("gl")),
        (Some("x"), Some(1), None)
    );
}

#[test]
fn results_empty_partial_and_refused_are_four_different_answers() {
    let full = json(ONE, "");
    assert_eq!(
        (full.kind, full.hits.len(), full.hits[0].rank),
        (PageKind::Results, 1, 1)
    );
    assert_eq!(full.hits[0].snippet, "Importeur in Deutschland");
    assert_eq!(json("", "").kind, PageKind::Empty);
    let partial = json(ONE, r#"["slow","timeout"]"#);
    assert_eq!(partial.kind, PageKind::Partial);
    assert!(partial.why.unwrap().contains("slow: timeout"));
    let refused = json(
        "",
        r#"["limited","Suspended: too many requests"],["walled","access denied"]"#,
    );
    assert_eq!(refused.kind, PageKind::Blocked);
    assert_eq!(refused.rest, Some(Duration::from_hours(1)));
    assert_eq!(json("", r#"["slow","timeout"]"#).kind, PageKind::TimedOut);
}

#[test]
fn a_server_that_gives_no_json_is_told_apart_from_a_wall() {
    let off = own_server().read_answer(&answer(
        403,
        "text/html",
        "<!doctype html><title>403 Forbidden</title><h1>Forbidden</h1>",
    ));
    assert_eq!(off.kind, PageKind::Blocked);
    assert!(off.hint.unwrap().contains("formats"));
    assert_eq!(off.rest, None);
    let wall = own_server().read_answer(&answer(
        200,
        "text/html",
        "<title>Just a moment...</title><div class=\"g-recaptcha\"></div>",
    ));
    assert_eq!(wall.kind, PageKind::Blocked);
    let busy = own_server().read_answer(&answer(429, "text/html", "<p>Too Many Requests"));
    assert_eq!(busy.kind, PageKind::RateLimited);
    assert_eq!(
        own_server()
            .read_answer(&answer(502, "text/html", "<p>Bad gateway"))
            .kind,
        PageKind::HttpError
    );
}

fn page(engine: &Engine, url: &str, html: &str) -> ResultPage {
    engine.parse_html(&Document::parse(
        html.as_bytes(),
        Some("text/html; charset=utf-8"),
        &Url::parse(url).unwrap(),
    ))
}

#[test]
fn wrappers_and_advertisements_of_a_result_page_are_seen_through() {
    let html = r#"<div id="links">
      <div class="result web-result result--ad"><h2 class="result__title"><a class="result__a" href="//duckduckgo.com/l/?uddg=https%3A%2F%2Fduckduckgo.com%2Fy.js%3Fad_domain%3Dshop.example">Shop</a></h2></div>
      <div class="result web-result"><h2 class="result__title"><a class="result__a" href="//duckduckgo.com/l/?uddg=https%3A%2F%2Flux.example%2Fa%3Fb%3D1&amp;rut=f">Lux <b>GmbH</b></a></h2><a class="result__snippet">words</a></div>
      <div class="nav-link"><form action="/html/" method="post"><input type="submit" value="Next"><input type="hidden" name="q" value="x"><input type="hidden" name="s" value="10"></form></div></div>"#;
    let ddg = engine("duckduckgo").unwrap();
    let read = page(ddg, "https://html.duckduckgo.com/html/", html);
    assert_eq!(
        (read.kind, read.hits.len(), read.ads.len()),
        (PageKind::Results, 1, 1)
    );
    assert_eq!(
        (read.hits[0].url.as_str(), read.hits[0].title.as_str()),
        ("https://lux.example/a?b=1", "Lux GmbH")
    );
    let next = read.next.unwrap();
    let query = Rendered {
        text: "x".into(),
        ..Rendered::default()
    };
    assert!(ddg.goes_on(1, Some(&next), 1));
    let request = ddg
        .request(Turn {
            query: &query,
            page: 2,
            next: Some(&next),
            key: None,
        })
        .unwrap();
    assert_eq!(request.body.as_deref(), Some(&b"q=x&s=10"[..]));
}

#[test]
fn a_page_no_layout_fits_gives_what_looks_like_results() {
    let block = |n: u32| {
        format!(
            "<li class=\"r\"><a href=\"https://firm{n}.example/\">Firm number {n} imports</a><p>words</p></li>"
        )
    };
    let html = format!(
        "<nav><a href=\"/about\">About this engine</a></nav><ul>{}{}{}</ul>",
        block(1),
        block(2),
        block(3)
    );
    let read = page(
        engine("duckduckgo").unwrap(),
        "https://html.duckduckgo.com/html/",
        &html,
    );
    assert_eq!((read.kind, read.hits.len()), (PageKind::Changed, 3));
    assert_eq!(SearchOutcome::from(read.kind), SearchOutcome::LayoutChanged);
}

#[test]
fn a_campaign_sets_keys_over_those_of_a_file_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let engine = "name = \"Mine\"\nurl = \"http://search.example\"\n[request]\nurl = \"{url}/s?q={query}&p={page}\"\n[pace]\ngap_seconds = 9\n[[answer.layout]]\nresult = \".r\"\nlink = \"a\"\n";
    std::fs::write(folder.path().join("engine.toml"), engine).unwrap();
    let text = "[product]\nname = \"x1\"\n[search]\nengines = [\"mine\"]\n[engine.mine]\nfile = \"engine.toml\"\n[engine.mine.pace]\ngap_seconds = 0\n";
    let mine = chosen(&Campaign::parse(text, "c.toml", folder.path()).unwrap())
        .unwrap()
        .remove(0);
    assert_eq!(
        (mine.id.as_str(), mine.pace.gap_seconds, mine.url.as_str()),
        ("mine", 0.0, "http://search.example")
    );
    std::fs::write(
        folder.path().join("engine.toml"),
        engine.replace("[pace]", "[pase]"),
    )
    .unwrap();
    let fault = chosen(&Campaign::parse(text, "c.toml", folder.path()).unwrap()).unwrap_err();
    assert!(
        fault.file.ends_with("engine.toml") && fault.line == Some(5),
        "{fault}"
    );
    std::fs::write(
        folder.path().join("engine.toml"),
        engine.replace("\".r\"", "\".r[\""),
    )
    .unwrap();
    let fault = chosen(&Campaign::parse(text, "c.toml", folder.path()).unwrap()).unwrap_err();
    assert_eq!(fault.line, Some(8), "{fault}");
}

#[test]
fn a_wrong_key_of_a_campaign_is_named_where_it_stands() {
    let fault = engine_for(
        &campaign("[engine.searxng]\nurl = \"http://a.example\"\nulr = \"x\"\n"),
        "searxng",
    )
    .unwrap_err();
    assert_eq!(fault.line, Some(5), "{fault}");
    assert!(fault.what.contains("ulr"));
    let fault = engine_for(
        &campaign("[engine.searxng.pace]\ngap_secnds = 1\n"),
        "searxng",
    )
    .unwrap_err();
    assert_eq!(fault.line, Some(4), "{fault}");
    let fault = chosen(&campaign("[search]\nengines = [\"serxng\"]\n")).unwrap_err();
    assert_eq!(fault.line, Some(4));
    assert!(fault.hint.unwrap().contains("`searxng`"));
}

#[test]
fn a_saved_page_is_read_by_the_engine_it_comes_from() {
    let html = "<meta name=\"generator\" content=\"searxng/1.0.0\"><article class=\"result\"><h3><a href=\"https://lux.example/\">Lux</a></h3><p class=\"content\">words</p></article>";
    let SavedPage { engine, page, .. } = read_saved_page(html.as_bytes(), None, engines());
    assert_eq!(engine.map(|e| e.id.as_str()), Some("searxng"));
    assert_eq!((page.kind, page.hits.len()), (PageKind::Results, 1));
    let json = format!("{{\"results\":[{ONE}]}}");
    assert_eq!(
        read_saved_page(json.as_bytes(), None, engines())
            .engine
            .map(|e| e.id.as_str()),
        Some("searxng")
    );
    let SavedPage { engine, page, .. } =
        read_saved_page(b"<title>Just a moment...</title>", None, engines());
    assert!(engine.is_none());
    assert_eq!(page.kind, PageKind::Blocked);
}

#[test]
fn nothing_an_engine_may_send_can_stop_the_reader() {
    let deep = "<div>".repeat(2_000);
    let wild = [
        "",
        " ",
        "null",
        "[]",
        "{}",
        "3",
        "\"x\"",
        "{\"results\":3}",
        "{\"results\":[3,null,{\"url\":7}]}",
        "\u{0}\u{1}",
        "<",
        "<!--",
        "<frameset>",
        "<table><a href=::>",
        &deep,
    ];
    for engine in engines() {
        for body in wild {
            for status in [200, 500] {
                let page = engine.read_answer(&answer(status, "text/html", body));
                assert!(page.hits.is_empty(), "{}: {page:?}", engine.id);
                assert_ne!(page.kind, PageKind::Results, "{}", engine.id);
            }
        }
    }
}
