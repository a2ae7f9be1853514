//! The language of a page: its own word where the text does not contradict it, else by the text.

use std::sync::LazyLock;

use url::Url;
use whatlang::{Detector, Info, Lang, Script, detect_script};

use super::block::Block;
use crate::market::{country, country_of_host};

/// How much text the guess reads, bytes: enough to be sure, little enough to be quick.
const SAMPLE: usize = 700;

/// Languages in which no firm has its site; a detector takes lists of names and numbers of models for them.
const NO_BUSINESS: &[Lang] = &[
    Lang::Aka,
    Lang::Epo,
    Lang::Jav,
    Lang::Lat,
    Lang::Sna,
    Lang::Yid,
    Lang::Zul,
];

static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_denylist(NO_BUSINESS.to_vec()));

/// Text that is too short for a guess among all languages is enough for one among the few of a country, from so many
/// letters.
const SHORT: usize = 24;

/// ISO 639-1 code. Where the text alone leaves it open, its letters tell it, or the country of the site's domain.
pub(super) fn language_of(claimed: &str, blocks: &[Block], url: &Url) -> Option<String> {
    let claimed = claimed
        .trim()
        .split(['-', '_', ','])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_code = is_language(&claimed);
    let claimed = if is_code {
        Some(usual_code(&claimed).to_owned())
    } else {
        of_country(&claimed).map(str::to_owned)
    };
    let sample = sample(blocks);
    let script = detect_script(&sample);
    if let Some(claimed) = &claimed {
        // "en" is what templates say when nobody cared; every other claim somebody has made.
        let is_written =
            || script.is_none_or(|s| writes(claimed, s)) || has_letters(claimed, &sample);
        if is_code && claimed != "en" && is_written() {
            return Some(claimed.clone());
        }
    }
    if is_english(&sample) {
        return Some("en".to_owned());
    }
    let found = DETECTOR
        .detect(&sample)
        .filter(Info::is_reliable)
        .and_then(|info| short_code(info.lang()));
    let found = found.or_else(|| of_letters(&sample));
    let found = found.map(str::to_owned).or(claimed);
    found.or_else(|| among_the_countrys(&sample, url))
}

/// So many letters of a script of its own bear a claim out: addresses of mail outweigh them on a short page.
const BORNE_OUT: usize = 6;

/// Has a text letters of the claimed language where that is not written in Latin ones?
fn has_letters(claimed: &str, sample: &str) -> bool {
    let own: String = sample
        .chars()
        .filter(|c| c.is_alphabetic() && !c.is_ascii())
        .collect();
    own.chars().count() >= BORNE_OUT
        && detect_script(&own).is_some_and(|s| s != Script::Latin && writes(claimed, s))
}

/// The codes of ISO 639-1.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee \
    el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu iw ja jv \
    ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn \
    no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te \
    tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";
/// Those that nobody writes who does not mean the country.
const COUNTRIES: [&str; 5] = ["br", "ch", "kr", "se", "tw"];

fn is_language(code: &str) -> bool {
    code.len() == 2
        && CODES.split_ascii_whitespace().any(|one| one == code)
        && !COUNTRIES.contains(&code)
}

/// Bokmål and Nynorsk are Norwegian; Hebrew once had another code.
fn usual_code(code: &str) -> &str {
    match code {
        "nb" | "nn" => "no",
        "iw" => "he",
        code => code,
    }
}

/// Some pages claim their country (`us`, `cn`, `cz`): the first of its languages, which the text may contradict.
fn of_country(code: &str) -> Option<&'static str> {
    let country = (code.len() == 2).then(|| country(code)).flatten()?;
    country.languages.first().map(String::as_str)
}

/// Letters that one language alone has, of those in which firms write.
const LETTERS: &[(&str, &str)] = &[
    ("pl", "łśżźń"),
    ("cs", "ěřůďť"),
    ("sk", "ľĺŕ"),
    ("hu", "őű"),
    ("ro", "ășțţ"),
    ("tr", "ğış"),
    ("vi", "ạảấầẩậắằặẹẻẽếềểễệỉịọỏốồổộớờởợụủứừửữựỳỷỹơư"),
    ("lv", "āēģīķļņū"),
    ("lt", "ėįųū"),
    ("uk", "іїєґ"),
    ("kk", "қғәңөұүһ"),
    ("fa", "پچژگ"),
    ("ur", "ٹڈڑے"),
];
/// So many of them, and one in so many letters, tell a language.
const TELLING: (usize, usize) = (3, 60);

