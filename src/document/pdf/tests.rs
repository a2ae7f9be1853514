//! Small files, written here.

use std::fmt::Write as _;

use lopdf::{EncryptionState, EncryptionVersion, Permissions};

use super::*;

/// A file of one page with these operators; the faces are `F1`, a Latin one, and `F2`, one with its own table that
/// moves letters on by one.
pub(in crate::document) fn one_page(operators: &str) -> Vec<u8> {
    let table = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /X def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n1 beginbfrange\n<0021> <007E> <0020>\nendbfrange\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (de-DE) >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 1 1] /A << /S /URI /URI (mailto:link@muster.example) >> >>] /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{operators}\nendstream", operators.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 7 0 R /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /DW 500 /W [34 [600 610] 40 50 500] >>] >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{table}\nendstream", table.len()),
        "<< /Title (Preisliste) >>".to_owned(),
    ];
    assemble(&objects)
}

fn assemble(objects: &[String]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.4\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let start = out.len();
    let _ = write!(
        out,
        "{table}trailer\n<< /Size {} /Root 1 0 R /Info 8 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    out.into_bytes()
}

#[test]
fn lines_cells_and_paragraphs_stand_where_the_page_shows_them() {
    let page = markup_of(&one_page(
        "BT /F1 10 Tf 12 TL 50 800 Td (Muster & Co) Tj T* (Weg 1) Tj T* (10115 Berlin) Tj T* (030 90-18-) Tj T* (21) Tj ET\n\
         BT /F1 10 Tf 50 700 Td (Fax) Tj 100 0 Td [(030) -300 (90 18) 20 (21)] TJ ET\n\
         BT /F1 10 Tf 1 0 0 1 50 600 Tm (in) Tj (fo@muster.example) Tj ET\n\
         q 1 0 0 1 0 -50 cm BT /F2 10 Tf 50 600 Td <0022002300240025> Tj ET Q",
    ))
    .unwrap();
    for part in [
        "<html lang=\"de-DE\"><title>Preisliste</title>",
        "<p>Muster &amp; Co<br>Weg 1<br>10115 Berlin<br>030 90-18-21<br></p>",
        "<tr><td>Fax</td><td>030 90 1821</td></tr>",
        "<p>info@muster.example<br></p>",
        "<p>!\"#$<br></p>".replace('"', "&quot;").as_str(),
        "<a href=\"mailto:link@muster.example\"></a>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn a_page_on_its_side_reads_like_any_other() {
    let page = markup_of(&one_page(
        "BT /F1 10 Tf 0 1 -1 0 100 50 Tm (Tel 030) Tj 12 TL T* (Fax 031) Tj ET",
    ))
    .unwrap();
    assert!(page.contains("<p>Tel 030<br>Fax 031<br></p>"), "{page}");
}

#[test]
fn bold_by_showing_twice_is_said_once() {
    let page = markup_of(&one_page(
        "BT /F1 10 Tf 50 700 Td (Muster) Tj ET BT /F1 10 Tf 50.3 700 Td (Muster) Tj ET",
    ))
    .unwrap();
    assert_eq!(page.matches("Muster").count(), 1, "{page}");
}

#[test]
fn what_cannot_be_read_says_why() {
    assert_eq!(markup_of(&one_page("0 0 m 9 9 l S")), Err(Unread::NoText));
    assert_eq!(markup_of(b"%PDF-1.7\nnothing"), Err(Unread::Broken));
    assert_eq!(markup_of(&locked("secret")), Err(Unread::Locked));
    // Without a password to open it, only to change it, any viewer shows it.
    assert!(markup_of(&locked("")).unwrap().contains("Muster"));
}

fn locked(password: &str) -> Vec<u8> {
    let mut file = File::load_mem(&one_page("BT /F1 10 Tf 50 700 Td (Muster) Tj ET")).unwrap();
    let id = Object::string_literal("0123456789abcdef");
    file.trailer.set("ID", vec![id.clone(), id]);
    let version = EncryptionVersion::V2 {
        document: &file,
        owner_password: "owner",
        user_password: password,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    file.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn no_cut_can_stop_it() {
    let whole = one_page("BT /F1 10 Tf 50 700 Td (Muster) Tj ET");
    for end in (0..whole.len()).step_by(5) {
        let _ = markup_of(&whole[..end]);
    }
}

#[test]
fn a_form_that_shows_itself_ends() {
    let operators = "BT /F1 10 Tf 50 700 Td (Muster) Tj ET /X Do /X Do";
    let text = String::from_utf8(one_page(operators)).unwrap();
    let objects = text
        .replace(
            "/F1 5 0 R /F2 6 0 R >> >>",
            "/F1 5 0 R /F2 6 0 R >> /XObject << /X 4 0 R >> >>",
        )
        .replace(
            "<< /Length",
            "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length",
        );
    assert!(markup_of(objects.as_bytes()).unwrap().contains("Muster"));
}

#[test]
fn a_part_that_tells_its_text_is_not_read_by_its_letters() {
    let page = markup_of(&one_page(
        "BT /F1 10 Tf 50 700 Td /Span <</ActualText <FEFF0E400E010E350E480E220E27>>> BDC (a) Tj (b) Tj EMC ( Tel) Tj ET\n\
         BT /F1 10 Tf 50 600 Td /P <</MCID 0>> BDC (Fax) Tj EMC ET",
    ))
    .unwrap();
    assert!(page.contains("<p>เกี่ยว Tel<br></p>"), "{page}");
    assert!(page.contains("<p>Fax<br></p>"), "{page}");
}

#[test]
fn what_runs_from_right_to_left_is_read_from_its_beginning_however_it_is_shown() {
    let text = |word: &str| {
        let mut units = String::from("FEFF");
        for unit in word.encode_utf16() {
            let _ = write!(units, "{unit:04X}");
        }
        format!("/Span <</ActualText <{units}>>> BDC (x) Tj EMC")
    };
    let (name, town, street) = (text("شركة"), text("دبي"), text("شارع"));
    // From the right, as word processors write, and from the left.
    for order in [[(90, &name), (70, &town)], [(70, &town), (90, &name)]] {
        let mut shown = String::new();
        for (at, word) in order {
            let _ = write!(shown, "BT /F1 10 Tf {at} 700 Td {word} ET ");
        }
        let _ = write!(shown, "BT /F1 10 Tf 90 688 Td {street} ET");
        let page = markup_of(&one_page(&shown)).unwrap();
        assert!(page.contains("<p>شركة دبي<br>شارع<br></p>"), "{page}");
    }
}
