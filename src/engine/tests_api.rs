//! Interfaces of engines against answers as their documentation gives them, errors included.

use base64::Engine as _;

use super::*;
use crate::fetch::{Answer, Headers};

fn read(id: &str, status: u16, body: &str) -> ResultPage {
    let engine = engine(id).unwrap();
    engine.read_answer(&Answer {
        url: url::Url::parse("https://api.example/").unwrap(),
        status,
        headers: Headers(vec![("content-type".into(), "application/json".into())]),
        body: bytes::Bytes::copy_from_slice(body.as_bytes()),
        truncated: false,
        fetched_at: "2026-11-24T10:00:00Z".parse().unwrap(),
        archived: None,
        replayed: false,
    })
}

/// What each interface answers: engine, status, body, kind, hits.
const ANSWERS: &[(&str, u16, &str, PageKind, usize)] = &[
    (
        "brave-api",
        200,
        r#"{"type":"search","query":{"more_results_available":true},"web":{"results":[{"title":"A","url":"https://a.example/","description":"<strong>x</strong> y"}]}}"#,
        PageKind::Results,
        1,
    ),
    (
        "brave-api",
        200,
        r#"{"type":"search","query":{"original":"x"}}"#,
        PageKind::Empty,
        0,
    ),
    (
        "brave-api",
        422,
        r#"{"type":"ErrorResponse","error":{"code":"SUBSCRIPTION_TOKEN_INVALID","detail":"The provided subscription token is invalid.","status":422}}"#,
        PageKind::KeyWrong,
        0,
    ),
    (
        "brave-api",
        429,
        r#"{"type":"ErrorResponse","error":{"code":"RATE_LIMITED","detail":"Request rate limit exceeded for plan.","status":429}}"#,
        PageKind::RateLimited,
        0,
    ),
    (
        "brave-api",
        429,
        r#"{"type":"ErrorResponse","error":{"code":"QUOTA_LIMITED","detail":"Quota exceeded","status":429}}"#,
        PageKind::Quota,
        0,
    ),
    (
        "brave-api",
        500,
        r#"{"type":"ErrorResponse","error":{"code":"INTERNAL","detail":"oops"}}"#,
        PageKind::HttpError,
        0,
    ),
    (
        "serper",
        200,
        r#"{"organic":[{"title":"A","link":"https://a.example/","snippet":"s","position":1}],"ads":[{"title":"Ad","link":"https://ad.example/"}]}"#,
        PageKind::Results,
        1,
    ),
    (
        "serper",
        200,
        r#"{"searchParameters":{"q":"x"},"organic":[]}"#,
        PageKind::Empty,
        0,
    ),
    (
        "serper",
        403,
        r#"{"message":"Unauthorized.","statusCode":403}"#,
        PageKind::KeyWrong,
        0,
    ),
    (
        "serper",
        400,
        r#"{"message":"Not enough credits","statusCode":400}"#,
        PageKind::Quota,
        0,
    ),
    (
        "serper",
        429,
        r#"{"message":"Too many requests"}"#,
        PageKind::RateLimited,
        0,
    ),
    (
        "serpapi",
        200,
        r#"{"search_metadata":{"status":"Success"},"organic_results":[{"position":1,"title":"A","link":"https://a.example/","snippet":"s"}],"serpapi_pagination":{"next":"https://serpapi.com/search?start=10"}}"#,
        PageKind::Results,
        1,
    ),
    (
        "serpapi",
        200,
        r#"{"search_metadata":{"status":"Success"},"error":"Google hasn't returned any results for this query."}"#,
        PageKind::Empty,
        0,
    ),
    (
        "serpapi",
        401,
        r#"{"error":"Invalid API key. Your API key should be here: https://serpapi.com/manage-api-key"}"#,
        PageKind::KeyWrong,
        0,
    ),
    (
        "serpapi",
        429,
        r#"{"error":"Your account has run out of searches."}"#,
        PageKind::Quota,
        0,
    ),
    ("serpapi", 503, "<html>down", PageKind::HttpError, 0),
    (
        "mojeek-api",
        200,
        r#"{"response":{"status":"OK","head":{"query":"x","results":1},"results":[{"url":"https://a.example/","title":"A","desc":"s"}]}}"#,
        PageKind::Results,
        1,
    ),
    (
        "mojeek-api",
        200,
        r#"{"response":{"status":"OK","head":{"query":"x","results":0},"results":[]}}"#,
        PageKind::Empty,
        0,
    ),
    (
        "mojeek-api",
        200,
        r#"{"response":{"status":"ERROR: invalid API key"}}"#,
        PageKind::KeyWrong,
        0,
    ),
    (
        "mojeek-api",
        200,
        r#"{"response":{"status":"ERROR: something else"}}"#,
        PageKind::BadAnswer,
        0,
    ),
    (
        "marginalia",
        200,
        r#"{"license":"CC-BY-NC-SA 4.0","query":"x","results":[{"url":"https://a.example/","title":"A","description":"s"}]}"#,
        PageKind::Results,
        1,
    ),
    (
        "marginalia",
        200,
        r#"{"license":"CC-BY-NC-SA 4.0","query":"x","results":[]}"#,
        PageKind::Empty,
        0,
    ),
    ("marginalia", 503, "Service busy", PageKind::RateLimited, 0),
    ("marginalia", 401, "{}", PageKind::KeyWrong, 0),
    (
        "yandex-api",
        403,
        r#"{"code":7,"message":"Permission denied"}"#,
        PageKind::KeyWrong,
        0,
    ),
    (
        "yandex-api",
        429,
        r#"{"code":8,"message":"RESOURCE_EXHAUSTED: requests"}"#,
        PageKind::Quota,
        0,
    ),
    (
        "searxng",
        429,
        "<p>Too Many Requests",
        PageKind::RateLimited,
        0,
    ),
    (
        "searxng",
        400,
        r#"{"error":"No query"}"#,
        PageKind::HttpError,
        0,
    ),
    ("searxng", 200, "{", PageKind::Unknown, 0),
];

