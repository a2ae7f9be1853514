//! Numbers that a page keeps outside its text: in attributes, handlers and scripts, and in the data of its own program.

use serde_json::Value;

use crate::document::Attribute;

use super::super::context::Deobfuscate;
use super::super::email::{base64_text, numbers_in_code};
use super::super::reading::Reading;
use super::found::{Found, Sighting, Told};
use super::label::{self, Label};
use super::number::{self, Number};
use super::regions::Regions;
use super::scan;

/// The longest text that is only a label, bytes.
const LABEL_LENGTH: usize = 60;
/// Letters a title may have beside its number and its label.
const MOST_LETTERS: usize = 40;
/// More numbers than this in the data of a program are a directory's.
const MOST_IN_DATA: usize = 3;
/// How deep such data is read, and how many of its values.
const DEEPEST: u8 = 20;
const MOST_VALUES: usize = 50_000;
/// Words in the names of attributes and keys whose values are numbers, and those in names of what is none.
const NUMBERS: &[&str] = &[
    "phone",
    "tel",
    "fax",
    "mobile",
    "whatsapp",
    "telephone",
    "telefon",
];
const NO_NUMBERS: &[&str] = &[
    "code", "country", "mask", "format", "prefix", "pattern", "id",
];

/// A number as it was found.
struct Given {
    text: String,
    label: Label,
    block: usize,
    /// Code made it: it is written as it is to be read.
    is_made: bool,
}

/// Reads what stands outside the text; what stands in it as well is left to its place there.
pub(super) fn read(reading: &Reading<'_>, regions: &mut Regions, found: &mut Found) {
    let document = reading.document();
    for attribute in document.attributes() {
        for given in in_attribute(reading, attribute) {
            offer(reading, &given, regions, found);
        }
    }
    for given in in_data(reading) {
        offer(reading, &given, regions, found);
    }
    if reading.context().deobfuscate == Deobfuscate::No {
        return;
    }
    for script in document.scripts() {
        for text in numbers_in_code(&script.text) {
            let label = label_near(reading, script.block, script.at);
            let block = script.block;
            if leads(&text) || label.is_positive() {
                let given = Given {
                    text,
                    label,
                    block,
                    is_made: true,
                };
                offer(reading, &given, regions, found);
            }
        }
    }
}

fn in_attribute(reading: &Reading<'_>, attribute: &Attribute) -> Vec<Given> {
    let block = attribute.block;
    let near = || label_near(reading, block, attribute.at);
    if attribute.name.starts_with("on") && reading.context().deobfuscate == Deobfuscate::Yes {
        let numbers = numbers_in_code(&attribute.value).into_iter();
        return numbers
            .map(|text| Given {
                text,
                label: near(),
                block,
                is_made: true,
            })
            .collect();
    }
    let is_field = matches!(
        attribute.tag.as_str(),
        "input" | "textarea" | "option" | "select"
    );
    let value = scan::plain(&attribute.value);
    let given = if let Some(name) = attribute.name.strip_prefix("data-") {
        of_name(name)
            .filter(|_| !is_field)
            .and_then(|own| {
                let value = if is_number(&value) {
                    value.trim().to_owned()
                } else {
                    let decodes = reading.context().deobfuscate == Deobfuscate::Yes;
                    decodes.then(|| decoded(&attribute.value))??
                };
                let label = if own.is_told() { own } else { near() };
                Some((value, label))
            })
            .or_else(|| {
                // `Tel. <span data-full="030 123 456">030 123 …</span>`: the label tells what the name does not.
                let text = value.trim();
                let is_named_else = name.split(['-', '_']).any(|w| NO_NUMBERS.contains(&w));
                let is_written = text.starts_with('+') || text.contains([' ', '-', '/']);
                let fits = !is_field && !is_named_else && is_written && is_number(text);
                let label = fits.then(near).filter(|l| l.is_positive())?;
                Some((text.to_owned(), label))
            })
    } else if matches!(attribute.name.as_str(), "title" | "alt" | "aria-label") && !is_field {
        in_title(&value, near)
    } else {
        None
    };
    given
        .map(|(text, label)| Given {
            text,
            label,
            block,
            is_made: false,
        })
        .into_iter()
        .collect()
}

/// What the name of an attribute or a key says of its value; `None` where that is no number.
fn of_name(name: &str) -> Option<Label> {
    let name = name.to_ascii_lowercase();
    let mut words = name.split(['-', '_']);
    let is_number = words.clone().any(|w| NUMBERS.contains(&w));
    (is_number && !words.any(|w| NO_NUMBERS.contains(&w))).then(|| {
        let label = label::of_mark(&name);
        // That it is a telephone is what every number is taken for.
        Label {
            phone: false,
            ..label
        }
    })
}

