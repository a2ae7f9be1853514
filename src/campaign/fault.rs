//! What is wrong with a file the user wrote, and where: file, line, key, and what to do about it.

use std::fmt;

/// A fault in a settings file. [`fmt::Display`] gives one line; the hint is shown apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault {
    /// The file, as it was named; empty for settings that came from no file.
    pub file: String,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Dotted key, where one is at fault (`search.tactics`).
    pub key: Option<String>,
    /// What is wrong, with the value.
    pub what: String,
    /// What to do next.
    pub hint: Option<String>,
}

impl FileFault {
    /// A fault of a whole file.
    pub fn of_file(file: &str, what: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line: None,
            key: None,
            what: what.into(),
            hint: None,
        }
    }

    /// The same fault with a hint.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.file.is_empty(), self.line) {
            (false, Some(line)) => write!(f, "{}, line {line}: ", self.file)?,
            (false, None) => write!(f, "{}: ", self.file)?,
            (true, Some(line)) => write!(f, "line {line}: ")?,
            (true, None) => {}
        }
        if let Some(key) = &self.key {
            write!(f, "`{key}`: ")?;
        }
        f.write_str(&self.what)
    }
}

impl std::error::Error for FileFault {}

/// The candidate a person most likely meant: at most a third of its letters differ. `None` where nothing is near.
pub fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = crate::text::fold(given);
    candidates
        .into_iter()
        .map(|c| (strsim::osa_distance(&given, &crate::text::fold(c)), c))
        .filter(|(distance, c)| *distance <= (c.chars().count().max(3) / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, c)| c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_another_word_finds_nothing() {
        assert_eq!(nearest("tactcs", ["tactics", "engines"]), Some("tactics"));
        assert_eq!(nearest("Germny", ["Germany", "France"]), Some("Germany"));
        assert_eq!(nearest("weather", ["tactics", "engines"]), None);
    }
}
