//! How languages put a product and a role together: a data file, one reader.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static PATTERNS: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    toml::from_str(include_str!("data/phrases.toml")).expect("a test reads the table")
});

/// Languages in which `de` loses its vowel before another one (`importateur d'outillage`).
const ELIDING: &[&str] = &["fr", "ca"];
/// Beginnings of goods with an h that counts as none (`huile`, `hydraulique`, `horloge`); before others it counts.
const MUTE: &[&str] = &["hui", "hyd", "hyg", "hor", "hum"];

/// The phrases of a product and a role in a language, most usual first.
pub fn arrange(language: &str, product: &str, role: &str) -> Vec<String> {
    let usual = &PATTERNS["usual"];
    let patterns = PATTERNS.get(language).unwrap_or(usual);
    let folded = crate::text::fold(product);
    let vowel = folded.starts_with(|c| "aeiou".contains(c));
    let mute = MUTE.iter().any(|begin| folded.starts_with(begin));
    let elides = ELIDING.contains(&language) && (vowel || mute);
    let short = |pattern: &String| {
        if elides {
            pattern.replace("de {product}", "d'{product}")
        } else {
            pattern.clone()
        }
    };
    let fill = |p: String| p.replace("{product}", product).replace("{role}", role);
    patterns.iter().map(short).map(fill).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_has_both_parts_and_a_known_language() {
        for (language, patterns) in PATTERNS.iter() {
            assert_eq!(language.len() == 2, language != "usual", "{language}");
            for pattern in patterns {
                assert!(
                    pattern.contains("{product}") && pattern.contains("{role}"),
                    "{language}: {pattern}"
                );
            }
        }
    }

    #[test]
    fn each_language_has_its_order() {
        assert_eq!(
            arrange("en", "LED light", "importer"),
            ["LED light importer"]
        );
        assert_eq!(
            arrange("es", "focos LED", "importador")[0],
            "importador de focos LED"
        );
        assert_eq!(
            arrange("fr", "outillage électrique", "importateur")[0],
            "importateur d'outillage électrique"
        );
        assert_eq!(arrange("zh", "投光灯", "进口商"), ["投光灯进口商"]);
    }
}
