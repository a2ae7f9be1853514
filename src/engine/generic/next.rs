//! The next page, by what a link says of itself.

use scraper::ElementRef;
use url::Url;

use crate::document::Document;
use crate::engine::html::{self, form_of, resolve, text_of};
use crate::engine::page::Next;
use crate::engine::words::{is_one, words};
use crate::web::Site;

/// The link or form to the next page: one that says `rel="next"`, else the last one that says so in words.
pub fn next_page(page: &Document, base: &Url) -> Option<Next> {
    let mut said = None;
    for element in html::elements(page) {
        let next = match element.value().name() {
            "a" | "link" => link(element, base),
            "form" if is_next_form(element) => form_of(base, element).map(|form| (false, form)),
            _ => None,
        };
        match next {
            Some((true, sure)) => return Some(sure),
            Some((false, likely)) => said = Some(likely),
            None => {}
        }
    }
    said
}

fn link(element: ElementRef<'_>, base: &Url) -> Option<(bool, Next)> {
    let sure = element
        .attr("rel")
        .is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word == "next"));
    let says = sure
        || element.value().name() == "a"
            && [
                Some(text_of(element)),
                element.attr("aria-label").map(str::to_owned),
                element.attr("title").map(str::to_owned),
            ]
            .into_iter()
            .flatten()
            .any(|text| is_one(&words().next, &text));
    let href = element
        .attr("href")
        .filter(|href| says && !href.starts_with('#'))?;
    let url = resolve(base, href).filter(|url| Site::of(url) == Site::of(base) && url != base)?;
    Some((sure, Next::Link(url)))
}

fn is_next_form(form: ElementRef<'_>) -> bool {
    form.descendent_elements().any(|element| {
        let button = match element.value().name() {
            "button" => Some(text_of(element)),
            "input" if element.attr("type") == Some("submit") => {
                element.attr("value").map(str::to_owned)
            }
            _ => None,
        };
        let labelled = element
            .attr("aria-label")
            .filter(|_| button.is_some())
            .map(str::to_owned);
        button
            .into_iter()
            .chain(labelled)
            .any(|text| is_one(&words().next, &text))
    })
}
