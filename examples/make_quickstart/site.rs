//! A company becomes the exchanges of its site: robots.txt, redirects, pages and the files beside them.

use super::chance::Chance;
use super::company::Company;
use super::content::{held, old_catalogue, sheet};
use super::html::escape;
use super::place::{address, entry, origin, other_host, path, scheme};
use super::template;
use super::warc::{Exchange, Outcome, gzip};

/// Everything its servers answer.
pub fn exchanges(c: &Company) -> Vec<Exchange> {
    let mut all = vec![robots(c)];
    all.extend(redirects(c));
    all.extend(pages(c));
    all.extend(old_catalogue(c).then(|| lost(c)));
    match c.fault.as_deref() {
        Some("timed_out") => all.iter_mut().for_each(|e| e.outcome = Outcome::TimedOut),
        Some(_) => all.iter_mut().for_each(refuse),
        None => {}
    }
    all
}

fn answer(c: &Company, url: String, status: &'static str, mime: &str, body: Vec<u8>) -> Exchange {
    let mut headers = vec![
        ("Date", "Mon, 02 Nov 2026 08:00:00 GMT".to_owned()),
        ("Server", server(c).to_owned()),
        ("Content-Type", mime.to_owned()),
    ];
    let packed = mime.starts_with("text/html") && Chance::of(&c.site).next().is_multiple_of(3);
    let body = if packed { gzip(&body) } else { body };
    if packed {
        headers.push(("Content-Encoding", "gzip".to_owned()));
    }
    Exchange {
        url,
        outcome: Outcome::Answered {
            status,
            headers,
            body,
        },
    }
}

fn server(c: &Company) -> &'static str {
    const SERVERS: [&str; 4] = [
        "nginx",
        "Apache",
        "Apache/2.4.62 (Debian)",
        "Microsoft-IIS/10.0",
    ];
    SERVERS[Chance::of(&c.site).below(SERVERS.len())]
}

fn robots(c: &Company) -> Exchange {
    let url = format!("{}/robots.txt", origin(c));
    let text = match c.robots.as_str() {
        "missing" => {
            return answer(
                c,
                url,
                "404 Not Found",
                "text/html",
                b"<h1>404 Not Found</h1>".to_vec(),
            );
        }
        "closed" => "# bitte nicht\nUser-agent: *\nDisallow: /\n".to_owned(),
        "intern" => {
            "User-agent: *\nDisallow: /intern/\nDisallow: /*?print=1\nAllow: /\n".to_owned()
        }
        _ => "User-agent: GreedyBot\nDisallow: /\n\nUser-agent: *\nDisallow:\n".to_owned(),
    };
    answer(c, url, "200 OK", "text/plain", text.into_bytes())
}

/// The other spellings of the origin lead to the one, `/` to the language.
fn redirects(c: &Company) -> Vec<Exchange> {
    let (other, home) = (other_host(c), origin(c));
    let origins = match (scheme(c), entry(c).starts_with("http:")) {
        ("https", true) => vec![format!("https://{other}"), format!("http://{}", c.site)],
        ("https", false) => vec![format!("https://{other}")],
        _ => vec![format!("http://{other}")],
    };
    let moved = |from: &String| {
        ["/robots.txt", "/"].map(|path| {
            redirect(
                c,
                format!("{from}{path}"),
                ("301 Moved Permanently", format!("{home}{path}")),
            )
        })
    };
    let mut all: Vec<Exchange> = origins.iter().flat_map(moved).collect();
    if c.paths == "lang" {
        all.push(redirect(
            c,
            format!("{home}/"),
            ("302 Found", path(c, "home")),
        ));
    }
    all
}

fn redirect(c: &Company, from: String, (status, to): (&'static str, String)) -> Exchange {
    let headers = vec![("Server", server(c).to_owned()), ("Location", to)];
    Exchange {
        url: from,
        outcome: Outcome::Answered {
            status,
            headers,
            body: Vec::new(),
        },
    }
}

fn pages(c: &Company) -> Vec<Exchange> {
    let mut all = Vec::new();
    for page in held(c) {
        let (sheet, files) = sheet(c, page);
        let html = template::render(&sheet);
        if c.template == "frames" && page == "home" {
            all.push(html_answer(
                c,
                address(c, "home"),
                &template::frameset(&sheet),
            ));
            all.push(html_answer(
                c,
                format!("{}/navi.htm", origin(c)),
                &template::navigation(&sheet),
            ));
            all.push(html_answer(c, format!("{}/start.htm", origin(c)), &html));
        } else {
            all.push(html_answer(c, address(c, page), &html));
        }
        for file in files {
            let url = format!("{}{}", origin(c), file.path);
            if !all.iter().any(|e| e.url == url) {
                all.push(answer(c, url, "200 OK", file.mime, file.body));
            }
        }
    }
    all
}

fn html_answer(c: &Company, url: String, html: &str) -> Exchange {
    let charset =
        encoding_rs::Encoding::for_label(c.charset.as_bytes()).expect("a character set of the web");
    let (bytes, _, _) = charset.encode(html);
    let said = Chance::of(&c.site).next().is_multiple_of(2);
    let mime = match (c.mislabelled, said) {
        (true, _) => "text/html; charset=utf-8".to_owned(),
        (false, true) => format!("text/html; charset={}", c.charset),
        (false, false) => "text/html".to_owned(),
    };
    answer(c, url, "200 OK", &mime, bytes.into_owned())
}

/// A page that is linked and gone.
fn lost(c: &Company) -> Exchange {
    let html = format!(
        "<html><head><title>404</title></head><body><h1>404 Not Found</h1><p>{}</p></body></html>",
        escape(&c.name)
    );
    answer(
        c,
        format!("{}/catalog-2019.html", origin(c)),
        "404 Not Found",
        "text/html; charset=utf-8",
        html.into_bytes(),
    )
}

fn refuse(exchange: &mut Exchange) {
    let headers = vec![
        ("Server", "cloudguard".to_owned()),
        ("Content-Type", "text/html; charset=utf-8".to_owned()),
    ];
    let body = b"<html><head><title>403 Forbidden</title></head><body><h1>Access denied</h1></body></html>".to_vec();
    exchange.outcome = Outcome::Answered {
        status: "403 Forbidden",
        headers,
        body,
    };
}
