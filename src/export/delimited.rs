//! CSV and TSV.

use std::io::Write;

use super::format::Reader;
use super::guard::{guard_calls, guard_formula};
use super::sheet::Sheet;

/// Writes a sheet with the given delimiter (RFC 4180 quoting).
pub(super) fn write(
    mut to: impl Write,
    sheet: &Sheet,
    delimiter: u8,
    reader: Reader,
) -> csv::Result<()> {
    let is_file = reader != Reader::Program;
    if is_file {
        to.write_all("\u{feff}".as_bytes())?;
    }
    let end = if is_file {
        csv::Terminator::CRLF
    } else {
        csv::Terminator::Any(b'\n')
    };
    let mut out = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(end)
        .from_writer(to);
    let shown = |text: String| match reader {
        Reader::Spreadsheet => guard_formula(&text).into_owned(),
        Reader::Import => guard_calls(&text).into_owned(),
        Reader::Program => text,
    };
    out.write_record(sheet.columns.iter().map(|c| shown(c.title.clone())))?;
    for row in &sheet.rows {
        out.write_record(row.iter().map(|cell| match cell {
            super::Cell::Number(_) => cell.text(),
            other => shown(other.text()),
        }))?;
    }
    out.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::cell::Cell;
    use super::super::sheet::Column;
    use super::*;
    use proptest::prelude::*;

    fn sheet(rows: &[Vec<String>]) -> Sheet {
        let columns = (0..3)
            .map(|n| Column {
                id: format!("c{n}"),
                title: format!("c{n}"),
                ..Column::default()
            })
            .collect();
        Sheet {
            columns,
            rows: rows
                .iter()
                .map(|r| r.iter().map(|t| Cell::Text(t.clone())).collect())
                .collect(),
            ..Sheet::default()
        }
    }

    #[test]
    fn a_file_for_excel_has_mark_crlf_and_guard_and_a_pipe_has_none() {
        let sheet = sheet(&[vec!["+49301".into(), "a;b".into(), "-1".into()]]);
        let mut excel = Vec::new();
        write(&mut excel, &sheet, b',', Reader::Spreadsheet).unwrap();
        assert_eq!(
            String::from_utf8(excel).unwrap(),
            "\u{feff}c0,c1,c2\r\n'+49301,a;b,'-1\r\n"
        );
        let mut pipe = Vec::new();
        write(&mut pipe, &sheet, b',', Reader::Program).unwrap();
        assert_eq!(
            String::from_utf8(pipe).unwrap(),
            "c0,c1,c2\n+49301,a;b,-1\n"
        );
        let mut import = Vec::new();
        write(&mut import, &sheet, b',', Reader::Import).unwrap();
        assert_eq!(
            String::from_utf8(import).unwrap(),
            "\u{feff}c0,c1,c2\r\n+49301,a;b,-1\r\n"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(rows in prop::collection::vec(prop::collection::vec("[a-zé中\"',;\t\r\n=+-]{0,8}", 3), 0..6)) {
            for delimiter in [b',', b'\t'] {
                let mut bytes = Vec::new();
                write(&mut bytes, &sheet(&rows), delimiter, Reader::Program).unwrap();
                let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes.as_slice());
                let read: Vec<Vec<String>> = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
                prop_assert_eq!(&read, &rows);
            }
        }
    }
}
