//! Faces: the codes of a text become letters with their widths (ISO 32000-1 §9.5–9.10).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document as File, Object};

use super::ONE_STREAM;
use super::letters::{Letters, letters};

/// A face of a file, ready to read text with.
pub(super) struct Face {
    coding: Coding,
    widths: Widths,
}

enum Coding {
    /// One byte a letter.
    Bytes(Box<[String; 256]>),
    /// Two bytes a letter, by the face's own table.
    Pairs(Letters),
    /// An Asian encoding, by its name.
    Named(&'static encoding_rs::Encoding),
}

struct Widths {
    of: BTreeMap<u16, f32>,
    /// Of codes without one.
    other: Option<f32>,
}

/// Widths read of one face at most: ranges may name the same letters again and again.
const MOST_WIDTHS: usize = 200_000;

/// Tables that Asian faces name instead of carrying one (ISO 32000-1 table 118), by how the names begin.
const NAMED: &[(&str, &encoding_rs::Encoding)] = &[
    ("GBK", encoding_rs::GBK),
    ("GB-", encoding_rs::GBK),
    ("GBpc", encoding_rs::GBK),
    ("ETen", encoding_rs::BIG5),
    ("B5pc", encoding_rs::BIG5),
    ("90ms", encoding_rs::SHIFT_JIS),
    ("90pv", encoding_rs::SHIFT_JIS),
    ("EUC-", encoding_rs::EUC_JP),
    ("KSC", encoding_rs::EUC_KR),
    ("Uni", encoding_rs::UTF_16BE),
];

impl Face {
    /// Reads a face. One without a table for its letters shows nothing.
    pub fn read(file: &File, font: &Dictionary) -> Self {
        let is_pair = font
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|n| n == b"Type0");
        if is_pair {
            Self::composite(file, font)
        } else {
            Self {
                coding: Coding::Bytes(Box::new(simple(file, font))),
                widths: simple_widths(file, font),
            }
        }
    }

    fn composite(file: &File, font: &Dictionary) -> Self {
        let own = Some(own_letters(file, font)).filter(|own| !own.is_empty());
        let name = font
            .get_deref(b"Encoding", file)
            .and_then(Object::as_name)
            .unwrap_or_default();
        let name = String::from_utf8_lossy(name);
        let named = NAMED.iter().find(|(begin, _)| name.starts_with(begin));
        let coding = match (own, named) {
            (Some(pairs), _) => Coding::Pairs(pairs),
            (None, Some((_, encoding))) => Coding::Named(encoding),
            (None, None) => Coding::Pairs(Letters::new()),
        };
        Self {
            coding,
            widths: composite_widths(file, font),
        }
    }

    /// The letters of a text with their widths in thousandths of the size, and whether each is the one-byte space.
    pub fn letters(&self, bytes: &[u8], mut each: impl FnMut(&str, f32, bool)) {
        match &self.coding {
            Coding::Bytes(table) => {
                for byte in bytes {
                    let text = &table[usize::from(*byte)];
                    each(text, self.width(u16::from(*byte), text), *byte == b' ');
                }
            }
            Coding::Pairs(table) => {
                for code in bytes
                    .chunks_exact(2)
                    .map(|p| u16::from_be_bytes([p[0], p[1]]))
                {
                    let text = table.get(&code).map_or("", String::as_str);
                    each(text, self.width(code, text), false);
                }
            }
            Coding::Named(encoding) => {
                let (text, _) = encoding.decode_without_bom_handling(bytes);
                for letter in text.chars() {
                    let text = letter.encode_utf8(&mut [0; 4]).to_owned();
                    each(&text, usual_width(&text), false);
                }
            }
        }
    }

    fn width(&self, code: u16, text: &str) -> f32 {
        let told = self.widths.of.get(&code).copied().or(self.widths.other);
        told.unwrap_or_else(|| usual_width(text))
    }
}

/// Of letters in the faces that every viewer has, which need not say it: roughly, thousandths of the size.
fn usual_width(text: &str) -> f32 {
    let of = |c: char| match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 278.0,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' => 320.0,
        'm' | 'w' | 'M' | 'W' | '@' => 850.0,
        'A'..='Z' => 690.0,
        '\u{1100}'.. => 1000.0,
        _ => 556.0,
    };
    text.chars().map(of).sum()
}

