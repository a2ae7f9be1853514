//! Addresses that stand in a text with their at sign.

use std::ops::Range;

use crate::document::{Block, Reference, Target};

use super::address::{is_role_name, normalise};

/// An address in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spotted {
    /// In its normal form.
    pub address: String,
    /// Where in the text.
    pub range: Range<usize>,
}

/// The addresses in a text, in order.
pub(super) fn spot(text: &str) -> Vec<Spotted> {
    let mut out = Vec::new();
    let mut last = 0;
    for at in memchr::memchr_iter(b'@', text.as_bytes()) {
        if at >= last
            && let Some(found) = around(text, at)
        {
            last = found.range.end;
            out.push(found);
        }
    }
    out
}

/// The addresses in a block. Where one is the text of a `mailto:` link, what stands right before the link (a label that
/// only a style sheet sets apart) is none of it.
pub(super) fn spot_with_links(block: &Block, references: &[Reference]) -> Vec<Spotted> {
    let mut all = spot(&block.text);
    if all.is_empty() || block.spans.is_empty() {
        return all;
    }
    for found in &mut all {
        let cut = block.spans.iter().find(|s| {
            s.start > found.range.start
                && s.start < found.range.end
                && is_mail(s.target, references)
        });
        if let Some(address) =
            cut.and_then(|s| read(&block.text[s.start..found.range.end.max(s.start)]))
        {
            found.address = address;
        }
    }
    all
}

fn is_mail(target: Target, references: &[Reference]) -> bool {
    matches!(target, Target::Reference(at) if references[at].href.get(..7).is_some_and(|s| s.eq_ignore_ascii_case("mailto:")))
}

fn around(text: &str, at: usize) -> Option<Spotted> {
    let (left, right) = (&text[..at], &text[at + 1..]);
    let name = name_before(left);
    let before = &left[..left.len() - name.len()];
    // `@name@server`: the handle of a network; `ftp://name:word@server`: a way in.
    let is_handle = !name.is_empty() && before.ends_with('@');
    let is_login = before.ends_with([':', '/']) && {
        let word = before
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        word.split_once("://")
            .is_some_and(|(scheme, _)| !scheme.ends_with("mailto"))
    };
    if is_handle || is_login {
        return None;
    }
    let domain = domain_after(right);
    let name = without_label(name);
    if !name.is_empty() && !domain.is_empty() {
        let range = at - name.len()..at + 1 + domain.len();
        return read(&text[range.clone()]).map(|address| Spotted { address, range });
    }
    apart(left, right, at)
}

/// `E-mailinfo@firma.de`: a label that only a style sheet sets apart. No mailbox name goes on so behind this word; `mail`
/// and `email` do begin names.
fn without_label(name: &str) -> &str {
    match name.get(..6) {
        Some(label) if label.eq_ignore_ascii_case("e-mail") => {
            let rest = &name[6..];
            let is_name = rest.len() >= 3 && rest.starts_with(char::is_alphabetic);
            if is_name { rest } else { name }
        }
        _ => name,
    }
}

/// `info @ firma.de`: only where the name begins the line, follows a colon, or is that of a function.
fn apart(left: &str, right: &str, at: usize) -> Option<Spotted> {
    let (near_left, near_right) = (left.trim_end_matches(' '), right.trim_start_matches(' '));
    if left.len() - near_left.len() > 1 || right.len() - near_right.len() > 1 {
        return None;
    }
    let (name, domain) = (name_before(near_left), domain_after(near_right));
    let before = near_left[..near_left.len() - name.len()].trim_end_matches(' ');
    let told = before.is_empty() || before.ends_with([':', '\n', '|']) || is_role_name(name);
    if name.is_empty() || domain.is_empty() || !told {
        return None;
    }
    let start = near_left.len() - name.len();
    let end = at + 1 + (right.len() - near_right.len()) + domain.len();
    read(&format!("{name}@{domain}")).map(|address| Spotted {
        address,
        range: start..end,
    })
}

/// The longest run before the at sign that can be a mailbox name; Latin letters and others do not mix.
pub(super) fn name_before(text: &str) -> &str {
    let latin = text.chars().next_back().is_some_and(is_latin);
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| {
            matches!(c, '.' | '_' | '%' | '+' | '-' | '&' | '\'')
                || (c.is_alphanumeric() && same_script(*c, latin))
        })
        .last()
        .map_or(text.len(), |(at, _)| at);
    &text[start..]
}

/// The longest run behind the at sign that can be a domain.
pub(super) fn domain_after(text: &str) -> &str {
    let latin = text.chars().next().is_some_and(is_latin);
    let fits = |c: char| {
        matches!(c, '.' | '-' | '\u{2010}' | '\u{2011}')
            || (c.is_alphanumeric() && same_script(c, latin))
    };
    let end = text.find(|c: char| !fits(c)).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', '-'])
}

fn is_latin(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{C0}'..='\u{24F}')
}

fn same_script(c: char, latin: bool) -> bool {
    is_latin(c) == latin || (!latin && c.is_ascii_digit())
}

/// Reads an address to which the next word may be glued: `info@firma.deTelefon`, `info@firma.de.Unser`.
fn read(raw: &str) -> Option<String> {
    let raw = raw.replace(['\u{2010}', '\u{2011}'], "-");
    if let Some(address) = normalise(&raw) {
        return Some(address);
    }
    let mut rest = raw.as_str();
    for _ in 0..3 {
        let (head, label) = rest.rsplit_once('.')?;
        let own = label
            .find(|c: char| !c.is_lowercase())
            .unwrap_or(label.len());
        if own >= 2
            && own < label.len()
            && let Some(address) = normalise(&rest[..=head.len() + own])
        {
            return Some(address);
        }
        if let Some(address) = normalise(head) {
            return Some(address);
        }
        rest = head;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        spot(text).into_iter().map(|s| s.address).collect()
    }

    #[test]
    fn addresses_are_told_from_the_words_around_them() {
        assert_eq!(all("E-Mail:info@muster.de, Tel"), ["info@muster.de"]);
        assert_eq!(all("邮箱sales@muster.cn电话"), ["sales@muster.cn"]);
        assert_eq!(all("info@muster.deTelefon 030"), ["info@muster.de"]);
        assert_eq!(all("Mail an info@muster.de.Danach"), ["info@muster.de"]);
        assert_eq!(all("E-mail: info @ muster.de"), ["info@muster.de"]);
        assert_eq!(
            all("müller@muster.de und a@b.fr;c@d.it"),
            ["müller@muster.de", "a@b.fr", "c@d.it"]
        );
    }

    #[test]
    fn a_label_glued_to_an_address_is_none_of_it() {
        assert_eq!(
            all("E-mailatacado@muster.com.br"),
            ["atacado@muster.com.br"]
        );
        assert_eq!(all("e-mail@muster.de"), ["e-mail@muster.de"]);
        assert_eq!(all("e-mail-team@muster.de"), ["e-mail-team@muster.de"]);
    }

    #[test]
    fn handles_and_sizes_are_no_addresses() {
        assert!(all("follow @muster or visit us @ muster.de today").is_empty());
        assert!(all("logo@2x.png react@18.2.0 @ @@ a@").is_empty());
        assert!(all("Mastodon: @muster@social.muster.de").is_empty());
        assert!(all("ftp://gast:wort@ftp.muster.de https://gast@muster.de").is_empty());
        assert_eq!(all("https://muster.de/ info@muster.de"), ["info@muster.de"]);
    }
}
