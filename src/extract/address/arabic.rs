//! Addresses in Arabic script (Arabic, Persian, Urdu): the town stands first, or last, and hyphens or commas part the pieces:
//! `تهران - خیابان آزادی - پلاک 5`. A new word for a street or a place by it is a word in [`STREETS`].

use super::code_label::is_code_label;
use super::draft::Draft;
use super::gazetteer::countries_of;
use super::parts::Parts;
use super::postal::has_shape;
use super::town::country_in;
use super::words::{is_label, marks};
use crate::extract::lines::Line;
use crate::market::Country;

/// Bytes of the longest line that may be an address; a letter is two.
const LONGEST: usize = 420;
/// Pieces of the longest address.
const MOST: usize = 10;

/// Words by which streets, quarters, buildings and the places beside them are called.
const STREETS: &[&str] = &[
    "شارع",
    "ش",
    "طريق",
    "حي",
    "الحي",
    "منطقة",
    "المنطقة",
    "مبنى",
    "عمارة",
    "بناية",
    "برج",
    "مركز",
    "مجمع",
    "بجانب",
    "بجوار",
    "مقابل",
    "خلف",
    "امام",
    "أمام",
    "تقاطع",
    "ميدان",
    "كورنيش",
    "دوار",
    "الدور",
    "الطابق",
    "مكتب",
    "قطعة",
    "بلوك",
    "محل",
    "زنقة",
    "نهج",
    "ساحة",
    "مول",
    "كيلو",
    "خیابان",
    "خ",
    "بلوار",
    "کوچه",
    "میدان",
    "پلاک",
    "بزرگراه",
    "اتوبان",
    "جاده",
    "شهرک",
    "منطقه",
    "ناحیه",
    "ساختمان",
    "مجتمع",
    "طبقه",
    "واحد",
    "نبش",
    "چهارراه",
    "روبروی",
    "روبه‌روی",
    "جنب",
    "محله",
    "پاساژ",
    "بازار",
    "کیلومتر",
    "فاز",
    "قطعه",
    "بالاتر",
    "نرسیده",
    "ابتدای",
    "انتهای",
    "روڈ",
    "گلی",
    "چوک",
    "مارکیٹ",
    "بلاک",
    "پلاٹ",
    "جوار",
    "قرب",
    "الطريق",
    "سوق",
    "دکان",
    "نمبر",
    "پلازہ",
];
/// Words that end an address: telephones, mail, hours.
const STOPS: &[&str] = &[
    "تلفن",
    "تلفکس",
    "فکس",
    "فاکس",
    "موبایل",
    "همراه",
    "هاتف",
    "الهاتف",
    "تليفون",
    "تلفون",
    "تيلفون",
    "فاكس",
    "الفاكس",
    "جوال",
    "الجوال",
    "موبايل",
    "نقال",
    "ایمیل",
    "البريد",
    "بريد",
    "پست",
    "واتساب",
    "شماره",
    "ساعت",
    "ساعات",
    "فون",
    "موبائل",
    "الإيميل",
    "ايميل",
    "إيميل",
    "السجل",
    "شناسه",
];
/// Words that call the office or the plant whose address follows.
const OFFICES: &[&str] = &[
    "دفتر",
    "کارخانه",
    "المصنع",
    "مصنع",
    "المكتب",
    "مكتب",
    "الفرع",
    "فرع",
    "المقر",
    "مقر",
    "شعبه",
    "فروشگاه",
    "نمایشگاه",
    "معرض",
    "المعرض",
    "انبار",
    "مستودع",
    "الإدارة",
    "پتہ",
    "نشانی",
];

