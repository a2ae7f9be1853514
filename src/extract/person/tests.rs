//! People on small pages written here.

use crate::document::Document;
use crate::extract::{Context, Deobfuscate, extract};

fn people(html: &str) -> Vec<(String, String, String, String)> {
    let url = "http://www.muster-handel.de/team".parse().unwrap();
    let document = Document::parse(html.as_bytes(), Some("text/html; charset=utf-8"), &url);
    let context = Context {
        source: "x",
        fetched_at: jiff::Timestamp::UNIX_EPOCH,
        status: 200,
        region: Some("DE"),
        deobfuscate: Deobfuscate::Yes,
    };
    let text = Option::unwrap_or_default;
    let page = extract(&document, &context);
    let people = page.findings.people.into_iter();
    people
        .map(|p| (p.value, text(p.function), text(p.email), text(p.phone)))
        .collect()
}

fn names(html: &str) -> Vec<String> {
    people(html).into_iter().map(|p| p.0).collect()
}

#[test]
fn all_names_under_a_heading_have_what_it_says() {
    assert_eq!(
        names("<h3>Geschäftsführer</h3><p>Anna Muster<br>Max Muster<br>Musterbank AG<br>Weg 4</p>"),
        ["Anna Muster", "Max Muster"]
    );
    assert_eq!(
        names("<p>Vertreten durch:<br>Anna Muster<br>Max Muster</p>"),
        ["Anna Muster", "Max Muster"]
    );
}

#[test]
fn what_a_card_says_of_its_person_is_more_than_the_heading_of_all() {
    let html = "<h1>Ansprechpartner</h1><div class=team><div class=person><h3>Max Muster</h3><p class=role>Import und Logistik</p><p>m.muster@muster-handel.de</p></div></div>";
    assert_eq!(people(html)[0].1, "Import und Logistik");
}

#[test]
fn a_term_and_a_titled_heading_head_the_name_behind_them() {
    let said = |html: &str| -> Vec<(String, String)> {
        people(html).into_iter().map(|p| (p.0, p.1)).collect()
    };
    let pair = |name: &str, function: &str| (name.to_owned(), function.to_owned());
    assert_eq!(
        said(
            "<dl><dt>Firma<dd>Malerwerkstatt Muster<dt>Inhaber<dd>Max Muster<dt>Prokurist<dd>Anna Weber</dl>"
        ),
        [
            pair("Max Muster", "Inhaber"),
            pair("Anna Weber", "Prokurist")
        ]
    );
    for (heading, function) in [
        (
            "Vertretungsberechtigter Geschäftsführer",
            "Vertretungsberechtigter Geschäftsführer",
        ),
        (
            "Geschäftsführung | Representative and CEO:",
            "Geschäftsführung",
        ),
    ] {
        let html = format!("<h3>{heading}</h3><p>Max Muster</p>");
        assert_eq!(said(&html), [pair("Max Muster", function)]);
    }
    assert_eq!(
        said("<p>대표이사 : 이보기 개인정보보호책임자 : 한효성"),
        [pair("이보기", "대표이사")]
    );
}

#[test]
fn a_card_has_a_name_a_function_and_its_own_ways() {
    let html = "<h1>Team</h1><div class=team>
        <div class=person><h3>Anna Schmidt</h3><p>Buchhaltung</p><p>Mobil: 0171 2345678<br><a href='mailto:%61.schmidt@muster-handel.de'>Mail</a></div>
        <div class=person><h3>Max Muster</h3><p>Leitung Beschaffung</p><p>muster(at)muster-handel.de</p></div></div>
        <p>Zentrale: 030 1234567, info@muster-handel.de";
    let wanted = |name: &str, function: &str, email: &str, phone: &str| {
        (
            name.to_owned(),
            function.to_owned(),
            email.to_owned(),
            phone.to_owned(),
        )
    };
    assert_eq!(
        people(html),
        [
            wanted(
                "Anna Schmidt",
                "Buchhaltung",
                "a.schmidt@muster-handel.de",
                "+491712345678"
            ),
            wanted(
                "Max Muster",
                "Leitung Beschaffung",
                "muster@muster-handel.de",
                ""
            ),
        ]
    );
}

