//! Letters and brochures (DOCX): paragraphs, tables, breaks, links; headers before the text, footers after it.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::package::{self, Package};
use crate::document::markup::Markup;
use crate::document::unread::Unread;

/// Where links lead, by their ids.
type Targets = BTreeMap<String, String>;

/// Writes the text of a document.
pub(super) fn write(package: &mut Package<'_>, markup: &mut Markup) -> Result<(), Unread> {
    for name in package::names(package, "word/header", ".xml") {
        markup.tag("<header>");
        write_part(package, &name, markup);
        markup.tag("</header>");
    }
    if !write_part(package, "word/document.xml", markup) {
        return Err(Unread::Broken);
    }
    for name in package::names(package, "word/footer", ".xml") {
        markup.tag("<footer>");
        write_part(package, &name, markup);
        markup.tag("</footer>");
    }
    Ok(())
}

/// Writes a part; says whether it is there.
pub(super) fn write_part(package: &mut Package<'_>, name: &str, markup: &mut Markup) -> bool {
    let Some(xml) = package::part(package, name) else {
        return false;
    };
    let (folder, file) = name.rsplit_once('/').unwrap_or_default();
    let links = format!("{folder}/_rels/{file}.rels");
    let targets = package::part(package, &links)
        .map(|xml| targets(&String::from_utf8_lossy(&xml)))
        .unwrap_or_default();
    let mut writer = Writer {
        markup,
        targets: &targets,
        in_text: false,
        linked: 0,
    };
    writer.write(&String::from_utf8_lossy(&xml));
    true
}

fn targets(xml: &str) -> Targets {
    let mut reader = Reader::from_str(xml);
    let mut found = Targets::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => {
                if let (Some(id), Some(target)) =
                    (attribute(&element, "Id"), attribute(&element, "Target"))
                {
                    found.insert(id, target);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .filter_map(Result::ok)
        .find(|a| a.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

struct Writer<'a> {
    markup: &'a mut Markup,
    targets: &'a Targets,
    in_text: bool,
    /// Links open.
    linked: usize,
}

impl Writer<'_> {
    fn write(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        while !self.markup.is_full()
            && let Ok(event) = reader.read_event()
        {
            match event {
                // What older programs show instead: the same text again.
                Event::Start(element) if element.local_name().as_ref() == "Fallback" => {
                    let end = element.to_end().into_owned();
                    if reader.read_to_end(end.name()).is_err() {
                        break;
                    }
                }
                Event::Start(element) => self.begin(&element),
                Event::Empty(element) => self.empty(&element),
                Event::End(element) => self.end(element.local_name().as_ref()),
                Event::Text(text) if self.in_text => {
                    self.markup.text(&text.xml10_content());
                }
                Event::GeneralRef(sign) if self.in_text => self.sign(&sign),
                Event::Eof => break,
                _ => {}
            }
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "t" => self.in_text = true,
            "p" => self.markup.tag("<p>"),
            "tbl" => self.markup.tag("<table>"),
            "tr" => self.markup.tag("<tr>"),
            "tc" => self.markup.tag("<td>"),
            "hyperlink" if self.open_link(element) => self.linked += 1,
            _ => self.empty(element),
        }
    }

    /// Opens a link that leads somewhere; says whether it did.
    fn open_link(&mut self, element: &BytesStart<'_>) -> bool {
        let target = attribute(element, "id").and_then(|id| self.targets.get(&id));
        if let Some(target) = target {
            self.markup.open("a", "href", target);
        }
        target.is_some()
    }

    fn empty(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "br" | "cr" => self.markup.tag("<br>"),
            "tab" => self.markup.tag("&emsp;"),
            "noBreakHyphen" => self.markup.text("-"),
            // Slides tell the link before the words it lies on.
            "hlinkClick" if self.open_link(element) => self.markup.tag("</a>"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => self.markup.tag("</p>"),
            "tbl" => self.markup.tag("</table>"),
            "tr" => self.markup.tag("</tr>"),
            "tc" => self.markup.tag("</td>"),
            "hyperlink" if self.linked > 0 => {
                self.markup.tag("</a>");
                self.linked -= 1;
            }
            _ => {}
        }
    }

    /// `&amp;`, `&#160;`.
    fn sign(&mut self, sign: &quick_xml::events::BytesRef<'_>) {
        let found = match sign.resolve_char_ref() {
            Ok(Some(c)) => Some(c),
            _ => match &*sign.xml10_content() {
                "amp" => Some('&'),
                "lt" => Some('<'),
                "gt" => Some('>'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                _ => None,
            },
        };
        if let Some(c) = found {
            self.markup.text(c.encode_utf8(&mut [0; 4]));
        }
    }
}
