//! One walk over the tree: text, links, forms and marked-up values are collected in document order.

use ego_tree::{NodeId, NodeRef};
use html5ever::{local_name, ns};
use scraper::node::{Element, Node};
use url::Url;

use super::bait::{is_bait, is_called_bait};
use super::block::{BlockKind, Cell, Mark, Region};
use super::code::{CodePicture, is_code};
use super::collected::Collected;
use super::element::{Attributes, Effect, Told, effect, told};
use super::excerpt::{last_part, own_text};
use super::flow::{Anchor, Context, Flow, Point};
use super::forms::Forms;
use super::head;
use super::hiding::{Hiding, note_hiding};
use super::icon;
use super::link::LinkKind;
use super::links::Links;
use super::picture::is_at_sign;
use super::place::{is_hidden_inline, is_reversed, region_by_name};
use super::property::Property;
use super::script;
use super::sheet::Sheet;
use super::tables::Tables;

/// Links, properties or attributes kept of a page, each.
const MOST: usize = 20_000;

/// What has to be done when an element ends.
#[expect(
    clippy::struct_excessive_bools,
    reason = "four things that may have to be done, in any combination"
)]
struct Frame {
    node: NodeId,
    context: Context,
    effect: Effect,
    start: Point,
    anchor: bool,
    property: Option<Property>,
    reversed: bool,
    /// Text that the style sheet shows behind it.
    behind: String,
    table: bool,
    form: bool,
}

/// The walk under way.
pub(super) struct Walk<'a> {
    links: Links,
    forms: Forms,
    out: Collected,
    flow: Flow<'a>,
    frames: Vec<Frame>,
    tables: Tables,
    items: Vec<&'a str>,
    hiding_elements: u32,
    sheet: Sheet,
}

/// Walks the tree once.
pub(super) fn walk(html: &scraper::Html, url: &Url) -> Collected {
    let root = html.tree.root();
    let mut walk = Walk {
        links: Links::at(url),
        forms: Forms::default(),
        out: Collected::default(),
        flow: Flow::at(root.id()),
        frames: Vec::new(),
        tables: Tables::default(),
        items: vec![""],
        hiding_elements: 0,
        sheet: Sheet::default(),
    };
    walk.go(root);
    walk.flow.flush(&mut walk.out);
    walk.out.links = walk.links.pages;
    walk.out.references = walk.links.references;
    walk.out.forms = walk.forms.into_all();
    walk.out
}

/// A field whose value is seen.
fn is_text_field(seen: &Attributes<'_>) -> bool {
    let kind = seen.kind.trim().to_ascii_lowercase();
    matches!(kind.as_str(), "" | "text" | "email" | "tel" | "url")
}

impl<'a> Walk<'a> {
    /// Depth first without recursion: no nesting can exhaust the stack.
    fn go(&mut self, root: NodeRef<'a, Node>) {
        let mut node = root;
        loop {
            if self.open(node)
                && let Some(child) = node.first_child()
            {
                node = child;
                continue;
            }
            loop {
                self.close(node.id());
                if node.id() == root.id() {
                    return;
                }
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                match node.parent() {
                    Some(parent) => node = parent,
                    None => return,
                }
            }
        }
    }

    /// Enters a node; says whether to go into it.
    fn open(&mut self, node: NodeRef<'a, Node>) -> bool {
        match node.value() {
            Node::Text(text) => self.flow.run.push(text),
            Node::Element(element) => return self.open_element(node, element),
            Node::Document => return true,
            _ => {}
        }
        false
    }

    fn open_element(&mut self, node: NodeRef<'a, Node>, element: &'a Element) -> bool {
        let seen = Attributes::of(element);
        let effect = match effect(element) {
            Effect::Thing if is_at_sign(&seen) => {
                self.flow.run.push("@");
                Effect::Inline
            }
            effect => effect,
        };
        if seen.may_hide {
            self.hiding_elements += 1;
            if effect == Effect::Block {
                self.flow.flush(&mut self.out);
            }
            let place = Hiding {
                number: self.hiding_elements,
                at: self.flow.run.position(),
            };
            note_hiding(element, place, &mut self.out);
        }
        if effect == Effect::Hidden {
            self.read_hidden(node, element, &seen);
            return false;
        }
        if self.is_unseen(node, &seen, effect) {
            return false;
        }
        let told = self.read_class(element, &seen, effect);
        self.frame(node.id(), element, &seen, effect);
        match effect {
            Effect::Block => self.enter_block(node.id(), element, &seen, told),
            Effect::Break => self.flow.run.break_line(),
            Effect::Thing => self.flow.run.part(),
            _ => {}
        }
        self.read_element(element, &seen, told);
        true
    }

    /// Is it there for address collectors only?
    fn is_unseen(&self, node: NodeRef<'a, Node>, seen: &Attributes<'a>, effect: Effect) -> bool {
        let hidden = self.sheet.hides(seen.class, seen.id);
        match effect {
            Effect::Inline => hidden || is_hidden_inline(seen) || is_called_bait(seen),
            Effect::Block => is_bait(node, seen, hidden),
            _ => false,
        }
    }