/// The address of a line, on its own or behind a label. `home` is the country the page speaks for.
pub(super) fn read(lines: &[Line<'_>], at: usize, home: Option<&'static Country>) -> Option<Draft> {
    let text = lines[at].text;
    if text.is_ascii() || text.len() > LONGEST || !text.chars().any(is_arabic) {
        return None;
    }
    let (is_labelled, text) = opened(lines, at);
    let all = pieces(text);
    let place = place(&all, home, is_labelled)?;
    let street = &place.street;
    let called = street.iter().filter(|piece| calls_street(piece)).count();
    let numbered = street.iter().any(|p| p.chars().any(char::is_numeric));
    let words = |piece: &&str| piece.split_whitespace().count();
    let longest = if is_labelled { 14 } else { 10 };
    let is_one = !street.is_empty()
        && street.len() <= MOST
        && street
            .iter()
            .all(|p| words(p) <= longest && !p.contains(['؟', '!', '?']));
    let enough =
        called > 0 && (is_labelled || (called > 1 || numbered) && called * 2 >= street.len());
    if !is_one || !enough {
        return None;
    }
    let code = place
        .code
        .filter(|code| has_shape(code, &place.country.code));
    Some(Draft {
        parts: Parts {
            street: Some(street.join(", ")),
            city: Some(place.town.to_owned()),
            region: place.region.map(str::to_owned),
            postal_code: code.or_else(|| code_below(lines, at, place.country)),
            country: Some(place.country.code.clone()),
        },
        lines: (at, at),
        end: (at, lines[at].text.len()),
    })
}

fn is_arabic(c: char) -> bool {
    matches!(c as u32, 0x620..=0x64A | 0x66E..=0x6D3)
}

/// What a line says behind the label of an address, and whether one stands there or alone on the line above.
fn opened<'a>(lines: &[Line<'a>], at: usize) -> (bool, &'a str) {
    let text = lines[at].text;
    let own = text
        .split_once([':', '：'])
        .filter(|(label, _)| says_address(label));
    if let Some((_, rest)) = own {
        return (true, rest.trim());
    }
    let above = at.checked_sub(1).map(|above| lines[above].text);
    let above = above.map(|text| text.trim_end_matches([':', ' ']));
    (above.is_some_and(says_address), text)
}

fn says_address(label: &str) -> bool {
    let label = label.trim();
    let says = |word: &str| is_label(word) || OFFICES.contains(&word);
    label.len() < 70
        && label.split_whitespace().count() <= 4
        && (is_label(label) || label.split_whitespace().any(says))
}

/// A line cut at commas and hyphens, up to the first thing that is no part of an address.
fn pieces(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        let parts = match c {
            '،' | ',' | '؛' | ';' | '|' | '•' | '·' | '–' | '—' | '\t' => true,
            '-' | '/' | 'ـ' => {
                let spaced = before == Some(' ') || next == Some(' ');
                spaced || c == '-' && before.is_some_and(is_arabic) && next.is_some_and(is_arabic)
            }
            _ => false,
        };
        if parts {
            all.push(&text[start..at]);
            start = at + c.len_utf8();
        }
        before = Some(c);
    }
    all.push(&text[start..]);
    let mut kept = Vec::new();
    for piece in all {
        let piece =
            piece.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '"' | '،' | '-'));
        let (piece, is_last) = before_stop(piece);
        if !piece.is_empty() {
            kept.push(piece);
        }
        if is_last {
            break;
        }
    }
    kept
}

/// What a piece says before a telephone or the like, and whether one stands in it.
fn before_stop(piece: &str) -> (&str, bool) {
    if piece.contains(['@', '+']) || piece.contains("www.") || piece.contains("http") {
        return ("", true);
    }
    let mut at = 0;
    for word in piece.split(' ') {
        let bare = word.trim_matches([':', '.', '：']);
        if STOPS.contains(&bare) {
            return (piece[..at].trim(), true);
        }
        at += word.len() + 1;
    }
    (piece, false)
}

fn calls_street(piece: &str) -> bool {
    let says = |word: &str| STREETS.contains(&word.trim_matches(['.', ':', '(', ')']));
    piece.split_whitespace().any(says) || marks(piece).boxed
}

struct Place<'a> {
    town: &'a str,
    region: Option<&'a str>,
    country: &'static Country,
    street: Vec<&'a str>,
    code: Option<String>,
}

