//! Addresses whose letters are set apart: `i n f o @ f i r m a . d e`.

use super::encoded::one;

/// The sign as it stands in such an address.
const SIGN: &str = " @ ";
/// Letters of an address at most.
const LONGEST: usize = 100;
/// Letters before the sign from which it is one: two words of one letter may stand before it by chance.
const FEWEST: usize = 3;

/// The addresses whose letters are set apart in a text.
pub(super) fn spot(text: &str) -> Vec<String> {
    text.match_indices(SIGN)
        .filter_map(|(at, _)| {
            let name: String = letters(text[..at].chars().rev())
                .into_iter()
                .rev()
                .collect();
            let domain: String = letters(text[at + SIGN.len()..].chars())
                .into_iter()
                .collect();
            (name.len() >= FEWEST).then(|| one(&format!("{name}@{domain}")))?
        })
        .collect()
}

/// Single letters with one space between each two.
fn letters(mut signs: impl Iterator<Item = char>) -> Vec<char> {
    let mut found = Vec::new();
    while found.len() < LONGEST
        && let Some(letter) = signs.next()
        && (letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_'))
    {
        match signs.next() {
            Some(' ') => found.push(letter),
            // The last letter, with the text's end or its punctuation behind it.
            None => {
                found.push(letter);
                break;
            }
            Some(next) => {
                if !next.is_alphanumeric() {
                    found.push(letter);
                }
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_set_apart_are_joined_and_words_are_not() {
        assert_eq!(
            spot("E-Mail: i n f o @ m u s t e r . d e"),
            ["info@muster.de"]
        );
        assert_eq!(spot("i n f o @ m u s t e r . d e, Fax"), ["info@muster.de"]);
        assert!(spot("kick off @ muster.de").is_empty());
        assert!(spot("5 x @ 3 . 5").is_empty());
    }
}
