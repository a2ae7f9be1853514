//! A company becomes the exchanges of its site: robots.txt, redirects, pages and the files beside them.

use super::chance::Chance;
use super::company::{Company, Contact};
use super::html::escape;
use super::ink::{Asset, Piece, Writing, write};
use super::sheet::{Item, Link, Row, Sheet};
use super::template;
use super::warc::{Exchange, Outcome, gzip};

/// Pages a site has, in the order of its navigation.
const PAGES: &[&str] = &["home", "products", "about", "news", "contact", "imprint", "privacy"];

/// Scheme and host of the site.
pub fn origin(c: &Company) -> String {
    format!("{}://{}", scheme(c), host(c))
}

fn scheme(c: &Company) -> &'static str {
    if c.template == "frames" || (c.template == "tables" && c.robots == "missing") { "http" } else { "https" }
}

fn host(c: &Company) -> String {
    let bare = ["app", "shop"].contains(&c.template.as_str());
    if bare { c.site.clone() } else { format!("www.{}", c.site) }
}

fn other_host(c: &Company) -> String {
    let host = host(c);
    host.strip_prefix("www.").map_or_else(|| format!("www.{host}"), str::to_owned)
}

/// Path of a page.
pub fn path(c: &Company, page: &str) -> String {
    let slug = c.tongue().slug.get(page).map_or("", String::as_str);
    let language = c.language.to_lowercase();
    match (page, c.paths.as_str()) {
        ("intern", _) => "/intern/preise.html".to_owned(),
        ("home" | "footer", "lang") => format!("/{language}/"),
        ("home" | "footer", _) => "/".to_owned(),
        (_, "dir") => format!("/{slug}/"),
        (_, "lang") => format!("/{language}/{slug}/"),
        (_, "query") => format!("/index.php?id={slug}"),
        (_, suffix) => format!("/{slug}.{suffix}"),
    }
}

/// Address of a page.
pub fn address(c: &Company, page: &str) -> String {
    format!("{}{}", origin(c), path(c, page))
}

/// Address that a search engine knows the site by: mostly its first page, sometimes a deeper or an older one.
pub fn entry(c: &Company) -> String {
    match Chance::of(&c.site).below(4) {
        0 => address(c, "products"),
        1 if scheme(c) == "https" => format!("http://{}/", c.site),
        _ => address(c, "home"),
    }
}

/// Everything its servers answer.
pub fn exchanges(c: &Company) -> Vec<Exchange> {
    let mut all = vec![robots(c)];
    all.extend(redirects(c));
    all.extend(pages(c));
    all.push(lost(c));
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
    Exchange { url, outcome: Outcome::Answered { status, headers, body } }
}

fn server(c: &Company) -> &'static str {
    const SERVERS: [&str; 4] = ["nginx", "Apache", "Apache/2.4.62 (Debian)", "Microsoft-IIS/10.0"];
    SERVERS[Chance::of(&c.site).below(SERVERS.len())]
}

fn robots(c: &Company) -> Exchange {
    let url = format!("{}/robots.txt", origin(c));
    let text = match c.robots.as_str() {
        "missing" => return answer(c, url, "404 Not Found", "text/html", b"<h1>404 Not Found</h1>".to_vec()),
        "closed" => "# bitte nicht\nUser-agent: *\nDisallow: /\n".to_owned(),
        "intern" => "User-agent: *\nDisallow: /intern/\nDisallow: /*?print=1\nAllow: /\n".to_owned(),
        _ => "User-agent: GreedyBot\nDisallow: /\n\nUser-agent: *\nDisallow:\n".to_owned(),
    };
    answer(c, url, "200 OK", "text/plain", text.into_bytes())
}

