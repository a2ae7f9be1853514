//! The table of social networks and messengers, and profiles read from links. In `data/networks.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;
use url::Url;

/// A social network.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Network {
    /// The kind in the records.
    pub(super) id: String,
    hosts: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    under: Vec<String>,
}

/// A messenger whose accounts have ids.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct App {
    /// The kind in the records.
    pub(super) id: String,
    hosts: Vec<String>,
    #[serde(default)]
    schemes: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    /// Path parts that stand before the id.
    #[serde(default)]
    below: Vec<String>,
    /// Query keys that hold the id.
    #[serde(default)]
    keys: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    network: Vec<Network>,
    messenger: Vec<App>,
    labels: HashMap<String, Vec<String>>,
}

struct Table {
    file: File,
    networks: HashMap<String, usize>,
    apps: HashMap<String, usize>,
    schemes: HashMap<String, usize>,
    labels: HashMap<String, String>,
    names: AhoCorasick,
    /// The messenger of each of them.
    named: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/networks.toml")).expect("a test reads the table");
    let by_host =
        |at: usize, hosts: &[String]| hosts.iter().map(|h| (h.clone(), at)).collect::<Vec<_>>();
    Table {
        networks: file
            .network
            .iter()
            .enumerate()
            .flat_map(|(at, n)| by_host(at, &n.hosts))
            .collect(),
        apps: file
            .messenger
            .iter()
            .enumerate()
            .flat_map(|(at, m)| by_host(at, &m.hosts))
            .collect(),
        schemes: file
            .messenger
            .iter()
            .enumerate()
            .flat_map(|(at, m)| by_host(at, &m.schemes))
            .collect(),
        labels: file
            .labels
            .iter()
            .flat_map(|(id, l)| l.iter().map(|w| (crate::text::fold(w), id.clone())))
            .collect(),
        names: AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(file.labels.values().flatten())
            .expect("the table is small"),
        named: file
            .labels
            .iter()
            .flat_map(|(id, words)| words.iter().map(|_| id.clone()))
            .collect(),
        file,
    }
});

/// The table's entry of a host or of a domain above it.
fn of_host<'a>(table: &'a HashMap<String, usize>, host: &str) -> Option<&'a usize> {
    let mut host = host;
    loop {
        if let Some(found) = table.get(host) {
            return Some(found);
        }
        host = host.split_once('.')?.1;
        if !host.contains('.') {
            return None;
        }
    }
}

/// The network and the clean address of the profile that a link leads to; `None` for share buttons, single posts and
/// the networks' own pages.
pub(super) fn profile(url: &Url) -> Option<(&'static Network, String)> {
    let table = &*TABLE;
    let host = url.host_str()?;
    let network = &table.file.network[*of_host(&table.networks, host)?];
    let mut parts: Vec<&str> = url.path_segments()?.filter(|p| !p.is_empty()).collect();
    while parts.first().is_some_and(|p| p.starts_with('#')) {
        parts.remove(0);
    }
    let first = *parts.first()?;
    if network.not.iter().any(|n| n.eq_ignore_ascii_case(first))
        || first.len() < 2 && network.id != "vk"
    {
        return None;
    }
    let kept = kept_parts(network, &parts)?;
    let query = (first.eq_ignore_ascii_case("profile.php")).then(|| {
        url.query_pairs()
            .find(|(k, _)| k == "id")
            .map(|(_, v)| format!("?id={v}"))
    });
    let query = match query {
        Some(found) => found?,
        None => String::new(),
    };
    let tail = if url.path().ends_with('/') && kept.len() == parts.len() {
        "/"
    } else {
        ""
    };
    let path = percent_decode(&kept.join("/"));
    Some((network, format!("https://{host}/{path}{tail}{query}")))
}

/// Letters of other scripts as people read them; what is no text stays as it is.
fn percent_decode(path: &str) -> String {
    if !path.contains('%') {
        return path.to_owned();
    }
    let pairs = url::form_urlencoded::parse(path.as_bytes()).map(|(k, v)| {
        if v.is_empty() {
            k.into_owned()
        } else {
            format!("{k}={v}")
        }
    });
    let decoded = pairs.collect::<Vec<_>>().join("&");
    let readable = decoded
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '@' | '\''));
    if readable { decoded } else { path.to_owned() }
}

/// The parts of the path that name the profile.
fn kept_parts<'a>(network: &Network, parts: &[&'a str]) -> Option<Vec<&'a str>> {
    if !network.under.is_empty() {
        let at = parts
            .iter()
            .position(|p| network.under.iter().any(|u| u.eq_ignore_ascii_case(p)))?;
        return (parts.len() > at + 1).then(|| parts[..=at + 1].to_vec());
    }
    let deeper = match parts[0].to_ascii_lowercase().as_str() {
        "pages" | "people" | "groups" => 3,
        "channel" | "user" | "c" | "p" | "pg" | "u" | "company" | "profile" => 2,
        _ => 1,
    };
    let kept = parts.len().min(deeper);
    (kept == deeper || deeper == 3 && kept == 2).then(|| parts[..kept].to_vec())
}

/// The messenger and the id that a link of any scheme leads to.
pub(super) fn account(href: &str) -> Option<(&'static App, String)> {
    let table = &*TABLE;
    let (scheme, rest) = href.split_once(':')?;
    if let Some(&at) = table.schemes.get(&scheme.to_ascii_lowercase()) {
        let app = &table.file.messenger[at];
        return scheme_id(app, rest).map(|id| (app, id));
    }
    account_at(&Url::parse(href).ok()?)
}

