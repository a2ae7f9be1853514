//! The forms a contact is written in: from a plain link to what no parser reads.
//!
//! To add a form, add a function to the file of its kind and its name to that file's `FORMS`.

mod carried;
mod font;
mod marked;
mod pdf;
mod picture;
mod plain;
mod scripted;
mod spelt;

use super::company::{Company, Contact};

/// A contact on its way to a page.
pub struct Writing<'a> {
    /// What is written.
    pub contact: &'a Contact,
    /// Whose it is.
    pub company: &'a Company,
    /// Which contact of the site, from 0: names its files and identifiers.
    pub number: usize,
}

impl Writing<'_> {
    /// What people read.
    pub fn shown(&self) -> &str {
        &self.contact.written
    }

    /// It is an e-mail address.
    pub fn is_mail(&self) -> bool {
        self.contact.kind == "email"
    }

    /// The address as user and domain; a number as its two halves.
    pub fn halves(&self) -> (&str, &str) {
        let text = self.shown();
        match text.split_once('@') {
            Some(halves) => halves,
            None => text.split_at(
                text.char_indices()
                    .nth(text.chars().count() / 2)
                    .map_or(0, |(at, _)| at),
            ),
        }
    }

    /// What a link to it says.
    pub fn href(&self) -> String {
        if self.is_mail() {
            format!("mailto:{}", self.contact.value)
        } else {
            format!("tel:{}", self.contact.value)
        }
    }

    /// A label of the language.
    pub fn label(&self, id: &str) -> &str {
        self.company.tongue().label(id)
    }
}

/// A file that a form needs beside its page.
pub struct Asset {
    /// Path on the site.
    pub path: String,
    /// Media type.
    pub mime: &'static str,
    /// Bytes.
    pub body: Vec<u8>,
}

/// A contact as it stands on the page.
pub struct Piece {
    /// Label in front of it, where people see one.
    pub label: Option<String>,
    /// HTML.
    pub html: String,
    /// Files it needs.
    pub files: Vec<Asset>,
}

type Form = fn(&Writing) -> Piece;

/// The HTML under the label of its kind.
fn labelled(writing: &Writing, html: String) -> Piece {
    let kind = writing.contact.kind.split(':').next().unwrap_or_default();
    Piece {
        label: Some(writing.label(kind).to_owned()),
        html,
        files: Vec::new(),
    }
}

/// The HTML alone.
fn unlabelled(html: String) -> Piece {
    Piece {
        label: None,
        html,
        files: Vec::new(),
    }
}

/// Writes a contact in its form.
pub fn write(writing: &Writing) -> Piece {
    let all = [
        plain::FORMS,
        spelt::FORMS,
        marked::FORMS,
        scripted::FORMS,
        carried::FORMS,
    ];
    let wanted = writing.contact.form.as_str();
    let (_, form) = all
        .iter()
        .copied()
        .flatten()
        .find(|(id, _)| *id == wanted)
        .unwrap_or_else(|| panic!("no form {wanted}"));
    form(writing)
}
