//! A file becomes rows.

use std::path::Path;

use super::card::row_of;
use super::context::{List, ListContext, Mapped, Row, Skipped, SourceError};
use super::decode::decode;
use super::place::Place;
use super::records::{Line, cells_of, looks_like_records, read_line};
use super::row::RowReader;
use super::shape::{Cells, Shape};
use super::{delimited, workbook};
use crate::document::{cards, is_card};

/// Rows that tell the shape of a table.
const HEAD: usize = 220;

/// Where rows go, with what is learned on the way.
struct Sink<'a> {
    path: &'a Path,
    context: &'a ListContext,
    list: String,
    mapping: Vec<Mapped>,
    skipped: Vec<Skipped>,
    each: &'a mut dyn FnMut(Row),
}

/// Reads a list whole.
///
/// # Errors
/// A file that cannot be opened or in which no column is known.
pub fn read_list(path: &Path, context: &ListContext) -> Result<List, SourceError> {
    let mut rows = Vec::new();
    let mut list = visit_list(path, context, &mut |row| rows.push(row))?;
    list.rows = rows;
    Ok(list)
}

/// Reads a list row by row: each row is handed over and not kept; the list that is given back has no rows.
///
/// # Errors
/// As [`read_list`].
pub fn visit_list(
    path: &Path,
    context: &ListContext,
    each: &mut dyn FnMut(Row),
) -> Result<List, SourceError> {
    let list = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut sink = Sink {
        path,
        context,
        list,
        mapping: Vec::new(),
        skipped: Vec::new(),
        each,
    };
    if is_workbook(path) {
        sink.take_workbook()?;
    } else {
        let bytes = std::fs::read(path).map_err(|source| SourceError::Open {
            path: path.to_owned(),
            source,
        })?;
        let text = decode(&bytes);
        if text.trim().is_empty() {
            return Err(SourceError::Empty {
                path: path.to_owned(),
            });
        }
        sink.take_decoded(&text)?;
    }
    Ok(List {
        rows: Vec::new(),
        mapping: sink.mapping,
        skipped: sink.skipped,
    })
}

