//! The templates of the invented sites, from neat to sloppy.
//!
//! To add one, add a file with a `page` function and its name to `TEMPLATES`.

mod app;
mod blog;
mod builder;
mod chrome;
mod frames;
mod modern;
mod shop;
mod sloppy;
mod tables;

use super::sheet::Sheet;

pub use frames::{frameset, navigation};

type Template = fn(&Sheet) -> String;

const TEMPLATES: &[(&str, Template)] = &[
    ("app", app::page),
    ("blog", blog::page),
    ("builder", builder::page),
    ("frames", frames::page),
    ("modern", modern::page),
    ("shop", shop::page),
    ("sloppy", sloppy::page),
    ("tables", tables::page),
];

/// The page in its site's template.
pub fn render(sheet: &Sheet) -> String {
    let wanted = sheet.company.template.as_str();
    let (_, template) = TEMPLATES
        .iter()
        .find(|(id, _)| *id == wanted)
        .unwrap_or_else(|| panic!("no template {wanted}"));
    template(sheet)
}