#[test]
fn a_row_of_a_table_is_a_person_by_its_words_or_by_its_columns_head() {
    let laid_out =
        "<table><tr><td>Menü<td><h1>Team</h1><h3>Eva Beispiel</h3><p>Verkauf</p></table>";
    assert_eq!(names(laid_out), ["Eva Beispiel"]);
    let html = "<table><tr><th>Name<th>Funktion<th>Mail
        <tr><td>Anna Schmidt<td>Einkauf Leuchten<td>schmidt@muster-handel.de
        <tr><td>Eva Beispiel<td>Gute Seele<td>info@muster-handel.de</table>
        <table><tr><td>Max Muster<td>Export Manager</table>
        <table><tr><td>Garden Furniture<td>Wholesale</table>";
    assert_eq!(names(html), ["Anna Schmidt", "Eva Beispiel", "Max Muster"]);
}

#[test]
fn names_of_every_script_have_their_functions_below_them() {
    for (name, function) in [
        ("高橋健一", "営業部"),
        ("김민수", "구매팀장"),
        ("李伟", "采购经理"),
        ("สมชาย ศรีสุข", "ฝ่ายนำเข้า"),
        ("فاطمة الهاشمي", "قسم المبيعات"),
        ("Оксана Мельник", "Начальник відділу закупівель"),
        ("Lê Lan", "Phụ trách nhập khẩu"),
    ] {
        let html = format!("<div class=staff><h3>{name}</h3><p>{function}</p></div>");
        let found = people(&html);
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!((found[0].0.as_str(), found[0].1.as_str()), (name, function));
    }
}

#[test]
fn a_name_with_its_own_address_needs_no_function_and_headings_are_no_people() {
    let html = "<p>Anna Schmidt<br>Tel. 030 1234567<br>a.schmidt@muster-handel.de</p>";
    assert_eq!(people(html)[0].2, "a.schmidt@muster-handel.de");
    for html in [
        "<h3>Garden Furniture</h3><p>Import and wholesale</p>",
        "<h3>Los Angeles</h3><p>Sales Office</p><p>Tel. 030 1234567</p>",
        "<div class=testimonial><h4>John Smith</h4><p>Purchasing Manager, Acme</p></div>",
        "<h2>Our Company</h2><p>Sales</p>",
        "<ul><li>Training Day<li>Board of Directors</ul>",
        "<div>Downloadable Items</div><div><a href=/b>Board of Directors</a></div>",
        "<p>Anna Schmidt<br>info@muster-handel.de</p>",
    ] {
        assert!(names(html).is_empty(), "{html}");
    }
}

fn said(html: &str) -> Vec<(String, String)> {
    people(html).into_iter().map(|p| (p.0, p.1)).collect()
}

#[test]
fn a_rank_before_a_colon_is_the_function_of_whoever_stands_behind_it() {
    let pair = |name: &str, function: &str| (name.to_owned(), function.to_owned());
    assert_eq!(
        said("<p>Vizepräsidentin: Eva Beispiel<br>Kassenwart: Max Muster"),
        [
            pair("Eva Beispiel", "Vizepräsidentin"),
            pair("Max Muster", "Kassenwart")
        ]
    );
    assert_eq!(
        said("<p>Geschaeftsfuehrer: Dr. Max Muster; Anna Schmidt"),
        [
            pair("Max Muster", "Geschaeftsfuehrer"),
            pair("Anna Schmidt", "Geschaeftsfuehrer")
        ]
    );
    assert_eq!(
        said("<li>Geschäftsführer / Inhaber: Max Muster"),
        [pair("Max Muster", "Geschäftsführer / Inhaber")]
    );
    assert_eq!(
        said("<p>Directeur de publication : Éric Exemple"),
        [pair("Éric Exemple", "Directeur de publication")]
    );
    for html in [
        "<p>Todos los derechos reservados.Razón Social: Universidad Muster",
        "<p>Jim (Owner Creative Music Centre: North Vancouver)",
        "<p>Webmaster: Max Muster",
    ] {
        assert!(names(html).is_empty(), "{html}");
    }
}

