//! A row of a table becomes a page with findings.

use std::sync::Arc;

use super::context::{ListContext, Row, Skipped};
use super::reading::Reading;
use super::shape::{Cells, Shape};
use crate::finding::{Evidence, Findings, Origin, Page};
use crate::text::{shorten, squeeze};

/// Reads the rows of one table.
pub(super) struct RowReader<'a> {
    pub(super) shape: &'a Shape,
    pub(super) context: &'a ListContext,
    /// File name, the `engine` of the rows' origin.
    pub(super) list: &'a str,
    /// Place of the id column.
    pub(super) id_column: Option<usize>,
    /// Words and licence of a dataset's record, which then stand as evidence instead of the cells.
    pub(super) dataset: Option<(String, Arc<str>)>,
}

impl RowReader<'_> {
    /// The row, and what of it could not be read; no row where nothing in it tells of a company.
    pub(super) fn read(&self, cells: &Cells, place: Arc<str>) -> (Option<Row>, Vec<Skipped>) {
        let words = squeeze(
            &cells
                .iter()
                .filter(|c| !c.is_empty())
                .cloned()
                .collect::<Vec<_>>()
                .join(" | "),
        );
        let Some(seen) = self.evidence(&place, &words) else {
            return (None, vec![]);
        };
        let mut reading = Reading::new(cells, self.shape, seen);
        reading.take_names();
        reading.take_web();
        reading.take_profiles();
        reading.take_emails();
        let country = reading.country();
        let region = country
            .clone()
            .or_else(|| reading.country_of_hosts())
            .or_else(|| self.context.region.clone());
        reading.take_numbers(region.as_deref());
        reading.take_address(country.as_deref());
        let row = self.row(
            reading.found,
            (place, reading.website, country.or(region)),
            reading.local,
        );
        if is_empty(&row) && self.id_of(cells).is_none() {
            let why = "nothing in it names a company or a way to reach one";
            reading.skipped.push(Skipped {
                place: row.page.source,
                column: String::new(),
                value: words,
                why,
            });
            return (None, reading.skipped);
        }
        (
            Some(Row {
                id: self.id_of(cells),
                ..row
            }),
            reading.skipped,
        )
    }

    fn evidence(&self, place: &Arc<str>, cells: &str) -> Option<Evidence> {
        let words = self.dataset.as_ref().map_or(cells, |(words, _)| words);
        let seen = Evidence::new(place.clone(), self.context.at, shorten(words, 300))?;
        Some(match &self.dataset {
            Some((_, licence)) => seen.under_licence(licence.clone()),
            None => seen,
        })
    }

    fn row(
        &self,
        findings: Findings,
        (place, website, country): (Arc<str>, Option<String>, Option<String>),
        local_phones: Vec<String>,
    ) -> Row {
        let origin = Origin {
            engine: self.list.to_owned(),
            ..Origin::default()
        };
        let page = Page {
            url: website.unwrap_or_else(|| place.to_string()),
            source: place.to_string(),
            fetched_at: self.context.at,
            status: 200,
            title: String::new(),
            language: None,
            country,
            origins: vec![origin],
            findings,
        };
        Row {
            page,
            id: None,
            local_phones,
        }
    }

    fn id_of(&self, cells: &Cells) -> Option<String> {
        self.id_column
            .and_then(|at| cells.get(at))
            .filter(|c| !c.is_empty())
            .cloned()
    }
}

fn is_empty(row: &Row) -> bool {
    let found = &row.page.findings;
    found.company.is_none()
        && !found.has_contact()
        && row.page.url == row.page.source
        && row.local_phones.is_empty()
}