/// The town with the street behind or before it.
fn place<'a>(
    all: &[&'a str],
    home: Option<&'static Country>,
    is_labelled: bool,
) -> Option<Place<'a>> {
    let named = all.iter().find_map(|piece| named_country(piece));
    let code = all.iter().find_map(|piece| code_of(piece));
    let rest: Vec<&'a str> = all
        .iter()
        .copied()
        .filter(|piece| named_country(piece).is_none() && code_of(piece).is_none())
        .collect();
    let of = |town: &str| -> Option<&'static Country> {
        let countries = countries_of(town);
        let own = named.or(home);
        own.filter(|own| countries.iter().any(|c| c.code == own.code))
            .or_else(|| countries.first().copied())
    };
    let (&first, behind) = rest.split_first()?;
    // `استان تهران، …`
    if let Some(region) = PROVINCES.iter().find_map(|word| first.strip_prefix(word))
        && !behind.is_empty()
        && !is_town(first)
    {
        let inner = place(
            &all[all.iter().position(|p| *p == first)? + 1..],
            home,
            is_labelled,
        )?;
        return Some(Place {
            region: Some(region.trim()),
            ..inner
        });
    }
    if is_town(first) {
        // `یزد، اردکان`: a province called by its town, and the town.
        let inner = behind
            .first()
            .filter(|inner| behind.len() > 1 && is_town(inner));
        let same = inner.filter(|inner| of(inner).map(|c| &c.code) == of(first).map(|c| &c.code));
        let (town, region, street) = match same {
            Some(&inner) => (inner, Some(first), &behind[1..]),
            None => (first, None, behind),
        };
        let street: Vec<&str> = street.iter().copied().filter(|p| *p != town).collect();
        let country = of(town)?;
        return Some(Place {
            town: bare(town),
            region,
            country,
            street,
            code,
        });
    }
    // `تهران خیابان آزادی`
    if let Some((town, left)) = leading_town(first) {
        let country = of(town)?;
        let street = std::iter::once(left)
            .chain(behind.iter().copied())
            .collect();
        return Some(Place {
            town,
            region: None,
            country,
            street,
            code,
        });
    }
    // `حي الفيصلية - شارع الملك فهد - الدمام 32272`
    let (&last, before) = rest.split_last()?;
    let (town, own) = split_code(last);
    let street_first = calls_street(first);
    if street_first && !before.is_empty() && is_town(town) {
        let country = of(town)?;
        let (town, street) = (bare(town), before.to_vec());
        return Some(Place {
            town,
            region: None,
            country,
            street,
            code: code.or(own),
        });
    }
    // `نشانی: شهرک صنعتی سلفچگان - خیابان فتح`: the estate is called by its town.
    let within = first
        .rsplit(' ')
        .next()
        .filter(|town| is_labelled && street_first && is_town(town));
    let country = within.and_then(of)?;
    Some(Place {
        town: within?,
        region: None,
        country,
        street: rest,
        code,
    })
}

/// The country of a piece, by the name of its state as well.
fn named_country(piece: &str) -> Option<&'static Country> {
    const STATES: &[(&str, &str)] = &[
        ("المملكة العربية السعودية", "SA"),
        ("السعودية", "SA"),
        ("م.ع.س", "SA"),
        ("الإمارات العربية المتحدة", "AE"),
        ("الامارات العربية المتحدة", "AE"),
        ("دولة الإمارات العربية المتحدة", "AE"),
        ("ا.ع.م", "AE"),
        ("أ.ع.م", "AE"),
        ("إ.ع.م", "AE"),
        ("دولة الكويت", "KW"),
        ("دولة قطر", "QA"),
        ("مملكة البحرين", "BH"),
        ("سلطنة عمان", "OM"),
        ("سلطنة عُمان", "OM"),
        ("المملكة الأردنية الهاشمية", "JO"),
        ("جمهورية مصر العربية", "EG"),
        ("ج.م.ع", "EG"),
        ("المملكة المغربية", "MA"),
        ("جمهورية العراق", "IQ"),
        ("الجمهورية اليمنية", "YE"),
    ];
    let known = STATES.iter().find(|(name, _)| *name == piece);
    known
        .and_then(|(_, code)| crate::market::country(code))
        .or_else(|| country_in(piece).filter(|_| countries_of(piece).is_empty()))
}

const PROVINCES: &[&str] = &["استان ", "محافظة ", "ولاية ", "صوبہ "];

/// A town's name without the word for town before it.
fn bare(town: &str) -> &str {
    let leads = ["شهرستان ", "شهر ", "مدينة "];
    let lead = leads.iter().find_map(|lead| town.strip_prefix(lead));
    lead.filter(|_| countries_of(town).is_empty())
        .unwrap_or(town)
        .trim()
}

fn is_town(piece: &str) -> bool {
    piece.split_whitespace().count() <= 4 && !countries_of(bare(piece)).is_empty()
}

/// A town that everybody knows with its street right behind it.
fn leading_town(piece: &str) -> Option<(&str, &str)> {
    let spaces: Vec<usize> = piece.match_indices(' ').map(|(at, _)| at).take(3).collect();
    spaces.into_iter().rev().find_map(|at| {
        let (town, rest) = (&piece[..at], piece[at..].trim());
        let first = rest.split_whitespace().next().unwrap_or_default();
        (is_town(town) && STREETS.contains(&first.trim_end_matches('.')))
            .then(|| (bare(town), rest))
    })
}

