//! A page before it has a template: its text, its goods, its contacts.

use super::company::Company;

/// A link.
pub struct Link {
    /// Where to.
    pub href: String,
    /// What it says, safe for HTML.
    pub text: String,
}

/// Goods or a piece of news.
pub struct Item {
    /// Name, safe for HTML.
    pub name: String,
    /// Words, safe for HTML.
    pub words: String,
    /// Order number.
    pub code: String,
    /// Price, without currency.
    pub price: String,
}

/// A line with a contact or a fact.
pub struct Row {
    /// Label, safe for HTML.
    pub label: Option<String>,
    /// HTML.
    pub html: String,
}

/// A page.
pub struct Sheet<'a> {
    /// Whose.
    pub company: &'a Company,
    /// Name of the firm, safe for HTML.
    pub name: String,
    /// Title and heading, safe for HTML.
    pub heading: String,
    /// Navigation.
    pub nav: Vec<Link>,
    /// Links in small print.
    pub small: Vec<Link>,
    /// Paragraphs, safe for HTML.
    pub paragraphs: Vec<String>,
    /// Goods or news.
    pub items: Vec<Item>,
    /// Contacts of the page.
    pub rows: Vec<Row>,
    /// Contacts of every page.
    pub footer: Vec<Row>,
}

impl Sheet<'_> {
    /// Language code.
    pub fn code(&self) -> &str {
        &self.company.language
    }

    /// `dir` attribute, where the language needs one.
    pub fn dir(&self) -> &'static str {
        if self.company.tongue().leftward() {
            " dir=\"rtl\""
        } else {
            ""
        }
    }
}

/// The HTML of each member, one after the other.
pub fn each<T>(all: &[T], write: impl Fn(&T) -> String) -> String {
    all.iter().map(write).collect()
}
