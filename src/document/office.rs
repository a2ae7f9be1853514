//! Office files as pages: letters (DOCX, DOC), workbooks (XLSX, XLS) and presentations (PPTX, PPT), ECMA-376 and the
//! binary formats before it, as their writers typed them: without what was deleted or hidden.

use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use office_oxide::core::Error as PackageError;
use office_oxide::doc::DocError;
use office_oxide::docx::DocxError;
use office_oxide::limits::Limits;
use office_oxide::options::ParseOptions;
use office_oxide::ppt::PptError;
use office_oxide::pptx::PptxError;
use office_oxide::xls::XlsError;
use office_oxide::xlsx::XlsxError;
use office_oxide::{Document, DocumentFormat, OfficeError};
use zip::ZipArchive;

use super::unread::Unread;

/// The container of office files before 2007 (MS-CFB), in which a newer one with a password is wrapped too.
const CONTAINER: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];
/// The name of the stream in which it is wrapped, UTF-16.
const LOCKED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// The text of a letter or of slides, unpacked, bytes. It takes up to sixty times as much while it is read.
const LARGEST_TEXT: u64 = 8 * 1024 * 1024;
/// The text of a workbook: it takes little more than it is.
const LARGEST_SHEETS: u64 = 48 * 1024 * 1024;
/// All parts of a package, unpacked, pictures with them, bytes.
const LARGEST: u64 = 128 * 1024 * 1024;
/// Parts of a package at most.
const MOST_PARTS: usize = 4000;
/// The longest text of a file that is read, bytes; the rest is left out.
const LONGEST: usize = 4 * 1024 * 1024;

/// The text of an office file as a page.
///
/// # Errors
/// Why there is none.
pub(super) fn markup_of(bytes: &[u8]) -> Result<String, Unread> {
    let format = format_of(bytes)?;
    let reader = Cursor::new(bytes.to_vec());
    let document =
        Document::from_reader_with(reader, format, &options()).map_err(|why| unread(&why))?;
    let mut page =
        catch_unwind(AssertUnwindSafe(|| document.to_html())).map_err(|_panic| Unread::Broken)?;
    page.truncate(page.floor_char_boundary(LONGEST));
    if has_text(&page) {
        Ok(page)
    } else {
        Err(Unread::NoText)
    }
}

fn format_of(bytes: &[u8]) -> Result<DocumentFormat, Unread> {
    if bytes.starts_with(&CONTAINER) {
        let locked = memchr::memmem::find(bytes, LOCKED).is_some();
        return if locked {
            Err(Unread::Locked)
        } else if is_cut(bytes) {
            Err(Unread::Broken)
        } else {
            // Of the three formats in a container the reader finds the one that is there.
            Ok(DocumentFormat::Doc)
        };
    }
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unread::Broken)?;
    let format = package
        .file_names()
        .filter_map(Result::ok)
        .find_map(|name| match name.split_once('/')?.0 {
            "word" => Some(DocumentFormat::Docx),
            "xl" => Some(DocumentFormat::Xlsx),
            "ppt" => Some(DocumentFormat::Pptx),
            _ => None,
        })
        .ok_or(Unread::Foreign)?;
    let largest = match format {
        DocumentFormat::Xlsx => LARGEST_SHEETS,
        _ => LARGEST_TEXT,
    };
    check(&mut package, largest)?;
    Ok(format)
}

/// Does a container end before its directory, which tells what is in it (MS-CFB 2.2: where that begins is said in the
/// header, in sectors behind it)?
fn is_cut(bytes: &[u8]) -> bool {
    let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let directory = || {
        let shift = number(30)? & 0xFFFF;
        let size = 1_u64.checked_shl(shift)?;
        (u64::from(number(48)?) + 1).checked_mul(size)
    };
    directory().is_none_or(|at| at >= bytes.len() as u64)
}

