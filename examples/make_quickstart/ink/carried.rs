//! Contacts that stand in another file: a picture, a PDF, a contact card, a framed document.

use super::{Asset, Form, Piece, Writing, labelled, pdf, picture, unlabelled};
use crate::quickstart::html::escape;

/// The forms of this file.
pub const FORMS: &[(&str, Form)] = &[
    ("image_only", image_only),
    ("pdf", plain_pdf),
    ("pdf_kerned", kerned_pdf),
    ("vcard", vcard),
    ("iframe", iframe),
];

fn image_only(w: &Writing) -> Piece {
    let path = format!("/img/k{}.png", w.number);
    let mut piece = labelled(w, format!("<img src=\"{path}\" alt=\"\">"));
    piece.files.push(Asset {
        path,
        mime: "image/png",
        body: picture::png(w.shown()),
    });
    piece
}

fn plain_pdf(w: &Writing) -> Piece {
    document(w, pdf::Setting::Plain)
}

fn kerned_pdf(w: &Writing) -> Piece {
    document(w, pdf::Setting::Kerned)
}

fn document(w: &Writing, setting: pdf::Setting) -> Piece {
    let path = format!("/files/info-{}.pdf", w.number);
    let kind = w.label(&w.contact.kind);
    let lines = [
        w.company.name.clone(),
        format!(
            "{}, {} {}",
            w.company.street, w.company.postal, w.company.city
        ),
        format!("{kind}: {}", w.shown()),
    ];
    let mut piece = unlabelled(format!(
        "<a href=\"{path}\" type=\"application/pdf\">{} (PDF)</a>",
        escape(w.label("download"))
    ));
    piece.files.push(Asset {
        path,
        mime: "application/pdf",
        body: pdf::page(&lines, setting),
    });
    piece
}

fn vcard(w: &Writing) -> Piece {
    let path = format!("/files/card-{}.vcf", w.number);
    let prop = if w.is_mail() {
        "EMAIL;TYPE=WORK"
    } else {
        "TEL;TYPE=WORK,VOICE"
    };
    let body = format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:;;;;\r\nFN:{0}\r\nORG:{0}\r\n{prop}:{1}\r\nEND:VCARD\r\n",
        w.company.name,
        w.shown()
    );
    let mut piece = unlabelled(format!("<a href=\"{path}\">{}</a>", w.label("vcard")));
    piece.files.push(Asset {
        path,
        mime: "text/vcard; charset=utf-8",
        body: body.into_bytes(),
    });
    piece
}

fn iframe(w: &Writing) -> Piece {
    let path = format!("/frames/contact-{}.html", w.number);
    let body = format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{1}</title></head><body><p>{2}: <b>{3}</b></p></body></html>",
        w.company.language,
        escape(&w.company.name),
        w.label("email"),
        w.shown()
    );
    let mut piece = labelled(
        w,
        format!("<iframe src=\"{path}\" width=\"300\" height=\"40\" frameborder=\"0\"></iframe>"),
    );
    piece.files.push(Asset {
        path,
        mime: "text/html; charset=utf-8",
        body: body.into_bytes(),
    });
    piece
}