#[test]
fn every_answer_of_an_interface_is_told_apart() {
    for (id, status, body, kind, hits) in ANSWERS {
        let page = read(id, *status, body);
        assert_eq!(
            (page.kind, page.hits.len()),
            (*kind, *hits),
            "{id} {status} {body}: {page:?}"
        );
        let refused = page.kind.ends_engine() && page.kind != PageKind::KeyWrong;
        assert_eq!(page.rest.is_some(), refused, "{id} {status}: {page:?}");
    }
}

#[test]
fn an_answer_that_holds_xml_is_read_by_layouts() {
    let wrapped = |xml: &str| {
        let held = base64::engine::general_purpose::STANDARD.encode(xml);
        read("yandex-api", 200, &format!("{{\"rawData\":\"{held}\"}}"))
    };
    let full = wrapped(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><yandexsearch><response><results><grouping><group id=\"0\"><doc id=\"Z1\"><url>https://a.example/?x=1&amp;y=2</url><title>Лампы <hlword>оптом</hlword></title><passages><passage>слова</passage></passages></doc></group><group><doc><url>https://b.example/</url><title>B</title></doc></group></grouping></results></response></yandexsearch>",
    );
    assert_eq!(
        (full.kind, full.hits.len()),
        (PageKind::Results, 2),
        "{full:?}"
    );
    assert_eq!(
        (
            full.hits[0].url.as_str(),
            full.hits[0].title.as_str(),
            full.hits[0].snippet.as_str()
        ),
        ("https://a.example/?x=1&y=2", "Лампы оптом", "слова")
    );
    let none = wrapped(
        "<yandexsearch><response><error code=\"15\">Искомая комбинация слов нигде не встречается</error></response></yandexsearch>",
    );
    assert_eq!(none.kind, PageKind::Empty);
    let spent = wrapped(
        "<yandexsearch><response><error code=\"32\">Limit</error></response></yandexsearch>",
    );
    assert_eq!(spent.kind, PageKind::Quota);
}

#[test]
fn a_nested_body_is_filled_and_the_key_stays_a_secret() {
    let query = Rendered {
        text: "лампы".into(),
        ..Rendered::default()
    };
    for id in [
        "brave-api",
        "serper",
        "serpapi",
        "mojeek-api",
        "yandex-api",
        "marginalia",
    ] {
        let request = engine(id)
            .unwrap()
            .request(Turn {
                key: Some("s3cret"),
                ..Turn::first(&query)
            })
            .unwrap();
        assert_eq!(request.secrets, ["s3cret"], "{id}");
    }
    let request = engine("yandex-api")
        .unwrap()
        .request(Turn {
            key: Some("s3cret"),
            page: 3,
            ..Turn::first(&query)
        })
        .unwrap();
    let body: serde_json::Value = serde_json::from_slice(request.body.as_deref().unwrap()).unwrap();
    assert_eq!(body["query"]["queryText"], "лампы");
    assert_eq!(
        (body["query"]["page"].as_u64(), body.get("folderId")),
        (Some(2), None)
    );
}

/// Answers recorded from a real server of August 2026, over an invented index.
const RECORDED: &[(&str, u16, PageKind)] = &[
    (
        include_str!("recorded/results-1.json"),
        200,
        PageKind::Results,
    ),
    (
        include_str!("recorded/results-2.json"),
        200,
        PageKind::Results,
    ),
    (include_str!("recorded/empty.json"), 200, PageKind::Empty),
    (
        include_str!("recorded/past-the-end.json"),
        200,
        PageKind::Empty,
    ),
    (
        include_str!("recorded/partial.json"),
        200,
        PageKind::Partial,
    ),
    (
        include_str!("recorded/all-refused.json"),
        200,
        PageKind::Blocked,
    ),
    (
        include_str!("recorded/no-query.json"),
        400,
        PageKind::HttpError,
    ),
    (
        include_str!("recorded/json-off.txt"),
        403,
        PageKind::Blocked,
    ),
    (
        include_str!("recorded/csv-refused.txt"),
        403,
        PageKind::Blocked,
    ),
];

#[test]
fn recorded_answers_of_a_real_server_have_their_right_outcome() {
    for (body, status, kind) in RECORDED {
        let page = read("searxng", *status, body);
        assert_eq!(page.kind, *kind, "{body}: {page:?}");
        let is_setting = page.hint.is_some_and(|hint| hint.contains("formats"));
        assert_eq!(is_setting, *status == 403, "{body}");
        if matches!(kind, PageKind::Partial | PageKind::Blocked) {
            assert!(page.why.is_some(), "{body}");
        }
    }
}
