//! The words of postal addresses: streets, parts of buildings, boxes, labels. In `data/address_words.toml`.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::extract::phrase::Beginnings;
use crate::market;
use crate::text::{fold, fold_with};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    street_before: Vec<String>,
    street_after: Vec<String>,
    street_endings: Vec<String>,
    unit: Vec<String>,
    r#box: Vec<String>,
    label: Vec<String>,
    estate: Vec<String>,
    site: Vec<String>,
    quarter: Vec<String>,
    stop: Vec<String>,
    measure: Vec<String>,
    month: Vec<String>,
    area: Vec<String>,
    field: Vec<String>,
}

struct Words {
    /// What a word says, by the word: one look-up answers all questions.
    says: FxHashMap<String, Says>,
    /// The abbreviated ones without their full stop.
    leads: FxHashSet<String>,
    after: FxHashSet<String>,
    before: FxHashSet<String>,
    /// By their last three bytes.
    endings: FxHashMap<[u8; 3], Vec<String>>,
    boxes: AhoCorasick,
    label: FxHashSet<String>,
    label_begins: Beginnings,
    estates: FxHashSet<String>,
    sites: FxHashSet<String>,
    quarters: FxHashSet<String>,
    months: FxHashSet<String>,
    month_begins: Beginnings,
    area: FxHashSet<String>,
    field: FxHashSet<String>,
    /// Letters of the longest label.
    longest_label: usize,
}

/// What a single word says about its piece.
#[derive(Debug, Clone, Copy, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a word may stand in every list"
)]
struct Says {
    street: bool,
    unit: bool,
    stop: bool,
    measure: bool,
}

impl Words {
    fn says(&self, word: &str) -> Says {
        self.says.get(word).copied().unwrap_or_default()
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../data/address_words.toml")).expect("a test reads the table");
    let folded = |list: &[String]| -> FxHashSet<String> { list.iter().map(|w| fold(w)).collect() };
    let mut street = folded(&file.street_before);
    let before = street.clone();
    let after = folded(&file.street_after);
    street.extend(after.iter().cloned());
    let leads = street
        .iter()
        .filter_map(|w| w.strip_suffix('.'))
        .map(str::to_owned)
        .collect();
    let spoken = |ids: &[&str]| -> FxHashSet<String> {
        let lists = market::languages()
            .iter()
            .flat_map(|l| ids.iter().filter_map(|id| l.words.get(*id)));
        lists
            .flatten()
            .map(|w| fold(w).trim_end_matches(['.', ':']).to_owned())
            .filter(|w| w.chars().count() > 2 && !w.contains(' '))
            .collect()
    };
    let mut label = folded(&file.label);
    label.extend(spoken(&["label_address"]));
    let mut stop = folded(&file.stop);
    stop.extend(spoken(&[
        "label_phone",
        "label_mobile",
        "label_fax",
        "label_whatsapp",
        "label_email",
        "label_vat",
    ]));
    let unit = folded(&file.unit);
    stop.retain(|w| !street.contains(w) && !unit.contains(w));
    let mut says: FxHashMap<String, Says> = FxHashMap::default();
    let mut note = |words: FxHashSet<String>, mark: fn(&mut Says)| {
        for word in words {
            mark(says.entry(word).or_default());
        }
    };
    note(street, |s| s.street = true);
    note(unit, |s| s.unit = true);
    note(stop, |s| s.stop = true);
    note(folded(&file.measure), |s| s.measure = true);
    let months = folded(&file.month);
    Words {
        says,
        leads,
        before: before.difference(&after).cloned().collect(),
        after,
        endings: by_last_bytes(file.street_endings.iter().map(|w| fold(w))),
        boxes: AhoCorasick::new(file.r#box.iter().map(|w| fold(w))).expect("the table is small"),
        longest_label: label.iter().map(|l| l.chars().count()).max().unwrap_or(0),
        label_begins: Beginnings::new(label.iter().map(String::as_str)),
        label,
        estates: folded(&file.estate),
        sites: folded(&file.site),
        quarters: folded(&file.quarter),
        month_begins: Beginnings::new(months.iter().map(String::as_str)),
        months,
        area: folded(&file.area),
        field: folded(&file.field),
    }
});

fn by_last_bytes(words: impl Iterator<Item = String>) -> FxHashMap<[u8; 3], Vec<String>> {
    let mut by_bytes: FxHashMap<[u8; 3], Vec<String>> = FxHashMap::default();
    for word in words {
        if let Some(last) = word.as_bytes().last_chunk() {
            by_bytes.entry(*last).or_default().push(word);
        }
    }
    by_bytes
}

/// What the words of a piece of text say about it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent marks of one piece"
)]
pub(super) struct Marks {
    /// It has a digit.
    pub(super) digit: bool,
    /// It has a word that streets are called by.
    pub(super) street: bool,
    /// It has a word for a part of a building or an estate.
    pub(super) unit: bool,
    /// It is a post-office box.
    pub(super) boxed: bool,
    /// It is something else that stands by addresses: a telephone, a web address, opening hours.
    pub(super) stop: bool,
}