/// The other spellings of the origin lead to the one, `/` to the language.
fn redirects(c: &Company) -> Vec<Exchange> {
    let (other, home) = (other_host(c), origin(c));
    let origins = match scheme(c) {
        "https" => vec![format!("https://{other}"), format!("http://{}", c.site)],
        _ => vec![format!("http://{other}")],
    };
    let moved = |from: &String| {
        ["/robots.txt", "/"].map(|path| redirect(c, format!("{from}{path}"), ("301 Moved Permanently", format!("{home}{path}"))))
    };
    let mut all: Vec<Exchange> = origins.iter().flat_map(moved).collect();
    if c.paths == "lang" {
        all.push(redirect(c, format!("{home}/"), ("302 Found", path(c, "home"))));
    }
    all
}

fn redirect(c: &Company, from: String, (status, to): (&'static str, String)) -> Exchange {
    let headers = vec![("Server", server(c).to_owned()), ("Location", to)];
    Exchange { url: from, outcome: Outcome::Answered { status, headers, body: Vec::new() } }
}

fn pages(c: &Company) -> Vec<Exchange> {
    let mut all = Vec::new();
    for page in held(c) {
        let (sheet, files) = sheet(c, page);
        let html = template::render(&sheet);
        if c.template == "frames" && page == "home" {
            all.push(html_answer(c, address(c, "home"), &template::frameset(&sheet)));
            all.push(html_answer(c, format!("{}/navi.htm", origin(c)), &template::navigation(&sheet)));
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
    let charset = encoding_rs::Encoding::for_label(c.charset.as_bytes()).expect("a character set of the web");
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
    let html = format!("<html><head><title>404</title></head><body><h1>404 Not Found</h1><p>{}</p></body></html>", escape(&c.name));
    answer(c, format!("{}/catalog-2019.html", origin(c)), "404 Not Found", "text/html; charset=utf-8", html.into_bytes())
}

fn refuse(exchange: &mut Exchange) {
    let headers = vec![("Server", "cloudguard".to_owned()), ("Content-Type", "text/html; charset=utf-8".to_owned())];
    let body = b"<html><head><title>403 Forbidden</title></head><body><h1>Access denied</h1></body></html>".to_vec();
    exchange.outcome = Outcome::Answered { status: "403 Forbidden", headers, body };
}

/// Pages of this site: small ones have no news, not all have a privacy page.
fn held(c: &Company) -> Vec<&'static str> {
    let mut chance = Chance::of(&format!("pages {}", c.site));
    let spoken: Vec<Contact> = [c.contacts(), c.traps()].concat();
    let mut held: Vec<&str> = PAGES.to_vec();
    held.retain(|page| {
        let wanted = spoken.iter().any(|s| s.page == *page);
        wanted || !["news", "privacy"].contains(page) || chance.below(3) == 0
    });
    if c.robots == "intern" {
        held.push("intern");
    }
    held
}

fn sheet<'a>(c: &'a Company, page: &'static str) -> (Sheet<'a>, Vec<Asset>) {
    let mut files = Vec::new();
    let mut rows = facts(c, page);
    rows.extend(contact_rows(c, page, &mut files));
    let footer = contact_rows(c, "footer", &mut files);
    let (nav, small) = links(c);
    let heading = c.tongue().nav.get(page).map_or("B2B", String::as_str);
    let heading = if page == "home" { escape(&c.name) } else { escape(heading) };
    let sheet = Sheet { company: c, name: escape(&c.name), heading, nav, small, paragraphs: paragraphs(c, page), items: items(c, page), rows, footer };
    (sheet, files)
}

fn links(c: &Company) -> (Vec<Link>, Vec<Link>) {
    let link = |page: &str| Link { href: path(c, page), text: escape(c.tongue().nav.get(page).map_or("B2B-Login", String::as_str)) };
    let (small, nav): (Vec<_>, Vec<_>) = held(c).into_iter().partition(|page| ["imprint", "privacy", "intern"].contains(page));
    let mut small: Vec<Link> = small.into_iter().map(link).collect();
    small.push(Link { href: "/catalog-2019.html".to_owned(), text: "2019".to_owned() });
    (nav.into_iter().map(link).collect(), small)
}

fn paragraphs(c: &Company, page: &str) -> Vec<String> {
    let mut chance = Chance::of(&format!("{} {page}", c.site));
    let said = c.tongue().role.get(&c.kind).map_or(&[][..], Vec::as_slice);
    let own = |of: fn(&super::tongue::Text) -> &Vec<String>| c.pool(of).to_vec();
    let text: Vec<String> = match page {
        "home" => [said.to_vec(), shuffled(own(|t| &t.home), &mut chance)].concat(),
        "about" => [said[..said.len().min(1)].to_vec(), own(|t| &t.about)].concat(),
        "products" => own(|t| &t.products),
        "contact" => vec![c.tongue().label("hours").to_owned()],
        "imprint" => own(|t| &t.imprint),
        "privacy" => own(|t| &t.privacy),
        _ => Vec::new(),
    };
    text.iter().map(|p| escape(&c.fill(p))).collect()
}

fn shuffled(mut all: Vec<String>, chance: &mut Chance) -> Vec<String> {
    for at in (1..all.len()).rev() {
        all.swap(at, chance.below(at + 1));
    }
    all
}

fn items(c: &Company, page: &str) -> Vec<Item> {
    let mut chance = Chance::of(&format!("goods {}", c.site));
    let lines = match page {
        "home" => c.pool(|t| &t.items).iter().take(2).cloned().collect(),
        "products" => c.pool(|t| &t.items).to_vec(),
        "news" => c.pool(|t| &t.news).to_vec(),
        _ => Vec::new(),
    };
    let item = |line: &String| {
        let (name, words) = line.split_once('|').unwrap_or((line, ""));
        let code = format!("FL-{}", 10_000 + chance.below(89_999));
        let price = format!("{},{:02}", 9 + chance.below(190), chance.below(100));
        let words = if page == "products" { format!("{words} {}", figures(&mut chance)) } else { words.to_owned() };
        Item { name: escape(name), words: escape(&words), code, price }
    };
    lines.iter().map(item).collect()
}

fn figures(chance: &mut Chance) -> String {
    let watts = *chance.pick(&[10, 20, 30, 50, 100, 150, 200, 400]);
    let kelvin = *chance.pick(&[3000, 4000, 5000, 6500]);
    format!("{watts} W, {} lm, {kelvin} K, IP{}, IK0{}, 220–240 V~ 50/60 Hz", watts * 130, chance.pick(&[65, 66, 67]), chance.pick(&[7, 8, 9]))
}

/// Address, register and people, on the pages where firms give them.
fn facts(c: &Company, page: &str) -> Vec<Row> {
    let row = |label: Option<&str>, text: &str| Row { label: label.map(escape), html: escape(text) };
    let mut rows = Vec::new();
    if ["contact", "imprint"].contains(&page) {
        let place = format!("{}, {}, {} {}", c.name, c.street, c.postal, c.city);
        rows.push(row(Some(c.tongue().label("address")), &place));
    }
    if page == "imprint" {
        rows.extend(c.vat.iter().chain(&c.register).map(|text| row(None, text)));
    }
    if ["imprint", "about"].contains(&page) {
        let person = |line: &String| line.split_once('|').map(|(name, function)| row(Some(function), name));
        rows.extend(c.people.iter().filter_map(person));
    }
    rows
}

fn contact_rows(c: &Company, page: &str, files: &mut Vec<Asset>) -> Vec<Row> {
    let (contacts, traps) = (c.contacts(), c.traps());
    let numbered = contacts.iter().chain(&traps).enumerate();
    let mut rows = Vec::new();
    for (number, contact) in numbered.filter(|(_, contact)| contact.page == page) {
        let Piece { label, html, files: more } = write(&Writing { contact, company: c, number });
        files.extend(more);
        rows.push(Row { label: label.as_deref().map(escape), html });
    }
    rows
}
