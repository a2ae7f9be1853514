//! The words that say what a company is, per language: those of `data/roles.toml`, of `data/kinds.toml` and of the
//! language tables, in the spellings that pages use.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{LazyLock, OnceLock};

use serde::Deserialize;

use crate::extract::phrase::{Phrases, Words};
use crate::market;
use crate::text::fold;

/// The roles, in the order in which they are given.
pub(super) const ROLES: &[&str] = &[
    "importer",
    "distributor",
    "wholesaler",
    "retailer",
    "manufacturer",
    "agent",
];

/// What else a page's company may be.
pub(super) const OTHERS: &[&str] = &[
    "service",
    "brand",
    "association",
    "marketplace",
    "directory",
    "media",
    "government",
    "forum",
];

/// Is a kind one of the roles?
pub(super) fn is_role(kind: &str) -> bool {
    ROLES.contains(&kind)
}

/// Not what it is but what it has: a cart.
pub(super) const SHOP: &str = "shop";
/// Words for a marketplace that mostly mean something else: they count only where others are listed.
pub(super) const MARKET: &str = "market";
/// What is said of works more often than of warehouses and offices: it makes a maker where nothing else is said.
pub(super) const WORKS: &str = "works";
/// What is said of others' goods on a shelf: it makes a dealer where nothing else is said.
pub(super) const SHELF: &str = "shelf";
/// What stands before the name of the seller of one offer.
pub(super) const SELLER: &str = "seller";
/// The mark before a word of the table that says it of the speaker.
const CLAIM: char = '!';
/// Phrases that have a kind's word in them and say nothing of the company ("au quotidien" is no daily paper).
pub(super) const PLAIN: &str = "plain";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Others {
    before: Vec<String>,
    ask: Vec<String>,
    after: Vec<String>,
    theirs: Vec<String>,
    our: Vec<String>,
    holder: Vec<String>,
    customers: Vec<String>,
    goods: Vec<String>,
    stage: Vec<String>,
    reader: Vec<String>,
    is_after: Vec<String>,
    own: Vec<String>,
    seek: Vec<String>,
    supply: Vec<String>,
    parting: Vec<String>,
    wide_is: Vec<String>,
    wide_is_after: Vec<String>,
    wide_seek: Vec<String>,
    wide_seek_after: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    #[serde(rename = "_others")]
    others: Others,
    #[serde(rename = "_is")]
    is: BTreeMap<String, Vec<String>>,
    #[serde(flatten)]
    languages: Languages,
}

type Languages = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// The table with its automata, built when first asked for.
pub(super) struct Table {
    pub(super) languages: Languages,
    /// Words of the kinds that are no roles, by language.
    pub(super) kinds: Languages,
    pub(super) before: Words,
    pub(super) ask: Words,
    pub(super) after: Words,
    pub(super) theirs: Words,
    pub(super) our: Words,
    pub(super) holder: Phrases,
    pub(super) customers: Phrases,
    pub(super) goods: Words,
    pub(super) stage: Words,
    pub(super) reader: Words,
    pub(super) is_after: Words,
    pub(super) own: Words,
    pub(super) seek: Words,
    pub(super) supply: Words,
    pub(super) parting: Words,
    is: BTreeMap<String, Vec<String>>,
    /// Of scripts without spaces, as they stand.
    pub(super) wide: Wide,
    automata: HashMap<String, OnceLock<Automaton>>,
}

/// Words of scripts without spaces around a role.
pub(super) struct Wide {
    pub(super) is: Vec<String>,
    pub(super) is_after: Vec<String>,
    pub(super) seek: Vec<String>,
    pub(super) seek_after: Vec<String>,
}

