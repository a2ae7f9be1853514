//! What an address has in common with a name, and with the words that hide it.

use crate::text::fold;

/// Does an address carry the person's name: one of its words as a part of the mailbox, or a long one inside it?
pub(super) fn carries(address: &str, name: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default();
    let name = deunicode::deunicode(&fold(name)).to_lowercase();
    let mut parts = local.split(|c: char| !c.is_alphanumeric());
    name.split(|c: char| !c.is_alphanumeric()).any(|word| {
        word.len() >= 4 && local.contains(word) || word.len() == 3 && parts.any(|p| p == word)
    })
}

/// `demir(at)muster.de`: the name of the mailbox before a bracket.
pub(super) fn hidden_in(text: &str, address: &str) -> bool {
    let Some((local, _)) = address.split_once('@') else {
        return false;
    };
    let Some(at) = text.find(local) else {
        return false;
    };
    let rest = text[at + local.len()..].trim_start();
    local.len() >= 2 && rest.starts_with(['(', '[', '{', '<'])
}
