//! One page of links to open and tick off: what was opened stays ticked in that browser. It fetches nothing.

use std::fmt::Write as _;

use crate::plan::Planned;

const HEAD: &str = "<!doctype html>\n<html><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">
<title>buyerscout: queries</title><style>body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}li{list-style:none;margin:.3em 0}
small{color:#666}:checked~a{color:#999;text-decoration:line-through}</style></head><body>
<p>Open a link, save the result page from your browser (Ctrl+S) into one folder, tick it off. Then: <code>buyerscout harvest CAMPAIGN.toml --saved FOLDER</code></p>
<ol>\n";

const FOOT: &str = "</ol><script>for(const box of document.querySelectorAll('input')){const key='buyerscout '+box.parentNode.querySelector('a').href;
try{box.checked=!!localStorage.getItem(key)}catch(e){}
box.onchange=()=>{try{box.checked?localStorage.setItem(key,1):localStorage.removeItem(key)}catch(e){}};
box.parentNode.querySelector('a').onclick=()=>{box.checked=true;box.onchange()}}</script></body></html>";

/// The page of some queries and the addresses that ask them.
pub fn page<'a>(links: impl Iterator<Item = (&'a Planned, String)>) -> String {
    let mut out = HEAD.to_owned();
    for (planned, url) in links {
        let query = &planned.query;
        let place = query.country.as_deref().unwrap_or_default();
        let host = url::Url::parse(&url).ok();
        let host = host
            .as_ref()
            .and_then(url::Url::host_str)
            .unwrap_or_default();
        let notes: Vec<String> = planned.notes.iter().map(ToString::to_string).collect();
        let _ = writeln!(
            out,
            "<li><input type=\"checkbox\"> <a href=\"{}\" target=\"_blank\" rel=\"noreferrer\">{}</a> <small>{}</small></li>",
            escaped(&url),
            escaped(&planned.rendered.text),
            escaped(&[host, &query.tactic, place, &notes.join("; ")].join(" · ")),
        );
    }
    out + FOOT
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Rendered;

    #[test]
    fn a_query_cannot_break_out_of_the_page() {
        let planned = Planned {
            query: crate::tactic::Query::default(),
            rendered: Rendered {
                text: "\"led\" <script>alert(1)</script>".into(),
                ..Rendered::default()
            },
            engine: String::new(),
            notes: Vec::new(),
        };
        let page = page([(&planned, "https://a.example/?q=\"x\"&b=1".to_owned())].into_iter());
        assert!(page.contains("&lt;script&gt;alert") && !page.contains("<script>alert"));
        assert!(page.contains("href=\"https://a.example/?q=&quot;x&quot;&amp;b=1\""));
    }
}