/// What the face itself says of its codes, which is more than the name of its encoding.
fn own_letters(file: &File, font: &Dictionary) -> Letters {
    let table = font
        .get_deref(b"ToUnicode", file)
        .and_then(Object::as_stream);
    let table = table.and_then(|t| t.decompressed_content_with_limit(ONE_STREAM));
    let mut own = table.map(|t| letters(&t)).unwrap_or_default();
    own.values_mut().for_each(make_legible);
    own.retain(|_, text| !text.is_empty());
    own
}

fn simple(file: &File, font: &Dictionary) -> [String; 256] {
    let own = own_letters(file, font);
    let mut typed = font.clone();
    typed.set("Type", "Font");
    // The library prefers this table where it can read it.
    typed.remove(b"ToUnicode");
    let stated = typed.get_font_encoding_with_limit(file, ONE_STREAM).ok();
    std::array::from_fn(|code| {
        let code = u8::try_from(code).expect("256 codes");
        let stated = || {
            let mut text = stated.as_ref()?.bytes_to_string(&[code]).ok()?;
            make_legible(&mut text);
            Some(text)
        };
        let text = own.get(&u16::from(code)).cloned();
        text.or_else(stated).unwrap_or_default()
    })
}

/// Joined letters taken apart; what stands for no letter taken out.
fn make_legible(text: &mut String) {
    let plain = |c: char| !matches!(c, '\u{FFFD}' | '\0'..='\u{8}' | '\u{E000}'..='\u{F8FF}');
    let joined = |c: char| matches!(c, '\u{FB00}'..='\u{FB06}');
    if text.chars().all(|c| plain(c) && !joined(c)) {
        return;
    }
    let mut out = String::new();
    for c in text.chars().filter(|c| plain(*c)) {
        if joined(c) {
            unicode_normalization::char::decompose_compatible(c, |c| out.push(c));
        } else {
            out.push(c);
        }
    }
    *text = out;
}

fn simple_widths(file: &File, font: &Dictionary) -> Widths {
    let first = font.get_deref(b"FirstChar", file).and_then(Object::as_i64);
    let first = first.ok().and_then(|f| u16::try_from(f).ok()).unwrap_or(0);
    let listed = font.get_deref(b"Widths", file).and_then(Object::as_array);
    let listed = listed.map(Vec::as_slice).unwrap_or_default();
    let numbers = listed.iter().map(|w| number(file, w).unwrap_or(0.0));
    Widths {
        of: (first..256)
            .zip(numbers)
            .filter(|(_, w)| *w > 0.0)
            .collect(),
        other: None,
    }
}

fn composite_widths(file: &File, font: &Dictionary) -> Widths {
    let below = font
        .get_deref(b"DescendantFonts", file)
        .and_then(Object::as_array)
        .ok()
        .and_then(|all| all.first())
        .and_then(|first| file.dereference(first).ok())
        .and_then(|(_, object)| object.as_dict().ok());
    let other = below.and_then(|f| number(file, f.get(b"DW").ok()?));
    let list = below.and_then(|f| f.get_deref(b"W", file).ok()?.as_array().ok());
    Widths {
        of: listed_widths(file, list.map(Vec::as_slice).unwrap_or_default()),
        other: other.or(Some(1000.0)),
    }
}

/// `c [w w w]` or `c c w`, again and again (ISO 32000-1 §9.7.4.3).
fn listed_widths(file: &File, mut rest: &[Object]) -> BTreeMap<u16, f32> {
    let mut of = BTreeMap::new();
    let mut left = MOST_WIDTHS;
    while let [first, second, after @ ..] = rest {
        let Some(first) = first.as_i64().ok().and_then(|c| u16::try_from(c).ok()) else {
            break;
        };
        let second = file.dereference(second).map_or(second, |(_, o)| o);
        if let Ok(widths) = second.as_array() {
            let numbers = widths.iter().filter_map(|w| number(file, w));
            of.extend((first..=u16::MAX).zip(numbers).take(left));
            left = left.saturating_sub(widths.len());
            rest = after;
        } else if let (Ok(last), [width, after @ ..]) = (second.as_i64(), after) {
            let last = u16::try_from(last).unwrap_or(first);
            let width = number(file, width).unwrap_or(1000.0);
            of.extend((first..=last).take(left).map(|code| (code, width)));
            left = left.saturating_sub(usize::from(last.saturating_sub(first)));
            rest = after;
        } else {
            break;
        }
    }
    of
}

fn number(file: &File, object: &Object) -> Option<f32> {
    let (_, object) = file.dereference(object).ok()?;
    object.as_float().ok()
}
