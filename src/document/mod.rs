//! Documents: bytes and headers become decoded, parsed text, blocks, links and language, once for all who read them.
//!
//! [`Document::parse`] decodes (`charset`), builds a tree with a bound on depth and size (`tree`), and walks it once
//! (`walk`); everything offered here was collected on that walk. No selector is run over a whole page.

mod assembly;
mod bait;
mod block;
mod card;
mod charset;
mod code;
mod collected;
mod decode;
mod element;
mod excerpt;
mod flow;
mod form;
mod format;
mod forms;
mod generated;
mod head;
mod hiding;
mod icon;
mod language;
mod link;
mod links;
mod markup;
mod mhtml;
mod office;
mod pdf;
mod picture;
mod place;
mod plain;
mod property;
mod run;
mod said;
mod script;
mod sheet;
mod tables;
mod tree;
mod unread;
mod walk;

use std::borrow::Cow;

use serde_json::Value;
use url::Url;

pub use block::{Block, BlockKind, Cell, Mark, Region, Span, Target};
pub use card::{CardWay, ContactCard, cards, is_card};
pub use code::CodePicture;
pub use decode::{Decoded, decode_content};
pub use form::{Field, Form};
pub use format::Format;
pub use link::{Link, LinkKind, Reference};
pub use mhtml::{Unpacked, unpack_mhtml};
pub use property::{Attribute, Property, Script};
pub use said::{own_address, said_addresses, saved_from};
pub use unread::Unread;

use collected::Collected;

/// The longest page that is read, bytes; the rest is left out. Files that carry text are read whole or not at all, and
/// their readers have bounds of their own.
const LONGEST: usize = 8 * 1024 * 1024;

/// A parsed page. Parsed once; engines, extraction and the crawl all read this.
pub struct Document {
    url: Url,
    html: scraper::Html,
    language: Option<String>,
    found: Collected,
    /// Where the headings stand among the blocks.
    headings: Vec<usize>,
    unread: Option<Unread>,
}

impl Document {
    /// Reads a page from its decoded bytes (content codings already taken off, see [`decode_content`]).
    ///
    /// `content_type` is the header's value, charset included; `url` is the page's address. Never fails: bad HTML
    /// yields less, pictures and other binaries yield nothing. Open elements deeper than 512 are flattened, so that no
    /// nesting can stop it.
    ///
    /// PDF, Word, Excel, PowerPoint and vCard files are told by their first bytes and read as pages; why one gave nothing
    /// is in
    /// [`Document::unread`].
    pub fn parse(bytes: &[u8], content_type: Option<&str>, url: &Url) -> Self {
        if let Some(format) = Format::of(bytes) {
            return Self::from_file(format, bytes, url);
        }
        let bytes = &bytes[..bytes.len().min(LONGEST)];
        let text = if is_binary(bytes) {
            Cow::Borrowed("")
        } else {
            charset::decode_text(bytes, content_type, top_level(url))
        };
        if card::is_card(&text) {
            return Self::from_markup(&card::markup_of(&text), url);
        }
        if is_plain(content_type, &text) {
            return Self::from_plain(&text, url);
        }
        Self::from_markup(&text, url)
    }

    fn from_markup(text: &str, url: &Url) -> Self {
        let html = tree::parse_tree(text);
        let found = walk::walk(&html, url);
        Self::with(html, found, url)
    }

    fn from_file(format: Format, bytes: &[u8], url: &Url) -> Self {
        let read = match format {
            Format::Pdf => pdf::markup_of(bytes),
            Format::Office => office::markup_of(bytes),
        };
        match read {
            Ok(markup) => Self::from_markup(&markup, url),
            Err(why) => {
                let mut empty = Self::from_markup("", url);
                empty.unread = Some(why);
                empty
            }
        }
    }

    fn from_plain(text: &str, url: &Url) -> Self {
        let html = scraper::Html::new_document();
        let blocks = plain::blocks_of(text, html.tree.root().id());
        Self::with(
            html,
            Collected {
                blocks,
                ..Collected::default()
            },
            url,
        )
    }