/// The messenger and the id that a link to a page leads to.
pub(super) fn account_at(url: &Url) -> Option<(&'static App, String)> {
    let table = &*TABLE;
    let host = url.host_str()?;
    let app = &table.file.messenger[*table.apps.get(host.strip_prefix("www.").unwrap_or(host))?];
    host_id(app, url).map(|id| (app, id))
}

fn host_id(app: &App, url: &Url) -> Option<String> {
    if let Some((_, id)) = url
        .query_pairs()
        .find(|(k, _)| app.keys.iter().any(|key| key == k))
    {
        return usable(&id);
    }
    let parts: Vec<&str> = url.path_segments()?.filter(|p| !p.is_empty()).collect();
    let is_none = |part: &&str| app.not.iter().any(|n| n == part);
    let id = parts.iter().find(|p| !app.below.iter().any(|b| b == *p))?;
    if is_none(parts.first()?) || is_none(id) {
        return None;
    }
    let id = id.trim_start_matches("%40").trim_start_matches(['~', '@']);
    usable(id)
}

/// `skype:name?chat`, `tg://resolve?domain=name`.
fn scheme_id(app: &App, rest: &str) -> Option<String> {
    let rest = rest.trim_start_matches('/');
    for key in &app.keys {
        if let Some(value) = rest
            .split(['?', '&'])
            .find_map(|p| p.strip_prefix(key.as_str())?.strip_prefix('='))
        {
            return usable(value.trim_start_matches("%2B"));
        }
    }
    let id = rest.split(['?', '&', '/']).next().unwrap_or_default();
    let verb = matches!(
        id,
        "resolve" | "chat" | "add" | "dl" | "msg" | "R" | "contact" | "pa" | "forward" | "send"
    );
    if verb { None } else { usable(id) }
}

fn usable(id: &str) -> Option<String> {
    let id = id.trim();
    let good = (2..=64).contains(&id.len())
        && id
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@' | ':' | '+' | ','));
    good.then(|| id.to_owned())
}

/// The messenger whose label a text is.
pub(super) fn labelled(text: &str) -> Option<&'static str> {
    TABLE
        .labels
        .get(&crate::text::fold(text))
        .map(String::as_str)
}

/// Does the text name a messenger anywhere?
pub(super) fn names_messenger(text: &str) -> bool {
    TABLE.names.is_match(text)
}

/// The messenger that a text names by a word of its own.
pub(super) fn messenger_in(text: &str) -> Option<&'static str> {
    let table = &*TABLE;
    let is_word = |found: &aho_corasick::Match| {
        let word = &text[found.range()];
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
        !word.is_ascii()
            || apart(text[..found.start()].chars().next_back())
                && apart(text[found.end()..].chars().next())
    };
    let mut found = table.names.find_overlapping_iter(text).filter(is_word);
    found
        .next()
        .map(|found| table.named[found.pattern().as_usize()].as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(url: &str) -> Option<(String, String)> {
        profile(&Url::parse(url).unwrap()).map(|(n, u)| (n.id.clone(), u))
    }

    #[test]
    fn profiles_are_found_and_share_buttons_are_not() {
        assert_eq!(
            of("https://www.linkedin.com/company/muster/about/"),
            Some((
                "linkedin".into(),
                "https://www.linkedin.com/company/muster".into()
            ))
        );
        assert_eq!(
            of("https://www.facebook.com/muster/"),
            Some(("facebook".into(), "https://www.facebook.com/muster/".into()))
        );
        assert_eq!(
            of("https://www.facebook.com/pages/Muster/1234?fref=ts"),
            Some((
                "facebook".into(),
                "https://www.facebook.com/pages/Muster/1234".into()
            ))
        );
        assert_eq!(
            of("https://www.facebook.com/profile.php?id=77&ref=x"),
            Some((
                "facebook".into(),
                "https://www.facebook.com/profile.php?id=77".into()
            ))
        );
        assert_eq!(of("https://www.facebook.com/sharer/sharer.php?u=x"), None);
        assert_eq!(of("https://twitter.com/intent/tweet?text=a"), None);
        assert_eq!(of("https://www.youtube.com/watch?v=a"), None);
        assert_eq!(
            of("https://www.youtube.com/@muster").unwrap().1,
            "https://www.youtube.com/@muster"
        );
        assert_eq!(of("https://www.linkedin.com/shareArticle?url=a"), None);
        assert_eq!(of("https://fax.com/a"), None);
    }

    #[test]
    fn messenger_links_give_their_ids() {
        let id = |href: &str| account(href).map(|(a, id)| (a.id.clone(), id));
        assert_eq!(
            id("https://t.me/muster"),
            Some(("telegram".into(), "muster".into()))
        );
        assert_eq!(
            id("skype:muster.gmbh?chat"),
            Some(("skype".into(), "muster.gmbh".into()))
        );
        assert_eq!(
            id("tg://resolve?domain=muster"),
            Some(("telegram".into(), "muster".into()))
        );
        assert_eq!(
            id("https://line.me/R/oaMessage/%40muster/?Hi"),
            Some(("line".into(), "muster".into()))
        );
        assert_eq!(id("https://line.me/R/msg/text/?Hi"), None);
        assert_eq!(
            id("https://line.me/R/ti/p/%40muster"),
            Some(("line".into(), "muster".into()))
        );
        assert_eq!(
            id("https://zalo.me/0912345678"),
            Some(("zalo".into(), "0912345678".into()))
        );
        assert_eq!(id("https://t.me/share/url?url=x"), None);
        assert_eq!(id("mailto:a@b.de"), None);
    }
}
