//! Contact forms: a form that sends a message to the company, told from search boxes, newsletters, logins, comments,
//! carts and filters.

use crate::document::{BlockKind, Document, Field, Form};
use crate::finding::{ContactForm, Findings};

use super::kind::Kind;
use super::reading::Reading;

/// Contact forms.
pub(super) const KIND: Kind = Kind { id: "contact_forms", about: "forms that send a message to the company", read };

/// What the words of a form that is another's say.
const OTHER_FORMS: &[&str] = &[
    "search", "suche", "recherche", "busca", "buscar", "cerca", "login", "log-in", "signin", "sign-in", "register", "signup", "sign-up", "newsletter", "subscri", "mailchimp", "mc-embedded", "mc4wp", "cart", "checkout", "add-to", "addtocart", "comment", "kommentar", "commentaire", "review", "rating", "filter", "coupon", "wishlist", "currency", "language-switch", "password", "passwort", "poll", "quantity", "variations", "unsubscribe",
];
/// What the words of contact forms say.
const CONTACT_FORMS: &[&str] = &[
    "contact", "kontakt", "contato", "contacto", "contatti", "wpcf7", "wpforms", "gform", "ninja-form", "elementor-form", "inquiry", "enquiry", "anfrage", "feedback", "message", "iletisim", "liên hệ", "lien-he", "обратн", "связ", "お問い合わせ", "留言", "询价", "문의", "devis", "quote", "callback", "rückruf", "formmail", "mailform",
];
/// What the words of a field for the message say.
const MESSAGES: &[&str] = &[
    "message", "nachricht", "mensaje", "mensagem", "messaggio", "bericht", "wiadomo", "zprav", "správ", "meddelande", "besked", "melding", "viesti", "üzenet", "uzenet", "mesaj", "сообщ", "повідом", "съобщ", "вопрос", "μήνυμα", "留言", "内容", "內容", "お問い合わせ", "本文", "문의", "내용", "رسالة", "الرسالة", "nội dung", "noi-dung", "pesan", "ข้อความ", "comment", "anfrage", "inquiry", "enquiry", "question", "text", "body", "details", "description", "anliegen", "mitteilung", "demande", "richiesta", "consulta", "duvida", "sprawa", "tresc", "content", "msg", "remarks", "bemerk", "opmerking", "poruka",
];
const EMAILS: &[&str] = &["mail", "correo", "courriel", "почт", "邮箱", "郵箱", "メール", "이메일", "بريد", "อีเมล", "surel"];
const NAMES: &[&str] = &["name", "nombre", "nom", "nome", "naam", "imie", "imię", "jmeno", "jméno", "namn", "navn", "nimi", "név", "nev", "isim", "adınız", "имя", "ім'я", "ім’я", "όνομα", "姓名", "名前", "이름", "성명", "الاسم", "ชื่อ", "nama", "họ tên", "firma", "company"];

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let document = reading.document();
    let mut seen: Vec<Option<String>> = Vec::new();
    for form in document.forms() {
        if !is_contact(document, form) {
            continue;
        }
        let action = action(document, form);
        if seen.contains(&action) {
            continue;
        }
        findings.contact_forms.push(ContactForm {
            value: page_address(document),
            action: action.clone(),
            evidence: reading.evidence(&words(document, form)),
        });
        seen.push(action);
    }
}

fn page_address(document: &Document) -> String {
    let mut url = document.url().clone();
    url.set_fragment(None);
    url.to_string()
}

/// Where the form sends to, absolute; its own page where nothing is said.
fn action(document: &Document, form: &Form) -> Option<String> {
    let written = form.action.as_deref().unwrap_or_default();
    let target = document.url().join(written).ok()?;
    matches!(target.scheme(), "http" | "https").then(|| {
        let mut target = target;
        target.set_fragment(None);
        target.to_string()
    })
}

/// Something that can be read: the heading over the form or its first words.
fn words(document: &Document, form: &Form) -> String {
    let inside = document.blocks().get(form.blocks.clone()).unwrap_or_default();
    let heading = document.heading_of(form.blocks.start).map(|b| b.text.as_str());
    let first = inside.iter().filter(|b| !matches!(b.kind, BlockKind::Heading(_))).map(|b| b.text.as_str()).take(4);
    heading.into_iter().chain(first).collect::<Vec<_>>().join(" · ")
}