/// The language whose own letters a text has most of. Arabic letters alone are Arabic.
fn of_letters(sample: &str) -> Option<&'static str> {
    let letters = || sample.chars().filter(|c| c.is_alphabetic());
    let lower: String = letters().flat_map(char::to_lowercase).collect();
    let all = letters().count();
    let count = |own: &str| lower.chars().filter(|c| own.contains(*c)).count();
    let told = LETTERS
        .iter()
        .map(|(code, own)| (*code, count(own)))
        .filter(|(_, n)| *n >= TELLING.0 && n * TELLING.1 >= all)
        .max_by_key(|(_, n)| *n);
    // What other languages share with these is looked at last.
    let last = || match detect_script(sample)? {
        Script::Arabic => Some("ar"),
        Script::Cyrillic => (count("ыэё") >= TELLING.0).then_some("ru"),
        _ => None,
    };
    told.map(|(code, _)| code).or_else(last)
}

/// The likeliest of the languages of the domain's country, and English.
fn among_the_countrys(sample: &str, url: &Url) -> Option<String> {
    let country = url.host_str().and_then(country_of_host)?;
    if sample.chars().filter(|c| c.is_alphabetic()).count() < SHORT {
        return None;
    }
    let spoken = |lang: &Lang| {
        short_code(*lang)
            .is_some_and(|code| code == "en" || country.languages.iter().any(|l| l == code))
    };
    let few: Vec<Lang> = Lang::all().iter().copied().filter(spoken).collect();
    let lang = Detector::with_allowlist(few).detect_lang(sample)?;
    short_code(lang).map(str::to_owned)
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
        // Addresses are of no language.
        let words = block.text.split(' ').filter(|w| !w.contains(['@', '/']));
        let letters = words.flat_map(|word| word.chars().chain([' ']));
        out.extend(letters.filter(|c| !c.is_ascii_digit()).take(400));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn of(host: &str, text: &str) -> Option<String> {
        let url = Url::parse(&format!("http://{host}/")).unwrap();
        let html = format!("<p>{text}");
        let page = Document::parse(html.as_bytes(), Some("text/html; charset=utf-8"), &url);
        page.language().map(str::to_owned)
    }

    #[test]
    fn letters_that_one_language_alone_has_tell_it() {
        for (text, language) in [
            ("Muster Łódź: części, łożyska, śruby", "pl"),
            (
                "Muster: ložiska, řemeny, těsnění, kůže, měděné trubky",
                "cs",
            ),
            ("مضخات وصمامات", "ar"),
            ("پمپ و شیر گازی چدنی", "fa"),
            ("Насосы, вентили, трубы, фитинги медные, крышки", "ru"),
        ] {
            assert_eq!(of("muster.com", text).as_deref(), Some(language), "{text}");
        }
    }

    #[test]
    fn a_country_claimed_for_a_language_means_its_own() {
        let of = |claimed: &str, text: &str| {
            let url = Url::parse("http://muster.com/").unwrap();
            let html = format!("<html lang='{claimed}'><p>{text}");
            let page = Document::parse(html.as_bytes(), Some("text/html; charset=utf-8"), &url);
            page.language().map(str::to_owned)
        };
        assert_eq!(of("us", "Muster 12").as_deref(), Some("en"));
        assert_eq!(of("cz", "Muster 12").as_deref(), Some("cs"));
        assert_eq!(of("qq", "Muster 12"), None);
        let french = "Nous vendons des pompes et des vannes pour les maisons de la région, avec la livraison chez vous";
        assert_eq!(of("ch", french).as_deref(), Some("fr"));
        assert_eq!(of("sl", "Muster 12").as_deref(), Some("sl"));
        let short =
            "当社は製造業者です info-muster@muster-industries-limited.example sales@muster.example";
        assert_eq!(of("ja", short).as_deref(), Some("ja"));
        let named = "株式会社ムスター Muster Industries Limited, Representative Office Yokohama";
        assert_eq!(of("ja", named).as_deref(), Some("ja"));
        assert_eq!(of("nb", "Muster 12").as_deref(), Some("no"));
    }

    #[test]
    fn a_countrys_languages_decide_over_a_short_text() {
        let dutch = "Muster: papier, zepen en middelen voor de keuken";
        assert_eq!(of("muster.nl", dutch).as_deref(), Some("nl"));
        let english = "Muster: the paper and the soaps for your kitchen";
        assert_eq!(of("muster.nl", english).as_deref(), Some("en"));
        assert_eq!(of("muster.com", "Muster 12"), None);
    }
}