    /// Remembers what is to be done at the element's end, if anything.
    fn frame(&mut self, node: NodeId, element: &Element, seen: &Attributes<'a>, effect: Effect) {
        let anchor = element.name.local == local_name!("a") && seen.href.is_some();
        let turned = is_reversed(element, seen) || self.sheet.turns(seen.class, seen.id);
        let reversed = turned && matches!(effect, Effect::Inline | Effect::Block);
        let around = self.sheet.generated.around(seen.class, seen.id).cloned();
        let framed = matches!(effect, Effect::Block | Effect::Thing)
            || anchor
            || reversed
            || around.is_some();
        if !framed && seen.item_property.is_none() && !seen.opens_item {
            return;
        }
        if effect == Effect::Block {
            self.flow.flush(&mut self.out);
        }
        let property = seen
            .item_property
            .map(|name| self.open_property(name, seen));
        let around = around.unwrap_or_default();
        self.frames.push(Frame {
            node,
            context: self.flow.context,
            effect,
            start: self.flow.point(&self.out),
            anchor,
            property,
            reversed,
            behind: around.behind,
            table: element.name.local == local_name!("table"),
            form: element.name.local == local_name!("form"),
        });
        self.flow.run.push(&around.before);
        if seen.opens_item {
            self.flow.context.item = self.items.len();
            self.items
                .push(last_part(seen.item_type.unwrap_or_default()));
        }
    }

    fn open_property(&self, name: &str, seen: &Attributes<'a>) -> Property {
        Property {
            name: name.to_owned(),
            value: seen.content.unwrap_or_default().trim().to_owned(),
            item: self.items[self.flow.context.item].to_owned(),
            item_number: u32::try_from(self.flow.context.item).unwrap_or_default(),
            block: self.out.blocks.len(),
        }
    }

    fn enter_block(&mut self, node: NodeId, element: &Element, seen: &Attributes<'a>, told: Told) {
        self.flow.context.node = node;
        self.flow.context.mark_reach = self.flow.context.mark_reach.saturating_sub(1);
        self.place(element, seen, told);
        match element.name.local {
            local_name!("table") => {
                self.tables.open();
                self.out.table_starts.push(None);
            }
            local_name!("tr") => self.tables.open_row(),
            local_name!("td") | local_name!("th") => {
                let is_header = element.name.local == local_name!("th");
                if let Some(cell) = self.tables.open_cell(seen.column_span) {
                    self.flow.context.kind = BlockKind::Cell(Cell { is_header, ..cell });
                }
            }
            local_name!("form") => self.forms.open(seen, self.out.blocks.len()),
            local_name!("dt") => self.flow.context.kind = BlockKind::Term,
            local_name!("dd") => self.flow.context.kind = BlockKind::Description,
            local_name!("li") => self.flow.context.kind = BlockKind::Item,
            local_name!("h1") => self.flow.context.kind = BlockKind::Heading(1),
            local_name!("h2") => self.flow.context.kind = BlockKind::Heading(2),
            local_name!("h3") => self.flow.context.kind = BlockKind::Heading(3),
            local_name!("h4") => self.flow.context.kind = BlockKind::Heading(4),
            local_name!("h5") => self.flow.context.kind = BlockKind::Heading(5),
            local_name!("h6") => self.flow.context.kind = BlockKind::Heading(6),
            local_name!("address") => self.flow.context.in_address = true,
            local_name!("article") | local_name!("main") => self.flow.context.in_article = true,
            _ => {}
        }
        if told.contact && seen.class.len() < 200 {
            self.flow.context.mark = Some(self.flow.block_marks.len());
            self.flow.context.mark_reach = 2;
            self.flow.block_marks.push(seen.class);
        }
    }

    fn place(&mut self, element: &Element, seen: &Attributes<'a>, told: Told) {
        let named = match element.name.local {
            local_name!("footer") if !self.flow.context.in_article => Some(Region::Footer),
            local_name!("header") if !self.flow.context.in_article => Some(Region::Header),
            local_name!("nav") => Some(Region::Nav),
            local_name!("aside") => Some(Region::Aside),
            local_name!("html") | local_name!("body") => return,
            _ if told.region => region_by_name(seen),
            _ => None,
        };
        if let Some(region) = named {
            // Navigation inside the foot is still the foot: its contacts are the company's.
            if !(self.flow.context.region == Region::Footer && region != Region::Nav) {
                self.flow.context.region = region;
            }
        }
    }

    /// Class names that speak of a way to reach somebody become marks of the text.
    fn read_class(&mut self, element: &Element, seen: &Attributes<'a>, effect: Effect) -> Told {
        let mut all = told(seen.class);
        for text in [seen.id, seen.role] {
            let more = told(text);
            all.region |= more.region;
            all.logo |= more.logo;
        }
        if let Some(words) = icon::words(element, seen, effect) {
            self.flow.run.marks.push(Mark {
                at: self.flow.run.position(),
                words,
            });
        }
        all
    }

