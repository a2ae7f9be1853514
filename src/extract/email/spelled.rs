//! Addresses that are spelled out: `info [at] firma (dot) de`, `info arroba firma punto es`.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use regex::Regex;

use super::address::{is_role_name, normalise};
use super::plain::{Spotted, name_before};
use super::table::TABLE;

const OPENING: &[char] = &['(', '[', '{', '<', '«', '（', '【', '〔'];
const CLOSING: &[char] = &[')', ']', '}', '>', '»', '）', '】', '〕'];

/// Spellings of the at sign without brackets, or with some that are turned or set apart.
const SIGNS: &[&str] = &[
    " at ", "_at_", "-at-", "*at*", "|at|", "~at~", "=at=", " /at/ ", "]at[", ")at(", "] at [",
    ") at (", "\"at\"", "'at'", "“at”", "„at“", "‘at’", "[ a t ]", "( a t )", "[a t]", "(a t)",
];

/// Words that hint at a spelled address without brackets.
static HINTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = TABLE
        .bare_at_words
        .iter()
        .map(String::as_str)
        .chain(TABLE.adjoining_at_words.iter().map(String::as_str))
        .chain(SIGNS.iter().copied());
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(words)
        .expect("a short list of words")
});

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    let any = |words: &[String]| {
        let mut words: Vec<String> = words.iter().map(|w| regex::escape(w)).collect();
        words.sort_by_key(|w| std::cmp::Reverse(w.len()));
        words.join("|")
    };
    let (at, bare, adjoining) = (
        any(&TABLE.at_words),
        any(&TABLE.bare_at_words),
        any(&TABLE.adjoining_at_words),
    );
    let full_stop = full_stop();
    let dot = any(&TABLE.dot_words);
    let (open, close) = (r"[(\[{<«（【〔]{1,2}\s?", r"\s?[)\]}>»）】〕]{1,2}");
    let bracketed_stop = format!(r"(?:\s?{open}(?:{dot}|\.){close}\s?)");
    let name = format!(r"[\p{{L}}\p{{N}}_%+.-]+(?:{bracketed_stop}[\p{{L}}\p{{N}}_%+-]+)*");
    let sign = format!(
        r"(?P<bracketed>\s?{open}(?:{at}|a\s+t){close}\s?|\s?[*_|~=-]at[*_|~=-]\s?|\s/at/\s|\s?[\])]\s?at\s?[\[(]\s?|\s?[\x22'“„‘]at[\x22'”“’]\s?)|(?P<word>\s(?:{bare})\s|\s?(?:{adjoining})\s?)|(?P<bare>\sat\s)"
    );
    let pattern = format!(
        r"(?i)(?P<name>{name})(?:{sign})(?P<domain>[\p{{L}}\p{{N}}-]+(?:{full_stop}[\p{{L}}\p{{N}}-]+)+)"
    );
    Regex::new(&pattern).expect("built of escaped words")
});

/// What may stand for a full stop.
fn full_stop() -> String {
    let any = |words: &[String]| {
        let words: Vec<String> = words.iter().map(|w| regex::escape(w)).collect();
        words.join("|")
    };
    let (dot, adjoining) = (any(&TABLE.dot_words), any(&TABLE.adjoining_dot_words));
    format!(
        r"(?:\s?[(\[{{<«（【〔]{{1,2}}\s?(?:{dot}|d\s+o\s+t|\.)\s?[)\]}}>»）】〕]{{1,2}}\s?|\s(?:{dot})\s|\s?[*_|~/=-](?:dot|punkt|point|punto|ponto)[*_|~/=-]\s?|\s?[\])]\s?(?:dot|punkt|point|punto|ponto)\s?[\[(]\s?|\s?[\x22'“„‘](?:dot|punkt|point|punto)[\x22'”“’]\s?|\s?(?:{adjoining})\s?|\s?\.)"
    )
}

static FULL_STOP: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!("(?i){}", full_stop())).expect("built of escaped words"));

/// The spelled addresses in a text, in order.
pub(super) fn spot(text: &str) -> Vec<Spotted> {
    if !may_spell(text) {
        return Vec::new();
    }
    PATTERN
        .captures_iter(text)
        .filter_map(|found| read(&found, text))
        .collect()
}

/// A cheap look before the pattern is run.
fn may_spell(text: &str) -> bool {
    let is_domain = |hint: aho_corasick::Match| {
        let rest = text[hint.end()..].trim_start();
        let adjoins = !text[hint.range()].is_ascii() && !text[hint.range()].starts_with(' ');
        adjoins && rest.starts_with(|c: char| c.is_ascii_alphanumeric()) || may_be_domain(rest)
    };
    has_bracketed_sign(text) || HINTS.find_iter(text).any(is_domain)
}

