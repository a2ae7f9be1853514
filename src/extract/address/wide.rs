//! What the addresses in the scripts of China, Japan and Korea have in common.

use super::words::marks;

/// Is a line a telephone number, or any other way to reach somebody?
pub(super) fn is_telephone(text: &str) -> bool {
    marks(text).stop
        || ["TEL", "Tel", "FAX", "電話", "电话", "传真", "전화", "팩스"]
            .iter()
            .any(|w| text.contains(w))
}

/// A street ends before a telephone, a bracket or a full stop.
pub(super) fn street_end(text: &str) -> &str {
    let marks = [
        "TEL", "Tel", "tel", "FAX", "電話", "电话", "传真", "전화", "팩스", "邮编", "郵編", "。",
        "（", "(", "|", "／", "  ", "E-mail", "Email", "T.", "대표", "MAP", "Map", "地图", "地圖",
        "地図", "지도",
    ];
    let end = marks
        .iter()
        .filter_map(|m| text.find(m))
        .min()
        .unwrap_or(text.len());
    text[..end]
        .trim()
        .trim_matches(['，', ',', '、', ':', '：', '-', '/', '['])
        .trim()
}

/// Is there a number in it, written in digits or in words?
pub(super) fn has_number(street: &str) -> bool {
    street
        .chars()
        .any(|c| c.is_numeric() || "一二三四五六七八九十".contains(c))
}
