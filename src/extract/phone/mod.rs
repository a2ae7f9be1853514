//! Telephone, mobile, fax, WhatsApp and toll-free numbers.
//!
//! Read from `tel:` and WhatsApp links, markup for machines and the visible text. What a number reaches is told by the
//! label before it, in the cell before, in the block before, or by its icon; failing that by its numbering plan.

mod cut;
mod found;
mod hidden;
mod hours;
mod label;
mod labelled;
mod link;
mod markup;
mod nearby;
mod number;
mod regions;
mod scan;
mod text;
mod vanity;

use crate::finding::Findings;

use super::kind::Kind;
use super::reading::Reading;
use found::Found;
use regions::Regions;

/// Telephone numbers.
pub(super) const KIND: Kind = Kind {
    id: "phones",
    about: "telephone, mobile, fax, WhatsApp and toll-free numbers",
    read,
};

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let mut regions = Regions::of(reading);
    let mut found = Found::default();
    markup::read(reading, &mut regions, &mut found);
    link::read_messengers(reading, &regions, &mut found);
    link::read_loose(reading, &mut regions, &mut found);
    for block in 0..reading.document().blocks().len() {
        text::read(reading, block, &mut regions, &mut found);
    }
    hidden::read(reading, &mut regions, &mut found);
    findings.phones = found.finish(reading);
}

#[cfg(test)]
mod tests {
    use super::super::context::{Context, Deobfuscate};
    use super::*;
    use crate::document::Document;
    use crate::finding::PhoneKind::{self, Fax, Mobile, Phone, TollFree, Whatsapp};
    use url::Url;

    fn phones(html: &str) -> Vec<(String, PhoneKind)> {
        let url = Url::parse("http://muster.de/").unwrap();
        let document = Document::parse(html.as_bytes(), Some("text/html; charset=utf-8"), &url);
        let context = Context {
            source: "x",
            fetched_at: jiff::Timestamp::UNIX_EPOCH,
            status: 200,
            region: None,
            deobfuscate: Deobfuscate::Yes,
        };
        let mut findings = Findings::default();
        read(&Reading::new(&document, &context), &mut findings);
        findings
            .phones
            .into_iter()
            .map(|p| (p.e164, p.kind))
            .collect()
    }

    fn one(number: &str, kind: PhoneKind) -> Vec<(String, PhoneKind)> {
        vec![(number.to_owned(), kind)]
    }

    #[test]
    fn the_label_tells_what_a_number_reaches() {
        let both = vec![
            ("+493023125588".to_owned(), Phone),
            ("+493023125589".to_owned(), Fax),
        ];
        for html in [
            "<p>Tel.: 030 23125588, Fax: 030 23125589",
            "<p>T +49 (0)30 23125588 | F +49 (0)30 23125589",
            "<table><tr><td>Telefon<td>030 23125588<tr><td>Telefax<td>030 23125589</table>",
            "<table><tr><th>Telefon<th>Telefax<tr><td>030 23125588<td>030 23125589</table>",
            "<dl><dt>Telefon<dd>030/23125588<dt>Fax<dd>030/23125589</dl>",
            "<p><i class='fa fa-phone'></i> 030 23125588<br><i class='fa fa-fax'></i> 030 23125589",
            "<div>Tel.</div><div>030 23125588</div><div>Fax</div><div>030 23125589</div>",
            "<p>030 23125588 (Tel.)<br>030 23125589 (Fax)",
            "<p>(T) 030 23125588 (F) 030 23125589",
            "<p>Ph: 030 23125588 Fx: 030 23125589",
            "<p>Tel: <a href='tel:+493023125588'>030 23125588</a> Fax: <a href='tel:+493023125589'>030 23125589</a>",
        ] {
            assert_eq!(phones(html), both, "{html}");
        }
    }

    #[test]
    fn whatsapp_is_named_only_where_a_link_or_a_label_says_so() {
        assert_eq!(
            phones("<p>Mobil: 0171 1234567"),
            one("+491711234567", Mobile)
        );
        assert_eq!(
            phones("<a href='https://wa.me/491711234567'>WhatsApp 0171 1234567</a>"),
            one("+491711234567", Whatsapp)
        );
        assert_eq!(
            phones("<p>WhatsApp: +49 171 1234567"),
            one("+491711234567", Whatsapp)
        );
    }

    #[test]
    fn a_line_for_both_is_a_telephone_where_there_is_no_other() {
        assert_eq!(
            phones("<p>Tel./Fax: 030 23125588"),
            [
                ("+493023125588".to_owned(), Phone),
                ("+493023125588".to_owned(), Fax)
            ]
        );
        assert_eq!(
            phones("<p>Tel: 030 23125580<br>Tel./Fax: 030 23125588"),
            [
                ("+493023125580".to_owned(), Phone),
                ("+493023125588".to_owned(), Fax)
            ]
        );
    }

