//! Words that people are to take out of an address: `info@firma.NOSPAM.de`, `info@REMOVETHISfirma.de`.

use std::borrow::Cow;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// Words no mailbox and no domain has by chance, however they are written.
const MARKS: &[&str] = &[
    "nospam",
    "no-spam",
    "no_spam",
    "no.spam",
    "removethis",
    "remove-this",
    "remove_this",
    "removeme",
    "remove-me",
    "remove_me",
    "deletethis",
    "delete-this",
    "delete_this",
];
/// Words that are such only in capital letters among small ones.
const SHOUTED: &[&str] = &[
    "ANTISPAM",
    "NOSPAMPLEASE",
    "STOPSPAM",
    "SPAMFREI",
    "SPAM",
    "REMOVE",
    "DELETE",
    "ENTFERNEN",
    "LOESCHEN",
    "WEG",
    "QUITAR",
    "BORRAR",
    "ENLEVER",
    "SUPPRIMER",
    "OTER",
    "TOGLIERE",
    "RIMUOVI",
    "RETIRAR",
    "USUN",
    "VERWIJDER",
    "FJERN",
    "TABORT",
];
const SEPARATORS: &[char] = &['.', '_', '-', '+'];

static ANY: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(MARKS.iter().chain(SHOUTED))
        .expect("a short list of words")
});

/// An address as it is written, without such words; as it is where nothing would be left of a part.
pub(super) fn unmarked(raw: &str) -> Cow<'_, str> {
    if !ANY.is_match(raw) {
        return Cow::Borrowed(raw);
    }
    let Some((name, domain)) = raw.rsplit_once('@') else {
        return Cow::Borrowed(raw);
    };
    let speaks = raw.chars().any(char::is_lowercase);
    Cow::Owned(format!(
        "{}@{}",
        bare_name(name, speaks),
        bare_domain(domain, speaks)
    ))
}

/// The marks in a text: where they stand, and whether they are shouted.
fn marks(text: &str, speaks: bool) -> impl Iterator<Item = (std::ops::Range<usize>, bool)> + '_ {
    ANY.find_iter(text).filter_map(move |found| {
        let written = &text[found.range()];
        let shouted = speaks && written.chars().all(|c| !c.is_lowercase());
        (shouted || found.pattern().as_usize() < MARKS.len()).then(|| (found.range(), shouted))
    })
}

fn bare_name(name: &str, speaks: bool) -> String {
    let Some((range, _)) = marks(name, speaks).next() else {
        return name.to_owned();
    };
    let (before, after) = (&name[..range.start], &name[range.end..]);
    let at_border = before.is_empty()
        || after.is_empty()
        || before.ends_with(SEPARATORS) && after.starts_with(SEPARATORS);
    let before = before.trim_end_matches(SEPARATORS);
    let rest = after.trim_start_matches(SEPARATORS);
    match (before.is_empty(), rest.is_empty()) {
        (true, true) => name.to_owned(),
        _ if !at_border => name.to_owned(),
        (false, false) => format!("{before}{}{rest}", &after[..1]),
        _ => format!("{before}{rest}"),
    }
}

/// A label that is such a word goes; one that has it at an end only where it is shouted: firms fight spam, too.
fn bare_domain(domain: &str, speaks: bool) -> String {
    let labels = domain.split('.').filter_map(|label| {
        let Some((range, shouted)) = marks(label, speaks).next() else {
            return Some(label);
        };
        let (before, after) = (&label[..range.start], &label[range.end..]);
        let (before, after) = (
            before.trim_end_matches(['-', '_']),
            after.trim_start_matches(['-', '_']),
        );
        match (before.is_empty(), after.is_empty()) {
            (true, true) => None,
            (true, false) if shouted => Some(after),
            (false, true) if shouted => Some(before),
            _ => Some(label),
        }
    });
    let bare = labels.collect::<Vec<_>>().join(".");
    if super::address::is_domain(&bare.to_lowercase()) {
        bare
    } else {
        domain.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_against_machines_are_taken_out() {
        for (raw, address) in [
            ("crew@westholm.NOSPAM.com", "crew@westholm.com"),
            ("crew@nospam.westholm.com", "crew@westholm.com"),
            ("shop_NO_SPAM_@calder.co.uk", "shop@calder.co.uk"),
            ("infoNOSPAM@calder.co.uk", "info@calder.co.uk"),
            ("nospam-info@calder.co.uk", "info@calder.co.uk"),
            ("max.nospam.muster@muster.de", "max.muster@muster.de"),
            ("werkstatt@REMOVETHISvenn.de", "werkstatt@venn.de"),
            ("infoENTFERNEN@venn.de", "info@venn.de"),
        ] {
            assert_eq!(unmarked(raw), address, "{raw}");
        }
    }

    #[test]
    fn names_that_only_look_like_such_words_stay() {
        for raw in [
            "info@nospamproxy.com",
            "info@antispam-europe.de",
            "nospam@muster.de",
            "info@nospam.de",
            "wegener@muster.de",
            "INFO@SPAM-WEG.DE",
            "removal@muster.de",
        ] {
            assert_eq!(unmarked(raw), raw);
        }
    }
}