/// Counts what the text of a package is once it is unpacked, whatever it says of itself.
fn check(package: &mut ZipArchive<Cursor<&[u8]>>, largest: u64) -> Result<(), Unread> {
    if package.len() > MOST_PARTS {
        return Err(Unread::TooLarge);
    }
    let mut left = largest;
    for number in 0..package.len() {
        let Ok(part) = package.by_index(number) else {
            continue;
        };
        // Pictures and faces are many times as large and cost no more than they are.
        let name = part.name_raw().to_ascii_lowercase();
        if ![&b".xml"[..], b".rels", b".vml"]
            .iter()
            .any(|ending| name.ends_with(ending))
        {
            continue;
        }
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).unwrap_or(0);
        left = left.checked_sub(read).ok_or(Unread::TooLarge)?;
    }
    Ok(())
}

/// Bounds for files nobody vouches for. What was read of one that is incomplete is kept.
fn options() -> ParseOptions {
    let mut options = ParseOptions::default();
    options.limits = Limits::strict();
    options.limits.package_bytes = LARGEST;
    options.limits.embedded_depth = 0;
    options
}

fn unread(why: &OfficeError) -> Unread {
    match why {
        OfficeError::Doc(DocError::Encrypted)
        | OfficeError::Xls(XlsError::Encrypted | XlsError::EncryptionNotSupported(_))
        | OfficeError::Ppt(PptError::Encrypted) => Unread::Locked,
        OfficeError::Doc(DocError::MissingStream(_)) => Unread::Foreign,
        OfficeError::Core(why)
        | OfficeError::Docx(DocxError::Core(why))
        | OfficeError::Xlsx(XlsxError::Core(why))
        | OfficeError::Pptx(PptxError::Core(why)) => match why {
            PackageError::DecompressionLimit { .. } => Unread::TooLarge,
            _ => Unread::Broken,
        },
        _ => Unread::Broken,
    }
}

/// Is there a letter or a digit outside of tags?
fn has_text(page: &str) -> bool {
    let mut in_tag = false;
    page.chars().any(|c| match c {
        '<' => {
            in_tag = true;
            false
        }
        '>' => {
            in_tag = false;
            false
        }
        _ => !in_tag && c.is_alphanumeric(),
    })
}

