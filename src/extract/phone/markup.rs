//! Numbers in markup for machines: linked data and microdata.

use serde_json::Value;

use super::super::reading::Reading;
use super::found::{Found, Sighting, Told};
use super::label::Label;
use super::number;
use super::regions::Regions;
use super::scan;

/// How deep linked data is read.
const DEEPEST: u8 = 20;

/// Reads linked data and microdata.
pub(super) fn read(reading: &Reading<'_>, regions: &mut Regions, found: &mut Found) {
    for value in reading.document().json_ld() {
        note_countries(value, 0, regions);
    }
    for value in reading.document().json_ld() {
        read_linked_data(reading, value, regions, found);
    }
    for property in reading.document().properties() {
        if let Some(label) = label_of_key(&property.name) {
            let value = scan::plain(&property.value);
            offer(
                reading,
                &value,
                &Place {
                    label,
                    at: (property.block, 0),
                },
                regions,
                found,
            );
        }
    }
}

struct Place {
    label: Label,
    at: (usize, usize),
}

fn label_of_key(key: &str) -> Option<Label> {
    let none = Label::default();
    match key.to_ascii_lowercase().as_str() {
        "telephone" | "phone" | "tel" => Some(none),
        "faxnumber" | "fax" => Some(Label { fax: true, ..none }),
        _ => None,
    }
}

fn note_countries(value: &Value, depth: u8, regions: &mut Regions) {
    match value {
        Value::Array(items) if depth < DEEPEST => items
            .iter()
            .for_each(|v| note_countries(v, depth + 1, regions)),
        Value::Object(map) if depth < DEEPEST => {
            for (key, value) in map {
                if key == "addressCountry" {
                    let name = value
                        .as_str()
                        .or_else(|| value.get("name").and_then(Value::as_str));
                    if let Some(country) = name.and_then(crate::market::country_named) {
                        regions.add(&country.code);
                    } else if let Some(code) = name.filter(|n| n.len() == 2) {
                        regions.add(code);
                    }
                } else {
                    note_countries(value, depth + 1, regions);
                }
            }
        }
        _ => {}
    }
}

fn read_linked_data(reading: &Reading<'_>, root: &Value, regions: &mut Regions, found: &mut Found) {
    let mut open = vec![(root, 0_u8)];
    while let Some((value, depth)) = open.pop() {
        match value {
            Value::Array(items) if depth < DEEPEST => {
                open.extend(items.iter().rev().map(|v| (v, depth + 1)));
            }
            Value::Object(map) if depth < DEEPEST => {
                for (key, value) in map {
                    match label_of_key(key) {
                        Some(label) => texts(value).for_each(|t| {
                            let place = Place {
                                label,
                                at: (usize::MAX, 0),
                            };
                            offer(reading, &scan::plain(t), &place, regions, found);
                        }),
                        None => open.push((value, depth + 1)),
                    }
                }
            }
            _ => {}
        }
    }
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    let many = value.as_array().map(Vec::as_slice).unwrap_or_default();
    value
        .as_str()
        .into_iter()
        .chain(many.iter().filter_map(Value::as_str))
}

fn offer(
    reading: &Reading<'_>,
    text: &str,
    place: &Place,
    regions: &mut Regions,
    found: &mut Found,
) {
    let text = text.trim().trim_start_matches("tel:");
    for run in scan::runs(text) {
        let cuts = scan::cuts(text, &run);
        let read = cuts.into_iter().map(|c| {
            c.into_iter()
                .filter_map(|p| number::read(&text[p.clone()], regions.all()).map(|n| (p, n)))
                .collect::<Vec<_>>()
        });
        let Some(numbers) = read.into_iter().find(|r| !r.is_empty()) else {
            continue;
        };
        for (range, number) in numbers {
            if let Some(region) = number.region {
                regions.add_region(region);
            }
            found.offer(Sighting {
                value: text[range].to_owned(),
                told: if place.label.fax {
                    Told::Labelled
                } else {
                    Told::Linked
                },
                label: place.label,
                place: place.at,
                extension: None,
                evidence: reading.evidence(text),
                number,
            });
        }
    }
}
