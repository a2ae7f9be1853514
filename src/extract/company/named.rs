//! A name found in a line, by its place.

/// A name with its legal form, as a byte range of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) struct Named {
    pub(in crate::extract) start: usize,
    pub(in crate::extract) end: usize,
}