    #[test]
    fn several_numbers_stand_on_a_line() {
        assert_eq!(phones("<p>Tel: 030 23125588 / 030 23125589").len(), 2);
        assert_eq!(phones("<p>Tel: +49 30 23125588 +49 30 23125589").len(), 2);
        assert_eq!(phones("<p>Tel: 030 23125588, 23125589").len(), 2);
        assert_eq!(
            phones("<p>Hotline: 0800 1234567"),
            one("+498001234567", TollFree)
        );
    }

    #[test]
    fn a_number_without_its_area_has_that_of_the_one_before_it() {
        let numbers = |html: &str| -> Vec<String> {
            phones(html).into_iter().map(|(number, _)| number).collect()
        };
        assert_eq!(
            numbers("<p>Тел.: +7 (495) 123-45-67, 123-45-68"),
            ["+74951234567", "+74951234568"]
        );
        assert_eq!(
            phones("<p>Тел.: +7 (4852) 56-32-01, ф. 56-32-02"),
            [
                ("+74852563201".to_owned(), Phone),
                ("+74852563202".to_owned(), Fax)
            ]
        );
        // Neither a postal code nor a number of other groups.
        assert_eq!(
            numbers("<p>Тел.: +7 (495) 123-45-67, 115114 Москва"),
            ["+74951234567"]
        );
    }

    #[test]
    fn without_a_label_too_a_number_goes_on_as_one_with_its_country_begins() {
        let read = phones("<html lang=\"ru-KZ\"><p>+7 (727) 345-01-01, 379-13-52, 379-13-42.</p>");
        let read: Vec<&str> = read.iter().map(|(number, _)| number.as_str()).collect();
        assert_eq!(read, ["+77273450101", "+77273791352", "+77273791342"]);
        let read = phones("<html lang=\"ru-KZ\"><p>+7 (727) 345-01-01, 2019-13-52, 379-1342</p>");
        assert_eq!(read.len(), 1, "{read:?}");
    }

    #[test]
    fn a_bare_number_keeps_the_zero_that_everybody_writes() {
        assert!(phones("<p>Registre du Commerce de Fantaisie B 301 231 255").is_empty());
        assert_eq!(phones("<p>301 231 255 88"), []);
        assert_eq!(phones("<p>030 231 255 88").len(), 1);
    }

    #[test]
    fn the_hosts_number_is_not_the_companys() {
        let host =
            "LWS (Ligne Web)<br>10 rue du Songe<br>75008 PARIS<br>Téléphone : +33 1 77 62 30 03";
        let own = "<p>Tél. : +33 2 99 00 12 34</p>";
        for part in [
            format!("{own}<h2>Hébergeur</h2><p>Le site est hébergé par :</p><p>{host}</p>"),
            format!("{own}<p>Hébergeur :<br>{host}</p>"),
            format!(
                "{own}<h3>Hébergement du site</h3><p>OVH<br><a href=\"tel:+33177623003\">+33 1 77 62 30 03</a></p>"
            ),
        ] {
            let read = phones(&format!("<html lang=\"fr-FR\">{part}"));
            assert_eq!(read, one("+33299001234", PhoneKind::Phone), "{part}");
        }
        for part in [
            "<h2>Hébergement</h2><p>Téléphone : +33 1 77 62 30 03</p>",
            "<h2>Hébergeur</h2><p>OVH</p><h2>Contact</h2><p>Téléphone : +33 1 77 62 30 03</p>",
        ] {
            let read = phones(&format!("<html lang=\"fr-FR\">{part}"));
            assert_eq!(read, one("+33177623003", PhoneKind::Phone), "{part}");
        }
    }

    #[test]
    fn a_second_number_in_a_row_has_the_label_of_the_first() {
        let row = "<tr><td>电话</td><td>0371-56788915</td><td>15937156601</td></tr>";
        let read = phones(&format!(
            "<html lang=\"zh-CN\"><table><tr><td>地址</td><td>郑州市</td></tr>{row}</table>"
        ));
        assert_eq!(read.len(), 2, "{read:?}");
        let prices = "<tr><td>Artikel</td><td>0371-56788915</td><td>15937156601</td></tr>";
        let read = phones(&format!("<html lang=\"zh-CN\"><table>{prices}</table>"));
        assert!(read.is_empty(), "{read:?}");
    }

    #[test]
    fn other_numbers_are_not_telephone_numbers() {
        for html in [
            "<p>USt-IdNr.: DE 287 334 112",
            "<p>Artikel-Nr. 4006381333931, Bestellnr. 030-5512-99, IBAN DE89 3704 0044 0532 0130 00",
            "<p>Stand: 12.05.2024, geöffnet seit 1999-2024",
            "<p>Preis: 1.234.567,00 EUR",
            "<p>52.520008, 13.404954",
            "<p>192.168.100.200",
        ] {
            assert!(phones(html).is_empty(), "{html}: {:?}", phones(html));
        }
    }

