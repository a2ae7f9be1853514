//! The label of a postal code, which stands inside an address.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::{fold, fold_with};

/// Is it a label of a postal code (`Postcode:`), which stands inside an address?
pub(super) fn is_code_label(text: &str) -> bool {
    text.len() < 40
        && text.chars().next().is_some_and(char::is_alphabetic)
        && fold_with(text, |label| {
            LABELS.contains(label.trim_end_matches([':', '：', ' ', '.', '#']))
        })
}

/// `Posta Kodu: 43100`, `P.C. 111`, `PC-130`: the digits behind the label of a code that is all there is in a piece.
pub(super) fn code_behind(text: &str) -> Option<&str> {
    let text = text.trim();
    let at = text.rfind([' ', ':', '.', '-', '：'])?;
    let cut = at + text[at..].chars().next().map_or(1, char::len_utf8);
    let (label, code) = (
        text[..at].trim_end_matches([' ', ':', '.', '-']),
        &text[cut..],
    );
    let is_code = (3..=10).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
    (is_code && is_code_label(label)).then_some(code)
}

/// As written, compared folded.
static LABELS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    [
        "postcode",
        "post code",
        "postal code",
        "zip",
        "zip code",
        "zipcode",
        "pin",
        "pin code",
        "pincode",
        "p.c",
        "pc",
        "p. c",
        "plz",
        "cep",
        "c.p",
        "cap",
        "codigo postal",
        "code postal",
        "cod postal",
        "posta kodu",
        "kode pos",
        "индекс",
        "почтовый индекс",
        "поштовий індекс",
        "邮编",
        "邮政编码",
        "郵遞區號",
        "우편번호",
        "الرمز البريدي",
        "کد پستی",
        "รหัสไปรษณีย์",
        "irsz",
        "psc",
        "postleitzahl",
        "npa",
        "cod",
        "τ.κ",
        "τκ",
        "t.k",
        "postnr",
        "posta kod",
        "p.k",
        "מיקוד",
        "الرمز",
        "p.o",
        "کدپستی",
        "cp",
        "п.к",
        "postinumero",
        "kod pocztowy",
        "indeks",
        "eircode",
    ]
    .into_iter()
    .map(fold)
    .collect()
});

/// A text without the label of a code at its end: `București, cod postal`, `จังหวัดพัทลุง รหัสไปรษณีย์`.
pub(super) fn without_code_label(text: &str) -> &str {
    let spaces = text.rmatch_indices(' ').take(2);
    let cut = spaces
        .filter(|(at, _)| is_code_label(&text[at + 1..]))
        .last();
    cut.map_or(text, |(at, _)| {
        text[..at].trim_end_matches([' ', ',', '-', ':'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_of_a_code_goes_from_the_end() {
        assert_eq!(without_code_label("București, cod postal"), "București");
        assert_eq!(without_code_label("Springfield zip code:"), "Springfield");
        assert_eq!(without_code_label("Springfield"), "Springfield");
        for (text, code) in [
            ("Posta Kodu: 43100", "43100"),
            ("P.C: 111", "111"),
            ("PC 130", "130"),
            ("کدپستی: 9164773781", "9164773781"),
        ] {
            assert_eq!(code_behind(text), Some(code), "{text}");
        }
        assert!(code_behind("Box 130").is_none() && code_behind("PIN 12").is_none());
        assert!(is_code_label("PSČ:") && !is_code_label("Tel:") && !is_code_label("110020"));
    }
}
