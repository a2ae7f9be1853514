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
struct File {
    class: Vec<Wholesale>,
}

static WHOLESALE: LazyLock<Vec<Wholesale>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../data/wholesale.toml")).expect("a test reads the table");
    file.class
});

impl Register {
    /// The codes under which the register keeps the wholesalers of these goods (codes of the Harmonized System); none
    /// where no class trades them.
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
    let mut found: Vec<(usize, Vec<String>)> = match classes.system {
        System::Nace => WHOLESALE
            .iter()
            .filter_map(|class| {
                let names = class.nace.iter().chain(&class.nace21).cloned().collect();
                Some((closeness(&class.hs, goods)?, names))
            })
            .collect(),
        System::Own => classes
            .own
            .iter()
            .filter_map(|class| Some((closeness(&class.hs, goods)?, vec![class.code.clone()])))
            .collect(),
    };
    let best = found.iter().map(|(close, _)| *close).max();
    found.retain(|(close, _)| Some(*close) == best);
    found.into_iter().flat_map(|(_, names)| names).collect()
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