fn is_contact(document: &Document, form: &Form) -> bool {
    let visible: Vec<&Field> = form.fields.iter().filter(|f| f.kind != "hidden").collect();
    let has = |kind: &str| visible.iter().any(|f| f.kind == kind);
    let own = format!("{} {}", form.words, form.action.as_deref().unwrap_or_default().to_lowercase());
    if has("password") || has("search") || is_other(&own) && !says(&own, CONTACT_FORMS) {
        return false;
    }
    let asks = |words: &[&str]| visible.iter().any(|f| is_text(f) && says(&f.words, words));
    let (area, mail) = (has("textarea"), has("email") || asks(EMAILS));
    let commented = form.fields.iter().any(|f| f.words.contains("comment_post_id")) || form.action.as_deref().is_some_and(|a| a.contains("comments-post"));
    if commented {
        return false;
    }
    let labels = label_text(document, form);
    let named = asks(NAMES) || says(&labels, NAMES);
    let mailed = mail || says(&labels, EMAILS);
    if area {
        let told = says(&own, CONTACT_FORMS) || visible.iter().any(|f| f.kind == "textarea" && says(&f.words, MESSAGES)) || says(&labels, MESSAGES);
        return mailed || named || told || visible.iter().any(|f| f.kind == "tel");
    }
    let texts = visible.iter().filter(|f| is_text(f)).count();
    mailed && named && texts >= 3 && (asks(MESSAGES) || says(&own, CONTACT_FORMS))
}

fn is_text(field: &Field) -> bool {
    matches!(field.kind.as_str(), "text" | "email" | "tel" | "textarea" | "url" | "number")
}

fn is_other(words: &str) -> bool {
    says(words, OTHER_FORMS)
}

fn says(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.contains(w))
}

fn label_text(document: &Document, form: &Form) -> String {
    let inside = document.blocks().get(form.blocks.clone()).unwrap_or_default();
    let mut out = String::new();
    for block in inside.iter().take(60) {
        out.push_str(&block.text.to_lowercase());
        out.push(' ');
        if out.len() > 2000 {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::context::{Context, Deobfuscate};
    use super::*;
    use url::Url;

    fn forms(html: &str) -> Vec<ContactForm> {
        let url = Url::parse("http://muster.de/kontakt#top").unwrap();
        let document = Document::parse(html.as_bytes(), Some("text/html; charset=utf-8"), &url);
        let context = Context { source: "x", fetched_at: jiff::Timestamp::UNIX_EPOCH, status: 200, region: None, deobfuscate: Deobfuscate::Yes };
        let mut findings = Findings::default();
        read(&Reading::new(&document, &context), &mut findings);
        findings.contact_forms
    }

    #[test]
    fn a_form_with_a_message_is_a_contact_form() {
        let found = forms("<h1>Kontakt</h1><form action='/send' method=post><label>Name <input name=n></label><input type=email name=e><textarea name=nachricht></textarea></form>");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].value, "http://muster.de/kontakt");
        assert_eq!(found[0].action.as_deref(), Some("http://muster.de/send"));
    }

    #[test]
    fn a_form_that_a_table_tore_apart_is_still_one() {
        let found = forms("<table><form action=mail.php><tr><td>Ihr Name<td><input name=name><tr><td>E-Mail<td><input name=email><tr><td><textarea name=text></textarea></table>");
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn other_forms_are_not() {
        for html in [
            "<form role=search action=/suche><input name=q></form>",
            "<form class=newsletter><input type=email name=email><input type=submit></form>",
            "<form action=/login><input name=email><input type=password name=p></form>",
            "<form id=commentform action=/wp-comments-post.php><textarea name=comment></textarea><input name=author><input name=email><input type=hidden name=comment_post_ID></form>",
            "<form class=cart action=/cart><input type=number name=quantity><button>In den Warenkorb</button></form>",
        ] {
            assert!(forms(html).is_empty(), "{html}");
        }
    }
}
