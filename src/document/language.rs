//! The language of a page: its own word where the text does not contradict it, else by the text.

use whatlang::{Lang, Script, detect, detect_script};

use super::block::Block;

/// How much text the guess reads, bytes: enough to be sure, little enough to be quick.
const SAMPLE: usize = 700;

/// ISO 639-1 code.
pub(super) fn language_of(claimed: &str, blocks: &[Block]) -> Option<String> {
    let claimed = claimed
        .trim()
        .split(['-', '_', ','])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let claimed =
        Some(claimed).filter(|c| c.len() == 2 && c.bytes().all(|b| b.is_ascii_lowercase()));
    let sample = sample(blocks);
    let script = detect_script(&sample);
    if let Some(claimed) = &claimed {
        // "en" is what templates say when nobody cared; every other claim somebody has made.
        if claimed != "en" && script.is_none_or(|s| writes(claimed, s)) {
            return Some(claimed.clone());
        }
    }
    if is_english(&sample) {
        return Some("en".to_owned());
    }
    let found = detect(&sample)
        .filter(whatlang::Info::is_reliable)
        .and_then(|info| short_code(info.lang()));
    found.map(str::to_owned).or(claimed)
}

/// The small words that English sentences are held together by.
const ENGLISH: [&str; 22] = [
    "the", "and", "of", "to", "in", "for", "is", "our", "we", "with", "you", "are", "your", "by",
    "from", "or", "as", "be", "this", "that", "have", "has",
];

/// Every sixth word or more is a small English one, and five different ones stand there: no other language reads so, and the
/// detector, which compares with seventy languages, need not be asked.
fn is_english(sample: &str) -> bool {
    let mut seen = [false; ENGLISH.len()];
    let (mut words, mut small) = (0, 0);
    for word in sample
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
    {
        words += 1;
        if let Some(at) = ENGLISH.iter().position(|e| word.eq_ignore_ascii_case(e)) {
            seen[at] = true;
            small += 1;
        }
    }
    words >= 20 && small * 6 >= words && seen.iter().filter(|s| **s).count() >= 5
}

/// The longest runs of text, for they are sentences.
fn sample(blocks: &[Block]) -> String {
    let mut order: Vec<&Block> = blocks.iter().filter(|b| b.text.len() > 20).collect();
    order.sort_by_key(|b| std::cmp::Reverse(b.text.len().min(400)));
    let mut out = String::new();
    let all = if order.is_empty() {
        blocks.iter().collect()
    } else {
        order
    };
    for block in all {
        out.extend(block.text.chars().filter(|c| !c.is_ascii_digit()).take(400));
        out.push(' ');
        if out.len() >= SAMPLE {
            break;
        }
    }
    out
}

/// Can a language be written in a script?
fn writes(language: &str, script: Script) -> bool {
    match script {
        Script::Latin => !matches!(
            language,
            "zh" | "ja"
                | "ko"
                | "ru"
                | "uk"
                | "bg"
                | "ar"
                | "he"
                | "fa"
                | "th"
                | "el"
                | "hi"
                | "bn"
                | "ta"
                | "ka"
                | "hy"
                | "ur"
        ),
        Script::Cyrillic => matches!(
            language,
            "ru" | "uk"
                | "bg"
                | "sr"
                | "mk"
                | "be"
                | "kk"
                | "ky"
                | "mn"
                | "tg"
                | "uz"
                | "tt"
                | "bs"
        ),
        Script::Mandarin => matches!(language, "zh" | "ja" | "ko"),
        Script::Hiragana | Script::Katakana => language == "ja",
        Script::Hangul => language == "ko",
        Script::Arabic => matches!(language, "ar" | "fa" | "ur" | "ps" | "ku" | "ug" | "sd"),
        Script::Hebrew => matches!(language, "he" | "yi" | "iw"),
        Script::Greek => language == "el",
        Script::Thai => language == "th",
        _ => true,
    }
}

/// ISO 639-1 of the detector's ISO 639-3.
fn short_code(lang: Lang) -> Option<&'static str> {
    const CODES: &[(&str, &str)] = &[
        ("afr", "af"),
        ("aka", "ak"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "no"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
        ("cym", "cy"),
    ];
    CODES
        .iter()
        .find(|(long, _)| *long == lang.code())
        .map(|(_, short)| *short)
}
