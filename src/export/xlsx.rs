//! Excel workbooks: frozen heading, filter, links, text cells; the same sheet gives the same bytes.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Note, Url,
    Workbook, Worksheet, XlsxError,
};

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
/// Rows looked at for the width of a column.
const MEASURED: usize = 1_000;
/// Width of the button that a filter puts into a heading, and of a column's margins, in characters.
const BUTTON: usize = 3;
/// Narrowest and widest column, in characters.
const NARROWEST: usize = 6;
const WIDEST: usize = 40;
/// Widest column of sentences.
const WIDEST_TEXT: usize = 60;
/// Size of a heading's note, in pixels.
const NOTE: (u32, u32) = (260, 110);

/// The workbook's bytes; a sheet too long for one worksheet goes on in the next; the last one explains the columns.
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
        write_heading(page, sheet, rows)?;
        write_rows(page, rows)?;
    }
    if !sheet.legend.is_empty() {
        write_legend(book.add_worksheet(), sheet)?;
    }
    book.save_to_buffer()
}

fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00DD_E7F3))
        .set_border_bottom(FormatBorder::Thin)
}

fn write_heading(page: &mut Worksheet, sheet: &Sheet, rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
    let bold = heading();
    for (at, column) in (0u16..).zip(&sheet.columns) {
        page.write_string_with_format(0, at, &column.title, &bold)?;
        let cells = rows.iter().filter_map(|row| row.get(usize::from(at)));
        page.set_column_width(at, width(&column.id, &column.title, cells))?;
        if !column.meaning.is_empty() {
            let note = Note::new(&column.meaning).add_author_prefix(false);
            page.insert_note(0, at, &note.set_width(NOTE.0).set_height(NOTE.1))?;
        }
    }
    page.set_freeze_panes(1, 1)?;
    let (last_row, last_column) = (
        u32::try_from(rows.len()).unwrap_or(u32::MAX),
        u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX),
    );
    if last_column > 0 {
        page.autofilter(0, 0, last_row, last_column - 1)?;
        // Telephone and register numbers are text; Excel need not mark each of them with a green corner.
        let (rows, columns) = ((1, last_row.max(1)), (0, last_column - 1));
        let what = IgnoreError::NumberStoredAsText;
        page.ignore_error_range(rows.0, columns.0, rows.1, columns.1, what)?;
    }
    Ok(())
}

/// Width in characters: that of nearly all cells, so that one long address does not push the others off the screen.
fn width<'a>(id: &str, title: &str, cells: impl Iterator<Item = &'a Cell>) -> f64 {
    let mut widths: Vec<usize> = cells.take(MEASURED).map(cell_width).collect();
    widths.retain(|width| *width > 0);
    widths.sort_unstable();
    let most = widths.get(widths.len() * 9 / 10).or(widths.last());
    let widest = if matches!(id, "why" | "addresses" | "company") {
        WIDEST_TEXT
    } else {
        WIDEST
    };
    let wanted = most.map_or(0, |width| width + 1).min(widest);
    let characters = wanted.max(shown_width(title) + BUTTON).max(NARROWEST);
    u32::try_from(characters).map_or(10.0, f64::from)
}

fn cell_width(cell: &Cell) -> usize {
    match cell {
        Cell::Time(_) => TIME.len(),
        other => shown_width(&other.text()),
    }
}

/// Chinese, Japanese and Korean characters are two wide.
fn shown_width(text: &str) -> usize {
    text.chars()
        .map(|c| if u32::from(c) >= 0x1100 { 2 } else { 1 })
        .sum()
}

/// How a time is shown.
const TIME: &str = "yyyy-mm-dd hh:mm";

fn write_rows(page: &mut Worksheet, rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
    let mut links = 0;
    let time = Format::new()
        .set_num_format(TIME)
        .set_align(FormatAlign::Left);
    for (row, cells) in (1u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Number(number) => {
                    page.write_number(row, column, *number)?;
                }
                Cell::Time(at) => match ExcelDateTime::from_timestamp(at.as_second()) {
                    Ok(at) => {
                        page.write_datetime_with_format(row, column, &at, &time)?;
                    }
                    Err(_) => write_text(page, (row, column), cell)?,
                },
                _ => match address(cell).filter(|_| links < MOST_LINKS) {
                    Some(url) => {
                        links += 1;
                        page.write_url(row, column, url)?;
                    }
                    None => write_text(page, (row, column), cell)?,
                },
            }
        }
    }
    Ok(())
}

