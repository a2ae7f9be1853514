//! What an address has in common with a name, and with the words that hide it.

use crate::text::fold;

/// Does an address carry the person's name: one of its words as a part of the mailbox, or a long one inside it?
pub(super) fn carries(address: &str, name: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default();
    carries_as(local, &plain(name)) || carries_as(local, &plain(&spelled_out(name)))
}

/// Letters without marks, small.
fn plain(name: &str) -> String {
    deunicode::deunicode(&fold(name)).to_lowercase()
}

/// Umlauts as addresses have them.
fn spelled_out(name: &str) -> String {
    let pairs = [
        ("ä", "ae"),
        ("ö", "oe"),
        ("ü", "ue"),
        ("ø", "oe"),
        ("å", "aa"),
    ];
    let name = name.to_lowercase();
    pairs
        .iter()
        .fold(name, |n, (mark, two)| n.replace(mark, two))
}

fn carries_as(local: &str, name: &str) -> bool {
    let mut parts = local.split(|c: char| !c.is_alphanumeric());
    name.split(|c: char| !c.is_alphanumeric()).any(|word| {
        word.len() >= 4 && local.contains(word) || word.len() == 3 && parts.any(|p| p == word)
    })
}

/// An address, and the letters and digits of its mailbox.
pub(super) struct Spelled<'a> {
    pub(super) address: &'a str,
    local: String,
}

impl<'a> Spelled<'a> {
    pub(super) fn of(address: &'a str) -> Self {
        let local = address.split('@').next().unwrap_or_default();
        let local = local.chars().filter(char::is_ascii_alphanumeric).collect();
        Self { address, local }
    }
}

/// Does one of the addresses spell a name out: two of its words, or one with the first letter of another (`a.schmidt`)?
pub(super) fn is_spelled(addresses: &[Spelled<'_>], name: &str) -> bool {
    let umlauts = spelled_out(name);
    let spellings = [plain(name), plain(&umlauts)];
    let spellings = &spellings[..if umlauts == name.to_lowercase() { 1 } else { 2 }];
    spellings
        .iter()
        .any(|name| addresses.iter().any(|a| spells_as(&a.local, name)))
}

fn spells_as(local: &str, name: &str) -> bool {
    let words = || {
        name.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
    };
    let joined = |a: &str, b: &str| local.strip_prefix(a).is_some_and(|rest| rest == b);
    words().enumerate().any(|(i, word)| {
        word.len() > 2
            && local.contains(word)
            && words().enumerate().any(|(j, other)| {
                let first = other.get(..1).unwrap_or_default();
                i != j
                    && (joined(word, other)
                        || joined(other, word)
                        || joined(first, word)
                        || joined(word, first))
            })
    })
}

/// `demir(at)muster.de`: the name of the mailbox before a bracket.
pub(super) fn hidden_in(text: &str, address: &str) -> bool {
    let Some((local, _)) = address.split_once('@') else {
        return false;
    };
    if !text.contains(['(', '[', '{', '<']) {
        return false;
    }
    let Some(at) = text.find(local) else {
        return false;
    };
    let rest = text[at + local.len()..].trim_start();
    local.len() >= 2 && rest.starts_with(['(', '[', '{', '<'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_carries_a_name_or_spells_it_out() {
        assert!(carries("schmidt@muster.de", "Anna Schmidt"));
        let spells = |address, name| is_spelled(&[Spelled::of(address)], name);
        assert!(spells("a.schmidt@muster.de", "Anna Schmidt"));
        assert!(spells("annas@muster.de", "Anna Schmidt"));
        assert!(carries("jaeger@muster.de", "Anna Jäger"));
        assert!(spells("a.mueller@muster.de", "Anna Müller"));
        assert!(!spells("membership@muster.de", "City Membership"));
        assert!(!carries("info@muster.de", "Anna Schmidt"));
    }
}
