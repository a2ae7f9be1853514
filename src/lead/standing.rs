//! How good a piece of evidence is: the contact and imprint pages speak for the company, a list speaks about it.

use std::cmp::Ordering;
use std::sync::LazyLock;

use crate::finding::Evidence;
use crate::market::languages;
use crate::text::fold;

/// Words of page addresses, longest first, letters and digits only.
static SPEAKING: LazyLock<Vec<String>> = LazyLock::new(|| {
    let own = [
        "contact",
        "kontakt",
        "impressum",
        "imprint",
        "mentionslegales",
        "legalnotice",
        "contatti",
        "contacto",
        "contato",
    ];
    let listed = languages().iter().flat_map(|l| {
        ["contact", "imprint"]
            .into_iter()
            .filter_map(|id| l.words.get(id))
            .flatten()
    });
    let mut words: Vec<String> = own
        .iter()
        .map(|w| (*w).to_owned())
        .chain(listed.map(|w| bare(w)))
        .filter(|w| w.is_ascii() && w.len() > 4)
        .collect();
    words.sort();
    words.dedup();
    words
});

fn bare(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// 0 is best: contact or imprint page, home page, another page, a list.
pub(super) fn standing(url: &str) -> u8 {
    let Some((_, rest)) = url.split_once("://") else {
        return 3;
    };
    let path = bare(rest.split_once('/').map_or("", |(_, path)| path));
    if path.is_empty() {
        1
    } else if SPEAKING.iter().any(|w| path.contains(w.as_str())) {
        0
    } else {
        2
    }
}

/// The better of two pieces of evidence for one value comes first: better page, then earlier, then by address.
pub(super) fn by_worth(a: &Evidence, b: &Evidence) -> Ordering {
    (standing(a.url()), a.at(), a.url(), a.words()).cmp(&(
        standing(b.url()),
        b.at(),
        b.url(),
        b.words(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_imprint_speaks_louder_than_a_list() {
        let order = [
            "http://a.de/de/impressum.html",
            "http://a.de/",
            "http://a.de/blog/1",
            "list.csv#7",
        ];
        let ranks: Vec<u8> = order.iter().map(|u| standing(u)).collect();
        assert_eq!(ranks, [0, 1, 2, 3]);
    }
}
