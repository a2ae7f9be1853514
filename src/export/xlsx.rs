//! Excel workbooks: frozen heading, filter, links, text cells; the same sheet gives the same bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Url, Workbook, Worksheet, XlsxError};

use super::cell::Cell;
use super::sheet::Sheet;
use crate::text::{printable, shorten};

/// Characters a cell can hold.
const MOST_CHARACTERS: usize = 32_767;
/// Links a worksheet can hold.
const MOST_LINKS: usize = 65_000;
/// Length up to which Excel opens a link.
const LONGEST_LINK: usize = 2_000;
/// Rows a worksheet can hold below its heading.
const MOST_ROWS: usize = 1_048_575;

/// The workbook's bytes; a sheet too long for one worksheet goes on in the next.
pub(super) fn to_bytes(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The time of making would make two equal lists differ.
    book.set_properties(
        &DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    let parts: Vec<&[Vec<Cell>]> = if sheet.rows.is_empty() {
        vec![&[]]
    } else {
        sheet.rows.chunks(MOST_ROWS).collect()
    };
    for (at, rows) in parts.into_iter().enumerate() {
        let page = book.add_worksheet();
        page.set_name(if at == 0 {
            "Leads".to_owned()
        } else {
            format!("Leads {}", at + 1)
        })?;
        write_heading(page, sheet, rows.len())?;
        write_rows(page, rows)?;
    }
    book.save_to_buffer()
}

fn write_heading(page: &mut Worksheet, sheet: &Sheet, rows: usize) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (at, column) in (0u16..).zip(&sheet.columns) {
        page.write_string_with_format(0, at, &column.title, &bold)?;
        page.set_column_width(at, width(&column.id))?;
    }
    page.set_freeze_panes(1, 1)?;
    let (last_row, last_column) = (
        u32::try_from(rows).unwrap_or(u32::MAX),
        u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX),
    );
    if last_column > 0 {
        page.autofilter(0, 0, last_row, last_column - 1)?;
    }
    Ok(())
}

/// Width in characters.
fn width(id: &str) -> f64 {
    match id {
        "score" | "tier" | "country" | "rank" | "type" => 10.0,
        "why" | "addresses" => 60.0,
        "city" | "best_way_in" | "fax" | "phone" => 18.0,
        _ => 30.0,
    }
}

fn write_rows(page: &mut Worksheet, rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
    let mut links = 0;
    for (row, cells) in (1u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Number(number) => {
                    page.write_number(row, column, *number)?;
                }
                Cell::Link(url)
                    if links < MOST_LINKS
                        && url.len() <= LONGEST_LINK
                        && url.starts_with("http") =>
                {
                    links += 1;
                    page.write_url(row, column, Url::new(url))?;
                }
                other => {
                    page.write_string(
                        row,
                        column,
                        shorten(&clean(&other.text()), MOST_CHARACTERS),
                    )?;
                }
            }
        }
    }
    Ok(())
}

/// Text that XML can carry.
fn clean(text: &str) -> String {
    if text.chars().any(char::is_control) {
        printable(text)
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::sheet::Column;
    use super::*;
    use calamine::{Reader, Xlsx};
    use proptest::prelude::*;
    use std::io::Cursor;

    fn sheet(texts: &[String]) -> Sheet {
        let columns = vec![
            Column {
                id: "a".into(),
                title: "a".into(),
            },
            Column {
                id: "b".into(),
                title: "b".into(),
            },
        ];
        Sheet {
            columns,
            rows: texts
                .iter()
                .map(|t| vec![Cell::Text(t.clone()), Cell::Text("x".into())])
                .collect(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn a_workbook_opens_again_with_the_same_text(texts in prop::collection::vec("[=+@a-z0-9é中<&\"' _x]{1,12}", 1..5)) {
            let texts: Vec<String> = texts.iter().map(|t| format!("{t}.")).collect();
            let bytes = to_bytes(&sheet(&texts)).unwrap();
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
            let range = book.worksheet_range("Leads").unwrap();
            let read: Vec<String> = range.rows().skip(1).map(|r| r[0].to_string()).collect();
            prop_assert_eq!(&read, &texts);
            prop_assert_eq!(to_bytes(&sheet(&texts)).unwrap(), bytes);
        }
    }

    #[test]
    fn a_link_too_long_for_excel_is_written_as_text() {
        let long = format!("http://a.de/{}", "x".repeat(3_000));
        let mut sheet = sheet(&["a".into()]);
        sheet.rows[0][1] = Cell::Link(long.clone());
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(to_bytes(&sheet).unwrap())).unwrap();
        let range = book.worksheet_range("Leads").unwrap();
        assert_eq!(range.get_value((1, 1)).unwrap().to_string(), long);
    }
}
