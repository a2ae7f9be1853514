//! Parked pages: a name for sale or a registrar's own page. Whatever contact stands there is the broker's, so nothing
//! else is read from such a page.
//!
//! A page must be short; then the words of sale in any language, a title that is the name itself, links that lead to
//! brokers or to searches of the page itself are weighed together.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;
use url::Url;

use super::reading::Reading;
use super::registration::is_of_a_maker;
use crate::document::{Document, LinkKind};
use crate::finding::Notice;
use crate::text::{fold, shorten, squeeze};
use crate::web::Site;

/// Id of the notice.
const PARKED: &str = "parked";
/// A page with more text than this is a site of its own, bytes.
const LONGEST: usize = 6000;
/// A page of no more than this says little, bytes.
const LITTLE: usize = 1200;
/// Points that make a page a parked one.
const ENOUGH: u32 = 5;
/// Points of words of sale.
const SALE: u32 = 3;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    sale: Vec<String>,
    hint: Vec<String>,
    brokers: Vec<String>,
}

struct Table {
    words: AhoCorasick,
    /// The patterns from this one on are hints.
    hints_from: usize,
    brokers: HashSet<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/parked.toml")).expect("a test reads the table");
    let folded = file.sale.iter().chain(&file.hint).map(|w| fold(w));
    Table {
        words: AhoCorasick::new(folded).expect("the table is small"),
        hints_from: file.sale.len(),
        brokers: file.brokers.into_iter().collect(),
    }
});

/// The notice of a parked page, with the words that say so.
pub(super) fn notice(reading: &Reading<'_>) -> Option<Notice> {
    let document = reading.document();
    let length: usize = document.blocks().iter().map(|b| b.text.len()).sum();
    if length > LONGEST || document.blocks().is_empty() {
        return None;
    }
    let said = said(document);
    if said.points == 0 || said.points < SALE && is_a_firms(document) {
        return None;
    }
    let links = links(document);
    let named = if is_name(document) { 2 } else { 0 };
    let points = said.points + links.points + named + u32::from(length <= LITTLE);
    let enough = said.points >= SALE || links.broker;
    (enough && points >= ENOUGH).then(|| Notice {
        value: PARKED.to_owned(),
        evidence: reading.evidence(&shorten(&said.words, 200)),
    })
}

/// Does the page have an address at its own name, or name who hosts it? Legal notices do, and link to where the name was
/// bought.
fn is_a_firms(document: &Document) -> bool {
    let own = Site::of(document.url()).map(|site| format!("@{}", site.as_str()));
    let of_its_own = |text: &str| own.as_ref().is_some_and(|own| text.contains(own.as_str()));
    let links = document.references().iter();
    links.into_iter().any(|link| of_its_own(&link.href))
        || document
            .blocks()
            .iter()
            .any(|block| of_its_own(&block.text) || is_of_a_maker(&fold(&block.text)))
}

#[derive(Default)]
struct Said {
    points: u32,
    words: String,
}

/// What the texts say: words of sale, and 1 for a second place of sale and for a hint.
fn said(document: &Document) -> Said {
    let mut out = Said::default();
    let (mut sale, mut hint) = (0, 0);
    let texts = std::iter::once(document.title())
        .chain(document.meta("description"))
        .chain(document.blocks().iter().map(|b| b.text.as_str()));
    let own = Site::of(document.url());
    for text in texts {
        let text_said = told(&without(fold(text), own.as_ref()));
        if text_said != Told::Nothing
            && (out.words.is_empty() || text_said == Told::Sale && sale == 0)
        {
            text.clone_into(&mut out.words);
        }
        sale += u32::from(text_said == Told::Sale);
        hint += u32::from(text_said == Told::Hint);
    }
    let said = if sale > 0 { SALE } else { 0 };
    out.points = said + u32::from(sale > 1) + hint.min(1);
    out
}

/// What one text says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Sale,
    Hint,
    Nothing,
}

fn told(folded: &str) -> Told {
    let found = TABLE.words.find_overlapping_iter(folded);
    match found.map(|m| m.pattern().as_usize()).min() {
        Some(first) if first < TABLE.hints_from => Told::Sale,
        Some(_) => Told::Hint,
        None => Told::Nothing,
    }
}

/// `the domain muster.de may be for sale` without the name in it.
fn without(folded: String, own: Option<&Site>) -> String {
    match own.filter(|own| folded.contains(own.as_str())) {
        Some(own) => squeeze(&folded.replace("www.", "").replace(own.as_str(), " ")),
        None => folded,
    }
}

/// Is the title, or the first heading, the site's name and little else?
fn is_name(document: &Document) -> bool {
    let Some(site) = Site::of(document.url()) else {
        return false;
    };
    let names = |text: &str| {
        let text = text.to_lowercase();
        text.contains(site.as_str()) && text.len() < site.as_str().len() + 40
    };
    names(document.title()) || document.blocks().first().is_some_and(|b| names(&b.text))
}