/// The table, read on first use.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../data/roles.toml")).expect("a test reads the table");
    let set = |list: &[String]| -> Words { list.iter().map(|w| fold(w)).collect() };
    let spoken = market::languages().iter().map(|l| l.code.clone());
    let automata = file
        .languages
        .keys()
        .cloned()
        .chain(spoken)
        .map(|code| (code, OnceLock::new()))
        .collect();
    Table {
        before: set(&file.others.before),
        ask: set(&file.others.ask),
        after: set(&file.others.after),
        theirs: set(&file.others.theirs),
        our: set(&file.others.our),
        holder: Phrases::new(file.others.holder.iter().map(|w| fold(w))),
        customers: Phrases::new(file.others.customers.iter().map(|w| fold(w))),
        goods: set(&file.others.goods),
        stage: set(&file.others.stage),
        reader: set(&file.others.reader),
        is_after: set(&file.others.is_after),
        own: set(&file.others.own),
        seek: set(&file.others.seek),
        supply: set(&file.others.supply),
        parting: set(&file.others.parting),
        is: file.is,
        wide: Wide {
            is: file.others.wide_is,
            is_after: file.others.wide_is_after,
            seek: file.others.wide_seek,
            seek_after: file.others.wide_seek_after,
        },
        languages: file.languages,
        kinds: toml::from_str(include_str!("../data/kinds.toml")).expect("a test reads the table"),
        automata,
    }
});

/// The words of a language, and of English, in the spellings that pages use.
pub(super) struct Automaton {
    pub(super) words: Phrases,
    /// The kind of each pattern, and whether it is a plural.
    pub(super) of: Vec<(&'static str, Number)>,
    /// Letters that endings may have.
    pub(super) tail: usize,
    /// Words before a role that make it the company's own: to be, folded.
    pub(super) is: Words,
}

/// One of them, or several, or what else a word may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    One,
    Many,
    /// The name of a part that every firm's site has: news, a blog.
    Part,
    /// A phrase that only one kind of company says.
    Phrase,
    /// What only the company says of itself: "we import".
    Claim,
}

/// The automaton of a language; `None` for a language without words.
pub(super) fn automaton(language: &str) -> Option<&'static Automaton> {
    let table = &*TABLE;
    table
        .automata
        .get(language)
        .map(|cell| cell.get_or_init(|| build(language)))
}

fn build(language: &str) -> Automaton {
    let mut patterns = Patterns::default();
    patterns.add_roles(language);
    patterns.add_others(language);
    if language != "en" {
        patterns.add_roles("en");
    }
    Automaton {
        words: Phrases::new(&patterns.spellings),
        of: patterns.of,
        tail: tail_of(language),
        is: to_be(language),
    }
}

/// "We are", "is a" and the like of a language and of English.
fn to_be(language: &str) -> Words {
    [language, "en"]
        .iter()
        .filter_map(|l| TABLE.is.get(*l))
        .flatten()
        .map(|w| fold(w))
        .collect()
}

/// Endings are short, but where they are put one to another.
fn tail_of(language: &str) -> usize {
    match language {
        "tr" | "hu" | "fi" | "et" => 6,
        "en" | "zh" | "ja" | "ko" | "th" | "vi" | "id" | "ms" => 2,
        _ => 3,
    }
}

#[derive(Default)]
struct Patterns {
    seen: BTreeSet<String>,
    spellings: Vec<String>,
    of: Vec<(&'static str, Number)>,
}

impl Patterns {
    /// The first kind that has a word keeps it.
    fn add_roles(&mut self, language: &str) {
        let table = &*TABLE;
        for &role in ROLES {
            let one = market::words(language, role);
            let many = market::words(language, &format!("{role}_plural"));
            for word in many.iter().filter(|w| !one.contains(w)) {
                self.add(word, language, (role, Number::Many));
            }
            let list = listed(&table.languages, language, role);
            for word in list {
                let (word, number) = match word.strip_prefix(CLAIM) {
                    Some(claim) => (claim, Number::Claim),
                    None => (word.as_str(), number_of(word, language, list)),
                };
                self.add(word, language, (role, number));
            }
            let more = listed(&table.kinds, language, role);
            for word in one.iter().chain(more) {
                self.add(word, language, (role, Number::One));
            }
        }
        for hint in [WORKS, SHELF] {
            for word in listed(&table.kinds, language, hint) {
                self.add(word, language, (hint, Number::Phrase));
            }
        }
        // Dealers are mostly a maker's customers: alone, in running text, the word says little.
        for word in market::words(language, "dealer") {
            self.add(word, language, ("retailer", Number::Many));
        }
        for word in market::words(language, "dealer_plural") {
            self.add(word, language, ("retailer", Number::Many));
        }
        // Shops called by what they sell are a wholesaler's customers.
        for word in listed(&table.kinds, language, "trade") {
            self.add(word, language, ("retailer", Number::Many));
        }
        let cart = market::words(language, "cart").iter();
        for word in cart.chain(listed(&table.kinds, language, "buy")) {
            self.add(word, language, (SHOP, Number::One));
        }
    }