impl Marks {
    /// May it be part of the lines above the town?
    pub(super) fn is_addressy(self) -> bool {
        !self.stop && (self.digit || self.street || self.unit || self.boxed)
    }

    /// Is it a street with its number, or a box?
    pub(super) fn is_street(self) -> bool {
        !self.stop && (self.boxed || (self.digit && (self.street || self.unit)))
    }
}

/// Is it the word before the number of a post-office box?
pub(super) fn is_box(word: &str) -> bool {
    marks(&format!("{word} 1")).boxed
}

/// Reads the marks of a piece.
pub(super) fn marks(piece: &str) -> Marks {
    if piece.is_ascii() && piece.len() > 64 {
        marks_of(&piece.to_ascii_lowercase())
    } else {
        fold_with(piece, marks_of)
    }
}

fn marks_of(folded: &str) -> Marks {
    let words = &*WORDS;
    let mut marks = Marks {
        digit: folded.bytes().any(|b| b.is_ascii_digit()),
        ..Marks::default()
    };
    // Spain writes `C/` for calle; elsewhere the stroke separates words.
    marks.street = folded.starts_with("c/");
    // `s/n`: Spain, Portugal and Latin America say so that a house has no number.
    marks.unit = folded == "s/n" || folded.starts_with("s/n ") || folded == "s/nº";
    marks.boxed = marks.digit
        && WORDS
            .boxes
            .find_overlapping_iter(folded)
            .any(|b| is_whole(folded, b.start(), b.end()));
    if !folded.is_ascii() && folded.contains(is_thai) {
        marks.street |= ["ถนน", "ซอย"].iter().any(|w| folded.contains(w));
        marks.unit |= ["หมู่", "อาคาร", "ชั้น", "เลขที่"]
            .iter()
            .any(|w| folded.contains(w));
    }
    marks.stop = has_stop_sign(folded) || is_number_only(folded);
    let mut all = folded
        .split([' ', ',', '(', ')', '/', ';'])
        .filter(|w| !w.is_empty())
        .enumerate()
        .peekable();
    while let Some((at, word)) = all.next() {
        let bare = word.trim_end_matches(['.', ':', ',', '#', '|']);
        let whole = words.says(word);
        let says = if bare.len() == word.len() {
            whole
        } else {
            words.says(bare)
        };
        // `Cad.` is a street in Turkey and a currency in Canada.
        marks.stop |= says.measure && !(whole.street || says.street);
        let mut numbered = || {
            all.peek()
                .is_some_and(|(_, next)| next.starts_with(|c: char| c.is_ascii_digit()))
        };
        // `Im Grund 5` is a street; `im` within a piece is a small word.
        let is_small = at > 0 && bare == "im";
        marks.street |= (whole.street || says.street) && !is_small
            || is_street_word(word, bare) && (!bare.ends_with("tie") || numbered())
            || bare.contains('-') && (glued_street(bare) || is_ward(bare));
        // `Level: Doughnut` is a label of something else.
        let calls = whole.unit || says.unit && (!word.ends_with(':') || numbered());
        marks.unit |= calls || word.starts_with('#') || glued_unit(bare);
        marks.stop |= at == 0
            && (whole.stop || says.stop && bare.chars().nth(1).is_some())
            && !folded.starts_with("tel aviv");
    }
    marks.stop |= ends_in_price(folded);
    marks
}