    fn with(html: scraper::Html, found: Collected, url: &Url) -> Self {
        let language = language::language_of(&found.claimed_language, &found.blocks, url);
        let blocks = found.blocks.iter().enumerate();
        let headings = blocks
            .filter(|(_, block)| matches!(block.kind, BlockKind::Heading(_)))
            .map(|(at, _)| at)
            .collect();
        Self {
            url: url.clone(),
            html,
            language,
            found,
            headings,
            unread: None,
        }
    }

    /// Why a file that carries text gave none; `None` for whatever was read.
    pub fn unread(&self) -> Option<Unread> {
        self.unread
    }

    /// Address of the page.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The parsed tree. Empty for plain text.
    pub fn html(&self) -> &scraper::Html {
        &self.html
    }

    /// Title, on one line.
    pub fn title(&self) -> &str {
        &self.found.title
    }

    /// Language, ISO 639-1: by the page's own word where the text does not contradict it, else by the text.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// What the page claims as its language, region included (`pt-BR`); empty where it claims none.
    pub fn claimed_language(&self) -> &str {
        &self.found.claimed_language
    }

    /// Links in document order, resolved against `<base>`; `http` and `https` only.
    pub fn links(&self) -> &[Link] {
        &self.found.links
    }

    /// Links that open no page (`mailto:`, `tel:` …), in document order.
    pub fn references(&self) -> &[Reference] {
        &self.found.references
    }

    /// The visible text in blocks, in document order.
    pub fn blocks(&self) -> &[Block] {
        &self.found.blocks
    }

    /// The page's linked data, one value a script.
    pub fn json_ld(&self) -> &[Value] {
        &self.found.json_ld
    }

    /// Data that the page's own program shows once it runs, one value a script; only where it names a contact.
    pub fn states(&self) -> &[Value] {
        &self.found.states
    }

    /// Microdata properties, in the order in which they end.
    pub fn properties(&self) -> &[Property] {
        &self.found.properties
    }

    /// Attributes that may hide an address or a number.
    pub fn attributes(&self) -> &[Attribute] {
        &self.found.attributes
    }

    /// Inline scripts that may assemble an address.
    pub fn scripts(&self) -> &[Script] {
        &self.found.scripts
    }

    /// Forms.
    pub fn forms(&self) -> &[Form] {
        &self.found.forms
    }

    /// The value of a `<meta>` by its lower-case name or property (`og:site_name`); `canonical` is the canonical link.
    pub fn meta(&self, name: &str) -> Option<&str> {
        self.found
            .metas
            .iter()
            .find(|(n, v)| n == name && !v.is_empty())
            .map(|(_, v)| v.as_str())
    }

    /// Alternative texts of pictures that are called a logo.
    pub fn logos(&self) -> &[String] {
        &self.found.logos
    }

    /// Pictures that are called QR codes.
    pub fn codes(&self) -> &[CodePicture] {
        &self.found.codes
    }

    /// The block that labels another one: the text in the cell before it in the row, or the term of a description.
    pub fn label_of(&self, block: usize) -> Option<&Block> {
        let this = self.found.blocks.get(block)?;
        let before = self.found.blocks[..block].iter().rev().take(40);
        match this.kind {
            BlockKind::Cell(cell) => before
                .take_while(|b| !matches!(b.kind, BlockKind::Cell(c) if c.table == cell.table && c.row != cell.row))
                .find(|b| matches!(b.kind, BlockKind::Cell(c) if c.table == cell.table && c.column < cell.column)),
            BlockKind::Description => before.take_while(|b| !matches!(b.kind, BlockKind::Heading(_))).find(|b| b.kind == BlockKind::Term),
            _ => None,
        }
    }

    /// The head of the column a cell stands in: the text of the same column in the first row of its table.
    pub fn column_head(&self, block: usize) -> Option<&Block> {
        let BlockKind::Cell(cell) = self.found.blocks.get(block)?.kind else {
            return None;
        };
        if cell.row == 0 {
            return None;
        }
        let first = self
            .found
            .table_starts
            .get(cell.table as usize)
            .copied()
            .flatten()?;
        let row = self.found.blocks.get(first..block)?.iter();
        row.take_while(|b| matches!(b.kind, BlockKind::Cell(c) if c.table != cell.table || c.row == 0) || !matches!(b.kind, BlockKind::Cell(_)))
            .find(|b| matches!(b.kind, BlockKind::Cell(c) if c.table == cell.table && c.row == 0 && c.column == cell.column))
    }

