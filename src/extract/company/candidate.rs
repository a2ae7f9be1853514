//! Where names may stand on a page, and the candidates there.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashSet;

use super::cleaning::{clean, copyright_name, is_generic, is_name, names_maker};
use super::domain::{agreement, spelt, spelt_out};
use super::labelled;
use super::legal;
use crate::document::{BlockKind, Region};
use crate::extract::lines::Line;
use crate::extract::linked::{is_organization, text, types};
use crate::extract::reading::Reading;
use crate::market::countries;
use crate::text::fold;

/// A place a name may stand at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Place {
    /// Linked data or microdata of an organization.
    Described,
    /// `og:site_name`, `application-name`.
    SiteName,
    /// Other claims of the head, which templates fill in as well.
    Claimed,
    /// The copyright line.
    Copyright,
    /// Behind a label that says it is the name.
    Labelled,
    /// With a legal form, in the imprint, by an address or in the foot.
    Legal,
    /// With a legal form, anywhere else.
    LegalElsewhere,
    /// The line right above an address.
    AboveAddress,
    /// The alternative text of the logo.
    Logo,
    /// The first or last piece of the title.
    Title,
    /// Another piece of the title.
    TitleInside,
    /// Words of the title that spell the domain, with others around them.
    WithinTitle,
    /// A heading.
    Heading,
    /// Words of the page that spell the domain.
    SpellsDomain,
}

impl Place {
    /// What a name at this place is worth.
    pub(super) fn weight(self) -> i32 {
        match self {
            Self::Described => 8,
            Self::SiteName => 6,
            Self::Copyright | Self::SpellsDomain | Self::Legal | Self::Labelled => 5,
            Self::Logo => 4,
            Self::Title | Self::WithinTitle | Self::AboveAddress | Self::LegalElsewhere => 3,
            Self::TitleInside => 1,
            Self::Heading | Self::Claimed => 2,
        }
    }
}

/// A name and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) name: String,
    pub(super) place: Place,
    /// The words around it.
    pub(super) words: String,
}

/// All candidates of a page, in the order of their places. `above` are the first lines of addresses.
pub(super) fn candidates(reading: &Reading<'_>, label: &str, above: &[usize]) -> Vec<Candidate> {
    let mut found = Vec::new();
    described(reading, &mut found);
    site_names(reading, &mut found);
    titles(reading, label, &mut found);
    for line in reading.lines() {
        in_line(reading, line, &mut found);
    }
    for (name, words) in labelled::names(reading.document(), reading.lines()) {
        push(&mut found, name, Place::Labelled, words);
    }
    spelling(reading, label, &mut found);
    above_addresses(reading, label, above, &mut found);
    found
}

fn push(found: &mut Vec<Candidate>, name: &str, place: Place, words: &str) {
    if let Some(name) = clean(name) {
        found.push(Candidate {
            name,
            place,
            words: crate::text::shorten(words, 160),
        });
    }
}

fn described(reading: &Reading<'_>, found: &mut Vec<Candidate>) {
    for thing in reading
        .things()
        .iter()
        .filter(|t| types(t).into_iter().any(is_organization))
    {
        for key in ["legalName", "name"] {
            if let Some(name) = text(thing, key) {
                push(found, &name, Place::Described, &name);
            }
        }
    }
    for property in reading.document().properties() {
        let named = matches!(
            property.name.as_str(),
            "name" | "legalName" | "fn org" | "org"
        );
        if named && is_organization(&property.item) {
            push(found, &property.value, Place::Described, &property.value);
        }
    }
}

fn site_names(reading: &Reading<'_>, found: &mut Vec<Candidate>) {
    for key in [
        "og:site_name",
        "application-name",
        "apple-mobile-web-app-title",
        "dc.publisher",
        "copyright",
        "publisher",
    ] {
        if let Some(name) = reading.document().meta(key) {
            let name = if key == "copyright" {
                copyright_name(name)
            } else {
                Some(name.to_owned())
            };
            if let Some(name) = name {
                let place = if matches!(key, "og:site_name" | "application-name") {
                    Place::SiteName
                } else {
                    Place::Claimed
                };
                push(found, &name, place, &name);
            }
        }
    }
    for logo in reading.document().logos() {
        let name = logo
            .replace("logo", " ")
            .replace("Logo", " ")
            .replace("LOGO", " ")
            .replace('_', " ");
        push(found, &name, Place::Logo, logo);
    }
}

