//! Neat HTML 5.

use crate::quickstart::sheet::{Link, Row, Sheet, each};

/// The page.
pub fn page(s: &Sheet) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\"{dir}>\n<head>\n  <meta charset=\"{charset}\">\n  <title>{heading} | {name}</title>\n  \
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n  <meta name=\"description\" content=\"{first}\">\n  \
         <meta property=\"og:site_name\" content=\"{name}\">\n  <link rel=\"stylesheet\" href=\"/assets/site.8f31.css\">\n  <link rel=\"icon\" href=\"/favicon.svg\">\n{style}{script}</head>\n\
         <body>\n<a class=\"skip\" href=\"#main\">↓</a>\n<header class=\"site-header\">\n  <a class=\"brand\" href=\"/\"><img src=\"/assets/logo.svg\" alt=\"{name}\" width=\"160\" height=\"48\"></a>\n  \
         <nav aria-label=\"main\"><ul>\n{nav}  </ul></nav>\n</header>\n<main id=\"main\">\n  <h1>{heading}</h1>\n{text}{items}{rows}</main>\n\
         <footer>\n  <p>© 2026 {name}</p>\n  <ul class=\"legal\">\n{small}  </ul>\n{footer}</footer>\n<script src=\"/assets/site.8f31.js\" defer></script>\n</body>\n</html>\n",
        style = super::chrome::STYLE,
        script = super::chrome::SCRIPT,
        code = s.code(),
        dir = s.dir(),
        charset = s.company.charset,
        heading = s.heading,
        name = s.name,
        first = s.paragraphs.first().map_or("", String::as_str),
        nav = each(&s.nav, link),
        small = each(&s.small, link),
        text = each(&s.paragraphs, |p| format!("  <p>{p}</p>\n")),
        items = each(&s.items, |i| format!(
            "  <article class=\"card\">\n    <h2>{}</h2>\n    <p>{}</p>\n    <p class=\"sku\">{}</p>\n  </article>\n",
            i.name, i.words, i.code
        )),
        rows = list(&s.rows),
        footer = list(&s.footer),
    )
}

fn link(link: &Link) -> String {
    format!("    <li><a href=\"{}\">{}</a></li>\n", link.href, link.text)
}

fn list(rows: &[Row]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let row = |r: &Row| match &r.label {
        Some(label) => format!("    <dt>{label}</dt><dd>{}</dd>\n", r.html),
        None => format!("    <dd class=\"wide\">{}</dd>\n", r.html),
    };
    format!(
        "  <address><dl class=\"contact\">\n{}  </dl></address>\n",
        each(rows, row)
    )
}
