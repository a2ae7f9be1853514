//! Contacts hidden in markup: entities, spans, decoys, attributes, styles, structured data.

use std::fmt::Write as _;

use super::{Form, Piece, Writing, labelled, unlabelled};
use crate::quickstart::chance::Chance;
use crate::quickstart::html::escape;

/// The forms of this file.
pub const FORMS: &[(&str, Form)] = &[
    ("entities", entities),
    ("wp_antispam", wp_antispam),
    ("microdata", microdata),
    ("cloudflare", cloudflare),
    ("reversed_css", reversed_css),
    ("split_decoy", split_decoy),
    ("comments", comments),
    ("title_attr", title_attr),
    ("img_alt", img_alt),
    ("css_after", css_after),
    ("show_number", show_number),
    ("base64_attr", base64_attr),
    ("data_parts", data_parts),
    ("data_reverse", data_reverse),
    ("table_cells", table_cells),
    ("input_value", input_value),
    ("svg_text", svg_text),
    ("noscript", noscript),
];

fn entities(w: &Writing) -> Piece {
    let mut html = String::new();
    for c in w.shown().chars() {
        let _ = write!(html, "&#{};", u32::from(c));
    }
    labelled(w, html)
}

fn wp_antispam(w: &Writing) -> Piece {
    let mut chance = Chance::of(w.shown());
    let mut hide = |text: &str| {
        let mut out = String::new();
        for c in text.chars() {
            let _ = match chance.below(3) {
                0 => write!(out, "&#{};", u32::from(c)),
                1 => write!(out, "&#x{:x};", u32::from(c)),
                _ => write!(out, "{c}"),
            };
        }
        out
    };
    let (href, text) = (hide(w.shown()), hide(w.shown()));
    labelled(w, format!("<a href=\"mailto:{href}\">{text}</a>"))
}

fn microdata(w: &Writing) -> Piece {
    let prop = if w.is_mail() { "email" } else { "telephone" };
    let name = escape(&w.company.name);
    labelled(
        w,
        format!(
            "<span itemscope itemtype=\"https://schema.org/Organization\"><meta itemprop=\"name\" content=\"{name}\">\
             <span itemprop=\"{prop}\">{}</span></span>",
            w.shown()
        ),
    )
}

fn cloudflare(w: &Writing) -> Piece {
    let key = u8::try_from(Chance::of(w.shown()).below(200)).expect("below 200") + 20;
    let mut hex = format!("{key:02x}");
    for byte in w.shown().bytes() {
        let _ = write!(hex, "{:02x}", byte ^ key);
    }
    labelled(
        w,
        format!(
            "<a href=\"/cdn-cgi/l/email-protection\" class=\"__cf_email__\" data-cfemail=\"{hex}\">[email&#160;protected]</a>"
        ),
    )
}

fn reversed_css(w: &Writing) -> Piece {
    let back: String = w.shown().chars().rev().collect();
    labelled(
        w,
        format!("<span style=\"unicode-bidi:bidi-override;direction:rtl\">{back}</span>"),
    )
}

fn split_decoy(w: &Writing) -> Piece {
    let (first, second) = w.halves();
    let (joint, decoy) = if w.is_mail() {
        ("@", "null.invalid")
    } else {
        ("", "000")
    };
    labelled(
        w,
        format!(
            "<style>.hp{0}{{display:none}}</style><b>{first}</b><span class=\"hp{0}\">{decoy}</span>{joint}<span style=\"display:none\">{decoy}</span><b>{second}</b>",
            w.number
        ),
    )
}

fn comments(w: &Writing) -> Piece {
    let (user, domain) = w.halves();
    labelled(
        w,
        format!(
            "{user}<!-- kein Spam -->@<!-- bitte -->{}",
            domain.replace('.', "<!-- . -->.")
        ),
    )
}

fn title_attr(w: &Writing) -> Piece {
    labelled(
        w,
        format!(
            "<span class=\"tip\" tabindex=\"0\" title=\"{}\">&#9742;&#9993;</span>",
            w.shown()
        ),
    )
}