/// A word, and what can be a full stop behind it: most of what stands behind `at` is none.
fn may_be_domain(text: &str) -> bool {
    let rest = text.trim_start_matches(char::is_alphanumeric);
    let mut signs = rest.chars();
    match signs.next() {
        Some('.') => signs.next().is_some_and(char::is_alphanumeric),
        Some('-' | '*' | '_' | '|' | '~' | '=' | ']' | ')' | '"' | '\'' | '“' | '„' | '‘') => {
            true
        }
        Some(c) if OPENING.contains(&c) => true,
        Some(c) if c.is_whitespace() => {
            let behind = signs.as_str().trim_start();
            let word = behind.split(char::is_whitespace).next();
            let word = word.unwrap_or_default().to_lowercase();
            behind.starts_with('.')
                || behind.starts_with(OPENING)
                || behind.starts_with([
                    '/', '-', '*', '_', '|', '~', ']', ')', '"', '\'', '“', '„', '‘',
                ])
                || TABLE.dot_words.contains(&word)
        }
        _ => false,
    }
}

fn has_bracketed_sign(text: &str) -> bool {
    let may_open = |byte: &u8| matches!(byte, b'(' | b'[' | b'{' | b'<') || *byte >= 0x80;
    if !text.as_bytes().iter().any(may_open) {
        return false;
    }
    text.match_indices(OPENING).any(|(at, open)| {
        let inner = &text[at + open.len()..];
        let end = inner
            .char_indices()
            .take(20)
            .find(|(_, c)| CLOSING.contains(c))
            .map(|(end, _)| end);
        end.is_some_and(|end| {
            let inner = inner[..end].trim().to_lowercase();
            TABLE.at_words.contains(&inner)
        })
    })
}

/// Words that stand before `at` in sentences.
const WORDS: &[&str] = &[
    "us",
    "me",
    "you",
    "we",
    "i",
    "them",
    "him",
    "her",
    "it",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "look",
    "looking",
    "meet",
    "visit",
    "buy",
    "available",
    "found",
    "find",
    "see",
    "start",
    "started",
    "starting",
    "now",
    "live",
    "sold",
    "here",
    "there",
    "back",
    "only",
    "open",
    "online",
    "arrive",
    "arrived",
    "arrives",
    "begin",
    "begins",
    "began",
    "stay",
    "work",
    "works",
    "working",
    "one",
    "all",
    "and",
    "or",
    "not",
    "people",
    "prices",
    "priced",
    "learn",
    "read",
    "click",
    "register",
    "held",
    "place",
    "located",
    "booth",
    "stand",
    "stop",
    "today",
];
/// Names of mailboxes that are also what people do at a place.
const DEEDS: &[&str] = &[
    "shop", "order", "contact", "help", "service", "booking", "job", "jobs", "career", "careers",
    "events", "event", "news", "work", "request", "offer", "sale", "press", "training", "members",
    "support", "partner", "store", "retail", "online", "team", "all", "general", "main",
];
/// How far before an address its label may stand, bytes.
const LABEL_REACH: usize = 24;

/// `sales at firma.de` with plain full stops: alone in its line with a function's name, or behind a label.
fn is_labelled(found: &regex::Captures<'_>, text: &str) -> bool {
    let (Some(name), Some(domain)) = (found.name("name"), found.name("domain")) else {
        return false;
    };
    let before = text[..name.start()].trim_end();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let mut reach = line.len().saturating_sub(LABEL_REACH);
    while !line.is_char_boundary(reach) {
        reach += 1;
    }
    let label = line[reach..].to_lowercase();
    let is_label = label.ends_with([':', '：']) && (label.contains("mail") || label.contains("邮"));
    let behind = text[domain.end()..].lines().next().unwrap_or_default();
    let stands_alone = line.is_empty() && behind.trim().is_empty();
    let folded = name.as_str().to_lowercase();
    is_label || stands_alone && is_role_name(name.as_str()) && !DEEDS.contains(&folded.as_str())
}

fn read(found: &regex::Captures<'_>, text: &str) -> Option<Spotted> {
    let (name, domain) = (found.name("name")?, found.name("domain")?);
    let spelled_stop = FULL_STOP
        .find_iter(domain.as_str())
        .any(|m| m.len() > 1 && m.as_str().trim() != ".");
    if let Some(bare) = found.name("bare") {
        let shouted = bare.as_str().trim() == "AT" && name.as_str().chars().any(char::is_lowercase);
        let is_role = bare.as_str().trim() == "AT" && is_role_name(name.as_str());
        // `open at 9 dot sharp`
        let is_count = domain.as_str().starts_with(|c: char| c.is_ascii_digit());
        let is_word = WORDS.contains(&name.as_str().to_lowercase().as_str());
        let is_told = spelled_stop && !is_count || shouted || is_role || is_labelled(found, text);
        if is_word || !is_told {
            return None;
        }
    }
    let joined = FULL_STOP
        .replace_all(of_one_manner(domain.as_str()), ".")
        .replace(' ', "");
    let name_text = FULL_STOP.replace_all(name.as_str(), ".").replace(' ', "");
    let own = name_before(&name_text);
    let address = normalise(&format!("{own}@{joined}")).or_else(|| shorter(own, &joined))?;
    Some(Spotted {
        address,
        range: name.start()..domain.end(),
    })
}