fn write_text(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
) -> Result<(), XlsxError> {
    let text = shorten(&clean(&cell.text()), MOST_CHARACTERS);
    page.write_string(row, column, text).map(drop)
}

/// What a click on the cell opens, where it is something that Excel can open.
fn address(cell: &Cell) -> Option<Url> {
    match cell {
        Cell::Link(url) if url.len() <= LONGEST_LINK && url.starts_with("http") => {
            Some(Url::new(url))
        }
        // What would have to be written otherwise in an address of a mail stays text.
        Cell::Mail(mail) if mail.bytes().all(is_plain) => {
            Some(Url::new(format!("mailto:{mail}")).set_text(mail))
        }
        _ => None,
    }
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"@.-_+".contains(&byte)
}

/// The page that says what the columns mean.
fn write_legend(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    page.set_name(&sheet.legend)?;
    let bold = Format::new().set_bold().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    page.set_column_width(0, 20)?;
    page.set_column_width(1, 90)?;
    let told = sheet.columns.iter().filter(|c| !c.meaning.is_empty());
    for (row, column) in (0u32..).zip(told) {
        page.write_string_with_format(row, 0, &column.title, &bold)?;
        page.write_string_with_format(row, 1, &column.meaning, &wrapped)?;
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
                ..Column::default()
            },
            Column {
                id: "b".into(),
                title: "b".into(),
                ..Column::default()
            },
        ];
        Sheet {
            columns,
            rows: texts
                .iter()
                .map(|t| vec![Cell::Text(t.clone()), Cell::Text("x".into())])
                .collect(),
            ..Sheet::default()
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

    /// A file of the workbook as text.
    fn part(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
        text
    }

    #[test]
    fn times_are_dates_addresses_open_and_the_legend_says_what_columns_mean() {
        let mut sheet = sheet(&["a".into()]);
        sheet.rows[0] = vec![
            Cell::Time("2026-11-23T10:30:00Z".parse().unwrap()),
            Cell::Mail("einkauf@muster.de".into()),
        ];
        sheet.columns[0].meaning = "when".into();
        sheet.legend = "Legend".into();
        let bytes = to_bytes(&sheet).unwrap();
        assert_eq!(to_bytes(&sheet).unwrap(), bytes);
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
        let leads = book.worksheet_range("Leads").unwrap();
        let date = leads.get_value((1, 0)).unwrap();
        assert!(matches!(date, calamine::Data::DateTime(_)), "{date:?}");
        assert_eq!(
            leads.get_value((1, 1)).unwrap().to_string(),
            "einkauf@muster.de"
        );
        let legend = book.worksheet_range("Legend").unwrap();
        assert_eq!(legend.get_value((0, 1)).unwrap().to_string(), "when");
        let links = part(&bytes, "xl/worksheets/_rels/sheet1.xml.rels");
        assert!(links.contains("mailto:einkauf@muster.de"), "{links}");
        let page = part(&bytes, "xl/worksheets/sheet1.xml");
        for wanted in ["<autoFilter", "state=\"frozen\"", "ySplit=\"1\""] {
            assert!(page.contains(wanted), "{wanted}: {page}");
        }
    }

    #[test]
    fn a_column_is_as_wide_as_nearly_all_its_cells() {
        let cells = |widths: &[usize]| -> Vec<Cell> {
            widths.iter().map(|w| Cell::Text("x".repeat(*w))).collect()
        };
        let of = |cells: &[Cell]| width("city", "city", cells.iter());
        assert!((of(&cells(&[4; 20])) - 7.0).abs() < 0.1);
        let mut long = cells(&[20; 20]);
        long.push(Cell::Text("x".repeat(500)));
        assert!((of(&long) - 21.0).abs() < 0.1);
        assert!((of(&cells(&[500; 9])) - 40.0).abs() < 0.1);
        assert!((of(&[Cell::Text("慕尼黑慕尼黑".into())]) - 13.0).abs() < 0.1);
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
