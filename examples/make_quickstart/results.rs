//! The result pages of the invented engine.

use super::html::escape;

/// A result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where it leads.
    pub url: String,
    /// Title.
    pub title: String,
    /// Words shown.
    pub words: String,
}

/// What one result page shows.
pub struct Shown<'a> {
    /// The query.
    pub query: &'a str,
    /// Its results.
    pub hits: &'a [Hit],
    /// Results on the pages before.
    pub first: usize,
    /// Address of the next page.
    pub next: Option<String>,
    /// It carries advertisements.
    pub ads: bool,
}

/// The page.
pub fn html(shown: &Shown) -> String {
    let query = escape(shown.query);
    let results: String = (shown.first + 1..)
        .zip(shown.hits)
        .map(|(rank, hit)| result(rank, hit))
        .collect();
    let found = if shown.hits.is_empty() {
        format!(
            "<div id=\"nothing-found\"><p>Nothing was found for <b>{query}</b>.</p><ul><li>Check the spelling.</li><li>Use fewer words.</li></ul></div>"
        )
    } else {
        format!(
            "<ol class=\"results\" start=\"{}\">\n{results}</ol>",
            shown.first + 1
        )
    };
    let ads = if shown.ads && !shown.hits.is_empty() {
        ADS
    } else {
        ""
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{query} - Bazaar</title><link rel=\"search\" href=\"/opensearch.xml\"></head>\n<body>\n\
         <header><a href=\"/\">Bazaar</a><form action=\"/search\"><input name=\"q\" value=\"{query}\"><button>Search</button></form>\n\
         <nav class=\"tabs\"><a href=\"/search?q={query}\">Web</a><a href=\"/images\">Images</a><a href=\"/maps\">Maps</a></nav></header>\n<main>\n{ads}{found}\n{}</main>\n\
         <footer><a href=\"/about\">About</a> <a href=\"/privacy\">Privacy</a> <a href=\"https://help.bazaar-muster.com/\">Help</a></footer>\n</body></html>\n",
        pager(shown)
    )
}

fn result(rank: usize, hit: &Hit) -> String {
    let away: String = url::form_urlencoded::byte_serialize(hit.url.as_bytes()).collect();
    let shown = hit
        .url
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .replace('/', " › ");
    format!(
        "<li class=\"result\"><h3><a href=\"/out?u={away}&amp;r={rank}\">{}</a></h3><cite>{}</cite><p class=\"snippet\">{}</p></li>\n",
        escape(&hit.title),
        escape(&shown),
        escape(&hit.words)
    )
}

const ADS: &str = "<div class=\"sponsored\"><span class=\"tag\">Sponsored</span><a class=\"ad-title\" href=\"/out?u=https%3A%2F%2Fwww.brightforge-dummy.cn%2F&amp;ad=1\">Factory-direct flood lights – Brightforge</a><p>OEM and ODM, samples in five days.</p></div>\n\
<div class=\"sponsored\"><span class=\"tag\">Sponsored</span><a class=\"ad-title\" href=\"/out?u=https%3A%2F%2Ftradebazaar-sample.com%2F&amp;ad=2\">Buy in bulk at Tradebazaar</a><p>Nine million products.</p></div>\n";

fn pager(shown: &Shown) -> String {
    let next = shown.next.as_ref().map(|url| {
        format!(
            "<a class=\"next\" rel=\"next\" href=\"{}\">Next</a>",
            escape(url)
        )
    });
    match next {
        Some(next) => format!(
            "<nav class=\"pager\"><span>{}</span>{next}</nav>\n",
            shown.first / 10 + 1
        ),
        None => String::new(),
    }
}