/// Whoever writes a full stop in one manner does not spell the next in another: `firma.com Punct de lucru` and
/// `firma [punct] ro Punct de lucru` end before the word.
fn of_one_manner(domain: &str) -> &str {
    let mut stops = FULL_STOP.find_iter(domain);
    let Some(first) = stops.next() else {
        return domain;
    };
    let (is_bare, is_small) = manner(first.as_str());
    let other = stops.find(|stop| {
        let (bare, small) = manner(stop.as_str());
        bare && (!is_bare || is_small && !small)
    });
    other.map_or(domain, |stop| &domain[..stop.start()])
}

/// Is a full stop spelled as a word between spaces, and does that begin with a small letter?
fn manner(stop: &str) -> (bool, bool) {
    let is_parted = stop.starts_with(char::is_whitespace);
    let first = stop.trim().chars().next();
    (
        is_parted && first.is_some_and(char::is_alphabetic),
        first.is_some_and(char::is_lowercase),
    )
}

/// A sentence may go on behind the address: `firma.de.Unser`.
fn shorter(name: &str, domain: &str) -> Option<String> {
    let (head, _) = domain.rsplit_once('.')?;
    normalise(&format!("{name}@{head}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        spot(text).into_iter().map(|s| s.address).collect()
    }

    #[test]
    fn spelled_addresses_are_read_in_many_languages() {
        for (text, address) in [
            (
                "E-Mail: post (at) hagemann-feinkost (punkt) de",
                "post@hagemann-feinkost.de",
            ),
            ("ventas [arroba] olivares [punto] es", "ventas@olivares.es"),
            (
                "zakaz (собака) severny-les (точка) ru",
                "zakaz@severny-les.ru",
            ),
            ("biuro(małpa)drewpolan.pl", "biuro@drewpolan.pl"),
            (
                "bilgi [at] kuzey [nokta] com [nokta] tr",
                "bilgi@kuzey.com.tr",
            ),
            ("verkoop apenstaartje tegel punt nl", "verkoop@tegel.nl"),
            (
                "orders AT quillmarsh DOT com (replace AT and DOT)",
                "orders@quillmarsh.com",
            ),
            ("info at firma dot de", "info@firma.de"),
            ("info_at_firma.de", "info@firma.de"),
            (
                "first (dot) last (at) firma.co.uk",
                "first.last@firma.co.uk",
            ),
            ("sales{at}firma{dot}com", "sales@firma.com"),
            ("info [@] firma [.] de", "info@firma.de"),
            ("info[at]firma.com Punct de lucru", "info@firma.com"),
            (
                "import [at] firma [dot] ro Punct de lucru",
                "import@firma.ro",
            ),
            ("info (at) firma (point) fr Point de vente", "info@firma.fr"),
            ("info at firma punct ro Punct de lucru", "info@firma.ro"),
            ("info at firma dot co dot uk", "info@firma.co.uk"),
            ("sales艾特lantian-motor点cn", "sales@lantian-motor.cn"),
            ("邮箱：sales艾特lantian点com点cn", "sales@lantian.com.cn"),
            ("info골뱅이hanbit.co.kr", "info@hanbit.co.kr"),
            ("info アットマーク firma ドット jp", "info@firma.jp"),
            ("metals /at/ elmharo /dot/ com", "metals@elmharo.com"),
            ("vente -at- ozon -dot- fr", "vente@ozon.fr"),
            ("salg [snabel-a] vinduer [punktum] dk", "salg@vinduer.dk"),
            ("E-mail: anna at firma.de", "anna@firma.de"),
            ("info at firma.co.uk", "info@firma.co.uk"),
            ("info ]at[ firma ]dot[ de", "info@firma.de"),
            ("info \"at\" firma.de", "info@firma.de"),
            ("info [ a t ] firma [ d o t ] com", "info@firma.com"),
            ("info=at=firma=dot=com", "info@firma.com"),
            ("infoアットfirma.jp", "info@firma.jp"),
            ("fass(klammeraffe)lutz(punkt)at", "fass@lutz.at"),
            (
                "sales (שטרודל) galil (נקודה) co (נקודה) il",
                "sales@galil.co.il",
            ),
        ] {
            assert_eq!(all(text), [address], "{text}");
        }
    }

    #[test]
    fn sentences_are_not_addresses() {
        for text in [
            "We arrive at dot com pricing without surprises.",
            "Meet us at booth. Come visit us at dot market, 3 pm.",
            "Look at muster.de for more",
            "MEET US AT EXPO.COM",
            "open (at least) ten.days",
            "Open at 9 dot sharp.",
            "Meet us at hall dot com stage",
            "Shop at muster.de",
            "Find jobs at muster.de",
            "firma.com/at/kontakt.info",
            "微信小老鼠 一点com",
        ] {
            assert!(all(text).is_empty(), "{text}");
        }
    }
}
