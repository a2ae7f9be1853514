//! Addresses in the scripts of China, Japan and Korea, which run from the large to the small.

use super::draft::Draft;
use super::gazetteer;
use super::parts::Parts;
use super::piece::Spot;
use super::postal::{Code, codes, is_wide};
use super::wide::{has_number, is_telephone, street_end};
use crate::extract::lines::Line;

/// The addresses that begin in a line.
pub(super) fn read(lines: &[Line<'_>], at: usize, floor: Spot) -> Vec<Draft> {
    let text = lines[at].text;
    if text.is_ascii() || text.len() > 600 || !text.chars().any(is_wide) {
        return Vec::new();
    }
    let from = if floor.0 == at {
        floor.1.min(text.len())
    } else {
        0
    };
    let Some(text) = text.get(from..) else {
        return Vec::new();
    };
    hong_kong(lines, at, text)
        .or_else(|| japanese(lines, at, text))
        .or_else(|| korean(lines, at, text))
        .or_else(|| chinese(lines, at, text))
        .into_iter()
        .collect()
}

/// Ends of the names of prefectures, and the whole names where the end alone says too little.
const PREFECTURE_ENDS: &[char] = &['県', '县'];
const PREFECTURES: &[&str] = &["東京都", "东京都", "北海道", "京都府", "大阪府"];

fn japanese(lines: &[Line<'_>], at: usize, text: &str) -> Option<Draft> {
    // A province of China.
    if text.contains('省') {
        return None;
    }
    let (start, prefecture) = prefecture(text).or_else(|| {
        let own = text.contains('〒').then(|| codes(text)).and_then(|codes| {
            let marked = codes
                .into_iter()
                .find(|c| c.by_prefix.is_some_and(|p| p.code == "JP"))?;
            Some(marked.end)
        });
        let above = || {
            at.checked_sub(1)
                .is_some_and(|i| lines[i].text.contains('〒') && lines[i].text.chars().count() < 14)
        };
        own.or_else(|| wide_code(text).map(|(_, end)| end))
            .or_else(|| above().then_some(0))
            .map(|end| (end, ""))
    })?;
    let code = wide_code(text)
        .map(|(code, _)| code)
        .or_else(|| japanese_code(lines, at, text, start));
    let rest = text[start + prefecture.len()..]
        .trim_start_matches(['/', '／', ' ', '　', ',', '，', ':', '：']);
    let (city, street) = split_after(rest, &['市', '区', '區', '町', '村', '郡'])?;
    // `高座郡寒川町`: the town lies in the county.
    let in_county = city
        .ends_with('郡')
        .then(|| split_after(street, &['町', '村']))
        .flatten();
    let (city, street) = in_county.unwrap_or((city, street));
    let (street, last) = with_next_line(lines, at, street);
    let certain = code.is_some() || !prefecture.is_empty();
    // `東京都港区で創業しました`: a sentence goes on where a street would begin.
    let told = street.starts_with(['で', 'に', 'を', 'は', 'が', 'へ', 'と', 'も']);
    (certain && !told && has_number(&street) && !city.is_empty() && city.chars().count() <= 8).then(
        || Draft {
            parts: Parts {
                street: Some(street),
                city: Some(city.to_owned()),
                region: (!prefecture.is_empty()).then(|| prefecture.to_owned()),
                postal_code: code,
                country: Some("JP".into()),
            },
            lines: (at, last),
            end: (last, lines[last].text.len()),
        },
    )
}

fn prefecture(text: &str) -> Option<(usize, &str)> {
    if !text.contains(['都', '道', '府', '県', '县']) {
        return None;
    }
    if let Some(found) = PREFECTURES
        .iter()
        .filter_map(|p| text.find(p).map(|at| (at, &text[at..at + p.len()])))
        .min()
    {
        return Some(found);
    }
    let (end, c) = text
        .char_indices()
        .find(|(_, c)| PREFECTURE_ENDS.contains(c))?;
    let start = text[..end]
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_wide(*c))
        .take(3)
        .last()?
        .0;
    let name = &text[start..end + c.len_utf8()];
    super::state::is_region(name, "JP")
        .then_some((start, name))
        .or_else(|| {
            let short = &text[text[..end].char_indices().rev().nth(1)?.0..end + c.len_utf8()];
            (super::state::is_region(short, "JP") || c == '县')
                .then_some((end + c.len_utf8() - short.len(), short))
        })
}

/// The code before the prefecture, on its line or on the one above.
fn japanese_code(lines: &[Line<'_>], at: usize, text: &str, start: usize) -> Option<String> {
    let of = |t: &str| {
        codes(t)
            .into_iter()
            .rev()
            .find(|c| c.countries.iter().any(|p| p.code == "JP") && c.text.contains('-'))
            .map(|c| c.text.to_owned())
    };
    of(&text[..start]).or_else(|| {
        let above = at.checked_sub(1).map(|i| lines[i].text)?;
        (above.chars().count() < 20).then(|| of(above)).flatten()
    })
}

/// Towns of Japan with the letter for town within their names, without the one at their end.
const TOWNS_WITHIN: [&str; 4] = ["四日市", "廿日市", "八日市", "野々市"];

/// `〒５４１－００４７`: the code in wide digits, in narrow ones, and where it ends.
fn wide_code(text: &str) -> Option<(String, usize)> {
    let mark = text.find('〒')? + '〒'.len_utf8();
    let mut code = String::new();
    for (at, c) in text[mark..].char_indices() {
        match c {
            '０'..='９' => code.extend(char::from_u32(c as u32 - '０' as u32 + '0' as u32)),
            '－' | 'ー' | '‐' | '−' | '―' | '-' if code.len() == 3 => code.push('-'),
            ' ' | '　' if code.is_empty() => continue,
            _ => return None,
        }
        if code.len() == 8 {
            return Some((code, mark + at + c.len_utf8()));
        }
    }
    None
}

/// Cuts after the first of some letters that end the name of a place.
fn split_after<'a>(text: &'a str, ends: &[char]) -> Option<(&'a str, &'a str)> {
    let own = TOWNS_WITHIN.iter().find(|town| text.starts_with(**town));
    let skipped = own.map_or(1, |town| town.chars().count());
    let mut signs = text.char_indices().skip(skipped).take(9);
    let (at, c) = signs.find(|(_, c)| ends.contains(c))?;
    Some(text.split_at(at + c.len_utf8()))
}

/// The street's end, and the house named on the next line.
fn with_next_line(lines: &[Line<'_>], at: usize, street: &str) -> (String, usize) {
    let street = street_end(street);
    let next = lines.get(at + 1).map(|l| l.text).filter(|t| {
        t.chars().count() <= 24
            && ["階", "号", "ビル", "タワー", "F", "楼"]
                .iter()
                .any(|w| t.contains(w))
            // `知事許可第158814号`: the number of a licence.
            && !t.contains('第')
            && !is_telephone(t)
    });
    match next {
        Some(house) => (format!("{street} {house}"), at + 1),
        None => (street.to_owned(), at),
    }
}

/// Five digits, in a number of their own.
fn is_korean(code: &Code<'_>) -> bool {
    code.text.len() == 5 && code.countries.iter().any(|p| p.code == "KR")
}

/// `충남 천안시 서북구 성환읍 신방로 108`
fn korean(lines: &[Line<'_>], at: usize, text: &str) -> Option<Draft> {
    if !text.chars().any(|c| matches!(c as u32, 0xAC00..=0xD7AF)) {
        return None;
    }
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let city = words.iter().position(|w| is_korean_city(w))?;
    // `충남 천안시 서북구`, and below it `성환읍 신방로 108`
    let own = lines
        .get(at + 1)
        .filter(|next| next.block == lines[at].block);
    let goes_on = |next: &Line<'_>| !next.text.split_whitespace().any(is_korean_city);
    let below = own.filter(|next| words.len() <= 4 && !lines[at].has_digit && goes_on(next));
    words.extend(below.iter().flat_map(|next| next.text.split_whitespace()));
    let last = at + usize::from(below.is_some());
    let road = words
        .iter()
        .skip(city + 1)
        .take(5)
        .position(|w| w.ends_with(['로', '길', '동', '리', '가']) || has_road(w))?
        + city
        + 1;
    let house = words
        .get(road + 1)
        .filter(|w| w.starts_with(|c: char| c.is_ascii_digit()))
        .map(|_| road + 1)
        .or_else(|| has_road(words[road]).then_some(road))?;
    let region = city.checked_sub(1).map(|i| words[i]).filter(|w| {
        (2..=7).contains(&w.chars().count())
            && w.chars().all(|c| matches!(c as u32, 0xAC00..=0xD7AF))
    });
    let code = below.map_or(text, |next| next.text);
    let code = codes(code)
        .into_iter()
        .find(|c| {
            is_korean(c) && (code[..c.start].ends_with(['(', '[', '우', ' ']) || c.start == 0)
        })
        .map(|c| c.text.to_owned());
    let above = || {
        at.checked_sub(1)
            .and_then(|i| codes(lines[i].text).into_iter().next())
            .filter(is_korean)
            .map(|c| c.text.to_owned())
    };
    // `꿈타워 1차 1204호` on the line below.
    let room = own.filter(|next| below.is_none() && is_building(next.text));
    let last = last + usize::from(room.is_some());
    let end = (house + 3).min(words.len());
    let tail = words[end..].iter().take(4).take_while(|w| is_room(w));
    let street = words[city + 1..end + tail.count()].join(" ");
    let mut street = street_end(&street);
    if let Some(before) = code
        .as_ref()
        .and_then(|code| street.strip_suffix(code.as_str()))
    {
        street = before.trim_end_matches([' ', ',', '우', '[']);
    }
    let street = match room {
        Some(room) => format!("{street} {}", room.text),
        None => street.to_owned(),
    };
    Some(Draft {
        parts: Parts {
            street: Some(street),
            city: Some(words[city].to_owned()),
            region: region.map(str::to_owned),
            postal_code: code.or_else(above),
            country: Some("KR".into()),
        },
        lines: (at, last),
        end: (last, lines[last].text.len()),
    })
}

/// Is a line nothing but the name of a house and a room in it?
fn is_building(line: &str) -> bool {
    let count = line.chars().count();
    count <= 26
        && !is_telephone(line)
        && !line.contains([':', '：', '@'])
        && line.chars().any(|c| c.is_ascii_digit())
        && line.split_whitespace().next_back().is_some_and(is_room)
}

/// `A동`, `1203호`, `지하1층`, `7L`: what a house goes on with behind its name.
fn is_room(word: &str) -> bool {
    const ENDS: [&str; 12] = [
        "층", "호", "동", "관", "실", "빌딩", "타워", "센터", "F", "B", "L", "호실",
    ];
    let bare = word.trim_matches([',', '(', ')']);
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    bare.chars().count() <= 8 && digits <= 4 && ENDS.iter().any(|end| bare.ends_with(end))
}

fn is_korean_city(word: &str) -> bool {
    let long = word.chars().count() >= 2;
    long && (word.ends_with('시') || word.ends_with("군"))
        || matches!(
            word,
            "서울" | "부산" | "대구" | "인천" | "광주" | "대전" | "울산" | "세종"
        )
}

/// `신방로108`
fn has_road(word: &str) -> bool {
    ["로", "길"].iter().any(|r| {
        word.find(r)
            .is_some_and(|at| word[at + r.len()..].starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// `香港九龍觀塘道123號`: the part of the territory is its town.
fn hong_kong(lines: &[Line<'_>], at: usize, text: &str) -> Option<Draft> {
    const PARTS: [&str; 4] = ["九龍", "九龙", "新界", "香港"];
    let (start, part) = PARTS
        .iter()
        .filter_map(|part| Some((text.find(part)?, *part)))
        .find(|(start, _)| {
            let before = text[..*start]
                .trim_end_matches("中國")
                .trim_end_matches("香港");
            let before = before.trim_end_matches("地址").trim_end();
            !before.ends_with(is_wide) || before.ends_with(['，', '：', '、', '。'])
        })?;
    let rest = text[start + part.len()..].trim_start_matches(['，', ',', ' ', '島']);
    // `觀塘成業街幻想中心10樓`: a floor counts as the number of a house does.
    let number = rest.find(['號', '号', '樓', '座'])?;
    let road = rest.find(['道', '街', '路', '里', '徑', '圍'])?;
    let numbered = rest[..number].ends_with(|c: char| c.is_ascii_digit());
    (road < number && numbered && number <= 60).then(|| Draft {
        parts: Parts {
            street: Some(street_end(rest).to_owned()),
            city: Some(part.to_owned()),
            region: None,
            postal_code: None,
            country: Some("HK".into()),
        },
        lines: (at, at),
        end: (at, lines[at].text.len()),
    })
}

/// `广东省深圳市南山区科技路12号`
fn chinese(lines: &[Line<'_>], at: usize, text: &str) -> Option<Draft> {
    chinese_city(lines, at, text).or_else(|| chinese_town(lines, at, text))
}

/// `深圳科技园一路143号 518059`: a town that everybody knows, without its ending; the code or a label makes it certain.
fn chinese_town(lines: &[Line<'_>], at: usize, text: &str) -> Option<Draft> {
    let code = codes(text).into_iter().find(|c| c.text.len() == 6);
    let opens = |town: &str| text.starts_with(town) && text.chars().count() < 40;
    let towns = || gazetteer::towns_of("CN").filter(|town| town.starts_with(is_wide));
    if code.is_none() && !text.starts_with("地址") && !towns().any(opens) {
        return None;
    }
    let (start, town) = towns()
        .filter_map(|town| Some((text.find(town)?, town)))
        .filter(|(at, _)| {
            let before = text[..*at]
                .trim_end_matches("中国")
                .trim_end_matches("地址");
            !before.ends_with(is_wide) || before.ends_with(['，', '：', '、', '。', '｜'])
        })
        .min()?;
    let rest = &text[start + town.len()..];
    let number = rest.find(['号', '號'])?;
    let road = rest.find(['路', '街', '道', '巷', '园'])?;
    let numbered = rest[..number].ends_with(|c: char| c.is_ascii_digit());
    let whole = road < number && number <= 60 && numbered && !rest[..number].contains('。');
    whole.then(|| Draft {
        parts: Parts {
            street: Some(
                without_code(street_end(rest))
                    .trim_end_matches(['-', ' ', '–'])
                    .to_owned(),
            ),
            city: Some(town.to_owned()),
            region: None,
            postal_code: code.map(|c| c.text.to_owned()),
            country: Some("CN".into()),
        },
        lines: (at, at),
        end: (at, lines[at].text.len()),
    })
}

/// The code in a line of its own: behind its label near the address (`邮编：315100`), or alone above a Taiwanese one (`407`).
fn code_near(lines: &[Line<'_>], at: usize, taiwan: bool) -> Option<String> {
    const LABELS: [&str; 6] = ["邮编", "郵編", "邮政编码", "郵政編碼", "郵遞區號", "邮码"];
    /// Lines on either side.
    const NEAR: usize = 3;
    let is_code = |text: &str| {
        let length = text.len();
        text.bytes().all(|b| b.is_ascii_digit())
            && (length == 6 || taiwan && matches!(length, 3 | 5))
    };
    let short = |line: &Line<'_>| {
        let is_short = line.text.len() < 48 && (line.has_digit || !line.text.is_ascii());
        is_short.then(|| {
            line.text
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect::<String>()
        })
    };
    let from = at.saturating_sub(NEAR);
    let to = (at + NEAR + 1).min(lines.len());
    let labelled = (from..to).filter(|nth| *nth != at).find_map(|nth| {
        let text = short(&lines[nth])?;
        let label = LABELS.iter().find(|label| text.starts_with(**label))?;
        let rest = text[label.len()..].trim_start_matches([':', '：']);
        if is_code(rest) {
            return Some(rest.to_owned());
        }
        let next = lines
            .get(nth + 1)
            .filter(|_| rest.is_empty() && nth + 1 != at);
        next.and_then(short).filter(|next| is_code(next))
    });
    let above = || {
        let above = lines.get(at.checked_sub(1)?)?.text.trim();
        (taiwan && is_code(above)).then(|| above.to_owned())
    };
    labelled.or_else(above)
}

/// A street without the postal code behind it.
fn without_code(street: &str) -> &str {
    match street.rsplit_once([' ', ',', '，']) {
        Some((street, code)) if code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) => {
            street.trim_end_matches([' ', ',', '，'])
        }
        _ => street,
    }
}

fn chinese_city(lines: &[Line<'_>], at: usize, text: &str) -> Option<Draft> {
    let city_end = text.find('市').or_else(|| text.find('縣'))?;
    let rest = &text[city_end + '市'.len_utf8()..];
    // `地址：广东省普宁市洪阳镇工业区`: label, province and town leave no doubt of a place without a number.
    let is_told = text.starts_with("地址") && text[..city_end].contains('省');
    let ends = || {
        rest.find(['区', '區', '镇', '鎮', '村'])
            .filter(|_| is_told)
    };
    let number = rest.find(['号', '號', '楼', '樓', '室', '栋', '座']);
    let number = number.or_else(ends)?;
    let road = rest.find(['路', '街', '道', '镇', '鎮', '村', '园', '區', '区', '巷'])?;
    if road > number || number - road > 90 || !(is_told || has_number(rest)) {
        return None;
    }
    let head = &text[..city_end + '市'.len_utf8()];
    let head = head
        .trim_start_matches("地址")
        .replace("中华人民共和国", " ")
        .replace("中國", " ")
        .replace("中国", " ");
    let head = head
        .rsplit([':', '：', ' ', '，', ',', '　', '】', ')', '）'])
        .next()
        .unwrap_or_default();
    let head = head.trim_start_matches(|c: char| c.is_ascii_digit());
    let (region, city) = match head
        .find('省')
        .or_else(|| head.find("自治区").map(|i| i + 6))
    {
        Some(cut) => (Some(&head[..cut + 3]), &head[cut + 3..]),
        None => (None, head),
    };
    // `404 台中市`: Taiwan's codes stand before the town, and have three digits or more.
    let leading = text
        .split_once(city)
        .map(|(before, _)| before.trim().trim_start_matches(['(', '〒', '（']))
        .map(|before| before.trim_end_matches([')', '）']))
        .filter(|code| (3..=6).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit()));
    let code = codes(text)
        .into_iter()
        .find(|c| c.text.len() == 6)
        .map(|c| c.text)
        .or(leading)
        .map(str::to_owned);
    let taiwan = [
        "台北", "臺北", "新北", "台中", "臺中", "台南", "臺南", "高雄", "桃園", "新竹",
    ]
    .iter()
    .any(|c| city.contains(c))
        || city.ends_with('縣');
    let country = if taiwan { "TW" } else { "CN" };
    let code = code.or_else(|| code_near(lines, at, taiwan));
    let valid =
        (2..=8).contains(&city.chars().count()) && region.is_none_or(|r| r.chars().count() <= 8);
    valid.then(|| Draft {
        parts: Parts {
            street: Some(
                without_code(street_end(rest))
                    .trim_end_matches(['-', ' ', '–'])
                    .to_owned(),
            ),
            city: Some(city.to_owned()),
            region: region.map(str::to_owned),
            postal_code: code,
            country: Some(country.into()),
        },
        lines: (at, at),
        end: (at, lines[at].text.len()),
    })
}
