//! Office files (DOCX, XLSX, PPTX: ECMA-376) as pages: paragraphs, tables and links of what their writers typed.

mod package;
mod sheets;
mod slides;
mod word;

use std::io::Cursor;

use zip::ZipArchive;

use super::markup::Markup;
use super::unread::Unread;

/// The text of an office file as a page.
///
/// # Errors
/// Why there is none.
pub(super) fn markup_of(bytes: &[u8]) -> Result<String, Unread> {
    if bytes.starts_with(&CONTAINER) {
        let locked = memchr::memmem::find(bytes, LOCKED).is_some();
        return Err(if locked {
            Unread::Locked
        } else {
            Unread::Foreign
        });
    }
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unread::Broken)?;
    package::check(&mut package)?;
    let mut markup = Markup::default();
    if package.index_for_name("word/document.xml").is_some() {
        word::write(&mut package, &mut markup)?;
    } else if package.index_for_name("xl/workbook.xml").is_some() {
        sheets::write(bytes, &mut markup)?;
    } else if package.index_for_name("ppt/presentation.xml").is_some() {
        slides::write(&mut package, &mut markup)?;
    } else {
        return Err(Unread::Foreign);
    }
    if markup.has_text() {
        Ok(markup.finish())
    } else {
        Err(Unread::NoText)
    }
}

/// The container of older office files (MS-CFB), in which a newer one with a password is wrapped.
const CONTAINER: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];
/// The name of the stream in which it is wrapped, UTF-16.
const LOCKED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

#[cfg(test)]
pub(in crate::document) mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// A package of parts.
    pub(in crate::document) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, body) in parts {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(body.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    #[test]
    fn a_letter_is_paragraphs_tables_and_links() {
        let document = format!(
            "<?xml version=\"1.0\"?><w:document {W}><w:body>\
             <w:p><w:r><w:t>Muster &amp; Co</w:t></w:r></w:p>\
             <w:p><w:r><w:t>in</w:t></w:r><w:r><w:t>fo@muster.example</w:t><w:br/><w:t xml:space=\"preserve\">Tel: </w:t><w:tab/><w:t>030&#160;1</w:t></w:r></w:p>\
             <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Fax</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>030 2</w:t><w:delText>9</w:delText></w:r></w:p></w:tc></w:tr></w:tbl>\
             <w:p><w:hyperlink r:id=\"rId7\"><w:r><w:t>Mail</w:t></w:r></w:hyperlink></w:p></w:body></w:document>"
        );
        let bytes = packed(&[
            ("word/document.xml", &document),
            (
                "word/_rels/document.xml.rels",
                "<Relationships><Relationship Id=\"rId7\" Target=\"mailto:a@muster.example\" TargetMode=\"External\"/></Relationships>",
            ),
            (
                "word/footer1.xml",
                &format!("<w:ftr {W}><w:p><w:r><w:t>Fuss</w:t></w:r></w:p></w:ftr>"),
            ),
        ]);
        let page = markup_of(&bytes).unwrap();
        for part in [
            "<p>Muster &amp; Co</p>",
            "<p>info@muster.example<br>Tel: &emsp;030\u{a0}1</p>",
            "<tr><td><p>Fax</p></td><td><p>030 2</p></td></tr>",
            "<a href=\"mailto:a@muster.example\">Mail</a>",
            "<footer><p>Fuss</p></footer>",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
    }

    #[test]
    fn a_presentation_is_its_slides_in_order() {
        const A: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
        let slide = |text: &str| {
            format!("<p:sld {A}><p:cSld><p:txBody><a:p>{text}</a:p></p:txBody></p:cSld></p:sld>")
        };
        let linked = "<a:r><a:rPr><a:hlinkClick r:id=\"rId2\"/></a:rPr><a:t>Mail</a:t></a:r>";
        let bytes = packed(&[
            ("ppt/presentation.xml", "<p:presentation/>"),
            (
                "ppt/slides/slide10.xml",
                &slide("<a:r><a:t>zehn</a:t></a:r>"),
            ),
            ("ppt/slides/slide2.xml", &slide(linked)),
            (
                "ppt/slides/_rels/slide2.xml.rels",
                "<Relationships><Relationship Id=\"rId2\" Target=\"mailto:a@muster.example\" TargetMode=\"External\"/></Relationships>",
            ),
        ]);
        let page = markup_of(&bytes).unwrap();
        let slides = "<section><p><a href=\"mailto:a@muster.example\"></a>Mail</p></section><section><p>zehn</p></section>";
        assert!(page.contains(slides), "{page}");
    }

    #[test]
    fn a_workbook_is_a_table_a_sheet_and_far_cells_cost_nothing() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet().set_name("Händler").unwrap();
        sheet.write(0, 0, "Firma").unwrap();
        sheet.write(0, 1, "Telefon").unwrap();
        sheet.write(1, 0, "Muster <GmbH>").unwrap();
        sheet.write(1, 1, 4_930_123_456_f64).unwrap();
        sheet.write(1_048_575, 16_383, "fern").unwrap();
        let page = markup_of(&book.save_to_buffer().unwrap()).unwrap();
        assert!(page.contains("<h2>Händler</h2><table>"), "{page}");
        assert!(
            page.contains(
                "<tr><td>Firma</td><td>Telefon</td></tr><tr><td>Muster &lt;GmbH&gt;</td><td>4930123456</td></tr>"
            ),
            "{page}"
        );
        assert!(page.len() < 2000);
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        assert_eq!(markup_of(&CONTAINER), Err(Unread::Foreign));
        let locked = [&CONTAINER[..], LOCKED].concat();
        assert_eq!(markup_of(&locked), Err(Unread::Locked));
        assert_eq!(markup_of(b"PK\x03\x04nonsense"), Err(Unread::Broken));
        assert_eq!(markup_of(&packed(&[("a.txt", "b")])), Err(Unread::Foreign));
        let empty = format!("<w:document {W}><w:body/></w:document>");
        assert_eq!(
            markup_of(&packed(&[("word/document.xml", &empty)])),
            Err(Unread::NoText)
        );
    }

    #[test]
    fn a_package_that_swells_is_left_alone() {
        let bomb = "0".repeat(package::LARGEST + 1);
        let bytes = packed(&[("word/document.xml", &bomb)]);
        assert!(bytes.len() < bomb.len() / 100);
        assert_eq!(markup_of(&bytes), Err(Unread::TooLarge));
    }

    #[test]
    fn no_cut_and_no_nesting_can_stop_it() {
        let deep = format!(
            "<w:document {W}>{}<w:p><w:r><w:t>tief",
            "<w:tbl><w:tr><w:tc>".repeat(20_000)
        );
        let bytes = packed(&[("word/document.xml", &deep)]);
        assert!(markup_of(&bytes).unwrap().contains("tief"));
        for end in (0..bytes.len()).step_by(7) {
            let _ = markup_of(&bytes[..end]);
        }
    }
}
