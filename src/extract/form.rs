//! Contact forms: a form that sends a message to the company, told from search boxes, newsletters, logins, comments,
//! carts and filters.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use super::kind::Kind;
use super::reading::Reading;
use crate::document::{BlockKind, Document, Form};
use crate::finding::{ContactForm, Findings};
use crate::text::fold;

/// Contact forms.
pub(super) const KIND: Kind = Kind {
    id: "contact_forms",
    about: "forms that send a message to the company",
    read,
};

/// What the heading over a form and its first words may be at most to be taken for what the form is called, bytes.
const CALLED: usize = 120;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    own: OwnWords,
    field: FieldWords,
    other: OtherWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnWords {
    contact: Vec<String>,
    other: Vec<String>,
    never: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldWords {
    message: Vec<String>,
    email: Vec<String>,
    name: Vec<String>,
    friend: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherWords {
    said: Vec<String>,
    called: Vec<String>,
}

struct Table {
    contact: AhoCorasick,
    other: AhoCorasick,
    never: AhoCorasick,
    message: AhoCorasick,
    email: AhoCorasick,
    name: AhoCorasick,
    friend: AhoCorasick,
    said: AhoCorasick,
    called: HashSet<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/forms.toml")).expect("a test reads the table");
    let words = |list: &[String]| {
        AhoCorasick::new(list.iter().map(|w| fold(w))).expect("the table is small")
    };
    Table {
        contact: words(&file.own.contact),
        other: words(&file.own.other),
        never: words(&file.own.never),
        message: words(&file.field.message),
        email: words(&file.field.email),
        name: words(&file.field.name),
        friend: words(&file.field.friend),
        said: words(&file.other.said),
        called: file.other.called.iter().map(|w| fold(w)).collect(),
    }
});

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
    let inside = document
        .blocks()
        .get(form.blocks.clone())
        .unwrap_or_default();
    let heading = document
        .heading_of(form.blocks.start)
        .map(|b| b.text.as_str());
    let first = inside
        .iter()
        .filter(|b| !matches!(b.kind, BlockKind::Heading(_)))
        .map(|b| b.text.as_str())
        .take(4);
    heading
        .into_iter()
        .chain(first)
        .collect::<Vec<_>>()
        .join(" · ")
}

fn is_contact(document: &Document, form: &Form) -> bool {
    let table = &*TABLE;
    let fields: Vec<(&str, String)> = form
        .fields
        .iter()
        .map(|field| (field.kind.as_str(), fold(&field.words)))
        .collect();
    let visible = || fields.iter().filter(|(kind, _)| *kind != "hidden");
    let has = |kind: &str| visible().any(|(of, _)| *of == kind);
    let asks = |words: &AhoCorasick| visible().any(|(of, own)| is_text(of) && words.is_match(own));
    let own = fold(&format!(
        "{} {}",
        form.words,
        form.action.as_deref().unwrap_or_default()
    ));
    let of_contact = table.contact.is_match(&own);
    if has("password")
        || has("search")
        || table.never.is_match(&own)
        || table.other.is_match(&own) && !of_contact
        || fields
            .iter()
            .any(|(_, own)| own.contains("comment_post_id"))
        || asks(&table.friend)
        || is_called_other(document, form, &fields)
    {
        return false;
    }
    let labels = label_text(document, form);
    let named = asks(&table.name) || table.name.is_match(&labels);
    let mailed = has("email") || asks(&table.email) || table.email.is_match(&labels);
    if has("textarea") {
        let told = of_contact || asks(&table.message) || table.message.is_match(&labels);
        return mailed || named || told || has("tel");
    }
    let texts = visible().filter(|(kind, _)| is_text(kind)).count();
    mailed && named && texts >= 3 && (asks(&table.message) || of_contact)
}

/// Do the heading over it, its first words or its buttons say that it is another's form?
fn is_called_other(document: &Document, form: &Form, fields: &[(&str, String)]) -> bool {
    let inside = document
        .blocks()
        .get(form.blocks.clone())
        .unwrap_or_default();
    // A box to tick has words of its own beside it: the newsletter that may be had too.
    let ticked = fields.iter().any(|(kind, _)| *kind == "checkbox");
    let texts = document
        .heading_of(form.blocks.start)
        .into_iter()
        .chain(inside.iter().take(2))
        .filter(|block| !ticked || matches!(block.kind, BlockKind::Heading(_)))
        .filter(|block| block.text.len() <= CALLED)
        .map(|block| fold(&block.text));
    let buttons = fields
        .iter()
        .filter(|(kind, _)| matches!(*kind, "submit" | "button" | "image"))
        .map(|(_, words)| words.clone());
    texts
        .chain(buttons)
        .any(|text| TABLE.said.is_match(&text) || TABLE.called.contains(&text))
}

fn is_text(kind: &str) -> bool {
    matches!(
        kind,
        "text" | "email" | "tel" | "textarea" | "url" | "number"
    )
}

/// The first texts in a form, folded.
fn label_text(document: &Document, form: &Form) -> String {
    let inside = document
        .blocks()
        .get(form.blocks.clone())
        .unwrap_or_default();
    let mut out = String::new();
    for block in inside.iter().take(60) {
        out.push_str(&fold(&block.text));
        out.push(' ');
        if out.len() > 2000 {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;
    use super::*;

    fn forms(html: &str) -> Vec<ContactForm> {
        findings("http://muster.de/kontakt#top", None, html).contact_forms
    }

    #[test]
    fn a_form_with_a_message_is_a_contact_form() {
        let found = forms(
            "<h1>Kontakt</h1><form action='/send' method=post><label>Name <input name=n></label><input type=email name=e><textarea name=nachricht></textarea></form>",
        );
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].value, "http://muster.de/kontakt");
        assert_eq!(found[0].action.as_deref(), Some("http://muster.de/send"));
    }

    #[test]
    fn a_form_that_a_table_tore_apart_is_still_one() {
        let found = forms(
            "<table><form action=mail.php><tr><td>Ihr Name<td><input name=name><tr><td>E-Mail<td><input name=email><tr><td><textarea name=text></textarea></table>",
        );
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

    #[test]
    fn forms_of_visitors_to_each_other_and_to_readers_are_not() {
        let fields = "<input name=n placeholder=Name><input type=email name=e><textarea name=message></textarea>";
        for around in [
            "<h3>Email to a Friend</h3><form>@</form>",
            "<form action=/sendfriend/product/send>@</form>",
            "<form>@<input name=recipient_email></form>",
            "<h3>Envoyer cette page à un(e) ami(e)</h3><form>@</form>",
            "<h2>Schreibe einen Kommentar</h2><form>@</form>",
            "<h2>Оставить отзыв</h2><form>@</form>",
            "<h2>写评论</h2><form>@</form>",
            "<h2>Bewerbung als Verkäufer</h2><form>@</form>",
            "<form><p>Report this ad</p>@</form>",
            "<h2>Registrieren</h2><form>@</form>",
        ] {
            let html = around.replace('@', fields);
            assert!(forms(&html).is_empty(), "{html}");
        }
        for around in [
            "<h2>Registrieren Sie Ihr Projekt</h2><form>@</form>",
            "<h2>Kontakt</h2><form>@<input type=checkbox name=newsletter> Newsletter abonnieren</form>",
            "<h2>Đăng ký tư vấn</h2><form>@</form>",
            "<h2>留言</h2><form>@</form>",
        ] {
            let html = around.replace('@', fields);
            assert_eq!(forms(&html).len(), 1, "{html}");
        }
    }
}