/// Separators between the pieces of a title.
const CUTS: &[&str] = &[
    " | ", "|", " – ", " — ", " - ", " :: ", "::", ": ", " : ", " · ", " • ", " » ", " « ", "»",
    " > ", " / ", "｜", "－", " ~ ", " -- ", "--", "：", " ▪ ", "•", "–", "—", "│", "…:::",
    ":::..", "・",
];

fn titles(reading: &Reading<'_>, label: &str, found: &mut Vec<Candidate>) {
    let title = reading.document().title();
    let mut pieces = vec![title];
    for cut in CUTS {
        pieces = pieces.into_iter().flat_map(|p| split(p, cut)).collect();
    }
    pieces.retain(|p| p.chars().any(char::is_alphanumeric));
    let last = pieces.len().saturating_sub(1);
    for (at, piece) in pieces.iter().enumerate() {
        let place = if at == 0 || at == last {
            Place::Title
        } else {
            Place::TitleInside
        };
        push(found, piece, place, title);
        for named in legal::names(piece) {
            push(found, &piece[named.start..named.end], place, title);
        }
    }
    if let Some(name) = spelt_out(title, label) {
        let is_piece = pieces.iter().any(|piece| piece.trim() == name);
        let place = if is_piece {
            Place::Title
        } else {
            Place::WithinTitle
        };
        push(found, name, place, title);
    }
}

/// The pieces of a text between separators; a mark that closes a quotation is none.
fn split<'a>(text: &'a str, cut: &str) -> Vec<&'a str> {
    if cut.contains('»') && text.contains('«') {
        return vec![text];
    }
    text.split(cut).collect()
}

/// The large towns of all countries, folded.
static TOWNS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let towns = countries()
        .iter()
        .flat_map(|c| c.cities.iter().chain(c.cities_in_english()));
    towns.map(|town| fold(town)).collect()
});

/// Running text of this length and more names whoever it likes.
const PARAGRAPH: usize = 260;

fn in_line(reading: &Reading<'_>, line: &Line<'_>, found: &mut Vec<Candidate>) {
    let text = line.text;
    let copyright = text.len() < 400 && has_copyright(text);
    if copyright && let Some(name) = copyright_name(text) {
        push(found, &name, Place::Copyright, text);
    }
    if line.region == Region::Nav && text.len() < 30 {
        return;
    }
    let text = super::cleaning::without_maker_cheap(text);
    if text.len() < 3 * PARAGRAPH {
        for named in legal::names(text) {
            let name = &text[named.start..named.end];
            let short = text.len() < PARAGRAPH
                && (name.len() * 3 > text.len()
                    || copyright
                    || line.region == Region::Footer
                    || line.in_address);
            let place = if short {
                Place::Legal
            } else {
                Place::LegalElsewhere
            };
            if !legal::is_landmark(name) && !is_town_in_state(name) {
                push(found, name, place, line.text);
                if is_behind_dash(text, named.start, named.end) {
                    push(found, text, place, line.text);
                }
            }
        }
    }
    if let BlockKind::Heading(level) = line.kind
        && level <= 2
        && text.len() < 80
        && !is_generic(text)
    {
        push(found, text, Place::Heading, text);
    }
    let _ = reading;
}

/// `Muster – Exportação de Têxteis, S.A.`: a line that is a short name, a dash, and what the firm does with its form.
fn is_behind_dash(line: &str, start: usize, end: usize) -> bool {
    let name = line[..start].trim_end();
    let name = name
        .strip_suffix(['–', '-', '—'])
        .filter(|n| n.ends_with(' '));
    let is_form = ["Lda", "Lda.", "S.A.", "S.A", "SA"]
        .iter()
        .any(|form| line[..end].ends_with(form));
    is_form
        && line[end..].trim_matches(['.', ' ']).is_empty()
        && name.is_some_and(|name| {
            let name = name.trim();
            (1..=3).contains(&name.split(' ').count())
                && name.starts_with(char::is_uppercase)
                && !name.contains([':', ',', '.', '@'])
        })
}

