//! PDF files (ISO 32000) as pages: the text of their pages laid out in lines and cells, and the links on them.
//!
//! The library reads the file, its streams and its faces; here the text operators are followed (`page`), codes become
//! letters (`face`), and pieces of text become lines, cells and paragraphs by where they stand (`lines`), in the order in
//! which they are written (`direction`).

mod direction;
mod face;
mod letters;
mod lines;
mod matrix;
mod page;
mod shown;

use lopdf::{Document as File, LoadOptions, Object, decode_text_string};

use super::markup::Markup;
use super::unread::Unread;

/// Pages read from the front and from the back of a longer file: who made it stands there.
const FRONT: usize = 60;
const BACK: usize = 10;
/// What all compressed objects of a file may take unpacked, bytes; at most and at least for one of them.
const ALL_OBJECTS: usize = 32 * 1024 * 1024;
const ONE_OBJECT: usize = 256 * 1024;
/// The deepest a face's table or one page's content is unpacked, bytes.
const ONE_STREAM: usize = 4 * 1024 * 1024;
/// Drawing and text operators followed in one file.
const MOST_STEPS: usize = 3_000_000;

/// The text of a PDF file as a page.
///
/// # Errors
/// Why there is none.
pub(super) fn markup_of(bytes: &[u8]) -> Result<String, Unread> {
    let file = load(bytes)?;
    let mut markup = Markup::default();
    let language = text_at(&file, b"Root", b"Lang").unwrap_or_default();
    markup.open("html", "lang", &language);
    if let Some(title) = text_at(&file, b"Info", b"Title") {
        markup.element("<title>", title.trim(), "</title>");
    }
    markup.tag("<body>");
    let mut reader = page::Reader::new(&file, MOST_STEPS);
    let mut has_text = false;
    for id in pages(&file) {
        let lines = reader.read(id);
        has_text |= lines::write(&lines, &mut markup);
        links(&file, id, &mut markup);
        if markup.is_full() {
            break;
        }
    }
    if has_text {
        Ok(markup.finish())
    } else {
        Err(Unread::NoText)
    }
}

fn load(bytes: &[u8]) -> Result<File, Unread> {
    // Each compressed object is unpacked when the file is opened: many of them share one allowance.
    let objects = memchr::memmem::find_iter(bytes, b"ObjStm").count().max(1);
    let each = (ALL_OBJECTS / objects).clamp(ONE_OBJECT, ALL_OBJECTS / 2);
    let file = File::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(each));
    match file {
        Ok(file) if file.is_encrypted() && file.page_iter().next().is_none() => Err(Unread::Locked),
        Ok(file) => Ok(file),
        Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) => Err(Unread::Locked),
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            Err(Unread::TooLarge)
        }
        Err(_) if memchr::memmem::find(bytes, b"/Encrypt").is_some() => Err(Unread::Locked),
        Err(_) => Err(Unread::Broken),
    }
}

fn pages(file: &File) -> Vec<lopdf::ObjectId> {
    let all: Vec<_> = file.page_iter().take(100_000).collect();
    let back = all.len().saturating_sub(BACK).max(FRONT.min(all.len()));
    let (front, rest) = all.split_at(FRONT.min(all.len()));
    let rest = &rest[back - front.len()..];
    [front, rest].concat()
}

/// A text of the file's head.
fn text_at(file: &File, head: &[u8], key: &[u8]) -> Option<String> {
    let head = file.trailer.get_deref(head, file).ok()?.as_dict().ok()?;
    decode_text_string(head.get_deref(key, file).ok()?).ok()
}

/// Links on a page, without their words: those stand in the text.
fn links(file: &File, page: lopdf::ObjectId, markup: &mut Markup) {
    let notes = file.get_page_annotations(page).unwrap_or_default();
    let uri = |note: &lopdf::Dictionary| {
        let action = note.get_deref(b"A", file).ok()?.as_dict().ok()?;
        let uri = action.get_deref(b"URI", file).and_then(Object::as_str);
        Some(String::from_utf8_lossy(uri.ok()?).into_owned())
    };
    for target in notes.into_iter().take(500).filter_map(uri) {
        markup.open("a", "href", &target);
        markup.tag("</a>");
    }
}

#[cfg(test)]
pub(in crate::document) mod tests;