/// `Get On Road Price`
fn ends_in_price(folded: &str) -> bool {
    let last = folded.rsplit(' ').next().unwrap_or_default();
    matches!(
        last,
        "price" | "prices" | "preis" | "prix" | "precio" | "precios" | "prezzo" | "preco" | "цена"
    )
}

/// Signs of prices, copyright and addresses of the web.
fn has_stop_sign(folded: &str) -> bool {
    let bytes = folded.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'@' | b'%' | b'$' => true,
        b'h' => bytes[at..].starts_with(b"http"),
        b'w' => bytes[at..].starts_with(b"www."),
        0xC2 => bytes[at..].starts_with("©".as_bytes()),
        0xE2 => bytes[at..].starts_with("€".as_bytes()),
        _ => false,
    })
}

fn is_street_word(word: &str, bare: &str) -> bool {
    has_ending(word)
        || bare.len() != word.len() && has_ending(bare)
        || bare
            .split_once('.')
            .is_some_and(|(first, rest)| !rest.is_empty() && WORDS.leads.contains(first))
}

fn is_thai(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}')
}

/// `Minato-ku`, `Gangnam-gu`: the parts of towns that stand where others have a street.
fn is_ward(word: &str) -> bool {
    word.rsplit_once('-').is_some_and(|(name, kind)| {
        name.len() > 2
            && matches!(
                kind,
                "ku" | "cho" | "machi" | "chome" | "gu" | "dong" | "gil"
            )
    })
}

/// `Hauptstrasse`, `Vegagatan`: at least three bytes before the ending.
fn has_ending(word: &str) -> bool {
    if word.len() < 6 {
        return false;
    }
    let last = word.as_bytes().last_chunk::<3>();
    let endings = last.and_then(|last| WORDS.endings.get(last));
    endings.is_some_and(|endings| {
        endings
            .iter()
            .any(|end| word.len() > end.len() + 2 && word.ends_with(end.as_str()))
    })
}

/// `Lvl2`, `no.5`, `Of.201`.
fn glued_unit(word: &str) -> bool {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() < word.len()
        && letters.len() > 1
        && (WORDS.says(letters).unit || WORDS.says(letters.trim_end_matches(['.', '-'])).unit)
}

/// `Road-5`.
fn glued_street(word: &str) -> bool {
    word.rsplit_once('-').is_some_and(|(name, number)| {
        number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty() && WORDS.says(name).street
    })
}

/// A telephone or some other bare number.
fn is_number_only(folded: &str) -> bool {
    if folded.starts_with(char::is_alphabetic) {
        return false;
    }
    let digits = folded.bytes().filter(u8::is_ascii_digit).count();
    digits >= 7 && !folded.chars().any(char::is_alphabetic)
        || folded.starts_with('+')
        || is_in_pairs(folded)
}

/// `74-27-25`, `727-05-22`: a telephone's number without its area.
fn is_in_pairs(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let pair = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    match parts[..] {
        [first, second, third] => {
            (pair(first) || first.len() == 3 && first.bytes().all(|b| b.is_ascii_digit()))
                && pair(second)
                && pair(third)
        }
        _ => false,
    }
}

fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start]
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_alphanumeric());
    let after = text[end..]
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphabetic());
    before && after
}

/// Is it a word for a place of a firm's (`Showroom`), by which its offices are called beside the town?
pub(super) fn is_site(word: &str) -> bool {
    fold_with(word, |word| {
        WORDS.sites.contains(word.trim_end_matches([':', '.']))
    })
}