/// `San Jose, CA`, `Florianópolis - SC`: a large town and the letters of its state; those of Brazil stand behind a stroke, as
/// no legal form does.
fn is_town_in_state(name: &str) -> bool {
    if [" - SC", "/SC", " - SE", "/SE"]
        .iter()
        .any(|state| name.ends_with(state))
    {
        return true;
    }
    let parts = name
        .rsplit_once([',', '/'])
        .or_else(|| name.rsplit_once(" - "));
    parts.is_some_and(|(town, state)| {
        let state = state.trim();
        state.len() == 2
            && state.bytes().all(|b| b.is_ascii_uppercase())
            && TOWNS.contains(&fold(town.trim()))
    })
}

fn has_copyright(text: &str) -> bool {
    static SIGNS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let signs = [
            "©",
            "(c) ",
            "copyright",
            "all rights reserved",
            "版权所有",
            "版權所有",
        ];
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(signs)
            .expect("the table is small")
    });
    SIGNS.is_match(text)
}

fn spelling(reading: &Reading<'_>, label: &str, found: &mut Vec<Candidate>) {
    let description = reading.document().meta("description").into_iter();
    for text in reading.lines().iter().map(|l| l.text).chain(description) {
        if let Some(name) = spelt_out(text, label)
            && name.contains(char::is_uppercase)
        {
            push(found, name, Place::SpellsDomain, text);
        }
    }
}

fn above_addresses(
    reading: &Reading<'_>,
    label: &str,
    above: &[usize],
    found: &mut Vec<Candidate>,
) {
    for &line in above {
        let all = reading.lines();
        let mut lines = all[..line.min(all.len())].iter().rev();
        let Some(above) = lines.find(|l| !is_owner(l.text)) else {
            continue;
        };
        if can_stand_above(above.text) {
            push(found, above.text, Place::AboveAddress, above.text);
        }
        // The owner's name may stand between; then the domain says which line is the firm's.
        let next = lines.next().map(|l| l.text).filter(|t| can_stand_above(t));
        let agrees = |name: &str| {
            let spelt = spelt(name);
            agreement(&legal::core(spelt.as_deref().unwrap_or(name)), label) >= 5
        };
        if let Some(name) = next.filter(|name| agrees(name)) {
            push(found, name, Place::AboveAddress, name);
        }
    }
}

/// May it be the name of a firm that stands above its address?
fn can_stand_above(text: &str) -> bool {
    let short = text.split(' ').count() <= 7 && text.len() < 80;
    let capital = text
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(|c| !c.is_lowercase());
    short
        && capital
        && !text.contains(':')
        && is_name(text)
        && !names_maker(text)
        && !text.bytes().any(|b| b.is_ascii_digit())
        && !TOWNS.contains(&fold(text))
        && !names_office(text)
}

/// `HQ. & Corp. Office`: nothing but words for an office.
fn names_office(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "head",
        "office",
        "offices",
        "corp",
        "corporate",
        "regd",
        "registered",
        "hq",
        "headquarters",
        "branch",
        "factory",
        "works",
        "plant",
        "sales",
        "main",
        "and",
        "our",
        "address",
        "unit",
        "warehouse",
        "showroom",
        "central",
        "regional",
        "postal",
        "mailing",
        "",
    ];
    let bare = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.to_lowercase()
    };
    text.split([' ', '/'])
        .all(|word| WORDS.contains(&bare(word).as_str()))
}

/// The owner's or the reader's line between the name of a firm and its street.
fn is_owner(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "inh",
        "inhaber",
        "inhaberin",
        "c/o",
        "attn",
        "owner",
        "proprietor",
        "prop",
        "z.hd",
    ];
    let first = line.split([' ', ':']).next().unwrap_or_default();
    WORDS.contains(&first.trim_end_matches('.').to_lowercase().as_str())
}