fn img_alt(w: &Writing) -> Piece {
    labelled(
        w,
        format!(
            "<img src=\"/img/c{}.png\" width=\"180\" height=\"16\" alt=\"{}\">",
            w.number,
            w.shown()
        ),
    )
}

fn css_after(w: &Writing) -> Piece {
    let (first, second) = w.halves();
    let joint = if w.is_mail() { "\\40 " } else { "" };
    labelled(
        w,
        format!(
            "<style>.m{0}::after{{content:\"{joint}{second}\"}}</style><span class=\"m{0}\">{first}</span>",
            w.number
        ),
    )
}

fn show_number(w: &Writing) -> Piece {
    let start: String = w.shown().chars().take(5).collect();
    labelled(
        w,
        format!(
            "<span>{start}…</span> <button class=\"reveal\" data-phone=\"{}\">{}</button>",
            w.shown(),
            w.label("show")
        ),
    )
}

fn base64_attr(w: &Writing) -> Piece {
    let code = base64(w.shown().as_bytes());
    labelled(
        w,
        format!(
            "<a href=\"#\" class=\"mx\" data-mail=\"{code}\">{}</a>",
            w.label("form_send")
        ),
    )
}

fn data_parts(w: &Writing) -> Piece {
    let (user, domain) = w.halves();
    let (name, tld) = domain.split_once('.').unwrap_or((domain, ""));
    labelled(
        w,
        format!(
            "<a href=\"#\" class=\"ml\" data-user=\"{user}\" data-domain=\"{name}\" data-tld=\"{tld}\">{}</a>",
            w.label("form_send")
        ),
    )
}

fn data_reverse(w: &Writing) -> Piece {
    let back: String = w.shown().chars().rev().collect();
    labelled(
        w,
        format!(
            "<a href=\"#\" class=\"tel-rev\" data-tel=\"{back}\">{}</a>",
            w.label("show")
        ),
    )
}

fn table_cells(w: &Writing) -> Piece {
    let (user, domain) = w.halves();
    labelled(
        w,
        format!(
            "<TABLE cellpadding=0 cellspacing=0 border=0><TR><TD>{user}<TD><FONT color=red>@</FONT><TD>{domain}</TABLE>"
        ),
    )
}

fn input_value(w: &Writing) -> Piece {
    labelled(
        w,
        format!(
            "<input type=text readonly size=40 value=\"{}\" onclick=\"this.select()\">",
            w.shown()
        ),
    )
}

fn svg_text(w: &Writing) -> Piece {
    labelled(
        w,
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"320\" height=\"20\" role=\"img\"><text x=\"0\" y=\"15\" font-size=\"14\">{}</text></svg>",
            w.shown()
        ),
    )
}

fn noscript(w: &Writing) -> Piece {
    labelled(
        w,
        format!(
            "<script>loadContact({});</script><noscript>{}</noscript>",
            w.number,
            w.shown()
        ),
    )
}

/// Structured data of a company with one contact; a script that shows nothing.
pub fn structured(w: &Writing) -> Piece {
    let prop = if w.is_mail() { "email" } else { "telephone" };
    let org = serde_json::json!({
        "@context": "https://schema.org", "@type": "Organization", "name": w.company.name, prop: w.shown(),
        "address": {"@type": "PostalAddress", "streetAddress": w.company.street, "addressLocality": w.company.city, "addressCountry": w.company.country},
    });
    unlabelled(format!(
        "<script type=\"application/ld+json\">{org}</script>"
    ))
}

/// Base64 of bytes, with padding.
pub fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let all = chunk
            .iter()
            .fold(0_usize, |sum, b| sum << 8 | usize::from(*b))
            << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let sign = char::from(SIGNS[all >> (18 - 6 * place) & 63]);
            out.push(if place > chunk.len() { '=' } else { sign });
        }
    }
    out
}