#[test]
fn labels_in_one_line_are_read_one_by_one() {
    let html = "<p>상호 : (주)예시상사 | 주소 : 서울특별시 중구 예시로 12, 3층 | 사업자등록번호 : 248-81-00348 | 대표자명 : 김민수";
    assert_eq!(names(html), ["김민수"]);
    let html = "<footer>Rappresentante legale, Amministratore Unico: Mario Esempio P.Iva 00743110157 Codice fiscale: 00743110157 Casa Muster s.r.l.: sito aggiornato al 07/06/2026</footer>";
    assert_eq!(names(html), ["Mario Esempio"]);
}

#[test]
fn where_no_space_parts_words_a_name_stands_right_behind_its_function() {
    for (html, name) in [
        ("<dd>代表取締役 山田太郎</dd>", "山田太郎"),
        ("<p>대표이사김민수</p>", "김민수"),
        ("<li>取締役　佐藤　健（博士（工学））</li>", "佐藤 健"),
        ("<p>代表取締役　薄井　達</p>", "薄井 達"),
    ] {
        assert_eq!(names(html), [name], "{html}");
    }
    assert!(names("<p>代表取締役 会社概要</p>").is_empty());
}

#[test]
fn a_heading_may_say_the_function_of_the_name_below_it() {
    let html = "<h2>Geschäftsführer</h2><p>Max Muster</p><p>Wir sind für Sie da.</p><h4>The Managing Director</h4><h2>Eva Beispiel</h2>";
    assert_eq!(names(html), ["Max Muster", "Eva Beispiel"]);
    let html = "<ul><li><b>Directeur commercial</b><br>Exemple Maurice</ul>";
    assert_eq!(names(html), ["Exemple Maurice"]);
    // Here it says what the one above does.
    let html = "<div><h3>Anna Schmidt</h3><h4>Managing Director</h4></div><div><h3>Max Muster</h3><p>030 1234567</p></div>";
    assert_eq!(names(html), ["Anna Schmidt"]);
}

#[test]
fn a_function_below_says_more_than_that_one_is_to_be_contacted() {
    let html = "<p>Contact:</p><p>Anna B. Schmidt</p><p>EVP &amp; Cofounder</p><p>0171 2345678</p>";
    assert_eq!(
        people(html),
        [(
            "Anna B. Schmidt".to_owned(),
            "EVP & Cofounder".to_owned(),
            String::new(),
            "+491712345678".to_owned()
        )]
    );
}

#[test]
fn degrees_behind_a_name_and_a_function_in_a_heading_keep_a_card_together() {
    let html = "<div><h3>Anna Schmidt, CPA</h3><h4>Managing Director</h4><p>a.schmidt@muster-handel.de</p><p>0171 2345678</p></div>";
    let found = people(html);
    assert_eq!(found[0].0, "Anna Schmidt");
    assert_eq!(found[0].2, "a.schmidt@muster-handel.de");
    assert_eq!(found[0].3, "+491712345678");
    let html =
        "<table><tr><td><p>EVA BEISPIEL</p><h5>FINANCIAL CONTROLLER</h5><p>Read my bio</p></table>";
    assert_eq!(names(html), ["EVA BEISPIEL"]);
}

#[test]
fn the_firms_number_is_not_the_own_one_of_who_speaks_for_it() {
    let imprint = "<p>Muster Handels GmbH<br>Geschäftsführer: Max Beispiel<br>Telefon: 030 1234567<br>E-Mail: info@muster-handel.de";
    assert_eq!(people(imprint)[0].3, "");
    let own = "<p>Geschäftsführer: Max Beispiel<br>E-Mail: beispiel@muster-handel.de<br>Telefon: 030 1234567";
    assert_eq!(people(own)[0].3, "+49301234567");
    let block = "<address><b>Geschäftsführer: Max Beispiel</b><br>Telefon: 030 1234567</address>";
    assert_eq!(people(block)[0].3, "+49301234567");
    let contact = "<p>Ansprechpartner: Max Beispiel<br>Telefon: 030 1234567";
    assert_eq!(people(contact)[0].3, "+49301234567");
}

