//! Contacts that only a running script shows.

use std::fmt::Write as _;

use super::marked::{base64, structured};
use super::{Asset, Form, Piece, Writing, labelled, unlabelled};

/// The forms of this file.
pub const FORMS: &[(&str, Form)] = &[
    ("json_ld", structured),
    ("json_state", json_state),
    ("js_concat", js_concat),
    ("js_atob", js_atob),
    ("onclick_atob", onclick_atob),
    ("onclick", onclick),
    ("rot13", rot13),
    ("char_codes", char_codes),
    ("joomla", joomla),
    ("typo3", typo3),
    ("external_js", external_js),
];

fn json_state(w: &Writing) -> Piece {
    let prop = if w.is_mail() { "mail" } else { "tel" };
    let state = serde_json::json!({"props": {"pageProps": {"locale": w.company.language, "office": {"city": w.company.city, prop: w.shown()}}}, "buildId": "q7Zk1"});
    unlabelled(format!(
        "<div id=\"office{0}\"></div><script id=\"__STATE_{0}__\" type=\"application/json\">{state}</script>",
        w.number
    ))
}

fn js_concat(w: &Writing) -> Piece {
    let (first, second) = w.halves();
    let joint = if w.is_mail() {
        "+String.fromCharCode(64)+"
    } else {
        "+"
    };
    let scheme = if w.is_mail() {
        "'mai'+'lto:'"
    } else {
        "'te'+'l:'"
    };
    labelled(
        w,
        format!(
            "<script type=\"text/javascript\">var a='{first}',b='{second}',c=a{joint}b;document.write('<a href=\"'+{scheme}+c+'\">'+c+'</a>');</script>"
        ),
    )
}

fn js_atob(w: &Writing) -> Piece {
    let code = base64(w.shown().as_bytes());
    labelled(
        w,
        format!(
            "<span id=\"m{0}\"></span><script>document.getElementById('m{0}').textContent=atob('{code}');</script>",
            w.number
        ),
    )
}

fn onclick_atob(w: &Writing) -> Piece {
    let code = base64(w.shown().as_bytes());
    labelled(
        w,
        format!(
            "<button type=\"button\" onclick=\"this.textContent=window.atob('{code}')\">{}</button>",
            w.label("show")
        ),
    )
}

fn onclick(w: &Writing) -> Piece {
    let (user, domain) = w.halves();
    labelled(
        w,
        format!(
            "<span class=link onclick=\"location.href='mai'+'lto:'+'{user}'+'\\x40'+'{domain}'\"><u>{}</u></span>",
            w.label("form_send")
        ),
    )
}

fn rot13(w: &Writing) -> Piece {
    let turn = |c: char| match c {
        'a'..='m' | 'A'..='M' => char::from(u8::try_from(c).expect("a letter") + 13),
        'n'..='z' | 'N'..='Z' => char::from(u8::try_from(c).expect("a letter") - 13),
        _ => c,
    };
    let code: String = w.shown().chars().map(turn).collect();
    labelled(
        w,
        format!(
            "<script>document.write('{code}'.replace(/[a-z]/gi,function(c){{return String.fromCharCode((c<='Z'?90:122)>=(c=c.charCodeAt(0)+13)?c:c-26)}}));</script>"
        ),
    )
}

fn char_codes(w: &Writing) -> Piece {
    let codes: Vec<String> = w.shown().bytes().map(|b| b.to_string()).collect();
    labelled(
        w,
        format!(
            "<script>document.write(String.fromCharCode({}))</script>",
            codes.join(",")
        ),
    )
}

fn joomla(w: &Writing) -> Piece {
    let (user, domain) = w.halves();
    let hide = |text: &str| {
        text.replace('a', "&#97;")
            .replace('e', "&#101;")
            .replace('i', "&#105;")
            .replace('o', "&#111;")
            .replace('.', "&#46;")
    };
    let id = 38_000 + w.number;
    let (user, domain, notice) = (hide(user), hide(domain), w.label("enable_js"));
    labelled(
        w,
        format!(
            "<span id=\"cloak{id}\">{notice}</span><script type='text/javascript'>\n document.getElementById('cloak{id}').innerHTML = '';\n \
             var prefix = '&#109;a' + 'i&#108;' + '&#116;o';\n var path = 'hr' + 'ef' + '=';\n var addy{id} = '{user}' + '&#64;';\n \
             addy{id} = addy{id} + '{domain}';\n document.getElementById('cloak{id}').innerHTML += '<a ' + path + '\\'' + prefix + ':' + addy{id} + '\\'>' + addy{id} + '<\\/a>';\n</script>"
        ),
    )
}

/// The cipher of a content system: letters, digits and signs moved on by two within their ranges.
fn typo3(w: &Writing) -> Piece {
    let mut code = String::new();
    for byte in format!("mailto:{}", w.shown()).bytes() {
        let _ = write!(code, "{}", char::from(moved(byte)));
    }
    labelled(
        w,
        format!(
            "<a href=\"javascript:linkTo_UnCryptMailto('{code}');\">{}</a>",
            w.label("form_send")
        ),
    )
}

fn moved(byte: u8) -> u8 {
    let range = [(0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A)]
        .into_iter()
        .find(|(low, high)| (*low..=*high).contains(&byte));
    match range {
        Some((low, high)) if byte + 2 > high => low + (byte + 2 - high - 1),
        Some(_) => byte + 2,
        None => byte,
    }
}

fn external_js(w: &Writing) -> Piece {
    let (user, domain) = w.halves();
    let path = format!("/assets/c{}.js", w.number);
    let body = format!(
        "(function(){{var n=['{user}','{domain}'];document.querySelectorAll('.c{}').forEach(function(e){{e.textContent=n.join('@')}})}})();\n",
        w.number
    );
    let mut piece = labelled(
        w,
        format!(
            "<span class=\"c{}\"></span><script src=\"{path}\" defer></script>",
            w.number
        ),
    );
    piece.files.push(Asset {
        path,
        mime: "text/javascript",
        body: body.into_bytes(),
    });
    piece
}
