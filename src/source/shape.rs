//! The shape of a table: where its heading is and what each column holds, by heading or, without one, by content.

use super::columns::{Field, field_of};
use super::values::{Number, email_of, emails_of, number_of, numbers_in, websites_of};
use crate::market::country_named;
use crate::text::fold;

/// The cells of a row.
pub(super) type Cells = Vec<String>;

/// Rows above the heading that a title and a date may take.
const ABOVE: usize = 12;
/// Rows looked at to know a column by its content.
const LOOKED_AT: usize = 200;

/// A table's columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape {
    /// Headings, or `column 3`.
    pub(super) headings: Vec<String>,
    /// What each column is.
    pub(super) fields: Vec<Option<Field>>,
    /// Rows to leave out from the top.
    pub(super) skip: usize,
}

impl Shape {
    /// The shape of a table by its first rows.
    pub(super) fn of(head: &[(usize, Cells)]) -> Self {
        let best = head
            .iter()
            .take(ABOVE)
            .enumerate()
            .map(|(at, (_, cells))| (known(cells), at))
            .max_by_key(|(known, at)| (*known, std::cmp::Reverse(*at)));
        match best {
            Some((known, at)) if known > 0 => Self::with_heading(head, at),
            _ => Self::without_heading(head),
        }
    }

    /// The shape of a record whose keys are its headings.
    pub(super) fn of_headings(headings: Vec<String>) -> Self {
        let mut fields: Vec<Option<Field>> = headings.iter().map(|h| field_of(h)).collect();
        a_second_name_is_a_person(&headings, &mut fields);
        Self {
            headings,
            fields,
            skip: 0,
        }
    }

    fn with_heading(head: &[(usize, Cells)], at: usize) -> Self {
        let headings = head[at].1.clone();
        let mut fields: Vec<Option<Field>> = headings.iter().map(|h| field_of(h)).collect();
        a_second_name_is_a_person(&headings, &mut fields);
        let skip = at + 1;
        let rest = &head[skip..];
        for (column, field) in fields.iter_mut().enumerate().filter(|(_, f)| f.is_none()) {
            *field = by_content(rest, column).filter(|f| matches!(f, Field::Email));
        }
        Self {
            headings,
            fields,
            skip,
        }
    }

    fn without_heading(head: &[(usize, Cells)]) -> Self {
        let width = head.iter().map(|(_, c)| c.len()).max().unwrap_or(0);
        let mut fields: Vec<Option<Field>> = (0..width).map(|c| by_content(head, c)).collect();
        let named = (0..width).find(|c| fields[*c].is_none() && is_wordy(head, *c));
        if let Some(column) = named {
            fields[column] = Some(Field::Company);
        }
        Self {
            headings: (1..=width).map(|n| format!("column {n}")).collect(),
            fields,
            skip: 0,
        }
    }

    /// Is there anything a company could be known by?
    pub(super) fn is_usable(&self) -> bool {
        let telling = [
            Field::Company,
            Field::Website,
            Field::Email,
            Field::Phone,
            Field::Mobile,
            Field::Whatsapp,
        ];
        self.fields.iter().flatten().any(|f| telling.contains(f))
    }
}

/// How many headings of a row are known; none where a cell holds a value, which no heading does.
fn known(cells: &Cells) -> usize {
    let is_value = |c: &String| {
        email_of(c).is_some()
            || c.starts_with("http")
            || c.chars().filter(char::is_ascii_digit).count() > 6
    };
    if cells.iter().any(is_value) {
        return 0;
    }
    let fields = cells
        .iter()
        .filter(|c| !c.is_empty())
        .filter_map(|c| field_of(c));
    fields.collect::<std::collections::BTreeSet<_>>().len()
}

/// Beside a column that says it is the company's, a plain `Name` is the person's.
fn a_second_name_is_a_person(headings: &[String], fields: &mut [Option<Field>]) {
    let plain = [
        "name", "nombre", "nome", "nom", "naam", "nazwa", "姓名", "名称", "имя",
    ];
    let is_plain = |h: &String| plain.contains(&fold(h).as_str());
    let says_company = |h: &String| {
        [
            "compan",
            "firm",
            "empresa",
            "organi",
            "entreprise",
            "azienda",
            "account",
            "公司",
            "企业",
            "компан",
        ]
        .iter()
        .any(|w| fold(h).contains(w))
    };
    if headings.iter().any(says_company) {
        for (heading, field) in headings.iter().zip(fields) {
            if *field == Some(Field::Company) && is_plain(heading) {
                *field = Some(Field::Person);
            }
        }
    }
}

