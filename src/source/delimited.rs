//! CSV and TSV: the delimiter is what parts the first lines most evenly.

use super::shape::Cells;

/// Delimiters a list may have, the usual ones first.
const DELIMITERS: &[u8] = b",;\t|";

/// Lines looked at to tell the delimiter.
const LOOKED_AT: usize = 40;

/// The rows of a text, each with the number of the line it begins in. A row that cannot be parsed is left out and counted.
pub(super) fn rows(text: &str) -> impl Iterator<Item = (usize, Cells)> + '_ {
    let mut reader = reader(text, delimiter_of(text));
    let mut record = csv::StringRecord::new();
    std::iter::from_fn(move || {
        loop {
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(_) => continue,
            }
            let line = record.position().map_or(0, csv::Position::line);
            return Some((
                usize::try_from(line).unwrap_or(usize::MAX),
                record.iter().map(|c| c.trim().to_owned()).collect(),
            ));
        }
    })
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// The delimiter that gives the same number of columns, above one, in most of the first rows.
fn delimiter_of(text: &str) -> u8 {
    let evenness = |delimiter: &u8| {
        let widths: Vec<usize> = reader(text, *delimiter)
            .into_records()
            .take(LOOKED_AT)
            .filter_map(Result::ok)
            .map(|r| r.len())
            .collect();
        let mut counts = std::collections::BTreeMap::<usize, usize>::new();
        for width in widths.iter().filter(|w| **w > 1) {
            *counts.entry(*width).or_default() += 1;
        }
        counts
            .into_iter()
            .map(|(width, n)| (n, width))
            .max()
            .unwrap_or((0, 0))
    };
    // `max_by_key` keeps the last of equals; reversed, the first delimiter wins a tie.
    DELIMITERS
        .iter()
        .rev()
        .max_by_key(|d| evenness(d))
        .copied()
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_found_and_cells_may_hold_lines() {
        for text in [
            "a;b;c\n1,5;2;\"x\ny\"\n3;4;5\n",
            "a\tb\tc\n1,5\t2\t\"x\ny\"\n3\t4\t5\n",
            "a,b,c\n\"1,5\",2,\"x\ny\"\n3,4,5\n",
        ] {
            let all: Vec<(usize, Cells)> = rows(text).collect();
            assert_eq!(
                all[1],
                (2, vec!["1,5".to_owned(), "2".into(), "x\ny".into()]),
                "{text}"
            );
            assert_eq!(all[2].0, 4);
        }
    }
}
