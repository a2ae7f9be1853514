//! A blog system dressed as a company site: widgets, classes, a side bar.

use crate::quickstart::sheet::{Row, Sheet, each};

/// The page.
pub fn page(s: &Sheet) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\"{dir} class=\"no-js\">\n<head>\n<meta charset=\"{charset}\" />\n<title>{heading} &#8211; {name}</title>\n<link rel='stylesheet' id='theme-css' href='/wp-content/themes/twelve/style.css?ver=6.6' media='all' />\n<meta name=\"generator\" content=\"WordPress 6.6\" />\n{style}{script}</head>\n\
         <body class=\"page page-template-default\">\n<div id=\"page\" class=\"site\">\n<header id=\"masthead\"><p class=\"site-title\"><a href=\"/\" rel=\"home\">{name}</a></p>\n<nav id=\"site-navigation\"><div class=\"menu-main-container\"><ul id=\"primary-menu\" class=\"menu\">\n{nav}</ul></div></nav></header>\n\
         <div id=\"content\"><div id=\"primary\"><main id=\"main\">\n<article class=\"post hentry\"><header class=\"entry-header\"><h1 class=\"entry-title\">{heading}</h1></header>\n<div class=\"entry-content\">\n{text}{items}{rows}</div></article>\n</main></div>\n\
         <aside id=\"secondary\" class=\"widget-area\"><section class=\"widget widget_text\"><h2 class=\"widget-title\">{name}</h2><div class=\"textwidget\">\n{footer}</div></section></aside></div>\n\
         <footer id=\"colophon\"><div class=\"site-info\">{small}</div></footer>\n</div>\n<script src='/wp-includes/js/wp-embed.min.js?ver=6.6'></script>\n</body>\n</html>\n",
        style = super::chrome::STYLE,
        script = super::chrome::SCRIPT,
        code = s.code(),
        dir = s.dir(),
        charset = s.company.charset,
        heading = s.heading,
        name = s.name,
        nav = each(&s.nav, |l| format!(
            "<li class=\"menu-item menu-item-type-post_type\"><a href=\"{}\">{}</a></li>\n",
            l.href, l.text
        )),
        text = each(&s.paragraphs, |p| format!("<p>{p}</p>\n")),
        items = each(&s.items, |i| format!(
            "<h3>{}</h3>\n<p>{} <code>{}</code></p>\n",
            i.name, i.words, i.code
        )),
        rows = each(&s.rows, row),
        footer = each(&s.footer, row),
        small = each(&s.small, |l| format!(
            "<a href=\"{}\">{}</a> ",
            l.href, l.text
        )),
    )
}

fn row(r: &Row) -> String {
    match &r.label {
        Some(label) => format!("<p><strong>{label}</strong><br />{}</p>\n", r.html),
        None => format!("<div class=\"wp-block-group\">{}</div>\n", r.html),
    }
}
