//! Tables for layout, upper-case tags, fonts: a page of the nineties that still earns its keep.

use crate::quickstart::sheet::{Row, Sheet, each};

/// The page.
pub fn page(s: &Sheet) -> String {
    format!(
        "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">\n<HTML><HEAD>\n<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset={charset}\">\n\
         <TITLE>{name} - {heading}</TITLE>\n<META NAME=\"GENERATOR\" CONTENT=\"Homepage Studio 3.2\">\n</HEAD>\n<BODY BGCOLOR=\"#FFFFF0\" TEXT=\"#000000\" LINK=\"#003399\"{dir}>\n\
         <TABLE WIDTH=\"780\" BORDER=\"0\" CELLPADDING=\"4\" CELLSPACING=\"0\" ALIGN=\"CENTER\">\n<TR><TD COLSPAN=\"2\" BGCOLOR=\"#003399\"><FONT FACE=\"Arial\" SIZE=\"5\" COLOR=\"#FFFFFF\"><B>{name}</B></FONT></TD></TR>\n\
         <TR><TD WIDTH=\"150\" VALIGN=\"TOP\" BGCOLOR=\"#DDE6F5\">\n{nav}<HR NOSHADE SIZE=\"1\">\n{small}</TD>\n<TD VALIGN=\"TOP\"><FONT FACE=\"Verdana, Arial\" SIZE=\"2\">\n<H2>{heading}</H2>\n{text}{items}{rows}</FONT></TD></TR>\n\
         <TR><TD COLSPAN=\"2\" ALIGN=\"CENTER\"><FONT SIZE=\"1\">{footer}&copy; {year}-2026 {name}</FONT>\n</TABLE>\n</BODY></HTML>\n",
        charset = s.company.charset,
        name = s.name,
        heading = s.heading,
        dir = s.dir(),
        nav = each(&s.nav, |l| format!(
            "<A HREF=\"{}\"><FONT FACE=\"Arial\" SIZE=\"2\">{}</FONT></A><BR>\n",
            l.href, l.text
        )),
        small = each(&s.small, |l| format!(
            "<A HREF=\"{}\"><FONT SIZE=\"1\">{}</FONT></A><BR>\n",
            l.href, l.text
        )),
        text = each(&s.paragraphs, |p| format!("<P ALIGN=\"JUSTIFY\">{p}\n")),
        items = goods(s),
        rows = each(&s.rows, row),
        footer = each(&s.footer, row),
        year = s.company.year,
    )
}

fn goods(s: &Sheet) -> String {
    let line = |i: &crate::quickstart::sheet::Item| {
        format!("<TR><TD>{}<TD><B>{}</B><BR>{}\n", i.code, i.name, i.words)
    };
    if s.items.is_empty() {
        String::new()
    } else {
        format!(
            "<TABLE BORDER=\"1\" WIDTH=\"100%\">\n{}</TABLE>\n",
            each(&s.items, line)
        )
    }
}

fn row(r: &Row) -> String {
    match &r.label {
        Some(label) => format!("<B>{label}:</B> {}<BR>\n", r.html),
        None => format!("{}<BR>\n", r.html),
    }
}
