//! Presentations (PPTX): every slide a part of the page, its paragraphs, tables and links like those of a letter.

use super::package::{self, Package};
use super::word::write_part;
use crate::document::markup::Markup;
use crate::document::unread::Unread;

/// Slides read of a presentation.
const MOST: usize = 300;

/// Writes the text of the slides, in the order of their numbers.
pub(super) fn write(package: &mut Package<'_>, markup: &mut Markup) -> Result<(), Unread> {
    let mut slides = package::names(package, "ppt/slides/slide", ".xml");
    if slides.is_empty() {
        return Err(Unread::Broken);
    }
    slides.sort_by_key(|name| (name.len(), name.clone()));
    for name in slides.iter().take(MOST) {
        markup.tag("<section>");
        write_part(package, name, markup);
        markup.tag("</section>");
    }
    Ok(())
}
