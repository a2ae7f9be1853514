//! Streets that begin on the line above their number.

use super::town::is_name;
use super::words::{is_quarter, marks};
use crate::extract::company::legal::has_form;
use crate::extract::lines::Line;

/// `Fevzi Çakmak Mh.` above `Milenyum Sk. No:14`, `Karaca Sokak` above `No:70/12 Lüleburgaz`: a line that names a quarter or
/// a street and no number, with its rest on the next line.
pub(super) fn opens_street(lines: &[Line<'_>], from: usize) -> bool {
    let (above, line) = (&lines[from], &lines[from + 1]);
    if above.has_digit || above.text.len() > 80 || above.text.split(' ').count() > 6 {
        return false;
    }
    let first = line.text.split([':', '.', ' ']).next().unwrap_or_default();
    let is_number = matches!(first, "No" | "NO" | "no" | "№" | "Nr" | "Nº" | "N°");
    (is_number || above.block == line.block) && {
        let marks = marks(above.text);
        (marks.street || is_quarter(above.text) && above.block == line.block)
            && !marks.stop
            && !above.text.contains(':')
            && is_name(above.text)
            && !has_form(above.text)
    }
}