    #[test]
    fn numbers_outside_the_text_are_read() {
        for (html, number, kind) in [
            (
                "<p>Tel: <button data-phone='030 901821'>zeigen</button>",
                "+4930901821",
                Phone,
            ),
            (
                "<p>Tel: <a class=rev data-tel='128109 03 94+'>zeigen</a>",
                "+4930901821",
                Phone,
            ),
            ("<p>Fax: <img alt='030 901821'>", "+4930901821", Fax),
            (
                "<p>Ruf <span title='Telefon: 030 901821'>?</span>",
                "+4930901821",
                Phone,
            ),
            (
                "<dl><dt>Fax<dd><img alt='030 901821'><dt>WhatsApp<dd>Chat</dl>",
                "+4930901821",
                Fax,
            ),
            (
                "<p>Tel: <b onclick=\"this.textContent=atob('MDMwIDkwMTgyMQ==')\">zeigen</b>",
                "+4930901821",
                Phone,
            ),
            (
                "<p>Tel: <script>a='030 ';b='901821';document.write('<a href='+'te'+'l:'+a+b+'>')</script>",
                "+4930901821",
                Phone,
            ),
            (
                "<style>.t::after{content:'901821'}</style><p>Tel: <span class=t>030 </span>",
                "+4930901821",
                Phone,
            ),
            (
                "<p>Tel: <input readonly value='030 901821'>",
                "+4930901821",
                Phone,
            ),
            (
                "<script type='application/json'>{\"office\":{\"fax\":\"+49 30 901821\"}}</script>",
                "+4930901821",
                Fax,
            ),
        ] {
            assert_eq!(phones(html), [(number.to_owned(), kind)], "{html}");
        }
    }

    #[test]
    fn what_only_looks_like_a_number_outside_the_text_is_none() {
        for html in [
            "<p data-phone-code='49301821'>x",
            "<p>Tel: <input value='030 901821'>",
            "<img alt='Leuchte 030 901821'>",
            "<p title='20240101 1200'>x",
            "<p>Tel: <input data-phone='030 901821'>",
            "<script type='application/json'>{\"id\":\"+49 30 901821\"}</script>",
            "<style>.t::before{content:'901821'}</style><p>x",
        ] {
            assert!(phones(html).is_empty(), "{html} {:?}", phones(html));
        }
    }

    fn on_dot_com(html: &str) -> Vec<String> {
        let url = Url::parse("http://muster.com/").unwrap();
        let document = Document::parse(html.as_bytes(), Some("text/html; charset=utf-8"), &url);
        let context = Context {
            source: "x",
            fetched_at: jiff::Timestamp::UNIX_EPOCH,
            status: 200,
            region: None,
            deobfuscate: Deobfuscate::Yes,
        };
        let page = super::super::extract(&document, &context);
        page.findings.phones.into_iter().map(|p| p.e164).collect()
    }

    #[test]
    fn what_code_makes_is_read_as_it_stands() {
        let numbers = |html: &str| {
            let found = super::super::testing::findings("https://muster.pl/", Some("PL"), html);
            found.phones.into_iter().map(|p| p.e164).collect::<Vec<_>>()
        };
        let made = "<p>Telefon: <a onclick=\"this.textContent=atob('NTAwIDAwMSAyMzQ=')\">pokaż</a>";
        assert_eq!(numbers(made), ["+48500001234"]);
        // Written, it could be read from either end.
        assert!(numbers("<p>Telefon: <a data-tel='432 100 005'>pokaż</a>").is_empty());
    }

    #[test]
    fn a_page_that_tells_no_country_is_read_by_its_address_or_its_mail() {
        for (html, number) in [
            (
                "<html lang=en-gb><p>7 Court Road<br>Marietta, GA 30060<br>ph: 678-797-6222",
                "+16787976222",
            ),
            (
                "<html lang=de><p>info@muster.ch<p>Telefon: 044 668 18 00",
                "+41446681800",
            ),
            (
                "<html lang=en><p>info@muster.co.jp<p>Tel: 047-321-3821",
                "+81473213821",
            ),
            (
                "<html lang=en-gb><p>Give us a call: 206-588-2075",
                "+12065882075",
            ),
        ] {
            assert_eq!(on_dot_com(html), [number], "{html}");
        }
        // Two countries of the same weight tell nothing.
        assert_eq!(
            on_dot_com("<html lang=de><p>a@muster.ch b@muster.at<p>Telefon: 030 23125588"),
            ["+493023125588"]
        );
    }
}
