//! From goods to wholesale classes: the codes of the Harmonized System a product has, and the classes that trade them.

use std::sync::LazyLock;

use serde::Deserialize;

use super::description::{Classes, Register, System};

/// A wholesale class of the European system.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wholesale {
    nace: Vec<String>,
    nace21: Vec<String>,
    #[expect(dead_code, reason = "the table is read by people too")]
    title: String,
    hs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Trade {
    /// Those who buy and sell: groups 46.2 to 46.9, and the wholesale part of 45.
    class: Vec<Wholesale>,
    /// Agents and brokers: group 46.1.
    agent: Vec<Wholesale>,
}

static TRADE: LazyLock<Trade> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/wholesale.toml")).expect("a test reads the table")
});

impl Register {
    /// The codes under which the register keeps the wholesalers of these goods (codes of the Harmonized System), and the
    /// agents where its system has them; none where no class trades them.
    pub fn codes(&self, goods: &[String]) -> Vec<String> {
        let mut codes: Vec<String> = goods
            .iter()
            .flat_map(|goods| classes_of(&self.classes, &digits_of(goods)))
            .flat_map(|class| self.classes.written(&class))
            .collect();
        codes.sort();
        codes.dedup();
        codes
    }
}

impl Classes {
    fn written(&self, class: &str) -> Vec<String> {
        let code = self.codes.replace("{class}", class);
        if self.digits.is_empty() {
            return vec![code];
        }
        self.digits
            .chars()
            .map(|digit| code.replace("{digit}", &digit.to_string()))
            .collect()
    }
}

fn digits_of(goods: &str) -> String {
    goods.chars().filter(char::is_ascii_digit).collect()
}

/// The classes that name the goods most closely: a heading before its chapter.
fn classes_of(classes: &Classes, goods: &str) -> Vec<String> {
    match classes.system {
        System::Nace => [&TRADE.class, &TRADE.agent]
            .into_iter()
            .flat_map(|list| closest(list, |class| closeness(&class.hs, goods)))
            .flat_map(|class| class.nace.iter().chain(&class.nace21).cloned())
            .collect(),
        System::Own => closest(&classes.own, |class| closeness(&class.hs, goods))
            .map(|class| class.code.clone())
            .collect(),
    }
}

/// The entries that come closest, where any does.
fn closest<T>(list: &[T], closeness: impl Fn(&T) -> Option<usize>) -> impl Iterator<Item = &T> {
    let best = list.iter().filter_map(&closeness).max();
    list.iter()
        .filter(move |entry| best.is_some() && closeness(entry) == best)
}

/// Digits by which the closest entry of a list names the goods.
fn closeness(list: &[String], goods: &str) -> Option<usize> {
    list.iter()
        .filter_map(|entry| {
            let (from, to) = entry.split_once('-').unwrap_or((entry, entry));
            let head = goods.get(..from.len())?;
            (from..=to).contains(&head).then_some(from.len())
        })
        .max()
}
