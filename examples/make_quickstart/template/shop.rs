//! An online shop: basket, search, prices, contacts in a column of the footer.

use crate::quickstart::sheet::{Item, Row, Sheet, each};

/// The page.
pub fn page(s: &Sheet) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{code}\"{dir}>\n<head>\n<meta charset=\"{charset}\"/>\n<title>{name}: {heading}</title>\n<link rel=\"stylesheet\" href=\"/theme/shop.css?v=20261001\"/>\n{style}{script}</head>\n<body id=\"shop\">\n\
         <div id=\"top\"><span class=\"logo\"><a href=\"/\">{name}</a></span>\n<form action=\"/search\" method=\"get\" role=\"search\"><input type=\"search\" name=\"q\"/><button>🔍</button></form>\n<a href=\"/cart\" rel=\"nofollow\">🛒 0,00</a></div>\n\
         <ul id=\"menu\">{nav}</ul>\n<div class=\"breadcrumb\">{name} › {heading}</div>\n<h1>{heading}</h1>\n<div class=\"content\">\n{text}</div>\n<div class=\"grid\">\n{items}</div>\n<div class=\"contact-box\">\n{rows}</div>\n\
         <div id=\"footer\">\n<div class=\"col\"><h4>{name}</h4><ul>\n{footer}</ul></div>\n<div class=\"col\"><ul>{small}</ul></div>\n</div>\n</body>\n</html>\n",
        style = super::chrome::STYLE,
        script = super::chrome::SCRIPT,
        code = s.code(),
        dir = s.dir(),
        charset = s.company.charset,
        heading = s.heading,
        name = s.name,
        nav = each(&s.nav, |l| format!(
            "<li><a href=\"{}\">{}</a></li>",
            l.href, l.text
        )),
        text = each(&s.paragraphs, |p| format!("<p>{p}</p>\n")),
        items = each(&s.items, card),
        rows = each(&s.rows, row),
        footer = each(&s.footer, |r| format!("<li>{}</li>\n", row(r))),
        small = each(&s.small, |l| format!(
            "<li><a href=\"{}\">{}</a></li>",
            l.href, l.text
        )),
    )
}

fn card(i: &Item) -> String {
    format!(
        "<div class=\"product\" data-sku=\"{code}\" data-ean=\"40063813{code:0>5}\"><img src=\"/media/{code}.jpg\" alt=\"{name}\" loading=\"lazy\"/><h3>{name}</h3><p>{words}</p><span class=\"price\">{price}</span><button data-add=\"{code}\">+</button></div>\n",
        code = i.code.trim_start_matches(|c: char| !c.is_ascii_digit()),
        name = i.name,
        words = i.words,
        price = i.price
    )
}

fn row(r: &Row) -> String {
    match &r.label {
        Some(label) => format!("<div><em>{label}</em>&nbsp; {}</div>\n", r.html),
        None => format!("<div>{}</div>\n", r.html),
    }
}
