//! Lines that open with what a company trades as: "Importador y distribuidor de herramientas".

/// Those who trade what others make.
pub(super) const TRADES: [&str; 3] = ["importer", "distributor", "wholesaler"];
/// A line of more bytes tells a story.
const LINE: usize = 160;
/// Bytes of the words that may stand before the first trade of a line, and between two.
const BESIDE: usize = 24;
/// Words between a trade and its goods, in the markets' languages.
const OF: [&str; 26] = [
    "of", "for", "de", "d", "des", "du", "del", "di", "da", "do", "dos", "en", "für", "fuer",
    "von", "van", "voor", "af", "av", "för", "til", "pro", "na", "dla", "по", "за",
];

/// "Importador y distribuidor de herramientas": does a line open with the trade, alone or in a row of trades, and go on with
/// its goods?
pub(super) fn opens(text: &str, at: (usize, usize), trades: &[(usize, usize)]) -> bool {
    let line = text[..at.0].rsplit(['\n', '.', '|', '–', '—', ':']).next();
    let start = at.0 - line.map_or(0, str::len);
    let end = text[at.1..]
        .find(['\n', '.', '|'])
        .map_or(text.len(), |stop| at.1 + stop);
    let row: Vec<&(usize, usize)> = trades
        .iter()
        .filter(|m| m.0 >= start && m.1 <= end)
        .collect();
    let Some(first) = row
        .first()
        .filter(|_| end - start <= LINE && row.iter().any(|m| **m == at))
    else {
        return false;
    };
    let near = row.windows(2).all(|two| two[1].0 - two[0].1 <= BESIDE);
    let before = text[start..first.0].trim();
    let is_bare = before.len() <= BESIDE && before.split_whitespace().count() <= 2;
    let is_begun = text[start..end]
        .trim_start()
        .starts_with(char::is_uppercase);
    let behind = row.last().map_or("", |last| &text[last.1..end]);
    let behind = behind.trim_start_matches(char::is_alphabetic);
    // `Distribuidora e Importadora`, and nothing else.
    if near && row.len() > 1 && before.is_empty() && behind.trim().is_empty() {
        return is_begun;
    }
    let mut next = behind
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty());
    let of = next
        .next()
        .is_some_and(|word| OF.contains(&word.to_lowercase().as_str()));
    let goods = next.next().is_some_and(|word| word != "record");
    near && is_bare && is_begun && of && goods
}
