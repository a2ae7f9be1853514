//! A site in frames: the first page is a frameset, the navigation a document of its own.

use crate::quickstart::sheet::{Row, Sheet, each};

/// The first page.
pub fn frameset(s: &Sheet) -> String {
    format!(
        "<HTML>\n<HEAD><META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset={}\"><TITLE>{}</TITLE></HEAD>\n<FRAMESET COLS=\"180,*\" BORDER=0 FRAMEBORDER=NO>\n\
         <FRAME SRC=\"navi.htm\" NAME=\"navi\" SCROLLING=AUTO>\n<FRAME SRC=\"start.htm\" NAME=\"main\">\n<NOFRAMES><BODY><P><A HREF=\"start.htm\">{}</A></BODY></NOFRAMES>\n</FRAMESET>\n</HTML>\n",
        s.company.charset, s.name, s.name
    )
}

/// The navigation.
pub fn navigation(s: &Sheet) -> String {
    let links = each(&s.nav, |l| {
        format!(
            "<LI><A HREF=\"{}\" TARGET=\"main\">{}</A>\n",
            l.href, l.text
        )
    });
    let small = each(&s.small, |l| {
        format!(
            "<LI><A HREF=\"{}\" TARGET=\"main\">{}</A>\n",
            l.href, l.text
        )
    });
    format!(
        "<HTML><HEAD><TITLE>Menu</TITLE></HEAD><BODY BGCOLOR=\"#CCCCCC\">\n<IMG SRC=\"logo.gif\" ALT=\"\">\n<UL>\n{links}{small}</UL>\n</BODY></HTML>\n"
    )
}

/// Any other page.
pub fn page(s: &Sheet) -> String {
    format!(
        "<HTML>\n<HEAD>\n<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset={}\">\n<TITLE>{}</TITLE>\n</HEAD>\n<BODY BGCOLOR=\"#FFFFFF\" BACKGROUND=\"paper.gif\">\n<CENTER><H1>{}</H1></CENTER>\n{}{}{}<HR>\n<ADDRESS>{}{}</ADDRESS>\n</BODY>\n</HTML>\n",
        s.company.charset,
        s.heading,
        s.heading,
        each(&s.paragraphs, |p| format!("<P>{p}</P>\n")),
        each(&s.items, |i| format!(
            "<DL><DT><B>{}</B> ({})<DD>{}</DL>\n",
            i.name, i.code, i.words
        )),
        each(&s.rows, row),
        each(&s.footer, row),
        s.name,
    )
}

fn row(r: &Row) -> String {
    match &r.label {
        Some(label) => format!("{label:.<18}: {}<BR>\n", r.html),
        None => format!("{}<BR>\n", r.html),
    }
}
