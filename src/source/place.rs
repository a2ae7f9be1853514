//! Names of places in lists: `customers.xlsx#Sheet1!12`.

use std::path::Path;
use std::sync::Arc;

/// A file, and its sheet where it is a workbook.
#[derive(Debug, Clone)]
pub(super) struct Place {
    base: String,
}

impl Place {
    pub(super) fn of_file(path: &Path) -> Self {
        let name = path.file_name().map_or_else(
            || path.display().to_string(),
            |n| n.to_string_lossy().into_owned(),
        );
        Self {
            base: format!("{name}#"),
        }
    }

    pub(super) fn of_sheet(path: &Path, sheet: &str) -> Self {
        let file = Self::of_file(path);
        Self {
            base: format!("{}{sheet}!", file.base),
        }
    }

    /// The place of a row, counted from 1 as the user sees it.
    pub(super) fn row(&self, number: usize) -> Arc<str> {
        format!("{}{number}", self.base).into()
    }
}