    /// The heading a block stands under.
    pub fn heading_of(&self, block: usize) -> Option<&Block> {
        let above = self.headings.partition_point(|at| *at < block);
        self.found
            .blocks
            .get(self.headings[..above].last().copied()?)
    }
}

fn top_level(url: &Url) -> &str {
    url.domain()
        .and_then(|d| d.rsplit('.').next())
        .unwrap_or_default()
}

fn is_plain(content_type: Option<&str>, text: &str) -> bool {
    let claimed = content_type.is_some_and(|c| {
        c.trim_start()
            .to_ascii_lowercase()
            .starts_with("text/plain")
    });
    let head = text.trim_start().get(..1).unwrap_or_default();
    let untold = content_type.is_none_or(|c| !c.to_ascii_lowercase().contains("html"));
    claimed && !has_markup(text) || (untold && head != "<" && !has_markup(text))
}

fn has_markup(text: &str) -> bool {
    let mut end = text.len().min(2000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text[..end].to_ascii_lowercase();
    [
        "<html",
        "<!doctype",
        "<head",
        "<body",
        "<div",
        "<p>",
        "<table",
        "<span",
        "<a ",
        "<br",
        "<h1",
        "<meta",
    ]
    .iter()
    .any(|t| head.contains(t))
}

/// Pictures, archives, programs: zero bytes, or one in fifty a control character, where no text has them.
fn is_binary(bytes: &[u8]) -> bool {
    const SIGNATURES: &[&[u8]] = &[
        b"\x89PNG",
        b"GIF8",
        b"\xFF\xD8\xFF",
        b"%PDF",
        b"PK\x03\x04",
        b"\x1F\x8B",
    ];
    let head = &bytes[..bytes.len().min(1024)];
    let marked = head.starts_with(&[0xFE, 0xFF]) || head.starts_with(&[0xFF, 0xFE]);
    SIGNATURES.iter().any(|s| head.starts_with(s))
        || !marked && (memchr::memchr_iter(0, head).count() > 3 || is_noise(head))
}

fn is_noise(head: &[u8]) -> bool {
    // Escape begins the shifts of ISO-2022.
    let is_control = |byte: &&u8| **byte < b' ' && !matches!(byte, b'\t'..=b'\r' | 0x1B);
    let controls = head.iter().filter(is_control).count();
    // A short text may have a stray one or two.
    controls > 8 && controls * 50 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(html: &str) -> Document {
        Document::parse(
            html.as_bytes(),
            Some("text/html; charset=utf-8"),
            &Url::parse("http://muster.de/a/b.html").unwrap(),
        )
    }

    fn texts(html: &str) -> Vec<String> {
        parse(html)
            .blocks()
            .iter()
            .map(|b| b.text.clone())
            .collect()
    }

    #[test]
    fn noise_is_no_text() {
        let mut seed = 7_u32;
        let noise: Vec<u8> = (0..5000)
            .map(|_| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                // No zero byte, which alone would tell.
                u8::try_from((seed >> 24).max(1)).unwrap()
            })
            .collect();
        let url = Url::parse("http://muster.de/").unwrap();
        assert!(Document::parse(&noise, None, &url).blocks().is_empty());
        let japanese = b"<p>\x1B$B%a!<%k\x1B(B info";
        let page = Document::parse(japanese, Some("text/html; charset=iso-2022-jp"), &url);
        assert_eq!(page.blocks()[0].text, "メール info");
        let stray = Document::parse(b"\x01\x02 info@muster.de", None, &url);
        assert!(stray.blocks()[0].text.contains("info@muster.de"));
    }

    #[test]
    fn inline_elements_adjoin_and_blocks_do_not() {
        assert_eq!(
            texts("<p>in<b>fo</b>@<span>muster</span>.de<div>Tel <i>030</i><br>12</div>tail"),
            ["info@muster.de", "Tel 030\n12", "tail"]
        );
        assert_eq!(
            texts("a<script>b</script><style>c</style><!-- d --><template>e</template>f"),
            ["af"]
        );
        assert_eq!(
            texts("info<span style='display: none'>-nospam</span>@muster.de"),
            ["info@muster.de"]
        );
        assert_eq!(texts("<bdo dir=rtl>ed.retsum</bdo>"), ["muster.de"]);
    }

    #[test]
    fn links_in_a_text_that_is_turned_round_turn_with_it() {
        let page = parse("<p>Tel <bdo dir=rtl>é9<a href=/x>منتج</a> 1</bdo>");
        let block = &page.blocks()[0];
        assert_eq!(block.text, "Tel 1 جتنم9é");
        assert_eq!(
            &block.text[block.spans[0].start..block.spans[0].end],
            "جتنم"
        );
    }

    #[test]
    fn bait_that_nobody_sees_is_no_text_and_what_a_click_opens_is() {
        let style = "<style>.hp0{display:none}.far{position:absolute;left:-9999px}.tab{display:none}.tab.on{display:block}</style>";
        for bait in [
            "<div class=hp0><a href='mailto:falle@muster.de'>x</a></div>",
            "<span class=hp0>falle@muster.de</span>",
            "<p class=far>falle@muster.de</p>",
            "<p style='position:absolute; left:-9999px'>falle@muster.de</p>",
            "<div hidden>falle@muster.de</div>",
            "<div class=honeypot>falle@muster.de</div>",
            "<a class='x spamtrap' href='mailto:falle@muster.de'>falle@muster.de</a>",
            "<p style='opacity:0;position:absolute'>falle@muster.de</p>",
        ] {
            let page = parse(&format!("{style}<p>A</p>{bait}<p>B"));
            assert!(page.references().is_empty(), "{bait}");
            assert!(
                page.blocks().iter().all(|b| !b.text.contains("falle")),
                "{bait}"
            );
        }
        for real in [
            "<div class=tab>info@muster.de</div>",
            "<div id=mail style='display:none'>info@muster.de</div>",
            "<div style='display:none'><h3>Kontakt</h3><p>Muster GmbH, Musterweg 1, 10115 Berlin, Deutschland, Telefon 030 123456, Telefax 030 123457, Öffnungszeiten Montag bis Freitag von 9 bis 17 Uhr, info@muster.de</div>",
        ] {
            assert!(
                texts(&format!("{style}{real}")).concat().contains("info@"),
                "{real}"
            );
        }
    }

    #[test]
    fn cells_know_their_place_and_their_labels() {
        let page = parse(
            "<table><tr><th>Fax<td colspan=2><p>030 1</p><tr><th>Tel<td>030 2<td>030 3</table><dl><dt>Mail<dd>a@b.de</dl>",
        );
        let at = |text: &str| page.blocks().iter().position(|b| b.text == text).unwrap();
        assert_eq!(page.label_of(at("030 1")).unwrap().text, "Fax");
        assert_eq!(page.label_of(at("030 3")).unwrap().text, "030 2");
        assert_eq!(page.label_of(at("a@b.de")).unwrap().text, "Mail");
        assert_eq!(page.column_head(at("030 2")).unwrap().text, "030 1");
    }

    #[test]
    fn links_are_resolved_and_carry_their_words() {
        let page = parse(
            "<base href='/x/'><a href='k.html#f'> Kontakt <img alt=i></a><a href='mailto:a@b.de'><img alt='Mail'></a><area href=/z alt=Z><iframe src=//v.de/i></iframe><meta http-equiv=refresh content='0; URL=\"/neu\"'>",
        );
        let all: Vec<_> = page
            .links()
            .iter()
            .map(|l| (l.url.as_str(), l.text.as_str(), l.kind))
            .collect();
        assert_eq!(
            all,
            [
                ("http://muster.de/x/k.html#f", "Kontakt", LinkKind::Anchor),
                ("http://muster.de/z", "Z", LinkKind::Anchor),
                ("http://v.de/i", "", LinkKind::Frame),
                ("http://muster.de/neu", "", LinkKind::Refresh),
            ]
        );
        assert_eq!(page.references()[0].text, "Mail");
    }

    #[test]
    fn ninety_thousand_open_elements_are_flattened() {
        let html = "<div><b>".repeat(45_000) + "<a href=/kontakt>Kontakt</a> info@muster.de";
        let page = parse(&html);
        assert_eq!(page.links().len(), 1);
        assert!(
            page.blocks()
                .iter()
                .any(|b| b.text.contains("info@muster.de"))
        );
        let deepest = page
            .html()
            .tree
            .root()
            .descendants()
            .map(|n| n.ancestors().count())
            .max()
            .unwrap();
        assert!(deepest < 1100, "{deepest}");
    }

    #[test]
    fn formatting_that_is_opened_again_in_every_paragraph_is_bounded() {
        let mut html = String::new();
        for i in 0..20_000 {
            html.extend(["<div><font size=", &i.to_string(), ">x</div>"]);
        }
        assert!(parse(&html).html().tree.nodes().len() < 1_000_000);
    }

    #[test]
    fn plain_text_and_binaries_are_read_as_what_they_are() {
        let url = Url::parse("http://muster.de/").unwrap();
        let text = Document::parse(
            "Muster GmbH\nTel 030 1\n\nKontakt".as_bytes(),
            Some("text/plain"),
            &url,
        );
        assert_eq!(
            text.blocks()
                .iter()
                .map(|b| b.text.as_str())
                .collect::<Vec<_>>(),
            ["Muster GmbH\nTel 030 1", "Kontakt"]
        );
        assert!(
            Document::parse(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Some("text/html"), &url)
                .blocks()
                .is_empty()
        );
        assert!(
            !Document::parse(b"<html><body><p>Hallo", None, &url)
                .blocks()
                .is_empty()
        );
    }

    #[test]
    fn files_that_carry_text_are_read_as_pages() {
        let url = Url::parse("http://muster.de/preise").unwrap();
        let letter = office::tests::letter("<w:p><w:r><w:t>Tel 030 1</w:t></w:r></w:p>", "");
        let pdf = pdf::tests::one_page("BT /F1 9 Tf 9 9 Td (Tel 030 1) Tj ET");
        let card = b"BEGIN:VCARD\nTEL:030 1\nEND:VCARD".to_vec();
        for (bytes, text) in [(letter, "Tel 030 1"), (pdf, "Tel 030 1"), (card, "030 1")] {
            let page = Document::parse(&bytes, Some("application/octet-stream"), &url);
            assert_eq!(page.unread(), None);
            assert!(page.blocks().iter().any(|b| b.text == text), "{text}");
        }
        let scanned = pdf::tests::one_page("0 0 m 9 9 l S");
        let page = Document::parse(&scanned, Some("application/pdf"), &url);
        assert_eq!(page.unread(), Some(Unread::NoText));
        assert!(page.blocks().is_empty());
    }

    #[test]
    fn the_language_is_the_pages_unless_the_text_contradicts() {
        let german = "Wir liefern Leuchten und Zubehör an den Fachhandel in ganz Deutschland und beraten Sie gern bei der Auswahl der Produkte.";
        assert_eq!(
            parse(&format!("<html lang=en><p>{german}")).language(),
            Some("de")
        );
        assert_eq!(
            parse(&format!("<html lang=de-AT><p>{german}")).language(),
            Some("de")
        );
        assert_eq!(
            parse(
                "<html lang=de><p>本公司专业从事照明产品的进口和批发业务，欢迎联系我们，电话咨询"
            )
            .language(),
            Some("zh")
        );
    }

    proptest! {
        #[test]
        fn no_bytes_can_stop_it(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            Document::parse(&bytes, None, &Url::parse("http://a.de/").unwrap());
        }

        #[test]
        fn no_markup_can_stop_it(parts in proptest::collection::vec("(<(/)?(table|tr|td|form|a href=x|b|p|select|svg|template|noscript|frameset|script|title)>|&#x?[0-9]{0,6};|[a-z é\n]{0,3})", 0..60)) {
            let page = parse(&parts.concat());
            for block in page.blocks() {
                prop_assert!(!block.text.trim().is_empty());
                for span in &block.spans {
                    prop_assert!(block.text.get(span.start..span.end).is_some());
                }
            }
        }
    }
}