#[cfg(test)]
pub(in crate::document) mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// A package of parts.
    fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, body) in parts {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(body.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// A letter with this body and this footer.
    pub(in crate::document) fn letter(body: &str, footer: &str) -> Vec<u8> {
        let names = format!(
            "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"{RELATION}\""
        );
        let types = format!(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Override PartName=\"/word/document.xml\" ContentType=\"{TYPE}.document.main+xml\"/>\
             <Override PartName=\"/word/footer1.xml\" ContentType=\"{TYPE}.footer+xml\"/></Types>"
        );
        let relations = |list: &str| {
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{list}</Relationships>"
            )
        };
        let main = relations(&format!(
            "<Relationship Id=\"rId1\" Type=\"{RELATION}/officeDocument\" Target=\"word/document.xml\"/>"
        ));
        let links = relations(&format!(
            "<Relationship Id=\"rId7\" Type=\"{RELATION}/hyperlink\" Target=\"mailto:a@muster.example\" TargetMode=\"External\"/>\
             <Relationship Id=\"rId8\" Type=\"{RELATION}/footer\" Target=\"footer1.xml\"/>"
        ));
        let document = format!(
            "<w:document {names}><w:body>{body}<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId8\"/></w:sectPr></w:body></w:document>"
        );
        let footer = format!("<w:ftr {names}><w:p><w:r><w:t>{footer}</w:t></w:r></w:p></w:ftr>");
        packed(&[
            ("[Content_Types].xml", &types),
            ("_rels/.rels", &main),
            ("word/document.xml", &document),
            ("word/_rels/document.xml.rels", &links),
            ("word/footer1.xml", &footer),
        ])
    }

    #[test]
    fn a_letter_is_paragraphs_tables_and_links() {
        let page = markup_of(&letter(
            "<w:p><w:r><w:t>Muster &amp; Co</w:t></w:r></w:p>\
             <w:p><w:r><w:t>in</w:t></w:r><w:r><w:t>fo@muster.example</w:t><w:br/><w:t xml:space=\"preserve\">Tel: </w:t><w:tab/><w:t>030&#160;1</w:t></w:r></w:p>\
             <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Fax</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>030 2</w:t></w:r><w:del><w:r><w:delText>9</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl>\
             <w:p><w:hyperlink r:id=\"rId7\"><w:r><w:t>Mail</w:t></w:r></w:hyperlink><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r></w:p>",
            "Fuss",
        ))
        .unwrap();
        for part in [
            "<p>Muster &amp; Co</p>",
            "info@muster.example<br",
            "030\u{a0}1",
            "<p>Fax</p>",
            "<p>030 2</p>",
            "<a href=\"mailto:a@muster.example\">Mail</a>",
            "Fuss",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("unseen"), "{page}");
    }

    /// What other programs wrote of the same texts.
    fn recorded(name: &str) -> Vec<u8> {
        let mut archive =
            ZipArchive::new(Cursor::new(include_bytes!("recorded/office.zip"))).unwrap();
        let mut bytes = Vec::new();
        let mut file = archive.by_name(name).unwrap();
        file.read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn every_format_of_an_office_is_read() {
        for (names, told) in [
            (
                ["letter.docx", "letter.doc"],
                [
                    "Muster &amp; Co Lighting GmbH",
                    "mailto:einkauf@muster-lighting.de",
                    "+49 40 7654322",
                ],
            ),
            (
                ["list.xlsx", "list.xls"],
                [
                    "Muster Lighting GmbH",
                    "mailto:purchase@muster-lighting.de",
                    "49407654321",
                ],
            ),
            (
                ["slides.pptx", "slides.ppt"],
                [
                    "20095 Hamburg, Germany",
                    "mailto:sales@muster-lighting.de",
                    "+49 40 7654322",
                ],
            ),
        ] {
            for name in names {
                let page = markup_of(&recorded(name)).unwrap();
                for text in told {
                    assert!(page.contains(text), "{name}: {text} in {page}");
                }
            }
        }
    }

    #[test]
    fn cells_far_off_cost_little() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet().set_name("Händler").unwrap();
        sheet.write(0, 0, "Muster <GmbH>").unwrap();
        sheet.write(0, 1, 4_930_123_456_f64).unwrap();
        sheet.write(1_048_575, 16_383, "fern").unwrap();
        let page = markup_of(&book.save_to_buffer().unwrap()).unwrap();
        for text in [
            "<h2>Händler</h2>",
            "Muster &lt;GmbH&gt;",
            ">4930123456<",
            "fern",
        ] {
            assert!(page.contains(text), "{text}");
        }
        assert!(page.len() < 1_000_000, "{}", page.len());
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        assert_eq!(markup_of(&CONTAINER), Err(Unread::Broken));
        let locked = [&CONTAINER[..], LOCKED].concat();
        assert_eq!(markup_of(&locked), Err(Unread::Locked));
        let cut = &recorded("letter.doc")[..3_000];
        assert_eq!(markup_of(cut), Err(Unread::Broken));
        assert_eq!(markup_of(b"PK\x03\x04nonsense"), Err(Unread::Broken));
        assert_eq!(markup_of(&packed(&[("a.txt", "b")])), Err(Unread::Foreign));
        assert_eq!(markup_of(&letter("", "")), Err(Unread::NoText));
    }

    #[test]
    fn a_package_that_swells_is_left_alone() {
        let bomb = "0".repeat(usize::try_from(LARGEST_TEXT).unwrap());
        let bytes = letter(&format!("<w:p><w:r><w:t>{bomb}</w:t></w:r></w:p>"), "");
        assert!(bytes.len() < bomb.len() / 100);
        assert_eq!(markup_of(&bytes), Err(Unread::TooLarge));
    }

    #[test]
    fn no_cut_and_no_nesting_can_stop_it() {
        let deep = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>tief</w:t></w:r></w:p>".repeat(5_000);
        let bytes = letter(&deep, "");
        assert!(markup_of(&bytes).unwrap().contains("tief"));
        for name in ["letter.docx", "letter.doc", "list.xlsx", "list.xls"] {
            let bytes = recorded(name);
            for end in (0..bytes.len()).step_by(97) {
                let _ = markup_of(&bytes[..end]);
            }
        }
    }
}
