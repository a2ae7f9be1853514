//! What a file is, by its first bytes, and whether it is one whose text is read.

use url::Url;

/// A file that is no text itself but carries some.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PDF.
    Pdf,
    /// DOCX, XLSX, PPTX: a package of parts; DOC, XLS, PPT, or one that is locked: a container.
    Office,
}

/// PDF allows other bytes before its mark; servers put line breaks there.
const PDF_WITHIN: usize = 1024;
/// Parts of the media types of files whose text is read.
const TYPES: &[&str] = &[
    "application/pdf",
    "officedocument",
    "application/msword",
    "ms-excel",
    "ms-powerpoint",
    "vcard",
];
/// Endings of files whose text is read.
const ENDINGS: &[&str] = &["pdf", "docx", "xlsx", "pptx", "doc", "xls", "ppt", "vcf"];

impl Format {
    /// What bytes are; `None` for text and for what is not read.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let head = &bytes[..bytes.len().min(PDF_WITHIN)];
        if head.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else if head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xD0\xCF\x11\xE0") {
            Some(Self::Office)
        } else {
            let mark = memchr::memmem::find(head, b"%PDF-1.")?;
            let is_text = head[..mark]
                .iter()
                .all(|b| b.is_ascii_graphic() && *b != b'<' || b.is_ascii_whitespace());
            is_text.then_some(Self::Pdf)
        }
    }

    /// Is content with this `Content-Type` a file whose text is read?
    pub fn is_declared(content_type: &str) -> bool {
        let lower = content_type.to_ascii_lowercase();
        TYPES.iter().any(|t| lower.contains(t))
    }

    /// Is an answer by its headers or its address a file whose text is read?
    pub fn is_expected(content_type: Option<&str>, url: &Url) -> bool {
        let ending = url.path().rsplit_once('.').map(|(_, ending)| ending);
        content_type.is_some_and(Self::is_declared)
            || ending.is_some_and(|e| Self::is_read(&e.to_ascii_lowercase()))
    }

    /// Is a file with this ending, lower case, one whose text is read?
    pub fn is_read(ending: &str) -> bool {
        ENDINGS.contains(&ending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_expected_by_its_type_or_its_name() {
        let url = |url| Url::parse(url).unwrap();
        assert!(Format::is_expected(
            Some("Application/PDF"),
            &url("http://a.de/get?id=4")
        ));
        assert!(Format::is_expected(
            Some("application/octet-stream"),
            &url("http://a.de/Liste.XLS?v=2")
        ));
        assert!(!Format::is_expected(
            Some("text/html"),
            &url("http://a.de/kontakt")
        ));
        assert!(!Format::is_expected(None, &url("http://a.de/")));
    }

    #[test]
    fn the_first_bytes_tell() {
        assert_eq!(Format::of(b"%PDF-1.7\n"), Some(Format::Pdf));
        assert_eq!(Format::of(b"\r\n\r\n%PDF-1.4\n"), Some(Format::Pdf));
        assert_eq!(Format::of(b"PK\x03\x04\x14\0"), Some(Format::Office));
        assert_eq!(Format::of(b"<p>%PDF-1.4 explained"), None);
        assert_eq!(Format::of(b"\x89PNG\r\n"), None);
        assert_eq!(Format::of(b""), None);
    }
}
