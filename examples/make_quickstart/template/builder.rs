//! What a page builder makes: divisions in divisions, styles in line, icons for labels.

use crate::quickstart::sheet::{Row, Sheet, each};

/// The page.
pub fn page(s: &Sheet) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\"{dir}>\n<head><meta charset=\"{charset}\"><title>{heading} – {name}</title><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"generator\" content=\"SquareBrick 4.1\">\
         <style>.row{{display:flex;flex-wrap:wrap}}.col{{flex:1 1 320px;padding:16px}}.ico{{width:24px;height:24px}}</style>{style}{script}</head>\n<body class=\"brick-page brick-kit-7\">\n\
         <div class=\"brick-header\" style=\"background:#14202e;color:#fff\"><div class=\"brick-inner\" style=\"max-width:1140px;margin:0 auto\"><div class=\"row\"><div class=\"col\"><a href=\"/\" style=\"color:#fff;font-size:22px\">{name}</a></div><div class=\"col\">{nav}</div></div></div></div>\n\
         <div class=\"brick-section\" style=\"padding:64px 0\"><div class=\"brick-inner\"><div class=\"row\"><div class=\"col\"><div class=\"brick-widget\"><h2 class=\"brick-title\" style=\"font-weight:300\">{heading}</h2></div>\n{text}</div></div></div></div>\n\
         <div class=\"brick-section\" style=\"background:#f4f6f8\"><div class=\"brick-inner\"><div class=\"row\">\n{items}</div></div></div>\n\
         <div class=\"brick-section\"><div class=\"brick-inner\"><div class=\"row\">\n{rows}</div></div></div>\n\
         <div class=\"brick-footer\" style=\"background:#14202e;color:#9fb0c3\"><div class=\"brick-inner\"><div class=\"row\">{footer}</div><div style=\"font-size:12px\">{name} © 2026 {small}</div></div></div>\n</body></html>\n",
        style = super::chrome::STYLE,
        script = super::chrome::SCRIPT,
        code = s.code(),
        dir = s.dir(),
        charset = s.company.charset,
        heading = s.heading,
        name = s.name,
        nav = each(&s.nav, |l| format!(
            "<a href=\"{}\" style=\"color:#fff;margin-left:18px\">{}</a>",
            l.href, l.text
        )),
        text = each(&s.paragraphs, |p| format!(
            "<div class=\"brick-widget brick-text\"><div class=\"brick-text-inner\" style=\"line-height:1.7\"><span>{p}</span></div></div>\n"
        )),
        items = each(&s.items, |i| format!(
            "<div class=\"col\"><div class=\"brick-card\" style=\"border-radius:8px\"><div class=\"brick-card-title\">{}</div><div class=\"brick-card-text\">{}</div><div style=\"opacity:.6\">{}</div></div></div>\n",
            i.name, i.words, i.code
        )),
        rows = each(&s.rows, row),
        footer = each(&s.footer, row),
        small = each(&s.small, |l| format!(
            " · <a href=\"{}\" style=\"color:#9fb0c3\">{}</a>",
            l.href, l.text
        )),
    )
}

fn row(r: &Row) -> String {
    format!(
        "<div class=\"col\"><div class=\"brick-iconbox\"><svg class=\"ico\" viewBox=\"0 0 24 24\"><path d=\"M3 5h18v14H3z\"/></svg><div><div style=\"font-size:12px;text-transform:uppercase\">{}</div><div>{}</div></div></div></div>\n",
        r.label.as_deref().unwrap_or(""),
        r.html
    )
}