/// `جدة 21494`
fn split_code(piece: &str) -> (&str, Option<String>) {
    match piece.rsplit_once(' ') {
        Some((town, code))
            if (4..=10).contains(&digits(code).len()) && code.chars().all(char::is_numeric) =>
        {
            (town.trim(), Some(digits(code)))
        }
        _ => (piece, None),
    }
}

/// `کد پستی: 8951964634`, `الرمز البريدي ١١٦٣٣`: a piece that is a labelled code, or nothing but ten digits.
fn code_of(piece: &str) -> Option<String> {
    let spaced = piece.replace([':', '：', '\u{200c}'], " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let code = |word: &&str| {
        let bare = word.chars().all(|c| c.is_numeric() || c == '-');
        let found = digits(word);
        (bare && (4..=10).contains(&found.len())).then_some(found)
    };
    (1..=3.min(words.len().saturating_sub(1)))
        .find_map(|labels| {
            is_code_label(&words[..labels].join(" ")).then(|| code(&words[labels]))?
        })
        .or_else(|| {
            let alone = words.len() == 1 && words[0].len() >= 10;
            alone
                .then(|| words.first().and_then(code))
                .flatten()
                .filter(|code| code.len() == 10)
        })
}

/// The digits of a number, in the signs of ASCII.
fn digits(text: &str) -> String {
    let digit = |c: char| match c as u32 {
        0x660..=0x669 => char::from_digit(c as u32 - 0x660, 10),
        0x6F0..=0x6F9 => char::from_digit(c as u32 - 0x6F0, 10),
        _ => c.is_ascii_digit().then_some(c),
    };
    text.chars().filter_map(digit).collect()
}

/// The labelled code that the next line opens with.
fn code_below(lines: &[Line<'_>], at: usize, country: &Country) -> Option<String> {
    let next = lines.get(at + 1).filter(|next| next.text.len() < 120)?;
    let first = pieces(next.text).into_iter().next()?;
    code_of(first).filter(|code| has_shape(code, &country.code))
}

#[cfg(test)]
mod tests {
    use super::super::tests::of;

    fn plain(text: &str) -> String {
        text.replace([',', ' '], "")
    }

    #[test]
    fn the_town_stands_first_or_last() {
        for (home, text, read) in [
            (
                "IR",
                "آدرس دفتر مرکزی : تهران - خیابان رویا - نرسیده به میدان خیال - پلاک 40",
                "خیابان رویا, نرسیده به میدان خیال, پلاک 40, تهران, IR",
            ),
            (
                "IR",
                "یزد، اردکان - بلوار رویا - کوچه ۱۹۶ - کد پستی 8951964634 - تلفکس: 03500000000",
                "بلوار رویا, کوچه ۱۹۶, 8951964634 اردکان, یزد, IR",
            ),
            (
                "IR",
                "آدرس: قزوین، خیابان رویای شرقی، روبروی نانوایی پلاک 71",
                "خیابان رویای شرقی, روبروی نانوایی پلاک 71, قزوین, IR",
            ),
            (
                "IR",
                "تهران، خیابان رویا، پلاک 10\nکدپستی: 1994768351 - صندوق پستی: 15875/4473",
                "خیابان رویا, پلاک 10, 1994768351 تهران, IR",
            ),
            (
                "SA",
                "المملكة العربية السعودية - جدة - طريق الحلم كيلو 3 بجانب مطعم - مركز الخيال",
                "طريق الحلم كيلو 3 بجانب مطعم, مركز الخيال, جدة, SA",
            ),
            (
                "SA",
                "مكة المكرمة - حي الحلم - ص.ب: 24432",
                "حي الحلم, ص.ب: 24432, مكة المكرمة, SA",
            ),
            (
                "SA",
                "حي الحلم - شارع الخيال، الخبر",
                "حي الحلم, شارع الخيال, الخبر, SA",
            ),
        ] {
            let found = of(text, home);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(plain(&found[0]), plain(read), "{text}");
        }
    }

    #[test]
    fn what_a_town_is_told_of_is_no_street() {
        for (home, text) in [
            (
                "IR",
                "تهران - رئیس شرکت در نمایشگاه بین المللی از محصولات تازه خبر داد",
            ),
            (
                "AE",
                "دبي - أعلنت الشركة عن افتتاح معرض جديد في مركز المدينة هذا العام",
            ),
            ("SA", "فروعنا في الرياض، جدة، الدمام"),
            ("IR", "تهران، اصفهان، شیراز"),
        ] {
            assert!(of(text, home).is_empty(), "{text}: {:?}", of(text, home));
        }
    }
}
