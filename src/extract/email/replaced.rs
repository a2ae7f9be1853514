//! Addresses whose at sign is another sign, where the page says so: `info#firma.cn（#改成@）`, `info★firma.jp ★を@に`,
//! `info(a)firma.com – replace (a) by @`. No words are needed to see it: a sign that stands in a text with a lone at sign
//! and between a name and a domain is the one that is meant. Also addresses that are written backwards.

use std::ops::Range;

use crate::document::Block;

use super::address::{is_role_name, normalise};
use super::encoded::reversed;
use super::own::Own;
use super::plain::{Spotted, domain_after, name_before, spot};

/// A note on what to replace is shorter than this, bytes.
const LONGEST: usize = 400;
/// Blocks before and behind the note in which the address may stand.
const REACH: usize = 2;
/// Letters of what stands for the at sign at most, brackets included.
const LONGEST_SIGN: usize = 6;

/// The addresses around a block, each with the number of its own.
pub(super) fn around(blocks: &[Block], at: usize) -> Vec<(usize, Spotted)> {
    let text = &blocks[at].text;
    if text.len() > LONGEST || lone_signs(text).next().is_none() {
        return Vec::new();
    }
    let near = at.saturating_sub(REACH)..(at + REACH + 1).min(blocks.len());
    let mut found = Vec::new();
    for sign in signs(text) {
        for number in near.clone() {
            let inner = between(&blocks[number].text, sign);
            found.extend(inner.into_iter().map(|spotted| (number, spotted)));
        }
    }
    found
}

/// At signs that are part of no address.
fn lone_signs(text: &str) -> impl Iterator<Item = usize> + '_ {
    let covered: Vec<Range<usize>> = spot(text).into_iter().map(|s| s.range).collect();
    text.match_indices(['@', '＠'])
        .map(|(at, _)| at)
        .filter(move |at| !covered.iter().any(|range| range.contains(at)))
}

/// What may stand for an at sign in a text: symbols, and few letters in brackets.
fn signs(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    let mut keep = |sign| {
        if !found.contains(&sign) && found.len() < 8 {
            found.push(sign);
        }
    };
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        if is_symbol(letter) {
            keep(&text[at..end]);
        } else if matches!(letter, '(' | '[' | '{' | '<' | '（' | '【') {
            let inner = text[end..].chars().take(LONGEST_SIGN - 1);
            let length: usize = inner
                .take_while(|c| c.is_alphanumeric() || is_symbol(*c))
                .map(char::len_utf8)
                .sum();
            let close = text[end + length..].chars().next();
            if length > 0
                && let Some(close) =
                    close.filter(|c| matches!(c, ')' | ']' | '}' | '>' | '）' | '】'))
            {
                keep(&text[at..end + length + close.len_utf8()]);
            }
        }
    }
    found
}

fn is_symbol(letter: char) -> bool {
    matches!(
        letter,
        '#' | '*' | '&' | '$' | '%' | '!' | '^' | '~' | '|' | '=' | '§' | '¤' | '＃' | '＊' | '¥'
    ) || matches!(letter, '\u{2190}'..='\u{27BF}' | '\u{3003}'..='\u{3007}' | '\u{3012}'..='\u{3013}')
}

/// Addresses in a text with a sign in the place of the at sign.
fn between(text: &str, sign: &str) -> Vec<Spotted> {
    text.match_indices(sign)
        .filter_map(|(at, _)| {
            let end = at + sign.len();
            let (name, domain) = (name_before(&text[..at]), domain_after(&text[end..]));
            if name.is_empty() || domain.is_empty() {
                return None;
            }
            let address = normalise(&format!("{name}@{domain}"))?;
            let range = at - name.len()..end + domain.len();
            Some(Spotted { address, range })
        })
        .collect()
}

/// Addresses written backwards, where the domain is the page's own or the mailbox a function's.
pub(super) fn backwards(text: &str, own: &Own) -> Vec<Spotted> {
    lone_signs(text)
        .filter(|at| text[*at..].starts_with('@'))
        .filter_map(|at| {
            let (left, right) = (
                name_before(&text[..at]),
                name_before_reversed(&text[at + 1..]),
            );
            if !left.contains('.') || right.is_empty() {
                return None;
            }
            let range = at - left.len()..at + 1 + right.len();
            let address = normalise(&reversed(&text[range.clone()]))?;
            let name = address.split('@').next().unwrap_or_default();
            let is_sure = own.is_domain_of(&address) || is_role_name(name);
            is_sure.then_some(Spotted { address, range })
        })
        .collect()
}