/// Does it open with a word for an estate of trades (`Zona Industriale Nord`)?
pub(super) fn is_estate(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    first.len() < text.len() && fold_with(first, |word| WORDS.estates.contains(word))
}

/// Does it open with a word for the quarter of a town (`Col. Centro`), so that it is no town itself?
pub(super) fn is_quarter(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    first.len() < text.len() && fold_with(first, |word| WORDS.quarters.contains(word))
}

/// Is it a word that ends a street's name (`Street`, `Rd.`)?
pub(super) fn ends_street(word: &str) -> bool {
    fold_with(word, |word| {
        let bare = word.trim_end_matches([',', ':', '|']);
        WORDS.after.contains(bare) || WORDS.after.contains(bare.trim_end_matches('.'))
    })
}

/// Does a name follow the word, so that it is no town's: `Vía Funza`, `Brgy. San Isidro`?
pub(super) fn calls_name(word: &str) -> bool {
    fold_with(word, |word| {
        WORDS.before.contains(word)
            || WORDS.quarters.contains(word)
            || matches!(word, "brgy." | "brgy" | "barangay")
    })
}

/// Is it a word of streets and buildings that a full stop abbreviates (`Avda.`, `Road.`, `Bldg.`)?
pub(super) fn is_abbreviable(word: &str) -> bool {
    let folded = fold(word);
    let shortened = || WORDS.says(&format!("{folded}.")).unit;
    WORDS.after.contains(&folded)
        || WORDS.says(&folded).unit
        || WORDS.leads.contains(&folded)
        || shortened()
}

/// Is it a word for a part of a building?
pub(super) fn is_unit(word: &str) -> bool {
    fold_with(word, |word| {
        WORDS.says(word).unit
            || WORDS.says(word.trim_end_matches(['.', ',', ':'])).unit
            || word.starts_with('#')
    })
}

/// Is it a measure or a currency, so that the number before it counts something?
pub(super) fn is_measure(word: &str) -> bool {
    // The longest one is `dollars`.
    word.chars().nth(8).is_none() && fold_with(word, |word| WORDS.says(word)).measure
}

/// Is it the name of a month, or its first letters in English?
pub(super) fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']);
    // The longest one is `pazdziernika`.
    word.len() <= 24
        && WORDS.month_begins.may_have(word)
        && fold_with(word, |word| WORDS.months.contains(word))
}

/// Does it name a province or a district by the word for one: `Самарская обл.`, `Тосненский район`?
pub(super) fn is_area(text: &str) -> bool {
    let says = |word: &str| fold_with(word, |w| WORDS.area.contains(w.trim_end_matches('.')));
    text.len() < 80 && text.split(' ').filter(|w| !w.is_empty()).any(says)
}

/// Is it the label of a part of an address that stands below its street (`City:`, `Estado:`)?
pub(super) fn is_field(label: &str) -> bool {
    label.len() < 30 && fold_with(label, |label| WORDS.field.contains(label))
}

/// Is it a label that opens an address (`Head office`)?
pub(super) fn is_label(text: &str) -> bool {
    let ends = [':', ' ', '：'];
    // A colon and what folding drops may stand beside the letters.
    let can_be = WORDS.label_begins.may_have(text.trim_end_matches(ends))
        && text.chars().nth(WORDS.longest_label + 8).is_none();
    let is_label = |text: &str| WORDS.label.contains(text.trim_end_matches(ends));
    can_be && fold_with(text, is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streets_boxes_and_telephones_are_told_apart() {
        assert!(marks("Zum Blöcken 9").is_street());
        assert!(marks("Vegagatan 5").is_street());
        assert!(marks("Hauptstr. 12").is_street());
        assert!(marks("Office M02, P.O. Box 32123").is_street());
        assert!(marks("ул. Ленина, 5").is_street());
        assert!(marks("Tel: 030 123456").stop);
        assert!(!marks("KL-TEAM").is_addressy());
    }
}