struct Links {
    points: u32,
    broker: bool,
}

/// Links to brokers 2; next to no links but those elsewhere and to searches of its own front page 1.
fn links(document: &Document) -> Links {
    let own = Site::of(document.url());
    let mut pages = 0;
    let mut broker = false;
    for link in document.links() {
        let site = Site::of(&link.url);
        broker |= site
            .as_ref()
            .is_some_and(|s| TABLE.brokers.contains(s.as_str()));
        let ours = site == own && link.kind == LinkKind::Anchor && !is_search(&link.url);
        pages += u32::from(ours);
    }
    let few = u32::from(pages <= 2);
    Links {
        points: if broker { 2 + few } else { few },
        broker,
    }
}

/// The front page with a question: `/?kw=led`.
fn is_search(url: &Url) -> bool {
    url.path() == "/" && (url.query().is_some() || url.fragment().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Context, Deobfuscate, extract};
    use crate::finding::Page;

    fn page(url: &str, html: &str) -> Page {
        let document = Document::parse(
            html.as_bytes(),
            Some("text/html; charset=utf-8"),
            &Url::parse(url).unwrap(),
        );
        let context = Context {
            source: url,
            fetched_at: "2026-01-01T00:00:00Z".parse().unwrap(),
            status: 200,
            region: None,
            deobfuscate: Deobfuscate::Yes,
        };
        extract(&document, &context)
    }

    fn is_parked(url: &str, html: &str) -> bool {
        let page = page(url, html);
        let parked = page.findings.notices.iter().any(|n| n.value == PARKED);
        assert!(!parked || !page.findings.has_contact() && page.findings.company.is_none());
        parked
    }

    #[test]
    fn a_legal_notice_that_names_its_host_is_not_parked() {
        let notice = |contact: &str| {
            format!(
                "<title>Mentions légales - Muster SARL</title><a href='/'>Accueil</a><p>Muster SARL, 12 rue de la Paix, 75002 Paris. {contact}</p>\
                 <p>Le nom de domaine muster.fr est enregistré auprès de Hébergia, hébergeur du site : <a href='https://www.ovh.com'>www.ovh.com</a></p>"
            )
        };
        assert!(!is_parked("http://www.muster.fr/", &notice("")));
        let bought = "<title>Muster</title><p>Nom de domaine muster.fr. <a href='https://www.ovh.com'>Acheté ici</a>, info@muster.fr</p>";
        assert!(!is_parked("http://www.muster.fr/", bought));
        assert!(is_parked(
            "http://www.muster.fr/",
            &bought.replace("info@muster.fr", "")
        ));
    }

    #[test]
    fn a_name_for_sale_gives_no_contacts_in_any_language() {
        for (title, text) in [
            (
                "muster.de",
                "Diese Domain steht zum Verkauf. Tel. 030 1234567, verkauf@broker.de",
            ),
            (
                "muster.de",
                "The domain muster.de may be for sale. Call +1 480 624 2500",
            ),
            (
                "muster.de - Ce nom de domaine est à vendre",
                "Contactez vente@broker.fr",
            ),
            ("muster.de", "该域名正在出售，请联系 sale@broker.cn"),
            ("muster.de", "Домен продаётся. Звоните +7 495 123-45-67"),
            ("muster.de", "このドメインは売り出し中です info@broker.jp"),
        ] {
            let html = format!(
                "<title>{title}</title><h1>muster.de</h1><p>{text}</p><a href='/?q=led'>LED</a>"
            );
            assert!(is_parked("http://muster.de/", &html), "{text}");
        }
        assert!(is_parked(
            "http://muster.com/",
            "<title>Welcome</title><p>Buy this domain</p><a href='https://sedo.com/search/?d=muster.com'>Offer</a>"
        ));
    }

    #[test]
    fn a_company_that_deals_in_names_or_is_being_built_is_not_parked() {
        let shop = "<title>Muster Domains GmbH</title><h1>Domain kaufen und hosten</h1><a href=/hosting>Hosting</a><a href=/preise>Preise</a><a href=/kontakt>Kontakt</a><a href=/impressum>Impressum</a><p>Muster Domains GmbH, Musterweg 1, 10115 Berlin, info@muster.de</p>".to_owned()
            + &"<p>Wir registrieren Ihren Namen, betreiben Ihren Server und beraten Sie.</p>".repeat(20);
        assert!(!is_parked("http://muster.de/", &shop));
        assert!(!is_parked(
            "http://muster.de/",
            "<title>muster.de</title><h1>Muster GmbH</h1><p>Hier entsteht unsere neue Website. info@muster.de Tel. 030 1234567</p>"
        ));
    }
}