/// The field most of a column's cells look like.
fn by_content(rows: &[(usize, Cells)], column: usize) -> Option<Field> {
    let cells: Vec<&str> = rows
        .iter()
        .take(LOOKED_AT)
        .filter_map(|(_, c)| c.get(column))
        .map(String::as_str)
        .filter(|c| !c.is_empty())
        .collect();
    let most = |looks: &dyn Fn(&str) -> bool| {
        !cells.is_empty() && cells.iter().filter(|c| looks(c)).count() * 3 >= cells.len() * 2
    };
    if most(&|c| !emails_of(c).0.is_empty()) {
        Some(Field::Email)
    } else if most(&|c| !c.contains(' ') && !websites_of(c).is_empty()) {
        Some(Field::Website)
    } else if most(&is_number) {
        Some(Field::Phone)
    } else if most(&|c| country_named(c).is_some()) {
        Some(Field::Country)
    } else {
        None
    }
}

/// A telephone number by its look: digits and their usual companions, seven to fifteen of them.
fn is_number(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let plain = cell
        .chars()
        .all(|c| c.is_ascii_digit() || " +-()/.;,".contains(c));
    plain
        && (7..=32).contains(&digits)
        && numbers_in(cell).iter().any(|n| {
            matches!(number_of(n, None), Number::World { .. }) || n.contains(['+', '-', ' ', '('])
        })
}

/// Are most of the cells words?
fn is_wordy(rows: &[(usize, Cells)], column: usize) -> bool {
    let cells: Vec<&String> = rows
        .iter()
        .take(LOOKED_AT)
        .filter_map(|(_, c)| c.get(column))
        .filter(|c| !c.is_empty())
        .collect();
    let wordy = |c: &&&String| {
        c.chars().filter(|c| c.is_alphabetic()).count() * 2 > c.chars().count()
            && c.chars().count() > 2
    };
    !cells.is_empty() && cells.iter().filter(wordy).count() * 3 >= cells.len() * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Vec<(usize, Cells)> {
        (1..)
            .zip(rows)
            .map(|(n, r)| (n, r.iter().map(|c| (*c).to_owned()).collect()))
            .collect()
    }

    #[test]
    fn the_heading_may_stand_below_a_title() {
        let shape = Shape::of(&table(&[
            &["Visitors of the fair 2026", ""],
            &["", ""],
            &["Company", "E-Mail"],
            &["Muster", "a@muster.de"],
        ]));
        assert_eq!(
            (shape.skip, shape.fields),
            (3, vec![Some(Field::Company), Some(Field::Email)])
        );
    }

    #[test]
    fn a_list_without_a_heading_is_known_by_its_content() {
        let rows = table(&[
            &[
                "1",
                "Muster GmbH",
                "info@muster.de",
                "www.muster.de",
                "+49 30 901820",
            ],
            &["2", "Lux", "a@lux.fr", "lux.fr", "+33 1 40 50 60 70"],
        ]);
        let fields = Shape::of(&rows).fields;
        assert_eq!(
            fields,
            [
                None,
                Some(Field::Company),
                Some(Field::Email),
                Some(Field::Website),
                Some(Field::Phone)
            ]
        );
        assert_eq!(
            Shape::of(&table(&[&["muster.de"], &["lux.fr"]])).fields,
            [Some(Field::Website)]
        );
    }

    #[test]
    fn an_unknown_heading_over_addresses_in_pairs_is_known_by_its_content() {
        let shape = Shape::of(&table(&[
            &["公司", "E-mail地址"],
            &["Muster", "a@muster.de；b@muster.de"],
            &["Lux", "a@lux.fr/b@lux.fr"],
        ]));
        assert_eq!(shape.fields, [Some(Field::Company), Some(Field::Email)]);
    }

    #[test]
    fn beside_a_company_column_a_name_is_a_person() {
        let shape = Shape::of(&table(&[&["Name", "Company"], &["Anna", "Muster"]]));
        assert_eq!(shape.fields, [Some(Field::Person), Some(Field::Company)]);
    }
}
