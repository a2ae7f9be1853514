//! How much a link promises: its words and its address, read in every language at once.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use url::Url;

use crate::document::{Link, LinkKind};
use crate::market;
use crate::text::fold;

/// Why a page is read; the order is the order of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Interest {
    /// Home page of the site.
    Home,
    /// Part of a page that was read: a frame, or where a page sends its visitors.
    Part,
    /// Contact page.
    Contact,
    /// Imprint or legal notice.
    Imprint,
    /// About the company.
    About,
    /// The page that a search showed.
    Landing,
    /// People of the company.
    Team,
    /// Terms of business: read where there is no imprint.
    Terms,
    /// Privacy notice: read where there is neither.
    Privacy,
    /// Anything else: read only where no contact was found.
    Other,
}

const LISTS: &[(&str, Interest)] = &[
    ("contact", Interest::Contact),
    ("contact_slug", Interest::Contact),
    ("imprint", Interest::Imprint),
    ("imprint_slug", Interest::Imprint),
    ("about", Interest::About),
    ("about_slug", Interest::About),
    ("team", Interest::Team),
    ("terms", Interest::Terms),
    ("privacy", Interest::Privacy),
];

struct Words {
    automaton: AhoCorasick,
    of: Vec<Interest>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut patterns = Vec::new();
    let mut of = Vec::new();
    for language in market::languages() {
        for (id, interest) in LISTS {
            for word in market::words(&language.code, id) {
                patterns.push(fold(&spaced(word)));
                of.push(*interest);
            }
        }
    }
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(&patterns)
        .expect("a few thousand short words fit an automaton");
    Words { automaton, of }
});

/// Endings of addresses that are no pages.
const NO_PAGE: &[&str] = &[
    "jpg", "jpeg", "png", "gif", "webp", "svg", "ico", "bmp", "tif", "tiff", "css", "js", "json",
    "xml", "rss", "zip", "rar", "7z", "gz", "tar", "exe", "dmg", "apk", "mp3", "mp4", "avi", "mov",
    "wmv", "webm", "ogg", "wav", "woff", "woff2", "ttf", "eot", "pdf", "doc", "docx", "xls",
    "xlsx", "ppt", "pptx", "csv", "ics", "vcf", "dwg", "step", "iso",
];

/// How much a link promises; `None` for addresses that are no pages.
pub fn interest(link: &Link) -> Option<Interest> {
    if is_file(&link.url) {
        return None;
    }
    if link.kind != LinkKind::Anchor {
        return Some(Interest::Part);
    }
    let by_text = (link.text.len() <= 120)
        .then(|| best_word(&fold(&link.text)))
        .flatten();
    let by_path = best_word(&slug(&link.url));
    Some(
        by_text
            .into_iter()
            .chain(by_path)
            .min()
            .unwrap_or(Interest::Other),
    )
}

fn is_file(url: &Url) -> bool {
    let name = url.path().rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| NO_PAGE.contains(&ending.to_ascii_lowercase().as_str()))
}

/// The last part of the path and the query's values as words.
fn slug(url: &Url) -> String {
    let last = url
        .path_segments()
        .and_then(|mut s| s.rfind(|part| !part.is_empty()))
        .unwrap_or_default();
    let last = last.rsplit_once('.').map_or(last, |(name, _)| name);
    let joined = format!("{last} {}", url.query().unwrap_or_default());
    let plain = percent_decoded(&joined);
    fold(&spaced(&plain))
}

/// The signs that stand for spaces in addresses, as spaces: words and slugs meet in one form.
fn spaced(text: &str) -> String {
    text.replace(['-', '_', '+', '=', '&', '.'], " ")
}

fn percent_decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}

/// The best interest whose word stands in a folded text as a whole word (in scripts without spaces: anywhere).
fn best_word(text: &str) -> Option<Interest> {
    if text.is_empty() {
        return None;
    }
    WORDS
        .automaton
        .find_overlapping_iter(text)
        .filter(|m| stands_alone(text, m.start(), m.end()))
        .map(|m| WORDS.of[m.pattern().as_usize()])
        .min()
}

fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && is_spaced_script(c));
    let first = text[start..].chars().next();
    let last = text[..end].chars().next_back();
    let open = joins(first) && joins(text[..start].chars().next_back());
    let shut = joins(last) && joins(text[end..].chars().next());
    !open && !shut
}

/// Han, kana, Hangul, Thai, Lao and Khmer run words together (Hangul adds particles).
fn is_spaced_script(c: char) -> bool {
    !matches!(c as u32, 0x0E00..=0x0EFF | 0x1780..=0x17FF | 0x1100..=0x11FF | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(url: &str, text: &str) -> Link {
        let page = format!("<a href=\"{url}\">{text}</a>");
        let home = Url::parse("http://a.de/").unwrap();
        let document = crate::document::Document::parse(page.as_bytes(), Some("text/html"), &home);
        document.links()[0].clone()
    }

    #[test]
    fn words_and_addresses_tell_what_a_page_is() {
        let is = |url, text| interest(&link(url, text));
        assert_eq!(is("http://a.de/x", "Kontakt"), Some(Interest::Contact));
        assert_eq!(is("http://a.de/kontakt.html", ""), Some(Interest::Contact));
        assert_eq!(
            is("http://a.de/index.php?seite=impressum", "mehr"),
            Some(Interest::Imprint)
        );
        assert_eq!(
            is("http://a.de/contactlenses", "Linsen"),
            Some(Interest::Other)
        );
        assert_eq!(is("http://a.de/katalog.pdf", "Kontakt"), None);
    }
}