    fn read_element(&mut self, element: &'a Element, seen: &Attributes<'a>, told: Told) {
        match element.name.local {
            local_name!("a") if seen.href.is_some() => self.open_anchor(seen),
            local_name!("area") => self.lone_anchor(seen),
            local_name!("img") => self.read_image(seen, told),
            local_name!("meta") => head::read_meta(element, seen, &mut self.out, &mut self.links),
            local_name!("link") => head::read_link(seen, &mut self.out),
            local_name!("base") => self.links.set_base(seen.href),
            local_name!("html") if !seen.lang.is_empty() => {
                seen.lang.clone_into(&mut self.out.claimed_language);
            }
            local_name!("input") if seen.read_only.is_some() && is_text_field(seen) => {
                self.flow.run.push(seen.value);
                self.flow.run.part();
            }
            local_name!("input") | local_name!("button") => self.forms.add_field(element, seen),
            _ => {}
        }
    }

    fn read_image(&mut self, seen: &Attributes<'a>, class: Told) {
        let alt = seen.alt.trim();
        if let Some(anchor) = &mut self.flow.anchor
            && anchor.fallback.is_empty()
        {
            alt.clone_into(&mut anchor.fallback);
        }
        let file = seen.src.map(last_part).unwrap_or_default();
        let by_source = told(file).logo;
        if is_code(&[alt, seen.title, seen.class, file]) && self.out.codes.len() < 50 {
            self.out.codes.push(CodePicture {
                block: self.out.blocks.len(),
                words: [alt, seen.title.trim(), file].join(" ").trim().to_owned(),
            });
        }
        if !alt.is_empty()
            && (class.logo || by_source || told(alt).logo)
            && self.out.logos.len() < 50
        {
            self.out.logos.push(alt.to_owned());
        }
    }

    fn read_hidden(&mut self, node: NodeRef<'a, Node>, element: &Element, seen: &Attributes<'a>) {
        if element.name.ns != ns!(html) {
            return;
        }
        match element.name.local {
            local_name!("title") if self.out.title.is_empty() => {
                self.out.title = crate::text::squeeze(&own_text(node));
            }
            local_name!("style") => self.sheet.read(&own_text(node)),
            local_name!("script") => {
                let at = self.flow.run.position();
                script::read(&own_text(node), seen, at, &mut self.out);
            }
            local_name!("textarea") | local_name!("select") => {
                self.flow.run.part();
                self.forms.add_field(element, seen);
            }
            local_name!("iframe") | local_name!("frame") => {
                if let Some(source) = seen.src {
                    self.links.add_other(
                        source,
                        seen.title,
                        LinkKind::Frame,
                        self.out.blocks.len(),
                    );
                }
            }
            _ => {}
        }
    }

    fn open_anchor(&mut self, seen: &Attributes<'a>) {
        let target = self
            .links
            .add_anchor(seen, String::new(), self.out.blocks.len());
        let fallback = if seen.title.is_empty() {
            seen.label
        } else {
            seen.title
        };
        self.flow.anchor = Some(Anchor {
            target,
            start: self.flow.run.position(),
            fallback: fallback.trim().to_owned(),
        });
    }

    /// An `<area>`: a link without text of its own.
    fn lone_anchor(&mut self, seen: &Attributes<'a>) {
        let text = if seen.alt.is_empty() {
            seen.title
        } else {
            seen.alt
        };
        self.links
            .add_anchor(seen, text.trim().to_owned(), self.out.blocks.len());
    }

    fn close(&mut self, node: NodeId) {
        if self.frames.last().is_none_or(|f| f.node != node) {
            return;
        }
        let Some(frame) = self.frames.pop() else {
            return;
        };
        self.flow.run.push(&frame.behind);
        if frame.anchor {
            self.close_anchor(frame.start);
        }
        if frame.reversed && frame.start.block == self.out.blocks.len() {
            // Whole paragraphs in Arabic letters are styled so without being turned.
            let plain =
                frame.effect == Effect::Inline || self.flow.run.is_ascii_from(frame.start.at);
            if plain {
                self.flow.run.reverse_from(frame.start.at);
            }
        }
        if let Some(property) = frame.property {
            self.close_property(property, frame.start);
        }
        match frame.effect {
            Effect::Block => self.flow.flush(&mut self.out),
            Effect::Thing => self.flow.run.part(),
            _ => {}
        }
        if frame.form {
            self.forms.close(self.out.blocks.len());
        }
        if frame.table {
            self.tables.close();
        }
        self.flow.context = frame.context;
    }

    fn close_anchor(&mut self, start: Point) {
        let Some(anchor) = self.flow.anchor.take() else {
            return;
        };
        let text = self.flow.text_since(start, &self.out);
        let text = if text.is_empty() {
            anchor.fallback
        } else {
            text
        };
        let Some(target) = anchor.target else { return };
        self.links.set_text(target, text);
        self.flow.push_span(target, anchor.start);
    }

    fn close_property(&mut self, mut property: Property, start: Point) {
        if property.value.is_empty() {
            property.value = self.flow.text_since(start, &self.out);
        }
        if self.out.properties.len() < MOST {
            self.out.properties.push(property);
        }
    }
}
