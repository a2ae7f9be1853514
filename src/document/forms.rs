//! The forms that are open on the walk, and their fields.

use html5ever::local_name;
use scraper::node::Element;

use super::element::Attributes;
use super::form::{Field, Form};

/// The forms of the page so far.
#[derive(Debug, Default)]
pub(super) struct Forms {
    all: Vec<Form>,
    open: Option<usize>,
    loose: Option<usize>,
}

impl Forms {
    /// A form begins before a block.
    pub fn open(&mut self, seen: &Attributes<'_>, block: usize) {
        self.open = Some(self.all.len());
        self.all.push(Form {
            action: seen
                .action
                .map(str::trim)
                .filter(|a| !a.is_empty())
                .map(str::to_owned),
            words: joined(&[seen.id, seen.name, seen.class, seen.role, seen.label]),
            fields: Vec::new(),
            blocks: block..block,
        });
    }

    /// Adds a field to the form it stands in, or to one that was torn apart before it.
    pub fn add_field(&mut self, element: &Element, seen: &Attributes<'_>) {
        let name = &element.name.local;
        let kind = match *name {
            local_name!("input") if seen.kind.is_empty() => "text".to_owned(),
            local_name!("input") => seen.kind.trim().to_ascii_lowercase(),
            _ => name.to_string(),
        };
        let shown = if matches!(kind.as_str(), "submit" | "button" | "reset" | "image") {
            seen.value
        } else {
            ""
        };
        let words = joined(&[
            seen.name,
            seen.id,
            seen.class,
            seen.placeholder,
            seen.title,
            seen.label,
            shown,
        ]);
        let form = self.open.or(self.loose).and_then(|at| self.all.get_mut(at));
        if let Some(form) = form.filter(|f| f.fields.len() < 500) {
            form.fields.push(Field { kind, words });
        }
    }

    /// The form ends. Some pages open one where none may be (between table and row): it ends at once, its fields follow.
    pub fn close(&mut self, block: usize) {
        let Some(at) = self.open.take() else { return };
        let form = &mut self.all[at];
        form.blocks.end = block;
        self.loose = form.fields.is_empty().then_some(at);
    }

    /// All of them.
    pub fn into_all(self) -> Vec<Form> {
        self.all
    }
}

fn joined(parts: &[&str]) -> String {
    parts
        .iter()
        .filter(|p| !p.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
