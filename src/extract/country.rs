//! The country a page speaks for.

use crate::document::Document;
use crate::market;

use super::context::Context;

/// Alpha-2 code: by the domain, else by what the caller knows.
pub(super) fn country_of(document: &Document, context: &Context<'_>) -> Option<String> {
    let by_domain = document
        .url()
        .domain()
        .and_then(market::country_of_host)
        .map(|c| c.code.clone());
    by_domain.or_else(|| context.region.map(str::to_ascii_uppercase))
}