fn is_workbook(path: &Path) -> bool {
    let extension = path
        .extension()
        .map(|e| e.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    matches!(
        extension.as_str(),
        "xlsx" | "xlsm" | "xls" | "xlsb" | "ods" | "xlam" | "xla"
    )
}

impl Sink<'_> {
    fn take_decoded(&mut self, text: &str) -> Result<(), SourceError> {
        if looks_like_records(text) {
            self.take_records(text)
        } else if is_card(text) {
            let place = Place::of_file(self.path);
            cards(text).try_for_each(|card| {
                let place = place.row(card.line);
                let (headings, cells) = row_of(card);
                self.take_object(headings, &cells, place)
            })
        } else {
            self.take_text(text)
        }
    }

    fn take_text(&mut self, text: &str) -> Result<(), SourceError> {
        let place = Place::of_file(self.path);
        let mut rows = delimited::rows(text);
        let head: Vec<(usize, Cells)> = rows.by_ref().take(HEAD).collect();
        self.take_table(None, &head, rows, &place)
    }

    fn take_workbook(&mut self) -> Result<(), SourceError> {
        let sheets = workbook::sheets(self.path)?;
        if sheets.is_empty() {
            return Err(SourceError::Empty {
                path: self.path.to_owned(),
            });
        }
        let several = sheets.len() > 1;
        let mut unusable = None;
        for (name, rows) in sheets {
            let place = Place::of_sheet(self.path, &name);
            let (head, rest) = rows.split_at(rows.len().min(HEAD));
            match self.take_table(several.then_some(&name), head, rest.iter().cloned(), &place) {
                Err(error @ SourceError::NoColumns { .. }) => unusable = Some(error),
                other => other?,
            }
        }
        // A sheet of notes beside a usable one is no error.
        if self.mapping.is_empty() {
            unusable.map_or(Ok(()), Err)
        } else {
            Ok(())
        }
    }

    fn take_table(
        &mut self,
        sheet: Option<&String>,
        head: &[(usize, Cells)],
        rest: impl Iterator<Item = (usize, Cells)>,
        place: &Place,
    ) -> Result<(), SourceError> {
        let shape = Shape::of(head);
        let id_column = self.id_column(&shape)?;
        if !shape.is_usable() {
            return Err(SourceError::NoColumns {
                path: self.path.to_owned(),
                headings: shown(&shape, head),
            });
        }
        self.mapping.extend(
            shape
                .headings
                .iter()
                .zip(&shape.fields)
                .map(|(heading, field)| Mapped {
                    sheet: sheet.cloned(),
                    heading: heading.clone(),
                    field: *field,
                }),
        );
        let list = self.list.clone();
        let reader = RowReader {
            shape: &shape,
            context: self.context,
            list: &list,
            id_column,
            dataset: None,
        };
        for (number, cells) in head.iter().skip(shape.skip).cloned().chain(rest) {
            let (row, skipped) = reader.read(&cells, place.row(number));
            self.skipped.extend(skipped);
            row.into_iter().for_each(&mut *self.each);
        }
        Ok(())
    }

    fn id_column(&self, shape: &Shape) -> Result<Option<usize>, SourceError> {
        let Some(wanted) = &self.context.id_column else {
            return Ok(None);
        };
        match shape
            .headings
            .iter()
            .position(|h| h.trim().eq_ignore_ascii_case(wanted))
        {
            Some(at) => Ok(Some(at)),
            None => Err(SourceError::NoIdColumn {
                path: self.path.to_owned(),
                column: wanted.clone(),
                headings: shape.headings.join(", "),
            }),
        }
    }

    fn take_records(&mut self, text: &str) -> Result<(), SourceError> {
        let place = Place::of_file(self.path);
        for (number, line) in (1..)
            .zip(text.lines())
            .filter(|(_, l)| !l.trim().is_empty())
        {
            let here = place.row(number);
            match read_line(line.trim(), &here, self.context.at) {
                Line::Page(page) => (self.each)(Row {
                    page: *page,
                    id: None,
                    local_phones: Vec::new(),
                }),
                Line::Object(object) => {
                    let (headings, cells) = cells_of(object);
                    self.take_object(headings, &cells, here)?;
                }
                Line::Other => {}
                Line::Broken => {
                    let why = "is no record and no JSON object";
                    self.skipped.push(Skipped {
                        place: here.to_string(),
                        column: String::new(),
                        value: crate::text::shorten(line, 80),
                        why,
                    });
                }
            }
        }
        Ok(())
    }

    fn take_object(
        &mut self,
        headings: Vec<String>,
        cells: &Cells,
        place: std::sync::Arc<str>,
    ) -> Result<(), SourceError> {
        let shape = Shape::of_headings(headings);
        let id_column = self.id_column(&shape)?;
        if self.mapping.is_empty() {
            self.mapping.extend(
                shape
                    .headings
                    .iter()
                    .zip(&shape.fields)
                    .map(|(h, f)| Mapped {
                        sheet: None,
                        heading: h.clone(),
                        field: *f,
                    }),
            );
        }
        let list = self.list.clone();
        let (row, skipped) = RowReader {
            shape: &shape,
            context: self.context,
            list: &list,
            id_column,
            dataset: None,
        }
        .read(cells, place);
        self.skipped.extend(skipped);
        row.into_iter().for_each(&mut *self.each);
        Ok(())
    }
}

