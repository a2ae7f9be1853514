//! Addresses in running text: around a postal code, else around a town or country below a street.

use super::coded;
use super::draft::Draft;
use super::piece::{Sheet, Spot};
use super::postal::codes;
use super::{arabic, eastern, open};
use crate::extract::lines::Line;
use crate::market::Country;

/// More addresses than this on one page are a list of towns or prices.
const MOST: usize = 200;

/// All addresses in the lines. `home` is the country the page speaks for.
pub(super) fn read(lines: &[Line<'_>], home: Option<&'static Country>) -> Vec<Draft> {
    let sheet = Sheet::new(lines);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut floor: Spot = (0, 0);
    for at in 0..lines.len() {
        if drafts.len() >= MOST {
            break;
        }
        let found = read_line(&sheet, at, floor, home);
        if let Some(last) = found.last() {
            floor = last.end;
        }
        drafts.extend(found);
    }
    let without = open::read(&sheet, &drafts, home);
    drafts.extend(without);
    drafts.sort_by_key(|d| d.lines);
    drafts
}

fn read_line(
    sheet: &Sheet<'_>,
    at: usize,
    mut floor: Spot,
    home: Option<&'static Country>,
) -> Vec<Draft> {
    let lines = sheet.lines();
    let text = lines[at].text;
    if floor > (at, 0) && floor.0 > at {
        return Vec::new();
    }
    let eastern = eastern::read(lines, at, floor);
    if !eastern.is_empty() {
        return eastern;
    }
    if let Some(draft) = arabic::read(lines, at, home).filter(|_| floor <= (at, 0)) {
        return vec![draft];
    }
    let mut drafts = Vec::new();
    if text.bytes().filter(u8::is_ascii_digit).count() < 2 {
        return drafts;
    }
    for code in codes(text) {
        if (at, code.start) < floor {
            continue;
        }
        let around = coded::Around {
            sheet,
            at,
            floor,
            home,
        };
        if let Some(draft) = coded::read(&around, &code) {
            floor = draft.end;
            drafts.push(draft);
        }
    }
    drafts
}