/// Addresses whose domain is parted by a space or has a word for its full stop: `info@firma .de`, `info@firma点cn`.
pub(super) fn parted(text: &str, own: &Own) -> Vec<Spotted> {
    lone_signs(text)
        .filter(|at| text[*at..].starts_with('@'))
        .filter_map(|at| {
            let (before, after) = (&text[..at], &text[at + 1..]);
            let (left, right) = match (before.strip_suffix(' '), after.strip_prefix(' ')) {
                (Some(left), Some(right)) => (left, right),
                _ => (before, after),
            };
            let name = name_before(left);
            let host = domain_after(right);
            let rest = &right[host.len()..];
            let (stop, is_sure) = STOPS.iter().find(|(stop, _)| rest.starts_with(stop))?;
            let end = domain_after(&rest[stop.len()..]);
            if name.is_empty() || host.is_empty() || end.is_empty() {
                return None;
            }
            let address = normalise(&format!("{name}@{host}.{end}"))?;
            let start = left.len() - name.len();
            let range = start..text.len() - rest.len() + stop.len() + end.len();
            (*is_sure || own.is_domain_of(&address)).then_some(Spotted { address, range })
        })
        .collect()
}

/// What may stand for the full stop, and whether it is sure to.
const STOPS: &[(&str, bool)] = &[
    (" . ", false),
    (" .", false),
    (". ", false),
    ("点", true),
    ("點", true),
    ("ドット", true),
    (" 点 ", true),
    (" 點 ", true),
    ("(点)", true),
    ("（点）", true),
    ("[dot]", true),
    ("(dot)", true),
    (" [dot] ", true),
    (" (dot) ", true),
];

/// A mailbox name that is written backwards.
fn name_before_reversed(text: &str) -> &str {
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+')))
        .unwrap_or(text.len());
    text[..end].trim_end_matches('.')
}

/// A name, an at sign and a domain in three blocks that follow one another: the cells of a table.
pub(super) fn in_three(blocks: &[Block], at: usize) -> Option<String> {
    let sign = blocks[at].text.trim();
    if !matches!(sign, "@" | "＠" | "(at)" | "[at]") {
        return None;
    }
    let name = name_before(blocks.get(at.checked_sub(1)?)?.text.trim_end());
    let domain = domain_after(blocks.get(at + 1)?.text.trim_start());
    (!name.is_empty() && !domain.is_empty()).then(|| normalise(&format!("{name}@{domain}")))?
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::findings;

    fn emails(html: &str) -> Vec<String> {
        let found = findings("https://muster.cn/", None, html).emails;
        found.into_iter().map(|e| e.value).collect()
    }

    #[test]
    fn a_sign_that_the_page_says_to_replace_is_the_at_sign() {
        for html in [
            "<p>邮箱: info#muster.cn（#改成@）",
            "<p>info#muster.cn<p>(请把#换成@)",
            "<p>info★muster.cn<br>★を@に変えてください",
            "<p>info◆muster.cn ※◆を＠に変えて",
            "<p>info(a)muster.cn – please replace (a) by @",
            "<p>info*muster.cn (Bitte * durch @ ersetzen)",
            "<p>info[AT]muster.cn, [AT]=@",
            "<p>info&amp;muster.cn（&amp;换成@）",
            "<p>info@muster点cn",
            "<p>info@muster .cn",
            "<p>info @ muster . cn",
            "<p>info@muster (dot) cn",
        ] {
            assert_eq!(emails(html), ["info@muster.cn"], "{html}");
        }
        assert!(emails("<p>Seite info#muster.cn<p>Nr. 5 * 3 = 15 @ 2").is_empty());
    }

    #[test]
    fn backwards_and_in_three_cells() {
        assert_eq!(emails("<p>nc.retsum@ofni"), ["info@muster.cn"]);
        assert_eq!(emails("<p>nc.retsum@annah"), ["hanna@muster.cn"]);
        assert!(emails("<p>ed.rednaer@annah").is_empty());
        assert_eq!(
            emails("<table><tr><td>Mail<td>post<td>@<td>muster.cn</table>"),
            ["post@muster.cn"]
        );
    }
}
