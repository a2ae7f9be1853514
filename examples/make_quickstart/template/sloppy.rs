//! HTML by someone in a hurry: no doctype, no end tags, tags that cross.

use crate::quickstart::sheet::{Row, Sheet, each};

/// The page.
pub fn page(s: &Sheet) -> String {
    format!(
        "<html{dir}><head><meta http-equiv=content-type content=\"text/html; charset={charset}\"><title>{heading} {name}</title>\n<body bgcolor=white>\n<center><font size=+3><b><i>{name}</b></i></font></center>\n<ul class=menu>\n{nav}</ul>\n<h2>{heading}\n{text}{items}<br>\n{rows}<hr>\n<small>{footer} {small}\n<p>{name} 2026",
        dir = s.dir(),
        charset = s.company.charset,
        heading = s.heading,
        name = s.name,
        nav = each(&s.nav, |l| format!(
            "<li><a href={}>{}</a>\n",
            l.href, l.text
        )),
        text = each(&s.paragraphs, |p| format!("<p><font face=arial>{p}\n")),
        items = each(&s.items, |i| format!(
            "<p><b>{}<br></b>{} <i>({})\n",
            i.name, i.words, i.code
        )),
        rows = each(&s.rows, row),
        footer = each(&s.footer, row),
        small = each(&s.small, |l| format!(
            "| <a href={}>{}</a>\n",
            l.href, l.text
        )),
    )
}

fn row(r: &Row) -> String {
    match &r.label {
        Some(label) => format!("<div>{label}: {}\n<br>\n", r.html),
        None => format!("<div>{}\n", r.html),
    }
}