fn shown(shape: &Shape, head: &[(usize, Cells)]) -> String {
    let cells = if shape.skip > 0 {
        &shape.headings
    } else {
        head.first().map_or(&shape.headings, |(_, c)| c)
    };
    crate::text::shorten(&cells.join(", "), 200)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context() -> ListContext {
        ListContext {
            region: None,
            at: "2026-01-01T00:00:00Z".parse().unwrap(),
            id_column: None,
        }
    }

    fn read(name: &str, bytes: &[u8]) -> Result<List, SourceError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        read_list(&path, &context())
    }

    #[test]
    fn a_row_becomes_a_page_with_its_place_as_evidence() {
        let text = "Firma;Webseite;E-Mail;Telefon;Fax;Ort;Land\nMuster GmbH;www.muster.de;einkauf@muster.de;030 901820;030 901821;Berlin;Germany\n";
        let list = read("kunden.csv", text.as_bytes()).unwrap();
        let page = &list.rows[0].page;
        assert_eq!(page.source, "kunden.csv#2");
        assert_eq!(page.url, "http://www.muster.de/");
        assert_eq!(page.country.as_deref(), Some("DE"));
        assert_eq!(
            page.findings.company.as_ref().unwrap().evidence.url(),
            "kunden.csv#2"
        );
        assert_eq!(page.findings.emails[0].value, "einkauf@muster.de");
        assert_eq!(
            page.findings
                .phones
                .iter()
                .map(|p| p.e164.as_str())
                .collect::<Vec<_>>(),
            ["+4930901820", "+4930901821"]
        );
        assert!(list.skipped.is_empty(), "{:?}", list.skipped);
    }

    #[test]
    fn what_cannot_be_read_is_named_with_row_and_column() {
        let list = read(
            "a.csv",
            b"Company,Email,Phone\nMuster,not-an-address,call us\n,,\n",
        )
        .unwrap();
        let named: Vec<(&str, &str)> = list
            .skipped
            .iter()
            .map(|s| (s.place.as_str(), s.column.as_str()))
            .collect();
        assert_eq!(
            named,
            [("a.csv#2", "Email"), ("a.csv#2", "Phone"), ("a.csv#3", "")]
        );
    }

    #[test]
    fn a_list_in_which_nothing_is_known_is_an_error_that_names_its_columns() {
        let error = read("a.csv", b"Umsatz,Menge\n1,2\n").unwrap_err();
        assert!(error.to_string().contains("Umsatz"), "{error}");
        assert!(matches!(
            read("b.csv", b" \n"),
            Err(SourceError::Empty { .. })
        ));
    }

    #[test]
    fn a_business_card_and_a_workbook_are_lists() {
        let list = read("card.vcf", b"BEGIN:VCARD\nVERSION:3.0\nFN:Anna Schmidt\nORG:Muster\nTITLE:Einkauf\nEMAIL:a@muster.de\nTEL;TYPE=FAX:+4930901821\nEND:VCARD\n").unwrap();
        let found = &list.rows[0].page.findings;
        assert_eq!(list.rows[0].page.source, "card.vcf#1");
        assert_eq!(found.company.as_ref().unwrap().value, "Muster");
        assert_eq!(found.people[0].function.as_deref(), Some("Einkauf"));
        assert_eq!(found.phones[0].kind, crate::finding::PhoneKind::Fax);

        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name("Besucher").unwrap();
        for (column, heading) in (0..).zip(["公司名称", "电话", "国家"]) {
            sheet.write_string(2, column, heading).unwrap();
        }
        sheet.write_string(3, 0, "Muster GmbH").unwrap();
        sheet.write_number(3, 1, 4_930_901_820.0).unwrap();
        sheet.write_string(3, 2, "德国").unwrap();
        let list = read("a.xlsx", &book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(list.rows[0].page.source, "a.xlsx#Besucher!4");
        assert_eq!(list.rows[0].page.findings.phones[0].e164, "+4930901820");
    }

    #[test]
    fn records_of_other_stages_are_read_back() {
        let line = r#"{"type":"lead","v":1,"id":"ab","website":"http://muster.de/","country":"DE","emails":[{"value":"a@muster.de","kind":"role","evidence":{"url":"http://muster.de/","at":"2026-01-01T00:00:00Z"}}]}"#;
        let list = read(
            "leads.ndjson",
            format!("{line}\n{{\"company\":\"Lux\",\"emails\":[\"a@lux.fr\"]}}\nnonsense\n")
                .as_bytes(),
        )
        .unwrap();
        assert_eq!(
            list.rows[0].page.findings.emails[0].evidence.url(),
            "http://muster.de/"
        );
        assert_eq!(list.rows[1].page.findings.emails[0].value, "a@lux.fr");
        assert_eq!(list.skipped[0].place, "leads.ndjson#3");
    }
}
