//! A CSS selector that is checked where it is written.

use std::fmt;

use scraper::{ElementRef, Html, Selector};
use serde::{Deserialize, Deserializer};

/// A selector from an engine's file.
#[derive(Clone)]
pub struct Css {
    selector: Selector,
    written: String,
}

impl Css {
    /// Elements of a page, in document order.
    pub fn all<'a>(&'a self, page: &'a Html) -> impl Iterator<Item = ElementRef<'a>> {
        page.select(&self.selector)
    }

    /// The first element within another.
    pub fn within<'a>(&self, element: ElementRef<'a>) -> Option<ElementRef<'a>> {
        element.select(&self.selector).next()
    }

    /// Does the page have it?
    pub fn on(&self, page: &Html) -> bool {
        page.select(&self.selector).next().is_some()
    }

    /// Is the element one, or does it hold one?
    pub fn about(&self, element: ElementRef<'_>) -> bool {
        self.selector.matches(&element) || self.within(element).is_some()
    }
}

impl fmt::Debug for Css {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl<'de> Deserialize<'de> for Css {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = String::deserialize(from)?;
        match Selector::parse(&written) {
            Ok(selector) => Ok(Self { selector, written }),
            Err(error) => Err(serde::de::Error::custom(format!(
                "`{written}` is no CSS selector: {error}"
            ))),
        }
    }
}
