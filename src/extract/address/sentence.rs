//! What a sentence says before the street it tells.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::town::is_link;
use super::words::{ends_street, is_unit, marks};

/// What a sentence says before an address.
static OPENERS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let openers = [
        " located at ",
        " located in ",
        " located on ",
        " situated at ",
        " situated in ",
        " based at ",
        "find us at ",
        "isit us at ",
        "ubicados en ",
        "ubicado en ",
        "ubicada en ",
        "ubicadas en ",
        "encuentra en ",
        "encuentran en ",
        "localizados na ",
        "localizado na ",
        "localizada na ",
        "localizados em ",
        "situado na ",
        "situada na ",
        " sito in ",
        " trova in ",
        "na adrese ",
        "na adresi ",
        " situés au ",
        " situé au ",
        "située au ",
        " sich in der ",
        " uns in der ",
        " aan de ",
    ];
    AhoCorasick::new(openers).expect("the table is small")
});

/// `Estamos ubicados en la Calle Nueva 45` → `Calle Nueva 45`
fn behind_opener(text: &str) -> &str {
    // The shortest opener with what it opens.
    if text.len() < 16 {
        return text;
    }
    let Some(opener) = OPENERS.find_iter(text).last() else {
        return text;
    };
    let rest = text[opener.end()..].trim_start();
    let rest = ["la ", "el ", "the ", "our "]
        .iter()
        .find_map(|article| rest.strip_prefix(article))
        .unwrap_or(rest);
    if rest.is_empty() { text } else { rest }
}

/// `We are located at 325 Cherry Street` → `325 Cherry Street`. Small words of names (`Plaza de la Paz 2`) make no
/// sentence, and a number at the end is the house's.
pub(super) fn trim_sentence(text: &str) -> &str {
    let text = behind_opener(text);
    let mut at = 0;
    let mut lower = 0;
    for word in text.split(' ') {
        let is_last = at + word.len() >= text.len();
        if word.starts_with(|c: char| c.is_ascii_digit()) && lower >= 2 && !is_last {
            return &text[at..];
        }
        // `dont le siège est situé Avenue de Bastia`
        let opens = lower >= 2 && !is_last && word.starts_with(char::is_uppercase);
        if opens && marks(word).street {
            return &text[at..];
        }
        let plain = word.starts_with(char::is_lowercase) && !is_link(word);
        if plain && !ends_street(word) && !is_unit(word) {
            lower += 1;
        }
        at += word.len() + 1;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_its_street_begins() {
        for (text, street) in [
            ("We are located at Plot No. 14", "Plot No. 14"),
            (
                "Our showroom is located in Al Dream Industrial Area 3",
                "Al Dream Industrial Area 3",
            ),
            ("Estamos ubicados en la Calle Sueño 45", "Calle Sueño 45"),
            ("Estamos localizados na Rua do Sonho", "Rua do Sonho"),
            ("Naše sídlo je na adrese Snová 12", "Snová 12"),
            ("Plaza de la Paz 2", "Plaza de la Paz 2"),
        ] {
            assert_eq!(trim_sentence(text), street, "{text}");
        }
    }
}