/// Begins it with a sign that numbers begin with and counts do not?
fn leads(text: &str) -> bool {
    text.starts_with(['+', '0', '('])
}

fn is_number(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '(' | ')' | '-' | '.' | '/');
    (7..=15).contains(&scan::digits(text)) && text.chars().all(sign)
}

/// A number in base64.
fn decoded(value: &str) -> Option<String> {
    let text = base64_text(value)?;
    let number = text.trim();
    let number = number.strip_prefix("tel:").unwrap_or(number);
    is_number(number).then(|| number.to_owned())
}

/// One number with nothing but its label.
fn in_title(text: &str, near: impl Fn() -> Label) -> Option<(String, Label)> {
    let runs = scan::runs(text);
    let [run] = runs.as_slice() else {
        return None;
    };
    let (before, after) = (&text[..run.start], &text[run.end..]);
    let letters = |t: &str| t.chars().filter(|c| c.is_alphabetic()).count();
    if letters(before) + letters(after) > MOST_LETTERS || scan::is_of_other_kind(text, run) {
        return None;
    }
    let own = label::last(before);
    let label = if own.is_told() { own } else { near() };
    let number = &text[run.clone()];
    let stands_alone = letters(before) + letters(after) == 0;
    (own.is_positive() || stands_alone && (label.is_positive() || number.starts_with('+')))
        .then(|| (number.to_owned(), label))
}

/// The label before a place in a block: in it, or in the block before where nothing of its own stands there.
fn label_near(reading: &Reading<'_>, block: usize, at: usize) -> Label {
    let blocks = reading.document().blocks();
    let own = blocks
        .get(block)
        .and_then(|b| b.text.get(..at.min(b.text.len())));
    let before = || Some(blocks.get(block.checked_sub(1)?)?.text.as_str());
    let text = own.filter(|t| !t.trim().is_empty()).or_else(before);
    text.map(|t| t.rsplit('\n').next().unwrap_or(t))
        .filter(|t| t.len() < LABEL_LENGTH && scan::digits(t) < 5)
        .map(label::last)
        .unwrap_or_default()
}

/// Numbers under keys that call them so, where there are few.
fn in_data(reading: &Reading<'_>) -> Vec<Given> {
    let mut given = Vec::new();
    let mut open: Vec<(&Value, u8)> = reading.document().states().iter().map(|v| (v, 0)).collect();
    let mut left = MOST_VALUES;
    while let Some((value, depth)) = open.pop() {
        left = left.saturating_sub(1);
        if depth > DEEPEST || left == 0 {
            continue;
        }
        match value {
            Value::Array(items) => open.extend(items.iter().map(|v| (v, depth + 1))),
            Value::Object(map) => {
                for (key, value) in map {
                    match (of_name(key), value.as_str()) {
                        (Some(label), Some(text)) if leads(text) && is_number(text) => {
                            let text = text.to_owned();
                            given.push(Given {
                                text,
                                label,
                                block: usize::MAX,
                                is_made: false,
                            });
                        }
                        _ => open.push((value, depth + 1)),
                    }
                }
            }
            _ => {}
        }
    }
    given.sort_by(|a, b| a.text.cmp(&b.text));
    given.dedup_by(|a, b| a.text == b.text);
    if given.len() > MOST_IN_DATA {
        given.clear();
    }
    given
}

fn offer(reading: &Reading<'_>, given: &Given, regions: &mut Regions, found: &mut Found) {
    let Some((value, number)) = readings(reading, given, regions) else {
        return;
    };
    if found.has(&number.e164) {
        return;
    }
    if let Some(region) = number.region {
        regions.add_region(region);
    }
    found.offer(Sighting {
        evidence: reading.evidence(&value),
        told: if given.label.is_positive() {
            Told::Labelled
        } else {
            Told::Linked
        },
        label: given.label,
        place: (given.block, 0),
        extension: None,
        value,
        number,
    });
}

/// A value as a number, turned round where it is written backwards. One that would be a number either way, and says
/// which by no sign and no zero in front, is none.
fn readings(reading: &Reading<'_>, given: &Given, regions: &Regions) -> Option<(String, Number)> {
    let text = given.text.as_str();
    let read = |text: &str| Some((text.to_owned(), number::read(text, regions.all())?));
    let ends_in_lead = text.ends_with(['+', '0', ')']);
    if text.starts_with('+') || leads(text) && !ends_in_lead {
        return read(text);
    }
    let turned: String = text.chars().rev().collect();
    let turned = read(turned.trim());
    match read(text).filter(|_| !text.ends_with('+')) {
        Some(forward) => (given.is_made || turned.is_none()).then_some(forward),
        None => turned.filter(|_| reading.context().deobfuscate == Deobfuscate::Yes),
    }
}
