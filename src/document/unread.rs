//! Why a file that carries text gave none.

use std::fmt;

/// Why a PDF, an office file or a contact card gave no text. The document is empty then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It opens with a password only.
    Locked,
    /// It has pages but no text in them: scanned, drawn, or set in a face without letters.
    NoText,
    /// It is damaged or cut off.
    Broken,
    /// It is no file whose text is read: any other archive or container.
    Foreign,
    /// Unpacked it would be larger than any honest file.
    TooLarge,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Locked => "it is locked with a password",
            Self::NoText => "it holds no text (scanned pages or pictures)",
            Self::Broken => "it is damaged or cut off",
            Self::Foreign => "it is no kind of file whose text is read",
            Self::TooLarge => "unpacked it is too large",
        })
    }
}