#[test]
fn who_is_quoted_is_none_of_the_firms_people() {
    let html = "<div><p>“They have helped us to find new buyers in many markets.”</p><p>Anna Schmidt</p><p>Managing Director</p></div>";
    assert!(names(html).is_empty());
    let html = "<div><p>“Muster”</p><p>Anna Schmidt</p><p>Managing Director</p></div>";
    assert_eq!(names(html), ["Anna Schmidt"]);
}

#[test]
fn initials_footers_labels_and_columns_name_people() {
    let pair = |name: &str, function: &str| (name.to_owned(), function.to_owned());
    for (html, wanted) in [
        (
            "<h4>Петров А.В.</h4><p>Коммерческий директор</p>",
            pair("Петров А.В.", "Коммерческий директор"),
        ),
        (
            "<footer><p>Anna Schmidt</p><p>Sales Director</p><p><a href='tel:+493012345'>030 12345</a></p></footer>",
            pair("Anna Schmidt", "Sales Director"),
        ),
        (
            "<footer><p>Geschäftsführerin</p><p>Eva Beispiel</p></footer>",
            pair("Eva Beispiel", "Geschäftsführerin"),
        ),
        (
            "<div>Họ tên: Trần Thị Mai</div><div>Chức vụ: Trưởng phòng kinh doanh</div>",
            pair("Trần Thị Mai", "Trưởng phòng kinh doanh"),
        ),
        (
            "<h4>Anna Schmidt</h4><p>Position: Export Lead</p>",
            pair("Anna Schmidt", "Export Lead"),
        ),
        (
            "<table><tr><td>Direktor prodaje ploče:<tr><td>Vladimir Jovanović</table>",
            pair("Vladimir Jovanović", "Direktor prodaje ploče"),
        ),
        (
            "<table><tr><th>執行役員営業部長<td>新沼　敬</table>",
            pair("新沼 敬", "執行役員営業部長"),
        ),
        ("<p>영업팀장 이영희</p>", pair("이영희", "영업팀장")),
        (
            "<p>مدير المبيعات: أحمد محمد</p>",
            pair("أحمد محمد", "مدير المبيعات"),
        ),
        (
            "<p>Contact: Anna Schmidt, Export Manager, 030 1234567</p>",
            pair("Anna Schmidt", "Export Manager"),
        ),
    ] {
        assert_eq!(said(html), [wanted], "{html}");
    }
    let columns = "<table><tr><td>Anna Schmidt<td>Max Muster<tr><td>Verkaufsleiterin<td>Geschäftsführer</table>";
    assert_eq!(
        said(columns),
        [
            pair("Anna Schmidt", "Verkaufsleiterin"),
            pair("Max Muster", "Geschäftsführer")
        ]
    );
}

#[test]
fn customers_without_quotation_marks_are_none_of_the_firms_people() {
    for html in [
        "<h2>What our customers say</h2><div><p>Fast and friendly.</p><h4>John Smith</h4><p>Purchasing Manager</p></div>",
        "<div><p>Fast and friendly.</p><p>John Smith, CEO of Acme Inc.</p></div>",
        "<div><p>Reklam işimiz çok iyi gitti.</p><h4 class=customerName>Ahmet Yılmaz</h4><p>Genel Müdür</p></div>",
        "<div><p>Thomas D.</p><p>Directeur commercial</p></div>",
    ] {
        assert!(names(html).is_empty(), "{html}");
    }
    let html = "<h2>Kundenstimmen</h2><p>Sehr gut.</p><h4>Max Muster</h4><p>Einkaufsleiter</p><h2>Team</h2><h4>Anna Schmidt</h4><p>Einkaufsleiterin</p>";
    assert_eq!(names(html), ["Anna Schmidt"]);
}

#[test]
fn an_address_that_spells_another_out_is_not_the_persons() {
    let html = "<p>Contact: Anna Schmidt, Export Manager</p><p>Questions? susan.clark@muster-handel.de</p>";
    assert_eq!(people(html)[0].2, "");
    let html = "<p>Contact: Anna Schmidt, Export Manager</p><p>export4@muster-handel.de</p>";
    assert_eq!(people(html).len(), 1);
}
