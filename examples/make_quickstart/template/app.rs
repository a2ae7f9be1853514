//! A page that a script framework has rendered beforehand: one line, made-up class names, its state beside it.

use crate::quickstart::sheet::{Link, Row, Sheet, each};

/// The page.
pub fn page(s: &Sheet) -> String {
    let link = |l: &Link| format!("<a class=\"css-1x9\" href=\"{}\">{}</a>", l.href, l.text);
    format!(
        "<!DOCTYPE html><html lang=\"{code}\"{dir}><head><meta charSet=\"{charset}\"/><title>{heading} · {name}</title><script src=\"/_next/static/chunks/main-5c1f.js\" defer=\"\"></script>{style}{script}</head><body><div id=\"__next\"><div class=\"css-0a1\"><div class=\"css-h77\">{nav}</div><div class=\"css-k2p\"><h1 class=\"css-9bb\">{heading}</h1>{text}{items}{rows}</div><div class=\"css-f00\">{footer}<span>{name}</span>{small}</div></div></div><script id=\"__NEXT_DATA__\" type=\"application/json\">{{\"page\":\"/[slug]\",\"buildId\":\"q7Zk1\"}}</script></body></html>",
        style = super::chrome::STYLE,
        script = super::chrome::SCRIPT,
        code = s.code(),
        dir = s.dir(),
        charset = s.company.charset,
        heading = s.heading,
        name = s.name,
        nav = each(&s.nav, link),
        small = each(&s.small, link),
        text = each(&s.paragraphs, |p| format!(
            "<div class=\"css-t3x\">{p}</div>"
        )),
        items = each(&s.items, |i| format!(
            "<div class=\"css-crd\"><div class=\"css-b\">{}</div><div>{}</div><div>{}</div></div>",
            i.name, i.words, i.code
        )),
        rows = each(&s.rows, row),
        footer = each(&s.footer, row),
    )
}

fn row(r: &Row) -> String {
    format!(
        "<div class=\"css-rw\"><span>{}</span><span>{}</span></div>",
        r.label.as_deref().unwrap_or(""),
        r.html
    )
}
