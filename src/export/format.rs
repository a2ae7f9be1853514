//! The formats and who reads them.

use std::path::Path;

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated.
    Csv,
    /// Tab-separated.
    Tsv,
    /// One JSON record a line.
    Ndjson,
    /// Excel.
    Xlsx,
    /// Contacts of telephones and mail programs, vCard 3.0.
    Vcard,
}

/// Every format with the names it goes by, its usual extension first.
pub(super) const NAMES: &[(Format, &[&str])] = &[
    (Format::Csv, &["csv"]),
    (Format::Tsv, &["tsv", "tab"]),
    (Format::Ndjson, &["ndjson", "jsonl", "json"]),
    (Format::Xlsx, &["xlsx", "excel"]),
    (Format::Vcard, &["vcf", "vcard"]),
];

impl Format {
    /// The format of a name or an extension.
    pub fn named(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(_, names)| names.iter().any(|n| n.eq_ignore_ascii_case(name)))
            .map(|(f, _)| *f)
    }

    /// The format of a file by its extension.
    pub fn of_path(path: &Path) -> Option<Self> {
        Self::named(path.extension()?.to_str()?)
    }

    /// Its usual name, which is its usual extension.
    pub fn name(self) -> &'static str {
        NAMES
            .iter()
            .find(|(format, _)| *format == self)
            .map_or("", |(_, names)| names[0])
    }

    /// The names a user can give.
    pub fn names() -> Vec<&'static str> {
        NAMES.iter().map(|(_, names)| names[0]).collect()
    }
}

/// Who reads what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Excel and its like: byte-order mark, CRLF, guard against formulas.
    Spreadsheet,
    /// A sales program that imports the file: as for a spreadsheet, but what cannot run keeps its value (`+49…`).
    Import,
    /// The next program in a pipe: plain UTF-8, LF, values as they are.
    Program,
}
