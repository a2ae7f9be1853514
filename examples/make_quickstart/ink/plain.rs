//! Contacts that people and machines read alike, forms, messengers; and the traps that look like contacts.

use super::{Form, Piece, Writing, labelled, unlabelled};
use crate::quickstart::html::escape;

/// The forms of this file.
pub const FORMS: &[(&str, Form)] = &[
    ("mailto", link),
    ("tel", link),
    ("plain", text),
    ("extension", text),
    ("vanity", text),
    ("pec", pec),
    ("hidden_mailto", hidden_mailto),
    ("post", post),
    ("wa_me", wa_me),
    ("wa_api", wa_api),
    ("wa_text", text),
    ("telegram_link", telegram_link),
    ("zalo_link", zalo_link),
    ("line_link", line_link),
    ("wechat_text", text),
    ("agency", agency),
    ("authority", text),
    ("forbidden", text),
    ("testimonial", testimonial),
    ("placeholder", placeholder),
    ("split_decoy_only", honeypot),
    ("forum_post", nothing),
    ("tel_fax_line", nothing),
];

fn link(w: &Writing) -> Piece {
    labelled(
        w,
        format!("<a href=\"{}\">{}</a>", w.href(), escape(w.shown())),
    )
}

fn text(w: &Writing) -> Piece {
    labelled(w, escape(w.shown()))
}

fn pec(w: &Writing) -> Piece {
    Piece {
        label: Some("PEC".to_owned()),
        html: escape(w.shown()),
        files: Vec::new(),
    }
}

fn hidden_mailto(w: &Writing) -> Piece {
    let (user, domain) = w.halves();
    let first = user.bytes().next().unwrap_or_default();
    let html = format!(
        "<a href=\"mailto:%{first:02x}{}%40{domain}?subject=Web\">{}</a>",
        &user[1..],
        w.label("form_send")
    );
    labelled(w, html)
}

fn post(w: &Writing) -> Piece {
    let l = |id| escape(w.label(id));
    unlabelled(format!(
        "<form action=\"{}\" method=\"post\" class=\"contact-form\"><label>{}<input type=\"text\" name=\"name\"></label>\
         <label>{}<input type=\"email\" name=\"mail\" required></label><label>{}<textarea name=\"message\" rows=\"6\"></textarea></label>\
         <input type=\"text\" name=\"url\" style=\"display:none\" tabindex=\"-1\"><button type=\"submit\">{}</button></form>",
        w.contact.value,
        l("form_name"),
        l("email"),
        l("form_message"),
        l("form_send"),
    ))
}

fn wa_me(w: &Writing) -> Piece {
    let digits = w.contact.value.trim_start_matches('+');
    labelled(
        w,
        format!(
            "<a href=\"https://wa.me/{digits}?text=Web\" rel=\"nofollow\"><i class=\"icon-wa\"></i> Chat</a>"
        ),
    )
}

fn wa_api(w: &Writing) -> Piece {
    let digits = w.contact.value.trim_start_matches('+');
    labelled(
        w,
        format!(
            "<a href=\"https://api.whatsapp.com/send?phone={digits}&amp;text=Web\">WhatsApp</a>"
        ),
    )
}

fn telegram_link(w: &Writing) -> Piece {
    labelled(
        w,
        format!("<a href=\"https://t.me/{0}\">@{0}</a>", w.shown()),
    )
}

fn zalo_link(w: &Writing) -> Piece {
    labelled(
        w,
        format!("<a href=\"https://zalo.me/{}\">Chat Zalo</a>", w.shown()),
    )
}

fn line_link(w: &Writing) -> Piece {
    let id = w.shown();
    labelled(
        w,
        format!(
            "ID：<a href=\"https://line.me/R/ti/p/{}\">{id}</a>",
            id.replace('@', "%40")
        ),
    )
}

fn agency(w: &Writing) -> Piece {
    unlabelled(format!(
        "<small>{} · <a href=\"mailto:{1}\">{1}</a></small>",
        escape(w.label("made_by")),
        w.shown()
    ))
}

fn testimonial(w: &Writing) -> Piece {
    let (user, _) = w.halves();
    unlabelled(format!(
        "<blockquote>“Four pallets, no breakage, right on the day.” — {user}, {}</blockquote>",
        w.shown()
    ))
}

fn placeholder(w: &Writing) -> Piece {
    let l = |id| escape(w.label(id));
    unlabelled(format!(
        "<p class=\"newsletter\"><input type=\"email\" placeholder=\"{}\"> <button>{}</button></p>",
        w.shown(),
        l("form_send")
    ))
}

fn honeypot(w: &Writing) -> Piece {
    unlabelled(format!(
        "<div style=\"display:none\" aria-hidden=\"true\"><a href=\"mailto:{0}\" rel=\"nofollow\">{0}</a></div>",
        w.shown()
    ))
}

fn nothing(_: &Writing) -> Piece {
    unlabelled(String::new())
}
