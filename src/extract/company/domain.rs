//! What the domain says about a name.

use deunicode::deunicode;

/// The label of the page's domain, letters and digits only; empty where the page has none of its own.
pub(super) fn label(document: &crate::document::Document) -> String {
    let site = crate::web::Site::of(document.url());
    let label = site
        .as_ref()
        .map(crate::web::Site::label)
        .filter(|l| l.chars().any(char::is_alphabetic))
        .unwrap_or_default();
    label.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// How well a name agrees with the domain's label: 0 to 7. The name comes as its folded words without legal form.
pub(super) fn agreement(words: &[String], label: &str) -> i32 {
    if label.len() < 2 || words.is_empty() {
        return 0;
    }
    let words: Vec<String> = words
        .iter()
        .map(|w| latin(w))
        .filter(|w| !w.is_empty())
        .collect();
    let joined: String = words.concat();
    let bare = joined.strip_prefix("the").unwrap_or(&joined);
    if joined == label || bare == label || label.strip_prefix("the") == Some(&joined) {
        return 7;
    }
    let initials: String = words.iter().filter_map(|w| w.chars().next()).collect();
    if words.len() >= 2
        && initials.len() >= 2
        && (initials == label || label.len() >= 3 && initials.starts_with(label))
    {
        return 5;
    }
    let shared = if joined.len() >= 3 && label.starts_with(&joined) {
        3 + joined.len() * 4 / label.len()
    } else if joined.len() >= 3 && label.contains(&joined) {
        joined.len() * 7 / label.len()
    } else if label.len() >= 3 && bare.contains(label) {
        3 + label.len() * 3 / bare.len()
    } else {
        let covered: usize = words
            .iter()
            .filter(|w| w.len() >= 3 && label.contains(w.as_str()))
            .map(String::len)
            .sum();
        let all = joined.len().max(label.len());
        covered.min(label.len()) * 6 / all
    };
    i32::try_from(shared.min(6)).unwrap_or_default()
}

/// A name with its umlauts spelt out, as domains write them (`Müller` is `mueller`); none where it has no umlaut.
pub(super) fn spelt(name: &str) -> Option<String> {
    const LETTERS: [(char, &str); 8] = [
        ('ä', "ae"),
        ('ö', "oe"),
        ('ü', "ue"),
        ('ß', "ss"),
        ('Ä', "Ae"),
        ('Ö', "Oe"),
        ('Ü', "Ue"),
        ('ø', "oe"),
    ];
    let has_one = name.contains(|c| LETTERS.iter().any(|(letter, _)| *letter == c));
    has_one.then(|| {
        LETTERS.iter().fold(name.to_owned(), |name, (letter, by)| {
            name.replace(*letter, by)
        })
    })
}

fn latin(word: &str) -> String {
    deunicode(word)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .flat_map(char::to_lowercase)
        .collect()
}

/// The places in a text where its words, run together, spell the label.
pub(super) fn spelt_out<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    if label.len() < 4 {
        return None;
    }
    let first = label.as_bytes()[0];
    let bytes = text.as_bytes();
    memchr::memchr2_iter(first, first.to_ascii_uppercase(), bytes).find_map(|at| {
        let starts = at == 0
            || !bytes[at - 1].is_ascii_alphanumeric()
                && !matches!(bytes[at - 1], b'@' | b'.' | b'/' | b'-' | b'_');
        let end = starts
            .then(|| spell(bytes, at, label.as_bytes()))
            .flatten()?;
        text.get(at..end)
    })
}

/// Where a label that is spelt out from `at` ends.
fn spell(bytes: &[u8], mut at: usize, label: &[u8]) -> Option<usize> {
    let mut spelt = 0;
    while spelt < label.len() {
        let byte = *bytes.get(at)?;
        if byte.to_ascii_lowercase() == label[spelt] {
            spelt += 1;
        } else if !matches!(byte, b' ' | b'-' | b'\'' | b'&' | b'.' | b',') || byte == bytes[at - 1]
        {
            return None;
        }
        at += 1;
    }
    let next = bytes.get(at).copied().unwrap_or(b' ');
    let dotted = next == b'.' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
    (next >= 0x80
        || !next.is_ascii_alphanumeric() && !matches!(next, b'@' | b'/' | b'_') && !dotted)
        .then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_spells_the_domain_is_found_in_running_text() {
        assert_eq!(
            spelt_out("Loans by Utah Lawyer Loans, since", "utahlawyerloans"),
            Some("Utah Lawyer Loans")
        );
        assert_eq!(
            spelt_out("write to info@utahlawyerloans.com", "utahlawyerloans"),
            None
        );
    }

    #[test]
    fn umlauts_are_spelt_out_in_domains() {
        assert_eq!(spelt("MÜLLERS Läden").as_deref(), Some("MUeLLERS Laeden"));
        assert_eq!(spelt("Muster"), None);
    }

    #[test]
    fn agreement_knows_parts_and_initials() {
        let words = |t: &str| crate::text::words(t);
        assert_eq!(agreement(&words("Utah Lawyer Loans"), "utahlawyerloans"), 7);
        assert_eq!(
            agreement(&words("MJC Building Group"), "mjcbuildinggroup"),
            7
        );
        assert!(agreement(&words("Katz Marshall & Banks"), "kmblegal") < 3);
        assert_eq!(
            agreement(&words("Inter American Development Bank"), "iadb"),
            5
        );
        assert_eq!(
            agreement(&words("Car Loans"), "fincar"),
            agreement(&words("Car Loans"), "fincar")
        );
    }
}