    /// English words for these are other things in other languages (`mayor`).
    fn add_others(&mut self, language: &str) {
        let table = &*TABLE;
        for word in listed(&table.kinds, language, PLAIN) {
            self.add(word, language, (PLAIN, Number::One));
        }
        for word in listed(&table.kinds, language, "part") {
            self.add(word, language, ("media", Number::Part));
        }
        for word in listed(&table.kinds, language, "platform") {
            self.add(word, language, ("marketplace", Number::Phrase));
        }
        for &kind in OTHERS.iter().chain(&[MARKET, SELLER]) {
            for word in listed(&table.kinds, language, kind) {
                let claim = word.strip_prefix(CLAIM).map(|word| (word, Number::Claim));
                let (word, number) = claim.unwrap_or((word, Number::One));
                self.add(word, language, (kind, number));
            }
        }
    }

    fn add(&mut self, word: &str, language: &str, (kind, number): (&'static str, Number)) {
        if ROLES.contains(&kind) && says_whose(word, language, kind) {
            return;
        }
        let turkish = (language == "tr")
            .then(|| turkish(word))
            .into_iter()
            .flatten();
        for spelling in spellings(word).into_iter().chain(turkish) {
            if self.seen.insert(spelling.to_ascii_lowercase()) {
                self.spellings.push(spelling);
                self.of.push((kind, number));
            }
        }
    }
}

/// Languages with cases.
const WITH_CASES: &[&str] = &["pl", "cs", "sk", "ru", "uk", "sr", "hr", "sl"];

/// Is a phrase a word of the role with one before it that makes it the company's own: `официальный дистрибьютор`? In a
/// language with cases that form is who speaks of itself, and the word before it says more than the phrase.
fn says_whose(phrase: &str, language: &str, role: &str) -> bool {
    let Some((first, rest)) = phrase.split_once(' ') else {
        return false;
    };
    WITH_CASES.contains(&language)
        && TABLE.own.contains(&fold(first))
        && (listed(&TABLE.languages, language, role)
            .iter()
            .any(|w| w.trim_start_matches(CLAIM) == rest)
            || market::words(language, role).iter().any(|w| w == rest))
}

fn listed<'a>(table: &'a Languages, language: &str, kind: &str) -> &'a [String] {
    table
        .get(language)
        .and_then(|l| l.get(kind))
        .map_or(&[], Vec::as_slice)
}

/// Plurals in our own list: English ones, and those whose singular the list has too ("distribuidores"); else endings say
/// too little.
fn number_of(word: &str, language: &str, list: &[String]) -> Number {
    let has = |singular: Option<&str>| singular.is_some_and(|s| list.iter().any(|w| w == s));
    let english = language == "en" && word.ends_with('s');
    let listed = has(word.strip_suffix('s')) || has(word.strip_suffix("es"));
    if !word.contains(' ') && (english || listed) {
        Number::Many
    } else {
        Number::One
    }
}

/// As given, lower, upper and title case, each also without accents; in Arabic and Hebrew also with the article. The
/// case of ASCII letters makes no difference to the automaton.
pub(super) fn spellings(word: &str) -> BTreeSet<String> {
    let lower = word.to_lowercase();
    let folded = fold(word);
    let mut all = BTreeSet::from([
        word.to_owned(),
        word.to_uppercase(),
        titled(&lower),
        lower.split(' ').map(titled).collect::<Vec<_>>().join(" "),
        lower,
        folded.to_uppercase(),
        titled(&folded),
        folded,
    ]);
    match word.chars().next() {
        Some('\u{0620}'..='\u{064A}') if !word.starts_with("ال") => {
            all.insert(format!("ال{word}"));
        }
        Some('\u{05D0}'..='\u{05EA}') => {
            all.insert(format!("ה{word}"));
        }
        _ => {}
    }
    all.retain(|s| s.chars().count() > 1);
    all
}

/// The dotted and the dotless i of Turkish in capitals.
fn turkish(word: &str) -> [String; 2] {
    let upper = word.replace('i', "İ").replace('ı', "I").to_uppercase();
    let title = match word.strip_prefix('i') {
        Some(rest) => format!("İ{rest}"),
        None => word.to_owned(),
    };
    [upper, title]
}

fn titled(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}
